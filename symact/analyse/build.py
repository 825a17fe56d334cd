"""Sheets: the facts about one activation gathered for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sympy import Expr, oo

import symact.derive.output_form
from symact.activation import Activation
from symact.analyse.facts import facts
from symact.derive import derivative, kinks, parameter_derivative, pieces, second_derivative
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, normal_form
from symact.pieces import Pieces
from symact.sheet import Kink, Sheet, StableForm
from symact.verdict import Verdict


def elementwise_sheet(
    activation: Activation,
    verdicts: Sequence[Verdict] = (),
    accuracy: Sequence[dict[str, Any]] = (),
) -> Sheet:
    """The sheet of an elementwise activation.

    Formula, derivatives and kinks keep the parameters; properties and the form in terms of the
    output are those of the default parameters.
    """
    default = activation.with_defaults()
    found = symact.derive.output_form.output_form(default)
    return Sheet(
        activation=activation,
        derivative=derivative(activation),
        second_derivative=second_derivative(activation),
        parameter_derivatives=tuple(
            (p.name, parameter_derivative(activation, p.name)) for p in activation.parameters
        ),
        from_output=found.h.as_piecewise() if found else None,
        from_output_note=found.note if found else "",
        kinks=kinks(activation),
        smoothness=smoothness(kinks(activation)),
        facts=facts(default),
        stable_forms=tuple(stable_forms(pieces(activation))),
        stable_derivative_forms=tuple(stable_forms(derivative(activation))),
        verdicts=tuple(verdicts),
        accuracy=tuple(accuracy),
    )


def smoothness(found: Sequence[Kink]) -> str:
    """The smoothness class of a function with these kinks."""
    if not found:
        return "C^oo"
    order = min(k.order for k in found)
    return "discontinuous" if order < 0 else f"C^{order}"


def stable_forms(function: Pieces) -> Iterator[StableForm]:
    """The factored normal form on each piece, on each side of 0 where exponentials occur."""
    for piece in function.pieces:
        if piece.expr.is_rational_function(function.x):
            yield StableForm(_region(piece.lo, piece.hi), piece.expr)
            continue
        for lo, hi, value in sides(piece.lo, piece.hi):
            try:
                form = normal_form(piece.expr, function.x, value).factored()
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
