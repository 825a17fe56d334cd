"""Claims about a definition whose own cases hang on the size of a parameter, as those of |beta x|.

The claim is judged for every range of the parameter; a refutation is one for chosen numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from sympy import Expr, S

from symact.activation import Activation
from symact.derive.advice import advised
from symact.derive.split import NOT_COMPARED
from symact.errors import OpenSignError, UnsupportedError
from symact.expression import to_text
from symact.verify.binding import fixed_at
from symact.verify.by_parameter import ByParameter
from symact.verify.cases import by_cases, in_each_range, put_in
from symact.verify.finding import Finding
from symact.verify.witness import assignments, loses_value

FEW = 6
"""Choices of the parameters at which a claim is tried that may well be true."""

Judge = Callable[[Expr, Activation], Finding]
"""The finding about a claimed formula for an activation."""


def for_every_size(claimed: Expr, about: Activation, judge: Judge | ByParameter) -> Finding:
    """What `judge` finds, or one finding from those for every range of a parameter."""
    try:
        return judge(claimed, about)
    except OpenSignError as size:
        ordered = judge.first(about) if isinstance(judge, ByParameter) else about
        found = by_cases(size, ordered, partial(_within, claimed, ordered, judge))
        if found is not None and found.word != "refuted":
            return found
        many = None if found else FEW
        refuted = _refuted(claimed, about, judge, islice(_numbers(about, size), many))
        if refuted is None:
            return Finding("undecided", advised(size, about))
        return replace(refuted, condition=found.condition) if found else refuted


def _within(
    claimed: Expr,
    about: Activation,
    judge: Judge | ByParameter,
    put: dict[Expr, Expr],
    inside: Activation,
) -> Finding | None:
    """The finding in one range; None where a formula has no value."""
    if any(loses_value(e, put) for e in (claimed, about.expr)):
        return None
    try:
        here = put_in(claimed, put)
    except NOT_COMPARED:
        return Finding("undecided", "a condition has no value there")
    if S.NaN in (here, inside.expr):
        return None
    inner = judge.within(put, about, inside) if isinstance(judge, ByParameter) else judge
    if inner is None:
        return Finding("undecided", "a range of another parameter hangs on this one")
    return for_every_size(here, inside, inner)


def _refuted(
    claimed: Expr,
    about: Activation,
    judge: Judge | ByParameter,
    numbers: Iterable[dict[Expr, Expr]],
) -> Finding | None:
    """The refutation for numbers in place of the parameters but the one a derivative is by."""
    by = judge.name if isinstance(judge, ByParameter) else None
    kept = {p.symbol for p in about.parameters if p.name == by}
    for given in numbers:
        values = {s: v for s, v in given.items() if s not in kept}
        if any(loses_value(e, values) for e in (claimed, about.expr)):
            continue
        try:
            found = judge(claimed.xreplace(values), fixed_at(about, values))
        except (UnsupportedError, *NOT_COMPARED):
            continue
        if found.word == "refuted" and found.witness is not None:
            where = [found.witness.point, *(f"{s} = {to_text(v)}" for s, v in values.items())]
            witness = replace(found.witness, point=", ".join(where))
            return replace(found, witness=witness, condition=None, necessary=None)
    return None


def _numbers(about: Activation, size: OpenSignError) -> Iterator[dict[Expr, Expr]]:
    """The defaults, a number from every range, and others."""
    first, *others = assignments(about)
    yield first
    for moved in in_each_range(size, about):
        yield moved.defaults
    yield from others
