"""Print a formula as one line of text that the reader takes back."""

from __future__ import annotations

from typing import Any

from sympy import And, Or, S
from sympy.printing.str import StrPrinter

from symact.activation import outermost


def to_text(value: Any) -> str:
    """A formula as text in the language of `parse`; sums and vectors in the same spirit.

    >>> from sympy import Piecewise, Symbol, exp
    >>> x = Symbol("x", real=True)
    >>> to_text(Piecewise((x, x > 0), (exp(x) - 1, True)))
    'where(x > 0, x, exp(x) - 1)'
    """
    return str(Text().doprint(value))


class Text(StrPrinter):  # type: ignore[misc]
    """SymPy's text, with the names that the language has."""

    def _print_Piecewise(self, expr: Any) -> str:
        text = "nan"
        for value, condition in reversed(expr.args):
            text = self._case(condition, str(self._print(value)), text)
        return text

    def _case(self, condition: Any, value: str, otherwise: str) -> str:
        """A choice; one between several comparisons becomes choices inside one another."""
        if condition == S.true:
            return value
        if isinstance(condition, And | Or):
            first, rest = condition.args[0], condition.func(*condition.args[1:])
            if isinstance(condition, And):
                return self._case(first, self._case(rest, value, otherwise), otherwise)
            return self._case(first, value, self._case(rest, value, otherwise))
        return f"where({self._print(condition)}, {value}, {otherwise})"

    def _print_Relational(self, expr: Any) -> str:
        return f"{self._print(expr.lhs)} {expr.rel_op} {self._print(expr.rhs)}"

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
        body, index = outermost(expr)
        return f"sum({self._print(body)}, {index.name})"

    def _print_Maximum(self, expr: Any) -> str:
        return f"max({self._print(expr.args[0])}, {self._print(expr.args[1])})"

    def _print_KroneckerDelta(self, expr: Any) -> str:
        return f"delta({self.stringify(expr.args, ', ')})"

    def _print_Interval(self, expr: Any) -> str:
        left, right = "(" if expr.left_open else "[", ")" if expr.right_open else "]"
        return f"{left}{self._print(expr.start)}, {self._print(expr.end)}{right}"
