"""What counts far out first, and the rest as a correction: q^k (L + q R), q an exponential.

(1 + q - s)/(1 + q)^2 is (1 - s) + q R: next to 1 - s, which is exact, an error of R counts little
where q is small. Closer to 0, where it counts, there may be a polynomial.
"""

from __future__ import annotations

from collections.abc import Iterator

from symact.ir import Expr
from symact.lower.arithmetic import fma, mul, power
from symact.lower.forms import Form, Style, Writer
from symact.normalise import NormalForm
from symact.normalise.field import CONTEXT, Element, slots
from symact.normalise.signs import powers_of

STYLES = tuple(Style(n, d, "q") for n in ("factored", "expanded") for d in ("factored", "expanded"))


def levelled(form: NormalForm, s: Expr, bounded: Expr) -> Iterator[Form]:
    """The form, where its one exponential vanishes from numerator and denominator far out."""
    decaying = [g for g in form.tower.generators if g.kind == "exp" and g.range == "unit"]
    if len(decaying) != 1:
        return
    (g,) = decaying
    parts = _parts(form, g.slot)
    if parts is None:
        return
    k, level, rest = parts
    for style in STYLES:
        writer = Writer(form, style, s, bounded)
        beside = Writer(form, style, bounded, bounded)
        q = writer.atom(g.slot, s, False)
        first = (beside if k else writer).element(level)
        expr = mul(power(q, k), fma(q, beside.element(rest), first))
        yield Form(expr, f"levelled, {style}")


def _parts(form: NormalForm, slot: int) -> tuple[int, Element, Element] | None:
    """k, L and R; None where the denominator vanishes with q, or nothing is left."""
    field, (num, den) = form.element.field, (form.element.num, form.element.den)
    if slot not in slots(den):
        return None
    tops, bottoms = (powers_of(poly.to_dict(), slot) for poly in (num, den))
    k = min(tops)
    if 0 not in bottoms or not all(form.tower.generators[j].constant for j in slots(bottoms[0])):
        return None
    level = field.element(tops[k], bottoms[0])
    whole = field.element(num / CONTEXT.gen(slot) ** k, den)
    rest = (whole - level) / field.slot(slot)
    return None if rest.is_zero else (k, level, rest)


__all__ = ["levelled"]
