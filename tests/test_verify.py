"""Identities over the catalogue, true and subtly false; laws of the engine that decides them."""

from __future__ import annotations

import re
import time
from collections import Counter
from fractions import Fraction

import flint
import pytest
from data.document_false import FALSE
from data.document_true import TRUE
from flint import arb
from sympy import (
    CRootOf,
    Integer,
    KroneckerDelta,
    Piecewise,
    Sum,
    acosh,
    atan,
    cosh,
    exp,
    log,
    real_roots,
    sin,
)

from symact.activation import (
    Activation,
    FirstMaximum,
    Index,
    Maximum,
    Parameter,
    Positive,
    Real,
    Vector,
    activation,
)
from symact.catalogue import CATALOGUE
from symact.claim import Claim, F
from symact.enclose import enclose
from symact.errors import InputError, UnsupportedError
from symact.expression import calls, parse, to_text
from symact.normalise import is_zero, normal_form
from symact.verdict import Verdict
from symact.verify import check_text, verify
from symact.verify.components import Components, evaluate
from symact.verify.witness import loses_value

k, j_, X = Index("k"), Index("j"), Vector("x")
NAMES = {**calls(CATALOGUE), "total": Sum(exp(X[k]), k), "largest": Maximum(X[k], k)}
TEN = {
    "perceptron",
    "sigmoid",
    "tanh",
    "arctan",
    "relu",
    "leaky_relu",
    "selu",
    "maxout",
    "identity",
}
TEN |= {"softmax"}
x, a = Real("x"), Real("a")
ONE, MINUS_ONE = Integer(1), Integer(-1)


def decide(name: str, kind: str, text: str) -> Verdict:
    return check_text(text, CATALOGUE[name], NAMES, function=kind == "function")


def formula(text: str) -> Activation:
    return Activation("f", parse(text, x=x, names=NAMES), x, None, (), "", "")


@activation()
def exponential_unit(x: Real, alpha: Positive = ONE):
    """Identity above 0, saturating below."""
    return Piecewise((x, x > 0), (alpha * (exp(x) - 1), True))


@activation(requires=lambda lo, hi: lo < hi)
def clipped(x: Real, lo: Real = MINUS_ONE, hi: Real = ONE):
    """The identity between two bounds."""
    return Piecewise((lo, x < lo), (hi, x > hi), (x, True))


@pytest.mark.parametrize(("name", "kind", "text"), TRUE)
def test_a_true_identity_is_proved(name: str, kind: str, text: str) -> None:
    verdict = decide(name, kind, text)
    assert verdict.verdict == ("convention" if has_corner(name, kind) else "proved")


def has_corner(name: str, kind: str) -> bool:
    return kind == "derivative" and name in {"perceptron", "relu", "leaky_relu", "selu"}


@pytest.mark.parametrize(("name", "kind", "text"), [row[:3] for row in FALSE])
def test_a_false_identity_is_refuted_by_separate_enclosures(
    name: str, kind: str, text: str
) -> None:
    verdict = decide(name, kind, text)
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None
    with flint.ctx.workprec(4000):
        assert not arb(verdict.witness.printed).overlaps(arb(verdict.witness.true))


@pytest.mark.parametrize("table", [TRUE, FALSE], ids=["true", "false"])
def test_the_tables_are_broad(table: list[tuple[str, ...]]) -> None:
    assert len(table) >= 40
    assert {row[0] for row in table} == TEN
    assert max(Counter(table).values()) == 1


def test_no_identity_is_in_both_tables() -> None:
    assert not {row[:3] for row in FALSE} & set(TRUE)


@pytest.mark.parametrize("name", sorted(n for n, a in CATALOGUE.items() if not a.axiswise))
def test_an_activation_printed_is_the_activation(name: str) -> None:
    about = CATALOGUE[name]
    assert check_text(to_text(about.expr), about, function=True).verdict == "proved"


CONDITIONS = [
    ("where(x > 0, 1, f + alpha**2)", "alpha = 1", True),
    ("where(x > 0, alpha, f + alpha)", "alpha = 1", True),
    ("where(x > 0, 1, (f + alpha)*(alpha**2 - 5*alpha + 7))", "alpha = 2 or alpha = 3", True),
    ("where(x > 0, 1, exp(-x)) + alpha - 1", None, None),
    ("where(x > 0, 1, exp(-x))", "x >= 0", True),
    ("where(x > 0, 2, f + alpha)", "x < 0", True),
    ("where(x > 0, 1, f)", "x > 0", True),
    ("f + 2*alpha", None, None),
]


@pytest.mark.parametrize(("text", "condition", "necessary"), CONDITIONS)
def test_a_condition_is_found_and_proved(
    text: str, condition: str | None, necessary: object
) -> None:
    verdict = check_text(text, exponential_unit)
    assert verdict.verdict == "refuted"
    assert (verdict.condition, verdict.necessary) == (condition, necessary)


def test_a_condition_with_a_parameter_is_sufficient() -> None:
    assert check_text("where(x > 0, 1, f + 1)", exponential_unit).verdict == "proved"
    at_default = check_text("where(x > 0, 1, f + 1)", exponential_unit)
    assert "alpha = 1" in at_default.method


def logistic() -> Activation:
    """A sigmoid with a rate and a middle."""
    beta, t = Positive("beta"), Real("t")
    rate, middle = Parameter("beta", beta, Integer(1)), Parameter("t", t, Integer(0))
    return Activation("g", 1 / (1 + exp(beta * (t - x))), x, None, (rate, middle), "", "")


def test_a_parameter_named_in_the_argument_of_f_is_not_fixed() -> None:
    """f(2*t - x) is 1 - f(x) for every t; f(t - x) is so only for t = 0."""
    right, wrong = (check_text(f"beta*f*f({u})", logistic()) for u in ("2*t - x", "t - x"))
    assert (right.verdict, wrong.verdict) == ("proved", "refuted")
    assert "with t = 0" not in right.method + wrong.method
    assert wrong.correction == "beta*f*(1 - f)"


def test_a_value_of_a_parameter_without_a_function_is_passed_over() -> None:
    """For a = 0 sin(a*x)/a has no value, and a claim about it nothing to be measured by."""
    a = Real("a")
    wave = Activation("g", sin(a * x) / a, x, None, (Parameter("a", a, Integer(1)),), "", "")
    verdict = check_text("cos(abs(a*x))", wave)
    assert verdict.verdict == "proved"
    assert verdict.points == ("a = 0: one side is not defined",)
    assert check_text("cos(abs(2*a*x))", wave).verdict == "refuted"


def test_a_pole_inside_a_function_is_found_before_its_value_is_asked_for() -> None:
    inside = log(cosh(x / a) ** 2)
    assert loses_value(inside, {a: Integer(0)})
    assert not loses_value(inside, {a: ONE})
    assert loses_value(log(a), {a: Integer(0)})


def test_a_pole_inside_a_case_is_no_number_to_compare() -> None:
    """max(x, 1/lo) has no value for lo = 0."""
    verdict = check_text("where(x == min(max(1/lo, x), hi), 1, 0)", clipped)
    assert verdict.verdict == "refuted"


WITH_RELATION = {
    "where(x < lo, 0, where(x > hi, 0, 1))": "convention",
    "where(abs(x) < 1, 1, 0)": "convention",
    "where(x < lo, 0, 1)": "refuted",
    "where(abs(x) < 2, 1, 0)": "refuted",
    "where(x > hi, 0, 1)": "refuted",
}


@pytest.mark.parametrize("text", WITH_RELATION)
def test_relations_between_parameters_are_used(text: str) -> None:
    assert check_text(text, clipped).verdict == WITH_RELATION[text]


JUDGED = [
    ("x/(1 + abs(x))", "1 - f**2", "refuted"),
    ("x/(1 + abs(x))", "(1 - abs(f))**2", "proved"),
    ("x*Phi(x)", "Phi(x) + x*phi(x)", "proved"),
    ("x*Phi(x)", "Phi(x) - x*phi(x)", "refuted"),
    ("x*tanh(softplus(x))", "f/x + x*sigmoid(x)*(1 - (f/x)**2)", "proved"),
    ("softplus(x)", "1 - exp(-f)", "proved"),
    ("softplus(x)", "sigmoid(x) + 1e-200", "refuted"),
    ("(x + sqrt(x**2 + 4))/2", "f**2/(f**2 + 1)", "proved"),
    ("x*abs(x)", "2*abs(x)", "proved"),
    ("x*abs(x)", "where(x > 0, 2*x, where(x < 0, -2*x, 1))", "refuted"),
    ("abs(x)", "x/abs(x)", "convention"),
    ("abs(x)", "1", "refuted"),
    ("sqrt(x)", "1/(2*f)", "proved"),
    ("log(x)", "1/x", "proved"),
    ("(x**2 - 1)/(x - 1)", "f/(x + 1)", "proved"),
    ("where(exp(x) > 2, x, 0)", "where(x > log(2), 1, 0)", "convention"),
    ("max(x, x**2)", "where(0 < x < 1, 1, 2*x)", "convention"),
    ("atan(x) + atan(1/x)", "0", "proved"),
    ("max(x**5 - x - 1, 0)", "where(x**5 - x - 1 > 0, 5*x**4 - 1, 0)", "convention"),
    ("max(x**5 - x - 1, 0)", "where(x**5 - x - 1 > 1/1000, 5*x**4 - 1, 0)", "refuted"),
    ("abs(abs(x**2 - 2) - 1)", "2*x*sign(x**2 - 2)*sign(abs(x**2 - 2) - 1)", "convention"),
    ("max(abs(x**3 - x), abs(max(x**2 - 2, 1 - x**4)))", "f", "refuted"),
    ("max(x, tanh(x))", "where(x > 0, 1, 1 - f**2)", "proved"),
    ("max(x, tanh(x))", "where(x > 0, 1, 1 - f**3)", "refuted"),
    ("log(x)", "1/abs(x)", "proved"),  # 1/|x| has values where the logarithm has none
    ("log(x)", "where(x > 0, 1/x, 5)", "proved"),
    ("log(x)", "where(x > 1, 1/x, 5)", "refuted"),
    ("log(x**2 - 1)", "where(abs(x) < 1, 0, 2*x/(x**2 - 1))", "proved"),
]


@pytest.mark.parametrize(("of", "text", "word"), JUDGED)
def test_any_formula_can_be_asked_about(of: str, text: str, word: str) -> None:
    assert check_text(text, formula(of), NAMES).verdict == word


WHERE = [
    ("min(abs(x), 3)", "where(x <= 3, 0, where(x < 3, 1, 0))", "x <= -3 or x >= 3"),
    ("min(x, 3)", "where(x <= 2, 1, where(x == 4, 0, 7))", "x <= 2 or x = 4"),
    (
        "where(x > 2, 2*x, where(x < -2, 3*x, 0))",
        "where(x > 0, 2, 3) - 2*max(0, min(1, 9 - x))",
        "0 < x <= 2 or x >= 9",
    ),
    ("tanh(x)", "where(x == -1, 1 - f**2, where(x > 0, 1 - f**2, 7))", "x = -1 or x > 0"),
    ("tanh(x)", "where(x < 1, 1 - f**2, where(x < 2, (1 - f)*(1 + f), 7))", "x < 2"),
]


@pytest.mark.parametrize(("of", "text", "condition"), WHERE)
def test_where_a_claim_holds_is_told_in_few_words(of: str, text: str, condition: str) -> None:
    """Neighbouring pieces are one where the claim holds between them too; single points count."""
    assert check_text(text, formula(of)).condition == condition


GAPS = [
    ("log((x - 3)**2 - 1e-6) - log(((x - 3)**2 - 1e-6)**2)/2", "x < 2999/1000 or x > 3001/1000"),
    ("log((x - 30000)**2 - 1) - log(((x - 30000)**2 - 1)**2)/2", "x < 29999 or x > 30001"),
    ("log(1000 - x) + log(1000 + x) - log(10**6 - x**2)", "-1000 < x < 1000"),
]


@pytest.mark.parametrize(("nothing", "condition"), GAPS)
def test_a_formula_has_a_value_wherever_the_function_has(nothing: str, condition: str) -> None:
    """Also far from the points that are tried: a formula that is 0 or has no value is added."""
    verdict = check_text(f"1 - f**2 + {nothing}", CATALOGUE["tanh"])
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None
    assert verdict.witness.printed == "no real value"
    assert verdict.condition == condition


@pytest.mark.parametrize(
    ("of", "text"),
    [
        ("x", "sqrt(x**3)/(x*sqrt(x))"),
        ("sqrt(softplus(1 - x))", "-exp(1 - x)/(2*sqrt(log(1 - exp(1 - x)))*(1 + exp(1 - x)))"),
        ("tanh(x)", "acosh(1/(2 + x**2))"),
        ("log(cosh(x))", "sign(x)*sqrt(1/cosh(x)**2 - 1)"),
    ],
)
def test_a_formula_without_a_value_is_no_derivative(of: str, text: str) -> None:
    words = {**NAMES, "acosh": acosh}
    verdict = check_text(text, formula(of), words)
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None
    assert verdict.witness.printed == "no real value"
    assert verdict.condition is None


def test_a_number_that_is_not_real_at_the_default_is_no_value() -> None:
    b = Positive("b")
    power = Activation("g", b**x, x, None, (Parameter("b", b, Integer(2)),), "", "")
    verdict = check_text("f*log(-b)", power)
    assert (verdict.verdict, verdict.condition) == ("refuted", None)
    assert verdict.witness is not None
    assert verdict.witness.printed == "no real value"


def test_a_missing_point_is_listed() -> None:
    verdict = check_text("1 - f**2 + log(x**4) - 2*log(x**2)", CATALOGUE["tanh"])
    assert verdict.verdict == "proved"
    assert verdict.points == ("x = 0: one side is not defined",)


UNDECIDED = [
    ("max(sin(x), 0)", "where(sin(x) > 0, cos(x), 0)"),  # infinitely many corners
]


@pytest.mark.parametrize(("of", "text"), UNDECIDED)
def test_what_is_out_of_reach_is_left_undecided(of: str, text: str) -> None:
    verdict = check_text(text, formula(of))
    assert verdict.verdict == "undecided"
    assert verdict.method
    assert verdict.witness is None


SHOWN = [
    ("x/(1 + abs(x))", "1 - f**2", "(1 - abs(f))**2"),
    ("sigmoid(x)", "f", "f*(1 - f)"),
]


@pytest.mark.parametrize(("of", "text", "right"), SHOWN)
def test_the_right_formula_reads_well(of: str, text: str, right: str) -> None:
    verdict = check_text(text, formula(of), NAMES)
    assert verdict.correction == right
    assert check_text(right, formula(of), NAMES).verdict == "proved"


@pytest.mark.parametrize("name", sorted(n for n, a in CATALOGUE.items() if not a.axiswise))
@pytest.mark.parametrize("wrong", ["2*f + 7", "2*x + 7"])
def test_what_is_given_instead_is_right(name: str, wrong: str) -> None:
    """Also for outputs that a whole interval has, as relu has 0."""
    right = check_text(wrong, CATALOGUE[name], NAMES).correction
    assert right is not None
    assert check_text(right, CATALOGUE[name], NAMES).verdict in ("proved", "convention")


def test_a_root_without_closed_form_is_enclosed_and_satisfies_its_equation() -> None:
    found = real_roots(x**5 - 5 * x + 1) + real_roots((x**7 - 3 * x + 1) * (x**2 - 2))
    assert sum(isinstance(r, CRootOf) for r in found) == 6
    for root in found:
        near = enclose(root, {}, 200)
        assert abs(float(near.mid()) - float(root.evalf(20))) < 1e-14
        if isinstance(root, CRootOf):
            assert is_zero(root.poly.as_expr().subs(root.poly.gen, root))
            assert not is_zero(root - 1)


def test_what_would_grow_too_large_is_refused_by_name() -> None:
    many = 1 + x + exp(x) + exp(x**2) + log(2 + x**2) + exp(x**3) + exp(-(x**2) / 3)
    with pytest.raises(UnsupportedError, match="too large"):
        normal_form(many**60)


def test_what_is_too_large_is_answered_quickly() -> None:
    base = "(1 + x + exp(x) + exp(x/7) + atan(x) + sqrt(1 + x**2) + log(2 + x**2))"
    start = time.perf_counter()
    verdict = check_text(
        f"{base}**60*cosh(x)/cosh(-x)*sigmoid(x)*(1 + exp(-x))",
        formula(f"{base}**60"),
        function=True,
    )
    assert verdict.verdict in ("proved", "undecided")
    assert time.perf_counter() - start < 10


def test_a_root_of_exponentials_whose_rates_are_far_apart_is_not_factored() -> None:
    """SymPy wrote 1 + exp(x + 1 + 1e-30) as a polynomial of degree 10**30."""
    start = time.process_time()
    near = check_text(
        "x*sqrt(1 + exp(x + 1 + 1e-30))", formula("x*sqrt(1 + exp(x + 1))"), function=True
    )
    tanh = "sqrt(1 - tanh(499999999*x/1000000000 + 2)**2)"
    assert near.verdict == "refuted"
    assert check_text(tanh, formula("sech(x/2 + 2)"), function=True).verdict == "refuted"
    assert time.process_time() - start < 5


def test_gaps_are_listed() -> None:
    verdict = check_text("f/(x + 1)", formula("(x**2 - 1)/(x - 1)"))
    assert [re.match(r"x = -?1", p) is not None for p in verdict.points] == [True, True]


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("(x*sin(x) + x*sin(x)*exp(x))/(sin(x)*(1 + exp(x)))", "sin(x)"),
        ("(x + x*cos(x))/(1 + cos(x))", "1 + cos(x)"),
        ("x*tan(x)*cos(x)/sin(x)", "cos(x)"),
    ],
)
def test_gaps_that_repeat_are_told(text: str, open_: str) -> None:
    verdict = check_text(text, formula("x"), function=True)
    assert verdict.verdict == "proved"
    assert any(p.startswith(f"where {open_} = 0") for p in verdict.points)


def test_a_denominator_without_a_zero_is_no_gap() -> None:
    for text in ("(2*x + x*sin(x))/(2 + sin(x))", "(x + x**3 + 2*x**2*cos(x))/(1+2*x*cos(x)+x**2)"):
        verdict = check_text(text, formula("x"), function=True)
        assert (verdict.verdict, verdict.points) == ("proved", ())


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("exp(tanh(x) - 1)*exp(1)", "exp(tanh(x))"),
        ("exp(2*sigmoid(x))", "exp(1 + tanh(x/2))"),
        ("exp(x - 1 + 1/(1 + x))", "exp(x**2/(1 + x))"),
    ],
)
def test_a_quotient_in_an_exponent_and_a_constant_beside_it_are_one(
    text: str, function: str
) -> None:
    assert check_text(text, formula(function), function=True).verdict == "proved"


def test_a_quadratic_without_zeros_is_free_of_poles_for_every_parameter() -> None:
    for symbol in (Real("a"), Positive("a")):
        about = Activation("f", atan(symbol * x), x, None, (Parameter("a", symbol, ONE),), "", "")
        sum_of_two = "atan(a*x + 1) - atan(1/(1 + a*x + a**2*x**2))"
        assert check_text(sum_of_two, about, function=True).verdict == "proved"
        assert check_text(f"1 + {sum_of_two}", about, function=True).verdict == "refuted"


def test_a_root_that_is_near_zero_far_out_has_values() -> None:
    root = check_text("sqrt(1 - tanh(x**2)**2)", formula("1/cosh(x**2)"), function=True)
    assert root.verdict == "proved"
    ends = check_text(
        "sqrt((1 - tanh(x**2)**2)*(30 - x))/sqrt(30 - x)", formula("1/cosh(x**2)"), function=True
    )
    assert ends.verdict == "refuted"


def test_text_that_is_no_formula_is_refused() -> None:
    with pytest.raises(InputError, match="did you mean 'sigmoid'"):
        check_text("sigmod(x)", CATALOGUE["sigmoid"])
    with pytest.raises(InputError, match="unknown name"):
        check_text("f_i*(delta - f_j)", CATALOGUE["softmax"])


def test_claims_may_be_text() -> None:
    claim = Claim("sigmoid", derivative="f*(1 - f)")
    assert verify(claim, CATALOGUE["sigmoid"]).verdict == "proved"


def test_a_sum_contracts_a_delta() -> None:
    i, j = Index("i"), Index("j")
    y = Real("y")
    body = Sum(X[k] * KroneckerDelta(k, j) + KroneckerDelta(i, k), k)
    assert Components(X).lower(body, {i: x, j: y}) == y + 1
    assert evaluate(body, (Fraction(3), Fraction(5)), {i: 0, j: 1}) == 6


def test_a_bound_index_is_not_the_free_one_of_that_name() -> None:
    j = Index("j")
    body = X[j] * Sum(X[j], j)
    assert evaluate(body, (Fraction(3), Fraction(5)), {j: 1}) == 40
    lowered = Components(X).lower(body, {j: x})
    assert lowered.coeff(x) == Components(X).lower(Sum(X[k], k), {})


def test_ties_of_a_maximum_are_a_choice() -> None:
    j = Index("j")
    first = Claim("maxout", derivative=FirstMaximum(X[k], k, j))
    assert verify(first, CATALOGUE["maxout"]).verdict == "convention"
    every = check_text("1", CATALOGUE["maxout"])
    assert every.verdict == "refuted"
    assert every.witness is not None
    assert every.witness.point == "x = (0, 1), j = 1"


def test_a_derivative_of_a_vector_has_two_indices_at_most() -> None:
    with pytest.raises(InputError, match="not j, k"):
        verify(Claim("softmax", derivative=X[j_] * X[k]), CATALOGUE["softmax"])


@activation()
def log_share(x: Vector, i: Index):
    """The logarithm of a component's share."""
    return x[i] - log(Sum(exp(x[j_]), j_))


@activation()
def log_total(x: Vector):
    """The logarithm of the sum of exponentials."""
    return log(Sum(exp(x[j_]), j_))


i_ = Index("i")
TOP = Maximum(X[k], k)
SUM = Sum(exp(X[k]), k)
VECTORS = [
    (log_share, "function", log(exp(X[i_]) / SUM), "proved"),
    (log_share, "function", X[i_] - TOP - log(Sum(exp(X[k] - TOP), k)), "proved"),
    (log_share, "function", X[i_] + log(SUM), "refuted"),
    (log_share, "derivative", KroneckerDelta(i_, j_) - exp(F[j_]), "proved"),
    (log_share, "derivative", KroneckerDelta(i_, j_) - exp(F[i_]), "refuted"),
    (log_total, "derivative", exp(X[j_]) / SUM, "proved"),
    (log_total, "derivative", "exp(x_j - f)", "proved"),
    (log_total, "derivative", "exp(f - x_j)", "refuted"),
    (CATALOGUE["softmax"], "function", exp(X[i_] - TOP) / Sum(exp(X[k] - TOP), k), "proved"),
    (CATALOGUE["softmax"], "function", 1 / Sum(exp(X[k] - X[i_]), k), "proved"),
    (CATALOGUE["softmax"], "function", 1 / Sum(exp(X[i_] - X[k]), k), "refuted"),
]


@pytest.mark.parametrize(("about", "kind", "form", "word"), VECTORS)
def test_vectors_of_every_length_at_once(about, kind: str, form: object, word: str) -> None:
    assert verify(Claim(about.name, **{kind: form}), about).verdict == word


ENTRIES = [
    ("f_i*(delta_ij - f_i)", "i = j", False),
    ("f_i*(1 - f_j)", "i = j", True),
    ("-f_i*f_j", "i != j", True),
    ("f_i*(delta_ij + f_j)", None, None),
]


@pytest.mark.parametrize(("text", "condition", "necessary"), ENTRIES)
def test_a_condition_on_positions_is_found(text: str, condition: str, necessary: object) -> None:
    verdict = check_text(text, CATALOGUE["softmax"])
    assert verdict.verdict == "refuted"
    assert (verdict.condition, verdict.necessary) == (condition, necessary)
    assert verdict.correction == "f_i*(delta_ij - f_j)"


def test_a_value_of_a_parameter_without_a_corner_leaves_no_choice() -> None:
    """With alpha = 1 the slope at 0 exists: what is said there is right or wrong."""
    found = check_text("where(x > 0, 1, where(x < 0, alpha*exp(x), 7))", exponential_unit)
    assert (found.verdict, found.condition) == ("refuted", "alpha != 1")
    assert found.witness is not None
    assert found.witness.point == "x = 0, alpha = 1"
    for right in ("where(x > 0, 1, alpha*exp(x))", "where(x < 0, alpha*exp(x), 1)"):
        assert check_text(right, exponential_unit).verdict == "convention"
    zero = check_text("where(x > 0, 1, where(x < 0, slope, 0))", CATALOGUE["leaky_relu"])
    assert zero.verdict == "convention"
    assert zero.points[1] == "x = 0, slope = 1: the derivative exists, 1.00000000000000; 0 here"


def test_a_jump_inside_a_function_vanishes_for_a_value_of_the_parameter() -> None:
    """sin(where(x > 1, x + a, x - 1)) jumps at 1 unless a = -1, and for further a by its period."""
    a = Real("a")
    names = {"a": a}
    for outer, slope, there in (("sin", "cos", "1.00000000000000"), ("cos", "-sin", "0")):
        inner = "(where(x > 1, x + a, x - 1))"
        about = Activation(
            "f", parse(outer + inner, x=x, names=names), x, None, (Parameter("a", a, ONE),), "", ""
        )
        found = check_text(f"where(x == 1, 7, {slope}{inner})", about)
        assert found.verdict == "convention"
        assert "x = 1: values of a without this jump are not all found" in found.points
        assert any(
            p.startswith(f"x = 1, a = -1: the derivative exists, {there}") for p in found.points
        )
