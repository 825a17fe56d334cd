"""What is generated in the README, between markers; the rest is hand-written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from symact.driver.text import text
from symact.errors import InputError
from symact.pieces import Pieces
from symact.sheet import Sheet

START = "<!-- {}: written by `symact docs` -->\n"
END = "<!-- end of {} -->\n"


def with_blocks(readme: Path, blocks: Mapping[str, str]) -> bytes:
    """The README with fresh text between markers; raises InputError where those are not there."""
    content = readme.read_text(encoding="utf-8")
    for name, fresh in blocks.items():
        head, start, rest = content.partition(START.format(name))
        _, end, tail = rest.partition(END.format(name))
        if not start or not end:
            raise InputError(f"{readme}: the markers around the {name} are gone")
        content = f"{head}{start}\n{fresh}\n{end}{tail}"
    return content.encode()


def functions(sheets: Sequence[Sheet]) -> str:
    """The table of functions."""
    return "".join(_table(sheets))


def _table(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield "| name | f(x) | f'(x) | smoothness | largest error of f, f' in ULP |\n"
    yield "|---|---|---|---|---|\n"
    for sheet in sheets:
        a = sheet.activation
        slope = sheet.derivative
        shown = slope.as_piecewise() if isinstance(slope, Pieces) else slope
        cells = (
            a.name,
            _code(text(a.expr, a.constants)),
            _code(text(shown, a.constants)),
            sheet.smoothness,
            _error(sheet),
        )
        yield "| " + " | ".join(cells) + " |\n"


def _error(sheet: Sheet) -> str:
    """The largest errors of value and derivative in float32 and float64, in ULP."""
    found = {
        (row["dtype"], row["kernel"]): row["max_ulp"]
        for row in sheet.accuracy
        if row["variant"] == "default"
    }
    lines = [
        f"{dtype} {found[dtype, 'value']:.2f}, {found[dtype, 'derivative']:.2f}"
        for dtype in ("float32", "float64")
        if {(dtype, "value"), (dtype, "derivative")} <= found.keys()
    ]
    return "; ".join(lines)


def _code(formula: str) -> str:
    return "`" + formula.replace("|", "\\|") + "`"
