"""What a row's formula may be moved by: the maximum of its argument, a number of its cotangent.

Both are done only where the formula is shown to be the same, by the zero test and by nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy
from sympy import Add, Expr, Idx, Indexed, IndexedBase, KroneckerDelta, Mul, S, Sum

from symact.activation import FirstMaximum, Index, Maximum, free_indices, private
from symact.derive.axiswise import COTANGENT, SHIFT, is_zero
from symact.derive.contraction import contract, expanded, to_symbols
from symact.errors import UnsupportedError

POWERS = IndexedBase("e", positive=True)
"""exp(c x_j - |c| m)."""

DISTANCES = IndexedBase("d", real=True)
"""c x_j - |c| m."""

LARGEST = private("m", real=True)
SCALE = private("M", positive=True)
"""exp(|c| m), which has to cancel."""

ORIGIN = private("g0", real=True)
"""The cotangent where x is largest, which a vjp may be read relative to."""

DEVIATIONS = IndexedBase("h", real=True)
"""g_j less the cotangent where x is largest."""


@dataclass(frozen=True)
class Shifted:
    """An expression over e_j = exp(d_j), d_j = c x_j - |c| m and m; c may be 0.

    With a degree it is for a scaled row instead.
    """

    expr: Expr
    rate: Expr
    degree: int | None = None


def shifted(expr: Expr, x: IndexedBase) -> Shifted:
    """The expression with its exponentials shifted by the row's maximum, shown to be the same.

    Raises UnsupportedError where an exponential of the maximum is left, since that may overflow, or
    where exponents have no common rate.
    """
    expr = contract(expanded(expr))
    rate = _rate(expr, x)
    if rate == 0:
        return Shifted(expr, rate)
    small: dict[Expr, Expr] = {}
    for power in expr.atoms(sympy.exp):
        component = next((c for c in power.args[0].atoms(Indexed) if c.base == x), None)
        if component is not None:
            n = power.args[0] / (rate * component)
            small[power] = (SCALE * POWERS[component.indices[0]]) ** n
    rest = expr.xreplace(small)
    moved = {
        c: (DISTANCES[c.indices[0]] + abs(rate) * LARGEST) / rate
        for c in rest.atoms(Indexed)
        if c.base == x
    }
    plain = to_symbols(contract(rest.xreplace(moved)))
    form = sympy.expand_log(plain.expr).xreplace({sympy.log(SCALE): abs(rate) * LARGEST})
    form = plain.back(sympy.factor(sympy.cancel(form) if not form.has(sympy.log) else form))
    if form.has(SCALE):
        raise UnsupportedError(
            f"{expr} may overflow: an exponential of the maximum does not cancel"
        )
    if not is_zero(expr - _unshifted(form, x, rate)):
        raise UnsupportedError(f"{expr} is not shown to keep its value when the row is shifted")
    return Shifted(form, rate)


def _rate(expr: Expr, x: IndexedBase) -> Expr:
    """The c that all exponents c x_j are positive multiples of; 0 where there is no exponential."""
    rates = set()
    for power in expr.atoms(sympy.exp):
        exponent = power.args[0]
        components = [c for c in exponent.atoms(Indexed) if c.base == x]
        if not components:
            continue
        rate = exponent / components[0]
        if not rate.is_Rational:
            raise UnsupportedError(f"there is no shift for the exponent {exponent}")
        rates.add(rate)
    if not rates:
        return S.Zero
    if len({r > 0 for r in rates}) > 1:
        raise UnsupportedError(f"{expr} has exponentials that grow both ways")
    smallest = min(rates, key=abs)
    if any(not (r / smallest).is_Integer for r in rates):
        raise UnsupportedError(f"the exponents of {expr} have no common rate")
    return smallest


def stable_form(expr: Expr, x: IndexedBase) -> Expr | None:
    """The expression as kernels compute it, the maximum written out; None where none is used."""
    form = shifted(expr, x)
    if form.rate == 0:
        return None
    j = Index("j")
    largest = Maximum(x[j] if form.rate > 0 else -x[j], j)
    return _unshifted(form.expr, x, form.rate).xreplace({LARGEST: largest})


def _unshifted(expr: Expr, x: IndexedBase, rate: Expr) -> Expr:
    back: dict[Expr, Expr] = {}
    for c in expr.atoms(Indexed):
        distance = rate * x[c.indices[0]] - abs(rate) * LARGEST
        if c.base == POWERS:
            back[c] = sympy.exp(distance)
        elif c.base == DISTANCES:
            back[c] = distance
    return expr.xreplace(back)


def centred(expr: Expr, k: Idx) -> Expr | None:
    """A vjp over h = g - g_p, p where x is largest; None where that is not shown to be the same.

    Where one component of the output is near 1, its own h is 0, and what is left of the sum has no
    digit in common with it to lose.
    """
    moved = {c: c + SHIFT for c in expr.atoms(Indexed) if c.base == COTANGENT}
    if COTANGENT[k] not in moved or not is_zero(contract(expr.xreplace(moved)) - expr):
        return None
    return expr.xreplace({c: DEVIATIONS[c.indices[0]] for c in moved})


def factored(expr: Expr) -> Expr:
    """The expression as a product over one denominator: what cancels does so before division."""
    plain = to_symbols(expr)
    return plain.back(sympy.factor(plain.expr))


def divided(expr: Expr) -> Expr:
    """The factored expression; over h, its sums divided by what is positive in the denominator.

    Of e_k (h_k t - s) / t^2 that leaves (h_k - s/t) e_k / t, in which s/t is one number; and h_k is
    written out, so that it is one with the cotangent that h_k is relative to. Where there is no h
    the sums may be those of one component and next to nothing else, and agree to more bits than a
    quotient has.
    """
    whole = factored(expr)
    if not any(c.base == DEVIATIONS for c in whole.atoms(Indexed)):
        return whole
    plain = to_symbols(whole)
    below = [f.base for f in Mul.make_args(plain.expr) if f.is_Pow and f.exp.is_negative]
    factors = list(Mul.make_args(plain.expr))
    for number in (b for b in below if b.is_positive and not has_rows(plain.back(b))):
        for k, factor in enumerate(factors):
            if factor.is_Add and factor.has(number):
                factors[k] = Add(*(term / number for term in factor.args))
                factors.append(number)
    found = plain.back(Mul(*factors))
    return found.xreplace({DEVIATIONS[k]: COTANGENT[k] - ORIGIN for k in free_indices(found)})


def has_rows(expr: Expr) -> bool:
    """Whether an expression depends on the position."""
    if isinstance(expr, Indexed | FirstMaximum | KroneckerDelta | Idx):
        return True
    if isinstance(expr, Sum | Maximum):
        return False
    return any(map(has_rows, expr.args))


__all__ = [
    "DEVIATIONS", "DISTANCES", "LARGEST", "ORIGIN", "POWERS", "Shifted", "centred",
    "divided", "factored", "has_rows", "shifted", "stable_form",
]  # fmt: skip
