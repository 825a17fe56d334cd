"""Reference sheets rendered: LaTeX, PDF, HTML with MathML, and SVG figures, from sheets alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from symact.errors import unknown
from symact.sheet import Sheet

FORMATS = ("tex", "pdf", "html")
DOCUMENT = "symact-reference"


def render(sheets: Sequence[Sheet], formats: Collection[str] = FORMATS) -> dict[str, bytes]:
    """Every file under docs/reference/ as relative path and content.

    What an activation's own files say depends on its sheet alone; the document and the index list
    all. A PDF is left out where no TeX engine is installed: `symact.render.pdf.engine()` is None
    then, and `symact.render.pdf.NO_ENGINE` says what to do. Raises InputError for an unknown
    format and LatexError when LaTeX stops.
    """
    for name in formats:
        if name not in FORMATS:
            raise unknown("format", name, FORMATS)
    files: dict[str, bytes] = {}
    sources = tex_files(sheets) if {"tex", "pdf"} & set(formats) else {}
    if "tex" in formats:
        files |= sources
    if "pdf" in formats:
        files |= _pdf(sources)
    if "html" in formats:
        files |= html_files(sheets)
    return dict(sorted(files.items()))


def tex_files(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """The LaTeX document, the style file and a fragment for each activation."""
    from symact.render import tex

    fragments = {f"fragments/{s.activation.name}.tex": tex.fragment(s) for s in sheets}
    texts = {f"{DOCUMENT}.tex": tex.document(sheets), "symact-sheet.sty": tex.style(), **fragments}
    return {path: text.encode() for path, text in texts.items()}


def html_files(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """The index, the style sheet, and a page and a figure for each activation."""
    from symact.render import figures, html
    from symact.render.content import page
    from symact.render.page import Figure

    texts = {
        "index.html": html.index_page(sheets),
        "errata.html": html.errata_page(sheets),
        "style.css": html.style(),
    }
    for sheet in sheets:
        content, name = page(sheet), sheet.activation.name
        blocks = (block for section in content.sections for block in section.blocks)
        figure = next(block for block in blocks if isinstance(block, Figure))
        texts[f"figures/{name}.svg"] = figures.svg(figure)
        texts[f"{name}.html"] = html.activation_page(content)
    return {path: text.encode() for path, text in texts.items()}


def latex_fragment(sheet: Sheet) -> str:
    """The includable LaTeX text for one activation."""
    from symact.render import tex

    return tex.fragment(sheet)


def _pdf(sources: dict[str, bytes]) -> dict[str, bytes]:
    from symact.render import pdf

    engine = pdf.engine()
    if engine is None:
        return {}
    return {f"{DOCUMENT}.pdf": pdf.compiled(sources, f"{DOCUMENT}.tex", engine)}


__all__ = ["DOCUMENT", "FORMATS", "html_files", "latex_fragment", "render", "tex_files"]
