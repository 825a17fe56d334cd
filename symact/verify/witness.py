"""Witnesses: a rational point at which two formulas have values that ball arithmetic separates.

A refutation rests on nothing else. Points are tried from the plainest on, first with 128 bits, then
with more: 128 bits tell apart values of size 1 that differ by 1e-30, 2048 bits by 1e-600.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy
from flint import arb
from sympy import Expr, Rational, Symbol, oo

from symact.activation import Activation
from symact.derive import Order
from symact.derive.split import NOT_COMPARED
from symact.enclose import enclose, midpoint
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.verdict import Witness

BITS = (128, 512, 2048)

STEPS = tuple(
    Fraction(t)
    for t in ("1", "2", "1/2", "5", "1/8", "10", "7/3", "30", "1/1000", "100", "1/1000000", "1000")
)
"""Distances from a region's end, or from 0, at which values are compared."""

FREE_VALUES = tuple(Fraction(t) for t in ("2", "1/2", "3", "1", "-1", "0", "1/10", "10", "-10"))
"""Values tried for a parameter that a claim leaves free, after its default."""


@dataclass(frozen=True)
class Place:
    """An open interval, or one point (lo = hi), with the two formulas to compare there.

    `domain` is a formula that is real where comparing has a meaning: log x has no derivative at
    -1, although 1/x has a value there.
    """

    lo: Expr
    hi: Expr
    claimed: Expr
    true: Expr
    domain: Expr

    def put(self, values: Mapping[Any, Any]) -> Place:
        """The same with symbols replaced."""
        parts = (self.lo, self.hi, self.claimed, self.true, self.domain)
        return Place(*(_put(e, values) for e in parts)) if values else self


def _put(expr: Expr, values: Mapping[Any, Any]) -> Expr:
    if loses_value(expr, values):
        return sympy.nan
    try:
        return expr.xreplace(values)
    except NOT_COMPARED:
        return sympy.nan


def loses_value(expr: sympy.Basic, values: Mapping[Any, Any]) -> bool:
    """Whether a part of a formula, outside its cases, has a pole once symbols are replaced.

    To SymPy a*sqrt(1 + x**2/a**2) is 0 for a = 0, and not undefined.
    """
    if not expr.free_symbols & values.keys() or isinstance(expr, sympy.Piecewise):
        return False
    if any(loses_value(a, values) for a in expr.args):
        return True  # first: SymPy raises when asked whether cosh of a pole is 0
    if isinstance(expr, sympy.Pow) and expr.exp.is_negative:
        return bool(expr.base.xreplace(values).is_zero)
    return isinstance(expr, sympy.log) and bool(expr.args[0].xreplace(values).is_zero)


def separate(
    places: Iterable[Place], x: Symbol, activation: Activation, precisions: Sequence[int] = BITS
) -> Witness | None:
    """The plainest witness that the two formulas differ somewhere; None where none was found."""
    places = list(places)
    for bits in precisions:
        for values in assignments(activation):
            for place in places:
                found = _separate_on(place, x, values, bits)
                if found is not None:
                    return found
    return None


def _separate_on(
    place: Place, x: Symbol, values: Mapping[Symbol, Expr], bits: int
) -> Witness | None:
    here = place.put(values)
    if here.lo == here.hi:
        return _at_point(here.put({x: here.lo}), x, here.lo, {}, values, bits)
    for point in points(here.lo, here.hi, bits):
        found = _at_point(here, x, Rational(point), {x: point}, values, bits)
        if found is not None:
            return found
    return None


def _at_point(
    here: Place,
    x: Symbol,
    point: Expr,
    at: Mapping[Symbol, Fraction],
    values: Mapping[Symbol, Expr],
    bits: int,
) -> Witness | None:
    a, b = value(here.claimed, at, bits), value(here.true, at, bits)
    if a is None or b is None or a.overlaps(b) or value(here.domain, at, bits) is None:
        return None
    shown = [f"{x} = {to_text(point)}"]
    shown += [f"{s} = {to_text(v)}" for s, v in values.items() if v.is_Rational]
    return Witness(", ".join(shown), *texts(a, b))


def value(expr: Expr, at: Mapping[Symbol, Fraction], bits: int) -> Any | None:
    """The enclosure of a formula's value, or None where it has no finite one."""
    try:
        ball = enclose(expr, at, bits)
    except UnsupportedError:
        return None
    return ball if ball.is_finite() else None


def shown(expr: Expr, at: Mapping[Symbol, Fraction], bits: int) -> str:
    """The enclosure of a value as text."""
    return str(enclose(expr, at, bits).str(15))


def texts(a: Any, b: Any) -> tuple[str, str]:
    """Two enclosures that do not meet, with enough digits to show it."""
    gap = abs(a - b).log() / arb(10).log()
    size = arb.max(abs(a), abs(b)).log() / arb(10).log()
    digits = 15
    if gap.is_finite() and size.is_finite():
        digits = max(digits, math.ceil(float((size - gap).mid())) + 5)
    return a.str(digits), b.str(digits)


def assignments(activation: Activation) -> Iterator[dict[Symbol, Expr]]:
    """Values of the free parameters: the defaults, then others that the assumptions allow."""
    parameters = activation.parameters
    defaults = {p.symbol: p.default for p in parameters}
    yield defaults
    order = Order()
    for k, p in enumerate(parameters):
        for n, _ in enumerate(FREE_VALUES):
            chosen = Rational(FREE_VALUES[(n + k) % len(FREE_VALUES)])
            values = {**defaults, p.symbol: chosen}
            if (p.symbol.is_positive and chosen <= 0) or chosen == p.default:
                continue
            if all(_holds(r.xreplace(values), order) for r in activation.requires):
                yield values


def _holds(relation: Any, order: Order) -> bool:
    if relation in (sympy.true, sympy.false):
        return bool(relation)
    sign = order.sign(relation.lhs - relation.rhs)
    return sign is not None and bool(relation.func(sign, 0))


def points(
    lo: Expr, hi: Expr, bits: int = 128, shift: Fraction = Fraction(0)
) -> Iterator[Fraction]:
    """Rational points of an open interval, the plainest first, moved by `shift`."""
    for candidate in (c + shift for c in _candidates(lo, hi, bits)):
        if _below(lo, candidate, bits) and _below(-hi, -candidate, bits):
            yield candidate


def _below(end: Expr, point: Fraction, bits: int) -> bool:
    """Whether an end is certainly below a point."""
    if end == -oo or end.is_Rational:
        return bool(end < Rational(point))
    return bool(enclose(end - Rational(point), {}, bits) < 0)


def _candidates(lo: Expr, hi: Expr, bits: int) -> Iterator[Fraction]:
    if lo == -oo and hi == oo:
        yield from (sign * t for t in STEPS for sign in (1, -1))
        return
    ends = [(near(lo, bits), 1)] if lo != -oo else []
    ends += [(near(hi, bits), -1)] if hi != oo else []
    for t in STEPS:
        for end, direction in ends:
            yield end + direction * t
    if len(ends) == 2:
        a, b = ends[0][0], ends[1][0]
        yield from (a + (b - a) * Fraction(k, 7) for k in range(1, 7))
        yield from plainest(*(midpoint(enclose(end, {}, bits)) for end in (lo, hi)))


def plainest(a: Fraction, b: Fraction) -> Iterator[Fraction]:
    """The fraction of smallest denominator between a and b, and one in the middle."""
    if not a < b:
        return
    yield _plainest(a, b)
    yield (a + b) / 2


def _plainest(a: Fraction, b: Fraction) -> Fraction:
    whole = math.floor(a)
    if whole + 1 < b:
        return Fraction(whole + 1)
    if a == whole:
        return whole + Fraction(1, math.floor(1 / (b - whole)) + 1)
    return whole + 1 / _plainest(1 / (b - whole), 1 / (a - whole))


def near(value: Expr, bits: int) -> Fraction:
    """A rational number at, or very near, a constant."""
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    return midpoint(enclose(value, {}, bits)).limit_denominator(10**6)
