"""The laws at special values that a program must keep: NaN, the infinities, signed zeros."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sympy import Expr, Symbol, oo

from symact.analyse.limits import limit_at_infinity
from symact.enclose import compile_arb
from symact.errors import UnsupportedError
from symact.ir import Program
from symact.ir.rounding import rounded
from symact.ir.scalar import DType
from symact.lower.sample import Block, number

Array = NDArray[Any]

Evaluator = Callable[..., NDArray[Any]]
"""`evaluate(program, dtype, **inputs)` in the working precision."""


def swallows_nan(program: Program, dtype: DType, block: Block, evaluate: Evaluator) -> list[str]:
    """The operands whose NaN does not reach the result."""
    ordinary = {
        name: float(values[0]) for name, values in block.inputs(dtype).items() if name != "x"
    }
    lost = []
    for name in ("x", *ordinary):
        for x in (1.5, -1.5, 0.0):
            inputs = {"x": x, **ordinary, name: np.nan}
            arrays = {k: np.full(1, v, dtype) for k, v in inputs.items()}
            if not np.isnan(evaluate(program, dtype, **arrays)).all():
                lost.append(name)
                break
    return lost


@dataclass(frozen=True)
class End:
    """What a function does at an infinity: the inputs there, and its limit in the type."""

    inputs: Mapping[str, Array]
    wanted: Any

    def right(self, value: Any) -> bool:
        """Whether a computed value is the limit, within 4 ulp."""
        return bool(
            value == self.wanted or abs(value - self.wanted) <= 4 * np.spacing(abs(self.wanted))
        )


def ends(block: Block, dtype: DType, sides: Sequence[Expr]) -> Iterator[End]:
    """The limits that are known on these sides of the line.

    A parameter of 0 is left out: 0 times infinity has no value.
    """
    function = block.function
    if 0 in block.parameters.values():
        return
    for side in sides:
        piece = function.pieces[-1 if side == oo else 0]
        if (piece.hi if side == oo else piece.lo) != side:
            continue
        expected = _limit(piece.expr, function.x, side)
        if expected is None:
            continue
        wanted = rounded(number(expected), dtype) if expected.is_finite else expected
        inputs = {**block.inputs(dtype), "x": np.full(1, float(side), dtype)}
        yield End(inputs, np.dtype(dtype).type(wanted))


@lru_cache(maxsize=4096)
def _limit(expr: Expr, x: Symbol, side: Expr) -> Expr | None:
    """The limit, found once for all candidates; None where it is not found."""
    try:
        return limit_at_infinity(expr, x, side)
    except UnsupportedError:
        return None


def broken_zero(program: Program, dtype: DType, block: Block, evaluate: Evaluator) -> str:
    """What a program does wrong at +0 and -0 where f(0) = 0, in words; empty where it is right.

    f(-0) is -0 where f is negative just left of 0, else +0; f(+0) is -0 where f is negative just
    right.
    """
    function = block.function
    zero = np.flatnonzero(block.x == 0)
    if not zero.size or not block.defined[zero[0]] or block.truth.high[zero[0]] != 0:
        return ""
    for x, sign in (
        (-0.0, _negative(function.pieces, function, -1)),
        (0.0, _negative(function.pieces, function, 1)),
    ):
        found = evaluate(program, dtype, **{**block.inputs(dtype), "x": np.full(1, x, dtype)})[0]
        if found != 0 or (sign is not None and bool(np.signbit(found)) != sign):
            return f"f({x}) = {found!r}"
    return ""


def _negative(pieces: Sequence[Any], function: Any, side: int) -> bool | None:
    """Whether f is negative just beside 0."""
    near = side * 2.0**-40
    breaks = [float(b) for b in function.breaks]
    piece = pieces[sum(b < near for b in breaks)]
    value = compile_arb(piece.expr, (function.x,))(near)
    if value < 0:
        return True
    return False if value > 0 or value == 0 else None
