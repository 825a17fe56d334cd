"""Arctangents and error functions, and the sign of a constant."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import sympy
from sympy import Expr

from symact.enclose import enclose
from symact.normalise import logarithms
from symact.normalise.field import Element

if TYPE_CHECKING:
    from symact.normalise.tower import Tower

BITS = (64, 256, 1024, 4096)
"""Working precisions tried, in turn, before a constant's sign is left open."""


MULTIPLES = (1, -1, 2, -2, 3, -3, 4, -4)
"""The n for which one arctangent is tried as n times another."""


MAX_SIZE = 400
"""Terms times n squared: beyond this no relation between two arctangents is sought."""


def constant_sign(value: Expr) -> int | None:
    """The sign of a real constant by ball arithmetic, or None when 4096 bits do not tell."""
    for bits in BITS:
        ball = enclose(value, {}, bits)
        if ball > 0:
            return 1
        if ball < 0:
            return -1
    return None


def _leads_positive(tower: Tower, u: Element) -> bool:
    """Whether u, rather than -u, is the one of the two that stands for both."""
    sign = tower.sign(u.num)
    den = tower.sign(u.den)
    if sign is not None and den is not None:
        return sign * den > 0
    return bool(u.num.leading_coefficient() > 0)


def erf(tower: Tower, u: Element) -> Element:
    """erf of an element: 1 - erfc(u) for the positive one of u and -u."""
    if u.is_zero:
        return u
    if not _leads_positive(tower, u):
        return -erf(tower, -u)
    positive = tower.sign(u.num) is not None and tower.sign(u.den) is not None
    name = f"{u.num}/{u.den}"
    meaning = tower.expr(u)
    made = tower.generator(
        "erfc", name, lambda: sympy.erfc(meaning), "unit" if positive else "positive", u
    )
    return tower.field.rational(1) - tower.field.slot(made.slot)


def atan(tower: Tower, u: Element) -> Element:
    """atan of an element, by an earlier arctangent where a rational relation ties them."""
    if u.is_zero:
        return u
    if not _leads_positive(tower, u):
        return -atan(tower, -u)
    for known in [g for g in tower.generators if g.kind == "atan"]:
        related = _related(tower, u, tower.field.slot(known.slot), known.argument)
        if related is not None:
            return related
    name = f"{u.num}/{u.den}"
    meaning = tower.expr(u)
    positive = tower.sign(u.num) is not None and tower.sign(u.den) is not None
    made = tower.generator(
        "atan", name, lambda: sympy.atan(meaning), "positive" if positive else "real", u
    )
    return tower.field.slot(made.slot)


def _related(tower: Tower, u: Element, atan_v: Element, v: Element | None) -> Element | None:
    """atan u as n atan v + constant, or the other way round, for n from -4 to 4."""
    if v is None:
        return None
    size = sum(map(len, (u.num, u.den, v.num, v.den)))
    few = [n for n in MULTIPLES if size * abs(n) ** 2 <= MAX_SIZE]
    for n in few:
        if (constant := _constant_difference(tower, u, v, n)) is not None:  # atan u = n atan v + c
            return atan_v * tower.field.rational(n) + constant
    for n in few[2:]:
        if (constant := _constant_difference(tower, v, u, n)) is not None:  # atan v = n atan u + c
            return (atan_v - constant) * tower.field.rational(Fraction(1, n))
    return None


def _tangent(tower: Tower, v: Element, n: int) -> Element:
    """tan(n atan v), by the addition theorem."""
    one, total = tower.field.rational(1), v
    for _ in range(abs(n) - 1):
        total = (total + v) / (one - total * v)
    return total if n > 0 else -total


def _constant_difference(tower: Tower, u: Element, v: Element, n: int) -> Element | None:
    """c with atan u = n atan v + c, or None; an exact multiple of pi/4.

    Where tan(atan u - n atan v) is constant both sides have the same derivative; they are
    continuous where neither u nor v has a pole, whatever the generators are, so that c can be read
    off at one point by ball arithmetic.
    """
    if not (_has_no_pole(tower, u) and _has_no_pole(tower, v)):
        return None
    one = tower.field.rational(1)
    try:
        tangent = _tangent(tower, v, n)
    except ZeroDivisionError:
        return None
    top, bottom = u - tangent, one + u * tangent
    if not bottom.is_zero and (top / bottom).rational not in (0, 1, -1):
        return None
    turns = _quarter_turns(tower, u, v, n)
    if turns is None:
        return None
    return tower.convert(sympy.pi) * tower.field.rational(Fraction(turns, 4))


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


def _quarter_turns(tower: Tower, u: Element, v: Element, n: int) -> int | None:
    difference = sympy.atan(tower.expr(u)) - n * sympy.atan(tower.expr(v))
    point = {s: Fraction(7, 3) + k for k, s in enumerate(sorted(difference.free_symbols, key=str))}
    ball = enclose(difference * 4 / sympy.pi, point, 128)
    exact = ball.unique_fmpz()
    return None if exact is None else int(exact)
