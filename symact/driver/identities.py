"""The identities that symact's own output rests on, as claims for the verifier to judge.

Kernels are written from the stable forms, and `vjp_from_output` from f' = h(f). Both were proved
when they were found; here they are compared once more with the definition, by the way that judges
everybody's claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Indexed, S, Symbol

from symact.activation import Activation
from symact.analyse.build import sides
from symact.claim import Claim, F, f
from symact.derive import kinks, pieces
from symact.derive.axiswise import OUTPUT as VECTOR_OUTPUT
from symact.derive.axiswise import column, jacobian, jacobian_from_output, over_axis, vjp
from symact.derive.output_form import OUTPUT, output_form
from symact.errors import NotRealError
from symact.lower.shift import centred, stable_form
from symact.normalise import DISTANCE, normal_form
from symact.pieces import Piece, Pieces

OWN = "symact"
"""The source of these claims; sheets show what other documents print."""


def own_claims(activation: Activation) -> Iterator[Claim]:
    """The stable form of f, and f' in terms of f where that was found; at the defaults.

    Along an axis also that a cotangent may be shifted, where pullbacks rest on it.
    """
    if activation.axiswise:
        yield from _along_an_axis(activation.with_defaults())
        return
    default = activation.with_defaults()
    name = activation.name
    yield Claim(name, function=_stable(default), remark="the stable form", source=OWN)
    found = output_form(default)
    if found is None:
        return
    corners = any(k.order < 1 for k in kinks(default))
    yield Claim(
        name,
        derivative=found.h.as_piecewise().xreplace({OUTPUT: f}),
        remark="the derivative in terms of f",
        source=OWN,
        expected="convention" if corners else "proved",
    )


def _along_an_axis(default: Activation) -> Iterator[Claim]:
    name, i, k = default.name, default.index, column(default)
    stable = stable_form(default.expr, default.x)
    if stable is not None:
        yield Claim(name, function=stable, remark="the stable form", source=OWN)
    if i is None:
        return
    found = jacobian_from_output(default)
    if found is not None:
        outputs = {c: F[c.indices[0]] for c in found.atoms(Indexed) if c.base == VECTOR_OUTPUT}
        form = found.xreplace(outputs)
        yield Claim(name, derivative=form, remark="the derivative in terms of f", source=OWN)
    if centred(vjp(default), k) is not None:
        total = over_axis(jacobian(default), i)
        remark = "a pullback is that of the cotangent less any number"
        yield Claim(name, holds=(total, "=", S.Zero), remark=remark, source=OWN)


def _stable(default: Activation) -> Expr:
    """The factored normal form on each side of 0, written in x again."""
    function = pieces(default)
    x = function.x
    parts: list[Piece] = []
    values: list[Expr | None] = []
    known = dict(zip(function.breaks, function.values, strict=True))
    for piece in function.pieces:
        for lo, hi, value in sides(piece.lo, piece.hi):
            if parts:
                values.append(known.get(lo, piece.expr.subs(x, S.Zero)))
            parts.append(Piece(lo, hi, _stable_on(piece.expr, x, value)))
    return Pieces(x, tuple(parts), tuple(values)).as_piecewise()


def _stable_on(expr: Expr, x: Symbol, value: Expr) -> Expr:
    """The form on one side of 0, where x is `value`, the distance or its negative."""
    if expr is S.NaN:
        return S.NaN
    try:
        form = normal_form(expr, x, value).factored()
    except NotRealError:
        return S.NaN
    return form.xreplace({DISTANCE: -x if value == -DISTANCE else x})
