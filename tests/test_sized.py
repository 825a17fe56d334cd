"""Claims about definitions whose cases hang on the size or the order of parameters."""

from __future__ import annotations

import pytest
from sympy import Abs, Integer, Interval, Max, Min, Piecewise, Rational, atan, exp, sqrt, symbols

from symact.activation import Activation, Positive, Real, activation
from symact.claim import Claim, Image, Largest, f, slope, x
from symact.expression import to_text
from symact.standin import StandIn, meant
from symact.verify import check_text, verify

HALF, ONE, MINUS_ONE = Rational(1, 2), Integer(1), Integer(-1)
beta, lo, hi = symbols("beta lo hi")


@activation()
def slanted(x: Real, beta: Real = HALF):
    """|beta x| x, for beta of either sign."""
    return x * Abs(beta * x)


@activation()
def turned(x: Real, beta: Real = HALF):
    """The same without the size of beta, which must not be 0."""
    return x * Abs(beta * x) / beta


@activation()
def steeper(x: Real, alpha: Positive = HALF, beta: Positive = ONE):
    """The upper one of two lines."""
    return Max(alpha * x, beta * x)


@activation()
def clipped(x: Real, lo: Real = MINUS_ONE, hi: Real = ONE):
    """Between two bounds of either order."""
    return Min(Max(x, lo), hi)


@activation(requires=lambda lo, hi: lo < hi)
def ordered(x: Real, lo: Real = MINUS_ONE, hi: Real = ONE):
    """Between a lower and an upper bound."""
    return Min(Max(x, lo), hi)


@activation()
def nested(x: Real, alpha: Real = ONE):
    """A break that is below another, or above it, or nowhere."""
    inner = Piecewise((sqrt(1 + x**2 / 9), x < HALF), (x, True))
    return Piecewise((x * atan(x), alpha * x < 2), (inner, True))


@activation()
def halved(x: Real, beta: Real = HALF):
    """Without a value beyond -2 where beta is 0."""
    return Piecewise((atan(x), x < -2), (Max(x / beta, Rational(1, 10)), True))


@activation()
def conditional(x: Real, beta: Real = HALF):
    """A condition that nothing answers where beta is 0."""
    return Piecewise((x, x / beta > Rational(1, 10)), (2 * x, True))


JUDGED = [
    (halved, "where(x < -2, 1/(1 + x**2), where(x/beta > 1/10, 1/beta, 0))", "convention"),
    (halved, "where(x < -2, 1/(1 + x**2), where(x/beta > 1/10, beta, 0))", "refuted"),
    (conditional, "where(x/beta > 1/10, 1, 2)", "convention"),
    (conditional, "where(x/beta > 1/10, 1, 2 + 0*beta) + beta - abs(beta)", "refuted"),
    (slanted, "2*abs(beta*x)", "proved"),
    (slanted, "2*beta*abs(x)", "refuted"),
    (slanted, "2*abs(beta*x) + max(beta - 1, 0)", "refuted"),
    (turned, "2*abs(beta*x)/beta", "proved"),
    (turned, "2*abs(x)*sign(beta)", "proved"),
    (turned, "2*abs(x)", "proved"),  # at the default, where beta is not named
    (turned, "2*abs(x)*beta/beta", "proved"),
    (turned, "2*abs(x) + 0.1*(beta - 1/2)", "refuted"),
    (steeper, "where(beta*x > alpha*x, beta, alpha)", "convention"),
    (steeper, "where(x > 0, max(alpha, beta), min(alpha, beta))", "convention"),
    (steeper, "where(x > 0, beta, alpha)", "refuted"),
    (clipped, "where(x > lo, where(x < hi, 1, 0), 0)", "convention"),
    (clipped, "where(x > lo, 1, 0)*where(x > hi, 0, 1)", "convention"),
    (clipped, "where(x > lo, where(x <= lo + 2, 1, 0), 0)", "refuted"),
    (
        nested,
        "where(alpha*x < 2, atan(x) + x/(1 + x**2), where(x >= 1/2, 1, x/9/sqrt(1 + x**2/9)))",
        "convention",
    ),
    (nested, "where(alpha*x < 2, atan(x) + x/(1 + x**2), 1)", "refuted"),
]


@pytest.mark.parametrize(("about", "text", "word"), JUDGED)
def test_every_size_of_a_parameter_is_taken_in_turn(
    about: Activation, text: str, word: str
) -> None:
    verdict = check_text(text, about)
    assert verdict.verdict == word
    assert (verdict.witness is not None) == (word == "refuted")


def test_kinks_of_every_range_are_told_in_the_parameters_themselves() -> None:
    verdict = check_text("where(beta*x > alpha*x, beta, alpha)", steeper)
    assert verdict.points == (
        "alpha < beta: x = 0: alpha from the left, beta from the right; alpha here, "
        "alpha in symact",
        "alpha > beta: x = 0: beta from the left, alpha from the right; alpha here, beta in symact",
    )


def test_a_value_of_the_parameter_without_a_function_is_listed() -> None:
    assert check_text("2*abs(beta*x)/beta", turned).points == ("beta = 0: one side is not defined",)


def test_what_is_given_instead_is_for_every_value() -> None:
    verdict = check_text("f + max(beta - 1, 0)", slanted, function=True)
    assert verdict.verdict == "refuted"
    assert verdict.condition == "beta <= 0"
    assert verdict.correction == to_text(slanted.expr)


def test_where_a_claim_holds_is_told_by_ranges() -> None:
    verdict = check_text("2*beta*abs(x)", slanted)
    assert verdict.condition == "beta >= 0"


STATED = [
    (slanted, (x * f, ">=", 0 * beta), "proved"),
    (slanted, (slope - Abs(beta * x), ">=", 0), "proved"),
    (slanted, (f * x / beta, "<=", Abs(x) ** 3), "proved"),
    (slanted, ("f*x/beta", "<=", "abs(x)**3"), "proved"),
    (slanted, (f * x * beta, ">=", 0), "refuted"),
    (clipped, (f, ">=", Min(lo, hi)), "proved"),
    (clipped, (f, "<=", Max(lo, hi)), "proved"),
    (clipped, (f, ">=", lo + 0 * hi), "refuted"),
    (clipped, (f, "in", Interval(lo, hi)), "refuted"),
    (clipped, (f, "in", Interval(Min(lo, hi), Max(lo, hi))), "proved"),
    (ordered, (f, "in", Interval(lo, hi)), "proved"),
    (ordered, (f, "in", Interval(lo, hi + 1)), "proved"),
    (ordered, (f, "in", Interval(lo + 1, hi)), "refuted"),
    (ordered, (f, "in", Interval.open(lo, hi)), "refuted"),
    (ordered, (Image(f), "=", Interval(lo, hi)), "proved"),
    (ordered, (Image(f), "=", Interval(lo, hi + 1)), "refuted"),
    (ordered, (Largest(f), "=", hi), "proved"),
]


@pytest.mark.parametrize(("about", "statement", "word"), STATED)
def test_bounds_may_hang_on_the_order_of_parameters(
    about: Activation, statement: tuple[object, str, object], word: str
) -> None:
    verdict = verify(Claim(about.name, remark="a bound", holds=statement), about)
    assert verdict.verdict == word
    assert "_gap" not in verdict.method


def test_a_stand_in_is_shown_as_what_it_stands_for() -> None:
    p, q = symbols("p q", real=True)
    d = StandIn(p - q)
    inside = StandIn((d - 1) / (2 - d))
    assert d.is_positive
    assert d != StandIn(p - q)
    assert meant(exp(2 * (q + d))) == exp(2 * p)
    assert meant(Piecewise((q + d, q < 0), (d, True))) == Piecewise((p, q < 0), (p - q, True))
    assert meant(exp(1 + inside / (1 + inside))) == exp(p - q)
