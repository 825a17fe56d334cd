"""Exponentials times a fit, and low words that are left out again: each is a law of the engine."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Expr, Rational, Symbol, diff, erf, erfc, exp, sqrt

from symact.enclose import enclose_to
from symact.interpret import evaluate
from symact.ir import Expr as IRExpr
from symact.ir import Op
from symact.lower.arithmetic import add, const, fma, mul
from symact.lower.assemble import assemble, distinct
from symact.lower.cofactor import fits
from symact.lower.compensation import Compensation, compensated
from symact.lower.minimise import Corrections
from symact.lower.regions import DECAYED, S, X
from symact.lower.spots import GUARD, LEFT_OUT, everything
from symact.ulp import Reference, ulp_errors

x = Symbol("x", real=True)
PHI = (1 + erf(x / sqrt(2))) / 2
ONE_FIT: dict[str, tuple[Expr, bool]] = {
    "gelu' on the left": (diff(x * PHI, x), True),
    "gelu' on the right": (diff(x * PHI, x), False),
    "gelu on the left": (x * PHI, True),
    "gelu on the right": (x * PHI, False),
    "a tail": (erfc(x), False),
    "a tail times its argument": (x * erfc(3 * x), False),
    "two zeros at 0": (x**2 * erfc(x / 2), False),
    "one that grows": (erfc(x) * (1 + x**2), False),
    "a narrow one": (1 - x * erfc(20 * x) / 3, False),
}
NO_FIT: dict[str, Expr] = {
    "no error function": exp(-(x**2)),
    "two error functions": erfc(x) + erfc(2 * x),
    "two exponentials": erfc(x) * exp(-(x**2)) + erfc(x),
    "more than one zero": erfc(x) * (x - 1) * (x - 2),
}


def forms(formula: Expr, left: bool, dtype: str) -> list[IRExpr]:
    near = Op("min", (const(DECAYED[dtype]), S))
    return [form.expr for form in fits(formula, x, left, dtype, S, near)]


def inputs(left: bool, dtype: str) -> np.ndarray:
    """All the way to where the exponential is barely normal."""
    reach = 9 if dtype == "float32" else 26
    values = np.concatenate([np.linspace(2**-10, reach, 500), np.geomspace(1e-20, 1, 50)])
    return (-values if left else values).astype(dtype)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ONE_FIT)
def test_an_exponential_times_a_fit_is_exact_once_corrected(name: str, dtype: str) -> None:
    formula, left = ONE_FIT[name]
    found = forms(formula, left, dtype)
    assert found
    values = inputs(left, dtype)
    balls = [enclose_to(formula, {x: v}, 110) for v in values.tolist()]
    normal = np.array([abs(b) > float(np.finfo(dtype).tiny) * 1e6 for b in balls])
    truth = Reference.balls(balls)
    for expr in found:
        exact = compensated(expr, dtype, everything(expr, dtype))
        errors = ulp_errors(evaluate(assemble((X,), exact), dtype, x=values), truth, dtype)
        assert errors[normal].max() < 1.1


@pytest.mark.parametrize("name", NO_FIT)
def test_there_is_no_fit_for_what_is_not_one_exponential_times_one_smooth_factor(name: str) -> None:
    assert forms(NO_FIT[name], False, "float64") == []


def test_equal_factors_are_equal_fits() -> None:
    """gelu'(x) - 1 to the right is minus gelu'(-x): one polynomial serves both sides."""
    sides = [set(distinct(forms(diff(x * PHI, x), left, "float32")[0])) for left in (True, False)]
    products = [max(map(len, map(distinct, side))) for side in sides]
    assert len(sides[0] & sides[1]) > min(products) - 4


def test_a_low_word_that_does_not_count_is_left_out_again() -> None:
    """In 1 + z^2 P(z) next to 0 the rounding of z counts for nothing in P."""
    z = mul(X, X)
    tail = fma(fma(const(Rational(1, 7)), z, const(2)), z, const(3))
    expr = add(const(1), mul(mul(z, const(2**-30)), tail))
    whole = everything(expr, "float64")
    of = Compensation(expr, "float64")
    places = np.linspace(0.9, 1.1, 200)
    truth = evaluate(assemble((X,), of(whole)), "float64", x=places)

    def error(choices: dict) -> float:
        values = evaluate(assemble((X,), of(choices)), "float64", x=places)
        return float(np.abs(values - truth).max())

    def price(choices: dict) -> float:
        return len(distinct(of(choices)))

    start = {n: choice for n, choice in whole.items() if n != GUARD}
    search = Corrections(start, error, 0.0, price, of.joints)
    kept = search._trimmed(start)
    assert LEFT_OUT in kept.values()
    assert price(kept) < price(start)
    assert error(kept) == 0


def test_corrections_are_the_same_however_they_were_come_by() -> None:
    """What was computed for other corrections serves again only where nothing has changed."""
    expr = forms(diff(x * PHI, x), True, "float32")[0]
    whole = everything(expr, "float32")
    of = Compensation(expr, "float32")
    rng = np.random.default_rng(5)
    for _ in range(60):
        some = {n: c for n, c in whole.items() if rng.random() < 0.6}
        some |= {spot: LEFT_OUT for spot in of.joints(some) if rng.random() < 0.2}
        assert of(some) is compensated(expr, "float32", some)
