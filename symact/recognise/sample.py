"""A function as balls at a few points: what candidates are told apart by before anything is proved.

Values decide nothing here: balls that do not meet rule a candidate out, and what is left is proved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import flint
from sympy import Expr, Symbol, oo

from symact.activation import Activation
from symact.derive import pieces
from symact.enclose import Evaluator, compile_arb
from symact.errors import UnsupportedError
from symact.pieces import Pieces
from symact.recognise.numbers import BITS
from symact.taylor import derivatives

Ball = Any
"""A `flint.arb`."""


POINTS = tuple(
    Fraction(sign * n, d) for n, d in ((1, 3), (5, 4), (27, 10), (9, 1)) for sign in (1, -1)
)
"""Where functions are compared: on both sides of 0, near it and far from it, at no usual break."""

ORDER = 6
"""Derivatives at 0 up to this one are compared."""


@dataclass(frozen=True)
class Sample:
    """An elementwise function, its parameters at their defaults."""

    activation: Activation

    @property
    def x(self) -> Symbol:
        """The variable."""
        return self.activation.x

    @cached_property
    def pieces(self) -> Pieces:
        """The open pieces; raises UnsupportedError where they are not found."""
        return pieces(self.activation.with_defaults())

    @cached_property
    def evaluator(self) -> Evaluator:
        """The function of x and every parameter, in balls."""
        symbols = (self.x, *(p.symbol for p in self.activation.parameters))
        return compile_arb(self.activation.expr, symbols)

    @cached_property
    def defaults(self) -> tuple[Ball, ...]:
        """The default of each parameter."""
        with flint.ctx.workprec(BITS):
            return tuple(compile_arb(p.default, ())() for p in self.activation.parameters)

    def values(self, at: Sequence[Any], parameters: Sequence[Any] | None = None) -> list[Ball]:
        """The values at some points; a ball without an end where there is none."""
        given = self.defaults if parameters is None else parameters
        with flint.ctx.workprec(BITS):
            return [self.evaluator(t, *given) for t in at]

    @cached_property
    def plain(self) -> list[Ball]:
        """The values at `POINTS`."""
        return self.values(POINTS)

    @cached_property
    def at_zero(self) -> Mapping[int, list[Ball] | None]:
        """The derivatives at 0 of order 0, 1, ... from the left (-1) and from the right (1)."""
        return {side: self._series(side) for side in (1, -1)}

    def _series(self, side: int) -> list[Ball] | None:
        try:
            piece = self._beside_zero(side)
            found = derivatives(piece, self.x, {self.x: 0}, ORDER, BITS)
        except (UnsupportedError, ValueError, ZeroDivisionError):
            return None
        return found if all(b.is_finite() for b in found) else None

    def _beside_zero(self, side: int) -> Expr:
        for piece in self.pieces.pieces:
            if side > 0 and (piece.hi == oo or piece.hi.is_positive):
                return piece.expr
            if side < 0 and (piece.hi == oo or piece.hi.is_nonnegative):
                return piece.expr
        raise AssertionError("the last piece reaches to infinity")


def meets(a: Sequence[Ball], b: Sequence[Ball]) -> bool:
    """Whether values may be equal: where one function is undefined the other has to be as well."""
    return all(
        u.overlaps(v) if u.is_finite() and v.is_finite() else not (u.is_finite() or v.is_finite())
        for u, v in zip(a, b, strict=True)
    )
