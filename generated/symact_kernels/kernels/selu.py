"""selu: An exponential linear unit scaled so that mean 0 and variance 1 are a fixed point.

    f(x) = lambda*where(x > 0, x, alpha*(exp(x) - 1))
    f'(x) = where(x < 0, alpha*lambda*exp(x), lambda)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, select
from ..elementary import exp_neg_f64, exp_neg_lifted_f32, expm1_neg_f32, expm1_neg_f64

HASHES = {
    "value_f32": "26ac4472a0fdd8c8",
    "derivative_f32": "4e02e1fb9f65d491",
    "vjp_f32": "fbe9c7fba04c15a0",
    "vjp_from_output_f32": "dbb3503d63b8ccc7",
    "value_f64": "013fcb82bd191d73",
    "derivative_f64": "9127d0cd1db83b7e",
    "vjp_f64": "360cddacc9d44f46",
    "vjp_from_output_f64": "3710d84365c0b42d",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    t = f32(0.26445675) * s
    square = x * x
    m = expm1_neg_f32(-s)
    part1 = fma(x * square, fma(f32(4.0717407e29), square, f32(-1e-45)), f32(1.050701) * x)
    part2 = select(s > f32(5.877472e-38), fma(-t, f32(-1.9237384) / f32(0.64705795), t), part1)
    return copysign(select(x > f32(0.0), part2, f32(1.7580993) * m), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    # 5.421011e-20 is 2**-64
    part1 = f32(5.421011e-20) * (f32(1.7580993) * exp_neg_lifted_f32(-abs(x)))
    return select(x >= f32(0.0), f32(1.050701), part1)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(0.0), f32(1.050701), f32(2.3296717e-8) + (f32(1.7580993) - abs(y)))
    return g * select(y >= f32(-1.7580993), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    m = expm1_neg_f64(-abs(x))
    return select(x >= 0.0, 1.0507009873554805 * x, 1.7580993408473768 * m)


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_neg_f64(-abs(x))
    return select(x >= 0.0, 1.0507009873554805, 1.7580993408473768 * q)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    part1 = 1.415351938008446e-17 + (1.7580993408473768 - abs(y))
    return g * select(y >= -1.7580993408473768, select(y >= 0.0, 1.0507009873554805, part1), nan)
