"""What a reference page says, as data: sections of blocks, for every output format the same.

Text is a tuple of runs; a run is plain words, a formula (LaTeX), code, or a badge (a verdict word
or how a fact was established). Formats differ in how they print runs, never in what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from symact.render.curves import Plot


@dataclass(frozen=True)
class Math:
    """A formula in LaTeX, without dollar signs."""

    tex: str


@dataclass(frozen=True)
class Code:
    """Something typed: a name, a call."""

    text: str


@dataclass(frozen=True)
class Badge:
    """A word with a colour of its own: a verdict, or how a fact was established."""

    kind: Literal["verdict", "how"]
    word: str


Run = str | Math | Code | Badge
Text = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    template: ClassVar[str] = "paragraph"
    text: Text


@dataclass(frozen=True)
class Formula:
    """A displayed formula, with a remark that belongs to it."""

    template: ClassVar[str] = "formula"
    tex: str
    note: Text = ()


@dataclass(frozen=True)
class Table:
    """A table with one header row; `widths` are shares of the line, one for each column.

    The first cell of every row is that row's header.
    """

    template: ClassVar[str] = "table"
    caption: str
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Erratum:
    """A claim that does not hold as printed, set apart."""

    template: ClassVar[str] = "erratum"
    title: Text
    lines: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Figure:
    """The plot of f and f', with the names of both and of the variable in LaTeX."""

    template: ClassVar[str] = "figure"
    name: str
    plot: Plot
    caption: Text
    alt: str
    function: str
    derivative: str
    variable: str


Block = Paragraph | Formula | Table | Erratum | Figure


@dataclass(frozen=True)
class Section:
    """A titled part of a page."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """Everything about one activation."""

    name: str
    meaning: Text
    cites: str
    sections: tuple[Section, ...]


def joined(runs: Sequence[Text], separator: str = ", ") -> Text:
    """Several texts as one, with a separator between them.

    >>> joined([("a",), ("b",)])
    ('a', ', ', 'b')
    """
    out: list[Run] = []
    for n, text in enumerate(runs):
        out += [separator, *text] if n else list(text)
    return tuple(out)
