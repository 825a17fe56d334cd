"""Exact rational functions over the generators of a tower, some of which are roots.

Numerator and denominator are FLINT polynomials over the rationals in numbered slots. A slot may
carry a relation R**b = p; numerators and denominators are reduced by it, and denominators
are freed of square roots, so that equal elements have equal representations as far as possible.
A zero numerator always means zero; that is all that a proof rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from symact.errors import UnsupportedError

SLOTS = 40
CONTEXT = fmpq_mpoly_ctx.get([f"g{k}" for k in range(SLOTS)], Ordering.degrevlex)
Poly = Any
"""A FLINT polynomial of `CONTEXT` (python-flint carries no types for it)."""

MAX_DEGREE = 400
"""Powers beyond this are refused: the polynomials would be too large to be of use."""

MAX_TERMS = 3_000
"""Products of two polynomials of more terms than this are refused: they take seconds."""

MAX_WORK = 100_000
"""Terms handled for one normal form; those of the catalogue take some hundreds."""

MAX_TERMS_OF_POWER = 300_000
"""Powers with more terms are refused: (a + b + c + d + e)**40 has 135,751 and takes a second."""


def constant(value: Fraction | int) -> Poly:
    """A rational number as a polynomial."""
    value = Fraction(value)
    return CONTEXT.constant(fmpq(value.numerator, value.denominator))


def slots(poly: Poly) -> list[int]:
    """The slots that occur in a polynomial."""
    return [k for k, d in enumerate(poly.degrees()) if d > 0]


class Field:
    """The relations between slots; makes the elements."""

    def __init__(self) -> None:
        self.relations: dict[int, tuple[int, Poly]] = {}
        self.work = 0

    def element(self, num: Poly, den: Poly | None = None) -> Element:
        """The reduced element num / den; raises ZeroDivisionError when den is zero."""
        self.work += len(num) + (0 if den is None else len(den))
        if self.work > MAX_WORK:
            raise UnsupportedError("the formula grows too large to decide")
        num = self.reduce(num)
        den = constant(1) if den is None else self.reduce(den)
        num, den = self._free_of_roots(num, den)
        if den.is_zero():
            raise ZeroDivisionError("a denominator is identically zero")
        if num.is_zero():
            return Element(self, num, constant(1))
        common = num.gcd(den)
        if not common.is_one():
            num, den = num / common, den / common
        lead = den.leading_coefficient()
        return Element(self, num / lead, den / lead)

    def rational(self, value: Fraction | int) -> Element:
        """A rational number as an element."""
        return Element(self, constant(value), constant(1))

    def slot(self, k: int) -> Element:
        """The generator in slot k."""
        return Element(self, CONTEXT.gen(k), constant(1))

    def reduce(self, poly: Poly) -> Poly:
        """The polynomial with every root's powers below its relation's degree."""
        for k in sorted(self.relations, reverse=True):
            degree, base = self.relations[k]
            if poly.degrees()[k] >= degree:
                poly = self._reduce_slot(poly, k, degree, base)
        return poly

    def _reduce_slot(self, poly: Poly, k: int, degree: int, base: Poly) -> Poly:
        by_power: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for monomial, c in poly.to_dict().items():
            power, rest = divmod(monomial[k], degree)
            by_power.setdefault(power, {})[(*monomial[:k], rest, *monomial[k + 1 :])] = c
        total = constant(0)
        for power, part in by_power.items():
            total += CONTEXT.from_dict(part) * base**power
        return self.reduce(total) if set(slots(base)) & set(self.relations) else total

    def _free_of_roots(self, num: Poly, den: Poly) -> tuple[Poly, Poly]:
        for k in sorted(set(slots(den)) & set(self.relations), reverse=True):
            degree, _ = self.relations[k]
            if degree == 2:
                conjugate = den.compose(
                    *(-g if n == k else g for n, g in enumerate(CONTEXT.gens()))
                )
            elif len(den) == 1:
                conjugate = CONTEXT.gen(k) ** (degree - den.degrees()[k])
            else:
                continue
            num, den = self.reduce(num * conjugate), self.reduce(den * conjugate)
        return num, den


@dataclass(frozen=True)
class Element:
    """A reduced fraction of two polynomials."""

    field: Field
    num: Poly
    den: Poly

    def __add__(self, other: Element) -> Element:
        if self.den == other.den:
            return self.field.element(self.num + other.num, self.den)
        return self.field.element(self.num * other.den + other.num * self.den, self.den * other.den)

    def __neg__(self) -> Element:
        return Element(self.field, -self.num, self.den)

    def __sub__(self, other: Element) -> Element:
        return self + -other

    def __mul__(self, other: Element) -> Element:
        return self._product((self.num, other.num), (self.den, other.den))

    def __truediv__(self, other: Element) -> Element:
        return self._product((self.num, other.den), (self.den, other.num))

    def _product(self, above: tuple[Poly, Poly], below: tuple[Poly, Poly]) -> Element:
        for a, b in (above, below):
            if len(a) * len(b) > MAX_TERMS**2 and min(len(a), len(b)) > 1:
                raise UnsupportedError(f"a product with {len(a)} and {len(b)} terms is too large")
        return self.field.element(above[0] * above[1], below[0] * below[1])

    def __pow__(self, n: int) -> Element:
        if abs(n) * max(self.num.total_degree(), self.den.total_degree()) > MAX_DEGREE:
            raise UnsupportedError(f"a power of {n} is beyond what the normal form handles")
        for poly in (self.num, self.den):
            if comb(abs(n) + len(poly) - 1, abs(n)) > MAX_TERMS_OF_POWER:
                raise UnsupportedError(f"the power {n} of {len(poly)} terms is too large to expand")
        if n < 0:
            return self.field.element(self.den**-n, self.num**-n)
        return self.field.element(self.num**n, self.den**n)

    @property
    def is_zero(self) -> bool:
        """Whether the element is zero; True is a proof."""
        return bool(self.num.is_zero())

    @property
    def rational(self) -> Fraction | None:
        """The value as a rational number, or None when a generator is left."""
        if not (self.num.is_constant() and self.den.is_constant()):
            return None
        value = fmpq(0) if self.is_zero else self.num.leading_coefficient()
        return Fraction(int(value.p), int(value.q))

    @property
    def slots(self) -> list[int]:
        """The slots that occur."""
        return sorted({*slots(self.num), *slots(self.den)})
