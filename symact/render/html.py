"""Reference pages as static HTML with MathML: no script, no outside host, one style sheet.

Formulas are the LaTeX of the document, converted; text is escaped by the templates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from latex2mathml.converter import convert
from markupsafe import Markup, escape

from symact.render.content import function_tex, has_errata
from symact.render.errata import errata
from symact.render.latex import latex
from symact.render.page import (
    Badge,
    Block,
    Code,
    Erratum,
    Figure,
    Formula,
    Math,
    Page,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
)
from symact.render.words import introduction, prose
from symact.sheet import Sheet


def activation_page(content: Page) -> str:
    """The page of one activation; its figure stands in figures/."""
    return _environment().get_template("html/page.html").render(
        name=content.name,
        title=content.name.replace("_", " "),
        meaning=inline(content.meaning),
        description=plain(content.meaning),
        cites=content.cites,
        sections=[_section(section) for section in content.sections],
    )  # fmt: skip


def index_page(sheets: Sequence[Sheet]) -> str:
    """The list of all activations, with how to read their pages."""
    rows = [
        {
            "name": sheet.activation.name,
            "meaning": inline(prose(sheet.activation.meaning)),
            "formula": mathml(_definition(sheet), large=True),
            "verdicts": [inline((Badge("verdict", w),)) for w in _words(sheet)],
        }
        for sheet in sheets
    ]
    sections = [_section(section) for section in introduction()]
    return _environment().get_template("html/index.html").render(rows=rows, sections=sections)


def errata_page(sheets: Sequence[Sheet]) -> str:
    """Every published formula that does not hold, with its witness and the right one."""
    sections = [_section(section) for section in errata(sheets)]
    return _environment().get_template("html/errata.html").render(sections=sections)


def style() -> str:
    """The style sheet of every page."""
    return _environment().get_template("html/style.css").render()


def mathml(tex: str, *, block: bool = False, large: bool = False) -> Markup:
    """LaTeX as MathML: inline, as a `block`, or inline with `large` fractions."""
    text = _repaired(convert(tex, display="block" if block else "inline"))
    return Markup(text.replace("<math", '<math displaystyle="true"', 1) if large else text)


_MINUS = "<mo>&#x02212;</mo>"
_OPENING = (
    r"(<mrow>|<mtd[^>]*>|<mo>&#x0002C;</mo>|<mo>&#x0003D;</mo>|&#x00028;</mo>|&#x0005B;</mo>)"
)
_REPAIRS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        # a function's name is an identifier; as an operator it gets no space of its own
        (r"<mo>([a-z][a-z0-9]+)</mo>", r"<mi>\1</mi>"),
        (r"(</m(?:i|n|sup|sub|sqrt|row|frac)>|&#x00029;</mo>)((?:<msup>)?<mi>[a-z]{2,}[a-z0-9]*</mi>)",
         r'\1<mspace width="0.167em"/>\2'),
        (r"<mo>(&#x0(?:221E|2202);)</mo>", r"<mi>\1</mi>"),
        (r"<msub>(<mi>(?:max|min|argmax)</mi>.*?)</msub>",
         r'<munder>\1</munder><mspace width="0.167em"/>'),
        # a prime is raised by itself: as a superscript it comes out small and far up
        (r"<msup>(<mi>[^<]*</mi>)<m[io]>(&#x0203[23];)</m[io]></msup>",
         r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>'),
        # a sign, not a difference: without this a browser sets spaces around it
        (_OPENING + _MINUS, r'\1<mo form="prefix">&#x02212;</mo>'),
        (r' xmlns="http://www.w3.org/1998/Math/MathML"', ""),
    )
)  # fmt: skip


def _repaired(text: str) -> str:
    """latex2mathml's output as browsers that follow MathML Core need it."""
    for pattern, by in _REPAIRS:
        text = pattern.sub(by, text)
    return text


def inline(text: Text) -> Markup:
    """Runs of text as HTML."""
    return Markup("").join(map(_run, text))


def _kind(table: Table) -> str:
    """Tables of many columns are stacked on a narrow screen."""
    return "wide" if len(table.header) > 3 else "narrow"


def _cell(text: Text) -> Markup:
    """A table cell; a formula alone in it has its fractions in full size."""
    match text:
        case (Math(tex=tex),):
            return mathml(tex, large=True)
    return inline(text)


def plain(text: Text) -> str:
    """Runs of text as words alone, for places that take no formulas."""
    return "".join(run if isinstance(run, str) else _bare(run) for run in text)


def _bare(run: Math | Code | Badge) -> str:
    match run:
        case Math(tex=tex):
            return tex.replace("\\", "")
        case Code(text=text):
            return text
    return run.word


def _run(run: Run) -> Markup:
    match run:
        case Math(tex=tex):
            return mathml(tex)
        case Badge(kind=kind, word=word):
            return Markup('<span class="{} {}">{}</span>').format(kind, word, word)
        case Code(text=text):
            return Markup("<code>{}</code>").format(text)
    return escape(run)


def _definition(sheet: Sheet) -> str:
    activation = sheet.activation
    return f"{function_tex(activation)} = {latex(activation.expr, activation.constants)}"


def _words(sheet: Sheet) -> list[str]:
    """The verdict words of a sheet's claims, each once, errata first."""
    words = {verdict.verdict for verdict in sheet.verdicts}
    return sorted(words, key=lambda w: (w != "refuted" or not has_errata(sheet), w))


def _section(section: Section) -> dict[str, Any]:
    blocks = [_block(block) for block in section.blocks]
    return {"key": section.key, "title": section.title, "blocks": blocks}


def _block(block: Block) -> Markup:
    template = _environment().get_template(f"html/{block.template}.html")
    return Markup(template.render(_values(block)))


def _values(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text=text):
            return {"text": inline(text)}
        case Formula(tex=tex, note=note):
            return {"math": mathml(tex, block=True), "note": inline(note)}
        case Table():
            labels = [plain(cell) for cell in block.header]
            rows = [
                (
                    _cell(row[0]),
                    [(label, _cell(c)) for label, c in zip(labels[1:], row[1:], strict=True)],
                )
                for row in block.rows
            ]
            header = [inline(cell) for cell in block.header]
            return {"caption": block.caption, "header": header, "rows": rows, "kind": _kind(block)}
        case Erratum(title=title, lines=lines):
            shown = [(label, _cell(text)) for label, text in lines]
            return {"title": inline(title), "lines": shown}
        case Figure(caption=caption):
            return {"name": block.name, "alt": block.alt, "caption": inline(caption)}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("symact.render"),
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        undefined=StrictUndefined, autoescape=True,
    )  # fmt: skip
