"""What was measured, in a few lines: errors over every input, times beside those of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from symact.accuracy import Row
from symact.accuracy.page import LIBRARIES
from symact.bench.page import geometric_mean, of_main_table, title
from symact.bench.plan import MAIN
from symact.bench.row import ACCURATE, SpeedRow
from symact.driver import places
from symact.driver.bench import last_bench
from symact.driver.contest import last_contest
from symact.driver.records import recorded

SHOWN = ("sigmoid", "tanh", "gelu", "gelu_tanh", "silu", "mish", "softplus", "elu", "log_sigmoid")
"""The activations whose errors stand beside those of other libraries."""

WORDS = {"value": "f", "derivative": "f'", "vjp": "g f'(x)"}

BANDS = {"1 or more": 1.0, "0.9 to 1": 0.9, "0.75 to 0.9": 0.75, "below 0.75": 0.0}
"""How far ahead or behind a kernel is, with the least ratio of each; those of the last are named,
all others are in `docs/speed.md`."""


def highlights() -> str:
    """The lines for the README, from the records in the checkout."""
    lines = [
        *_accuracy(recorded(places.generated())),
        *_contest(last_contest()),
        *_speed(last_bench()),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _accuracy(rows: Sequence[Row]) -> Iterator[str]:
    """How many float32 kernels are within budget where every input was run, and where not."""
    plain = [
        r
        for r in rows
        if r.key[2:] == ("default", "float32") and r.kernel in WORDS and not r.along_axis
    ]
    for every in (True, False):
        chosen = [r for r in plain if r.content["exhaustive"] == every]
        names = list(dict.fromkeys(r.key[0] for r in chosen))
        if not names:
            continue
        where = "**On every one of the 4,294,967,296 float32 inputs**" if every else "On samples"
        yield f"{where}, the kernels of {_counted(len(names), 'activation')}:"
        yield ""
        for kind in WORDS:
            of_kind = [r for r in chosen if r.kernel == kind]
            if of_kind:
                yield _within(of_kind, kind)
        yield ""


def _counted(many: int, noun: str) -> str:
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"


def _within(rows: Sequence[Row], kind: str) -> str:
    """How many are within their budget, the largest of their errors, and those that are not."""
    inside = [r for r in rows if r.within]
    over = [r for r in rows if not r.within]
    largest = max(map(_error, inside), default=0.0)
    line = (
        f"* {WORDS[kind]}: {len(inside)} of {len(rows)} within {rows[0].budget:g} ULP, "
        f"up to {largest:.2f}"
    )
    listed = [f"{r.key[0]} {_error(r):.2f} at {r.content['worst_input']:.6g}" for r in over]
    return f"{line}; over it: {', '.join(listed)}" if listed else line


def _error(row: Row) -> float:
    return float(row.content["max_ulp"])


def _contest(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The largest errors of f of well-known activations beside other libraries, on one sample."""
    found = {(r["activation"], r["library"]): r for r in rows if r["kernel"] == "value"}
    present = [k for k in LIBRARIES if any(library == k for _, library in found)]
    names = [name for name in SHOWN if any(a == name for a, _ in found)]
    if not names:
        return
    many = max(r["inputs"] for r in found.values())
    yield (
        f"Largest error of f in ULP beside other libraries, on one sample of {many:,} float32 "
        "inputs, far tails and subnormal numbers among them; in brackets the largest where input "
        "and result are normal numbers, if that is less:"
    )
    yield ""
    yield "| | " + " | ".join(LIBRARIES[k] for k in present) + " |"
    yield "|---" + "|---:" * len(present) + "|"
    for name in names:
        cells = [_both(found[name, k]) if (name, k) in found else "" for k in present]
        yield f"| {name} | " + " | ".join(cells) + " |"
    yield ""
    yield "More, with the input of each, in [docs/accuracy.md](docs/accuracy.md)."
    yield ""


def _both(row: Mapping[str, Any]) -> str:
    """The largest error, and where it is smaller that among normal numbers."""
    shown, normal = (f"{row[k]:.3g}" for k in ("max_ulp", "max_ulp_where_all_is_normal"))
    return shown if shown == normal else f"{shown} ({normal})"


def _speed(rows: Sequence[SpeedRow]) -> Iterator[str]:
    """How our times stand to those of the fastest peer."""
    main = [r for r in of_main_table(rows) if r.peers]
    if not main:
        return
    peers = sorted({peer for r in main for peer in r.peers})
    yield (
        f"Times of {MAIN:,} elements on one thread, beside the fastest of {', '.join(peers)} "
        "for each kernel:"
    )
    yield ""
    yield "| their time over ours | kernels | geometric mean | " + " | ".join(BANDS) + " |"
    yield "|---" + "|---:" * (2 + len(BANDS)) + "|"
    standings = list(_standings(main))
    for label, ratios in standings:
        mean = geometric_mean([ratio for _, ratio in ratios])
        counts = Counter(_band(ratio) for _, ratio in ratios)
        cells = [str(len(ratios)), f"{mean:.2f}", *(str(counts[band]) for band in BANDS)]
        yield f"| {label} | {' | '.join(cells)} |"
    yield ""
    *_, last = BANDS
    for label, ratios in standings:
        named = [f"{title(row)} {ratio:.2f}" for row, ratio in ratios if _band(ratio) == last]
        if named:
            yield f"* {label}, {last}: {', '.join(named)}"
    yield ""
    yield "Every time, the processor and the versions are in [docs/speed.md](docs/speed.md)."
    yield ""


def _band(ratio: float) -> str:
    """Which column of the table a ratio belongs to."""
    return next(band for band, least in BANDS.items() if ratio >= least)


def _standings(rows: Sequence[SpeedRow]) -> Iterator[tuple[str, list[tuple[SpeedRow, float]]]]:
    """The kernels of each type with their ratios: to the fastest, and to the fastest accurate."""
    for dtype in dict.fromkeys(r.dtype for r in rows):
        chosen = [r for r in rows if r.dtype == dtype]
        yield dtype, [(r, ratio) for r in chosen if (ratio := r.ratio) is not None]
        accurate = [(r, ratio) for r in chosen if (ratio := r.ratio_to_accurate) is not None]
        if accurate:
            yield f"{dtype}, peers within {ACCURATE:g} ULP there", accurate
