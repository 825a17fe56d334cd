"""The catalogue in words: what `symact list` prints."""

from __future__ import annotations

from dataclasses import dataclass

from symact.driver.library import Library
from symact.driver.text import text
from symact.expression.language import CONSTANTS, FUNCTIONS


@dataclass(frozen=True)
class CatalogueRow:
    """One line of `symact list`."""

    name: str
    formula: str
    parameters: str
    meaning: str
    cites: str


def catalogue_rows(library: Library) -> list[CatalogueRow]:
    """The library's own activations, a row for each."""
    return [
        CatalogueRow(
            a.name,
            text(a.expr, a.constants),
            ", ".join(f"{p.name}={text(p.default)}" for p in a.parameters),
            a.meaning.rstrip("."),
            a.cites,
        )
        for a in library.chosen()
    ]


def formula_words() -> list[str]:
    """The functions and constants that every formula may use, and the form of a case."""
    return [*sorted(FUNCTIONS), *sorted(CONSTANTS), "where(condition, value, otherwise)"]
