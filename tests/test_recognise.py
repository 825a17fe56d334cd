"""Known functions in disguise are recognised, by proof and quickly; their likes are not."""

from __future__ import annotations

import time
from functools import cache

import pytest
from data.identities_subjects import SUBJECTS
from data.identities_true import TRUE
from sympy import Integer, Rational, pi, sqrt

from symact.activation import Activation, Real
from symact.expression import calls, parse
from symact.recognise import Match, recognise
from symact.recognise.numbers import nice
from symact.verify import check_text

NAMES = calls(SUBJECTS)
x = Real("x")


def formula(text: str) -> Activation:
    return Activation("f", parse(text, x=x, names=NAMES), x, None, (), "", "")


@cache
def find(text: str) -> Match | None:
    return recognise(formula(text), SUBJECTS.values())


KNOWN = [
    ("0.5*x*(1 + tanh(x/2))", "silu(x)"),
    ("1/(1 + exp(-2*x))", "sigmoid(2*x)"),
    ("1/(1 + exp(x))", "sigmoid(-x)"),
    ("log(1 + exp(3*x))/3", "softplus(x, beta=3)"),
    ("2*log(1 + exp(3*x)) + 1", "2*softplus(3*x) + 1"),
    ("2*tanh(3*x) - 1", "2*tanh(3*x) - 1"),
    ("2/(1 + exp(-2*x)) - 3", "tanh(x) - 2"),
    ("max(2*x, 0)", "2*relu(x)"),
    ("max(-x, 0)", "relu(-x)"),
    ("abs(x)", "leaky_relu(x, slope=-1)"),
    ("where(x > 0, x, 2*(exp(x) - 1))", "elu(x, alpha=2)"),
    ("min(max(x, -2), 5)", "hard_tanh(x, min=-2, max=5)"),
    ("where(x < -1, 0, where(x > 1, 1, (x + 1)/2))", "hard_sigmoid(3*x)"),
    ("where(abs(x) > 3, x, 0)", "hardshrink(x, lambd=3)"),
    ("1 + exp(-3*x**2)", "gaussian(sqrt(3)*x) + 1"),
    ("x/(2 + abs(x))", "softsign(x/2)"),
    ("atan(pi*x)/pi", "(1/pi)*arctan(pi*x)"),
    ("3*x*tanh(softplus(-x))", "-3*mish(-x)"),
    ("x + sqrt(1 + x**2)", "squareplus(2*x)"),
    ("4*log(cosh(x/2))", "4*logcosh(x/2)"),
    ("x*(1 + erf(x))/2", "(1/sqrt(2))*gelu(sqrt(2)*x)"),
    ("where(x < 0, 1, 0)", "1 - perceptron(x)"),
    ("x", "identity(x)"),
    ("x*sigmoid(sqrt(8/pi)*(x + 0.044715*x**3))", "gelu_tanh(x)"),
    ("x*sigmoid(1.702*x)", "quick_gelu(x)"),
    ("2*x*Phi(x/2)", "4*gelu(x/2)"),
    ("log(1 + exp(x)) - log(2)", "softplus(x) - log(2)"),
    ("max(x, 0.01*x)", "leaky_relu(x, slope=1/100)"),
    ("where(x > 0, x, 1.5*(exp(x/1.5) - 1))", "celu(x, alpha=3/2)"),
    ("max(-2, min(2, x))/2", "hard_tanh(x/2)"),
    ("where(abs(x) > 2, x - 2*sign(x), 0)", "softshrink(x, lambd=2)"),
    ("(x + sqrt(x**2 + 1))/2", "squareplus(x, b=1)"),
    ("x*(exp(2*x) - 1)/(exp(2*x) + 1)", "lisht(x)"),
    ("-log(1 + exp(-3*x))", "log_sigmoid(3*x)"),
    ("silu(x) - x", "silu(-x)"),
    ("hard_sigmoid(x)*2 - 1", "hard_tanh(x/3)"),
    ("x*min(max(0, x + 3), 6)/6", "hard_silu(x)"),
]


@pytest.mark.parametrize(("text", "known"), KNOWN)
def test_a_known_function_is_recognised_within_a_second(text: str, known: str | None) -> None:
    start = time.process_time()  # which a busy machine changes little
    found = find(text)
    assert time.process_time() - start < 2  # 0.1 to 0.5 s on an idle machine
    assert (found.text if found else None) == known


@pytest.mark.parametrize("text", [known for _, known in KNOWN if known])
def test_what_is_said_is_true_and_readable_again(text: str) -> None:
    original = next(t for t, known in KNOWN if known == text)
    verdict = check_text(text, formula(original), NAMES, function=True)
    assert verdict.verdict == "proved"


@pytest.mark.parametrize(
    "text",
    [
        "2*x + 1",
        "3",
        "x**3",
        "sin(x)",
        "log(x)",
        "tanh(x) + 1e-30",
        "x*sigmoid(x)*(1 + 1e-30)",
        "x*tanh(x**2)",
        "1/(1 + exp(-x)) + x",
        "max(x, x**2)",
        "where(x > 0, x, -x**2)",
        "x*Phi(x) + 1e-40*x",
        "max(sin(x), 0)",
        "0.5*x*(1 + tanh(0.7978845608*(x + 0.044715*x**3)))",
        "1.0507*where(x > 0, x, 1.6733*(exp(x) - 1))",
        "x*sigmoid(x)**2",
        "log(1 + exp(x) + exp(2*x))",
    ],
)
def test_what_is_new_is_not(text: str) -> None:
    assert find(text) is None


PLAIN = [
    row
    for row in TRUE
    if row[1] == "function" and not SUBJECTS[row[0]].parameters and "f(" not in row[2]
]
ONE_EACH = list({row[0]: row for row in PLAIN}.values())
TWINS = {"perceptron", "selu"}
"""One is the false half of a pair at a jump; the text of the other uses names of its own."""


@pytest.mark.parametrize("row", [row for row in ONE_EACH if row[0] not in TWINS])
def test_an_unusual_form_of_a_function_is_that_function(row: tuple[str, str, str]) -> None:
    found = find(row[2])
    assert found is not None
    assert found.changes == 0
    same = check_text(f"{row[2]}", SUBJECTS[found.activation.name], NAMES, function=True)
    assert same.verdict == "proved"


def test_numbers_are_guessed_exactly() -> None:
    from symact.enclose import enclose

    for number in (Rational(-3, 7), sqrt(Rational(2, 3)), 3 * pi, sqrt(2 / pi), Integer(0)):
        assert nice(enclose(number, {}, 160)) == number
    assert nice(enclose(sqrt(2) + sqrt(3) * pi, {}, 160)) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(x**2 - x)/(x - 1)", "identity(x), apart from x = 1"),
        ("2*atan((sqrt(1 + x**2) - 1)/x)", "arctan(x), apart from x = 0"),
        ("tanh(x)", "tanh(x)"),
    ],
)
def test_points_without_a_value_are_named(text: str, shown: str) -> None:
    found = find(text)
    assert found is not None
    assert found.text == shown


def test_a_function_with_another_value_at_a_point_is_another_one() -> None:
    assert find("where(x == 1, 5, x)") is None
