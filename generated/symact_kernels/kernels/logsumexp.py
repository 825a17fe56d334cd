"""logsumexp: A smooth maximum of the components.

    f(x) = log(sum(exp(x[j]), j))
    df/dx_k = exp(x[k])/sum(exp(x[j]), j)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import finite, fma, greatest, inlined, least, select
from .._steps import Steps
from ..elementary import (
    exp_high_f64,
    exp_low_f64,
    exp_normal_high_f64,
    exp_normal_low_f64,
    exp_scaled_f32,
    exp_scaled_f64,
    log1p_f32,
    log1p_f64,
    log_f64,
)

HASHES = {
    "value_f32": "fcc5e69853235a9d",
    "derivative_f32": "6307237bd88e2a83",
    "vjp_f32": "b70b67205e2e7cd4",
    "value_f64": "b4e14324577686b2",
    "derivative_f64": "6fdba4edbdb1d436",
    "vjp_f64": "c3648a47eaac3b90",
}


@inlined
def m_f32(x):
    """What m is the largest of: x."""
    return x


@inlined
def origin_f32(m):
    """The number origin: what x is shifted by, 0 where that leaves it exact."""
    return select(abs(m) < f32(256.0), f32(0.0), m)


@inlined
def rest_f32(m, origin):
    """The number rest: m - origin."""
    return m - origin


@inlined
def power_f32(rest):
    """The number power: the power of two that brings the largest e near 1, as a sum to start
    from.
    """
    return f32(1.2583099e7) - (fma(rest, f32(1.442695), f32(1.2582912e7)) - f32(1.2582912e7))


@inlined
def lowest_f32(rest):
    """The number lowest: the exponent from which down e is 0."""
    return f32(-125.0) + rest


@inlined
def unit_f32(lowest, power, rest):
    """The number unit: the largest e."""
    return exp_scaled_f32(greatest(lowest, rest), power)


@inlined
def e_f32(lowest, origin, power, x):
    """One element of the row e: exp(x - origin) times a power of two, which cancels."""
    return exp_scaled_f32(greatest(lowest, x - origin), power)


@inlined
def s_f32(e):
    """A term of the sum s: e."""
    return e


@inlined
def value_f32(m, s, s_low, unit):
    """Value at one position: log(sum(exp(x[j]), j))."""
    t1 = -unit
    t2 = s + t1
    t3 = t2 - s
    t4 = f32(1.0) / unit
    t5 = t2 * t4
    part1 = fma(t2, t4 * fma(-t4, unit, f32(1.0)), fma(t2, t4, -t5))
    t6 = fma(t4, s - (t2 - t3) + (t1 - t3) + s_low, part1)
    t7 = m + log1p_f32(t5)
    t8 = t7 + t6 / (f32(1.0) + t5)
    return t7 + t6 / (f32(1.0) + t5)


@inlined
def doubt_f32(m, s, s_low, unit):
    """Whether the row is computed again, by the careful kernel."""
    t1 = -unit
    t2 = s + t1
    t3 = t2 - s
    t4 = f32(1.0) / unit
    t5 = t2 * t4
    part1 = fma(t2, t4 * fma(-t4, unit, f32(1.0)), fma(t2, t4, -t5))
    t6 = fma(t4, s - (t2 - t3) + (t1 - t3) + s_low, part1)
    t7 = m + log1p_f32(t5)
    t8 = t7 + t6 / (f32(1.0) + t5)
    return abs(t8) < f32(0.5) * abs(m)


@inlined
def m_wide(x):
    """What m is the largest of: x."""
    return x


@inlined
def e_wide(m, x):
    """One element of the row e: exp(x - m)."""
    return exp_scaled_f64(greatest(-708.0, x - m), 6755399441056767.0)


@inlined
def s_wide(e):
    """A term of the sum s: e."""
    return e


@inlined
def careful_value_f32(m, s, s_low):
    """Value at one position: log(sum(exp(x[j]), j))."""
    return m + log_f64(s) + s_low / s


@inlined
def derivative_e_f32(x):
    """One element of the row e: exp(x)*2**44."""
    return exp_scaled_f32(greatest(f32(-117.75), least(f32(41.0), x)), f32(1.2583083e7))


@inlined
def c_f32(s, s_low):
    """The number c: 1/s."""
    t1 = f32(1.0) / s
    low = finite(t1 * fma(-t1, s_low, fma(-t1, s, f32(1.0))))
    return t1, low


@inlined
def derivative_f32(c, c_low, e):
    """Derivative at one position: exp(x[k])/sum(exp(x[j]), j)."""
    return fma(e, c, e * c_low)


@inlined
def derivative_doubt_f32(s):
    """Whether the row is computed again, by the careful kernel."""
    # 3.3554432e7 is 2**25
    # 5.0706024e30 is 2**102
    return not (s > f32(3.3554432e7)) & (s < f32(5.0706024e30))


@inlined
def vjp_f32(c, c_low, e, g):
    """Vjp at one position: g*exp(x[k])/sum(exp(x[j]), j)."""
    t1 = e * c
    return fma(t1, g, g * (e * c_low))


@inlined
def m_f64(x):
    """What m is the largest of: x."""
    return x


@inlined
def origin_f64(m):
    """The number origin: what x is shifted by, 0 where that leaves it exact."""
    return select(abs(m) < 2048.0, 0.0, m)


@inlined
def rest_f64(m, origin):
    """The number rest: m - origin."""
    return m - origin


@inlined
def power_f64(rest):
    """The number power: the power of two that brings the largest e near 1, as a sum to start
    from.
    """
    part1 = fma(rest, 1.4426950408889634, 6755399441055744.0) - 6755399441055744.0
    return 6755399441056867.0 - part1


@inlined
def lowest_f64(rest):
    """The number lowest: the exponent from which down e is 0."""
    return -770.0 + rest


@inlined
def unit_f64(lowest, power, rest):
    """The number unit: the largest e."""
    return exp_scaled_f64(greatest(lowest, rest), power)


@inlined
def e_f64(lowest, origin, power, x):
    """One element of the row e: exp(x - origin) times a power of two, which cancels."""
    return exp_scaled_f64(greatest(lowest, x - origin), power)


@inlined
def s_f64(e):
    """A term of the sum s: e."""
    return e


@inlined
def value_f64(m, s, s_low, unit):
    """Value at one position: log(sum(exp(x[j]), j))."""
    t1 = -unit
    t2 = s + t1
    t3 = t2 - s
    t4 = 1.0 / unit
    t5 = t2 * t4
    part1 = fma(t2, t4 * fma(-t4, unit, 1.0), fma(t2, t4, -t5))
    t6 = fma(t4, s - (t2 - t3) + (t1 - t3) + s_low, part1)
    t7 = m + log1p_f64(t5)
    t8 = t7 + t6 / (1.0 + t5)
    return t7 + t6 / (1.0 + t5)


@inlined
def doubt_f64(m, s, s_low, unit):
    """Whether the row is computed again, by the careful kernel."""
    t1 = -unit
    t2 = s + t1
    t3 = t2 - s
    t4 = 1.0 / unit
    t5 = t2 * t4
    part1 = fma(t2, t4 * fma(-t4, unit, 1.0), fma(t2, t4, -t5))
    t6 = fma(t4, s - (t2 - t3) + (t1 - t3) + s_low, part1)
    t7 = m + log1p_f64(t5)
    t8 = t7 + t6 / (1.0 + t5)
    return abs(t8) < 0.5 * abs(m)


@inlined
def careful_value_e_f64(m, x):
    """One element of the row e: exp(x - m)."""
    t1 = -m
    t2 = x + t1
    t3 = t2 - x
    t4 = x - (t2 - t3) + (t1 - t3)
    t5 = exp_normal_high_f64(t2, t4, -708.0, 6755399441056767.0)
    t6 = exp_normal_low_f64(t2, t4, -708.0, 6755399441056767.0)
    low = finite(t6)
    return t5, low


@inlined
def careful_value_s_f64(e, e_low):
    """A term of the sum s: e."""
    return e, e_low


@inlined
def careful_value_f64(m, s, s_low):
    """Value at one position: log(sum(exp(x[j]), j))."""
    t1 = log_f64(s)
    t2 = -t1
    t3 = exp_high_f64(t2, 0.0, 6755399441055744.0)
    t4 = exp_low_f64(t2, 0.0, 6755399441055744.0)
    t5 = s * t3
    t6 = -1.0 + t5
    t7 = t6 - -1.0
    t8 = m + t1
    t9 = t8 - m
    part1 = t6 + finite(-1.0 - (t6 - t7) + (t5 - t7) + fma(t3, s_low, fma(s, t4, fma(s, t3, -t5))))
    return t8 + finite(m - (t8 - t9) + (t1 - t9) + finite(part1))


@inlined
def derivative_e_f64(x):
    """One element of the row e: exp(x)*2**282."""
    return exp_scaled_f64(greatest(-903.75, least(477.0, x)), 6755399441057049.0)


@inlined
def c_f64(s, s_low):
    """The number c: 1/s."""
    t1 = 1.0 / s
    low = finite(t1 * fma(-t1, s_low, fma(-t1, s, 1.0)))
    return t1, low


@inlined
def derivative_f64(c, c_low, e):
    """Derivative at one position: exp(x[k])/sum(exp(x[j]), j)."""
    return fma(e, c, e * c_low)


@inlined
def derivative_doubt_f64(s):
    """Whether the row is computed again, by the careful kernel."""
    # 1.8014398509481984e16 is 2**54
    # 4.9896007738368e291 is 2**969
    return not (s > 1.8014398509481984e16) & (s < 4.9896007738368e291)


@inlined
def vjp_f64(c, c_low, e, g):
    """Vjp at one position: g*exp(x[k])/sum(exp(x[j]), j)."""
    t1 = e * c
    return fma(t1, g, g * (e * c_low))


AXISWISE = {
    "value_f32": Steps(
        "float32",
        {"x": "row"},
        "number",
        ("top", "m", m_f32, "x"),
        ("number", "origin", origin_f32, "m"),
        ("number", "rest", rest_f32, "m origin"),
        ("number", "power", power_f32, "rest"),
        ("number", "lowest", lowest_f32, "rest"),
        ("number", "unit", unit_f32, "lowest power rest"),
        ("row", "e", e_f32, "lowest origin power x"),
        ("exact sum", "s s_low", s_f32, "e"),
        ("number", "out", value_f32, "m s s_low unit"),
        ("number", "doubt", doubt_f32, "m s s_low unit"),
        careful=Steps(
            "float64",
            {"x": "row"},
            "number",
            ("top", "m", m_wide, "x"),
            ("row", "e", e_wide, "m x"),
            ("exact sum", "s s_low", s_wide, "e"),
            ("number", "out", careful_value_f32, "m s s_low"),
        ),
    ),
    "derivative_f32": Steps(
        "float32",
        {"x": "row"},
        "row",
        ("row", "e", derivative_e_f32, "x"),
        ("sum", "s s_low", s_f32, "e"),
        ("number", "c c_low", c_f32, "s s_low"),
        ("row", "out", derivative_f32, "c c_low e"),
        ("number", "doubt", derivative_doubt_f32, "s"),
        careful=Steps(
            "float32",
            {"x": "row"},
            "row",
            ("top", "m", m_f32, "x"),
            ("number", "origin", origin_f32, "m"),
            ("number", "rest", rest_f32, "m origin"),
            ("number", "power", power_f32, "rest"),
            ("number", "lowest", lowest_f32, "rest"),
            ("row", "e", e_f32, "lowest origin power x"),
            ("sum", "s s_low", s_f32, "e"),
            ("number", "c c_low", c_f32, "s s_low"),
            ("row", "out", derivative_f32, "c c_low e"),
        ),
        alike=True,
    ),
    "vjp_f32": Steps(
        "float32",
        {"g": "number", "x": "row"},
        "row",
        ("top", "m", m_f32, "x"),
        ("number", "origin", origin_f32, "m"),
        ("number", "rest", rest_f32, "m origin"),
        ("number", "power", power_f32, "rest"),
        ("number", "lowest", lowest_f32, "rest"),
        ("row", "e", e_f32, "lowest origin power x"),
        ("sum", "s s_low", s_f32, "e"),
        ("number", "c c_low", c_f32, "s s_low"),
        ("row", "out", vjp_f32, "c c_low e g"),
    ),
    "value_f64": Steps(
        "float64",
        {"x": "row"},
        "number",
        ("top", "m", m_f64, "x"),
        ("number", "origin", origin_f64, "m"),
        ("number", "rest", rest_f64, "m origin"),
        ("number", "power", power_f64, "rest"),
        ("number", "lowest", lowest_f64, "rest"),
        ("number", "unit", unit_f64, "lowest power rest"),
        ("row", "e", e_f64, "lowest origin power x"),
        ("exact sum", "s s_low", s_f64, "e"),
        ("number", "out", value_f64, "m s s_low unit"),
        ("number", "doubt", doubt_f64, "m s s_low unit"),
        careful=Steps(
            "float64",
            {"x": "row"},
            "number",
            ("top", "m", m_f64, "x"),
            ("row", "e e_low", careful_value_e_f64, "m x"),
            ("exact sum", "s s_low", careful_value_s_f64, "e e_low"),
            ("number", "out", careful_value_f64, "m s s_low"),
        ),
    ),
    "derivative_f64": Steps(
        "float64",
        {"x": "row"},
        "row",
        ("row", "e", derivative_e_f64, "x"),
        ("sum", "s s_low", s_f64, "e"),
        ("number", "c c_low", c_f64, "s s_low"),
        ("row", "out", derivative_f64, "c c_low e"),
        ("number", "doubt", derivative_doubt_f64, "s"),
        careful=Steps(
            "float64",
            {"x": "row"},
            "row",
            ("top", "m", m_f64, "x"),
            ("number", "origin", origin_f64, "m"),
            ("number", "rest", rest_f64, "m origin"),
            ("number", "power", power_f64, "rest"),
            ("number", "lowest", lowest_f64, "rest"),
            ("row", "e", e_f64, "lowest origin power x"),
            ("sum", "s s_low", s_f64, "e"),
            ("number", "c c_low", c_f64, "s s_low"),
            ("row", "out", derivative_f64, "c c_low e"),
        ),
        alike=True,
    ),
    "vjp_f64": Steps(
        "float64",
        {"g": "number", "x": "row"},
        "row",
        ("top", "m", m_f64, "x"),
        ("number", "origin", origin_f64, "m"),
        ("number", "rest", rest_f64, "m origin"),
        ("number", "power", power_f64, "rest"),
        ("number", "lowest", lowest_f64, "rest"),
        ("row", "e", e_f64, "lowest origin power x"),
        ("sum", "s s_low", s_f64, "e"),
        ("number", "c c_low", c_f64, "s s_low"),
        ("row", "out", vjp_f64, "c c_low e g"),
    ),
}
