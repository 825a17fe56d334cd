"""Each region of a function with its candidate expressions, in the variables x and s = |x|."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import sympy
from sympy import Expr as Formula
from sympy import Symbol, oo

from symact.analyse.limits import limit_at_infinity
from symact.errors import UnsupportedError
from symact.ir import Const, Op, Var
from symact.ir.scalar import DType
from symact.lower.arithmetic import add
from symact.lower.direct import direct, number
from symact.lower.forms import Form, forms
from symact.lower.words import two_word_constants
from symact.normalise import DISTANCE, NormalForm, normal_form
from symact.pieces import Piece, Pieces

X = Var("x")
S = Op("abs", (X,))

DECAYED = {"float32": Fraction(128), "float64": Fraction(1024)}
"""exp(-s) is below half the smallest subnormal from here on, so that s may be capped beside it."""

SCALE = {"float32": 24, "float64": 53}
"""Denominators that overflow are scaled by 2^-24 or 2^-53: enough down to subnormals."""


@dataclass(frozen=True)
class Region:
    """An open interval on one side of 0, or one whose formula needs no side, and its formula."""

    lo: Formula
    hi: Formula
    formula: Formula

    @property
    def left(self) -> bool:
        """Whether the region lies on the negative side."""
        return bool(self.hi != oo and (self.hi.is_zero or self.hi.is_extended_nonpositive))


def regions(function: Pieces) -> tuple[Region, ...]:
    """The pieces; one that holds more than a rational function of x is cut at 0."""
    found: list[Region] = []
    for piece in function.pieces:
        found += _cut(piece, function.x)
    return tuple(found)


def _cut(piece: Piece, x: Symbol) -> list[Region]:
    spans = _below(piece.lo, sympy.S.Zero) and _below(sympy.S.Zero, piece.hi)
    if not spans or piece.expr.is_rational_function(x):
        return [Region(piece.lo, piece.hi, piece.expr)]
    zero = sympy.S.Zero
    return [Region(piece.lo, zero, piece.expr), Region(zero, piece.hi, piece.expr)]


def _below(a: Formula, b: Formula) -> bool:
    return bool((b - a).is_extended_positive)


def candidates(region: Region, x: Symbol, dtype: DType) -> Iterator[Form]:
    """The ways to write a region's formula, plainest first, then with two-word constants."""
    plain = list(_one_word(region, x, dtype))
    yield from plain
    for form in plain:
        expr = two_word_constants(form.expr, dtype)
        if expr != form.expr:
            yield Form(expr, form.description + ", constants in two words")


def _one_word(region: Region, x: Symbol, dtype: DType) -> Iterator[Form]:
    with suppress(UnsupportedError):  # a formula without a direct form may have a normal form
        yield Form(direct(region.formula.xreplace({x: Symbol("x")})), "the formula itself")
    form = side_form(region.formula, x, region.left)
    if form is None:
        return
    yield from _written(form, dtype)
    level = _limit(region, x)
    if level is None or level.is_zero:
        return
    rest = side_form(region.formula - level, x, region.left)
    if rest is not None:
        for candidate in _written(rest, dtype):
            yield Form(add(number(level), candidate.expr), f"{level} plus {candidate.description}")


def _limit(region: Region, x: Symbol) -> Formula | None:
    """The finite limit of an unbounded region's formula, if it has one."""
    side = -oo if region.lo == -oo else oo
    if side == oo and region.hi != oo:
        return None
    try:
        level = limit_at_infinity(region.formula, x, side)
    except UnsupportedError:
        return None
    return level if level.is_number and level.is_finite else None


def _written(form: NormalForm, dtype: DType) -> Iterator[Form]:
    """A normal form in every style, with s as it is, capped beside q, or capped to be finite."""
    beside_q = Op("min", (Const(DECAYED[dtype]), S))
    finite = Op("min", (Const(Fraction(float(np.finfo(dtype).max))), S))
    for s, bounded, note in (
        (S, S, ""),
        (S, beside_q, ", s capped beside q"),
        (finite, finite, ", s capped at the largest number"),
    ):
        with suppress(UnsupportedError):  # a generator without a kernel form
            for candidate in forms(form, s, bounded, SCALE[dtype]):
                yield Form(candidate.expr, candidate.description + note)


def side_form(formula: Formula, x: Symbol, left: bool) -> NormalForm | None:
    """The normal form in s = |x| on one side of 0; None where the formula is outside its class."""
    try:
        return normal_form(formula, x, -DISTANCE if left else DISTANCE)
    except UnsupportedError:
        return None


def symmetry(found: tuple[Region, ...], x: Symbol) -> int:
    """1 where two regions that meet at 0 are mirror images, -1 with a change of sign, else 0."""
    if len(found) != 2 or not found[0].hi.is_zero:
        return 0
    left, right = (side_form(r.formula, x, r.left) for r in found)
    if left is None or right is None:
        return 0
    mirrored = found[0].formula.xreplace({x: -DISTANCE})
    straight = found[1].formula.xreplace({x: DISTANCE})
    if normal_form(straight - mirrored).is_zero:
        return 1
    return -1 if normal_form(straight + mirrored).is_zero else 0


__all__ = ["S", "X", "Region", "candidates", "regions", "side_form", "symmetry"]
