"""Functions along an axis as kernels: rows shifted by their maximum, sums compensated.

Exponentials exp(c x_j) are computed as exp(c x_j - |c| m), m the largest x_j (for c < 0, the
largest -x_j), so that the largest of them is 1 exactly. That is done where the expression is shown
to be the same for every number m, by the zero test and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

import sympy
from sympy import Expr, Indexed, Mul, S, Sum

from symact.activation import LENGTH, Activation, FirstMaximum, Maximum
from symact.derive.axiswise import (
    SCALAR_COTANGENT,
    apart,
    column,
    jacobian,
    vjp,
    vjp_from_output,
)
from symact.derive.contraction import contract, put
from symact.errors import UnsupportedError
from symact.ir import Const, Documentation, KernelSet, Op, Select, Var
from symact.ir import Expr as IRExpr
from symact.ir import row_stages as ir
from symact.ir.row_stages import AxisKernel, Element, Shape, Stage
from symact.ir.scalar import DType
from symact.lower.direct import number
from symact.lower.doubleword import Double, Writer
from symact.lower.shift import (
    DEVIATIONS,
    DISTANCES,
    LARGEST,
    POWERS,
    Shifted,
    centred,
    factored,
    has_rows,
    shifted,
)

MEAN = "mean"
"""The number that a cotangent is read less of."""


def row_kernels(activation: Activation, doc: Documentation) -> KernelSet:
    """The kernels of a function along an axis, parameters at their defaults, in both types.

    Raises UnsupportedError where an exponential may overflow and no shift is shown to be harmless.
    """
    default = activation.with_defaults()
    kernels = tuple(k for dtype in get_args(DType) for k in kernels_of(default, dtype))
    return KernelSet(activation.name, (), doc, axiswise=kernels)


def kernels_of(activation: Activation, dtype: DType) -> Iterator[AxisKernel]:
    """Value, Jacobian, vjp and, where it is proved, vjp from the output."""
    x, k, i = str(activation.x.label), column(activation), activation.index
    g: tuple[str, Shape] = ("g", "number" if i is None else "row")
    shape: Shape = "number" if i is None else "row"
    rows: tuple[tuple[str, Shape], ...] = ((x, "row"),)
    value = activation.expr if i is None else put(activation.expr, i, k)

    def made(
        kind: str, expr: Expr, operands: tuple[tuple[str, Shape], ...], out: Shape
    ) -> AxisKernel:
        return Lowering(activation, kind, dtype, operands, out).kernel(expr)

    yield made("value", value, rows, shape)
    yield made("derivative", jacobian(activation), rows, "row" if i is None else "matrix")
    yield made("vjp", vjp(activation), (g, *rows), "row")
    from_output = vjp_from_output(activation)
    if from_output is not None:
        yield made("vjp_from_output", from_output, (g, ("y", "row")), "row")


class Lowering:
    """Turns one expression into the stages of a kernel."""

    def __init__(
        self,
        activation: Activation,
        kind: str,
        dtype: DType,
        operands: tuple[tuple[str, Shape], ...],
        shape: Shape,
    ) -> None:
        self.activation, self.kind, self.shape = activation, kind, shape
        self.dtype: DType = dtype
        self.operands = operands
        self.stages: list[Stage] = []
        self.names: dict[Expr, str] = {}
        self.double: set[str] = set()
        self.rate: Expr = S.Zero

    def kernel(self, expr: Expr) -> AxisKernel:
        """The checked kernel of the expression."""
        form = shifted(expr, self.activation.x)
        self.rate = form.rate
        if self.rate != 0:
            self._shift_row(form.expr)
        if self.shape == "matrix":
            result = self._matrix(form.expr)
        else:
            result = self._single(self._centred(form.expr))
        made = AxisKernel(
            self.activation.name, self.kind, self.dtype, self.operands,
            tuple(self.stages), result, self.shape, str(expr),
        )  # fmt: skip
        ir.check_kernel(made)
        return made

    def _shift_row(self, expr: Expr) -> None:
        """m, and the rows e and d as far as they are used."""
        writer = Writer(self.dtype)
        self._stage("m", "max", writer.element(self._signed()))
        self.names[LARGEST] = "m"
        used = {c.base for c in expr.atoms(Indexed)}
        for base, name in ((DISTANCES, "d"), (POWERS, "e")):
            if base in used:
                writer = Writer(self.dtype)
                distance = self._distance(writer)
                value = distance if base == DISTANCES else self._exp(writer, distance)
                self._stage(name, "row", writer.element(value, double=True))

    def _centred(self, expr: Expr) -> Expr:
        """A vjp over the cotangent less its mean, where that is shown to be the same."""
        found = centred(expr, column(self.activation))
        if found is None:
            return expr
        form, mean = found
        writer = Writer(self.dtype)
        value = self._operation_of_numbers(mean, writer)
        self._stage(MEAN, "number", writer.element(value))
        return form

    def _exp(self, writer: Writer, exponent: Double) -> Double:
        """An exponential; in two words where sums of many of them cancel, as in a vjp."""
        cancels = any(name == "g" for name, _ in self.operands)
        return writer.exp_double(exponent) if cancels else writer.exp(exponent)

    def _signed(self) -> Double:
        """x, or -x where the exponents fall with x."""
        x = Var(str(self.activation.x.label))
        return Double(x if self.rate > 0 else Op("neg", (x,)))

    def _distance(self, writer: Writer) -> Double:
        """c x - |c| m, 0 exactly at the largest."""
        below = writer.add(self._signed(), Double(Op("neg", (Var("m"),))))
        return writer.mul(writer.constant(_fraction(abs(self.rate))), below)

    def _stage(self, name: str, what: ir.What, element: Element) -> None:
        stage = Stage(name, what, element)
        self.stages.append(stage)
        if f"{name}_low" in stage.results:
            self.double.add(name)

    def _single(self, expr: Expr) -> Element:
        """The result at one position, or the one number."""
        writer = Writer(self.dtype)
        value = self._value(factored(expr), writer, "")
        found = writer.rounded(value)
        return writer.element(Double(self._with_nan(expr, found)))

    def _with_nan(self, expr: Expr, found: IRExpr) -> IRExpr:
        """The result, or NaN where the row whose maximum is looked for holds one."""
        for first in sorted(expr.atoms(FirstMaximum), key=sympy.default_sort_key):
            largest = Var(self._reduced(Maximum(*first.args[:2])))
            found = Select(Op("eq", (largest, largest)), found, largest)
        return found

    def _matrix(self, expr: Expr) -> Element:
        """The entry at a line and a column: a case for the diagonal, one for the rest."""
        i, k = self.activation.index, column(self.activation)
        assert i is not None
        writer = Writer(self.dtype)
        off = writer.rounded(self._value(factored(contract(apart(expr))), writer, f"_{k.label}"))
        on = writer.rounded(self._value(factored(contract(put(expr, k, i))), writer, ""))
        return writer.element(Double(Select(Var(ir.DIAGONAL, "bool"), on, off)))

    # values of expressions

    def _value(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        """An expression over rows, numbers and reductions, as a double word."""
        if expr.is_Rational:
            return writer.constant(_fraction(expr))
        if not expr.free_symbols:
            return Double(number(expr))
        if expr == LENGTH:
            return Double(Var(ir.LENGTH))
        if isinstance(expr, FirstMaximum):
            return self._first(expr)
        if isinstance(expr, Indexed):
            return self._row(expr, writer, suffix)
        if expr in (SCALAR_COTANGENT, LARGEST):
            return Double(Var(str(expr)))
        if isinstance(expr, Sum | Maximum):
            return self._variable(self._reduced(expr))
        if expr.is_Mul and expr.args[0] == -1:
            return writer.neg(self._value(-expr, writer, suffix))
        if not has_rows(expr):
            return self._variable(self._hoisted(expr))
        return self._operation(expr, writer, suffix)

    def _operation(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        if expr.is_Mul:
            return self._product(expr, writer, suffix)
        parts = [self._value(a, writer, suffix) for a in expr.args if not expr.is_Pow]
        if expr.is_Add:
            total = parts[0]
            for part in parts[1:]:
                total = writer.add(total, part)
            return total
        if isinstance(expr, sympy.exp):
            return self._exp(writer, parts[0])
        if isinstance(expr, sympy.log):
            return writer.log(parts[0])
        if expr.is_Pow and expr.exp.is_Integer:
            return writer.power(self._value(expr.base, writer, suffix), int(expr.exp))
        raise UnsupportedError(f"there is no kernel form along an axis for {expr.func.__name__}")

    def _product(self, expr: Expr, writer: Writer, suffix: str) -> Double:
        """Factors without rows first, as one number computed once a row."""
        fixed = [f for f in expr.args if not has_rows(f)]
        moving = sorted((f for f in expr.args if has_rows(f)), key=sympy.default_sort_key)
        factors = [*moving, Mul(*fixed)] if fixed else moving
        total = self._value(factors[0], writer, suffix)
        for factor in factors[1:]:
            total = writer.mul(total, self._value(factor, writer, suffix))
        return total

    def _variable(self, name: str, suffix: str = "") -> Double:
        low = Var(f"{name}_low{suffix}") if name in self.double else None
        return Double(Var(f"{name}{suffix}"), low)

    def _row(self, expr: Indexed, writer: Writer, suffix: str) -> Double:
        if expr.base == DEVIATIONS:
            return writer.add(Double(Var("g")), Double(Op("neg", (Var(MEAN),))))
        at_column = suffix and expr.indices[0] == column(self.activation)
        return self._variable(str(expr.base.label), "_k" if at_column else "")

    def _first(self, expr: FirstMaximum) -> Double:
        name = self._reduced(expr)
        return Double(Select(Var(f"at_{name}", "bool"), Const(Fraction(1)), Const(Fraction(0))))

    # stages made on the way

    def _hoisted(self, expr: Expr) -> str:
        """The name of a number computed once a row."""
        if expr not in self.names:
            writer = Writer(self.dtype)
            value = self._operation_of_numbers(expr, writer)
            self.names[expr] = self._new("c")
            self._stage(self.names[expr], "number", writer.element(value, double=True))
        return self.names[expr]

    def _operation_of_numbers(self, expr: Expr, writer: Writer) -> Double:
        if expr.is_Mul:
            total = self._inner(expr.args[0], writer)
            for factor in expr.args[1:]:
                total = writer.mul(total, self._inner(factor, writer))
            return total
        if expr.is_Pow and expr.exp.is_Integer:
            return writer.power(self._inner(expr.base, writer), int(expr.exp))
        return self._operation(expr, writer, "")

    def _inner(self, expr: Expr, writer: Writer) -> Double:
        """A part of a number, in the same program."""
        if expr.is_Mul or (expr.is_Pow and expr.exp.is_Integer):
            return self._operation_of_numbers(expr, writer)
        return self._value(expr, writer, "")

    def _reduced(self, expr: Expr) -> str:
        """The name of a sum, a maximum or a first position over the row."""
        key = FirstMaximum(*expr.args[:2], S.Zero) if isinstance(expr, FirstMaximum) else expr
        if key not in self.names:
            writer = Writer(self.dtype)
            value = self._value(_body(expr), writer, "")
            what: ir.What = "sum"
            if not isinstance(expr, Sum):
                what = "first" if isinstance(expr, FirstMaximum) else "max"
                value = Double(writer.rounded(value))
            self.names[key] = self._new({"sum": "s", "max": "m", "first": "p"}[what])
            self._stage(self.names[key], what, writer.element(value, double=what == "sum"))
        return self.names[key]

    def _new(self, letter: str) -> str:
        taken = {s.name for s in self.stages} | {name for name, _ in self.operands}
        numbered = (f"{letter}{n}" for n in range(2, 1000))
        return next(n for n in (letter, *numbered) if n not in taken)


def _body(expr: Expr) -> Expr:
    """What a sum or maximum runs over."""
    return factored(expr.function if isinstance(expr, Sum) else expr.args[0])


def _fraction(value: Expr) -> Fraction:
    return Fraction(int(value.p), int(value.q))


__all__ = ["Lowering", "Shifted", "kernels_of", "row_kernels", "shifted"]
