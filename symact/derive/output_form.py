"""The derivative in terms of the output: h with f' = h(f), found by elimination and proved.

Every h that elimination suggests is proved by the normal form of f' - h(f). `output_form` is one h
for a function that is monotone on the whole line, where the output tells the pieces apart;
`branches` gives an h for every interval on which f is strictly monotone, where one is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sympy import Expr, Interval, Symbol, oo

import symact.analyse.chart
import symact.analyse.domain
import symact.analyse.limits
from symact.activation import Activation
from symact.analyse.signs import Stretch, joined
from symact.derive.derivative import derivative, keeps_rising, limit, pieces
from symact.derive.elimination import OUTPUT, candidates
from symact.derive.ordering import Order
from symact.errors import UnsupportedError
from symact.normalise import is_zero
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed


@dataclass(frozen=True)
class OutputForm:
    """h over the output y, the closed range of y, and in words what was proved."""

    h: Pieces
    lowest: Expr
    highest: Expr
    note: str


@dataclass(frozen=True)
class Branch:
    """f' = h(f) on the interval lo < x < hi, on which f is one-to-one; h over the output y."""

    lo: Expr
    hi: Expr
    h: Expr


@lru_cache(maxsize=64)
def output_form(activation: Activation) -> OutputForm | None:
    """h with f' = h(f), proved; None where none is found or f is not proved to be monotone."""
    function, slope = pieces(activation), derivative(activation)
    signs = {s.sign for s in symact.analyse.chart.chart(slope)}
    order = Order(activation.requires)
    if signs <= {0, 1}:
        word = "nondecreasing" if 0 in signs else "increasing"
        return _of_nondecreasing(function, slope, word, order)
    if not signs <= {0, -1}:
        return None
    word = "nonincreasing" if 0 in signs else "decreasing"
    found = _of_nondecreasing(_mirrored(function, 1), _mirrored(slope, -1), word, order)
    if found is None:
        return None
    parts = tuple(replace(p, expr=-p.expr) for p in found.h.pieces)
    values = tuple(None if v is None else -v for v in found.h.values)
    return replace(found, h=Pieces(OUTPUT, parts, values))


def _mirrored(function: Pieces, sign: int) -> Pieces:
    """x -> sign f(-x)."""
    x = function.x
    parts = tuple(Piece(-p.hi, -p.lo, sign * p.expr.subs(x, -x)) for p in reversed(function.pieces))
    values = tuple(None if v is None else sign * v for v in reversed(function.values))
    return Pieces(x, parts, values)


def _of_nondecreasing(
    function: Pieces, slope: Pieces, word: str, order: Order
) -> OutputForm | None:
    whole = _whole(function, slope)
    total = symact.analyse.domain.is_total(function)
    monotone = total and keeps_rising(function, order)
    one_to_one = monotone and word in ("increasing", "decreasing")
    said = f"f is {word}" + ("" if monotone else " on every interval of its domain")
    said += " and so one-to-one" if one_to_one else ""
    if whole is not None:
        h = Pieces(OUTPUT, (Piece(-oo, oo, whole),), ())
        note = f"{'on the whole line' if total else 'wherever f has a value'}; {said}"
    else:
        found = _by_piece(function, slope) if total or _in_one_piece(function) else None
        if found is None:
            return None
        h, note = found, f"piece by piece; {said}, so the output tells the pieces apart"
    if not monotone:
        return OutputForm(h, -oo, oo, note)
    x, first, last = function.x, function.pieces[0].expr, function.pieces[-1].expr
    lowest = symact.analyse.limits.limit_at_infinity(first, x, -oo)
    highest = symact.analyse.limits.limit_at_infinity(last, x, oo)
    return OutputForm(h, lowest, highest, note)


def _in_one_piece(function: Pieces) -> bool:
    """Whether the domain is an interval: beside the pole of 1/(1 - x) outputs start again."""
    return isinstance(symact.analyse.domain.domain(function), Interval)


def branches(activation: Activation) -> tuple[Branch, ...]:
    """Every interval with closed ends on which f is strictly monotone and an h is proved."""
    function, slope = pieces(activation), derivative(activation)
    x = function.x
    found: list[Branch] = []
    for s in _strict(symact.analyse.chart.chart(slope), function.breaks):
        n = next(n for n, p in enumerate(function.pieces) if _within(s, p))
        f, d = (replace(q.pieces[n], lo=s.lo, hi=s.hi) for q in (function, slope))
        h = next((h for h in candidates(f, d, x) if _holds(h, f, d, x)), None)
        if h is not None:
            found.append(Branch(s.lo, s.hi, h))
    return tuple(found)


def _strict(slope: tuple[Stretch, ...], breaks: tuple[Expr, ...]) -> Iterator[Stretch]:
    """Maximal intervals of one piece on which f is strictly monotone, with ends in closed form."""
    for s in joined(slope, breaks):
        if s.sign in (1, -1) and not any(isinstance(end, Enclosed) for end in (s.lo, s.hi)):
            yield s


def _within(s: Stretch, p: Piece) -> bool:
    above = p.lo == -oo or (s.lo != -oo and bool((s.lo - p.lo).is_nonnegative))
    return above and (p.hi == oo or (s.hi != oo and bool((p.hi - s.hi).is_nonnegative)))


def _whole(function: Pieces, slope: Pieces) -> Expr | None:
    """One h for every piece, where there is one."""
    x = function.x
    for h in candidates(function.pieces[-1], slope.pieces[-1], x):
        pairs = zip(function.pieces, slope.pieces, strict=True)
        if all(_holds(h, f, d, x) for f, d in pairs) and _at_breaks(h, function, slope):
            return h
    return None


def _at_breaks(h: Expr, function: Pieces, slope: Pieces) -> bool:
    pairs = zip(function.values, slope.values, strict=True)
    return all(
        f is not None and d is not None and is_zero(h.xreplace({OUTPUT: f}) - d) for f, d in pairs
    )


def _by_piece(function: Pieces, slope: Pieces) -> Pieces | None:
    found: list[Expr] = []
    for f, d in zip(function.pieces, slope.pieces, strict=True):
        matching = (h for h in candidates(f, d, function.x) if _holds(h, f, d, function.x))
        h = next(matching, None)
        if h is None:
            return None
        found.append(h)
    if any(v is None for v in (*function.values, *slope.values)) or not _continuous(function):
        return None
    ends = [-oo, *function.values, oo]
    parts = tuple(Piece(a, b, h) for a, b, h in zip(ends, ends[1:], found, strict=False))
    return Pieces(OUTPUT, parts, slope.values)


def _continuous(function: Pieces) -> bool:
    """Whether outputs on both sides of a break meet there, so that the ranges do not overlap."""
    x = function.x
    joins = zip(function.pieces, function.pieces[1:], function.values, strict=False)
    return all(
        is_zero(limit(p.expr, x, p.hi, "-") - v) and is_zero(limit(n.expr, x, p.hi, "+") - v)
        for p, n, v in joins
    )


def _holds(h: Expr, f: Piece, d: Piece, x: Symbol) -> bool:
    """Whether d = h(f) is proved: between the ends, or on a half-line beyond either of them."""
    gap = d.expr - h.xreplace({OUTPUT: f.expr})
    for lo, hi in dict.fromkeys([(f.lo, f.hi), (-oo, f.hi), (f.lo, oo)]):
        try:
            if is_zero(gap, x, lo, hi, real=True):
                return True
        except (UnsupportedError, ZeroDivisionError):
            continue
    return False


__all__ = ["OUTPUT", "Branch", "OutputForm", "branches", "output_form"]
