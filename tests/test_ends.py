"""Forms for large or small |x| alone: no power overflows or vanishes where the value does not."""

from __future__ import annotations

import numpy as np
import pytest
from ir_errors import errors
from sympy import Expr, Symbol, atan, exp, log, oo, pi, sqrt

from symact.lower.compensation import compensated
from symact.lower.regions import Region, ends, writings
from symact.lower.sample import blocks
from symact.lower.series import continued
from symact.lower.spots import everything
from symact.lower.thresholds import Measured
from symact.pieces import Piece, Pieces

x = Symbol("x", real=True)


def corrected(form, formula: Expr, values: np.ndarray) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Errors in ulp, with all corrections, against balls."""
    expr = compensated(form.expr, "float64", everything(form.expr, "float64"))
    return errors(expr, formula, x, values, "float64")


def best(found, formula: Expr, values: np.ndarray) -> float:  # type: ignore[no-untyped-def]
    return min(float(corrected(form, formula, values).max()) for form in found)


FAR = np.array([3.0, 7e7, 2e77, 1.3e154, 3e200, 1.7e308])


@pytest.mark.parametrize(
    "formula",
    [
        x**3 / (1 + x**2), log(1 + x**2), log(3 + x**2 / 2), sqrt(1 + x**4) / x,
        2 * x / (1 + x**4), (1 + 2 * x**5) / (1 + x**4),
        log(x + sqrt(1 + x**2)), x**3 / ((1 + x**2) * (1 + exp(-x))),
    ],
)  # fmt: skip
def test_no_power_overflows_far_out(formula: Expr) -> None:
    region = Region(x * 0, oo, formula)
    assert best(ends(region, x, "float64"), formula, FAR) < 2
    with np.errstate(all="ignore"):
        assert not best(writings(region, x, "float64", False), formula, FAR) < 2


def test_an_exponential_overflows_no_sooner_than_the_value() -> None:
    formula = (exp(x) - exp(-x)) / 2
    values = np.array([709.7, 710.0, 710.4])
    assert best(ends(Region(x * 0, oo, formula), x, "float64"), formula, values) < 2


def test_a_power_that_is_barely_normal_is_rounded_once() -> None:
    formula = 3 * x**2 / (1 + x**2)
    values = np.sqrt(np.float64(2.0) ** -1022 / 3) * np.linspace(1, 1.3, 200)
    assert best(ends(Region(x * 0, oo, formula), x, "float64"), formula, values) < 1.1


def test_what_cancels_far_out_is_a_polynomial_in_the_inverse() -> None:
    formula = x * (atan(x) / pi + (pi / 2) / pi)
    region = Region(-oo, x * 0, formula)
    (plain, *_) = writings(region, x, "float64", False)
    values = -np.array([9.0, 64.5, 1e5, 1e200, 1.7e308])
    good = Measured(plain, values, np.full(5, 9.0), np.full(5, 9.0), 1.0, False, 2.0)
    found = list(continued([good], region, x, "float64"))
    assert len(found) > 3
    assert best(found, formula, values) < 2
    assert corrected(plain, formula, values).max() > 1e10


def test_a_sample_is_dense_where_the_function_begins_to_overflow() -> None:
    function = Pieces(x, (Piece(-oo, oo, exp(x)),), ())
    (block,) = blocks(function, "float64", ({},))
    assert ((block.x > 708.4) & (block.x < 709.78)).sum() > 50
