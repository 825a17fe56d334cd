"""The sign of a polynomial in one variable over all that the variable may be, by Sturm's theorem."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from sympy import Poly as SymPyPoly
from sympy import Rational, Symbol

from symact.normalise.field import Poly

Range = Literal["real", "positive", "unit"]
"""Any number; above 0; between 0 and 1, the ends left out."""

MAX_DEGREE = 40

INSIDE: dict[Range, Rational] = {"real": Rational(0), "positive": Rational(1), "unit": Rational(1, 2)}
BOUNDS: dict[Range, tuple[int | None, int | None]] = {
    "real": (None, None), "positive": (0, None), "unit": (0, 1),
}  # fmt: skip


def sign_of_one(poly: Poly, slot: int, range: Range) -> int | None:
    """+1 or -1 where a polynomial in one generator has no zero in its range, else None."""
    coefficients: list[Rational] = [Rational(0)] * (poly.degrees()[slot] + 1)
    for monomial, c in poly.to_dict().items():
        coefficients[monomial[slot]] = Rational(int(c.p), int(c.q))
    return _sign(tuple(reversed(coefficients)), range)


@lru_cache(maxsize=4096)
def _sign(coefficients: tuple[Rational, ...], range: Range) -> int | None:
    signs = {c > 0 for c in coefficients if c}
    if range != "real" and len(signs) == 1:
        return 1 if signs.pop() else -1
    if len(coefficients) > MAX_DEGREE or (range == "real" and len(coefficients) % 2 == 0):
        return None
    poly = SymPyPoly(coefficients, Symbol("t"))
    lo, hi = BOUNDS[range]
    at_ends = [end for end in (lo, hi) if end is not None and poly.eval(end) == 0]
    while at_ends:
        poly = poly.quo(SymPyPoly([1, -at_ends[0]], poly.gen))
        at_ends = [end for end in (lo, hi) if end is not None and poly.eval(end) == 0]
    if poly.count_roots(lo, hi):
        return None
    value = SymPyPoly(coefficients, poly.gen).eval(INSIDE[range])
    return 1 if value > 0 else -1
