"""Results of a processor that is seen to compute right, for measures that take hours.

Some processors compute wrongly now and then, for seconds at a time, and say nothing. One such
second would put errors on record that no kernel has. So some thousand quotients and fused products,
whose correctly rounded values were found in integer arithmetic, are computed after each piece of a
measure, and where a bit of them is wrong the piece is computed again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from symact.errors import SymactError
from symact.interpret import OPERATIONS
from symact.ir.rounding import rounded

T = TypeVar("T")
Array = NDArray[Any]

POINTS = 4096
PAUSE, TRIES = 0.05, 1200
"""Seconds between two trials, and how many of them: a minute in all."""


def steadily(compute: Callable[[], T], right: Callable[[], bool] | None = None) -> T:
    """The result of `compute()`, run again until the processor computes right after it.

    Raises SymactError where it does not for a minute.
    """
    right = computes_right if right is None else right
    for _ in range(TRIES):
        result = compute()
        if right():
            return result
        time.sleep(PAUSE)
    raise SymactError(
        "this processor computes wrongly: quotients or products differ from their correctly "
        "rounded values; measure on another machine"
    )


def computes_right() -> bool:
    """Whether x/y and x y + z have the bits that they should have at every point."""
    (x, y, z), quotients, fused = _points()
    found = OPERATIONS["div"](x, y), OPERATIONS["fma"](x, y, z)
    return bool(np.array_equal(found, (quotients, fused)))


@lru_cache(maxsize=1)
def _points() -> tuple[Array, Array, Array]:
    """Operands, and the correctly rounded results."""
    operands = np.random.default_rng(0).uniform(0.5, 1, (3, POINTS))
    exact = [tuple(map(Fraction, point)) for point in operands.T.tolist()]
    quotients = [rounded(x / y, "float64") for x, y, _ in exact]
    fused = [rounded(x * y + z, "float64") for x, y, z in exact]
    return operands, np.array(quotients), np.array(fused)
