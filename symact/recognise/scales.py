"""Scales: every plain a for which g(x) = c f(a x) + d is worth trying, and then c and d."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import flint
from sympy import Expr, Integer

from symact.enclose import enclose
from symact.recognise.numbers import BITS, nice
from symact.recognise.sample import POINTS, Sample, meets


def affine_images(f: Sample, g: Sample) -> Iterator[tuple[Expr, Expr, Expr]]:
    """(a, c, d) with c f(a x) + d equal to g(x) at every point looked at."""
    for a in dict.fromkeys(arguments(f, g)):
        found = _outer(f, g, a)
        if found is not None:
            yield (a, *found)


def arguments(f: Sample, g: Sample) -> Iterator[Expr]:
    """Values of a: 1 and -1, what the derivatives at 0 say, and what the breaks say."""
    yield from (Integer(1), Integer(-1))
    with flint.ctx.workprec(BITS):
        for mirror in (1, -1):
            for side in (1, -1):
                size = _from_derivatives(f.at_zero[side * mirror], g.at_zero[side])
                if size is not None:
                    yield mirror * size
    ours = [b for b in f.pieces.breaks if b != 0]
    theirs = [b for b in g.pieces.breaks if b != 0]
    if ours and theirs:
        yield from (near / far for near in (ours[0], ours[-1]) for far in (theirs[-1],))


def _from_derivatives(f: list[Any] | None, g: list[Any] | None) -> Expr | None:
    """|a| from the first two derivatives of f at 0, of order 1 or more, that are not 0.

    g_k = c a^k f_k for each k; a derivative that is 0 for one function alone rules the pair out.
    """
    if f is None or g is None:
        return None
    ours = [k for k in range(1, len(f)) if not f[k].contains(0)]
    theirs = [k for k in range(1, len(g)) if not g[k].contains(0)]
    if ours != theirs or len(ours) < 2:
        return None
    j, k = ours[:2]
    ratio = abs((g[k] * f[j]) / (g[j] * f[k]))
    return nice(ratio if k == j + 1 else (ratio.log() / (k - j)).exp())


def _outer(f: Sample, g: Sample, a: Expr) -> tuple[Expr, Expr] | None:
    """(c, d) from the two points where f(a x) differs most, where they fit the others too."""
    with flint.ctx.workprec(BITS):
        scale = enclose(a, {}, BITS)
        inner = f.values([scale * t.numerator / t.denominator for t in POINTS])
        finite = [
            (u, v) for u, v in zip(inner, g.plain, strict=True) if u.is_finite() and v.is_finite()
        ]
        if len(finite) < 3:
            return None
        (u, v), (s, t) = max(
            combinations(finite, 2), key=lambda pair: float(abs(pair[0][0] - pair[1][0]).mid())
        )
        if (u - s).contains(0):
            return None
        slope = (v - t) / (u - s)
        if not all((slope * (p - u) + v).overlaps(q) for p, q in finite):
            return None
        c, d = nice(slope), nice(v - slope * u)
        if c is None or d is None or c == 0:
            return None
        outer, shift = enclose(c, {}, BITS), enclose(d, {}, BITS)
        return (c, d) if meets([outer * p + shift for p in inner], g.plain) else None
