"""Formulas as one line of plain text, in the language that `symact check` reads back."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Expr, S
from sympy.printing.str import StrPrinter

from symact.pieces import Pieces
from symact.render.constants import Named, named


def text(value: Any, constants: tuple[Named, ...] = ()) -> str:
    """A SymPy object as text; words pass through as they are.

    >>> from sympy import Piecewise, Symbol, exp
    >>> x = Symbol("x", real=True)
    >>> text(Piecewise((x, x > 0), (exp(x) - 1, True)))
    'where(x > 0, x, exp(x) - 1)'
    """
    return str(_Text().doprint(named(value, constants)))


def piecewise_rows(pieces: Pieces, constants: tuple[Named, ...] = ()) -> list[tuple[str, str]]:
    """Each piece as (where, formula); a break goes with the side that takes its value."""
    if len(pieces.pieces) == 1:
        return [("", text(pieces.pieces[0].expr, constants))]
    rows, taken = [], False
    for n, piece in enumerate(pieces.pieces):
        value = pieces.values[n] if n < len(pieces.values) else None
        left = value is not None and _at(piece.expr, pieces, n) == value
        rows.append((_where(pieces, n, taken, left), text(piece.expr, constants)))
        if n == len(pieces.values):
            break
        taken = (
            not left and value is not None and _at(pieces.pieces[n + 1].expr, pieces, n) == value
        )
        if not left and not taken:
            shown = "undefined" if value is None else text(value, constants)
            rows.append((f"{pieces.x} = {text(piece.hi)}", shown))
    return rows


def _at(expr: Expr, pieces: Pieces, n: int) -> Expr:
    return expr.subs(pieces.x, pieces.breaks[n])


def _where(pieces: Pieces, n: int, closed_left: bool, closed_right: bool) -> str:
    x, piece = pieces.x, pieces.pieces[n]
    above = "<=" if closed_right else "<"
    if piece.lo == -sympy.oo:
        return f"{x} {above} {text(piece.hi)}"
    if piece.hi == sympy.oo:
        return f"{x} {'>=' if closed_left else '>'} {text(piece.lo)}"
    return f"{text(piece.lo)} {'<=' if closed_left else '<'} {x} {above} {text(piece.hi)}"


class _Text(StrPrinter):  # type: ignore[misc]
    """SymPy's text, with the names that symact's expression language has."""

    def _print_Piecewise(self, expr: Any) -> str:
        *branches, (last, condition) = expr.args
        text = (
            self._print(last)
            if condition == S.true
            else f"where({self._print(condition)}, {self._print(last)}, nan)"
        )
        for value, condition in reversed(branches):
            text = f"where({self._print(condition)}, {self._print(value)}, {text})"
        return text

    def _print_Abs(self, expr: Any) -> str:
        return f"abs({self._print(expr.args[0])})"

    def _print_Max(self, expr: Any) -> str:
        return f"max({self.stringify(sorted(expr.args, key=str), ', ')})"

    def _print_Min(self, expr: Any) -> str:
        return f"min({self.stringify(sorted(expr.args, key=str), ', ')})"

    def _print_Exp1(self, expr: Any) -> str:
        return "e"

    def _print_Infinity(self, expr: Any) -> str:
        return "inf"

    def _print_NegativeInfinity(self, expr: Any) -> str:
        return "-inf"

    def _print_Idx(self, expr: Any) -> str:
        return str(expr.label)

    def _print_Sum(self, expr: Any) -> str:
        return f"sum({self._print(expr.function)}, {expr.limits[0][0].name})"

    def _print_Maximum(self, expr: Any) -> str:
        return f"max({self._print(expr.args[0])}, {self._print(expr.args[1])})"

    def _print_KroneckerDelta(self, expr: Any) -> str:
        return f"delta({self.stringify(expr.args, ', ')})"

    def _print_Interval(self, expr: Any) -> str:
        left = "(" if expr.left_open else "["
        right = ")" if expr.right_open else "]"
        return f"{left}{self._print(expr.start)}, {self._print(expr.end)}{right}"
