"""The page on speed, in Markdown: tables from the rows on record, and how they were made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import exp, fsum, log

from symact.bench.peers import LIBRARIES
from symact.bench.plan import CONTIGUOUS, LARGE, LAYOUTS, MAIN, PARAMETERS, SMALL
from symact.bench.row import ACCURATE, SpeedRow

Rows = Sequence[SpeedRow]

METHOD = """\
Inputs are standard normal times 3, the same arrays for all, each from the beginning of a cache line
on. Everybody runs in one process on as many cores as there are threads, is called three times
before, and is then timed in turns, in an order that is drawn anew for every round; a turn starts
with a call that is not timed, so that everybody finds the caches as it left them itself. A time is
the median of 9 to 41 turns, in nanoseconds an element, its spread the distance of the quartiles
over it. Results go into an array that is there already, except where a peer takes none{}. A peer's
gradient that works from the output is compared with `vjp_from_output`, one that works from the
input with `vjp`. JAX's are those of `jax.vjp` under `jax.jit`, PyTorch's its backward kernels, or
autograd's where it composes the function of several. `torch.compile` takes seconds a function and
is measured for float32 only. With several threads a turn waits until those of the turn before are
at rest, since the threads of some libraries go on spinning for 50 ms after their work, and then
starts with calls for 20 ms, in which sleeping cores wake."""

CLOSE, CALL = 1.15, 1.2
"""How near to a copy a large array has to come, and a call on a small one to NumPy's."""


def page(rows: Rows, chart: str) -> str:
    """The whole page; `chart` is the file name of the figure in it."""
    return "\n".join(_page(rows, chart)) + "\n"


def _page(rows: Rows, chart: str) -> Iterator[str]:
    main = of_main_table(rows)
    yield "# Speed"
    yield ""
    yield "Written by `symact bench` from `generated/bench.json`; do not edit."
    yield ""
    yield from _setting(rows)
    yield from _standing(main)
    yield f"![Times beside those of the fastest peer]({chart})"
    yield ""
    for dtype in dict.fromkeys(r.dtype for r in main):
        yield from _contest(f"{dtype}, {MAIN:,} elements, one thread", _of(main, dtype))
    yield from _threads(rows)
    yield from _large(rows)
    yield from _small(rows)
    yield from _layouts(rows)


def of_main_table(rows: Rows) -> list[SpeedRow]:
    """The rows of the main size, on one thread, of contiguous arrays."""
    return [r for r in rows if (r.n, r.threads, r.layout) == (MAIN, 1, CONTIGUOUS)]


def _of(rows: Rows, dtype: str) -> list[SpeedRow]:
    return [r for r in rows if r.dtype == dtype]


def _setting(rows: Rows) -> Iterator[str]:
    """Where and how it was measured."""
    yield "Processor: " + "; ".join(dict.fromkeys(r.host for r in rows)) + "  "
    yield "Versions: " + "; ".join(dict.fromkeys(r.versions for r in rows))
    yield ""
    makers = sorted({peer for r in rows for peer in r.without_out})
    yield METHOD.format(f" ({', '.join(makers)})" if makers else "").replace("\n", " ")
    yield ""
    absent = {f"{p}: {why}" for r in rows for p, why in r.left_out.items() if "install" in why}
    if absent:
        yield f"Left out: {'; '.join(sorted(absent))}."
        yield ""
    yield (
        "`copy` is what a plain copy of the input takes: the bound that memory sets. `ulp` is the "
        "largest error on these inputs, ours and the fastest peer's, where it was measured; beyond "
        "them, and in the tails most of all, errors may be larger."
    )
    if any(r.second is not None for r in rows):
        yield (
            "`second set` are kernels generated at a wider budget (`symact generate --max-ulp 8`); "
            "their error stands between ours and the peer's."
        )
    yield ""


def _standing(main: Rows) -> Iterator[str]:
    """How many kernels are ahead, and by how much, where there is arithmetic to speak of."""
    yield "| | kernels with a peer | ahead | behind | geometric mean of the ratios |"
    yield "|---|---|---|---|---|"
    for dtype in dict.fromkeys(r.dtype for r in main):
        for label, chosen in (("", _compared(_of(main, dtype))), *_arithmetic(_of(main, dtype))):
            ahead = sum(ratio >= 1 for ratio in chosen)
            mean = geometric_mean(chosen)
            yield (
                f"| {dtype}{label} | {len(chosen)} | {ahead} | {len(chosen) - ahead} | {mean:.2f} |"
            )
    yield ""


def geometric_mean(ratios: Sequence[float]) -> float:
    """The geometric mean; 1 of none."""
    return exp(fsum(map(log, ratios)) / len(ratios)) if ratios else 1.0


def _compared(rows: Rows) -> list[float]:
    return [r.ratio for r in rows if r.ratio is not None]


def _arithmetic(rows: Rows) -> Iterator[tuple[str, list[float]]]:
    heavy = [r for r in rows if r.peers and 2 * r.copy < min(r.peers.values())]
    yield ", a copy taking less than half of the peer's time", _compared(heavy)
    accurate = [r.ratio_to_accurate for r in rows if r.ratio_to_accurate is not None]
    if accurate:
        yield f", beside peers within {ACCURATE:g} ULP on these inputs", accurate


def _contest(title: str, rows: Rows) -> Iterator[str]:
    """A table of our times beside every peer's."""
    peers = [p for p in LIBRARIES if any(p in r.peers for r in rows)]
    second = ["second set"] if any(r.second is not None for r in rows) else []
    head = ["kernel", "symact", "spread", *second, "copy", *peers, "best peer / symact", "ulp"]
    yield f"## {title}"
    yield ""
    yield from _table(head, [_contest_cells(r, peers, bool(second)) for r in rows])


def _contest_cells(r: SpeedRow, peers: Sequence[str], second: bool) -> list[str]:
    own = [f"{r.ns_per_element:.3f}", f"{100 * r.spread:.0f}%"]
    if second:
        own.append("" if r.second is None else f"{r.second:.3f}")
    own.append(f"{r.copy:.3f}")
    times = [f"{r.peers[p]:.3f}" if p in r.peers else "" for p in peers]
    ratio = "" if r.ratio is None else f"{r.ratio:.2f}" if r.ratio >= 1 else f"**{r.ratio:.2f}**"
    return [title(r), *own, *times, ratio, _ulp(r)]


def _ulp(r: SpeedRow) -> str:
    """Our error, that of the second set where there is one, and that of the fastest peer."""
    second = () if r.second is None else ("second",)
    errors = [r.max_ulp.get(name or "") for name in ("symact", *second, r.best_peer)]
    return " / ".join("" if e is None else f"{e:.2g}" for e in errors).strip(" /")


def title(r: SpeedRow) -> str:
    """A kernel's name as the package has it."""
    return r.activation if r.kernel == "value" else f"{r.activation}_{r.kernel}"


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    for cells in lines:
        yield f"| {' | '.join(cells)} |"
    yield ""


def _threads(rows: Rows) -> Iterator[str]:
    several = [r for r in rows if r.threads > 1]
    for threads in dict.fromkeys(r.threads for r in several):
        chosen = [r for r in several if r.threads == threads]
        yield from _contest(f"{threads} threads, {MAIN:,} elements", chosen)


def _large(rows: Rows) -> Iterator[str]:
    large = [r for r in rows if r.n == LARGE]
    if not large:
        return
    yield f"## {LARGE:,} elements, into an array that is there"
    yield ""
    slow = [title(r) for r in large if r.ns_per_element > CLOSE * r.copy]
    yield (
        f"Beyond {CLOSE} times a copy, since their arithmetic takes longer than memory: "
        f"{', '.join(slow) or 'none'}."
    )
    yield ""
    yield from _ratios(large, "a copy", lambda r: r.copy)


def _small(rows: Rows) -> Iterator[str]:
    small = [r for r in rows if r.n == SMALL]
    if not small:
        return
    yield f"## Calls on {SMALL:,} elements"
    yield ""
    yield (
        "Beside NumPy's `negative` (`multiply` for two operands) on the same arrays. What it takes "
        f"beyond {CALL} times that is arithmetic, or, for a function with parameters, the Python "
        "callable around its ufunc."
    )
    yield ""
    yield from _ratios(small, "NumPy's ufunc", lambda r: r.ufunc)


def _ratios(rows: Rows, what: str, other: Callable[[SpeedRow], float]) -> Iterator[str]:
    lines = [
        [
            title(r),
            f"{r.ns_per_element:.3f}",
            f"{other(r):.3f}",
            f"{r.ns_per_element / other(r):.2f}",
        ]
        for r in rows
    ]
    yield from _table(["kernel", "symact", what, f"symact / {what}"], lines)


def _layouts(rows: Rows) -> Iterator[str]:
    """Times in every layout, over those of contiguous arrays."""
    plain = {r.activation: r for r in rows if _is_plain(r)}
    layouts = LAYOUTS + PARAMETERS
    odd = {(r.activation, r.layout): r for r in rows if r.layout in layouts}
    names = [name for name in plain if any((name, layout) in odd for layout in layouts)]
    if not names:
        return
    yield "## Layouts"
    yield ""
    yield (
        "Times over the one for contiguous arrays. At stride 2 twice the memory is read; a copy of "
        "the same array is in brackets."
    )
    yield ""
    lines = []
    for name in names:
        base = plain[name].ns_per_element
        cells = [name, f"{base:.3f}"]
        for layout in layouts:
            r = odd.get((name, layout))
            shown = "" if r is None else f"{r.ns_per_element / base:.2f}"
            if r is not None and layout == "stride 2":
                shown += f" ({r.copy / base:.2f})"
            cells.append(shown)
        lines.append(cells)
    yield from _table(["value of", "contiguous, ns", *layouts], lines)


def _is_plain(r: SpeedRow) -> bool:
    place = (r.n, r.threads, r.layout, r.dtype, r.kernel)
    return place == (MAIN, 1, CONTIGUOUS, "float32", "value")
