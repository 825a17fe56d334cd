"""Statements about a function with a domain of its own, judged inside it by signs and limits.

On every stretch between two zeros of f' it runs from one one-sided limit to the other. Its values
are the union of these runs with the values at breaks and at ends that belong to the domain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cmp_to_key

import sympy
from sympy import Expr, FiniteSet, S, Symbol, oo

from symact.activation import Activation
from symact.analyse.chart import ball_at, settled
from symact.analyse.domain import domain, is_total, roots_touch
from symact.analyse.profile import (
    End,
    Profile,
    at_point,
    compare,
    ends,
    how_far,
    known_values,
    negative,
    one_sided,
    zeros,
)
from symact.analyse.signs import Stretch
from symact.analyse.within import Within, within
from symact.derive import split
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed
from symact.verdict import Witness
from symact.verify.charted import BITS, METHOD, inner_ends, turn
from symact.verify.extremes import Extreme, Quantity, back
from symact.verify.finding import Finding
from symact.verify.sign import exact_sign
from symact.verify.witness import plainest, points, shown, value

UNSETTLED = Finding("undecided", "the signs inside the domain are not all known")
INSIDE = METHOD + " inside the domain, and where it ends"


def common_domain(
    function: Pieces, about: Pieces, of_slope: bool
) -> tuple[sympy.Set | None, tuple[Expr, ...]]:
    """Where a formula and the function it speaks about have values; None where not decided.

    With f' in it, the formula says nothing of the ends of the domain of f, where f' is one-sided;
    those at which it would have a value are the second.
    """
    own, whole = known_domain(function), known_domain(about)
    if own is None or whole is None:
        return None, ()
    if whole == S.Reals or (own == whole and not of_slope):
        return own, ()
    if own.has(Enclosed) or whole.has(Enclosed):
        return None, ()
    both = own.intersect(whole)
    if not of_slope:
        return both, ()
    inner = own.intersect(whole.interior)
    left = both - inner
    if left is S.EmptySet:
        return inner, ()
    return (inner, tuple(left)) if isinstance(left, FiniteSet) else (None, ())


def known_domain(function: Pieces) -> sympy.Set | None:
    """Where a function has values; None where that is not decided or hangs on a parameter."""
    if any(b.free_symbols for b in function.breaks):
        return None
    try:
        return domain(function)
    except UnsupportedError:
        return None


def has_value(about: Pieces, at: Expr) -> bool:
    """Whether a function is seen to have a value at a point; with parameters it is not."""
    if any((p.expr.free_symbols | p.lo.free_symbols) - {about.x} for p in about.pieces):
        return False
    known = known_values(about)
    if at in known:
        return known[at] is not None
    return any(
        compare(p.lo, at) == compare(at, p.hi) == -1
        and value(p.expr.subs(about.x, at), {}, BITS) is not None
        for p in about.pieces
    )


def is_partial(quantity: Quantity) -> bool:
    """Whether a formula free of parameters is known to have no value somewhere."""
    function = quantity.pieces
    if quantity.corners or any(p.expr.free_symbols - {function.x} for p in function.pieces):
        return False
    return quantity.where is not None and bool(quantity.where != S.Reals)


def inside(quantity: Quantity) -> Within | None:
    """The signs and limits of a formula on its domain; None where not all of it is found."""
    function = quantity.pieces
    if quantity.where is None or roots_touch(function):
        return None
    made = Activation("f", function.as_piecewise(), function.x, None, (), "", "")
    try:
        return within(Profile(made), quantity.where)
    except (UnsupportedError, NotImplementedError):
        return None


@dataclass(frozen=True)
class Run:
    """An interval of values, all taken; its ends are taken where they are attained."""

    low: End
    high: End


def _runs(profile: Within) -> list[Run] | None:
    """Intervals that together are all values; None where a sign, a limit or an order is open."""
    try:
        function, slope = profile.function, profile.slope
        if not settled(slope) or how_far(function) != "proved":
            return None
        found = ends(function, slope)
    except (UnsupportedError, NotImplementedError):
        return None
    runs = []
    for a, b, s in zip(found[::2], found[1::2], slope, strict=True):
        run = Run(b, a) if s.sign == -1 else Run(a, b)
        if compare(run.low.value, run.high.value) != (-1 if s.sign else 0):
            return None
        if not _between(function, s, run):
            return None
        runs.append(run)
    points = [End(at, v, True) for at, v in known_values(function).items() if v is not None]
    return runs + [Run(p, p) for p in points]


def _between(function: Pieces, s: Stretch, run: Run) -> bool:
    """A check on two limits by ball arithmetic: a value between them."""
    point = next(plainest(*inner_ends(s)), None)
    if point is None:
        return False
    here = value(_piece(function, s).expr, {function.x: point}, BITS)
    low, high = run.low.value, run.high.value
    if here is None:
        return False
    above = low == -oo or not here < ball_at(low)
    return above and (high == oo or not here > ball_at(high))


def _piece(function: Pieces, s: Stretch) -> Piece:
    return next(p for p in function.pieces if compare(s.hi, p.hi) in (-1, 0))


def extreme(quantity: Quantity) -> Extreme | None:
    """The least upper bound inside the domain; None where it is not found."""
    profile = inside(quantity)
    runs = None if profile is None else _runs(profile)
    best = _highest([r.high for r in runs]) if runs else None
    return None if best is None else _extreme(best, quantity.pieces.x)


def _extreme(best: End, x: Symbol) -> Extreme:
    arrow = "=" if best.attained else "->"
    return Extreme(best.value, best.attained, f"{x} {arrow} {to_text(best.at)}")


def _highest(found: list[End]) -> End | None:
    best = found[0]
    for other in found[1:]:
        order = compare(other.value, best.value)
        if order is None:
            return None
        if order > 0 or (order == 0 and other.attained):
            best = other
    return best


# ranges


def span(quantity: Quantity) -> tuple[Extreme, Extreme] | Finding:
    """The lower and the upper end of the range, or why it is not one interval."""
    profile = inside(quantity)
    runs = None if profile is None else _runs(profile)
    if not runs:
        return Finding("undecided", "the values inside the domain are not all known")
    if any(compare(a.low.value, b.low.value) is None for a in runs for b in runs):
        return Finding("undecided", "the values inside the domain are not told apart")
    runs.sort(key=cmp_to_key(_order))
    x, low, high = quantity.pieces.x, runs[0].low, runs[0].high
    for run in runs[1:]:
        step = compare(run.low.value, high.value)
        if step is None:
            return Finding("undecided", "the values inside the domain are not told apart")
        if step > 0 or (step == 0 and not run.low.attained and not high.attained):
            return _gap(high.value, run.low.value)
        top = _highest([high, run.high])
        if top is None:
            return Finding("undecided", "the values inside the domain are not told apart")
        high = top
    return _extreme(low, x), _extreme(high, x)


def _order(a: Run, b: Run) -> int:
    """Lower ends first, those that are attained before those that are not."""
    return compare(a.low.value, b.low.value) or b.low.attained - a.low.attained


def _gap(below: Expr, above: Expr) -> Finding:
    where = to_text(below) if below == above else f"between {to_text(below)} and {to_text(above)}"
    return Finding(
        "refuted",
        f"the range is not one interval: it lacks {where}",
        Witness(f"f = {where}", "a value", "no value"),
    )


# limits


def sides(quantity: Quantity, at: Expr) -> list[Expr] | None:
    """The one-sided limits at a point, from inside the domain only; None where not found."""
    profile = inside(quantity)
    if profile is None:
        return None
    function, found = profile.function, []
    for p in function.pieces:
        low, high = compare(p.lo, at), compare(at, p.hi)
        if low is None or high is None:
            return None
        try:
            found += [one_sided(p, function, at, "+")] if low <= 0 and high == -1 else []
            found += [one_sided(p, function, at, "-")] if high <= 0 and low == -1 else []
        except (UnsupportedError, NotImplementedError):
            return None
    return found if found and all(v.is_extended_real for v in found) else None


# inequalities


def inequality(quantity: Quantity, gap: Quantity, relation: str, bound: Expr) -> Finding:
    """A comparison that holds, or does not, for every x of the domain."""
    x = quantity.pieces.x
    if bound.free_symbols - {x}:
        return UNSETTLED
    found = _by_signs(gap, relation, bound)
    if found.word == "refuted":
        return found
    lacks = lacking(bound, quantity)
    if lacks is None:
        return Finding("undecided", f"{to_text(bound)} is not shown to have a value in the domain")
    if found.word == "undecided":
        found = _by_extreme(quantity, relation, bound)
    if found.word == "undecided":
        found = _by_least(gap, relation, bound)
    ends = tuple(f"{x} = {to_text(at)}: f' is one-sided, and left out" for at in quantity.left_out)
    return replace(found, points=(*found.points, *lacks, *ends))


def _by_least(gap: Quantity, relation: str, bound: Expr) -> Finding:
    """A bound in x by the least value of the difference; any bound by a point below 0."""
    x, where = gap.pieces.x, gap.where or S.EmptySet
    deepest = extreme(gap.negated()) if bound.free_symbols else None
    order = None if deepest is None else compare(deepest.value, S.Zero)
    if deepest is not None and (order == -1 or (order == 0 and not _counts(deepest, relation))):
        least = to_text(negative(deepest.value))
        method = f"the least value of the difference is {least}, for {deepest.where}"
        return Finding("proved", method)
    for p in gap.pieces.pieces:
        for t in points(p.lo, p.hi):
            here = value(p.expr, {x: t}, BITS)
            if here is not None and here < 0 and where.contains(sympy.Rational(t)) is S.true:
                at = sympy.Rational(t)
                return refuted(x, at, back(p.expr, relation, bound), relation, bound)
    return UNSETTLED


def _counts(deepest: Extreme, relation: str) -> bool:
    """Whether a least value of 0 violates a comparison."""
    return deepest.attained and relation in ("<", ">")


def lacking(bound: Expr, quantity: Quantity) -> tuple[str, ...] | None:
    """The points of the domain at which a bound has no value; None where it may lack more."""
    missing = _missing(bound, quantity)
    if missing is None:
        return None
    x = quantity.pieces.x
    return tuple(f"{x} = {to_text(at)}: {to_text(bound)} has no value" for at in missing)


def _missing(bound: Expr, quantity: Quantity) -> list[Expr] | None:
    """The single points of the domain at which a bound has no value; None for more than these."""
    if not bound.free_symbols:
        return []
    pieces = split(bound, quantity.pieces.x, ())
    if is_total(pieces):
        return []
    where = known_domain(pieces)
    if where is None or quantity.where is None or where.has(Enclosed):
        return None
    rest = quantity.where - where
    return list(rest) if isinstance(rest, FiniteSet) or rest is S.EmptySet else None


def _by_signs(gap: Quantity, relation: str, bound: Expr) -> Finding:
    profile = inside(gap)
    if profile is None:
        return UNSETTLED
    function, signs, x = profile.function, profile.sign, gap.pieces.x
    strict = relation in ("<", ">")
    for s in signs:
        if (s.sign == -1 or (s.sign == 0 and strict)) and (point := _point(s)) is not None:
            here = _piece(function, s).expr
            if s.sign == -1 and not _is_below(here.subs(x, point)):
                return UNSETTLED
            return refuted(x, point, back(here, relation, bound), relation, bound)
    known = {at: v for at, v in known_values(function).items() if v is not None}
    at_points = {at: exact_sign(v) for at, v in known.items()}
    for at, sign in at_points.items():
        if sign == -1 or (sign == 0 and strict):
            return refuted(x, at, back(known[at], relation, bound), relation, bound)
    if not settled(signs) or None in at_points.values():
        low = turn(function, profile.slope, strict=strict)
        held = None if low is None else at_point(function, low)
        if low is None or held is None:
            return UNSETTLED
        return refuted(x, low, back(held, relation, bound), relation, bound)
    if not strict:
        return Finding("proved", INSIDE) if all(s.sign in (0, 1) for s in signs) else UNSETTLED
    touched = zeros(function, signs)
    for at in touched or ():
        if not isinstance(at, Enclosed):
            return refuted(x, at, bound, relation, bound)
    return (
        Finding("proved", INSIDE)
        if touched == [] and all(s.sign == 1 for s in signs)
        else UNSETTLED
    )


def _point(s: Stretch) -> Expr | None:
    point = next(plainest(*inner_ends(s)), None)
    return None if point is None else sympy.Rational(point)


def _is_below(gap: Expr) -> bool:
    here = value(gap, {}, BITS)
    return here is not None and bool(here < 0)


def refuted(x: Symbol, at: Expr, expr: Expr, relation: str, bound: Expr) -> Finding:
    found = expr.subs(x, at)
    text = to_text(found) if found.is_Rational else shown(found, {}, BITS)
    witness = Witness(f"{x} = {to_text(at)}", f"{relation} {to_text(bound)}", text)
    return Finding("refuted", f"the value at {witness.point} is out of bounds", witness=witness)


def _by_extreme(quantity: Quantity, relation: str, bound: Expr) -> Finding:
    below = relation in ("<", "<=")
    found = extreme(quantity if below else quantity.negated())
    if found is None or bound.free_symbols or found.value in (oo, -oo):
        return UNSETTLED
    order = compare(found.value, bound if below else negative(bound))
    if order == -1 or (order == 0 and not (found.attained and relation in ("<", ">"))):
        return Finding("proved", "monotone on every stretch, with all ends on the right side")
    if order is None or not found.attained:
        return UNSETTLED
    best = found.value if below else negative(found.value)
    witness = Witness(found.where, f"{relation} {to_text(bound)}", to_text(best))
    return Finding("refuted", f"the value at {witness.point} is out of bounds", witness=witness)
