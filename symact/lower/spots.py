"""Where an expression can be corrected, and how: the spots that compensated evaluation has.

A spot is an operation whose rounding error can be computed, a constant that can have a low word, a
function that can be given the low word of its argument, or an operand whose low word can be left
out again where it does not count.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

from symact.elementary.formats import FORMATS, leading_bits
from symact.ir import Const, Expr, Op, type_of
from symact.ir.rounding import rounded
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import is_const
from symact.lower.variants import LOWS, SLOPES, VARIANTS

Spot = int | tuple[int, int]
"""A node's number, or that of a node and the place of one of its operands."""

Choices = dict[Spot, str]
"""What is done at each spot, by its number among the nodes; nothing at those left out."""

LEFT_OUT = "left out"
"""What is done about an operand whose low word does not count in what is made of it."""

LOW_WORD, SHORT_WORD = "low word", "low word of a short one"
"""What is done about a constant: it gets a low word, and its high word may be short."""

SHORT = 5
"""By how many bits it then is: its difference from a sum that is up to so many binades above it is
exact, so that lighter corrections of the sum suffice; its low word is less good by as much."""

GUARD = -1
"""The number of the last spot: the low word is left out where it is not finite."""

ROUNDED = ("add", "sub", "mul", "fma", "sqrt")

LIGHTER = {
    "sum": ("fast", "fast second"),
    "argument, rest": ("fine", "argument", "argument, fine", "rest"),
    "rest": ("fine",),
    "argument, fine": ("fine", "argument"),
    "remainder": ("as if over one",),
}
"""Cheaper choices, the cheapest first: Dekker's sum, right where the first, or the second, term is
the larger; a function with less done about its argument and its value."""

CHOICES = (
    "sum", "fast", "fast second", "rounding", "remainder", "as if over one", "fine", "argument",
    "argument, fine", "rest", "argument, rest", LOW_WORD, SHORT_WORD, LEFT_OUT, "guard",
)  # fmt: skip
"""Everything that is done at a spot."""


def numbered(expr: Expr) -> list[Expr]:
    """The distinct nodes, parts before the whole."""
    found: dict[Expr, None] = {}

    def visit(node: Expr) -> None:
        if node not in found:
            for child in children(node):
                visit(child)
            found[node] = None

    visit(expr)
    return list(found)


def everything(expr: Expr, dtype: DType, exempt: frozenset[Expr] = frozenset()) -> Choices:
    """All that can be done in an expression, the exempt nodes left out."""
    found: Choices = {}
    for n, node in enumerate(numbered(expr)):
        if node in exempt or type_of(node) != "real":
            continue
        choice = _choice(node, dtype)
        if choice:
            found[n] = choice
    if found:
        found[GUARD] = "guard"
    return found


def shortened(choices: Choices) -> Choices:
    """The choices with the high word of every constant short."""
    return {n: SHORT_WORD if choice == LOW_WORD else choice for n, choice in choices.items()}


def _choice(node: Expr, dtype: DType) -> str:
    if isinstance(node, Const):
        return LOW_WORD if is_const(node) and words(node, dtype, False)[1] is not None else ""
    if not isinstance(node, Op):
        return ""
    if node.name in ("add", "sub", "fma"):
        return "sum"
    if node.name == "div":
        return "remainder"
    if node.name in ROUNDED:
        return "" if node.name == "mul" and exact(*node.args) else "rounding"
    variants = VARIANTS.get(node.name, {})
    if any(name in LOWS for name in variants.values()):
        return "argument, rest"
    if "fine" in variants:
        two = "argument" in variants or node.name in SLOPES
        return "argument, fine" if two else "fine"
    return "argument" if variants or node.name in SLOPES else ""


@lru_cache(maxsize=8192)
def words(constant: Const, dtype: DType, short: bool) -> tuple[Const, Const | None]:
    """A constant as two words, of which the high one may be short."""
    exact, nearest = Fraction(constant.value), rounded(Fraction(constant.value), dtype)
    if not math.isfinite(nearest):
        return constant, None
    label = constant.label and f"{constant.label}, high word"
    if Fraction(nearest) == exact:
        return constant, None
    high = leading_bits(exact, FORMATS[dtype].precision - (SHORT if short else 0))
    return Const(high, label), Const(exact - high, constant.label and "its low word")


@lru_cache(maxsize=8192)
def exact(a: Expr, b: Expr) -> bool:
    """Whether a product by a power of two needs no error term."""
    for factor in (a, b):
        if isinstance(factor, Const) and is_const(factor):
            n, d = abs(Fraction(factor.value)).as_integer_ratio()
            if n & (n - 1) == 0 and d & (d - 1) == 0:
                return True
    return False
