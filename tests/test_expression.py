"""Formulas as text: what is read, what is refused and how, and that printing and reading agree."""

from __future__ import annotations

import time

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import E, Expr, Integer, Piecewise, Rational, Symbol, erfc, exp, log, pi, sqrt

from symact.catalogue import CATALOGUE
from symact.enclose import enclose
from symact.errors import InputError
from symact.expression import FUNCTIONS, calls, parse, to_text

X = Symbol("x", real=True)
HALF = Rational(1, 2)
ALPHA = Symbol("alpha", positive=True)

READ = {
    "x": X,
    " 3/2 ": Rational(3, 2),
    "1e-30": Rational(1, 10**30),
    ".5": Rational(1, 2),
    "0.044715": Rational(44715, 10**6),
    "-x**2": -(X**2),
    "2**-1": Rational(1, 2),
    "2**3**2": Integer(512),
    "x - 1 - 1": X - 2,
    "x / 2 / 2": X / 4,
    "pi*e": pi * E,
    "expm1(x)": exp(X) - 1,
    "log1p(x)": log(1 + X),
    "Phi(x)": erfc(-X / sqrt(2)) / 2,
    "phi(x)": exp(-(X**2) / 2) / sqrt(2 * pi),
    "sigmoid(x)": 1 / (1 + exp(-X)),
    "softplus(x)": log(1 + exp(X)),
    "abs(-x)": abs(X),
    "max(x, 0, 1)": sympy.Max(X, 1),
    "where(x > 0, x, alpha*x)": Piecewise((X, X > 0), (ALPHA * X, True)),
    "where(0 < x <= 1, 1, 2)": Piecewise((1, (X > 0) & (X <= 1)), (2, True)),
    "where(x != 0, 1, 2)": Piecewise((1, sympy.Ne(X, 0)), (2, True)),
    "f": exp(X),
    "f(-x)*f": Integer(1),
    "f(f)": exp(exp(X)),
    "relu(x)": Piecewise((X, X > 0), (0, True)),
    "leaky_relu(x, 2)": Piecewise((X, X > 0), (2 * X, True)),
    "leaky_relu(x, slope=alpha)": Piecewise((X, X > 0), (ALPHA * X, True)),
    "lambda + 1": Symbol("lambda", positive=True) + 1,
    "x +\n 1": X + 1,
    "exp(9000)/exp(9000)": Integer(1),
}

REFUSED = {
    "": "empty",
    "sigmod(x)": "column 1: unknown name 'sigmod'; did you mean 'sigmoid'?",
    "x + gama": "column 5: unknown name 'gama'",
    "x^2": "column 2: '^' is not part of a formula; did you mean '**'?",
    "x // 2": "did you mean '/'?",
    "x = 2": "did you mean '=='?",
    "x[0]": "column 2: '['",
    "x.real": "column 2: '.'",
    "'x'": "column 1",
    "x; x": "column 2: ';'",
    "lambda x: x": "column 8: an operator is missing before 'x'",
    "__import__('os')": "column 1: unknown name '__import__'",
    "x if x else x": "unknown name 'if'",
    "x and x": "unknown name 'and'",
    "True": "unknown name 'True'",
    "x x": "column 3: an operator is missing before 'x'",
    "(x) 2": "column 5: an operator is missing before '2'",
    "tanh x": "column 6: parentheses are missing before 'x'",
    "x + ": "column 3: the formula ends with '+'",
    "1 − x": "column 3: '−' is not part of a formula; did you mean '-'?",
    "(1 - f)²": "column 8: '²' is not part of a formula; did you mean '**2'?",
    "x² + 1": "column 2: '²' is not part of a formula; did you mean '**2'?",
    "σ(x)": "column 1: unknown name 'σ'; did you mean 'sigmoid'?",
    "ln(x)": "column 1: unknown name 'ln'; did you mean 'log'?",
    "β*x": "column 1: unknown name 'β'; the nearest of ",
    "log(softmax(x))": "column 5: softmax works along an axis",
    "2x": "'2x' is not a number",
    "0x10": "'0x10' is not a number",
    "1_000": "'1_000' is not a number",
    "1j": "'1j' is not a number",
    "01": "leading zeros",
    "(x": "column 1: '(' is never closed",
    "x)": "column 2: ')' closes nothing",
    "exp": "write exp(...)",
    "x(2)": "write x*(...)",
    "(x)(2)": "not a function",
    "exp(x)(2)": "not a function",
    "exp(x, x)": "exp takes 1 argument",
    "max(x)": "max takes at least 2",
    "f(x, x)": "f takes 1 argument",
    "f(*x)": "'*x' is not part of a formula",
    "f(**x)": "f takes 1 argument",
    "where(x, 1, 2)": "'x' is not a comparison",
    "where(x > 0, 1)": "where takes a condition and two values",
    "x > 0": "not the comparison",
    "(x > 0) + 1": "'x > 0' is not a number",
    "leaky_relu(x, slop=2)": "unknown parameter of leaky_relu 'slop'; did you mean 'slope'?",
    "leaky_relu(x, 1, 2)": "leaky_relu takes an argument and, if wanted, slope",
    "leaky_relu(x, 1, slope=2)": "leaky_relu is given slope twice",
    "celu(x, -1/2)": "celu needs alpha > 0, not alpha = -1/2",
    "softplus(x, beta=0)": "softplus needs beta > 0, not beta = 0",
    "hard_tanh(x, 3)": "hard_tanh needs min < max, not min = 3, max = 1",
    "relu(x, 1)": "relu takes an argument and no parameter",
    "1/0": "divides by zero",
    "0**-1": "not defined",
    "sqrt(-1)": "not a real number",
    "log(0)": "not a real number",
    "x, x": "not part of a formula",
    "9**9**9": "too large",
    "((9**99)**99)**99": "too large",
    "x**1000": "too large",
    "1e999999999": "beyond 1e",
    "x + exp(1e300)": "column 5: 'exp(1e300)' is beyond 1e+-4000",
    "tanh(exp(-exp(exp(9)))*x)": "column 6: 'exp(-exp(exp(9)))' is beyond 1e+-4000",
    "asin(((1e-30)**1/3)**-1)": "too large or too small",
    "erfc(1e200)": "column 1: 'erfc(1e200)' is beyond 1e+-4000",
    "exp(9000)**2": "column 1: 'exp(9000)**2' is beyond 1e+-4000",
    "(" * 10_000 + "x" + ")" * 10_000: "at most 2000",
    "(" * 900 + "x" + ")" * 900: "levels inside one another",
    "-" * 1999 + "x": "levels inside one another",
    "exp(" * 390 + "x" + ")" * 390: "levels inside one another",
    "x**" * 600 + "x": None,
}


def read(text: str) -> Expr:
    names = {**calls(CATALOGUE), "alpha": ALPHA, "lambda": Symbol("lambda", positive=True)}
    return parse(text, x=X, f=exp(X), names=names)


@pytest.mark.parametrize("text", READ)
def test_a_formula_is_read(text: str) -> None:
    assert read(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED, ids=lambda t: t[:20])
def test_anything_else_is_refused_quickly_and_by_name(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError) as error:
        read(text)
    assert time.perf_counter() - start < 1
    assert (REFUSED[text] or "") in str(error.value)
    assert len(str(error.value)) < 1000


def test_long_sums_are_read() -> None:
    assert read("+".join(["x"] * 900)) == 900 * X


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_read_and_counts_its_arguments(name: str) -> None:
    count = FUNCTIONS[name][0]
    arguments = ", ".join(["x", "x/2", "2"][: abs(count)])
    assert isinstance(read(f"{name}({arguments})"), Expr)
    with pytest.raises(InputError, match=f"{name} takes"):
        read(f"{name}()")


@pytest.mark.parametrize(
    ("name", "inverse", "points"),
    [
        ("asinh", "sinh", (-2, 0, 3)),
        ("acosh", "cosh", (1, 2, 7)),
        ("atanh", "tanh", (-1, 0, 2)),
        ("asin", "sin", (-1, 0, 1)),
        ("acos", "cos", (0, 1, 3)),
        ("log", "exp", (-2, 0, 3)),
    ],
)
def test_an_inverse_takes_back_what_its_function_does(
    name: str, inverse: str, points: tuple[int, ...]
) -> None:
    """Also at the ends of its domain; beyond them it has no value."""
    for point in points:
        there = read(f"{inverse}({point})")
        assert enclose(read(f"{name}(x)").subs(X, there) - point, {}, 200).contains(0)
    if name in ("asin", "acos"):
        ends = [read(f"{name}({n})") for n in (-1, 1)]
        assert [e / pi for e in ends] == ([-HALF, HALF] if name == "asin" else [1, 0])
        assert not enclose(read(f"{name}(x)"), {X: 2}, 64).is_finite()


@pytest.mark.parametrize("text", READ)
def test_what_is_printed_is_read_back(text: str) -> None:
    printed = to_text(READ[text])
    assert to_text(read(printed)) == printed


def test_a_comparison_of_cases_is_read_back() -> None:
    unit = "where(x > 0, x, exp(x) - 1)"
    printed = to_text(read(f"where({unit} > 0, 1, where({unit} < 2, x, 3))"))
    again = read(printed)
    assert [again.subs(X, n) for n in (-1, 0, 2)] == [-1, 0, 1]


WORDS = [*FUNCTIONS, "where", "x", "f", "alpha", "pi", "e", "relu", "leaky_relu", "slope", "lambda"]
TOKENS = [
    *WORDS,
    *"0123456789",
    *"()+-*/<>=,.^[]:",
    "**",
    "<=",
    "==",
    " ",
    "1e-30",
    "if",
    "for",
    "\n",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=25).map("".join) | st.text(max_size=30))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        result = read(text)
    except InputError:
        return
    assert isinstance(result, Expr)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = [name for name, (count, _) in FUNCTIONS.items() if count == 1]
    return st.one_of(
        st.tuples(st.sampled_from(one), inner).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"where({t[0]} > {t[1]}, {t[2]}, x)"),
        st.tuples(inner, st.integers(-3, 3)).map(lambda t: f"({t[0]})**{t[1]}"),
        inner.map(lambda t: f"f({t})"),
    )


FORMULAS = st.recursive(
    st.sampled_from(["x", "1", "1/3", "1e-3", "pi", "alpha"]), grown, max_leaves=6
)


@settings(max_examples=200, deadline=None)
@given(FORMULAS)
def test_well_formed_text_is_a_formula_or_not_real(text: str) -> None:
    try:
        result = read(text)
    except InputError as error:
        reasons = ("real", "zero", "defined", "large", "number", "beyond")
        assert any(word in str(error) for word in reasons)  # noqa: PT017
        return
    assert isinstance(result, Expr)
