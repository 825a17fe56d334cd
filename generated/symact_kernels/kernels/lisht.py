"""lisht: The input times its tanh.

    f(x) = x*tanh(x)
    f'(x) = tanh(x) + x*(1 - tanh(x)**2)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least
from ..elementary import (
    exp_neg_fine_f32,
    exp_neg_fine_f64,
    exp_neg_low_f32,
    exp_neg_low_f64,
    tanh_f32,
    tanh_f64,
)

HASHES = {
    "value_f32": "3929cccb48cbf5d6",
    "derivative_f32": "a19b047f69d4660e",
    "vjp_f32": "2ed1f119307f18b9",
    "value_f64": "eaa098654bed1735",
    "derivative_f64": "669b0f8d0f026ac7",
    "vjp_f64": "1a4e378b452ee6ac",
}


@inlined
def value_f32(x):
    """f(x)."""
    return x * tanh_f32(x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(4.0) * t
    t3 = f32(-2.0) * t
    t4 = exp_neg_fine_f32(t3)
    t5 = t2 - t4
    t6 = fma(t5, t4, f32(1.0))
    t7 = f32(2.0) + t4
    t8 = fma(t7, t4, f32(1.0))
    t9 = f32(1.0) / t8
    t10 = t6 * t9
    t11 = -t10
    t12 = exp_neg_low_f32(t3)
    part1 = fma(t11, t8, t6) + fma(t4, t2 - (t5 + t4) - t12, t5 * t12)
    part2 = fma(t11, fma(t4, t12, t7 * t12) + fma(t7, t4, f32(1.0) - t8), part1) * t9
    return fma(copysign(f32(1.0), t10 * x), part2, copysign(t10, x))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(4.0) * t
    t3 = f32(-2.0) * t
    t4 = exp_neg_fine_f32(t3)
    t5 = t2 - t4
    t6 = fma(t5, t4, f32(1.0))
    t7 = f32(2.0) + t4
    t8 = fma(t7, t4, f32(1.0))
    t9 = f32(1.0) / t8
    t10 = t6 * t9
    t11 = -t10
    t12 = exp_neg_low_f32(t3)
    part1 = fma(t11, t8, t6) + fma(t4, t2 - (t5 + t4) - t12, t5 * t12)
    part2 = fma(t11, fma(t4, t12, t7 * t12) + fma(t7, t4, f32(1.0) - t8), part1) * t9
    return g * fma(copysign(f32(1.0), t10 * x), part2, copysign(t10, x))


@inlined
def value_f64(x):
    """f(x)."""
    return x * tanh_f64(x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = 4.0 * t
    t3 = -2.0 * t
    t4 = exp_neg_fine_f64(t3)
    t5 = t2 - t4
    t6 = fma(t5, t4, 1.0)
    t7 = 1.0 + t4
    square = t7 * t7
    t8 = 1.0 / square
    t9 = t6 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t3)
    t12 = t11 + (t4 - (t7 - 1.0))
    part1 = fma(t10, square, t6) + fma(t4, t2 - (t5 + t4) - t11, t5 * t11)
    return fma(copysign(1.0, t9 * x), fma(t10, fma(t7, t12, t7 * t12), part1) * t8, copysign(t9, x))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = 4.0 * t
    t3 = -2.0 * t
    t4 = exp_neg_fine_f64(t3)
    t5 = t2 - t4
    t6 = fma(t5, t4, 1.0)
    t7 = 1.0 + t4
    square = t7 * t7
    t8 = 1.0 / square
    t9 = t6 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t3)
    t12 = t11 + (t4 - (t7 - 1.0))
    part1 = fma(t10, square, t6) + fma(t4, t2 - (t5 + t4) - t11, t5 * t11)
    part2 = fma(t10, fma(t7, t12, t7 * t12), part1) * t8
    return g * fma(copysign(1.0, t9 * x), part2, copysign(t9, x))
