"""The sign of a polynomial whose variables are above 0, or any numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, Literal

from sympy import Poly as SymPyPoly
from sympy import Rational

from symact.activation import private
from symact.normalise.field import CONTEXT, Poly, slots

Range = Literal["real", "positive", "unit"]
"""Where a generator's values lie: anywhere; above 0; between 0 and 1, the ends left out."""

MAX_DEGREE = 40

MAX_TERMS = 30
"""Only polynomials up to this size are taken apart."""


def sign_over(poly: Poly, real: Collection[int]) -> int | None:
    """+1 or -1 where a polynomial has no zero: the slots in `real` are any numbers, others above 0.

    Coefficients of one sign tell, Sturm's theorem for one variable, and, for several, coefficients
    of the powers of one variable that all have one sign.
    """
    monomials = poly.to_dict()
    occurring = slots(poly)
    signs = {c > 0 for c in monomials.values()}
    squares = not any(m[k] % 2 for m in monomials for k in real)
    nonzero = any(not any(m[k] for k in real) for m in monomials)
    if len(signs) == 1 and squares and nonzero:
        return 1 if signs.pop() else -1
    if len(occurring) == 1:
        slot = occurring[0]
        return _sign_of_one(_coefficients(monomials, slot), slot in real)
    if len(monomials) > MAX_TERMS or len(occurring) > 3:
        return None
    for slot in occurring:
        if slot not in real:
            found = {sign_over(part, real) for part in powers_of(monomials, slot).values()}
            if found in ({1}, {-1}):
                return found.pop()
    return _sign_of_square(monomials, occurring, real)


def _sign_of_square(
    monomials: Mapping[tuple[int, ...], Any], occurring: Collection[int], real: Collection[int]
) -> int | None:
    """The sign of a t**2 + b t + c in a variable t that is any number, by its discriminant.

    It tells as well where t is above 0 only.
    """
    for slot in occurring:
        parts = powers_of(monomials, slot)
        if max(parts) != 2:
            continue
        a, b, c = (parts.get(n, CONTEXT.constant(0)) for n in (2, 1, 0))
        if sign_over(b * b - 4 * a * c, real) == -1:
            return sign_over(a, real)
    return None


def powers_of(monomials: Mapping[tuple[int, ...], Any], slot: int) -> dict[int, Poly]:
    """The coefficients of the powers of one variable, by power."""
    parts: dict[int, dict[tuple[int, ...], Any]] = {}
    for m, c in monomials.items():
        parts.setdefault(m[slot], {})[(*m[:slot], 0, *m[slot + 1 :])] = c
    return {n: CONTEXT.from_dict(part) for n, part in parts.items()}


def _coefficients(monomials: Mapping[tuple[int, ...], Any], slot: int) -> tuple[Rational, ...]:
    by_power = {m[slot]: Rational(int(c.p), int(c.q)) for m, c in monomials.items()}
    return tuple(by_power.get(n, Rational(0)) for n in range(max(by_power), -1, -1))


@lru_cache(maxsize=4096)
def _sign_of_one(coefficients: tuple[Rational, ...], real: bool) -> int | None:
    if len(coefficients) > MAX_DEGREE or (real and len(coefficients) % 2 == 0):
        return None
    poly = SymPyPoly(coefficients, private("t"))
    while not real and poly.eval(0) == 0:
        poly = poly.quo(SymPyPoly([1, 0], poly.gen))
    if poly.count_roots(None if real else 0, None):
        return None
    return 1 if SymPyPoly(coefficients, poly.gen).eval(1) > 0 else -1
