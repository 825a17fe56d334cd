"""Exponentials: exp(sum of c_k m_k) is a product of powers of one generator per monomial m_k.

On a positive monomial the generator is exp(-r m), which lies in (0, 1): the q of the stable forms.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import sympy

from symact.errors import UnsupportedError
from symact.normalise import logarithms, roots
from symact.normalise.field import CONTEXT, SLOTS, Element, slots

if TYPE_CHECKING:
    from symact.normalise.tower import Key, Tower

MAX_POWER = 64
"""Rates in a larger ratio than this have generators of their own."""

MAX_FAMILIES = 4

CONSTANT = (0,) * SLOTS
"""The monomial 1."""


def terms(element: Element) -> Iterator[tuple[Key, Element, Fraction]]:
    """The element as a sum of rational multiples of monomials over its denominator."""
    den = element.den
    for monomial, c in element.num.to_dict().items():
        part = element.field.element(CONTEXT.from_dict({monomial: c / c}), den)
        yield (monomial, str(den)), part, Fraction(int(c.p), int(c.q))


def _divided(element: Element) -> Iterator[Element]:
    """A sum that the element is: a polynomial, and a fraction without a constant term above.

    Multiples of the denominator are taken out, so that 1/(1 + q) and 1 - q/(1 + q) are the same.
    """
    num, den = element.num, element.den
    if not den.is_constant():
        whole, rest = divmod(num, den)
        lowest = den.to_dict().get(CONSTANT)
        if lowest is not None and CONSTANT in rest.to_dict():
            extra = rest.to_dict()[CONSTANT] / lowest
            whole, rest = whole + extra, rest - den * extra
        yield element.field.element(whole)
        num = rest
    yield element.field.element(num, den)


def _reduced(element: Element) -> Iterator[tuple[Key, Element, Fraction]]:
    """`terms`, with the key of each monomial after cancelling it against the denominator."""
    for _, part, c in (t for divided in _divided(element) for t in terms(divided)):
        ((monomial, d),) = part.num.to_dict().items()
        scale = Fraction(int(d.p), int(d.q))
        yield (monomial, str(part.den)), part.field.element(part.num / d, part.den), c * scale


def exp(tower: Tower, exponent: Element) -> Element:
    """exp of an element."""
    result = tower.field.rational(1)
    for key, part, c in _reduced(exponent):
        base = logarithms.base_of(tower, part)
        factor = (
            _power_of(tower, key, part, c) if base is None else roots.absolute_power(tower, base, c)
        )
        result = result * factor
    return result


def _power_of(tower: Tower, key: Key, part: Element, c: Fraction) -> Element:
    name, rate = _rate(tower, key, c)
    constant = tower.is_constant(part)
    down = not constant
    exponent = part * tower.field.rational(-rate if down else rate)
    positive = all(tower.generators[k].range != "real" for k in part.slots) and not _mixed(part)
    generator = tower.generator(
        "exp",
        str(name),
        lambda: sympy.exp(tower.expr(exponent)),
        "unit" if down and positive else "positive",
        exponent,
    )
    power = int(c / rate)
    return tower.field.slot(generator.slot) ** (-power if down else power)


def _rate(tower: Tower, key: Key, c: Fraction) -> tuple[Key, Fraction]:
    """The generator's name, and the rate that every exponent it serves is a multiple of.

    Exponents whose common measure is too fine (1 and 851/500) have generators of their own; that
    these depend on each other is not used.
    """
    from symact.normalise.tower import Restart

    rates, largest = tower.refinements.rates, tower.refinements.largest
    for n in range(MAX_FAMILIES):
        name: Key = (key[0], key[1] + "#" * n)
        rate = rates.setdefault(name, abs(c))
        finer = _measure(rate, abs(c))
        top = max(largest.get(name, rate), abs(c))
        if top / finer > MAX_POWER:
            continue
        largest[name] = top
        if finer == rate:
            return name, rate
        rates[name] = finer
        raise Restart
    raise UnsupportedError(
        f"more than {MAX_FAMILIES} rates without a common measure in one exponent"
    )


def _measure(a: Fraction, b: Fraction) -> Fraction:
    """The largest number that two are whole multiples of."""
    common = math.lcm(a.denominator, b.denominator)
    return Fraction(math.gcd(int(a * common), int(b * common)), common)


def _mixed(part: Element) -> bool:
    """Whether the denominator has coefficients of both signs, so that its sign is not plain."""
    return any(c < 0 for c in part.den.to_dict().values()) and bool(slots(part.den))
