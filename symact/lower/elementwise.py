"""Lower one function of one variable: the cheapest branch-free program within the error budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import numpy as np
from sympy import oo

from symact.ir import Const, Expr, Near, Op, Program, Select, Var
from symact.ir.scalar import DType
from symact.lower.arithmetic import ZERO
from symact.lower.assemble import assemble, distinct, merge
from symact.lower.boundaries import bounded_by, with_values
from symact.lower.candidates import Candidates
from symact.lower.compensation import compensated
from symact.lower.cost import CostModel
from symact.lower.dense import worst_inputs, worst_near
from symact.lower.direct import direct
from symact.lower.edges import about, edges
from symact.lower.forms import Form
from symact.lower.gauge import Gauge, sample_of, weight, worst
from symact.lower.laws import End, Evaluator, broken_zero, ends, swallows_nan
from symact.lower.mirrored import Mirror, mirror
from symact.lower.regions import Region, X
from symact.lower.sample import Array, Block, blocks, extended
from symact.lower.scale import Scaling, scale_at, scalings
from symact.lower.spots import Choices
from symact.lower.task import BudgetError, Task
from symact.lower.trials import ExhaustedError, Trials
from symact.ulp import Reference

TRIED_PER_REGION = 10
"""How many of each region's forms within budget are combined with those of the others."""

FEW = 4
"""So few corrections of the whole line are looked for thoroughly."""

COMBINED = 5
"""How many combinations are corrected as a whole."""

ROUNDS = 8
"""How often the worst inputs that a dense search finds join the sample."""


@dataclass(frozen=True)
class Lowered:
    """A program, its worst sampled error and where that is, and the forms it was made of.

    `families` are those of each region's forms that were within budget, `near` is a cheaper program
    for most inputs.
    """

    program: Program
    max_ulp: float
    worst_input: float
    forms: tuple[str, ...]
    families: tuple[frozenset[str], ...] = ()
    near: Near | None = None


@dataclass(frozen=True)
class Whole:
    """An expression for the whole line, what it was made of, what is exempt, and its cost."""

    expr: Expr
    labels: tuple[str, ...]
    exempt: frozenset[Expr]
    choices: Choices
    cost: float


def _sample(task: Task) -> tuple[Block, ...]:
    """The sample of a function, with the hard inputs that are known where parameters are fixed."""
    found = blocks(task.function, task.dtype, task.grid)
    hard = np.array(task.hard, task.dtype)
    return tuple(b if b.parameters or not hard.size else extended(b, hard) for b in found)


class Lowering:
    """Finds the program for a task; `evaluate(program, dtype, **inputs)` runs a program."""

    def __init__(self, task: Task, evaluate: Evaluator) -> None:
        self.task = task
        self.dtype: DType = task.dtype
        self.function = task.function
        self.evaluate = evaluate
        self.cost = CostModel(task.dtype)
        self.blocks = _sample(task)
        self.scalings = [Scaling(task.function)]
        self.inputs = (X, *map(Var, task.parameters))
        self.corrections: dict[Expr, Choices] = {}
        self.trials = Trials()

    def run(self) -> Lowered:
        """The cheapest program within budget that keeps the laws; BudgetError where none does.

        A function that does not lower as it is may do so in u = c x, c a power of a parameter, or
        but for pieces without one, such as x, which c x need not overflow for.
        Where the families of forms that are tried first do not do for the whole line, all are.
        """
        try:
            return self._of_known_families_or_all()
        except ExhaustedError as ended:
            raise BudgetError(str(ended)) from None

    def _of_known_families_or_all(self) -> Lowered:
        try:
            return self._plain_or_scaled()
        except BudgetError:
            if not any(self.task.families):
                raise
        self.task = replace(self.task, families=())
        self.scalings = [Scaling(self.function)]
        return self._plain_or_scaled()

    def _plain_or_scaled(self) -> Lowered:
        plain = self.scalings
        try:
            return self._run()
        except BudgetError:
            self.scalings = list(scalings(self.function, list(self.task.grid[0]), self.dtype))
            if not self.scalings:
                raise
        try:
            return self._run()
        except BudgetError:
            alike = len(plain[0].regions) == len(self.scalings[0].regions)
            if not self.scalings[0].scale.is_positive or not alike:
                raise
        self.scalings += plain
        return self._run()

    def _run(self) -> Lowered:
        for _ in range(ROUNDS):
            ranked = [self._ranked(k) for k in range(len(self.scalings[0].regions))]
            found = self._lasting(ranked)
            if found is not None:
                families = tuple(frozenset(form.family for form in forms) for forms in ranked)
                return replace(found, families=families)
        raise BudgetError(
            f"{self.task.name} ({self.dtype}): a dense search finds ever worse inputs"
        )

    def _lasting(self, ranked: Sequence[list[Form]]) -> Lowered | None:
        """The best of forms that a dense search confirms; None where the forms do not suffice.

        What the search finds joins the sample for good; the best is then corrected again, and
        all are tried where that costs more or cannot be done.
        """
        combined = self._combined(ranked)
        found = self._best(combined)
        for _ in range(ROUNDS):
            missed = self._missed(found[1].program)
            if not missed:
                return found[1]
            self.blocks = tuple(
                extended(block, x) for block, x in zip(self.blocks, missed, strict=True)
            )
            again = self._tried([found[0]])
            if again is None or again[0].cost > found[0].cost:
                again = self._tried(combined) or again
            if again is None:
                return None
            found = again
        return None

    def _tried(self, wholes: Sequence[Whole]) -> tuple[Whole, Lowered] | None:
        with suppress(BudgetError):
            return self._best(wholes)
        return None

    def _gauge(self, blocks: Sequence[Block], limits: Iterable[End]) -> Gauge:
        sample = sample_of(blocks, self.dtype, self.task.relative)
        return Gauge(sample, self.cost, list(limits), self.trials)

    # one region

    def _ranked(self, k: int) -> list[Form]:
        """The forms of a region that are within budget, cheapest first once corrected."""
        found: list[Form] = []
        refusals: list[BudgetError] = []
        known = self.task.families[k] if self.task.families else frozenset[str]()
        for scaling in self.scalings:
            region = scaling.regions[k]
            if (
                scaling.plain
                and (found or refusals)
                and region.formula.free_symbols - {scaling.shape.x}
            ):
                continue
            try:
                found += self._candidates(scaling, region).ranked(known)
            except BudgetError as refusal:
                refusals.append(refusal)
        if not found:
            raise refusals[-1]
        return sorted(found, key=lambda form: self.cost(form.expr) + form.extra)

    def _candidates(self, scaling: Scaling, region: Region) -> Candidates:
        inside: list[Block] = []
        limits: list[End] = []
        for block in self.blocks:
            c = scale_at(scaling, block.parameters)
            inside.append(block.inside(region.lo, region.hi, c))
            if 0 < abs(c) < np.inf:  # the limit of u at an infinity is that of c x
                sides = [end if c > 0 else -end for end in (region.lo, region.hi)]
                limits += ends(block, self.dtype, [end for end in sides if end in (oo, -oo)])
        return Candidates(self.task, scaling, region, self._gauge(inside, limits), self.cost)

    # the whole line

    def _best(self, wholes: Sequence[Whole]) -> tuple[Whole, Lowered]:
        """The cheapest combination that is within budget and keeps the laws."""
        limits = [end for block in self.blocks for end in ends(block, self.dtype, (-oo, oo))]
        gauge = self._gauge(self.blocks, limits)
        between = self._gauge([b.between_breaks() for b in self.blocks], limits)
        x = gauge.sample.inputs["x"]
        reasons: list[str] = []
        for whole in sorted(self._solved(wholes, between), key=lambda whole: whole.cost):
            for expr in self._lawful(whole):
                program = assemble(self.inputs, expr)
                broken = self._broken(program, gauge)
                if broken:
                    reasons.append(broken)
                    continue
                errors = gauge.errors(expr)
                if errors.max(initial=0.0) <= self.task.budget:
                    bare = errors / np.maximum(gauge.sample.weight, 1)
                    return whole, Lowered(program, *worst(bare, x), whole.labels)
                error, at = worst(errors, x)
                reasons.append(f"{error:.3g} ulp at x = {at!r}")
        detail = "; ".join(dict.fromkeys(reasons)) or "no candidate"
        raise BudgetError(f"{self.task.name} ({self.dtype}): no form keeps the contract: {detail}")

    def _solved(self, wholes: Sequence[Whole], gauge: Gauge) -> Iterator[Whole]:
        """Combinations with the corrections that they need, until none left can be cheaper."""
        best, tried = np.inf, 0
        for whole in wholes:
            if tried >= COMBINED:
                return
            if self.cost(whole.expr) >= best or not gauge.limits(whole.expr):
                continue
            if self.trials.over:
                if best < np.inf:
                    return
                raise gauge.exhausted(self.task.on(-oo, oo), whole.expr)
            choices = self._corrections(whole, gauge)
            if choices is None:
                continue
            tried += bool(choices)
            cost = self.cost(compensated(whole.expr, self.dtype, choices))
            best = min(best, cost)
            yield replace(whole, choices=choices, cost=cost)

    def _corrections(self, whole: Whole, gauge: Gauge) -> Choices | None:
        """The cheapest corrections within budget; those for fewer points, where they still are."""
        known = self.corrections.get(whole.expr)
        if known is None or not gauge.within(whole.expr, known, self.task.budget):
            known = gauge.solved(whole.expr, self.task.budget, whole.exempt, FEW, known)
        if known is not None:
            self.corrections[whole.expr] = known
        return known

    def _combined(self, ranked: Sequence[list[Form]]) -> list[Whole]:
        """Forms of the regions joined, or one for two that mirror each other; cheapest first."""
        scaling = self.scalings[0]
        mirrored = mirror(scaling.regions, scaling.shape.x)
        found: dict[Expr, Whole] = {}
        for choice in _choices(ranked):
            for whole in self._wholes(choice, mirrored):
                known = found.get(whole.expr)
                if known is None or whole.cost < known.cost:
                    found[whole.expr] = whole
        return sorted(found.values(), key=lambda whole: whole.cost)

    def _wholes(self, choice: Sequence[Form], mirrored: Mirror | None) -> Iterator[Whole]:
        """One form a region as one expression; of a side as it was corrected, nothing is asked."""
        labels = tuple(form.description for form in choice)
        exempt = frozenset().union(*(form.exempt for form in choice))
        exprs = [form.expr for form in choice]
        ways = [self._joined(exprs)]
        ways += [e for e in exprs if distinct(e).keys() >= set(exprs)]
        if mirrored is not None:
            ways += mirrored.wholes(exprs, self.scalings[0].argument)
        extra = max(form.extra for form in choice)
        for expr in ways:
            yield Whole(expr, labels, exempt, {}, self.cost(expr) + extra)
        done = [form.done or form.expr for form in choice]
        if mirrored is not None and done != exprs:
            exempt |= {node for e in done for node in distinct(e)}
            for expr in mirrored.wholes(done, self.scalings[0].argument):
                yield Whole(expr, labels, exempt, {}, self.cost(expr))

    def _joined(self, exprs: Sequence[Expr]) -> Expr:
        """The regions joined by selects."""
        total = exprs[0]
        scaling = self.scalings[0]
        for region, expr in zip(scaling.regions[1:], exprs[1:], strict=True):
            total = merge(Op("ge", (scaling.argument, direct(region.lo))), expr, total)
        return total

    def _lawful(self, whole: Whole) -> Iterator[Expr]:
        """The expression with every way to place a boundary, a value at one, a zero, NaN."""
        values = dict(zip(self.function.breaks, self.function.values, strict=True))
        plain = compensated(whole.expr, self.dtype, whole.choices)
        scaling = self.scalings[0]
        bounds = [Op("ge", (scaling.argument, direct(r.lo))) for r in scaling.regions[1:]]
        found = [
            bounded_by(plain, dict(zip(bounds, tests, strict=True)))
            for tests in product(("gt", "ge", "le", "lt"), repeat=len(bounds))
        ]
        if any(v is not None for v in values.values()):
            found += [with_values(expr, values) for expr in list(found)]
        if self.task.signed_zero:  # x itself is the right zero where the sign changes
            right = [Op("copysign", (e, X)) for e in found]
            right += [Op("add", (e, ZERO)) for e in found]  # -0 + 0 is 0, all else stays
            found += right + [Select(Op("eq", (X, ZERO)), X, e) for e in found]
        yield from sorted(dict.fromkeys(self._nan_safe(expr) for expr in found), key=self.cost)

    def _nan_safe(self, expr: Expr) -> Expr:
        """The expression with a select for each operand whose NaN it would swallow.

        A parameter that has to be positive gives NaN where it is not.
        """
        if not self.task.nan_safe:
            return expr
        program = assemble(self.inputs, expr)
        lost = swallows_nan(program, self.dtype, self.blocks[0], self.evaluate)
        positive = {str(p) for p in self.task.grid[0] if p.is_positive}
        for name in lost:
            if name not in positive:
                expr = Select(Op("eq", (Var(name), Var(name))), expr, Var(name))
        for name in sorted(positive):
            expr = Select(Op("gt", (Var(name), ZERO)), expr, Const(float("nan")))
        return expr

    def _broken(self, program: Program, gauge: Gauge) -> str:
        """What breaks a law, in words; the signs of zero are a law of the function itself."""
        for end in gauge.ends:
            (found,) = self.evaluate(program, self.dtype, **end.inputs)
            if not end.right(found):
                return f"f({end.inputs['x'][0]}) = {found!r}, not {end.wanted!r}"
        if self.task.signed_zero:
            return broken_zero(program, self.dtype, self.blocks[0], self.evaluate)
        return ""

    # what the sample missed

    def _missed(self, program: Program) -> list[Array]:
        """For each block, inputs over budget that are not in it; empty where there are none."""
        double, share = self.task.double, len(self.blocks)
        found = []
        for block in self.blocks:
            at = {str(p): np.full(1, float(v)) for p, v in block.parameters.items()}
            single = partial(self._values, program, self.dtype, at)
            more = edges(program, self.dtype, self.evaluate, block.x, at)
            if self.dtype == "float64":
                x, errors = worst_near(single, self._weight, block, about(more), share)
            elif double is not None:
                true = partial(self._values, double, "float64", at)
                x, errors = worst_inputs(single, true, self._weight, block.limits, more, share)
            else:
                return []
            found.append(x[errors > self.task.budget])
        return found if any(x.size for x in found) else []

    def _values(self, code: Program, dtype: DType, at: Mapping[str, Array], x: Array) -> Array:
        return self.evaluate(code, dtype, x=x, **at)

    def _weight(self, truth: Reference) -> Array:
        return weight(truth, self.dtype, self.task.relative, 1 / self.task.slack)


def _choices(ranked: Sequence[list[Form]]) -> Iterator[tuple[Form, ...]]:
    """One form a region: all combinations of the cheapest, and those that are one expression."""
    yield from product(*(forms[:TRIED_PER_REGION] for forms in ranked))
    for forms in ranked:
        for form in forms[:TRIED_PER_REGION]:
            parts = distinct(form.expr)
            alike = [[other for other in others if other.expr in parts] for others in ranked]
            yield from product(*(others[:1] for others in alike))
