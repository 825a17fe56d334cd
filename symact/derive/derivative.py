"""Derivatives of elementwise activations, with kinks found by one-sided limits."""

from __future__ import annotations

import math
from functools import lru_cache

import sympy
from sympy import Expr, Piecewise, S, Symbol, oo

from symact.activation import Activation
from symact.derive.convention import JUMP, NO_LIMIT, minimum_norm
from symact.derive.masked import factored, highest_power
from symact.derive.meromorphic import analytic, meromorphic
from symact.derive.ordering import Order
from symact.derive.roots import sign_changes
from symact.derive.split import defined, hides_a_pole, split
from symact.errors import UnsupportedError
from symact.normalise import is_zero, normal_form
from symact.normalise.special import constant_sign
from symact.pieces import Piece, Pieces
from symact.sheet import Kink

MAX_ORDER = 8
"""One-sided derivatives are compared up to this order before other proofs are tried."""

LAST_ORDER, MAX_SIZE = 40, 400
"""Where those do not decide: up to this order, while a derivative has no more operations."""

LONG = 60
"""A derivative with more operations may be written as its normal form, if that halves them."""

MAX_POWER = 30
"""Beyond this power a derivative is left as it is found: factoring would take seconds."""

MAX_DENSE = 1_000
"""Beyond this many coefficients too: 160,000, in the cube of a gelu, took a minute, 3,840 of seven
variables 7 s; the catalogue's have up to 192."""


@lru_cache(maxsize=256)
def pieces(activation: Activation) -> Pieces:
    """The activation's formula cut into open pieces."""
    return split(activation.expr, activation.x, activation.requires)


def differentiate(function: Pieces, by: Symbol | None = None) -> Pieces:
    """The derivative on each open piece, by x or by a parameter; left open (None) at the breaks."""
    by = function.x if by is None else by
    parts = tuple(Piece(p.lo, p.hi, _slope(p.expr, by)) for p in function.pieces)
    return Pieces(function.x, parts, (None,) * len(function.values))


def _slope(expr: Expr, by: Symbol) -> Expr:
    """The derivative of one expression: where the function has no value, it has none either."""
    return S.NaN if expr is S.NaN else tidy(sympy.diff(expr, by), expr)


def tidy(expr: Expr, function: Expr | None = None) -> Expr:
    """A derivative in the form that reads best among a few equal ones.

    The shortest, but an exponential that the function itself does not have counts as three more
    operations: exp(-x)/(1 + exp(-x))**2 does not become exp(x)/(1 + exp(x))**2.
    """
    own = set() if function is None else function.atoms(sympy.exp)

    def length(form: Expr) -> int:
        foreign = 0 if function is None else len(form.atoms(sympy.exp) - own)
        return int(sympy.count_ops(form)) + 3 * foreign

    forms = [sympy.factor_terms(expr), expr]
    if length(forms[0]) > LONG:
        normal = _by_normal_form(expr)
        if normal is not None and 2 * length(normal) <= length(forms[0]):
            return normal
    if _is_small(expr):
        whole = sympy.together(expr)
        forms += [whole, factored(expr)] if _is_thin(whole) else [whole]
    return min(forms, key=lambda form: (length(form), forms.index(form)))


def _by_normal_form(expr: Expr) -> Expr | None:
    """The normal form, which may be far shorter where exponentials and cosh stand side by side."""
    try:
        return normal_form(expr).factored()
    except (UnsupportedError, ZeroDivisionError):
        return None


def _is_small(expr: Expr) -> bool:
    """Whether polynomials in the parts of an expression stay of low degree.

    Factoring the 851st power of exp(x/500) took 4 s.
    """
    return highest_power(expr) <= MAX_POWER


def _is_thin(quotient: Expr) -> bool:
    """Whether a quotient's numerator, written densely as SymPy factors it, has few coefficients."""
    top = sympy.fraction(quotient)[0]
    try:
        sizes: list[int] = [n + 1 for n in sympy.Poly(top).degree_list()]
    except sympy.GeneratorsNeeded:  # a number, or a sum that expands to one
        return True
    return math.prod(sizes) <= MAX_DENSE


@lru_cache(maxsize=256)
def derivative(activation: Activation) -> Pieces:
    """f', with the convention's value at every kink (see `kinks`)."""
    found = {k.at: k.value for k in kinks(activation)}
    function = pieces(activation)
    open_ = differentiate(function)
    values = []
    for n, b in enumerate(function.breaks):
        left = limit(open_.pieces[n].expr, function.x, b, "-")
        right = limit(open_.pieces[n + 1].expr, function.x, b, "+")
        if b in found:
            values.append(_as_written(found[b], left, right))
        elif function.values[n] is None:
            values.append(None)
        elif S.NaN in (left, right):
            values.append(_at_end(function.values[n], right if left is S.NaN else left))
        else:
            values.append(left)
    return Pieces(function.x, open_.pieces, tuple(values))


def _at_end(value: Expr | None, slope: Expr) -> Expr | None:
    """f' at an end of the domain: the one-sided limit, where f and that limit exist."""
    return None if value is None or slope.has(S.NaN, oo, -oo) else slope


def _as_written(value: Expr, left: Expr, right: Expr) -> Expr:
    """A value at a break in the neighbours' own writing, where it equals the limit of one."""
    if not value.has(Piecewise):
        for limited in (left, right):
            if not limited.has(S.NaN, oo, -oo) and equal(limited, value):
                return limited
    return value


@lru_cache(maxsize=256)
def second_derivative(activation: Activation) -> Pieces:
    """f'' on the open pieces; at a break it has a value only where both sides agree."""
    first = derivative(activation)
    second = differentiate(first)
    values: list[Expr | None] = []
    for n, at in enumerate(first.breaks):
        left = limit(second.pieces[n].expr, first.x, at, "-")
        right = limit(second.pieces[n + 1].expr, first.x, at, "+")
        kink = next((k for k in kinks(activation) if k.at == at), None)
        smooth = kink is None or kink.order >= 2
        if first.values[n] is None:
            values.append(None)
        elif S.NaN in (left, right):
            values.append(_at_end(first.values[n], right if left is S.NaN else left))
        else:
            values.append(left if smooth and equal(left, right) else None)
    return Pieces(first.x, second.pieces, tuple(values))


@lru_cache(maxsize=256)
def kinks(activation: Activation) -> tuple[Kink, ...]:
    """The points where the function is not C-infinity, each with the derivative used there.

    One-sided Taylor coefficients are compared until they differ; where they agree up to order 8 the
    pieces must have equal normal forms, else UnsupportedError is raised.
    """
    function = pieces(activation)
    found = []
    for n, at in enumerate(function.breaks):
        kink = _kink(activation, function, n, at)
        if kink is not None:
            found.append(kink)
    return tuple(found)


def _kink(activation: Activation, function: Pieces, n: int, at: Expr) -> Kink | None:
    x, left, right = function.x, function.pieces[n].expr, function.pieces[n + 1].expr
    value = function.values[n]
    if value is None:  # outside the domain
        return None
    if S.NaN in (limit(left, x, at, "-"), limit(right, x, at, "+")):
        return _kink_at_end(function, n, at)
    order, condition = _smoothness(left, right, value, x, at)
    if order is None:
        return None
    l1 = _or_none(limit(sympy.diff(left, x), x, at, "-"))
    r1 = _or_none(limit(sympy.diff(right, x), x, at, "+"))
    value, reason = _convention(activation, at, order, l1, r1)
    return Kink(at, l1, r1, order, value, reason, condition)


def _kink_at_end(function: Pieces, n: int, at: Expr) -> Kink | None:
    """A jump where the value at an end of the domain is not the limit there; else no kink."""
    value, x = function.values[n], function.x
    sides = (function.pieces[n].expr, "-"), (function.pieces[n + 1].expr, "+")
    limits = [limit(expr, x, at, side) for expr, side in sides]
    if value is None or all(v is S.NaN or equal(v, value) for v in limits):
        return None
    slopes = [
        S.NaN if found is S.NaN else _or_none(limit(sympy.diff(expr, x), x, at, side))
        for (expr, side), found in zip(sides, limits, strict=True)
    ]
    return Kink(at, slopes[0], slopes[1], -1, *JUMP)


def _or_none(value: Expr) -> Expr:
    """A one-sided limit, NaN where there is none."""
    return S.NaN if value.has(*NO_LIMIT) else value


def _smoothness(
    left: Expr, right: Expr, value: Expr, x: Symbol, at: Expr
) -> tuple[int | None, str]:
    """k where the function is C^k at a break and no better (None: C-infinity), and when."""
    start = limit(left, x, at, "-")
    if start.has(*NO_LIMIT) or _differ(start, value):
        return -1, ""
    if (left == right and meromorphic(left, x, at)) or _join_flatly(left, right, x, at):
        return None, ""
    for k in range(LAST_ORDER + 1):
        a, b = limit(left, x, at, "-"), limit(right, x, at, "+")
        if a.has(oo, -oo, *NO_LIMIT) or b.has(oo, -oo, *NO_LIMIT):
            return k - 1, ""
        if _differ(a, b):
            return k - 1, _exception(a, b, k)
        left, right = sympy.diff(left, x), sympy.diff(right, x)
        if k == MAX_ORDER and is_zero(left - right, x):
            return None, ""
        if k >= MAX_ORDER and sympy.count_ops(left) + sympy.count_ops(right) > MAX_SIZE:
            break
    raise UnsupportedError(f"whether the pieces join smoothly at {x} = {at} is not decided")


def _join_flatly(left: Expr, right: Expr, x: Symbol, at: Expr) -> bool:
    """Whether both pieces have the derivatives of one analytic function at a break.

    exp(-1/x) beside 0: what a piece differs by from that function has every derivative 0.
    """
    if at.free_symbols or (left - right).free_symbols != {x}:
        return False
    return any(
        analytic(middle, x, at)
        and _is_flat(left - middle, x, at, "-")
        and _is_flat(right - middle, x, at, "+")
        for middle in (left, right, S.Zero)
    )


def _is_flat(expr: Expr, x: Symbol, at: Expr, side: str) -> bool:
    from symact.analyse.limits import is_flat

    return is_flat(_seen_from_afar(expr, x, at, side), x)


def _seen_from_afar(expr: Expr, x: Symbol, at: Expr, side: str) -> Expr:
    """An expression beside a point, 1/x away from it for large x."""
    return expr.xreplace({x: at + (1 / x if side == "+" else -1 / x)})


def _exception(a: Expr, b: Expr, k: int) -> str:
    """The values of the one parameter for which the limits agree after all, in words.

    Empty where they are not all found.
    """
    symbol, agree = agreeing(a - b)
    listed = " or ".join(f"{symbol} = {p}" for p in agree)
    return f"C^{k} iff {listed}" if agree else ""


def agreeing(gap: Expr) -> tuple[Symbol | None, list[Expr]]:
    """The one parameter in a difference of two limits, and its values for which that is 0.

    None where there are several, or the values are not all found.
    """
    if len(gap.free_symbols) != 1:
        return None, []
    symbol = gap.free_symbols.pop()
    try:
        places = sign_changes(gap, symbol, Order().sign)
        return symbol, [p for p in places if _vanishes(gap, symbol, p)]
    except UnsupportedError:
        return None, []


def gap_at(function: Pieces, kink: Kink) -> Expr:
    """How far the two limits at a kink lie apart: of f at a jump, else those of f'."""
    if kink.order >= 0:
        return kink.left - kink.right
    n = function.breaks.index(kink.at)
    left, right = (p.expr for p in function.pieces[n : n + 2])
    return limit(left, function.x, kink.at, "-") - limit(right, function.x, kink.at, "+")


def _vanishes(gap: Expr, symbol: Symbol, at: Expr) -> bool:
    """Whether a parameter may have a value, by its own assumptions, and a gap is 0 there."""
    if symbol.is_positive and Order().sign(at) != 1:
        return False
    value = defined(gap.subs(symbol, at))
    return value is not None and equal(value, S.Zero)


def _convention(
    activation: Activation, at: Expr, order: int, left: Expr, right: Expr
) -> tuple[Expr, str]:
    for point, value, reason in activation.at_kinks:
        if point == at:
            return value, reason
    if order == -1:
        return JUMP
    if order >= 1:
        return left, "the one-sided limits agree"
    return minimum_norm(left, right, Order(activation.requires))


def keeps_rising(function: Pieces, order: Order, sign: int = 1) -> bool:
    """Whether no jump leads down (with sign -1: up), so that rising pieces rise as a whole."""
    x = function.x
    joins = zip(function.pieces, function.pieces[1:], function.values, strict=False)
    return all(
        v is not None
        and order.sign(sign * (v - limit(left.expr, x, left.hi, "-"))) in (0, 1)
        and order.sign(sign * (limit(right.expr, x, left.hi, "+") - v)) in (0, 1)
        for left, right, v in joins
    )


def limit(expr: Expr, x: Symbol, at: Expr, side: str) -> Expr:
    """The one-sided limit of a piece's expression at a break or at infinity.

    NaN where the piece has no real value beside the break, `AccumBounds` where it swings on.
    """
    if at not in (oo, -oo):
        value = expr.subs(x, at)
        if not value.has(*NO_LIMIT, S.ComplexInfinity, oo, -oo) and not hides_a_pole(value):
            return S.NaN if value.is_extended_real is False else value
    found = _by_leading_terms(expr, x, at, side)
    if found is not None:
        return found
    try:
        return sympy.limit(expr, x, at, side)
    except NotImplementedError as error:  # x**(alpha - 1) at 0, say
        reason = f"the limit of {expr} at {x} = {at} is not found"
        raise UnsupportedError(reason) from error


def _by_leading_terms(expr: Expr, x: Symbol, at: Expr, side: str) -> Expr | None:
    """The same for a formula without parameters, 1/s away from the point for large s."""
    from symact.analyse.limits import proved_limit

    if expr.free_symbols != {x} or at.free_symbols:
        return None
    if at in (oo, -oo):
        return proved_limit(expr, x, at)
    return proved_limit(_seen_from_afar(expr, x, at, side), x, oo)


def _differ(a: Expr, b: Expr) -> bool:
    """Whether two limits are not equal; raises UnsupportedError for constants not told apart."""
    if equal(a, b):
        return False
    gap = a - b
    if gap.free_symbols or gap.has(oo, -oo, *NO_LIMIT) or constant_sign(gap):
        return True
    raise UnsupportedError(f"whether {a} and {b} are equal is not decided")


def equal(a: Expr, b: Expr) -> bool:
    """Whether two limits are shown to be equal; infinite ones are where they are the same."""
    return bool(a == b) or (not a.has(oo, -oo) and not b.has(oo, -oo) and is_zero(a - b))
