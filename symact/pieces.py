"""A function of one real variable, cut into open pieces on which it is one closed expression."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Eq, Expr, Piecewise, S, Symbol


@dataclass(frozen=True)
class Piece:
    """One expression on the open interval (lo, hi); free of Piecewise, Abs, Min, Max and sign."""

    lo: Expr
    hi: Expr
    expr: Expr


@dataclass(frozen=True)
class Pieces:
    """Pieces from left to right, and the value at each break between them.

    Breaks may depend on parameters; their order holds under the parameters' assumptions.
    A value is None where the function is left undefined.
    """

    x: Symbol
    pieces: tuple[Piece, ...]
    values: tuple[Expr | None, ...]

    @property
    def breaks(self) -> tuple[Expr, ...]:
        """The points between the pieces, in order."""
        return tuple(p.hi for p in self.pieces[:-1])

    def as_piecewise(self) -> Expr:
        """One SymPy expression; a break goes to the neighbour whose expression has its value."""
        branches: list[tuple[Expr, object]] = []
        for left, right, value in zip(self.pieces, self.pieces[1:], self.values, strict=False):
            at = left.hi
            if value is not None and left.expr.subs(self.x, at) == value:
                branches.append((left.expr, self.x <= at))
                continue
            branches.append((left.expr, self.x < at))
            if value is None or right.expr.subs(self.x, at) != value:
                branches.append((S.NaN if value is None else value, Eq(self.x, at)))
        if not branches:
            return self.pieces[0].expr
        return Piecewise(*branches, (self.pieces[-1].expr, True))
