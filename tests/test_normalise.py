"""The zero test: what it proves is true, and it proves what it should."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    E,
    Expr,
    Rational,
    Symbol,
    acosh,
    asinh,
    atan,
    atanh,
    cosh,
    diff,
    erf,
    erfc,
    exp,
    log,
    oo,
    pi,
    sin,
    sinh,
    sqrt,
    tanh,
)
from sympy import cos as cosine

from symact.enclose import enclose
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero, normal_form

x = Symbol("x", real=True)
beta = Symbol("beta", positive=True)
POINTS = [Fraction(k, 7) for k in (-40, -9, -3, -1, 1, 2, 5, 11, 38)]


def sigma(u: Expr) -> Expr:
    return 1 / (1 + exp(-u))


def softplus(u: Expr) -> Expr:
    return log(1 + exp(u))


def normal_cdf(u: Expr) -> Expr:
    return (1 + erf(u / sqrt(2))) / 2


TRUE: list[tuple[str, Expr]] = [
    ("logistic derivative", diff(sigma(x), x) - sigma(x) * (1 - sigma(x))),
    ("logistic reflection", sigma(x) + sigma(-x) - 1),
    ("logistic as tanh", sigma(x) - (1 + tanh(x / 2)) / 2),
    ("tanh as exponentials", tanh(x) - (exp(x) - exp(-x)) / (exp(x) + exp(-x))),
    ("tanh doubled", tanh(2 * x) - 2 * tanh(x) / (1 + tanh(x) ** 2)),
    ("cosh squared", cosh(x) ** 2 - sinh(x) ** 2 - 1),
    ("softplus reflection", softplus(x) - softplus(-x) - x),
    ("softplus with a rate", diff(softplus(beta * x) / beta, x) - sigma(beta * x)),
    ("two rates", exp(-x) * exp(beta * x) - exp((beta - 1) * x)),
    ("rational rates", exp(x / 3) * exp(x / 2) - exp(5 * x / 6)),
    ("tanh of softplus", tanh(softplus(x)) - 1 + 2 / ((1 + exp(x)) ** 2 + 1)),
    ("normal density", diff(normal_cdf(x), x) - exp(-(x**2) / 2) / sqrt(2 * pi)),
    ("erf and erfc", erf(x) + erfc(x) - 1),
    ("erf is odd", normal_cdf(x) + normal_cdf(-x) - 1),
    (
        "two writings of one formula",
        x * (1 + tanh(sqrt(2 / pi) * (x + x**3 / 20))) / 2
        - x * sigma(2 * sqrt(2 / pi) * (x + x**3 / 20)),
    ),
    ("nested", tanh(x * normal_cdf(x)) - 1 + 2 / (exp(x * (1 + erf(x / sqrt(2)))) + 1)),
    ("conjugate roots", (x + sqrt(x**2 + 4)) / 2 - 2 / (sqrt(x**2 + 4) - x)),
    ("root of a product", sqrt(6 * (1 + x**2)) - sqrt(2) * sqrt(3 + 3 * x**2)),
    ("cube roots", (1 + x**2) ** Rational(2, 3) * (1 + x**2) ** Rational(1, 3) - 1 - x**2),
    ("asinh", asinh(x) + log(sqrt(1 + x**2) - x)),
    ("atanh", atanh(tanh(x)) - x),
    ("log of a product", log(2 * (1 + exp(x)) ** 2 * 3) - log(6) - 2 * softplus(x)),
    ("log of cosh", log(cosh(x)) - x - log(1 + exp(-2 * x)) + log(2)),
    ("exp of a log", exp(3 * log(1 + exp(x)) / 2) - (1 + exp(x)) ** Rational(3, 2)),
    ("gudermannian", 2 * atan(tanh(x / 2)) - atan(sinh(x))),
    ("gudermannian again", 2 * atan(exp(x)) - pi / 2 - atan(sinh(x))),
    ("angles", sin(3 * x) - 3 * sin(x) + 4 * sin(x) ** 3),
    ("angles added", cosine(x + beta) - cosine(x) * cosine(beta) + sin(x) * sin(beta)),
    ("e is exp(1)", exp(x + 1) - E * exp(x)),
    ("constants", sqrt(8) * erf(1 / sqrt(2)) - 2 * sqrt(2) * (1 - erfc(1 / sqrt(2)))),
]


@pytest.mark.parametrize(("name", "expr"), TRUE, ids=[n for n, _ in TRUE])
def test_an_identity_is_proved(name: str, expr: Expr) -> None:
    assert is_zero(expr, x)


@pytest.mark.parametrize(("name", "expr"), TRUE, ids=[n for n, _ in TRUE])
def test_an_identity_changed_by_1e30_is_not(name: str, expr: Expr) -> None:
    """And ball arithmetic agrees at every point: the identity's own difference encloses 0."""
    tiny = Rational(1, 10**30)
    for changed in (expr + tiny, expr + tiny * x, expr + tiny * exp(-(x**2))):
        assert not is_zero(changed, x)
    for point in POINTS:
        assert enclose(expr, {x: point, beta: Fraction(5, 3)}, 200).contains(0)


HALF_LINES = [
    (atan(x) + atan(1 / x) - pi / 2, 0, oo),
    (atan(x) + atan(1 / x) + pi / 2, -oo, 0),
    (sqrt(x**2) - x, 0, oo),
    (sqrt(x**2) + x, -oo, 0),
    (acosh(cosh(x)) - x, 0, oo),
    (atan(2 * x / (1 - x**2)) - 2 * atan(x) + pi, 1, oo),
]


@pytest.mark.parametrize(("expr", "lo", "hi"), HALF_LINES)
def test_an_identity_of_a_half_line_holds_there_only(expr: Expr, lo: Expr, hi: Expr) -> None:
    def proved(low: Expr, high: Expr) -> bool:
        try:
            return is_zero(expr, x, low, high)
        except UnsupportedError:
            return False

    assert not proved(-oo, oo)
    assert proved(lo, hi)


def formulas() -> st.SearchStrategy[Expr]:
    leaves = st.sampled_from([x, x / 2, 2 * x, exp(x), exp(-x), tanh(x), sigma(x), softplus(x)])
    leaves |= st.integers(-3, 3).map(Rational)
    return st.recursive(
        leaves,
        lambda e: (
            st.tuples(e, e).map(lambda p: p[0] + p[1]) | st.tuples(e, e).map(lambda p: p[0] * p[1])
        ),
        max_leaves=5,
    )


@settings(max_examples=60, deadline=None)
@given(formulas(), formulas())
def test_a_proof_is_never_contradicted_by_an_enclosure(a: Expr, b: Expr) -> None:
    difference = a - b
    proved = is_zero(difference, x)
    values = [enclose(difference, {x: p}, 200) for p in POINTS]
    if proved:
        assert all(v.contains(0) for v in values)
    else:
        assert not all(v.contains(0) for v in values)


@settings(max_examples=40, deadline=None)
@given(formulas(), formulas())
def test_rearranging_a_formula_changes_nothing(a: Expr, b: Expr) -> None:
    assert is_zero((a + b) ** 2 - a.expand() ** 2 - 2 * a * b - b**2, x)


def test_the_stable_forms_of_a_function_hold_no_growing_exponential() -> None:
    for value in (DISTANCE, -DISTANCE):
        form = normal_form(x * tanh(softplus(x)), x, value).factored()
        rates = [e.args[0] for e in form.atoms(exp)]
        assert rates
        assert all(rate.subs(DISTANCE, 1) < 0 for rate in rates)


def test_what_is_not_handled_is_named() -> None:
    from sympy import besselj

    with pytest.raises(UnsupportedError, match="besselj"):
        is_zero(besselj(0, x), x)
