"""What one side of 0 says about the other: f(s) = c f(-s) + P(s), c = 1 or -1, P linear.

The derivative of x/(1 + exp(-x)) is 1 less itself at -x: where its left side is computed well the
right one costs two operations. Even and odd functions are those with P = 0; softplus has P = s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr as Formula
from sympy import Symbol

from symact.enclose import compile_arb
from symact.ir import Expr, Op
from symact.lower.arithmetic import ZERO, add, neg, sub
from symact.lower.assemble import distinct, merge, replaced
from symact.lower.forms import Style, Writer, distance_of
from symact.lower.regions import Region, X, side_form
from symact.normalise import DISTANCE, NormalForm, normal_form

STYLE = Style("expanded", "expanded", "q")

FAR = Fraction(64)
"""Where it is seen which side is the smaller one far out."""


@dataclass(frozen=True)
class Mirror:
    """f(s) = sign f(-s) + rest(s), proved by the normal form; `rest` is of degree 1 at most.

    `left` says that the left side is the smaller one far out: from the other nothing would be left
    of it.
    """

    sign: int
    rest: NormalForm
    left: bool

    def wholes(self, sides: Sequence[Expr], u: Expr) -> Iterator[Expr]:
        """The whole line from one side; `u` is what both are written in."""
        if self.rest.is_zero:
            yield from sides if self.sign == 1 else (Op("copysign", (sides[1], u)),)
            return
        one = sides[0] if self.left else sides[1]
        if X in distinct(replaced(one, {u: ZERO})):  # a parameter stretches u, and x is beside it
            return
        size = Op("abs", (u,))
        small = replaced(one, {size: size, u: neg(size) if self.left else size})
        added = Writer(self.rest, STYLE, size, size).element(self.rest.element)
        large = add(small, added) if self.left else sub(small, added)
        if self.sign == -1:
            large = sub(added, small)
        left, right = (small, large) if self.left else (large, small)
        yield merge(Op("ge", (u, ZERO)), right, left)


def mirror(found: Sequence[Region], x: Symbol) -> Mirror | None:
    """How two regions that meet at 0 mirror each other; None where they do not."""
    if len(found) != 2 or not found[0].hi.is_zero:
        return None
    if any(side_form(r.formula, x, r.left) is None for r in found):
        return None
    left = found[0].formula.xreplace({x: -DISTANCE})
    right = found[1].formula.xreplace({x: DISTANCE})
    for sign in (1, -1):
        rest = normal_form(right - sign * left)
        if rest.is_zero or (_linear(rest) and right.free_symbols == {DISTANCE}):
            return Mirror(sign, rest, _smaller(left, right))
    return None


def _linear(form: NormalForm) -> bool:
    """Whether nothing is left but a number and a multiple of s."""
    num, den = form.element.num, form.element.den
    degrees = {k: n for k, n in enumerate(num.degrees()) if n > 0}
    return den.is_constant() and degrees in ({}, {distance_of(form.tower): 1})


def _smaller(left: Formula, right: Formula) -> bool:
    """Whether the left side is the smaller one far out; any answer for even and odd functions."""
    if (left.free_symbols | right.free_symbols) - {DISTANCE}:
        return True
    sizes = [abs(compile_arb(side, (DISTANCE,))(FAR)) for side in (left, right)]
    return bool(sizes[0] < sizes[1])


__all__ = ["Mirror", "mirror"]
