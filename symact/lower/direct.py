"""The plainest candidate: the formula itself, node by node, in x."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Expr as Formula
from sympy.core.relational import Relational

from symact import elementary
from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Op, Select, Var
from symact.ir.build import rebuild
from symact.ir.scalar import children
from symact.lower.arithmetic import ONE, add, const, div, fma, is_const, mul, power
from symact.lower.constants import constant_of

FUNCTIONS: dict[type, str] = {
    sympy.exp: "exp", sympy.log: "log", sympy.tanh: "tanh_fast", sympy.atan: "atan",
    sympy.erf: "erf", sympy.erfc: "erfc", sympy.sin: "sin", sympy.cos: "cos", sympy.Abs: "abs",
}  # fmt: skip
COMPARISONS: dict[type, str] = {
    sympy.StrictLessThan: "lt", sympy.LessThan: "le", sympy.StrictGreaterThan: "gt",
    sympy.GreaterThan: "ge", sympy.Equality: "eq", sympy.Unequality: "ne",
}  # fmt: skip


def direct(formula: Formula) -> Expr:
    """The formula as IR over variables of the same names; raises UnsupportedError by name."""
    if not formula.free_symbols:
        return number(formula)
    if formula.is_Symbol:
        return Var(str(formula))
    if formula.is_Add:
        return _sum(formula)
    if formula.is_Mul:
        return _product(formula)
    if formula.is_Pow:
        return _power(formula)
    if isinstance(formula, sympy.Piecewise):
        return _cases(formula)
    name = FUNCTIONS.get(formula.func)
    if name is None or not (name == "abs" or name in elementary.FUNCTIONS):
        raise UnsupportedError(f"there is no kernel form for {formula.func.__name__}")
    return Op(name, (direct(formula.args[0]),))


def number(value: Formula) -> Const:
    """A constant; NaN where a formula has no value."""
    if value is sympy.nan:
        return Const(float("nan"))
    if value.is_infinite:
        raise UnsupportedError("a value at a break is infinite; there is no kernel form for it")
    if value.is_Rational:
        return const(Fraction(int(value.p), int(value.q)))
    return constant_of(value)


def by_log1p(expr: Expr) -> Expr:
    """The expression with log1p(a) in place of log(1 + a)."""
    parts = tuple(map(by_log1p, children(expr)))
    match expr, parts:
        case Op(name="log"), (Op(name="add", args=(a, b)),) if is_const(a, 1) or is_const(b, 1):
            return Op("log1p", (b if is_const(a, 1) else a,))
    return rebuild(expr, parts)


def _sum(formula: Formula) -> Expr:
    terms = sorted(formula.args, key=lambda t: (-_degree(t), sympy.default_sort_key(t)))
    total: Expr | None = None
    for term in terms:
        factors = direct(term)
        if total is not None and isinstance(factors, Op) and factors.name == "mul":
            a, b = factors.args
            total = fma(a, b, total)
        elif isinstance(total, Op) and total.name == "mul":
            a, b = total.args
            total = fma(a, b, factors)
        else:
            total = factors if total is None else add(total, factors)
    return const(0) if total is None else total


def _degree(term: Formula) -> int:
    return int(
        sum(e for _, e in (f.as_base_exp() for f in sympy.Mul.make_args(term)) if e.is_Integer)
    )


def _product(formula: Formula) -> Expr:
    constant, rest = formula.as_independent(*formula.free_symbols)
    numerator, denominator = sympy.fraction(rest)
    total: Expr = number(constant)
    for factor in sorted(sympy.Mul.make_args(numerator), key=sympy.default_sort_key):
        total = mul(total, direct(factor))
    return total if denominator == 1 else div(total, direct(denominator))


def _power(formula: Formula) -> Expr:
    base, exponent = formula.args
    if exponent.is_Integer:
        value = power(direct(base), abs(int(exponent)))
        return value if exponent > 0 else div(ONE, value)
    if exponent == sympy.Rational(1, 2):
        return Op("sqrt", (direct(base),))
    if exponent == -sympy.Rational(1, 2):
        return div(ONE, Op("sqrt", (direct(base),)))
    raise UnsupportedError(f"there is no kernel form for the power {formula}")


def _cases(formula: sympy.Piecewise) -> Expr:
    *cases, (last, condition) = formula.args
    if condition != sympy.true:
        raise UnsupportedError(f"the cases of {formula} leave a gap")
    total = direct(last)
    for value, test in reversed(cases):
        total = Select(_test(test), direct(value), total)
    return total


def _test(test: sympy.Basic) -> Expr:
    if isinstance(test, Relational):
        return Op(COMPARISONS[test.func], (direct(test.lhs), direct(test.rhs)))
    if isinstance(test, sympy.And | sympy.Or):
        total, *rest = map(_test, test.args)
        for other in rest:
            total = Op("and" if isinstance(test, sympy.And) else "or", (total, other))
        return total
    raise UnsupportedError(f"there is no kernel form for the condition {test}")


__all__ = ["by_log1p", "direct", "number"]
