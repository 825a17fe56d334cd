"""Each region of a function with its candidate expressions, in the variables x and s = |x|."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import sympy
from sympy import Expr as Formula
from sympy import Symbol, oo

from symact.analyse.limits import limit_at_infinity
from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Op, Var
from symact.ir.scalar import DType
from symact.lower.arithmetic import add
from symact.lower.assemble import replaced
from symact.lower.cofactor import fits
from symact.lower.complement import complemented, put_back
from symact.lower.direct import by_log1p, direct, number
from symact.lower.forms import CAPPED, Form, forms, quotients_first
from symact.lower.leading import leading
from symact.lower.levelled import levelled
from symact.lower.outward import outward
from symact.lower.parameters_first import parameters_first
from symact.lower.scaling import (
    common_factor_out,
    scaled_by_exponent,
    scaled_late,
    terms_scaled_late,
)
from symact.lower.tamed import in_two_parts, tamed
from symact.normalise import DISTANCE, NormalForm, normal_form
from symact.pieces import Piece, Pieces

X = Var("x")
S = Op("abs", (X,))

DECAYED = {"float32": Fraction(2**20), "float64": Fraction(2**30)}
"""Where s is capped beside exp(-r s): far beyond where that is 0, and no low power overflows."""

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


def writings(region: Region, x: Symbol, dtype: DType, stretched: bool) -> Iterator[Form]:
    """The ways to write a region's formula, each also with its exponentials scaled last.

    `stretched` says that the formula is in u = c x with a parameter c of any size.
    """
    seen: set[Expr] = set()
    if stretched and oo in (region.hi, -region.lo):
        yield from in_two_parts(region.formula, x)
    for form in _one_word(region, x, dtype):
        ways = [("", form.expr)]
        product = common_factor_out(form.expr)
        if stretched:
            ways.append((", scaled late", scaled_by_exponent(form.expr)))
        else:
            ways.append((", scaled late", scaled_late(form.expr, dtype)))
            ways.append((", terms scaled late", terms_scaled_late(form.expr, dtype)))
        if product is not None:
            scaled = scaled_by_exponent(product) if stretched else scaled_late(product, dtype)
            ways.append((", a common factor scaled late", scaled))
        for note, expr in ways:
            if expr not in seen:
                seen.add(expr)
                yield Form(expr, form.description + note)


def _one_word(region: Region, x: Symbol, dtype: DType) -> Iterator[Form]:
    with suppress(UnsupportedError):  # a formula without a direct form may have a normal form
        yield Form(direct(region.formula.xreplace({x: Symbol("x")})), "the formula itself")
    if oo in (region.hi, -region.lo):
        yield from tamed(region.formula, x, dtype)
    form = side_form(region.formula, x, region.left)
    if form is None:
        return
    across = _below(region.lo, sympy.S.Zero) and _below(sympy.S.Zero, region.hi)
    yield from _complemented(region, x, dtype)
    near = Op("min", (Const(DECAYED[dtype]), S))
    yield from fits(region.formula, x, region.left, dtype, S, near)
    yield from _written(form, dtype, X if across else S)
    level = _limit(region, x)
    if level is None or level.is_zero:
        return
    rest = side_form(region.formula - level, x, region.left)
    if rest is not None:
        for candidate in _written(rest, dtype, X if across else S):
            yield Form(add(number(level), candidate.expr), f"{level} plus {candidate.description}")


def ends(region: Region, x: Symbol, dtype: DType) -> Iterator[Form]:
    """The ways to write a formula that are good for large s, or for small s, alone."""
    form = side_form(region.formula, x, region.left)
    yield from _with_finite_argument(region, x, dtype)
    far = leading(region.formula, x, region.left) if oo in (region.hi, -region.lo) else None
    if far is not None:
        for found in writings(replace(region, formula=far), x, dtype, False):
            yield replace(found, description=f"{found.description}, of what counts far out")
    if form is None:
        return
    across = _below(region.lo, sympy.S.Zero) and _below(sympy.S.Zero, region.hi)
    s = X if across else S
    finite = Op("min", (Const(Fraction(float(np.finfo(dtype).max))), s))
    beside_q = Op("min", (Const(DECAYED[dtype]), s))
    seen: set[Expr] = set()
    for size, note in ((s, ""), (finite, CAPPED), (beside_q, ", s capped beside q")):
        for bare in outward(form, size, dtype):
            for found in _late(replace(bare, description=bare.description + note), dtype):
                if found.expr not in seen:
                    seen.add(found.expr)
                    yield found


def _with_finite_argument(region: Region, x: Symbol, dtype: DType) -> Iterator[Form]:
    """The formula as it stands, x being at most the largest number: infinities do not meet."""
    largest = Fraction(float(np.finfo(dtype).max))
    inside = Op("max", (Const(-largest), X)) if region.left else Op("min", (Const(largest), X))
    with suppress(UnsupportedError):
        plain = direct(region.formula.xreplace({x: Symbol("x")}))
        yield Form(replaced(plain, {X: inside}), f"the formula itself{CAPPED}")
        near_one = by_log1p(plain)
        if near_one is not plain:
            yield Form(near_one, "the formula itself, by log1p")


def _late(form: Form, dtype: DType) -> Iterator[Form]:
    """A form, and the same with its exponentials scaled last."""
    yield form
    late = scaled_late(form.expr, dtype)
    if late is not form.expr:
        yield Form(late, f"{form.description}, scaled late")


def _complemented(region: Region, x: Symbol, dtype: DType) -> Iterator[Form]:
    """The formula with its error functions by others."""
    near = Op("min", (Const(DECAYED[dtype]), S))
    for form, calls in complemented(region.formula, x, region.left):
        (name,) = {function for function, _ in calls.values()}
        for candidate in _written(form, dtype, S):
            yield Form(put_back(candidate.expr, calls, near), f"{candidate.description}, by {name}")


def _limit(region: Region, x: Symbol) -> Formula | None:
    """The finite limit of an unbounded region's formula, if it has one."""
    side = -oo if region.lo == -oo else oo
    if (side == oo and region.hi != oo) or region.formula.free_symbols - {x}:
        return None
    try:
        level = limit_at_infinity(region.formula, x, side)
    except UnsupportedError:
        return None
    return level if level.is_number and level.is_finite else None


def _written(form: NormalForm, dtype: DType, s: Expr) -> Iterator[Form]:
    """A normal form in every style, with s as it is, capped beside q, or capped to be finite.

    Quotients that are taken before products have s capped where its square is still finite.
    """
    beside_q = Op("min", (Const(DECAYED[dtype]), s))
    finite = Op("min", (Const(Fraction(float(np.finfo(dtype).max))), s))
    squared = Op("min", (Const(Fraction(2) ** (np.finfo(dtype).maxexp // 2 - 4)), s))
    ways = (
        (forms(form, s, s, SCALE[dtype]), ""),
        (forms(form, s, beside_q, SCALE[dtype]), ", s capped beside q"),
        (forms(form, finite, finite, SCALE[dtype]), CAPPED),
        (quotients_first(form, squared), ", s capped where its square is finite"),
        (parameters_first(form, s, beside_q), ""),
        (levelled(form, s, beside_q), ""),
    )
    for found, note in ways:
        with suppress(UnsupportedError):  # a generator without a kernel form
            for candidate in found:
                yield Form(candidate.expr, candidate.description + note)


def side_form(formula: Formula, x: Symbol, left: bool) -> NormalForm | None:
    """The normal form in s = |x| on one side of 0; None where the formula is outside its class."""
    try:
        return normal_form(formula, x, -DISTANCE if left else DISTANCE)
    except UnsupportedError:
        return None
