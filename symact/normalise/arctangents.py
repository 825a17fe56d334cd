"""Arctangents: those whose sums, with whole coefficients, are constant are expressed by each other.

Those of rational numbers are sums over the prime factors of Gaussian integers: atan(b/a) is the
angle of a + b i, and angles add up when numbers are multiplied. That decides Machin's formulas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import sympy
from sympy import factorint
from sympy.ntheory import sqrt_mod

from symact.enclose import enclose
from symact.normalise import logarithms
from symact.normalise.field import Element
from symact.normalise.special import leads_positive

if TYPE_CHECKING:
    from symact.normalise.tower import Generator, Tower

MULTIPLES = (1, -1, 2, -2, 3, -3, 4, -4)
"""The n for which one arctangent is tried as n times another."""

MAX_SIZE = 400
"""Terms times n squared: beyond this no relation between two arctangents is sought."""

MAX_NORM = 10**40
"""Numbers a + b i with a larger a**2 + b**2 are not factored."""

BITS = 128


def atan(tower: Tower, u: Element) -> Element:
    """atan of an element, by earlier arctangents where a rational relation ties them."""
    if u.is_zero:
        return u
    if not leads_positive(tower, u):
        return -atan(tower, -u)
    value = u.rational
    if value is not None and value.numerator**2 + value.denominator**2 < MAX_NORM:
        return _of_rational(tower, value)
    varying = [g for g in tower.generators if g.kind == "atan" and not g.constant]
    known = [g for g in tower.generators if g.kind == "atan"] if tower.is_constant(u) else varying
    for g in known:
        related = _related(tower, u, tower.field.slot(g.slot), g.argument)
        if related is not None:
            return related
    related = _of_two(tower, u, varying)
    return _new(tower, u) if related is None else related


def _new(tower: Tower, u: Element) -> Element:
    meaning = tower.expr(u)
    positive = tower.sign(u.num) is not None and tower.sign(u.den) is not None
    made = tower.generator(
        "atan", _name(u), lambda: sympy.atan(meaning), "positive" if positive else "real", u
    )
    return tower.field.slot(made.slot)


def _name(u: Element) -> str:
    return f"{u.num}/{u.den}"


# of rational numbers


def _of_rational(tower: Tower, value: Fraction) -> Element:
    """atan of a rational number: one generator for each prime that is a sum of two squares."""
    primes = _angles(value)
    rest = sympy.atan(sympy.Rational(value.numerator, value.denominator))
    total = tower.field.rational(0)
    for (a, b), n in primes:
        part = sympy.Rational(b, a)
        total = total + _of_prime(tower, tower.convert(part)) * tower.field.rational(n)
        rest -= n * sympy.atan(part)
    turns = enclose(rest * 4 / sympy.pi, {}, BITS).unique_fmpz()
    assert turns is not None  # a product of units and of powers of 1 + i is left
    return total + _turned(tower, Fraction(int(turns), 4))


def _of_prime(tower: Tower, u: Element) -> Element:
    """atan of a rational number, by an earlier one of an irrational number where they are tied."""
    if ("atan", _name(u)) not in tower.by_name:
        for g in tower.generators:
            if g.kind == "atan" and g.constant and g.argument and g.argument.rational is None:
                related = _related(tower, u, tower.field.slot(g.slot), g.argument)
                if related is not None:
                    return related
    return _new(tower, u)


def _turned(tower: Tower, turns: Fraction) -> Element:
    return tower.convert(sympy.pi) * tower.field.rational(turns)


Gaussian = tuple[int, int]


@lru_cache(maxsize=512)
def _angles(value: Fraction) -> tuple[tuple[Gaussian, int], ...]:
    """The prime factors a + b i, a > b > 0, of a number with this tangent; conjugates count -1."""
    number = (value.denominator, value.numerator)
    found = []
    for p, n in factorint(number[0] ** 2 + number[1] ** 2).items():
        if p % 4 == 1:  # numerator and denominator have no common factor: never both conjugates
            prime = _over(int(p))
            sign = 1 if _divides(prime, number) else -1
            found.append((prime, sign * int(n)))
    return tuple(sorted(found))


def _over(p: int) -> Gaussian:
    """The a + b i with a**2 + b**2 = p and a > b > 0, by Euclid's algorithm on a root of -1."""
    a, b = p, int(sqrt_mod(-1, p))
    while b * b > p:
        a, b = b, a % b
    other = a % b
    return (b, other) if b > other else (other, b)


def _divides(z: Gaussian, w: Gaussian) -> bool:
    norm = z[0] ** 2 + z[1] ** 2
    real, imaginary = w[0] * z[0] + w[1] * z[1], w[1] * z[0] - w[0] * z[1]
    return real % norm == 0 and imaginary % norm == 0


# of everything else


def _related(tower: Tower, u: Element, atan_v: Element, v: Element | None) -> Element | None:
    """atan u as n atan v + constant, or the other way round, for n from -4 to 4."""
    if v is None:
        return None
    size = sum(map(len, (u.num, u.den, v.num, v.den)))
    few = [n for n in MULTIPLES if size * abs(n) ** 2 <= MAX_SIZE]
    for n in few:
        if (constant := _constant_difference(tower, (u, 1), (v, n))) is not None:
            return atan_v * tower.field.rational(n) + constant
    for n in few[2:]:
        if (constant := _constant_difference(tower, (v, 1), (u, n))) is not None:
            return (atan_v - constant) * tower.field.rational(Fraction(1, n))
    return None


def _of_two(tower: Tower, u: Element, known: list[Generator]) -> Element | None:
    """m atan u as a sum of two earlier arctangents, each n times, and a constant."""
    for g, h in combinations([k for k in known if k.argument is not None], 2):
        assert g.argument is not None
        assert h.argument is not None
        if sum(len(e.num) + len(e.den) for e in (u, g.argument, h.argument)) ** 2 > MAX_SIZE:
            continue
        near = _Nearby.of(tower, u, g.argument, h.argument)
        for m, n, k in near.candidates() if near else ():
            constant = _constant_difference(tower, (u, m), (g.argument, n), (h.argument, k))
            if constant is not None:
                one, two = (tower.field.slot(part.slot) for part in (g, h))
                total = one * tower.field.rational(n) + two * tower.field.rational(k) + constant
                return total * tower.field.rational(Fraction(1, m))
    return None


@dataclass(frozen=True)
class _Nearby:
    """The values of three arctangents at two points: a relation holds at both, or there is none."""

    at: tuple[tuple[Any, ...], ...]

    @staticmethod
    def of(tower: Tower, *arguments: Element) -> _Nearby | None:
        angles = [sympy.atan(tower.expr(e)) for e in arguments]
        symbols = sorted(set().union(*(a.free_symbols for a in angles)), key=str)
        found = []
        for first in (Fraction(7, 3), Fraction(9, 7)):
            point = {s: first + k for k, s in enumerate(symbols)}
            found.append(tuple(enclose(a, point, BITS) for a in angles))
        return _Nearby(tuple(found)) if all(b.is_finite() for v in found for b in v) else None

    def candidates(self) -> Iterator[tuple[int, int, int]]:
        """(m, n, k) for which m a - n b - k c has the same value at both points."""
        for m, n, k in product((1, 2, 3), MULTIPLES, MULTIPLES):
            first, second = (m * a - n * b - k * c for a, b, c in self.at)
            if first.overlaps(second):
                yield m, n, k


Term = tuple[Element, int]
"""An argument and how many times its arctangent counts."""


def _tangent(tower: Tower, *terms: Term) -> Element:
    """tan of a sum of multiples of arctangents, by the addition theorem."""
    one, total = tower.field.rational(1), tower.field.rational(0)
    for v, n in terms:
        part = v if n > 0 else -v
        for _ in range(abs(n)):
            total = (total + part) / (one - total * part)
    return total


def _constant_difference(tower: Tower, left: Term, *right: Term) -> Element | None:
    """c with n atan u = the sum on the right + c, or None.

    Where the tangent of the difference is constant both sides have the same derivative; they are
    continuous where no argument has a pole, whatever the generators are, so that c, which is known
    up to multiples of pi, can be read off at one point by ball arithmetic.
    """
    if not all(_has_no_pole(tower, v) for v, _ in (left, *right)):
        return None
    one = tower.field.rational(1)
    try:
        a, b = _tangent(tower, left), _tangent(tower, *right)
    except ZeroDivisionError:
        return None
    top, bottom = a - b, one + a * b
    if bottom.is_zero:
        return _read_off(tower, sympy.pi / 2, left, right)
    tangent = top / bottom
    varying = any(not tower.is_constant(v) for v, _ in (left, *right))
    if tangent.rational is None and not (varying and tower.is_constant(tangent)):
        return None  # any two constants differ by a constant
    return _read_off(tower, sympy.atan(tower.expr(tangent)), left, right)


def _read_off(
    tower: Tower, angle: sympy.Expr, left: Term, right: tuple[Term, ...]
) -> Element | None:
    """The constant that is this angle and a multiple of pi."""
    difference = left[1] * sympy.atan(tower.expr(left[0])) - angle
    difference -= sympy.Add(*(n * sympy.atan(tower.expr(v)) for v, n in right))
    point = {s: Fraction(7, 3) + k for k, s in enumerate(sorted(difference.free_symbols, key=str))}
    turns = enclose(difference / sympy.pi, point, BITS).unique_fmpz()
    if turns is None:
        return None
    return tower.convert(angle) + _turned(tower, Fraction(int(turns)))


def _has_no_pole(tower: Tower, u: Element) -> bool:
    """Whether an element is finite for all values of its generators.

    A zero of the denominator may be one of the numerator as well: (sqrt(1 + x^2) - 1)/x is
    x/(sqrt(1 + x^2) + 1).
    """
    if tower.sign_everywhere(u.den) is not None:
        return True
    for flipped in logarithms.flips(tower, u.num):
        rest = u.den / u.den.gcd(tower.field.reduce(u.num * flipped))
        if None not in (tower.sign_everywhere(flipped), tower.sign_everywhere(rest)):
            return True
    return False
