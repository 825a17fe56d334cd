"""Parameters: the values at which a known function agrees with another one at a few points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import sympy
from sympy import Expr

from symact.activation import Activation
from symact.enclose import enclose
from symact.recognise.numbers import BITS, nearby
from symact.recognise.sample import POINTS, Sample, meets

STEPS = 12
"""Gauss-Newton steps from one start; near a solution each one doubles the correct digits."""

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
    goal = _floats(g.plain)
    points = [mirror * t for t in POINTS]
    usable = np.isfinite(goal)
    if usable.sum() < len(f.defaults) + 1:
        return

    def gap(p: np.ndarray) -> np.ndarray:
        here: np.ndarray = (_floats(f.values(points, list(map(float, p)))) - goal)[usable]
        return here

    defaults = _floats(f.defaults)
    for start in STARTS:
        found = _descend(gap, defaults * start)
        if found is not None:
            values = [nearby(v) for v in found]
            if None not in values:
                yield tuple(v for v in values if v is not None)
                return


def _floats(balls: Sequence[Any]) -> np.ndarray:
    return np.array([float(b.mid()) if b.is_finite() else np.nan for b in balls])


def _descend(gap: Any, p: np.ndarray) -> np.ndarray | None:
    """Gauss-Newton with halved steps, while the largest gap shrinks; None where it does not."""
    here = gap(p)
    for _ in range(STEPS):
        if not np.isfinite(here).all():
            return None
        if np.abs(here).max() < 1e-12:
            return p
        step = 1e-6
        columns = [(gap(p + step * e) - here) / step for e in np.eye(len(p))]
        jacobian = np.stack(columns, axis=1)
        if not np.isfinite(jacobian).all() or not jacobian.any():
            return None
        change = -np.linalg.lstsq(jacobian, here, rcond=1e-9)[0]
        nearer = _along(gap, p, change, here)
        if nearer is None:
            return None
        p, here = nearer
    return None


def _along(
    gap: Any, p: np.ndarray, change: np.ndarray, here: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    for share in (1.0, 0.5, 0.25):
        there = gap(p + share * change)
        if np.isfinite(there).all() and np.abs(there).max() < 0.9 * np.abs(here).max():
            return p + share * change, there
    return None
