"""Truncated expansions far out, with rigorous coefficients: what a formula is for all s >= S.

An `Expansion` is a sum of c * s**a * log(s)**b * exp(E(s)); each c is exact, or a ball that holds
the coefficient for every s >= S, so that whatever is cut off is part of a ball and nothing is lost.
The generators of a normal form expand one by one: exponentials are terms themselves, erfc by its
enveloping series, logarithms, roots and arctangents by power series with a bounded remainder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from math import factorial

import flint
import sympy
from flint import arb, fmpq

from symact.analyse.coefficient import (
    Coefficient,
    applied,
    arb_of,
    closed,
    exact,
    expr_of,
    inverse,
    is_null,
    powered,
)
from symact.analyse.growth import LOG, ONE, Growth, faster_first
from symact.enclose import Ball, ball
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE
from symact.normalise.field import Element, Poly, slots
from symact.normalise.tower import Generator, Tower

Monomial = tuple[int, ...]
"""The power of every generator."""

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

    def __sub__(self, other: Expansion) -> Expansion:
        return self + other.scaled(fmpq(-1))

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
        """The growths whose coefficient is not shown to be 0, the fastest first."""
        return sorted((g for g, c in self.terms.items() if not is_null(c)), key=faster_first)

    def cut(self) -> Expansion:
        """The leading terms, with the others folded into the last one kept."""
        if len(self.terms) <= TERMS:
            return self
        order = self.ordered()
        kept = {g: self.terms[g] for g in order[:TERMS]}
        for g in order[TERMS:]:
            last = order[TERMS - 1]
            kept[last] = arb_of(kept[last]) + self.terms[g] * _between_0_and(g / last, self.start)
        return Expansion(self.start, kept)

    def lead(self) -> tuple[Growth, Ball]:
        """The fastest growth and its coefficient with everything else folded in.

        The expansion is the product of the two for every s >= start.
        """
        order = self.ordered()
        if not order:
            return ONE, arb(0)
        total = arb_of(self.terms[order[0]])
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
        if arb_of(c).contains(0):
            raise UnsupportedError("the leading coefficient is not told from 0")
        back = ONE / first
        rest = {g * back: self.terms[g] / c for g in order[1:]}
        return first, c, Expansion(self.start, rest)

    def parted(self) -> tuple[dict[Growth, Coefficient], Coefficient, Expansion]:
        """The terms that grow, the constant one, and the rest, which tends to 0."""
        order = self.ordered()
        growing = {g: self.terms[g] for g in order if g.direction > 0}
        fading = {g: self.terms[g] for g in order if g.direction < 0}
        level = self.terms[ONE] if ONE in order else fmpq(0)
        return growing, level, Expansion(self.start, fading)

    def bound(self) -> Ball:
        """A ball that holds the values for all s >= start; only where nothing grows."""
        total = arb(0)
        for g, c in self.terms.items():
            total += arb_of(c) if g == ONE else c * _between_0_and(g, self.start)
        return total


def _between_0_and(g: Growth, start: int) -> Ball:
    """A ball with every value of a growth for s >= start; it must fall from there on."""
    if g.direction >= 0 or not g.falls_from(start):
        raise UnsupportedError("a term is not yet dominated")
    return _between(g, start, flint.ctx.prec)


@lru_cache(maxsize=4096)
def _between(g: Growth, start: int, bits: int) -> Ball:
    """Everything from 0 to a growth's value, at the precision that is set."""
    return arb(0).union(g.at(start))


def _power_series(
    small: Expansion, coefficients: Iterable[Coefficient], remainder: Callable[[Ball], Ball]
) -> Expansion:
    """The sum of c_k d**k for a small d, plus d**n times a ball made from |d|'s bound."""
    total = Expansion(small.start, {})
    power = Expansion(small.start, {ONE: fmpq(1)})
    for c in coefficients:
        total = total + power.scaled(c)
        power = power * small
    size = small.bound()
    if not abs(size) < 0.5:
        raise UnsupportedError("an expansion does not converge yet")
    return total + power.scaled(remainder(arb(0, abs(size).upper())))


def expansion(tower: Tower, poly: Poly, start: int) -> Expansion:
    """A polynomial of a normal form for all s >= start."""
    fixed = {k for k in slots(poly) if not tower.generators[k].meaning.free_symbols}
    known = {k: _powers(tower, k, d, start) for k, d in enumerate(poly.degrees()) if d}
    parts: dict[Monomial, Expansion] = {}  # by powers of constants, so that they cancel
    for monomial, terms in _alike(poly, known, fixed).items():
        term = Expansion(start, terms).cut()
        for k, n in enumerate(monomial):
            if n and k not in fixed:
                term = term * known[k][n - 1]
        constants = tuple(n if k in fixed else 0 for k, n in enumerate(monomial))
        parts[constants] = parts[constants] + term if constants in parts else term
    total = Expansion(start, {})
    for constants, part in parts.items():
        for k, n in enumerate(constants):
            part = part.scaled(known[k][n - 1].terms[ONE]) if n else part
        total = total + part
    return total


def _alike(
    poly: Poly, known: dict[int, list[Expansion]], fixed: set[int]
) -> dict[Monomial, dict[Growth, Coefficient]]:
    """The sums that are multiplied by the same constants and series, as terms.

    A distance or an exponential is one term, of which products and sums need no series.
    """
    single = [k for k in known if k not in fixed and len(known[k][0].terms) == 1]
    sums: dict[Monomial, dict[Growth, Coefficient]] = {}
    for monomial, coefficient in poly.to_dict().items():
        growth = ONE
        for k in single:
            if monomial[k]:
                ((g, d),) = known[k][monomial[k] - 1].terms.items()
                growth, coefficient = growth * g, coefficient * d
        terms = sums.setdefault(tuple(0 if k in single else n for k, n in enumerate(monomial)), {})
        terms[growth] = terms[growth] + coefficient if growth in terms else coefficient
    return sums


def quotient(tower: Tower, element: Element, start: int) -> Expansion:
    """An element of a normal form for all s >= start."""
    top = expansion(tower, element.num, start)
    return top * _inverse(expansion(tower, element.den, start))


def _inverse(e: Expansion) -> Expansion:
    g, c, small = e.split()
    coefficients = [fmpq((-1) ** k) for k in range(TERMS)]
    series = _power_series(small, coefficients, lambda d: (-1) ** TERMS / (1 + d))
    return series.scaled(inverse(c), ONE / g)


def _powers(tower: Tower, slot: int, degree: int, start: int) -> list[Expansion]:
    found = [_generator(tower, slot, start)]
    for _ in range(degree - 1):
        found.append(found[-1] * found[0])
    return found


@lru_cache(maxsize=256)
def _generator(tower: Tower, slot: int, start: int) -> Expansion:
    g = tower.generators[slot]
    if g.meaning == DISTANCE:
        return Expansion(start, {Growth(Fraction(1)): fmpq(1)})
    if not g.meaning.free_symbols:
        return Expansion(start, {ONE: closed(g.meaning)})
    kind = KINDS.get(g.kind)
    if kind is None or g.argument is None:
        raise UnsupportedError(f"there is no expansion of {g.meaning}")
    return kind(tower, g, quotient(tower, g.argument, start))


def _exp(tower: Tower, g: Generator, inside: Expansion) -> Expansion:
    return _exponential(inside)


def _exponential(inside: Expansion) -> Expansion:
    """exp of an expansion whose terms that grow are exact."""
    growing, level, fading = inside.parted()
    outer = ONE
    for h, c in growing.items():
        if not exact(c):
            raise UnsupportedError("an exponent is not known exactly")
        if h == LOG and isinstance(c, fmpq):
            outer = outer * Growth(Fraction(int(c.p), int(c.q)))
        else:
            outer = outer * Growth(exponent=((h, expr_of(c)),))
    coefficients = [fmpq(1, factorial(k)) for k in range(TERMS)]
    series = _power_series(fading, coefficients, lambda d: d.exp() / factorial(TERMS))
    return series.scaled(fmpq(1) if is_null(level) else applied("exp", level), outer)


def _erfc(tower: Tower, g: Generator, inside: Expansion) -> Expansion:
    growing, level, fading = inside.parted()
    if not growing:
        return _erfc_near(level, fading)
    _, c, _ = inside.split()
    if arb_of(c) > 0:
        return _erfc_far(inside)
    return Expansion(inside.start, {ONE: fmpq(2)}) - _erfc_far(inside.scaled(fmpq(-1)))


def _erfc_far(u: Expansion) -> Expansion:
    """erfc(u) = exp(-u**2) / (u sqrt(pi)) (1 - 1/(2 u**2) + 3/(4 u**4) - ...), enveloping."""
    over = _inverse(u)
    square, factor = over * over, fmpq(1)
    series, power = Expansion(u.start, {}), Expansion(u.start, {ONE: fmpq(1)})
    for k in range(TERMS):
        series = series + power.scaled(factor if k < TERMS - 1 else factor * arb(0).union(arb(1)))
        power, factor = power * square, factor * fmpq(-(2 * k + 1), 2)
    scale = closed(1 / sympy.sqrt(sympy.pi))
    return (_exponential((u * u).scaled(fmpq(-1))) * over * series).scaled(scale)


def _erfc_near(level: Coefficient, small: Expansion) -> Expansion:
    """erfc(c + d): its k-th derivative is -2/sqrt(pi) (-1)**(k-1) H_(k-1)(c) exp(-c**2)."""
    first = fmpq(1) if is_null(level) else applied("erfc", level)
    later = [_erfc_slope(level, k) for k in range(1, TERMS)]
    at = arb_of(level)
    return _power_series(small, [first, *later], lambda d: _erfc_slope(at + d, TERMS))


def _erfc_slope(t: Coefficient, k: int) -> Coefficient:
    """The k-th derivative of erfc over k!."""
    before, hermite = fmpq(0), fmpq(1)
    for n in range(k - 1):
        before, hermite = hermite, t * hermite * fmpq(2) - before * fmpq(2 * n)
    outer = applied("exp", -(t * t)) if not is_null(t) else fmpq(1)
    scale = closed(2 / sympy.sqrt(sympy.pi)) * fmpq((-1) ** k, factorial(k))
    return hermite * outer * scale


def _log(tower: Tower, g: Generator, inside: Expansion) -> Expansion:
    growth, c, small = inside.split()
    if growth.logs != 0:
        raise UnsupportedError(f"{g.meaning} grows like log log s, which expansions do not have")
    coefficients = [fmpq(0), *(fmpq((-1) ** (k + 1), k) for k in range(1, TERMS))]
    series = _power_series(
        small, coefficients, lambda d: (1 / (1 + d)) ** TERMS * fmpq((-1) ** (TERMS + 1), TERMS)
    )
    terms: dict[Growth, Coefficient] = {h: closed(d) for h, d in growth.exponent}
    if growth.power:
        terms[LOG] = fmpq(growth.power.numerator, growth.power.denominator)
    one = isinstance(c, fmpq) and abs(c) == 1
    terms[ONE] = fmpq(0) if one else applied("log", powered(c, Fraction(1)))
    return series + Expansion(inside.start, terms)


def _root(tower: Tower, g: Generator, inside: Expansion) -> Expansion:
    growth, c, small = inside.split()
    r = Fraction(1, tower.field.relations[g.slot][0])
    coefficients, b = [fmpq(1)], Fraction(1)
    for k in range(TERMS):
        b = b * (r - k) / (k + 1)
        coefficients.append(fmpq(b.numerator, b.denominator))
    last = coefficients.pop()
    series = _power_series(
        small, coefficients, lambda d: arb(last) * (1 + d) ** ball(r - len(coefficients))
    )
    return series.scaled(powered(c, r), growth.to(r))


def _atan(tower: Tower, g: Generator, inside: Expansion) -> Expansion:
    growing, level, fading = inside.parted()
    if not growing:
        return _atan_near(level, fading)
    _, c, _ = inside.split()
    turn = closed(sympy.pi / 2 if arb_of(c) > 0 else -sympy.pi / 2)
    return Expansion(inside.start, {ONE: turn}) - _atan_small(_inverse(inside))


def _atan_near(level: Coefficient, d: Expansion) -> Expansion:
    """atan(c + d) = atan(c) + atan(d / (1 + c (c + d))) where c (c + d) > -1."""
    if is_null(level):
        return _atan_small(d)
    below = Expansion(d.start, {ONE: level * level + fmpq(1)}) + d.scaled(level)
    if not below.bound() > 0:
        raise UnsupportedError("an arctangent is not yet near its limit")
    rest = _atan_small(d * _inverse(below))
    return rest + Expansion(d.start, {ONE: applied("atan", level)})


def _atan_small(small: Expansion) -> Expansion:
    odd = [fmpq(0 if k % 2 == 0 else (-1) ** (k // 2), max(k, 1)) for k in range(TERMS)]
    return _power_series(small, odd, lambda d: arb(0, 1) / (1 - abs(d).upper()) / TERMS)


def _wave(quarter: int) -> Callable[[Tower, Generator, Expansion], Expansion]:
    """sin or cos, which is sin a quarter turn on: a ball where the angle grows, else a series."""

    def expand(tower: Tower, g: Generator, inside: Expansion) -> Expansion:
        growing, level, fading = inside.parted()
        if growing:
            return Expansion(inside.start, {ONE: arb(0, 1)})
        known = (fmpq(0), fmpq(1)) if is_null(level) else None
        sine, cosine = known or (applied("sin", level), applied("cos", level))
        turns = (sine, cosine, -sine, -cosine)
        slopes = [turns[(k + quarter) % 4] * fmpq(1, factorial(k)) for k in range(TERMS)]
        return _power_series(fading, slopes, lambda d: arb(0, 1) / factorial(TERMS))

    return expand


KINDS: dict[str, Callable[[Tower, Generator, Expansion], Expansion]] = {
    "exp": _exp,
    "erfc": _erfc,
    "log": _log,
    "root": _root,
    "atan": _atan,
    "sin": _wave(0),
    "cos": _wave(1),
}
"""One row a kind of generator."""
