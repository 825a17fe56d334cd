"""Kernels along an axis from formulas over components: shifted, in passes, sums in two words.

A formula with exponentials is evaluated at x - m with m the row's maximum, so that nothing overflows;
that is done where f(x + c) = f(x), or f(x) + c, is proved, and refused elsewhere. x - m keeps its low
word (rounding it costs up to 26 ulp), sums and quotients keep theirs. In a vjp the terms g_i f_i cancel;
where adding a number to every g_i is proved to change nothing, the cotangent of the largest component is
taken away first, so that a saturated output loses nothing, and exponentials keep two words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import sympy
from sympy import Expr, Idx, Indexed, IndexedBase, KroneckerDelta, S

from symact.activation import Activation, FirstMaximum
from symact.derive.axiswise import (
    COTANGENT,
    OUTPUT,
    SCALAR_COTANGENT,
    SHIFT,
    apart,
    column,
    is_zero,
    jacobian,
    total,
    vjp,
    vjp_from_output,
)
from symact.derive.contraction import contract, put, to_symbols
from symact.errors import UnsupportedError
from symact.ir import Documentation, KernelSet
from symact.ir.axiswise import OUT, AxisKernel, Shape, check
from symact.ir.scalar import DType
from symact.lower.rows import Rows, at


def axiswise_kernels(activation: Activation, doc: Documentation) -> KernelSet:
    """The kernels of a function along an axis, of every kind, in both types.

    Raises UnsupportedError, by name, for what has no stable form.
    """
    if activation.parameters:
        raise UnsupportedError(f"{activation.name}: a function along an axis with parameters")
    kernels = [k for dtype in get_args(DType) for k in _kernels(activation, dtype)]
    for kernel in kernels:
        check(kernel)
    return KernelSet(activation.name, (), doc, axiswise=tuple(kernels))


def _kernels(activation: Activation, dtype: DType) -> Iterator[AxisKernel]:
    make = _Maker(activation, dtype)
    yield make.value()
    yield make.derivative()
    yield make.vjp()
    form = vjp_from_output(activation)
    if form is not None:
        yield make.from_output(form)


class _Maker:
    """Lowers the functions of one activation in one type."""

    def __init__(self, activation: Activation, dtype: DType) -> None:
        self.activation = activation
        self.dtype: DType = dtype
        self.x: IndexedBase = activation.x
        self.k = column(activation)

    def value(self) -> AxisKernel:
        """f(x), a row or a number."""
        a = self.activation
        expr = contract(a.expr)
        rows = Rows(self.dtype, {self.x: "x"}, precise=False)
        offset = self._shift(rows, expr)
        if a.index is None:
            rows.number_output(expr, offset)
            return self._kernel("value", rows, "number", ("x",))
        rows.row_output(put(expr, a.index, self.k), self.k, offset)
        return self._kernel("value", rows, "row", ("x",))

    def derivative(self) -> AxisKernel:
        """d f_i / d x_k: a matrix, or a row where f is one number."""
        a = self.activation
        entry = jacobian(a)
        rows = Rows(self.dtype, {self.x: "x"}, precise=True)
        if self._shift(rows, entry):
            raise UnsupportedError(f"{a.name}: a derivative that moves along with its argument")
        if a.index is None:
            rows.row_output(entry, self.k)
            return self._kernel("derivative", rows, "row", ("x",))
        diagonal = rational(contract(put(entry, self.k, a.index)))
        rows.matrix_output(contract(apart(entry)), diagonal, a.index, self.k)
        return self._kernel("derivative", rows, "matrix", ("x",))

    def vjp(self) -> AxisKernel:
        """The cotangent times the Jacobian."""
        a = self.activation
        expr = vjp(a)
        rows = Rows(self.dtype, {self.x: "x", COTANGENT: "g"}, precise=True)
        if self._shift(rows, expr):
            raise UnsupportedError(f"{a.name}: a vjp that moves along with its argument")
        if a.index is None:
            rows.known_number(SCALAR_COTANGENT, "g")
        elif rows.has_shift and is_zero(moved(expr, COTANGENT) - expr):
            rows.shift_by_first(COTANGENT)
        rows.row_output(expr, self.k)
        numbers = ("g",) if a.index is None else ()
        return self._kernel("vjp", rows, "row", ("g", "x"), numbers)

    def from_output(self, form: Expr) -> AxisKernel:
        """The cotangent times the Jacobian, from y = f(x)."""
        rows = Rows(self.dtype, {OUTPUT: "y", COTANGENT: "g"}, precise=True)
        whole = total(self.activation)
        if whole is not None and whole.is_Rational and self.activation.expr.is_positive:
            rows.bounds[OUTPUT] = (S.Zero, whole)
        rows.row_output(form, self.k)
        return self._kernel("vjp_from_output", rows, "row", ("g", "y"))

    def _shift(self, rows: Rows, expr: Expr) -> int:
        """Have x read as x - m; how often m is to be added to the result (0 or 1)."""
        rate = exponential_rate(expr, self.x)
        if rate == 0:
            return 0
        change = moved(expr, self.x) - expr
        for times in (0, 1):
            if is_zero(change - times * SHIFT):
                rows.shift_by_largest(self.x, negated=rate < 0)
                return times
        raise UnsupportedError(
            f"{self.activation.name}: {expr} changes when a number is added to every component, "
            "so its exponentials cannot be kept from overflow"
        )

    def _kernel(
        self,
        kind: str,
        rows: Rows,
        shape: Shape,
        operands: tuple[str, ...],
        numbers: tuple[str, ...] = (),
    ) -> AxisKernel:
        stages, each = tuple(rows.stages), tuple(rows.each)
        return AxisKernel(
            self.activation.name, kind, self.dtype, operands, shape, stages, each, numbers,
            empty_allowed=shape != "number",
        )  # fmt: skip


def moved(expr: Expr, base: IndexedBase) -> Expr:
    """The expression with the number c added to every component."""
    found = {c: c + SHIFT for c in expr.atoms(Indexed) if c.base == base}
    return contract(expr.xreplace(found))


def exponential_rate(expr: Expr, x: IndexedBase) -> Expr:
    """A number with the sign of the rates of all exponentials of components; 0 where there is none.

    Raises UnsupportedError where exponentials both grow and fall, or are no exp(a x_i + b).
    """
    rates = set()
    for power in expr.atoms(sympy.exp):
        for component in power.args[0].atoms(Indexed):
            if component.base == x:
                rates.add(power.args[0].diff(component))
    if not rates:
        return S.Zero
    for sign in (1, -1):
        if all((sign * rate).is_positive and rate.is_Rational for rate in rates):
            return sympy.Integer(sign)
    raise UnsupportedError(f"exponentials of components at the rates {sorted(map(str, rates))}")


def rational(expr: Expr) -> Expr:
    """The expression as a product of factors, in components, exponentials and sums."""
    plain = to_symbols(expr)
    names = {
        e: sympy.Dummy(positive=True)
        for e in sorted(plain.expr.atoms(sympy.exp), key=sympy.default_sort_key)
    }
    product = sympy.factor(plain.expr.xreplace(names))
    return plain.back(product.xreplace({s: e for e, s in names.items()}))


__all__ = ["OUT", "at", "axiswise_kernels", "exponential_rate", "moved", "rational"]
