"""Cheaper programs where the range of an argument is known from how it is computed.

exp(-|x|) needs no care for overflow, and a product with it that is scaled last needs no general
scaling: both become the programs for arguments that are not positive, which give the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import inf

from symact.elementary.exponential import LIFT
from symact.elementary.table import TABLE
from symact.ir import Const, Expr, Op, Select
from symact.ir.scalar import DType, children

Range = tuple[float, float]

LINE: Range = (-inf, inf)

SAME_BITS = {
    "exp": "exp_neg_fine",
    "exp_sum": "exp_neg_sum_fine",
    "exp_fraction": "exp_neg_fine_lifted",
    "exp_sum_fraction": "exp_neg_sum_fine_lifted",
    "exp_fraction_low": "exp_neg_fine_lifted_low",
    "exp_sum_fraction_low": "exp_neg_sum_fine_lifted_low",
    "erfc_fraction": "erfc_lifted",
    "erfc_sum_fraction": "erfc_sum_lifted",
}
"""Programs with those for half of the line; a w that 2^n scales with one lifted by a constant."""


def narrowed(expr: Expr, dtype: DType) -> Expr:
    """The expression with every elementary function as its argument's range allows.

    A product scaled by 2^n becomes one of lifted values, scaled back by a constant; its factors
    together should not exceed 2^63 (float32) or 2^511 where the exponential is near 1.
    """
    return _Narrowing(dtype).whole(expr)


class _Narrowing:
    def __init__(self, dtype: DType) -> None:
        self.dtype: DType = dtype
        self.known: dict[tuple[Expr, Expr | None], Expr] = {}
        self.ranges: dict[Expr, Range] = {}

    def whole(self, expr: Expr, lifted: Expr | None = None) -> Expr:
        """The expression; inside a product whose exponent is that of `lifted`, lifted too."""
        key = (expr, lifted)
        if key not in self.known:
            self.known[key] = self._whole(expr, lifted)
        return self.known[key]

    def _whole(self, expr: Expr, lifted: Expr | None) -> Expr:
        if not isinstance(expr, Op):
            if isinstance(expr, Select):
                return Select(*(self.whole(part, lifted) for part in children(expr)))
            return expr
        if expr.name == "ldexp" and self._lifts(expr):
            value, exponent = expr.args
            assert isinstance(exponent, Op)
            back = Const(Fraction(1, 2 ** LIFT[self.dtype]))
            return Op("mul", (self.whole(value, exponent), back))
        args = tuple(self.whole(a, lifted) for a in expr.args)
        name = SAME_BITS.get(expr.name)
        if name is None or not self._fits(name, expr.args[0]):
            return Op(expr.name, args)
        if TABLE[expr.name].part == "value":
            return Op(name, args)
        known = isinstance(lifted, Op) and lifted.args[0] == expr.args[0]
        return Op(name if known else expr.name, args)

    def _lifts(self, expr: Op) -> bool:
        """Whether what 2^n scales is a product with one w in it, whose argument has the range."""
        value, exponent = expr.args
        if not isinstance(exponent, Op) or TABLE.get(exponent.name) is None:
            return False
        factors = {
            node.name
            for node in _nodes(value)
            if isinstance(node, Op) and node.name in SAME_BITS and node.args[0] == exponent.args[0]
            and TABLE[node.name].part in ("fraction", "low")
        }  # fmt: skip
        return bool(factors) and all(self._fits(SAME_BITS[f], exponent.args[0]) for f in factors)

    def _fits(self, name: str, argument: Expr) -> bool:
        lo, hi = self.range(argument)
        return TABLE[name].lo <= lo and hi <= TABLE[name].hi

    def range(self, expr: Expr) -> Range:
        """Bounds of a value, from its operations; rounding keeps them, NaN is left out."""
        if expr not in self.ranges:
            self.ranges[expr] = self._range(expr)
        return self.ranges[expr]

    def _range(self, expr: Expr) -> Range:
        match expr:
            case Const(value=value):
                return (float(value), float(value)) if value == value else LINE
            case Select(then=a, other=b):
                return _hull((self.range(a), self.range(b)))
            case Op(name="mul", args=(a, b)) if a == b:
                return (0, inf)
            case Op(name="mul", args=(a, b)) if _negated(a) == b or _negated(b) == a:
                return (-inf, 0)
            case Op(name=name, args=args) if name in RULES:
                return RULES[name](*map(self.range, args))
            case Op(name=name) if name in TABLE and TABLE[name].of == "exp":
                return (0, inf)
        return LINE


def _nodes(expr: Expr) -> Iterable[Expr]:
    """Every distinct node."""
    seen: set[Expr] = set()
    due = [expr]
    while due:
        node = due.pop()
        if node not in seen:
            seen.add(node)
            due += children(node)
    return seen


def _negated(expr: Expr) -> Expr | None:
    return expr.args[0] if isinstance(expr, Op) and expr.name == "neg" else None


def _hull(ranges: Iterable[Range]) -> Range:
    lows, highs = zip(*ranges, strict=True)
    return min(lows), max(highs)


def _product(a: Range, b: Range) -> Range:
    """0 times infinity is 0 here: the bound 0 is a number, the infinity none."""
    corners = [0 if 0 in (u, v) else u * v for u in a for v in b]
    return min(corners), max(corners)


def _sum(a: Range, b: Range) -> Range:
    return a[0] + b[0], a[1] + b[1]


def _opposite(a: Range) -> Range:
    return -a[1], -a[0]


def _size(a: Range) -> Range:
    least = 0 if a[0] <= 0 <= a[1] else min(abs(a[0]), abs(a[1]))
    return least, max(abs(a[0]), abs(a[1]))


def _quotient(a: Range, b: Range) -> Range:
    """Signs only."""
    sign = _product(_signs(a), _signs(b))
    return sign[0] * inf if sign[0] else 0, sign[1] * inf if sign[1] else 0


def _signs(a: Range) -> Range:
    return (-1 if a[0] < 0 else 0), (1 if a[1] > 0 else 0)


RULES: dict[str, Callable[..., Range]] = {
    "neg": _opposite,
    "abs": _size,
    "add": _sum,
    "sub": lambda a, b: _sum(a, _opposite(b)),
    "mul": _product,
    "fma": lambda a, b, c: _sum(_product(a, b), c),
    "div": _quotient,
    "sqrt": lambda a: (0, inf),
    "min": lambda a, b: (min(a[0], b[0]), min(a[1], b[1])),
    "max": lambda a, b: (max(a[0], b[0]), max(a[1], b[1])),
}
"""One row an operation: the range of its value from those of its arguments."""
