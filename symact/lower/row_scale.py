"""Rows of any size: a function of one degree in its row is computed on the row over a power of two.

Where f(c x, c h) = c^k f(x, h) for every c > 0, f(x, 1) is 2^(k e) f(x/2^e, 2^-e), with 2^e next to
the largest |x_j|: squares neither overflow nor vanish there, and both scalings are exact. The
degree is read off the expression: of a component it is 1, of a product the sum, and of terms that
are added the highest, the others being multiplied by powers of h: 1 + x^2 is h^2 + x^2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from sympy import Add, Expr, IndexedBase, Mul, S, Sum

from symact.activation import private
from symact.elementary.formats import FORMATS
from symact.ir import Expr as IRExpr
from symact.ir import Op, Var
from symact.ir.build import Term, call, integer
from symact.ir.row_stages import Stage, What
from symact.ir.scalar import DType
from symact.lower.arithmetic import mul
from symact.lower.doubleword import Double
from symact.lower.shift import Shifted
from symact.lower.singleword import Plain

ONE = private("h", positive=True)
"""What 1 becomes on the scaled row."""


def sized(form: Shifted, x: IndexedBase) -> Shifted:
    """The formula with its degree and with h, where it has powers of the row or of its sums."""
    if form.rate != 0 or not any(p.has(x) and abs(p.exp) != 1 for p in _powers(form.expr)):
        return form
    found = _homogeneous(form.expr, x)
    if found is None or not found[1].is_Integer:
        return form
    return replace(form, expr=found[0], degree=int(found[1]))


def _powers(expr: Expr) -> Iterator[Expr]:
    """Every power with a number in its exponent."""
    if expr.is_Pow and expr.exp.is_Rational:
        yield expr
    for part in expr.args:
        if isinstance(part, Expr):
            yield from _powers(part)


def _homogeneous(expr: Expr, x: IndexedBase) -> tuple[Expr, Expr] | None:
    """The expression with h, and its degree; None where it has none."""
    if not expr.has(x):
        return expr, S.Zero
    if expr.is_Indexed:
        return expr, S.One
    if isinstance(expr, Sum):
        inside = _homogeneous(expr.function, x)
        return None if inside is None else (Sum(inside[0], *expr.limits), inside[1])
    if expr.is_Pow and expr.exp.is_Rational:
        base = _homogeneous(expr.base, x)
        return None if base is None else (base[0] ** expr.exp, base[1] * expr.exp)
    if not expr.is_Add and not expr.is_Mul:
        return None
    parts = [part for part in (_homogeneous(a, x) for a in expr.args) if part is not None]
    if len(parts) < len(expr.args):
        return None
    degrees = [k for _, k in parts]
    if expr.is_Mul:
        return Mul(*(part for part, _ in parts)), Add(*degrees)
    most = max(degrees)
    if not all((most - k).is_Integer for k in degrees):
        return None
    return Add(*(part * ONE ** (most - k) for part, k in parts)), most


class ScaledRow:
    """The row over 2^e, h as `down`, and what takes a result of degree k back."""

    def __init__(self, x: str, form: Shifted, dtype: DType, new: Callable[[str], str]) -> None:
        assert form.degree is not None
        self.x, self.k, self.dtype = x, form.degree, dtype
        self.least = Fraction(1) if form.expr.has(ONE) else Fraction(2) ** FORMATS[dtype].lowest
        self.size, self.down, self.up, self.row = map(new, ("size", "down", "up", "scaled"))

    def stages(self) -> Iterator[Stage]:
        """The largest |x_j|, 2^e, 2^-e and the row times that; all NaN where the row holds one."""
        fraction = integer(FORMATS[self.dtype].fraction_bits)
        yield self._stage(self.size, "max", Op("abs", (Var(self.x),)), f"abs({self.x})")
        inside = call("max", self.least, Term(Var(self.size)))
        bits = call("shr", call("to_bits", inside), fraction)
        power = call("from_bits", call("shl", bits, fraction))
        yield self._stage(self.up, "number", power.expr, f"2^e next to {self.size}")
        yield self._stage(self.down, "number", (1 / Term(Var(self.up))).expr, f"1/{self.up}")
        yield self._stage(
            self.row, "row", mul(Var(self.down), Var(self.x)), f"{self.down}*{self.x}"
        )

    def _stage(self, name: str, what: What, value: IRExpr, means: str) -> Stage:
        return Stage(name, what, Plain(self.dtype).element(Double(value)), means=means)

    def back(self, value: IRExpr) -> IRExpr:
        """A result on the scaled row as one on the row."""
        factor = Var(self.up if self.k > 0 else self.down)
        for _ in range(abs(self.k)):
            value = mul(factor, value)
        return value


__all__ = ["ONE", "ScaledRow", "sized"]
