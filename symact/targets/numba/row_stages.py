"""Kernels along an axis as text: a function of scalars for each stage, and a table of steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symact.ir import Expr, Let, Op, Program, Select, Var
from symact.ir.row_stages import DOUBT, LENGTH, AxisKernel, Element
from symact.ir.scalar import DType, type_of
from symact.targets.numba.printer import WIDTH, function
from symact.targets.numba.table import SUFFIX

WIDE = "wide"

LETTERS = {"row": "(n)", "number": "()", "matrix": "(n,n)"}


def signature(kernel: AxisKernel) -> str:
    """Operands with their core dimensions, such as `g(n),x(n)->(n)`."""
    operands = ",".join(f"{name}{LETTERS[shape]}" for name, shape in kernel.operands)
    return f"{operands}->{LETTERS[kernel.shape]}"


def roots(kernel: AxisKernel) -> list[Expr]:
    """Every expression of a kernel but those for its rows in doubt."""
    found: list[Expr] = []
    for _, element in kernel.programs:
        found += element.program.values
        found += [] if element.low is None else [element.low]
    return found


def every(kernels: Sequence[AxisKernel]) -> list[AxisKernel]:
    """The kernels, each followed by the one for its rows in doubt."""
    found = []
    for kernel in kernels:
        found += [kernel] if kernel.careful is None else [kernel, kernel.careful]
    return found


def function_names(kernels: Sequence[AxisKernel]) -> dict[tuple[str, Element], str]:
    """A name for each element and dtype: equal elements are one function.

    A result is named by its kind, such as `vjp_f32`; a stage by its name, with the kind in front
    where the same name means something else in another kernel, and `careful` where it is one for
    rows in doubt. What a float32 kernel computes in float64 is `wide`.
    """
    names: dict[tuple[str, Element], str] = {}
    for kernel in kernels:
        _name(kernel, "", names)
        if kernel.careful is not None:
            _name(kernel.careful, "careful_", names)
    return names


def _name(kernel: AxisKernel, prefix: str, names: dict[tuple[str, Element], str]) -> None:
    """Add names for the elements of one kernel that have none yet."""
    for stage, element in kernel.programs:
        inner = _precision(kernel, stage)
        if stage == "out":
            free = [f"{prefix}{kernel.kind}_{SUFFIX[kernel.dtype]}"]
        else:
            long = f"{prefix}{kernel.kind}_{stage}_{inner}"
            taken = set(names.values())
            free = [n for n in (f"{stage}_{inner}", long) if n not in taken]
        names.setdefault((inner, element), free[0])


def _arithmetic(kernel: AxisKernel, stage: str) -> DType:
    """The type that a stage's elements are computed in."""
    return "float64" if stage in kernel.wide else kernel.arithmetic


def _precision(kernel: AxisKernel, stage: str) -> str:
    """How the names of functions spell it; `wide` is what a float32 kernel has in float64."""
    own = _arithmetic(kernel, stage) == kernel.dtype
    return SUFFIX[kernel.dtype] if own else WIDE


def functions(kernels: Sequence[AxisKernel]) -> list[str]:
    """The text of every function, each once."""
    names = function_names(kernels)
    first: dict[str, tuple[AxisKernel, str, Element]] = {}
    for kernel in every(kernels):
        for stage, element in kernel.programs:
            name = names[_precision(kernel, stage), element]
            first.setdefault(name, (kernel, stage, element))
    return [_function(name, *found) for name, found in first.items()]


def _function(name: str, kernel: AxisKernel, stage: str, element: Element) -> str:
    doc, arithmetic = _doc(kernel, stage), _arithmetic(kernel, stage)
    if element.low is None:
        result = type_of(element.program.result)
        return function(name, element.program, arithmetic, doc, result)
    program = element.program
    lets = list(program.lets)
    high = _named(program.result, "high", lets)
    low = _named(element.low, "low", lets)
    body = function(name, Program(program.inputs, tuple(lets), high), arithmetic, doc)
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
    if stage == DOUBT:
        return "Whether the row is computed again, by the careful kernel."
    found = next(s for s in kernel.stages if s.name == stage)
    words = {
        "row": f"One element of the row {stage}",
        "number": f"The number {stage}",
        "at": f"The value of {stage} at the position {found.at}",
        "top": f"What {stage} is the largest of",
        "max": f"What {stage} is the largest of",
        "first": f"What is largest at the position {stage}",
    }
    return f"{words.get(found.what, f'A term of the sum {stage}')}: {found.means}."


def table(kernels: Sequence[AxisKernel]) -> str:
    """`AXISWISE`: the steps of each kernel, by the name of its function."""
    names = function_names(kernels)
    lines = ["AXISWISE = {"]
    for kernel in kernels:
        lines.append(f'    "{kernel.kind}_{SUFFIX[kernel.dtype]}": Steps(')
        lines += [*_steps(kernel, names, " " * 8), "    ),"]
    return "\n".join([*lines, "}"])


def _steps(kernel: AxisKernel, names: dict[tuple[str, Element], str], start: str) -> Iterator[str]:
    """The arguments of `Steps`, a line each, behind so many spaces."""
    operands = ", ".join(f'"{name}": "{shape}"' for name, shape in kernel.operands)
    for argument in (f'"{kernel.arithmetic}"', f"{{{operands}}}", f'"{kernel.shape}"'):
        yield f"{start}{argument},"
    for stage in kernel.stages:
        what = f"at {stage.at}" if stage.at else stage.what
        name = names[_precision(kernel, stage.name), stage.element]
        yield from _step(what, stage.results, stage.element, name, start)
    number = kernel.shape == "number"
    last = [("out", "number" if number else "row", kernel.result)]
    if kernel.doubt is not None:
        last.append((DOUBT, "any" if _is_of_rows(kernel, kernel.doubt) else "number", kernel.doubt))
    for made, what, element in last:
        name = names[_precision(kernel, made), element]
        yield from _step(what, (made,), element, name, start)
    if kernel.careful is not None:
        yield f"{start}careful=Steps("
        yield from _steps(kernel.careful, names, start + " " * 4)
        yield f"{start}),"
    if kernel.alike:
        yield f"{start}alike=True,"


def _is_of_rows(kernel: AxisKernel, element: Element) -> bool:
    """Whether an element differs from position to position."""
    numbers = {LENGTH} | {name for name, shape in kernel.operands if shape == "number"}
    for stage in kernel.stages:
        numbers |= set(stage.results) if stage.what not in ("row", "first") else set()
    return any(v.name not in numbers for v in element.program.inputs)


def _step(
    what: str, results: Sequence[str], element: Element, name: str, start: str
) -> Iterator[str]:
    """One line; ruff's layout where it does not fit."""
    inputs = " ".join(v.name for v in element.program.inputs)
    parts = [f'"{what}"', f'"{" ".join(results)}"', name, f'"{inputs}"']
    line = f"{start}({', '.join(parts)}),"
    if len(line) <= WIDTH:
        yield line
    else:
        yield from (f"{start}(", *(f"{start}    {p}," for p in parts), f"{start}),")
