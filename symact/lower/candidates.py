"""The forms of one region that are within the error budget, with the corrections that they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from symact.elementary import LIFT
from symact.interpret import Values
from symact.ir import Const, Expr, Op
from symact.ir.build import rebuild
from symact.ir.scalar import children
from symact.lower.arithmetic import ONE, div, mul
from symact.lower.compensation import compensated
from symact.lower.cost import CostModel
from symact.lower.forms import Form
from symact.lower.gauge import Gauge
from symact.lower.patches import patched
from symact.lower.regions import Region, ends, writings
from symact.lower.scale import Scaling
from symact.lower.series import continued
from symact.lower.spots import everything, numbered
from symact.lower.task import BudgetError, Task
from symact.lower.thresholds import Measured, joined_at_a_threshold, joined_beyond
from symact.lower.trials import FORMS

MAX_PATCHES = 2
"""A region may have this many zeros that need a polynomial of their own."""

PATCH = 12.0
"""What a polynomial in a part of a region costs at least."""

DEARER = 1.5
"""A form that costs this much more without corrections than another with them is left out."""


@dataclass(frozen=True)
class Candidates:
    """The search in one region; forms are written in the argument of a scaling."""

    task: Task
    scaling: Scaling
    region: Region
    gauge: Gauge
    cost: CostModel

    def ranked(self, known: frozenset[str]) -> list[Form]:
        """The forms within budget, cheapest first; BudgetError where there are none.

        Forms of known families are tried alone, if any of those do.
        """
        x, stretched = self.scaling.shape.x, not self.scaling.plain
        written = writings(self.region, x, self.task.dtype, stretched)
        forms = sorted(written, key=lambda form: self.cost(self.put(form).expr))
        like = [form for form in forms if self.put(form).family in known]
        found = self.corrected(like) or self.corrected(forms)
        if found and not self._dear(found, forms):
            return found
        measured = list(self.measured(forms))
        found += self.corrected(joined_at_a_threshold(measured))
        if found and not self._dear(found, forms):
            return self._sorted(found)
        try:
            return self._sorted([*found, *self.patched(measured)])
        except BudgetError:
            if found:
                return self._sorted(found)
            if self.task.parameters:  # ends that move with a parameter have no form of their own
                raise
        return self.at_the_ends(measured)

    def _dear(self, found: Sequence[Form], forms: Sequence[Form]) -> bool:
        """Whether corrections cost more than a polynomial might; the cheapest form comes first."""
        return min(map(self._total, found)) > self.cost(self.put(forms[0]).expr) + PATCH

    def _total(self, form: Form) -> float:
        return self.cost(form.expr) + form.extra

    def _sorted(self, found: Sequence[Form]) -> list[Form]:
        return sorted(found, key=self._total)

    def at_the_ends(self, measured: list[Measured]) -> list[Form]:
        """The forms with those that are good for large or for small s alone."""
        x, dtype = self.scaling.shape.x, self.task.dtype
        more = list(ends(self.region, x, dtype))
        found = self.corrected(sorted(more, key=lambda form: self.cost(form.expr)))
        if found:
            return found
        measured += self.measured(more)
        found = self.corrected(joined_at_a_threshold(measured, wide=True))
        if found:
            return found
        with suppress(BudgetError):
            return self.patched(measured, LIFT[dtype])
        series = list(continued(measured, self.region, x, dtype))
        found = self.corrected(series)
        if found:
            return found
        measured += self.measured(series)
        with suppress(BudgetError):
            return self.patched(measured, LIFT[dtype])
        joined = list(joined_beyond(measured))
        found = self.corrected(joined)
        return found or self.patched([*measured, *self.measured(joined)], LIFT[dtype])

    def put(self, form: Form) -> Form:
        """The form over x and the parameters; nothing is exempt from corrections there."""
        if not self.scaling.plain:
            return Form(self.scaling.put(form.expr), form.description + self.scaling.note)
        if self.task.parameters and not form.exempt:
            return replace(form, expr=self.with_reciprocals(form.expr))
        return form

    def with_reciprocals(self, expr: Expr) -> Expr:
        """The expression with divisions by parameters as products, their reciprocals being free."""
        found: dict[Expr, Expr] = {}
        for node in numbered(expr):
            parts = tuple(found[part] for part in children(node))
            found[node] = rebuild(node, parts)
            if isinstance(node, Op) and node.name == "div":
                above, below = parts
                free = not isinstance(below, Const) and not self.cost.varies(below)
                if free and self.cost.varies(above):
                    found[node] = mul(div(ONE, below), above)
        return found[expr]

    def corrected(self, forms: Iterable[Form]) -> list[Form]:
        """The forms that are within budget, those that need corrections too, by their cost."""
        found: list[tuple[float, int, Form]] = []
        families: set[str] = set()
        long = 0
        for n, form in enumerate(forms):
            put = self.put(form)
            if found and self.cost(put.expr) > DEARER * min(found)[0]:
                break
            if form.family in families:
                continue
            if self.gauge.trials.over and not found:
                raise self.gauge.exhausted(self.where, put.expr)
            if self.gauge.trials.over or long >= FORMS:
                break
            choices = self.gauge.solved(put.expr, self.task.budget, put.exempt)
            if choices is not None:
                families.add(form.family)
                long += bool(choices) and self.gauge.brief(put.expr, put.exempt)
                done = compensated(put.expr, self.task.dtype, choices)
                cost = self.cost(done)
                put = replace(put, extra=cost - self.cost(put.expr), done=done)
                found.append((cost, n, put))
        return [form for _, _, form in sorted(found)]

    def measured(self, forms: Iterable[Form]) -> Iterator[Measured]:
        """The errors of the forms, with all corrections, by the argument of the scaling."""
        argument = Values(self.task.dtype, self.gauge.sample.inputs)(self.scaling.argument)
        for form in forms:
            put = self.put(form)
            choices = everything(put.expr, self.task.dtype, put.exempt)
            expr = compensated(put.expr, self.task.dtype, choices)
            errors, limits = self.gauge.errors(expr), self.gauge.limits(expr)
            plain = self.gauge.errors(put.expr)
            cost, budget = self.cost(put.expr), self.task.budget
            yield Measured(form, argument, errors, plain, cost, limits, budget)

    def patched(self, measured: Sequence[Measured], lift: int = 0) -> list[Form]:
        """Forms with polynomials around zeros; a zero that moves with a parameter has none."""
        tried, x = list(measured), self.scaling.shape.x
        moving = bool(self.task.parameters) and self.scaling.plain
        for _ in range(0 if moving else MAX_PATCHES):
            forms = list(patched(tried, self.region, x, self.task.dtype, lift))
            found = self.corrected(forms)
            if found:
                return found
            tried = list(self.measured(forms))
        raise BudgetError(self.refusal([*measured, *tried]))

    @property
    def where(self) -> str:
        """The function, the type and the region in words."""
        return self.task.on(self.region.lo, self.region.hi)

    def refusal(self, measured: Sequence[Measured]) -> str:
        """What is said of a region without a form."""
        region = self.region
        where = self.where
        if not measured:
            return f"{where}: there is no kernel form for {region.formula}"
        best = min(measured, key=lambda m: m.max_ulp)
        return (
            f"{where}: the best of {len(measured)} forms, {best.form.description}, is "
            f"{best.max_ulp:.3g} ulp off at x = {best.worst_input!r}; "
            f"{np.log2(max(best.max_ulp, 1)):.1f} bits are lost"
        )
