"""Limits: proved, exact, and found without SymPy's own algorithm."""

from __future__ import annotations

import pytest
from sympy import E, Expr, Integer, S, Symbol, atan, erf, erfc, exp, log, oo, pi, sin, sqrt, tanh

from symact.analyse.limits import proved_limit
from symact.derive import limit

x = Symbol("x", real=True)

LIMITS = [
    (x * atan(tanh(x)), oo),
    (x * atan(tanh(x)) - pi * x / 4, S.Zero),
    (erf(tanh(x)) - erf(1), S.Zero),
    (x * (erfc(1 + exp(-x)) - erfc(1)), S.Zero),
    (log(1 + x**2) * tanh(x), oo),
    (log(log(1 + exp(x))) / log(x), S.One),
    (x / log(2 + x**2), oo),
    (x**9 / exp(log(1 + x) ** 2 / x + x), S.Zero),
    (exp(-exp(x)) * exp(x) ** 5, S.Zero),
    (exp(exp(x)) * (1 - tanh(exp(x))), S.Zero),
    (x**3 * exp(-sqrt(x)), S.Zero),
    (x**2 * exp(-x * log(1 + x**2)), S.Zero),
    (x**2 * (1 - erf(log(1 + exp(x)))), S.Zero),
    (sin(x) / x, S.Zero),
    (x * sin(1 / x), S.One),
    ((1 + 1 / x) ** x, E),
    (x * log(1 + 1 / x), S.One),
    (log(1 + exp(-x)) * exp(x), S.One),
]


@pytest.mark.parametrize(("formula", "value"), LIMITS)
def test_a_limit_that_needs_more_than_powers_is_proved(formula: Expr, value: Expr) -> None:
    assert proved_limit(formula, x, oo) == value


@pytest.mark.parametrize("formula", [sin(x), x * sin(x), log(-x), exp(-x) * sqrt(-1 - x**2)])
def test_where_there_is_no_limit_none_is_given(formula: Expr) -> None:
    assert proved_limit(formula, x, oo) is None


@pytest.mark.parametrize(
    ("formula", "at", "side", "value"),
    [
        (x * log(x), 0, "+", 0),
        (x**x, 0, "+", 1),
        (erf(x) / x, 0, "-", 2 / sqrt(pi)),
        (exp(-1 / x), 0, "-", oo),
        (1 / x - 1 / tanh(x), 0, "+", 0),
        ((sqrt(x) - sqrt(2)) / (x - 2), 2, "-", sqrt(2) / 4),
    ],
)
def test_one_sided_limits_are_found(formula: Expr, at: int, side: str, value: Expr) -> None:
    assert limit(formula, x, Integer(at), side) == value
