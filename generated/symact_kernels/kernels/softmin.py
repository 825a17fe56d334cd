"""softmin: A categorical distribution from costs: softmax of the negated input.

    f_i(x) = exp(-x[i])/sum(exp(-x[j]), j)
    df_i/dx_k = exp(-x[i])*(exp(-x[k])/sum(exp(-x[j]), j) - delta(i, k))/sum(exp(-x[j]), j)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import finite, fma, greatest, inlined, least, select
from .._steps import Steps
from ..elementary import exp_normal_high_f64, exp_normal_low_f64, exp_scaled_f32, exp_scaled_f64

HASHES = {
    "value_f32": "2750e5f259a9eb51",
    "derivative_f32": "dcfe8a11f3833af9",
    "vjp_f32": "0145c613558bd2e8",
    "vjp_from_output_f32": "5b0854e75ef6a4bf",
    "value_f64": "7bae4a835ebaf2f4",
    "derivative_f64": "8daa693e288d105c",
    "vjp_f64": "471dd847bf047a48",
    "vjp_from_output_f64": "499657dee8e24327",
}


@inlined
def e_f32(x):
    """One element of the row e: exp(-x)*2**44."""
    return exp_scaled_f32(greatest(f32(-117.75), least(f32(41.0), -x)), f32(1.2583083e7))


@inlined
def s_f32(e):
    """A term of the sum s: e."""
    return e


@inlined
def c_f32(s, s_low):
    """The number c: 1/s."""
    t1 = f32(1.0) / s
    low = finite(t1 * fma(-t1, s_low, fma(-t1, s, f32(1.0))))
    return t1, low


@inlined
def value_f32(c, c_low, e):
    """Value at one position: exp(-x[k])/sum(exp(-x[j]), j)."""
    return fma(e, c, e * c_low)


@inlined
def doubt_f32(s):
    """Whether the row is computed again, by the careful kernel."""
    # 3.3554432e7 is 2**25
    # 5.0706024e30 is 2**102
    return not (s > f32(3.3554432e7)) & (s < f32(5.0706024e30))


@inlined
def m_f32(x):
    """What m is the largest of: -x."""
    return -x


@inlined
def origin_f32(m):
    """The number origin: what -x is shifted by, 0 where that leaves it exact."""
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
def careful_value_e_f32(lowest, origin, power, x):
    """One element of the row e: exp(-x - origin) times a power of two, which cancels."""
    return exp_scaled_f32(greatest(lowest, -x - origin), power)


@inlined
def m_wide(x):
    """What m is the largest of: -x."""
    return -x


@inlined
def e_wide(m, x):
    """One element of the row e: exp(-m - x)."""
    return exp_scaled_f64(greatest(-708.0, -m - x), 6755399441056767.0)


@inlined
def s_wide(e):
    """A term of the sum s: e."""
    return e


@inlined
def c_wide(s):
    """The number c: 1/s**2."""
    return 1.0 / s * (1.0 / s)


@inlined
def derivative_f32(diagonal, c, e, e_k, s, s_low):
    """Derivative at one position: exp(-x[i])*(exp(-x[k])/sum(exp(-x[j]), j) - delta(i,
    k))/sum(exp(-x[j]), j).
    """
    t1 = e - s
    t2 = t1 * e
    return select(diagonal, fma(t2, c, -(c * (e * s_low))), e * e_k * c)


@inlined
def vjp_e_wide(m, x):
    """One element of the row e: exp(-m - x)."""
    t1 = -x
    t2 = t1 - m
    return exp_scaled_f64(greatest(-708.0, t2), 6755399441056767.0)


@inlined
def vjp_s_wide(e, g):
    """A term of the sum s: e*g."""
    return e * g


@inlined
def s_size_wide(e, g):
    """A term of the sum s_size: abs(e*g)."""
    return abs(e * g)


@inlined
def s_margin_wide(s_size):
    """The number s_margin: what a sum with s has to exceed."""
    # 2.384185791015625e-7 is 2**-22
    return 2.384185791015625e-7 * s_size


@inlined
def vjp_c_wide(s2):
    """The number c: 1/s2**2."""
    return 1.0 / s2 * (1.0 / s2)


@inlined
def vjp_f32(c, e, g, s, s2):
    """Vjp at one position: exp(-x[k])*(sum(g[j]*exp(-x[j]), j)/sum(exp(-x[j]), j) -
    g[k])/sum(exp(-x[j]), j).
    """
    t1 = -s
    t2 = t1 + g * s2
    return -(t2 * e * c)


@inlined
def doubt_wide(g, s, s2, s_margin):
    """Whether the row is computed again, by the careful kernel."""
    t1 = -s
    t2 = t1 + g * s2
    return abs(t2) < s_margin


@inlined
def g0_wide(g):
    """The value of g0 at the position p: g."""
    return g


@inlined
def careful_vjp_s_wide(e, g, g0):
    """A term of the sum s: e*(g - g0)."""
    return e * (g - g0)


@inlined
def careful_vjp_f32(c, e, g, g0, s, s2, s2_low, s_low):
    """Vjp at one position: exp(-x[k])*(sum(g[j]*exp(-x[j]), j)/sum(exp(-x[j]), j) -
    g[k])/sum(exp(-x[j]), j).
    """
    t1 = g - g0
    t2 = t1 * s2 - s
    t3 = t2 * e
    return -(c * (e * (t1 * s2_low - s_low))) - t3 * c


@inlined
def vjp_from_output_s_wide(g, y):
    """A term of the sum s: g*y."""
    return g * y


@inlined
def s_size_f32(g, y):
    """A term of the sum s_size: abs(g*y)."""
    return abs(g * y)


@inlined
def s_margin_f32(s_size):
    """The number s_margin: what a sum with s has to exceed."""
    # 9.536743e-7 is 2**-20
    return f32(9.536743e-7) * s_size


@inlined
def vjp_from_output_f32(g, s, s_low, y):
    """Vjp from output at one position: y[k]*(sum(g[j]*y[j], j) - g[k])."""
    t1 = -s
    t2 = t1 + g
    return y * s_low - t2 * y


@inlined
def vjp_from_output_doubt_f32(g, s, s_margin):
    """Whether the row is computed again, by the careful kernel."""
    t1 = -s
    t2 = t1 + g
    return abs(t2) < s_margin


@inlined
def careful_vjp_from_output_f32(g, s, s_low, y):
    """Vjp from output at one position: y[k]*(sum(g[j]*y[j], j) - g[k])."""
    t1 = g - s
    return y * s_low - t1 * y


@inlined
def e_f64(x):
    """One element of the row e: exp(-x)*2**282."""
    return exp_scaled_f64(greatest(-903.75, least(477.0, -x)), 6755399441057049.0)


@inlined
def s_f64(e):
    """A term of the sum s: e."""
    return e


@inlined
def c_f64(s, s_low):
    """The number c: 1/s."""
    t1 = 1.0 / s
    low = finite(t1 * fma(-t1, s_low, fma(-t1, s, 1.0)))
    return t1, low


@inlined
def value_f64(c, c_low, e):
    """Value at one position: exp(-x[k])/sum(exp(-x[j]), j)."""
    return fma(e, c, e * c_low)


@inlined
def doubt_f64(s):
    """Whether the row is computed again, by the careful kernel."""
    # 1.8014398509481984e16 is 2**54
    # 4.9896007738368e291 is 2**969
    return not (s > 1.8014398509481984e16) & (s < 4.9896007738368e291)


@inlined
def m_f64(x):
    """What m is the largest of: -x."""
    return -x


@inlined
def origin_f64(m):
    """The number origin: what -x is shifted by, 0 where that leaves it exact."""
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
def careful_value_e_f64(lowest, origin, power, x):
    """One element of the row e: exp(-x - origin) times a power of two, which cancels."""
    return exp_scaled_f64(greatest(lowest, -x - origin), power)


@inlined
def derivative_e_f64(m, x):
    """One element of the row e: exp(-m - x)."""
    t1 = -x
    t2 = -m
    t3 = t1 + t2
    t4 = t3 - t1
    t5 = t1 - (t3 - t4) + (t2 - t4)
    t6 = exp_normal_high_f64(t3, t5, -770.0, 6755399441056867.0)
    t7 = exp_normal_low_f64(t3, t5, -770.0, 6755399441056867.0)
    low = finite(t7)
    return t6, low


@inlined
def derivative_s_f64(e, e_low):
    """A term of the sum s: e."""
    return e, e_low


@inlined
def derivative_c_f64(s, s_low):
    """The number c: 1/s**2."""
    t1 = 1.0 / s
    t2 = t1 * t1
    part1 = fma(t1, t1 * fma(-t1, s_low, fma(-t1, s, 1.0)), fma(t1, t1, -t2))
    low = finite(fma(t1, t1 * fma(-t1, s_low, fma(-t1, s, 1.0)), part1))
    return t2, low


@inlined
def derivative_f64(diagonal, c, c_low, e, e_k, e_low, e_low_k, s, s_low):
    """Derivative at one position: exp(-x[i])*(exp(-x[k])/sum(exp(-x[j]), j) - delta(i,
    k))/sum(exp(-x[j]), j).
    """
    t1 = e * e_k
    t2 = t1 * c
    t3 = -s
    t4 = t3 + e
    t5 = t4 - t3
    t6 = t4 * e
    t7 = t6 * c
    part1 = fma(e, t3 - (t4 - t5) + (e - t5) - s_low + e_low, fma(t4, e_low, fma(t4, e, -t6)))
    part2 = t7 + finite(fma(c, part1, fma(t6, c_low, fma(t6, c, -t7))))
    part3 = fma(e_k, e_low, fma(e, e_low_k, fma(e, e_k, -t1)))
    return select(diagonal, part2, t2 + finite(fma(c, part3, fma(t1, c_low, fma(t1, c, -t2)))))


@inlined
def g0_f64(g):
    """The value of g0 at the position p: g."""
    return g


@inlined
def vjp_e_f64(lowest, origin, power, x):
    """One element of the row e: exp(-x - origin) times a power of two, which cancels."""
    t1 = -x - origin
    t2 = exp_normal_high_f64(t1, 0.0, lowest, power)
    t3 = exp_normal_low_f64(t1, 0.0, lowest, power)
    return t2, t3


@inlined
def s2_f64(e, e_low, g, g0):
    """A term of the sum s2: e*(g - g0)."""
    t1 = -g0
    t2 = g + t1
    t3 = t2 - g
    t4 = e * t2
    low = fma(t2, e_low, fma(e, g - (t2 - t3) + (t1 - t3), fma(e, t2, -t4)))
    return t4, low


@inlined
def c2_f64(g0, s, s2, s2_low, s_low):
    """The number c2: -g0 - c*s2."""
    t1 = 1.0 / s
    t2 = -t1
    t3 = t2 * s2
    t4 = -g0
    t5 = t4 + t3
    t6 = t5 - t4
    part1 = fma(s2, -(t1 * fma(-t1, s_low, fma(-t1, s, 1.0))), fma(t2, s2_low, fma(t2, s2, -t3)))
    low = finite(t4 - (t5 - t6) + (t3 - t6) + part1)
    return t5, low


@inlined
def vjp_f64(c, c2, c2_low, c_low, e, g):
    """Vjp at one position: exp(-x[k])*(sum(g[j]*exp(-x[j]), j)/sum(exp(-x[j]), j) -
    g[k])/sum(exp(-x[j]), j).
    """
    t1 = fma(e, c, e * c_low)
    t2 = g + c2
    return -fma(t1, t2, t1 * c2_low)


@inlined
def vjp_from_output_s_f64(g, y):
    """A term of the sum s: g*y."""
    t1 = g * y
    low = fma(g, y, -t1)
    return t1, low


@inlined
def s_margin_f64(s):
    """The number s_margin: what a sum with s has to exceed."""
    # 3.552713678800501e-15 is 2**-48
    return 3.552713678800501e-15 * abs(s)


@inlined
def vjp_from_output_f64(g, s, s_low, y):
    """Vjp from output at one position: y[k]*(sum(g[j]*y[j], j) - g[k])."""
    t1 = -s
    t2 = t1 + g
    return y * s_low - t2 * y


@inlined
def vjp_from_output_doubt_f64(g, s, s_margin):
    """Whether the row is computed again, by the careful kernel."""
    t1 = -s
    t2 = t1 + g
    return abs(t2) < s_margin


@inlined
def careful_vjp_from_output_f64(g, s, s_low, s_rest, y):
    """Vjp from output at one position: y[k]*(sum(g[j]*y[j], j) - g[k])."""
    return -((g - s - s_low - s_rest) * y)


AXISWISE = {
    "value_f32": Steps(
        "float32",
        {"x": "row"},
        "row",
        ("row", "e", e_f32, "x"),
        ("sum", "s s_low", s_f32, "e"),
        ("number", "c c_low", c_f32, "s s_low"),
        ("row", "out", value_f32, "c c_low e"),
        ("number", "doubt", doubt_f32, "s"),
        careful=Steps(
            "float32",
            {"x": "row"},
            "row",
            ("top", "m", m_f32, "x"),
            ("number", "origin", origin_f32, "m"),
            ("number", "rest", rest_f32, "m origin"),
            ("number", "power", power_f32, "rest"),
            ("number", "lowest", lowest_f32, "rest"),
            ("row", "e", careful_value_e_f32, "lowest origin power x"),
            ("sum", "s s_low", s_f32, "e"),
            ("number", "c c_low", c_f32, "s s_low"),
            ("row", "out", value_f32, "c c_low e"),
        ),
        alike=True,
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
        ("plain sum", "s", vjp_s_wide, "e g"),
        ("plain sum", "s_size", s_size_wide, "e g"),
        ("plain sum", "s2", s_wide, "e"),
        ("number", "s_margin", s_margin_wide, "s_size"),
        ("number", "c", vjp_c_wide, "s2"),
        ("row", "out", vjp_f32, "c e g s s2"),
        ("any", "doubt", doubt_wide, "g s s2 s_margin"),
        careful=Steps(
            "float64",
            {"g": "row", "x": "row"},
            "row",
            ("first", "at_p", m_wide, "x"),
            ("at p", "m", m_wide, "x"),
            ("at p", "g0", g0_wide, "g"),
            ("row", "e", e_wide, "m x"),
            ("exact sum", "s s_low", careful_vjp_s_wide, "e g g0"),
            ("exact sum", "s2 s2_low", s_wide, "e"),
            ("number", "c", vjp_c_wide, "s2"),
            ("row", "out", careful_vjp_f32, "c e g g0 s s2 s2_low s_low"),
        ),
    ),
    "vjp_from_output_f32": Steps(
        "float32",
        {"g": "row", "y": "row"},
        "row",
        ("wide sum", "s s_low", vjp_from_output_s_wide, "g y"),
        ("plain sum", "s_size", s_size_f32, "g y"),
        ("number", "s_margin", s_margin_f32, "s_size"),
        ("row", "out", vjp_from_output_f32, "g s s_low y"),
        ("any", "doubt", vjp_from_output_doubt_f32, "g s s_margin"),
        careful=Steps(
            "float64",
            {"g": "row", "y": "row"},
            "row",
            ("exact sum", "s s_low", vjp_from_output_s_wide, "g y"),
            ("row", "out", careful_vjp_from_output_f32, "g s s_low y"),
        ),
    ),
    "value_f64": Steps(
        "float64",
        {"x": "row"},
        "row",
        ("row", "e", e_f64, "x"),
        ("sum", "s s_low", s_f64, "e"),
        ("number", "c c_low", c_f64, "s s_low"),
        ("row", "out", value_f64, "c c_low e"),
        ("number", "doubt", doubt_f64, "s"),
        careful=Steps(
            "float64",
            {"x": "row"},
            "row",
            ("top", "m", m_f64, "x"),
            ("number", "origin", origin_f64, "m"),
            ("number", "rest", rest_f64, "m origin"),
            ("number", "power", power_f64, "rest"),
            ("number", "lowest", lowest_f64, "rest"),
            ("row", "e", careful_value_e_f64, "lowest origin power x"),
            ("sum", "s s_low", s_f64, "e"),
            ("number", "c c_low", c_f64, "s s_low"),
            ("row", "out", value_f64, "c c_low e"),
        ),
        alike=True,
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
        ("first", "at_p", m_f64, "x"),
        ("at p", "m", m_f64, "x"),
        ("at p", "g0", g0_f64, "g"),
        ("number", "origin", origin_f64, "m"),
        ("number", "rest", rest_f64, "m origin"),
        ("number", "power", power_f64, "rest"),
        ("number", "lowest", lowest_f64, "rest"),
        ("row", "e e_low", vjp_e_f64, "lowest origin power x"),
        ("exact sum", "s s_low", derivative_s_f64, "e e_low"),
        ("exact sum", "s2 s2_low", s2_f64, "e e_low g g0"),
        ("number", "c c_low", c_f64, "s s_low"),
        ("number", "c2 c2_low", c2_f64, "g0 s s2 s2_low s_low"),
        ("row", "out", vjp_f64, "c c2 c2_low c_low e g"),
    ),
    "vjp_from_output_f64": Steps(
        "float64",
        {"g": "row", "y": "row"},
        "row",
        ("exact sum", "s s_low", vjp_from_output_s_f64, "g y"),
        ("number", "s_margin", s_margin_f64, "s"),
        ("row", "out", vjp_from_output_f64, "g s s_low y"),
        ("any", "doubt", vjp_from_output_doubt_f64, "g s s_margin"),
        careful=Steps(
            "float64",
            {"g": "row", "y": "row"},
            "row",
            ("triple sum", "s s_low s_rest", vjp_from_output_s_f64, "g y"),
            ("row", "out", careful_vjp_from_output_f64, "g s s_low s_rest y"),
        ),
    ),
}
