"""Elementary functions of scalars, free of branches and calls.

Written by symact; do not edit.
"""

from numpy import float32 as f32
from numpy import int32 as i32

from ._intrinsics import (
    copysign,
    fma,
    from_bits,
    greatest,
    iadd,
    inlined,
    ldexp,
    least,
    select,
    shl,
    to_int,
)


@inlined
def atan_f32(x):
    """atan(x) in float32."""
    # 1.1529215e18 is 2**60
    s = least(f32(1.1529215e18), abs(x))
    large = s > f32(1.0)
    inverse = f32(1.0) / s
    z = select(large, -inverse, s)
    w = z * z
    part1 = fma(fma(f32(-0.0017939056), w, f32(0.010916473)), w, f32(-0.031182539))
    part2 = fma(fma(fma(part1, w, f32(0.057963654)), w, f32(-0.084038936)), w, f32(0.10952373))
    part3 = fma(fma(fma(part2, w, f32(-0.14264286)), w, f32(0.19998553)), w, f32(-0.08333299))
    p = fma(w, part3, w * f32(-0.25))
    base = select(large, f32(1.5707964), f32(0.0))
    total = base + z
    part4 = fma(inverse, s, f32(-1.0)) * inverse
    part5 = select(large, fma(part4, fma(w, f32(-0.5), f32(1.0)), f32(-4.371139e-8)), f32(0.0))
    return copysign(total + fma(z, p, z - (total - base) + part5), x)


@inlined
def atan_f64(x):
    """atan(x) in float64."""
    # 1.152921504606847e18 is 2**60
    s = least(1.152921504606847e18, abs(x))
    large = s > 1.0
    inverse = 1.0 / s
    z = select(large, -inverse, s)
    w = z * z
    part1 = fma(fma(1.3220505982350767e-5, w, -0.00015211632581453629), w, 0.0008311212118804571)
    part2 = fma(fma(part1, w, -0.0028843643230602946), w, 0.007195453510197012)
    part3 = fma(fma(part2, w, -0.013899114707677226), w, 0.02198335725596082)
    part4 = fma(fma(part3, w, -0.02990267112587868), w, 0.036641180440435725)
    part5 = fma(fma(part4, w, -0.04219143968130725), w, 0.04722309184993673)
    part6 = fma(fma(part5, w, -0.05253514802396886), w, 0.05880526990637511)
    part7 = fma(fma(part6, w, -0.06666403921957294), w, 0.0769227982302489)
    part8 = fma(fma(part7, w, -0.09090907001625133), w, 0.11111111006950475)
    part9 = fma(fma(part8, w, -0.14285714282572592), w, 0.19999999999951418)
    p = fma(w, fma(part9, w, -0.08333333333333068), w * -0.25)
    base = select(large, 1.5707963267948966, 0.0)
    total = base + z
    part10 = fma(fma(inverse, s, -1.0) * inverse, fma(w, -0.5, 1.0), 6.123233995736766e-17)
    return copysign(total + fma(z, p, z - (total - base) + select(large, part10, 0.0)), x)


@inlined
def exp_f32(x):
    """exp(x) in float32."""
    c = least(f32(89.0), greatest(f32(-105.0), x))
    n = fma(c, f32(1.442695), f32(1.2582912e7)) - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    return ldexp(high + low, to_int(n))


@inlined
def exp_f64(x):
    """exp(x) in float64."""
    c = least(710.0, greatest(-747.0, x))
    n = fma(c, 1.4426950408889634, 6755399441055744.0) - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, fma(n, -2.3190468138462996e-17, first - (high - 1.0)))
    return ldexp(high + low, to_int(n))


@inlined
def exp_exponent_f32(x):
    """exp_exponent(x) in float32."""
    c = least(f32(400.0), greatest(f32(-400.0), x))
    n = fma(c, f32(1.442695), f32(1.2582912e7)) - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    return to_int(n)


@inlined
def exp_fraction_f32(x):
    """exp_fraction(x) in float32."""
    c = least(f32(400.0), greatest(f32(-400.0), x))
    n = fma(c, f32(1.442695), f32(1.2582912e7)) - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    return high + low


@inlined
def expm1_f32(x):
    """expm1(x) in float32."""
    c = least(f32(89.0), greatest(f32(-18.0), x))
    n = fma(c, f32(1.442695), f32(1.2582912e7)) - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    part1 = fma(fma(f32(0.00019760508), r, f32(0.0013932328)), r, f32(0.008333547))
    p = fma(fma(fma(part1, r, f32(0.041666493)), r, f32(0.16666666)), r, f32(0.5))
    scale = from_bits(shl(iadd(to_int(n), i32(126)), i32(23)))
    offset = scale - f32(0.5)
    scaled = r * scale
    high = offset + scaled
    part2 = offset - high + scaled + (scale - offset - f32(0.5))
    low = fma(r * scaled, p, fma(fma(n, f32(1.9046542e-9), first - r), scale + scaled, part2))
    value = high + low
    # 1.4901161e-8 is 2**-26
    return select(abs(x) < f32(1.4901161e-8), x, value + value)


@inlined
def expm1_f64(x):
    """expm1(x) in float64."""
    c = least(710.0, greatest(-39.0, x))
    n = fma(c, 1.4426950408889634, 6755399441055744.0) - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    part1 = fma(fma(2.0898023345302596e-9, r, 2.5108650697624856e-8), r, 2.755731568957221e-7)
    part2 = fma(fma(part1, r, 2.7557245205172468e-6), r, 2.480158729498404e-5)
    part3 = fma(fma(part2, r, 0.00019841269885347354), r, 0.0013888888888886738)
    part4 = fma(fma(part3, r, 0.008333333333321775), r, 0.04166666666666669)
    p = fma(fma(part4, r, 0.16666666666666677), r, 0.5)
    scale = from_bits(shl(iadd(to_int(n), 1022), 52))
    offset = scale - 0.5
    scaled = r * scale
    high = offset + scaled
    part5 = offset - high + scaled + (scale - offset - 0.5)
    low = fma(r * scaled, p, fma(fma(n, -2.3190468138462996e-17, first - r), scale + scaled, part5))
    value = high + low
    # 2.7755575615628914e-17 is 2**-55
    return select(abs(x) < 2.7755575615628914e-17, x, value + value)


@inlined
def tanh_f32(x):
    """tanh(x) in float32."""
    s = least(f32(10.0), abs(x))
    c = s * f32(-2.0)
    n = fma(c, f32(1.442695), f32(1.2582912e7)) - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    part1 = fma(fma(f32(0.00019760508), r, f32(0.0013932328)), r, f32(0.008333547))
    p = fma(fma(fma(part1, r, f32(0.041666493)), r, f32(0.16666666)), r, f32(0.5))
    scale = from_bits(shl(iadd(to_int(n), i32(127)), i32(23)))
    offset = scale - f32(1.0)
    scaled = r * scale
    high = offset + scaled
    part2 = offset - high + scaled + (scale - (offset + f32(1.0)))
    low = fma(r * scaled, p, fma(fma(n, f32(1.9046542e-9), first - r), scale + scaled, part2))
    m = high + low
    m_low = high - m + low
    below = f32(2.0) + m
    below_low = m - (below - f32(2.0)) + m_low
    inverse = f32(1.0) / below
    quotient = m * inverse
    part3 = fma(fma(-quotient, below, m) + fma(-quotient, below_low, m_low), inverse, quotient)
    return copysign(part3, x)


@inlined
def tanh_f64(x):
    """tanh(x) in float64."""
    s = least(20.0, abs(x))
    c = s * -2.0
    n = fma(c, 1.4426950408889634, 6755399441055744.0) - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    part1 = fma(fma(2.0898023345302596e-9, r, 2.5108650697624856e-8), r, 2.755731568957221e-7)
    part2 = fma(fma(part1, r, 2.7557245205172468e-6), r, 2.480158729498404e-5)
    part3 = fma(fma(part2, r, 0.00019841269885347354), r, 0.0013888888888886738)
    part4 = fma(fma(part3, r, 0.008333333333321775), r, 0.04166666666666669)
    p = fma(fma(part4, r, 0.16666666666666677), r, 0.5)
    scale = from_bits(shl(iadd(to_int(n), 1023), 52))
    offset = scale - 1.0
    scaled = r * scale
    high = offset + scaled
    part5 = offset - high + scaled + (scale - (offset + 1.0))
    low = fma(r * scaled, p, fma(fma(n, -2.3190468138462996e-17, first - r), scale + scaled, part5))
    m = high + low
    m_low = high - m + low
    below = 2.0 + m
    below_low = m - (below - 2.0) + m_low
    inverse = 1.0 / below
    quotient = m * inverse
    part6 = fma(fma(-quotient, below, m) + fma(-quotient, below_low, m_low), inverse, quotient)
    return copysign(part6, x)
