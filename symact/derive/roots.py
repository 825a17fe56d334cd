"""The real points where a condition of a formula changes: roots in closed form, or a refusal."""

from __future__ import annotations

from collections.abc import Callable

import sympy
from sympy import Expr, Poly, Symbol, exp, log

from symact.errors import UnsupportedError

Sign = Callable[[Expr], int | None]


def real_roots(expr: Expr, x: Symbol, sign: Sign) -> tuple[Expr, ...]:
    """Every real root of an expression, in closed form; empty where it does not depend on x.

    Polynomials in x or in one exponential exp(r x), of degree one or two in general and of any
    degree with rational coefficients, and a single fractional power. `sign` decides signs of
    coefficients that hold parameters. Raises UnsupportedError for anything else.
    """
    if x not in expr.free_symbols:
        return ()
    numerator = sympy.fraction(sympy.together(expr))[0]
    if numerator.is_polynomial(x):
        return _polynomial_roots(Poly(numerator, x), sign)
    power = _one_power(expr, x, sign)
    if power is not None:
        return real_roots(power, x, sign)
    rate, polynomial = _in_one_exponential(numerator, x)
    if rate is None:
        raise UnsupportedError(
            f"where {expr} changes sign is not found; write the condition in x itself"
        )
    roots = _polynomial_roots(polynomial, sign)
    return tuple(sympy.simplify(log(r) / rate) for r in roots if sign(r) == 1)


def _polynomial_roots(poly: Poly, sign: Sign) -> tuple[Expr, ...]:
    if poly.domain.is_QQ or poly.domain.is_ZZ:
        return tuple(dict.fromkeys(sympy.real_roots(poly)))
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return (sympy.cancel(-b / a),)
    if poly.degree() == 2:
        a, b, c = poly.all_coeffs()
        discriminant = sympy.factor(b**2 - 4 * a * c)
        found = sign(discriminant)
        if found == -1:
            return ()
        if found is not None:
            root = sympy.sqrt(discriminant)
            return tuple(dict.fromkeys(((-b - root) / (2 * a), (-b + root) / (2 * a))))
    raise UnsupportedError(f"the real roots of {poly.as_expr()} are not found in closed form")


def _rate(e: Expr, x: Symbol) -> Expr:
    """r in exp(r x + c)."""
    return sympy.expand(e.args[0]).coeff(x)


def _one_power(expr: Expr, x: Symbol, sign: Sign) -> Expr | None:
    """A polynomial with the roots of c + k p**r, where r is a fraction and p is never below 0."""
    rest, term = expr.as_independent(x, as_Add=True)
    factor, power = term.as_independent(x, as_Add=False)
    if not (power.is_Pow and power.exp.is_Rational and not power.exp.is_Integer):
        return None
    target = sympy.cancel(-rest / factor)
    if sign(target) != 1 or not power.base.is_polynomial(x):
        return None  # a root of p itself, or none at all, is left to others
    return sympy.expand(power.base - target ** (1 / power.exp))


def _in_one_exponential(expr: Expr, x: Symbol) -> tuple[Expr | None, Poly]:
    """(r, p) with expr = p(exp(r x)) up to a factor that has no zero, or (None, anything)."""
    t = Symbol("t", positive=True)
    zero = Poly(0, t)
    rates = [_rate(e, x) for e in expr.atoms(exp) if x in e.free_symbols]
    ratios = [sympy.cancel(r / rates[0]) for r in rates if rates[0] != 0]
    if not ratios or any(not r.is_Rational for r in ratios):
        return None, zero
    rate = rates[0] * sympy.gcd_list(sorted(ratios))
    replaced = expr.replace(
        lambda e: isinstance(e, exp),
        lambda e: (
            exp(sympy.expand(e.args[0] - _rate(e, x) * x)) * t ** sympy.cancel(_rate(e, x) / rate)
        ),
    )
    numerator = sympy.fraction(sympy.together(sympy.expand(replaced)))[0]
    if x in numerator.free_symbols or not numerator.is_polynomial(t):
        return None, zero
    return rate, Poly(numerator, t)
