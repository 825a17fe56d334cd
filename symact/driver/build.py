"""Build: verify, generate and docs for the whole catalogue, published together or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from symact.accuracy import Row as Measured
from symact.driver import places
from symact.driver.kernels import BUDGET, checked_in, lowered, measured
from symact.driver.library import library
from symact.driver.pages import FORMATS, make_sheets, pages_of
from symact.driver.programs import Entry
from symact.driver.records import only_sampled
from symact.driver.tree import Changes, Made, Output
from symact.driver.verification import VERDICTS, verdicts_json, verify_with
from symact.driver.workers import Reporter, silent, workers
from symact.ir import KernelSet
from symact.sheet import Sheet
from symact.verdict import WORDS, Verdict


@dataclass(frozen=True)
class Row:
    """One activation in the table at the end of a build."""

    name: str
    verdicts: str
    kernels: str
    sheet: str


@dataclass(frozen=True)
class Summary:
    """What a build made, or, when a verdict was not the recorded one, why it made nothing."""

    rows: tuple[Row, ...]
    changes: Changes
    unexpected: tuple[Verdict, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything was as declared."""
        return not self.unexpected


def build(
    output: Path | None = None,
    max_ulp: float = BUDGET,
    report: Reporter = silent,
    processes: int = 1,
) -> Summary:
    """Verify every claim; then, if every verdict is the recorded one, write kernels and pages."""
    known = library()
    activations = known.chosen()
    generated, reference = places.generated(output), places.reference(output)
    with workers(report, processes) as pool:
        verdicts = verify_with(pool, known, activations)
        unexpected = tuple(v for v in verdicts if not v.as_expected)
        if unexpected:
            return Summary((), Changes(), unexpected)
        entries = lowered(pool, activations, max_ulp)
        rows = measured(pool, activations, entries, generated)
        sheets = make_sheets(pool, activations, verdicts, rows)
        pages = pages_of(pool, sheets, reference, FORMATS, complete=output is None)
    made = Made((_generated(generated, entries, rows, verdicts),)) + pages
    changes = made.publish()
    shown = tuple(_row(s, e.kernels, pages) for s, e in zip(sheets, entries, strict=True))
    return Summary(shown, changes, notes=made.notes + only_sampled(rows))


def _generated(
    root: Path,
    entries: Sequence[Entry],
    rows: Sequence[Measured],
    verdicts: Sequence[Verdict],
) -> Output:
    """The kernels, their errors and the verdicts, as one tree."""
    kernels = checked_in(root, entries, rows)
    files = {**kernels.files, VERDICTS: verdicts_json(verdicts).encode()}
    return Output(root, files, scope=lambda path: kernels.scope(path) or path == VERDICTS)


def _row(sheet: Sheet, kernels: KernelSet, pages: Made) -> Row:
    name = sheet.activation.name
    counts = Counter(v.verdict for v in sheet.verdicts)
    verdicts = ", ".join(f"{counts[word]} {word}" for word in WORDS if counts[word])
    return Row(name, verdicts, _kernels(kernels), _formats(name, pages))


def _kernels(made: KernelSet) -> str:
    """How many kernels there are, and of which kinds."""
    every = (*made.kernels, *made.general, *made.axiswise)
    kinds = dict.fromkeys(kernel.kind for kernel in every)
    return f"{len(every)}: {', '.join(kinds)}"


def _formats(name: str, pages: Made) -> str:
    """The kinds of file that show an activation."""
    paths = [Path(p) for output in pages.outputs for p in output.files]
    shown = {p.suffix.removeprefix(".") for p in paths if p.stem in (name, "reference")}
    return " ".join(sorted(shown))
