"""Two forms for one region, told apart by the size of x, where neither is within budget alone.

tanh is m/(2 - m) with m = -expm1(-2s) near 0 and 1 - 2q/(1 + q) far out; each loses 2 ulp where the
other is good. Where they meet is read off the measured errors, never from the name of a function.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import permutations

import numpy as np

from symact.ir import Const, Op
from symact.lower.assemble import cost, merge
from symact.lower.forms import Form
from symact.lower.regions import S
from symact.lower.sample import Array


@dataclass(frozen=True)
class Measured:
    """A form with its error at every point of its region, and whether its limits are right."""

    form: Form
    x: Array
    errors: Array
    cost: int
    limits: bool

    @cached_property
    def max_ulp(self) -> float:
        """The largest error; infinite where a limit is wrong."""
        if not self.limits:
            return math.inf
        return float(self.errors.max(initial=0.0))

    @property
    def worst_input(self) -> float:
        """Where the largest error is."""
        return float(self.x[int(np.argmax(self.errors))]) if self.x.size else 0.0


def joined_at_a_threshold(measured: Sequence[Measured], budget: float) -> Iterator[Measured]:
    """Pairs of forms, one for small and one for large |x|, that are within budget together."""
    for near, far in permutations(measured, 2):
        if not far.limits:
            continue
        threshold = _threshold(near, far, budget)
        if threshold is None:
            continue
        beyond = Op("gt", (S, Const(Fraction(threshold))))
        expr = merge(beyond, far.form.expr, near.form.expr)
        form = Form(
            expr,
            f"{near.form.description} up to |x| = {threshold:g}, then {far.form.description}",
        )
        errors = np.where(np.abs(near.x) > threshold, far.errors, near.errors)
        yield Measured(form, near.x, errors, cost(expr), far.limits)


def _threshold(near: Measured, far: Measured, budget: float) -> float | None:
    """A short number between the largest |x| that far fails at and the smallest near does."""
    size = np.abs(near.x).astype(float)
    lowest = float(size[far.errors > budget].max(initial=0.0))
    highest = float(size[near.errors > budget].min(initial=math.inf))
    if not 0 < lowest < highest < math.inf:
        return None
    for bits in range(1, 12):
        unit = 2.0 ** (math.floor(math.log2(highest)) - bits)
        middle = round(math.sqrt(lowest * highest) / unit) * unit
        if lowest < middle < highest:
            return middle
    return None
