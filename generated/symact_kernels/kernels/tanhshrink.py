"""tanhshrink: The input without its tanh.

    f(x) = x - tanh(x)
    f'(x) = tanh(x)**2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import exp_neg_f32, exp_neg_f64

HASHES = {
    "value_f32": "f70d0ebb44d28f09",
    "derivative_f32": "b30aa1291a030005",
    "vjp_f32": "cbad095de7d29590",
    "value_f64": "e5d59a6f616b8634",
    "derivative_f64": "9d7e1d3bac29cf7a",
    "vjp_f64": "f29b51a16b88b502",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    where = s > f32(1.125)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = f32(1.0) + t
    q = exp_neg_f32(f32(-2.0) * t)
    square = x * x
    t3 = square * x
    part1 = fma(fma(f32(3.4100674e-5), square, f32(-0.00027726477)), square, f32(0.0011390912))
    part2 = fma(fma(part1, square, f32(-0.0033871874)), square, f32(0.0087818615))
    part3 = fma(fma(part2, square, f32(-0.021851001)), square, f32(0.053966157))
    t4 = fma(part3, square, f32(-0.13333325))
    t5 = fma(t4, square, f32(0.33333334))
    part4 = fma(-fma(t2, q, f32(-1.0) + t), q / (f32(1.0) + q), fma(t2, q, f32(-1.0) + s))
    t6 = select(where, part4, t3 * t5)
    t7 = fma(x, x, -square)
    part5 = t3 * (f32(-1.0311252e-8) + fma(square, f32(4.760159e-9), t4 * t7))
    part6 = select(where, f32(0.0), fma(t5, fma(x, t7, fma(square, x, -t3)), part5))
    return fma(copysign(f32(1.0), t6 * x), part6, copysign(t6, x))


@inlined
def derivative_f32(x):
    """f'(x)."""
    s = abs(x)
    where = s > f32(1.125)
    q = exp_neg_f32(f32(-2.0) * s)
    t = f32(-4.0) * q
    t2 = f32(1.0) + q
    square = t2 * t2
    t3 = f32(1.0) / square
    t4 = t * t3
    t5 = f32(1.0) + t4
    square2 = x * x
    part1 = fma(fma(f32(-0.00018954909), square2, f32(0.0016140037)), square2, f32(-0.0067351004))
    part2 = fma(fma(part1, square2, f32(0.019323967)), square2, f32(-0.04543935))
    part3 = fma(fma(part2, square2, f32(0.09710005)), square2, f32(-0.196753))
    t6 = fma(fma(part3, square2, f32(0.37777108)), square2, f32(-0.66666645))
    t7 = fma(t6, square2, f32(1.0))
    t8 = square2 * t7
    part4 = fma(square2, fma(t6, square2, f32(1.0) - t7), fma(square2, t7, -t8))
    part5 = select(where, fma(fma(-t4, square, t), t3, t4 - (t5 - f32(1.0))), part4)
    return part5 + select(where, t5, t8)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    where = s > 1.125
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = 1.0 + t
    q = exp_neg_f64(-2.0 * t)
    square = x * x
    t3 = square * x
    part1 = fma(-1.416099408255133e-9, square, 1.9583624070252325e-8)
    part2 = fma(fma(part1, square, -1.3207885296096372e-7), square, 5.905756071440974e-7)
    part3 = fma(fma(part2, square, -2.0242743576708233e-6), square, 5.8660550126837185e-6)
    part4 = fma(fma(part3, square, -1.5464467622454196e-5), square, 3.9004218869290836e-5)
    part5 = fma(fma(part4, square, -9.678798940259411e-5), square, 0.00023908408071083976)
    part6 = fma(fma(part5, square, -0.0005900155565487402), square, 0.0014558321080354946)
    part7 = fma(fma(part6, square, -0.003592127731141583), square, 0.008863235502903572)
    part8 = fma(fma(part7, square, -0.02186948853471751), square, 0.05396825396821454)
    t4 = fma(fma(part8, square, -0.13333333333333294), square, 0.3333333333333333)
    t5 = select(where, fma(-fma(t2, q, -1.0 + t), q / (1.0 + q), fma(t2, q, -1.0 + s)), t3 * t4)
    part9 = t3 * fma(1.0164691189318723e-17, square, 1.808947959839586e-17)
    part10 = select(where, 0.0, fma(t4, fma(square, x, -t3), part9))
    return fma(copysign(1.0, t5 * x), part10, copysign(t5, x))


@inlined
def derivative_f64(x):
    """f'(x)."""
    s = abs(x)
    where = s > 0.5625
    q = exp_neg_f64(-2.0 * s)
    t = -2.0 + q
    t2 = fma(t, q, 1.0)
    t3 = 2.0 + q
    t4 = fma(t3, q, 1.0)
    t5 = 1.0 / t4
    t6 = t2 * t5
    t7 = -t6
    square = x * x
    part1 = fma(t7, q * (q - (t3 - 2.0)), fma(q, q - (t - -2.0), fma(t7, t4, t2))) * t5
    part2 = fma(-0.0001809200852638221, square, 0.0007501837433814761)
    part3 = fma(fma(part2, square, -0.00196816106279953), square, 0.004524257715222419)
    part4 = fma(fma(part3, square, -0.010026785846446517), square, 0.021837042084738054)
    part5 = fma(fma(part4, square, -0.04669762429282427), square, 0.09749558867566938)
    part6 = fma(fma(part5, square, -0.19682539675799104), square, 0.3777777777767128)
    part7 = select(where, t6, square * fma(fma(part6, square, -0.6666666666666605), square, 1.0))
    return select(where, part1, 0.0) + part7


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
