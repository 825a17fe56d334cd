"""gelu_tanh: The tanh form of GELU.

    f(x) = x*(1 + tanh(sqrt(2/pi)*(x + 8943*x**3/200000)))/2
    f'(x) = (1 + tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000)) + x*(1 - tanh(sqrt(2/pi)*x*(1 +
        8943*x**2/200000))**2)*(200000 + 26829*x**2)/(100000*sqrt(2*pi)))/2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_sum_f64,
    exp_neg_sum_fine_f32,
    exp_neg_sum_fine_f64,
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_fine_lifted_f64,
    exp_neg_sum_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    exp_neg_sum_lifted_low_f64,
    exp_neg_sum_low_f32,
    exp_neg_sum_low_f64,
)

HASHES = {
    "value_f32": "9b61a030831d0a3c",
    "derivative_f32": "8390912da782ed69",
    "vjp_f32": "373d714bda5a2ccd",
    "value_f64": "63a51fff76a00c37",
    "derivative_f64": "fc6fa7cd54968cc5",
    "vjp_f64": "91b6f766b06b4476",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = -t
    # 5.421011e-20 is 2**-64
    t3 = select(where, t2, f32(5.421011e-20))
    square = t * t
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t4 = f32(-0.071354814) * square
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t5 = f32(-1.5957692) + t4
    t6 = t5 * t
    t7 = t5 - t4
    # -2.3988325e-9 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, f32(-2.3988325e-9), f32(-0.071354814) * fma(t, t, -square))
    # 4.534068e-8 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = f32(4.534068e-8) + (fma(f32(-0.071354814), square, -t4) + part1)
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t8 = fma(t, part2 + (t4 - (t5 - t7) + (f32(-1.5957692) - t7)), fma(t5, t, -t6))
    t9 = exp_neg_sum_fine_f32(t6, t8)
    t10 = exp_neg_sum_fine_lifted_f32(t6, t8)
    t11 = t * t10
    t12 = select(where, t9, -t11)
    t13 = f32(1.0) + t9
    t14 = f32(1.0) / t13
    t15 = t12 * t14
    part3 = select(where, f32(0.0), fma(t2, exp_neg_sum_lifted_low_f32(t6, t8), fma(t2, t10, t11)))
    part4 = fma(t3, (fma(-t15, t13, t12) + part3) * t14, fma(t3, t15, select(where, s, f32(0.0))))
    return copysign(part4, x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    square = t * t
    # 0.6725033 is 26829*sqrt(2)*sqrt(pi)/100000
    # 5.0132565 is 2*sqrt(2)*sqrt(pi)
    # 3.1415927 is pi, high word
    t2 = fma(fma(f32(0.6725033), square, f32(5.0132565)), t, f32(3.1415927))
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = f32(-0.071354814) * square
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t4 = f32(-1.5957692) + t3
    t5 = t4 * t
    t6 = fma(t, t, -square)
    t7 = t4 - t3
    # -2.3988325e-9 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, f32(-2.3988325e-9), f32(-0.071354814) * t6)
    # 4.534068e-8 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = f32(4.534068e-8) + (fma(f32(-0.071354814), square, -t3) + part1)
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t8 = fma(t, part2 + (t3 - (t4 - t7) + (f32(-1.5957692) - t7)), fma(t4, t, -t5))
    t9 = exp_neg_sum_fine_f32(t5, t8)
    t10 = f32(3.1415927) + t2 * t9
    t11 = f32(1.0) + t9
    square2 = t11 * t11
    # 3.1415927 is pi, high word
    t12 = f32(3.1415927) * square2
    t13 = f32(1.0) / t12
    t14 = t10 * t13
    t15 = -t14
    t16 = exp_neg_sum_low_f32(t5, t8)
    t17 = t16 + (t9 - (t11 - f32(1.0)))
    part3 = fma(t11, t17, fma(t11, t17, fma(t11, t11, -square2)))
    # 3.1415927 is pi, high word
    part4 = fma(f32(3.1415927), part3, fma(f32(3.1415927), square2, -t12))
    # -8.742278e-8 is its low word
    t18 = fma(square2, f32(-8.742278e-8), part4)
    t19 = f32(0.75246143) + x
    where2 = abs(t19) > f32(0.0043945312)
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    t20 = fma(f32(-0.6725033), square, f32(-5.0132565))
    t21 = t20 * t
    # 3.1415927 is pi, high word
    t22 = f32(3.1415927) + t21
    t23 = fma(f32(3.1415927), t9, t22)
    t24 = exp_neg_sum_fine_lifted_f32(t5, t8)
    t25 = t23 * t24
    t26 = t25 * t13
    t27 = -t26
    t28 = t22 - t21
    t29 = f32(-1.1339628e-8) + t19
    # 0.6725033 is 26829*sqrt(2)*sqrt(pi)/100000
    # -8.742278e-8 is its low word
    part5 = f32(-8.742278e-8) + fma(t9, fma(t, f32(0.6725033) * t6, f32(-8.742278e-8)), t2 * t16)
    part6 = fma(t29 * t29, fma(f32(-0.015782183), t29, f32(0.3875168)), f32(-4.880577e-9))
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    part7 = fma(f32(-0.6725033), t6, fma(f32(-0.6725033), square, f32(-5.0132565) - t20))
    part8 = fma(t23, exp_neg_sum_lifted_low_f32(t5, t8), fma(t23, t24, -t25))
    part9 = fma(f32(0.4304001), t19, fma(f32(-1.2314544e-8), t19, part6))
    # 5.421011e-20 is 2**-64
    part10 = select(where, t14, select(where2, f32(5.421011e-20) * t26, part9))
    # -8.742278e-8 is its low word
    part11 = f32(-8.742278e-8) + fma(t, part7, fma(t20, t, -t21))
    # 3.1415927 is pi, high word
    part12 = part11 + (t21 - (t22 - t28) + (f32(3.1415927) - t28))
    part13 = fma(t24, fma(t9, f32(-8.742278e-8), f32(3.1415927) * t16) + part12, part8)
    # 5.421011e-20 is 2**-64
    part14 = f32(5.421011e-20) * (fma(t27, t18, fma(t27, t12, t25) + part13) * t13)
    part15 = fma(t15, t18, fma(t15, t12, t10) + part5) * t13
    return select(where, part15, select(where2, part14, f32(0.0))) + part10


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    square = t * t
    # 0.6725033 is 26829*sqrt(2)*sqrt(pi)/100000
    # 5.0132565 is 2*sqrt(2)*sqrt(pi)
    # 3.1415927 is pi, high word
    t2 = fma(fma(f32(0.6725033), square, f32(5.0132565)), t, f32(3.1415927))
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = f32(-0.071354814) * square
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t4 = f32(-1.5957692) + t3
    t5 = t4 * t
    t6 = fma(t, t, -square)
    t7 = t4 - t3
    # -2.3988325e-9 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, f32(-2.3988325e-9), f32(-0.071354814) * t6)
    # 4.534068e-8 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = f32(4.534068e-8) + (fma(f32(-0.071354814), square, -t3) + part1)
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t8 = fma(t, part2 + (t3 - (t4 - t7) + (f32(-1.5957692) - t7)), fma(t4, t, -t5))
    t9 = exp_neg_sum_fine_f32(t5, t8)
    t10 = f32(3.1415927) + t2 * t9
    t11 = f32(1.0) + t9
    square2 = t11 * t11
    # 3.1415927 is pi, high word
    t12 = f32(3.1415927) * square2
    t13 = f32(1.0) / t12
    t14 = t10 * t13
    t15 = -t14
    t16 = exp_neg_sum_low_f32(t5, t8)
    t17 = t16 + (t9 - (t11 - f32(1.0)))
    part3 = fma(t11, t17, fma(t11, t17, fma(t11, t11, -square2)))
    # 3.1415927 is pi, high word
    part4 = fma(f32(3.1415927), part3, fma(f32(3.1415927), square2, -t12))
    # -8.742278e-8 is its low word
    t18 = fma(square2, f32(-8.742278e-8), part4)
    t19 = f32(0.75246143) + x
    where2 = abs(t19) > f32(0.0043945312)
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    t20 = fma(f32(-0.6725033), square, f32(-5.0132565))
    t21 = t20 * t
    # 3.1415927 is pi, high word
    t22 = f32(3.1415927) + t21
    t23 = fma(f32(3.1415927), t9, t22)
    t24 = exp_neg_sum_fine_lifted_f32(t5, t8)
    t25 = t23 * t24
    t26 = t25 * t13
    t27 = -t26
    t28 = t22 - t21
    t29 = f32(-1.1339628e-8) + t19
    # 0.6725033 is 26829*sqrt(2)*sqrt(pi)/100000
    # -8.742278e-8 is its low word
    part5 = f32(-8.742278e-8) + fma(t9, fma(t, f32(0.6725033) * t6, f32(-8.742278e-8)), t2 * t16)
    part6 = fma(t29 * t29, fma(f32(-0.015782183), t29, f32(0.3875168)), f32(-4.880577e-9))
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    part7 = fma(f32(-0.6725033), t6, fma(f32(-0.6725033), square, f32(-5.0132565) - t20))
    part8 = fma(t23, exp_neg_sum_lifted_low_f32(t5, t8), fma(t23, t24, -t25))
    part9 = fma(f32(0.4304001), t19, fma(f32(-1.2314544e-8), t19, part6))
    # 5.421011e-20 is 2**-64
    part10 = select(where, t14, select(where2, f32(5.421011e-20) * t26, part9))
    # -8.742278e-8 is its low word
    part11 = f32(-8.742278e-8) + fma(t, part7, fma(t20, t, -t21))
    # 3.1415927 is pi, high word
    part12 = part11 + (t21 - (t22 - t28) + (f32(3.1415927) - t28))
    part13 = fma(t24, fma(t9, f32(-8.742278e-8), f32(3.1415927) * t16) + part12, part8)
    # 5.421011e-20 is 2**-64
    part14 = f32(5.421011e-20) * (fma(t27, t18, fma(t27, t12, t25) + part13) * t13)
    part15 = fma(t15, t18, fma(t15, t12, t10) + part5) * t13
    return g * (select(where, part15, select(where2, part14, f32(0.0))) + part10)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    square = t * t
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t2 = -0.07135481627260025 * square
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t3 = -1.5957691216057308 + t2
    t4 = t3 * t
    t5 = t3 - t2
    # 6.175149918155315e-19 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, 6.175149918155315e-19, -0.07135481627260025 * fma(t, t, -square))
    # 9.96930880911092e-17 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = 9.96930880911092e-17 + (fma(-0.07135481627260025, square, -t2) + part1)
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t6 = fma(t, part2 + (t2 - (t3 - t5) + (-1.5957691216057308 - t5)), fma(t3, t, -t4))
    t7 = exp_neg_sum_f64(t4, t6)
    t8 = t7 / (1.0 + t7)
    t9 = t * exp_neg_sum_lifted_f64(t4, t6)
    # 7.458340731200207e-155 is 2**-512
    return copysign(select(x > 0.0, fma(-t, t8, s), 7.458340731200207e-155 * fma(t9, t8, -t9)), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    square = t * t
    # 0.6725032998007511 is 26829*sqrt(2)*sqrt(pi)/100000
    # 5.013256549262001 is 2*sqrt(2)*sqrt(pi)
    # 3.141592653589793 is pi, high word
    t2 = fma(fma(0.6725032998007511, square, 5.013256549262001), t, 3.141592653589793)
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = -0.07135481627260025 * square
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t4 = -1.5957691216057308 + t3
    t5 = t4 * t
    t6 = fma(t, t, -square)
    t7 = t4 - t3
    # 6.175149918155315e-19 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, 6.175149918155315e-19, -0.07135481627260025 * t6)
    # 9.96930880911092e-17 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = 9.96930880911092e-17 + (fma(-0.07135481627260025, square, -t3) + part1)
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t8 = fma(t, part2 + (t3 - (t4 - t7) + (-1.5957691216057308 - t7)), fma(t4, t, -t5))
    t9 = exp_neg_sum_fine_f64(t5, t8)
    t10 = 3.141592653589793 + t2 * t9
    t11 = 1.0 + t9
    square2 = t11 * t11
    # 3.141592653589793 is pi, high word
    t12 = 3.141592653589793 * square2
    t13 = 1.0 / t12
    t14 = t10 * t13
    t15 = -t14
    t16 = exp_neg_sum_low_f64(t5, t8)
    t17 = t16 + (t9 - (t11 - 1.0))
    part3 = fma(t11, t17, fma(t11, t17, fma(t11, t11, -square2)))
    # 3.141592653589793 is pi, high word
    part4 = fma(3.141592653589793, part3, fma(3.141592653589793, square2, -t12))
    # 1.2246467991473532e-16 is its low word
    t18 = fma(square2, 1.2246467991473532e-16, part4)
    t19 = 0.7524614220710163 + x
    where2 = abs(t19) > 0.003662109375
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    t20 = fma(-0.6725032998007511, square, -5.013256549262001)
    t21 = t20 * t
    # 3.141592653589793 is pi, high word
    t22 = 3.141592653589793 + t21
    t23 = fma(3.141592653589793, t9, t22)
    t24 = exp_neg_sum_fine_lifted_f64(t5, t8)
    t25 = t23 * t24
    t26 = t25 * t13
    t27 = -t26
    t28 = t22 - t21
    t29 = -3.635560509207687e-17 + t19
    part5 = fma(fma(0.019682224366029063, t29, -0.016619220549044137), t29, -0.11394448308010441)
    # -4.9405175572943e-17 is its low word
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    part6 = 3.6657159960918334e-16 + fma(square, -4.9405175572943e-17, -0.6725032998007511 * t6)
    # 0.6725032998007511 is 26829*sqrt(2)*sqrt(pi)/100000
    # 1.2246467991473532e-16 is its low word
    part7 = fma(t9, fma(t, 0.6725032998007511 * t6, 1.2246467991473532e-16), t2 * t16)
    part8 = fma(t15, t18, fma(t15, t12, t10) + (1.2246467991473532e-16 + part7)) * t13
    part9 = fma(fma(part5, t29, -0.015782853522413137), t29, 0.3875184461357889)
    part10 = fma(2.0789264589313516e-17, t19, fma(t29 * t29, part9, -1.5647455740893692e-17))
    # 7.458340731200207e-155 is 2**-512
    part11 = select(where2, 7.458340731200207e-155 * t26, fma(0.4304000910248585, t19, part10))
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    part12 = part6 + fma(-0.6725032998007511, square, -5.013256549262001 - t20)
    part13 = fma(t23, exp_neg_sum_lifted_low_f64(t5, t8), fma(t23, t24, -t25))
    # 1.2246467991473532e-16 is its low word
    part14 = 1.2246467991473532e-16 + fma(t, part12, fma(t20, t, -t21))
    part15 = fma(t9, 1.2246467991473532e-16, 3.141592653589793 * t16)
    # 3.141592653589793 is pi, high word
    part16 = fma(t24, part15 + (part14 + (t21 - (t22 - t28) + (3.141592653589793 - t28))), part13)
    # 7.458340731200207e-155 is 2**-512
    part17 = 7.458340731200207e-155 * (fma(t27, t18, fma(t27, t12, t25) + part16) * t13)
    return select(where, part8, select(where2, part17, 0.0)) + select(where, t14, part11)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    square = t * t
    # 0.6725032998007511 is 26829*sqrt(2)*sqrt(pi)/100000
    # 5.013256549262001 is 2*sqrt(2)*sqrt(pi)
    # 3.141592653589793 is pi, high word
    t2 = fma(fma(0.6725032998007511, square, 5.013256549262001), t, 3.141592653589793)
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t3 = -0.07135481627260025 * square
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t4 = -1.5957691216057308 + t3
    t5 = t4 * t
    t6 = fma(t, t, -square)
    t7 = t4 - t3
    # 6.175149918155315e-19 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, 6.175149918155315e-19, -0.07135481627260025 * t6)
    # 9.96930880911092e-17 is its low word
    # -0.07135481627260025 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = 9.96930880911092e-17 + (fma(-0.07135481627260025, square, -t3) + part1)
    # -1.5957691216057308 is -2*sqrt(2)/sqrt(pi), high word
    t8 = fma(t, part2 + (t3 - (t4 - t7) + (-1.5957691216057308 - t7)), fma(t4, t, -t5))
    t9 = exp_neg_sum_fine_f64(t5, t8)
    t10 = 3.141592653589793 + t2 * t9
    t11 = 1.0 + t9
    square2 = t11 * t11
    # 3.141592653589793 is pi, high word
    t12 = 3.141592653589793 * square2
    t13 = 1.0 / t12
    t14 = t10 * t13
    t15 = -t14
    t16 = exp_neg_sum_low_f64(t5, t8)
    t17 = t16 + (t9 - (t11 - 1.0))
    part3 = fma(t11, t17, fma(t11, t17, fma(t11, t11, -square2)))
    # 3.141592653589793 is pi, high word
    part4 = fma(3.141592653589793, part3, fma(3.141592653589793, square2, -t12))
    # 1.2246467991473532e-16 is its low word
    t18 = fma(square2, 1.2246467991473532e-16, part4)
    t19 = 0.7524614220710163 + x
    where2 = abs(t19) > 0.003662109375
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    t20 = fma(-0.6725032998007511, square, -5.013256549262001)
    t21 = t20 * t
    # 3.141592653589793 is pi, high word
    t22 = 3.141592653589793 + t21
    t23 = fma(3.141592653589793, t9, t22)
    t24 = exp_neg_sum_fine_lifted_f64(t5, t8)
    t25 = t23 * t24
    t26 = t25 * t13
    t27 = -t26
    t28 = t22 - t21
    t29 = -3.635560509207687e-17 + t19
    part5 = fma(fma(0.019682224366029063, t29, -0.016619220549044137), t29, -0.11394448308010441)
    # -4.9405175572943e-17 is its low word
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    part6 = 3.6657159960918334e-16 + fma(square, -4.9405175572943e-17, -0.6725032998007511 * t6)
    # 0.6725032998007511 is 26829*sqrt(2)*sqrt(pi)/100000
    # 1.2246467991473532e-16 is its low word
    part7 = fma(t9, fma(t, 0.6725032998007511 * t6, 1.2246467991473532e-16), t2 * t16)
    part8 = fma(t15, t18, fma(t15, t12, t10) + (1.2246467991473532e-16 + part7)) * t13
    part9 = fma(fma(part5, t29, -0.015782853522413137), t29, 0.3875184461357889)
    part10 = fma(2.0789264589313516e-17, t19, fma(t29 * t29, part9, -1.5647455740893692e-17))
    # 7.458340731200207e-155 is 2**-512
    part11 = select(where2, 7.458340731200207e-155 * t26, fma(0.4304000910248585, t19, part10))
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    part12 = part6 + fma(-0.6725032998007511, square, -5.013256549262001 - t20)
    part13 = fma(t23, exp_neg_sum_lifted_low_f64(t5, t8), fma(t23, t24, -t25))
    # 1.2246467991473532e-16 is its low word
    part14 = 1.2246467991473532e-16 + fma(t, part12, fma(t20, t, -t21))
    part15 = fma(t9, 1.2246467991473532e-16, 3.141592653589793 * t16)
    # 3.141592653589793 is pi, high word
    part16 = fma(t24, part15 + (part14 + (t21 - (t22 - t28) + (3.141592653589793 - t28))), part13)
    # 7.458340731200207e-155 is 2**-512
    part17 = 7.458340731200207e-155 * (fma(t27, t18, fma(t27, t12, t25) + part16) * t13)
    return g * (select(where, part8, select(where2, part17, 0.0)) + select(where, t14, part11))
