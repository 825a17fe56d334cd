"""The chart of the page on speed, as SVG: the same bytes from the same rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from symact.bench.page import title
from symact.bench.plan import CONTIGUOUS, DTYPES, MAIN
from symact.bench.row import SpeedRow

INK, OURS, PEER, COPY = "#1b1f24", "#0b5cad", "#c2410c", "#9aa4af"

TICKS = tuple(m * 10.0**e for e in range(-3, 5) for m in (1, 2, 5))

_SETTINGS: Any = {
    "svg.hashsalt": "symact",
    "svg.fonttype": "path",
    "font.family": ["DejaVu Sans"],
    "font.size": 8,
    "axes.edgecolor": INK,
    "text.color": INK,
}


def chart(rows: Sequence[SpeedRow]) -> str:
    """A bar for each float32 kernel with a peer: ours, the fastest peer's, a mark for a copy."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    shown = [r for r in rows if r.peers and _place(r) == (MAIN, 1, CONTIGUOUS, DTYPES[0])]
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(7.2, 0.6 + 0.19 * len(shown)), layout="constrained")
        FigureCanvasSVG(figure)
        _bars(figure.add_subplot(), shown)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _place(r: SpeedRow) -> tuple[int, int, str, str]:
    return r.n, r.threads, r.layout, r.dtype


def _bars(axes: Any, rows: Sequence[SpeedRow]) -> None:
    places = range(len(rows))
    ours = [r.ns_per_element for r in rows]
    best = [min(r.peers.values()) for r in rows]
    axes.barh([p - 0.2 for p in places], ours, 0.36, color=OURS, label="symact")
    axes.barh([p + 0.2 for p in places], best, 0.36, color=PEER, label="fastest peer")
    copies = [r.copy for r in rows]
    axes.plot(copies, places, "|", color=COPY, markersize=9, label="plain copy")
    for place, r in enumerate(rows):
        axes.text(best[place] * 1.04, place + 0.2, r.best_peer, va="center", fontsize=6)
    axes.set_yticks(places, [title(r) for r in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xscale("log")
    shortest, longest = min(ours + best + copies), max(ours + best)
    ticks = [t for t in TICKS if shortest / 2 < t < 2 * longest]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.set_xticks([], minor=True)
    axes.set_xlim(ticks[0], longest * 1.6)
    axes.set_xlabel("ns per element, float32")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(frameon=False, ncols=3, loc="lower right", bbox_to_anchor=(1.0, 1.0))
