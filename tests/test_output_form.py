"""The derivative in terms of the output: every h found is right, and the known ones are found."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from sympy import Expr, Piecewise, Rational, Symbol, cos, exp, log, oo, simplify, sqrt, tanh

from symact.activation import Activation, Real, activation
from symact.analyse import elementwise_sheet
from symact.analyse.chart import chart
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.derive.output_form import OUTPUT, branches, output_form
from symact.driver.words import documentation
from symact.enclose import enclose
from symact.expression import calls
from symact.verify import check_text

NAMES = calls(CATALOGUE)
y = OUTPUT
x = Symbol("x", real=True)
POINTS = [Fraction(k, 7) for k in range(-40, 41, 9)]


@activation()
def falling(x: Real):
    """A step down."""
    return 1 / (1 + exp(x))


ALL = [*(a for a in CATALOGUE.values() if not a.axiswise), falling]
ONE_TO_ONE_WITHOUT = {"tanhshrink"}
"""f' = tanh(x)^2 in terms of x - tanh(x) needs the inverse, which has no closed form."""


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_h_of_the_output_is_the_derivative_at_points(a: Activation) -> None:
    default = a.with_defaults()
    found = output_form(default)
    if found is None:
        turns = {s.sign for s in chart(derivative(default))} >= {1, -1}
        assert turns or a.name in ONE_TO_ONE_WITHOUT
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


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_help_shows_an_h_that_is_proved_where_there_is_one(a: Activation) -> None:
    said = documentation(a).from_output
    assert bool(said) == (output_form(a.with_defaults()) is not None)
    if said:
        of = a if output_form(a) is not None else a.with_defaults()
        claim = re.sub(r"\by\b", "f", said)
        assert check_text(claim, of, NAMES).verdict in ("proved", "convention"), said


def test_parameters_stay_where_one_h_serves_them_all() -> None:
    beta, b = Symbol("beta", positive=True), Symbol("b", positive=True)
    assert simplify(output_form(CATALOGUE["softplus"]).h.pieces[0].expr - (1 - exp(-beta * y))) == 0
    assert (
        simplify(output_form(CATALOGUE["squareplus"]).h.pieces[0].expr - y**2 / (y**2 + b / 4)) == 0
    )


def test_what_everybody_knows_is_found() -> None:
    assert output_form(CATALOGUE["arctan"]).h.pieces[0].expr == cos(y) ** 2
    assert simplify(output_form(CATALOGUE["sigmoid"]).h.pieces[0].expr - y * (1 - y)) == 0
    assert simplify(output_form(falling).h.pieces[0].expr + y * (1 - y)) == 0
    assert "decreasing and so one-to-one" in output_form(falling).note
    assert "one-to-one" not in output_form(CATALOGUE["relu"]).note


def test_branches_of_a_function_that_turns() -> None:
    left, right = branches(CATALOGUE["gaussian"])
    assert (left.lo, left.hi, right.lo, right.hi) == (-oo, 0, 0, oo)
    assert simplify(left.h - 2 * y * sqrt(-log(y))) == 0
    assert left.h == -right.h
    assert [(b.lo, b.hi) for b in branches(CATALOGUE["hard_silu"])] == [
        (-3, Rational(-3, 2)),
        (Rational(-3, 2), 3),
        (3, oo),
    ]
    assert branches(CATALOGUE["silu"]) == ()


def test_a_mutated_h_is_not_taken() -> None:
    """tanh(x + 1e-30 x) is not 1 - y**2's function; no h of that kind is claimed for it."""

    @activation()
    def nearly(x: Real):
        """Off by 1e-30."""
        return tanh(x) + Rational(1, 10**30) * x

    assert output_form(nearly) is None


@pytest.mark.parametrize("formula", [1 / (1 - x), exp(-1 / x)])
def test_beside_a_pole_a_function_is_not_called_one_to_one_nor_bounded(formula: Expr) -> None:
    found = output_form(Activation("f", formula, x, None, (), "", ""))
    assert found is not None
    assert (found.lowest, found.highest) == (-oo, oo)
    assert not any(words in found.note for words in ("one-to-one", "whole line"))


def test_pieces_that_fall_are_not_one_to_one_where_a_jump_leads_up() -> None:
    for step, one_to_one in ((5, False), (-5, True)):
        formula = Piecewise((step - x - tanh(x) / 2, x > 0), (-x - tanh(x) / 2, True))
        note = elementwise_sheet(Activation("f", formula, x, None, (), "", "")).from_output_note
        assert ("one-to-one" in note) == one_to_one, note
