"""How much a search for corrections may do, in counts that are the same on every machine.

A long formula has so many places for a correction, and so many forms, that a thorough search of all
of them has no end that anyone would wait for. What is tried is counted for a whole function; beyond
a first count searches are brief, beyond a second the function is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

LONG = 80
"""With more spots than these an expression is always searched briefly."""

ENOUGH = 4_000_000
"""So many spots, of all sets of corrections tried, are looked at thoroughly."""

MOST = 6_000_000
"""And so many at all."""

FORMS = 3
"""How many forms of a region that were searched briefly are enough."""


@dataclass
class Trials:
    """What the searches for one function have done: the spots of every set that was tried."""

    spent: int = 0

    def brief(self, spots: int) -> bool:
        """Whether an expression with so many spots is to be searched briefly."""
        return spots > LONG or self.spent > ENOUGH

    @property
    def over(self) -> bool:
        """Whether nothing more may be tried."""
        return self.spent > MOST


class ExhaustedError(Exception):
    """Nothing more may be tried; the message says what is left of an error where."""
