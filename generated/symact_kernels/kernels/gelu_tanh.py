"""gelu_tanh: The tanh form of GELU.

    f(x) = x*(1 + tanh(sqrt(2/pi)*(x + 8943*x**3/200000)))/2
    f'(x) = (1 + tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000)) + x*(1 - tanh(sqrt(2/pi)*x*(1 +
        8943*x**2/200000))**2)*(200000 + 26829*x**2)/(100000*sqrt(2*pi)))/2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, select
from ..elementary import (
    exp1p_tamed_sum_f64,
    exp1p_tamed_sum_fine_f32,
    exp_tamed_sum_fine_f32,
    exp_tamed_sum_fine_f64,
    exp_tamed_sum_low_f32,
    exp_tamed_sum_low_f64,
)

HASHES = {
    "value_f32": "8dfb63d9bc8eff91",
    "derivative_f32": "3d42938fba96d76d",
    "vjp_f32": "3062e91f9bfb8018",
    "value_f64": "456137ab817444a7",
    "derivative_f64": "a56275a45be3fe3f",
    "vjp_f64": "8e30fa7947c6473c",
}


@inlined
def value_f32(x):
    """f(x)."""
    t = greatest(f32(-11.537565), x)
    t2 = least(f32(10.029805), t)
    square = t2 * t2
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = f32(-0.071354814) * square
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t4 = f32(-1.5957692) + t3
    t5 = t4 * t2
    t6 = t4 - t3
    # -2.3988325e-9 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, f32(-2.3988325e-9), f32(-0.071354814) * fma(t2, t2, -square))
    # 4.534068e-8 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = f32(4.534068e-8) + (fma(f32(-0.071354814), square, -t3) + part1)
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    part3 = fma(t2, part2 + (t3 - (t4 - t6) + (f32(-1.5957692) - t6)), fma(t4, t2, -t5))
    # 5.421011e-20 is 2**-64
    part4 = select(t5 > f32(40.0), f32(5.421011e-20), f32(1.0))
    return part4 * (t / exp1p_tamed_sum_fine_f32(t5, part3))


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = f32(0.75246143) + x
    where = abs(t) > f32(0.005859375)
    t2 = least(f32(10.029805), greatest(f32(-11.537565), x))
    square = t2 * t2
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = f32(-0.071354814) * square
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t4 = f32(-1.5957692) + t3
    t5 = t4 * t2
    # 5.421011e-20 is 2**-64
    t6 = select(t5 > f32(40.0), f32(5.421011e-20), f32(1.0))
    # 0.21406445 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957692 is 2*sqrt(2)/sqrt(pi), high word
    t7 = fma(f32(0.21406445), square, f32(1.5957692))
    t8 = t7 * t2
    t9 = fma(t2, t2, -square)
    t10 = t4 - t3
    # -2.3988325e-9 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, f32(-2.3988325e-9), f32(-0.071354814) * t9)
    # 4.534068e-8 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = f32(4.534068e-8) + (fma(f32(-0.071354814), square, -t3) + part1)
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t11 = fma(t2, part2 + (t3 - (t4 - t10) + (f32(-1.5957692) - t10)), fma(t4, t2, -t5))
    t12 = exp_tamed_sum_fine_f32(t5, t11)
    t13 = t6 + t12
    t14 = f32(1.0) / t13
    t15 = t12 * t14
    t16 = t8 * t15
    t17 = f32(1.0) + t16
    t18 = -t14
    t19 = exp_tamed_sum_low_f32(t5, t11)
    t20 = fma(t18, t19 + (t6 - (t13 - t12)), fma(t18, t13, f32(1.0))) * t14
    t21 = t17 - t16
    t22 = t14 * t17
    t23 = f32(-1.1339628e-8) + t
    part3 = fma(t23 * t23, fma(f32(-0.015781663), t23, f32(0.38751552)), f32(-4.880577e-9))
    part4 = select(where, t6 * t22, fma(f32(0.4304001), t, fma(f32(-1.2333536e-8), t, part3)))
    part5 = t8 * fma(t14, t19, fma(t12, t20, fma(t12, t14, -t15)))
    # 0.21406445 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957692 is 2*sqrt(2)/sqrt(pi), high word
    part6 = fma(f32(0.21406445), square, f32(1.5957692) - t7)
    # 0.21406445 is 26829*sqrt(2)/(100000*sqrt(pi))
    # -4.534068e-8 is its low word
    part7 = fma(t2, fma(f32(0.21406445), t9, f32(-4.534068e-8)) + part6, fma(t7, t2, -t8))
    part8 = fma(t8, t15, -t16) + fma(t15, part7, part5) + (t16 - (t17 - t21) + (f32(1.0) - t21))
    return select(where, t6 * fma(t17, t20, fma(t14, part8, fma(t14, t17, -t22))), f32(0.0)) + part4


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    t = f32(0.75246143) + x
    where = abs(t) > f32(0.005859375)
    t2 = least(f32(10.029805), greatest(f32(-11.537565), x))
    square = t2 * t2
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = f32(-0.071354814) * square
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t4 = f32(-1.5957692) + t3
    t5 = t4 * t2
    # 5.421011e-20 is 2**-64
    t6 = select(t5 > f32(40.0), f32(5.421011e-20), f32(1.0))
    # 0.21406445 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957692 is 2*sqrt(2)/sqrt(pi), high word
    t7 = fma(f32(0.21406445), square, f32(1.5957692))
    t8 = t7 * t2
    t9 = fma(t2, t2, -square)
    t10 = t4 - t3
    # -2.3988325e-9 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, f32(-2.3988325e-9), f32(-0.071354814) * t9)
    # 4.534068e-8 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = f32(4.534068e-8) + (fma(f32(-0.071354814), square, -t3) + part1)
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t11 = fma(t2, part2 + (t3 - (t4 - t10) + (f32(-1.5957692) - t10)), fma(t4, t2, -t5))
    t12 = exp_tamed_sum_fine_f32(t5, t11)
    t13 = t6 + t12
    t14 = f32(1.0) / t13
    t15 = t12 * t14
    t16 = t8 * t15
    t17 = f32(1.0) + t16
    t18 = -t14
    t19 = exp_tamed_sum_low_f32(t5, t11)
    t20 = fma(t18, t19 + (t6 - (t13 - t12)), fma(t18, t13, f32(1.0))) * t14
    t21 = t17 - t16
    t22 = t14 * t17
    t23 = f32(-1.1339628e-8) + t
    part3 = fma(t23 * t23, fma(f32(-0.015781663), t23, f32(0.38751552)), f32(-4.880577e-9))
    part4 = select(where, t6 * t22, fma(f32(0.4304001), t, fma(f32(-1.2333536e-8), t, part3)))
    part5 = t8 * fma(t14, t19, fma(t12, t20, fma(t12, t14, -t15)))
    # 0.21406445 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957692 is 2*sqrt(2)/sqrt(pi), high word
    part6 = fma(f32(0.21406445), square, f32(1.5957692) - t7)
    # 0.21406445 is 26829*sqrt(2)/(100000*sqrt(pi))
    # -4.534068e-8 is its low word
    part7 = fma(t2, fma(f32(0.21406445), t9, f32(-4.534068e-8)) + part6, fma(t7, t2, -t8))
    part8 = fma(t8, t15, -t16) + fma(t15, part7, part5) + (t16 - (t17 - t21) + (f32(1.0) - t21))
    part9 = select(where, t6 * fma(t17, t20, fma(t14, part8, fma(t14, t17, -t22))), f32(0.0))
    return g * (part9 + part4)


@inlined
def value_f64(x):
    """f(x)."""
    t = greatest(-23.800545433224347, x)
    t2 = least(21.151754116612775, t)
    square = t2 * t2
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = -0.07135481627260025 * square
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t4 = -1.5957691216057308 + t3
    t5 = t4 * t2
    t6 = t4 - t3
    # 6.175149918155315e-19 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, 6.175149918155315e-19, -0.07135481627260025 * fma(t2, t2, -square))
    # 9.96930880911092e-17 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = 9.96930880911092e-17 + (fma(-0.07135481627260025, square, -t3) + part1)
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    part3 = fma(t2, part2 + (t3 - (t4 - t6) + (-1.5957691216057308 - t6)), fma(t4, t2, -t5))
    # 7.458340731200207e-155 is 2**-512
    return select(t5 > 300.0, 7.458340731200207e-155, 1.0) * (t / exp1p_tamed_sum_f64(t5, part3))


@inlined
def derivative_f64(x):
    """f'(x)."""
    t = 0.7524614220710163 + x
    where = abs(t) > 0.01953125
    t2 = least(21.151754116612775, greatest(-23.800545433224347, x))
    square = t2 * t2
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = -0.07135481627260025 * square
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t4 = -1.5957691216057308 + t3
    t5 = t4 * t2
    # 7.458340731200207e-155 is 2**-512
    t6 = select(t5 > 300.0, 7.458340731200207e-155, 1.0)
    # 0.21406444881780073 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957691216057308 is 2*sqrt(2)/sqrt(pi), high word
    t7 = fma(0.21406444881780073, square, 1.5957691216057308)
    t8 = t7 * t2
    t9 = fma(t2, t2, -square)
    t10 = t4 - t3
    # 6.175149918155315e-19 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, 6.175149918155315e-19, -0.07135481627260025 * t9)
    # 9.96930880911092e-17 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = 9.96930880911092e-17 + (fma(-0.07135481627260025, square, -t3) + part1)
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t11 = fma(t2, part2 + (t3 - (t4 - t10) + (-1.5957691216057308 - t10)), fma(t4, t2, -t5))
    t12 = exp_tamed_sum_fine_f64(t5, t11)
    t13 = t6 + t12
    t14 = 1.0 / t13
    t15 = t12 * t14
    t16 = fma(t8, t15, 1.0)
    t17 = -t14
    t18 = exp_tamed_sum_low_f64(t5, t11)
    t19 = fma(t17, t18 + (t12 - (t13 - t6)), fma(t17, t13, 1.0)) * t14
    t20 = t14 * t16
    t21 = -3.635560509207687e-17 + t
    part3 = fma(fma(-0.0024223605498012637, t21, 0.005260343690048833), t21, 0.019682309298375493)
    part4 = fma(fma(part3, t21, -0.016619328169004452), t21, -0.11394448308093369)
    part5 = fma(fma(part4, t21, -0.01578285352186192), t21, 0.38751844613578895)
    part6 = fma(2.0484765336311767e-17, t, fma(t21 * t21, part5, -1.5647455740893692e-17))
    part7 = select(where, t6 * t20, fma(0.4304000910248585, t, part6))
    # 0.21406444881780073 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957691216057308 is 2*sqrt(2)/sqrt(pi), high word
    part8 = fma(0.21406444881780073, square, 1.5957691216057308 - t7)
    # 0.21406444881780073 is 26829*sqrt(2)/(100000*sqrt(pi))
    # -9.96930880911092e-17 is its low word
    part9 = fma(t2, fma(0.21406444881780073, t9, -9.96930880911092e-17) + part8, fma(t7, t2, -t8))
    part10 = fma(t15, part9, t8 * fma(t14, t18, fma(t12, t19, fma(t12, t14, -t15))))
    return select(where, t6 * fma(t16, t19, fma(t14, part10, fma(t14, t16, -t20))), 0.0) + part7


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    t = 0.7524614220710163 + x
    where = abs(t) > 0.01953125
    t2 = least(21.151754116612775, greatest(-23.800545433224347, x))
    square = t2 * t2
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = -0.07135481627260025 * square
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t4 = -1.5957691216057308 + t3
    t5 = t4 * t2
    # 7.458340731200207e-155 is 2**-512
    t6 = select(t5 > 300.0, 7.458340731200207e-155, 1.0)
    # 0.21406444881780073 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957691216057308 is 2*sqrt(2)/sqrt(pi), high word
    t7 = fma(0.21406444881780073, square, 1.5957691216057308)
    t8 = t7 * t2
    t9 = fma(t2, t2, -square)
    t10 = t4 - t3
    # 6.175149918155315e-19 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, 6.175149918155315e-19, -0.07135481627260025 * t9)
    # 9.96930880911092e-17 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = 9.96930880911092e-17 + (fma(-0.07135481627260025, square, -t3) + part1)
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t11 = fma(t2, part2 + (t3 - (t4 - t10) + (-1.5957691216057308 - t10)), fma(t4, t2, -t5))
    t12 = exp_tamed_sum_fine_f64(t5, t11)
    t13 = t6 + t12
    t14 = 1.0 / t13
    t15 = t12 * t14
    t16 = fma(t8, t15, 1.0)
    t17 = -t14
    t18 = exp_tamed_sum_low_f64(t5, t11)
    t19 = fma(t17, t18 + (t12 - (t13 - t6)), fma(t17, t13, 1.0)) * t14
    t20 = t14 * t16
    t21 = -3.635560509207687e-17 + t
    part3 = fma(fma(-0.0024223605498012637, t21, 0.005260343690048833), t21, 0.019682309298375493)
    part4 = fma(fma(part3, t21, -0.016619328169004452), t21, -0.11394448308093369)
    part5 = fma(fma(part4, t21, -0.01578285352186192), t21, 0.38751844613578895)
    part6 = fma(2.0484765336311767e-17, t, fma(t21 * t21, part5, -1.5647455740893692e-17))
    part7 = select(where, t6 * t20, fma(0.4304000910248585, t, part6))
    # 0.21406444881780073 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.5957691216057308 is 2*sqrt(2)/sqrt(pi), high word
    part8 = fma(0.21406444881780073, square, 1.5957691216057308 - t7)
    # 0.21406444881780073 is 26829*sqrt(2)/(100000*sqrt(pi))
    # -9.96930880911092e-17 is its low word
    part9 = fma(t2, fma(0.21406444881780073, t9, -9.96930880911092e-17) + part8, fma(t7, t2, -t8))
    part10 = fma(t15, part9, t8 * fma(t14, t18, fma(t12, t19, fma(t12, t14, -t15))))
    part11 = select(where, t6 * fma(t16, t19, fma(t14, part10, fma(t14, t16, -t20))), 0.0) + part7
    return g * part11
