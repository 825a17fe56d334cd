"""The sign of a function everywhere: exact where its normal form tells, else zeros in balls.

A function that the normal form does not settle on an interval is written as a quotient of products
of irreducible polynomials in the generators. Those of one sign drop out. Each other one is settled
far out by its expansion (`tail`), and on the compact rest by subdivision (`isolate`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

import flint
import sympy
from flint import arb
from sympy import Expr, S, Symbol, oo

from symact.activation import private
from symact.analyse.differentiate import by_order
from symact.analyse.isolate import Isolated, isolate, sign_of_ball
from symact.analyse.limits import FAR, NEAR
from symact.analyse.signs import Stretch, halves, sign_on
from symact.analyse.tail import expansion
from symact.enclose import Ball, ball, compile_arb, enclose, midpoint
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero, normal_form, substitute, with_tower
from symact.normalise.field import CONTEXT, Poly, slots
from symact.normalise.tower import Generator, Tower
from symact.pieces import Pieces
from symact.sheet import Enclosed

BITS = 160

PLAIN = 1000
"""The largest denominator of a zero that is tried as a fraction."""

SMALLEST, LARGEST = arb(2) ** -8192, arb(2) ** 8192
"""Sizes that are written out as fractions."""

BETWEEN = (16, 32, 64, 128, 1024)
"""Where the sign far out is tried to hold from, between NEAR and FAR."""

MAX_TERMS = 100
"""A factor with more terms is left open: its zeros were never found, in seconds for each end."""


@lru_cache(maxsize=512)
def chart(function: Pieces) -> tuple[Stretch, ...]:
    """Stretches from left to right, each with its sign; the function has zeros only between them.

    A stretch whose sign is None is not settled. Free of parameters.
    """
    found: list[Stretch] = []
    for piece in function.pieces:
        for lo, hi in halves(piece.lo, piece.hi):
            found += chart_on(piece.expr, function.x, lo, hi)
    return tuple(found)


def chart_on(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> tuple[Stretch, ...]:
    """The stretches of one expression on an open interval with at most one infinite end."""
    sign = sign_on(expr, x, lo, hi)
    if sign is not None or expr.free_symbols - {x}:
        return (Stretch(lo, hi, sign),)
    try:
        return _settled(expr, x, lo, hi)
    except (UnsupportedError, ZeroDivisionError):
        return (Stretch(lo, hi, None),)


def chart_between(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> tuple[Stretch, ...]:
    """The same where a finite end may hide signs; one of two may, and the other be a zero."""
    parts = chart_on(expr, x, lo, hi)
    if not settled(parts):
        parts = unrolled(expr, x, lo, hi)
    if settled(parts) or oo in (hi, -lo):
        return parts
    middle = (lo + hi) / 2
    cut = [(chart_on(expr, x, *e), unrolled(expr, x, *e)) for e in ((lo, middle), (middle, hi))]
    return tuple(s for near, far in cut for s in (near if settled(near) else far))


def settled(parts: Sequence[Stretch]) -> bool:
    """Whether the sign is known everywhere."""
    return all(s.sign is not None for s in parts)


def unrolled(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> tuple[Stretch, ...]:
    """The signs on an interval with a finite end: x is that end and an exponential, of any size."""
    if hi == oo:
        put, turned = lo + sympy.exp(x), False
    elif lo == -oo:
        put, turned = hi - sympy.exp(x), True
    else:
        put, turned = lo + (hi - lo) / (1 + sympy.exp(-x)), False
    inside = expr.xreplace({x: put})
    found = [part for a, b in halves(-oo, oo) for part in chart_on(inside, x, a, b)]
    if not settled(found):
        return (Stretch(lo, hi, None),)
    inner = [closed(value_at(put, x, part.hi)) for part in found[:-1]]
    signs = [part.sign for part in found]
    if turned:
        inner, signs = inner[::-1], signs[::-1]
    ends = pairwise([lo, *inner, hi])
    return tuple(Stretch(a, b, sign) for (a, b), sign in zip(ends, signs, strict=True))


@dataclass(frozen=True)
class _Factor:
    """An irreducible factor of unknown sign: whether its power is odd, its signs, its zeros."""

    odd: bool
    isolated: Isolated
    places: tuple[Expr, ...]


def _settled(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> tuple[Stretch, ...]:
    origin, side = (hi, -1) if lo == -oo else (lo, 1)
    inside = substitute(expr, x, origin + side * DISTANCE)
    length = None if oo in (hi, -lo) else hi - lo

    def build(tower: Tower) -> tuple[int, list[_Factor]]:
        element = tower.convert(inside)
        with flint.ctx.workprec(BITS):
            return _factors(tower, (element.num, element.den), length)

    sign, factors = with_tower(DISTANCE, build)
    zeros = [
        (zero, at, f.odd)
        for f in factors
        for zero, at in zip(f.isolated.zeros, f.places, strict=True)
    ]
    zeros.sort(key=lambda found: float(found[0].mid()))
    for a, b in pairwise(zeros):
        if a[0].overlaps(b[0]):
            raise UnsupportedError("two zeros are not told apart")
    for f in factors:
        sign *= f.isolated.signs[0] if f.odd else 1
    ends: list[Expr] = [S.Zero]
    signs = [sign]
    for _, at, odd in zeros:
        ends.append(at)
        sign = -sign if odd else sign
        signs.append(sign)
    places = [_shifted(origin, side, e) for e in ends]
    places.append(hi if side == 1 else lo)
    parts = [
        Stretch(*((a, b) if side == 1 else (b, a)), n)
        for a, b, n in zip(places, places[1:], signs, strict=False)
    ]
    return tuple(parts if side == 1 else reversed(parts))


def _factors(
    tower: Tower, polys: tuple[Poly, Poly], length: Expr | None
) -> tuple[int, list[_Factor]]:
    sign, found = 1, []
    for poly in polys:
        scale, factors = poly.factor()
        sign *= 1 if scale > 0 else -1
        for p, n in factors:
            known = tower.sign(p)
            if known is None:
                isolated = _zeros(tower, p, length)
                at = tuple(_exact(tower, p, zero) for zero in isolated.zeros)
                found.append(_Factor(int(n) % 2 == 1, isolated, at))
            else:
                sign *= known ** int(n)
    return sign, found


def _zeros(tower: Tower, poly: Poly, length: Expr | None) -> Isolated:
    if len(poly) > MAX_TERMS:
        raise UnsupportedError("a factor of the normal form has too many terms")
    derivatives = by_order(tower, poly)
    if length is not None:
        return isolate(derivatives, arb(0), enclose(length, {}, BITS), length)
    return isolate(derivatives, arb(0), arb(_far_out(tower, poly)), None)


def _far_out(tower: Tower, poly: Poly) -> int:
    """A point beyond which a polynomial of the normal form has one sign, near if there is one."""
    if _has_one_sign_beyond(tower, poly, NEAR):
        return NEAR
    if not _has_one_sign_beyond(tower, poly, FAR):  # nor beyond any point before it
        raise UnsupportedError("the sign far out is not settled")
    return next((s for s in BETWEEN if _has_one_sign_beyond(tower, poly, s)), FAR)


def _has_one_sign_beyond(tower: Tower, poly: Poly, start: int) -> bool:
    try:
        _, lead = expansion(tower, poly, start).lead()
    except UnsupportedError:
        return False
    return sign_of_ball(lead) is not None


def _exact(tower: Tower, poly: Poly, zero: Ball) -> Expr:
    """A zero in closed form: a plain fraction, or where one generator has degree one or two."""
    fraction = midpoint(zero).limit_denominator(PLAIN)
    near = sympy.Rational(fraction.numerator, fraction.denominator)
    if zero.overlaps(ball(fraction)) and _vanishes(
        tower.poly_expr(poly).xreplace({DISTANCE: near})
    ):
        return near
    varying = [k for k in slots(poly) if tower.generators[k].meaning.free_symbols]
    if len(varying) == 1 and poly.degrees()[varying[0]] <= 2:
        generator = tower.generators[varying[0]]
        for root in _roots(tower, poly, varying[0]):
            at = _distance(generator, root)
            if at is not None and enclose(at, {}, BITS).overlaps(zero):
                return at
    return enclosed(zero)


def _vanishes(value: Expr) -> bool:
    try:
        return is_zero(value)
    except (UnsupportedError, ZeroDivisionError):
        return False


def _roots(tower: Tower, poly: Poly, slot: int) -> list[Expr]:
    """The real zeros of a polynomial of degree at most two in one generator."""
    c: list[Expr] = [S.Zero, S.Zero, S.Zero]
    for monomial, value in poly.to_dict().items():
        rest = CONTEXT.from_dict({(*monomial[:slot], 0, *monomial[slot + 1 :]): value})
        c[monomial[slot]] += tower.poly_expr(rest)
    if c[2] == 0:
        return [-c[0] / c[1]]
    root = sympy.sqrt(c[1] ** 2 - 4 * c[2] * c[0])
    return [sympy.expand((-c[1] + sign * root) / (2 * c[2])) for sign in (1, -1)]


def _distance(generator: Generator, value: Expr) -> Expr | None:
    """The s at which a generator has a value, where that is s itself or exp(-r s)."""
    if generator.meaning == DISTANCE:
        return value
    rate = generator.meaning.args[0].coeff(DISTANCE) if generator.kind == "exp" else S.Zero
    if rate == 0 or generator.meaning != sympy.exp(rate * DISTANCE):
        return None
    return sympy.log(sympy.radsimp(1 / value)) / -rate if enclose(value, {}, BITS) > 0 else None


def enclosed(value: Ball) -> Enclosed:
    """A ball as a number with rational ends.

    Raises UnsupportedError where an end has no size between 2^-8192 and 2^8192: written out, the
    mean of exp(x)**400 for normal x has 50,000 digits, that of exp(1e20*x) fills the memory.
    """
    with flint.ctx.workprec(4 * BITS):
        lo, hi = value.lower(), value.upper()
        for end in (lo, hi):
            if not (end == 0 or SMALLEST <= abs(end) <= LARGEST):
                raise UnsupportedError("a value is beyond 2^+-8192")
        return Enclosed(_fraction(lo), _fraction(hi))


def _fraction(value: Any) -> Fraction:
    exact = value.fmpq()
    return Fraction(int(exact.p), int(exact.q))


def ball_at(value: Expr, bits: int = BITS) -> Ball:
    """A number, closed form or enclosed, as a ball."""
    if isinstance(value, Enclosed):
        with flint.ctx.workprec(4 * bits):
            return ball(value.lo).union(ball(value.hi))
    held = sorted(value.atoms(Enclosed), key=str)
    if not held:
        return enclose(value, {}, bits)
    names = [private(f"_{n}", real=True) for n in range(len(held))]
    inside = value.xreplace(dict(zip(held, names, strict=True)))
    with flint.ctx.workprec(bits):
        return compile_arb(inside, tuple(names))(*(ball_at(h) for h in held))


def _shifted(origin: Expr, side: int, distance: Expr) -> Expr:
    if not isinstance(distance, Enclosed):
        return origin + side * distance
    with flint.ctx.workprec(4 * BITS):
        if origin.is_Rational:
            at, ends = Fraction(int(origin.p), int(origin.q)), (distance.lo, distance.hi)
            a, b = (at + side * e for e in ends)
            return Enclosed(min(a, b), max(a, b))
    with flint.ctx.workprec(BITS):
        return enclosed(enclose(origin, {}, BITS) + side * ball_at(distance))


def value_at(expr: Expr, x: Symbol, at: Expr) -> Expr:
    """The value of an expression at a point: closed form, or enclosed where the point is."""
    if not isinstance(at, Enclosed):
        return expr.subs(x, at)
    with flint.ctx.workprec(BITS):
        return enclosed(compile_arb(expr, (x,))(ball_at(at)))


@lru_cache(maxsize=1024)
def closed(value: Expr) -> Expr:
    """A constant in the shorter of two equal forms: as it is, or its factored normal form."""
    if value.is_Rational or value.free_symbols or value in (oo, -oo):
        return value
    try:
        form = normal_form(value).factored()
    except (UnsupportedError, ZeroDivisionError):
        return value
    return min(value, form, key=lambda e: (sympy.count_ops(e), e is form))
