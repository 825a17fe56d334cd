"""identity: The input itself.

    f(x) = x
    f'(x) = 1
    f'(x) = 1, y = f(x)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "033c1e24cf5f7ff2",
    "derivative_f32": "aef436db29d46e8c",
    "vjp_f32": "fcaec06ae6b946ff",
    "vjp_from_output_f32": "dd8e6e973b4f7c9a",
    "value_f64": "e8563816e62644ec",
    "derivative_f64": "2e8784858eb62d27",
    "vjp_f64": "591eec6310b0c144",
    "vjp_from_output_f64": "40100b530b0d181e",
}


@inlined
def value_f32(x):
    """f(x)."""
    return x


@inlined
def derivative_f32(x):
    """f'(x)."""
    return select(x == x, f32(1.0), x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y == y, f32(1.0), y)


@inlined
def value_f64(x):
    """f(x)."""
    return x


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, 1.0, x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y == y, 1.0, y)
