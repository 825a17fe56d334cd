"""perceptron: One from zero upwards, else zero.

    f(x) = where(x >= 0, 1, 0)
    f'(x) = 0
    f'(x) = 0, y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "70f186dfb7ab7c3a",
    "derivative_f32": "fd52e9bc7e3ed692",
    "vjp_f32": "389de0628cd3c788",
    "vjp_from_output_f32": "e19a3713b0a66b82",
    "value_f64": "5cbc82a61ecaed1f",
    "derivative_f64": "f0642f72ead77ea4",
    "vjp_f64": "a18c7cb84ee87260",
    "vjp_from_output_f64": "d4c59504846e1eae",
}


@inlined
def value_f32(x):
    """f(x)."""
    return select(x == x, select(x >= f32(0.0), f32(1.0), f32(0.0)), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    return select(x == x, f32(0.0), x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y <= f32(1.0), select(y >= f32(0.0), f32(0.0), f32(nan)), f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    return select(x == x, select(x >= 0.0, 1.0, 0.0), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, 0.0, x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y <= 1.0, select(y >= 0.0, 0.0, nan), nan)
