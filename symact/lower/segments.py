"""The line cut into 32 segments, for tables that have a number for each.

    i = the integer next to x (p + q |x|), or x (p + q x),

is the segment of x: two operations, of which one leaves i in the last bits. Segments are narrower
at both ends, or at one. Where f is even or odd, |x| takes the place of x; where f becomes linear,
the last segment has no end. Far from 0 there are none: the values of most activations span too many
binades there for a polynomial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import erfc, inf, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.ir.build import Term, call, fma, term
from symact.ir.scalar import ENTRIES

Array = NDArray[Any]
Function = Callable[[Array], Array]

REACHES = (16.0, 12.0, 10.0, 9.0)
"""How far from 0 the tables may go."""

TOGETHER = 64
"""So many inputs share a branch."""

STEEPENINGS = (0.0, 0.2, 0.5, 1.0, 2.0, 6.0)
"""How much narrower than at 0 segments are at both ends: q |x| / p there."""

ONE_SIDED = (0.4, 0.7, 0.9, -0.4, -0.7, -0.9)
"""How much wider than at 0 segments are at the right end, or at the left one: -2 q x / p there."""

ALIKE = 1e-12
"""The relative difference of numbers that are taken to be equal but for rounding."""

SHIFT = 1.5 * 2.0**23
"""Where the last place of a float32 is 1."""


@dataclass(frozen=True)
class Line:
    """How x becomes a segment's number: by x (p + q |x|), of |x| where f is even or odd.

    A one-sided line does so by x (p + q x).
    Beyond `top` x counts as `top`, in the segment where f is `slope` x + `level`.
    """

    parity: str
    low: float
    high: float
    p: float
    q: float
    top: float = inf
    slope: float = 0.0
    level: float = 0.0
    one_sided: bool = False

    def number(self, x: Array) -> Array:
        """x (p + q |x|), or x (p + q x)."""
        return np.asarray(x * (self.p + self.q * (x if self.one_sided else np.abs(x))))

    def place(self, u: Array) -> Array:
        """The x of such a number; one beyond the range where there is none."""
        square = self.p * self.p + 4 * self.q * (u if self.one_sided else np.abs(u))
        root = np.sqrt(np.maximum(square, 0))
        return np.asarray(2 * u / (self.p + root))

    def reaches(self, u: float) -> bool:
        """Whether some x has such a number: a one-sided line turns back where p + 2 q x is 0."""
        return not self.one_sided or self.p * self.p + 4 * self.q * u > 0

    @property
    def segments(self) -> tuple[Array, Array, Array]:
        """The numbers of the segments with their ends; of one with a top, without the last."""
        end = self.high if self.top == inf else self.top
        first, last = np.rint(self.number(np.array([self.low, end])))
        numbers = np.arange(first, last + (self.top == inf))
        ends = self.place(numbers[:, None] + np.array([-0.5, 0.5]))
        low, high = np.clip(ends, self.low, end).T
        wide = high > low
        return numbers[wide].astype(int), low[wide], high[wide]

    def index(self, x: Term) -> Term:
        """The segment's number in the last bits of an integer."""
        if self.top != inf:
            x = call("min", x, self.top)
        p, q = float(np.float32(self.p)), float(np.float32(self.q))
        size = x if self.parity or self.one_sided else abs(x)
        scale = term(p) if not q else fma(size, q, p)
        return call("to_bits", fma(x, scale, SHIFT))

    def left(self, deviation: float) -> float:
        """How likely it is that of inputs that share a branch one is outside: of normal data."""
        low = -self.high if self.parity else self.low
        outside = sum(erfc(end / deviation / sqrt(2)) for end in (-low, self.high)) / 2
        return float(1 - (1 - outside) ** TOGETHER)


def lines(function: Function) -> Iterator[Line]:
    """The ways to cut the line into segments."""
    parity = _parity(function)
    for reach in REACHES:
        top, slope, level = _linear(function, reach)
        low = 0.0 if parity else -reach
        for q, one_sided in _slopes(parity, reach, top):
            plain = Line(parity, low, reach, 1.0, q, one_sided=one_sided)
            if top == inf:
                ends = plain.number(np.array([low, reach]))
                by = (ENTRIES - 1.1) / (ends[1] - ends[0])
                yield replace(plain, p=by, q=q * by)
                continue
            begins, ends = plain.number(np.array([low, top]))
            # the last segment begins half a step before its number, where f becomes linear
            last = int(ENTRIES - 1 if parity else (ENTRIES - 1.6) * ends / (ends - begins) + 0.5)
            if last < 1:
                continue
            by = (last - 0.5) / ends
            most = float(np.finfo(np.float32).max)
            line = replace(plain, high=most, p=by, q=q * by)
            if line.reaches(last):
                inside = float(line.place(np.array([float(last)]))[0])
                yield replace(line, top=inside, slope=slope, level=level)


def _slopes(parity: str, reach: float, top: float) -> Iterator[tuple[float, bool]]:
    """The q of a line where p is 1, and whether it is one-sided."""
    for steepening in STEEPENINGS:
        yield steepening / reach, False
    for wider in () if parity else ONE_SIDED:
        yield -wider / 2 / (min(reach, top) if wider > 0 else reach), True


def _parity(function: Function) -> str:
    """Whether f is even, or odd and of one sign for x > 0."""
    x = np.linspace(0.01, 15, 400)
    right, left = function(x), function(-x)
    if (np.abs(right - left) <= ALIKE * np.abs(right)).all():
        return "even"
    one_sign = (right > 0).all() or (right < 0).all()
    return "odd" if one_sign and (np.abs(right + left) <= ALIKE * np.abs(right)).all() else ""


def _linear(function: Function, reach: float) -> tuple[float, float, float]:
    """From where on f is as good as linear, and its slope and level; infinity where it is not."""
    far = np.array([2.0**10, 2.0**11])
    with np.errstate(all="ignore"):
        one, two = function(far)
        slope = (two - one) / 2.0**10
        level = float(np.float32(one - slope * far[0]))
        x = np.concatenate([np.arange(1, reach + 1e-9, 0.125), np.ldexp(1.0, np.arange(4, 120))])
        value = function(x)
        off = np.abs(slope * x + level - value) > 2.0**-26 * np.abs(value)
    if off[-1] or not np.isfinite([slope, level]).all() or slope != np.float32(slope):
        return inf, 0.0, 0.0
    begin = x[np.nonzero(off)[0].max() + 1] if off.any() else x[0]
    return (float(begin), float(slope), level) if begin < reach else (inf, 0.0, 0.0)
