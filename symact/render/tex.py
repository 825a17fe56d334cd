r"""Reference sheets in LaTeX: a document, a fragment for every activation, and their style.

A fragment is included by `\input` after `\usepackage{symact-sheet}`; headings are \symactsection
and \symactsubsection, which a document may redefine to fit its own levels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from symact.render.content import page
from symact.render.curves import Curve
from symact.render.page import (
    Badge,
    Block,
    Code,
    Erratum,
    Figure,
    Formula,
    Page,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
)
from symact.render.words import introduction
from symact.sheet import Sheet

_SHORT = 24  # rows; a table with more than a page's worth may break
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "±": r"$\pm$", "∞": r"$\infty$", "≤": r"$\le$", "≥": r"$\ge$",
}  # fmt: skip


def document(sheets: Sequence[Sheet]) -> str:
    """The document over all sheets; it inputs a fragment for each."""
    names = [sheet.activation.name for sheet in sheets]
    sections = [_section(section) for section in introduction()]
    return _environment().get_template("tex/reference.tex").render(names=names, sections=sections)


def fragment(sheet: Sheet) -> str:
    """The includable text for one activation."""
    return fragment_of(page(sheet))


def fragment_of(content: Page) -> str:
    """The includable text of a page."""
    return _environment().get_template("tex/fragment.tex").render(
        file=content.name,
        title=escaped(content.name.replace("_", " ")),
        name=escaped(content.name),
        meaning=inline(content.meaning),
        cites=escaped(content.cites),
        sections=[_section(section) for section in content.sections],
    )  # fmt: skip


def style() -> str:
    """The package that fragments need."""
    return _environment().get_template("tex/symact-sheet.sty").render()


def escaped(text: str) -> str:
    r"""Words with LaTeX's special characters made harmless.

    >>> print(escaped("50% of C_1"))
    50\% of C\_1
    """
    return "".join(_ESCAPES.get(c, c) for c in text)


def inline(text: Text) -> str:
    """Runs of text as LaTeX."""
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    match run:
        case Badge(kind=kind, word=word):
            return rf"\symact{kind}{{{word}}}"
        case Code(text=text):
            return rf"\symactcode{{{_breakable(escaped(text))}}}"
        case str():
            return escaped(run)
    return rf"$\symactinline {run.tex}$" if r"\begin" in run.tex else f"${run.tex}$"


def _breakable(text: str) -> str:
    """A typed name that may break after an underscore: kernels' names outgrow a narrow column."""
    return text.replace(r"\_", r"\_\allowbreak{}")


def _cell(text: Text) -> str:
    """A table cell; a formula alone in it shrinks where it is wider than its column."""
    if len(text) == 1 and not isinstance(text[0], str | Badge | Code):
        tall = r"\symacttall" if r"\frac" in text[0].tex or r"\begin" in text[0].tex else ""
        return rf"{tall}\symactfit{{$\displaystyle {text[0].tex}$}}"
    return inline(text)


def _section(section: Section) -> dict[str, object]:
    return {"title": section.title, "blocks": [_block(block) for block in section.blocks]}


def _block(block: Block) -> str:
    return _environment().get_template(f"tex/{block.template}.tex").render(_values(block))


def _values(block: Block) -> dict[str, object]:
    match block:
        case Paragraph(text=text):
            return {"text": inline(text)}
        case Formula(tex=tex, note=note):
            return {"tex": tex, "note": inline(note)}
        case Table():
            header = " & ".join(rf"\symacthead{{{inline(cell)}}}" for cell in block.header)
            rows = [" & ".join(map(_cell, row)) for row in block.rows]
            columns = "".join(f"S{{{width}}}" for width in block.widths)
            return {"columns": columns, "header": header, "rows": rows, "kind": _kind(block)}
        case Erratum(title=title, lines=lines):
            shown = [(escaped(label), _cell(text)) for label, text in lines]
            return {"title": inline(title), "lines": shown}
    return _figure(block)


def _kind(table: Table) -> str:
    """Short tables stay on one page; only long ones are allowed to break."""
    return "symacttable" if len(table.rows) <= _SHORT else "symactlongtable"


def _figure(figure: Figure) -> dict[str, object]:
    plot = figure.plot
    curves = [
        {"label": rf"${label}$", "plots": _plots(style, curve)}
        for style, label, curve in (
            ("symact f", figure.function, plot.function),
            ("symact d", figure.derivative, plot.derivative),
        )
        if curve.segments
    ]
    names = ("xmin", "xmax", "ymin", "ymax")
    ranges = zip(names, (*plot.x_range, *plot.y_range), strict=True)
    axis = ", ".join(f"{name}={value:g}" for name, value in ranges)
    caption = inline(figure.caption)
    return {"curves": curves, "caption": caption, "variable": figure.variable, "axis": axis}


def _plots(style: str, curve: Curve) -> list[tuple[str, str]]:
    """Options and coordinates of each broken line and dot; the first stands in the legend."""
    lines = [" ".join(_point(x, y) for x, y in segment) for segment in curve.segments]
    options = [style, *[f"{style}, forget plot"] * (len(lines) - 1)]
    dots = [
        (f"{style} {'filled' if dot.filled else 'open'}, forget plot", _point(dot.x, dot.y))
        for dot in curve.dots
    ]
    return [*zip(options, lines, strict=True), *dots]


def _point(x: float, y: float) -> str:
    return f"({x:g},{y:.6g})"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Templates with << >> and <% %>, because LaTeX's own braces stand everywhere."""
    return Environment(
        loader=PackageLoader("symact.render"),
        block_start_string="<%", block_end_string="%>",
        variable_start_string="<<", variable_end_string=">>",
        comment_start_string="<#", comment_end_string="#>",
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        undefined=StrictUndefined, autoescape=False,
    )  # fmt: skip
