"""The cheapest corrections that keep an error within its bound, looked for from both ends.

What is left when corrections are taken away depends on the order, and what a single one does on
those beside it: of what several walks find, the cheapest is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from symact.lower.spots import GUARD, LEFT_OUT, LIGHTER, Choices, Spot, shortened

WIDTH = 4
"""How many sets of corrections of one size are added to."""

MANY = 20
"""Among more than these only single corrections are looked for thoroughly."""

MANY_PASSES = 100
"""So often at most a walk begins anew after a change: each makes the price lower."""


@dataclass(frozen=True)
class Corrections:
    """All that can be done, the error that is left after some of it, its bound, and the price.

    `joints` are the operands whose low words are carried on after some of it.
    """

    all: Choices
    error: Callable[[Choices], float]
    bound: float
    price: Callable[[Choices], float]
    joints: Callable[[Choices], list[Spot]]

    def briefly(self, known: Choices | None) -> Choices:
        """Choices within the bound, found in about as many trials as there are spots.

        Where known ones are no longer within it, but were with less to be right for, few are added.
        All of them together are within the bound.
        """
        start = self.all if known is None else {**self.all, **known}
        if known and self.holds(start):
            return self._halved(start, known)
        return self._trimmed(self._descended(self._halved(self.all), 1), 1)

    def cheapest(self, most: int) -> Choices:
        """Choices within the bound; of at most `most` all good ones are looked for.

        All of them together are within the bound.
        """
        starts, short = [self.all, self._halved(self.all)], shortened(self.all)
        if short != self.all and self.holds(short):
            starts.append(short)
        ways = [self._descended(start) for start in starts]
        best = self._trimmed(min(ways, key=self.price))
        most = most if len(self.all) <= MANY else 1
        return self._grown(most, self.price(best)) or best

    def holds(self, choices: Choices) -> bool:
        """Whether the error is within the bound."""
        return self.error(choices) <= self.bound

    def _descended(self, kept: Choices, passes: int = MANY_PASSES) -> Choices:
        """Step after step, what leaves the lowest price first, of those that still hold."""
        for _ in range(passes):
            cost = self.price(kept)
            steps = [(self.price(_lighter(kept, n, to)), n, to) for n, to in _steps(kept)]
            due = [(n, to) for price, n, to in sorted(steps) if price < cost]
            before = dict(kept)
            for n, to in due:
                if kept.get(n) == before[n] and self.holds(fewer := _lighter(kept, n, to)):
                    kept = fewer
            if kept == before:
                break
        return kept

    def _trimmed(self, kept: Choices, passes: int = MANY_PASSES) -> Choices:
        """Without the low words that do not count where they are carried on to."""
        for _ in range(passes):
            cost = self.price(kept)
            steps = {spot: self.price({**kept, spot: LEFT_OUT}) for spot in self.joints(kept)}
            before = kept
            for spot in sorted(steps, key=lambda spot: (steps[spot], spot)):
                fewer = {**kept, spot: LEFT_OUT}
                if steps[spot] < cost and self.price(fewer) < self.price(kept):
                    kept = fewer if self.holds(fewer) else kept
            if kept is before:
                break
        return kept

    def _halved(self, start: Choices, wanted: Choices | None = None) -> Choices:
        """What is left when parts are taken away: first the later half, then smaller parts.

        Those that are wanted stay.
        """
        kept, stay = dict(start), {GUARD, *(wanted or ())}
        if GUARD in kept and GUARD not in (wanted or ()) and self.holds(_without(kept, [GUARD])):
            del kept[GUARD]
        due = [[n for n in reversed(kept) if n not in stay]]
        while due:
            part = due.pop()
            if not part:
                continue
            fewer = _without(kept, part)
            if self.holds(fewer):
                kept = fewer
            elif len(part) > 1:
                middle = len(part) // 2
                due += [part[middle:], part[:middle]]
        return kept

    def _grown(self, most: int, cost: float) -> Choices | None:
        """The best of few corrections below a price, added to the most promising sets of fewer."""
        best: Choices | None = None
        sets: list[Choices] = [{}]
        for _ in range(most):
            longer: dict[frozenset[tuple[Spot, str]], tuple[float, Choices]] = {}
            for chosen in sets:
                for more in self._one_more(chosen):
                    key = frozenset(more.items())
                    if key in longer or (price := self.price(more)) >= cost:
                        continue
                    error = self.error(more)
                    longer[key] = error, more
                    if error <= self.bound:
                        best, cost = more, price
            sets = [more for _, more in sorted(longer.values(), key=lambda way: way[0])[:WIDTH]]
        return best

    def _one_more(self, chosen: Choices) -> Iterator[Choices]:
        for n, choice in self.all.items():
            if n not in chosen:
                for one in (*LIGHTER.get(choice, ()), choice):
                    yield {**chosen, n: one}


def _steps(kept: Choices) -> Iterator[tuple[Spot, str]]:
    """Each correction, with the lighter ones that may take its place; none is empty."""
    for n, choice in kept.items():
        for to in ("", *LIGHTER.get(choice, ())):
            yield n, to


def _lighter(kept: Choices, n: Spot, to: str) -> Choices:
    return {**kept, n: to} if to else _without(kept, [n])


def _without(choices: Choices, left_out: list[Spot]) -> Choices:
    return {n: choice for n, choice in choices.items() if n not in left_out}
