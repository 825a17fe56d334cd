"""Elementary functions as programs of their own, for targets without vector versions.

`TABLE` says of each program which real function it computes, for which arguments, and how far off
it may be, so that lowering can choose the cheapest one that will do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

from symact.elementary.exponential import LIFT
from symact.elementary.table import TABLE, Function
from symact.elementary.tamed import ABOVE as TAMED_ABOVE
from symact.elementary.tamed import REACH as TAMED_REACH
from symact.errors import unknown
from symact.ir import Program
from symact.ir.scalar import DType

FUNCTIONS: dict[str, Callable[[DType], Program]] = {name: f.make for name, f in TABLE.items()}
"""What makes each program."""


@lru_cache(maxsize=128)
def program(name: str, dtype: DType) -> Program:
    """The program of an elementary function; raises InputError for one that has none."""
    if name not in FUNCTIONS:
        raise unknown("elementary function", name, FUNCTIONS)
    return FUNCTIONS[name](dtype)


def program_hash(name: str, dtype: DType) -> str:
    """A digest of a program, by which a measurement says what it measured."""
    return hashlib.sha256(repr(program(name, dtype)).encode()).hexdigest()[:16]


__all__ = [
    "FUNCTIONS",
    "LIFT",
    "TABLE",
    "TAMED_ABOVE",
    "TAMED_REACH",
    "Function",
    "program",
    "program_hash",
]
