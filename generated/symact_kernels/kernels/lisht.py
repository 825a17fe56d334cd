"""lisht: The input times its tanh.

    f(x) = x*tanh(x)
    f'(x) = tanh(x) + x*(1 - tanh(x)**2)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, lookup, select, to_bits
from ..elementary import exp_neg_f32, exp_neg_f64, tanh_f32
from ..tables.lisht import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "230efcdedf32405e",
    "derivative_f32": "c82bf44c55a44e40",
    "vjp_f32": "97e9b59ab321bfb8",
    "value_f64": "4c0496619470263d",
    "derivative_f64": "aef57cc714127ba4",
    "vjp_f64": "8556e9bbae86f7c7",
}


@inlined
def value_f32(x):
    """f(x)."""
    return x * tanh_f32(x)


@inlined
def value_near_f32(x):
    """f(x) for x from -3.4028235e38 to 3.4028235e38."""
    i = to_bits(fma(least(abs(x), f32(9.528688)), f32(3.2533333), f32(1.2582912e7)))
    t = abs(x) - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return fma(part3, t, lookup(VALUE_F32[7], i))


@inlined
def derivative_f32(x):
    """f'(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    q = exp_neg_f32(f32(-2.0) * t)
    t2 = fma(f32(-2.0), q, fma(f32(4.0), t, f32(-2.0)))
    t3 = fma(f32(2.0) + q, q, f32(1.0))
    t4 = f32(1.0) / t3
    t5 = t2 * t4
    t6 = fma(q, t5, f32(1.0))
    square = x * x
    part1 = fma(fma(f32(0.19501688), square, f32(-0.42982835)), square, f32(0.7999371))
    part2 = fma(x * square, fma(part1, square, f32(-1.3333327)), f32(2.0) * x)
    part3 = fma(q, fma(-t5, t3, t2) * t4, fma(q, t5, f32(1.0) - t6)) + t6
    return copysign(select(s > f32(0.3125), part3, part2), x)


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -3.4028235e38 to 3.4028235e38."""
    i = to_bits(fma(least(abs(x), f32(11.053279)), f32(2.8045976), f32(1.2582912e7)))
    t = abs(x) - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    return copysign(fma(part3, t, lookup(DERIVATIVE_F32[7], i)), x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -3.4028235e38 to 3.4028235e38."""
    return g * derivative_near_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = -2.0 * least(1073741824.0, s)
    q = exp_neg_f64(t)
    square = x * x
    part1 = fma(-0.0001813803693960252, square, 0.0005738608799505102)
    part2 = fma(fma(part1, square, -0.0014532658183059061), square, 0.0035918795230500656)
    part3 = fma(fma(part2, square, -0.008863220639457409), square, 0.02186948799541475)
    part4 = fma(fma(part3, square, -0.053968253957098415), square, 0.13333333333321926)
    part5 = square * fma(fma(part4, square, -0.3333333333333329), square, 1.0)
    return select(s > 0.375, fma(q, t / (1.0 + q), s), part5)


@inlined
def derivative_f64(x):
    """f'(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    q = exp_neg_f64(-2.0 * t)
    square = x * x
    part1 = fma(-4.747380583618804e-5, square, 0.0002645145107582847)
    part2 = fma(fma(part1, square, -0.0008302337642936972), square, 0.0020735998865766647)
    part3 = fma(fma(part2, square, -0.004761067207615011), square, 0.010614862525308114)
    part4 = fma(fma(part3, square, -0.02329230362973978), square, 0.05028965649644738)
    part5 = fma(fma(part4, square, -0.10635881436114247), square, 0.2186948846787187)
    part6 = fma(fma(part5, square, -0.4317460317229905), square, 0.7999999999996038)
    part7 = fma(x * square, fma(part6, square, -1.3333333333333308), 2.0 * x)
    return copysign(select(s > 0.6875, fma(4.0 * t - q, q, 1.0) / fma(2.0 + q, q, 1.0), part7), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


NEAR = {
    "value_f32": (value_near_f32, -3.4028235e38, 3.4028235e38),
    "derivative_f32": (derivative_near_f32, -3.4028235e38, 3.4028235e38),
    "vjp_f32": (vjp_near_f32, -3.4028235e38, 3.4028235e38),
}
