"""tanhshrink: The input without its tanh.

    f(x) = x - tanh(x)
    f'(x) = tanh(x)**2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, least, lookup, select, to_bits
from ..elementary import exp_neg_f32, exp_neg_f64
from ..tables.tanhshrink import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "cfaa1c930fed65c7",
    "derivative_f32": "0bb39404bb49fe49",
    "vjp_f32": "3183257dfa292a62",
    "value_f64": "ca2d8e203445181d",
    "derivative_f64": "6f34bf18446f4994",
    "vjp_f64": "1ce41373a342c2e8",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    q = exp_neg_f32(f32(-2.0) * least(f32(1.048576e6), s))
    t = f32(1.0) + q
    t2 = f32(1.0) / t
    t3 = f32(2.0) * t2
    t4 = -t3
    square = x * x
    t5 = square * x
    part1 = fma(fma(f32(-0.00016828638), square, f32(0.0010020656)), square, f32(-0.0033017658))
    part2 = fma(fma(part1, square, f32(0.008754687)), square, f32(-0.021847008))
    t6 = fma(fma(part2, square, f32(0.05396598)), square, f32(-0.13333325))
    t7 = fma(t6, square, f32(0.33333334))
    part3 = fma(t5, t7, fma(t7, fma(square, x, -t5), t5 * fma(t6, square, f32(0.33333334) - t7)))
    part4 = fma(t4, q - (t - f32(1.0)), fma(t4, t, f32(2.0))) * t2
    return copysign(select(s > f32(0.9375), fma(q, part4, fma(q, t3, f32(-1.0) + s)), part3), x)


@inlined
def value_near_f32(x):
    """f(x) for x from -3.4028235e38 to 3.4028235e38."""
    i = to_bits(fma(least(abs(x), f32(8.512295)), f32(3.641791), f32(1.2582912e7)))
    t = abs(x) - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    p3 = fma(part2, t, lookup(VALUE_F32[5], i))
    p2 = fma(p3, t, lookup(VALUE_F32[6], i))
    p1 = fma(p2, t, lookup(VALUE_F32[7], i))
    part3 = fma(p3, t, lookup(VALUE_F32[6], i) - p2)
    part4 = fma(part3, t, fma(p2, t, lookup(VALUE_F32[7], i) - p1))
    return copysign(fma(p1, t, fma(part4, t, lookup(VALUE_F32[8], i))), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    q = exp_neg_f32(f32(-2.0) * least(f32(1.048576e6), s))
    square = x * x
    part1 = fma(fma(f32(0.0007869214), square, f32(-0.0052385307)), square, f32(0.017871981))
    part2 = fma(fma(part1, square, f32(-0.044624098)), square, f32(0.09683362))
    part3 = fma(fma(part2, square, f32(-0.19670473)), square, f32(0.3777668))
    t = fma(part3, square, f32(-0.6666663))
    t2 = fma(t, square, f32(1.0))
    t3 = square * t2
    part4 = fma(q, f32(-4.0) / fma(f32(2.0) + q, q, f32(1.0)), f32(1.0))
    part5 = fma(f32(2.901844e-8), square, fma(t, square, f32(1.0) - t2))
    return select(s > f32(1.0), part4, t3 + finite(fma(square, part5, fma(square, t2, -t3))))


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -3.4028235e38 to 3.4028235e38."""
    i = to_bits(fma(least(abs(x), f32(9.909836)), f32(3.128205), f32(1.2582912e7)))
    t = abs(x) - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    part4 = fma(fma(part3, t, lookup(DERIVATIVE_F32[7], i)), t, lookup(DERIVATIVE_F32[8], i))
    return fma(part4, t, lookup(DERIVATIVE_F32[9], i))


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
    q = exp_neg_f64(-2.0 * least(1073741824.0, s))
    square = x * x
    t = square * x
    part1 = fma(-1.416099408255133e-9, square, 1.9583624070252325e-8)
    part2 = fma(fma(part1, square, -1.3207885296096372e-7), square, 5.905756071440974e-7)
    part3 = fma(fma(part2, square, -2.0242743576708233e-6), square, 5.8660550126837185e-6)
    part4 = fma(fma(part3, square, -1.5464467622454196e-5), square, 3.9004218869290836e-5)
    part5 = fma(fma(part4, square, -9.678798940259411e-5), square, 0.00023908408071083976)
    part6 = fma(fma(part5, square, -0.0005900155565487402), square, 0.0014558321080354946)
    part7 = fma(fma(part6, square, -0.003592127731141583), square, 0.008863235502903572)
    part8 = fma(fma(part7, square, -0.02186948853471751), square, 0.05396825396821454)
    t2 = fma(fma(part8, square, -0.13333333333333294), square, 0.3333333333333333)
    part9 = t * fma(1.0164691189318723e-17, square, 1.808947959839586e-17)
    part10 = fma(t, t2, fma(t2, fma(square, x, -t), part9))
    return copysign(select(s > 1.125, fma(q, 2.0 / (1.0 + q), -1.0 + s), part10), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    q = exp_neg_f64(-2.0 * least(1073741824.0, s))
    square = x * x
    part1 = fma(-1.3357576004771871e-6, square, 1.1237958162008695e-5)
    part2 = fma(fma(part1, square, -4.8408684265928846e-5), square, 0.000148329511269936)
    part3 = fma(fma(part2, square, -0.00037979106822085196), square, 0.0008938465500422645)
    part4 = fma(fma(part3, square, -0.0020314703824197192), square, 0.0045423586411984865)
    part5 = fma(fma(part4, square, -0.01003023259561375), square, 0.02183748001097002)
    part6 = fma(fma(part5, square, -0.04669766069002654), square, 0.0974955905671086)
    part7 = fma(fma(part6, square, -0.1968253968145537), square, 0.37777777777754734)
    part8 = square * fma(fma(part7, square, -0.6666666666666649), square, 1.0)
    return select(s > 0.875, fma(q, -4.0 / fma(2.0 + q, q, 1.0), 1.0), part8)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


NEAR = {
    "value_f32": (value_near_f32, -3.4028235e38, 3.4028235e38),
    "derivative_f32": (derivative_near_f32, -3.4028235e38, 3.4028235e38),
    "vjp_f32": (vjp_near_f32, -3.4028235e38, 3.4028235e38),
}
