"""Irrational constants of a kernel, to more bits than any type has."""

from __future__ import annotations

from functools import lru_cache

import sympy

from symact.enclose import enclose, midpoint
from symact.ir import Const

CONSTANT_BITS = 400
"""Constants are carried to this precision before they are rounded to a kernel's type."""

MAX_LABEL = 32
"""A constant's closed form is shown in the code where it is at most this long."""


@lru_cache(maxsize=1024)
def constant_of(value: sympy.Expr) -> Const:
    """An irrational constant, to 400 bits, labelled by its closed form where that is short."""
    exact = midpoint(enclose(value, {}, CONSTANT_BITS))
    label = str(value)
    return Const(exact, label if len(label) <= MAX_LABEL else "")
