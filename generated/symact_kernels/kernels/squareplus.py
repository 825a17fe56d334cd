"""squareplus: An algebraic softplus, made of a square root; the sharper the smaller b is.

    f(x) = x/2 + sqrt(b + x**2)/2
    f'(x) = (1 + x/sqrt(b + x**2))/2

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, greatest, inlined, least, select, sqrt

HASHES = {
    "value_f32": "fb3dcb02b758583a",
    "derivative_f32": "92876dbb6029f7fa",
    "vjp_f32": "ffe021e56c7bceba",
    "vjp_from_output_f32": "3d8475778763c0dc",
    "value_f64": "0087da874e344e6e",
    "derivative_f64": "35438643f176d8ba",
    "vjp_f64": "d3f69f57b3930685",
    "vjp_from_output_f64": "a24b546f10339a90",
    "general_value_f32": "eb0a50d6e117f3bc",
    "general_derivative_f32": "3e2dd55490f0f76e",
    "general_vjp_f32": "4c7384d947fcedb2",
    "general_vjp_b_f32": "d05cd41fd40681e7",
    "general_value_f64": "27241ddee72261e4",
    "general_derivative_f64": "4f9628b057c95eb5",
    "general_vjp_f64": "9adb595741fb20aa",
    "general_vjp_b_f64": "02d2b7f8ab66db20",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = f32(4.0) + t * t
    t3 = sqrt(t2)
    t4 = f32(0.5) * greatest(t3, s)
    t5 = fma(f32(0.5), s, t4)
    t6 = f32(1.0) / t5
    part1 = select(t3 > s, fma(-t3, t3, t2) / (t3 + t3), f32(0.0))
    t7 = fma(f32(0.5), part1, fma(f32(0.5), s, t4 - t5))
    return select(where, t5, t6) + finite(select(where, t7, -(t6 * t7 * t6)))


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    square = t * t
    t2 = f32(4.0) + square
    t3 = sqrt(t2)
    t4 = greatest(t3, s)
    t5 = s + t4
    t6 = fma(t5, s, f32(4.0))
    t7 = f32(0.5) * t6
    t8 = f32(1.0) / t7
    # 2.9802322e-8 is 2**-25
    t9 = f32(2.9802322e-8) * t4
    # 2.9802322e-8 is 2**-25
    t10 = fma(f32(2.9802322e-8), s, t9)
    # 1.1920929e-7 is 2**-23
    t11 = f32(1.0) / fma(t10, s, f32(1.1920929e-7))
    # 5.9604645e-8 is 2**-24
    t12 = f32(5.9604645e-8) * t11
    part1 = (fma(-t3, t3, t2) + (fma(t, t, -square) + (square - (t2 - f32(4.0))))) / (t3 + t3)
    t13 = select(t3 > s, part1, f32(0.0))
    part2 = fma(t8, f32(0.5) * fma(s, t13, fma(t5, s, f32(4.0) - t6)), fma(t8, t7, f32(-1.0))) * t8
    # 2.9802322e-8 is 2**-25
    part3 = -(t12 * (s * fma(f32(2.9802322e-8), t13, fma(f32(2.9802322e-8), s, t9 - t10))) * t11)
    return select(where, f32(1.0) - t8, t12) + finite(select(where, part2, part3))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    square = t * t
    t2 = f32(4.0) + square
    t3 = sqrt(t2)
    t4 = greatest(t3, s)
    t5 = s + t4
    t6 = fma(t5, s, f32(4.0))
    t7 = f32(0.5) * t6
    t8 = f32(1.0) / t7
    # 2.9802322e-8 is 2**-25
    t9 = f32(2.9802322e-8) * t4
    # 2.9802322e-8 is 2**-25
    t10 = fma(f32(2.9802322e-8), s, t9)
    # 1.1920929e-7 is 2**-23
    t11 = f32(1.0) / fma(t10, s, f32(1.1920929e-7))
    # 5.9604645e-8 is 2**-24
    t12 = f32(5.9604645e-8) * t11
    part1 = (fma(-t3, t3, t2) + (fma(t, t, -square) + (square - (t2 - f32(4.0))))) / (t3 + t3)
    t13 = select(t3 > s, part1, f32(0.0))
    part2 = fma(t8, f32(0.5) * fma(s, t13, fma(t5, s, f32(4.0) - t6)), fma(t8, t7, f32(-1.0))) * t8
    # 2.9802322e-8 is 2**-25
    part3 = -(t12 * (s * fma(f32(2.9802322e-8), t13, fma(f32(2.9802322e-8), s, t9 - t10))) * t11)
    return g * (select(where, f32(1.0) - t8, t12) + finite(select(where, part2, part3)))


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    s = abs(y)
    square = s * s
    t = f32(1.0) + square
    t2 = f32(1.0) / t
    part1 = f32(1.0) - t2 + finite(fma(t2, square - (t - f32(1.0)), fma(t2, t, f32(-1.0))) * t2)
    return g * select(y >= f32(0.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = 4.0 + t * t
    t3 = sqrt(t2)
    t4 = fma(0.5, s, 0.5 * greatest(t3, s))
    t5 = 1.0 / t4
    t6 = 0.5 * select(t3 > s, fma(-t3, t3, t2) / (t3 + t3), 0.0)
    return select(where, t4, t5) + finite(select(where, t6, -(t5 * t6 * t5)))


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    # 5.551115123125783e-17 is 2**-54
    t2 = 5.551115123125783e-17 * greatest(sqrt(4.0 + t * t), s)
    # 5.551115123125783e-17 is 2**-54
    t3 = fma(5.551115123125783e-17, s, t2)
    # 2.220446049250313e-16 is 2**-52
    t4 = 1.0 / fma(t3, s, 2.220446049250313e-16)
    t5 = -1.1102230246251565e-16 * t4
    # 1.1102230246251565e-16 is 2**-53
    t6 = 1.1102230246251565e-16 * t4
    # 5.551115123125783e-17 is 2**-54
    t7 = 5.551115123125783e-17 * s
    # 5.551115123125783e-17 is 2**-54
    t8 = s * (fma(5.551115123125783e-17, s, -t7) + (t2 - (t3 - t7)))
    return select(where, 1.0 + t5, t6) + finite(select(where, -(t5 * t8 * t4), -(t6 * t8 * t4)))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    # 5.551115123125783e-17 is 2**-54
    t2 = 5.551115123125783e-17 * greatest(sqrt(4.0 + t * t), s)
    # 5.551115123125783e-17 is 2**-54
    t3 = fma(5.551115123125783e-17, s, t2)
    # 2.220446049250313e-16 is 2**-52
    t4 = 1.0 / fma(t3, s, 2.220446049250313e-16)
    t5 = -1.1102230246251565e-16 * t4
    # 1.1102230246251565e-16 is 2**-53
    t6 = 1.1102230246251565e-16 * t4
    # 5.551115123125783e-17 is 2**-54
    t7 = 5.551115123125783e-17 * s
    # 5.551115123125783e-17 is 2**-54
    t8 = s * (fma(5.551115123125783e-17, s, -t7) + (t2 - (t3 - t7)))
    part1 = select(where, 1.0 + t5, t6) + finite(select(where, -(t5 * t8 * t4), -(t6 * t8 * t4)))
    return g * part1


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    s = abs(y)
    square = s * s
    t = 1.0 + square
    t2 = 1.0 / t
    part1 = 1.0 - t2 + finite(fma(t2, square - (t - 1.0), fma(t2, t, -1.0)) * t2)
    return g * select(y >= 0.0, part1, nan)


@inlined
def general_value_f32(x, b):
    """f(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = fma(f32(0.5), s, f32(0.5) * greatest(sqrt(t * t + b), s))
    return select(b == b, select(x > f32(0.0), t2, f32(0.25) * b / t2), b)


@inlined
def general_derivative_f32(x, b):
    """f'(x)."""
    t = sqrt(b)
    t2 = f32(1.0) / t
    t3 = x * t2
    where = t3 >= f32(0.0)
    s = abs(t3)
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), s)
    square = t4 * t4
    t5 = f32(1.0) + square
    t6 = sqrt(t5)
    t7 = greatest(t6, s)
    t8 = s + t7
    t9 = f32(1.0) / (f32(0.5) * fma(t8, s, f32(1.0)))
    t10 = f32(-0.25) * t9
    # 2.9802322e-8 is 2**-25
    t11 = fma(f32(2.9802322e-8), s, f32(2.9802322e-8) * t7)
    # 2.9802322e-8 is 2**-25
    t12 = f32(1.0) / fma(t11, s, f32(2.9802322e-8))
    # 1.4901161e-8 is 2**-26
    t13 = f32(1.4901161e-8) * t12
    t14 = copysign(f32(1.0), t3)
    t15 = -t3
    t16 = fma(t15, fma(-t, t, b) / (t + t), fma(t15, t, x)) * t2
    t17 = t14 * t16
    # 1.048576e6 is 2**20
    t18 = select(f32(1.048576e6) < s, f32(0.0), t17)
    t19 = select(t6 > s, (fma(t4, t18, t4 * t18) + (square - (t5 - f32(1.0)))) / (t6 + t6), t17)
    # 2.9802322e-8 is 2**-25
    part1 = -(t13 * fma(s, fma(f32(2.9802322e-8), t17, f32(2.9802322e-8) * t19), t11 * t17) * t12)
    part2 = select(where, -(t10 * (f32(0.5) * fma(s, fma(t14, t16, t19), t8 * t17)) * t9), part1)
    return select(where, f32(1.0) + t10, t13) + finite(part2)


@inlined
def general_vjp_f32(g, x, b):
    """g f'(x)."""
    t = sqrt(b)
    t2 = f32(1.0) / t
    t3 = x * t2
    where = t3 >= f32(0.0)
    s = abs(t3)
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), s)
    square = t4 * t4
    t5 = f32(1.0) + square
    t6 = sqrt(t5)
    t7 = greatest(t6, s)
    t8 = s + t7
    t9 = f32(1.0) / (f32(0.5) * fma(t8, s, f32(1.0)))
    t10 = f32(-0.25) * t9
    # 2.9802322e-8 is 2**-25
    t11 = fma(f32(2.9802322e-8), s, f32(2.9802322e-8) * t7)
    # 2.9802322e-8 is 2**-25
    t12 = f32(1.0) / fma(t11, s, f32(2.9802322e-8))
    # 1.4901161e-8 is 2**-26
    t13 = f32(1.4901161e-8) * t12
    t14 = copysign(f32(1.0), t3)
    t15 = -t3
    t16 = fma(t15, fma(-t, t, b) / (t + t), fma(t15, t, x)) * t2
    t17 = t14 * t16
    # 1.048576e6 is 2**20
    t18 = select(f32(1.048576e6) < s, f32(0.0), t17)
    t19 = select(t6 > s, (fma(t4, t18, t4 * t18) + (square - (t5 - f32(1.0)))) / (t6 + t6), t17)
    # 2.9802322e-8 is 2**-25
    part1 = -(t13 * fma(s, fma(f32(2.9802322e-8), t17, f32(2.9802322e-8) * t19), t11 * t17) * t12)
    part2 = select(where, -(t10 * (f32(0.5) * fma(s, fma(t14, t16, t19), t8 * t17)) * t9), part1)
    return g * (select(where, f32(1.0) + t10, t13) + finite(part2))


@inlined
def general_vjp_b_f32(g, x, b):
    """g times the derivative of f by b."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    return g * select(b == b, f32(0.0625) / (f32(0.25) * greatest(sqrt(t * t + b), s)), b)


@inlined
def general_value_f64(x, b):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = fma(0.5, s, 0.5 * greatest(sqrt(t * t + b), s))
    return select(b == b, select(x > 0.0, t2, 0.25 * b / t2), b)


@inlined
def general_derivative_f64(x, b):
    """f'(x)."""
    t = sqrt(b)
    t2 = 1.0 / t
    t3 = x * t2
    where = t3 >= 0.0
    s = abs(t3)
    # 1073741824.0 is 2**30
    t4 = least(1073741824.0, s)
    t5 = sqrt(1.0 + t4 * t4)
    # 5.551115123125783e-17 is 2**-54
    t6 = fma(5.551115123125783e-17, s, 5.551115123125783e-17 * greatest(t5, s))
    # 5.551115123125783e-17 is 2**-54
    t7 = 1.0 / fma(t6, s, 5.551115123125783e-17)
    t8 = -2.7755575615628914e-17 * t7
    # 2.7755575615628914e-17 is 2**-55
    t9 = 2.7755575615628914e-17 * t7
    t10 = -t3
    t11 = copysign(1.0, t3) * (fma(t10, fma(-t, t, b) / (t + t), fma(t10, t, x)) * t2)
    # 1073741824.0 is 2**30
    t12 = select(1073741824.0 < s, 0.0, t11)
    # 5.551115123125783e-17 is 2**-54
    part1 = 5.551115123125783e-17 * select(t5 > s, fma(t4, t12, t4 * t12) / (t5 + t5), t11)
    # 5.551115123125783e-17 is 2**-54
    t13 = fma(s, fma(5.551115123125783e-17, t11, part1), t6 * t11)
    return select(where, 1.0 + t8, t9) + finite(select(where, -(t8 * t13 * t7), -(t9 * t13 * t7)))


@inlined
def general_vjp_f64(g, x, b):
    """g f'(x)."""
    t = sqrt(b)
    t2 = 1.0 / t
    t3 = x * t2
    where = t3 >= 0.0
    s = abs(t3)
    # 1073741824.0 is 2**30
    t4 = least(1073741824.0, s)
    t5 = sqrt(1.0 + t4 * t4)
    # 5.551115123125783e-17 is 2**-54
    t6 = fma(5.551115123125783e-17, s, 5.551115123125783e-17 * greatest(t5, s))
    # 5.551115123125783e-17 is 2**-54
    t7 = 1.0 / fma(t6, s, 5.551115123125783e-17)
    t8 = -2.7755575615628914e-17 * t7
    # 2.7755575615628914e-17 is 2**-55
    t9 = 2.7755575615628914e-17 * t7
    t10 = -t3
    t11 = copysign(1.0, t3) * (fma(t10, fma(-t, t, b) / (t + t), fma(t10, t, x)) * t2)
    # 1073741824.0 is 2**30
    t12 = select(1073741824.0 < s, 0.0, t11)
    # 5.551115123125783e-17 is 2**-54
    part1 = 5.551115123125783e-17 * select(t5 > s, fma(t4, t12, t4 * t12) / (t5 + t5), t11)
    # 5.551115123125783e-17 is 2**-54
    t13 = fma(s, fma(5.551115123125783e-17, t11, part1), t6 * t11)
    part2 = select(where, 1.0 + t8, t9) + finite(select(where, -(t8 * t13 * t7), -(t9 * t13 * t7)))
    return g * part2


@inlined
def general_vjp_b_f64(g, x, b):
    """g times the derivative of f by b."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    return g * select(b == b, 0.0625 / (0.25 * greatest(sqrt(t * t + b), s)), b)
