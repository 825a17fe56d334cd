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
    exp_tamed_sum_fine_f32,
    exp_tamed_sum_fine_f64,
    exp_tamed_sum_low_f32,
    exp_tamed_sum_low_f64,
)

HASHES = {
    "value_f32": "2de41f0b73f36e4d",
    "derivative_f32": "e0107b9a075a90b4",
    "vjp_f32": "6c739d96dd4cad77",
    "value_f64": "c7c70c3d27d5fc6d",
    "derivative_f64": "10706c0b0781ca54",
    "vjp_f64": "3244357b60ce3ed7",
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
    t2 = least(f32(10.029805), greatest(f32(-11.537565), x))
    square = t2 * t2
    # -0.071354866 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    # -1.595768 is -2*sqrt(2)/sqrt(pi), high word
    t3 = fma(f32(-0.071354866), square, f32(-1.595768))
    t4 = t3 * t2
    # 5.421011e-20 is 2**-64
    t5 = select(t4 > f32(40.0), f32(5.421011e-20), f32(1.0))
    t6 = fma(t2, t2, -square)
    # -1.1467522e-6 is its low word
    # 4.9755233e-8 is its low word
    part1 = f32(-1.1467522e-6) + fma(square, f32(4.9755233e-8), f32(-0.071354866) * t6)
    t7 = fma(t2, part1 + fma(f32(-0.071354866), square, f32(-1.595768) - t3), fma(t3, t2, -t4))
    t8 = exp_tamed_sum_fine_f32(t4, t7)
    t9 = t5 + t8
    t10 = f32(1.0) / t9
    # 0.21406445 is 26829*sqrt(2)/(100000*sqrt(pi))
    # 1.595768 is 2*sqrt(2)/sqrt(pi), high word
    t11 = fma(f32(0.21406445), square, f32(1.595768))
    t12 = t11 * t2
    t13 = t8 * t10
    t14 = fma(t12, t13, f32(1.0))
    t15 = -t10
    t16 = exp_tamed_sum_low_f32(t4, t7)
    t17 = t9 - t5
    t18 = fma(t15, t16 + (t5 - (t9 - t17) + (t8 - t17)), fma(t15, t9, f32(1.0))) * t10
    part2 = fma(fma(f32(-0.016621452), t, f32(-0.11389044)), t, f32(-0.01578282))
    part3 = fma(f32(8.697938e-9), t, fma(t * t, fma(part2, t, f32(0.3875184)), f32(-4.880577e-9)))
    part4 = t12 * fma(t10, t16, fma(t8, t18, fma(t8, t10, -t13)))
    part5 = fma(f32(0.21406445), square, f32(1.595768) - t11)
    # 1.1467522e-6 is its low word
    part6 = fma(t2, fma(f32(0.21406445), t6, f32(1.1467522e-6)) + part5, fma(t11, t2, -t12))
    part7 = t5 * fma(t10, t14, fma(t14, t18, t10 * fma(t13, part6, part4)))
    return select(abs(t) > f32(0.046875), part7, fma(f32(0.43040007), t, part3))


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
    t2 = least(21.151754116612775, greatest(-23.800545433224347, x))
    square = t2 * t2
    # -0.0713548162726001 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    # -1.5957691216057341 is -2*sqrt(2)/sqrt(pi), high word
    t3 = fma(-0.0713548162726001, square, -1.5957691216057341)
    t4 = t3 * t2
    # 7.458340731200207e-155 is 2**-512
    t5 = select(t4 > 300.0, 7.458340731200207e-155, 1.0)
    t6 = fma(t2, t2, -square)
    # 3.430362161966579e-15 is its low word
    # -1.520381508941435e-16 is its low word
    part1 = 3.430362161966579e-15 + fma(square, -1.520381508941435e-16, -0.0713548162726001 * t6)
    part2 = part1 + fma(-0.0713548162726001, square, -1.5957691216057341 - t3)
    t7 = fma(t2, part2, fma(t3, t2, -t4))
    t8 = exp_tamed_sum_fine_f64(t4, t7)
    t9 = t5 + t8
    t10 = 1.0 / t9
    # 0.21406444881780118 is 26829*sqrt(2)/(100000*sqrt(pi)), high word
    # 1.5957691216057341 is 2*sqrt(2)/sqrt(pi), high word
    t11 = fma(0.21406444881780118, square, 1.5957691216057341)
    t12 = t11 * t2
    t13 = t8 * t10
    t14 = fma(t12, t13, 1.0)
    t15 = -t10
    t16 = exp_tamed_sum_low_f64(t4, t7)
    t17 = fma(t15, t16 + (t5 - (t9 - t8)), fma(t15, t9, 1.0)) * t10
    # -3.430362161966579e-15 is its low word
    # -4.3206396701769477e-16 is its low word
    part3 = -3.430362161966579e-15 + fma(square, -4.3206396701769477e-16, 0.21406444881780118 * t6)
    part4 = fma(fma(0.005261023543288918, t, 0.01968211133624417), t, -0.016619328344093527)
    part5 = part3 + fma(0.21406444881780118, square, 1.5957691216057341 - t11)
    part6 = fma(fma(part4, t, -0.11394448307632984), t, -0.015782853521847974)
    part7 = fma(t * t, fma(part6, t, 0.3875184461357889), -1.5647455740893692e-17)
    part8 = fma(0.4304000910248585, t, fma(-7.894513457873578e-18, t, part7))
    part9 = t12 * fma(t10, t16, fma(t8, t17, fma(t8, t10, -t13)))
    part10 = fma(t10, t14, fma(t14, t17, t10 * fma(t13, fma(t2, part5, fma(t11, t2, -t12)), part9)))
    return select(abs(t) > 0.0068359375, t5 * part10, part8)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
