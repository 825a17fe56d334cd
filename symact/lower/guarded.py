"""Arithmetic in one word that notices where digits cancel: what it doubts is computed anew.

Every sum whose terms may cancel is compared with its margin, a small fraction of what it is the
difference of. Above it, what rounding took from the terms is out of sight; below, the row is left
to a kernel that carries twice the precision. Rows with such an element are rare.
"""

from __future__ import annotations

from fractions import Fraction

from symact.ir import Expr, Op
from symact.ir.row_stages import Element
from symact.ir.scalar import DType
from symact.lower.arithmetic import add, const, div, mul, neg
from symact.lower.doubleword import Double
from symact.lower.singleword import Plain


class Guarded(Plain):
    """Writes straight-line code on single words, and the condition under which to doubt it.

    `part` is the margin over the size of the terms where these are exact but for their rounding.
    With `lows` a low word may be all that is left of a sum, and is compared with it.
    """

    def __init__(self, dtype: DType, part: Fraction, *, lows: bool = False) -> None:
        super().__init__(dtype)
        self.part, self.lows = part, lows
        self.doubts: list[Expr] = []

    def add(self, a: Double, b: Double) -> Double:
        """a + b, doubted where it is smaller than the margin."""
        a = Double(self.name(a.high), a.low, a.margin)
        total = super().add(a, b)
        high = self.name(total.high)
        left = self.name(self.rounded(Double(high, total.low))) if self.lows else high
        self.doubts.append(Op("lt", (Op("abs", (left,)), self._margin(a, b))))
        return Double(high, total.low)

    def _margin(self, a: Double, b: Double) -> Expr:
        """What the sum has to exceed: by what is known of either term, or a part of the first."""
        known = [term.margin for term in (a, b) if term.margin is not None]
        if len(known) == 2:
            return add(*known)
        return known[0] if known else mul(const(self.part), Op("abs", (a.high,)))

    def log(self, a: Double) -> Double:
        """log a; next to 0 what was rounded off a is missing, unless its low word is carried."""
        found = super().log(a)
        if self.lows:
            return found
        value, part = self.name(found.high), const(self.part)
        return Double(value, found.low, add(part, mul(part, Op("abs", (value,)))))

    def neg(self, a: Double) -> Double:
        """-a."""
        return Double(neg(a.high), None if a.low is None else neg(a.low), a.margin)

    def sqrt(self, a: Double) -> Double:
        """The root; a margin of its square is twice as much of the square as of the root."""
        found = super().sqrt(a)
        margin = None if a.margin is None else div(a.margin, self.name(found.high))
        return Double(found.high, found.low, margin)

    def mul(self, a: Double, b: Double) -> Double:
        """a b; its margin is that of one factor times the other."""
        found = super().mul(a, b)
        margins = [
            mul(x.margin, Op("abs", (self.name(y.high),)))
            for x, y in ((a, b), (b, a))
            if x.margin is not None
        ]
        margin = None if not margins else margins[0] if len(margins) == 1 else add(*margins)
        return Double(found.high, found.low, margin)

    def doubted(self, a: Double) -> Element | None:
        """Whether the result, or a sum on the way to it, is smaller than its margin.

        None where nothing can cancel.
        """
        doubts = list(self.doubts)
        if a.margin is not None:
            doubts.append(Op("lt", (Op("abs", (self.rounded(a),)), a.margin)))
        if not doubts:
            return None
        condition = doubts[0]
        for one in doubts[1:]:
            condition = Op("or", (condition, one))
        return self.element(Double(condition))
