"""The exponentials of a row: the stages that make them in each of the ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import sympy
from sympy import Indexed, Symbol, log

from symact.elementary.formats import FORMATS, LN2
from symact.elementary.scaled import PER_LOG2
from symact.expression import to_text
from symact.ir import Expr, Op, Select, Var
from symact.ir.row_stages import Element, Stage
from symact.ir.scalar import DType
from symact.lower.arithmetic import add, const, mul, sub
from symact.lower.doubleword import Double, Writer
from symact.lower.row_ways import Way, over_the_largest, shares_a_factor
from symact.lower.shift import DISTANCES, ORIGIN, POWERS, Shifted
from symact.lower.singleword import NORMAL, Plain

POSITION, UNIT = "p", "unit"
ROOM: dict[DType, int] = {"float32": 60, "float64": 100}
"""Exponentials are made 2^ROOM times as large, so that none that matters is subnormal."""

LOWEST: dict[DType, int] = {"float32": -125, "float64": -770}
"""Exponents below are taken as this: exp is 0 in the type, and 2^ROOM times it is normal."""

NEAR: dict[DType, int] = {"float32": 256, "float64": 2048}
"""Where the largest x is beyond, x - m is exact for every x whose exponential is not 0."""


class Powers:
    """How e_j = exp(c x_j - |c| m) is made from the row x, c being the rate."""

    def __init__(self, x: str, form: Shifted, way: Way) -> None:
        self.x, self.rate, self.way = x, form.rate, way
        self.used = {c.base for c in form.expr.atoms(Indexed)} & {POWERS, DISTANCES}
        self.free = shares_a_factor(form)
        self.relative = way.name in ("relative", "brief") and over_the_largest(form)
        self.in_logarithm = form.expr.has(log)
        self.largest = "m"

    def stages(self, *, at_first: bool) -> Iterator[Stage]:
        """The largest x, then the row e; with `at_first` also g where x is largest."""
        if self.rate == 0:
            return
        if self.way.name == "raised":
            yield self._raised()
            return
        writer = Plain(self.way.arithmetic)
        signed, means = writer.element(self._signed("")), self._sign + self.x
        if at_first:
            yield Stage(POSITION, "first", signed, means=means)
            yield Stage(self.largest, "at", signed, POSITION, means)
            cotangent = Plain(self.way.arithmetic).element(Double(Var("g")))
            yield Stage(str(ORIGIN), "at", cotangent, POSITION, "g")
        else:
            yield Stage(self.largest, "top", signed, means=means)
        # without centring, digits of a sum are left only where the largest exponential is exact
        centred = self.way.name == "double" and at_first and self.free
        if self.way.name == "scaled" or self.relative or centred:
            yield from self._scaled()
        elif POWERS in self.used:
            words = self.way.elements()
            means = f"exp({to_text(self.distance_of(Symbol(self.x)))})"
            yield Stage("e", "row", words.element(self._power(words), double=True), means=means)

    @property
    def _sign(self) -> str:
        return "" if self.rate > 0 else "-"

    def distance_of(self, x: sympy.Expr) -> sympy.Expr:
        """The exponent c x - |c| m as a formula."""
        return self.rate * x - abs(self.rate) * Symbol(self.largest)

    def _signed(self, suffix: str) -> Double:
        """x, or -x where the exponents fall with x."""
        x = Var(f"{self.x}{suffix}")
        return Double(x if self.rate > 0 else Op("neg", (x,)))

    def distance(self, writer: Writer, suffix: str = "") -> Double:
        """c x - |c| m, 0 exactly at the largest."""
        below = writer.add(self._signed(suffix), Double(Op("neg", (Var(self.largest),))))
        rate = Fraction(int(self.rate.p), int(self.rate.q))
        return writer.mul(writer.constant(abs(rate)), below)

    def _power(self, writer: Writer) -> Double:
        """An exponential at its own scale; 2^ROOM as large where that does not matter."""
        dtype, distance = self.way.arithmetic, self.distance(writer)
        if self.way.name in ("wide", "single"):
            return _one_word(Op("max", (const(NORMAL[dtype][0]), distance.high)), self.way)
        if self.way.name == "double":
            if self.in_logarithm:
                return writer.exp_normal_words(
                    distance, const(NORMAL[dtype][0]), _unscaled(self.way)
                )
            return writer.exp_normal_words(distance, const(LOWEST[dtype]), _with_room(self.way))
        high, lowest = writer.name(distance.high), const(LOWEST[dtype])
        low = Select(Op("gt", (high, lowest)), distance.low or const(0), const(0))
        raised = Op("exp_sum_scaled", (Op("max", (lowest, high)), low, _with_room(self.way)))
        return Double(mul(const(Fraction(1, 2 ** ROOM[dtype])), raised))

    def _scaled(self) -> Iterator[Stage]:
        """exp(x - m) 2^(ROOM + f), f the fraction of m/log(2): a factor that cancels.

        Near 0 the row is not shifted at all but divided by the power of two next to exp(m), and far
        from it x - m is exact: nothing is rounded before the exponential.
        """
        dtype = self.way.arithmetic
        form, m = FORMATS[dtype], Var(self.largest)
        origin, rest = Var("origin"), Var("rest")
        near = Op("lt", (Op("abs", (m,)), const(NEAR[dtype])))
        means = f"what {self._sign}{self.x} is shifted by, 0 where that leaves it exact"
        yield self._number("origin", Select(near, const(0), m), means)
        yield self._number("rest", sub(m, origin), "m - origin")
        turns = sub(Op("fma", (rest, const(PER_LOG2), const(form.magic))), const(form.magic))
        means = "the power of two that brings the largest e near 1, as a sum to start from"
        yield self._number("power", sub(_with_room(self.way), turns), means)
        means = "the exponent from which down e is 0"
        yield self._number("lowest", add(const(LOWEST[dtype]), rest), means)
        distance = Double(sub(self._signed("").high, origin))
        writer = self.way.elements()
        if self.way.name == "double":
            value = writer.exp_normal_words(distance, Var("lowest"), Var("power"))
        else:
            value = _one_of(distance.high)
        if self.relative:
            yield self._number(UNIT, _one_of(rest).high, "the largest e")
        element = writer.element(value, double=True, cleared=False)
        means = f"exp({self._sign}{self.x} - origin) times a power of two, which cancels"
        yield Stage("e", "row", element, means=means)

    def _raised(self) -> Stage:
        """exp(x) 2^k with one k for all rows: a factor that cancels.

        From where it is the smallest normal number, and from where it is too large for a sum, x is
        taken as that.
        """
        room = Raised(self.way.arithmetic)
        power = _times_two_to(room.exponent, room.dtype)
        inside = Op("min", (const(room.highest), self._signed("").high))
        value = Op("exp_scaled", (Op("max", (const(room.lowest), inside)), power))
        means = f"exp({self._sign}{self.x})*2**{room.exponent}"
        return Stage("e", "row", self.way.elements().element(Double(value)), means=means)

    def doubt(self, total: Expr) -> Element:
        """Whether a sum of raised exponentials is too near to an end of the type, or NaN."""
        room = Raised(self.way.arithmetic)
        low, high = (const(Fraction(2) ** k) for k in (room.least, room.most))
        within = Op("and", (Op("gt", (total, low)), Op("lt", (total, high))))
        return Plain(self.way.arithmetic).element(Double(Op("not", (within,))))

    def _number(self, name: str, value: Expr, means: str) -> Stage:
        element = Plain(self.way.arithmetic).element(Double(value))
        return Stage(name, "number", element, means=means)


def _one_of(distance: Expr) -> Double:
    """An exponential of a row that shares a power of two."""
    inside = Op("max", (Var("lowest"), distance))
    return Double(Op("exp_scaled", (inside, Var("power"))))


@dataclass(frozen=True)
class Raised:
    """How far exponentials that are not shifted are raised, and where their sum has to be.

    A share below half of the smallest subnormal number is 0, also that of an exponential which is
    taken as the smallest normal number. The low word of 1 over the sum has to be a normal number.
    """

    dtype: DType

    @property
    def least(self) -> int:
        """The sum is above 2^least."""
        return FORMATS[self.dtype].precision + 1

    @property
    def most(self) -> int:
        """The sum is below 2^most."""
        form = FORMATS[self.dtype]
        return -form.lowest - form.precision

    @property
    def exponent(self) -> int:
        """k of exp(x) 2^k: a quarter of the binades are for sums below 1."""
        return self.least + (self.most - self.least) // 4

    @property
    def lowest(self) -> Fraction:
        """Where exp(x) 2^k is about the smallest normal number."""
        return Fraction(round(4 * LN2 * (FORMATS[self.dtype].lowest - self.exponent)), 4)

    @property
    def highest(self) -> int:
        """Where exp(x) 2^k is above 2^most."""
        return ceil(LN2 * (self.most - self.exponent + 1))


def unshifted(exponent: Double, writer: Writer, way: Way) -> Double:
    """An exponential that no shift was found for, or needed.

    Where it is near 1, what it differs by from 1 may be all that is left of a difference: it is in
    the low word. In one word of float64 for float32, it is taken as the nearest that is normal.
    """
    value, dtype = writer.rounded(exponent), way.arithmetic
    if way.name not in ("single", "wide", "double"):
        return Double(Op("exp", (value,)))
    lowest, highest = NORMAL[dtype]
    if way.name == "single":
        return _one_word(Op("max", (const(lowest), Op("min", (const(highest), value)))), way)
    inside = Op("min", (const(highest - ROOM[dtype]), value))
    found = writer.exp_normal_words(Double(inside), const(LOWEST[dtype]), _with_room(way))
    small = const(Fraction(1, 2 ** ROOM[dtype]))
    return Double(mul(small, found.high), mul(small, found.low or const(0)))


def _one_word(exponent: Expr, way: Way) -> Double:
    """exp of what is in NORMAL."""
    return Double(Op("exp_scaled", (exponent, _unscaled(way))))


def _unscaled(way: Way) -> Expr:
    """What makes an exponential as large as it is."""
    return _times_two_to(0, way.arithmetic)


def _with_room(way: Way) -> Expr:
    """What makes it 2^ROOM times as large."""
    return _times_two_to(ROOM[way.arithmetic], way.arithmetic)


def _times_two_to(k: int, dtype: DType) -> Expr:
    """The `power` of `exp_scaled` that makes an exponential 2^k times as large."""
    form = FORMATS[dtype]
    return const(form.magic + form.bias + k)


__all__ = ["POSITION", "UNIT", "Powers", "unshifted"]
