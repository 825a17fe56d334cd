"""A comparison that depends on the size of a parameter, made for every range of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from sympy import Expr, Integer, Piecewise, S, Symbol, false, oo, preorder_traversal, true

from symact.activation import Activation, Parameter
from symact.derive import Order
from symact.derive.roots import sign_changes
from symact.errors import OpenSignError, UnsupportedError
from symact.expression import to_text
from symact.standin import StandIn
from symact.verify.finding import SEVERITY, Finding

Ask = Callable[[dict[Expr, Expr], Activation], Finding | None]
"""The comparison with a parameter replaced, about the activation with it replaced.

None where the claimed formula has no value then.
"""

MAX_CASES = 3
"""Case distinctions inside each other: every one triples the work."""


@dataclass(frozen=True)
class Range:
    """A parameter at a value (lo = hi), or between two as a function of a positive symbol."""

    lo: Expr
    hi: Expr
    value: Expr
    free: Symbol | None = None


def by_cases(open_sign: OpenSignError, activation: Activation, ask: Ask) -> Finding | None:
    """One finding from those for every range of the parameter that a sign hangs on.

    A proof lists the values of the parameter at which the claim has no value, a refutation comes
    without a witness, with the ranges for which the claim is proved. None where
    the sign hangs on several parameters, or some range is left open.
    """
    hangs = None if activation.name.count(CASE) >= MAX_CASES else _hangs(open_sign, activation)
    if hangs is None:
        return None
    parameter, every = hangs
    inside = {r: _within(activation, parameter, r) for r in every}
    asked = {r: ask({parameter.symbol: r.value}, a) for r, a in inside.items() if a is not None}
    answers = {r: f for r, f in asked.items() if f is not None}
    ranges, found = list(answers), list(answers.values())
    without = [r for r in asked if r not in answers]
    if not answers or any(r.free is not None for r in without):
        return None
    holds = [f.word in ("proved", "convention") for f in found]
    if all(holds):
        worst = min(found, key=lambda f: SEVERITY.index(f.word))
        cases = ", ".join(_words(parameter, r, r) for r in ranges)
        method = f"the normal form of the difference is zero on every piece in each case: {cases}"
        gaps = [f"{_words(parameter, r, r)}: one side is not defined" for r in without]
        told = [f"{_words(parameter, r, r)}: {p}" for r, f in answers.items() for p in f.points]
        return replace(worst, method=method, points=(*gaps, *told))
    if not all(h or f.word == "refuted" for h, f in zip(holds, found, strict=True)):
        return None
    held = dict(zip(ranges, holds, strict=True))
    runs = [list(run) for good, run in groupby(ranges, held.__getitem__) if good]
    condition = " or ".join(_words(parameter, run[0], run[-1]) for run in runs)
    return Finding("refuted", "", condition=condition or None)


def in_each_range(open_sign: OpenSignError, activation: Activation) -> Iterator[Activation]:
    """The activation with the default of a parameter that a sign hangs on in every range of it."""
    hangs = _hangs(open_sign, activation)
    if hangs is None:
        return
    parameter, every = hangs
    for there in every:
        inside = there.value if there.free is None else there.value.subs(there.free, S.One)
        value = inside.xreplace(activation.defaults)
        if _within(activation, parameter, Range(value, value, value)) is None:
            continue
        moved = replace(parameter, default=value)
        others = (moved if p == parameter else p for p in activation.parameters)
        yield replace(activation, parameters=tuple(others))


def ranges_of(
    open_sign: OpenSignError, activation: Activation
) -> Iterator[tuple[str, Symbol, Expr, tuple[Parameter, ...]]]:
    """Every range of the parameter that a sign hangs on: words, symbol, value, what is free in it.

    Nothing where the sign hangs on several parameters.
    """
    hangs = _hangs(open_sign, activation)
    if hangs is None:
        return
    parameter, every = hangs
    for there in every:
        if _within(activation, parameter, there) is None:
            continue
        free = there.free
        made = () if free is None else (unnamed(free),)
        yield _words(parameter, there, there), parameter.symbol, there.value, made


def _hangs(
    open_sign: OpenSignError, activation: Activation
) -> tuple[Parameter, list[Range]] | None:
    """A parameter that a sign hangs on, and its ranges; None where they are not found.

    The ends of the ranges may hold further parameters: hi < lo, hi = lo, hi > lo.
    """
    value = open_sign.value
    symbols = value.free_symbols if isinstance(value, Expr) else set()
    free = [p for p in activation.parameters if p.symbol in symbols]
    if len(free) != len(symbols) or (is_range(activation) and not _is_plain(value)):
        return None
    for parameter in free:
        try:
            return parameter, list(_ranges(value, parameter, Order(activation.requires)))
        except UnsupportedError:
            continue
    return None


def unnamed(free: Symbol) -> Parameter:
    """A parameter that no formula can name: its own name may stand for something there."""
    return Parameter(CASE + str(free), free, Integer(1))


CASE = "~"
"""Marks, in the name of an activation, that one of its parameters is in a range."""


def is_range(activation: Activation) -> bool:
    """Whether an activation is one with a parameter in a range."""
    return CASE in activation.name


def _is_plain(value: object) -> bool:
    """Whether all numbers are rational: with roots in them ranges inside ranges grow too large."""
    nodes = preorder_traversal(value)
    return all(e.is_Rational for e in nodes if isinstance(e, Expr) and not e.free_symbols)


def _ranges(value: object, parameter: Parameter, order: Order) -> Iterator[Range]:
    assert isinstance(value, Expr)
    p = parameter.symbol
    lowest = S.Zero if p.is_positive else -oo
    roots = order.sort(sign_changes(value, p, order.sign))
    inside = [r for r in roots if order.compare(lowest, r) < 0]
    if not inside:
        raise UnsupportedError(f"the sign of {value} is not known")
    for n, (a, b) in enumerate(pairwise([lowest, *inside, oo])):
        if n:
            yield Range(a, a, a)
        if b == oo:
            d = StandIn(p - a)
            yield Range(a, b, a + d, d)
        elif a == -oo:
            d = StandIn(b - p)
            yield Range(a, b, b - d, d)
        else:
            d = StandIn((p - a) / (b - p))
            yield Range(a, b, a + (b - a) * d / (1 + d), d)


def _words(parameter: Parameter, first: Range, last: Range) -> str:
    """Neighbouring ranges of a parameter in words."""
    p, lo, hi = to_text(parameter.symbol), first.lo, last.hi
    if lo == hi:
        return f"{p} = {to_text(lo)}"
    above = "" if lo == -oo else f"{to_text(lo)} {'<=' if first.free is None else '<'} "
    below = "" if hi == oo else f" {'<=' if last.free is None else '<'} {to_text(hi)}"
    if above and not below:
        return f"{p} {'>=' if first.free is None else '>'} {to_text(lo)}"
    if parameter.symbol.is_positive and lo == 0:
        above = ""
    return f"{above}{p}{below}"


UNREAL = (S.ComplexInfinity, S.Infinity, S.NegativeInfinity, S.NaN)


def put_in(expr: Expr, put: Mapping[Expr, Expr]) -> Expr:
    """A formula with symbols replaced, NaN where that leaves a pole or a case without an answer."""
    found = expr.xreplace(put)
    return _without_poles(found) if found.has(*UNREAL) else found


def _without_poles(expr: Expr) -> Expr:
    if isinstance(expr, Piecewise):
        cases: list[tuple[Expr, Any]] = []
        for value, condition in expr.args:
            if condition.has(*UNREAL):
                return Piecewise(*cases, (S.NaN, True))
            cases.append((_without_poles(value), condition))
        return Piecewise(*cases)
    parts = [_without_poles(part) for part in expr.args]
    if expr in UNREAL or S.NaN in parts:
        return S.NaN
    return expr.func(*parts) if parts else expr


def _within(activation: Activation, parameter: Parameter, there: Range) -> Activation | None:
    """The activation with the parameter in a range; None where a relation leaves nothing of it."""
    put = {parameter.symbol: there.value}
    requires = [r.xreplace(put) for r in activation.requires]
    if false in requires:
        return None
    kept = [p for p in activation.parameters if p != parameter]
    if there.free is not None:
        kept.append(Parameter(parameter.name, there.free, Integer(1)))
    return replace(
        activation,
        name=activation.name + CASE,
        expr=put_in(activation.expr, put),
        parameters=tuple(kept),
        requires=tuple(r for r in requires if r != true),
    )
