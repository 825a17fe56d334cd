"""Arithmetic on double words: a value and what is left of it after rounding.

Each operation keeps its own rounding error (two-sum, two-product by fma) beside the errors of its
operands, so that a difference of nearly equal sums still has all its digits. Terms of second order
are dropped: a result is good to about twice the precision, less what cancels.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial, inf

from symact.elementary.exponential import LIMITS
from symact.elementary.formats import FORMATS, LN2
from symact.ir import Const, Expr, Let, Op, Program, Select, Var, type_of
from symact.ir.rounding import rounded
from symact.ir.row_stages import Element
from symact.ir.scalar import DType, walk
from symact.lower.arithmetic import add, const, div, fma, is_const, mul, neg, sub

PER_LOG2 = Fraction(round(2**200 / LN2), 2**200)

TERMS: dict[DType, int] = {"float32": 10, "float64": 17}
"""The last power of r, |r| <= log(2)/2, in an exponential of two words: 2^-35, 2^-73 are left."""


@dataclass(frozen=True)
class Double:
    """high + low; without a low part the value is high exactly."""

    high: Expr
    low: Expr | None = None


class Writer:
    """Writes straight-line code on double words; every value that is used twice gets a name."""

    def __init__(self, dtype: DType) -> None:
        self.dtype: DType = dtype
        self.lets: list[Let] = []
        self._known: dict[Expr, Var] = {}

    def name(self, value: Expr) -> Expr:
        """A variable that holds the value; variables and constants stand for themselves."""
        if isinstance(value, Var | Const):
            return value
        if value not in self._known:
            variable = Var(f"t{len(self.lets) + 1}", type_of(value))
            self.lets.append(Let(variable.name, value))
            self._known[value] = variable
        return self._known[value]

    def constant(self, value: Fraction) -> Double:
        """A number, with the rest where the type does not hold it."""
        rest = value - Fraction(rounded(value, self.dtype))
        return Double(Const(value), Const(rest) if rest else None)

    def add(self, a: Double, b: Double) -> Double:
        """a + b by two-sum."""
        if is_const(a.high, 0) and a.low is None:
            return b
        if is_const(b.high, 0) and b.low is None:
            return a
        x, y = self.name(a.high), self.name(b.high)
        s = self.name(Op("add", (x, y)))
        v = self.name(Op("sub", (s, x)))
        error = Op("add", (Op("sub", (x, Op("sub", (s, v)))), Op("sub", (y, v))))
        return Double(s, _together(error, a.low, b.low))

    def neg(self, a: Double) -> Double:
        """-a."""
        return Double(neg(a.high), None if a.low is None else neg(a.low))

    def mul(self, a: Double, b: Double) -> Double:
        """a b by two-product."""
        for one, other in ((a, b), (b, a)):
            if one.low is None and is_const(one.high, 1):
                return other
            if one.low is None and is_const(one.high, -1):
                return self.neg(other)
        x, y = self.name(a.high), self.name(b.high)
        p = self.name(mul(x, y))
        low: Expr = Op("fma", (x, y, neg(p)))
        if b.low is not None:
            low = fma(x, b.low, low)
        if a.low is not None:
            low = fma(y, a.low, low)
        return Double(p, low)

    def inverse(self, a: Double) -> Double:
        """1 / a: the quotient and its remainder over a."""
        x = self.name(a.high)
        q = self.name(div(Const(Fraction(1)), x))
        rest: Expr = Op("fma", (neg(q), x, Const(Fraction(1))))
        if a.low is not None:
            rest = fma(neg(q), a.low, rest)
        return Double(q, mul(q, rest))

    def power(self, a: Double, n: int) -> Double:
        """a**n for any integer n but 0."""
        base = a if n > 0 else self.inverse(a)
        total = base
        for _ in range(abs(n) - 1):
            total = self.mul(total, base)
        return total

    def exp(self, a: Double) -> Double:
        """exp(high) (1 + low)."""
        e = self.name(Op("exp", (self.name(a.high),)))
        return Double(e, None if a.low is None else mul(e, self.finite(a.low)))

    def exp_double(self, a: Double) -> Double:
        """exp(high + low) as a double word, for where exponentials are subtracted from each other.

        high + low = n log(2) + r with log(2) in three words, the first two exact times n; then
        1 + r + r^2/2 is summed with its rounding errors and only r^3 Q(r) is rounded, which leaves
        a relative error of about 2^-30 in float32 and 2^-59 in float64.
        """
        form = FORMATS[self.dtype]
        lowest, highest = LIMITS[self.dtype]
        one, half = Fraction(1), Fraction(1, 2)
        start = self.name(a.high)
        x = self.name(Op("max", (const(lowest), start)))
        x = self.name(Op("min", (const(highest), x)))
        inside = Op("eq", (x, start))  # beyond, a low part may be anything
        shift = const(form.magic)
        n = self.name(Op("sub", (Op("fma", (x, const(PER_LOG2), shift)), shift)))
        first, second, third = form.words(
            LN2, 3, form.precision - (11 if form.precision > 24 else 8)
        )
        near = self.name(Op("fma", (n, const(-first), x)))
        r = self.add(Double(near), Double(self.name(mul(n, const(-second)))))
        rest = fma(n, const(-third), r.low or const(0))
        if a.low is not None:
            rest = add(rest, Select(inside, a.low, const(0)))
        r = Double(r.high, self.name(rest))
        square = self.mul(Double(r.high), Double(r.high))
        linear = self.add(Double(const(one)), Double(r.high))
        whole = self.add(linear, Double(mul(const(half), square.high)))
        tail: Expr = const(Fraction(1, factorial(TERMS[self.dtype])))
        for k in reversed(range(3, TERMS[self.dtype])):
            tail = Op("fma", (tail, r.high, const(Fraction(1, factorial(k)))))
        small = fma(const(half), square.low or const(0), whole.low or const(0))
        small = fma(mul(r.high, square.high), tail, small)
        small = self.name(fma(r.low or const(0), whole.high, small))
        power = self.name(Op("to_int", (n,)))
        high = self.name(add(whole.high, small))
        low = sub(small, Op("sub", (high, whole.high)))
        return Double(
            self.name(Op("ldexp", (high, power))), self.name(Op("ldexp", (self.name(low), power)))
        )

    def log(self, a: Double) -> Double:
        """log(high) + low/high."""
        x = self.name(a.high)
        return Double(Op("log", (x,)), None if a.low is None else self.finite(div(a.low, x)))

    def finite(self, value: Expr) -> Expr:
        """The value, or 0 where it is infinite or NaN: the low part of what is not finite."""
        value = self.name(value)
        return Select(Op("lt", (Op("abs", (value,)), Const(inf))), value, Const(Fraction(0)))

    def rounded(self, a: Double) -> Expr:
        """high + low as one number."""
        return a.high if a.low is None else add(a.high, self.finite(a.low))

    def element(self, a: Double, *, double: bool = False) -> Element:
        """The program of a value, rounded unless `double`."""
        if not double:
            a = Double(self.rounded(a))
        low = None if a.low is None else self.finite(a.low)
        used = [let.value for let in self.lets] + [a.high] + ([] if low is None else [low])
        bound = {let.name for let in self.lets}
        names = {v for e in used for v in walk(e) if isinstance(v, Var) and v.name not in bound}
        inputs = tuple(sorted(names, key=lambda v: (v.type, v.name)))
        return Element(Program(inputs, tuple(self.lets), a.high), low)


def _together(first: Expr, *others: Expr | None) -> Expr:
    total = first
    for other in others:
        if other is not None:
            total = add(total, other)
    return total


__all__ = ["Double", "Writer"]
