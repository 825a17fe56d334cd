"""gelu_tanh: The tanh form of GELU.

    f(x) = x*(1 + tanh(sqrt(2/pi)*(x + 8943*x**3/200000)))/2
    f'(x) = 1/2 + tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000))/2 + x*(1 - tanh(sqrt(2/pi)*x*(1 +
        8943*x**2/200000))**2)*(200000 + 26829*x**2)/(200000*sqrt(2*pi))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, select
from ..elementary import (
    exp1p_tamed_sum_f64,
    exp1p_tamed_sum_fine_f32,
    exp_tamed_sum_f32,
    exp_tamed_sum_fine_f64,
    exp_tamed_sum_low_f64,
)

HASHES = {
    "value_f32": "2de41f0b73f36e4d",
    "derivative_f32": "c641792f688ab1ed",
    "vjp_f32": "4ac5734624664e32",
    "value_f64": "c7c70c3d27d5fc6d",
    "derivative_f64": "03ff445d333e2891",
    "vjp_f64": "0473cafbad57cb42",
}


@inlined
def value_f32(x):
    """f(x)."""
    t = greatest(f32(-11.537565), x)
    t2 = least(f32(10.029805), t)
    square = t2 * t2
    # -0.071354866 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    # -1.595768 is -2*sqrt(2)/sqrt(pi), high word
    t3 = fma(f32(-0.071354866), square, f32(-1.595768))
    t4 = t3 * t2
    # 4.9755233e-8 is its low word
    part1 = fma(square, f32(4.9755233e-8), f32(-0.071354866) * fma(t2, t2, -square))
    # -1.1467522e-6 is its low word
    part2 = f32(-1.1467522e-6) + part1 + fma(f32(-0.071354866), square, f32(-1.595768) - t3)
    part3 = t / exp1p_tamed_sum_fine_f32(t4, fma(t2, part2, fma(t3, t2, -t4)))
    # 5.421011e-20 is 2**-64
    return select(t4 > f32(40.0), f32(5.421011e-20), f32(1.0)) * part3


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = f32(0.75246143) + x
    where = abs(t) > f32(0.375)
    t2 = least(f32(10.029805), greatest(f32(-11.537565), x))
    square = t2 * t2
    # -0.071354866 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    # -1.595768 is -2*sqrt(2)/sqrt(pi), high word
    t3 = fma(f32(-0.071354866), square, f32(-1.595768))
    t4 = t3 * t2
    # 5.421011e-20 is 2**-64
    t5 = select(t4 > f32(40.0), f32(5.421011e-20), f32(1.0))
    # 0.2140646 is 26829*sqrt(2)/(100000*sqrt(pi)), high word
    # 1.595768 is 2*sqrt(2)/sqrt(pi), high word
    t6 = fma(f32(0.2140646), square, f32(1.595768))
    t7 = t6 * t2
    t8 = fma(t2, t2, -square)
    # -1.1467522e-6 is its low word
    # 4.9755233e-8 is its low word
    part1 = f32(-1.1467522e-6) + fma(square, f32(4.9755233e-8), f32(-0.071354866) * t8)
    part2 = fma(t2, part1 + fma(f32(-0.071354866), square, f32(-1.595768) - t3), fma(t3, t2, -t4))
    t9 = exp_tamed_sum_f32(t4, part2)
    t10 = t5 + t9
    t11 = f32(1.0) / t10
    t12 = t9 * t11
    t13 = fma(t7, t12, f32(1.0))
    t14 = -t11
    t15 = fma(t14, t5 - (t10 - t9), fma(t14, t10, f32(1.0))) * t11
    t16 = t7 * t12
    t17 = t11 * t13
    # 1.1467522e-6 is its low word
    # -1.492657e-7 is its low word
    part3 = f32(1.1467522e-6) + fma(square, f32(-1.492657e-7), f32(0.2140646) * t8)
    part4 = fma(t2, part3 + fma(f32(0.2140646), square, f32(1.595768) - t6), fma(t6, t2, -t7))
    part5 = fma(fma(f32(-0.002289406), t, f32(0.0050049773)), t, f32(0.019660976))
    part6 = fma(fma(fma(part5, t, f32(-0.016596675)), t, f32(-0.11394325)), t, f32(-0.015783507))
    part7 = fma(t * t, fma(part6, t, f32(0.38751844)), f32(-4.880577e-9))
    part8 = select(where, t5 * t17, fma(f32(0.43040007), t, fma(f32(1.2198547e-8), t, part7)))
    part9 = fma(t12, part4, t7 * fma(t9, t15, fma(t9, t11, -t12)))
    part10 = fma(t11, part9 + (fma(t7, t12, -t16) + (f32(1.0) - (t13 - t16))), fma(t11, t13, -t17))
    return select(where, t5 * fma(t13, t15, part10), f32(0.0)) + part8


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    t = greatest(-23.800545433224347, x)
    t2 = least(21.151754116612775, t)
    square = t2 * t2
    # -0.0713548162726001 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    # -1.5957691216057341 is -2*sqrt(2)/sqrt(pi), high word
    t3 = fma(-0.0713548162726001, square, -1.5957691216057341)
    t4 = t3 * t2
    # -1.520381508941435e-16 is its low word
    part1 = fma(square, -1.520381508941435e-16, -0.0713548162726001 * fma(t2, t2, -square))
    part2 = fma(-0.0713548162726001, square, -1.5957691216057341 - t3)
    # 3.430362161966579e-15 is its low word
    part3 = fma(t2, 3.430362161966579e-15 + part1 + part2, fma(t3, t2, -t4))
    # 7.458340731200207e-155 is 2**-512
    return select(t4 > 300.0, 7.458340731200207e-155, 1.0) * (t / exp1p_tamed_sum_f64(t4, part3))


@inlined
def derivative_f64(x):
    """f'(x)."""
    t = 0.7524614220710163 + x
    where = abs(t) > 0.0068359375
    t2 = least(21.151754116612775, greatest(-23.800545433224347, x))
    square = t2 * t2
    # -0.0713548162726001 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    # -1.5957691216057341 is -2*sqrt(2)/sqrt(pi), high word
    t3 = fma(-0.0713548162726001, square, -1.5957691216057341)
    t4 = t3 * t2
    # 7.458340731200207e-155 is 2**-512
    t5 = select(t4 > 300.0, 7.458340731200207e-155, 1.0)
    # 0.21406444881780118 is 26829*sqrt(2)/(100000*sqrt(pi)), high word
    # 1.5957691216057341 is 2*sqrt(2)/sqrt(pi), high word
    t6 = fma(0.21406444881780118, square, 1.5957691216057341)
    t7 = t6 * t2
    t8 = fma(t2, t2, -square)
    # 3.430362161966579e-15 is its low word
    # -1.520381508941435e-16 is its low word
    part1 = 3.430362161966579e-15 + fma(square, -1.520381508941435e-16, -0.0713548162726001 * t8)
    part2 = part1 + fma(-0.0713548162726001, square, -1.5957691216057341 - t3)
    t9 = fma(t2, part2, fma(t3, t2, -t4))
    t10 = exp_tamed_sum_fine_f64(t4, t9)
    t11 = t5 + t10
    t12 = 1.0 / t11
    t13 = t10 * t12
    t14 = fma(t7, t13, 1.0)
    t15 = -t12
    t16 = exp_tamed_sum_low_f64(t4, t9)
    t17 = fma(t15, t16 + (t5 - (t11 - t10)), fma(t15, t11, 1.0)) * t12
    t18 = t12 * t14
    # -3.430362161966579e-15 is its low word
    # -4.3206396701769477e-16 is its low word
    part3 = -3.430362161966579e-15 + fma(square, -4.3206396701769477e-16, 0.21406444881780118 * t8)
    part4 = fma(fma(0.005261023543288918, t, 0.01968211133624417), t, -0.016619328344093527)
    part5 = fma(fma(part4, t, -0.11394448307632984), t, -0.015782853521847974)
    part6 = fma(t * t, fma(part5, t, 0.3875184461357889), -1.5647455740893692e-17)
    part7 = part3 + fma(0.21406444881780118, square, 1.5957691216057341 - t6)
    part8 = fma(0.4304000910248585, t, fma(-7.894513457873578e-18, t, part6))
    part9 = t7 * fma(t12, t16, fma(t10, t17, fma(t10, t12, -t13)))
    part10 = fma(t12, fma(t13, fma(t2, part7, fma(t6, t2, -t7)), part9), fma(t12, t14, -t18))
    return select(where, t5 * fma(t14, t17, part10), 0.0) + select(where, t5 * t18, part8)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
