"""Signs and orders of expressions in parameters, under what is declared of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cmp_to_key

import sympy
from sympy import Expr, Symbol, oo
from sympy.core.relational import Relational

from symact.enclose import enclose
from symact.errors import OpenSignError, UnsupportedError
from symact.normalise import is_zero, normal_form
from symact.normalise.special import constant_sign
from symact.standin import StandIn


class Order:
    """Signs of expressions in parameters, under their assumptions and the declared relations.

    A relation lo < hi is used by writing hi as lo plus a positive number, or lo as hi less one.
    """

    def __init__(self, relations: Iterable[Relational] = ()) -> None:
        self.replaced: dict[Symbol, Expr] = {}
        for relation in relations:
            small, large = (e.xreplace(self.replaced) for e in (relation.lts, relation.gts))
            gap = StandIn(large - small)
            if large.is_Symbol and (small.is_positive or not large.is_positive):
                self.replaced[large] = small + gap
            elif small.is_Symbol:
                self.replaced[small] = large - gap
            else:
                raise UnsupportedError(
                    f"the relation {relation} should bound a parameter by an expression"
                )

    def sign(self, value: Expr) -> int | None:
        """-1, 0 or 1 where the sign is certain, else None."""
        value = sympy.expand(value.xreplace(self.replaced))
        if not value.free_symbols and value.is_finite is not False:
            return sign_of_constant(value)
        known = _assumed(value)
        if known is not None:
            return known
        found = self._of_parts(sympy.factor_terms(value))
        return self._of_normal_form(value) if found is None else found

    def _of_normal_form(self, value: Expr) -> int | None:
        """The sign of a value that only the normal form shows to be a product of known signs."""
        try:
            form = normal_form(value)
        except (UnsupportedError, ZeroDivisionError):
            return None
        plain = sympy.factor_terms(form.factored())
        known = _assumed(plain)
        return known if known is not None or plain == value else self._of_parts(plain)

    def _of_parts(self, value: Expr) -> int | None:
        """The sign of a product from its factors', of k exp(u) + c from that of u - log(-c/k)."""
        if value.is_Mul:
            signs = [self.sign(factor) for factor in value.args]
            return None if None in signs else math.prod(s for s in signs if s is not None)
        constant, rest = value.as_coeff_Add()
        scale, power = rest.as_coeff_Mul()
        if not isinstance(power, sympy.exp) or not constant.is_Rational:
            return None
        if constant * scale >= 0:
            return 1 if scale > 0 else -1
        inside = self.sign(power.args[0] - sympy.log(-constant / scale))
        return None if inside is None else inside * (1 if scale > 0 else -1)

    def compare(self, a: Expr, b: Expr) -> int:
        """-1, 0 or 1 as a is below, at or above b; raises UnsupportedError where that is open."""
        if a in (oo, -oo) or b in (oo, -oo):  # every other point is a finite number
            return 0 if a == b else -1 if a == -oo or b == oo else 1
        sign = self.sign(a - b)
        if sign is None:
            raise OpenSignError(f"whether {a} is below {b} is not known", a - b)
        return sign

    def sort(self, points: Iterable[Expr]) -> list[Expr]:
        """The points in order, without repetition."""
        ordered: list[Expr] = []
        for point in sorted(set(points), key=cmp_to_key(self.compare)):
            if not ordered or self.compare(ordered[-1], point) != 0:
                ordered.append(point)
        return ordered


def _assumed(value: Expr) -> int | None:
    """The sign that follows from the symbols' assumptions alone."""
    if value.is_zero:
        return 0
    if value.is_extended_positive:
        return 1
    return -1 if value.is_extended_negative else None


def sign_of_constant(value: Expr) -> int | None:
    """The sign by balls, or 0 by a zero normal form.

    SymPy's own answer rests on minimal polynomials: 0.3 s for one root of a cubic.
    """
    if value.is_Rational:
        return int(sympy.sign(value))
    near = enclose(value, {}, 128)
    if not near.contains(0):
        return 1 if near > 0 else -1
    return 0 if is_zero(value) else constant_sign(value)
