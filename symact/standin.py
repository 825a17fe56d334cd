"""Symbols that stand for an expression for a while, such as the distance between two parameters."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Dummy, Expr


class StandIn(Dummy):  # type: ignore[misc]
    """A positive symbol put where an expression is known to be positive; `meaning` is that one."""

    __slots__ = ("meaning",)

    meaning: Expr

    def __new__(cls, meaning: Expr) -> StandIn:
        """A new symbol, not equal to any other for the same expression."""
        made: StandIn = super().__new__(cls, str(meaning), positive=True)
        made.meaning = meaning
        return made


def meant(value: Any) -> Any:
    """A formula with what its stand-ins mean put back.

    >>> hi, lo = sympy.symbols("hi lo", real=True)
    >>> meant(sympy.exp(2 * (lo + StandIn(hi - lo))))
    exp(2*hi)
    """
    held = value.atoms(StandIn) if isinstance(value, sympy.Basic) else ()
    if not held:
        return value
    put = {d: meant(d.meaning) for d in held}
    if isinstance(value, Expr) and value.is_rational_function(*value.free_symbols):
        return sympy.factor_terms(sympy.cancel(value.xreplace(put)))
    return value.func(*map(meant, value.args))
