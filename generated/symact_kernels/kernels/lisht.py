"""lisht: The input times its tanh.

    f(x) = x*tanh(x)
    f'(x) = tanh(x) + x*(1 - tanh(x)**2)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import exp_neg_f32, exp_neg_f64, exp_neg_lifted_f32, tanh_f32, tanh_f64

HASHES = {
    "value_f32": "3929cccb48cbf5d6",
    "derivative_f32": "95265a5a051a14cb",
    "vjp_f32": "28090690ea51d910",
    "value_f64": "eaa098654bed1735",
    "derivative_f64": "aef57cc714127ba4",
    "vjp_f64": "8556e9bbae86f7c7",
}


@inlined
def value_f32(x):
    """f(x)."""
    return x * tanh_f32(x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = f32(-2.0) * t
    q = exp_neg_f32(t2)
    t3 = fma(f32(-2.0), q, fma(f32(4.0), t, f32(-2.0))) * exp_neg_lifted_f32(t2)
    t4 = f32(1.0) + q
    square = t4 * t4
    t5 = f32(1.0) / square
    t6 = -(t3 * t5)
    t7 = q - (t4 - f32(1.0))
    square2 = x * x
    part1 = fma(t6, fma(t4, t7, fma(t4, t7, fma(t4, t4, -square))), fma(t6, square, t3)) * t5
    part2 = fma(fma(f32(0.19501688), square2, f32(-0.42982835)), square2, f32(0.7999371))
    part3 = fma(x * square2, fma(part2, square2, f32(-1.3333327)), f32(2.0) * x)
    # 5.421011e-20 is 2**-64
    part4 = select(s > f32(0.3125), fma(f32(5.421011e-20), fma(t3, t5, part1), f32(1.0)), part3)
    return copysign(part4, x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    return x * tanh_f64(x)


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
