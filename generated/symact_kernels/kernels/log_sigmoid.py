"""log_sigmoid: The logarithm of the sigmoid.

    f(x) = -log(1 + exp(-x))
    f'(x) = exp(-x)/(1 + exp(-x))

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select
from ..elementary import (
    exp_neg_f32,
    exp_neg_f64,
    expm1_neg_f32,
    expm1_neg_f64,
    log1p_unit_f32,
    log1p_unit_f64,
)

HASHES = {
    "value_f32": "226231ed04cfc4f5",
    "derivative_f32": "dab8989cd6195afc",
    "vjp_f32": "474a3fd061d96efa",
    "vjp_from_output_f32": "ae9e3a3679ae691d",
    "value_f64": "6773f4c7f956622d",
    "derivative_f64": "ee17788f3018c093",
    "vjp_f64": "6a89916adf6b65ab",
    "vjp_from_output_f64": "ca538c5bc2f5a582",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    q = exp_neg_f32(-s)
    t = log1p_unit_f32(q)
    return -select(x > f32(0.0), t, s + t)


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_neg_f32(-abs(x))
    t = select(x > f32(0.0), q, f32(1.0))
    t2 = f32(1.0) + q
    t3 = f32(1.0) / t2
    return fma(t, t3, -(t * t3 * (q - (t2 - f32(1.0))) * t3))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    q = exp_neg_f32(-abs(x))
    t = select(x > f32(0.0), q, f32(1.0))
    t2 = f32(1.0) + q
    t3 = f32(1.0) / t2
    return g * fma(t, t3, -(t * t3 * (q - (t2 - f32(1.0))) * t3))


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f32(-abs(y))
    return g * select(y <= f32(0.0), -m, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    q = exp_neg_f64(-s)
    t = log1p_unit_f64(q)
    return -select(x > 0.0, t, s + t)


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_neg_f64(-abs(x))
    t = select(x > 0.0, q, 1.0)
    t2 = 1.0 + q
    t3 = 1.0 / t2
    return fma(t, t3, -(t * t3 * (q - (t2 - 1.0)) * t3))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    q = exp_neg_f64(-abs(x))
    t = select(x > 0.0, q, 1.0)
    t2 = 1.0 + q
    t3 = 1.0 / t2
    return g * fma(t, t3, -(t * t3 * (q - (t2 - 1.0)) * t3))


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f64(-abs(y))
    return g * select(y <= 0.0, -m, nan)
