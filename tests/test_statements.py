"""Statements made to mislead: cut at poles, at ends of domains, at sizes of parameters, in tails.

Each names the function, what is said of it, the verdict and, where one is due, the condition. A
wrong "proved" or "refuted" is the worst thing that can happen; most rows once were one.
"""

from __future__ import annotations

import pytest
from sympy import Abs, Integer, Interval, Rational, Symbol, exp, log, oo, sqrt

from symact.activation import Activation, Parameter, Real, activation
from symact.catalogue import CATALOGUE
from symact.claim import Claim, Image, Largest, LimitAt, f, slope
from symact.expression import calls, parse
from symact.verify import check_text, verify

NAMES = calls(CATALOGUE)
x = Real("x")


def about(text: str) -> Activation:
    if text in CATALOGUE:
        return CATALOGUE[text]
    return Activation("f", parse(text, x=x, names=NAMES), x, None, (), "", "")


TRUE = [
    # signs change at poles, and where a domain ends
    ("where(1/(x - 1) > 0, 1, 0)", "where(x > 1, 1, 0)"),
    ("where(x/(x - 2) > 1, x, 0)", "where(x > 2, x, 0)"),
    ("abs(1/(x - 1))", "1/abs(x - 1)"),
    ("abs(atan(1/(x - 1)))", "atan(1/abs(x - 1))"),
    ("sign(tanh(x - 1)/(x - 2))", "sign((x - 1)*(x - 2))"),
    ("where(sqrt(x) > 2, 1, 0)", "where(x > 4, 1, 0)"),
    ("where(log(x) > 0, 1, 0)", "where(x > 1, 1, where(x > 0, 0, log(x)))"),
    ("where(atan(x) > 1, x, 0)", "where(x > tan(1), x, 0)"),
    ("where(softplus(x) > 1, 1, 0)", "where(x > log(e - 1), 1, 0)"),
    ("where(silu(x) > 0, 1, 0)", "where(x > 0, 1, 0)"),
    ("max(x, softplus(x))", "softplus(x)"),
    ("abs(tanh(x))", "tanh(abs(x))"),
    # conditions that only the normal form makes plain
    ("max(x + sin(x)**2 + cos(x)**2 - 1, 0)", "relu(x)"),
    # roots and logarithms of what has a sign where they are defined
    ("(sqrt(3 - x) + 1)**2 - 2*sqrt(3 - x) - 1", "3 - x"),
    ("sqrt((x - 3)*(x - 5))*sqrt((x - 5)*(x - 7))", "abs(x - 5)*sqrt((x - 3)*(x - 7))"),
    ("(x**3)**(1/3)", "x"),
    ("exp(log(x - 3)/2)", "sqrt(x - 3)"),
    ("sqrt(sqrt(x**2 + 1) - x)", "1/sqrt(sqrt(x**2 + 1) + x)"),
    ("sqrt(x**2 - 6*x + 9)", "abs(x - 3)"),
    ("sqrt(x**4 - 2*x**2 + 1)", "abs(x**2 - 1)"),
    ("sqrt(x**2 + x**4)", "abs(x)*sqrt(1 + x**2)"),
    ("log(x + sqrt(x**2 + 1))", "-log(sqrt(x**2 + 1) - x)"),
    # breaks where neither side has a value, though SymPy has one: log(-1)**2 is -pi**2 to it
    ("log(x)**2", "where(x > -1, 1, 2)*log(x)**2"),
    ("where(x > -1, 1, 2)*log(x)**2", "log(x)**2"),
    ("sqrt(x - 1)*sqrt(x - 3)", "where(x > 0, 1, 2)*sqrt(x - 1)*sqrt(x - 3)"),
    # arctangents across a pole, and to four times
    ("atan(sinh(x))", "2*atan(tanh(x/2))"),
    ("atan(x - 3) + atan(1/(x - 3))", "pi/2*sign(x - 3)"),
    ("4*atan(1/5) - atan(1/239) + 0*x", "pi/4"),
    ("x + atan((x + 1)/(x**2 - x + 2))",
     "x + 2*atan((x + 1)/(x**2 - x + 2 + sqrt((x**2 - x + 2)**2 + (x + 1)**2)))"),
    # arctangents of rational numbers, and three of a variable
    ("x + atan(1/2) + atan(1/5) + atan(1/8)", "x + pi/4"),
    ("x + 44*atan(1/57) + 7*atan(1/239) - 12*atan(1/682) + 24*atan(1/12943)", "x + pi/4"),
    ("x + atan(1) + atan(2) + atan(3)", "x + pi"),
    ("atan(x) + atan(1/2)",
     "where(x < 2, atan((2*x + 1)/(2 - x)), where(x > 2, pi + atan((2*x + 1)/(2 - x)), pi/2))"),
    ("where(x > 1/sqrt(2), atan(x) + atan(2*x), 0)",
     "where(x > 1/sqrt(2), pi - atan(3*x/(2*x**2 - 1)), 0)"),
    ("where(abs(x) < 1/sqrt(2), atan(x) + atan(2*x), x)",
     "where(abs(x) < 1/sqrt(2), atan(3*x/(1 - 2*x**2)), x)"),
    ("atan(x**2 + 1) - atan(x**2)", "atan(1/(x**4 + x**2 + 1))"),
    ("atan(exp(x)) - atan(exp(-x))", "atan(sinh(x))"),
    ("atan(tanh(x)) + atan(exp(-2*x)) + x", "pi/4 + x"),
    ("2*atan(x/2) - atan(x)", "atan(x**3/(4 + 3*x**2))"),
    # rates without a common measure
    ("quick_gelu", "x*(exp(-x)*exp(x))/(1 + exp(-1.702*x))"),
    ("sin(x + 1)", "sin(x)*cos(1) + cos(x)*sin(1)"),
    # every size of a parameter
    ("swish", "where(beta > 0, x*sigmoid(beta*x), x*(1 - sigmoid(-beta*x)))"),
    ("hard_tanh", "where(x < min, min, where(x > max, max + sin(abs(x))**2 + cos(x)**2 - 1, x))"),
    ("elu", "max(x, 0) + min(0, alpha*(exp(x) - 1))"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "text"), TRUE)
def test_what_is_true_is_proved(of: str, text: str) -> None:
    assert check_text(text, about(of), NAMES, function=True).verdict == "proved"


@activation()
def distance(x: Real, a: Real = Integer(1)):
    """How far (x, a) is from the origin."""
    return sqrt(a**2 + x**2)


def test_a_value_of_a_parameter_without_a_value_of_the_claim_is_listed() -> None:
    verdict = check_text("abs(a)*sqrt(1 + (x/a)**2)", distance, NAMES, function=True)
    assert verdict.verdict == "proved"
    assert verdict.points == ("a = 0: one side is not defined",)
    assert check_text("a*sqrt(1 + (x/a)**2)", distance, NAMES, function=True).verdict == "refuted"


FALSE = [
    ("atan(1/x)", "pi/2 - atan(x)", None),
    ("(x**2)**(3/2)", "x**3", "x >= 0"),
    ("abs(x)", "sqrt(x**2 + 1e-60)", None),
    ("atan(1/2) + atan(1/3) + x", "pi/4 + x + 1e-50", None),
    ("relu", "where(x >= 1e-30, x, 0)", None),
    ("tanh", "where(x > 20, 1, where(x < -20, -1, tanh(x)))", "-20 <= x <= 20"),
    ("where(1/(x - 1) > 0, 1, 0)", "0", "x < 1"),
    ("max(1/x, 0)", "0", "x < 0"),
    ("x + 1e-90*abs(1/(x - 2) - 1)", "x + 1e-90*(1 - 1/(x - 2))", "x < 2 or x >= 3"),
    ("x + 1e-60*((sqrt(3 - x) + 1)**2 - 2*sqrt(3 - x) - 1)", "x + 1e-60*(x - 3)", None),
    ("x + 1e-80*sqrt((x - 3)*(x - 5))*sqrt((x - 5)*(x - 7))",
     "x + 1e-80*(x - 5)*sqrt((x - 3)*(x - 7))", None),
    ("x + 1e-90*(x**2 - 6*x + 9)**(3/4)", "x + 1e-90*(x - 3)*(x**2 - 6*x + 9)**(1/4)", None),
    ("x + 1e-90*(atan(x - 3) + atan(1/(x - 3)))", "x + 1e-90*pi/2", None),
    ("x + 1e-90*atan(2*x/(1 - x**2))", "x + 2e-90*atan(x)", None),
    ("x + 44*atan(1/57) + 7*atan(1/239) - 12*atan(1/682) + 24*atan(1/12944)", "x + pi/4", None),
    ("x + 1e-90*(atan(x) + atan(1/2))", "x + 1e-90*atan((2*x + 1)/(2 - x))", None),
    ("where(x > 1e12, x, 0)", "where(x > 1e12 + 1e-9, x, 0)",
     "x <= 1000000000000 or x > 1000000000000000000001/1000000000"),
    ("where(exp(x) > 2, 1, 0)", "where(x > 0.6931471805599453, 1, 0)", None),
    ("where(x**2 == 2, 0, x)", "x", "x != -sqrt(2) and x != sqrt(2)"),
    ("leaky_relu", "max(x, slope*x)", "slope <= 1"),
    ("swish", "x*sigmoid(abs(beta)*x)", "beta >= 0"),
    ("elu", "where(x > 0, x, min(alpha, 1)*(exp(x) - 1))", "alpha <= 1"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "text", "condition"), FALSE)
def test_what_is_false_is_refuted(of: str, text: str, condition: str | None) -> None:
    verdict = check_text(text, about(of), NAMES, function=True)
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None
    assert condition is None or verdict.condition == condition


VOID = [
    ("sqrt(-1 - x**2)", "5"),
    ("sqrt(x - 3)*sqrt(3 - x)", "5"),
]


@pytest.mark.parametrize(("of", "text"), VOID)
def test_nothing_is_proved_where_a_side_has_no_value(of: str, text: str) -> None:
    assert check_text(text, about(of), NAMES, function=True).verdict == "undecided"


PARTLY = [
    ("log(x**2)", "2*log(x)", "x > 0"),
    ("log(x**2)", "2*log(-x)", "x < 0"),
    ("log(3 - x)", "log(x - 3)", None),
    ("log(x/(1 + x))", "log(x) - log(1 + x)", "x > 0"),
    ("sqrt(x**2 + x)", "sqrt(x)*sqrt(x + 1)", "x > 0"),
    ("where(x < 0, log(x**2), 0)", "where(x < 0, 2*log(x), 0)", "x > 0"),
]


@pytest.mark.parametrize(("of", "text", "condition"), PARTLY)
def test_a_claim_without_a_value_where_the_function_has_one_is_refuted(
    of: str, text: str, condition: str | None
) -> None:
    verdict = check_text(text, about(of), NAMES, function=True)
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None
    assert verdict.witness.printed == "no real value"
    assert verdict.condition == condition
    assert check_text(of, about(text), NAMES, function=True).verdict == (
        "refuted" if condition is None else "proved"
    )


REMARKS = [
    ("silu", (f, ">=", Rational(-3, 10)), "proved"),
    ("silu", (f, ">=", Rational(-27, 100)), "refuted"),
    ("silu", (slope, "<", Rational(11, 10)), "proved"),
    ("mish", (Image(f), "=", Interval(Rational(-31, 100), oo)), "refuted"),
    ("gelu", (slope, "in", Interval(Rational(-13, 100), Rational(113, 100))), "proved"),
    ("gelu_tanh", (Largest(slope), "<", Rational(113, 100)), "proved"),
    ("mish", (Largest(slope), "=", Rational(109, 100)), "refuted"),
]


@pytest.mark.parametrize(("name", "statement", "word"), REMARKS)
def test_bounds_without_closed_form_are_decided(name: str, statement: tuple, word: str) -> None:
    verdict = verify(Claim(name, remark="a bound", holds=statement), CATALOGUE[name])
    assert verdict.verdict == word
    assert (verdict.witness is not None) == (word == "refuted")


BOUNDS = [
    # a least value that is touched, not crossed
    ("x*exp(x)", (f, ">=", -exp(-1)), "proved"),
    ("x*exp(x)", (f, ">", -exp(-1)), "refuted"),
    ("x*exp(x)", (f, ">=", -exp(-1) + Rational(1, 10**30)), "refuted"),
    ("x*exp(x)", (Image(f), "=", Interval(-exp(-1), oo)), "proved"),
    ("x**3/(1 + x**2)", (slope, "<=", Rational(9, 8)), "proved"),
    ("x**3/(1 + x**2)", (slope, "<", Rational(9, 8)), "refuted"),
    ("log(x)", (f, "<=", "x - 1"), "proved"),
    ("log(x)", (f, "<", "x - 1"), "refuted"),
    ("log(x)", (f, "<=", "x - 1 - 1/10**30"), "refuted"),
    # out of bounds far out only
    ("x**2/(1 + abs(x))", (f, ">=", "abs(x) - 1"), "proved"),
    ("x**2/(1 + abs(x))", (f, ">", "abs(x) - 1 + 1/10**30"), "refuted"),
    ("x**2/(1 + abs(x))", (slope, "<", 1), "proved"),
    ("x**2/(1 + abs(x))", (slope, "<", 1 - Rational(1, 10**12)), "refuted"),
    # bounds with cases
    ("tanh", ("abs(f)", "<=", "abs(x)"), "proved"),
    ("tanh", ("abs(f)", "<", "abs(x)"), "refuted"),
    ("softplus(x)", (f, ">", "max(x, 0)"), "proved"),
    ("softplus(x)", (f, "<=", "max(x, 0) + log(2)"), "proved"),
    ("softplus(x)", (f, "<", "max(x, 0) + log(2)"), "refuted"),
    # absolute values of what changes its sign at points without a closed form
    ("sin(x)", (Abs(slope), "<=", 1), "proved"),
    ("sin(x)", (Abs(slope), "<", 1), "refuted"),
    ("gelu", (Abs(slope), "<=", "exp(-1)/sqrt(pi) + erf(1)/2 + 1/2"), "proved"),
    ("gelu", (Abs(slope), "<=", "exp(-1)/sqrt(pi) + erf(1)/2 + 1/2 - 1e-9"), "refuted"),
    ("softplus(-x) + sqrt(1 + x**2)", (Abs(slope), "<", 2), "proved"),
    ("softplus(-x) + sqrt(1 + x**2)", (Abs(slope), "<=", 2 - Rational(1, 10**9)), "refuted"),
    # at the ends of domains
    ("sqrt(x)", (f, ">=", "log(x)"), "proved"),
    ("sqrt(x)", (f, ">=", "log(x) + 1"), "refuted"),
    ("x**(3/2)", (slope, ">", 0), "proved"),
    ("x**(3/2)", (slope, ">", "sqrt(x)"), "proved"),
    ("x**(3/2)", (slope, ">=", "2*sqrt(x)"), "refuted"),
    ("x**(3/2)", (Image(slope), "=", Interval.open(0, oo)), "undecided"),
    ("log(1 + sqrt(x))", (f, "<=", "sqrt(x)"), "proved"),
    ("log(1 + sqrt(x))", (f, "<", "sqrt(x)"), "refuted"),
    ("tanh", (f, "<", "log(x)**2 + 5"), "refuted"),
    ("tanh", (f, "<=", "1 + sqrt(x)"), "refuted"),
    ("log(1 - x**2)", (f, "<=", "-x**2"), "proved"),
    ("log(1 - x**2)", (f, "<", "-x**2"), "refuted"),
    ("log(1 - x**2)", (f, ">=", "-x**2"), "refuted"),
    ("log(1 - x**2)", (f, "<=", "-x**2 - x**4/2"), "proved"),
    ("log(1 - x**2)", (f, "<=", "-x**2 - x**4/2 - x**6/3 - x**8/3"), "refuted"),
    ("x*atan(1/x)", (f, "<=", Rational(999999, 10**6)), "refuted"),
    # sines and cosines
    ("x + sin(x)**2", (slope, ">=", 0), "proved"),
    ("x + sin(x)**2", (slope, ">", 0), "refuted"),
    ("x + sin(x)**2", (f, ">=", "x"), "proved"),
    ("x + sin(x)**2", (f, ">", "x"), "refuted"),
    ("1 + x**2*(sin(x) - cos(x))/10**80", (f, ">=", 0), "undecided"),  # x is not tan(x/2)
    # ranges of functions that jump
    ("where(x < 0, x/10 - 1, x/10 + 1)", (Image(f), "=", Interval(-oo, oo)), "refuted"),
    ("where(x < 0, x/10 + 1, x/10 - 1)", (Image(f), "=", Interval(-oo, oo)), "proved"),
]


@pytest.mark.parametrize(("of", "statement", "word"), BOUNDS, ids=str)
def test_bounds_that_are_touched_or_left_far_out(of: str, statement: tuple, word: str) -> None:
    verdict = verify(Claim("f", remark="a bound", holds=statement), about(of), NAMES)
    assert verdict.verdict == word
    assert (verdict.witness is not None) == (word == "refuted")


def test_points_that_a_bound_says_nothing_of_are_listed() -> None:
    bound = Claim("f", remark="a bound", holds=(f, ">=", "log(x)"))
    assert verify(bound, about("sqrt(x)"), NAMES).points == ("x = 0: log(x) has no value",)
    rise = Claim("f", remark="a bound", holds=(slope, ">", 0))
    found = verify(rise, about("x**(3/2)"), NAMES)
    assert found.points == ("x = 0: f' is one-sided, and left out",)


@pytest.mark.parametrize(
    ("name", "statement", "word"),
    [
        ("elu", (f, ">=", "-alpha"), "proved"),
        ("elu", (f, ">", "-alpha/2"), "refuted"),
        ("elu", (f, ">=", "alpha - 2"), "refuted"),
        ("softplus", (f, ">", "log(2)/(2*beta)"), "refuted"),
        ("swish", (f, ">=", "-1/4*beta"), "refuted"),
        ("squareplus", (f, "<", "max(x, 0) + sqrt(b)/2"), "refuted"),
        ("hard_tanh", (f, ">=", "min"), "proved"),
        ("hard_tanh", (f, "<=", "max"), "proved"),
        ("hard_tanh", (f, "<", "max"), "refuted"),
    ],
)
def test_bounds_in_parameters_are_refuted_for_one_choice(
    name: str, statement: tuple, word: str
) -> None:
    verdict = verify(Claim(name, remark="a bound", holds=statement), CATALOGUE[name], NAMES)
    assert verdict.verdict == word
    if word == "refuted":
        assert verdict.witness is not None
        assert CATALOGUE[name].parameters[0].name + " = " in verdict.witness.point


@pytest.mark.parametrize(
    ("name", "statement", "word"),
    [
        ("softplus", (LimitAt("beta*f", Integer(0)), "=", log(2)), "proved"),
        ("softplus", (LimitAt("beta*f", Integer(0)), "=", Rational(7, 10)), "refuted"),
        ("hard_tanh", ("(f - min)*(max - f)", ">=", 1), "refuted"),
    ],
    ids=str,
)
def test_domains_that_hang_on_a_parameter_leave_a_statement_to_be_judged(
    name: str, statement: tuple, word: str
) -> None:
    verdict = verify(Claim(name, remark="a remark", holds=statement), CATALOGUE[name], NAMES)
    assert verdict.verdict == word, verdict.method


POSITIVE = Parameter("a", Symbol("a", positive=True), Integer(2))
SIGNED = Parameter("a", Symbol("a", real=True), Integer(2))
ZERO = Parameter("a", Symbol("a", real=True), Integer(0))
MANY = [
    # roots, arctangents and logarithms against their bounds, for every a > 0
    ("sqrt(x**2 + a**2) - a", POSITIVE, (f, ">", "abs(x) - a"), "proved"),
    ("sqrt(x**2 + a**2) - a", POSITIVE, (f, ">", "abs(x) - a + a/10**20"), "refuted"),
    ("sqrt(x**2 + a**2) - a", POSITIVE, ("2*a*f", "<=", "x**2"), "proved"),
    ("sqrt(x**2 + a**2) - a", POSITIVE, ("2*a*f", "<", "x**2"), "refuted"),
    ("sqrt(x**2 + a**2) - a", POSITIVE, ("2*a*f", "<=", "x**2 - x**4/10**9"), "refuted"),
    ("atan(a*x)/a", POSITIVE, ("a*f", "<", "pi/2"), "proved"),
    ("atan(a*x)/a", POSITIVE, ("abs(f)", "<", "pi/(2*a)"), "proved"),
    ("atan(a*x)/a", POSITIVE, ("a*f", "<", "pi/2 - 1/10**5"), "refuted"),
    ("log(1 + exp(a*x))/a", POSITIVE, ("a*f", "<=", "max(a*x, 0) + log(2)"), "proved"),
    ("log(1 + exp(a*x))/a", POSITIVE, ("a*f", "<", "max(a*x, 0) + log(2)"), "refuted"),
    # every size of a
    ("where(x > 0, x, a*x)", SIGNED, (f, "<=", "max(x, a*x)"), "proved"),
    ("where(x > 0, x, a*x)", SIGNED, (f, ">=", "min(x, a*x)"), "proved"),
    ("where(x > 0, x, a*x)", SIGNED, (f, ">=", "max(x, a*x)"), "refuted"),
    ("where(x > 0, x, a*(exp(x) - 1))", POSITIVE, (slope, "<=", "max(1, a)"), "convention"),
    ("where(x > 0, x, a*(exp(x) - 1))", POSITIVE, (slope, "<=", "max(1, a/2)"), "refuted"),
    # a bound that has a value for every a > 0; the same between two ends that hang on a
    ("x/(a + abs(x))", POSITIVE, (slope, "<=", "1/a"), "proved"),
    ("x/(a + abs(x))", POSITIVE, (slope, "<", "1/a"), "refuted"),
    ("where(abs(x) < a, x**2/2, a*(abs(x) - a/2))", POSITIVE, (f, "<=", "a*abs(x)"), "proved"),
    ("where(abs(x) < a, x**2/2, a*(abs(x) - a/2))", POSITIVE, (f, "<", "a*abs(x)"), "refuted"),
    # limits for every a
    ("a*log(1 + exp(2*x))/2", POSITIVE, (LimitAt(slope, oo), "=", "a"), "proved"),
    ("a*log(1 + exp(2*x))/2", POSITIVE, (LimitAt(slope, oo), "=", "a**2"), "refuted"),
    ("(1 - a)/(1 + exp(-x)) + a", SIGNED, (LimitAt(f, -oo), "=", "a"), "proved"),
    ("(1 - a)/(1 + exp(-x)) + a", SIGNED, (LimitAt(f, oo), "=", "1"), "proved"),
    ("x/(a + abs(x))", POSITIVE, (LimitAt(f, oo), "=", "1"), "proved"),
    # which are others for some a
    ("x/(1 + a*x**2)", SIGNED, (LimitAt("f + a", oo), "=", "a"), "refuted"),
    ("exp(-1 - a**2*x)", SIGNED, (LimitAt("f + a", oo), "=", "a"), "refuted"),
    ("x/(1 + (a - 1)**2*x**2)", POSITIVE, (LimitAt("f + a", oo), "=", "a"), "refuted"),
    ("1 - 1/(1 + (a - 1)**2*x**2)", POSITIVE, (LimitAt("f + a", oo), "=", "1 + a"), "refuted"),
    # a bound that fails for small a alone, one without a value at the default, limits not found
    ("log(a + exp(x)) - log(a)", POSITIVE, (slope, "<=", "2*a"), "refuted"),
    ("x*min(max(x + a, 0), 2*a)/(2*a)", POSITIVE, (-slope, "<=", "a"), "refuted"),
    ("1/(1 + exp(a - x))", ZERO, (f, ">=", "1/a"), "refuted"),
    ("abs(x)**a", POSITIVE, (slope, ">", "1/a"), "refuted"),
    ("sin(a*x)/a", SIGNED, (LimitAt(slope, oo), "=", "max(1, a)"), "undecided"),
]


@pytest.mark.parametrize(("of", "parameter", "statement", "word"), MANY, ids=str)
def test_bounds_for_every_value_of_a_parameter(
    of: str, parameter: Parameter, statement: tuple, word: str
) -> None:
    expr = parse(of, x=x, names={**NAMES, "a": parameter.symbol})
    made = Activation("f", expr, x, None, (parameter,), "", "")
    verdict = verify(Claim("f", remark="a bound", holds=statement), made, NAMES)
    assert verdict.verdict == word, verdict.method
    assert (verdict.witness is not None) == (word == "refuted")


@pytest.mark.parametrize("size", ["beta < 1/1000", "beta > 10**9"])
def test_a_claim_that_fails_for_rare_values_of_a_parameter_only_is_refuted(size: str) -> None:
    true = "beta*f + (1 - beta*f)/(1 + exp(-beta*x))"
    verdict = check_text(f"where({size}, 0, {true})", CATALOGUE["swish"], NAMES)
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None
    assert "beta = " in verdict.witness.point
    assert verdict.condition is not None


def test_what_is_noted_of_corners_is_in_the_parameters_themselves() -> None:
    of = "where(x > 0, x, a*x/(1 - x))"
    made = Activation(
        "f", parse(of, x=x, names={"a": POSITIVE.symbol}), x, None, (POSITIVE,), "", ""
    )
    bound = Claim("f", remark="a bound", holds=(slope, "<=", "max(1, a)"))
    verdict = verify(bound, made, NAMES)
    assert verdict.verdict == "convention"
    assert verdict.points == ("x = 0: f' does not exist, where(a <= 1, a, 1) in symact",)
