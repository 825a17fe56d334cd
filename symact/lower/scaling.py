"""Late scaling: products with exp(-s) or erfc(s) multiplied by its power of two at the very end.

exp(-102) is subnormal in float32 and has lost 7 bits, so that s exp(-s) there is 35 ulp off. The
product with 2^LIFT exp(-s), a normal number, is taken first; the scaling by 2^-LIFT rounds once.
"""

from __future__ import annotations

from fractions import Fraction

from symact.elementary import LIFT
from symact.ir import Const, Expr, Op
from symact.ir.scalar import DType

LIFTED = {"exp_neg": "exp_neg_lifted", "erfc": "erfc_lifted"}
"""Decaying functions with 2^LIFT times their value, a normal number wherever that matters."""


def scaled_late(expr: Expr, dtype: DType) -> Expr:
    """The expression with the power of two of one decaying factor applied last."""
    lifted = _lifted(expr)
    return expr if lifted is None else Op("mul", (Const(Fraction(1, 2 ** LIFT[dtype])), lifted))


def terms_scaled_late(expr: Expr, dtype: DType) -> Expr:
    """The expression with each term of its outermost sum scaled last."""
    if isinstance(expr, Op) and expr.name in ("add", "sub", "neg"):
        return Op(expr.name, tuple(terms_scaled_late(a, dtype) for a in expr.args))
    if isinstance(expr, Op) and expr.name == "fma":
        *factors, term = expr.args
        product = _lifted(Op("mul", tuple(factors)))
        if product is not None:
            scale = Const(Fraction(1, 2 ** LIFT[dtype]))
            return Op("fma", (scale, product, terms_scaled_late(term, dtype)))
        return expr
    return scaled_late(expr, dtype)


def _lifted(expr: Expr) -> Expr | None:
    """2^LIFT times a product or quotient with a decaying factor; None for another expression."""
    if not isinstance(expr, Op):
        return None
    if expr.name in LIFTED:
        return Op(LIFTED[expr.name], expr.args)
    if expr.name not in ("neg", "mul", "div"):
        return None
    for k, arg in enumerate(expr.args[: 2 if expr.name == "mul" else 1]):
        lifted = _lifted(arg)
        if lifted is not None:
            return Op(expr.name, (*expr.args[:k], lifted, *expr.args[k + 1 :]))
    return None
