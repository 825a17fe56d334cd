"""Derivatives by a parameter, and the points where there is none because a break moves with it.

At x = b(p), where a break b depends on the parameter p, the value is that of one piece for a little
more of p and that of the other for a little less. So f has a derivative by p there where it is
continuous and both pieces have the same; elsewhere what is used there is a choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import sympy
from sympy import Expr, S, oo

from symact.activation import Activation
from symact.derive.convention import NO_LIMIT
from symact.derive.derivative import differentiate, equal, limit, pieces
from symact.derive.split import CASES
from symact.pieces import Pieces
from symact.sheet import Kink

LEFT = "the limit from the left"
"""Why a value is used where a break moves with the parameter."""


def parameter_derivative(activation: Activation, name: str) -> Pieces:
    """df/dparam on each piece, and at the breaks.

    At a break that stays where it is this is the derivative of the value there, at one that moves
    the left piece's limit, whether f has a derivative by the parameter there or not.
    """
    return _by_parameter(activation, name)[0]


def parameter_kinks(activation: Activation, name: str) -> tuple[Kink, ...]:
    """The points where f has no derivative by a parameter, with the limits of df/dparam there.

    `order` is 0 where f is continuous, -1 at a jump; the points move with the parameter.
    """
    return _by_parameter(activation, name)[1]


@lru_cache(maxsize=256)
def _by_parameter(activation: Activation, name: str) -> tuple[Pieces, tuple[Kink, ...]]:
    symbol = next(p.symbol for p in activation.parameters if p.name == name)
    function = pieces(activation)
    open_ = differentiate(function, symbol)
    values: list[Expr | None] = []
    found: list[Kink] = []
    for n, at in enumerate(function.breaks):
        held = function.values[n]
        left, right = _sides(open_, n)
        if held is None or symbol in at.free_symbols or held.has(*CASES):
            values.append(None if held is None or left.has(*NO_LIMIT, oo, -oo) else left)
            found += [] if values[-1] is None else _kink(function, n, left, right)
        else:
            values.append(sympy.diff(held, symbol))
    return Pieces(function.x, open_.pieces, tuple(values)), tuple(found)


def _sides(function: Pieces, n: int) -> tuple[Expr, Expr]:
    """The limits from the left and from the right at a break."""
    at, x = function.breaks[n], function.x
    left, right = (p.expr for p in function.pieces[n : n + 2])
    return limit(left, x, at, "-"), limit(right, x, at, "+")


def _kink(function: Pieces, n: int, left: Expr, right: Expr) -> Iterator[Kink]:
    """The kink at a break where f jumps, or where the pieces' derivatives by the parameter do."""
    sides, value = _sides(function, n), function.values[n]
    continuous = value is not None and all(not v.has(*NO_LIMIT) and equal(v, value) for v in sides)
    if continuous and not right.has(*NO_LIMIT) and equal(left, right):
        return
    after = S.NaN if right.has(*NO_LIMIT) else right
    yield Kink(function.breaks[n], left, after, 0 if continuous else -1, left, LEFT)
