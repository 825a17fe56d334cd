"""What is to be lowered, and the error of a function that cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sympy import Expr

from symact.errors import SymactError
from symact.ir import Program
from symact.ir.scalar import DType
from symact.lower.sample import Grid
from symact.pieces import Pieces

HardInputs = Mapping[str, Mapping[str, Sequence[float]]]
"""Inputs where kernels were found over their budget, by type and by kind of kernel."""


class BudgetError(SymactError):
    """No candidate meets the error budget; the message names function, region and bits lost."""


@dataclass(frozen=True)
class Task:
    """What is to be lowered: a function in one type, over a grid of parameters, within a budget.

    `relative` above 0 also bounds the relative error, for products with the result: an error at
    t = m 2^e, 1 <= m < 2, then counts `relative` times 2/m. `nan_safe` and `signed_zero` ask for
    the laws of NaN and of zero. `slack` times the budget is what a dense search may find where the
    sample, a hundredth of its size, keeps within the budget. `double` is the float64 program, for a
    dense search in float32; `families` are those of the forms that were good enough there, and are
    tried before others. `hard` are inputs that join the sample at the defaults, since programs for
    this function were over their budget there.
    """

    name: str
    function: Pieces
    dtype: DType
    budget: float
    grid: Grid = ({},)
    relative: float = 0.0
    nan_safe: bool = True
    signed_zero: bool = False
    slack: float = 1.0
    double: Program | None = None
    families: tuple[frozenset[str], ...] = ()
    hard: Sequence[float] = ()

    def on(self, low: Expr, high: Expr) -> str:
        """The function, the type and a region in words."""
        return f"{self.name} ({self.dtype}) on ({low}, {high})"

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters that the program takes."""
        return tuple(str(p) for p in self.grid[0])
