"""Sines and cosines: one pair per monomial of the angle, tied by sin^2 = 1 - cos^2."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import sympy

from symact.errors import UnsupportedError
from symact.normalise import logarithms, roots
from symact.normalise.exponentials import MAX_POWER, _reduced
from symact.normalise.field import CONTEXT, Element, constant

if TYPE_CHECKING:
    from symact.normalise.tower import Key, Tower


def sin(tower: Tower, angle: Element) -> Element:
    """The sine of an element."""
    return _pair(tower, angle)[1]


def cos(tower: Tower, angle: Element) -> Element:
    """The cosine of an element."""
    return _pair(tower, angle)[0]


def _pair(tower: Tower, angle: Element) -> tuple[Element, Element]:
    """(cos, sin) of a sum, by the addition theorem over its monomials."""
    c, s = tower.field.rational(1), tower.field.rational(0)
    for key, part, factor in _reduced(angle):
        c1, s1 = _of_arctangent(tower, part, factor) or _multiple(tower, key, part, factor)
        c, s = c * c1 - s * s1, s * c1 + c * s1
    return c, s


def _of_arctangent(tower: Tower, part: Element, factor: Fraction) -> tuple[Element, Element] | None:
    """cos and sin of n atan u: powers of 1/sqrt(1 + u^2) and u/sqrt(1 + u^2), without angles."""
    made = logarithms.single(tower, part.num)
    plain = part.den.is_one() and factor.denominator == 1 and abs(factor) <= MAX_POWER
    if made is None or made.kind != "atan" or made.argument is None or not plain:
        return None
    u = made.argument
    c = roots.root(tower, tower.field.rational(1) + u * u, Fraction(-1, 2))
    s = u * c
    return _rotate(tower, c, s if factor > 0 else -s, abs(int(factor)))


def _multiple(tower: Tower, key: Key, part: Element, factor: Fraction) -> tuple[Element, Element]:
    from symact.normalise.tower import Restart

    name: Key = (key[0], "angle " + key[1])
    rates = tower.refinements.rates
    rate = rates.setdefault(name, abs(factor))
    if (factor / rate).denominator != 1:
        common = math.lcm(rate.denominator, factor.denominator)
        rates[name] = Fraction(math.gcd(int(rate * common), int(factor * common)), common)
        raise Restart
    argument = part * tower.field.rational(rate)
    meaning = tower.expr(argument)
    cosine = tower.generator("cos", str(key), lambda: sympy.cos(meaning), "real", argument)
    sine = tower.generator("sin", str(key), lambda: sympy.sin(meaning), "real", argument)
    tower.field.relations[sine.slot] = (2, constant(1) - CONTEXT.gen(cosine.slot) ** 2)
    c, s = tower.field.slot(cosine.slot), tower.field.slot(sine.slot)
    n = int(factor / rate)
    if abs(n) > MAX_POWER:
        raise UnsupportedError(
            f"angles in a ratio of {abs(n)} are beyond what the normal form handles"
        )
    return _rotate(tower, c, s if n >= 0 else -s, abs(n))


def _rotate(tower: Tower, c: Element, s: Element, n: int) -> tuple[Element, Element]:
    cn, sn = tower.field.rational(1), tower.field.rational(0)
    for _ in range(n):
        cn, sn = cn * c - sn * s, sn * c + cn * s
    return cn, sn
