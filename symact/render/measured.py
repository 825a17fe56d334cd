"""The section on measured errors: a table of kernels, and how the figures came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from symact.render.page import Block, Code, Paragraph, Table, Text

HEADER: tuple[Text, ...] = (
    ("Kernel",), ("Type",), ("Parameters",), ("Largest error, ULP",), ("at",), ("Inputs",),
)  # fmt: skip
WIDTHS = (0.22, 0.1, 0.16, 0.16, 0.18, 0.18)

Row = Mapping[str, Any]


def measured(rows: Sequence[Row]) -> Iterator[Block]:
    """The blocks of the section; none where nothing is on record."""
    if not rows:
        return
    table = (HEADER, *map(_cells, rows))
    widths: tuple[float, ...] = WIDTHS
    if not any(row["parameters"] for row in rows):  # the third column says nothing
        table = tuple((*cells[:2], *cells[3:]) for cells in table)
        widths = (*widths[:2], *widths[3:])
    yield Table("Measured accuracy", table[0], table[1:], widths)
    for row in rows:
        if "max_ulp_from_x" in row:
            yield Paragraph(_from_x(row))
    for how in dict.fromkeys(row["reference"] for row in rows):
        yield Paragraph(_measured_against(how, rows))


def _cells(row: Row) -> tuple[Text, ...]:
    swept = "every one of " if row["exhaustive"] else ""
    return (
        (Code(row["kernel"]),), (row["dtype"],), (_parameters(row),), (f"{row['max_ulp']:.3g}",),
        (str(row["worst_input"]),), (f"{swept}{row['inputs']:,}",),
    )  # fmt: skip


def _measured_against(how: str, rows: Sequence[Row]) -> Text:
    """The reference, after the kernels it was for where others had another one."""
    same = [row for row in rows if row["reference"] == how]
    if len(same) == len(rows):
        return (f"Measured against: {how}.",)
    kernels: Text = ()
    for dtype in dict.fromkeys(row["dtype"] for row in same):
        names = dict.fromkeys(row["kernel"] for row in same if row["dtype"] == dtype)
        listed = [piece for name in names for piece in (", ", Code(name))][1:]
        kernels += ("; " if kernels else "", *listed, f" in {dtype}")
    return (*kernels, f": measured against: {how}.")


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
