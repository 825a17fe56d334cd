"""Cut a formula with Piecewise, Abs, Max, Min or sign into open pieces with one expression each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import sympy
from sympy import Expr, Integer, Piecewise, Rational, S, Symbol, oo
from sympy.core.relational import Relational

from symact.derive.masked import unmasked
from symact.derive.ordering import Order, sign_of_constant
from symact.derive.roots import sign_changes
from symact.enclose import enclose, midpoint
from symact.errors import OpenSignError, UnsupportedError
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed

CHECK_BITS = 128

MAX_DEPTH = 12
"""Piecewise formulas nested deeper than this are refused."""

CASES = (Piecewise, sympy.Abs, sympy.Max, sympy.Min, sympy.sign, sympy.Heaviside)
"""What a formula is cut at. They are not written as Piecewise first: SymPy would solve inequalities
for every Piecewise in a condition, which took a minute for three nested ones."""

NOT_REAL = (S.NaN, S.ComplexInfinity, oo, -oo, S.ImaginaryUnit, sympy.AccumBounds)
"""What SymPy puts in place of a value where there is none."""

ON_A_PART: dict[type, Callable[[Expr], Expr]] = {
    sympy.log: lambda u: u,
    sympy.acosh: lambda u: u - 1,
    sympy.atanh: lambda u: 1 - u**2,
}
"""Functions of a part of the line, with what is not negative on it."""

NOT_COMPARED = (TypeError, ValueError)
"""What SymPy raises where `<`, or `Max` and `Min`, are to compare what is not a real number."""


def split(expr: Expr, x: Symbol, relations: Iterable[Relational] = ()) -> Pieces:
    """The open pieces of a formula in x and its values at the breaks between them.

    `relations` holds between the parameters. Raises UnsupportedError naming a condition whose
    boundary is not found or whose order is not known.
    """
    order = Order(relations)
    expr = unmasked(expr, x, order.sign)
    parts = _split(expr, x, -oo, oo, order, 0)
    breaks = [p.hi for p in parts[:-1]]
    values = tuple(_value_at(expr, x, b, order) for b in breaks)
    for p in parts:
        _check(expr, x, p)
    return _joined(Pieces(x, tuple(parts), values))


def _check(expr: Expr, x: Symbol, piece: Piece) -> None:
    """Refuse a piece that is not the formula at points of it: a safeguard against a missed cut.

    Also beside the point at which the cases were told: x**2*erfc(x) is 0 there, and nowhere else.
    """
    if expr.free_symbols != {x} or not expr.has(*CASES):
        return
    for at in (_between(piece.lo, piece.hi), _beside(piece.lo, piece.hi)):
        point = _rational(at)
        whole, part = (enclose(e, {x: point}, CHECK_BITS) for e in (expr, piece.expr))
        if whole.is_finite() and part.is_finite() and not whole.overlaps(part):
            raise UnsupportedError(f"the cases of {expr} are not told apart at {x} = {point}")


def _rational(value: Expr) -> Fraction:
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    return midpoint(enclose(value, {}, CHECK_BITS))


def _split(expr: Expr, x: Symbol, lo: Expr, hi: Expr, order: Order, depth: int) -> list[Piece]:
    inner = _innermost(expr, x) or _innermost(expr)
    if inner is None:
        return [Piece(lo, hi, expr)]
    if depth > MAX_DEPTH:
        raise UnsupportedError("the formula's cases are nested too deeply")
    cuts = {r for u in _deciding(inner) for r in sign_changes(u, x, order.sign)}
    inside = [c for c in cuts if order.compare(lo, c) < 0 and order.compare(c, hi) < 0]
    ends = [lo, *order.sort(inside), hi]
    parts: list[Piece] = []
    for a, b in pairwise(ends):
        case = _resolve(inner, x, _between(a, b), order)
        resolved = _put(expr, inner, case)
        gone = _cancelled(expr, resolved, inner, case)
        holes = {h for u in gone for h in _zeros(u, x, a, b, order)}
        for lo, hi in pairwise([a, *order.sort(holes), b]):
            parts += _split(resolved, x, lo, hi, order, depth + 1)
    return parts


def _put(expr: Any, inner: Expr, case: Expr) -> Any:
    """A formula with a case put in; NaN in place of what compares a value that is not real then."""
    try:
        return expr.xreplace({inner: case})
    except NOT_COMPARED:
        pass
    if isinstance(expr, Piecewise):
        cases: list[tuple[Any, Any]] = []
        for value, condition in expr.args:
            try:
                cases.append((_put(value, inner, case), _put(condition, inner, case)))
            except NOT_COMPARED:  # no case holds beyond a condition without an answer
                return Piecewise(*cases, (S.NaN, True))
        return Piecewise(*cases)
    parts = [_put(part, inner, case) for part in expr.args]
    if isinstance(expr, Expr):
        try:
            return expr.func(*parts)
        except NOT_COMPARED:
            return S.NaN
    if S.NaN in parts:
        raise ValueError(f"{expr} has no answer")
    return expr.func(*parts)


def _zeros(expr: Expr, x: Symbol, lo: Expr, hi: Expr, order: Order) -> list[Expr]:
    """The points of an open interval at which an expression may be 0."""
    from symact.analyse.signs import sign_on

    if sign_on(expr, x, lo, hi):
        return []
    points = sign_changes(expr, x, order.sign)
    return [p for p in points if order.compare(lo, p) < 0 and order.compare(p, hi) < 0]


def _cancelled(expr: Expr, resolved: Expr, inner: Expr, case: Expr) -> Iterator[Expr]:
    """The denominators that a case has taken out: max(x, -1)/x is x/x, which SymPy takes for 1."""
    kept = {_monic(base) for base in _denominators(resolved)}
    for base in _denominators(expr):
        if base.has(inner) or not resolved.has(base):
            found: Expr = base.xreplace({inner: case})
            if found.free_symbols and _monic(found) not in kept:
                yield found


def _denominators(expr: Expr) -> list[Expr]:
    return [e.base for e in expr.atoms(sympy.Pow) if e.exp.is_negative]


def _monic(base: Expr) -> Expr:
    return base.as_coeff_Mul()[1] if base.is_Mul else base


def _innermost(expr: Expr, x: Symbol | None = None, kinds: Any = CASES) -> Expr | None:
    """A case distinction (one that depends on x, where x is given) without such ones inside."""
    for node in sympy.postorder_traversal(expr):
        if isinstance(node, kinds) and (x is None or x in node.free_symbols):
            return node
    return None


def _deciding(node: Expr) -> Iterator[Expr]:
    """The expressions whose signs decide which case of a node holds."""
    if isinstance(node, Piecewise):
        for _, condition in node.args:
            yield from (r.lhs - r.rhs for r in condition.atoms(Relational))
    elif isinstance(node, sympy.Max | sympy.Min):
        yield from (a - b for a, b in combinations(node.args, 2))
    else:
        yield node.args[0]


def _resolve(node: Expr, x: Symbol, point: Expr, order: Order) -> Expr:
    """The case of a node that holds at a point, NaN where it has no value there.

    The node's own parts have no cases left.
    """
    try:
        return _case(node, x, point, order)
    except _UndefinedError:
        return S.NaN


def _case(node: Expr, x: Symbol, point: Expr, order: Order) -> Expr:
    if isinstance(node, Piecewise):
        return _branch(node, x, point, order)
    u = node.args[0]
    if isinstance(node, sympy.Max | sympy.Min):
        wanted = 1 if isinstance(node, sympy.Max) else -1
        best = u
        for other in node.args[1:]:
            best = other if _sign_at(other - best, x, point, order) == wanted else best
        return best
    found = _sign_at(u, x, point, order)
    if isinstance(node, sympy.Abs):
        return -u if found < 0 else u
    if isinstance(node, sympy.sign):
        return Integer(found)
    return node.args[1] if found == 0 else Integer(found > 0)


class _UndefinedError(Exception):
    """What decides between cases has no real value at a point."""


def _real_value(expr: Expr, x: Symbol, point: Expr) -> Expr:
    try:
        value = expr.subs(x, point)
    except NOT_COMPARED as error:
        raise _UndefinedError from error
    if value.has(*NOT_REAL) or value.is_extended_real is False:
        raise _UndefinedError
    return value


def _sign_at(expr: Expr, x: Symbol, point: Expr, order: Order) -> int:
    value = _real_value(expr, x, point)
    found = order.sign(value)
    if found is None:
        raise OpenSignError(f"the sign of {expr} at {x} = {point} is not known", value)
    return found


def _branch(node: Piecewise, x: Symbol, point: Expr, order: Order) -> Expr:
    for value, condition in node.args:
        if _holds(condition, x, point, order):
            return value
    return S.NaN


def _holds(condition: sympy.Basic, x: Symbol, point: Expr, order: Order) -> bool:
    if isinstance(condition, Relational):
        return _compares(condition, x, point, order)
    if isinstance(condition, sympy.And):
        return all(_holds(c, x, point, order) for c in condition.args)
    if isinstance(condition, sympy.Or):
        return any(_holds(c, x, point, order) for c in condition.args)
    if isinstance(condition, sympy.Not):
        return not _holds(condition.args[0], x, point, order)
    if isinstance(condition, sympy.ITE):
        test, then, other = condition.args
        return _holds(then if _holds(test, x, point, order) else other, x, point, order)
    if condition in (sympy.true, sympy.false):
        return bool(condition)
    raise UnsupportedError(f"the condition {condition} is not a comparison")


def _compares(relation: Relational, x: Symbol, point: Expr, order: Order) -> bool:
    value = _real_value(relation.lhs - relation.rhs, x, point)
    sign = order.sign(value)
    if sign is None:
        raise OpenSignError(f"whether {relation} holds at {x} = {point} is not known", value)
    return bool(relation.func(sign, 0))


def _between(a: Expr, b: Expr) -> Expr:
    if a == -oo and b == oo:
        return S.Zero
    if a == -oo:
        return b - 1
    return a + 1 if b == oo else (a + b) / 2


def _beside(a: Expr, b: Expr) -> Expr:
    """Another point of an interval."""
    if a == -oo:
        return Rational(-7, 3) if b == oo else b - Rational(7, 3)
    return a + Rational(7, 3) if b == oo else (2 * a + b) / 3


def _value_at(expr: Expr, x: Symbol, point: Expr, order: Order) -> Expr | None:
    """The formula at a point, or None where it is not defined there.

    Cases that depend on a parameter whose size is not known are left in the value.
    """
    if _divides_by_zero(expr, x, point, order):
        return None
    try:
        while (inner := _innermost(expr, x) or _innermost(expr)) is not None:
            expr = _put(expr, inner, _resolve(inner, x, point, order))
    except OpenSignError:
        pass
    return value_at(expr, x, point, order)


def value_at(expr: Expr, x: Symbol, point: Expr, order: Order) -> Expr | None:
    """A formula without cases in x at a point, or None where a part of it has no real value there.

    To SymPy log(-1)**2 is -pi**2, and sqrt(-1)*sqrt(-3) is -sqrt(3).
    """
    for inside in _never_negative(expr):
        if x in inside.free_symbols and order.sign(inside.subs(x, point)) == -1:
            return None
    return defined(expr.subs(x, point))


def _never_negative(expr: Expr) -> Iterator[Expr]:
    """What has to be at least 0 where a formula has a real value."""
    for e in expr.atoms(sympy.Pow, *ON_A_PART):
        if not e.is_Pow:
            yield ON_A_PART[e.func](e.args[0])
        elif e.exp.is_Rational and not e.exp.is_Integer:
            yield e.base


def _divides_by_zero(expr: Expr, x: Symbol, point: Expr, order: Order) -> bool:
    """Whether a denominator is 0 at a point: with its case put in, SymPy may cancel it."""
    try:
        taken = [b for b in _denominators_at(expr, x, point, order) if b.has(x)]
        values = [_without_cases(b, x, point, order) for b in taken]
        return any(order.sign(_real_value(v, x, point)) == 0 for v in values)
    except (OpenSignError, _UndefinedError):
        return False


def _denominators_at(expr: Expr, x: Symbol, point: Expr, order: Order) -> Iterator[Expr]:
    """Denominators outside the cases that do not hold at a point, as they are written."""
    if isinstance(expr, Piecewise):
        yield from _denominators_at(_branch_at(expr, x, point, order), x, point, order)
        return
    if expr.is_Pow and expr.exp.is_negative:
        yield expr.base
    for part in expr.args:
        yield from _denominators_at(part, x, point, order)


def _branch_at(node: Piecewise, x: Symbol, point: Expr, order: Order) -> Expr:
    cases = [(value, _without_cases(held, x, point, order)) for value, held in node.args]
    return next((value for value, held in cases if _holds(held, x, point, order)), S.NaN)


def _without_cases(expr: Expr, x: Symbol, point: Expr, order: Order) -> Expr:
    try:
        while (inner := _innermost(expr)) is not None:
            expr = _put(expr, inner, _resolve(inner, x, point, order))
    except NOT_COMPARED as error:
        raise _UndefinedError from error
    return expr


def defined(value: Expr) -> Expr | None:
    """A value, or None for what SymPy has in place of one where there is none."""
    return None if value.has(*NOT_REAL) or hides_a_pole(value) else value


def hides_a_pole(value: Expr) -> bool:
    """Whether a constant divides by 0, or has the logarithm of 0, where only its parts show it.

    For SymPy 1/(log(6) - log(2) - log(3)) is a number.
    """
    if value.free_symbols or value.has(Enclosed):
        return False
    inside = [*_denominators(value), *(e.args[0] for e in value.atoms(sympy.log))]
    return any(sign_of_constant(u) == 0 for u in inside if not u.is_Rational)


def _joined(pieces: Pieces) -> Pieces:
    """Neighbours with the same expression, whose break is not a break after all, made one."""
    parts, values = [pieces.pieces[0]], []
    for value, right in zip(pieces.values, pieces.pieces[1:], strict=True):
        left = parts[-1]
        same = S.NaN if value is None else value  # where there is no value on either side
        if left.expr == right.expr and same == left.expr.subs(pieces.x, left.hi):
            parts[-1] = Piece(left.lo, right.hi, left.expr)
        else:
            parts.append(right)
            values.append(value)
    return Pieces(pieces.x, tuple(parts), tuple(values))
