"""hard_tanh: The identity between two bounds, constant beyond them.

    f(x) = where(x < min, min, where(x > max, max, x))
    f'(x) = where(x <= min, 0, where(x < max, 1, 0))
    f'(x) = where(y <= min, 0, where(y < max, 1, 0)), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "6f43a32f98cd9bfb",
    "derivative_f32": "f3834ed2cb61d867",
    "vjp_f32": "444275674bdf62e3",
    "vjp_from_output_f32": "cc023f4466272f84",
    "value_f64": "b0948d34e36345ba",
    "derivative_f64": "03bf24c79dcce158",
    "vjp_f64": "e8858cc5e743063d",
    "vjp_from_output_f64": "dac772fdef4ac457",
    "general_value_f32": "0c54293f80c3abac",
    "general_derivative_f32": "cbc7f1e01961afff",
    "general_vjp_f32": "831d545dac68ee61",
    "general_vjp_from_output_f32": "974b01648a60c1e0",
    "general_vjp_min_f32": "76e41cb4081b4a47",
    "general_vjp_max_f32": "c1a36ac18148414f",
    "general_value_f64": "a1773f42b58c94b2",
    "general_derivative_f64": "e4a787ee2ebcd7c1",
    "general_vjp_f64": "8aa975d9acc2b4b3",
    "general_vjp_from_output_f64": "8ca6bc10cee08476",
    "general_vjp_min_f64": "ccc8f113e3374b2a",
    "general_vjp_max_f64": "5bb02e09219e90c5",
}


@inlined
def value_f32(x):
    """f(x)."""
    return select(x > f32(1.0), f32(1.0), select(x <= f32(-1.0), f32(-1.0), x))


@inlined
def derivative_f32(x):
    """f'(x)."""
    part1 = select(x >= f32(1.0), f32(0.0), select(x > f32(-1.0), f32(1.0), f32(0.0)))
    return select(x == x, part1, x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(1.0), f32(0.0), select(y > f32(-1.0), f32(1.0), f32(0.0)))
    return g * select(y <= f32(1.0), select(y >= f32(-1.0), part1, f32(nan)), f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    return select(x > 1.0, 1.0, select(x <= -1.0, -1.0, x))


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, select(x >= 1.0, 0.0, select(x > -1.0, 1.0, 0.0)), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= -1.0, select(y >= 1.0, 0.0, select(y > -1.0, 1.0, 0.0)), nan)
    return g * select(y <= 1.0, part1, nan)


@inlined
def general_value_f32(x, min_, max_):
    """f(x)."""
    part1 = select(min_ == min_, select(x > max_, max_, select(x <= min_, min_, x)), min_)
    return select(max_ == max_, part1, max_)


@inlined
def general_derivative_f32(x, min_, max_):
    """f'(x)."""
    part1 = select(x == x, select(x >= max_, f32(0.0), select(x > min_, f32(1.0), f32(0.0))), x)
    return select(max_ == max_, select(min_ == min_, part1, min_), max_)


@inlined
def general_vjp_f32(g, x, min_, max_):
    """g f'(x)."""
    return g * general_derivative_f32(x, min_, max_)


@inlined
def general_vjp_from_output_f32(g, y, min_, max_):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= max_, f32(0.0), select(y > min_, f32(1.0), f32(0.0)))
    return g * select(y <= max_, select(y >= min_, part1, f32(nan)), f32(nan))


@inlined
def general_vjp_min_f32(g, x, min_, max_):
    """g times the derivative of f by min."""
    part1 = select(x == x, select(x > max_, f32(0.0), select(x > min_, f32(0.0), f32(1.0))), x)
    return g * select(max_ == max_, select(min_ == min_, part1, min_), max_)


@inlined
def general_vjp_max_f32(g, x, min_, max_):
    """g times the derivative of f by max."""
    part1 = select(min_ == min_, select(x == x, select(x > max_, f32(1.0), f32(0.0)), x), min_)
    return g * select(max_ == max_, part1, max_)


@inlined
def general_value_f64(x, min_, max_):
    """f(x)."""
    part1 = select(min_ == min_, select(x > max_, max_, select(x <= min_, min_, x)), min_)
    return select(max_ == max_, part1, max_)


@inlined
def general_derivative_f64(x, min_, max_):
    """f'(x)."""
    part1 = select(x == x, select(x >= max_, 0.0, select(x > min_, 1.0, 0.0)), x)
    return select(max_ == max_, select(min_ == min_, part1, min_), max_)


@inlined
def general_vjp_f64(g, x, min_, max_):
    """g f'(x)."""
    return g * general_derivative_f64(x, min_, max_)


@inlined
def general_vjp_from_output_f64(g, y, min_, max_):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= min_, select(y >= max_, 0.0, select(y > min_, 1.0, 0.0)), nan)
    return g * select(y <= max_, part1, nan)


@inlined
def general_vjp_min_f64(g, x, min_, max_):
    """g times the derivative of f by min."""
    part1 = select(x == x, select(x > max_, 0.0, select(x > min_, 0.0, 1.0)), x)
    return g * select(max_ == max_, select(min_ == min_, part1, min_), max_)


@inlined
def general_vjp_max_f64(g, x, min_, max_):
    """g times the derivative of f by max."""
    part1 = select(min_ == min_, select(x == x, select(x > max_, 1.0, 0.0), x), min_)
    return g * select(max_ == max_, part1, max_)
