"""Beside a kernel's program one with tables for most inputs, where that is cheaper and as good."""

from __future__ import annotations

from functools import partial

import numpy as np

from symact.ir import Near, Program
from symact.lower.cost import CostModel, unrolled
from symact.lower.dense import CHUNK, Comparison, Function, worst_inputs
from symact.lower.gauge import weight
from symact.lower.laws import Evaluator
from symact.lower.sample import SEED, Array, Block
from symact.lower.segments import REACHES
from symact.lower.tabled import Offer, offers
from symact.lower.task import Task
from symact.ulp import Reference, ulp_errors

TRIED = 48
"""How many programs with tables are tried."""

CHEAP = 20.0
"""A kernel that costs less is as good as any with tables."""

LEAST, PARTS = 2.0**-7, 64
"""From which size on inputs are tried, and how often a chunk of them.

These are 2 million, one out of a hundred of those that a kernel hardly ever leaves.
"""

CLOSELY = 256
"""How many stretches of 4,096 neighbours are then tried closely."""

ZEROS = np.array([0.0, -0.0], np.float32)


def nearer(task: Task, own: Program, block: Block, evaluate: Evaluator) -> Near | None:
    """The cheapest program with tables that keeps the budget in its range; None where none pays.

    It is looked for in float32, at the defaults of parameters, where no break is among the inputs:
    a polynomial knows none. `own` is the kernel's program.
    """
    if task.dtype != "float32" or task.double is None or block.parameters or block.function.breaks:
        return None
    cost = CostModel(task.dtype)

    def price(program: Program) -> float:
        return cost(unrolled(program, {v.name: v for v in program.inputs}))

    if price(own) < CHEAP:
        return None
    trial = _Trial(task, own, block, evaluate)
    for offer in offers(trial.double, task.budget, price, price(own))[:TRIED]:
        near = trial.good(offer)
        if near is not None:
            return near
    return None


class _Trial:
    """What a program with tables is tried on: the sample, and what dense searches have found."""

    def __init__(self, task: Task, own: Program, block: Block, evaluate: Evaluator) -> None:
        self.task, self.evaluate = task, evaluate
        self.x, self.truth = block.x[block.defined], block.truth[block.defined]
        self.found = np.zeros(0, np.float32)
        self.at_zero = self._run(own, ZEROS)

    def good(self, offer: Offer) -> Near | None:
        """The program where it is as good as the kernel has to be."""
        near = offer.near(float(np.copysign(0.0, self.at_zero[1])))
        if self._wrong(near):
            return None
        single = partial(self._run, near.program)
        beyond = np.nextafter([near.low, near.high], [-np.inf, np.inf])  # the ends are inside
        compare = Comparison(single, self.double, self._weight, tuple(beyond.tolist()))
        if (compare.errors(self.found) > self.task.budget).any():
            return None
        missed = self._searched(near, single)
        if not missed.size:
            missed = self._missed(compare, near.high)
        self.found = np.union1d(self.found, missed)
        return None if missed.size else near

    def _wrong(self, near: Near) -> bool:
        """Whether an error in the sample is over the budget, or the sign of a zero is wrong."""
        inside = (self.x >= near.low) & (self.x <= near.high)
        truth = self.truth[inside]
        errors = ulp_errors(self._run(near.program, self.x[inside]), truth, np.float32)
        if (errors * self._weight(truth)).max(initial=0.0) > self.task.budget:
            return True
        at_zero = self._run(near.program, ZEROS)
        return bool((np.signbit(at_zero) != np.signbit(self.at_zero)).any())

    def _searched(self, near: Near, single: Function) -> Array:
        """Inputs over the budget that a dense search finds."""
        ends = (near.low, near.high)
        x, errors = worst_inputs(single, self.double, self._weight, ends, np.array(ends))
        return np.asarray(x[errors > self.task.budget])

    def _missed(self, compare: Comparison, high: float) -> Array:
        """Inputs over the budget: errors are alike all over the segments, so that many are tried.

        Those that are neighbours of the worst are tried one and all.
        """
        first, last = np.array([LEAST, min(high, REACHES[0])], np.float32).view(np.uint32)
        rng = np.random.default_rng(SEED)
        found, errors = [], []
        for _ in range(PARTS):
            sign = rng.integers(0, 2, CHUNK, dtype=np.uint32) << np.uint32(31)
            found.append(rng.integers(first, last, CHUNK, dtype=np.uint32) | sign)
            errors.append(compare.errors(found[-1].view(np.float32)))
            if errors[-1].max() > self.task.budget:
                break
        else:
            worst = np.concatenate(found)[np.argsort(-np.concatenate(errors))]
            stretches, at = np.unique(worst >> np.uint32(12), return_index=True)
            for stretch in stretches[np.argsort(at)[:CLOSELY]].tolist():
                found.append((stretch << 12) + np.arange(1 << 12, dtype=np.uint32))
                errors.append(compare.errors(found[-1].view(np.float32)))
        missed = np.concatenate(errors) > self.task.budget
        return np.concatenate(found)[missed].view(np.float32)

    def double(self, x: Array) -> Array:
        """The true values, to float64."""
        assert self.task.double is not None
        return self.evaluate(self.task.double, "float64", x=x)

    def _run(self, program: Program, x: Array) -> Array:
        return np.asarray(self.evaluate(program, self.task.dtype, x=x))

    def _weight(self, truth: Reference) -> Array:
        return weight(truth, self.task.dtype, self.task.relative, 1 / self.task.slack)
