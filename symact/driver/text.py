"""Formulas as one line of plain text, in the language that `symact check` reads back."""

from __future__ import annotations

import pickle
from typing import Any, TypeVar

import sympy
from sympy import Expr

from symact.constants import Named, named
from symact.expression import to_text
from symact.pieces import Pieces


def text(value: Any, constants: tuple[Named, ...] = ()) -> str:
    """A SymPy object as text; words pass through as they are, no value is "undefined".

    >>> from sympy import Piecewise, Symbol, exp
    >>> x = Symbol("x", real=True)
    >>> text(Piecewise((x, x > 0), (exp(x) - 1, True)))
    'where(x > 0, x, exp(x) - 1)'
    """
    return "undefined" if value is sympy.nan else to_text(named(value, constants))


T = TypeVar("T")


def rebuilt(value: T) -> T:
    """Formulas as SymPy builds them again from their parts, as those that come from a worker are.

    (3 + 2 x)/6, held together, comes back as 1/2 + x/3.
    """
    copy: T = pickle.loads(pickle.dumps(value))
    return copy


def piecewise_rows(pieces: Pieces, constants: tuple[Named, ...] = ()) -> list[tuple[str, str]]:
    """Each piece as (where, formula); a break goes with the side that takes its value."""
    if len(pieces.pieces) == 1:
        return [("", text(pieces.pieces[0].expr, constants))]
    rows, taken = [], False
    for n, piece in enumerate(pieces.pieces):
        last = n == len(pieces.values)
        value = None if last else pieces.values[n]
        left = not last and _at(piece.expr, pieces, n) == value
        rows.append((_where(pieces, n, taken, left), text(piece.expr, constants)))
        if last:
            break
        taken = not left and _at(pieces.pieces[n + 1].expr, pieces, n) == value
        if not left and not taken:
            shown = "undefined" if value is None else text(value, constants)
            rows.append((f"{pieces.x} = {text(piece.hi)}", shown))
    return rows


def _at(expr: Expr, pieces: Pieces, n: int) -> Expr | None:
    """A piece's expression at the break after piece n; None where it has no value."""
    return None if expr is sympy.nan else expr.subs(pieces.x, pieces.breaks[n])


def _where(pieces: Pieces, n: int, closed_left: bool, closed_right: bool) -> str:
    x, piece = pieces.x, pieces.pieces[n]
    above = "<=" if closed_right else "<"
    if piece.lo == -sympy.oo:
        return f"{x} {above} {text(piece.hi)}"
    if piece.hi == sympy.oo:
        return f"{x} {'>=' if closed_left else '>'} {text(piece.lo)}"
    return f"{text(piece.lo)} {'<=' if closed_left else '<'} {x} {above} {text(piece.hi)}"
