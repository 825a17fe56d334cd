"""How results look: one function for each thing that the driver hands back."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from symact import driver
from symact.cli.screen import STYLES, Screen

if TYPE_CHECKING:
    from symact.driver import CatalogueRow, Changes, Page, Row, SpeedRow, Summary, Verdict

LISTED = 6
"""So many changed files are named each."""


def catalogue(screen: Screen, rows: Sequence[CatalogueRow], words: Sequence[str]) -> None:
    """A line for each activation; then the words that every formula may use."""
    screen.table(
        ("name", "f(x)", "parameters", "meaning", "source"),
        [(r.name, r.formula, r.parameters, r.meaning, r.cites) for r in rows],
    )
    screen.facts([("in formulas", ", ".join(words))])


def page(screen: Screen, page: Page) -> None:
    """A sheet, section by section."""
    screen.line(page.title, style="bold")
    for section in page.sections():
        screen.line()
        screen.line(section.title, style="bold")
        screen.table(section.columns, section.rows, indent=2)


def verdicts(screen: Screen, found: Sequence[Verdict]) -> None:
    """Every verdict, those that differ from the recorded ones once more at the end, by name."""
    screen.table(
        ("activation", "claim", "verdict", "because"),
        [(v.activation, v.claim, v.verdict, driver.because(v)) for v in found],
    )
    counts = Counter[str](v.verdict for v in found)
    screen.line(
        f"{_many(len(found), 'claim')}: "
        + ", ".join(f"{counts[w]} {w}" for w in STYLES if counts[w])
    )
    wrong = [v for v in found if not v.as_expected]
    if not wrong:
        screen.line("Every verdict is the recorded one.", style="green")
    for v in wrong:
        screen.line(
            f"{v.activation}, {v.claim}: {v.verdict}, but {v.expected} is recorded", style="red"
        )


def judgement(screen: Screen, verdict: Verdict) -> None:
    """The verdict word alone on the first line; below it what it rests on."""
    screen.line(verdict.verdict, style=STYLES[verdict.verdict])
    rows = []
    if verdict.witness is not None:
        rows += [
            ("at", verdict.witness.point),
            ("claimed", verdict.witness.printed),
            ("true", verdict.witness.true),
        ]
    if verdict.correction:
        rows.append(("instead", verdict.correction))
    if verdict.condition:
        rows.append(
            (
                "holds when",
                verdict.condition
                + {True: " (and only then)", False: "", None: ""}[verdict.necessary],
            )
        )
    rows += [("apart from", point) for point in verdict.points]
    rows.append(("how", verdict.method))
    if verdict.note:
        rows.append(("note", verdict.note))
    screen.facts(rows)


def accuracy(screen: Screen, rows: Sequence[Row]) -> None:
    """A line for each kernel, those over their budget once more at the end."""
    screen.table(
        ("activation", "kernel", "dtype", "inputs", "max ulp", "mean ulp", "worst input"),
        [_accuracy_cells(row) for row in rows],
    )
    over = [row for row in rows if not row.within]
    if not over:
        screen.line("Every error is within its budget.", style="green")
    for row in over:
        screen.line(row.complaint, style="red")


def contest(screen: Screen, rows: Sequence[Mapping[str, Any]]) -> None:
    """A line for each library's function."""
    screen.table(
        ("activation", "kernel", "library", "max ulp", "where normal", "worst input"),
        [
            (
                *(row[key] for key in ("activation", "kernel", "library")),
                f"{row['max_ulp']:.4g}",
                f"{row['max_ulp_where_all_is_normal']:.4g}",
                repr(row["worst_input"]),
            )
            for row in rows
        ],
    )


def _accuracy_cells(row: Row) -> tuple[str, ...]:
    c = row.content
    inputs = "every one" if c["exhaustive"] else f"{c['inputs']:,}"
    numbers = (f"{c['max_ulp']:.4g}", f"{c['mean_ulp']:.2g}", repr(c["worst_input"]))
    return (c["activation"], row.label, c["dtype"], inputs, *numbers)


def speed(screen: Screen, rows: Sequence[SpeedRow]) -> None:
    """A line for each kernel, size and layout; then the peers that are not there."""
    peers = list(dict.fromkeys(p for row in rows for p in row.peers))
    several = any(row.second is not None for row in rows)
    own = ("symact", "second set") if several else ("symact",)
    screen.table(
        ("kernel", "dtype", "n", "threads", "layout", *own, "copy", *peers, "ratio"),
        [_speed_cells(row, peers, several) for row in rows],
    )
    compared = [row.ratio for row in rows if row.ratio is not None]
    ahead = sum(ratio >= 1 for ratio in compared)
    screen.line("Times are medians in ns an element; the ratio is the fastest peer's over ours.")
    if compared:
        screen.line(f"Ahead in {ahead} of {_many(len(compared), 'comparison')}.")
    for note in sorted({f"{p}: {why}" for row in rows for p, why in row.left_out.items()}):
        screen.note(f"left out: {note}")


def _speed_cells(row: SpeedRow, peers: Sequence[str], several: bool) -> tuple[str, ...]:
    name = row.activation if row.kernel == "value" else f"{row.activation}_{row.kernel}"
    place = (name, row.dtype, f"{row.n:,}", str(row.threads), row.layout)
    second = (row.second,) if several else ()
    times = [row.ns_per_element, *second, row.copy, *(row.peers.get(p) for p in peers)]
    shown = ["" if t is None else f"{t:.3f}" for t in times]
    return (*place, *shown, "" if row.ratio is None else f"{row.ratio:.2f}")


def changes(screen: Screen, made: Changes, what: str) -> None:
    """What was written and removed: each file of a few, of many how many and where."""
    if not made:
        screen.line(f"The {what} are up to date; nothing was written.", style="green")
    for word, paths in (("removed", made.removed), ("wrote", made.written)):
        if len(paths) <= LISTED:
            for path in paths:
                screen.line(f"{word} {_short(path)}")
        else:
            where = Path(os.path.commonpath(paths))
            screen.line(f"{word} {_many(len(paths), 'file')} in {_short(where)}")


def freshness(screen: Screen, diff: str, what: str, command: str) -> bool:
    """Whether nothing is stale; if not, the diff, and the command that brings it up to date."""
    if not diff:
        screen.line(f"The {what} are up to date.", style="green")
        return True
    screen.raw(diff)
    screen.note(f"symact: the {what} are stale; to update them run: {command}", style="red")
    return False


def summary(screen: Screen, summary: Summary) -> None:
    """The end of a build: a line for each activation, and what changed on disk."""
    screen.table(
        ("activation", "verdicts", "kernels", "sheet"),
        [(r.name, r.verdicts, r.kernels, r.sheet) for r in summary.rows],
    )
    for note in summary.notes:
        screen.line(note)
    if summary.unexpected:
        for v in summary.unexpected:
            screen.line(
                f"{v.activation}, {v.claim}: {v.verdict}, but {v.expected} is recorded", style="red"
            )
        screen.line("Nothing was written.", style="red")
        return
    written, removed = len(summary.changes.written), len(summary.changes.removed)
    if not summary.changes:
        screen.line("Everything was up to date; nothing was written.", style="green")
        return
    screen.line(
        f"Wrote {_many(written, 'file')}" + (f", removed {removed}." if removed else "."),
        style="green",
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
