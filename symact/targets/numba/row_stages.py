"""Kernels along an axis as text: a function of scalars for each stage, and a table of steps."""

from __future__ import annotations

from collections.abc import Sequence

from symact.ir import Expr, Let, Op, Program, Select, Var
from symact.ir.row_stages import AxisKernel, Element, Stage
from symact.ir.scalar import type_of
from symact.targets.numba.printer import WIDTH, function
from symact.targets.numba.table import SUFFIX

WIDE = "wide"

LETTERS = {"row": "(n)", "number": "()", "matrix": "(n,n)"}


def signature(kernel: AxisKernel) -> str:
    """Operands with their core dimensions, such as `g(n),x(n)->(n)`."""
    operands = ",".join(f"{name}{LETTERS[shape]}" for name, shape in kernel.operands)
    return f"{operands}->{LETTERS[kernel.shape]}"


def roots(kernel: AxisKernel) -> list[Expr]:
    """Every expression of a kernel."""
    found: list[Expr] = []
    for _, element in kernel.programs:
        found += [let.value for let in element.program.lets]
        found.append(element.program.result)
        found += [] if element.low is None else [element.low]
    return found


def function_names(kernels: Sequence[AxisKernel]) -> dict[tuple[str, Element], str]:
    """A name for each element and dtype: equal elements are one function.

    A result is named by its kind, such as `vjp_f32`; a stage by its name, with the kind in front
    where the same name means something else in another kernel. What a float32 kernel computes in
    float64 is `wide`.
    """
    names: dict[tuple[str, Element], str] = {}
    for kernel in kernels:
        inner = _precision(kernel)
        for stage, element in kernel.programs:
            suffix = SUFFIX[kernel.dtype] if stage == "out" else inner
            key = (inner, element)
            if key in names:
                continue
            name = f"{kernel.kind if stage == 'out' else stage}_{suffix}"
            taken = name in names.values()
            names[key] = f"{kernel.kind}_{stage}_{suffix}" if taken else name
    return names


def _precision(kernel: AxisKernel) -> str:
    return SUFFIX[kernel.dtype] if kernel.arithmetic == kernel.dtype else WIDE


def functions(kernels: Sequence[AxisKernel]) -> list[str]:
    """The text of every function, each once."""
    names = function_names(kernels)
    first: dict[str, tuple[AxisKernel, str, Element]] = {}
    for kernel in kernels:
        for stage, element in kernel.programs:
            first.setdefault(names[_precision(kernel), element], (kernel, stage, element))
    return [_function(name, *found) for name, found in first.items()]


def _function(name: str, kernel: AxisKernel, stage: str, element: Element) -> str:
    doc = _doc(kernel, stage)
    if element.low is None:
        return function(name, element.program, kernel.arithmetic, doc)
    program = element.program
    lets = list(program.lets)
    high = _named(program.result, "high", lets)
    low = _named(element.low, "low", lets)
    body = function(name, Program(program.inputs, tuple(lets), high), kernel.arithmetic, doc)
    return f"{body.rstrip()}, {low.name}\n"


def _named(value: Expr, name: str, lets: list[Let]) -> Var:
    """A variable with the value, bound where it is not one yet."""
    if isinstance(value, Var):
        return value
    lets.append(Let(name, value))
    assert isinstance(value, Op | Select) or type_of(value) == "real"
    return Var(name)


def _doc(kernel: AxisKernel, stage: str) -> str:
    if stage == "out":
        return f"{kernel.kind.replace('_', ' ').capitalize()} at one position: {kernel.formula}."
    what = next(s for s in kernel.stages if s.name == stage)
    words = {
        "row": "One element of the row {}.",
        "number": "The number {}.",
        "at": "What {} is at one position.",
        "top": "What {} is the largest of.",
        "max": "What {} is the largest of.",
        "first": "What is largest at the position {}.",
        "sum": "What {} is the sum of.",
        "exact sum": "What {} is the sum of.",
    }
    return words[what.what].format(stage)


def table(kernels: Sequence[AxisKernel]) -> str:
    """`AXISWISE`: the steps of each kernel, by the name of its function."""
    names = function_names(kernels)
    lines = ["AXISWISE = {"]
    for kernel in kernels:
        operands = ", ".join(f'"{name}": "{shape}"' for name, shape in kernel.operands)
        lines.append(f'    "{kernel.kind}_{SUFFIX[kernel.dtype]}": Steps(')
        lines.append(f'        "{kernel.arithmetic}",')
        lines.append(f"        {{{operands}}},")
        lines.append(f'        "{kernel.shape}",')
        lines += [_step(s, s.results, names[_precision(kernel), s.element]) for s in kernel.stages]
        out = Stage("out", "number" if kernel.shape == "number" else "row", kernel.result)
        lines.append(_step(out, ("out",), names[_precision(kernel), kernel.result]))
        lines.append("    ),")
    return "\n".join([*lines, "}"])


def _step(stage: Stage, results: Sequence[str], name: str) -> str:
    """One line; ruff's layout where it does not fit."""
    what = f"at {stage.at}" if stage.at else stage.what
    inputs = " ".join(v.name for v in stage.element.program.inputs)
    parts = [f'"{what}"', f'"{" ".join(results)}"', name, f'"{inputs}"']
    line = f"        ({', '.join(parts)}),"
    if len(line) <= WIDTH:
        return line
    return "\n".join(["        (", *(f"            {p}," for p in parts), "        ),"])
