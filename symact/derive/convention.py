"""The derivative used at a kink: 0 where the one-sided limits differ in sign, else the smaller."""

from __future__ import annotations

from sympy import Abs, AccumBounds, Expr, Piecewise, S, oo

from symact.derive.ordering import Order

JUMP: tuple[Expr, str] = (S.Zero, "a jump: the derivative used there is 0")
INFINITE = (oo, -oo)
NO_LIMIT = (S.NaN, AccumBounds)
OPPOSITE = "the one-sided limits differ in sign or one is 0: 0"


def minimum_norm(left: Expr, right: Expr, order: Order) -> tuple[Expr, str]:
    """The derivative used at a kink: 0 where the limits differ in sign, else the smaller one."""
    if S.NaN in (left, right):
        return _beside_a_wave(left, right)
    if left == right:
        return left, "the one-sided limits agree"
    if left in INFINITE or right in INFINITE:
        return _beside_a_vertical(left, right, order)
    product = order.sign(left * right)
    if product is not None and product <= 0:
        return S.Zero, OPPOSITE
    gap = order.sign(Abs(left) - Abs(right))
    smaller = "the one-sided limit of smaller magnitude"
    if product is not None and gap is not None:
        return (left if gap <= 0 else right), smaller
    value = Piecewise((S.Zero, left * right <= 0), (left, Abs(left) <= Abs(right)), (right, True))
    return value, smaller + ", or 0 where they differ in sign"


def _beside_a_vertical(left: Expr, right: Expr, order: Order) -> tuple[Expr, str]:
    """The same where a one-sided limit is infinite, and they are not equal."""
    finite = next((side for side in (left, right) if side not in INFINITE), None)
    if finite is None:
        return S.Zero, OPPOSITE
    vertical = 1 if oo in (left, right) else -1
    sign = order.sign(vertical * finite)
    if sign is not None and sign <= 0:
        return S.Zero, OPPOSITE
    if sign is not None:
        return finite, "the one-sided limit that is finite"
    value = Piecewise((S.Zero, vertical * finite <= 0), (finite, True))
    return value, "the one-sided limit that is finite, or 0 where they differ in sign"


def _beside_a_wave(left: Expr, right: Expr) -> tuple[Expr, str]:
    """The same where f' has no limit on a side: sin(1/x) swings on and on."""
    found = next((side for side in (left, right) if side is not S.NaN), S.NaN)
    if found is S.NaN or found in INFINITE:
        return S.Zero, "no finite one-sided limit: 0"
    return found, "the one-sided limit that there is"
