"""The language of formulas as text: its functions, operators and limits."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

import sympy
from sympy import Expr, Float, S, exp, log, sqrt

MAX_LENGTH = 2000
"""Characters in a formula."""

MAX_DEPTH = 60
"""Parentheses, signs and powers inside one another."""

MAX_BITS = 4096
"""Size of an exact number that a power may make: 9**9**9 would take 154 MB."""

MAX_EXPONENT = 400
"""Powers of a decimal's 10, and integer powers of an expression; float64 ends at 1e308."""

MAX_POWER = 4_000
"""Powers of ten of an irrational number; Python writes integers of 4,300 digits and no longer."""

CONSTANTS: dict[str, Expr] = {"pi": sympy.pi, "e": S.Exp1}


def arcsine(u: Expr) -> Expr:
    """The arcsine by the arctangent of half the angle, which has a value at -1 and 1 as well."""
    return 2 * sympy.atan(u / (1 + sqrt(1 - u**2)))


FUNCTIONS: dict[str, tuple[int, Callable[..., Expr]]] = {
    "abs": (1, sympy.Abs),
    "min": (-2, sympy.Min),
    "max": (-2, sympy.Max),
    "sqrt": (1, sqrt),
    "exp": (1, exp),
    "log": (1, log),
    "log1p": (1, lambda u: log(1 + u)),
    "expm1": (1, lambda u: exp(u) - 1),
    "sin": (1, sympy.sin),
    "cos": (1, sympy.cos),
    "tan": (1, sympy.tan),
    "atan": (1, sympy.atan),
    "asin": (1, arcsine),
    "acos": (1, lambda u: sympy.pi / 2 - arcsine(u)),
    "erf": (1, sympy.erf),
    "erfc": (1, sympy.erfc),
    "sinh": (1, sympy.sinh),
    "cosh": (1, sympy.cosh),
    "tanh": (1, sympy.tanh),
    "coth": (1, sympy.coth),
    "sech": (1, sympy.sech),
    "csch": (1, sympy.csch),
    "asinh": (1, sympy.asinh),
    "acosh": (1, sympy.acosh),
    "atanh": (1, sympy.atanh),
    "sigmoid": (1, lambda u: 1 / (1 + exp(-u))),
    "softplus": (1, lambda u: log(1 + exp(u))),
    "Phi": (1, lambda u: sympy.erfc(-u / sqrt(2)) / 2),
    "phi": (1, lambda u: exp(-(u**2) / 2) / sqrt(2 * sympy.pi)),
    "sign": (1, sympy.sign),
}
"""Name -> (number of arguments, negative for 'at least', what it stands for)."""

WHERE = "where"

TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d²³][^\W²³]*)"
    r"|(?P<operator>\*\*|//|<=|>=|==|!=|->|:=|<<|>>|[-+*/(),<>=])"
)

COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: sympy.Lt,
    ast.LtE: sympy.Le,
    ast.Gt: sympy.Gt,
    ast.GtE: sympy.Ge,
    ast.Eq: sympy.Eq,
    ast.NotEq: sympy.Ne,
}

OPERATORS = ["+", "-", "*", "/", "**", "<", "<=", ">", ">=", "==", "!="]
SUGGESTIONS = {
    **{"^": "**", "//": "/", "=": "==", "[": "(", "{": "(", "]": ")", "}": ")"},
    **{"−": "-", "–": "-", "·": "*", "⋅": "*", "×": "*", "∗": "*", "÷": "/", "√": "sqrt"},
    **{"≤": "<=", "≥": ">=", "≠": "!=", "²": "**2", "³": "**3"},
}
"""What is meant by signs of other languages and of printed formulas."""

SPELLINGS = {
    **{"ln": "log", "arcsin": "asin", "arccos": "acos", "arsinh": "asinh", "arcosh": "acosh"},
    **{"artanh": "atanh", "arctanh": "atanh", "and": "where", "or": "where", "if": "where"},
    **{"π": "pi", "σ": "sigmoid", "Φ": "Phi", "φ": "phi", "ϕ": "phi"},
    **{"f": "f_i", "x": "x_i", "y": "f", "delta": "delta_ij", "δ": "delta_ij"},
    **{"х": "x", "ｘ": "x", "α": "alpha", "β": "beta", "λ": "lambda"},
}
"""What is meant by words of other languages and by letters of printed formulas.

It is suggested where it is a word: `f_i` along an axis only, where `f` is none.
"""


HUGE = Float(10, 2) ** MAX_POWER
TINY = 1 / HUGE


def far_off(value: Expr) -> bool:
    """Whether it is an irrational number beyond MAX_POWER, such as exp(1e300) or exp(-exp(20))."""
    if value.is_Rational or value.is_Symbol or value.free_symbols:
        return False
    try:
        size = abs(value.evalf(2))
    except OverflowError:  # mpmath's of erfc(1e200)
        return True
    return bool(size.is_Float and size != 0 and not TINY < size < HUGE)
