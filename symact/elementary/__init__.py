"""Elementary functions as programs of their own, for targets without vector versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from symact.elementary.error_function import (
    erf,
    erfc,
    erfc_exponent,
    erfc_fraction,
    erfc_sum,
    erfc_sum_fraction,
)
from symact.elementary.exponential import (
    exp,
    exp_exponent,
    exp_fine,
    exp_fraction,
    exp_sum,
    exp_sum_fraction,
    expm1,
    tanh,
)
from symact.elementary.inverse_tangent import atan
from symact.elementary.logarithm import log, log1p
from symact.errors import unknown
from symact.ir import Program
from symact.ir.scalar import DType

FUNCTIONS: dict[str, Callable[[DType], Program]] = {
    "exp": exp,
    "exp_fine": exp_fine,
    "exp_sum": exp_sum,
    "exp_sum_fraction": exp_sum_fraction,
    "exp_fraction": exp_fraction,
    "exp_exponent": exp_exponent,
    "expm1": expm1,
    "log": log,
    "log1p": log1p,
    "tanh": tanh,
    "atan": atan,
    "erf": erf,
    "erfc": erfc,
    "erfc_sum": erfc_sum,
    "erfc_fraction": erfc_fraction,
    "erfc_exponent": erfc_exponent,
    "erfc_sum_fraction": erfc_sum_fraction,
}
"""One row a function. `..._sum...` take a and b, the two words of an argument; the rest take x."""


@lru_cache(maxsize=64)
def program(name: str, dtype: DType) -> Program:
    """The program of an elementary function; raises InputError for one that has none."""
    if name not in FUNCTIONS:
        raise unknown("elementary function", name, FUNCTIONS)
    return FUNCTIONS[name](dtype)
