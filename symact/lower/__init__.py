"""Lower: normal forms to branch-free kernels, the cheapest candidate within the error budget."""

from __future__ import annotations

from types import MappingProxyType

from symact.activation import Activation
from symact.ir import Documentation, KernelSet
from symact.lower.kernels import Row, elementwise_kernels
from symact.lower.laws import Evaluator
from symact.lower.row_kernels import row_kernels
from symact.lower.task import BudgetError, HardInputs


def lower(
    activation: Activation, evaluate: Evaluator, max_ulp: float, doc: Documentation
) -> KernelSet:
    """The kernels of an activation; raises BudgetError where a function cannot meet the budget.

    `evaluate(program, dtype, **inputs)` runs a program in the working precision.
    """
    return lower_measured(activation, evaluate, max_ulp, doc)[0]


def lower_measured(
    activation: Activation,
    evaluate: Evaluator,
    max_ulp: float,
    doc: Documentation,
    hard: HardInputs = MappingProxyType({}),
) -> tuple[KernelSet, tuple[Row, ...]]:
    """The kernels of an activation and the record of what was measured for each of them.

    `hard` are inputs where earlier kernels were over their budget: these ones are within it there.
    """
    if activation.axiswise:
        return row_kernels(activation, doc), ()
    return elementwise_kernels(activation, evaluate, max_ulp, doc, hard)


__all__ = ["BudgetError", "HardInputs", "Row", "lower", "lower_measured"]
