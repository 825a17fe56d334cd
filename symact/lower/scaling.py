"""Late scaling: products with exp(-s) or erfc(s) multiplied by its power of two at the very end.

exp(-102) is subnormal in float32 and has lost 7 bits, so that s exp(-s) there is 35 ulp off. The
product with 2^LIFT exp(-s), a normal number, is taken first; the scaling by 2^-LIFT rounds once.
"""

from __future__ import annotations

from fractions import Fraction

from symact.elementary import LIFT
from symact.ir import Const, Expr, Op
from symact.ir.scalar import DType
from symact.lower.arithmetic import ONE, ZERO, add, div, fma, mul, neg, sub
from symact.lower.assemble import distinct, negated

LIFTED = {
    "exp_neg": "exp_neg_lifted",
    "erfc": "erfc_lifted",
    "phi_tail_fast": "phi_tail_fast_lifted",
}
"""Decaying functions with 2^LIFT times their value, a normal number wherever that matters."""


def _unit(dtype: DType) -> Const:
    """What a lifted value is scaled by in the end."""
    return Const(Fraction(1, 2 ** LIFT[dtype]))


def scaled_late(expr: Expr, dtype: DType) -> Expr:
    """The expression with the power of two of one decaying factor applied last."""
    lifted = _lifted(expr)
    return expr if lifted is None else Op("mul", (_unit(dtype), lifted))


def terms_scaled_late(expr: Expr, dtype: DType) -> Expr:
    """The expression with each term of its outermost sum scaled last."""
    if isinstance(expr, Op) and expr.name == "neg":
        inner = terms_scaled_late(expr.args[0], dtype)
        return _fused(ZERO, inner, "sub", _unit(dtype))
    if isinstance(expr, Op) and expr.name in ("add", "sub"):
        first, second = (terms_scaled_late(a, dtype) for a in expr.args)
        return _fused(first, second, expr.name, _unit(dtype))
    whole = scaled_late(expr, dtype)
    if whole is not expr:
        return whole
    if isinstance(expr, Op) and expr.name == "fma":
        *factors, term = expr.args
        product = _lifted(Op("mul", tuple(factors)))
        if product is not None:
            scale = _unit(dtype)
            return Op("fma", (scale, product, terms_scaled_late(term, dtype)))
    return expr


def _fused(first: Expr, second: Expr, name: str, scale: Const) -> Expr:
    """The sum or difference, with the scaling of a term as part of it."""
    match second:
        case Op(name="mul", args=(c, product)) if c == scale:
            return fma(c if name == "add" else negated(c), product, first)
    return neg(second) if first is ZERO else Op(name, (first, second))


def _lifted(expr: Expr) -> Expr | None:
    """2^LIFT times a product or quotient with a decaying factor; None for another expression."""
    if not isinstance(expr, Op):
        return None
    if expr.name in LIFTED:
        return Op(LIFTED[expr.name], expr.args)
    if expr.name == "fma":
        *factors, term = expr.args
        product, lifted = _lifted(Op("mul", tuple(factors))), _lifted(term)
        if not isinstance(product, Op) or lifted is None:
            return None
        return Op("fma", (*product.args, lifted))
    if expr.name not in ("neg", "mul", "div"):
        return None
    for k, arg in enumerate(expr.args[: 2 if expr.name == "mul" else 1]):
        lifted = _lifted(arg)
        if lifted is not None:
            return Op(expr.name, (*expr.args[:k], lifted, *expr.args[k + 1 :]))
    return None


def common_factor_out(expr: Expr) -> Expr | None:
    """q times the rest, where every term has a decaying factor q; None where no sum has one.

    s q + log1p(q) is q (s + log1p(q)/q): a sum of two tiny numbers becomes one of ordinary size.
    """
    decaying = (node for node in distinct(expr) if isinstance(node, Op) and node.name in LIFTED)
    for q in decaying:
        rest = _over(expr, q)
        if rest is not None and _factor(expr, q.name) is None:
            return mul(q, rest)
    return None


def _over(expr: Expr, q: Expr) -> Expr | None:
    """An expression over a factor of it, or of each of its terms; None where it has no such one."""
    if expr is q:
        return ONE
    if not isinstance(expr, Op):
        return None
    parts = [_over(a, q) for a in expr.args]
    match expr.name, expr.args, parts:
        case "neg", _, [rest] if rest is not None:
            return neg(rest)
        case "mul", [_, b], [rest, _] if rest is not None:
            return mul(rest, b)
        case "mul", [a, _], [_, rest] if rest is not None:
            return mul(a, rest)
        case "div", [_, b], [rest, _] if rest is not None:
            return div(rest, b)
        case "add", _, [a, b] if a is not None and b is not None:
            return add(a, b)
        case "sub", _, [a, b] if a is not None and b is not None:
            return sub(a, b)
        case "fma", [_, b, _], [rest, _, c] if rest is not None and c is not None:
            return fma(rest, b, c)
        case "fma", [a, _, _], [_, rest, c] if rest is not None and c is not None:
            return fma(a, rest, c)
        case "log1p_unit", [argument], [rest] if rest is not None:
            return mul(rest, Op("log1p_ratio", (argument,)))
    return None


IN_TWO_PARTS = {
    "exp_neg": ("exp_fraction", "exp_exponent"),
    "erfc": ("erfc_fraction", "erfc_exponent"),
}
"""Decaying functions with w and n for a value w 2^n."""


def scaled_by_exponent(expr: Expr) -> Expr:
    """The expression as w 2^n, n being that of one decaying factor.

    w has an ordinary size whatever it is multiplied with: 2^100 x^2 may overflow where x^2 does not
    and a parameter keeps the exponential from being small.
    """
    for name, (fraction, exponent) in IN_TWO_PARTS.items():
        found = _factor(expr, name)
        if found is not None:
            value = _with_factor(expr, found, Op(fraction, found.args))
            return Op("ldexp", (value, Op(exponent, found.args)))
    return expr


def _factor(expr: Expr, name: str) -> Op | None:
    """A factor of a product or quotient that is a call of a function."""
    if not isinstance(expr, Op):
        return None
    if expr.name == name:
        return expr
    if expr.name not in ("neg", "mul", "div"):
        return None
    found = (_factor(arg, name) for arg in expr.args[: 2 if expr.name == "mul" else 1])
    return next((factor for factor in found if factor is not None), None)


def _with_factor(expr: Expr, old: Op, new: Expr) -> Expr:
    """A product with one factor replaced, where it stands first."""
    if expr is old:
        return new
    if not isinstance(expr, Op):
        return expr
    args = list(expr.args)
    for k, arg in enumerate(args[: 2 if expr.name == "mul" else 1]):
        if _factor(arg, old.name) is old:
            args[k] = _with_factor(arg, old, new)
            break
    return Op(expr.name, tuple(args))
