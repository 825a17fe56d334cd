r"""Formulas as LaTeX in the notation of the field, from SymPy expressions and pieces.

Plain amsmath only, so that the output pastes into any document and converts to MathML:
`e^{-x}`, `\sigma(x)`, `\Phi(x)`, `\operatorname{softplus}(x)`, `\delta_{ik}`, `\sum_{j=1}^{n}`,
`\max_{j} x_{j}`, `cases`. Terms and factors come in an order of our own (see `term_key`), because
SymPy's differs between versions: sums ascend (`1 + e^{-x}`) unless that would begin with a minus
sign (`e^{x} - 1`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sympy
from sympy import Add, Expr, Idx, Integer, Mul, Pow, Rational, S, Symbol, exp
from sympy.core.relational import Relational
from sympy.printing.latex import LatexPrinter

from symact.activation import LENGTH, Maximum
from symact.constants import Named, named
from symact.order import factor_key, flipped, ordered_terms, term_key
from symact.pieces import Piece, Pieces

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
)
_GREEK = frozenset(_GREEK_NAMES.split())
_FUNCTIONS = {
    "log": r"\log", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "sinh": r"\sinh",
    "cosh": r"\cosh", "tanh": r"\tanh", "atan": r"\arctan", "sech": r"\operatorname{sech}",
    "csch": r"\operatorname{csch}", "coth": r"\coth", "asinh": r"\operatorname{arsinh}",
    "acosh": r"\operatorname{arcosh}", "atanh": r"\operatorname{artanh}",
    "erf": r"\operatorname{erf}", "erfc": r"\operatorname{erfc}", "sign": r"\operatorname{sign}",
    "sigmoid": r"\sigma", "Phi": r"\Phi", "phi": r"\varphi",
}  # fmt: skip
_SIMPLE = (Symbol, sympy.Indexed, Integer, sympy.Max, sympy.Min)
_TALL = re.compile(r"\\frac|\\sum|\\begin|\\max_|\\int")
_RELATIONS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "==": "=", "!=": r"\ne"}


def latex(expr: Any, constants: Sequence[Named] = ()) -> str:
    r"""A SymPy object (expression, relation, set) or `Pieces` as LaTeX, without dollar signs.

    `constants` are (name, value) pairs: numbers of the expression that are products of their powers
    are printed by name, such as \lambda \alpha.

    >>> from sympy import Symbol, exp
    >>> x = Symbol("x", real=True)
    >>> print(latex(exp(-x) / (1 + exp(-x)) ** 2))
    \frac{e^{-x}}{(1 + e^{-x})^{2}}
    """
    printer = FieldPrinter()
    if isinstance(expr, Pieces):
        return printer.pieces(expr, constants)
    return str(printer.doprint(named(expr, constants)))


def symbol_tex(name: str) -> str:
    r"""The name of a symbol: `alpha` as \alpha, one letter as itself, a word upright."""
    if name in _GREEK:
        return "\\" + name
    if re.fullmatch(r"[A-Za-z]'{0,2}", name):
        return name
    letter = re.fullmatch(r"([A-Za-z]+?)_?(\d+|(?<=_)[i-n]{1,2})", name)
    if letter and (len(letter[1]) == 1 or letter[1] in _GREEK):
        return f"{symbol_tex(letter[1])}_{{{letter[2]}}}"
    return r"\text{" + name.replace("_", r"\_") + "}"


class FieldPrinter(LatexPrinter):  # type: ignore[misc]
    """SymPy's LaTeX printer with the conventions of this field and an order of terms of our own."""

    def __init__(self) -> None:
        super().__init__({})
        self._inline = 0

    def pieces(self, pieces: Pieces, constants: Sequence[Named] = ()) -> str:
        """A `cases` environment with every interval written out, or a single expression."""
        rows = [row for e, where in self._rows(pieces) for row in self._row(e, where, constants)]
        return rows[0][0] if len(rows) == 1 else cases(rows)

    def _row(
        self, value: Expr | None, where: str, constants: Sequence[Named]
    ) -> list[tuple[str, str]]:
        """One row, or a row for each branch where the value depends on parameters."""
        if value is None:
            return [(r"\text{undefined}", where)]
        if not isinstance(value, sympy.Piecewise):
            return [(self.doprint(named(value, constants)), where)]
        before = [c.negated for _, c in value.args if isinstance(c, Relational)]
        return [
            (self.doprint(named(e, constants)), rf"{where}, \; {self._branch(c, before[:n])}")
            for n, (e, c) in enumerate(value.args)
        ]

    def _branch(self, condition: Any, before: list[Any]) -> str:
        """A branch's condition together with "none of those before it", which the order implies."""
        if condition == S.true:
            return r"\text{otherwise}"
        return r" \text{ and } ".join(self.doprint(c) for c in (*before, condition))

    def _rows(self, pieces: Pieces) -> list[tuple[Expr | None, str]]:
        """Each piece with its interval; a break goes to the first that takes its value."""
        pieces = _merged(pieces)
        x, parts = self.doprint(pieces.x), pieces.pieces
        if len(parts) == 1:
            return [(parts[0].expr, "")]
        if len(parts) == 2 and parts[0].expr == parts[1].expr:
            at = self.doprint(parts[0].hi)
            return [(parts[0].expr, rf"{x} \ne {at}"), (pieces.values[0], f"{x} = {at}")]
        rows: list[tuple[Expr | None, str]] = []
        taken = False
        for n, piece in enumerate(parts):
            value = pieces.values[n] if n < len(pieces.values) else None
            left = value is not None and piece.expr.subs(pieces.x, piece.hi) == value
            rows.append((piece.expr, self._interval(x, piece.lo, piece.hi, taken, left)))
            if n + 1 == len(parts):
                break
            right = value is not None and parts[n + 1].expr.subs(pieces.x, piece.hi) == value
            if not left and not right:
                rows.append((value, self._interval(x, piece.hi, piece.hi, True, True)))
            taken = right and not left
        return rows

    def _interval(self, x: str, lo: Expr, hi: Expr, closed_lo: bool, closed_hi: bool) -> str:
        if lo == hi:
            return f"{x} = {self.doprint(lo)}"
        below, above = (r"\le" if closed else "<" for closed in (closed_lo, closed_hi))
        if lo == -sympy.oo:
            return f"{x} {above} {self.doprint(hi)}"
        if hi == sympy.oo:
            above = r"\ge" if closed_lo else ">"
            return f"{x} {above} {self.doprint(lo)}"
        return f"{self.doprint(lo)} {below} {x} {above} {self.doprint(hi)}"

    def _print_Symbol(self, expr: Symbol) -> str:
        return symbol_tex(expr.name)

    def _print_Idx(self, expr: Idx) -> str:
        return str(self._print(expr.label))

    def _print_Indexed(self, expr: Any) -> str:
        indices = "".join(self._print(i) for i in expr.indices)
        return f"{self._print(expr.base.label)}_{{{indices}}}"

    def _print_KroneckerDelta(self, expr: Any, power: str | None = None) -> str:
        i, j = sorted((self._print(a) for a in expr.args), key=lambda t: (len(t), t))
        return _raised(rf"\delta_{{{i}{j}}}", power)

    def _print_Sum(self, expr: Any) -> str:
        signs = "".join(self._summed(*limit) for limit in expr.limits)
        return f"{signs} {self._factor(expr.function)}"

    def _summed(self, index: Any, lo: Any = None, hi: Any = None) -> str:
        """The sign of a sum; a whole axis is counted from 1, as the definitions do."""
        if (lo, hi) == (S.Zero, LENGTH - 1):
            lo, hi = S.One, LENGTH
        if lo is None:
            return rf"\sum_{{{self._print(index)}}}"
        return rf"\sum_{{{self._print(index)}={self._print(lo)}}}^{{{self._print(hi)}}}"

    def _print_Maximum(self, expr: Any, power: str | None = None) -> str:
        body = rf"\max_{{{self._print(expr.args[1])}}} {self._factor(expr.args[0])}"
        return body if power is None else _raised(fenced(body), power)

    def _print_FirstMaximum(self, expr: Any, power: str | None = None) -> str:
        """Iverson's bracket, 1 or 0, so that every power is the bracket itself."""
        body, index, at = expr.args
        largest = rf"\operatorname{{argmax}}_{{{self._print(index)}}} {self._factor(body)}"
        return rf"\left[{self._print(at)} = {largest}\right]"

    def _print_Abs(self, expr: Any, power: str | None = None) -> str:
        inner = self._print(expr.args[0])
        return _raised(rf"\left|{inner}\right|", power)

    def _print_exp(self, expr: Any, power: str | None = None) -> str:
        if expr.args[0] == S.Half:
            return _raised(r"\sqrt{e}", power)
        self._inline += 1
        body = f"e^{{{self._print(expr.args[0])}}}"
        self._inline -= 1
        return body if power is None else _raised(fenced(body), power)

    def _print_Exp1(self, expr: Any, power: str | None = None) -> str:
        return _raised("e", power)

    def _print_Function(self, expr: Any, power: str | None = None) -> str:
        name = type(expr).__name__
        head = _FUNCTIONS.get(name)
        if head is None:
            head = symbol_tex(name) if len(name) == 1 else rf"\operatorname{{{name}}}"
        arguments = ", ".join(self._print(a) for a in expr.args)
        return _raised(head, power) + fenced(arguments)

    _print_log = _print_erf = _print_erfc = _print_sign = _print_Function

    def _print_Max(self, expr: Any, power: str | None = None) -> str:
        arguments = [self._print(a) for a in sorted(expr.args, key=term_key, reverse=True)]
        return _raised(rf"\{type(expr).__name__.lower()}", power) + fenced(", ".join(arguments))

    _print_Min = _print_Max  # noqa: N815

    def _print_Rational(self, expr: Rational) -> str:
        if expr.q == 1:
            return str(expr.p)
        if self._inline:
            return f"{expr.p}/{expr.q}"
        sign, p = ("-", -expr.p) if expr.p < 0 else ("", expr.p)
        return rf"{sign}\frac{{{p}}}{{{expr.q}}}"

    def _print_Relational(self, expr: Relational) -> str:
        if getattr(expr.rhs, "name", "") == "x" and not expr.lhs.has(expr.rhs):
            expr = expr.reversed  # x < a, although SymPy keeps it as a > x
        left, right = self._print(expr.lhs), self._print(expr.rhs)
        return f"{left} {_RELATIONS[expr.rel_op]} {right}"

    _print_Equality = _print_Unequality = _print_Relational  # noqa: N815
    _print_StrictLessThan = _print_LessThan = _print_Relational  # noqa: N815
    _print_StrictGreaterThan = _print_GreaterThan = _print_Relational  # noqa: N815

    def _print_And(self, expr: Any) -> str:
        return r" \text{ and } ".join(sorted(self._print(a) for a in expr.args))

    def _print_Or(self, expr: Any) -> str:
        return r" \text{ or } ".join(sorted(self._print(a) for a in expr.args))

    def _print_Piecewise(self, expr: Any) -> str:
        branches = [(self._print(e), c) for e, c in expr.args]
        rows = [(e, self._print(c)) for e, c in branches if c not in (S.true, True)]
        if len(rows) == len(branches):
            return cases(rows)
        condition = expr.args[0][1]
        alone = len(rows) == 1 and isinstance(condition, Relational)
        last = self._print(condition.negated) if alone else r"\text{otherwise}"
        return cases([*rows, (branches[-1][0], last)])

    def _print_Add(self, expr: Add, order: Any = None) -> str:
        parts = []
        for term in ordered_terms(expr):
            text = self._print(term)
            if term.has(sympy.Piecewise):
                text = fenced(text)
            minus = text.startswith("-")
            sign = "-" if minus else "+"
            parts.append((sign, text[1:].lstrip() if minus else text))
        first = parts[0][1] if parts[0][0] == "+" else f"-{parts[0][1]}"
        return " ".join([first, *(f"{sign} {text}" for sign, text in parts[1:])])

    def _print_Mul(self, expr: Mul) -> str:
        coefficient, rest = expr.as_coeff_Mul(rational=True)
        turned = flipped(rest) if coefficient.is_negative else None
        if turned is not None:
            return self._product(-coefficient, turned)
        if coefficient.is_negative:
            return "-" + self._product(-coefficient, Mul.make_args(rest))
        return self._product(coefficient, Mul.make_args(rest))

    def _product(self, coefficient: Rational, factors: Sequence[Expr]) -> str:
        above, below = [], []
        p, q = coefficient.p, coefficient.q
        for factor in sorted(factors, key=factor_key):
            base, power = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
            if power.is_Rational and power.is_negative:
                below.append(Pow(base, -power))
            elif power == S.Half and base.is_Integer and q % base.p == 0:
                below.insert(0, factor)  # sqrt(2)/2 reads better as 1/sqrt(2)
                q //= base.p
            else:
                above.append(factor)
        return self._fraction(p, above, q, below)

    def _fraction(self, p: int, above: list[Expr], q: int, below: list[Expr]) -> str:
        if not below and q == 1:
            return self._factors(p, above)
        if self._inline:
            denominator = self._factors(q, below)
            several = len(below) + (q != 1) > 1
            return f"{self._factors(p, above)}/{fenced(denominator) if several else denominator}"
        if (p, q) == (1, 1) and all(
            len(f) == 1 and _is_root_of_number(f[0]) for f in (above, below)
        ):
            return (
                rf"\sqrt{{\frac{{{self._print(above[0].base)}}}{{{self._print(below[0].base)}}}}}"
            )
        return rf"\frac{{{self._factors(p, above)}}}{{{self._factors(q, below)}}}"

    def _factors(self, number: int, factors: list[Expr]) -> str:
        """A product as juxtaposed factors; square roots of numbers share one radical sign."""
        roots = [f for f in factors if _is_root_of_number(f)]
        rest: list[Expr] = [f for f in factors if f not in roots]
        texts = [] if number == 1 and factors else [str(number)]
        if roots:
            texts.append(rf"\sqrt{{{_juxtaposed([self._print(r.base) for r in roots])}}}")
        alone = len(rest) + len(texts) == 1
        for n, factor in enumerate(rest):
            last = n + 1 == len(rest)
            texts.append(self._print(factor) if alone else self._factor(factor, last))
        return _juxtaposed(texts)

    def _factor(self, expr: Expr, last: bool = True) -> str:
        """One factor of a product, in parentheses where it has to be."""
        text = self._print(expr)
        open_ended = isinstance(expr, sympy.Piecewise | sympy.Sum | Maximum)
        bare = not isinstance(expr, Add) and not text.startswith("-") and (last or not open_ended)
        return text if bare else fenced(text)

    def _print_Pow(self, expr: Pow) -> str:
        base, power = expr.as_base_exp()
        if power.is_Rational and power.is_negative:
            return self._product(S.One, (expr,))
        if power == S.Half:
            return rf"\sqrt{{{self._print(base)}}}"
        if base is S.Exp1:
            return str(self._print(exp(power, evaluate=False)))
        self._inline += 1
        raised = self._print(power)
        self._inline -= 1
        if isinstance(base, sympy.Function) and not isinstance(base, exp | sympy.Piecewise):
            return str(self._print(base, power=raised))
        simple = base.is_NumberSymbol or isinstance(base, _SIMPLE)
        text = self._print(base)
        return _raised(text if simple and not text.startswith("-") else fenced(text), raised)


def _merged(pieces: Pieces) -> Pieces:
    """The pieces without the breaks at which nothing changes: equal on both sides and at it."""
    parts, values = [pieces.pieces[0]], []
    for after, value in zip(pieces.pieces[1:], pieces.values, strict=True):
        if after.expr == parts[-1].expr == value:
            parts[-1] = Piece(parts[-1].lo, after.hi, after.expr)
            continue
        parts.append(after)
        values.append(value)
    return Pieces(pieces.x, tuple(parts), tuple(values))


def cases(rows: Sequence[tuple[str, str]]) -> str:
    """A `cases` environment from values and their conditions, in LaTeX."""
    body = r" \\ ".join(rf"{value} & {_where(condition)}" for value, condition in rows)
    return rf"\begin{{cases}} {body} \end{{cases}}"


def _where(condition: str) -> str:
    return condition if condition.startswith(r"\text{otherwise}") else rf"\text{{for }} {condition}"


def fenced(text: str) -> str:
    """The text in parentheses, which grow only around something tall."""
    return rf"\left({text}\right)" if _TALL.search(text) else f"({text})"


def _raised(text: str, power: str | None) -> str:
    return text if power is None else f"{text}^{{{power}}}"


def _juxtaposed(texts: list[str]) -> str:
    """Factors side by side, with a dot where a digit would touch a digit."""
    joined = texts[0]
    for text in texts[1:]:
        if joined[-1].isdigit() and text[0].isdigit():
            joined += rf" \cdot {text}"
        else:
            joined += (r"\," if r"\text{" in joined else " ") + text
    return joined


def _is_root_of_number(expr: Expr) -> bool:
    return isinstance(expr, Pow) and expr.exp == S.Half and not expr.base.free_symbols and (
        expr.base.is_Integer or expr.base.is_NumberSymbol
    )  # fmt: skip


__all__ = ["FieldPrinter", "cases", "fenced", "latex", "symbol_tex"]
