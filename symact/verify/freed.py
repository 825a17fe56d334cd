"""Statements about parameters that are ordered, or whose size decides, told of free ones instead.

lo < hi becomes hi = lo + a positive distance. Where a case hangs on the size of one parameter, the
statement is made for every range of it. Only proofs are taken from here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sympy import Dummy, Expr

from symact.activation import Activation
from symact.derive.ordering import Order
from symact.errors import OpenSignError, UnsupportedError
from symact.verify.binding import fixed_at
from symact.verify.cases import CASE, MAX_CASES, ranges_of, unnamed
from symact.verify.finding import SEVERITY, Finding
from symact.verify.witness import loses_value

Ask = Callable[[Activation], Finding]
"""The finding about one statement for an activation."""


def by_distance(activation: Activation, ask: Ask) -> Finding | None:
    """The proof with the larger of two ordered parameters written as the lower and a distance."""
    if not activation.requires:
        return None
    try:
        put = Order(activation.requires).replaced
    except UnsupportedError:
        return None
    gaps = {s for value in put.values() for s in value.free_symbols if isinstance(s, Dummy)}
    made = map(unnamed, sorted(gaps, key=str))
    freed = replace(fixed_at(activation, put), requires=())
    found = ask(replace(freed, parameters=(*freed.parameters, *made)))
    return found if found.word in ("proved", "convention") else None


def by_ranges(
    size: OpenSignError, activation: Activation, ask: Ask, used: Sequence[Expr]
) -> Finding | None:
    """The proof from those for every range of the parameter that a sign hangs on.

    A value at which a formula in `used` has a pole is listed: there is nothing to prove.
    """
    if activation.name.count(CASE) >= MAX_CASES:
        return None
    found: dict[str, Finding] = {}
    gaps: list[str] = []
    for words, symbol, value, made in ranges_of(size, activation):
        if not made and any(loses_value(e, {symbol: value}) for e in used):
            gaps.append(f"{words}: one side is not defined")
            continue
        fixed = fixed_at(activation, {symbol: value})
        here = replace(fixed, name=fixed.name + CASE, parameters=(*fixed.parameters, *made))
        found[words] = ask(here)
        if found[words].word not in ("proved", "convention"):
            return None
    if not found:
        return None
    worst = min(found.values(), key=lambda f: SEVERITY.index(f.word))
    points = tuple(dict.fromkeys([*gaps, *(p for f in found.values() for p in f.points)]))
    return replace(worst, method=f"{worst.method}, in each case: {', '.join(found)}", points=points)
