"""Truncated expansions far out, with rigorous coefficients: what a formula is for all s >= S.

An `Expansion` is a sum of c * s**a * exp(E(s)); each c is an exact rational or a ball that holds
the coefficient for every s >= S, so that whatever is cut off is part of a ball and nothing is lost.
The generators of a normal form expand one by one: exponentials are terms themselves, erfc by its
enveloping series, logarithms, roots and arctangents by power series with a bounded remainder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cmp_to_key
from typing import Any

from flint import arb, fmpq

from symact.analyse.growth import ONE, Exponent, Growth, constant, exponent_of, sign_of
from symact.enclose import Ball, ball
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE
from symact.normalise.field import Element, Poly, slots
from symact.normalise.tower import Generator, Tower

Coefficient = Any
"""A `flint.fmpq`, exact, or a `flint.arb`."""

TERMS = 6
"""Terms kept of every expansion; the rest is folded into the last one's ball."""


class Expansion:
    """A sum of terms that holds for all s >= start."""

    def __init__(self, start: int, terms: dict[Growth, Coefficient]) -> None:
        self.start = start
        self.terms = terms

    def __add__(self, other: Expansion) -> Expansion:
        total = dict(self.terms)
        for g, c in other.terms.items():
            total[g] = total[g] + c if g in total else c
        return Expansion(self.start, total).cut()

    def __mul__(self, other: Expansion) -> Expansion:
        total: dict[Growth, Coefficient] = {}
        for g, c in self.terms.items():
            for h, d in other.terms.items():
                both = g * h
                total[both] = total[both] + c * d if both in total else c * d
        return Expansion(self.start, total).cut()

    def scaled(self, c: Coefficient, g: Growth = ONE) -> Expansion:
        """This times one term."""
        return Expansion(self.start, {h * g: d * c for h, d in self.terms.items()})

    def ordered(self) -> list[Growth]:
        """The growths that occur, the fastest first; those whose coefficient is exactly 0 not."""
        occurring = [g for g, c in self.terms.items() if not (isinstance(c, fmpq) and c == 0)]
        return sorted(occurring, key=cmp_to_key(_slower))

    def cut(self) -> Expansion:
        """The leading terms, with the others folded into the last one kept."""
        order = self.ordered()
        kept = {g: self.terms[g] for g in order[:TERMS]}
        for g in order[TERMS:]:
            last = order[TERMS - 1]
            kept[last] = kept[last] + self.terms[g] * _between_0_and((g / last), self.start)
        return Expansion(self.start, kept)

    def lead(self) -> tuple[Growth, Ball]:
        """The fastest growth and its coefficient with everything else folded in.

        The expansion is the product of the two for every s >= start.
        """
        order = self.ordered()
        if not order:
            return ONE, arb(0)
        total = ball_of(self.terms[order[0]])
        for g in order[1:]:
            total += self.terms[g] * _between_0_and(g / order[0], self.start)
        return order[0], total

    def split(self) -> tuple[Growth, Coefficient, Expansion]:
        """(g, c, d) with the expansion equal to c * g * (1 + d) and d tending to 0."""
        order = self.ordered()
        if not order:
            raise UnsupportedError("an expansion vanishes")
        first = order[0]
        c = self.terms[first]
        if ball_of(c).contains(0):
            raise UnsupportedError("the leading coefficient is not told from 0")
        inverse = ONE / first
        rest = {g * inverse: self.terms[g] / c for g in order[1:]}
        return first, c, Expansion(self.start, rest)

    def bound(self) -> Ball:
        """A ball that holds the values for all s >= start; only where nothing grows."""
        total = arb(0)
        for g, c in self.terms.items():
            total += c if g == ONE else c * _between_0_and(g, self.start)
        return total


def _slower(a: Growth, b: Growth) -> int:
    return -(a / b).direction


def ball_of(c: Coefficient) -> Ball:
    """A coefficient as a ball."""
    return arb(c)


def _between_0_and(g: Growth, start: int) -> Ball:
    """A ball with every value of a growth for s >= start; it must fall from there on."""
    if g.direction >= 0 or not g.falls_from(start):
        raise UnsupportedError("a term is not yet dominated")
    return arb(0).union(g.at(start))


def _power_series(
    small: Expansion, coefficients: Iterable[Fraction], remainder: Callable[[Ball], Ball]
) -> Expansion:
    """The sum of c_k d**k for a small d, plus d**n times a ball made from |d|'s bound."""
    total = Expansion(small.start, {})
    power = Expansion(small.start, {ONE: fmpq(1)})
    for c in coefficients:
        total = total + power.scaled(fmpq(c.numerator, c.denominator))
        power = power * small
    size = small.bound()
    if not abs(size) < 0.5:
        raise UnsupportedError("an expansion does not converge yet")
    return total + power.scaled(remainder(arb(0, abs(size).upper())))


def expansion(tower: Tower, poly: Poly, start: int) -> Expansion:
    """A polynomial of a normal form for all s >= start."""
    fixed = {k for k in slots(poly) if not tower.generators[k].meaning.free_symbols}
    known = {k: _generator(tower, tower.generators[k], start) for k in slots(poly)}
    parts: dict[tuple[int, ...], Expansion] = {}  # by powers of constants, so that they cancel
    for monomial, c in poly.to_dict().items():
        constants = tuple(n if k in fixed else 0 for k, n in enumerate(monomial))
        term = Expansion(start, {ONE: c})
        for k, n in enumerate(monomial):
            for _ in range(0 if k in fixed else n):
                term = term * known[k]
        parts[constants] = parts[constants] + term if constants in parts else term
    total = Expansion(start, {})
    for constants, part in parts.items():
        for k, n in enumerate(constants):
            part = part.scaled(known[k].terms[ONE] ** n) if n else part
        total = total + part
    return total


def quotient(tower: Tower, element: Element, start: int) -> Expansion:
    """An element of a normal form for all s >= start."""
    top = expansion(tower, element.num, start)
    return top * _inverse(expansion(tower, element.den, start))


def _inverse(e: Expansion) -> Expansion:
    g, c, small = e.split()
    coefficients = [Fraction((-1) ** k) for k in range(TERMS)]
    series = _power_series(small, coefficients, lambda d: (-1) ** TERMS / (1 + d))
    return series.scaled(1 / c, ONE / g)


def _generator(tower: Tower, g: Generator, start: int) -> Expansion:
    if g.meaning == DISTANCE:
        return Expansion(start, {Growth(Fraction(1)): fmpq(1)})
    if not g.meaning.free_symbols:
        return Expansion(start, {ONE: constant(g.meaning)})
    kind = KINDS.get(g.kind)
    if kind is None or g.argument is None:
        raise UnsupportedError(f"there is no expansion of {g.meaning}")
    return kind(tower, g, g.argument, start)


def _exp(tower: Tower, g: Generator, argument: Element, start: int) -> Expansion:
    meaning = tower.expr(argument)
    if meaning.is_polynomial(DISTANCE):
        level, exponent = exponent_of(meaning)
        c = fmpq(1) if level == 0 else constant(level).exp()
        return Expansion(start, {Growth(Fraction(0), exponent): c})
    inside = quotient(tower, argument, start)
    if any(h.direction > 0 for h in inside.terms):
        raise UnsupportedError(f"there is no expansion of {g.meaning}")
    level = inside.terms.pop(ONE, fmpq(0))
    coefficients, c = [Fraction(1)], Fraction(1)
    for k in range(1, TERMS):
        c /= k
        coefficients.append(c)
    series = _power_series(inside, coefficients, lambda d: d.exp() * ball(c / TERMS))
    return series if level == 0 else series.scaled(ball_of(level).exp())


def _erfc(tower: Tower, g: Generator, argument: Element, start: int) -> Expansion:
    """erfc(u) = exp(-u**2) / (u sqrt(pi)) (1 - 1/(2 u**2) + 3/(4 u**4) - ...), enveloping."""
    inside = tower.expr(argument)
    level, exponent = exponent_of(inside)
    if level != 0 or len(exponent) != 1 or sign_of(exponent[0][1]) < 0:
        raise UnsupportedError(f"there is no expansion of {g.meaning}")
    n, c = exponent[0]
    size = constant(c)
    outer: Exponent = ((2 * n, (-(c**2)).expand()),)
    terms: dict[Growth, Coefficient] = {}
    factor = 1 / (size * arb.pi().sqrt())
    for k in range(TERMS):
        ends = factor if k < TERMS - 1 else factor * arb(0).union(arb(1))
        terms[Growth(Fraction(-n * (2 * k + 1)), outer)] = ends
        factor = -factor * (2 * k + 1) / (2 * size**2)
    return Expansion(start, terms)


def _log(tower: Tower, g: Generator, argument: Element, start: int) -> Expansion:
    growth, c, small = quotient(tower, argument, start).split()
    if growth.power != 0:
        raise UnsupportedError(f"{g.meaning} grows like log s, which expansions do not have")
    coefficients = [Fraction(0), *(Fraction((-1) ** (k + 1), k) for k in range(1, TERMS))]
    series = _power_series(
        small, coefficients, lambda d: (1 / (1 + d)) ** TERMS * fmpq((-1) ** (TERMS + 1), TERMS)
    )
    level = fmpq(0) if isinstance(c, fmpq) and abs(c) == 1 else abs(ball_of(c)).log()
    rest = {Growth(Fraction(n)): _exact(d) for n, d in growth.exponent}
    return series + Expansion(start, {**rest, ONE: level})


def _exact(value: Any) -> Coefficient:
    return fmpq(int(value.p), int(value.q)) if value.is_Rational else constant(value)


def _root(tower: Tower, g: Generator, argument: Element, start: int) -> Expansion:
    growth, c, small = quotient(tower, argument, start).split()
    r = Fraction(1, tower.field.relations[g.slot][0])
    coefficients, b = [Fraction(1)], Fraction(1)
    for k in range(TERMS):
        b = b * (r - k) / (k + 1)
        coefficients.append(b)
    last = coefficients.pop()
    series = _power_series(
        small, coefficients, lambda d: ball(last) * (1 + d) ** ball(r - len(coefficients))
    )
    exact = isinstance(c, fmpq) and abs(c) == 1
    return series.scaled(fmpq(1) if exact else abs(ball_of(c)) ** ball(r), growth.to(r))


def _atan(tower: Tower, g: Generator, argument: Element, start: int) -> Expansion:
    growth, c, _ = quotient(tower, argument, start).split()
    inside = quotient(tower, argument, start)
    if growth.direction == 0:
        raise UnsupportedError(f"there is no expansion of {g.meaning}")
    small = inside if growth.direction < 0 else _inverse(inside)
    odd = [Fraction(0 if k % 2 == 0 else (-1) ** (k // 2), max(k, 1)) for k in range(TERMS)]
    series = _power_series(small, odd, lambda d: arb(0, 1) / (1 - abs(d).upper()) / TERMS)
    if growth.direction < 0:
        return series
    turn = arb.pi() / 2 if ball_of(c) > 0 else -arb.pi() / 2
    return series.scaled(fmpq(-1)) + Expansion(small.start, {ONE: turn})


KINDS: dict[str, Callable[[Tower, Generator, Element, int], Expansion]] = {
    "exp": _exp,
    "erfc": _erfc,
    "log": _log,
    "root": _root,
    "atan": _atan,
}
"""One row a kind of generator."""
