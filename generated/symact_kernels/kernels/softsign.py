"""softsign: The input over one plus its size, from -1 to 1.

    f(x) = x/(1 + abs(x))
    f'(x) = where(x <= 0, 1/(1 - x)**2, 1/(1 + x)**2)
    f'(x) = where(y <= 0, (1 + y)**2, (1 - y)**2), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, least, select

HASHES = {
    "value_f32": "77804ef8e759c7ce",
    "derivative_f32": "143cece10ba58be1",
    "vjp_f32": "f448dd84be77c468",
    "vjp_from_output_f32": "cc85515733deb6ef",
    "value_f64": "4f8fe6a12982e3f1",
    "derivative_f64": "34ee31eeb562fa7b",
    "vjp_f64": "557cfb9eed1b4f73",
    "vjp_from_output_f64": "4e7eeeecceebbc44",
}


@inlined
def value_f32(x):
    """f(x)."""
    t = least(f32(3.4028235e38), abs(x))
    return copysign(t / (f32(1.0) + t), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    s = abs(x)
    # 5.9604645e-8 is 2**-24
    # 1.1920929e-7 is 2**-23
    t = fma(f32(5.9604645e-8), s, f32(1.1920929e-7))
    t2 = fma(t, s, f32(5.9604645e-8))
    t3 = f32(1.0) / t2
    t4 = f32(5.9604645e-8) * t3
    t5 = -t4
    part1 = fma(f32(5.9604645e-8), s, f32(1.1920929e-7) - t)
    part2 = fma(s, part1, fma(t, s, f32(5.9604645e-8) - t2))
    return t4 + finite(fma(t5, part2, fma(t5, t2, f32(5.9604645e-8))) * t3)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    s = abs(y)
    t = f32(-1.0) + s
    part1 = select(y >= f32(-1.0), fma(t, s - (t - f32(-1.0)), t * t), f32(nan))
    return g * select(y <= f32(1.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    t = least(1.7976931348623157e308, abs(x))
    return copysign(t / (1.0 + t), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    s = abs(x)
    # 1.1102230246251565e-16 is 2**-53
    # 2.220446049250313e-16 is 2**-52
    part1 = fma(fma(1.1102230246251565e-16, s, 2.220446049250313e-16), s, 1.1102230246251565e-16)
    return 1.1102230246251565e-16 / part1


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    t = -1.0 + abs(y)
    return g * select(y <= 1.0, select(y >= -1.0, t * t, nan), nan)
