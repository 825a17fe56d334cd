"""Least upper bounds, proved by an inequality that is reached, or by pieces that are monotone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import sympy
from sympy import Add, Expr, FiniteSet, S, Symbol, Union, oo

from symact.analyse import limit_and_method, limit_at_infinity
from symact.analyse.limits import LEADING_TERMS, leading_denominator, proved_limit
from symact.derive import limit, split
from symact.derive.split import defined
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.normalise import DISTANCE, is_zero, substitute
from symact.pieces import Piece, Pieces
from symact.sheet import Kink
from symact.verify.sign import Positivity, exact_sign, positivity, positivity_on
from symact.verify.witness import value


@dataclass(frozen=True)
class Quantity:
    """A statement's formula as a function of x; at corners its value is a choice.

    It is spoken of `where` it and f have values; None where that set is not known. Ends of the
    domain at which f' is one-sided are `left_out`.
    """

    pieces: Pieces
    corners: tuple[Kink, ...]
    where: sympy.Set | None = S.Reals
    left_out: tuple[Expr, ...] = ()

    def negated(self) -> Quantity:
        """The same with the opposite sign."""
        parts = tuple(replace(p, expr=-p.expr) for p in self.pieces.pieces)
        values = tuple(None if v is None else -v for v in self.pieces.values)
        return replace(self, pieces=Pieces(self.pieces.x, parts, values))

    def is_corner(self, at: Expr) -> bool:
        """Whether the value at a point is a choice."""
        return any(is_zero(k.at - at) for k in self.corners)


@dataclass(frozen=True)
class Extreme:
    """A least upper bound, whether it is attained, and in words where it is reached."""

    value: Expr
    attained: bool
    where: str


CASES = (sympy.Abs, sympy.Max, sympy.Min, sympy.Piecewise, sympy.sign)


def gap_of(quantity: Quantity, relation: str, bound: Expr) -> Quantity:
    """The difference that has to be positive, or not negative; cut where the bound has cases."""
    up = quantity if relation in (">", ">=") else quantity.negated()
    shift = -bound if relation in (">", ">=") else bound
    x = up.pieces.x
    if bound.has(*CASES):
        return replace(up, pieces=split(up.pieces.as_piecewise() + shift, x))
    parts = tuple(replace(p, expr=p.expr + shift) for p in up.pieces.pieces)
    known = zip(up.pieces.breaks, up.pieces.values, strict=True)
    values = tuple(None if v is None else defined(v + shift.subs(x, at)) for at, v in known)
    return replace(up, pieces=Pieces(x, parts, values))


def back(gap: Expr, relation: str, bound: Expr) -> Expr:
    """The formula whose difference from the bound is given."""
    return bound + gap if relation in (">", ">=") else bound - gap


def lowest_sign(gap: Quantity) -> Positivity | None:
    """The weakest of the signs shown on every piece and, corners aside, at every break."""
    function = gap.pieces
    signs = [positivity_on(p.expr, function.x, p.lo, p.hi) for p in function.pieces]
    for at, v in zip(function.breaks, function.values, strict=True):
        if v is not None and not gap.is_corner(at):
            signs.append(positivity(v))
    if None in signs:
        return None
    return "nonnegative" if "nonnegative" in signs else "positive"


def candidates(quantity: Quantity) -> list[tuple[Expr, Expr]]:
    """(point, value) where an extreme is likely: 0, the breaks, a point of every piece."""
    function = quantity.pieces
    known = zip(function.breaks, function.values, strict=True)
    found = [(at, v) for at, v in known if v is not None and not quantity.is_corner(at)]
    for p in function.pieces:
        across = (p.lo == -oo or p.lo.is_negative) and (p.hi == oo or p.hi.is_positive)
        at = S.Zero if across else (p.lo + 1 if p.hi == oo else p.hi - 1 if p.lo == -oo else None)
        at = (p.lo + p.hi) / 2 if at is None else at
        found.append((at, p.expr.subs(function.x, at)))
    return [(at, v) for at, v in found if v.is_finite is not False]


def is_everywhere(quantity: Quantity) -> bool:
    """Whether a function has a value at every point but its breaks.

    With parameters that is not always decided; then it is taken for granted, as by their claims.
    """
    function, where = quantity.pieces, quantity.where
    if where is None:
        return any(p.expr.free_symbols - {function.x} for p in function.pieces)
    return bool(Union(where, FiniteSet(*function.breaks)) == S.Reals)


def supremum(quantity: Quantity) -> Extreme | None:
    """The least upper bound, proved; None where it is not found."""
    x = quantity.pieces.x
    for at, v in candidates(quantity):
        if lowest_sign(gap_of(quantity, "<=", v)) is not None:
            return Extreme(v, True, f"{x} = {to_text(at)}")
    for side in (-oo, oo):
        end = far(quantity, side)
        if end == oo:
            return Extreme(oo, False, f"{x} -> {to_text(side)}")
        if end is None or end == -oo:
            continue
        if lowest_sign(gap_of(quantity, "<=", end)) == "positive":
            return Extreme(end, False, f"{x} -> {to_text(side)}")
    return by_slope(quantity)


def far(quantity: Quantity, side: Expr) -> Expr | None:
    """The limit at oo or -oo; None where it is not found, or where the function does not reach."""
    function, where = quantity.pieces, quantity.where
    if where is S.EmptySet or (where is not None and side not in (where.inf, where.sup)):
        return None
    return _settled(function.pieces[-1 if side == oo else 0].expr, function.x, side)


def far_method(quantity: Quantity, side: Expr) -> str:
    """How the limit at oo or -oo was found, in words."""
    function = quantity.pieces
    expr = function.pieces[-1 if side == oo else 0].expr
    if expr.free_symbols - {function.x}:
        return LEADING_TERMS
    return limit_and_method(expr, function.x, side)[1]


def _settled(expr: Expr, x: Symbol, side: Expr) -> Expr | None:
    if expr.free_symbols - {x}:
        return _for_all_parameters(expr, x, side)
    try:
        found = limit_at_infinity(expr, x, side)
    except UnsupportedError:
        return None
    return found if found in (oo, -oo) or _nears(expr, x, side, found) else None


def _for_all_parameters(expr: Expr, x: Symbol, side: Expr) -> Expr | None:
    """The limit for every value of the parameters; None where it may be another for some.

    Parameters of any sign occur in the first power only, and the limits of what they multiply are
    finite. No denominator becomes 0 for positive ones, nor does its leading coefficient.
    """
    real = [s for s in expr.free_symbols - {x} if not s.is_positive]
    slopes = [sympy.diff(expr, s) for s in real]
    if any(slope.has(*real) for slope in slopes):
        return None
    rest = expr.xreplace(dict.fromkeys(real, S.Zero))
    limits = []
    for part in (rest, *slopes):
        form = substitute(sympy.together(part), x, DISTANCE if side == oo else -DISTANCE)
        found = proved_limit(part, x, side)
        if found is None or found.has(sympy.sign):
            return None
        if positivity(sympy.fraction(form)[1]) != "positive":
            return None
        if part.free_symbols - {x} and not _leads_for_all(part, x, side):
            return None
        limits.append(found)
    if not real:
        return limits[0]
    whole = limits[0] + Add(*(s * n for s, n in zip(real, limits[1:], strict=True)))
    return None if whole.has(oo, -oo, S.NaN) else whole


def _leads_for_all(expr: Expr, x: Symbol, side: Expr) -> bool:
    """Whether the same power of x leads in the denominator for all values of the parameters."""
    try:
        return positivity(leading_denominator(expr, x, side)) == "positive"
    except UnsupportedError:
        return False


def _nears(expr: Expr, x: Symbol, side: Expr, found: Expr) -> bool:
    """A check on the limit by ball arithmetic: far out, the distance from it shrinks."""
    sign = 1 if side == oo else -1
    near, far = (value(expr - found, {x: Fraction(sign * 10**k)}, 2048) for k in (2, 4))
    return near is not None and far is not None and bool(abs(far) < 0.01 or abs(far) <= abs(near))


def by_slope(quantity: Quantity) -> Extreme | None:
    """The least upper bound of a function that is monotone on each piece."""
    if not is_everywhere(quantity):
        return None
    function = quantity.pieces
    if any(p.expr.free_symbols - {function.x} for p in function.pieces):
        return None
    reached = [Extreme(v, True, f"{function.x} = {to_text(at)}") for at, v in candidates(quantity)]
    for p in function.pieces:
        for part in halves(p):
            end = _highest(part, function.x)
            if end is None:
                return None
            reached.append(end)
    best = reached[0]
    for other in reached[1:]:
        order = _compare(other.value, best.value)
        if order is None:
            return None
        if order > 0 or (order == 0 and other.attained):
            best = other
    return best


def halves(piece: Piece) -> list[Piece]:
    """A piece that is the whole line in two parts, each with its distance s > 0 from 0."""
    if piece.lo == -oo and piece.hi == oo:
        return [replace(piece, hi=S.Zero), replace(piece, lo=S.Zero)]
    return [piece]


def _highest(piece: Piece, x: Symbol) -> Extreme | None:
    """The end of an open interval that a monotone function rises towards."""
    slope = sympy.diff(piece.expr, x)
    try:
        if is_zero(slope, x, piece.lo, piece.hi):
            inside = S.Zero if piece.lo == -oo else piece.lo
            return Extreme(limit(piece.expr, x, inside, "+"), True, "any point")
        rising = positivity_on(slope, x, piece.lo, piece.hi) is not None
        falling = positivity_on(-slope, x, piece.lo, piece.hi) is not None
        if not rising and not falling:
            return None
        at, side = (piece.hi, "-") if rising else (piece.lo, "+")
        if at in (oo, -oo):
            reached: Expr | None = _settled(piece.expr, x, at)
        else:
            reached = limit(piece.expr, x, at, side)
    except (UnsupportedError, ZeroDivisionError):
        return None
    return None if reached is None else Extreme(reached, False, f"{x} -> {to_text(at)}")


def _compare(a: Expr, b: Expr) -> int | None:
    if a == b:
        return 0
    if oo in (a, b) or -oo in (a, b):
        return 1 if a == oo or b == -oo else -1
    return exact_sign(a - b)
