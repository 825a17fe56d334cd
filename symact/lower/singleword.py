"""Arithmetic in one word, where twice the precision is there already or is not needed.

A low word that an operand brings along, such as that of a sum, is carried beside and put in last.
"""

from __future__ import annotations

from fractions import Fraction

from symact.ir import Const, Expr, Op
from symact.lower.arithmetic import ONE, add, div, fma, mul, neg
from symact.lower.doubleword import Double, Writer

NORMAL = {"float32": (-87, 88), "float64": (-708, 709)}
"""Between these exp is a normal number of the type."""


class Plain(Writer):
    """Writes straight-line code on single words."""

    def constant(self, value: Fraction) -> Double:
        """A number, rounded."""
        return Double(Const(value))

    def add(self, a: Double, b: Double) -> Double:
        """a + b."""
        lows = [low for low in (a.low, b.low) if low is not None]
        low = None if not lows else lows[0] if len(lows) == 1 else add(*lows)
        return Double(add(a.high, b.high), low)

    def mul(self, a: Double, b: Double) -> Double:
        """a b."""
        if a.low is None and b.low is None:
            return Double(mul(a.high, b.high))
        x, y = self.name(a.high), self.name(b.high)
        low: Expr | None = None if b.low is None else mul(x, b.low)
        if a.low is not None:
            low = mul(y, a.low) if low is None else fma(y, a.low, low)
        return Double(mul(x, y), low)

    def inverse(self, a: Double) -> Double:
        """1 / a."""
        return Double(div(ONE, a.high))

    def sqrt(self, a: Double) -> Double:
        """The root."""
        x = self.name(a.high)
        root = self.name(Op("sqrt", (x,)))
        return Double(
            root, None if a.low is None else Writer.finite(self, div(a.low, add(root, root)))
        )

    def log(self, a: Double) -> Double:
        """log(high) + low/high."""
        x = self.name(a.high)
        return Double(Op("log", (x,)), None if a.low is None else div(a.low, x))

    def rounded(self, a: Double) -> Expr:
        """The value in one word, with one rounding where it is a product."""
        if a.low is None:
            return a.high
        match a.high:
            case Op(name="mul", args=(x, y)):
                return fma(x, y, a.low)
        return add(a.high, a.low)

    def finite(self, value: Expr) -> Expr:
        """The value: low words come from sums, which leave none where they are not finite."""
        return value


class Ordered(Plain):
    """Where words are added one after the other, the large ones first.

    The difference of nearly equal ones is exact, and what is left of it is of the size of the next.
    """

    def add(self, a: Double, b: Double) -> Double:
        """a + b with all their words."""
        total = add(a.high, b.high)
        for word in (a.low, b.low, a.rest, b.rest):
            total = total if word is None else add(total, word)
        return Double(total)

    def neg(self, a: Double) -> Double:
        """-a with all its words."""
        words = (None if w is None else neg(w) for w in (a.low, a.margin, a.rest))
        return Double(neg(a.high), *words)


class Closing(Writer):
    """Writes the last operations of a result whose sums may cancel, on rows in two words.

    Where digits cancel, the difference of the high words is exact; where they do not, what it
    rounds off is out of sight. So two words are needed only below a sum.
    """

    def last(self, a: Double, b: Double) -> Double:
        """a + b."""
        lows = [low for low in (a.low, b.low) if low is not None]
        low = None if not lows else lows[0] if len(lows) == 1 else add(*lows)
        return Double(add(a.high, b.high), low)

    def product(self, a: Double, b: Double) -> Double:
        """a b in one word."""
        x, y = self.name(a.high), self.name(b.high)
        low = None if b.low is None else mul(x, b.low)
        if a.low is not None:
            low = mul(y, a.low) if low is None else fma(y, a.low, low)
        if low is None:
            return Double(mul(x, y))
        finite = a.low is None and b.low is not None and self.is_given(b.low)
        return Double(fma(x, y, low if finite else self.finite(low)))


__all__ = ["NORMAL", "Closing", "Plain"]
