"""What the properties of a function are read off: the signs of f and three derivatives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import flint
import sympy
from sympy import Expr, S, oo

from symact.activation import Activation
from symact.analyse.chart import (
    ball_at,
    chart,
    closed,
    enclosed,
    settled,
    unrolled,
    value_at,
)
from symact.analyse.limits import LEADING_TERMS, limit_and_method, limit_at_infinity
from symact.analyse.periodic import one_period, sharpened
from symact.analyse.signs import Stretch
from symact.derive import derivative, kinks, limit, pieces, second_derivative
from symact.derive.split import defined
from symact.errors import UnsupportedError
from symact.normalise import is_zero, normal_form
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed, How, Kink

BITS = 160


@dataclass(frozen=True)
class End:
    """A one-sided limit of a function at the end of a stretch; `attained` where it is a value."""

    at: Expr
    value: Expr
    attained: bool


@dataclass(frozen=True)
class Part(Pieces):
    """A function on a part of the line, with its values at those ends of it that belong to it."""

    held: tuple[tuple[Expr, Expr], ...] = ()

    @property
    def outside(self) -> tuple[Expr, ...]:
        """The finite ends that do not belong to it."""
        ends = (self.pieces[0].lo, self.pieces[-1].hi)
        return tuple(e for e in ends if e not in (oo, -oo) and e not in dict(self.held))


@dataclass(frozen=True)
class Profile:
    """An activation without parameters, its derivatives and their signs, each made when needed."""

    activation: Activation

    @cached_property
    def function(self) -> Pieces:
        """f."""
        return pieces(self.activation)

    @cached_property
    def first(self) -> Pieces:
        """f', with the convention's value at kinks."""
        return derivative(self.activation)

    @cached_property
    def second(self) -> Pieces:
        """f''."""
        return second_derivative(self.activation)

    @cached_property
    def kinks(self) -> tuple[Kink, ...]:
        """The points where f is not C-infinity."""
        return kinks(self.activation)

    @cached_property
    def sign(self) -> tuple[Stretch, ...]:
        """The signs of f."""
        return self.chart(self.function)

    @cached_property
    def slope(self) -> tuple[Stretch, ...]:
        """The signs of f'."""
        return self.chart(self.first)

    @cached_property
    def bend(self) -> tuple[Stretch, ...]:
        """The signs of f''."""
        return self.chart(self.second)

    @cached_property
    def turn(self) -> tuple[Stretch, ...]:
        """The signs of f''', a longer formula still: open where those of f'' are."""
        third = self._third
        if not settled(self.bend):
            return tuple(Stretch(p.lo, p.hi, None) for p in third.pieces)
        return self.chart(third)

    @cached_property
    def _third(self) -> Pieces:
        x, second = self.second.x, self.second
        parts = tuple(replace(p, expr=sympy.diff(p.expr, x)) for p in second.pieces)
        return Pieces(x, parts, (None,) * len(second.values))

    def run(self, order: int) -> tuple[Pieces, tuple[Stretch, ...]]:
        """f, f' or f'' with the signs of its slope: of one period where those of all are open."""
        function = (self.function, self.first, self.second)[order]
        slope = (self.slope, self.bend, self.turn)[order]
        cut = None if settled(slope) or isinstance(function, Part) else one_period(function)
        if cut is None:
            return function, slope
        rising = (self.first, self.second, self._third)[order]
        parts = tuple(
            replace(q, lo=p.lo, hi=p.hi) for p, q in zip(cut.pieces, rising.pieces, strict=True)
        )
        rising = replace(rising, pieces=parts)
        return cut, sharpened(rising, self.chart(rising))

    def chart(self, function: Pieces) -> tuple[Stretch, ...]:
        """The signs; where an end is in the way, in a variable that sends it to an infinity.

        One stretch that stays open leaves what is read off the chart open, and so the rest as well.
        """
        found: list[Stretch] = []
        for s in chart(function):
            piece = next(p for p in function.pieces if _inside(s, p))
            ends = {piece.lo, piece.hi} & {s.lo, s.hi} - {oo, -oo}
            if s.sign is None and ends and settled(found):
                found += unrolled(piece.expr, function.x, s.lo, s.hi)
            else:
                found.append(s)
        return tuple(found)

    @property
    def holes(self) -> list[Expr]:
        """Single points at which f has no value; none on the whole line."""
        return []

    def breaks_below(self, order: int) -> list[Expr]:
        """The points where f is not C^order."""
        return [k.at for k in self.kinks if k.order < order]

    def bound(self, order: int) -> Expr | None:
        """sup of |f|, |f'| or |f''|, proved; infinite beside a jump of one below, None if open."""
        if order and self.breaks_below(order - 1):
            return oo
        function, slope = self.run(order)
        found = try_ends(function, slope) if settled(slope) else []
        if not found:
            return None
        return largest([End(e.at, size(e.value), e.attained) for e in found]).value


def ends(function: Pieces, slope: tuple[Stretch, ...]) -> list[End]:
    """The values between which a function runs on stretches where it is monotone."""
    found: list[End] = []
    for s in slope:
        piece = next(p for p in function.pieces if _inside(s, p))
        for at, side in ((s.lo, "+"), (s.hi, "-")):
            value = one_sided(piece, function, at, side)
            found.append(End(at, value, s.sign == 0 or is_attained(function, at, value)))
    return found


def how_far(function: Pieces) -> How:
    """ "proved" unless a limit at infinity is found, and not by leading terms: then "numerical"."""
    first, last = function.pieces[0], function.pieces[-1]
    for expr, side in ((first.expr, first.lo), (last.expr, last.hi)):
        try:
            if side in (oo, -oo) and limit_and_method(expr, function.x, side)[1] != LEADING_TERMS:
                return "numerical"
        except UnsupportedError:
            continue
    return "proved"


def try_ends(function: Pieces, slope: tuple[Stretch, ...]) -> list[End]:
    """`ends`, or nothing where a limit is not found."""
    try:
        return ends(function, slope)
    except UnsupportedError:
        return []


def joins(function: Pieces, at: Expr, side: str) -> bool:
    """Whether the value at a break is the one-sided limit."""
    n = function.breaks.index(at)
    piece, value = function.pieces[n + (side == "+")], function.values[n]
    if value is None:
        return False
    gap = defined(one_sided(piece, function, at, side) - value)
    return gap is not None and is_zero(gap)


def known_values(function: Pieces) -> dict[Expr, Expr | None]:
    """The values at breaks, and at the ends of a part of the line."""
    known = dict(zip(function.breaks, function.values, strict=True))
    return {**known, **dict(function.held)} if isinstance(function, Part) else known


def is_attained(function: Pieces, at: Expr, value: Expr) -> bool:
    """Whether a one-sided limit at a point is the value there."""
    if at in (oo, -oo) or (isinstance(function, Part) and at in function.outside):
        return False
    known = known_values(function)
    if at not in known:
        return True
    held = known[at]
    return held is not None and value not in (oo, -oo) and is_zero(held - value)


def one_sided(piece: Piece, function: Pieces, at: Expr, side: str) -> Expr:
    """The one-sided limit of a piece at a point that may be enclosed or infinite."""
    if at in (oo, -oo):
        return limit_at_infinity(piece.expr, function.x, at)
    if isinstance(at, Enclosed):
        return value_at(piece.expr, function.x, at)
    value = limit(piece.expr, function.x, at, side)
    if value.has(S.NaN, sympy.AccumBounds):
        raise UnsupportedError(f"{piece.expr} has no limit at {at}")
    return closed(value)


def _inside(s: Stretch, p: Piece) -> bool:
    return (p.lo == -oo or not _below(s.lo, p.lo)) and (p.hi == oo or not _below(p.hi, s.hi))


def _below(a: Expr, b: Expr) -> bool:
    if a in (b, oo) or b == -oo:
        return False
    return a == -oo or b == oo or bool(ball_at(a) < ball_at(b))


def compare(a: Expr, b: Expr) -> int | None:
    """-1, 0 or 1 as a is below, equal to or above b; None where that is not decided."""
    if a == b:
        return 0
    if oo in (a, b) or -oo in (a, b):
        return 1 if a == oo or b == -oo else -1
    p, q = ball_at(a), ball_at(b)
    if not p.overlaps(q):
        return 1 if p > q else -1
    held = any(isinstance(v, Enclosed) or v.has(Enclosed) for v in (a, b))
    return 0 if not held and normal_form(a - b).is_zero else None


def largest(found: list[End]) -> End:
    """The largest of several values; where two are not told apart, an enclosure of the larger."""
    best = found[0]
    for other in found[1:]:
        order = compare(other.value, best.value)
        if order is None:
            best = End(best.at, _hull(best.value, other.value), best.attained or other.attained)
        elif order > 0 or (order == 0 and other.attained and not best.attained):
            best = other
    return best


def _hull(a: Expr, b: Expr) -> Expr:
    with flint.ctx.workprec(BITS):
        return enclosed(ball_at(a).max(ball_at(b)))


def smallest(found: list[End]) -> End:
    """The smallest of several values."""
    turned = largest([End(e.at, negative(e.value), e.attained) for e in found])
    return End(turned.at, negative(turned.value), turned.attained)


def negative(value: Expr) -> Expr:
    """-value, an enclosure again where it was one."""
    return Enclosed(-value.hi, -value.lo) if isinstance(value, Enclosed) else -value


def size(value: Expr) -> Expr:
    """|value|, an enclosure again where it was one."""
    if isinstance(value, Enclosed):
        return negative(value) if value.hi <= 0 else value
    return negative(value) if value.is_extended_negative else sympy.Abs(value)


def places(found: list[End], best: End) -> list[Expr]:
    """Every finite point where a best value is attained; stretches where f is constant excluded."""
    points = [e.at for e in found if e.attained and compare(e.value, best.value) in (0, None)]
    return list(dict.fromkeys(p for p in points if p not in (oo, -oo)))


def zeros(function: Pieces, parts: tuple[Stretch, ...]) -> list[Expr] | None:
    """The points between stretches where a function is 0; None where that is not decided."""
    held = function.held if isinstance(function, Part) else ()
    found = [at for at, value in held if is_zero(value)]
    for s in parts[1:]:
        if isinstance(s.lo, Enclosed):
            found.append(s.lo)
            continue
        value = at_point(function, s.lo)
        if value is not None and value.is_finite is not False and is_zero(value):
            found.append(s.lo)
        elif value is not None and compare(value, S.Zero) is None:
            return None
    return found


def at_point(function: Pieces, point: Expr) -> Expr | None:
    """The value at a point in closed form, at a break the recorded one."""
    known = known_values(function)
    if point in known:
        value = known[point]
        return None if value is None else closed(value)
    for p in function.pieces:
        if _below(p.lo, point) and _below(point, p.hi):
            value = defined(p.expr.subs(function.x, point))
            return None if value is None else closed(value)
    return None


def mirrored(function: Pieces, sign: int) -> bool:
    """Whether f(-x) = sign f(x) is proved."""
    x = function.x
    if any(
        not is_zero(a + b) for a, b in zip(function.breaks, reversed(function.breaks), strict=True)
    ):
        return False
    for p, m in zip(function.pieces, reversed(function.pieces), strict=True):
        try:
            if not is_zero(p.expr - sign * m.expr.subs(x, -x), x, p.lo, p.hi):
                return False
        except (UnsupportedError, ZeroDivisionError):
            return False
    values = [v for v in function.values if v is not None]
    return all(is_zero(a - sign * b) for a, b in zip(values, reversed(values), strict=True))
