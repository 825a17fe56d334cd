"""The tables that kernels look numbers up in: a module of their own for each activation."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from symact.ir import Expr, Kernel, Let, Lookup, Op, Program, Var
from symact.ir.build import rebuild
from symact.ir.scalar import children, walk
from symact.targets.numba.literals import digits
from symact.targets.numba.printer import WIDTH, docstring
from symact.targets.numba.table import LOOKUP

Table = tuple[float, ...]
Rows = Mapping[str, list[Table]]
"""Tables by the name of the list that they are rows of."""


def near_name(function: str) -> str:
    """The name of the function with tables beside a kernel's, such as `vjp_near_f32`."""
    kind, _, suffix = function.rpartition("_")
    return f"{kind}_near_{suffix}"


def rows_of(kernels: Mapping[str, Kernel]) -> dict[str, list[Table]]:
    """The tables of kernels by the names of their functions; those of two are the first one's."""
    found: dict[str, list[Table]] = {}
    known: set[object] = set()
    for name, kernel in kernels.items():
        if kernel.near is None:
            continue
        new = [t for t in _tables(kernel.near.program) if _bits(t) not in known]
        known |= set(map(_bits, new))
        if new:
            found[name.upper()] = new
    return found


def _tables(program: Program) -> list[Table]:
    """The tables of a program in the order in which they are met."""
    nodes = [node for root in program.values for node in walk(root) if isinstance(node, Lookup)]
    return list({_bits(node.table): node.table for node in nodes}.values())


def _bits(table: Table) -> tuple[str, ...]:
    """A table with its zeros' signs."""
    return tuple(map(float.hex, table))


def named(program: Program, rows: Rows) -> Program:
    """The program with a call in place of every look-up, as it is printed: `lookup(NAME[k], i)`."""
    names = {_bits(t): f"{name}[{k}]" for name, part in rows.items() for k, t in enumerate(part)}

    def said(expr: Expr) -> Expr:
        parts = tuple(map(said, children(expr)))
        if isinstance(expr, Lookup):
            return Op(LOOKUP, (Var(names[_bits(expr.table)]), *parts))
        return rebuild(expr, parts)

    lets = tuple(Let(let.name, said(let.value)) for let in program.lets)
    return Program(program.inputs, lets, said(program.result))


def tables_module(activation: str, rows: Rows, notice: str) -> str:
    """The text of the module of one activation's tables."""
    doc = (
        f"Tables of {activation}: each row is 32 numbers, one for every segment of the line.\n\n"
        "The rows are the segments' centres, then the coefficients of polynomials in the distance "
        f"from these, the highest power first.\n\n{notice}"
    )
    parts = ["\n".join(docstring(doc, ""))]
    for name, tables in rows.items():
        lines = [line for table in tables for line in _row(table)]
        parts.append("\n".join([f"{name} = [", *lines, "]"]))
    return "\n\n".join(parts) + "\n"


def _row(table: Table) -> list[str]:
    numbers = ", ".join(digits(value, "float32") for value in table)
    pad = " " * 8
    lines = textwrap.wrap(f"{numbers},", WIDTH, initial_indent=pad, subsequent_indent=pad)
    return ["    [", *lines, "    ],"]
