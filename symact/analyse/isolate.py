"""Every zero of a formula on an interval, each in a small ball, proved by ball arithmetic.

An interval is subdivided until on every part either the formula or its derivative is proved to
have no zero. At an end where the formula itself vanishes its first derivative that does not gives
the sign beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import sympy
from flint import arb
from sympy import Expr

from symact.enclose import Ball, compile_arb
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero

MAX_ORDER = 8
"""At an end where this many derivatives vanish the sign beside it is left open."""

BESIDE = 16
"""Parts of a stretch beside an end: 1 left so little of it that tanh s - atan s had no room."""

MAX_PARTS = 3000
"""Parts of one interval, before the zeros are given up."""

MAX_WORK = 200_000
"""Parts times the operations of the formula and its slope: about half a second."""

SPLIT = arb(15) / 31
"""Parts are cut a little off the middle, so that a zero at a round number is not hit."""

Function = Callable[..., Ball]

Derivatives = Callable[[int], Expr]
"""A formula in s (order 0) and its derivatives, by their order."""


@dataclass(frozen=True)
class Isolated:
    """The zeros in order, in balls that do not meet, each simple; and the sign before each.

    `signs` has one entry more than `zeros`.
    """

    zeros: tuple[Ball, ...]
    signs: tuple[int, ...]


@dataclass
class _Search:
    value: Function
    slope: Function
    limit: int = MAX_PARTS
    parts: int = 0
    found: list[tuple[Ball, int, int]] = field(default_factory=list)


def sign_of_ball(value: Ball) -> int | None:
    """The sign of every number in a ball, None where it holds 0."""
    return 1 if value > 0 else -1 if value < 0 else None


def isolate(derivatives: Derivatives, lo: Ball, hi: Ball, end: Expr | None) -> Isolated:
    """The zeros of an expression in s on the open interval (lo, hi), lo = 0 exactly.

    `derivatives` gives the expression and its derivatives by their order; `end` is hi in closed
    form where the expression may vanish there, None where it does not.
    Raises UnsupportedError where they are not all separated.
    """
    expr, slope = derivatives(0), derivatives(1)
    size = int(sympy.count_ops(expr)) + int(sympy.count_ops(slope))
    limit = min(MAX_PARTS, MAX_WORK // (1 + size))
    search = _Search(compile_arb(expr, (DISTANCE,)), compile_arb(slope, (DISTANCE,)), limit)
    a, first = _beside(derivatives, sympy.S.Zero, lo, hi, 1)
    b, last = hi, sign_of_ball(search.value(hi))
    if end is not None:
        b, last = _beside(derivatives, end, hi, lo, -1)
    if last is None:
        raise UnsupportedError("the sign at the end of the core is not decided")
    if a < b:
        _subdivide(search, a, b, first, last)
    elif first != last:
        raise UnsupportedError("the signs beside the two ends do not fit")
    signs = (first, *(after for _, _, after in search.found))
    if signs[-1] != last:
        raise UnsupportedError("the signs do not fit")
    return Isolated(tuple(zero for zero, _, _ in search.found), signs)


def _beside(
    derivatives: Derivatives, at: Expr, ball: Ball, far: Ball, side: int
) -> tuple[Ball, int]:
    """(b, sign): the sign on the whole open interval between an end and b."""
    k = 0
    while sign_of_ball(compile_arb(derivatives(k), (DISTANCE,))(ball)) is None:
        if k == MAX_ORDER or not is_zero(derivatives(k).subs(DISTANCE, at)):
            raise UnsupportedError("the sign beside an end of an interval is not decided")
        k += 1
    value, width = compile_arb(derivatives(k), (DISTANCE,)), arb((far - ball).mid()) / 2
    for _ in range(60):
        sign = _one_sign(value, ball, width)
        if sign is not None:
            return arb((ball + width).mid()), sign if side == 1 else sign * (-1) ** k
        width = width / 3
    raise UnsupportedError("the sign beside an end of an interval is not decided")


def _one_sign(value: Function, at: Ball, width: Ball) -> int | None:
    """The sign on a stretch, from those on its parts: that of a high derivative has wide balls."""
    ends = [at, *(arb((at + width * n / BESIDE).mid()) for n in range(1, BESIDE + 1))]
    first = None
    for a, b in pairwise(ends):
        sign = sign_of_ball(value(a.union(b)))
        first = sign if first is None else first
        if sign is None or sign != first:
            return None
    return first


def _subdivide(search: _Search, lo: Ball, hi: Ball, first: int, last: int) -> None:
    """Every zero between two points with known signs, from left to right."""
    stack = [(arb(lo.mid()), arb(hi.mid()), first, last)]
    while stack:
        a, b, before, after = stack.pop()
        search.parts += 1
        if search.parts > search.limit:
            raise UnsupportedError("the zeros are not separated")
        part = a.union(b)
        middle = arb((a + (b - a) * SPLIT).mid())
        slope = search.slope(part)
        if _free_of_zeros(search, part, middle, slope):
            continue
        if sign_of_ball(slope) is not None:
            if before != after:
                search.found.append((_refined(search, a, b, before), before, after))
            continue
        sign = sign_of_ball(search.value(middle))
        if sign is None:
            raise UnsupportedError("a point that cuts an interval is a zero")
        stack.append((middle, b, sign, after))
        stack.append((a, middle, before, sign))


def _free_of_zeros(search: _Search, part: Ball, middle: Ball, slope: Ball) -> bool:
    """Directly, or by the mean value theorem."""
    if sign_of_ball(search.value(part)) is not None:
        return True
    return sign_of_ball(search.value(middle) + slope * (part - middle)) is not None


def _refined(search: _Search, a: Ball, b: Ball, before: int) -> Ball:
    """The one zero of a part on which the formula is monotone, as sharp as the precision allows."""
    while True:
        middle = arb((a + (b - a) * SPLIT).mid())
        step = middle - search.value(middle) / search.slope(a.union(b))
        inside = step.intersection(a.union(b)) if step.overlaps(a.union(b)) else a.union(b)
        low, high = arb(inside.lower()), arb(inside.upper())
        if not high - low < (b - a) * 0.75:
            sign = sign_of_ball(search.value(middle))
            if sign is None or not (b - a) > 0:
                return a.union(b)
            low, high = (middle, b) if sign == before else (a, middle)
        if not high - low < b - a:
            return a.union(b)
        a, b = low, high
