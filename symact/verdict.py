"""A verdict: what verification found about one claim."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Word = Literal["proved", "convention", "conditional", "refuted", "undecided", "absent"]

WORDS: dict[Word, str] = {
    "proved": "holds wherever both sides are defined",
    "convention": "holds wherever the derivative exists; at the listed kinks a value is a choice",
    "conditional": "holds under a condition that every case the document means satisfies",
    "refuted": "fails, and a point where it fails is given",
    "undecided": "neither shown nor refuted",
    "absent": "the document gives none; symact supplies it",
}


@dataclass(frozen=True)
class Witness:
    """A point where a claim fails, with enclosures of the two values that do not meet."""

    point: str
    printed: str
    true: str


@dataclass(frozen=True)
class Verdict:
    """The outcome for one claim, and how it was reached.

    `condition` is a condition under which a refuted or conditional claim holds, proved sufficient;
    `necessary` says whether it is also necessary (None: not known). `points` lists kinks, jumps and
    removable gaps that the verdict leaves out. `correction` is the right formula where the claim is
    wrong. `note` says what else is known: which function it is about, how a text was read.
    """

    activation: str
    claim: str
    source: str
    verdict: Word
    expected: Word
    method: str
    witness: Witness | None = None
    condition: str | None = None
    necessary: bool | None = None
    points: tuple[str, ...] = ()
    correction: str | None = None
    printed: str = ""
    place: str = ""
    note: str = ""

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the recorded one."""
        return self.verdict == self.expected

    def to_json(self) -> dict[str, Any]:
        """The row that `symact verify --json` writes."""
        return asdict(self)
