"""Print a formula as one line of text that the reader takes back."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import ITE, And, Expr, FiniteSet, Mul, Or, Pow, Rational, S
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter

from symact.activation import outermost
from symact.order import factor_key, flipped, ordered_terms
from symact.standin import meant


def to_text(value: Any) -> str:
    """A formula as text in the language of `parse`; sums and vectors in the same spirit.

    >>> from sympy import Piecewise, Symbol, exp
    >>> x = Symbol("x", real=True)
    >>> to_text(Piecewise((x, x > 0), (exp(x) - 1, True)))
    'where(x > 0, x, exp(x) - 1)'
    """
    return str(Text().doprint(meant(value)))


VARIABLES = ("x", "y", "f")
"""What stands on the left of a comparison."""


class Text(StrPrinter):  # type: ignore[misc]
    """SymPy's text, with the names that the language has."""

    def _print_Piecewise(self, expr: Any) -> str:
        text = "nan"
        for value, condition in reversed(expr.args):
            text = self._case(condition, str(self._print(value)), text)
        return text

    def _case(self, condition: Any, value: str, otherwise: str) -> str:
        """A choice; one between several comparisons becomes choices inside one another."""
        if condition in (S.true, S.false):
            return value if condition == S.true else otherwise
        if isinstance(condition, And | Or):
            first, rest = condition.args[0], condition.func(*condition.args[1:])
            if isinstance(condition, And):
                return self._case(first, self._case(rest, value, otherwise), otherwise)
            return self._case(first, value, self._case(rest, value, otherwise))
        if isinstance(condition, ITE):  # SymPy's for a comparison of what has cases itself
            test, *cases = condition.args
            return self._case(test, *(self._case(c, value, otherwise) for c in cases))
        return f"where({self._print(condition)}, {value}, {otherwise})"

    def _print_Add(self, expr: Any, order: Any = None) -> str:
        first, *others = ordered_terms(expr)
        text = str(self._print(first))
        for term in others:
            shown = str(self._print(term))
            text += f" - {shown[1:]}" if shown.startswith("-") else f" + {shown}"
        return text

    def _print_Mul(self, expr: Any) -> str:
        number, rest = expr.as_coeff_Mul(rational=True)
        turned = flipped(rest) if number.is_negative and rest != 1 else None
        factors = list(Mul.make_args(rest)) if turned is None else turned
        number = number if turned is None else -number
        above, below = _radicals(abs(number), [f for f in factors if _is_radical(f)])
        for factor in sorted((f for f in factors if not _is_radical(f)), key=factor_key):
            divides = factor.is_Pow and factor.exp.is_Rational and factor.exp.is_negative
            side = below if divides else above
            shown = Pow(factor.base, -factor.exp) if divides else factor
            side.append(self.parenthesize(shown, PRECEDENCE["Mul"]))
        over = "*".join(above) or "1"
        under = below[0] if len(below) == 1 else f"({'*'.join(below)})"
        text = f"{over}/{under}" if below else over
        return f"-{text}" if number.is_negative else text

    def _print_Pow(self, expr: Any, rational: bool = False) -> str:
        if expr.exp.is_Rational and expr.exp.is_negative:
            return f"1/{self.parenthesize(Pow(expr.base, -expr.exp), PRECEDENCE['Mul'])}"
        return str(super()._print_Pow(expr, rational))

    def _print_Relational(self, expr: Any) -> str:
        if expr.rhs.is_Symbol and expr.rhs.name in VARIABLES and expr.lhs != expr.rhs:
            expr = expr.reversed
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

    def _print_FirstMaximum(self, expr: Any) -> str:
        body, index, position = (self._print(a) for a in expr.args)
        return f"(argmax({body}, {index}) == {position})"

    def _print_Union(self, expr: Any) -> str:
        parts = sorted(expr.args, key=lambda part: (isinstance(part, FiniteSet), str(part)))
        return " and ".join(str(self._print(part)) for part in parts)

    def _print_KroneckerDelta(self, expr: Any) -> str:
        return f"delta({self.stringify(expr.args, ', ')})"

    def _print_Interval(self, expr: Any) -> str:
        left, right = "(" if expr.left_open else "[", ")" if expr.right_open else "]"
        return f"{left}{self._print(expr.start)}, {self._print(expr.end)}{right}"


def _is_radical(factor: Expr) -> bool:
    """Whether a factor is the square root of a whole number or of pi, or one over it."""
    base, power = factor.as_base_exp() if factor.is_Pow else (factor, S.One)
    return abs(power) == S.Half and (base.is_Integer or base is S.Pi) and base.is_positive


def _radicals(number: Rational, radicals: list[Expr]) -> tuple[list[str], list[str]]:
    """A number with its square roots under one root, above and below the line.

    sqrt(2)/(2*sqrt(pi)) is 1/sqrt(2*pi).
    """
    if not radicals:
        top, bottom = sympy.fraction(number)
        return [str(top)] * (top != 1), [str(bottom)] * (bottom != 1)
    squares = [Pow(f, 2) for f in radicals]
    above, below = sympy.fraction(number**2 * Mul(*squares))
    (a, p), (b, q) = _square_part(above), _square_part(below)
    over, under = [str(a)] * (a != 1), [str(b)] * (b != 1)
    if p == "1" and q != "1":
        under.append(f"sqrt({q})")
    elif p != "1":
        quotient = f"{p}/({q})" if "*" in q else f"{p}/{q}"
        over.append(f"sqrt({p})" if q == "1" else f"sqrt({quotient})")
    return over, under


LARGEST_PRIME = 2**15
"""Larger prime factors are not sought: of a number of 100 digits that may take for ever."""


def _square_part(value: Expr) -> tuple[int, str]:
    """(w, i) with value = w**2 i, for a whole number times a power of pi."""
    number, rest = value.as_coeff_Mul()
    whole = 1
    for prime, n in sympy.factorint(int(number), limit=LARGEST_PRIME).items():
        whole *= prime ** (n // 2)
    inside = number / whole**2
    factors = [str(f) for f in (inside, rest) if f != 1]
    return whole, "*".join(factors) or "1"
