"""selu: An exponential linear unit scaled so that mean 0 and variance 1 are a fixed point.

    f(x) = lambda*where(x > 0, x, alpha*(exp(x) - 1))
    f'(x) = where(x < 0, alpha*lambda*exp(x), lambda)
    f'(x) = where(y < 0, y + alpha*lambda, lambda), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select, sqrt
from ..elementary import (
    exp_neg_lifted_f32,
    exp_neg_lifted_f64,
    expm1_neg_f32,
    expm1_neg_f64,
    phi_tail_fast_f64,
)

HASHES = {
    "value_f32": "b11f6ee2d1c15be1",
    "derivative_f32": "4e02e1fb9f65d491",
    "vjp_f32": "fbe9c7fba04c15a0",
    "vjp_from_output_f32": "233beab2bedb547b",
    "value_f64": "bd0b93120d8b6133",
    "derivative_f64": "8ffbfd2bc7cf4045",
    "vjp_f64": "392dfbb72b47e67b",
    "vjp_from_output_f64": "93adcc14c69c9ce2",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    t = f32(0.26445675) * s
    square = x * x
    m = expm1_neg_f32(-s)
    part1 = fma(x * square, fma(f32(-2.8100272e28), square, f32(0.0)), f32(1.050701) * x)
    part2 = select(s > f32(6.465219e-38), fma(-t, f32(-1.9237384) / f32(0.64705795), t), part1)
    return select(x >= f32(0.0), part2, f32(1.7580993) * m)


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
    part1 = f32(2.3296717e-8) + (f32(1.7580993) - abs(y))
    part2 = select(y >= f32(0.0), f32(-3.4792652e-8) + f32(1.050701), part1)
    return g * select(y >= f32(-1.7580993), part2, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    m = expm1_neg_f64(-abs(x))
    return select(x >= 0.0, 1.0507009873554805 * x, 1.7580993408473768 * m)


@inlined
def derivative_f64(x):
    """f'(x)."""
    t = phi_tail_fast_f64(1.0)
    t2 = phi_tail_fast_f64(2.0)
    part1 = fma(34.15893689069427, t, -33.90821269299603)
    # 29.5562243957226 is 4*exp(2)
    # 5.141592653589793 is 2 + pi
    t3 = 0.38898452964834274 * sqrt(fma(part1, t, fma(29.5562243957226, t2, 5.141592653589793)))
    t4 = fma(8.539734222673568, t, -8.477053173249008)
    # 7.38905609893065 is exp(2)
    # 1.2853981633974483 is 1/2 + pi/4
    part2 = fma(t4, t, fma(7.38905609893065, t2, 1.2853981633974483))
    part3 = exp_neg_lifted_f64(-abs(x)) * fma(-t3, fma(t4, t, 7.38905609893065 * t2) / part2, t3)
    # 7.458340731200207e-155 is 2**-512
    return select(x >= 0.0, 1.0507009873554805, 7.458340731200207e-155 * part3)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    part1 = 1.415351938008446e-17 + (1.7580993408473768 - abs(y))
    part2 = select(y >= 0.0, 3.987484766715415e-17 + 1.0507009873554805, part1)
    return g * select(y >= -1.7580993408473768, part2, nan)
