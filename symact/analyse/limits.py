"""Limits at the infinities, read off the normal form's generators ordered by how fast they grow.

Numerator and denominator expand into terms s**a exp(E(s)) with rigorous coefficients (`tail`); the
leading ones decide between 0, an infinity and a finite limit. A finite limit is exact where the
leading coefficients are: rationals, or constants of the normal form's own generators. What has no
expansion goes to SymPy's Gruntz algorithm.
"""

from __future__ import annotations

from functools import lru_cache

import flint
import sympy
from flint import arb, fmpq
from sympy import Expr, Rational, S, Symbol, oo

from symact.analyse.growth import ONE, Growth
from symact.analyse.tail import Expansion, expansion
from symact.enclose import enclose
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, NormalForm, normal_form
from symact.normalise.field import CONTEXT, Poly, slots
from symact.normalise.tower import Generator, Tower

LEADING_TERMS = "from the leading terms of the normal form"
GRUNTZ = "by SymPy's Gruntz algorithm"

STARTS = (8, 16, 32, 64, 128, 1024, 16384)
"""Where expansions are tried to hold from."""

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
    value = sympy.limit(expr, x, side)
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


def _by_vanishing(form: NormalForm) -> Expr | None:
    """Every decaying exponential put to 0 leaves a rational function of s; parameters may occur.

    That is the limit where what the exponentials multiply grows no faster than a power of s, and
    where the denominator that is left is a polynomial in s.
    """
    occurring = {*slots(form.element.num), *slots(form.element.den)}
    if not all(_is_tame(form.tower, form.tower.generators[k]) for k in occurring):
        return None
    top, bottom = _far(form, form.element.num), _far(form, form.element.den)
    below = form.tower.poly_expr(bottom)
    if bottom.is_zero() or not below.is_polynomial(DISTANCE):
        return None
    quotient = form.tower.poly_expr(top) / below
    if not quotient.is_rational_function(DISTANCE):
        return None
    if DISTANCE not in quotient.free_symbols:
        return quotient
    return sympy.limit(sympy.cancel(quotient), DISTANCE, oo)


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
                return _of_quotient(form, top, bottom)
        except UnsupportedError:
            continue
    return None


def _of_quotient(form: NormalForm, top: Expansion, bottom: Expansion) -> Expr | None:
    (g, a, _), (h, b, _) = top.split(), bottom.split()
    direction = (g / h).direction
    if direction < 0:
        return S.Zero
    if direction > 0:
        return oo if (arb(a) > 0) == (arb(b) > 0) else -oo
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        value = a / b
        return Rational(int(value.p), int(value.q))
    exact = _leading(form, form.element.num, g) / _leading(form, form.element.den, h)
    exact = sympy.cancel(exact) if exact.is_rational_function() else exact
    return exact if enclose(exact, {}, BITS).overlaps(arb(a) / arb(b)) else None


def _leading(form: NormalForm, poly: Poly, growth: Growth) -> Expr:
    """The exact coefficient of a growth in a polynomial, where constants and s and exponentials
    alone make it; UnsupportedError where another generator would have to be expanded exactly.
    """
    total = S.Zero
    for monomial, c in poly.to_dict().items():
        found, factor = ONE, Rational(int(c.p), int(c.q))
        for k, n in enumerate(monomial):
            for _ in range(n):
                g, value = _exact_lead(form, k)
                found, factor = found * g, factor * value
        if found == growth:
            total += factor
    if total == 0:
        raise UnsupportedError("the leading coefficient is not exact")
    return total


def _exact_lead(form: NormalForm, slot: int) -> tuple[Growth, Expr]:
    g = form.tower.generators[slot]
    alone = expansion(form.tower, CONTEXT.gen(slot), STARTS[-1])
    growth, c, _ = alone.split()
    if not g.meaning.free_symbols:
        return growth, g.meaning
    if isinstance(c, fmpq):
        return growth, Rational(int(c.p), int(c.q))
    if g.kind == "atan" and growth == ONE:
        return growth, sympy.pi / 2 if c > 0 else -sympy.pi / 2
    raise UnsupportedError("the leading coefficient is not exact")
