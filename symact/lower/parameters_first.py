"""Quotients of parameters taken first: a x/b as (a/b) x, for a x may overflow."""

from __future__ import annotations

from collections.abc import Iterator

from symact.ir import Expr
from symact.lower.arithmetic import div, mul
from symact.lower.forms import ONE_POLY, Form, Style, Writer
from symact.normalise import DISTANCE, NormalForm
from symact.normalise.field import Poly, slots
from symact.normalise.tower import Tower

STYLE = Style("factored", "factored", "q")


def parameters_first(form: NormalForm, s: Expr, bounded: Expr) -> Iterator[Form]:
    """The form, where numerator and denominator both have factors that are parameters alone."""
    element = form.element
    top, bottom = (_alone(poly, form.tower) for poly in (element.num, element.den))
    if not slots(top) or not slots(bottom):
        return
    writer = Writer(form, STYLE, s, bounded)
    ratio = div(writer.poly(top), writer.poly(bottom))
    rest = element.field.element(element.num / top, element.den / bottom)
    yield Form(mul(ratio, writer.element(rest)), "parameters first")


def _alone(poly: Poly, tower: Tower) -> Poly:
    """The factors of a polynomial that hold parameters and nothing else."""
    total = ONE_POLY
    for p, n in poly.factor()[1]:
        kinds = [tower.generators[k] for k in slots(p)]
        if all(g.kind == "symbol" and g.symbol != DISTANCE for g in kinds):
            total = total * p ** int(n)
    return total


__all__ = ["parameters_first"]
