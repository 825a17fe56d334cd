"""Functions along an axis as kernels: value, Jacobian and pullbacks, in both types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from sympy import Expr

from symact.activation import Activation
from symact.derive.axiswise import column, jacobian, vjp, vjp_from_output
from symact.derive.contraction import put
from symact.ir import Documentation, KernelSet
from symact.ir.row_stages import AxisKernel, Shape
from symact.ir.scalar import DType
from symact.lower.row_stages import Lowering


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


__all__ = ["kernels_of", "row_kernels"]
