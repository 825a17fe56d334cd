"""Claims about the derivative by a parameter: proved, refuted, or a choice at a break."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Integer, Max, Min, Piecewise, Rational, exp, log, sqrt

from symact import InputError, check
from symact.activation import Activation, Positive, Real, activation
from symact.claim import Claim
from symact.derive import parameter_derivative, parameter_kinks
from symact.verify import check_text, verify

ONE, TWO, MINUS_ONE = Integer(1), Integer(2), Integer(-1)


@activation()
def ramp(x: Real, a: Positive = ONE):
    """A corner that moves with a."""
    return Piecewise((x - a, x > a), (0, True))


@activation()
def parabola(x: Real, a: Positive = ONE):
    """Joined smoothly, where the break moves with a."""
    return Piecewise(((x - a) ** 2, x > a), (0, True))


@activation()
def step(x: Real, a: Positive = ONE):
    """A jump that moves with a."""
    return Piecewise((1, x > a), (0, True))


@activation()
def root(x: Real, a: Positive = ONE):
    """A domain that moves with a."""
    return sqrt(x - a)


@activation()
def spike(x: Real, a: Positive = ONE, b: Real = TWO):
    """A value of its own at a break that stays where it is."""
    return Piecewise((a * x, x < 0), (b + a**2, x <= 0), (x / a, True))


@activation()
def slanted(x: Real, beta: Real = ONE, c: Real = TWO):
    """The sign of beta decides."""
    return c * Abs(beta * x)


@activation()
def clipped(x: Real, lo: Real = MINUS_ONE, hi: Real = ONE):
    """Between two bounds of either order."""
    return Min(Max(x, lo), hi)


@activation()
def soft(x: Real, beta: Positive = ONE):
    """Softplus."""
    return log(1 + exp(beta * x)) / beta


HELD: list[tuple[Activation, str, str, str]] = [
    (soft, "beta", "x*sigmoid(beta*x)/beta - f/beta", "proved"),
    (ramp, "a", "where(x > a, -1, 0)", "convention"),
    (ramp, "a", "where(x > a, -1, where(x < a, 0, 7))", "convention"),
    (parabola, "a", "where(x > a, -2*(x - a), 0)", "proved"),
    (step, "a", "0", "convention"),
    (root, "a", "-1/(2*f)", "proved"),
    (spike, "a", "where(x < 0, x, where(x <= 0, 2*a, -x/a**2))", "proved"),
    (spike, "b", "where(x < 0, 0, where(x <= 0, 1, 0))", "proved"),
    (slanted, "c", "abs(beta*x)", "proved"),
    (slanted, "beta", "c*abs(x)*sign(beta)", "convention"),
    (clipped, "lo", "where(hi <= lo, 0, where(x < lo, 1, 0))", "convention"),
    (clipped, "hi", "where(hi <= lo, 1, where(x > hi, 1, 0))", "convention"),
]


@pytest.mark.parametrize(("about", "by", "text", "word"), HELD)
def test_what_is_true_is_shown(about: Activation, by: str, text: str, word: str) -> None:
    assert check_text(text, about, by=by).verdict == word


FALSE: list[tuple[Activation, str, str, str]] = [
    (soft, "beta", "x*sigmoid(beta*x)/beta - f/beta + 1e-30", "beta = "),
    (soft, "beta", "sigmoid(beta*x)", "beta = "),
    (ramp, "a", "where(x > a, 1, 0)", "a = "),
    (parabola, "a", "where(x > a, -2*(x - a), where(x < a, 0, 7))", "x = 1, a = 1"),
    (spike, "a", "where(x < 0, x, -x/a**2)", "x = 0, a = 1"),
    (spike, "b", "0", "x = 0, b = 2"),
    (slanted, "c", "abs(beta*x) + 1", "beta = 1"),
]


@pytest.mark.parametrize(("about", "by", "text", "point"), FALSE)
def test_what_is_false_is_refuted_at_a_point(
    about: Activation, by: str, text: str, point: str
) -> None:
    found = check_text(text, about, by=by)
    assert found.verdict == "refuted"
    assert found.witness is not None
    assert point in found.witness.point


def test_no_wrong_sign_is_shown_where_the_size_of_the_parameter_decides() -> None:
    """In a range beta is a function of another symbol, and so is what is differentiated by."""
    for text in ("c*abs(x)", "-c*abs(x)*sign(beta)", "beta*c*abs(x)"):
        assert check_text(text, slanted, by="beta").verdict in ("refuted", "undecided")
    for text in ("where(hi <= lo, 0, where(x < lo, -1, 0))", "where(x < lo, 1, 0)"):
        assert check_text(text, clipped, by="lo").verdict in ("refuted", "undecided")


def test_a_choice_is_told_with_both_sides() -> None:
    kinks = "x = a: 0 from the left, -1 from the right; 7 here, 0 in symact"
    assert check_text("where(x > a, -1, where(x < a, 0, 7))", ramp, by="a").points == (kinks,)
    found = check_text("where(hi <= lo, 0, where(x < lo, 1, 0))", clipped, by="lo")
    inside = "lo < hi: x = lo: 1 from the left, 0 from the right; 0 here, 1 in symact"
    assert found.points == (inside, "lo = hi: left out, the cases change with lo there")


def test_the_correction_is_right() -> None:
    found = check_text("where(x > 0, 0, exp(x))", elu, by="alpha")
    assert found.verdict == "refuted"
    assert found.correction is not None
    assert check_text(found.correction, elu, by="alpha").verdict == "proved"


@activation()
def elu(x: Real, alpha: Positive = Rational(3, 2)):
    """Below 0 an exponential."""
    return Piecewise((x, x > 0), (alpha * (exp(x) - 1), True))


def test_the_value_at_a_break_that_stays_is_that_of_the_function() -> None:
    derived: tuple[Expr | None, ...] = parameter_derivative(spike, "b").values
    assert derived == (1,)
    assert parameter_kinks(spike, "b") == ()
    assert [k.order for k in parameter_kinks(step, "a")] == [-1]


def test_a_claim_names_its_parameter() -> None:
    claim = Claim("elu", derivative="where(x > 0, 0, exp(x) - 1)", by="alpha")
    assert claim.claim == "derivative by alpha"
    assert verify(claim, elu).verdict == "proved"
    with pytest.raises(InputError, match="unknown parameter of elu 'alphq'; did you mean 'alpha'"):
        check("x", of="elu", by="alphq")
    with pytest.raises(InputError, match="relu has no parameters, so no derivative by 'beta'"):
        check("x", of="relu", by="beta")
    with pytest.raises(InputError, match="by= goes with derivative="):
        Claim("elu", function="x", by="alpha")


def test_the_command_line_takes_a_parameter(cli) -> None:
    done = cli("check", "1/(8*f - 4*x)", "--of", "squareplus", "--by", "b")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "proved")
    assert cli("check", "x", "--of", "squareplus", "--by", "c").returncode == 2
