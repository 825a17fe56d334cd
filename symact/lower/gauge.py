"""The error of many expressions on one sample, small parts of it first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from symact.interpret import Values
from symact.ir import Expr
from symact.ir.scalar import DType
from symact.lower.compensation import Compensation, compensated
from symact.lower.cost import CostModel
from symact.lower.laws import End
from symact.lower.minimise import Corrections
from symact.lower.sample import Array, Block
from symact.lower.spots import Choices, everything
from symact.lower.trials import MOST, ExhaustedError, Trials
from symact.ulp import Errors, Reference

QUICK = 1500
"""How many points are looked at before all of them are."""

ROUNDS = 12
"""How often the worst of all points join the few, when the few have let something through."""

KEPT = 2000
"""How many values at the few points are kept for other expressions, which share parts."""

MOST_KEPT = 20000
"""How many while corrections of one expression are looked for: a quarter of a gigabyte."""

JOINING = 12
"""How many of them at once."""


@dataclass(frozen=True)
class Sample:
    """Points of every block in one: inputs, true values, and what an error counts there.

    `weight` is 1, or above 1 where an error in ulp is a large relative one and that matters.
    """

    inputs: Mapping[str, Array]
    truth: Reference
    weight: Array

    def __len__(self) -> int:
        return len(self.weight)

    def take(self, key: Array) -> Sample:
        """Some of the points."""
        return Sample(
            {n: a[key] for n, a in self.inputs.items()}, self.truth[key], self.weight[key]
        )


def sample_of(blocks: Sequence[Block], dtype: DType, relative: float) -> Sample:
    """The blocks as one sample. An error at t = m 2^e, 1 <= m < 2, counts `relative` times 2/m."""
    names = blocks[0].inputs(dtype)
    inputs = {
        name: np.concatenate([np.broadcast_to(b.inputs(dtype)[name], b.x.shape) for b in blocks])
        for name in names
    }
    high, low, exponent = (
        np.concatenate([getattr(b.truth, part) for b in blocks])
        for part in ("high", "low", "exponent")
    )
    defined = np.concatenate([b.defined for b in blocks])
    truth = Reference(high, low, exponent)
    return Sample(inputs, truth, np.where(defined, weight(truth, dtype, relative), 0))


def weight(truth: Reference, dtype: DType, relative: float, least: float = 1.0) -> Array:
    """What an error in ulp counts: `least`, or `relative` times the largest relative error it is.

    Of a subnormal number only the absolute error counts.
    """
    high = truth.high
    ordinary = np.isfinite(high) & (high != 0) & (truth.exponent >= np.finfo(dtype).minexp)
    return np.maximum(least, relative * 2 / np.where(ordinary, np.abs(high), 2))


class _Measure:
    """The weighted errors of values at the points of a sample."""

    def __init__(self, sample: Sample, dtype: DType) -> None:
        self.errors = Errors(sample.truth, dtype)
        self.weight = sample.weight
        self.uncounted = sample.weight == 0

    def __call__(self, values: Array) -> Array:
        errors = self.errors(values)
        with np.errstate(invalid="ignore", over="ignore"):
            errors *= self.weight
        errors[self.uncounted] = 0
        return errors


class Gauge:
    """Errors of expressions on a sample, and whether their limits are right."""

    def __init__(
        self, sample: Sample, cost: CostModel, ends: Sequence[End], trials: Trials
    ) -> None:
        self.dtype: DType = cost.dtype
        self.cost = cost
        self.trials = trials
        self.sample = sample
        self.ends = list(ends)
        self.full = Values(self.dtype, sample.inputs)
        self.measure = _Measure(sample, self.dtype)
        step = max(1, len(sample) // QUICK)
        chosen = np.zeros(len(sample), bool)
        chosen[::step] = True
        chosen[-1:] = True
        self._choose(chosen)

    def _choose(self, chosen: Array) -> None:
        self.chosen = chosen
        self.few = self.sample.take(chosen)
        self.quickly = _Measure(self.few, self.dtype)
        inputs = {
            name: np.concatenate([values, *(end.inputs[name] for end in self.ends)])
            for name, values in self.few.inputs.items()
        }
        self.quick = Values(self.dtype, inputs)
        self.known: dict[Expr, float] = {}

    def errors(self, expr: Expr) -> Array:
        """The error at every point."""
        found = self.measure(self.full(expr))
        self.full.forget()
        return found

    def limits(self, expr: Expr) -> bool:
        """Whether the limits at the infinities are right."""
        return self._limits(self.quick(expr))

    def _limits(self, values: Array) -> bool:
        return all(
            end.right(value) for end, value in zip(self.ends, values[len(self.few) :], strict=True)
        )

    def largest(self, expr: Expr) -> float:
        """The largest error of an expression at a few points; infinite where a limit is wrong."""
        found = self.known.get(expr)
        if found is None:
            found = self.known[expr] = self._largest(self.quick(expr))
            if len(self.quick.known) > MOST_KEPT:
                self.quick.forget(KEPT)
        return found

    def _largest(self, values: Array) -> float:
        if not self._limits(values):
            return np.inf
        return float(self.quickly(values[: len(self.few)]).max(initial=0))

    def _forget(self) -> None:
        """Drop what only other corrections of the same expression have in common."""
        self.quick.forget(KEPT)
        self.known.clear()

    def within(self, expr: Expr, choices: Choices, budget: float) -> bool:
        """Whether an expression with some corrections is within budget at every point."""
        errors = self.errors(compensated(expr, self.dtype, choices))
        return bool(errors.max(initial=0.0) <= budget)

    def solved(
        self,
        expr: Expr,
        budget: float,
        exempt: frozenset[Expr] = frozenset(),
        most: int = 1,
        known: Choices | None = None,
    ) -> Choices | None:
        """The cheapest corrections that keep an expression within budget; None if there are none.

        Those of at most `most` are looked for thoroughly. Points at which all corrections fail
        leave nothing to choose. A brief search begins with those that are known for fewer points.
        """
        whole, corrected = everything(expr, self.dtype, exempt), Compensation(expr, self.dtype)

        def error(choices: Choices) -> float:
            self.trials.spent += len(whole)
            return self.largest(corrected(choices))

        prices: dict[Expr, float] = {}

        def price(choices: Choices) -> float:
            done = corrected(choices)
            if done not in prices:
                prices[done] = self.cost(done)
            return prices[done]

        corrections = Corrections(whole, error, budget, price, corrected.joints)
        for _ in range(ROUNDS):
            plain = corrections.holds({})
            if not plain and not corrections.holds(whole):
                self._forget()
                return None
            if plain:
                found: Choices = {}
            elif self.trials.brief(len(whole)):
                if not self.within(expr, whole, budget):  # at points that are not among the few
                    self._forget()
                    return None
                found = known = corrections.briefly(known)
            else:
                found = corrections.cheapest(most)
            errors = self.errors(corrected(found))
            if errors.max(initial=0.0) <= budget:
                self._forget()
                return found
            worst = np.argsort(errors)[-JOINING:]
            chosen = self.chosen.copy()
            chosen[worst[errors[worst] > budget]] = True
            self._choose(chosen)
        return None

    def brief(self, expr: Expr, exempt: frozenset[Expr]) -> bool:
        """Whether corrections of an expression are only looked for briefly."""
        return self.trials.brief(len(everything(expr, self.dtype, exempt)))

    def exhausted(self, where: str, expr: Expr) -> ExhaustedError:
        """The error that says where a search ends, and what is left of the error there."""
        error, at = worst(self.errors(expr), self.sample.inputs["x"])
        return ExhaustedError(
            f"{where}: the search for corrections ends after {MOST} trials; without any a form is "
            f"{error:.3g} ulp off at x = {at!r}; {np.log2(max(error, 1)):.1f} bits are lost"
        )


def worst(errors: Array, x: Array) -> tuple[float, float]:
    """The largest error and where it is."""
    if not errors.size:
        return 0.0, 0.0
    k = int(np.argmax(errors))
    return float(errors[k]), float(x[k])


__all__ = ["Gauge", "Sample", "sample_of", "weight", "worst"]
