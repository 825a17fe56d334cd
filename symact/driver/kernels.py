"""Generate: activations lowered within an error budget and printed by a target, as a package."""

from __future__ import annotations

import keyword
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import isinf
from pathlib import Path

from symact.accuracy import Row, combined
from symact.activation import Activation
from symact.derive.advice import with_advice
from symact.driver import hard, places, programs
from symact.driver.along import measured_on_the_way
from symact.driver.library import Library, library
from symact.driver.measured import in_words
from symact.driver.programs import Entry
from symact.driver.records import (
    RECORD,
    Hashes,
    brought_up_to_date,
    only_sampled,
    record_text,
    recorded,
)
from symact.driver.tree import Changes, Made, Output
from symact.driver.words import documentation
from symact.driver.workers import Reporter, Workers, silent, workers
from symact.errors import InputError
from symact.interpret import evaluate
from symact.ir import KernelSet
from symact.lower import BudgetError, lower_measured
from symact.targets import get

IMPORTED = ("numpy", "llvmlite")
"""What a package of kernels imports; one of that name, in the working folder, would hide it."""

BUDGET = 2.0
"""The error in ULP that a kernel may have when the caller names none."""

BUDGETS = (0.5, 1e6)
"""The least and the largest budget that can be asked for."""


def generate(
    activations: str | Activation | Sequence[str | Activation] = (),
    *,
    source: Path | str | None = None,
    output: Path | str | None = None,
    max_ulp: float = BUDGET,
) -> Changes:
    """Write kernels as an importable package; returns the paths that changed.

    `activations` are names, or activations declared in the program, one or several; by default all
    of `source`, a definition file, or of the catalogue. `output` is the package's folder (default:
    the checkout's `generated/symact_kernels`, always whole), `max_ulp` the error that a kernel may
    have. Raises InputError for an unknown name or a folder whose name no package can have,
    UnsupportedError for a formula that has no kernels, BudgetError where none is good enough.
    """
    if isinstance(activations, str | Activation):
        activations = (activations,)
    if not BUDGETS[0] <= max_ulp <= BUDGETS[1]:
        raise InputError("max_ulp is from {} to {:,.0f}, not {}".format(*BUDGETS, max_ulp))
    declared = [a for a in activations if isinstance(a, Activation)]
    found = library(None if source is None else Path(source)).including(declared)
    names = [a.name if isinstance(a, Activation) else a for a in activations]
    where = None if output is None else Path(output)
    return make_kernels(found, names, where, max_ulp).publish()


def make_kernels(
    library: Library,
    names: Sequence[str] = (),
    output: Path | None = None,
    max_ulp: float = BUDGET,
    report: Reporter = silent,
    processes: int = 1,
    fresh: bool = False,
) -> Made:
    """Kernels of the named activations, ready to be put in place.

    The package in the checkout is always whole: names choose what goes into another folder.
    `fresh` lowers everything anew, also what is stored. Raises InputError when DIR's name cannot be
    a package's, BudgetError when a kernel is refused.
    """
    root, package, prefix = _place(library, output)
    named = library.chosen(names)  # a name that nobody knows is refused also where all are made
    chosen = library.chosen() if output is None else named
    with workers(report, processes) as pool:
        entries = lowered(pool, chosen, max_ulp, fresh, root)
        rows = measured(pool, chosen, entries, root, max_ulp)
    if output is None:
        notes = (*refusals(entries), *only_sampled(rows))
        return Made((checked_in(root, entries, rows),), notes=notes)
    files = package_files([e.kernels for e in entries], package, rows) | {RECORD: record_text(rows)}
    return Made((kernels_output(root, prefix, files),), notes=refusals(entries))


def refusals(entries: Sequence[Entry]) -> tuple[str, ...]:
    """What a reader has to know of kernels that an activation goes without."""
    rows = [row for entry in entries for row in entry.measured if isinf(row.max_ulp)]
    return tuple(f"no {row.activation}_{row.kernel}: {'; '.join(row.forms)}" for row in rows)


def lowered(
    pool: Workers,
    activations: Sequence[Activation],
    max_ulp: float,
    fresh: bool = False,
    folder: Path | None = None,
) -> list[Entry]:
    """The lowered kernels of activations, with what was measured; stored ones unless `fresh`.

    `folder` is that of the package, which may know of hard inputs.
    """
    stored = [None if fresh else programs.stored(a, max_ulp, folder) for a in activations]
    pairs = list(zip(activations, stored, strict=True))
    kept = [old if _told(a, old) else None for a, old in pairs]
    due = [pair for pair, entry in zip(pairs, kept, strict=True) if entry is None]
    function = partial(_renewed, max_ulp=max_ulp, folder=folder)
    made = iter(pool.map("generate", function, due, [a.name for a, _ in due]))
    return [entry or next(made) for entry in kept]


def measured(
    pool: Workers,
    activations: Sequence[Activation],
    entries: Sequence[Entry],
    root: Path,
    max_ulp: float = BUDGET,
) -> list[Row]:
    """The record of the kernels' errors; those that are not on it as they are now are sampled.

    Raises BudgetError where a sample finds a kernel over its budget.
    """
    old = recorded(root)
    sets = [e.kernels for e in entries]
    along = measured_on_the_way(pool, activations, sets, old)
    found = combined(brought_up_to_date(pool, activations, sets, old), along)
    known = [row.content for row in old]
    rows = [row if row.content in known else row.at(max_ulp) for row in found]
    for row in rows:
        if not row.within and row.content not in known:
            raise BudgetError(row.complaint)
    return rows


def checked_in(root: Path, entries: Sequence[Entry], rows: Sequence[Row]) -> Output:
    """The catalogue's package, its errors, and the lowered programs that it was printed from."""
    prefix = f"{places.KERNELS}/"
    printed = package_files([e.kernels for e in entries], prefix[:-1], rows)
    package = kernels_output(root, prefix, printed)
    record = {RECORD: record_text(rows).encode()}
    files = {**package.files, **programs.files(entries), **record}
    return Output(root, files, scope=partial(_under, (prefix, f"{programs.PROGRAMS}/", RECORD)))


def package_files(
    sets: Sequence[KernelSet], package: str, rows: Sequence[Row] = ()
) -> dict[str, str]:
    """The files of a package of kernels, by their path in it; rows say how far kernels are off."""
    return get("numba").emit(sets, package, measured=in_words(rows))


def with_figures(
    library: Library, folder: Path, hashes: Hashes, rows: Sequence[Row]
) -> Made | None:
    """A package on disk with the errors of its kernels in its docstrings, and nothing else new.

    None where that is not to be had: its kernels are not those that are stored of these formulas.
    """
    chosen = [library.activations[name] for name in hashes if name in library.activations]
    root = folder.parent if folder.name == places.KERNELS and not library.from_file else folder
    stored = [programs.stored(a, BUDGET, root) for a in chosen]
    if len(chosen) < len(hashes) or None in stored:
        return None
    with workers() as pool:
        entries = lowered(pool, chosen, BUDGET, folder=root)
    sets = [e.kernels for e in entries]
    if get("numba").hashes(sets) != hashes:
        return None
    if root != folder:
        return Made((checked_in(root, entries, rows),))
    files = package_files(sets, folder.name, rows) | {RECORD: record_text(rows)}
    return Made((kernels_output(folder, "", files),))


def kernels_output(root: Path, prefix: str, files: dict[str, str]) -> Output:
    """The files as the part of an output tree that lies under a prefix."""
    data = {prefix + path: content.encode() for path, content in files.items()}
    return Output(root, data, scope=partial(_under, prefix))


def _under(prefix: str | tuple[str, ...], path: str) -> bool:
    return path.startswith(prefix)


def _place(library: Library, output: Path | None) -> tuple[Path, str, str]:
    """The tree's root, the package's name, and where in the tree its files lie."""
    if output is None and library.from_file:
        raise InputError("say where the kernels of a definition file go: --output DIR")
    if output is None:
        return places.generated(), places.KERNELS, f"{places.KERNELS}/"
    root = output.resolve()
    if not root.name.isidentifier() or keyword.iskeyword(root.name) or root.name in IMPORTED:
        raise InputError(f"--output {output}: {root.name!r} cannot be the name of a package")
    return root, root.name, ""


def _told(activation: Activation, entry: Entry | None) -> bool:
    """Whether there is an entry whose words are those of today."""
    return entry is not None and entry.words_key == programs.words_key_of(activation)


def _renewed(
    due: tuple[Activation, Entry | None], max_ulp: float, folder: Path | None = None
) -> Entry:
    """The stored entry with fresh words; where there is none, the activation lowered."""
    activation, old = due
    words = programs.words_key_of(activation)
    with with_advice(activation):
        doc = documentation(activation)
        if old is not None:
            return replace(old, words_key=words, kernels=replace(old.kernels, doc=doc))
        hard_inputs = hard.known(activation.name, folder)
        kernels, rows = lower_measured(activation, evaluate, max_ulp, doc, hard_inputs)
    entry = Entry(programs.key_of(activation, max_ulp, folder), words, kernels, rows)
    programs.keep(entry)
    return entry
