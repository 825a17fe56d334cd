"""Sheets: the facts about one activation gathered for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sympy import Derivative, Expr, Integral, S, Subs, nan, oo

import symact.derive.output_form
from symact.activation import Activation
from symact.analyse.branches import branches, may_close
from symact.analyse.chart import chart
from symact.analyse.domain import domain, roots_touch
from symact.analyse.facts import facts
from symact.analyse.readable import in_output, readable, stable
from symact.derive import derivative, kinks, parameter_derivative, pieces, second_derivative
from symact.derive.derivative import keeps_rising
from symact.derive.elimination import OUTPUT
from symact.derive.ordering import Order
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.normalise import DISTANCE, normal_form
from symact.pieces import Pieces
from symact.sheet import Kink, Sheet, StableForm
from symact.verdict import Verdict

if TYPE_CHECKING:
    from symact.derive.output_form import OutputForm


def elementwise_sheet(
    activation: Activation,
    verdicts: Sequence[Verdict] = (),
    accuracy: Sequence[dict[str, Any]] = (),
) -> Sheet:
    """The sheet of an elementwise activation.

    Formula, derivatives and kinks keep the parameters, and so does the form in terms of the output
    where one serves every parameter; properties are those of the default parameters. Raises
    UnsupportedError for a formula whose derivative stays one, such as that of floor(x).
    """
    for expr in (activation.expr, *(p.expr for p in derivative(activation).pieces)):
        for left in sorted(expr.atoms(Derivative, Subs, Integral), key=str):
            raise UnsupportedError(f"{activation.name}: there is no formula for {left}")
    default = activation.with_defaults()
    found, note = _in_output(activation, default)
    return Sheet(
        activation=activation,
        derivative=readable(derivative(activation)),
        second_derivative=readable(second_derivative(activation)),
        parameter_derivatives=tuple(
            (p.name, readable(parameter_derivative(activation, p.name)))
            for p in activation.parameters
        ),
        from_output=in_output(found).as_piecewise() if found else None,
        from_output_note=note,
        kinks=kinks(activation),
        smoothness=_smoothness(activation, default),
        facts=facts(default),
        stable_forms=tuple(stable_forms(pieces(activation))),
        stable_derivative_forms=tuple(stable_forms(derivative(activation))),
        verdicts=tuple(verdicts),
        accuracy=tuple(accuracy),
    )


def _in_output(activation: Activation, default: Activation) -> tuple[OutputForm | None, str]:
    """h with f' = h(f) and what was proved; where there is none, what is known instead."""
    for about in dict.fromkeys((activation, default)):
        try:
            found = symact.derive.output_form.output_form(about) if may_close(about) else None
        except UnsupportedError:
            continue
        if found is not None:
            return found, found.note + _for(activation, about)
    signs = {s.sign for s in chart(derivative(default))}
    if None in signs or domain(pieces(default)) != S.Reals:
        return None, ""
    none = "no formula for f' in terms of f is found by elimination"
    if signs in ({1}, {-1}):
        word, sign = ("increasing", 1) if 1 in signs else ("decreasing", -1)
        if keeps_rising(pieces(default), Order(), sign):
            return None, f"f is {word} and so one-to-one; {none}"
        return None, f"f is {word} between its jumps; {none}"
    if not {1, -1} <= signs:
        return None, f"f is constant on an interval and so not one-to-one; {none}"
    by_interval = any(b.h.has(OUTPUT) for b in branches(default))
    listed = "f' in terms of f stands by interval, among the properties"
    return None, f"f rises and falls and so is not one-to-one; {listed if by_interval else none}"


def _for(activation: Activation, about: Activation) -> str:
    """For which parameters a form in terms of the output was proved."""
    if not activation.parameters:
        return ""
    if about is activation:
        return "; for all values of the parameters"
    values = (f"{p.name} = {to_text(p.default)}" for p in activation.parameters)
    return "; for " + ", ".join(values)


def _smoothness(activation: Activation, default: Activation) -> str:
    """The smoothness class; inside the domain where that is not the whole line, "" if open."""
    function = pieces(default)
    where = domain(function)
    if where is None or roots_touch(function):
        return ""
    inside = [k for k in kinks(activation) if where.contains(k.at) != S.false]
    found = smoothness(inside)
    return found if where == S.Reals else f"{found}, inside the domain"


def smoothness(found: Sequence[Kink]) -> str:
    """The smoothness class of a function with these kinks."""
    if not found:
        return "C^oo"
    order = min(k.order for k in found)
    return "discontinuous" if order < 0 else f"C^{order}"


def stable_forms(function: Pieces) -> Iterator[StableForm]:
    """The factored normal form on each piece, on each side of 0 where exponentials occur."""
    for piece in function.pieces:
        if piece.expr is nan:
            continue
        if piece.expr.is_rational_function(function.x):
            yield StableForm(_region(piece.lo, piece.hi), piece.expr)
            continue
        for lo, hi, value in sides(piece.lo, piece.hi):
            try:
                form = stable(normal_form(piece.expr, function.x, value))
            except UnsupportedError:
                continue
            yield StableForm(_region(lo, hi), form)


def _region(lo: Expr, hi: Expr) -> str:
    return f"{lo} < x < {hi}"


def sides(lo: Expr, hi: Expr) -> Iterator[tuple[Expr, Expr, Expr]]:
    """The parts of an interval on either side of 0, each with x in terms of s = |x|."""
    zero = DISTANCE * 0
    if lo == -oo or lo.is_negative:
        yield lo, hi if hi != oo and hi.is_nonpositive else zero, -DISTANCE
    if hi == oo or hi.is_positive:
        yield lo if lo != -oo and lo.is_nonnegative else zero, hi, DISTANCE
