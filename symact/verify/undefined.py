"""Claims without a value where the function has one: a point that shows it, and where they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import sympy
from sympy import Expr, FiniteSet, Intersection, Interval, Piecewise, Symbol, Union, oo

from symact.activation import Activation
from symact.analyse.domain import conditions, intervals
from symact.analyse.signs import sign_on
from symact.derive import Order
from symact.derive.roots import sign_changes
from symact.enclose import Ball
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.normalise import is_zero
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed
from symact.verdict import Witness
from symact.verify.condition import words
from symact.verify.finding import Finding
from symact.verify.partial import known_domain
from symact.verify.witness import BITS, Place, points, shown, value

NOTHING = "no real value"

FAILS = {
    "positive": lambda ball: ball <= 0,
    "nonnegative": lambda ball: ball < 0,
    "nonzero": lambda ball: ball == 0,
}
"""What a ball has to fulfil so that what a function needs of its argument certainly fails."""


def not_defined(
    places: Sequence[Place],
    failing: Sequence[Place],
    x: Symbol,
    activation: Activation,
    equal: bool = True,
) -> Finding | None:
    """The refutation where a claim has no value somewhere, and the function has one.

    `equal` is whether the two are shown to be equal wherever both have a value.
    """
    found = (p for place in failing for p in (place, *parts(place, lacking(place, x))))
    for part in found:
        witness = _witness(part, x, activation)
        if witness is not None:
            elsewhere = "wherever both sides have a value the normal form of the difference is zero"
            here = f"at {witness.point} the function has one and the claimed formula has none"
            return Finding(
                "refuted",
                f"{elsewhere}; {here}" if equal else here.replace("one", "a value", 1),
                witness=witness,
                condition=_condition(places, failing, x) if equal else None,
            )
    return None


def lacking(place: Place, x: Symbol) -> sympy.Set:
    """Where the claimed formula is shown to have no value, and the function to have one.

    Empty where a domain is not known.
    """
    if not any(need.has(x) for need, _ in conditions(place.claimed)):
        return sympy.S.EmptySet
    own, *others = (_domain(place, side, x) for side in (place.claimed, place.true, place.domain))
    known = [where for where in others if where is not None]
    if own is None or len(known) < len(others):
        return sympy.S.EmptySet
    return Intersection(*known) - own


def nothing_to_compare(place: Place, x: Symbol) -> bool:
    """Whether the function is shown to have no value anywhere on a place, as log x for x < 0."""
    return _domain(place, place.domain, x) is sympy.S.EmptySet


def parts(place: Place, where: sympy.Set) -> list[Place]:
    """A place on each interval of a set, with rational ends where they are enclosed."""
    return [
        replace(
            place,
            lo=sympy.Rational(part.start.hi) if isinstance(part.start, Enclosed) else part.start,
            hi=sympy.Rational(part.end.lo) if isinstance(part.end, Enclosed) else part.end,
        )
        for part in intervals(where)
    ]


def single(where: sympy.Set) -> list[Expr]:
    """The isolated points of a set."""
    pieces = where.args if isinstance(where, Union) else (where,)
    return [e for part in pieces if isinstance(part, FiniteSet) for e in part.args]


def without_value(place: Place, x: Symbol, order: Order) -> tuple[list[Expr], list[Expr]]:
    """Points inside a place at which a denominator is 0, and denominators whose zeros are open.

    Those that repeat, as of sin(x), are open; none is where the domain of both sides is known.
    """
    sides = (place.claimed, place.true)
    needs = dict.fromkeys(
        base for side in sides for base, need in conditions(side) if need == "nonzero"
    )
    points: list[Expr] = []
    open_: list[Expr] = []
    for base in needs:
        if not base.has(x):
            continue
        try:
            points += _zeros(base, x, place, order)
        except (UnsupportedError, NotImplementedError, ZeroDivisionError):
            if sign_on(base, x, place.lo, place.hi) in (None, 0):
                open_.append(base)
    if not open_:
        return points, []
    domains = [_domain(place, side, x) for side in sides]
    if None in domains:
        return points, open_
    whole = Interval.open(place.lo, place.hi)
    return [*points, *(e for where in domains for e in single(whole - where))], []


def _zeros(base: Expr, x: Symbol, place: Place, order: Order) -> list[Expr]:
    return [
        r
        for r in sign_changes(base, x, order.sign)
        if is_zero(base.subs(x, r))
        and (place.lo == -oo or order.compare(place.lo, r) < 0)
        and (place.hi == oo or order.compare(r, place.hi) < 0)
    ]


def _witness(place: Place, x: Symbol, activation: Activation) -> Witness | None:
    here = place.put(activation.defaults)
    if here.claimed.has(Piecewise):
        return None
    for t in points(here.lo, here.hi):
        at = {x: t}
        true = value(here.true, at, BITS[0])
        if true is None or value(here.domain, at, BITS[0]) is None:
            continue
        if has_no_value(here.claimed, x, at):
            parts = [f"{x} = {to_text(sympy.Rational(t))}"]
            parts += [f"{s} = {to_text(v)}" for s, v in activation.defaults.items()]
            return Witness(", ".join(parts), NOTHING, shown(here.true, at, BITS[0]))
    return None


def has_no_value(expr: Expr, x: Symbol, at: Mapping[Symbol, Fraction]) -> bool:
    """Whether a formula without cases certainly has no real value at a point."""
    if expr.has(sympy.I):  # what SymPy makes of log(-2), and of sqrt(1/cosh(x)**2 - 1)
        imaginary = _ball(expr.as_real_imag()[1], at)
        return imaginary is not None and not imaginary.contains(0)
    return expr.has(sympy.nan, sympy.zoo) or any(
        FAILS[need](ball)
        for argument, need in conditions(expr)
        if (ball := _ball(argument, at)) is not None
    )


def _ball(argument: Expr, at: Mapping[Symbol, Fraction]) -> Ball | None:
    return value(argument, at, BITS[0])


def _condition(places: Sequence[Place], failing: Sequence[Place], x: Symbol) -> str | None:
    """The pieces, or the parts of them, on which both sides have a value; without their ends."""
    found: list[str] = []
    for place in places:
        if place not in failing:
            found += [] if place.true is sympy.S.NaN else [words(place, (), x)]
            continue
        sides = (place.claimed, place.true, place.domain)
        sets = [_domain(place, side, x) for side in sides]
        known = [where for where in sets if where is not None]
        if len(known) < len(sides):
            return None
        found += [_within(part, x) for part in intervals(Intersection(*known))]
    return " or ".join(found) or None


def _domain(place: Place, side: Expr, x: Symbol) -> sympy.Set | None:
    if place.lo.free_symbols | place.hi.free_symbols or side.has(sympy.I):
        return None
    return known_domain(Pieces(x, (Piece(place.lo, place.hi, side),), ()))


def _within(part: Interval, x: Symbol) -> str:
    nothing = sympy.S.NaN
    lo, hi = (-oo if part.start == -oo else part.start), (oo if part.end == oo else part.end)
    return words(Place(lo, hi, nothing, nothing, nothing), (), x)
