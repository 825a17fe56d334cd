"""Two functions of x compared piece by piece and break by break.

A zero normal form of the difference on every piece proves; enclosures that do not meet refute;
everything else is left undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import pairwise

from sympy import Expr, Symbol, oo

from symact.activation import Activation
from symact.claim import OPEN
from symact.derive import Order, split
from symact.derive.split import NOT_COMPARED, value_at
from symact.errors import NotRealError, OpenSignError, UnsupportedError
from symact.expression import to_text
from symact.normalise import is_zero
from symact.pieces import Pieces
from symact.sheet import Kink
from symact.verify.cases import by_cases, in_each_range, put_in
from symact.verify.condition import Condition, half_lines, on_parameters
from symact.verify.finding import Finding, shown
from symact.verify.undefined import (
    has_no_value,
    lacking,
    not_defined,
    nothing_to_compare,
    parts,
    single,
    without_value,
)
from symact.verify.witness import BITS, Place, loses_value, points, separate, value

NEAR = (50, 6)
"""Far out 2048 bits may not tell erfc(s) from 0: a formula is asked for values nearer by.

Nor 1 - tanh(s**2)**2 at 30: where nothing shows that there is no value, those nearest count alone.
"""


@dataclass(frozen=True)
class Break:
    """A point between pieces, with both sides' values there (None: not defined)."""

    at: Expr
    claimed: Expr | None
    true: Expr | None


@dataclass(frozen=True)
class Comparison:
    """Two functions cut at the breaks of both."""

    x: Symbol
    places: tuple[Place, ...]
    breaks: tuple[Break, ...]


def compare(
    claimed: Expr,
    true: Pieces,
    activation: Activation,
    kinks: tuple[Kink, ...] = (),
    domain: Pieces | None = None,
) -> Finding:
    """Whether a claimed formula is the function `true`.

    `kinks` are the points of `true` at which its value is a choice; there any value is accepted and
    listed. `activation` supplies free parameters and the relations between them; `domain` has the
    pieces of `true` and is real where the comparison has a meaning (by default `true` itself).
    """
    domain = true if domain is None else domain
    try:
        both = meet(split(claimed, true.x, activation.requires), true, domain, activation)
    except OpenSignError as open_sign:
        ask = partial(_ask, claimed, true, kinks, domain)
        found = by_cases(open_sign, activation, ask)
        if found is not None and found.word != "refuted":
            used = ((to_text(k.at), shown(k.value, activation)) for k in kinks)
            at = tuple(f"{true.x} = {at}: {value} in symact" for at, value in used)
            return replace(found, points=(*at, *found.points))
        whole = _unsplit(claimed, true, domain, activation, str(open_sign))
        tried = (
            _unsplit(claimed, true, domain, a, "") for a in in_each_range(open_sign, activation)
        )
        if whole.witness is None:
            whole = next((w for w in tried if w.witness is not None), whole)
        return replace(whole, condition=found.condition) if found and whole.witness else whole
    except UnsupportedError as reason:
        return _unsplit(claimed, true, domain, activation, str(reason))
    # A witness that 128 bits show spares the normal form, which may be large.
    plain = [separate([p], true.x, activation, BITS[:1]) for p in both.places]
    zero = [
        zero_on(p, true.x) if w is None else False for p, w in zip(both.places, plain, strict=True)
    ]
    if all(z is True for z in zero):
        return _at_breaks(both, activation, kinks)
    failing = [p for p, z in zip(both.places, zero, strict=True) if z is not True]
    if all(nothing_to_compare(p, true.x) for p in failing):
        return _at_breaks(both, activation, kinks)
    witness = separate(failing, true.x, activation)
    if witness is None:
        without = not_defined(both.places, failing, true.x, activation, equal=False)
        return without or Finding("undecided", _why_not(zero))
    corners = [k.at for k in kinks]
    condition = find_condition(claimed, true, activation, both, failing, corners)
    return Finding(
        "refuted",
        f"the two values at {witness.point} lie in enclosures that do not meet",
        witness=witness,
        condition=condition.text if condition else None,
        necessary=condition.necessary if condition else None,
    )


def _ask(
    claimed: Expr,
    true: Pieces,
    kinks: tuple[Kink, ...],
    domain: Pieces,
    put: dict[Expr, Expr],
    activation: Activation,
) -> Finding | None:
    """The same comparison with symbols replaced; None at a pole of a formula."""
    formulas = (claimed, *(p.expr for function in (true, domain) for p in function.pieces))
    if any(loses_value(e, put) for e in formulas):
        return None
    try:
        here = put_in(claimed, put)
    except NOT_COMPARED:
        return Finding("undecided", "a condition has no value there")
    found = compare(
        here,
        _put(true, put),
        activation,
        tuple(
            replace(k, **{n: getattr(k, n).xreplace(put) for n in ("at", "left", "right", "value")})
            for k in kinks
        ),
        _put(domain, put),
    )
    return replace(found, points=())


def _unsplit(
    claimed: Expr, true: Pieces, domain: Pieces, activation: Activation, reason: str
) -> Finding:
    pairs = zip(true.pieces, domain.pieces, strict=True)
    places = [Place(p.lo, p.hi, claimed, p.expr, d.expr) for p, d in pairs]
    witness = separate(places, true.x, activation)
    if witness is None:
        return Finding("undecided", reason)
    method = f"the two values at {witness.point} lie in enclosures that do not meet"
    return Finding("refuted", method, witness=witness)


def _why_not(zero: list[bool | str]) -> str:
    reasons = [z for z in zero if isinstance(z, str)]
    if reasons:
        return reasons[0]
    return (
        "the normal form of the difference is not zero, and no point tried separates the two "
        f"values with {BITS[-1]} bits"
    )


def zero_on(place: Place, x: Symbol) -> bool | str:
    """Whether the difference is shown to be zero on an interval, or why that is out of reach."""
    if OPEN in place.claimed.free_symbols:
        return f"the value is left open on a whole interval, {interval(place, x)}"
    try:
        return is_zero(place.claimed - place.true, x, place.lo, place.hi)
    except NotRealError:
        return True  # there is nothing to compare
    except UnsupportedError as reason:
        return str(reason)
    except ZeroDivisionError:
        return f"a denominator is zero on all of {interval(place, x)}"


def interval(place: Place, x: Symbol) -> str:
    """An open interval in words."""
    if place.lo == -oo and place.hi == oo:
        return "the whole line"
    left = "" if place.lo == -oo else f"{to_text(place.lo)} < "
    right = "" if place.hi == oo else f" < {to_text(place.hi)}"
    return f"{x} > {to_text(place.lo)}" if not right else f"{left}{x}{right}"


def meet(claimed: Pieces, true: Pieces, domain: Pieces, activation: Activation) -> Comparison:
    """Both functions cut at the breaks of both.

    Raises UnsupportedError where the order of two breaks is not known.
    """
    x, order = true.x, Order(activation.requires)
    breaks = order.sort([*true.breaks, *claimed.breaks])
    ends = [-oo, *breaks, oo]
    places = tuple(
        Place(lo, hi, *(_on(function, lo, order) for function in (claimed, true, domain)))
        for lo, hi in pairwise(ends)
    )
    values = tuple(Break(b, _at(claimed, b, order), _at(true, b, order)) for b in breaks)
    return Comparison(x, places, values)


def _on(function: Pieces, lo: Expr, order: Order) -> Expr:
    """The expression just right of a point."""
    for piece in function.pieces:
        if piece.hi == oo or (lo != -oo and order.compare(lo, piece.hi) < 0) or lo == -oo:
            return piece.expr
    raise AssertionError("the last piece reaches to infinity")


def _at(function: Pieces, point: Expr, order: Order) -> Expr | None:
    for b, known in zip(function.breaks, function.values, strict=True):
        if order.compare(b, point) == 0:
            return known
    return value_at(_on(function, point, order), function.x, point, order)


def _at_breaks(both: Comparison, activation: Activation, kinks: tuple[Kink, ...]) -> Finding:
    """The finding where every open piece agrees."""
    seen = [_defined(p, both.x, activation) for p in both.places]
    without = [p for p, has_values in zip(both.places, seen, strict=True) if has_values is False]
    if without:
        where = " and on ".join(interval(p, both.x) for p in without)
        unknown = Finding("undecided", f"the formula has no real value at points tried on {where}")
        return not_defined(both.places, without, both.x, activation) or unknown
    if not any(seen):
        return Finding("undecided", "the function has no real value at any point tried")
    missing = [lacking(p, both.x) for p in both.places]
    partly = [p for p, where in zip(both.places, missing, strict=True) if parts(p, where)]
    refuted = not_defined(both.places, partly, both.x, activation)
    if refuted is not None:
        return refuted
    choices: list[str] = []
    different: list[Break] = []
    order = Order(activation.requires)
    found = [without_value(p, both.x, order) for p in both.places]
    inside = dict.fromkeys(e for at, _ in found for e in at)
    inside |= dict.fromkeys(e for where in missing for e in single(where))
    gaps = [f"{both.x} = {to_text(g)}: one side is not defined" for g in inside]
    gaps += [
        f"where {to_text(e)} = 0, if anywhere, one side is not defined; its zeros are not found"
        for e in dict.fromkeys(e for _, open_ in found for e in open_)
    ]
    for b in both.breaks:
        kink = next((k for k in kinks if is_zero(k.at - b.at)), None)
        if kink is not None:
            choices.append(_choice(both.x, kink, b.claimed, activation))
        elif b.claimed is None or b.true is None or b.claimed == OPEN:
            gaps.append(f"{both.x} = {to_text(b.at)}: one side is not defined")
        elif not _equal(b):
            different.append(b)
    if different:
        return _differs_at(different, both.x, activation)
    compared = [
        p
        for p, has_values in zip(both.places, seen, strict=True)
        if has_values is not None or not nothing_to_compare(p, both.x)
    ]
    where = " and on ".join(interval(p, both.x) for p in compared)
    return Finding(
        "convention" if choices else "proved",
        f"the normal form of the difference is zero on {where}",
        points=(*choices, *gaps),
    )


def _equal(b: Break) -> bool:
    """Whether both sides are shown to have the same value at a break."""
    if b.claimed is None or b.true is None or OPEN in (b.claimed, b.true):
        return False
    try:
        return is_zero(b.claimed - b.true)
    except (UnsupportedError, ZeroDivisionError):
        return False


def _choice(x: Symbol, kink: Kink, claimed: Expr | None, about: Activation) -> str:
    at, value = (shown(v, about) for v in (kink.at, kink.value))
    open_ = claimed is None or claimed == OPEN
    taken = "left open" if open_ else f"{shown(claimed, about)} here"
    if kink.order < 0:
        return f"{x} = {at}: a jump, {taken}, {value} in symact"
    left, right = (shown(v, about) for v in (kink.left, kink.right))
    return f"{x} = {at}: {left} from the left, {right} from the right; {taken}, {value} in symact"


def _differs_at(breaks: list[Break], x: Symbol, activation: Activation) -> Finding:
    """The finding where the pieces agree, but not the values at these breaks."""
    witnesses = [
        separate([Place(b.at, b.at, b.claimed, b.true, b.true)], x, activation)
        for b in breaks
        if b.claimed is not None and b.true is not None
    ]
    witness = next((w for w in witnesses if w is not None), None)
    if witness is None:
        at = ", ".join(f"{x} = {to_text(b.at)}" for b in breaks)
        return Finding("undecided", f"the values at {at} are not told apart")
    return Finding(
        "refuted",
        f"the pieces agree, the values at {witness.point} lie in enclosures that do not meet",
        witness=witness,
        condition=" and ".join(f"{x} != {to_text(b.at)}" for b in breaks),
        necessary=True if all(w is not None for w in witnesses) else None,
    )


def _defined(place: Place, x: Symbol, activation: Activation) -> bool | None:
    """Whether the claimed formula has a value at points tried, wherever the function has one.

    None where the function itself has none.
    """
    here = place.put(activation.defaults)
    every = list(points(here.lo, here.hi, shift=Fraction(1, 1009)))
    tried = [{x: t} for t in every if abs(t) < NEAR[0]] or [{x: t} for t in every]
    inside = [at for at in tried if _has_value(here.domain, at)]
    if not inside:
        return None
    open_ = [at for at in inside if not _has_value(here.claimed, at)]
    near = any(abs(at[x]) < NEAR[1] for at in inside)
    return not any(
        abs(at[x]) < NEAR[1] or not near or has_no_value(here.claimed, x, at) for at in open_
    )


def _has_value(expr: Expr, at: Mapping[Symbol, Fraction]) -> bool:
    """Whether a formula has a finite enclosure; far out that may take many bits."""
    return any(value(expr, at, bits) is not None for bits in BITS)


def find_condition(
    claimed: Expr,
    true: Pieces,
    activation: Activation,
    both: Comparison,
    failing: list[Place],
    corners: list[Expr],
) -> Condition | None:
    """A condition under which a refuted claim holds, shown to be sufficient, or None."""

    def sufficient(put: dict[Expr, Expr]) -> bool:
        try:
            there = _put(true, put)
            parts = meet(split(claimed.xreplace(put), true.x), there, there, activation)
        except (UnsupportedError, *NOT_COMPARED):
            return False
        return not loses_value(claimed, put) and all(
            zero_on(p, true.x) is True and _defined(p, true.x, activation) is not False
            for p in parts.places
        )

    found = on_parameters(failing, true.x, activation, sufficient)
    if found is not None or len(failing) == len(both.places):
        return found
    equal_at = [b.at for b in both.breaks if _equal(b)]
    empty = [p for p in both.places if _defined(p, true.x, activation) is False]
    alone = [at for at in equal_at if at not in corners]
    return half_lines(both.places, [*failing, *empty], equal_at, alone, true.x)


def _put(function: Pieces, put: dict[Expr, Expr]) -> Pieces:
    pieces = tuple(
        replace(p, lo=p.lo.xreplace(put), hi=p.hi.xreplace(put), expr=put_in(p.expr, put))
        for p in function.pieces
    )
    values = tuple(v if v is None else v.xreplace(put) for v in function.values)
    return Pieces(function.x, pieces, values)
