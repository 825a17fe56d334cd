"""log_sigmoid: The logarithm of the sigmoid.

    f(x) = -log(1 + exp(-x))
    f'(x) = exp(-x)/(1 + exp(-x))
    f'(x) = 1 - exp(y), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, lookup, select, to_bits
from ..elementary import (
    exp1p_tamed_f64,
    exp_neg_f32,
    exp_neg_f64,
    expm1_neg_f32,
    expm1_neg_f64,
    log1p_unit_f32,
    log1p_unit_f64,
)
from ..tables.log_sigmoid import VALUE_F32

HASHES = {
    "value_f32": "5c7494b656102266",
    "derivative_f32": "bf2316f30853550d",
    "vjp_f32": "3f9f73da2062f2da",
    "vjp_from_output_f32": "e1340178beaeef3a",
    "value_f64": "6773f4c7f956622d",
    "derivative_f64": "caa79c25ecc95dd7",
    "vjp_f64": "55650b97a3015d8a",
    "vjp_from_output_f64": "c225a4dff355ba6e",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    q = exp_neg_f32(-s)
    t = log1p_unit_f32(q)
    return -select(x > f32(0.0), t, s + t)


@inlined
def value_near_f32(x):
    """f(x) for x from -16.0 to 16.0."""
    i = to_bits(fma(x, f32(0.965625), f32(1.2582912e7)))
    t = x - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return fma(part3, t, lookup(VALUE_F32[7], i))


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_neg_f32(-abs(x))
    t = q / (f32(1.0) + q)
    return select(x > f32(0.0), fma(-q, t, q), f32(1.0) - t)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


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
    t = -least(709.0000000000001, greatest(-1000.0000000000001, -x))
    # 7.458340731200207e-155 is 2**-512
    return select(t > 300.0, 7.458340731200207e-155, 1.0) * (1.0 / exp1p_tamed_f64(t))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f64(-abs(y))
    return g * select(y <= 0.0, -m, nan)


NEAR = {
    "value_f32": (value_near_f32, -16.0, 16.0),
}
