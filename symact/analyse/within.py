"""A function with a domain of its own: the profile of what it is inside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import sympy
from sympy import Expr, Interval, Union, oo

from symact.analyse.domain import intervals
from symact.analyse.profile import (
    Part,
    Profile,
    at_point,
    compare,
    is_attained,
    one_sided,
    try_ends,
)
from symact.derive import derivative, pieces, second_derivative
from symact.errors import UnsupportedError
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed


@dataclass(frozen=True)
class Within(Profile):
    """The profile on adjoining intervals, between which single points are missing."""

    intervals: tuple[Interval, ...] = ()

    @cached_property
    def function(self) -> Part:
        """f, with its values at the ends that belong to the domain."""
        whole = pieces(self.activation)
        ends = (self.intervals[0].start, self.intervals[-1].end)
        with_ends = (not self.intervals[0].left_open, not self.intervals[-1].right_open)
        values = [
            (at, at_point(whole, at)) for at, in_it in zip(ends, with_ends, strict=True) if in_it
        ]
        return self._part(whole, tuple((at, v) for at, v in values if v is not None))

    @cached_property
    def first(self) -> Part:
        """f'; at the ends of the domain it has limits, and no values."""
        return self._part(derivative(self.activation))

    @cached_property
    def second(self) -> Part:
        """f''."""
        return self._part(second_derivative(self.activation))

    @property
    def holes(self) -> list[Expr]:
        """The single points that are missing."""
        return [i.end for i in self.intervals[:-1]]

    def breaks_below(self, order: int) -> list[Expr]:
        """The points inside where f is not C^order, with those that are missing."""
        inside = [at for at in super().breaks_below(order) if at in self.function.breaks]
        return list(dict.fromkeys((*inside, *self.holes)))

    def bound(self, order: int) -> Expr | None:
        """sup of |f|, |f'| or |f''|; across a missing point only where it is infinite."""
        if not self.holes:
            return super().bound(order)
        function = (self.function, self.first, self.second)[order]
        slope = (self.slope, self.bend, self.turn)[order]
        if any(s.sign is None for s in slope):
            return None
        return oo if {oo, -oo} & {e.value for e in try_ends(function, slope)} else None

    def _part(self, whole: Pieces, held: tuple[tuple[Expr, Expr], ...] = ()) -> Part:
        parts, values = [], []
        known = dict(zip(whole.breaks, whole.values, strict=True))
        for interval in self.intervals:
            for piece in whole.pieces:
                lo, hi = _later(piece.lo, interval.start), _earlier(piece.hi, interval.end)
                if compare(lo, hi) == -1:
                    parts.append(Piece(lo, hi, piece.expr))
                    values.append(None if hi in self.holes else known.get(hi))
        return Part(whole.x, tuple(parts), tuple(values[:-1]), held)


def within(profile: Profile, where: sympy.Set) -> Within | None:
    """The profile inside a domain; None where that is not made of adjoining intervals.

    Their ends are in closed form.
    """
    if where.has(Enclosed):
        return None
    found = sorted(intervals(where), key=lambda i: float(i.start))
    if not found or Union(*found) != where or any(a.end != b.start for a, b in pairwise(found)):
        return None
    try:
        inside = Within(profile.activation, tuple(found))
        function = inside.function
        ends = ((function.pieces[0], "+"), (function.pieces[-1], "-"))
        for at, _ in function.held:
            piece, side = ends[at == function.pieces[-1].hi]
            if not is_attained(function, at, one_sided(piece, function, at, side)):
                return None
    except (UnsupportedError, NotImplementedError):
        return None
    return inside


def _later(a: Expr, b: Expr) -> Expr:
    return b if compare(a, b) in (-1, 0) else a


def _earlier(a: Expr, b: Expr) -> Expr:
    return a if compare(a, b) in (-1, 0) else b
