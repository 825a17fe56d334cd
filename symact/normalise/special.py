"""Arctangents and error functions, and the sign of a constant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy
from sympy import Expr

from symact.enclose import enclose
from symact.normalise.field import Element

if TYPE_CHECKING:
    from symact.normalise.tower import Tower

BITS = (64, 256, 1024, 4096)
"""Working precisions tried, in turn, before a constant's sign is left open."""


def constant_sign(value: Expr) -> int | None:
    """The sign of a real constant by ball arithmetic, or None when 4096 bits do not tell."""
    for bits in BITS:
        ball = enclose(value, {}, bits)
        if ball > 0:
            return 1
        if ball < 0:
            return -1
    return None


def leads_positive(tower: Tower, u: Element) -> bool:
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
    if not leads_positive(tower, u):
        return -erf(tower, -u)
    positive = tower.sign(u.num) is not None and tower.sign(u.den) is not None
    name = f"{u.num}/{u.den}"
    meaning = tower.expr(u)
    made = tower.generator(
        "erfc", name, lambda: sympy.erfc(meaning), "unit" if positive else "positive", u
    )
    return tower.field.rational(1) - tower.field.slot(made.slot)
