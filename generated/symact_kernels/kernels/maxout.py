"""maxout: The largest component.

    f(x) = max(x[j], j)

Written by symact; do not edit.
"""

from .._intrinsics import finite, fma, inlined, select
from .._steps import Steps

HASHES = {
    "value_f32": "f8ead42f470f5315",
    "derivative_f32": "8c3f743c6a3a93df",
    "vjp_f32": "029c08d8439d880f",
    "value_f64": "dbba12076170bd77",
    "derivative_f64": "35aa66255f048171",
    "vjp_f64": "f0d9e8d8b4df7131",
}


@inlined
def m_wide(x):
    """What m is the largest of."""
    return x


@inlined
def value_f32(m):
    """Value at one position: Maximum(x[j], j)."""
    return m


@inlined
def derivative_f32(at_p, m):
    """Derivative at one position: FirstMaximum(x[j], j, k)."""
    return select(m == m, select(at_p, 1.0, 0.0), m)


@inlined
def vjp_f32(at_p, g, m):
    """Vjp at one position: g*FirstMaximum(x[j], j, k)."""
    return select(m == m, select(at_p, 1.0, 0.0) * g, m)


@inlined
def m_f64(x):
    """What m is the largest of."""
    return x


@inlined
def value_f64(m):
    """Value at one position: Maximum(x[j], j)."""
    return m


@inlined
def derivative_f64(at_p, m):
    """Derivative at one position: FirstMaximum(x[j], j, k)."""
    return select(m == m, select(at_p, 1.0, 0.0), m)


@inlined
def vjp_f64(at_p, g, m):
    """Vjp at one position: g*FirstMaximum(x[j], j, k)."""
    t1 = select(at_p, 1.0, 0.0)
    t2 = t1 * g
    return select(m == m, t2 + finite(fma(t1, g, -t2)), m)


AXISWISE = {
    "value_f32": Steps(
        "float64",
        {"x": "row"},
        "number",
        ("max", "m", m_wide, "x"),
        ("number", "out", value_f32, "m"),
    ),
    "derivative_f32": Steps(
        "float64",
        {"x": "row"},
        "row",
        ("first", "at_p", m_wide, "x"),
        ("at p", "m", m_wide, "x"),
        ("row", "out", derivative_f32, "at_p m"),
    ),
    "vjp_f32": Steps(
        "float64",
        {"g": "number", "x": "row"},
        "row",
        ("first", "at_p", m_wide, "x"),
        ("at p", "m", m_wide, "x"),
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
