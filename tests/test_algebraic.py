"""Constants made of roots: those that are 0 are shown to be, those that nearly are are not."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, atan, cos, cosh, exp, expand, pi, sin, sqrt, tanh

from symact.activation import Activation, Real
from symact.derive import kinks
from symact.errors import UnsupportedError
from symact.expression import parse
from symact.normalise import is_zero
from symact.normalise.algebraic import is_algebraic_zero
from symact.verify import check_text

x = Real("x")
THIRD = Rational(1, 3)

ZERO: list[Expr] = [
    sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2),
    sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3),
    (7 + 5 * sqrt(2)) ** THIRD - 1 - sqrt(2),
    (2 + sqrt(5)) ** THIRD - (sqrt(5) - 2) ** THIRD - 1,
    1 / (sqrt(3 + 2 * sqrt(2)) - 1) - sqrt(2) / 2,
    cos(pi / 7) * cos(2 * pi / 7) * cos(3 * pi / 7) - Rational(1, 8),
    sin(pi / 7) ** 2 - (1 - cos(2 * pi / 7)) / 2,
    sin(pi / 7) * sin(2 * pi / 7) * sin(3 * pi / 7) - sqrt(7) / 8,
]


@pytest.mark.parametrize("value", ZERO, ids=str)
def test_what_is_zero_is_shown_to_be(value: Expr) -> None:
    assert is_algebraic_zero(value)
    for far in (Rational(1, 10**30), Rational(1, 10**300), -Rational(1, 10**900)):
        assert not is_algebraic_zero(value + far)


@pytest.mark.parametrize(
    "value",
    [
        expand((sqrt(2) - 1) ** 200),  # p - q sqrt(2), below 1e-76
        expand((sqrt(3) - sqrt(2)) ** 60) * (sqrt(5) - 2) ** 20,
        sqrt(2) - Rational(int(sqrt(Integer(2) * 10**400)), 10**200),
        tanh(1) - tanh(1) * cosh(1) ** 2 / (1 + (exp(1) - exp(-1)) ** 2 / 4),  # 0, not of roots
    ],
    ids=["a power", "a product", "200 digits", "transcendental"],
)
def test_what_is_nearly_zero_is_not(value: Expr) -> None:
    assert not is_algebraic_zero(value)


SAME = [
    ("x*sqrt(3 + 2*sqrt(2))*tanh(x)", "x*(1 + sqrt(2))*tanh(x)"),
    ("cos(pi/7)*cos(2*pi/7)*cos(3*pi/7)*exp(x)", "exp(x)/8"),
    ("x/(sqrt(3 + 2*sqrt(2)) - 1)", "x/sqrt(2)"),
    ("where(x > 1, sqrt(5 + 2*sqrt(6))*x, x**2)", "where(x > 1, (sqrt(2) + sqrt(3))*x, x**2)"),
]


@pytest.mark.parametrize(("of", "text"), SAME)
def test_identities_hold_up_to_constants_made_of_roots(of: str, text: str) -> None:
    assert check_text(text, formula(of), function=True).verdict == "proved"
    assert check_text(f"{text} + 1e-60", formula(of), function=True).verdict == "refuted"


def formula(text: str) -> Activation:
    return Activation("f", parse(text, x=x), x, None, (), "", "")


@pytest.mark.parametrize(
    "text",
    [
        "where(x > sqrt(3 + 2*sqrt(2)), x, 1 + sqrt(2))",
        "where(x > 1, sqrt(4 - 2*sqrt(3))*x, sqrt(3) - 1)",
        "where(x > 0, x + (7 + 5*sqrt(2))**(1/3), 1 + sqrt(2))",
        "where(x > 1, cos(pi/7)*cos(2*pi/7)*cos(3*pi/7)*x, 1/8)",
    ],
)
def test_pieces_that_meet_are_not_said_to_jump(text: str) -> None:
    """Equal values that the normal form did not show to be equal were called a jump."""
    assert [k.order for k in kinks(formula(text))] == [0]


def test_values_that_are_not_told_apart_are_no_jump() -> None:
    """tan(atan(2)/2) is (sqrt(5) - 1)/2, which is outside the class."""
    with pytest.raises(UnsupportedError, match="are equal is not decided"):
        kinks(formula("where(x > 1, tan(atan(2)/2)*x, (sqrt(5) - 1)/2)"))
    jump = "where(x > 1, tan(atan(2)/2)*x, (sqrt(5) - 1)/2 + 1e-50)"
    assert [k.order for k in kinks(formula(jump))] == [-1]


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("exp(sqrt(3 + 2*sqrt(2))*x)", "exp(x + sqrt(2)*x)"),
        ("erf(sqrt(3 + 2*sqrt(2))*x)", "erf(x + sqrt(2)*x)"),
        ("atan(x*sqrt(2 + sqrt(3)))", "atan(x*(sqrt(6) + sqrt(2))/2)"),
        ("log(1 + sqrt(3 + 2*sqrt(2))*x**2)", "log(1 + (1 + sqrt(2))*x**2)"),
    ],
)
def test_roots_over_roots_inside_functions(text: str, function: str) -> None:
    about = Activation("f", parse(function, x=x), x, None, (), "", "")
    assert check_text(text, about, function=True).verdict == "proved"
    near = text.replace("*x", "*(1 + 10**(-30))*x").replace("x*sqrt", "(1 + 10**(-30))*x*sqrt")
    assert check_text(near, about, function=True).verdict == "refuted"


def test_half_of_an_arctangent_of_a_number_is_found_in_either_order() -> None:
    half = 2 * atan(Rational(1, 2) / (1 + sqrt(Rational(5, 4))))
    for whole in (atan(Rational(1, 2)), half):
        other = half + atan(Rational(1, 2)) - whole
        assert is_zero(whole**2 * pi + whole - other**2 * pi - other)
    assert not is_zero(half**2 - atan(Rational(1, 3)) ** 2)
