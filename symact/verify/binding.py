"""Binding: the words of a claim matched, by name, with the symbols of its activation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sympy import (
    Basic,
    Dummy,
    Expr,
    Function,
    Idx,
    IndexedBase,
    Interval,
    KroneckerDelta,
    Symbol,
    sympify,
)
from sympy.core.function import AppliedUndef

from symact.activation import LENGTH, Activation, Index, Parameter
from symact.claim import OPEN, Claim, Formula, Image, Largest, LimitAt, Statement
from symact.errors import InputError, unknown
from symact.expression import Name, parse

OUTPUT, SLOPE = "f", "f'"
"""Names of the symbols that stand for f(x) and f'(x) in a claim."""

Names = Mapping[str, Name]


def subject_of(claim: Claim, activation: Activation, names: Names) -> Activation:
    """The activation as the claim speaks about it, other parameters at their defaults.

    A document's own symbols become parameters where the claim states the function in them, with the
    numbers they stand for as defaults; elsewhere they are these numbers.
    Raises InputError for a symbol that is neither the activation's nor bound by the claim, and for
    a derivative by what is no parameter.
    """
    about = activation
    numbers = {s: _number(value, activation) for s, value in claim.where.items()}
    if claim.stated is not None:
        own = tuple(Parameter(s.name, s, value) for s, value in numbers.items())
        formula = read(claim.stated, replace(activation, parameters=own), names)
        about = replace(activation, expr=formula, parameters=own, requires=(), constants=())
    elif numbers:
        bound = tuple((s.name, value) for s, value in numbers.items())
        about = replace(activation, constants=(*activation.constants, *bound))
    used = {s for form in formulas(claim) for s in names_in(form, about, names)}
    if claim.by and claim.by not in (known := [p.name for p in about.parameters]):
        raise _no_parameter(activation.name, claim.by, known)
    return _fixed(about, used | {claim.by})


def _no_parameter(activation: str, name: str, known: list[str]) -> InputError:
    if known:
        return unknown(f"parameter of {activation}", name, known)
    return InputError(f"{activation} has no parameters, so no derivative by {name!r}")


def _number(value: Any, activation: Activation) -> Expr:
    """What a document's symbol stands for: a formula, or a constant of the activation by name."""
    if not isinstance(value, str):
        return sympify(value, strict=True)
    constants = dict(activation.constants)
    if value not in constants:
        raise unknown(f"constant of {activation.name}", value, constants)
    return constants[value]


def formulas(claim: Claim) -> list[Formula]:
    """Every formula of a claim."""
    whole = [form for form in (claim.function, claim.derivative) if form is not None]
    return whole + [form for s in claim.statements for form in stated(s)]


def stated(statement: Statement) -> list[Formula]:
    """The formulas of a statement: its quantity and its bound, or the ends of that interval."""
    quantity, _, bound = statement
    ends = [bound.start, bound.end] if isinstance(bound, Interval) else [bound]
    of = quantity.of if isinstance(quantity, Largest | LimitAt | Image) else quantity
    return [of, *(e for e in ends if isinstance(e, Expr | str))]


def names_in(form: Formula, activation: Activation, names: Names) -> set[str]:
    """The words of a formula; also those of the argument in f(2*t - x)."""
    found = read(form, activation, names, expand=False)
    called = {OUTPUT} if found.has(AppliedUndef) else set()
    return called | {s.name for s in found.free_symbols}


def _fixed(activation: Activation, used: set[str]) -> Activation:
    """The activation with every parameter that is not used at its default.

    Parameters that a relation ties to a used one stay free as well: it could not be used otherwise.
    """
    for relation in activation.requires:
        tied = {s.name for s in relation.free_symbols}
        used = used | tied if tied & used else used
    return fixed_at(
        activation, {p.symbol: p.default for p in activation.parameters if p.name not in used}
    )


def fixed_at(activation: Activation, fixed: Mapping[Symbol, Expr]) -> Activation:
    """The activation with some parameters at given values; their names stay known as constants."""
    named = tuple((s.name, value) for s, value in fixed.items())
    return replace(
        activation,
        constants=(*activation.constants, *named),
        expr=activation.expr.xreplace(fixed),
        parameters=tuple(p for p in activation.parameters if p.symbol not in fixed),
        requires=tuple(r for r in activation.requires if not r.free_symbols & fixed.keys()),
        at_kinks=tuple(
            (k.xreplace(fixed), v.xreplace(fixed), w) for k, v, w in activation.at_kinks
        ),
    )


def words(activation: Activation) -> dict[str, Expr]:
    """The names that a formula about an activation may use, besides x and f."""
    constants = dict(activation.constants)
    return {**constants, **{p.name: p.symbol for p in activation.parameters}}


def read(form: Any, activation: Activation, names: Names, expand: bool = True) -> Expr:
    """A claim's formula in the activation's symbols, with f replaced by its formula if `expand`.

    Raises InputError for a symbol that has no meaning there.
    """
    known = words(activation)
    if isinstance(form, str):
        text_names: dict[str, Name] = {**names, **known}
        x = activation.x if isinstance(activation.x, Symbol) else None
        if x is not None:
            f = activation.expr if expand else Function(OUTPUT, real=True)(x)
            return parse(form, x=x, f=f, names=text_names)
        whole = Dummy("x", real=True)
        formula = parse(form, x=whole, names={**text_names, **vector_words(activation)})
        if formula.has(whole):
            raise InputError("x is the whole vector; a formula has its components x_i and x_j")
        return formula
    form = sympify(form, strict=True)
    put: dict[Expr, Expr] = {}
    for s in form.atoms(Symbol):
        meaning = _meaning(s, form, activation, known)
        if meaning is not None:
            put[s] = meaning
    if expand and not activation.axiswise:
        put |= {s: activation.expr for s in form.atoms(Symbol) if s.name == OUTPUT}
    return form.xreplace(put)


def read_interval(bound: Interval, activation: Activation, names: Names) -> Interval:
    """An interval with its ends read; it is left as it is written where they meet or cross."""
    ends = (read(end, activation, names) for end in bound.args[:2])
    return Basic.__new__(Interval, *ends, *bound.args[2:])


def _meaning(s: Symbol, form: Expr, activation: Activation, known: dict[str, Expr]) -> Expr | None:
    """What a symbol of a claim stands for; None where it stands for itself."""
    if s == OPEN or s.name in (OUTPUT, SLOPE):
        return None
    if activation.axiswise:
        if s in {activation.x.label, LENGTH, *(i.label for i in form.atoms(Idx))}:
            return None
    elif s.name == activation.x.name:
        return activation.x
    if s.name in known:
        return known[s.name]
    raise unknown("name", s.name, ["x", OUTPUT, *known])


def vector_words(activation: Activation) -> dict[str, Expr]:
    """The names of a text about a vector: x_i, x_j, f_i, f_j and delta_ij; f for one number."""
    i, j = Index("i"), Index("j")
    output = IndexedBase(OUTPUT, real=True)
    bases = {"x": activation.x, OUTPUT: output}
    components = {f"{n}_{k.label}": base[k] for n, base in bases.items() for k in (i, j)}
    alone = {} if activation.index is not None else {OUTPUT: Symbol(OUTPUT, real=True)}
    return {**components, **alone, "delta_ij": KroneckerDelta(i, j)}
