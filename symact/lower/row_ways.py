"""Four ways to compute a kernel along an axis, and which of them a formula needs.

scaled    one word; exponentials share a power of two, so that none is rounded twice
shifted   arguments in two words, exponentials and sums of one sign
wide      one word of float64 for float32: differences keep their digits
double    two words of float64: differences keep their digits
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sympy import Dummy, Expr, Indexed, Sum, log, preorder_traversal

from symact.ir.scalar import DType
from symact.lower.doubleword import Writer
from symact.lower.shift import DISTANCES, LARGEST, POWERS, Shifted
from symact.lower.singleword import Plain


@dataclass(frozen=True)
class Way:
    """A way with the type it computes in."""

    name: Literal["scaled", "shifted", "wide", "double"]
    arithmetic: DType

    def elements(self) -> Writer:
        """What writes the program of an element."""
        kind = Plain if self.name in ("scaled", "wide") else Writer
        return kind(self.arithmetic)

    def numbers(self) -> Writer:
        """What writes the program of a number: two words cost little once a row."""
        return Plain(self.arithmetic) if self.name == "wide" else Writer(self.arithmetic)

    @property
    def exact(self) -> bool:
        """Whether sums keep what every addition rounds away."""
        return self.name != "scaled"


def way_for(form: Shifted, dtype: DType) -> Way:
    """The cheapest way that keeps the digits of a shifted formula."""
    if cancels(form.expr):
        return Way("wide" if dtype == "float32" else "double", "float64")
    bases = {c.base for c in form.expr.atoms(Indexed)}
    whole = abs(form.rate) in (0, 1)
    if whole and DISTANCES not in bases and not form.expr.has(LARGEST, log):
        return Way("scaled", dtype)
    return Way("shifted", dtype)


def cancels(expr: Expr) -> bool:
    """Whether a sum may lose digits: its terms are not shown to be of one sign."""
    marked = _marked(expr)
    sums = [a.args for a in preorder_traversal(marked) if a.is_Add]
    return not all(_one_sign(terms) for terms in sums) or any(
        not _one_sign((_marked(s.function),)) or cancels(s.function) for s in expr.atoms(Sum)
    )


def _one_sign(terms: tuple[Expr, ...]) -> bool:
    return all(t.is_nonnegative for t in terms) or all(t.is_nonpositive for t in terms)


def _marked(expr: Expr) -> Expr:
    """The expression with symbols of known sign for distances, sums and logarithms of sums.

    A distance is 0 at most, and the sum of the powers is 1 at least, the largest being 1.
    """
    marks: dict[Expr, Expr] = {}
    for total in expr.atoms(Sum):
        body = total.function
        marks[total] = Dummy(positive=True) if body.is_positive else Dummy(real=True)
        if isinstance(body, Indexed) and body.base == POWERS:
            marks[log(total)] = Dummy(nonnegative=True)
    for c in expr.atoms(Indexed):
        if c.base == DISTANCES:
            marks[c] = Dummy(nonpositive=True)
        else:
            marks[c] = Dummy(positive=True) if c.is_positive else Dummy(real=True)
    for logarithm in [m for m in marks if isinstance(m, log)]:
        expr = expr.xreplace({logarithm: marks.pop(logarithm)})
    return expr.xreplace(marks)


__all__ = ["Way", "cancels", "way_for"]
