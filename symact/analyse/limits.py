"""Limits at the infinities, read off the normal form's generators ordered by how fast they grow.

Numerator and denominator expand into terms s**a log(s)**b exp(E(s)) with rigorous coefficients
(`tail`); the leading ones decide between 0, an infinity and a finite limit. A finite limit is given
where the leading coefficients have a closed form. What has no expansion because a parameter occurs
goes to SymPy's Gruntz algorithm.
"""

from __future__ import annotations

from functools import lru_cache

import flint
import sympy
from sympy import Expr, S, Symbol, oo

from symact.analyse.coefficient import Coefficient, arb_of, exact, expr_of
from symact.analyse.growth import Growth
from symact.analyse.tail import Expansion, expansion
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, NormalForm, normal_form
from symact.normalise.field import CONTEXT, Poly, slots
from symact.normalise.tower import Generator, Tower

LEADING_TERMS = "from the leading terms of the normal form"
GRUNTZ = "by SymPy's Gruntz algorithm"

NEAR, FAR = 8, 16384
"""Where expansions are tried to hold from: what holds from nowhere up to FAR is left open."""

STARTS = (NEAR, 128, FAR)
"""The same for a limit, which does not depend on where an expansion holds from."""

BITS = 160


def limit_at_infinity(expr: Expr, x: Symbol, side: Expr) -> Expr:
    """The limit as x goes to oo or -oo; raises UnsupportedError where none is found."""
    return limit_and_method(expr, x, side)[0]


@lru_cache(maxsize=1024)
def limit_and_method(expr: Expr, x: Symbol, side: Expr) -> tuple[Expr, str]:
    """The limit and, in words, how it was found: LEADING_TERMS (a proof) or GRUNTZ."""
    found = proved_limit(expr, x, side)
    if found is not None:
        return found, LEADING_TERMS
    value = sympy.limit(expr, x, side) if expr.free_symbols - {x} else S.NaN
    if value.has(sympy.Limit, sympy.AccumBounds, S.NaN):
        raise UnsupportedError(f"the limit of {expr} at {side} is not found")
    return value, GRUNTZ


def proved_limit(expr: Expr, x: Symbol, side: Expr) -> Expr | None:
    """The limit where leading terms give it; None where they do not."""
    if x not in expr.free_symbols:
        return expr
    try:
        form = normal_form(expr, x, DISTANCE if side == oo else -DISTANCE)
        found = _by_vanishing(form)
        return _by_leading_terms(form) if found is None else found
    except (UnsupportedError, ZeroDivisionError):
        return None


def leading_denominator(expr: Expr, x: Symbol, side: Expr) -> Expr:
    """What the largest power of |x| far out is multiplied by in the normal form's denominator.

    For parameters with which it is 0 the limit may be another. Raises UnsupportedError where what
    is left of the denominator is no polynomial.
    """
    below = _below(normal_form(expr, x, DISTANCE if side == oo else -DISTANCE))
    if below is None:
        raise UnsupportedError(f"the denominator of {expr} far out is no polynomial")
    return sympy.Poly(below, DISTANCE).LC()


def is_flat(expr: Expr, x: Symbol) -> bool:
    """Whether an expression and each of its derivatives are shown to fall below every 1/x**n.

    Its germ at oo lies in a Hardy field, being made of exp, log, roots, atan and erf. There a
    quotient f/x**-n that tends to 0 makes f'/x**-(n+1) tend to 0 as well (l'Hospital).
    """
    try:
        form = normal_form(expr, x, DISTANCE)
    except (UnsupportedError, ZeroDivisionError):
        return False
    occurring = {*slots(form.element.num), *slots(form.element.den)}
    if any(form.tower.generators[k].meaning.has(*OSCILLATING) for k in occurring):
        return False
    growth = None if form.is_zero else _growth(form)
    return form.is_zero or (growth is not None and bool(growth.exponent) and growth.direction < 0)


OSCILLATING = (sympy.sin, sympy.cos)


def _growth(form: NormalForm) -> Growth | None:
    """How fast a form grows at most, times a constant; None where that is not found."""
    for start in STARTS:
        try:
            with flint.ctx.workprec(BITS):
                top = expansion(form.tower, form.element.num, start)
                bottom = expansion(form.tower, form.element.den, start)
                return top.lead()[0] / bottom.split()[0]
        except UnsupportedError:
            continue
    return None


def _by_vanishing(form: NormalForm) -> Expr | None:
    """Every decaying exponential put to 0 leaves a rational function of s; parameters may occur.

    That is the limit where what the exponentials multiply grows no faster than a power of s, and
    where the denominator that is left is a polynomial in s.
    """
    occurring = {*slots(form.element.num), *slots(form.element.den)}
    if not all(_is_tame(form.tower, form.tower.generators[k]) for k in occurring):
        return None
    below = _below(form)
    if below is None:
        return None
    quotient = form.tower.poly_expr(_far(form, form.element.num)) / below
    if not quotient.is_rational_function(DISTANCE):
        return None
    if DISTANCE not in quotient.free_symbols:
        return quotient
    return _of_rational(*sympy.fraction(sympy.cancel(quotient)))


def _below(form: NormalForm) -> Expr | None:
    """What is left of the denominator far out; None where that is 0 or no polynomial in s."""
    bottom = _far(form, form.element.den)
    below = form.tower.poly_expr(bottom)
    return None if bottom.is_zero() or not below.is_polynomial(DISTANCE) else below


def _of_rational(top: Expr, bottom: Expr) -> Expr:
    """The limit of a quotient of polynomials in s; their coefficients may be parameters."""
    p, q = (sympy.Poly(e, DISTANCE) for e in (top, bottom))
    lead = p.LC() / q.LC()
    if p.degree() == q.degree():
        return lead
    return S.Zero if p.degree() < q.degree() else oo * sympy.sign(lead)


BOUNDED = ("atan", "sin", "cos", "erfc")
"""Kinds of generators whose values are bounded whatever is inside."""


def _is_tame(tower: Tower, g: Generator) -> bool:
    """Whether the values of a generator stay below a power of s, for a logarithm both ways."""
    if g.kind == "symbol" or g.constant or g.range == "unit" or g.kind in BOUNDED:
        return True
    if g.kind not in ("root", "log") or g.argument is None or not g.argument.den.is_constant():
        return False
    inside = [tower.generators[k] for k in slots(g.argument.num)]
    if g.kind == "root":
        return all(_is_tame(tower, part) for part in inside)
    return all(part.kind == "symbol" or part.constant or _fades(tower, part) for part in inside)


def _far(form: NormalForm, poly: Poly) -> Poly:
    """The polynomial with every generator that tends to 0 put to 0."""
    vanishing = {g.slot for g in form.tower.generators if _fades(form.tower, g)}
    return poly.compose(*(g * 0 if k in vanishing else g for k, g in enumerate(CONTEXT.gens())))


def _fades(tower: Tower, g: Generator) -> bool:
    """Whether a generator tends to 0 like exp of a polynomial in s, or faster."""
    if g.kind not in ("exp", "erfc") or g.range != "unit" or g.argument is None:
        return False
    inside = tower.expr(g.argument)
    return bool(inside.is_polynomial(DISTANCE) and sympy.degree(inside, DISTANCE) > 0)


def _by_leading_terms(form: NormalForm) -> Expr | None:
    if form.is_zero:
        return S.Zero
    for start in STARTS:
        try:
            with flint.ctx.workprec(BITS):
                top = expansion(form.tower, form.element.num, start)
                bottom = expansion(form.tower, form.element.den, start)
                return _of_quotient(top, bottom)
        except UnsupportedError:
            continue
    return None


def _of_quotient(top: Expansion, bottom: Expansion) -> Expr | None:
    h, b, _ = bottom.split()
    if (top.lead()[0] / h).direction < 0:  # also where the leading coefficient may be 0
        return S.Zero
    g, a, _ = top.split()
    if (g / h).direction > 0:
        return oo if (arb_of(a) > 0) == (arb_of(b) > 0) else -oo
    return _written(a / b) if exact(a) and exact(b) else None


def _written(value: Coefficient) -> Expr:
    """A limit in closed form, as short as it is found."""
    plain = expr_of(value)
    form = plain if plain.is_Rational else normal_form(plain).factored()
    return min(plain, form, key=lambda e: (sympy.count_ops(e), e is form))
