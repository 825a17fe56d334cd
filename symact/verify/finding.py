"""What the engine finds about one statement, before it is put on record as a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from symact.activation import Activation
from symact.constants import named
from symact.expression import to_text
from symact.verdict import Witness, Word


@dataclass(frozen=True)
class Finding:
    """The fields of a verdict that the engine decides."""

    word: Word
    method: str
    witness: Witness | None = None
    condition: str | None = None
    necessary: bool | None = None
    points: tuple[str, ...] = ()
    correction: str | None = None


def shown(value: Any, activation: Activation) -> str:
    """A formula as text, with the names that an activation has for its constants."""
    return to_text(named(value, activation.constants))


SEVERITY: tuple[Word, ...] = ("refuted", "undecided", "conditional", "convention", "proved")
"""What one statement of several brings about for all of them, the strongest first."""


def together(findings: Iterable[Finding]) -> Finding:
    """One finding for a claim that makes several statements: the worst, with every method told."""
    found = list(findings)
    worst = min(found, key=lambda f: SEVERITY.index(f.word))
    if worst.word not in ("proved", "convention"):
        return worst
    return replace(
        worst,
        method="; ".join(dict.fromkeys(f.method for f in found)),
        points=tuple(dict.fromkeys(p for f in found for p in f.points)),
    )
