"""The words that go with kernels: meaning, formulas and limits, as plain text, all computed."""

from __future__ import annotations

from functools import partial

import sympy
from sympy import Expr, Symbol

from symact.activation import Activation
from symact.analyse.domain import domain
from symact.analyse.limits import limit_at_infinity
from symact.analyse.readable import in_output
from symact.derive import derivative, parameter_derivative, pieces
from symact.derive.absent import absent
from symact.derive.axiswise import jacobian
from symact.derive.output_form import output_form
from symact.driver.text import rebuilt, text
from symact.errors import UnsupportedError
from symact.ir import Documentation


def documentation(activation: Activation) -> Documentation:
    """The words of a kernel's docstring; formulas and values are computed."""
    show = partial(text, constants=activation.constants)
    if activation.axiswise:
        return Documentation(
            activation.meaning,
            show(activation.expr),
            show(jacobian(activation)),
            cites=activation.cites,
            absent=_absent(activation),
        )
    slope = rebuilt(derivative(activation)).as_piecewise()
    return Documentation(
        activation.meaning,
        show(activation.expr),
        show(slope),
        _special(activation),
        activation.cites,
        _domain(activation),
        halves=activation.halves,
        by_parameter={
            p.name: show(rebuilt(parameter_derivative(activation, p.name)).as_piecewise())
            for p in activation.parameters
        },
        from_output=_from_output(activation),
    )


def _from_output(activation: Activation) -> str:
    """h(y) where f' = h(f) is proved, at the defaults or in general; empty where it is not."""
    found = output_form(activation) or output_form(activation.with_defaults())
    if found is None:
        return ""
    return text(rebuilt(in_output(found)).as_piecewise(), activation.constants)


def _absent(activation: Activation) -> tuple[str, ...]:
    """What a masked component is put to, and the output there; empty where there is no such."""
    found = absent(activation.with_defaults())
    if found is None:
        return ()
    numbers = (float(value) for value in found)
    return tuple(str(number) for number in numbers)


def _domain(activation: Activation) -> str:
    """Where the function is defined; empty where that is not decided."""
    found = domain(pieces(activation.with_defaults()))
    if found is None:
        return ""
    return "every real x" if found == sympy.S.Reals else f"x in {found}"


def _special(activation: Activation) -> tuple[str, ...]:
    """The value at 0 and the limits that are found."""
    function = pieces(activation.with_defaults())
    low = _limit("-inf", function.pieces[0].expr, function.x, -sympy.oo, activation)
    high = _limit("inf", function.pieces[-1].expr, function.x, sympy.oo, activation)
    origin = activation.with_defaults().expr.subs(function.x, 0)
    middle = (f"f(0) = {text(origin, activation.constants)}",) if origin.is_finite else ()
    return (*low, *middle, *high)


def _limit(name: str, expr: Expr, x: Symbol, side: Expr, about: Activation) -> tuple[str, ...]:
    try:
        value = limit_at_infinity(expr, x, side)
    except UnsupportedError:
        return ()
    return (f"f({name}) = {text(value, about.constants)}",)
