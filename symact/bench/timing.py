"""Times of functions that are called in turns: what slows the machine slows them all."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time, sleep

Call = Callable[[], object]

SHORTEST = 50e-6
"""A call shorter than this, in seconds, is repeated within one turn."""

TURNS = (9, 41)
"""The fewest and the most turns."""

LOOK, LONGEST = 0.01, 0.2
"""For how long a process is looked at to see whether it rests, and waited for, in seconds."""

AWAKE = 0.02
"""For how long a call is repeated, untimed, after such a rest: cores that slept have to wake."""

BUSY = 0.1
"""The share of one core above which a process does not rest."""


@dataclass(frozen=True)
class Time:
    """The median of all turns in seconds a call, and the distance of the quartiles over it."""

    median: float
    spread: float


def in_turns(calls: Mapping[str, Call], budget: float, *, at_rest: bool = False) -> dict[str, Time]:
    """Time every call, one after the other, for about `budget` seconds in all.

    Each is called twice before: what is compiled or allocated once is not measured. A turn starts
    with a call that is not timed, so that everybody finds the caches as it left them itself, and
    the order is drawn anew for every round. With `at_rest` a turn waits until no thread works that
    another one left behind: a pool may spin for 50 ms after its last call. It then starts with so
    many calls that all cores are awake.
    """
    for call in calls.values():
        call()
    once = {name: _timed(call, 1) for name, call in calls.items()}
    repeats = {name: max(1, round(SHORTEST / max(t, 1e-9))) for name, t in once.items()}
    a_turn = sum(once[name] * (repeats[name] + 1) for name in calls)
    turns = min(max(round(budget / a_turn), TURNS[0]), TURNS[1])
    found: dict[str, list[float]] = {name: [] for name in calls}
    order, draw = list(calls), random.Random(0)
    gc.disable()
    try:
        for _ in range(turns):
            draw.shuffle(order)
            for name in order:
                if at_rest:
                    _wait_for_rest()
                _warm(calls[name], AWAKE if at_rest else 0)
                found[name].append(_timed(calls[name], repeats[name]))
    finally:
        gc.enable()
    return {name: _summary(times) for name, times in found.items()}


def _wait_for_rest() -> None:
    """Wait until the threads of this process take little time, or for LONGEST."""
    for _ in range(round(LONGEST / LOOK)):
        used, start = process_time(), perf_counter()
        sleep(LOOK)
        if process_time() - used < BUSY * (perf_counter() - start):
            return


def _warm(call: Call, seconds: float) -> None:
    """Call once at least, and for as many seconds."""
    end = perf_counter() + seconds
    call()
    while perf_counter() < end:
        call()


def _timed(call: Call, repeats: int) -> float:
    start = perf_counter()
    for _ in range(repeats):
        call()
    return (perf_counter() - start) / repeats


def _summary(times: list[float]) -> Time:
    low, middle, high = quantiles(times, n=4)
    return Time(median(times), (high - low) / middle)
