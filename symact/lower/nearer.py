"""Beside a kernel's program one with tables for most inputs, where that is cheaper and as good."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

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

TRIED, SEARCHES = 96, 20
"""How many programs with tables are tried, and how often one is searched for its worst inputs."""

CHEAP = 20.0
"""A kernel that costs less is as good as any with tables."""

KEPT = 256
"""So many arrays of true values are kept, of some 32,000 each."""

LEAST, PARTS = 2.0**-7, 64
"""From which size on inputs are tried, and how often a chunk of them.

These are 2 million, one out of a hundred of those that a kernel hardly ever leaves.
"""

CLOSELY, AMONG = 128, 1 << 14
"""How many stretches of 4,096 neighbours are then tried closely: those of the worst inputs."""

WORST, WHOLE = 16, 1 << 18
"""In how many segments, those of the worst inputs, so many are tried: all that a short one has."""

AGAIN, NEARLY = 5, 1.25
"""How often segments get other centres, and what part of the budget errors may be until then."""

CENTRES, LOCAL = 12, 4096
"""How many centres are tried, and with how many inputs of a segment."""

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
        near = trial.made(offer)
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
        self.searches = 0
        self.known: dict[bytes, Array] = {}

    def made(self, offer: Offer) -> Near | None:
        """The program where it is as good as the kernel has to be.

        Segments with an input that is over the budget, but not by much, get other centres: as good
        as any, but that all is rounded otherwise.
        """
        tried: Offer | None = offer
        for _ in range(AGAIN):
            if tried is None or self.searches > SEARCHES:
                return None
            near = self._near(tried)
            if self._wrong_zero(near):
                return None
            missed, most = self._missed(tried, near)
            if not missed.size:
                return near
            if most > NEARLY * self.task.budget:
                return None
            tried = self._elsewhere(tried, missed)
        return None

    def _near(self, offer: Offer) -> Near:
        return offer.near(float(np.copysign(0.0, self.at_zero[1])))

    def _wrong_zero(self, near: Near) -> bool:
        """Whether the sign of a zero is wrong."""
        at_zero = self._run(near.program, ZEROS)
        return bool((np.signbit(at_zero) != np.signbit(self.at_zero)).any())

    def _missed(self, offer: Offer, near: Near) -> tuple[Array, float]:
        """Inputs over the budget, and the largest error: of the sample, or of a search if none."""
        inside = (self.x >= near.low) & (self.x <= near.high)
        x, truth = self.x[inside], self.truth[inside]
        errors = ulp_errors(self._run(near.program, x), truth, np.float32) * self._weight(truth)
        if errors.max(initial=0.0) > self.task.budget:
            return x[errors > self.task.budget], float(errors.max())
        compare = self._comparison(near)
        missed = self.found[compare.errors(self.found) > self.task.budget]
        if not missed.size:
            self.searches += 1
            missed = self._searched(near, compare.single)
        if not missed.size:
            missed = self._random(compare, offer)
        self.found = np.union1d(self.found, missed)
        return missed, float(compare.errors(missed).max(initial=0.0))

    def _comparison(self, near: Near) -> Comparison:
        """The errors of a program in its range."""
        beyond = np.nextafter([near.low, near.high], [-np.inf, np.inf])  # the ends are inside
        single = partial(self._run, near.program)
        return Comparison(single, self.double, self._weight, tuple(beyond.tolist()))

    def _elsewhere(self, offer: Offer, missed: Array) -> Offer | None:
        """The best centres, by many inputs, for the segments that some are in.

        None where these are at a zero of the function, or none is good enough.
        """
        rows = np.unique(offer.segment(missed))
        _, low, high = (ends[rows, None] for ends in offer.line.segments)
        x = low + (high - low) * np.random.default_rng(SEED).random((rows.size, LOCAL))
        x = np.concatenate([x.astype(np.float32).ravel(), self.found, missed])
        owner = offer.segment(x)
        least, best = np.full(rows.size, np.inf), offer.fit.passed.copy()
        for ahead in range(1, CENTRES + 1):
            passed = offer.fit.passed.copy()
            passed[rows] += ahead
            other = offer.passing(self.double, passed)
            if other is None or (other.fit.centre == offer.fit.centre)[rows].any():
                return None
            compare = self._comparison(self._near(other))
            worst = np.zeros(best.size)
            np.maximum.at(worst, owner, compare.errors(x))
            errors = worst[rows]
            best[rows] = np.where(errors < least, passed[rows], best[rows])
            least = np.minimum(least, errors)
        return offer.passing(self.double, best) if least.max() <= self.task.budget else None

    def _searched(self, near: Near, single: Function) -> Array:
        """Inputs over the budget that a dense search finds."""
        ends = (near.low, near.high)
        x, errors = worst_inputs(single, self.double, self._weight, ends, np.array(ends))
        return np.asarray(x[errors > self.task.budget])

    def _random(self, compare: Comparison, offer: Offer) -> Array:
        """Inputs over the budget: errors are alike all over the segments, so that many are tried.

        Then all neighbours of the worst are, and many inputs of the segments that these are in.
        """
        high = min(offer.line.high, REACHES[0])
        first, last = np.array([LEAST, high], np.float32).view(np.uint32)
        rng = np.random.default_rng(SEED)
        found, errors = [], []
        for _ in range(PARTS):
            sign = rng.integers(0, 2, CHUNK, dtype=np.uint32) << np.uint32(31)
            bits = rng.integers(first, last, CHUNK, dtype=np.uint32) | sign
            found.append(bits.view(np.float32))
            errors.append(compare.errors(found[-1]))
            if errors[-1].max() > self.task.budget:
                break
        else:
            worst = _largest(np.concatenate(found), np.concatenate(errors))
            for x in chain(_neighbours(worst), offer.many_of(worst, WORST, WHOLE)):
                found.append(x)
                errors.append(compare.errors(x))
        return np.concatenate(found)[np.concatenate(errors) > self.task.budget]

    def double(self, x: Array) -> Array:
        """The true values, to float64; programs are tried on the same inputs one after another."""
        assert self.task.double is not None
        key = x.tobytes()
        found = self.known.get(key)
        if found is None:
            found = self.evaluate(self.task.double, "float64", x=x)
            if len(self.known) < KEPT:
                self.known[key] = found
        return found

    def _run(self, program: Program, x: Array) -> Array:
        return np.asarray(self.evaluate(program, self.task.dtype, x=x))

    def _weight(self, truth: Reference) -> Array:
        return weight(truth, self.task.dtype, self.task.relative, 1 / self.task.slack)


def _largest(x: Array, errors: Array) -> Array:
    """The inputs with the largest errors, the largest first."""
    at = np.argpartition(-errors, AMONG)[:AMONG]
    return np.asarray(x[at[np.argsort(-errors[at], kind="stable")]])


def _neighbours(x: Array) -> Iterator[Array]:
    """Stretches of neighbours, those of the first inputs first."""
    stretches, at = np.unique(x.view(np.uint32) >> np.uint32(12), return_index=True)
    for stretch in stretches[np.argsort(at)[:CLOSELY]].tolist():
        yield ((stretch << 12) + np.arange(1 << 12, dtype=np.uint32)).view(np.float32)
