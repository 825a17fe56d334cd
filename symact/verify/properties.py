"""Properties claimed of a function of x: inequalities, largest values, limits, ranges.

Inequalities rest on the signs of factors of a normal form, a supremum on an inequality together
with a point or a limit that reaches it, a range on both and on continuity.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from sympy import Expr, Interval, Rational, Symbol, oo, sympify

from symact.activation import Activation
from symact.analyse.profile import negative
from symact.claim import Image, Largest, LimitAt, Statement
from symact.derive import derivative, kinks, limit, pieces, split
from symact.derive.ordering import Order
from symact.errors import InputError, OpenSignError, UnsupportedError
from symact.expression import to_text
from symact.normalise import is_zero
from symact.pieces import Pieces
from symact.sheet import Kink
from symact.verdict import Witness
from symact.verify.absolute import two_sides
from symact.verify.binding import SLOPE, Names, fixed_at, read, read_interval, stated
from symact.verify.cases import is_range
from symact.verify.charted import by_chart, supremum_by_chart
from symact.verify.compare import compare
from symact.verify.extremes import (
    Extreme,
    Quantity,
    back,
    by_slope,
    candidates,
    far,
    far_method,
    gap_of,
    is_everywhere,
    lowest_sign,
    supremum,
)
from symact.verify.finding import Finding, together
from symact.verify.freed import by_distance, by_ranges
from symact.verify.least import by_least, speaks_of, without_value
from symact.verify.numbers import against
from symact.verify.partial import (
    common_domain,
    extreme,
    inequality,
    is_partial,
    lacking,
    sides,
    span,
)
from symact.verify.sign import positivity
from symact.verify.witness import BITS, assignments, points, shown, value

PARTIAL = Finding("undecided", "the function is not shown to have a value everywhere")

LEFT_OUT = Finding(
    "undecided", "it hangs on an end of the domain, where f' is one-sided: claim a bound instead"
)

CHOICES = 12
"""Choices of the parameters at which a statement that is left open is tried."""

MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def hold(statement: Statement, about: Activation, names: Names) -> Finding:
    """Whether a statement about an elementwise activation holds, for all parameters."""
    found = _for_all(statement, about, names)
    sides = two_sides(statement, about, names) if found.word == "undecided" else []
    both = together(_for_all(side, about, names) for side in sides) if sides else found
    return found if both.word == "undecided" else both


def _for_all(statement: Statement, about: Activation, names: Names) -> Finding:
    size: OpenSignError | None = None
    try:
        found = _hold(statement, about, names)
    except UnsupportedError as error:
        found = Finding("undecided", str(error))
        size = error if isinstance(error, OpenSignError) else None
    if found.word != "undecided" or not about.parameters:
        return found
    proved = by_distance(about, lambda a: hold(statement, a, names)) or _in_ranges(
        statement, about, names, size
    )
    if proved is not None and proved.word == "convention":
        proved = replace(proved, points=_noted(about.x, _corners(about)))
    return proved or _at_parameters(statement, about, names) or found


def _in_ranges(
    statement: Statement, about: Activation, names: Names, size: OpenSignError | None
) -> Finding | None:
    """The proof from those for every range of a parameter; of its sign, where no size is open."""
    used = [about.expr, *(read(form, about, names) for form in stated(statement))]
    signs = [] if is_range(about) else [p.symbol for p in about.parameters]
    sizes = [size] if size else [OpenSignError("", s) for s in signs if not s.is_positive]
    for open_sign in sizes:
        proved = by_ranges(open_sign, about, lambda a: hold(statement, a, names), used)
        if proved is not None:
            return proved
    return None


def _at_parameters(statement: Statement, about: Activation, names: Names) -> Finding | None:
    """The refutation for one choice of the parameters, which refutes what is said of all."""
    for values in islice(assignments(about), CHOICES):
        try:
            found = _hold(statement, fixed_at(about, values), names)
        except (InputError, UnsupportedError):  # a bound 1/t has no value for t = 0
            continue
        if found.word == "refuted" and found.witness is not None:
            where = [found.witness.point, *(f"{s} = {to_text(v)}" for s, v in values.items())]
            witness = replace(found.witness, point=", ".join(where))
            return replace(found, witness=witness, condition=None, necessary=None)
    return None


def _hold(statement: Statement, about: Activation, names: Names) -> Finding:
    subject, relation, bound = statement
    if isinstance(subject, Largest):
        quantity = quantity_of(subject.of, about, names)
        return _largest(quantity, relation, read(bound, about, names), about)
    if isinstance(subject, LimitAt):
        quantity = quantity_of(subject.of, about, names)
        return _limit(quantity, sympify(subject.at), relation, read(bound, about, names))
    if isinstance(bound, Interval):
        bound = read_interval(bound, about, names)
    if isinstance(subject, Image):
        return _image(quantity_of(subject.of, about, names), relation, bound, about)
    quantity = quantity_of(subject, about, names)
    if isinstance(bound, Interval):
        return _inside(quantity, bound, about)
    return _noting_corners(
        quantity, _everywhere(quantity, relation, read(bound, about, names), about)
    )


def quantity_of(form: Any, about: Activation, names: Names) -> Quantity:
    """A claim's formula as a function of x, f and f' replaced by what they are."""
    expr = read(form, about, names)
    slopes = {s for s in expr.free_symbols if s.name == SLOPE}
    corners: tuple[Kink, ...] = ()
    if slopes:
        first = derivative(about).as_piecewise()
        corners = _corners(about)
        expr = expr.xreplace(dict.fromkeys(slopes, first))
    function = split(expr, about.x, about.requires)
    where, left_out = common_domain(function, pieces(about), of_slope=bool(slopes))
    return Quantity(function, corners, where, left_out)


def _noting_corners(quantity: Quantity, found: Finding) -> Finding:
    """A statement about f' that holds where f' exists says nothing about the corners."""
    if found.word != "proved" or not quantity.corners:
        return found
    return replace(found, word="convention", points=_noted(quantity.pieces.x, quantity.corners))


def _corners(about: Activation) -> tuple[Kink, ...]:
    return tuple(k for k in kinks(about) if k.order < 1)


def _noted(x: Symbol, corners: tuple[Kink, ...]) -> tuple[str, ...]:
    return tuple(
        f"{x} = {to_text(k.at)}: f' does not exist, {to_text(k.value)} in symact" for k in corners
    )


# inequalities


def _everywhere(quantity: Quantity, relation: str, bound: Expr, about: Activation) -> Finding:
    """A comparison that holds, or does not, for every x."""
    if relation == "=":
        return compare(bound, quantity.pieces, about, quantity.corners)
    if relation not in MIRROR:
        raise InputError(f"{relation!r} needs an Interval, not {to_text(bound)}")
    gap = gap_of(quantity, relation, bound)
    if is_partial(quantity):
        found = inequality(quantity, gap, relation, bound)
    else:
        found = _on_the_line(quantity, gap, relation, bound, about)
        if found.word == "proved" and quantity.where is not None:
            lacks = lacking(bound, quantity)
            text = f"{to_text(bound)} is not shown to have a value everywhere"
            found = Finding("undecided", text) if lacks is None else replace(found, points=lacks)
    return (without_value(quantity, bound) or found) if found.word == "undecided" else found


def _on_the_line(
    quantity: Quantity, gap: Quantity, relation: str, bound: Expr, about: Activation
) -> Finding:
    strict = relation in ("<", ">")
    shown = lowest_sign(gap)
    if shown == "positive" or (shown and not strict):
        words = (
            "above zero" if shown == "positive" else "a square or a product that is never below 0"
        )
        return Finding("proved", f"every factor of the normal form of the difference is {words}")
    if _by_extreme(quantity, relation, bound):
        return Finding("proved", "monotone on each piece, with all ends on the right side")
    witness = _violation(quantity, gap, relation, bound, about)
    if witness is not None:
        return Finding("refuted", f"the value at {witness.point} is out of bounds", witness=witness)
    charted = by_chart(quantity, gap, relation, bound)
    return charted or by_least(quantity, gap, relation, bound, about)


def _by_extreme(quantity: Quantity, relation: str, bound: Expr) -> bool:
    """Whether the least upper, or greatest lower, bound settles an inequality."""
    below = relation in ("<", "<=")
    found = by_slope(quantity if below else quantity.negated())
    if found is None or found.value == oo or bound.free_symbols:
        return False
    room = positivity(bound - found.value if below else -found.value - bound)
    if relation in ("<=", ">=") or not found.attained:
        return room is not None
    return room == "positive"


def _violation(
    quantity: Quantity, gap: Quantity, relation: str, bound: Expr, about: Activation
) -> Witness | None:
    """A point at which the difference has the wrong sign, or is exactly 0 where it must not be."""
    x = quantity.pieces.x
    claimed = f"{relation} {to_text(bound)}"
    for bits in BITS:
        for part in gap.pieces.pieces:
            if (part.expr.free_symbols | part.lo.free_symbols | part.hi.free_symbols) - {x}:
                return None
            for t in points(part.lo, part.hi, bits):
                below = value(part.expr, {x: t}, bits)
                if below is not None and below < 0 and speaks_of(quantity, Rational(t), about):
                    found = back(part.expr, relation, bound)
                    return Witness(f"{x} = {t}", claimed, shown(found, {x: t}, bits))
    if relation not in ("<", ">") or quantity.where is None:
        return None
    for at, v in candidates(gap):
        if is_zero(v) and speaks_of(quantity, at, about):
            return Witness(f"{x} = {to_text(at)}", claimed, to_text(bound.subs(x, at)))
    return None


# extremes, limits, ranges


def _largest(quantity: Quantity, relation: str, bound: Expr, about: Activation) -> Finding:
    found = _supremum(quantity)
    if found is None:
        above = _everywhere(quantity, "<=", bound, about)
        unknown = Finding("undecided", "the largest value is not found")
        return above if above.word == "refuted" and relation in ("=", "<=") else unknown
    if not found.attained and quantity.left_out and found.value != oo:
        return LEFT_OUT
    if not found.attained:
        method = f"the least upper bound {to_text(found.value)} is approached, never reached"
        witness = Witness(found.where, to_text(bound), to_text(found.value))
        return Finding("refuted", method, witness)
    method = (
        f"{to_text(found.value)} is the value at {found.where}, and the normal form of its "
        "difference from the rest has no factor below 0"
    )
    return _noting_corners(quantity, against(relation, found.where, found.value, bound, method))


def _supremum(quantity: Quantity) -> Extreme | None:
    if is_partial(quantity):
        return extreme(quantity)
    return supremum(quantity) or supremum_by_chart(quantity)


def _limit(quantity: Quantity, at: Expr, relation: str, bound: Expr) -> Finding:
    x = quantity.pieces.x
    where = f"{x} -> {to_text(at)}"
    if at not in (oo, -oo):
        return _finite_limit(quantity, at, relation, bound)
    found = far(quantity, at)
    if found is None:
        return Finding("undecided", f"the limit as {where} is not found")
    method = f"the limit as {where}, {far_method(quantity, at)}, is {to_text(found)}"
    return against(relation, where, found, bound, method)


def _finite_limit(quantity: Quantity, at: Expr, relation: str, bound: Expr) -> Finding:
    where = f"{quantity.pieces.x} -> {to_text(at)}"
    found = sides(quantity, at) if is_partial(quantity) else _both_sides(quantity.pieces, at)
    if found is None:
        return Finding("undecided", f"the limit as {where} is not found")
    return together(
        against(relation, where, v, bound, f"one-sided limit {to_text(v)}") for v in found
    )


def _both_sides(function: Pieces, at: Expr) -> list[Expr]:
    order = Order()
    left = next(p for p in function.pieces if p.hi == oo or order.compare(at, p.hi) <= 0)
    right = next(
        p for p in reversed(function.pieces) if p.lo == -oo or order.compare(p.lo, at) <= 0
    )
    return [limit(left.expr, function.x, at, "-"), limit(right.expr, function.x, at, "+")]


def _inside(quantity: Quantity, bound: Interval, about: Activation) -> Finding:
    """Every value in an interval."""
    parts = []
    if bound.start != -oo:
        parts.append(_everywhere(quantity, ">" if bound.left_open else ">=", bound.start, about))
    if bound.end != oo:
        parts.append(_everywhere(quantity, "<" if bound.right_open else "<=", bound.end, about))
    if not parts:
        return Finding("proved", "the interval is the whole line")
    return _noting_corners(quantity, together(parts))


def _image(quantity: Quantity, relation: str, bound: Any, about: Activation) -> Finding:
    if not isinstance(bound, Interval) or relation not in ("=", "in"):
        raise InputError("a range is '=' or 'in' an Interval")
    inside = _inside(quantity, bound, about)
    if relation == "in" or inside.word == "refuted":
        return inside
    if quantity.left_out:
        return LEFT_OUT
    if is_partial(quantity):
        found = span(quantity)
        return found if isinstance(found, Finding) else together(_ends(*found, bound))
    if inside.word != "proved":
        return inside
    if not is_everywhere(quantity):
        return PARTIAL
    if not _continuous(quantity.pieces):
        jumping = span(quantity)
        return jumping if isinstance(jumping, Finding) else together(_ends(*jumping, bound))
    top, bottom = _supremum(quantity), _supremum(quantity.negated())
    if top is None or bottom is None:
        return Finding("undecided", "the ends of the range are not found")
    least = replace(bottom, value=negative(bottom.value))
    return together([inside, *_ends(least, top, bound)])


def _ends(low: Extreme, high: Extreme, bound: Interval) -> list[Finding]:
    return [
        _end("upper", high.value, high, bound.end, bound.right_open),
        _end("lower", low.value, low, bound.start, bound.left_open),
    ]


def _end(name: str, found: Expr, extreme: Extreme, claimed: Expr, is_open: bool) -> Finding:
    method = f"the {name} end is {to_text(found)}, for {extreme.where}; f is continuous"
    equal = against("=", extreme.where, found, claimed, method)
    if equal.word == "proved" and extreme.attained == is_open:
        shown = "attained" if extreme.attained else "not attained"
        witness = Witness(extreme.where, "open" if is_open else "closed", shown)
        return Finding("refuted", f"the {name} end is {shown}", witness)
    return equal


def _continuous(function: Pieces) -> bool:
    joins = zip(function.pieces, function.pieces[1:], function.values, strict=False)
    return all(
        v is not None
        and is_zero(limit(left.expr, function.x, left.hi, "-") - v)
        and is_zero(limit(right.expr, function.x, left.hi, "+") - v)
        for left, right, v in joins
    )
