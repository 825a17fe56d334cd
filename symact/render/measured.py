"""The section on measured errors: a table of kernels, and how the figures came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from symact.render.page import Block, Code, Math, Paragraph, Table, Text
from symact.render.quoted import decimal

HEADER: tuple[Text, ...] = (
    ("Kernel",), ("Type",), ("Parameters",), ("Largest error, ULP",), ("at",), ("Inputs",),
)  # fmt: skip
WIDTHS = (0.24, 0.1, 0.18, 0.14, 0.18, 0.16)

DIGITS = {"float32": 9, "float64": 10}
"""The digits of an input that are shown: float32 has no more, a record has all of float64."""

Row = Mapping[str, Any]


def measured(rows: Sequence[Row]) -> Iterator[Block]:
    """The blocks of the section; none where nothing is on record."""
    if not rows:
        return
    table = (HEADER, *map(_cells, rows))
    widths: tuple[float, ...] = WIDTHS
    if not any(row["parameters"] for row in rows):  # the third column says nothing
        table = tuple((*cells[:2], *cells[3:]) for cells in table)
        widths = tuple(w / (1 - WIDTHS[2]) for w in (*WIDTHS[:2], *WIDTHS[3:]))
    yield Table("Measured accuracy", table[0], table[1:], widths)
    for row in rows:
        if "max_ulp_from_x" in row:
            yield Paragraph(_from_x(row))
    for how in dict.fromkeys(row["reference"] for row in rows):
        yield Paragraph(_measured_against(how, rows))


def _cells(row: Row) -> tuple[Text, ...]:
    inputs: Text = ("all ", Math("2^{32}")) if row["exhaustive"] else (f"{row['inputs']:,}",)
    return (
        (Code(row["kernel"]),), (row["dtype"],), (_parameters(row),), (f"{row['max_ulp']:.3g}",),
        (Math(decimal(f"{row['worst_input']:.{DIGITS[row['dtype']]}g}")),), inputs,
    )  # fmt: skip


def _measured_against(how: str, rows: Sequence[Row]) -> Text:
    """The reference, after the kernels it was for where others had another one."""
    same = [row for row in rows if row["reference"] == how]
    if len(same) == len(rows):
        return (f"Measured against: {how}.",)
    kernels: Text = ()
    for group in dict.fromkeys(map(_group, same)):
        names = dict.fromkeys(row["kernel"] for row in same if _group(row) == group)
        listed = [piece for name in names for piece in (", ", Code(name))][1:]
        kernels += ("; " if kernels else "", *listed, f" in {group}")
    return (*kernels, f": measured against: {how}.")


def _group(row: Row) -> str:
    return f"{row['dtype']}{', parameters given' if row['variant'] == 'general' else ''}"


def _parameters(row: Row) -> str:
    """The defaults, or the worst choice of the grid that a general kernel was measured on."""
    grid = row["parameters"]
    if isinstance(grid, Mapping):
        return _named(grid) or "none"
    return f"{_named(row['worst_parameters'])}, the worst of {len(grid)}"


def _named(parameters: Mapping[str, float]) -> str:
    return ", ".join(f"{k} = {v:.4g}" for k, v in parameters.items())


def _from_x(row: Row) -> Text:
    """What the rounding of y costs a gradient that is found from it."""
    start: Text = (
        f"In {row['dtype']}, ", Code(row["kernel"]), " at y = f(x) rounded is up to "
        f"{row['max_ulp_from_x']:.3g} ULP from the product of g and the derivative at x",
    )  # fmt: skip
    far = row.get("off_by_1000_from_x")
    end = "." if far is None else f"; beyond 1,000 ULP from x = {far:.6g} on, away from 0."
    return (*start, end)
