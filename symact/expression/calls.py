"""Activations as functions that a formula may call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sympy import Expr, S, Symbol

from symact.activation import Activation
from symact.errors import InputError, unknown
from symact.expression.language import FUNCTIONS

Name: TypeAlias = Expr | Callable[..., Expr]
"""What a word given by the caller stands for: a formula, or a function of formulas."""


def as_call(activation: Activation) -> Callable[..., Expr]:
    """An elementwise activation as a function for `names`: its argument first, then parameters."""

    def call(*arguments: Expr, **named: Expr) -> Expr:
        known = [p.name for p in activation.parameters]
        if not 1 <= len(arguments) <= 1 + len(known):
            further = " and, if wanted, " + ", ".join(known) if known else " and no parameter"
            raise InputError(f"{activation.name} takes an argument{further}")
        given = dict(zip(known, arguments[1:], strict=False))
        for name in named:
            if name not in known:
                raise unknown(f"parameter of {activation.name}", name, known)
            if name in given:
                raise InputError(f"{activation.name} is given {name} twice")
        given |= named
        put = {p.symbol: given.get(p.name, p.default) for p in activation.parameters}
        _refuse_outside_domain(activation, put)
        return activation.expr.subs({**put, activation.x: arguments[0]}, simultaneous=True)

    return call


def _refuse_outside_domain(activation: Activation, put: Mapping[Symbol, Expr]) -> None:
    """Raise InputError where a parameter's value is known to break a condition on it."""
    for symbol, value in put.items():
        if symbol.is_positive and value.is_positive is False:
            raise InputError(f"{activation.name} needs {symbol} > 0, not {symbol} = {value}")
    for relation in activation.requires:
        if relation.subs(put, simultaneous=True) is S.false:
            given = ", ".join(f"{s} = {put[s]}" for s in put if s in relation.free_symbols)
            raise InputError(f"{activation.name} needs {relation}, not {given}")


def calls(activations: Mapping[str, Activation]) -> dict[str, Name]:
    """Every activation as a function for `names`; one along an axis refuses to be called.

    One without parameters leaves its name to FUNCTIONS, where that has it.
    """
    return {
        name: AlongAxis(name) if a.axiswise else as_call(a)
        for name, a in activations.items()
        if a.axiswise or a.parameters or name not in FUNCTIONS
    }


@dataclass(frozen=True)
class AlongAxis:
    """The name of a function along an axis, which a formula in one number cannot hold."""

    name: str

    @property
    def reason(self) -> str:
        """Why it cannot be in a formula."""
        return f"{self.name} works along an axis; a formula is of one number"

    def __call__(self, *arguments: Expr, **named: Expr) -> Expr:
        raise InputError(self.reason)
