"""Errata: the published formulas that do not hold, and what other documents print, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symact.render.content import as_printed, erratum
from symact.render.page import Badge, Block, Section, Table, Text
from symact.render.words import prose
from symact.sheet import Sheet
from symact.verdict import Verdict

HEADER: tuple[Text, ...] = (("Activation",), ("Claim",), ("As printed",), ("Verdict",))
WIDTHS = (0.16, 0.3, 0.36, 0.18)


def errata(sheets: Sequence[Sheet]) -> Iterator[Section]:
    """A section for each activation about which a wrong formula is printed, then all claims."""
    for sheet in sheets:
        wrong = [v for v in sheet.verdicts if v.verdict == "refuted"]
        if wrong:
            name = sheet.activation.name
            blocks: tuple[Block, ...] = tuple(erratum(v, sheet) for v in wrong)
            yield Section(name, name.replace("_", " "), blocks)
    for source, verdicts in _by_source(sheets).items():
        rows = tuple(_row(v) for v in verdicts)
        key = "".join(c if c.isalnum() else "-" for c in source.lower())
        yield Section(key, source, (Table("What it prints", HEADER, rows, WIDTHS),))


def _by_source(sheets: Sequence[Sheet]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {}
    for sheet in sheets:
        for verdict in sheet.verdicts:
            if verdict.printed:
                found.setdefault(verdict.source, []).append(verdict)
    return found


def _row(verdict: Verdict) -> tuple[Text, ...]:
    claim = prose(verdict.claim.removeprefix("remark: "))
    name = verdict.activation.replace("_", " ")
    return (name,), claim, as_printed(verdict), (Badge("verdict", verdict.verdict),)
