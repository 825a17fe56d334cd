"""Elementary functions of scalars, free of branches and calls.

Written by symact; do not edit.
"""

from math import inf, nan

from numpy import float32 as f32
from numpy import int32 as i32

from ._intrinsics import (
    copysign,
    fma,
    from_bits,
    greatest,
    iadd,
    iand,
    inlined,
    ior,
    isub,
    least,
    select,
    shl,
    shr,
    to_bits,
    to_real,
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
def cos_f32(x):
    """cos(x) in float32."""
    shifted = fma(x, f32(0.63661975), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-1.5707964), x)
    product = n * f32(-4.371139e-8)
    second = first - product
    lost = first - second - product
    below = fma(n, f32(4.371139e-8), product)
    r = second + below
    low = fma(n, f32(1.7151245e-15), second - r + below) + lost
    w = r * r
    top = fma(w, f32(-0.5), f32(1.0))
    bits = iadd(to_bits(shifted), i32(1))
    part1 = fma(fma(f32(-0.00019518289), w, f32(0.008332189)), w, f32(-0.16666655))
    part2 = fma(fma(f32(2.4432327e-5), w, f32(-0.001388731)), w, f32(0.041666646))
    part3 = top + fma(w * w, part2, fma(-r, low, fma(w, f32(-0.5), f32(1.0) - top)))
    part4 = from_bits(ior(shl(bits, i32(31)), i32(0x3F800000))) < f32(0.0)
    part5 = to_bits(select(part4, part3, r + fma(w * r, part1, fma(w * low, f32(-0.5), low))))
    return from_bits(iadd(part5, iand(shl(bits, i32(30)), i32(-0x80000000))))


@inlined
def cos_f64(x):
    """cos(x) in float64."""
    shifted = fma(x, 0.6366197723675814, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -1.5707963267948966, x)
    product = n * 6.123233995736766e-17
    second = first - product
    lost = first - second - product
    below = fma(n, -6.123233995736766e-17, product)
    r = second + below
    low = fma(n, 1.4973849048591698e-33, second - r + below) + lost
    w = r * r
    top = fma(w, -0.5, 1.0)
    bits = iadd(to_bits(shifted), 1)
    part1 = fma(fma(-1.1358741033932269e-11, w, 2.0875705255835617e-9), w, -2.7557314216170297e-7)
    part2 = fma(fma(1.5895433290212741e-10, w, -2.50507343892568e-8), w, 2.7557313538514217e-6)
    part3 = fma(fma(part1, w, 2.4801587288999782e-5), w, -0.001388888888887334)
    part4 = fma(w * w, fma(part3, w, 0.041666666666666595), fma(-r, low, fma(w, -0.5, 1.0 - top)))
    part5 = fma(fma(part2, w, -0.00019841269829358528), w, 0.00833333333332184)
    part6 = r + fma(w * r, fma(part5, w, -0.1666666666666663), fma(w * low, -0.5, low))
    part7 = select(from_bits(ior(shl(bits, 63), 0x3FF0000000000000)) < 0.0, top + part4, part6)
    return from_bits(iadd(to_bits(part7), iand(shl(bits, 62), -0x8000000000000000)))


@inlined
def cos_low_f32(x):
    """cos_low(x) in float32."""
    shifted = fma(x, f32(0.63661975), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-1.5707964), x)
    product = n * f32(-4.371139e-8)
    second = first - product
    lost = first - second - product
    below = fma(n, f32(4.371139e-8), product)
    r = second + below
    low = fma(n, f32(1.7151245e-15), second - r + below) + lost
    w = r * r
    top = fma(w, f32(-0.5), f32(1.0))
    bits = iadd(to_bits(shifted), i32(1))
    part1 = fma(fma(f32(-0.00019518289), w, f32(0.008332189)), w, f32(-0.16666655))
    part2 = fma(fma(f32(2.4432327e-5), w, f32(-0.001388731)), w, f32(0.041666646))
    part3 = top + fma(w * w, part2, fma(-r, low, fma(w, f32(-0.5), f32(1.0) - top))) - top
    part4 = fma(w * w, part2, fma(-r, low, fma(w, f32(-0.5), f32(1.0) - top))) - part3
    part5 = from_bits(ior(shl(bits, i32(31)), i32(0x3F800000))) < f32(0.0)
    part6 = r + fma(w * r, part1, fma(w * low, f32(-0.5), low)) - r
    part7 = to_bits(select(part5, part4, fma(w * r, part1, fma(w * low, f32(-0.5), low)) - part6))
    return from_bits(iadd(part7, iand(shl(bits, i32(30)), i32(-0x80000000))))


@inlined
def cos_low_f64(x):
    """cos_low(x) in float64."""
    shifted = fma(x, 0.6366197723675814, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -1.5707963267948966, x)
    product = n * 6.123233995736766e-17
    second = first - product
    lost = first - second - product
    below = fma(n, -6.123233995736766e-17, product)
    r = second + below
    low = fma(n, 1.4973849048591698e-33, second - r + below) + lost
    w = r * r
    top = fma(w, -0.5, 1.0)
    bits = iadd(to_bits(shifted), 1)
    part1 = fma(fma(-1.1358741033932269e-11, w, 2.0875705255835617e-9), w, -2.7557314216170297e-7)
    part2 = fma(fma(1.5895433290212741e-10, w, -2.50507343892568e-8), w, 2.7557313538514217e-6)
    part3 = fma(fma(part1, w, 2.4801587288999782e-5), w, -0.001388888888887334)
    part4 = fma(w * w, fma(part3, w, 0.041666666666666595), fma(-r, low, fma(w, -0.5, 1.0 - top)))
    part5 = fma(fma(part2, w, -0.00019841269829358528), w, 0.00833333333332184)
    part6 = r + fma(w * r, fma(part5, w, -0.1666666666666663), fma(w * low, -0.5, low)) - r
    part7 = fma(w * r, fma(part5, w, -0.1666666666666663), fma(w * low, -0.5, low)) - part6
    part8 = from_bits(ior(shl(bits, 63), 0x3FF0000000000000)) < 0.0
    part9 = to_bits(select(part8, part4 - (top + part4 - top), part7))
    return from_bits(iadd(part9, iand(shl(bits, 62), -0x8000000000000000)))


@inlined
def exp1p_exponent_f32(x):
    """exp1p_exponent(x) in float32."""
    c = least(f32(400.0), greatest(f32(-400.0), x))
    shifted = fma(c, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    above = greatest(f32(1.2582912e7), shifted)
    return isub(to_bits(above), i32(0x4B400000))


@inlined
def exp1p_exponent_f64(x):
    """exp1p_exponent(x) in float64."""
    c = least(3000.0, greatest(-3000.0, x))
    shifted = fma(c, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    above = greatest(6755399441055744.0, shifted)
    return isub(to_bits(above), 0x4338000000000000)


@inlined
def exp1p_sum_fraction_f32(a, b):
    """exp1p_sum_fraction(a, b) in float32."""
    b_inside = select(abs(a) < f32(400.0), b, f32(0.0))
    c = least(f32(400.0), greatest(f32(-400.0), a))
    shifted = fma(c, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    below = fma(n, f32(1.9046542e-9), b_inside)
    r = below + first
    sums = f32(1.2582912e7) - least(f32(127.0), abs(n))
    smaller = from_bits(iadd(shl(to_bits(sums), i32(23)), i32(0x3F800000)))
    is_above = n > f32(0.0)
    power = select(is_above, f32(1.0), smaller)
    one = select(is_above, smaller, f32(1.0))
    r2 = r * r
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    tail = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    t = fma(r2, tail, r)
    ends = one + power
    return fma(power, t, ends)


@inlined
def exp1p_sum_fraction_f64(a, b):
    """exp1p_sum_fraction(a, b) in float64."""
    b_inside = select(abs(a) < 3000.0, b, 0.0)
    c = least(3000.0, greatest(-3000.0, a))
    shifted = fma(c, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_inside)
    r = below + first
    sums = 6755399441055744.0 - least(1023.0, abs(n))
    smaller = from_bits(iadd(shl(to_bits(sums), 52), 0x3FF0000000000000))
    is_above = n > 0.0
    power = select(is_above, 1.0, smaller)
    one = select(is_above, smaller, 1.0)
    r2 = r * r
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    part4 = fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463)
    tail = fma(part4, r, 0.5000000000000011)
    t = fma(r2, tail, r)
    ends = one + power
    return fma(power, t, ends)


@inlined
def exp1p_tamed_f64(x):
    """exp1p_tamed(x) in float64."""
    shifted = fma(x, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, x)
    r = fma(n, -2.3190468138462996e-17, first)
    large = x > 300.0
    part1 = iadd(shl(to_bits(shifted), 52), select(large, 0x1FF0000000000000, 0x3FF0000000000000))
    power = from_bits(part1)
    r2 = r * r
    part2 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part3 = fma(fma(part2, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part4 = fma(fma(part3, r, 0.0013888888943765733), r, 0.008333333333470848)
    part5 = fma(fma(part4, r, 0.041666666666528594), r, 0.16666666666666463)
    tail = fma(part5, r, 0.5000000000000011)
    t = fma(r2, tail, r)
    # 7.458340731200207e-155 is 2**-512
    ends = select(large, 7.458340731200207e-155, 1.0) + power
    return fma(power, t, ends)


@inlined
def exp1p_tamed_fine_f32(x):
    """exp1p_tamed_fine(x) in float32."""
    shifted = fma(x, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), x)
    r = fma(n, f32(1.9046542e-9), first)
    large = x > f32(40.0)
    part1 = iadd(shl(to_bits(shifted), i32(23)), select(large, i32(0x1F800000), i32(0x3F800000)))
    power = from_bits(part1)
    r2 = r * r
    part2 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    tail = fma(fma(part2, r, f32(0.16666521)), r, f32(0.49999994))
    t = fma(r2, tail, r)
    # 5.421011e-20 is 2**-64
    ends = select(large, f32(5.421011e-20), f32(1.0)) + power
    part3 = select(power > f32(1.2582912e7), select(large, f32(5.421011e-20), f32(1.0)), f32(0.0))
    return ends + fma(power, t, part3)


@inlined
def exp1p_tamed_sum_f64(a, b):
    """exp1p_tamed_sum(a, b) in float64."""
    shifted = fma(a, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, a)
    below = fma(n, -2.3190468138462996e-17, b)
    r = below + first
    large = a > 300.0
    part1 = iadd(shl(to_bits(shifted), 52), select(large, 0x1FF0000000000000, 0x3FF0000000000000))
    power = from_bits(part1)
    r2 = r * r
    part2 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part3 = fma(fma(part2, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part4 = fma(fma(part3, r, 0.0013888888943765733), r, 0.008333333333470848)
    part5 = fma(fma(part4, r, 0.041666666666528594), r, 0.16666666666666463)
    tail = fma(part5, r, 0.5000000000000011)
    t = fma(r2, tail, r)
    # 7.458340731200207e-155 is 2**-512
    ends = select(large, 7.458340731200207e-155, 1.0) + power
    return fma(power, t, ends)


@inlined
def exp1p_tamed_sum_fine_f32(a, b):
    """exp1p_tamed_sum_fine(a, b) in float32."""
    shifted = fma(a, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), a)
    below = fma(n, f32(1.9046542e-9), b)
    r = below + first
    large = a > f32(40.0)
    part1 = iadd(shl(to_bits(shifted), i32(23)), select(large, i32(0x1F800000), i32(0x3F800000)))
    power = from_bits(part1)
    r2 = r * r
    part2 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    tail = fma(fma(part2, r, f32(0.16666521)), r, f32(0.49999994))
    t = fma(r2, tail, r)
    # 5.421011e-20 is 2**-64
    ends = select(large, f32(5.421011e-20), f32(1.0)) + power
    part3 = select(power > f32(1.2582912e7), select(large, f32(5.421011e-20), f32(1.0)), f32(0.0))
    return ends + fma(power, t, part3)


@inlined
def exp_exponent_f32(x):
    """exp_exponent(x) in float32."""
    c = least(f32(400.0), greatest(f32(-400.0), x))
    shifted = fma(c, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    return isub(to_bits(shifted), i32(0x4B400000))


@inlined
def exp_exponent_f64(x):
    """exp_exponent(x) in float64."""
    c = least(3000.0, greatest(-3000.0, x))
    shifted = fma(c, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    return isub(to_bits(shifted), 0x4338000000000000)


@inlined
def exp_high_f64(a, b, power):
    """exp_high(a, b, power) in float64."""
    x = least(1000.0, greatest(-1000.0, a))
    t = fma(x, 1.4426950408889634, power)
    n = t - power
    near = fma(n, -0.6931471805598903, x)
    far = n * -5.4979230187085024e-14
    whole = near + far
    away = whole - near
    r = whole * 0.125
    part1 = fma(n, 1.3124698417785255e-27, select(x == a, b, 0.0))
    r_low = (near - (whole - away) + (far - away) + part1) * 0.125
    square = r * r
    linear = 1.0 + r
    most = fma(square, 0.5, linear)
    part2 = fma(fma(2.505210838544172e-8, r, 2.755731922398589e-7), r, 2.7557319223985893e-6)
    part3 = fma(fma(part2, r, 2.48015873015873e-5), r, 0.0001984126984126984)
    part4 = fma(fma(part3, r, 0.001388888888888889), r, 0.008333333333333333)
    p = fma(fma(part4, r, 0.041666666666666664), r, 0.16666666666666666)
    part5 = fma(fma(r, r, -square), 0.5, r - (linear - 1.0) + fma(square, 0.5, linear - most))
    cubic = fma(r * square, p, part5)
    small = fma(r_low, most + cubic, cubic)
    high = most + small
    low = small - (high - most)
    product1 = high * high
    small1 = fma(high + high, low, fma(high, high, -product1))
    high1 = product1 + small1
    low1 = small1 - (high1 - product1)
    product2 = high1 * high1
    small2 = fma(high1 + high1, low1, fma(high1, high1, -product2))
    high2 = product2 + small2
    low2 = small2 - (high2 - product2)
    product3 = high2 * high2
    small3 = fma(high2 + high2, low2, fma(high2, high2, -product3))
    high3 = product3 + small3
    low3 = small3 - (high3 - product3)
    turns = t - 6755399441055744.0
    half = fma(turns, 0.5, 6755399441056767.0)
    other = turns - (half - 6755399441056767.0) + 6755399441056767.0
    return high3 * from_bits(shl(to_bits(half), 52)) * from_bits(shl(to_bits(other), 52))


@inlined
def exp_low_f64(a, b, power):
    """exp_low(a, b, power) in float64."""
    x = least(1000.0, greatest(-1000.0, a))
    t = fma(x, 1.4426950408889634, power)
    n = t - power
    near = fma(n, -0.6931471805598903, x)
    far = n * -5.4979230187085024e-14
    whole = near + far
    away = whole - near
    r = whole * 0.125
    part1 = fma(n, 1.3124698417785255e-27, select(x == a, b, 0.0))
    r_low = (near - (whole - away) + (far - away) + part1) * 0.125
    square = r * r
    linear = 1.0 + r
    most = fma(square, 0.5, linear)
    part2 = fma(fma(2.505210838544172e-8, r, 2.755731922398589e-7), r, 2.7557319223985893e-6)
    part3 = fma(fma(part2, r, 2.48015873015873e-5), r, 0.0001984126984126984)
    part4 = fma(fma(part3, r, 0.001388888888888889), r, 0.008333333333333333)
    p = fma(fma(part4, r, 0.041666666666666664), r, 0.16666666666666666)
    part5 = fma(fma(r, r, -square), 0.5, r - (linear - 1.0) + fma(square, 0.5, linear - most))
    cubic = fma(r * square, p, part5)
    small = fma(r_low, most + cubic, cubic)
    high = most + small
    low = small - (high - most)
    product1 = high * high
    small1 = fma(high + high, low, fma(high, high, -product1))
    high1 = product1 + small1
    low1 = small1 - (high1 - product1)
    product2 = high1 * high1
    small2 = fma(high1 + high1, low1, fma(high1, high1, -product2))
    high2 = product2 + small2
    low2 = small2 - (high2 - product2)
    product3 = high2 * high2
    small3 = fma(high2 + high2, low2, fma(high2, high2, -product3))
    high3 = product3 + small3
    low3 = small3 - (high3 - product3)
    turns = t - 6755399441055744.0
    half = fma(turns, 0.5, 6755399441056767.0)
    other = turns - (half - 6755399441056767.0) + 6755399441056767.0
    return low3 * from_bits(shl(to_bits(half), 52)) * from_bits(shl(to_bits(other), 52))


@inlined
def exp_neg_f32(x):
    """exp_neg(x) in float32."""
    c = greatest(f32(-132.375), x)
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    w = fma(fma(fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994)), r, f32(1.0)), r, f32(1.0))
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    # 5.421011e-20 is 2**-64
    return value * f32(5.421011e-20)


@inlined
def exp_neg_f64(x):
    """exp_neg(x) in float64."""
    c = greatest(-1064.0, x)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    part4 = fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463)
    w = fma(fma(fma(part4, r, 0.5000000000000011), r, 1.0), r, 1.0)
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    # 7.458340731200207e-155 is 2**-512
    return value * 7.458340731200207e-155


@inlined
def exp_neg_fine_f32(x):
    """exp_neg_fine(x) in float32."""
    c = greatest(f32(-132.375), x)
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    # 5.421011e-20 is 2**-64
    return value * f32(5.421011e-20)


@inlined
def exp_neg_fine_f64(x):
    """exp_neg_fine(x) in float64."""
    c = greatest(-1064.0, x)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, fma(n, -2.3190468138462996e-17, first - (high - 1.0)))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    # 7.458340731200207e-155 is 2**-512
    return value * 7.458340731200207e-155


@inlined
def exp_neg_fine_lifted_f32(x):
    """exp_neg_fine_lifted(x) in float32."""
    c = greatest(f32(-132.375), x)
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    return value


@inlined
def exp_neg_fine_lifted_f64(x):
    """exp_neg_fine_lifted(x) in float64."""
    c = greatest(-1064.0, x)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, fma(n, -2.3190468138462996e-17, first - (high - 1.0)))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    return value


@inlined
def exp_neg_lifted_f32(x):
    """exp_neg_lifted(x) in float32."""
    c = greatest(f32(-132.375), x)
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    w = fma(fma(fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994)), r, f32(1.0)), r, f32(1.0))
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    return value


@inlined
def exp_neg_lifted_f64(x):
    """exp_neg_lifted(x) in float64."""
    c = greatest(-1064.0, x)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    part4 = fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463)
    w = fma(fma(fma(part4, r, 0.5000000000000011), r, 1.0), r, 1.0)
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    return value


@inlined
def exp_neg_lifted_low_f32(x):
    """exp_neg_lifted_low(x) in float32."""
    c = greatest(f32(-132.375), x)
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    part2 = from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    value = (low - (high + low - high)) * part2
    return value


@inlined
def exp_neg_lifted_low_f64(x):
    """exp_neg_lifted_low(x) in float64."""
    c = greatest(-1064.0, x)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, fma(n, -2.3190468138462996e-17, first - (high - 1.0)))
    part4 = from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    value = (low - (high + low - high)) * part4
    return value


@inlined
def exp_neg_low_f32(x):
    """exp_neg_low(x) in float32."""
    c = greatest(f32(-132.375), x)
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    part2 = from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    value = (low - (high + low - high)) * part2
    # 5.421011e-20 is 2**-64
    return value * f32(5.421011e-20)


@inlined
def exp_neg_sum_f32(a, b):
    """exp_neg_sum(a, b) in float32."""
    c = greatest(f32(-132.375), a)
    b_bounded = greatest(least(b, f32(0.00012207031)), f32(-0.00012207031))
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    below = fma(n, f32(1.9046542e-9), b_bounded)
    r = below + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    w = fma(fma(fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994)), r, f32(1.0)), r, f32(1.0))
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    # 5.421011e-20 is 2**-64
    return value * f32(5.421011e-20)


@inlined
def exp_neg_sum_f64(a, b):
    """exp_neg_sum(a, b) in float64."""
    c = greatest(-1064.0, a)
    # 2.2737367544323206e-13 is 2**-42
    b_bounded = greatest(least(b, 2.2737367544323206e-13), -2.2737367544323206e-13)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_bounded)
    r = below + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    part4 = fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463)
    w = fma(fma(fma(part4, r, 0.5000000000000011), r, 1.0), r, 1.0)
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    # 7.458340731200207e-155 is 2**-512
    return value * 7.458340731200207e-155


@inlined
def exp_neg_sum_fine_f32(a, b):
    """exp_neg_sum_fine(a, b) in float32."""
    c = greatest(f32(-132.375), a)
    b_bounded = greatest(least(b, f32(0.00012207031)), f32(-0.00012207031))
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    below = fma(n, f32(1.9046542e-9), b_bounded)
    r = below + first
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, below + (first - (high - f32(1.0))))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    # 5.421011e-20 is 2**-64
    return value * f32(5.421011e-20)


@inlined
def exp_neg_sum_fine_f64(a, b):
    """exp_neg_sum_fine(a, b) in float64."""
    c = greatest(-1064.0, a)
    # 2.2737367544323206e-13 is 2**-42
    b_bounded = greatest(least(b, 2.2737367544323206e-13), -2.2737367544323206e-13)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_bounded)
    r = below + first
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, below + (first - (high - 1.0)))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    # 7.458340731200207e-155 is 2**-512
    return value * 7.458340731200207e-155


@inlined
def exp_neg_sum_fine_lifted_f32(a, b):
    """exp_neg_sum_fine_lifted(a, b) in float32."""
    c = greatest(f32(-132.375), a)
    b_bounded = greatest(least(b, f32(0.00012207031)), f32(-0.00012207031))
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    below = fma(n, f32(1.9046542e-9), b_bounded)
    r = below + first
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, below + (first - (high - f32(1.0))))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    return value


@inlined
def exp_neg_sum_fine_lifted_f64(a, b):
    """exp_neg_sum_fine_lifted(a, b) in float64."""
    c = greatest(-1064.0, a)
    # 2.2737367544323206e-13 is 2**-42
    b_bounded = greatest(least(b, 2.2737367544323206e-13), -2.2737367544323206e-13)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_bounded)
    r = below + first
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, below + (first - (high - 1.0)))
    w = high + low
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    return value


@inlined
def exp_neg_sum_lifted_f32(a, b):
    """exp_neg_sum_lifted(a, b) in float32."""
    c = greatest(f32(-132.375), a)
    b_bounded = greatest(least(b, f32(0.00012207031)), f32(-0.00012207031))
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    below = fma(n, f32(1.9046542e-9), b_bounded)
    r = below + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    w = fma(fma(fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994)), r, f32(1.0)), r, f32(1.0))
    value = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    return value


@inlined
def exp_neg_sum_lifted_f64(a, b):
    """exp_neg_sum_lifted(a, b) in float64."""
    c = greatest(-1064.0, a)
    # 2.2737367544323206e-13 is 2**-42
    b_bounded = greatest(least(b, 2.2737367544323206e-13), -2.2737367544323206e-13)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_bounded)
    r = below + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    part4 = fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463)
    w = fma(fma(fma(part4, r, 0.5000000000000011), r, 1.0), r, 1.0)
    value = w * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    return value


@inlined
def exp_neg_sum_lifted_low_f32(a, b):
    """exp_neg_sum_lifted_low(a, b) in float32."""
    c = greatest(f32(-132.375), a)
    b_bounded = greatest(least(b, f32(0.00012207031)), f32(-0.00012207031))
    shifted = fma(c, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), c)
    below = fma(n, f32(1.9046542e-9), b_bounded)
    r = below + first
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, below + (first - (high - f32(1.0))))
    part2 = from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    value = (low - (high + low - high)) * part2
    return value


@inlined
def exp_neg_sum_lifted_low_f64(a, b):
    """exp_neg_sum_lifted_low(a, b) in float64."""
    c = greatest(-1064.0, a)
    # 2.2737367544323206e-13 is 2**-42
    b_bounded = greatest(least(b, 2.2737367544323206e-13), -2.2737367544323206e-13)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_bounded)
    r = below + first
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, below + (first - (high - 1.0)))
    part4 = from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    value = (low - (high + low - high)) * part4
    return value


@inlined
def exp_neg_sum_low_f64(a, b):
    """exp_neg_sum_low(a, b) in float64."""
    c = greatest(-1064.0, a)
    # 2.2737367544323206e-13 is 2**-42
    b_bounded = greatest(least(b, 2.2737367544323206e-13), -2.2737367544323206e-13)
    shifted = fma(c, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_bounded)
    r = below + first
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, below + (first - (high - 1.0)))
    part4 = from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    value = (low - (high + low - high)) * part4
    # 7.458340731200207e-155 is 2**-512
    return value * 7.458340731200207e-155


@inlined
def exp_normal_high_f64(a, b, lowest, power):
    """exp_normal_high(a, b, lowest, power) in float64."""
    x = greatest(lowest, a)
    above = x > lowest
    t = fma(x, 1.4426950408889634, power)
    n = t - power
    near = fma(n, -0.6931471805598903, x)
    far = n * -5.4979230187085024e-14
    r = near + far
    rest = (fma(n, 1.3124698417785255e-27, select(above, b, 0.0)) + (far - (r - near))) * 0.125
    square = r * r
    linear = fma(r, 0.125, 1.0)
    most = fma(square, 0.0078125, linear)
    part1 = fma(fma(2.566475348918316e-16, r, 2.053180279134653e-14), r, 1.47828980097695e-12)
    part2 = fma(fma(part1, r, 9.46105472625248e-11), r, 5.298190646701389e-9)
    part3 = fma(fma(part2, r, 2.5431315104166666e-7), r, 1.0172526041666666e-5)
    p = fma(part3, r, 0.0003255208333333333)
    part4 = fma(r, 0.125, 1.0 - linear) + fma(square, 0.0078125, linear - most)
    cubic = fma(r * square, p, fma(fma(r, r, -square), 0.0078125, part4))
    small = fma(rest, most, cubic)
    high = most + small
    low = small - (high - most)
    square1 = high * high
    rest1 = fma(high + high, low, fma(high, high, -square1))
    square2 = square1 * square1
    rest2 = fma(square1 + square1, rest1, fma(square1, square1, -square2))
    square3 = square2 * square2
    rest3 = fma(square2 + square2, rest2, fma(square2, square2, -square3))
    high3 = square3 + rest3
    low3 = rest3 - (high3 - square3)
    factor = select(above, from_bits(shl(to_bits(t), 52)), 0.0)
    return high3 * factor


@inlined
def exp_normal_low_f64(a, b, lowest, power):
    """exp_normal_low(a, b, lowest, power) in float64."""
    x = greatest(lowest, a)
    above = x > lowest
    t = fma(x, 1.4426950408889634, power)
    n = t - power
    near = fma(n, -0.6931471805598903, x)
    far = n * -5.4979230187085024e-14
    r = near + far
    rest = (fma(n, 1.3124698417785255e-27, select(above, b, 0.0)) + (far - (r - near))) * 0.125
    square = r * r
    linear = fma(r, 0.125, 1.0)
    most = fma(square, 0.0078125, linear)
    part1 = fma(fma(2.566475348918316e-16, r, 2.053180279134653e-14), r, 1.47828980097695e-12)
    part2 = fma(fma(part1, r, 9.46105472625248e-11), r, 5.298190646701389e-9)
    part3 = fma(fma(part2, r, 2.5431315104166666e-7), r, 1.0172526041666666e-5)
    p = fma(part3, r, 0.0003255208333333333)
    part4 = fma(r, 0.125, 1.0 - linear) + fma(square, 0.0078125, linear - most)
    cubic = fma(r * square, p, fma(fma(r, r, -square), 0.0078125, part4))
    small = fma(rest, most, cubic)
    high = most + small
    low = small - (high - most)
    square1 = high * high
    rest1 = fma(high + high, low, fma(high, high, -square1))
    square2 = square1 * square1
    rest2 = fma(square1 + square1, rest1, fma(square1, square1, -square2))
    square3 = square2 * square2
    rest3 = fma(square2 + square2, rest2, fma(square2, square2, -square3))
    high3 = square3 + rest3
    low3 = rest3 - (high3 - square3)
    factor = select(above, from_bits(shl(to_bits(t), 52)), 0.0)
    return low3 * factor


@inlined
def exp_scaled_f32(a, power):
    """exp_scaled(a, power) in float32."""
    t = fma(a, f32(1.442695), power)
    n = t - power
    r = fma(n, f32(1.9046542e-9), fma(n, f32(-0.6931472), a))
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    return fma(fma(p, r, f32(1.0)), r, f32(1.0)) * from_bits(shl(to_bits(t), i32(23)))


@inlined
def exp_scaled_f64(a, power):
    """exp_scaled(a, power) in float64."""
    t = fma(a, 1.4426950408889634, power)
    n = t - power
    r = fma(n, -2.3190468138462996e-17, fma(n, -0.6931471805599453, a))
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    return fma(fma(p, r, 1.0), r, 1.0) * from_bits(shl(to_bits(t), 52))


@inlined
def exp_sum_fraction_f32(a, b):
    """exp_sum_fraction(a, b) in float32."""
    b_inside = select(abs(a) < f32(400.0), b, f32(0.0))
    c = least(f32(400.0), greatest(f32(-400.0), a))
    shifted = fma(c, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    below = fma(n, f32(1.9046542e-9), b_inside)
    r = below + first
    high = f32(1.0) + first
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, below + (first - (high - f32(1.0))))
    return high + low


@inlined
def exp_sum_fraction_f64(a, b):
    """exp_sum_fraction(a, b) in float64."""
    b_inside = select(abs(a) < 3000.0, b, 0.0)
    c = least(3000.0, greatest(-3000.0, a))
    shifted = fma(c, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    below = fma(n, -2.3190468138462996e-17, b_inside)
    r = below + first
    high = 1.0 + first
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, below + (first - (high - 1.0)))
    return high + low


@inlined
def exp_tamed_f64(x):
    """exp_tamed(x) in float64."""
    shifted = fma(x, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, x)
    r = fma(n, -2.3190468138462996e-17, first)
    large = x > 300.0
    part1 = iadd(shl(to_bits(shifted), 52), select(large, 0x1FF0000000000000, 0x3FF0000000000000))
    power = from_bits(part1)
    part2 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part3 = fma(fma(part2, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part4 = fma(fma(part3, r, 0.0013888888943765733), r, 0.008333333333470848)
    part5 = fma(fma(part4, r, 0.041666666666528594), r, 0.16666666666666463)
    w = fma(fma(fma(part5, r, 0.5000000000000011), r, 1.0), r, 1.0)
    return w * power


@inlined
def exp_tamed_fine_f32(x):
    """exp_tamed_fine(x) in float32."""
    shifted = fma(x, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), x)
    r = fma(n, f32(1.9046542e-9), first)
    large = x > f32(40.0)
    part1 = iadd(shl(to_bits(shifted), i32(23)), select(large, i32(0x1F800000), i32(0x3F800000)))
    power = from_bits(part1)
    high = f32(1.0) + first
    part2 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part2, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    w = high + low
    return w * power


@inlined
def exp_tamed_low_f32(x):
    """exp_tamed_low(x) in float32."""
    shifted = fma(x, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), x)
    r = fma(n, f32(1.9046542e-9), first)
    large = x > f32(40.0)
    part1 = iadd(shl(to_bits(shifted), i32(23)), select(large, i32(0x1F800000), i32(0x3F800000)))
    power = from_bits(part1)
    high = f32(1.0) + first
    part2 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part2, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, fma(n, f32(1.9046542e-9), first - (high - f32(1.0))))
    return (low - (high + low - high)) * power


@inlined
def exp_tamed_sum_f32(a, b):
    """exp_tamed_sum(a, b) in float32."""
    shifted = fma(a, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), a)
    below = fma(n, f32(1.9046542e-9), b)
    r = below + first
    large = a > f32(40.0)
    part1 = iadd(shl(to_bits(shifted), i32(23)), select(large, i32(0x1F800000), i32(0x3F800000)))
    power = from_bits(part1)
    part2 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    w = fma(fma(fma(fma(part2, r, f32(0.16666521)), r, f32(0.49999994)), r, f32(1.0)), r, f32(1.0))
    return w * power


@inlined
def exp_tamed_sum_fine_f32(a, b):
    """exp_tamed_sum_fine(a, b) in float32."""
    shifted = fma(a, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), a)
    below = fma(n, f32(1.9046542e-9), b)
    r = below + first
    large = a > f32(40.0)
    part1 = iadd(shl(to_bits(shifted), i32(23)), select(large, i32(0x1F800000), i32(0x3F800000)))
    power = from_bits(part1)
    high = f32(1.0) + first
    part2 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part2, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, below + (first - (high - f32(1.0))))
    w = high + low
    return w * power


@inlined
def exp_tamed_sum_fine_f64(a, b):
    """exp_tamed_sum_fine(a, b) in float64."""
    shifted = fma(a, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, a)
    below = fma(n, -2.3190468138462996e-17, b)
    r = below + first
    large = a > 300.0
    part1 = iadd(shl(to_bits(shifted), 52), select(large, 0x1FF0000000000000, 0x3FF0000000000000))
    power = from_bits(part1)
    high = 1.0 + first
    part2 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part3 = fma(fma(part2, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part4 = fma(fma(part3, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part4, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, below + (first - (high - 1.0)))
    w = high + low
    return w * power


@inlined
def exp_tamed_sum_low_f32(a, b):
    """exp_tamed_sum_low(a, b) in float32."""
    shifted = fma(a, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), a)
    below = fma(n, f32(1.9046542e-9), b)
    r = below + first
    large = a > f32(40.0)
    part1 = iadd(shl(to_bits(shifted), i32(23)), select(large, i32(0x1F800000), i32(0x3F800000)))
    power = from_bits(part1)
    high = f32(1.0) + first
    part2 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    p = fma(fma(part2, r, f32(0.16666521)), r, f32(0.49999994))
    low = fma(r * r, p, below + (first - (high - f32(1.0))))
    return (low - (high + low - high)) * power


@inlined
def exp_tamed_sum_low_f64(a, b):
    """exp_tamed_sum_low(a, b) in float64."""
    shifted = fma(a, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, a)
    below = fma(n, -2.3190468138462996e-17, b)
    r = below + first
    large = a > 300.0
    part1 = iadd(shl(to_bits(shifted), 52), select(large, 0x1FF0000000000000, 0x3FF0000000000000))
    power = from_bits(part1)
    high = 1.0 + first
    part2 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part3 = fma(fma(part2, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part4 = fma(fma(part3, r, 0.0013888888943765733), r, 0.008333333333470848)
    p = fma(fma(fma(part4, r, 0.041666666666528594), r, 0.16666666666666463), r, 0.5000000000000011)
    low = fma(r * r, p, below + (first - (high - 1.0)))
    return (low - (high + low - high)) * power


@inlined
def expm1_neg_f32(x):
    """expm1_neg(x) in float32."""
    c = greatest(f32(-18.0), x)
    shifted = fma(c, f32(1.442695), f32(1.2582912e7))
    n = shifted - f32(1.2582912e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    scale = from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    part1 = fma(fma(f32(0.00019760508), first, f32(0.0013932328)), first, f32(0.008333547))
    part2 = fma(fma(fma(part1, first, f32(0.041666493)), first, f32(0.16666666)), first, f32(0.5))
    return fma(scale, fma(first * first, part2, first), scale - f32(1.0))


@inlined
def expm1_neg_f64(x):
    """expm1_neg(x) in float64."""
    c = greatest(-39.0, x)
    shifted = fma(c, 1.4426950408889634, 6755399441055744.0)
    n = shifted - 6755399441055744.0
    first = fma(n, -0.6931471805599453, c)
    r = fma(n, -2.3190468138462996e-17, first)
    scale = from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    part1 = fma(2.0898023345302596e-9, first, 2.5108650697624856e-8)
    part2 = fma(fma(part1, first, 2.755731568957221e-7), first, 2.7557245205172468e-6)
    part3 = fma(fma(part2, first, 2.480158729498404e-5), first, 0.00019841269885347354)
    part4 = fma(fma(part3, first, 0.0013888888888886738), first, 0.008333333333321775)
    part5 = fma(fma(part4, first, 0.04166666666666669), first, 0.16666666666666677)
    return fma(scale, fma(first * first, fma(part5, first, 0.5), first), scale - 1.0)


@inlined
def log_f64(x):
    """log(x) in float64."""
    # 2.2250738585072014e-308 is 2**-1022
    tiny = x < 2.2250738585072014e-308
    # 9007199254740992.0 is 2**53
    bits = to_bits(select(tiny, x * 9007199254740992.0, x))
    k = shr(isub(bits, 0x3FE5555555555555), 52)
    f = from_bits(isub(bits, shl(k, 52))) - 1.0
    n = to_real(k) - select(tiny, 53.0, 0.0)
    high = fma(n, 0.6931471805598903, f)
    half = f * 0.5 * f
    z = f / (f + 2.0)
    w = z * z
    part1 = fma(fma(0.1536788833121761, w, 0.15250236528188973), w, 0.18186353147464393)
    part2 = fma(fma(part1, w, 0.22222138588034654), w, 0.2857142939400912)
    part3 = fma(w, fma(fma(part2, w, 0.39999999996170327), w, 0.6666666666667269), half)
    bend = fma(z, part3, -half)
    part4 = high + (bend + fma(n, 5.497923018708371e-14, fma(n, 0.6931471805598903, -high) + f))
    return select(x > 0.0, select(x < inf, part4, x), select(x == 0.0, -inf, nan))


@inlined
def log1p_f32(x):
    """log1p(x) in float32."""
    u = f32(1.0) + x
    k = shr(isub(to_bits(u), i32(0x3F400000)), i32(23))
    back = from_bits(shl(isub(i32(129), k), i32(23))) * f32(0.25)
    f = fma(x, back, back - f32(1.0))
    n = to_real(k)
    high = fma(n, f32(0.69314575), f)
    part1 = fma(fma(f32(-0.04515234), f, f32(0.10472567)), f, f32(-0.13163945))
    part2 = fma(fma(fma(part1, f, f32(0.14477631)), f, f32(-0.16646878)), f, f32(0.19990848))
    p = fma(fma(part2, f, f32(-0.2500011)), f, f32(0.3333345))
    bend = fma(f * f, p, f * f32(-0.5))
    part3 = high + fma(f, bend, fma(n, f32(1.4286068e-6), fma(n, f32(0.69314575), -high) + f))
    part4 = select(u == f32(0.0), f32(-inf), f32(nan))
    return copysign(select(u > f32(0.0), select(u < f32(inf), part3, u), part4), x)


@inlined
def log1p_f64(x):
    """log1p(x) in float64."""
    u = 1.0 + x
    k = shr(isub(to_bits(u), 0x3FE8000000000000), 52)
    back = from_bits(shl(isub(1025, k), 52)) * 0.25
    f = fma(x, back, back - 1.0)
    n = to_real(k)
    high = fma(n, 0.6931471805598903, f)
    half = f * 0.5 * f
    z = f / (f + 2.0)
    w = z * z
    part1 = fma(fma(0.1536788833121761, w, 0.15250236528188973), w, 0.18186353147464393)
    part2 = fma(fma(part1, w, 0.22222138588034654), w, 0.2857142939400912)
    part3 = fma(w, fma(fma(part2, w, 0.39999999996170327), w, 0.6666666666667269), half)
    bend = fma(z, part3, -half)
    part4 = high + (bend + fma(n, 5.497923018708371e-14, fma(n, 0.6931471805598903, -high) + f))
    return copysign(select(u > 0.0, select(u < inf, part4, u), select(u == 0.0, -inf, nan)), x)


@inlined
def log1p_ratio_f32(x):
    """log1p_ratio(x) in float32."""
    part1 = fma(fma(f32(-0.0032903587), x, f32(0.020085853)), x, f32(-0.05745669))
    part2 = fma(fma(fma(part1, x, f32(0.10661092)), x, f32(-0.15344869)), x, f32(0.196921))
    part3 = fma(fma(fma(part2, x, f32(-0.24958019)), x, f32(0.33330464)), x, f32(-0.4999993))
    return fma(x, part3, f32(1.0))


@inlined
def log1p_ratio_f64(x):
    """log1p_ratio(x) in float64."""
    half = x * 0.5
    r = 1.0 / (x + 2.0)
    z = x * r
    w = z * z
    part1 = fma(fma(0.17017518422239847, w, 0.08340926526323647), w, 0.12105835586153754)
    part2 = fma(fma(part1, w, 0.1330101359558534), w, 0.15386556198574988)
    part3 = fma(fma(part2, w, 0.1818174413388965), w, 0.22222223962751553)
    part4 = fma(fma(part3, w, 0.2857142854798475), w, 0.4000000000015604)
    return 1.0 + fma(r, fma(w, fma(part4, w, 0.6666666666666631), half * x), -half)


@inlined
def log1p_unit_f32(x):
    """log1p_unit(x) in float32."""
    square = x * x
    part1 = fma(fma(f32(-0.0032903587), x, f32(0.020085853)), x, f32(-0.05745669))
    part2 = fma(fma(fma(part1, x, f32(0.10661092)), x, f32(-0.15344869)), x, f32(0.196921))
    part3 = fma(fma(fma(part2, x, f32(-0.24958019)), x, f32(0.33330464)), x, f32(-0.4999993))
    return fma(square, part3, x)


@inlined
def log1p_unit_f64(x):
    """log1p_unit(x) in float64."""
    half = x * 0.5 * x
    z = x / (x + 2.0)
    w = z * z
    part1 = fma(fma(0.17017518422239847, w, 0.08340926526323647), w, 0.12105835586153754)
    part2 = fma(fma(part1, w, 0.1330101359558534), w, 0.15386556198574988)
    part3 = fma(fma(part2, w, 0.1818174413388965), w, 0.22222223962751553)
    part4 = fma(fma(part3, w, 0.2857142854798475), w, 0.4000000000015604)
    bend = fma(z, fma(w, fma(part4, w, 0.6666666666666631), half), -half)
    return x + bend


@inlined
def phi_tail_fast_f64(x):
    """phi_tail_fast(x) in float64."""
    s = least(46.1328125, abs(x))
    half = s * -0.5
    square = half * s
    square_low = fma(half, s, -square)
    shifted = fma(square, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, square)
    below = fma(n, -2.3190468138462996e-17, square_low)
    r = below + first
    t = 1.0 / (s + 5.0)
    v = fma(s, t, -0.375)
    part1 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part2 = fma(fma(part1, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part3 = fma(fma(part2, r, 0.0013888888943765733), r, 0.008333333333470848)
    part4 = fma(fma(part3, r, 0.041666666666528594), r, 0.16666666666666463)
    w = fma(fma(fma(part4, r, 0.5000000000000011), r, 1.0), r, 1.0)
    part5 = fma(fma(0.003690000011981989, v, -0.002518858737484251), v, -0.010729174186449251)
    part6 = fma(fma(part5, v, 0.0065456790678320095), v, 0.019706638290446117)
    part7 = fma(fma(part6, v, -0.00827911296405163), v, -0.03619789676303265)
    part8 = fma(fma(part7, v, 0.010959596367028266), v, 0.06987002781670033)
    part9 = fma(fma(part8, v, -0.028868293564128313), v, -0.13937001336760957)
    part10 = fma(fma(part9, v, 0.12227444927641715), v, 0.24616084814167197)
    part11 = fma(fma(part10, v, -0.5215129553584491), v, -0.01729762506367152)
    part12 = fma(fma(part11, v, 1.5295358956115046), v, -3.3044936645577856)
    part13 = fma(fma(part12, v, 4.356222365485436), v, -4.2288422084863075)
    part14 = fma(fma(part13, v, 3.2176443031958075), v, -1.9672260393268126)
    part15 = from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))
    # 7.458340731200207e-155 is 2**-512
    value = w * (t * fma(part14, v, 0.9721115868444973)) * part15 * 7.458340731200207e-155
    return select(x < 0.0, 1.0 - value, value)


@inlined
def phi_tail_lifted_f32(x):
    """phi_tail_lifted(x) in float32."""
    s = least(f32(16.273438), abs(x))
    half = s * f32(-0.5)
    square = half * s
    square_low = fma(half, s, -square)
    longer = s + f32(2.25)
    t = f32(0.5625) / longer
    off = fma(-t, s - (longer - f32(2.25)), fma(-t, longer, f32(0.5625)))
    low = fma(off, fma(t, f32(5.654514), f32(1.7777778)), square_low)
    shifted = fma(square, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), square)
    below = fma(n, f32(1.9046542e-9), low)
    r = below + first
    v = t - f32(0.125)
    part1 = fma(fma(fma(f32(-174168.94), v, f32(52065.332)), v, f32(6546.089)), v, f32(-5114.554))
    part2 = fma(fma(fma(part1, v, f32(392.40936)), v, f32(328.60638)), v, f32(-76.95884))
    part3 = fma(fma(fma(part2, v, f32(-25.33817)), v, f32(9.117439)), v, f32(5.4951973))
    e = fma(part3, v, f32(0.22921549))
    part4 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    d = fma(r * r, fma(fma(part4, r, f32(0.16666521)), r, f32(0.49999994)), r)
    h = d + fma(e, d, e)
    return fma(t, h, t) * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))


@inlined
def phi_tail_lifted_f64(x):
    """phi_tail_lifted(x) in float64."""
    s = least(46.1328125, abs(x))
    half = s * -0.5
    square = half * s
    square_low = fma(half, s, -square)
    longer = s + 2.5
    t = 0.625 / longer
    off = fma(-t, s - (longer - 2.5), fma(-t, longer, 0.625))
    low = fma(off, fma(t, 6.365625, 1.6), square_low)
    shifted = fma(square, 1.4426950408889634, 6755399441056256.0)
    n = shifted - 6755399441056256.0
    first = fma(n, -0.6931471805599453, square)
    below = fma(n, -2.3190468138462996e-17, low)
    r = below + first
    v = t - 0.125
    part1 = fma(fma(-2213985225781698.0, v, 496405813718954.9), v, 208440337940030.5)
    part2 = fma(fma(part1, v, -67878362560896.016), v, -3289133650682.1753)
    part3 = fma(fma(part2, v, 3520113537726.861), v, -428802518105.09546)
    part4 = fma(fma(part3, v, -42079835556.96018), v, 25092903579.02547)
    part5 = fma(fma(part4, v, -4583960291.011694), v, -23177909.114325926)
    part6 = fma(fma(fma(part5, v, 246639087.57841864), v, -59949771.6856733), v, 755695.138937268)
    part7 = fma(fma(part6, v, 3240274.3065239326), v, -775425.8628345012)
    part8 = fma(fma(part7, v, -31331.482003580248), v, 56380.80786913897)
    part9 = fma(fma(part8, v, -8703.311128355204), v, -2547.4584330518915)
    part10 = fma(fma(part9, v, 1064.5808571603836), v, 85.19732480034097)
    part11 = fma(fma(part10, v, -107.41367040561795), v, -7.568731845713316)
    e = fma(fma(fma(part11, v, 13.515497318655004), v, 5.551259415641391), v, 0.13065065104460247)
    part12 = fma(fma(2.500738283162746e-8, r, 2.763021883363768e-7), r, 2.7557558229424876e-6)
    part13 = fma(fma(part12, r, 2.4801493102154474e-5), r, 0.00019841269545969336)
    part14 = fma(fma(part13, r, 0.0013888888943765733), r, 0.008333333333470848)
    part15 = fma(fma(part14, r, 0.041666666666528594), r, 0.16666666666666463)
    d = fma(r * r, fma(part15, r, 0.5000000000000011), r)
    h = d + fma(e, d, e)
    return fma(t, h, t) * from_bits(iadd(shl(to_bits(shifted), 52), 0x3FF0000000000000))


@inlined
def phi_tail_lifted_low_f32(x):
    """phi_tail_lifted_low(x) in float32."""
    s = least(f32(16.273438), abs(x))
    half = s * f32(-0.5)
    square = half * s
    square_low = fma(half, s, -square)
    longer = s + f32(2.25)
    t = f32(0.5625) / longer
    off = fma(-t, s - (longer - f32(2.25)), fma(-t, longer, f32(0.5625)))
    low = fma(off, fma(t, f32(5.654514), f32(1.7777778)), square_low)
    shifted = fma(square, f32(1.442695), f32(1.2582976e7))
    n = shifted - f32(1.2582976e7)
    first = fma(n, f32(-0.6931472), square)
    below = fma(n, f32(1.9046542e-9), low)
    r = below + first
    v = t - f32(0.125)
    part1 = fma(fma(fma(f32(-174168.94), v, f32(52065.332)), v, f32(6546.089)), v, f32(-5114.554))
    part2 = fma(fma(fma(part1, v, f32(392.40936)), v, f32(328.60638)), v, f32(-76.95884))
    part3 = fma(fma(fma(part2, v, f32(-25.33817)), v, f32(9.117439)), v, f32(5.4951973))
    e = fma(part3, v, f32(0.22921549))
    part4 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    d = fma(r * r, fma(fma(part4, r, f32(0.16666521)), r, f32(0.49999994)), r)
    h = d + fma(e, d, e)
    part5 = from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    return fma(t, h, t - fma(t, h, t)) * part5


@inlined
def tanh_f32(x):
    """tanh(x) in float32."""
    s = abs(x)
    c = greatest(f32(-20.0), s * f32(-2.0))
    shifted = fma(c, f32(1.442695), f32(1.2582913e7))
    n = shifted - f32(1.2582913e7)
    first = fma(n, f32(-0.6931472), c)
    r = fma(n, f32(1.9046542e-9), first)
    part1 = fma(fma(f32(0.0013821453), r, f32(0.008368662)), r, f32(0.041668255))
    w = fma(fma(fma(fma(part1, r, f32(0.16666521)), r, f32(0.49999994)), r, f32(1.0)), r, f32(1.0))
    twice = w * from_bits(iadd(shl(to_bits(shifted), i32(23)), i32(0x3F800000)))
    square = s * s
    part2 = fma(fma(f32(-0.00035839473), square, f32(0.0023012224)), square, f32(-0.00794601))
    part3 = fma(fma(part2, square, f32(0.021486675)), square, f32(-0.053879846))
    part4 = fma(square * s, fma(fma(part3, square, f32(0.13332346)), square, f32(-0.33333296)), s)
    part5 = select(s < f32(1.0), part4, f32(1.0) - twice / fma(twice, f32(0.5), f32(1.0)))
    return copysign(part5, x)
