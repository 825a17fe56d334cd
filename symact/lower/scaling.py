"""Late scaling: products with exp(-s) or erfc(s) multiplied by its power of two at the very end.

exp(-102) is subnormal in float32 and has lost 7 bits, so that s exp(-s) there is 35 ulp off. With
exp(a) = w 2^n the product s w is taken first, and the scaling by 2^n rounds once.
"""

from __future__ import annotations

from symact.ir import Expr, Op
from symact.ir.scalar import DType
from symact.lower.words import in_double_words

Scaled = tuple[Expr, Expr | None]
"""A value w and an integer n for w 2^n (None: n = 0)."""


IN_TWO_PARTS = {
    "exp": ("exp_fraction", "exp_exponent"),
    "exp_sum": ("exp_sum_fraction", "exp_exponent"),
    "erfc": ("erfc_fraction", "erfc_exponent"),
    "erfc_sum": ("erfc_sum_fraction", "erfc_exponent"),
}
"""Functions with their w and n; the n of an argument in two words needs the first word only."""


def scaled_late(expr: Expr, double: DType | None = None) -> Expr:
    """The expression with the powers of two of its exponential factors applied last.

    With `double` the rest is evaluated in double words of that type.
    """
    value, exponent = _split(expr)
    if double is not None:
        value = in_double_words(value, double)
    return value if exponent is None else Op("ldexp", (value, exponent))


def _split(expr: Expr) -> Scaled:
    if not isinstance(expr, Op):
        return expr, None
    if expr.name in IN_TWO_PARTS:
        fraction, exponent = IN_TWO_PARTS[expr.name]
        return Op(fraction, expr.args), Op(exponent, expr.args[:1])
    if expr.name == "neg":
        value, n = _split(expr.args[0])
        return Op("neg", (value,)), n
    if expr.name == "mul":
        (a, n), (b, m) = map(_split, expr.args)
        if n is None and m is None:
            return expr, None
        total = n if m is None else m if n is None else Op("iadd", (n, m))
        return Op("mul", (a, b)), total
    if expr.name == "div":
        value, n = _split(expr.args[0])
        return (expr, None) if n is None else (Op("div", (value, expr.args[1])), n)
    return expr, None
