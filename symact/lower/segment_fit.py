"""Polynomials on segments of the line, with coefficients of the type.

On a short segment f is one polynomial in t = x - c of degree 5 to 11. c is chosen among the numbers
near the middle so that f(c) is almost one of the type: then a0 = f(c) carries next to no error, and
all else counts for less as it is multiplied by t. Where f changes its sign c is the zero, and where
|f| changes much c is at the end where it is small.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from symact.lower.segments import Array, Function, Line

MOST = 6.5
"""A zero at 0 of a higher order leaves too little of a polynomial."""

NODES = 28
"""The nodes of a fit on a segment."""

STEEP = 0.7
"""The change of log |f| over a segment from which on c is at the end where |f| is small.

There all terms have one sign; with c in the middle half of a0 would be taken off again.
"""

WEAK = 0.5
"""What part of the largest value in a segment a0 is where a1 has to have two words."""

CENTRES, NEARBY = 201, 0.04
"""How many numbers near a point may become c, and how near, in widths of its segment."""


@dataclass(frozen=True)
class Fit:
    """Centres of segments, f there, the order of its zero there, and nodes with the rest of f.

    In each segment so many of the best centres are passed over.
    """

    numbers: Array
    passed: Array
    centre: Array
    value: Array
    order: Array
    t: Array
    rest: Array
    size: Array

    @staticmethod
    def of(function: Function, line: Line, passed: Array | None = None) -> Fit | None:
        """The nodes of every segment; None where f has a zero that no polynomial has."""
        numbers, low, high = line.segments
        passed = np.zeros(numbers.size, int) if passed is None else passed
        centre = _centres(function, low, high, passed)
        value = function(centre)
        value = np.where(centre == 0, value, np.float32(value))
        at = np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES)
        x = (low + high)[:, None] / 2 + (high - low)[:, None] / 2 * 1.001 * at
        x[x == centre[:, None]] += 1e-9
        if line.parity:
            x = np.abs(x)
        size = np.abs(function(x))
        if not (np.isfinite(size) & (size > 0)).all() or not np.isfinite(value).all():
            return None
        t = x - centre[:, None]
        order = np.ones(centre.shape, int)
        for k in np.nonzero((centre == 0) & (value == 0))[0]:
            near = np.abs(function(np.array([2.0**-12, 2.0**-13])))
            power = np.log2(near[0] / near[1])
            if not 0.5 < power < MOST:
                return None
            order[k] = int(np.rint(power))
        rest = (function(x) - value[:, None]) / t ** order[:, None]
        return Fit(numbers, passed, centre, value, order, t, rest, size)

    def error(self, degree: int) -> float:
        """The largest relative error of the best polynomials."""
        return max(_left(degree - order, *parts) for order, _, *parts in self._alike())

    def coefficients(self, degree: int, fine: bool) -> Array:
        """Coefficients a0 to a[degree] of every segment.

        Each is rounded in turn and made up for by the later ones. The last column has, for fine
        ones, what rounding leaves out of a1 where a0 is weak.
        """
        found = np.zeros((self.centre.size, degree + 2))
        found[:, 0] = self.value
        for order, rows, *parts in self._alike():
            split = self.weak[rows] & fine & (order == 1)
            t, rest, weight = parts
            solved = _rounded(degree - order, t, rest, weight, split)
            found[rows, order:-1], found[rows, -1] = solved
        return found

    def _alike(self) -> Iterator[Any]:
        """The segments with a zero of some order: the order, which, t, the rest, its weight."""
        for order in np.unique(self.order).tolist():
            rows = self.order == order
            t = self.t[rows]
            yield order, rows, t, self.rest[rows], np.abs(t) ** order / self.size[rows]

    @property
    def sign(self) -> float:
        """The sign of most of the values, of which those in the last segment with a centre."""
        return float(np.sign(self.value[-1]))

    @property
    def weak(self) -> Array:
        """Where a0 is a small part of most values, so that a1 has to be exact."""
        return np.asarray(np.abs(self.value) < WEAK * self.size.max(axis=1))

    @property
    def zero(self) -> Array:
        """Which segments have a zero at 0."""
        return np.asarray((self.centre == 0) & (self.value == 0))


def _left(degree: int, t: Array, rest: Array, weight: Array) -> float:
    """The largest weighted error of the best polynomials in t."""
    scale = np.abs(t).max(axis=1, keepdims=True)
    basis = (t / scale)[..., None] ** np.arange(degree + 1)
    solved = _least_squares(basis * weight[..., None], rest * weight)
    return float(np.abs((rest - (basis @ solved[..., None])[..., 0]) * weight).max())


def _rounded(
    degree: int, t: Array, rest: Array, weight: Array, split: Array
) -> tuple[Array, Array]:
    """Coefficients of polynomials in t, each of the type; the second word of those to be split.

    Only the first is split, into words of one sign, so that they agree on the sign of zero.
    """
    scale = np.abs(t).max(axis=1, keepdims=True)
    found, low = np.zeros((t.shape[0], degree + 1)), np.zeros(t.shape[0])
    for k in range(degree + 1):
        basis = (t / scale)[..., None] ** np.arange(k, degree + 1)
        solved = _least_squares(basis * weight[..., None], rest * weight)
        wanted = solved[:, 0] / scale[:, 0] ** k
        found[:, k] = np.float32(wanted)
        if k == 0:
            found[:, 0] = np.where(split, _towards_zero(wanted), found[:, 0])
            low = np.where(split, np.float32(wanted - found[:, 0]), low)
            rest = rest - low[:, None]
        rest = rest - found[:, k, None] * t**k
    return found, low


def _towards_zero(values: Array) -> Array:
    """Rounded to the type, never away from 0."""
    nearest = np.float32(values)
    below = np.nextafter(nearest, np.float32(0))
    return np.asarray(np.where(np.abs(nearest) > np.abs(values), below, nearest))


def _least_squares(matrix: Array, wanted: Array) -> Array:
    """The least squares of every segment."""
    return np.asarray((np.linalg.pinv(matrix, 1e-14) @ wanted[..., None])[..., 0])


def _centres(function: Function, low: Array, high: Array, passed: Array) -> Array:
    """A number of each segment where f is a zero, or almost a number of the type."""
    inside = low[:, None] + (high - low)[:, None] * np.linspace(0, 1, 33)
    values = function(inside)
    ends = np.abs(values[:, [0, -1]])
    with np.errstate(divide="ignore"):
        steep = np.abs(np.log(ends[:, 1] / ends[:, 0])) > STEEP
    small = np.where(ends[:, 0] < ends[:, 1], low, high)
    found = np.where(steep, small, (low + high) / 2)
    found = _accurate(function, found, high - low, passed)
    for k, row in enumerate(values):
        (at,) = np.nonzero(row[1:] * row[:-1] < 0)
        if low[k] <= 0 <= high[k] and function(np.zeros(1))[0] == 0:
            found[k] = 0.0
        elif at.size:
            found[k] = _zero(function, inside[k, at[0]], inside[k, at[0] + 1])
    return found


def _accurate(function: Function, about: Array, width: Array, passed: Array) -> Array:
    """A number of the type near each point whose value is almost one of the type."""
    steps = np.linspace(-NEARBY, NEARBY, CENTRES) * width[:, None]
    tried = (about[:, None] + steps).astype(np.float32).astype(float)
    values = function(tried)
    rounded = values.astype(np.float32)
    off = np.abs(values - rounded) / np.spacing(np.abs(rounded))
    rows = np.arange(about.size)
    return np.asarray(tried[rows, np.argsort(off, axis=1, kind="stable")[rows, passed]])


def _zero(function: Function, low: float, high: float) -> float:
    """The number of the type next to where f changes its sign."""
    for _ in range(16):
        x = np.linspace(low, high, 33)
        values = function(x)
        before = int(np.argmax((values > 0) != (values[0] > 0))) - 1
        low, high = x[before], x[before + 1]
    return float(np.float32(low))
