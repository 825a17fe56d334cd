"""Forms by what counts far out, and corrections that end where two values are chosen from."""

from __future__ import annotations

import numpy as np
import pytest
from ir_errors import errors
from sympy import Expr, Symbol, diff, exp, tanh

from symact.interpret import evaluate
from symact.ir import Const, Op, Select
from symact.ir import Expr as IRExpr
from symact.lower.arithmetic import ONE, add, const, div, mul
from symact.lower.assemble import assemble, distinct
from symact.lower.compensation import compensated
from symact.lower.forms import Form
from symact.lower.levelled import levelled
from symact.lower.regions import DECAYED, S, X, side_form
from symact.lower.spots import everything, numbered

x = Symbol("x", real=True)

SILU = x / (1 + exp(-x))
LISHT = x * tanh(x) - x
LEVELLED = {
    "silu' mirrored": diff(SILU, x).subs(x, -x),
    "x tanh(x) - x": LISHT,
    "(1 + q)/(1 + 2q + 2q^2)": (1 + exp(-x)) / (1 + 2 * exp(-x) + 2 * exp(-2 * x)),
    "x^2 q/(3 + q)": x**2 * exp(-x) / (3 + exp(-x)),
}
FLAT = {"exp": exp(-x), "1 + q": 1 + x * exp(-x), "a quotient": x / (1 + x**2)}


def written(formula: Expr, dtype: str) -> list[Form]:
    form = side_form(formula, x, False)
    assert form is not None
    return list(levelled(form, S, Op("min", (Const(DECAYED[dtype]), S))))


def worst(expr: IRExpr, formula: Expr, values: np.ndarray, dtype: str) -> float:
    return float(errors(expr, formula, x, values, dtype).max())


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_far_out_nothing_needs_a_correction(dtype: str) -> None:
    """Next to 1 - s, which is exact, the rest of silu' counts little."""
    formula = LEVELLED["silu' mirrored"]
    values = np.linspace(3, 60, 800).astype(dtype)
    best = min(worst(form.expr, formula, values, dtype) for form in written(formula, dtype))
    assert best < 2


@pytest.mark.parametrize("name", LEVELLED)
def test_with_all_corrections_the_forms_are_the_formula(name: str) -> None:
    values = np.linspace(0.01, 6, 300)
    for form in written(LEVELLED[name], "float64"):
        expr = compensated(form.expr, "float64", everything(form.expr, "float64"))
        close = values[np.abs(values - 1.2784645) > 0.1]  # silu' has a zero there
        assert worst(expr, LEVELLED[name], close, "float64") < 3


@pytest.mark.parametrize("name", FLAT)
def test_a_formula_without_an_exponential_in_its_divisor_has_no_such_form(name: str) -> None:
    assert written(FLAT[name], "float64") == []


def test_a_divisor_near_one_is_corrected_as_if_it_were_one() -> None:
    """q/(1 + q) with q below 2^-12: what 1 + q leaves out counts, and is far from q itself."""
    q = mul(const(1), X)
    quotient = div(q, add(ONE, q))
    spots = {node: n for n, node in enumerate(numbered(quotient))}
    values = np.geomspace(2**-20, 2**-12, 4000).astype("float32")
    formula = x / (1 + x)
    bare = worst(quotient, formula, values, "float32")
    choices = {spots[add(ONE, q)]: "fast", spots[quotient]: "as if over one"}
    better = compensated(quotient, "float32", choices)
    assert worst(better, formula, values, "float32") < 1 < bare
    assert sum(isinstance(e, Op) and e.name == "div" for e in distinct(better)) == 1
    full = compensated(quotient, "float32", {**choices, spots[quotient]: "remainder"})
    assert len(distinct(better)) < len(distinct(full))


def test_what_is_missing_is_added_before_two_values_are_chosen_from() -> None:
    """A value that is good as it stands gets no low word for the other's sake."""
    total = Op("add", (ONE, mul(X, X)))
    whole = Select(Op("gt", (X, ONE)), total, Op("sqrt", (S,)))
    for expr in (whole, Op("copysign", (whole, X)), Op("mul", (const(4), whole))):
        numbers = {node: n for n, node in enumerate(numbered(expr))}
        found = compensated(expr, "float32", {numbers[total]: "sum"})
        assert found != expr
        assert sum(isinstance(e, Select) for e in distinct(found)) == 1
        values = np.array([0.3, 1.5, 2.25], "float32")
        one, two = (evaluate(assemble((X,), e), "float32", x=values) for e in (expr, found))
        np.testing.assert_allclose(one, two, rtol=3e-7)
