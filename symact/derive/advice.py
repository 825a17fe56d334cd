"""What to declare of parameters where their size decides between the cases of a formula.

max(min(x, hi), lo) is one formula for lo < hi and another for hi < lo. A definition that says
neither has no derivative that holds for both, and is refused with the declaration that it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import sympy
from sympy import Expr, Gt, Lt, Symbol
from sympy.core.relational import Relational

from symact.activation import Activation
from symact.derive.derivative import derivative
from symact.derive.ordering import Order
from symact.errors import OpenSignError, UnsupportedError
from symact.expression import to_text

MAX_STEPS = 8
"""Declarations that are looked for one after another."""


@dataclass(frozen=True)
class _Declared:
    """An activation with parameters declared positive, and relations that hold."""

    activation: Activation
    positive: tuple[str, ...] = ()
    relations: tuple[Relational, ...] = ()

    def __str__(self) -> str:
        parts = [", ".join(f"{name}: Positive" for name in self.positive)] if self.positive else []
        if self.relations:
            used = {s.name for r in self.relations for s in r.free_symbols}
            names = ", ".join(p.name for p in self.activation.parameters if p.name in used)
            bounds = ", ".join(_words(r) for r in self.relations)
            several = f"({bounds})" if len(self.relations) > 1 else bounds
            parts.append(f"requires=lambda {names}: {several}")
        return " and ".join(parts)


@contextmanager
def with_advice(activation: Activation) -> Iterator[None]:
    """Say which declaration is missing where the size of a parameter decides between cases.

    Raises UnsupportedError in place of OpenSignError.
    """
    try:
        yield
    except OpenSignError as open_sign:
        raise UnsupportedError(f"{activation.name}: {advised(open_sign, activation)}") from None


def advised(open_sign: OpenSignError, activation: Activation) -> str:
    """What is not known of an activation's parameters, and what to declare."""
    if not activation.parameters:
        return str(open_sign)
    found = _declaration(activation, open_sign)
    known = f"declare {found}" if found else "relate the parameters with requires="
    return f"{open_sign}; {known}"


def _declaration(activation: Activation, open_sign: OpenSignError) -> _Declared | None:
    """Declarations that the defaults meet and that decide every case; None where none are found."""
    declared = _Declared(activation)
    for _ in range(MAX_STEPS):
        step = _next(declared, open_sign)
        if step is None:
            return None
        declared = step
        try:
            derivative(declared.activation)
        except OpenSignError as another:
            open_sign = another
        except UnsupportedError:  # another matter
            return declared
        else:
            return declared
    return None


def _next(declared: _Declared, open_sign: OpenSignError) -> _Declared | None:
    """One declaration more: of a factor of the value whose sign is open."""
    value, about = open_sign.value, declared.activation
    if not isinstance(value, Expr):
        return None
    sign = Order(about.requires).sign
    for factor in _factors(value):
        at_defaults = about.at_defaults(factor)
        if sign(factor) is None and not at_defaults.free_symbols:
            return _stated(declared, factor, sign(at_defaults))
    return None


def _factors(value: Expr) -> Iterator[Expr]:
    for part in sympy.fraction(sympy.together(value)):
        for factor in sympy.Mul.make_args(sympy.factor(part)):
            yield factor.base if factor.is_Pow else factor


def _stated(declared: _Declared, factor: Expr, sign: int | None) -> _Declared | None:
    """A factor above 0, or below, written as a bound on a parameter; not where it is 0."""
    if not sign:
        return None
    about = declared.activation
    for parameter in about.parameters:
        p = parameter.symbol
        slope = sympy.diff(factor, p)
        rising = None if p in slope.free_symbols else Order(about.requires).sign(slope)
        if not rising:
            continue
        bound = sympy.expand((p * slope - factor) / slope)
        if rising * sign > 0 and bound == 0:
            return _positive(declared, p)
        relation = (Gt if rising * sign > 0 else Lt)(p, bound)
        return _related(declared, relation)
    return None


def _positive(declared: _Declared, p: Symbol) -> _Declared:
    put = {p: Symbol(p.name, positive=True)}
    about = declared.activation
    made = replace(
        about,
        expr=about.expr.xreplace(put),
        parameters=tuple(replace(q, symbol=put.get(q.symbol, q.symbol)) for q in about.parameters),
        requires=tuple(r.xreplace(put) for r in about.requires),
    )
    relations = tuple(r.xreplace(put) for r in declared.relations)
    return _Declared(made, (*declared.positive, p.name), relations)


def _related(declared: _Declared, relation: Relational) -> _Declared:
    about = declared.activation
    made = replace(about, requires=(*about.requires, relation))
    return replace(declared, activation=made, relations=(*declared.relations, relation))


def _words(relation: Relational) -> str:
    """lo < hi with the smaller one first where both are parameters, else alpha > 1."""
    small, large = relation.lts, relation.gts
    if large.is_Symbol and not small.is_Symbol:
        return f"{to_text(large)} > {to_text(small)}"
    return f"{to_text(small)} < {to_text(large)}"
