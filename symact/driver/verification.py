"""Verify: every claim judged, and the verdicts as rows of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from symact.activation import Activation
from symact.claim import Claim
from symact.driver.identities import OWN, own_claims
from symact.driver.library import Library
from symact.driver.tree import Made, Output
from symact.driver.workers import Reporter, Workers, silent, workers
from symact.errors import InputError
from symact.expression import calls
from symact.verdict import Verdict
from symact.verify import verify as judge

DERIVATIVE = "derivative"
"""The claim that every activation has one row for."""

VERDICTS = "verification.json"
"""The file of verdicts in an output folder."""


def verify(
    library: Library, names: Sequence[str] = (), report: Reporter = silent, processes: int = 1
) -> tuple[Verdict, ...]:
    """The verdicts on every claim about the named activations, in the order of the library.

    After each activation's published claims come the identities that symact's own output rests on.
    """
    with workers(report, processes) as pool:
        return verify_with(pool, library, library.chosen(names))


def verify_with(
    pool: Workers, library: Library, activations: Sequence[Activation]
) -> tuple[Verdict, ...]:
    """The same, with workers that are there already."""
    known = dict(library.activations)
    tasks = [(claim, a, known) for a in activations for claim in _claims(library, a)]
    names = [f"{a.name}, {claim.claim}" for claim, a, _ in tasks]
    try:
        return tuple(pool.map("verify", _judge, tasks, names))
    except InputError as error:
        if library.path is None:
            raise
        raise InputError(f"{library.path}: {error}") from error


def _claims(library: Library, activation: Activation) -> Iterator[Claim]:
    """What is published about an activation, that its derivative is not, and what symact uses.

    About a catalogue activation that a user's file makes claims about, these claims alone.
    """
    published = library.claims_on(activation)
    yield from published
    if not library.declares(activation):
        return
    if not any(claim.claim == DERIVATIVE for claim in published):
        yield Claim(activation.name, absent=DERIVATIVE, source=OWN, expected="absent")
    yield from own_claims(activation)


def _judge(task: tuple[Claim, Activation, dict[str, Activation]]) -> Verdict:
    claim, activation, known = task
    return judge(claim, activation, calls(known))


def verdicts_json(verdicts: Sequence[Verdict]) -> str:
    """The rows that `symact verify --json` writes."""
    return json.dumps([v.to_json() for v in verdicts], indent=2, ensure_ascii=False) + "\n"


def verdicts_output(root: Path, verdicts: Sequence[Verdict]) -> Made:
    """The verdicts as a file of an output folder."""
    files = {VERDICTS: verdicts_json(verdicts).encode()}
    return Made((Output(root.resolve(), files, VERDICTS.__eq__),))
