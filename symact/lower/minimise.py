"""The fewest corrections that keep a measure true: halves are taken away as long as it holds."""

from __future__ import annotations

from collections.abc import Callable

from symact.lower.compensation import GUARD, LIGHTER, Choices

Holds = Callable[[Choices], bool]


def minimal(choices: Choices, holds: Holds) -> Choices:
    """Choices from which none can be left out, each as cheap as it can be; `holds` for the given.

    What is taken away first is the later half of the expression, then smaller and smaller parts.
    """
    kept = dict(choices)
    if GUARD in kept and holds(_without(kept, [GUARD])):
        del kept[GUARD]
    due = [[n for n in sorted(kept, reverse=True) if n != GUARD]]
    while due:
        part = due.pop()
        if not part:
            continue
        fewer = _without(kept, part)
        if holds(fewer):
            kept = fewer
        elif len(part) > 1:
            middle = len(part) // 2
            due += [part[middle:], part[:middle]]
    for n in sorted(kept):
        for choice in LIGHTER.get(kept[n], ()):
            if holds({**kept, n: choice}):
                kept[n] = choice
                break
    if set(kept) == {GUARD}:
        del kept[GUARD]
    return kept


def _without(choices: Choices, left_out: list[int]) -> Choices:
    return {n: choice for n, choice in choices.items() if n not in left_out}
