"""Functions that a parameter only stretches: f(x, p) = c^-j F(c x) with c a power of p.

x/(1 + exp(-beta x)) is u/(1 + exp(-u))/beta with u = beta x. F has no parameter: its regions and
zeros stay where they are, for every sign and size of p, so that it is lowered like any function of
one variable, in u. The identity is proved by the normal form.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import sympy
from sympy import Expr as Formula
from sympy import Integer, Rational, Symbol, oo, sqrt

from symact.analyse.limits import limit_at_infinity
from symact.enclose import compile_arb
from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Op, Select, Var
from symact.ir.build import rebuild
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import ONE, ZERO, div, mul
from symact.lower.assemble import negated
from symact.lower.regions import DECAYED, Region, X, regions
from symact.normalise import is_zero
from symact.pieces import Piece, Pieces

DEGREES = (0, 1, 2, -1, -2, 3)


def _as_it_is(expr: Expr) -> Expr:
    return expr


@dataclass
class Scaling:
    """What is lowered in place of a function: a shape F of u, u itself, and what is done with F(u).

    `scale` is c as a formula of the parameters.
    """

    shape: Pieces
    argument: Expr = X
    finish: Callable[[Expr], Expr] = _as_it_is
    scale: Formula = sympy.S.One
    note: str = ""
    regions: tuple[Region, ...] = ()
    known: dict[Expr, Expr] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.regions = regions(self.shape)

    @property
    def plain(self) -> bool:
        """Whether the function is lowered as it is."""
        return self.argument is X

    def put(self, expr: Expr) -> Expr:
        """An expression of the shape, in u, as one of the function, in x and parameters.

        A scaling by a power of two stays last.
        """
        if self.plain:
            return expr
        match expr:
            case Op(name="ldexp", args=(value, n)):
                return Op("ldexp", (self.finish(self._in_u(value)), self._in_u(n)))
        return self.finish(self._in_u(expr))

    def _in_u(self, expr: Expr) -> Expr:
        if expr is X:
            return self.argument
        found = self.known.get(expr)
        if found is None:
            found = rebuild(expr, tuple(map(self._in_u, children(expr))))
            self.known[expr] = found
        return found


def scalings(function: Pieces, parameters: Sequence[Symbol], dtype: DType) -> Iterator[Scaling]:
    """The ways to lower a function through a shape without parameters, if one stretches it."""
    for p in parameters:
        for c in (p, 1 / p, *((1 / sqrt(p), sqrt(p)) if p.is_positive else ())):
            found = _shape(function, p, c)
            if found is not None:
                yield from _ways(*found, p, c, dtype)
                return


def _shape(function: Pieces, p: Symbol, c: Formula) -> tuple[Pieces, int] | None:
    """F and j with f(x, p) = c^-j F(c x), proved on every piece."""
    x = function.x
    at = {p: Integer(1)}
    parts = tuple(
        Piece(old.lo.xreplace(at), old.hi.xreplace(at), old.expr.subs(at))
        for old in function.pieces
    )
    shape = Pieces(x, parts, tuple(v if v is None else v.subs(at) for v in function.values))
    pairs = list(zip(function.pieces, parts, strict=True))
    if shape.pieces[0].expr.free_symbols - {x}:
        return None
    for old, new in pairs:
        if old.hi != oo and not is_zero(old.hi * c - new.hi):
            return None
    for j in DEGREES:
        if all(
            _stretched(old, new, x, c, j) for old, new in zip(function.pieces, parts, strict=True)
        ):
            return shape, j
    return None


def _stretched(old: Piece, new: Piece, x: Symbol, c: Formula, j: int) -> bool:
    difference = old.expr - c**-j * new.expr.subs(x, c * x)
    try:
        return is_zero(difference, x, old.lo, old.hi)
    except (UnsupportedError, ZeroDivisionError):
        return False


def _ways(shape: Pieces, j: int, p: Symbol, c: Formula, dtype: DType) -> Iterator[Scaling]:
    """x^j H(u) with H = F/u^j where that is smooth, also with x = 0 where H is; c^-j F(u)."""
    u = _argument(p, c)
    h = _divided(shape, j) if j > 0 else None
    if h is not None:
        yield Scaling(h, u, _times(X, j), c, f", times x^{j}")
        inside = _where_it_counts(h, u, dtype)
        if inside is not None:
            near = Select(inside, X, ZERO)
            yield Scaling(h, u, _times(near, j), c, f", times x^{j} where that counts")
    factor = _factor(p, c)
    divide = (c == p or c == sqrt(p)) == (j > 0)

    def finish(value: Expr) -> Expr:
        for _ in range(abs(j)):
            value = div(value, factor) if divide else mul(factor, value)
        return value

    yield Scaling(shape, u, finish, c, f", in {c}*x")


def _where_it_counts(h: Pieces, u: Expr, dtype: DType) -> Expr | None:
    """Where H is not yet 0; None where it vanishes at neither end."""
    far = Const(DECAYED[dtype])
    left, right = (_vanishes(h.pieces[k], h.x, end) for k, end in ((0, -oo), (-1, oo)))
    if left and right:
        return Op("lt", (Op("abs", (u,)), far))
    if left:
        return Op("gt", (u, negated(far)))
    return Op("lt", (u, far)) if right else None


def _vanishes(piece: Piece, x: Symbol, end: Formula) -> bool:
    try:
        return limit_at_infinity(piece.expr, x, end).is_zero is True
    except UnsupportedError:
        return False


def _times(x: Expr, j: int) -> Callable[[Expr], Expr]:
    def finish(value: Expr) -> Expr:
        match value:
            case Op(name="div", args=(above, below)) if above is ONE and j == 1:
                return div(x, below)
        for _ in range(j):
            value = mul(x, value)
        return value

    return finish


def _factor(p: Symbol, c: Formula) -> Expr:
    return Op("sqrt", (Var(str(p)),)) if c in (sqrt(p), 1 / sqrt(p)) else Var(str(p))


def _argument(p: Symbol, c: Formula) -> Expr:
    factor = _factor(p, c)
    return mul(factor, X) if c in (p, sqrt(p)) else Op("div", (X, factor))


def _divided(shape: Pieces, j: int) -> Pieces | None:
    """F/u^j, where that has no pole."""
    x = shape.x
    parts = []
    for piece in shape.pieces:
        expr = piece.expr / x**j
        try:
            value = compile_arb(expr, (x,))(0)
        except (UnsupportedError, ZeroDivisionError):
            return None
        if not value.is_finite():
            return None
        parts.append(Piece(piece.lo, piece.hi, expr))
    breaks = [piece.hi for piece in shape.pieces[:-1]]
    if any(b.is_zero for b in breaks):
        return None
    values = tuple(v if v is None else v / b**j for v, b in zip(shape.values, breaks, strict=True))
    return Pieces(x, tuple(parts), values)


def scale_at(scaling: Scaling, parameters: Mapping[Symbol, Fraction]) -> float:
    """c for these parameters; infinite for 1/0."""
    at = {p: Rational(v.numerator, v.denominator) for p, v in parameters.items()}
    c = scaling.scale.subs(at)
    return float(c) if c.is_finite else math.inf


__all__ = ["Scaling", "scale_at", "scalings"]
