"""tanh: The hyperbolic tangent, from -1 to 1.

    f(x) = tanh(x)
    f'(x) = 1 - tanh(x)**2

Written by symact; do not edit.
"""

from math import inf, nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, ldexp, select
from ..elementary import exp_exponent_f32, exp_f32, exp_f64, exp_fraction_f32, tanh_f32, tanh_f64

HASHES = {
    "value_f32": "c1a5d6ca6f5b052e",
    "derivative_f32": "4b2e1955cea1a92a",
    "vjp_f32": "2a23e690d43b02cd",
    "vjp_from_output_f32": "6fc4567543005300",
    "value_f64": "b8eb7011a07fbd15",
    "derivative_f64": "95d4c0275e743cb2",
    "vjp_f64": "71ac9fd2e98aeccc",
    "vjp_from_output_f64": "e25a25d174283c49",
}


@inlined
def value_f32(x):
    """f(x)."""
    return tanh_f32(x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = f32(-2.0) * abs(x)
    t2 = f32(4.0) * exp_fraction_f32(t)
    q = exp_f32(t)
    t3 = f32(1.0) + q
    square = t3 * t3
    t4 = t2 / square
    t5 = -t4
    t6 = t3 - f32(1.0)
    t7 = f32(1.0) - (t3 - t6) + (q - t6)
    t8 = fma(t5, fma(t3, t7, fma(t3, t7, fma(t3, t3, -square))), fma(t5, square, t2)) / square
    return ldexp(t4 + select(abs(t8) < f32(inf), t8, f32(0.0)), exp_exponent_f32(t))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    t = f32(-2.0) * abs(x)
    t2 = f32(4.0) * exp_fraction_f32(t)
    q = exp_f32(t)
    t3 = f32(1.0) + q
    square = t3 * t3
    t4 = t2 / square
    t5 = -t4
    t6 = t3 - f32(1.0)
    t7 = f32(1.0) - (t3 - t6) + (q - t6)
    t8 = fma(t5, fma(t3, t7, fma(t3, t7, fma(t3, t3, -square))), fma(t5, square, t2)) / square
    return g * ldexp(t4 + select(abs(t8) < f32(inf), t8, f32(0.0)), exp_exponent_f32(t))


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(-1.0), -((f32(-1.0) + y) * (f32(1.0) + y)), f32(nan))
    return g * select(y <= f32(1.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    return tanh_f64(x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_f64(-2.0 * abs(x))
    t = 4.0 * q
    t2 = 1.0 + q
    square = t2 * t2
    t3 = t / square
    t4 = -t3
    t5 = t2 - 1.0
    t6 = 1.0 - (t2 - t5) + (q - t5)
    t7 = fma(t4, fma(t2, t6, fma(t2, t6, fma(t2, t2, -square))), fma(t4, square, t)) / square
    return t3 + select(abs(t7) < inf, t7, 0.0)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    q = exp_f64(-2.0 * abs(x))
    t = 4.0 * q
    t2 = 1.0 + q
    square = t2 * t2
    t3 = t / square
    t4 = -t3
    t5 = t2 - 1.0
    t6 = 1.0 - (t2 - t5) + (q - t5)
    t7 = fma(t4, fma(t2, t6, fma(t2, t6, fma(t2, t2, -square))), fma(t4, square, t)) / square
    return g * (t3 + select(abs(t7) < inf, t7, 0.0))


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y <= 1.0, select(y >= -1.0, -((-1.0 + y) * (1.0 + y)), nan), nan)
