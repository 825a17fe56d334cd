"""Sheets of functions along an axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sympy import Interval, S, exp, oo

from symact.activation import Activation, FirstMaximum
from symact.derive.axiswise import (
    column,
    facts,
    jacobian,
    jacobian_from_output,
    over_axis,
    total,
)
from symact.derive.contraction import contract
from symact.normalise import is_zero
from symact.sheet import Fact, Sheet
from symact.verdict import Verdict


def axiswise_sheet(
    activation: Activation,
    verdicts: Sequence[Verdict] = (),
    accuracy: Sequence[dict[str, Any]] = (),
) -> Sheet:
    """The sheet of a function along an axis: `derivative` is the Jacobian's entry d f_i / d x_k.

    `from_output` is that entry in terms of y = f(x), where that is proved.
    """
    default = activation.with_defaults()
    entry = jacobian(activation)
    found = jacobian_from_output(activation)
    return Sheet(
        activation=activation,
        derivative=entry,
        second_derivative=None,
        parameter_derivatives=(),
        from_output=found,
        from_output_note="proved for every length of the axis" if found is not None else "",
        kinks=(),
        smoothness="C^0" if entry.has(FirstMaximum) else "C^oo",
        facts=(*facts(default), *_more(default)),
        stable_forms=(),
        stable_derivative_forms=(),
        verdicts=tuple(verdicts),
        accuracy=tuple(accuracy),
    )


def _more(activation: Activation) -> Iterator[Fact]:
    """Where the components lie that are logarithms of a distribution; how a gradient adds up."""
    if activation.index is not None:
        if total(replace(activation, expr=exp(activation.expr))) == 1:
            note = "the exponentials of the components sum to 1; a lone component is 0"
            yield Fact("a component lies in", Interval.open(-oo, 0), "proved", note)
        return
    entry, k = jacobian(activation), column(activation)
    whole = contract(over_axis(entry, k))
    if entry.is_positive:
        yield Fact("increasing in", "every component", "proved", "by the sign of the derivative")
    if is_zero(whole - 1):
        yield Fact("sum of the partial derivatives", S.One, "proved", "for every length")
        if entry.is_nonnegative or entry.has(FirstMaximum):
            note = "in the largest difference of components, as no partial derivative is negative"
            yield Fact("Lipschitz constant", S.One, "proved", note)
