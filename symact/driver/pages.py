"""Docs: the reference pages of every format, and what is generated in the README."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from symact.accuracy.row import Row
from symact.activation import Activation
from symact.driver import places
from symact.driver.bench import speed_pages
from symact.driver.contest import accuracy_pages
from symact.driver.highlights import highlights
from symact.driver.identities import OWN
from symact.driver.library import Library
from symact.driver.readme import functions, with_blocks
from symact.driver.records import recorded, rows_of
from symact.driver.sheets import sheet_of
from symact.driver.tree import Made, Output
from symact.driver.verification import verify_with
from symact.driver.workers import Reporter, Workers, silent, workers
from symact.errors import InputError
from symact.render import tex
from symact.render.content import page
from symact.render.page import Figure
from symact.render.page import Page as Content
from symact.render.pdf import NO_ENGINE, compiled, engine
from symact.sheet import Sheet
from symact.verdict import Verdict

try:
    from symact.render import html
    from symact.render.figures import svg
except ModuleNotFoundError as error:
    raise InputError(
        f"the reference pages need {error.name}; install it with: pip install 'symact[docs]'"
    ) from error

FORMATS = frozenset({"tex", "pdf", "html"})
"""Every format there is."""

DOCUMENT = "reference.tex"
PDF = "reference.pdf"


def make_pages(
    library: Library,
    names: Sequence[str] = (),
    output: Path | None = None,
    formats: frozenset[str] = FORMATS,
    report: Reporter = silent,
    processes: int = 1,
) -> Made:
    """Reference pages of the named activations, ready to be put in place.

    The pages in the checkout are always whole: names choose what goes into another folder.
    """
    if output is None and library.from_file:
        raise InputError("say where the pages of a definition file go: --output DIR")
    chosen = library.chosen(names)
    if output is None:
        chosen = library.chosen()
    with workers(report, processes) as pool:
        verdicts = verify_with(pool, library, chosen)
        rows = () if library.from_file else recorded(places.generated())
        sheets = make_sheets(pool, chosen, verdicts, rows)
        return pages_of(pool, sheets, places.reference(output), formats, complete=output is None)


def make_sheets(
    pool: Workers,
    activations: Sequence[Activation],
    verdicts: Sequence[Verdict],
    rows: Sequence[Row] = (),
) -> list[Sheet]:
    """The sheets of activations, each with the verdicts about it and its kernels' errors."""
    published = [v for v in verdicts if v.source != OWN]
    tasks = [
        (
            a,
            tuple(v for v in published if v.activation == a.name),
            rows_of(a, rows),
        )
        for a in activations
    ]
    return pool.map("analyse", _sheet, tasks, [a.name for a in activations])


def _sheet(task: tuple[Activation, tuple[Verdict, ...], tuple[dict[str, Any], ...]]) -> Sheet:
    return sheet_of(*task)


def pages_of(
    pool: Workers,
    sheets: Sequence[Sheet],
    root: Path,
    formats: frozenset[str],
    complete: bool,
) -> Made:
    """The files of the wanted formats; a complete set also brings the README up to date."""
    rendered = pool.map("docs", _rendered, sheets, [s.activation.name for s in sheets])
    latex = _texts(rendered, "tex") | {
        DOCUMENT: tex.document(sheets),
        "symact-sheet.sty": tex.style(),
    }
    web = _texts(rendered, "html") | {
        "index.html": html.index_page(sheets),
        "errata.html": html.errata_page(sheets),
        "style.css": html.style(),
    }
    files: dict[str, bytes] = {}
    if "tex" in formats:
        files |= {path: text.encode() for path, text in latex.items()}
    if "html" in formats:
        files |= {path: text.encode() for path, text in web.items()}
    pdf, notes = _pdf(latex) if "pdf" in formats else ({}, ())
    single = _readme(sheets) if complete else ()
    output = Output(root, files | pdf, partial(_answers_for, formats), unlisted=frozenset(pdf))
    rows = [Row(row) for sheet in sheets for row in sheet.accuracy]
    measured = (speed_pages() + accuracy_pages(rows)) if complete else Made()
    return Made((output,), single, notes) + measured


def _readme(sheets: Sequence[Sheet]) -> tuple[tuple[Path, bytes], ...]:
    readme = places.checkout() / "README.md"
    return ((readme, with_blocks(readme, readme_blocks(sheets))),)


def readme_blocks(sheets: Sequence[Sheet]) -> dict[str, str]:
    """The generated parts of the README, by name."""
    return {"functions": functions(sheets), "figures": highlights()}


def _answers_for(formats: frozenset[str], path: str) -> bool:
    """Whether a file in the folder of pages belongs to one of the formats."""
    latex = path.endswith((".tex", ".sty"))
    return ("tex" if latex else "html") in formats


def _texts(rendered: Sequence[dict[str, dict[str, str]]], format_: str) -> dict[str, str]:
    return {path: text for files in rendered for path, text in files[format_].items()}


def _rendered(sheet: Sheet) -> dict[str, dict[str, str]]:
    """The files of one activation, by format and path."""
    content = page(sheet)
    return {
        "tex": {f"fragments/{content.name}.tex": tex.fragment_of(content)},
        "html": {
            f"{content.name}.html": html.activation_page(content),
            **{f"figures/{f.name}.svg": svg(f) for f in _figures(content)},
        },
    }


def _figures(content: Content) -> list[Figure]:
    return [b for section in content.sections for b in section.blocks if isinstance(b, Figure)]


def _pdf(latex: dict[str, str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    using = engine()
    if using is None:
        return {}, (NO_ENGINE,)
    return {PDF: compiled({p: t.encode() for p, t in latex.items()}, DOCUMENT, using)}, ()
