"""Properties: what a sheet says is right, and it says enough."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import FiniteSet, Interval, Rational, Symbol, exp, log, oo, pi, tanh

from symact.activation import Activation
from symact.analyse import elementwise_sheet, limit_at_infinity, sign_on
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces, second_derivative
from symact.enclose import enclose
from symact.pieces import Pieces
from symact.sheet import Sheet

ELEMENTWISE = [a for a in CATALOGUE.values() if not a.axiswise]
POINTS = [Fraction(k, 8) for k in range(-81, 82, 3)]
x = Symbol("x", real=True)


@pytest.fixture(scope="module")
def sheets() -> dict[str, Sheet]:
    return {a.name: elementwise_sheet(a) for a in ELEMENTWISE}


def fact(sheet: Sheet, label: str):
    return next(f.value for f in sheet.facts if f.label == label)


def at(function: Pieces, point: Fraction):
    n = sum(bool(b < point) for b in map(float, function.breaks))
    return enclose(function.pieces[n].expr, {function.x: point}, 200)


def test_the_documents_functions_have_the_properties_everybody_knows(sheets: dict) -> None:
    assert fact(sheets["sigmoid"], "range") == Interval.open(0, 1)
    assert fact(sheets["tanh"], "range") == Interval.open(-1, 1)
    assert fact(sheets["arctan"], "range") == Interval.open(-pi / 2, pi / 2)
    assert fact(sheets["relu"], "range") == Interval(0, oo)
    assert fact(sheets["perceptron"], "range") == FiniteSet(0, 1)
    assert fact(sheets["sigmoid"], "Lipschitz constant sup|f'|") == Rational(1, 4)
    assert fact(sheets["perceptron"], "Lipschitz constant sup|f'|") == oo
    assert fact(sheets["tanh"], "symmetry") == "odd"
    assert sheets["selu"].smoothness == "C^0"
    assert sheets["sigmoid"].smoothness == "C^oo"
    assert sheets["perceptron"].smoothness == "discontinuous"


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_monotone_and_convex_intervals_hold_at_points(sheets: dict, a: Activation) -> None:
    default = a.with_defaults()
    slope, bend = derivative(default), second_derivative(default)
    checks = {
        "increasing on": (slope, lambda v: v > 0),
        "decreasing on": (slope, lambda v: v < 0),
        "constant on": (slope, lambda v: v == 0),
        "strictly convex on": (bend, lambda v: v > 0),
        "strictly concave on": (bend, lambda v: v < 0),
        "linear on": (bend, lambda v: v == 0),
    }
    seen = 0
    for f in sheets[a.name].facts:
        if f.label in checks:
            function, holds = checks[f.label]
            inside = [p for p in POINTS if f.value.interior.contains(Rational(p)) == True]  # noqa: E712
            assert all(holds(at(function, p)) for p in inside), (f.label, f.value)
            seen += len(inside)
    assert seen >= 2 * (len(POINTS) - 4)


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_values_stay_in_the_range_and_below_the_lipschitz_constant(
    sheets: dict, a: Activation
) -> None:
    default = a.with_defaults()
    values, bound = (
        fact(sheets[a.name], "range"),
        fact(sheets[a.name], "Lipschitz constant sup|f'|"),
    )
    function, slope = pieces(default), derivative(default)
    for p in POINTS:
        assert at(function, p) >= enclose(values.inf, {}) if values.inf.is_finite else True
        assert at(function, p) <= enclose(values.sup, {}) if values.sup.is_finite else True
        if bound.is_finite:
            assert not abs(at(slope, p)) > enclose(bound, {})


def test_limits_are_read_off_the_normal_form() -> None:
    cases = [
        (x / (1 + exp(-x)), -oo, 0),
        (x / (1 + exp(-x)), oo, oo),
        (log(1 + exp(x)) - x, oo, 0),
        (tanh(x) ** 2, -oo, 1),
        ((3 * x**2 + 1) / (2 * x**2 - x), oo, Rational(3, 2)),
    ]
    for expr, side, value in cases:
        assert limit_at_infinity(expr, x, side) == value


def test_a_sign_is_given_only_where_it_holds() -> None:
    assert sign_on(exp(x) - 1, x, 0, oo) == 1
    assert sign_on(exp(x) - 1, x, -oo, 0) == -1
    assert sign_on(exp(x) - 1, x, -oo, oo) is None
    assert sign_on(x - x, x, -oo, oo) == 0
