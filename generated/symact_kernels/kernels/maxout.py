"""maxout: The largest component.

    f(x) = max(x[j], j)
    df/dx_k = (argmax(x[j], j) == k)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import inlined, select
from .._steps import Steps

HASHES = {
    "value_f32": "682f498adb82e095",
    "derivative_f32": "6a1d34b250cab5ce",
    "vjp_f32": "a67e1e4c24c4293e",
    "value_f64": "dbba12076170bd77",
    "derivative_f64": "35aa66255f048171",
    "vjp_f64": "539da0532c8f9b08",
}


@inlined
def m_f32(x):
    """What m is the largest of: x."""
    return x


@inlined
def value_f32(m):
    """Value at one position: max(x[j], j)."""
    return m


@inlined
def derivative_f32(at_p, m):
    """Derivative at one position: (argmax(x[j], j) == k)."""
    return select(m == m, select(at_p, f32(1.0), f32(0.0)), m)


@inlined
def vjp_f32(at_p, g, m):
    """Vjp at one position: g*(argmax(x[j], j) == k)."""
    return select(m == m, select(at_p, f32(1.0), f32(0.0)) * g, m)


@inlined
def m_f64(x):
    """What m is the largest of: x."""
    return x


@inlined
def value_f64(m):
    """Value at one position: max(x[j], j)."""
    return m


@inlined
def derivative_f64(at_p, m):
    """Derivative at one position: (argmax(x[j], j) == k)."""
    return select(m == m, select(at_p, 1.0, 0.0), m)


@inlined
def vjp_f64(at_p, g, m):
    """Vjp at one position: g*(argmax(x[j], j) == k)."""
    return select(m == m, select(at_p, 1.0, 0.0) * g, m)


AXISWISE = {
    "value_f32": Steps(
        "float32",
        {"x": "row"},
        "number",
        ("max", "m", m_f32, "x"),
        ("number", "out", value_f32, "m"),
    ),
    "derivative_f32": Steps(
        "float32",
        {"x": "row"},
        "row",
        ("first", "at_p", m_f32, "x"),
        ("at p", "m", m_f32, "x"),
        ("row", "out", derivative_f32, "at_p m"),
    ),
    "vjp_f32": Steps(
        "float32",
        {"g": "number", "x": "row"},
        "row",
        ("first", "at_p", m_f32, "x"),
        ("at p", "m", m_f32, "x"),
        ("row", "out", vjp_f32, "at_p g m"),
    ),
    "value_f64": Steps(
        "float64",
        {"x": "row"},
        "number",
        ("max", "m", m_f64, "x"),
        ("number", "out", value_f64, "m"),
    ),
    "derivative_f64": Steps(
        "float64",
        {"x": "row"},
        "row",
        ("first", "at_p", m_f64, "x"),
        ("at p", "m", m_f64, "x"),
        ("row", "out", derivative_f64, "at_p m"),
    ),
    "vjp_f64": Steps(
        "float64",
        {"g": "number", "x": "row"},
        "row",
        ("first", "at_p", m_f64, "x"),
        ("at p", "m", m_f64, "x"),
        ("row", "out", vjp_f64, "at_p g m"),
    ),
}
