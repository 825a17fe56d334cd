"""Conditions under which a claim that fails would hold, read off the factors of the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy
from sympy import Expr, S, Symbol, oo

from symact.activation import Activation
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.normalise import NormalForm, normal_form, substitutions
from symact.verify.witness import Place


@dataclass(frozen=True)
class Condition:
    """A sufficient condition in words, and whether it is necessary as well (None: not known)."""

    text: str
    necessary: bool | None


@dataclass(frozen=True)
class Factors:
    """Factors of a difference: those in parameters alone, and whether the rest never vanishes."""

    parametric: tuple[Expr, ...]
    rest_has_sign: bool


def forms(place: Place, x: Symbol) -> Iterator[NormalForm]:
    """The normal forms of the difference on an interval."""
    for value in substitutions(x, place.lo, place.hi):
        yield normal_form(place.claimed - place.true, x, value)


def factors(form: NormalForm, parameters: set[Symbol]) -> Factors:
    """The irreducible factors of a normal form's numerator, sorted by what they depend on."""
    parametric: list[Expr] = []
    rest = True
    for p, _ in form.element.num.factor()[1]:
        meaning = form.tower.poly_expr(p)
        free: set[Any] = meaning.free_symbols
        if form.tower.sign(p) is not None:
            continue
        if free and free <= parameters:
            parametric.append(meaning)
        else:
            rest = False
    return Factors(tuple(parametric), rest)


def on_parameters(
    failing: Sequence[Place],
    x: Symbol,
    activation: Activation,
    sufficient: Callable[[dict[Expr, Expr]], bool],
) -> Condition | None:
    """Values of one parameter at which the difference vanishes on every piece."""
    parameters = {p.symbol for p in activation.parameters}
    if not parameters:
        return None
    try:
        every = [factors(form, parameters) for p in failing for form in forms(p, x)]
    except (UnsupportedError, ZeroDivisionError):
        return None
    solved = [_solve(one, activation) for one in every]
    pairs = {pair for roots, _ in solved for pair in roots}
    candidates = sorted(pairs, key=lambda pair: tuple(map(sympy.default_sort_key, pair)))
    found = [(s, root) for s, root in candidates if sufficient({s: root})]
    if not found:
        return None
    # Where all other factors keep their sign the difference vanishes only at these roots.
    necessary = any(
        one.rest_has_sign and complete and set(roots) <= set(found)
        for one, (roots, complete) in zip(every, solved, strict=True)
    )
    text = " or ".join(f"{s} = {to_text(root)}" for s, root in found)
    return Condition(text, True if necessary else None)


def _solve(one: Factors, activation: Activation) -> tuple[list[tuple[Symbol, Expr]], bool]:
    """(parameter, root) for every admissible root of the factors; whether these are all."""
    found: list[tuple[Symbol, Expr]] = []
    complete = True
    for factor in one.parametric:
        symbols = [p.symbol for p in activation.parameters if p.symbol in factor.free_symbols]
        polynomial = [s for s in symbols if factor.is_polynomial(s)]
        if not polynomial:
            complete = False
            continue
        roots = sympy.roots(factor, polynomial[0])
        complete = complete and sum(roots.values()) == sympy.degree(factor, polynomial[0])
        found += [(polynomial[0], r) for r in roots if _allowed(polynomial[0], r)]
    return found, complete


def _allowed(symbol: Symbol, root: Expr) -> bool:
    if root.is_real is False:
        return False
    return not (symbol.is_positive and root.is_positive is False)


def half_lines(
    places: Sequence[Place],
    failing: Sequence[Place],
    equal_at: Sequence[Expr],
    alone: Sequence[Expr],
    x: Symbol,
) -> Condition | None:
    """The pieces on which the claim does hold; `equal_at` are breaks at which it holds too.

    Those in `alone` count also where the claim holds on neither side.
    """
    holding = [p for p in places if p not in failing and p.true is not S.NaN]
    if not holding:
        return None
    try:
        every = [factors(form, set()) for p in failing for form in forms(p, x)]
    except (UnsupportedError, ZeroDivisionError):
        every = []
    necessary = True if every and all(f.rest_has_sign for f in every) else None
    spans: list[Place] = []
    for place in places:
        joined = bool(spans) and spans[-1].hi == place.lo and place.lo in equal_at
        if place in holding and joined:
            spans[-1] = replace(spans[-1], hi=place.hi)
        elif place in holding:
            spans.append(place)
        elif place.lo in alone and not joined:
            spans.append(replace(place, hi=place.lo))
    return Condition(" or ".join(words(p, equal_at, x) for p in spans), necessary)


def words(place: Place, equal_at: Sequence[Expr], x: Symbol) -> str:
    """An open interval as a condition, with those of its ends that are in `equal_at`."""
    lo, hi = to_text(place.lo), to_text(place.hi)
    below = "<=" if place.hi in equal_at else "<"
    above = "=" if place.lo in equal_at else ""
    if place.lo == place.hi:
        return f"{x} = {lo}"
    if place.lo == -oo:
        return f"{x} {below} {hi}"
    if place.hi == oo:
        return f"{x} >{above} {lo}"
    return f"{lo} <{above} {x} {below} {hi}"
