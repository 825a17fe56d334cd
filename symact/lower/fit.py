"""Polynomials fitted to true values by weighted least squares at Chebyshev nodes, in balls."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from flint import arb, arb_mat

from symact.enclose import ball, midpoint
from symact.ir.rounding import FORMATS
from symact.ir.scalar import DType

BITS = 400
MAX_DEGREE = 26


def enough(dtype: DType) -> float:
    """The relative error below which a fit is exact to the type."""
    return 2.0 ** -(FORMATS[dtype][0] + 2)


def root_between(
    value: Callable[[Fraction], arb], low: Fraction, high: Fraction, rising: bool
) -> Fraction:
    """The change of sign between two points, by halving in balls; `rising` is to positive."""
    for _ in range(BITS - 60):
        middle = (low + high) / 2
        found = value(middle)
        if found.contains(0):
            return middle
        low, high = (low, middle) if (found > 0) == rising else (middle, high)
    return (low + high) / 2


def chebyshev(low: Fraction, high: Fraction, many: int) -> list[Fraction]:
    """The Chebyshev nodes of an interval."""
    places = (Fraction(math.cos(math.pi * (n + 0.5) / many)) for n in range(many))
    return [(low + high) / 2 + (high - low) / 2 * at for at in places]


def fitted(
    argument: Sequence[arb], truth: Sequence[arb], degree: int
) -> tuple[list[Fraction], float]:
    """The polynomial with the least squares of relative errors, and its largest one."""
    rows = [[z**n / y for n in range(degree + 1)] for z, y in zip(argument, truth, strict=True)]
    matrix = arb_mat(rows)
    transposed = matrix.transpose()
    ones = arb_mat([[1] for _ in truth])
    try:
        solved = (transposed * matrix).solve(transposed * ones)
    except ZeroDivisionError:  # as far as the digits tell the matrix is singular
        return [], math.inf
    coefficients = [midpoint(solved[n, 0]) for n in range(degree + 1)]
    errors = [abs(_at(coefficients, z) / y - 1) for z, y in zip(argument, truth, strict=True)]
    return coefficients, max(float(e.abs_upper()) for e in errors)


def _at(coefficients: Sequence[Fraction], z: arb) -> arb:
    total = arb(0)
    for c in reversed(coefficients):
        total = total * z + ball(c)
    return total


def shifted(coefficients: Sequence[Fraction], by: Fraction) -> list[Fraction]:
    """The coefficients of p(d + by), by Horner's rule."""
    found: list[Fraction] = []
    for c in reversed(coefficients):
        raised = [Fraction(0), *found]
        found = [a + by * b for a, b in zip(raised, [*found, Fraction(0)], strict=True)]
        found[0] += c
    return found
