"""gelu_tanh: The tanh form of GELU.

    f(x) = x*(1 + tanh(sqrt(2/pi)*(x + 8943*x**3/200000)))/2
    f'(x) = (1 + tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000)) + x*(1 - tanh(sqrt(2/pi)*x*(1 +
        8943*x**2/200000))**2)*(200000 + 26829*x**2)/(100000*sqrt(2*pi)))/2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, least, select
from ..elementary import (
    exp_neg_fine_f32,
    exp_neg_low_f32,
    exp_neg_sum_fine_f32,
    exp_neg_sum_fine_f64,
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_fine_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    exp_neg_sum_lifted_low_f64,
    exp_neg_sum_low_f32,
    exp_neg_sum_low_f64,
)

HASHES = {
    "value_f32": "e25b74abc0bac024",
    "derivative_f32": "15d6694224ea7548",
    "vjp_f32": "38831c8951f701ee",
    "value_f64": "939fde7d36aebf66",
    "derivative_f64": "f68ea2946e918b71",
    "vjp_f64": "82da353af0ef426d",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    square = t * t
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    t2 = f32(-0.071354814) * square
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t3 = f32(-1.5957692) + t2
    t4 = t3 * t
    t5 = exp_neg_fine_f32(t4)
    t6 = f32(1.0) + t5
    t7 = f32(1.0) / t6
    t8 = s * t7
    t9 = t3 - t2
    # -2.3988325e-9 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part1 = fma(square, f32(-2.3988325e-9), f32(-0.071354814) * fma(t, t, -square))
    # 4.534068e-8 is its low word
    # -0.071354814 is -8943*sqrt(2)/(100000*sqrt(pi)), high word
    part2 = f32(4.534068e-8) + (fma(f32(-0.071354814), square, -t2) + part1)
    # -1.5957692 is -2*sqrt(2)/sqrt(pi), high word
    t10 = fma(t, part2 + (t2 - (t3 - t9) + (f32(-1.5957692) - t9)), fma(t3, t, -t4))
    t11 = exp_neg_sum_fine_lifted_f32(t4, t10)
    t12 = t * t11
    t13 = t12 * t7
    t14 = exp_neg_low_f32(t4) + (t5 - (t6 - f32(1.0)))
    part3 = fma(-t13, t14, fma(t, exp_neg_sum_lifted_low_f32(t4, t10), fma(t, t11, -t12))) * t7
    part4 = finite(select(where, -(t8 * t14 * t7), f32(-5.421011e-20) * part3))
    return copysign(select(where, t8, f32(-5.421011e-20) * t13) + part4, x)


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
    t20 = f32(3.1415927) * t9
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    t21 = fma(f32(-0.6725033), square, f32(-5.0132565))
    t22 = t21 * t
    # 3.1415927 is pi, high word
    t23 = f32(3.1415927) + t22
    t24 = t20 + t23
    t25 = exp_neg_sum_fine_lifted_f32(t5, t8)
    t26 = t24 * t25
    t27 = t26 * t13
    t28 = -t27
    t29 = t23 - t22
    t30 = t24 - t20
    t31 = f32(-1.1339628e-8) + t19
    # 0.6725033 is 26829*sqrt(2)*sqrt(pi)/100000
    # -8.742278e-8 is its low word
    part5 = f32(-8.742278e-8) + fma(t9, fma(t, f32(0.6725033) * t6, f32(-8.742278e-8)), t2 * t16)
    part6 = fma(f32(3.1415927), t9, -t20) + fma(t9, f32(-8.742278e-8), f32(3.1415927) * t16)
    part7 = fma(t31 * t31, fma(f32(-0.015782183), t31, f32(0.3875168)), f32(-4.880577e-9))
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    part8 = fma(f32(-0.6725033), t6, fma(f32(-0.6725033), square, f32(-5.0132565) - t21))
    part9 = fma(f32(0.4304001), t19, fma(f32(-1.2314544e-8), t19, part7))
    # 5.421011e-20 is 2**-64
    part10 = select(where, t14, select(where2, f32(5.421011e-20) * t27, part9))
    # -8.742278e-8 is its low word
    part11 = f32(-8.742278e-8) + fma(t, part8, fma(t21, t, -t22))
    # 3.1415927 is pi, high word
    part12 = part6 + (part11 + (t22 - (t23 - t29) + (f32(3.1415927) - t29)))
    part13 = fma(t15, t18, fma(t15, t12, t10) + part5) * t13
    part14 = part12 + (t20 - (t24 - t30) + (t23 - t30))
    part15 = fma(t28, t12, t26) + fma(t25, part14, t24 * exp_neg_sum_lifted_low_f32(t5, t8))
    # 5.421011e-20 is 2**-64
    part16 = select(where2, f32(5.421011e-20) * (fma(t28, t18, part15) * t13), f32(0.0))
    return select(where, part13, part16) + part10


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
    t20 = f32(3.1415927) * t9
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    t21 = fma(f32(-0.6725033), square, f32(-5.0132565))
    t22 = t21 * t
    # 3.1415927 is pi, high word
    t23 = f32(3.1415927) + t22
    t24 = t20 + t23
    t25 = exp_neg_sum_fine_lifted_f32(t5, t8)
    t26 = t24 * t25
    t27 = t26 * t13
    t28 = -t27
    t29 = t23 - t22
    t30 = t24 - t20
    t31 = f32(-1.1339628e-8) + t19
    # 0.6725033 is 26829*sqrt(2)*sqrt(pi)/100000
    # -8.742278e-8 is its low word
    part5 = f32(-8.742278e-8) + fma(t9, fma(t, f32(0.6725033) * t6, f32(-8.742278e-8)), t2 * t16)
    part6 = fma(f32(3.1415927), t9, -t20) + fma(t9, f32(-8.742278e-8), f32(3.1415927) * t16)
    part7 = fma(t31 * t31, fma(f32(-0.015782183), t31, f32(0.3875168)), f32(-4.880577e-9))
    # -0.6725033 is -26829*sqrt(2)*sqrt(pi)/100000
    # -5.0132565 is -2*sqrt(2)*sqrt(pi)
    part8 = fma(f32(-0.6725033), t6, fma(f32(-0.6725033), square, f32(-5.0132565) - t21))
    part9 = fma(f32(0.4304001), t19, fma(f32(-1.2314544e-8), t19, part7))
    # 5.421011e-20 is 2**-64
    part10 = select(where, t14, select(where2, f32(5.421011e-20) * t27, part9))
    # -8.742278e-8 is its low word
    part11 = f32(-8.742278e-8) + fma(t, part8, fma(t21, t, -t22))
    # 3.1415927 is pi, high word
    part12 = part6 + (part11 + (t22 - (t23 - t29) + (f32(3.1415927) - t29)))
    part13 = fma(t15, t18, fma(t15, t12, t10) + part5) * t13
    part14 = part12 + (t20 - (t24 - t30) + (t23 - t30))
    part15 = fma(t28, t12, t26) + fma(t25, part14, t24 * exp_neg_sum_lifted_low_f32(t5, t8))
    # 5.421011e-20 is 2**-64
    part16 = select(where2, f32(5.421011e-20) * (fma(t28, t18, part15) * t13), f32(0.0))
    return g * (select(where, part13, part16) + part10)


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
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
    t7 = exp_neg_sum_fine_f64(t4, t6)
    t8 = 1.0 + t7
    t9 = 1.0 / t8
    t10 = s * t9
    t11 = t * exp_neg_sum_fine_lifted_f64(t4, t6) * t9
    t12 = exp_neg_sum_low_f64(t4, t6) + (t7 - (t8 - 1.0))
    part3 = -7.458340731200207e-155 * (fma(-t11, t12, t * exp_neg_sum_lifted_low_f64(t4, t6)) * t9)
    part4 = select(where, t10, -7.458340731200207e-155 * t11)
    return copysign(part4 + finite(select(where, -(t10 * t12 * t9), part3)), x)


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
    t10 = t2 * t9
    t11 = 3.141592653589793 + t10
    # 3.141592653589793 is pi, high word
    # 6.283185307179586 is 2*pi
    t12 = fma(3.141592653589793, t9, 6.283185307179586)
    # 3.141592653589793 is pi, high word
    t13 = fma(t12, t9, 3.141592653589793)
    t14 = 1.0 / t13
    t15 = t11 * t14
    t16 = exp_neg_sum_low_f64(t5, t8)
    # 1.2246467991473532e-16 is its low word
    # 3.141592653589793 is pi, high word
    part3 = fma(t9, fma(t9, 1.2246467991473532e-16, 3.141592653589793 * t16), t12 * t16)
    # 1.2246467991473532e-16 is its low word
    # 3.141592653589793 is pi, high word
    t17 = 1.2246467991473532e-16 + part3 + fma(t12, t9, 3.141592653589793 - t13)
    t18 = 0.7524614220710163 + x
    where2 = abs(t18) > 0.000396728515625
    t19 = 3.141592653589793 * t9
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    t20 = -0.6725032998007511 * square
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    t21 = -5.013256549262001 + t20
    t22 = t21 * t
    # 3.141592653589793 is pi, high word
    t23 = 3.141592653589793 + t22
    t24 = t19 + t23
    t25 = exp_neg_sum_fine_lifted_f64(t5, t8)
    t26 = t24 * t25
    t27 = t26 * t14
    t28 = t21 - t20
    t29 = t23 - t22
    t30 = t24 - t19
    t31 = -3.635560509207687e-17 + t18
    part4 = fma(fma(-0.01661932849557809, t31, -0.11394447920862424), t31, -0.015782853521847884)
    part5 = fma(t31 * t31, fma(part4, t31, 0.3875184461357888), -1.5647455740893692e-17)
    # 0.6725032998007511 is 26829*sqrt(2)*sqrt(pi)/100000
    # 1.2246467991473532e-16 is its low word
    part6 = fma(t9, fma(t, 0.6725032998007511 * t6, 1.2246467991473532e-16), t2 * t16)
    part7 = fma(-t15, t17, 1.2246467991473532e-16 + part6 + (t10 - (t11 - 3.141592653589793)))
    part8 = fma(0.4304000910248585, t18, fma(2.0282546027793402e-17, t18, part5))
    # 7.458340731200207e-155 is 2**-512
    part9 = select(where, t15, select(where2, 7.458340731200207e-155 * t27, part8))
    part10 = fma(t24, exp_neg_sum_lifted_low_f64(t5, t8), fma(t24, t25, -t26))
    # -4.9405175572943e-17 is its low word
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    part11 = fma(square, -4.9405175572943e-17, -0.6725032998007511 * t6)
    # 3.6657159960918334e-16 is its low word
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    part12 = 3.6657159960918334e-16 + (fma(-0.6725032998007511, square, -t20) + part11)
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    part13 = fma(t, part12 + (t20 - (t21 - t28) + (-5.013256549262001 - t28)), fma(t21, t, -t22))
    # 1.2246467991473532e-16 is its low word
    # 3.141592653589793 is pi, high word
    part14 = 1.2246467991473532e-16 + part13 + (t22 - (t23 - t29) + (3.141592653589793 - t29))
    part15 = fma(t9, 1.2246467991473532e-16, 3.141592653589793 * t16)
    part16 = fma(3.141592653589793, t9, -t19) + part15 + part14 + (t19 - (t24 - t30) + (t23 - t30))
    # 7.458340731200207e-155 is 2**-512
    part17 = 7.458340731200207e-155 * (fma(-t27, t17, fma(t25, part16, part10)) * t14)
    return select(where, part7 * t14, select(where2, part17, 0.0)) + part9


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
    t10 = t2 * t9
    t11 = 3.141592653589793 + t10
    # 3.141592653589793 is pi, high word
    # 6.283185307179586 is 2*pi
    t12 = fma(3.141592653589793, t9, 6.283185307179586)
    # 3.141592653589793 is pi, high word
    t13 = fma(t12, t9, 3.141592653589793)
    t14 = 1.0 / t13
    t15 = t11 * t14
    t16 = exp_neg_sum_low_f64(t5, t8)
    # 1.2246467991473532e-16 is its low word
    # 3.141592653589793 is pi, high word
    part3 = fma(t9, fma(t9, 1.2246467991473532e-16, 3.141592653589793 * t16), t12 * t16)
    # 1.2246467991473532e-16 is its low word
    # 3.141592653589793 is pi, high word
    t17 = 1.2246467991473532e-16 + part3 + fma(t12, t9, 3.141592653589793 - t13)
    t18 = 0.7524614220710163 + x
    where2 = abs(t18) > 0.000396728515625
    t19 = 3.141592653589793 * t9
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    t20 = -0.6725032998007511 * square
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    t21 = -5.013256549262001 + t20
    t22 = t21 * t
    # 3.141592653589793 is pi, high word
    t23 = 3.141592653589793 + t22
    t24 = t19 + t23
    t25 = exp_neg_sum_fine_lifted_f64(t5, t8)
    t26 = t24 * t25
    t27 = t26 * t14
    t28 = t21 - t20
    t29 = t23 - t22
    t30 = t24 - t19
    t31 = -3.635560509207687e-17 + t18
    part4 = fma(fma(-0.01661932849557809, t31, -0.11394447920862424), t31, -0.015782853521847884)
    part5 = fma(t31 * t31, fma(part4, t31, 0.3875184461357888), -1.5647455740893692e-17)
    # 0.6725032998007511 is 26829*sqrt(2)*sqrt(pi)/100000
    # 1.2246467991473532e-16 is its low word
    part6 = fma(t9, fma(t, 0.6725032998007511 * t6, 1.2246467991473532e-16), t2 * t16)
    part7 = fma(-t15, t17, 1.2246467991473532e-16 + part6 + (t10 - (t11 - 3.141592653589793)))
    part8 = fma(0.4304000910248585, t18, fma(2.0282546027793402e-17, t18, part5))
    # 7.458340731200207e-155 is 2**-512
    part9 = select(where, t15, select(where2, 7.458340731200207e-155 * t27, part8))
    part10 = fma(t24, exp_neg_sum_lifted_low_f64(t5, t8), fma(t24, t25, -t26))
    # -4.9405175572943e-17 is its low word
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    part11 = fma(square, -4.9405175572943e-17, -0.6725032998007511 * t6)
    # 3.6657159960918334e-16 is its low word
    # -0.6725032998007511 is -26829*sqrt(2)*sqrt(pi)/100000, high word
    part12 = 3.6657159960918334e-16 + (fma(-0.6725032998007511, square, -t20) + part11)
    # -5.013256549262001 is -2*sqrt(2)*sqrt(pi), high word
    part13 = fma(t, part12 + (t20 - (t21 - t28) + (-5.013256549262001 - t28)), fma(t21, t, -t22))
    # 1.2246467991473532e-16 is its low word
    # 3.141592653589793 is pi, high word
    part14 = 1.2246467991473532e-16 + part13 + (t22 - (t23 - t29) + (3.141592653589793 - t29))
    part15 = fma(t9, 1.2246467991473532e-16, 3.141592653589793 * t16)
    part16 = fma(3.141592653589793, t9, -t19) + part15 + part14 + (t19 - (t24 - t30) + (t23 - t30))
    # 7.458340731200207e-155 is 2**-512
    part17 = 7.458340731200207e-155 * (fma(-t27, t17, fma(t25, part16, part10)) * t14)
    return g * (select(where, part7 * t14, select(where2, part17, 0.0)) + part9)
