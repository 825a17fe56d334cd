"""arctan: The inverse tangent, from -pi/2 to pi/2.

    f(x) = atan(x)
    f'(x) = 1/(1 + x**2)
    f'(x) = cos(y)**2, y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, lookup, select, to_bits
from ..elementary import atan_f32, atan_f64, cos_f32, cos_f64, cos_low_f32, cos_low_f64
from ..tables.arctan import VALUE_F32

HASHES = {
    "value_f32": "ff612e4c5efb59ef",
    "derivative_f32": "c5df50961336cf45",
    "vjp_f32": "9345c99c8cd16c50",
    "vjp_from_output_f32": "4f14dd5f2ce11a84",
    "value_f64": "6a4c3a1cc786e511",
    "derivative_f64": "79869f65bfba9772",
    "vjp_f64": "1154754814b3b27b",
    "vjp_from_output_f64": "b55538051fcc7151",
}


@inlined
def value_f32(x):
    """f(x)."""
    return atan_f32(x)


@inlined
def value_near_f32(x):
    """f(x) for x from -10.0 to 10.0."""
    i = to_bits(fma(abs(x), f32(3.09), f32(1.2582912e7)))
    t = abs(x) - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return copysign(fma(part3, t, lookup(VALUE_F32[7], i)), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    # 5.9604645e-8 is 2**-24
    return f32(5.9604645e-8) / fma(f32(5.9604645e-8) * x, x, f32(5.9604645e-8))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    t = cos_f32(y)
    t2 = cos_low_f32(y)
    # -1.5707964 is -pi/2
    part1 = select(y >= f32(-1.5707964), fma(t, t, fma(t, t2, t * t2)), f32(nan))
    # 1.5707964 is pi/2
    return g * select(y <= f32(1.5707964), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    return atan_f64(x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    # 1.1102230246251565e-16 is 2**-53
    return 1.1102230246251565e-16 / fma(1.1102230246251565e-16 * x, x, 1.1102230246251565e-16)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    t = cos_f64(y)
    # -1.5707963267948966 is -pi/2
    part1 = select(y >= -1.5707963267948966, fma(t, cos_low_f64(y), t * t), nan)
    # 1.5707963267948966 is pi/2
    return g * select(y <= 1.5707963267948966, part1, nan)


NEAR = {
    "value_f32": (value_near_f32, -10.0, 10.0),
}
