"""Sheets of functions along an axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symact.activation import Activation, FirstMaximum
from symact.derive.axiswise import facts, jacobian, jacobian_from_output
from symact.sheet import Sheet
from symact.verdict import Verdict


def axiswise_sheet(
    activation: Activation,
    verdicts: Sequence[Verdict] = (),
    accuracy: Sequence[dict[str, Any]] = (),
) -> Sheet:
    """The sheet of a function along an axis: `derivative` is the Jacobian's entry d f_i / d x_k.

    `from_output` is that entry in terms of y = f(x), where that is proved.
    """
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
        facts=facts(activation.with_defaults()),
        stable_forms=(),
        stable_derivative_forms=(),
        verdicts=tuple(verdicts),
        accuracy=tuple(accuracy),
    )
