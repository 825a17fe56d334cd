"""Enclosures hold the true value; power series agree with them."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy
from flint import arb
from sympy import (
    And,
    Expr,
    Max,
    Min,
    Or,
    Piecewise,
    Rational,
    Symbol,
    erf,
    erfc,
    exp,
    log,
    pi,
    sqrt,
)

from symact.enclose import (
    FUNCTIONS,
    compile_arb,
    enclose,
    enclose_to,
    enclosures,
    integer_power,
)
from symact.errors import UnsupportedError
from symact.taylor import derivatives

x = Symbol("x", real=True)
POINTS = [Fraction(k, 9) for k in (-25, -8, -1, 2, 10, 31)]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_every_function_agrees_with_mpmath_to_50_digits(function: type) -> None:
    expr = function(x)
    reference = sympy.lambdify(x, expr, "mpmath")
    with mpmath.workdps(60):
        for point in POINTS:
            true = reference(mpmath.mpf(point.numerator) / point.denominator)
            if isinstance(true, mpmath.mpc) or not mpmath.isfinite(true):
                continue
            ball = enclose(expr, {x: point}, 220)
            assert ball.overlaps(arb(mpmath.nstr(true, 58), "1e-50"))


@pytest.mark.parametrize(
    "expr",
    [
        x**3 / 7 - 2,
        exp(-(x**2)) * erfc(x),
        (x**2 + 1) ** Rational(1, 3),
        1 / sqrt(x**2 + 4),
        pi * sympy.E * x,
        Max(x, 1, -x),
        Min(x, Rational(1, 3)),
        Piecewise((x, And(x > -1, x < 1)), (exp(x), Or(x >= 2, x < -2)), (7, True)),
    ],
)
def test_expressions_agree_with_sympy(expr: Expr) -> None:
    for point in POINTS:
        true = sympy.N(expr.subs(x, Rational(point.numerator, point.denominator)), 50)
        assert enclose(expr, {x: point}, 200).overlaps(arb(str(true), "1e-40"))


def test_a_case_that_a_ball_does_not_decide_gives_the_hull() -> None:
    step = compile_arb(Piecewise((2, x > 0), (1, True)), (x,))
    both = step(arb(0, 1))
    assert both.contains(1)
    assert both.contains(2)
    assert step(1) == 2
    assert step(0) == 1


def test_accuracy_is_raised_until_it_suffices() -> None:
    value = enclose_to(sympy.tanh(x) - x, {x: Fraction(1, 10**30)}, 100)
    assert value.rel_accuracy_bits() >= 100
    assert abs(float(value * 10**90) + 1 / 3) < 1e-12


def test_a_value_below_every_type_is_not_pursued() -> None:
    assert abs(enclose_to(1 - sympy.tanh(x) ** 2, {x: 1e30}, 100)) < arb(2) ** -1200


def test_what_has_no_enclosure_is_named() -> None:
    with pytest.raises(UnsupportedError, match="besselj"):
        enclose(sympy.besselj(0, x), {x: 1})


def test_values_at_many_points_are_those_at_each_also_where_terms_cancel() -> None:
    expr = 1 - exp(-x) - x + x**2 / 2
    points = [2.0**-k for k in range(0, 120, 10)] + [-700.0, 1e5]
    for point, value in zip(points, enclosures(expr, x, points, 100), strict=True):
        alone = enclose_to(expr, {x: point}, 100)
        assert (value.mid(), value.rad()) == (alone.mid(), alone.rad())
        assert value.rel_accuracy_bits() >= 100


@pytest.mark.parametrize(
    "expr", [exp(-x) * x, sympy.tanh(x) * erf(x), log(1 + exp(x)), sqrt(1 + x**2), x**-2]
)
def test_power_series_agree_with_differentiation_by_rules(expr: Expr) -> None:
    for point in POINTS:
        series = derivatives(expr, x, {x: point}, 3)
        for k in range(4):
            assert series[k].overlaps(enclose(sympy.diff(expr, x, k), {x: point}, 200))


def test_a_power_of_a_ball_around_zero_is_a_ball() -> None:
    square = integer_power(arb(0, 1e-3), 2)
    assert square.contains(0)
    assert square.contains(arb(1e-6))
    assert square < 2e-6
    at_zero = enclose(sympy.tanh(log(1 + exp(x))) ** 2, {x: -2000}, 128)
    assert at_zero < 1e-70
