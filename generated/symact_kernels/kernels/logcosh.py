"""logcosh: The logarithm of the hyperbolic cosine.

    f(x) = log(cosh(x))
    f'(x) = sinh(x)/cosh(x)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select
from ..elementary import expm1_neg_f32, expm1_neg_f64, log1p_unit_f32, log1p_unit_f64

HASHES = {
    "value_f32": "07a00a99fbeea255",
    "derivative_f32": "b0212ed6d3043a0b",
    "vjp_f32": "69c710c665d92cfc",
    "value_f64": "460e6453acb73eea",
    "derivative_f64": "d1448020510b27ed",
    "vjp_f64": "6eb71e77db7e2307",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    where = s > f32(0.75)
    m = expm1_neg_f32(-s)
    t = f32(1.0) + m
    t2 = log1p_unit_f32(t * t)
    # -0.6931472 is -log(2)
    t3 = f32(-0.6931472) + t2
    square = x * x
    part1 = fma(fma(f32(-0.0004329552), square, f32(0.0020190221)), square, f32(-0.006701322))
    t4 = fma(fma(part1, square, f32(0.022216825)), square, f32(-0.083333105))
    t5 = fma(t4, square, f32(0.5))
    t6 = square * t5
    part2 = fma(square, fma(t4, square, f32(0.5) - t5), fma(square, t5, -t6))
    # -0.6931472 is -log(2)
    return select(where, t2 - (t3 - f32(-0.6931472)), part2) + select(where, s + t3, t6)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    m = expm1_neg_f32(-abs(x))
    t = f32(2.0) + m
    t2 = t * m
    t3 = fma(t, m, f32(2.0))
    t4 = f32(1.0) / t3
    t5 = t2 * t4
    t6 = -t5
    t7 = m - (t - f32(2.0))
    part1 = fma(t6, t3, t2) + fma(m, t7, fma(t, m, -t2))
    t8 = fma(t6, fma(m, t7, fma(t, m, f32(2.0) - t3)), part1) * t4
    return select(where, -t8, t8) + select(where, t6, t5)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    m = expm1_neg_f32(-abs(x))
    t = f32(2.0) + m
    t2 = t * m
    t3 = fma(t, m, f32(2.0))
    t4 = f32(1.0) / t3
    t5 = t2 * t4
    t6 = -t5
    t7 = m - (t - f32(2.0))
    part1 = fma(t6, t3, t2) + fma(m, t7, fma(t, m, -t2))
    t8 = fma(t6, fma(m, t7, fma(t, m, f32(2.0) - t3)), part1) * t4
    return g * (select(where, -t8, t8) + select(where, t6, t5))


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    where = s > 0.75
    m = expm1_neg_f64(-s)
    t = 2.0 + m
    t2 = fma(t, m, 1.0)
    t3 = log1p_unit_f64(t2)
    # -0.6931471805599453 is -log(2)
    t4 = -0.6931471805599453 + t3
    square = x * x
    # -0.6931471805599453 is -log(2)
    part1 = fma(m * (m - (t - 2.0)), 1.0 / (1.0 + t2), t3 - (t4 - -0.6931471805599453))
    part2 = fma(1.729858609689323e-7, square, -1.0935570239046914e-6)
    part3 = fma(fma(part2, square, 3.962049825988299e-6), square, -1.1710473518414886e-5)
    part4 = fma(fma(part3, square, 3.2684761792714414e-5), square, -9.09643827990594e-5)
    part5 = fma(fma(part4, square, 0.0002565759253165145), square, -0.0007386023871697912)
    part6 = fma(fma(part5, square, 0.0021869488083506327), square, -0.006746031743928451)
    part7 = fma(fma(part6, square, 0.022222222222172662), square, -0.0833333333333329)
    return select(where, part1, 0.0) + select(where, s + t4, square * fma(part7, square, 0.5))


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    m = expm1_neg_f64(-abs(x))
    t = 2.0 + m
    t2 = t * m
    t3 = fma(t, m, 2.0)
    t4 = 1.0 / t3
    t5 = t2 * t4
    t6 = -t5
    t7 = m - (t - 2.0)
    t8 = fma(t6, m * t7, fma(t6, t3, t2) + fma(m, t7, fma(t, m, -t2))) * t4
    return select(where, -t8, t8) + select(where, t6, t5)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    m = expm1_neg_f64(-abs(x))
    t = 2.0 + m
    t2 = t * m
    t3 = fma(t, m, 2.0)
    t4 = 1.0 / t3
    t5 = t2 * t4
    t6 = -t5
    t7 = m - (t - 2.0)
    t8 = fma(t6, m * t7, fma(t6, t3, t2) + fma(m, t7, fma(t, m, -t2))) * t4
    return g * (select(where, -t8, t8) + select(where, t6, t5))
