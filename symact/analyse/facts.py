"""The properties of an elementwise activation, each with how it was established."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy
from sympy import Expr, FiniteSet, Interval, S, Symbol, Union, count_ops, oo

from symact.activation import Activation
from symact.analyse.branches import branches
from symact.analyse.chart import ball_at, closed, enclosed, settled
from symact.analyse.domain import domain, roots_touch
from symact.analyse.inverse import inverse
from symact.analyse.limits import LEADING_TERMS, limit_and_method, proved_limit
from symact.analyse.moments import moments
from symact.analyse.profile import (
    End,
    Part,
    Profile,
    at_point,
    compare,
    how_far,
    joins,
    known_values,
    largest,
    mirrored,
    one_sided,
    places,
    smallest,
    try_ends,
    zeros,
)
from symact.analyse.readable import CLOSED
from symact.analyse.signs import Stretch, joined
from symact.analyse.within import Within, within
from symact.constants import named
from symact.derive import limit
from symact.derive.elimination import OUTPUT
from symact.derive.split import defined
from symact.errors import UnsupportedError
from symact.normalise import is_zero
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed, Fact, How

LIPSCHITZ = "Lipschitz constant sup|f'|"
IN_F = {OUTPUT: Symbol("f", real=True)}
STEEPEST = "Lipschitz constant of f', sup|f''|"


def facts(activation: Activation) -> tuple[Fact, ...]:
    """Every property found for an activation at its default parameters.

    Where the function has a domain of its own, those that hold inside it; only the domain where
    that is not made of adjoining intervals, or where not every kink is found.
    """
    profile = Profile(activation)
    where = domain(profile.function)
    if where is None:
        return ()
    where = S.Reals if where == S.Reals else where  # an interval may be the whole line as well
    inside = profile if where is S.Reals else within(profile, where)
    if inside is None or roots_touch(profile.function):
        return (Fact("domain", where, "proved"),)
    found = (Fact("domain", where, "proved"), *_properties(inside))
    return tuple(_with_digits(f, activation) for f in found)


def _with_digits(fact: Fact, activation: Activation) -> Fact:
    """A closed form beside its digits; the digits alone where the closed form is long."""
    digits = _digits(fact.value)
    if digits is not None and count_ops(fact.value) > CLOSED:
        shown = named(fact.value, activation.constants)
        if count_ops(shown) > CLOSED:
            return replace(fact, value=digits)
    return replace(fact, enclosure=digits)


def _digits(value: Any) -> Enclosed | None:
    """The enclosure of a finite number in closed form that is not rational, if there is one."""
    if not isinstance(value, Expr) or isinstance(value, Enclosed) or value.free_symbols:
        return None
    if value.is_Rational or value.is_finite is False or value.has(oo, Enclosed):
        return None
    try:
        return enclosed(ball_at(value))
    except UnsupportedError:
        return None


def _properties(profile: Profile) -> Iterator[Fact]:
    yield from _range(profile)
    yield from _zeros("zeros of f", profile.function, profile.sign)
    yield from _limits("f", profile.function)
    yield from _asymptotes(profile)
    yield from _signs(profile, profile.slope, 0, SLOPES)
    yield from _extremes("f", profile, 0)
    yield from _signs(profile, profile.bend, 1, BENDS)
    yield from _parity(profile.function) if _is_symmetric(profile.function) else ()
    yield from _values(profile)
    yield from _limits("f'", profile.first)
    yield from _extremes("f'", profile, 1)
    yield from _lipschitz(profile)
    yield from _fixed_points(profile)
    if isinstance(profile, Within):
        return
    yield from moments(profile)
    yield from _inverse(profile)
    yield from _branches(profile)


SLOPES = {1: "increasing on", -1: "decreasing on", 0: "constant on"}
BENDS = {1: "strictly convex on", -1: "strictly concave on", 0: "linear on"}


def _limits(name: str, function: Pieces) -> Iterator[Fact]:
    if isinstance(function, Part):
        yield from _limits_at_ends(name, function)
    for side, where in ((function.pieces[0].lo, "-oo"), (function.pieces[-1].hi, "+oo")):
        if side not in (oo, -oo):
            continue
        piece = function.pieces[0 if side == -oo else -1]
        try:
            value, method = limit_and_method(piece.expr, function.x, side)
        except UnsupportedError:
            continue
        note = "" if method == LEADING_TERMS else method
        how: How = "numerical" if note else "proved"
        yield Fact(f"limit of {name} at {where}", value, how, note)


def _limits_at_ends(name: str, function: Part) -> Iterator[Fact]:
    """One-sided limits at finite ends of the domain, and at points that it lacks."""
    holes = [b for b, v in zip(function.breaks, function.values, strict=True) if v is None]
    for piece in function.pieces:
        for at, side in ((piece.lo, "+"), (piece.hi, "-")):
            if at not in function.outside and at not in holes:
                continue
            try:
                value = one_sided(piece, function, at, side)
            except (UnsupportedError, NotImplementedError):
                continue
            yield Fact(f"limit of {name} at {at}{side}", value, "proved")


def _asymptotes(profile: Profile) -> Iterator[Fact]:
    """Slant asymptotes: k x + b with f' -> k and f - k x -> b; not where f is that line itself."""
    x = profile.function.x
    for side, n, where in ((-oo, 0, "-oo"), (oo, -1, "+oo")):
        f, slope = profile.function.pieces[n].expr, profile.first.pieces[n].expr
        if side not in (profile.function.pieces[n].lo, profile.function.pieces[n].hi):
            continue
        far, k = proved_limit(f, x, side), proved_limit(slope, x, side)
        if far is None or far.is_finite is not False or k is None or not k.is_finite:
            continue
        b = proved_limit(f - k * x, x, side)
        if b is not None and b.is_finite and not is_zero(f - k * x - b, x):
            yield Fact(f"asymptote at {where}", k * x + b, "proved")


def _range(profile: Profile) -> Iterator[Fact]:
    function, slope = profile.run(0)
    if not settled(slope):
        return
    if all(s.sign == 0 for s in slope):
        levels = {_level(p, function.x) for p in function.pieces}
        held = {closed(v) for v in known_values(function).values() if v is not None}
        yield Fact("range", FiniteSet(*levels, *held), "proved")
        return
    jumps = profile.breaks_below(0)
    groups: list[list[Stretch]] = [[]]
    for s in slope:
        if s.lo in jumps:
            groups.append([])
        groups[-1].append(s)
    ends = [try_ends(function, tuple(g)) for g in groups]
    if all(ends):
        pairs = zip(function.breaks, function.values, strict=True)
        values = [v for at, v in pairs if at in jumps and v is not None]
        runs = [_between(smallest(found), largest(found)) for found in ends]
        image = runs[0] if len(runs) == 1 else Union(*runs, FiniteSet(*values))
        yield Fact("range", image, how_far(function))


def _level(piece: Piece, x: Symbol) -> Expr:
    """The value of a constant function on a piece: that of atan(x) + atan(1/x) is pi/2 or -pi/2."""
    lo, hi = (e if e.is_finite else None for e in (piece.lo, piece.hi))
    if lo is not None and hi is not None:
        inside = (lo + hi) / 2
    elif lo is None:
        inside = S.One if hi is None else hi - 1
    else:
        inside = lo + 1
    return closed(piece.expr.subs(x, inside))


def _between(low: End, high: End) -> sympy.Set:
    if low.value == high.value:
        return FiniteSet(low.value)
    return Interval(low.value, high.value, not low.attained, not high.attained)


def _continuous(function: Pieces) -> bool:
    return all(gap is not None and is_zero(gap) for gap in _gaps(function))


def _gaps(function: Pieces) -> Iterator[Expr | None]:
    """How far the limits from the left and from the right lie from the value, at every break."""
    x = function.x
    steps = zip(function.pieces, function.pieces[1:], function.values, strict=False)
    for left, right, value in steps:
        for piece, side in ((left, "-"), (right, "+")):
            yield None if value is None else defined(limit(piece.expr, x, left.hi, side) - value)


def _zeros(label: str, function: Pieces, parts: tuple[Stretch, ...]) -> Iterator[Fact]:
    points = zeros(function, parts) if settled(parts) else None
    if points is None:
        return
    apart = [s.lo for s in parts if s.lo not in points]
    flat = [
        Interval(s.lo, s.hi, s.lo not in points, s.hi not in points)
        for s in joined(parts, apart)
        if s.sign == 0
    ]
    alone = [p for p in points if not any(p in (i.start, i.end) for i in flat)]
    if not flat and not alone:
        yield Fact(label, "none", "proved")
    else:
        yield Fact(label, _together(alone, flat), "proved")


def _together(points: list[Expr], intervals: list[Interval]) -> sympy.Set:
    parts = [*intervals, FiniteSet(*points)] if points else intervals
    return parts[0] if len(parts) == 1 else Union(*parts)


def _signs(
    profile: Profile, parts: tuple[Stretch, ...], order: int, words: dict[int, str]
) -> list[Fact]:
    """Maximal intervals of one sign; a point where f jumps belongs to the side it is joined to."""
    if not settled(parts):
        return []
    function, jumps = profile.function, profile.breaks_below(0)
    outside = function.outside if isinstance(function, Part) else ()
    found: list[Fact] = []
    for s in joined(parts, profile.breaks_below(order)):
        open_lo = s.lo in outside or (s.lo in jumps and not joins(function, s.lo, "+"))
        open_hi = s.hi in outside or (s.hi in jumps and not joins(function, s.hi, "-"))
        found.append(Fact(words[s.sign or 0], Interval(s.lo, s.hi, open_lo, open_hi), "proved"))
    return found


def _extremes(name: str, profile: Profile, order: int) -> Iterator[Fact]:
    """The least and the largest value where they are attained, and where, unless in each period."""
    function, slope = profile.run(order)
    periodic = function is not (profile.function, profile.first)[order]
    if not settled(slope) or not _continuous(function):
        return
    found = try_ends(function, slope)
    if not found or all(s.sign == 0 for s in slope):
        return
    for word, where, best in (
        ("minimum", "least", smallest(found)),
        ("maximum", "largest", largest(found)),
    ):
        if best.attained:
            how = how_far(function)
            yield Fact(f"{word} of {name}", best.value, how)
            if periodic:
                continue
            yield Fact(f"where {name} is {where}", _where(found, best, slope), how)


def _where(found: list[End], best: End, slope: tuple[Stretch, ...]) -> sympy.Set:
    points = places(found, best)
    flat: list[Interval] = []
    for s in joined(slope):
        inner = [e for e in found if e.at in (s.lo, s.hi)]
        if s.sign == 0 and any(compare(e.value, best.value) == 0 for e in inner):
            flat.append(Interval(s.lo, s.hi))
    alone = [p for p in points if not any(_covers(i, p) for i in flat)]
    return _together(alone, flat)


def _covers(interval: Interval, point: Expr) -> bool:
    above, below = compare(interval.start, point), compare(point, interval.end)
    return above in (-1, 0) and below in (-1, 0)


def _is_symmetric(function: Pieces) -> bool:
    """Whether the domain is the same on both sides of 0."""
    lo, hi = function.pieces[0].lo, function.pieces[-1].hi
    outside = function.outside if isinstance(function, Part) else ()
    return lo == -hi and len({lo, hi} & set(outside)) != 1


def _parity(function: Pieces) -> Iterator[Fact]:
    """Even, odd, odd about (0, f(0)), odd beside x/2, or neither; nothing where that is open."""
    middle, x = at_point(function, S.Zero), function.x
    shapes = {"even": (S.Zero, 1), "odd": (S.Zero, -1), "f(-x) = f(x) - x": (x / 2, 1)}
    if middle is not None and middle.is_Rational:
        shapes[f"f(-x) = {2 * middle} - f(x)"] = (middle, -1)
    for words, (rest, sign) in shapes.items():
        parts = tuple(replace(p, expr=p.expr - rest) for p in function.pieces)
        at = zip(function.values, function.breaks, strict=True)
        values = tuple(None if v is None else v - rest.subs(x, b) for v, b in at)
        if mirrored(Pieces(x, parts, values), sign):
            yield Fact("symmetry", words, "proved")
            return
    left, right = at_point(function, -S.One), at_point(function, S.One)
    if left is None or right is None:
        return
    if all(compare(left, sign * right) in (-1, 1) for sign in (1, -1)):
        yield Fact("symmetry", "neither even nor odd", "proved", "seen at 1 and -1")


def _values(profile: Profile) -> Iterator[Fact]:
    for name, function in (("f", profile.function), ("f'", profile.first)):
        value = at_point(function, S.Zero)
        if value is not None:
            chosen = name == "f'" and S.Zero in profile.breaks_below(1)
            how: How = "convention" if chosen else "proved"
            yield Fact(f"{name}(0)", value, how)


def _lipschitz(profile: Profile) -> Iterator[Fact]:
    """sup|f'| and sup|f''|."""
    for label, order, word in ((LIPSCHITZ, 1, "f jumps"), (STEEPEST, 2, "f' jumps")):
        bound = profile.bound(order)
        if bound is not None:
            steep = (profile.first, profile.second)[order - 1]
            note = _why_unbounded(profile, order, word)
            how: How = "proved" if note else how_far(steep)
            yield Fact(label, bound, how, f"{note}, so it has none" if note else "")


def _why_unbounded(profile: Profile, order: int, word: str) -> str:
    """Why a derivative has no largest size for a reason that its values do not show."""
    broken = [k for k in profile.kinks if k.at in profile.breaks_below(order - 1)]
    if not broken:
        return ""
    vertical = order == 2 and all(k.order == 0 and {k.left, k.right} & {oo, -oo} for k in broken)
    return "f' has no value where f is vertical" if vertical else word


def _fixed_points(profile: Profile) -> Iterator[Fact]:
    function = profile.function
    x = function.x
    parts = tuple(Piece(p.lo, p.hi, p.expr - x) for p in function.pieces)
    pairs = zip(function.values, function.breaks, strict=True)
    values = tuple(None if v is None else v - at for v, at in pairs)
    gap: Pieces = replace(function, pieces=parts, values=values)
    if isinstance(gap, Part):
        gap = replace(gap, held=tuple((at, v - at) for at, v in gap.held))
    if len(parts) == 1 and parts[0].expr.is_zero:
        yield Fact("fixed points", S.Reals, "proved")
    else:
        yield from _zeros("fixed points", gap, profile.chart(gap))


def _inverse(profile: Profile) -> Iterator[Fact]:
    found = inverse(profile)
    if found is not None:
        yield Fact("inverse, x in terms of f", found.xreplace(IN_F), "proved")


def _branches(profile: Profile) -> Iterator[Fact]:
    """h with f' = h(f) on the intervals where f is one-to-one, where f is not so as a whole."""
    if {s.sign for s in profile.slope} in ({1}, {-1}, {0}):
        return
    for b in branches(profile.activation):
        if b.h.has(OUTPUT):
            label = f"f' in terms of f for {_place(b.lo, b.hi)}"
            yield Fact(label, b.h.xreplace(IN_F), "proved")


def _place(lo: Expr, hi: Expr) -> str:
    if lo == -oo:
        return f"x < {hi}"
    return f"x > {lo}" if hi == oo else f"{lo} < x < {hi}"
