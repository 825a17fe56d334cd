"""Curves of an activation and its derivative as broken lines, split at kinks and jumps.

Values come from mpmath at 50 digits: it is plain Python, so that the coordinates are the same on
every host, which NumPy's and the C library's functions do not promise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import mpmath
import sympy
from sympy import Basic, Expr, Idx, Indexed, IndexedBase, Max, Piecewise, S, Symbol

from symact.activation import FirstMaximum, Maximum, outermost
from symact.errors import UnsupportedError
from symact.pieces import Pieces
from symact.sheet import Sheet

Point = tuple[float, float]

X_RANGE = (-5, 5)
Y_LIMIT = 6.0  # exp reaches 148 at 5; beyond this a plot shows one branch and no shape
_STEPS = 400
_SIDE = sympy.Rational(1, 10**20)  # "just left of" a break, well within 50 digits
_SAME = 1e-9
_FLAT = 2e-3  # a point this close to its neighbours' chord is left out: 0.02 mm on paper
FIRST: Mapping[Basic, int] = MappingProxyType({})  # every free index at the first component

OTHERS = (S.Zero, S.One)
"""The components x_2, x_3 held fixed where the function of a vector is drawn against x_1."""


@dataclass(frozen=True)
class Dot:
    """The end of a segment at a jump: filled where the value is taken, else open."""

    x: float
    y: float
    filled: bool


@dataclass(frozen=True)
class Curve:
    """One function as broken lines."""

    segments: tuple[tuple[Point, ...], ...]
    dots: tuple[Dot, ...]

    @property
    def ys(self) -> Iterator[float]:
        """Every ordinate that is drawn."""
        yield from (y for segment in self.segments for _, y in segment)

    @property
    def in_frame(self) -> bool:
        """Whether any of it can be seen."""
        return any(abs(y) <= Y_LIMIT for y in (*self.ys, *(dot.y for dot in self.dots)))


@dataclass(frozen=True)
class Plot:
    """f and f' over a common range."""

    function: Curve
    derivative: Curve
    x_range: tuple[float, float]
    y_range: tuple[float, float]


def plot(sheet: Sheet) -> Plot:
    """The curves of a sheet, at the parameters' defaults.

    Raises UnsupportedError when a formula has no numerical value to draw.
    """
    function, derivative = _axiswise(sheet) if sheet.activation.axiswise else _elementwise(sheet)
    lo, hi = X_RANGE
    return Plot(function, derivative, (float(lo), float(hi)), _y_range(function, derivative))


def _elementwise(sheet: Sheet) -> tuple[Curve, Curve]:
    activation = sheet.activation
    x = activation.x
    breaks = [activation.at_defaults(k.at) for k in sheet.kinks]
    formula = activation.at_defaults()
    values = [formula.subs(x, at) for at in breaks]
    function = _curve(x, [formula] * (len(breaks) + 1), breaks, values)
    assert isinstance(sheet.derivative, Pieces)
    first = sheet.derivative
    return function, _curve(
        first.x,
        [activation.at_defaults(p.expr) for p in first.pieces],
        [activation.at_defaults(b) for b in first.breaks],
        [None if v is None else activation.at_defaults(v) for v in first.values],
    )


def _axiswise(sheet: Sheet) -> tuple[Curve, Curve]:
    """The first component, and its derivative by x_1; ties with a fixed component are breaks."""
    x = Symbol("x", real=True)
    vector = (x, *OTHERS)
    curves = []
    for expr in (sheet.activation.expr, sheet.derivative):
        line = unrolled(sheet.activation.at_defaults(expr), vector)
        values = [line.subs(x, at) for at in OTHERS]
        curves.append(_curve(x, [line] * (len(OTHERS) + 1), list(OTHERS), values))
    return curves[0], curves[1]


def unrolled(expr: Expr, vector: Sequence[Expr], at: Mapping[Basic, int] = FIRST) -> Expr:
    """A formula over an axis at given components: sums written out, free indices at `at`.

    An index that `at` does not place stands at the first component.
    """
    return _unrolled(expr, vector, at)


def _unrolled(expr: Basic, vector: Sequence[Expr], at: Mapping[Basic, int]) -> Any:
    if isinstance(expr, Idx):
        return sympy.Integer(at.get(expr, 0))
    if isinstance(expr, Indexed):
        return vector[int(_unrolled(expr.indices[0], vector, at))]
    if isinstance(expr, sympy.Sum | Maximum):
        body, index = outermost(expr) if isinstance(expr, sympy.Sum) else expr.args
        terms = [_unrolled(body, vector, {**at, index: k}) for k in range(len(vector))]
        return sympy.Add(*terms) if isinstance(expr, sympy.Sum) else Max(*terms)
    if isinstance(expr, FirstMaximum):
        body, index, position = expr.args
        terms = [_unrolled(body, vector, {**at, index: k}) for k in range(len(vector))]
        first = int(_unrolled(position, vector, at))
        others = [t for k, t in enumerate(terms) if k != first]
        largest = [
            terms[first] > t if k < first else terms[first] >= t for k, t in enumerate(others)
        ]
        return Piecewise((S.One, sympy.And(*largest)), (S.Zero, True))
    if isinstance(expr, IndexedBase) or not expr.args:
        return expr
    return expr.func(*(_unrolled(a, vector, at) for a in expr.args))


def _curve(
    x: Symbol, exprs: list[Expr], breaks: list[Expr], values: Sequence[Expr | None]
) -> Curve:
    lo, hi = map(sympy.Integer, X_RANGE)
    edges = [lo, *(b for b in breaks if lo < b < hi), hi]
    first = sum(1 for b in breaks if b <= lo)
    segments: list[list[Point]] = []
    dots: list[Dot] = []
    for n, (a, b) in enumerate(pairwise(edges)):
        parts = _segments(_evaluator(x, exprs[first + n]), a, b, n > 0, n + 2 < len(edges))
        if n == 0 or not parts or not segments:
            segments.extend(parts)
            continue
        value = values[first + n - 1]
        joined, ends = _meet(segments[-1][-1], parts[0][0], float(a), _number(value))
        dots.extend(ends)
        segments.extend(parts)
        if joined:
            second = segments.pop(-len(parts))
            segments[-len(parts)] += second[1:]
    return Curve(tuple(tuple(_thinned(s)) for s in segments), tuple(dots))


def _meet(left: Point, right: Point, at: float, value: float | None) -> tuple[bool, list[Dot]]:
    """Whether two segments join at a break; where they do not, a dot for each end and the value."""
    taken = [value is not None and abs(y - value) < _SAME for _, y in (left, right)]
    if abs(left[1] - right[1]) < _SAME and (value is None or all(taken)):
        hole = [] if value is not None else [Dot(at, _rounded(left[1]), False)]
        return True, hole
    dots = [Dot(at, _rounded(y), t) for (_, y), t in zip((left, right), taken, strict=True)]
    if value is not None and not any(taken):
        dots.append(Dot(at, _rounded(value), True))
    return False, dots


def _segments(
    value: Callable[[Expr], float | None], a: Expr, b: Expr, open_a: bool, open_b: bool
) -> list[list[Point]]:
    """The points of (a, b), a new segment after every point without a finite value."""
    steps = max(2, round(float((b - a) * _STEPS / (X_RANGE[1] - X_RANGE[0]))))
    grid = [a + (b - a) * k / steps for k in range(steps + 1)]
    points = [
        *[(a, a + _SIDE if open_a else a)],
        *[(t, t) for t in grid[1:-1]],
        *[(b, b - _SIDE if open_b else b)],
    ]
    found: list[list[Point]] = [[]]
    for shown, t in points:
        y = value(t)
        if y is None:
            found.append([])
        else:
            found[-1].append((float(shown), y))
    return [segment for segment in found if len(segment) > 1]


def _evaluator(x: Symbol, expr: Expr) -> Callable[[Expr], float | None]:
    unknown = expr.free_symbols - {x}
    if unknown:
        raise UnsupportedError(f"{expr} has no curve: {min(map(str, unknown))} has no value")
    function = sympy.lambdify(x, expr, "mpmath")

    def value(t: Expr) -> float | None:
        with mpmath.workdps(50):
            at = mpmath.mpf(t.p) / t.q if t.is_Rational else mpmath.mpmathify(t.evalf(50))
            try:
                found = function(at)
            except (ZeroDivisionError, ValueError):  # a pole of a quotient, or of log and gamma
                return None
            if found is None:  # none of the formula's cases holds
                return None
            y = mpmath.mpmathify(found)
        if isinstance(y, mpmath.mpc) or not mpmath.isfinite(y) or abs(y) > 100 * Y_LIMIT:
            return None
        return float(y)

    return value


def _number(value: Expr | None) -> float | None:
    """A value to draw a dot at; None where there is none, or no finite one."""
    found = None if value is None else value.n()
    return float(found) if found is not None and found.is_Number and found.is_finite else None


def _thinned(points: list[Point]) -> list[Point]:
    """The points that matter (Ramer, Douglas and Peucker), rounded to four decimals."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        a, b = todo.pop()
        worst, where = max(
            ((_off_chord(points[k], points[a], points[b]), k) for k in range(a + 1, b)),
            default=(0.0, a),
        )
        if worst > _FLAT:
            keep.add(where)
            todo += [(a, where), (where, b)]
    return [(_rounded(x), _rounded(y)) for k, (x, y) in enumerate(points) if k in keep]


def _off_chord(p: Point, a: Point, b: Point) -> float:
    return abs(p[1] - (a[1] + (b[1] - a[1]) * (p[0] - a[0]) / (b[0] - a[0])))


def _rounded(value: float) -> float:
    return round(value, 4) + 0.0  # -0.0 becomes 0.0


def _y_range(*curves: Curve) -> tuple[float, float]:
    ys = [min(max(y, -Y_LIMIT), Y_LIMIT) for curve in curves for y in curve.ys]
    ys += [0.0]
    margin = max(0.08 * (max(ys) - min(ys)), 0.05)
    return round(min(ys) - margin, 3), round(max(ys) + margin, 3)
