"""Elementary functions as programs of their own, for targets without vector versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from symact.elementary.exponential import exp, expm1
from symact.elementary.inverse_tangent import atan
from symact.elementary.logarithm import log, log1p
from symact.errors import unknown
from symact.ir import Program
from symact.ir.scalar import DType

FUNCTIONS: dict[str, Callable[[DType], Program]] = {
    "exp": exp,
    "expm1": expm1,
    "log": log,
    "log1p": log1p,
    "atan": atan,
}
"""One row a function."""


@lru_cache(maxsize=64)
def program(name: str, dtype: DType) -> Program:
    """The program of an elementary function of x; raises InputError for one that has none."""
    if name not in FUNCTIONS:
        raise unknown("elementary function", name, FUNCTIONS)
    return FUNCTIONS[name](dtype)
