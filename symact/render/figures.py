"""SVG figures, the same bytes from run to run: fixed hash salt, no date, glyphs drawn as paths.

Fonts come with matplotlib. Colours are CSS variables with a fallback, so that a figure follows the
light or dark page it stands in.
"""

from __future__ import annotations

import io
from html import escape
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

from symact.render.curves import Curve
from symact.render.page import Figure

INK, GRID, FUNCTION, DERIVATIVE, PAPER = "#1b1f24", "#d4d9df", "#0b5cad", "#c2410c", "#fefefe"
"""The colours drawn with; each is replaced by a CSS variable that falls back to it."""

_VARIABLES = {
    INK: "--ink", GRID: "--rule", FUNCTION: "--curve-f", DERIVATIVE: "--curve-d", PAPER: "--paper",
}  # fmt: skip
_DARK = (
    "@media (prefers-color-scheme: dark) { svg { --ink: #e6e8eb; --rule: #3a4149; "
    "--curve-f: #6cb2ff; --curve-d: #ff9d66; --paper: #14171a; } }"
)
_SETTINGS: Any = {
    "svg.hashsalt": "symact",
    "svg.fonttype": "path",
    "font.family": ["DejaVu Sans"],
    "mathtext.fontset": "cm",
    "font.size": 10,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "path.simplify": False,
}


def svg(figure: Figure) -> str:
    """The figure as an SVG document with a title and a description."""
    with matplotlib.rc_context(_SETTINGS):
        canvas = Canvas(figsize=(5.6, 3.3), layout="constrained")
        FigureCanvasSVG(canvas)
        _draw(canvas.add_subplot(), figure)
        out = io.StringIO()
        canvas.savefig(
            out, format="svg", transparent=True,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )  # fmt: skip
    return _finished(out.getvalue(), figure)


def _draw(axes: Axes, figure: Figure) -> None:
    plot = figure.plot
    axes.grid(True, color=GRID, linewidth=0.6)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.axvline(0, color=INK, linewidth=0.8)
    _curve(axes, plot.function, FUNCTION, "solid", f"${figure.function}$")
    _curve(axes, plot.derivative, DERIVATIVE, (0, (5, 2)), f"${figure.derivative}$")
    axes.set_xlim(*plot.x_range)
    axes.set_ylim(*plot.y_range)
    axes.set_xlabel(f"${figure.variable}$")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if plot.function.segments or plot.derivative.segments:
        axes.legend(
            frameon=False, ncols=2, fontsize=11,
            loc="lower right", bbox_to_anchor=(1.0, 1.0), borderaxespad=0.0,
        )  # fmt: skip


def _curve(axes: Axes, curve: Curve, colour: str, dashes: object, label: str) -> None:
    for n, segment in enumerate(curve.segments):
        xs, ys = zip(*segment, strict=True)
        name = label if n == 0 else "_"
        axes.plot(xs, ys, color=colour, linestyle=dashes, linewidth=1.8, label=name, zorder=3)
    for dot in curve.dots:
        face = colour if dot.filled else PAPER
        axes.plot([dot.x], [dot.y], "o", mec=colour, mfc=face, markersize=5, zorder=4)


def _finished(text: str, figure: Figure) -> str:
    """matplotlib's document with variables for colours, accessible, and without its comments."""
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, f"var({variable}, {colour})")
    start = text.index("<svg ")
    body = text[start:]
    opening, rest = body.split(">", 1)
    head = f'{opening} role="img" aria-label="{escape(figure.alt)}">\n <style>{_DARK}</style>'
    lines = (line.rstrip() for line in (head + rest).splitlines())
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n"
