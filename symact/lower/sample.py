"""The inputs a kernel is measured on, with true values by ball arithmetic, and the special values.

The truth is Arb applied to the pieces of the definition or of its derivative, never to the normal
form that kernels are written from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Rational, Symbol, oo

from symact.activation import Parameter
from symact.enclose import NAN, enclose, enclosures, midpoint
from symact.ir.scalar import DType
from symact.pieces import Piece, Pieces
from symact.ulp import Reference

SEED = 20240229
DENSITY = ((2.0, 2000), (8.0, 6000), (30.0, 2000), (110.0, 700), (1000.0, 300))
"""How many inputs are drawn between -s and s: most where errors of several roundings meet."""

BARELY = 2.0**-20
LAST = 128
"""So many inputs are put where a function begins to overflow."""

HALVINGS = 40

BETWEEN = 16
"""Where a function of an argument above 2^-20 is subnormal there are so many times more inputs."""

Array = NDArray[Any]
Grid = Sequence[Mapping[Symbol, Fraction]]


@dataclass(frozen=True)
class Block:
    """Inputs at one choice of parameters: the function there, the points, the true values."""

    function: Pieces
    parameters: Mapping[Symbol, Fraction]
    x: Array
    truth: Reference
    defined: Array

    def inside(self, lo: Expr, hi: Expr, scale: float = 1.0) -> Block:
        """The points with x, or `scale` times x, in an open interval; its ends may hold parameters.

        Where the scale is 0 or infinite there are none.
        """
        low, high = (_end(end.xreplace(rationals(self.parameters))) for end in (lo, hi))
        with np.errstate(over="ignore"):
            u = self.x.astype(float) * scale
        keep = (u > low) & (u < high)
        return self._kept(keep if 0 < abs(scale) < np.inf else np.zeros(keep.shape, bool))

    def between_breaks(self) -> Block:
        """The points that are no break: which side a break belongs to is another question."""
        return self._kept(~np.isin(self.x, [float(b) for b in self.function.breaks]))

    def _kept(self, keep: Array) -> Block:
        return replace(self, x=self.x[keep], truth=self.truth[keep], defined=self.defined[keep])

    @property
    def limits(self) -> tuple[float, float]:
        """The open interval that the function is defined on."""
        return _end(self.function.pieces[0].lo), _end(self.function.pieces[-1].hi)

    def inputs(self, dtype: DType) -> dict[str, Array]:
        """The arrays to run a program on, parameters included."""
        constant = {str(p): np.full(1, float(v), dtype) for p, v in self.parameters.items()}
        return {"x": self.x, **constant}


def rationals(parameters: Mapping[Symbol, Fraction]) -> dict[Symbol, Rational]:
    """Fractions as SymPy numbers."""
    return {p: Rational(v.numerator, v.denominator) for p, v in parameters.items()}


def _end(value: Expr) -> float:
    if value in (oo, -oo):
        return np.inf if value == oo else -np.inf
    return float(number(value))


def number(value: Expr) -> Fraction:
    """A real constant to 300 bits."""
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    return midpoint(enclose(value, {}, 300))


def parameter_grid(parameters: Sequence[Parameter], dtype: DType) -> Grid:
    """The choices of parameters that a general kernel is measured at, exact in its type."""
    axes = []
    for p in parameters:
        default = float(p.default)
        scales = [1.0, 0.25, 0.7, 1.9, 3.0]
        if not p.symbol.is_positive:
            scales += [0.0, -0.6]
        axes.append(
            [(p.symbol, Fraction(float(np.dtype(dtype).type(default * k)))) for k in scales]
        )
    return [dict(choice) for choice in product(*axes)] if len(axes) == 1 else _diagonal(axes)


def _diagonal(axes: list[list[tuple[Symbol, Fraction]]]) -> Grid:
    """One parameter moved at a time, the others at their defaults."""
    if not axes:
        return [{}]
    default = dict(axis[0] for axis in axes)
    return [default, *({**default, p: v} for axis in axes for p, v in axis[1:])]


def blocks(function: Pieces, dtype: DType, grid: Grid) -> tuple[Block, ...]:
    """The sample of a function at every choice of parameters."""
    found = []
    for parameters in grid:
        fixed = at_parameters(function, parameters)
        x = stratified(dtype, [number(b) for b in fixed.breaks])
        block = _block(fixed, parameters, x)
        # beside a zero that moves with a parameter, rounding c x alone is too much
        near = [] if parameters else [_around(zero, dtype) for zero in _zeros(block)]
        near += [_where_subnormal(block), _where_overflowing(block)]
        found.append(extended(block, np.concatenate(near)))
    return tuple(found)


def _zeros(block: Block) -> list[float]:
    """Where the function changes its sign between two inputs of a block, and not at a break."""
    order = np.argsort(block.x)
    x, sign = block.x[order].astype(float), np.sign(block.truth.high[order])
    breaks = np.array([float(b) for b in map(number, block.function.breaks)])
    (at,) = np.nonzero(sign[1:] * sign[:-1] < 0)
    found = []
    for low, high in zip(x[at].tolist(), x[at + 1].tolist(), strict=True):
        if not ((breaks >= low) & (breaks <= high)).any():
            found.append(_halved(block.function, low, high))
    return found


def _halved(function: Pieces, low: float, high: float) -> float:
    """The change of sign between two numbers, as closely as float64 has it."""
    (first,) = truth(function, np.array([low]))
    while low < (middle := low / 2 + high / 2) < high:
        (value,) = truth(function, np.array([middle]))
        if (value > 0) == (first > 0):
            low = middle
        else:
            high = middle
    return high


def _where_subnormal(block: Block) -> Array:
    """Inputs between those of a block where the function is subnormal and its argument is not."""
    order = np.argsort(block.x)
    x, truth = block.x[order], block.truth[order]
    info = np.finfo(x.dtype)
    small = (truth.exponent < info.minexp) & (truth.exponent >= info.minexp - info.nmant - 2)
    small &= (truth.high != 0) & (np.abs(x) > BARELY)
    (at,) = np.nonzero(small[1:] | small[:-1])
    part = np.arange(1, BETWEEN) / BETWEEN
    return np.asarray(x[at, None] + (x[at + 1] - x[at])[:, None] * part).astype(x.dtype).ravel()


def _where_overflowing(block: Block) -> Array:
    """Inputs where the function takes its last finite values, in its three uppermost binades.

    1/q is infinite, or rounded twice, as soon as q = exp(-x) is subnormal: for 1.4 in all.
    """
    order = np.argsort(block.x)
    x, size = block.x[order], _binades(block.truth[order])
    most = int(np.finfo(x.dtype).maxexp)
    ordinary = block.defined[order]
    (at,) = np.nonzero(((size[1:] >= most) != (size[:-1] >= most)) & ordinary[1:] & ordinary[:-1])
    found = [np.zeros(0, x.dtype)]
    for k in at.tolist():
        ends = [float(x[k]), float(x[k + 1])]
        low, high = ends if size[k] < most else ends[::-1]
        first, last = (_reaching(block.function, low, high, most - n) for n in (3, 0))
        found.append(np.linspace(first, last, LAST).astype(x.dtype))
    return np.concatenate(found)


def _binades(truth: Reference) -> Array:
    return np.where(np.isinf(truth.high), np.iinfo(np.int64).max, truth.exponent)


def _reaching(function: Pieces, low: float, high: float, binade: int) -> float:
    """Where the function first reaches a binade on the way from one number to another."""
    for _ in range(HALVINGS):
        middle = low / 2 + high / 2
        (size,) = _binades(Reference.balls(truth(function, np.array([middle]))))
        low, high = (low, middle) if size >= binade else (middle, high)
    return high


def extended(block: Block, x: Array) -> Block:
    """The block with more points behind those that it has."""
    more = _block(block.function, block.parameters, np.setdiff1d(x, block.x))
    parts = [
        np.concatenate([getattr(b.truth, name) for b in (block, more)])
        for name in ("high", "low", "exponent")
    ]
    return replace(
        block,
        x=np.concatenate([block.x, more.x]),
        truth=Reference(*parts),
        defined=np.concatenate([block.defined, more.defined]),
    )


def _block(function: Pieces, parameters: Mapping[Symbol, Fraction], x: Array) -> Block:
    low, high = _end(function.pieces[0].lo), _end(function.pieces[-1].hi)
    ends = [float(b) for b in map(number, function.breaks) if Fraction(float(b)) == b]
    x = x[((x > low) & (x < high)) | np.isin(x, ends)]  # an end that is a break has a value
    balls = truth(function, x)
    defined = np.array([not b.is_nan() for b in balls], bool)
    return Block(function, parameters, x, Reference.balls(balls), defined)


def at_parameters(function: Pieces, parameters: Mapping[Symbol, Fraction]) -> Pieces:
    """The pieces with numbers for the parameters."""
    at = rationals(parameters)
    parts = tuple(Piece(p.lo.subs(at), p.hi.subs(at), p.expr.subs(at)) for p in function.pieces)
    return Pieces(function.x, parts, tuple(v if v is None else v.subs(at) for v in function.values))


def truth(function: Pieces, x: Array) -> list[Any]:
    """A ball with at least 100 correct bits at every point; NaN where the function is left open."""
    points = np.asarray(x, np.float64)
    place, found = np.zeros(points.size, int), np.full(points.size, None)
    for b in map(number, function.breaks):
        near = float(b)  # no float lies between the two
        place += points > near if Fraction(near) <= b else points >= near
    for b, value in reversed(list(zip(function.breaks, function.values, strict=True))):
        exact = number(b)
        if Fraction(float(exact)) == exact:
            at = points == float(exact)
            found[at], place[at] = NAN if value is None else enclose(value, {}, 200), -1
    for k, piece in enumerate(function.pieces):
        inside = np.flatnonzero(place == k)
        found[inside] = enclosures(piece.expr, function.x, points[inside].tolist(), 100)
    return list(found)


def stratified(dtype: DType, breaks: Sequence[Fraction]) -> Array:
    """Finite inputs: every few binades, both signs, the middle and every break densely."""
    rng = np.random.default_rng(SEED)
    info = np.finfo(dtype)
    lowest, highest = int(info.minexp) - int(info.nmant), int(info.maxexp)
    step = 1 if dtype == "float32" else 6
    exponents = np.unique([*range(lowest, highest, step), *range(-30, 12), highest - 1])
    exponents = np.repeat(exponents, 3)
    magnitudes = np.ldexp(rng.uniform(1, 2, exponents.size), exponents)
    middle = np.concatenate([rng.uniform(-s, s, n) for s, n in DENSITY])
    near = np.concatenate([_around(float(b), dtype) for b in (Fraction(0), *breaks)])
    ends = np.array([1e30, float(info.max), float(info.tiny), float(info.smallest_subnormal)])
    x = np.concatenate([magnitudes, -magnitudes, middle, near, ends, -ends]).astype(dtype)
    return np.unique(x[np.isfinite(x)])


def _around(point: float, dtype: DType) -> Array:
    offsets = np.ldexp(1.0, np.arange(-60, 1))
    steps = np.concatenate([point + offsets, point - offsets, [point]]).astype(dtype)
    near = [steps]
    for direction in (np.inf, -np.inf):
        step = np.array([point], dtype)
        for _ in range(8):
            step = np.nextafter(step, np.array([direction], dtype))
            near.append(step)
    return np.concatenate(near)
