"""Parameters: the values at which a known function agrees with another one at a few points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import hypot, inf, isfinite
from typing import Any

import sympy
from sympy import Expr

from symact.activation import Activation
from symact.enclose import enclose
from symact.recognise.numbers import BITS, nearby
from symact.recognise.sample import POINTS, Sample, meets

STEPS = 12
"""Gauss-Newton steps from one start; near a solution each one doubles the correct digits."""

STEP = 1e-6
"""How far a parameter is moved to see what changes."""

RANK = 1e-9
"""What is left of a column, relative to the largest one, below which it counts as dependent."""

Vector = list[float]
Gap = Callable[[Vector], Vector]

STARTS = (1.0, 3.0, 0.3, -1.0)
"""The defaults times these are where the search starts."""


def settings(f: Sample, g: Sample, mirror: int) -> Iterator[tuple[Expr, ...]]:
    """Values of f's parameters at which f(mirror x) and g(x) agree at every point looked at."""
    wanted = [mirror * t for t in POINTS]
    for values in dict.fromkeys((*_from_breaks(f, g), *_solved(f, g, mirror))):
        if _allowed(f.activation, values) and meets(f.values(wanted, _balls(values)), g.plain):
            yield values


def _balls(values: Sequence[Expr]) -> list[Any]:
    return [enclose(v, {}, BITS) for v in values]


def _allowed(activation: Activation, values: Sequence[Expr]) -> bool:
    put = {p.symbol: v for p, v in zip(activation.parameters, values, strict=True)}
    if any(s.is_positive and not v.is_positive for s, v in put.items()):
        return False
    return all(r.xreplace(put) == sympy.true for r in activation.requires)


def _from_breaks(f: Sample, g: Sample) -> Iterator[tuple[Expr, ...]]:
    """A parameter that is a break of f set to each break of g."""
    breaks = {abs(b) for b in g.pieces.breaks if b != 0}
    parameters = f.activation.parameters
    if len(parameters) == 1 and f.pieces.breaks:
        yield from ((b,) for b in breaks)


def _solved(f: Sample, g: Sample, mirror: int) -> Iterator[tuple[Expr, ...]]:
    goal = [(mirror * t, v) for t, v in zip(POINTS, _floats(g.plain), strict=True) if isfinite(v)]
    if len(goal) < len(f.defaults) + 1:
        return
    points, wanted = [t for t, _ in goal], [v for _, v in goal]

    def gap(p: Vector) -> Vector:
        return [a - b for a, b in zip(_floats(f.values(points, p)), wanted, strict=True)]

    for start in STARTS:
        found = _descend(gap, [start * d for d in _floats(f.defaults)])
        if found is not None:
            values = [nearby(v) for v in found]
            if None not in values:
                yield tuple(v for v in values if v is not None)
                return


def _floats(balls: Sequence[Any]) -> Vector:
    return [float(b.mid()) if b.is_finite() else inf for b in balls]


def _descend(gap: Gap, p: Vector) -> Vector | None:
    """Gauss-Newton with halved steps, while the largest gap shrinks; None where it does not."""
    here = gap(p)
    for _ in range(STEPS):
        if not all(map(isfinite, here)):
            return None
        if max(map(abs, here)) < 1e-12:
            return p
        columns = [_change(gap, p, here, k) for k in range(len(p))]
        if not all(isfinite(v) for column in columns for v in column):
            return None
        change = _least_squares(columns, here)
        nearer = _along(gap, p, change, here) if any(change) else None
        if nearer is None:
            return None
        p, here = nearer
    return None


def _change(gap: Gap, p: Vector, here: Vector, k: int) -> Vector:
    """How fast the gaps change with one parameter."""
    beside = gap([v + STEP if n == k else v for n, v in enumerate(p)])
    return [(b - a) / STEP for a, b in zip(here, beside, strict=True)]


def _least_squares(columns: Sequence[Vector], here: Vector) -> Vector:
    """The change of parameters that brings the gaps nearest to 0, by modified Gram-Schmidt.

    A parameter stays where its column depends on those before it.
    """
    least = RANK * max(hypot(*column) for column in columns)
    change = [0.0] * len(columns)
    basis: list[tuple[Vector, Vector]] = []
    for k, column in enumerate(columns):
        rest, way = column, [float(n == k) for n in range(len(columns))]
        for unit, along in basis:
            share = _dot(unit, rest)
            rest, way = _less(rest, share, unit), _less(way, share, along)
        size = hypot(*rest)
        if size > least:
            unit, along = [v / size for v in rest], [v / size for v in way]
            basis.append((unit, along))
            change = _less(change, _dot(unit, here), along)
    return change


def _dot(a: Vector, b: Vector) -> float:
    return sum(u * v for u, v in zip(a, b, strict=True))


def _less(a: Vector, share: float, b: Vector) -> Vector:
    return [u - share * v for u, v in zip(a, b, strict=True)]


def _along(gap: Gap, p: Vector, change: Vector, here: Vector) -> tuple[Vector, Vector] | None:
    for share in (1.0, 0.5, 0.25):
        q = [v + share * c for v, c in zip(p, change, strict=True)]
        there = gap(q)
        if max(map(abs, there)) < 0.9 * max(map(abs, here)):
            return q, there
    return None
