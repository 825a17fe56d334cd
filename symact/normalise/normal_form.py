"""The normal form of an expression on one region, and the zero test that proofs rest on.

A region is an open interval; its variable is replaced by s > 0, the distance from its finite end
(from 0 for the whole line, taken in two halves), so that q = exp(-s) lies in (0, 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sympy import CRootOf, Expr, Integer, Mul, S, Symbol, oo

from symact.activation import private
from symact.errors import NotRealError, UnsupportedError
from symact.normalise.algebraic import is_algebraic_zero
from symact.normalise.field import Element, slots
from symact.normalise.tower import Refinements, Restart, Tower

DISTANCE = private("s", positive=True)
"""The distance from a region's finite end."""

MAX_RESTARTS = 40

T = TypeVar("T")


@dataclass(frozen=True)
class NormalForm:
    """A rational function of generators: `element` over `tower`, with s the distance variable."""

    tower: Tower
    element: Element

    @property
    def is_zero(self) -> bool:
        """Whether the expression is identically zero; True is a proof."""
        return self.element.is_zero

    def as_expr(self) -> Expr:
        """The form in s and exponentials, expanded numerator over expanded denominator."""
        return self.tower.expr(self.element)

    def factored(self) -> Expr:
        """The form as a product of powers of irreducible factors."""
        parts: list[Expr] = []
        for poly, sign in ((self.element.num, 1), (self.element.den, -1)):
            if poly.is_zero():
                return S.Zero
            scale, factors = poly.factor()
            parts.append(_rational(scale) ** sign)
            parts += [self.tower.poly_expr(p) ** (sign * int(n)) for p, n in factors]
        return Mul(*parts)


def _rational(value: object) -> Expr:
    return Integer(int(value.p)) / Integer(int(value.q))  # type: ignore[attr-defined]


def with_tower(x: Symbol | None, build: Callable[[Tower], T]) -> T:
    """Run a conversion, again with finer rates and root indices as often as it asks for them."""
    refinements = Refinements()
    for _ in range(MAX_RESTARTS):
        try:
            return build(Tower(x, refinements))
        except Restart:
            continue
    raise UnsupportedError("the rates of the exponentials have no common measure that was found")


def substitutions(x: Symbol, lo: Expr, hi: Expr) -> tuple[Expr, ...]:
    """What to put for x so that s > 0 runs over the interval: two halves for the whole line.

    From a root of a polynomial without closed form no distance is taken: x stays, of any sign.
    """
    return next(_ways(x, lo, hi))


def _ways(x: Symbol, lo: Expr, hi: Expr) -> Iterator[tuple[Expr, ...]]:
    """The same in every way there is: from one end, from the other, on both sides of 0.

    Between two finite ends x may also be a weighted mean of them, so that s has no upper end;
    beyond an end that is not rational, a multiple of it.
    """
    if any(isinstance(end, Expr) and end.has(CRootOf) for end in (lo, hi)):
        yield (x,)
        return
    if lo != -oo:
        yield (lo + DISTANCE,)
    if hi != oo:
        yield (hi - DISTANCE,)
    if lo.is_extended_positive:
        yield (DISTANCE,)
    elif hi.is_extended_negative:
        yield (-DISTANCE,)
    elif lo.is_extended_negative and hi.is_extended_positive:
        yield (DISTANCE, -DISTANCE)
    if lo != -oo and hi != oo:
        yield ((lo + hi * DISTANCE) / (1 + DISTANCE),)
    for end, other in ((lo, hi), (-hi, -lo)):
        if other == oo and end.is_positive and not end.is_rational:
            yield ((end if end == lo else -end) * (1 + DISTANCE),)


def normal_form(expr: Expr, x: Symbol | None = None, value: Expr | None = None) -> NormalForm:
    """The normal form of a piece-free expression, with x replaced by `value` (in s) where given.

    Raises UnsupportedError naming the first thing that is outside the class, ZeroDivisionError
    where a denominator is identically zero.
    """
    if x is not None and value is not None:
        expr = substitute(expr, x, value)
    uses = DISTANCE if expr.has(DISTANCE) else None
    return with_tower(uses, lambda tower: NormalForm(tower, tower.convert(expr)))


def substitute(expr: Expr, x: Symbol, value: Expr) -> Expr:
    """x replaced node by node, without SymPy's structural guesses about powers of x."""
    return expr.xreplace({x: value})


def is_zero(
    expr: Expr, x: Symbol | None = None, lo: Expr = -oo, hi: Expr = oo, *, real: bool = False
) -> bool:
    """Whether an expression is proved to be zero wherever it is defined on the open interval.

    False means 'not shown': never take it for a refutation. With `real` nothing is shown by an
    expression that has no real value on a whole region. Raises UnsupportedError for what the
    normal form does not handle.
    """
    if expr == 0:
        return True
    if x is None or x not in expr.free_symbols:
        return _vanishes(normal_form(expr))
    refusal: Exception | None = None
    for way in _ways(x, lo, hi):
        try:
            if all(_is_zero_on(expr, x, value, real) for value in way):
                return True
        except (UnsupportedError, ZeroDivisionError) as error:
            refusal = refusal or error
    if refusal is not None:
        raise refusal
    return False


def _is_zero_on(expr: Expr, x: Symbol, value: Expr, real: bool) -> bool:
    """The same on one region; where the formula has no real value there is nothing to show."""
    try:
        return _vanishes(normal_form(expr, x, value))
    except NotRealError:
        return not real


def _vanishes(form: NormalForm) -> bool:
    """Whether a form is zero, also where only constants cancel: sqrt(3 + 2*sqrt(2)) - sqrt(2) is 1.

    The tower takes nested roots and the cosine of pi/7 for independent.
    """
    if form.is_zero:
        return True
    generators = form.tower.generators
    fixed = {k for k in slots(form.element.num) if not generators[k].meaning.free_symbols}
    if not fixed:
        return False
    coefficients: dict[tuple[int, ...], Expr] = {}
    for monomial, c in form.element.num.to_dict().items():
        rest = tuple(0 if k in fixed else n for k, n in enumerate(monomial))
        powers = (generators[k].meaning ** monomial[k] for k in fixed)
        coefficients[rest] = coefficients.get(rest, S.Zero) + Mul(_rational(c), *powers)
    return all(is_algebraic_zero(c) for c in coefficients.values())


def is_nowhere(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> bool:
    """Whether an expression is shown to have no real value at any point of an open interval."""
    return any(all(_has_none(expr, x, value) for value in way) for way in _ways(x, lo, hi))


def _has_none(expr: Expr, x: Symbol, value: Expr) -> bool:
    try:
        normal_form(expr, x, value)
    except NotRealError:
        return True
    except (UnsupportedError, ZeroDivisionError):
        return False
    return False


__all__ = [
    "DISTANCE", "NormalForm", "is_nowhere", "is_zero", "normal_form", "substitute",
    "substitutions", "with_tower",
]  # fmt: skip
