"""Arithmetic on double words: a value and what is left of it after rounding.

Each operation keeps its own rounding error (two-sum, two-product by fma) beside the errors of its
operands, so that a difference of nearly equal sums still has all its digits. Terms of second order
are dropped: a result is good to about twice the precision, less what cancels.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symact.elementary.formats import FORMATS
from symact.ir import Const, Expr, Let, Op, Program, Var, type_of
from symact.ir.build import rebuild
from symact.ir.rounding import rounded
from symact.ir.row_stages import Element
from symact.ir.scalar import DType, children, walk
from symact.lower.arithmetic import add, const, div, fma, is_const, mul, neg

ZERO = Fraction(0)


@dataclass(frozen=True)
class Double:
    """high + low; without a low part the value is high exactly.

    Where its digits may have cancelled there is a margin: a sum with it that is smaller than the
    margin has too few of them left. A sum over a row may have a third word, the rest.
    """

    high: Expr
    low: Expr | None = None
    margin: Expr | None = None
    rest: Expr | None = None


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

    def spelt_out(self, value: Expr) -> Expr:
        """The value without the names that this writer has given."""
        named = {variable: whole for whole, variable in self._known.items()}

        def go(expr: Expr) -> Expr:
            found = named.get(expr, expr) if isinstance(expr, Var) else expr
            return rebuild(found, tuple(map(go, children(found))))

        return go(value)

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

    def last(self, a: Double, b: Double) -> Double:
        """a + b where nothing is added to it any more."""
        return self.add(a, b)

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

    def half_power(self, a: Double, n: int) -> Double:
        """a**(n/2) for any integer n but 0."""
        return self.power(self.sqrt(a), n) if n % 2 else self.power(a, n // 2)

    def sqrt(self, a: Double) -> Double:
        """The root, and what is left of a over twice the root; 0 of 0."""
        x = self.name(a.high)
        root = self.name(Op("sqrt", (x,)))
        rest: Expr = Op("fma", (neg(root), root, x))
        if a.low is not None:
            rest = add(rest, a.low)
        return Double(root, self.finite(div(rest, add(root, root))))

    def exp_words(self, a: Double, power: Fraction | Expr = ZERO) -> Double:
        """exp(high + low) 2^k in two words, k a number or a `power` of `exp_scaled`."""
        form = FORMATS[self.dtype]
        start = const(form.magic + power) if isinstance(power, Fraction) else power
        words = (self.name(a.high), self.low(a), start)
        return Double(self.name(Op("exp_high", words)), self.name(Op("exp_low", words)))

    def exp_normal_words(self, a: Double, lowest: Expr, power: Expr) -> Double:
        """The same where that is a normal number, with a `power` that has the bias in it.

        It is 0 where the high word is no more than `lowest`, and there alone the low one may be
        anything.
        """
        low = const(0) if a.low is None else self.name(a.low)
        words = (self.name(a.high), low, lowest, power)
        return Double(*(self.name(Op(f"exp_normal_{end}", words)) for end in ("high", "low")))

    def log(self, a: Double) -> Double:
        """log(high) + low/high."""
        x = self.name(a.high)
        return Double(Op("log", (x,)), None if a.low is None else self.finite(div(a.low, x)))

    def log_words(self, a: Double) -> Double:
        """log a = L + (a exp(-L) - 1), L being log(high); what is dropped is of second order."""
        first = self.name(Op("log", (self.name(a.high),)))
        left = self.mul(a, self.exp_words(Double(neg(first))))
        rest = self.add(Double(const(-1)), left)
        return Double(first, self.finite(self.rounded(rest)))

    def log_over(self, total: Double, unit: Expr) -> Double:
        """log(total/unit) for a total no less than the unit, also where it is hardly more.

        The difference is exact but for what the total has lost.
        """
        rest = Writer.add(self, total, Double(neg(unit)))
        ratio = Writer.mul(self, rest, Writer.inverse(self, Double(unit)))
        x = self.name(ratio.high)
        low = div(self.low(ratio), add(const(1), x))
        return Double(Op("log1p", (x,)), self.finite(low))

    def low(self, a: Double) -> Expr:
        """The low word, 0 where the high one is not finite."""
        return const(0) if a.low is None else self.name(self.finite(a.low))

    def finite(self, value: Expr) -> Expr:
        """The value, or 0 where it is infinite or NaN: the low part of what is not finite."""
        done = is_const(value, 0) or (isinstance(value, Op) and value.name == "finite")
        return value if done or self.is_given(value) else Op("finite", (value,))

    def is_given(self, value: Expr) -> bool:
        """Whether another stage gives the value: low words are finite there."""
        return isinstance(value, Var) and value not in self._known.values()

    def rounded(self, a: Double) -> Expr:
        """high + low as one number."""
        return a.high if a.low is None else add(a.high, self.finite(a.low))

    def element(self, a: Double, *, double: bool = False, cleared: bool = True) -> Element:
        """The program of a value, rounded unless `double`.

        The low word is made finite unless not `cleared`: where it is a term of a sum, that is done
        with the sum's, and that of an exponential is no number where the high one is none.
        """
        if not double:
            a = Double(self.rounded(a))
        low = self.finite(a.low) if a.low is not None and cleared else a.low
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
