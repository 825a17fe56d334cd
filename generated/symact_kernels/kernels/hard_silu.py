"""hard_silu: The input times a ramp from 0 at -3 to 1 at 3.

    f(x) = where(x <= -3, 0, where(x >= 3, x, x*(3 + x)/6))
    f'(x) = where(x <= -3, 0, where(x < 3, 1/2 + x/3, 1))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, select

HASHES = {
    "value_f32": "1d0a1a7f26b9fc29",
    "derivative_f32": "caa2ee10f948bb24",
    "vjp_f32": "f7ffa35c9f2cdffd",
    "value_f64": "a39ff459f92fade9",
    "derivative_f64": "116db1f34421d370",
    "vjp_f64": "2d2a4e28254a6e97",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x <= f32(3.0)
    where2 = x > f32(-3.0)
    part1 = select(where, select(where2, fma(f32(0.16666667), x, f32(0.5)) * x, f32(0.0)), x)
    return select(where, select(where2, x * (f32(-4.967054e-9) * x), f32(0.0)), f32(0.0)) + part1


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
    where = x <= 3.0
    where2 = x > -3.0
    part1 = select(where, select(where2, fma(0.16666666666666666, x, 0.5) * x, 0.0), x)
    part2 = select(where, select(where2, x * (9.25185853854297e-18 * x), 0.0), 0.0) + part1
    return copysign(part2, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x >= 3.0, 1.0, select(x <= -3.0, 0.0, 0.16666666666666666 * fma(2.0, x, 3.0)))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
