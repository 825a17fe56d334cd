"""maxout: The largest component.

    f(x) = max(x[j], j)

Written by symact; do not edit.
"""

from math import inf

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select
from .._steps import Steps

HASHES = {
    "value_f32": "bc0457f3767d8014",
    "derivative_f32": "0a5343d9aa8f92aa",
    "vjp_f32": "7751ff448df4d38d",
    "value_f64": "bc1e303e524a1300",
    "derivative_f64": "9906b553e48fe085",
    "vjp_f64": "e503fc5c9175d8ef",
}


@inlined
def m_f32(x):
    """What m is the largest of."""
    return x


@inlined
def value_f32(m):
    """Value at one position: Maximum(x[j], j)."""
    return m


@inlined
def derivative_f32(at_p, m):
    """Derivative at one position: FirstMaximum(x[j], j, k)."""
    return select(m == m, select(at_p, f32(1.0), f32(0.0)), m)


@inlined
def vjp_f32(at_p, g, m):
    """Vjp at one position: g*FirstMaximum(x[j], j, k)."""
    t1 = select(at_p, f32(1.0), f32(0.0))
    t2 = t1 * g
    t3 = fma(t1, g, -t2)
    return select(m == m, t2 + select(abs(t3) < f32(inf), t3, f32(0.0)), m)


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
    t3 = fma(t1, g, -t2)
    return select(m == m, t2 + select(abs(t3) < inf, t3, 0.0), m)


AXISWISE = {
    "value_f32": Steps(
        {"x": "row"},
        "number",
        ("max", "m", m_f32, "x"),
        ("row", "out", value_f32, "m"),
    ),
    "derivative_f32": Steps(
        {"x": "row"},
        "row",
        ("first", "at_p", m_f32, "x"),
        ("max", "m", m_f32, "x"),
        ("row", "out", derivative_f32, "at_p m"),
    ),
    "vjp_f32": Steps(
        {"g": "number", "x": "row"},
        "row",
        ("first", "at_p", m_f32, "x"),
        ("max", "m", m_f32, "x"),
        ("row", "out", vjp_f32, "at_p g m"),
    ),
    "value_f64": Steps(
        {"x": "row"},
        "number",
        ("max", "m", m_f64, "x"),
        ("row", "out", value_f64, "m"),
    ),
    "derivative_f64": Steps(
        {"x": "row"},
        "row",
        ("first", "at_p", m_f64, "x"),
        ("max", "m", m_f64, "x"),
        ("row", "out", derivative_f64, "at_p m"),
    ),
    "vjp_f64": Steps(
        {"g": "number", "x": "row"},
        "row",
        ("first", "at_p", m_f64, "x"),
        ("max", "m", m_f64, "x"),
        ("row", "out", vjp_f64, "at_p g m"),
    ),
}
