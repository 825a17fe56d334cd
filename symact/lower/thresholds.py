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

import numpy as np

from symact.ir import Const, Op
from symact.lower.assemble import merge
from symact.lower.forms import Form
from symact.lower.regions import S
from symact.lower.sample import Array

FAR_OUT = 4
"""How many forms for what is far out are joined with as many for what is before."""

TRIED = 40
"""How many pairs, of the cheapest forms, are offered."""


@dataclass(frozen=True)
class Measured:
    """A form with its error at every point of its region, and whether its limits are right.

    `plain` are the errors without corrections.
    """

    form: Form
    x: Array
    errors: Array
    plain: Array
    cost: float
    limits: bool
    budget: float

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

    @cached_property
    def fails_from(self) -> float:
        """The smallest |x| at which the form is over budget."""
        return float(np.abs(self.failing).min(initial=math.inf))

    @cached_property
    def fails_to(self) -> float:
        """The largest |x| at which the form is over budget."""
        return float(np.abs(self.failing).max(initial=0.0))

    def fails_about(self, size: float) -> tuple[int, float]:
        """How often the form is over budget up to a size of x, and where next beyond."""
        sizes = np.abs(self.failing)
        beyond = sizes > size
        return int((~beyond).sum()), float(sizes[beyond].min(initial=math.inf))

    @property
    def failing(self) -> Array:
        """The points at which the form is over budget."""
        return self.x[self.errors > self.budget].astype(float)


def joined_at_a_threshold(measured: Sequence[Measured], wide: bool = False) -> Iterator[Form]:
    """Pairs of forms, one for small and one for large |x|, that are within budget together.

    `wide` admits a power of two between forms that are both good over hundreds of binades.
    """
    pairs = [
        (near, far)
        for near in measured
        for far in measured
        if far.limits and 0 < far.fails_to < near.fails_from < math.inf
    ]
    pairs.sort(key=lambda pair: pair[0].cost + pair[1].cost)
    for near, far in pairs[:TRIED]:
        threshold = _between(far.fails_to, near.fails_from, wide)
        if threshold is None:
            continue
        beyond = Op("gt", (S, Const(Fraction(threshold))))
        yield Form(
            merge(beyond, far.form.expr, near.form.expr),
            f"{near.form.description} up to |x| = {threshold:g}, then {far.form.description}",
        )


def joined_beyond(measured: Sequence[Measured]) -> Iterator[Form]:
    """Pairs of a form that is good far out and one that is over budget before as rarely as any.

    Where it is may be about a zero, for which there is a polynomial.
    """
    far_out = [m for m in measured if m.limits and 0 < m.fails_to < math.inf]
    far_out.sort(key=lambda m: (m.fails_to, m.cost))
    for far in far_out[:FAR_OUT]:
        near = [(m, *m.fails_about(far.fails_to)) for m in measured]
        good = [way for way in near if far.fails_to < way[2] < math.inf]
        for m, _, end in sorted(good, key=lambda way: (way[1], way[0].cost))[:FAR_OUT]:
            threshold = _between(far.fails_to, end, wide=True)
            if threshold is not None:
                beyond = Op("gt", (S, Const(Fraction(threshold))))
                yield Form(
                    merge(beyond, far.form.expr, m.form.expr),
                    f"{m.form.description} up to |x| = {threshold:g}, then {far.form.description}",
                )


def _between(lowest: float, highest: float, wide: bool) -> float | None:
    """A short number between the two."""
    for bits in range(1, 12):
        unit = 2.0 ** (math.floor(math.log2(highest)) - bits)
        middle = round(math.sqrt(lowest) * math.sqrt(highest) / unit) * unit
        if lowest < middle < highest:
            return middle
    middle = 2.0 ** round(math.log2(lowest) / 2 + math.log2(highest) / 2)
    return middle if wide and lowest < middle < highest else None
