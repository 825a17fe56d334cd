"""Lower one function of one variable: the cheapest branch-free program within the error budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from sympy import Expr as Formula

from symact.errors import SymactError
from symact.ir import Expr, Op, Program, Select
from symact.ir.scalar import DType
from symact.lower.assemble import assemble, cost, merge
from symact.lower.direct import direct
from symact.lower.forms import Form
from symact.lower.measure import Evaluator, Laws, Samples, broken_laws, worst
from symact.lower.regions import Region, X, candidates, regions, symmetry
from symact.pieces import Pieces


class BudgetError(SymactError):
    """No candidate meets the error budget; the message names function, region and what is lost."""


@dataclass(frozen=True)
class Lowered:
    """A program, its worst error over the sample and where that is, and the forms it was made of."""

    program: Program
    max_ulp: float
    worst_input: float
    forms: tuple[str, ...]


def lower(name: str, function: Pieces, dtype: DType, budget: float, evaluate: Evaluator) -> Lowered:
    """The cheapest program for a function without parameters whose sampled error is within budget.

    `evaluate(program, dtype, x=array)` runs a program in the working precision; it is handed in so
    that lowering depends on no target. Raises BudgetError where nothing meets the budget or the
    laws for NaN, infinities and signed zeros.
    """
    samples = Samples.of(function, dtype)
    laws = Laws.of(function)
    parts = regions(function)
    ranked = [_ranked(name, r, function, dtype, budget, samples, evaluate) for r in parts]
    reasons: list[str] = []
    for expr, labels in _whole(function, parts, ranked):
        program = assemble((X,), expr)
        broken = broken_laws(program, dtype, laws, evaluate)
        if broken:
            reasons.append(broken)
            continue
        error, at = worst(program, dtype, samples, evaluate)
        if error <= budget:
            return Lowered(program, error, at, labels)
        reasons.append(f"{error:.3g} ulp at x = {at!r}")
    detail = reasons[0] if reasons else "no candidate"
    raise BudgetError(f"{name} ({dtype}): no form within {budget:g} ulp: {detail}")


def _ranked(
    name: str,
    region: Region,
    function: Pieces,
    dtype: DType,
    budget: float,
    samples: Samples,
    evaluate: Evaluator,
) -> list[Form]:
    """A region's candidates within budget, cheapest first; raises BudgetError when there is none."""
    inside = samples.inside(region.lo, region.hi)
    measured = []
    for candidate in candidates(region, function.x, dtype):
        error, at = worst(assemble((X,), candidate.expr), dtype, inside, evaluate)
        measured.append((error, cost(candidate.expr), at, candidate))
    within = [m for m in measured if m[0] <= budget]
    if not within:
        error, _, at, best = min(measured, key=lambda m: m[0])
        bits = np.log2(error) if np.isfinite(error) else np.inf
        raise BudgetError(
            f"{name} ({dtype}) on ({region.lo}, {region.hi}): the best of {len(measured)} forms, "
            f"{best.description}, is {error:.3g} ulp off at x = {at!r}; {bits:.1f} bits are lost"
        )
    within.sort(key=lambda m: (m[1], m[0]))
    return [form for _, _, _, form in within]


def _whole(
    function: Pieces, parts: tuple[Region, ...], ranked: list[list[Form]]
) -> Iterator[tuple[Expr, tuple[str, ...]]]:
    """Whole-line expressions, cheapest first; laws decide which boundary conditions are right."""
    found: list[tuple[int, Expr, tuple[str, ...]]] = []
    sign = symmetry(parts, function.x)
    for choice in product(*(forms[:3] for forms in ranked)):
        labels = tuple(form.description for form in choice)
        exprs = [form.expr for form in choice]
        if sign == 1:
            found += [(cost(e), e, labels) for e in exprs]
        if sign == -1:
            odd = Op("copysign", (exprs[1], X))
            found += [(cost(e), e, labels) for e in (*exprs, odd)]
        found += [(cost(e), e, labels) for e in _joined(function, parts, exprs)]
    unique = {e: (c, labels) for c, e, labels in reversed(found)}
    for expr, (_, labels) in sorted(unique.items(), key=lambda item: item[1][0]):
        yield expr, labels
    for expr, (_, labels) in sorted(unique.items(), key=lambda item: item[1][0]):
        yield Select(Op("eq", (X, X)), expr, X), labels  # a constant piece would swallow NaN


def _joined(function: Pieces, parts: tuple[Region, ...], exprs: list[Expr]) -> Iterator[Expr]:
    """The regions joined by selects, in every way to say which side a boundary and NaN belong to."""
    values = dict(zip(function.breaks, function.values, strict=True))
    ways: list[tuple[str, ...]] = [("ge", "gt", "le", "lt")] * (len(parts) - 1)
    for tests in product(*ways):
        total = exprs[0]
        for test, region, expr in zip(tests, parts[1:], exprs[1:], strict=True):
            boundary = direct(region.lo)
            condition = Op(test, (X, boundary))
            if test in ("ge", "gt"):
                total = merge(condition, expr, total)
            else:
                total = merge(condition, total, expr)
        yield total
        yield _with_values(total, values)


def _with_values(total: Expr, values: dict[Formula, Formula | None]) -> Expr:
    for at, value in values.items():
        if value is not None:
            total = Select(Op("eq", (X, direct(at))), direct(value), total)
    return total
