"""log_softmax: The logarithms of softmax.

    f_i(x) = x[i] - log(sum(exp(x[j]), j))
    df_i/dx_k = delta(i, k) - exp(x[k])/sum(exp(x[j]), j)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import finite, fma, greatest, inlined, least, select
from .._steps import Steps
from ..elementary import (
    exp_normal_high_f64,
    exp_normal_low_f64,
    exp_scaled_f32,
    exp_scaled_f64,
    log1p_f32,
    log1p_f64,
)

HASHES = {
    "value_f32": "975b35f26288d688",
    "derivative_f32": "b6ef5bea836a01ab",
    "vjp_f32": "03e3515e2ad37d54",
    "vjp_from_output_f32": "1ecb591c77452698",
    "value_f64": "6b2b9095de6114ec",
    "derivative_f64": "5717058b7a6356fa",
    "vjp_f64": "5e7f4b867955a735",
    "vjp_from_output_f64": "77ed33b5c8271680",
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
def c_f32(s, s_low, unit):
    """The number c: log(s/unit)."""
    t1 = -unit
    t2 = s + t1
    t3 = t2 - s
    t4 = f32(1.0) / unit
    t5 = t2 * t4
    part1 = fma(t2, t4 * fma(-t4, unit, f32(1.0)), fma(t2, t4, -t5))
    t6 = finite(fma(t4, s - (t2 - t3) + (t1 - t3) + s_low, part1))
    high = log1p_f32(t5)
    low = finite(t6 / (f32(1.0) + t5))
    return high, low


@inlined
def value_f32(c, c_low, m, x):
    """Value at one position: x[k] - log(sum(exp(x[j]), j))."""
    return x - m - c - c_low


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
def c_wide(s):
    """The number c: 1/s."""
    return 1.0 / s


@inlined
def derivative_f32(diagonal, c, e, e_k, s, s_low):
    """Derivative at one position: delta(i, k) - exp(x[k])/sum(exp(x[j]), j)."""
    t1 = e - s
    return select(diagonal, c * s_low - t1 * c, -(e_k * c))


@inlined
def vjp_e_wide(m, x):
    """One element of the row e: exp(x - m)."""
    t1 = x - m
    return exp_scaled_f64(greatest(-708.0, t1), 6755399441056767.0)


@inlined
def vjp_s_wide(g):
    """A term of the sum s: g."""
    return g


@inlined
def s_size_wide(g):
    """A term of the sum s_size: abs(g)."""
    return abs(g)


@inlined
def s_margin_wide(s_size):
    """The number s_margin: what a sum with s has to exceed."""
    # 2.384185791015625e-7 is 2**-22
    return 2.384185791015625e-7 * s_size


@inlined
def vjp_c_wide(s2):
    """The number c: 1/s2."""
    return 1.0 / s2


@inlined
def vjp_f32(c, e, g, s, s2):
    """Vjp at one position: g[k] - exp(x[k])*sum(g[j], j)/sum(exp(x[j]), j)."""
    t1 = e * s
    t2 = t1 - g * s2
    return -(t2 * c)


@inlined
def doubt_wide(e, g, s, s2, s_margin):
    """Whether the row is computed again, by the careful kernel."""
    t1 = e * s
    t2 = t1 - g * s2
    return abs(t2) < s_margin * abs(e)


@inlined
def careful_vjp_f32(c, e, g, s, s2, s2_low, s_low):
    """Vjp at one position: g[k] - exp(x[k])*sum(g[j], j)/sum(exp(x[j]), j)."""
    t1 = e * s - g * s2
    return -(c * (e * s_low - g * s2_low)) - t1 * c


@inlined
def vjp_from_output_e_wide(y):
    """One element of the row e: exp(y)."""
    return exp_scaled_f64(greatest(-708.0, least(709.0, y)), 6755399441056767.0)


@inlined
def vjp_from_output_f32(e, g, s):
    """Vjp from output at one position: g[k] - exp(y[k])*sum(g[j], j)."""
    t1 = -(e * s)
    t2 = t1 + g
    return t2


@inlined
def vjp_from_output_doubt_wide(e, g, s, s_margin):
    """Whether the row is computed again, by the careful kernel."""
    t1 = -(e * s)
    t2 = t1 + g
    return abs(t2) < s_margin * abs(e)


@inlined
def careful_vjp_from_output_e_wide(y):
    """One element of the row e: exp(y)."""
    t1 = least(609.0, y)
    t2 = exp_normal_high_f64(t1, 0.0, -770.0, 6755399441056867.0)
    t3 = exp_normal_low_f64(t1, 0.0, -770.0, 6755399441056867.0)
    # 7.888609052210118e-31 is 2**-100
    high = 7.888609052210118e-31 * t2
    low = 7.888609052210118e-31 * t3
    return high, low


@inlined
def careful_vjp_from_output_f32(e, e_low, g, s, s_low):
    """Vjp from output at one position: g[k] - exp(y[k])*sum(g[j], j)."""
    return g - e * s - fma(s, e_low, e * s_low)


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
def c_f64(s, s_low, unit):
    """The number c: log(s/unit)."""
    t1 = -unit
    t2 = s + t1
    t3 = t2 - s
    t4 = 1.0 / unit
    t5 = t2 * t4
    part1 = fma(t2, t4 * fma(-t4, unit, 1.0), fma(t2, t4, -t5))
    t6 = finite(fma(t4, s - (t2 - t3) + (t1 - t3) + s_low, part1))
    high = log1p_f64(t5)
    low = finite(t6 / (1.0 + t5))
    return high, low


@inlined
def value_f64(c, c_low, m, x):
    """Value at one position: x[k] - log(sum(exp(x[j]), j))."""
    return x - m - c - c_low


@inlined
def derivative_e_f64(m, x):
    """One element of the row e: exp(x - m)."""
    t1 = -m
    t2 = x + t1
    t3 = t2 - x
    t4 = x - (t2 - t3) + (t1 - t3)
    t5 = exp_normal_high_f64(t2, t4, -770.0, 6755399441056867.0)
    t6 = exp_normal_low_f64(t2, t4, -770.0, 6755399441056867.0)
    low = finite(t6)
    return t5, low


@inlined
def derivative_s_f64(e, e_low):
    """A term of the sum s: e."""
    return e, e_low


@inlined
def derivative_c_f64(s, s_low):
    """The number c: 1/s."""
    t1 = 1.0 / s
    low = finite(t1 * fma(-t1, s_low, fma(-t1, s, 1.0)))
    return t1, low


@inlined
def derivative_f64(diagonal, c, c_low, e, e_k, e_low, e_low_k, s, s_low):
    """Derivative at one position: delta(i, k) - exp(x[k])/sum(exp(x[j]), j)."""
    t1 = e_k * c
    t2 = -s
    t3 = t2 + e
    t4 = t3 - t2
    t5 = t3 * c
    part1 = -fma(c, t2 - (t3 - t4) + (e - t4) - s_low + e_low, fma(t3, c_low, fma(t3, c, -t5)))
    part2 = finite(-fma(c, e_low_k, fma(e_k, c_low, fma(e_k, c, -t1)))) - t1
    return select(diagonal, finite(part1) - t5, part2)


@inlined
def s2_f64(g):
    """A term of the sum s2: g."""
    return g


@inlined
def vjp_f64(c, c_low, e, e_low, g, s, s2, s2_low, s_low):
    """Vjp at one position: g[k] - exp(x[k])*sum(g[j], j)/sum(exp(x[j]), j)."""
    t1 = e * s2
    t2 = g * s
    t3 = t1 - t2
    part1 = c * (fma(s2, e_low, fma(e, s2_low, fma(e, s2, -t1))) - fma(g, s_low, fma(g, s, -t2)))
    return -fma(c, t3, finite(fma(t3, c_low, part1)))


@inlined
def vjp_from_output_e_f64(y):
    """One element of the row e: exp(y)."""
    t1 = least(609.0, y)
    t2 = exp_normal_high_f64(t1, 0.0, -770.0, 6755399441056867.0)
    t3 = exp_normal_low_f64(t1, 0.0, -770.0, 6755399441056867.0)
    # 7.888609052210118e-31 is 2**-100
    high = 7.888609052210118e-31 * t2
    low = finite(7.888609052210118e-31 * t3)
    return high, low


@inlined
def vjp_from_output_f64(e, e_low, g, s, s_low):
    """Vjp from output at one position: g[k] - exp(y[k])*sum(g[j], j)."""
    t1 = e * s
    return g - t1 + finite(-fma(s, e_low, fma(e, s_low, fma(e, s, -t1))))


AXISWISE = {
    "value_f32": Steps(
        "float32",
        {"x": "row"},
        "row",
        ("top", "m", m_f32, "x"),
        ("number", "origin", origin_f32, "m"),
        ("number", "rest", rest_f32, "m origin"),
        ("number", "power", power_f32, "rest"),
        ("number", "lowest", lowest_f32, "rest"),
        ("number", "unit", unit_f32, "lowest power rest"),
        ("row", "e", e_f32, "lowest origin power x"),
        ("exact sum", "s s_low", s_f32, "e"),
        ("number", "c c_low", c_f32, "s s_low unit"),
        ("row", "out", value_f32, "c c_low m x"),
    ),
    "derivative_f32": Steps(
        "float64",
        {"x": "row"},
        "matrix",
        ("top", "m", m_wide, "x"),
        ("row", "e", e_wide, "m x"),
        ("exact sum", "s s_low", s_wide, "e"),
        ("number", "c", c_wide, "s"),
        ("row", "out", derivative_f32, "diagonal c e e_k s s_low"),
    ),
    "vjp_f32": Steps(
        "float64",
        {"g": "row", "x": "row"},
        "row",
        ("top", "m", m_wide, "x"),
        ("row", "e", vjp_e_wide, "m x"),
        ("plain sum", "s", vjp_s_wide, "g"),
        ("plain sum", "s_size", s_size_wide, "g"),
        ("plain sum", "s2", s_wide, "e"),
        ("number", "s_margin", s_margin_wide, "s_size"),
        ("number", "c", vjp_c_wide, "s2"),
        ("row", "out", vjp_f32, "c e g s s2"),
        ("any", "doubt", doubt_wide, "e g s s2 s_margin"),
        careful=Steps(
            "float64",
            {"g": "row", "x": "row"},
            "row",
            ("top", "m", m_wide, "x"),
            ("row", "e", e_wide, "m x"),
            ("exact sum", "s s_low", vjp_s_wide, "g"),
            ("exact sum", "s2 s2_low", s_wide, "e"),
            ("number", "c", vjp_c_wide, "s2"),
            ("row", "out", careful_vjp_f32, "c e g s s2 s2_low s_low"),
        ),
    ),
    "vjp_from_output_f32": Steps(
        "float64",
        {"g": "row", "y": "row"},
        "row",
        ("row", "e", vjp_from_output_e_wide, "y"),
        ("plain sum", "s", vjp_s_wide, "g"),
        ("plain sum", "s_size", s_size_wide, "g"),
        ("number", "s_margin", s_margin_wide, "s_size"),
        ("row", "out", vjp_from_output_f32, "e g s"),
        ("any", "doubt", vjp_from_output_doubt_wide, "e g s s_margin"),
        careful=Steps(
            "float64",
            {"g": "row", "y": "row"},
            "row",
            ("row", "e e_low", careful_vjp_from_output_e_wide, "y"),
            ("exact sum", "s s_low", vjp_s_wide, "g"),
            ("row", "out", careful_vjp_from_output_f32, "e e_low g s s_low"),
        ),
    ),
    "value_f64": Steps(
        "float64",
        {"x": "row"},
        "row",
        ("top", "m", m_f64, "x"),
        ("number", "origin", origin_f64, "m"),
        ("number", "rest", rest_f64, "m origin"),
        ("number", "power", power_f64, "rest"),
        ("number", "lowest", lowest_f64, "rest"),
        ("number", "unit", unit_f64, "lowest power rest"),
        ("row", "e", e_f64, "lowest origin power x"),
        ("exact sum", "s s_low", s_f64, "e"),
        ("number", "c c_low", c_f64, "s s_low unit"),
        ("row", "out", value_f64, "c c_low m x"),
    ),
    "derivative_f64": Steps(
        "float64",
        {"x": "row"},
        "matrix",
        ("top", "m", m_f64, "x"),
        ("row", "e e_low", derivative_e_f64, "m x"),
        ("exact sum", "s s_low", derivative_s_f64, "e e_low"),
        ("number", "c c_low", derivative_c_f64, "s s_low"),
        ("row", "out", derivative_f64, "diagonal c c_low e e_k e_low e_low_k s s_low"),
    ),
    "vjp_f64": Steps(
        "float64",
        {"g": "row", "x": "row"},
        "row",
        ("top", "m", m_f64, "x"),
        ("row", "e e_low", derivative_e_f64, "m x"),
        ("exact sum", "s s_low", derivative_s_f64, "e e_low"),
        ("exact sum", "s2 s2_low", s2_f64, "g"),
        ("number", "c c_low", derivative_c_f64, "s s_low"),
        ("row", "out", vjp_f64, "c c_low e e_low g s s2 s2_low s_low"),
    ),
    "vjp_from_output_f64": Steps(
        "float64",
        {"g": "row", "y": "row"},
        "row",
        ("row", "e e_low", vjp_from_output_e_f64, "y"),
        ("exact sum", "s s_low", s2_f64, "g"),
        ("row", "out", vjp_from_output_f64, "e e_low g s s_low"),
    ),
}
