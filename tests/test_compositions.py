"""Formulas composed of cases, rates, error functions, arctangents and roots are judged rightly."""

from __future__ import annotations

import pytest
from data.compositions import FALSE, TRUE
from sympy import Interval, Rational, exp, log, oo, pi

from symact.activation import Activation, Real
from symact.catalogue import CATALOGUE
from symact.claim import Claim, Image, Largest, LimitAt, f, slope
from symact.expression import calls, parse
from symact.verify import check_text, verify

NAMES = calls(CATALOGUE)
x = Real("x")


def about(text: str) -> Activation:
    return Activation("f", parse(text, x=x, names=NAMES), x, None, (), "", "")


@pytest.mark.parametrize(("of", "kind", "text"), TRUE)
def test_a_true_statement_holds(of: str, kind: str, text: str) -> None:
    verdict = check_text(text, about(of), NAMES, function=kind == "function")
    assert verdict.verdict in (("proved",) if kind == "function" else ("proved", "convention"))


@pytest.mark.parametrize(("of", "kind", "text"), FALSE)
def test_a_false_statement_is_refuted(of: str, kind: str, text: str) -> None:
    verdict = check_text(text, about(of), NAMES, function=kind == "function")
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None


PROPERTIES = [
    ("x*atan(tanh(x))", (LimitAt(f, oo), "=", oo), "proved"),
    ("erf(tanh(x))", (LimitAt(f, oo), "<", 1), "proved"),
    ("erf(tanh(x))", (LimitAt(f, oo), "=", 1), "refuted"),
    ("atan(softplus(x))", (Image(f), "=", Interval.open(0, pi / 2)), "proved"),
    ("atan(softplus(x))", (Image(f), "=", Interval.Ropen(0, pi / 2)), "refuted"),
    ("tanh(x) + atan(x)", (slope, ">", 0), "proved"),
    ("tanh(x) + atan(x)", (Largest(slope), "=", 2), "proved"),
    ("x*exp(-exp(x))", (LimitAt(f, oo), "=", 0), "proved"),
    ("log(1 + x**2)/(1 + abs(x))", (LimitAt(f, -oo), "=", 0), "proved"),
    ("x*exp(-exp(x))", (slope, ">", 0), "refuted"),
    # at ends of domains and at poles
    ("sqrt(x)", (f, ">=", 0), "proved"),
    ("sqrt(x)", (f, ">", 0), "refuted"),
    ("sqrt(x)", (f**2 + x, ">=", 0), "proved"),
    ("sqrt(x)", (f, "<=", (1 + x) / 2), "proved"),
    ("sqrt(x)", (f, "<=", (1 + x) / 2 - Rational(1, 10**9)), "refuted"),
    ("sqrt(x)", (Image(f), "=", Interval(0, oo)), "proved"),
    ("sqrt(x)", (Image(f), "=", Interval.open(0, oo)), "refuted"),
    ("log(x**2)", (Image(f), "=", Interval(-oo, oo)), "proved"),
    ("log(x**2)", (Image(f), "=", Interval(0, oo)), "refuted"),
    ("sqrt(1 - x**2)", (Largest(f), "=", 1), "proved"),
    ("sqrt(1 - x**2)", (Largest(f), "=", 2), "refuted"),
    ("sqrt(1 - x**2)", (Image(f), "=", Interval(0, 1)), "proved"),
    ("sqrt(1 - x**2)", (Image(f), "=", Interval.Ropen(0, 1)), "refuted"),
    ("atan(sqrt(x))", (Image(f), "=", Interval.Ropen(0, pi / 2)), "proved"),
    ("atan(sqrt(x))", (Image(f), "=", Interval(0, pi / 2)), "refuted"),
    ("1/x", (Image(f), "=", Interval(-oo, oo)), "refuted"),
    ("1/x", (f, "<=", 1), "refuted"),
    ("1/x", (slope, "<", 0), "proved"),
    ("1/x", (LimitAt(f, 0), "=", oo), "refuted"),
    ("-1/x", (Largest(f), "=", 0), "refuted"),
    ("log(x)", (LimitAt(f, oo), "=", oo), "proved"),
    ("log(x)", (LimitAt(f, 0), "=", -oo), "proved"),
    ("log(x)", (f, "<=", x - 1), "proved"),
    ("log(x)", (f, "<", x - 1), "refuted"),
    ("log(x)", (slope, ">", 0), "proved"),
    ("log(x)/x", (Largest(f), "=", exp(-1)), "proved"),
    ("log(x)/x", (Image(f), "=", Interval.open(-oo, exp(-1))), "refuted"),
    ("x*log(x)", (f, ">=", -exp(-1)), "proved"),
    ("x*log(x)", (f, ">", -exp(-1)), "refuted"),
    ("x*log(x)", (LimitAt(f, 0), "=", 0), "proved"),
    ("x*log(x)", (LimitAt(f, 0), "<", 0), "refuted"),
    ("sqrt(x)", (f, ">=", log(x)), "proved"),
    ("x**(3/2)", (slope, ">", 0), "proved"),
    # beyond the domain nothing is said, and ends without closed form are not judged
    ("sqrt(x)", (LimitAt(f**2, -oo), "=", -oo), "undecided"),
    ("sqrt(3 - x)", (LimitAt(f, oo), "=", oo), "undecided"),
    ("log(3 - x)", (LimitAt(f, 4), "=", 0), "undecided"),
]


@pytest.mark.parametrize(("of", "statement", "word"), PROPERTIES)
def test_properties_are_decided(of: str, statement: tuple, word: str) -> None:
    verdict = verify(Claim("f", remark="a property", holds=statement), about(of))
    assert verdict.verdict == word
