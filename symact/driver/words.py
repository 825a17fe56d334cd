"""The words that go with kernels: meaning, formulas and limits, as plain text, all computed."""

from __future__ import annotations

from functools import partial

import sympy

from symact.activation import Activation
from symact.analyse.limits import limit_at_infinity
from symact.derive import derivative, pieces
from symact.driver.text import text
from symact.ir import Documentation


def documentation(activation: Activation) -> Documentation:
    """The words of a kernel's docstring; formulas and values are computed."""
    show = partial(text, constants=activation.constants)
    if activation.axiswise:
        return Documentation(activation.meaning, show(activation.expr), cites=activation.cites)
    slope = derivative(activation).as_piecewise()
    return Documentation(
        activation.meaning,
        show(activation.expr),
        show(slope),
        _special(activation),
        activation.cites,
    )


def _special(activation: Activation) -> tuple[str, ...]:
    function = pieces(activation.with_defaults())
    ends = (("-inf", -sympy.oo, function.pieces[0]), ("inf", sympy.oo, function.pieces[-1]))
    return tuple(
        f"f({name}) = {text(limit_at_infinity(p.expr, function.x, side), activation.constants)}"
        for name, side, p in ends
    )
