"""Far from 0 and next to it: forms in u = 1/s where powers overflow, in steps where they vanish.

x^3 overflows long before x^3/(1 + x^2) does, and 1 + x^2 long before its logarithm. With the
dominating power taken out they are s/(1 + u^2) and 2 log(s) + log1p(u^2). Next to 0 it is the
other way round: s^3 is subnormal, and rounded, where 4 s^3 should not be, and 1 + s^2 is 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from symact.elementary import LIFT
from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Op
from symact.ir.scalar import DType
from symact.lower.arithmetic import ONE, add, const, div, horner, mul, times_power
from symact.lower.constants import constant_of
from symact.lower.forms import ONE_POLY, Form, Style, Writer, distance_of, without
from symact.normalise import DISTANCE, NormalForm
from symact.normalise.field import CONTEXT, Element, Poly, slots
from symact.normalise.tower import Generator, Tower

STYLE = Style("factored", "factored", "q")
SHIFTED = Style("factored", "factored", "q and m")


def outward(form: NormalForm, s: Expr, dtype: DType) -> Iterator[Form]:
    """The forms for large s and for small s; none where they are written like any other.

    Where what is left of a value after corrections may be subnormal they are also scaled last.
    """
    if distance_of(form.tower) is None:
        return
    for writer, note in ((Outward, "by powers of 1/s"), (Inward, "step by step from 0")):
        for style, lift in product((STYLE, SHIFTED), (0, LIFT[dtype])):
            with suppress(UnsupportedError):  # what grows has no power of s to be compared with
                expr = writer(form, style, s, s).lifted(form.element, lift)
                yield Form(expr, f"{note}, {style}{', scaled by a power of s' if lift else ''}")


class _Apart(Writer):
    """Writes N/(q^k D) as N/D w 2^n with exp(z) = w 2^n: exp(z) may overflow where N/D makes up."""

    def element(self, element: Element) -> Expr:
        """The element, not scaled."""
        return self.lifted(element, 0)

    def lifted(self, element: Element, lift: int) -> Expr:
        """The element, with powers that may make it subnormal scaled by 2^lift, and it by 2^-lift.

        Without such powers a lift is refused.
        """
        raise NotImplementedError

    def _scaled(self, total: Expr, n: int, vanishing: bool, lift: int) -> Expr:
        """A value times powers of s or 1/s."""
        if not lift:
            return times_power(total, self.s, n)
        if not vanishing:
            raise UnsupportedError("nothing becomes subnormal here")
        value = times_power(mul(const(2**lift), total), self.s, n)
        return Op("mul", (Const(Fraction(1, 2**lift)), value))

    def _grown(self, total: Expr, exponent: Element | None) -> Expr:
        if exponent is None:
            return total
        z = self.element(exponent)
        return Op("ldexp", (mul(total, Op("exp_fraction", (z,))), Op("exp_exponent", (z,))))


def _exponentials_apart(tower: Tower, element: Element) -> tuple[Poly, Element | None]:
    """The denominator without its factors that are decaying exponentials, and their exponent."""
    den, total = element.den, None
    for g in tower.generators:
        if g.kind != "exp" or g.range != "unit" or g.argument is None:
            continue
        k = min(int(m[g.slot]) for m in den.to_dict())
        if k:
            den = den / CONTEXT.gen(g.slot) ** k
            part = element.field.rational(-k) * g.argument
            total = part if total is None else total + part
    return den, total


class Outward(_Apart):
    """Writes every polynomial as a power of s times one in u = 1/s, which is bounded."""

    def lifted(self, element: Element, lift: int) -> Expr:
        """The quotient of what is bounded, then the powers of s one by one."""
        den, growing = _exponentials_apart(self.tower, element)
        top, up = self._bounded_factors(element.num)
        bottom, down = self._bounded_factors(den)
        n = up - down
        return self._grown(self._scaled(div(top, bottom), n, n < 0, lift), growing)

    def _bounded_factors(self, poly: Poly) -> tuple[Expr, int]:
        """A polynomial over a power of s, factor by factor, those that decay first."""
        _, factors = poly.factor()
        rest, power = poly, 0
        for p, n in factors:
            rest = rest / p ** int(n)
        total: Expr | None = None
        for p, n in sorted(factors, key=lambda item: (not self._decays(item[0]), str(item[0]))):
            if self._is_constant(p):
                rest = rest * p ** int(n)
                continue
            value, degree = self._bounded(p)
            for _ in range(int(n)):
                total = value if total is None else mul(total, value)
                power += degree
        coefficient = self._coefficient(rest, ONE_POLY)
        return coefficient if total is None else mul(coefficient, total), power

    def _bounded(self, poly: Poly) -> tuple[Expr, int]:
        """A polynomial over the power of s that it grows by, and that power."""
        poly = without(poly, set(self.joined.values()))
        shifted = self.style.basis == "q and m" and not any(
            not any(m) for m in self._in_m(poly).to_dict()
        )
        if shifted:
            poly = self._in_m(poly)
        degree = self._degree(poly)
        variables = [k for k in slots(poly) if not self._constant_slot(k)]
        variables.sort(key=lambda k: (self.tower.generators[k].range != "unit", k))
        grouped: dict[tuple[int, ...], dict[tuple[int, ...], Any]] = {}
        order = [k for k in variables if self.tower.generators[k].symbol != DISTANCE]
        for monomial, c in poly.to_dict().items():
            missing = degree - self._weight(monomial)
            if missing < 0:
                raise UnsupportedError("a decaying term holds a higher power of s than the rest")
            outer = (*(monomial[k] for k in order), missing)
            inner = tuple(0 if k in variables else n for k, n in enumerate(monomial))
            grouped.setdefault(outer, {})[inner] = c
        terms = {
            m: self._coefficient(CONTEXT.from_dict(part), ONE_POLY) for m, part in grouped.items()
        }
        atoms = (*(self._atom(k, shifted) for k in order), div(ONE, self.s))
        return horner(terms, atoms), degree

    def _weight(self, monomial: tuple[int, ...]) -> int:
        powers = ((self.tower.generators[k], int(n)) for k, n in enumerate(monomial) if n)
        return sum(n * self._growth(g) for g, n in powers)

    def _degree(self, poly: Poly) -> int:
        """The highest power of s of the terms that do not decay, or of all where all do."""
        decaying = [g.slot for g in self.tower.generators if g.range == "unit"]
        monomials = list(poly.to_dict())
        lasting = [m for m in monomials if not any(m[k] for k in decaying)]
        return max(self._weight(m) for m in lasting or monomials)

    def _growth(self, g: Generator) -> int:
        """The power of s that a generator grows by; that of a logarithm is 0."""
        if g.symbol == DISTANCE:
            return 1
        if g.kind != "root" or g.argument is None:
            return 0
        power = self._degree(g.argument.num) - self._degree(g.argument.den)
        if power % self.tower.field.relations[g.slot][0]:
            raise UnsupportedError(f"{g.meaning} grows by no whole power of s")
        return power // self.tower.field.relations[g.slot][0]

    def _atom(self, k: int, shifted: bool) -> Expr:
        """A generator over the power of s that it grows by."""
        g = self.tower.generators[k]
        if g.kind != "root" or g.argument is None or self.tower.field.relations[k][0] != 2:
            return self.atom(k, self.s, shifted)
        top, up = self._bounded_factors(g.argument.num)
        bottom, down = self._bounded_factors(g.argument.den)
        ratio = times_power(div(top, bottom), self.s, up - down - 2 * self._growth(g))
        return Op("sqrt", (ratio,))

    def _log(self, argument: Element) -> Expr:
        """log(c s^n (1 + r)) as n log(s) + log(c) + log1p(r)."""
        power = self._degree(argument.num) - self._degree(argument.den)
        if power == 0:
            return super()._log(argument)
        size = mul(const(power), Op("log", (self.s,)))
        leading = self._leading(argument)
        if leading is None:
            top, _ = self._bounded_factors(argument.num)
            bottom, _ = self._bounded_factors(argument.den)
            return add(size, Op("log", (div(top, bottom),)))
        level, rest = leading
        if level != 1:
            size = add(size, self._constant_log(level))
        return size if rest is None else add(size, Op("log1p", (rest,)))

    def _leading(self, argument: Element) -> tuple[Fraction, Expr | None] | None:
        """c and r, where c is a number and the argument a polynomial."""
        if not argument.den.is_constant():
            return None
        lead = self._degree(argument.num)
        terms = argument.num.to_dict()
        distance = distance_of(self.tower)
        pure = tuple(lead if k == distance else 0 for k in range(len(next(iter(terms)))))
        c = terms.get(pure)
        if c is None or any(self._weight(m) >= lead for m in terms if m != pure):
            return None
        rest = argument.num - CONTEXT.from_dict({pure: c})
        ratio = Fraction(int(c.p), int(c.q)) / _number(argument.den)
        if ratio <= 0:
            return None
        if rest.is_zero():
            return ratio, None
        below = argument.field.element(rest, CONTEXT.from_dict({pure: c}))
        return ratio, self.element(below)

    def _constant_log(self, value: Fraction) -> Expr:
        return constant_of(sympy.log(sympy.Rational(value.numerator, value.denominator)))


class Inward(_Apart):
    """Writes powers of s last, one by one, and log(1 + p) as log1p(p)."""

    def lifted(self, element: Element, lift: int) -> Expr:
        """N/D s^n as N/D s s ...: only the last product may be subnormal."""
        distance = distance_of(self.tower)
        assert distance is not None
        lowest = min(int(m[distance]) for m in element.num.to_dict())
        rest = element.num / CONTEXT.gen(distance) ** lowest
        den, growing = _exponentials_apart(self.tower, element)
        total = Writer.element(self, Element(element.field, rest, den))
        return self._grown(self._scaled(total, lowest, lowest > 1, lift), growing)

    def _log(self, argument: Element) -> Expr:
        rest = argument - argument.field.rational(1)
        if all(any(m) for m in rest.num.to_dict()):
            return Op("log1p", (self.element(rest),))
        return super()._log(argument)


def _number(poly: Poly) -> Fraction:
    c = poly.leading_coefficient()
    return Fraction(int(c.p), int(c.q))


__all__ = ["outward"]
