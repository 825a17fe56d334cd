"""hard_silu: The input times a ramp from 0 at -3 to 1 at 3.

    f(x) = where(x <= -3, 0, where(x >= 3, x, x*(3 + x)/6))
    f'(x) = where(x <= -3, 0, where(x < 3, 1/2 + x/3, 1))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, select

HASHES = {
    "value_f32": "6d0b6b9dd66ed60a",
    "derivative_f32": "caa2ee10f948bb24",
    "vjp_f32": "f7ffa35c9f2cdffd",
    "value_f64": "cf04457f5f72b9bf",
    "derivative_f64": "116db1f34421d370",
    "vjp_f64": "2d2a4e28254a6e97",
}


@inlined
def value_f32(x):
    """f(x)."""
    part1 = fma(x, f32(-4.967054e-9) * x, fma(f32(0.16666667), x, f32(0.5)) * x)
    return select(x <= f32(3.0), select(x > f32(-3.0), part1, f32(0.0)), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    part1 = select(x <= f32(-3.0), f32(0.0), f32(0.16666667) * fma(f32(2.0), x, f32(3.0)))
    return select(x >= f32(3.0), f32(1.0), part1)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    part1 = fma(x, 9.25185853854297e-18 * x, fma(0.16666666666666666, x, 0.5) * x)
    return copysign(select(x <= 3.0, select(x > -3.0, part1, 0.0), x), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x >= 3.0, 1.0, select(x <= -3.0, 0.0, 0.16666666666666666 * fma(2.0, x, 3.0)))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
