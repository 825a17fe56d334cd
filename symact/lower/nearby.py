"""Millions of true values in float64: Taylor polynomials of the definition about many centres.

About a centre c the inputs are c + k ulp(c) with |k| up to 2^21, a relative distance of 2^-31,
where four coefficients by ball arithmetic give the function to better than 2^-80 of itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np
from flint import arb
from numpy.typing import NDArray
from sympy import Expr, Symbol

from symact.enclose import NOTHING, Ball
from symact.lower.sample import number
from symact.pieces import Pieces
from symact.taylor import derivatives
from symact.ulp import Reference

REACH = 1 << 21
"""The largest distance from a centre, in its ulps."""

LEAST, MOST = 2.0**-1040, 2.0**1020
"""Sizes of centres: about smaller ones the inputs are not evenly spaced."""

ORDER = 4
MOST_BITS = 4096
NEGLIGIBLE = arb(2) ** -80
ENOUGH = 90

Array = NDArray[Any]


@dataclass(frozen=True)
class Cluster:
    """A Taylor polynomial: f(c + k ulp(c)) = (a0 + a1 k + a2 k^2 + a3 k^3) 2^exponent.

    The first two coefficients have a low word.
    """

    centre: float
    a0: tuple[float, float]
    a1: tuple[float, float]
    a2: float
    a3: float
    exponent: int


def clusters(function: Pieces, centres: Array) -> list[Cluster]:
    """A polynomial for each centre that has one: not close to a break, not below every type."""
    found = []
    ends = [piece.hi for piece in function.pieces if piece.hi.is_finite]
    lowest = function.pieces[0].lo
    breaks = [number(b) for b in (lowest, *ends) if b.is_finite]
    skipped = 1 if lowest.is_finite else 0
    for centre in centres.tolist():
        n = sum(b < Fraction(centre) for b in breaks) - skipped
        if 0 <= n < len(function.pieces) and _is_apart(centre, breaks):
            cluster = _cluster(function.pieces[n].expr, function.x, centre)
            found += [] if cluster is None else [cluster]
    return found


def _is_apart(centre: float, breaks: list[Fraction]) -> bool:
    """Whether the inputs about a centre are evenly spaced and on one side of every break."""
    reach = 4 * REACH * Fraction(math.ulp(centre))
    spaced = LEAST < abs(centre) < MOST
    return spaced and all(abs(Fraction(centre) - b) > reach for b in breaks)


@lru_cache(maxsize=4096)
def _cluster(expr: Expr, x: Symbol, centre: float) -> Cluster | None:
    bits = 192
    while bits <= MOST_BITS:
        try:
            balls = derivatives(expr, x, {x: centre}, ORDER, bits)
        except ValueError:  # a divisor whose ball holds 0
            return None
        if balls[0].rel_accuracy_bits() >= ENOUGH and balls[1].rel_accuracy_bits() >= ENOUGH:
            return _scaled(balls, centre)
        if balls[0].is_exact() and all(b.is_exact() for b in balls):  # a straight line
            return _scaled(balls, centre)
        if abs(balls[0]) < NOTHING:
            return None
        bits *= 2
    return None


def _scaled(balls: list[Ball], centre: float) -> Cluster | None:
    """The coefficients over a power of two, or None where the fifth one counts."""
    with flint.ctx.workprec(192):
        step = arb(math.ulp(centre))
        terms = [b * step**k / math.factorial(k) for k, b in enumerate(balls)]
        if all(t == 0 for t in terms):
            return Cluster(centre, (0.0, 0.0), (0.0, 0.0), 0.0, 0.0, 0)
        if terms[0].contains(0) or not abs(terms[ORDER] * REACH**ORDER / terms[0]) < NEGLIGIBLE:
            return None
        mantissa, shift = (int(part) for part in terms[0].mid().man_exp())
        exponent = abs(mantissa).bit_length() + shift - 1
        unit = arb(2) ** -exponent
        a0, a1, a2, a3 = (t * unit for t in terms[:ORDER])
        return Cluster(centre, _words(a0), _words(a1), float(a2), float(a3), exponent)


def _words(value: Ball) -> tuple[float, float]:
    high = float(value.mid())
    return high, float((value.mid() - high).mid())


def around(found: list[Cluster], each: int, seed: int) -> tuple[Array, Reference]:
    """So many inputs about each centre, and the true values there."""
    steps = np.random.default_rng(seed).integers(-REACH, REACH + 1, (len(found), each))
    k = steps.astype(np.float64)
    centre = np.array([c.centre for c in found])[:, None]
    x = centre + k * np.spacing(np.abs(centre))
    exact_k = (x - centre) / np.spacing(np.abs(centre))  # beyond a power of two x was rounded
    a0, b0 = (np.array([c.a0[j] for c in found])[:, None] for j in (0, 1))
    a1, b1 = (np.array([c.a1[j] for c in found])[:, None] for j in (0, 1))
    a2, a3 = (np.array([v])[0][:, None] for v in zip(*((c.a2, c.a3) for c in found), strict=True))
    first = Reference.normalised(a1 + 0 * k, b1 + 0 * k, np.zeros(k.shape, np.int64)).times(exact_k)
    high = np.ldexp(first.high, first.exponent)
    low = np.ldexp(first.low, first.exponent) + exact_k**2 * (a2 + exact_k * a3) + b0
    total = a0 + high
    back = total - a0
    low = low + ((a0 - (total - back)) + (high - back))
    exponent = np.array([c.exponent for c in found], np.int64)[:, None] + 0 * steps
    truth = Reference.normalised(total.ravel(), low.ravel(), exponent.ravel())
    return np.asarray(x.ravel()), truth
