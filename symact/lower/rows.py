"""From a formula over components to the stages of a kernel over a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce

import sympy
from sympy import Expr, Idx, Indexed, IndexedBase, Mul, S, Sum, Symbol

from symact.activation import FirstMaximum, Index, Maximum, free_indices
from symact.derive.contraction import put
from symact.errors import UnsupportedError
from symact.ir import Const, Var
from symact.ir.axiswise import EACH, OUT, Body, Find, Fold, Numbers, Pass, Pick, Place, Stage
from symact.ir.build import Operand, Term, call, select
from symact.ir.scalar import DType, walk
from symact.lower.double_word import Pair, Words

HERE = Index("here")
"""The position of a row's element, in the formulas that kept rows are known by."""

LARGEST, FIRST = "m", "first"


class Element:
    """One body under construction: words, and the rows and numbers that it reads."""

    def __init__(self, dtype: DType) -> None:
        self.words = Words(dtype)
        self.kept: dict[Expr, Pair] = {}

    def body(self, results: Sequence[Operand]) -> Body:
        """The body with these results; its inputs are the names it uses and does not bind."""
        exprs = tuple(Term(r.expr) if isinstance(r, Term) else _constant(r) for r in results)
        parts = [let.value for let in self.words.lets] + [r.expr for r in exprs]
        bound = {let.name for let in self.words.lets}
        used = {e for part in parts for e in walk(part) if isinstance(e, Var)}
        inputs = sorted((v for v in used if v.name not in bound), key=lambda v: v.name)
        return Body(tuple(inputs), tuple(self.words.lets), tuple(r.expr for r in exprs))


def _constant(value: Operand) -> Term:
    assert isinstance(value, int | Fraction)
    return Term(Const(Fraction(value)))
