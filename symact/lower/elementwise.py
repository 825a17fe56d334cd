"""Lower one function of one variable: the cheapest branch-free program within the error budget."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from sympy import Expr as Formula
from sympy import oo

from symact.errors import SymactError
from symact.ir import Expr, Op, Program, Select, Var
from symact.ir.scalar import DType
from symact.lower.arithmetic import ZERO
from symact.lower.assemble import assemble, cost, merge
from symact.lower.direct import direct
from symact.lower.forms import Form
from symact.lower.laws import Evaluator, broken_limit, broken_zero, swallows_nan
from symact.lower.patches import patched
from symact.lower.regions import Region, X, regions, symmetry, tiers
from symact.lower.sample import Array, Block, Grid, blocks
from symact.lower.thresholds import Measured, joined_at_a_threshold
from symact.pieces import Pieces
from symact.ulp import ulp_errors

MAX_PATCHES = 2
"""A region may have this many zeros that need a polynomial of their own."""

MARGIN = 0.9
"""The part of the budget that the sampled error may use up: samples miss the worst input."""

TRIED_PER_REGION = 3
"""How many of each region's candidates within budget are combined with those of the others."""


class BudgetError(SymactError):
    """No candidate meets the error budget; the message names function, region and bits lost."""


@dataclass(frozen=True)
class Lowered:
    """A program, its worst sampled error and where that is, and the forms it was made of."""

    program: Program
    max_ulp: float
    worst_input: float
    forms: tuple[str, ...]


class Lowering:
    """One function, in one type, over a grid of parameters, to be lowered within a budget.

    `evaluate(program, dtype, x=array, ...)` runs a program in the working precision; it is handed
    in so that lowering depends on no target.
    """

    def __init__(
        self,
        name: str,
        function: Pieces,
        dtype: DType,
        budget: float,
        evaluate: Evaluator,
        grid: Grid = ({},),
        nan_safe: bool = True,
        signed_zero: bool = False,
    ) -> None:
        self.name = name
        self.function = function
        self.dtype: DType = dtype
        self.budget = MARGIN * budget
        self.evaluate = evaluate
        self.nan_safe = nan_safe
        self.signed_zero = signed_zero
        self.blocks = blocks(function, dtype, grid)
        self.regions = regions(function)
        self.parameters = tuple(str(p) for p in grid[0])
        self.inputs = (X, *map(Var, self.parameters))

    def run(self) -> Lowered:
        """The cheapest program within budget that keeps the laws; BudgetError where none does."""
        ranked = [self._ranked(region) for region in self.regions]
        reasons: list[str] = []
        for expr, labels in self._whole(ranked):
            program = assemble(self.inputs, expr)
            broken = self._broken(program)
            if broken:
                reasons.append(broken)
                continue
            error, at = self.worst(program, self.blocks)
            if error <= self.budget:
                return Lowered(program, error, at, labels)
            reasons.append(f"{error:.3g} ulp at x = {at!r}")
        detail = "; ".join(dict.fromkeys(reasons)) or "no candidate"
        raise BudgetError(f"{self.name} ({self.dtype}): no form keeps the contract: {detail}")

    def worst(self, program: Program, sample: Sequence[Block]) -> tuple[float, float]:
        """The largest error over a sample in ulp, and the input it is at."""
        errors, x = self.errors(program, sample), np.concatenate([b.x for b in sample])
        if not errors.size:
            return 0.0, 0.0
        k = int(np.argmax(errors))
        return float(errors[k]), float(x[k])

    def errors(self, program: Program, sample: Sequence[Block]) -> Array:
        """The error at every point of a sample, 0 where the function is left open."""
        found = []
        for block in sample:
            y = self.evaluate(program, self.dtype, **block.inputs(self.dtype))
            found.append(np.where(block.defined, ulp_errors(y, block.truth, self.dtype), 0))
        return np.concatenate(found)

    def _ranked(self, region: Region) -> list[Form]:
        """A region's candidates within budget, cheapest first; pairs where none is enough alone."""
        inside = [b.inside(region.lo, region.hi) for b in self.blocks]
        measured: list[Measured] = []
        for tier in tiers(region, self.function.x, self.dtype):
            measured += [self._measured(form, region, inside) for form in tier]
            within = [m for m in measured if m.max_ulp <= self.budget]
            within = within or list(joined_at_a_threshold(measured, self.budget))
            if within:
                return [m.form for m in sorted(within, key=lambda m: (m.cost, m.max_ulp))]
        return self._patched(region, measured, inside)

    def _patched(
        self, region: Region, measured: Sequence[Measured], inside: Sequence[Block]
    ) -> list[Form]:
        """Forms with polynomials around zeros; a zero that moves with a parameter has none."""
        tried = list(measured)
        for _ in range(MAX_PATCHES if not self.parameters else 0):
            forms = patched(tried, region, self.function.x, self.dtype, self.budget)
            found = [self._measured(form, region, inside) for form in forms]
            within = [m for m in found if m.max_ulp <= self.budget]
            if within:
                return [m.form for m in sorted(within, key=lambda m: (m.cost, m.max_ulp))]
            tried = found
        raise BudgetError(self._refusal(region, [*measured, *tried]))

    def _measured(self, form: Form, region: Region, inside: Sequence[Block]) -> Measured:
        program = assemble(self.inputs, form.expr)
        errors = self.errors(program, inside)
        ends = [end for end in (region.lo, region.hi) if end in (oo, -oo)]
        x = np.concatenate([b.x for b in inside])
        return Measured(form, x, errors, cost(form.expr), not self._broken_limits(program, ends))

    def _refusal(self, region: Region, measured: Sequence[Measured]) -> str:
        where = f"{self.name} ({self.dtype}) on ({region.lo}, {region.hi})"
        if not measured:
            return f"{where}: there is no kernel form for {region.formula}"
        best = min(measured, key=lambda m: m.max_ulp)
        return (
            f"{where}: the best of {len(measured)} forms, {best.form.description}, is "
            f"{best.max_ulp:.3g} ulp off at x = {best.worst_input!r}; "
            f"{np.log2(max(best.max_ulp, 1)):.1f} bits are lost"
        )

    def _whole(self, ranked: list[list[Form]]) -> Iterator[tuple[Expr, tuple[str, ...]]]:
        """Whole-line expressions, cheapest first; the laws decide which boundaries are right."""
        found: dict[Expr, tuple[str, ...]] = {}
        sign = symmetry(self.regions, self.function.x)
        for choice in product(*(forms[:TRIED_PER_REGION] for forms in ranked)):
            labels = tuple(form.description for form in choice)
            exprs = [form.expr for form in choice]
            whole = list(self._joined(exprs))
            if sign:
                whole += exprs
            if sign == -1:
                whole.append(Op("copysign", (exprs[1], X)))
            if self.signed_zero:  # x itself is the right zero of a function that changes sign there
                whole += [Select(Op("eq", (X, ZERO)), X, e) for e in whole]
            found |= {self._nan_safe(e): labels for e in whole if e not in found}
        heap = [(cost(e), n, e) for n, e in enumerate(found)]
        heapq.heapify(heap)
        while heap:
            expr = heapq.heappop(heap)[2]
            yield expr, found[expr]

    def _joined(self, exprs: list[Expr]) -> Iterator[Expr]:
        """The regions joined by selects, in every way to place a boundary and NaN."""
        values = dict(zip(self.function.breaks, self.function.values, strict=True))
        for tests in product(*[("gt", "ge", "le", "lt")] * (len(exprs) - 1)):
            total = exprs[0]
            for test, region, expr in zip(tests, self.regions[1:], exprs[1:], strict=True):
                condition = Op(test, (X, direct(region.lo)))
                pair = (expr, total) if test in ("ge", "gt") else (total, expr)
                total = merge(condition, *pair)
            yield total
            if any(v is not None for v in values.values()):
                yield _with_values(total, values)

    def _nan_safe(self, expr: Expr) -> Expr:
        """The expression with a select for each operand whose NaN it would swallow."""
        if not self.nan_safe:
            return expr
        program = assemble(self.inputs, expr)
        for name in swallows_nan(program, self.dtype, self.blocks[0], self.evaluate):
            expr = Select(Op("eq", (Var(name), Var(name))), expr, Var(name))
        return expr

    def _broken(self, program: Program) -> str:
        """What breaks a law, in words; the signs of zero are a law of the function itself."""
        broken = self._broken_limits(program, (-oo, oo))
        if not broken and self.signed_zero:
            broken = broken_zero(program, self.dtype, self.blocks[0], self.evaluate)
        return broken

    def _broken_limits(self, program: Program, sides: Sequence[Formula]) -> str:
        found = (
            broken_limit(program, self.dtype, block, self.evaluate, side)
            for block in self.blocks
            for side in sides
        )
        return next(filter(None, found), "")


def _with_values(total: Expr, values: dict[Formula, Formula | None]) -> Expr:
    for at, value in values.items():
        if value is not None:
            total = Select(Op("eq", (X, direct(at))), direct(value), total)
    return total
