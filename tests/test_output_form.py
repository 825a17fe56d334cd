"""The derivative in terms of the output: every h found is right, and the known ones are found."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Piecewise, Rational, Symbol, cos, exp, log, oo, simplify, sqrt, tanh

from symact.activation import Activation, Positive, Real, activation
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.derive.output_form import OUTPUT, branches, output_form
from symact.enclose import enclose

y = OUTPUT
x = Symbol("x", real=True)
POINTS = [Fraction(k, 7) for k in range(-40, 41, 3)]


@activation()
def smooth_ramp(x: Real, beta: Positive = Rational(3, 2)):
    """A softplus of any sharpness."""
    return log(1 + exp(beta * x)) / beta


@activation()
def root_ramp(x: Real, b: Positive = Rational(4)):
    """A ramp smoothed by a square root."""
    return (x + sqrt(x**2 + b)) / 2


@activation()
def bell(x: Real):
    """A bell."""
    return exp(-(x**2))


@activation()
def bowl(x: Real):
    """A bowl with straight sides."""
    return log((exp(x) + exp(-x)) / 2)


@activation()
def falling(x: Real):
    """A step down."""
    return 1 / (1 + exp(x))


@activation()
def wave(x: Real):
    """One that is not monotone and has no h."""
    return x / (1 + exp(-x))


@activation()
def hook(x: Real):
    """A parabola between two lines."""
    return Piecewise((0, x <= -3), (x, x >= 3), (x * (x + 3) / 6, True))


OWN = [smooth_ramp, root_ramp, bell, bowl, falling, wave, hook]
ALL = [*(a for a in CATALOGUE.values() if not a.axiswise), *OWN]


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_h_of_the_output_is_the_derivative_at_points(a: Activation) -> None:
    default = a.with_defaults()
    found = output_form(default)
    if found is None:
        assert a.name in {"bell", "bowl", "wave", "hook"}
        return
    function, slope, h = (s.as_piecewise() for s in (pieces(default), derivative(default), found.h))
    for p in POINTS:
        if p in map(Fraction, (b for b in pieces(default).breaks if b.is_Rational)):
            continue
        composed = h.subs(OUTPUT, function) if h.has(OUTPUT) else h
        assert enclose(composed, {default.x: p}, 160).overlaps(enclose(slope, {default.x: p}, 160))


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_h_on_a_branch_is_the_derivative_at_its_points(a: Activation) -> None:
    default = a.with_defaults()
    function, slope = (s.as_piecewise() for s in (pieces(default), derivative(default)))
    for b in branches(default):
        for p in POINTS:
            if not (b.lo < Rational(p) and Rational(p) < b.hi):
                continue
            composed = b.h.subs(OUTPUT, function)
            at = {default.x: p}
            assert enclose(composed, at, 160).overlaps(enclose(slope, at, 160)), (b, p)


def test_parameters_stay_where_one_h_serves_them_all() -> None:
    beta, b = Symbol("beta", positive=True), Symbol("b", positive=True)
    assert simplify(output_form(smooth_ramp).h.pieces[0].expr - (1 - exp(-beta * y))) == 0
    assert simplify(output_form(root_ramp).h.pieces[0].expr - y**2 / (y**2 + b / 4)) == 0


def test_what_everybody_knows_is_found() -> None:
    assert output_form(CATALOGUE["arctan"]).h.pieces[0].expr == cos(y) ** 2
    assert simplify(output_form(CATALOGUE["sigmoid"]).h.pieces[0].expr - y * (1 - y)) == 0
    assert simplify(output_form(falling).h.pieces[0].expr + y * (1 - y)) == 0
    assert "decreasing and so one-to-one" in output_form(falling).note
    assert "one-to-one" not in output_form(CATALOGUE["relu"]).note


def test_branches_of_a_function_that_turns() -> None:
    left, right = branches(bell)
    assert (left.lo, left.hi, right.lo, right.hi) == (-oo, 0, 0, oo)
    assert simplify(left.h - 2 * y * sqrt(-log(y))) == 0
    assert left.h == -right.h
    assert [(b.lo, b.hi) for b in branches(hook)] == [
        (-3, Rational(-3, 2)),
        (Rational(-3, 2), 3),
        (3, oo),
    ]
    assert branches(wave) == ()


def test_a_mutated_h_is_not_taken() -> None:
    """tanh(x + 1e-30 x) is not 1 - y**2's function; no h of that kind is claimed for it."""

    @activation()
    def nearly(x: Real):
        """Off by 1e-30."""
        return tanh(x) + Rational(1, 10**30) * x

    assert output_form(nearly) is None
