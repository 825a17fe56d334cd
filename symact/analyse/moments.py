"""Mean and variance of f(Z) and of f'(Z), Z standard normal, and the gains that they give.

These decide how a layer scales a signal and its gradient. In closed form where every piece is a
polynomial times exponentials, or by symmetry; else rigorously enclosed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import factorial

import flint
import sympy
from sympy import Expr, S, Symbol, oo

from symact.analyse.chart import BITS, ball_at, closed, enclosed
from symact.analyse.gauss import gaussian_mean
from symact.analyse.integrate import normal_integral
from symact.analyse.limits import proved_limit
from symact.analyse.profile import Profile, at_point, how_far, mirrored
from symact.derive import limit
from symact.enclose import Ball
from symact.errors import UnsupportedError
from symact.pieces import Piece, Pieces
from symact.sheet import Fact, How

MEAN, VARIANCE = "mean of {}(Z){}", "variance of {}(Z)"
GAIN = "gain, one over the root mean square of {}(Z)"
SHORT = 6
"""Operations of a second moment whose root is still given in closed form."""

FORWARD, BACKWARD = "for the signal", "for the gradient"


def moments(profile: Profile) -> Iterator[Fact]:
    """The facts that could be established."""
    for order, name, function, whose in (
        (0, "f", profile.function, FORWARD),
        (1, "f'", profile.first, BACKWARD),
    ):
        said = ", Z standard normal" if order == 0 else ""
        mean = _by_symmetry(function)
        mean = _integral(profile, function, 1, order) if mean is None else mean
        square = _integral(profile, function, 2, order)
        if mean is not None:
            yield from _fact(MEAN.format(name, said), mean, _how(profile, order, mean))
        if square is not None:
            how = _how(profile, order, square)
            if mean is not None:
                variance = _minus_square(square, mean)
                known: How = how if _how(profile, order, mean) == "proved" else "numerical"
                yield from _fact(VARIANCE.format(name), variance, known)
            if square != 0:
                yield from _fact(GAIN.format(name), _inverse_root(square), how, whose)


def _fact(name: str, value: Expr | Ball, how: How, note: str = "") -> Iterator[Fact]:
    """The fact, unless its value is beyond what is written out."""
    try:
        yield Fact(name, value if isinstance(value, Expr) else enclosed(value), how, note)
    except UnsupportedError:
        return


def _how(profile: Profile, order: int, value: Expr | Ball) -> How:
    """A closed form is proved, an integral as far as the bound on its tails is."""
    if isinstance(value, Expr):
        return "proved"
    bounded = (profile.function, profile.first, profile.second)[order:]
    return "proved" if {how_far(f) for f in bounded} == {"proved"} else "numerical"


def _inverse_root(square: Expr | Ball) -> Expr | Ball:
    """1/sqrt of a second moment; without a closed form worth printing as a ball."""
    if isinstance(square, Expr) and sympy.count_ops(square) <= SHORT:
        return closed(1 / sympy.sqrt(square))
    with flint.ctx.workprec(BITS):
        return (ball_at(square) if isinstance(square, Expr) else square).rsqrt()


def _by_symmetry(function: Pieces) -> Expr | None:
    """f(0) where f - f(0) is odd and has a mean: that of sinh(x**3) does not exist."""
    middle = at_point(function, S.Zero)
    if middle is None or middle.is_finite is False:
        return None
    parts = tuple(replace(p, expr=p.expr - middle) for p in function.pieces)
    values = tuple(None if v is None else v - middle for v in function.values)
    if not mirrored(Pieces(function.x, parts, values), -1):
        return None
    return middle if all(_is_integrable(p, function.x) for p in function.pieces) else None


def _is_integrable(piece: Piece, x: Symbol) -> bool:
    """Whether |f| times the normal density has a proved integral beside both ends of a piece.

    Far out f may grow up to x**-2 exp(x**2/2), beside a finite end like the root of one over the
    distance.
    """
    for end, side in ((piece.lo, "+"), (piece.hi, "-")):
        if end in (oo, -oo):
            bounded = proved_limit(piece.expr * x**2 * sympy.exp(-(x**2) / 2), x, end)
        else:
            distance = x - end if side == "+" else end - x
            try:
                bounded = limit(piece.expr * sympy.sqrt(distance), x, end, side)
            except (UnsupportedError, NotImplementedError):
                return False
        if bounded is None or bounded.is_finite is not True:
            return False
    return True


def _integral(profile: Profile, function: Pieces, power: int, order: int) -> Expr | Ball | None:
    """E of a power of f or f', in closed form or as a ball."""
    parts = tuple(replace(p, expr=p.expr**power) for p in function.pieces)
    try:
        return closed(gaussian_mean(Pieces(function.x, parts, function.values)))
    except UnsupportedError:
        pass  # a piece without a closed form is integrated numerically
    size = _size(profile, order)
    if size is None:
        return None
    try:
        return normal_integral(function, power, size)
    except UnsupportedError:
        return None


def _size(profile: Profile, order: int) -> tuple[Ball, ...] | None:
    """(c_0, c_1, ...) with |f| or |f'| at most the sum of c_k |x|**k: Taylor's formula at 0."""
    known: list[Ball] = []
    for n, function in enumerate((profile.function, profile.first, profile.second)[order:]):
        bound, start = profile.bound(order + n), at_point(function, S.Zero)
        if bound is not None and bound.is_finite is not False:
            return (*known, ball_at(bound) / factorial(n))
        if start is None or start.is_finite is False:
            return None
        known.append(abs(ball_at(start)) / factorial(n))
    return None


def _minus_square(square: Expr | Ball, mean: Expr | Ball) -> Expr | Ball:
    if isinstance(square, Expr) and isinstance(mean, Expr):
        return closed(square - mean**2)
    with flint.ctx.workprec(BITS):
        p, q = (ball_at(v) if isinstance(v, Expr) else v for v in (square, mean))
        return p - q**2
