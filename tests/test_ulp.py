"""Every clause of the error metric."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx

from symact.ulp import Reference, ulp_errors

TYPES = ("float32", "float64")


def error(y: float, t: Fraction | float, dtype: str) -> float:
    return float(ulp_errors(np.array([y], dtype), Reference.exact([t]), dtype)[0])


@pytest.mark.parametrize("dtype", TYPES)
def test_an_exact_value_has_no_error(dtype: str) -> None:
    info = np.finfo(dtype)
    for value in (
        1.0,
        -1.5,
        0.0,
        float(info.max),
        float(info.tiny),
        float(info.smallest_subnormal),
    ):
        assert error(value, Fraction(value), dtype) == 0


@pytest.mark.parametrize("dtype", TYPES)
def test_the_unit_is_that_of_the_true_values_binade(dtype: str) -> None:
    ulp = Fraction(float(np.finfo(dtype).eps))
    assert error(1.0, 1 + ulp, dtype) == 1
    assert error(1.0, 1 + ulp / 4, dtype) == 0.25
    assert error(1.0, 1 - ulp / 2, dtype) == 1  # below 1 the unit is half as large
    assert error(2.0, 2 + 2 * ulp, dtype) == 1


@pytest.mark.parametrize("dtype", TYPES)
def test_below_the_normal_range_the_unit_stays(dtype: str) -> None:
    smallest = Fraction(float(np.finfo(dtype).smallest_subnormal))
    assert error(0.0, smallest, dtype) == 1
    assert error(0.0, smallest / 1000, dtype) == pytest.approx(1e-3)
    assert error(float(3 * smallest), smallest, dtype) == 2
    assert error(float(2**60 * smallest), smallest / 2**900, dtype) == 2**60


@pytest.mark.parametrize("dtype", TYPES)
def test_a_true_zero_counts_in_smallest_subnormals(dtype: str) -> None:
    smallest = float(np.finfo(dtype).smallest_subnormal)
    assert error(5 * smallest, 0.0, dtype) == 5
    assert error(-0.0, 0.0, dtype) == 0


@pytest.mark.parametrize("dtype", TYPES)
def test_overflow_begins_half_an_ulp_above_the_largest_number(dtype: str) -> None:
    info = np.finfo(dtype)
    largest = Fraction(float(info.max))
    half = Fraction(2) ** (int(info.maxexp) - int(info.nmant) - 2)
    assert error(np.inf, largest + half, dtype) == 0
    assert error(-np.inf, -(largest + half), dtype) == 0
    assert error(float(info.max), largest + half, dtype) == np.inf
    assert error(-np.inf, largest + half, dtype) == np.inf
    assert error(np.inf, largest + half / 2, dtype) == np.inf
    assert error(float(info.max), largest + half / 2, dtype) == 0.25


@pytest.mark.parametrize("dtype", TYPES)
def test_nan_matches_only_nan_and_nothing_is_left_out(dtype: str) -> None:
    assert error(np.nan, float("nan"), dtype) == 0
    assert error(1.0, float("nan"), dtype) == np.inf
    assert error(np.nan, 1.0, dtype) == np.inf
    assert error(np.inf, 1.0, dtype) == np.inf
    assert error(np.inf, float("inf"), dtype) == 0


def test_balls_and_fractions_agree() -> None:
    with ctx.workprec(300):
        values = [
            Fraction(1, 3),
            Fraction(-2, 7) / 2**200,
            Fraction(10) ** 30,
            Fraction(0),
            Fraction(1),
        ]
        balls = [arb(v.numerator) / v.denominator for v in values]
    from_balls, exact = Reference.balls(balls), Reference.exact(values)
    assert np.array_equal(from_balls.exponent, exact.exponent)
    total = (from_balls.high - exact.high) + (from_balls.low - exact.low)
    assert np.max(np.abs(total)) < 2.0**-100


def test_a_ball_that_determines_no_value_is_refused() -> None:
    for wide in (arb(0, 1e-3), arb("1e135").exp(), arb(1) / 3):
        with pytest.raises(ValueError, match="does not determine"):
            Reference.balls([wide])
    below_every_type = Reference.balls([arb("-1e135").exp()])
    assert ulp_errors(np.zeros(1), below_every_type, "float64")[0] == 0


def test_infinite_balls_are_infinities() -> None:
    reference = Reference.balls([arb("inf"), arb("-inf"), arb("nan")])
    found = np.array([np.inf, np.inf, np.nan])
    assert ulp_errors(found, reference, "float64").tolist() == [0, np.inf, 0]


def test_products_are_those_of_fractions() -> None:
    """Also of infinities, and of a value just below a power of two."""
    values = [Fraction(1, 3), Fraction(-22, 7) / 2**900, Fraction(2**60 - 1, 2**61), Fraction(0)]
    factors = np.array([1.1e300, -3.3e-310, 2.0, 5.0])
    products = Reference.exact(values).times(factors)
    exact = Reference.exact(
        [v * Fraction(f) for v, f in zip(values, factors.tolist(), strict=True)]
    )
    assert products.exponent.tolist() == exact.exponent.tolist()
    off = (products.high - exact.high) + (products.low - exact.low)
    assert np.max(np.abs(off)) < 2.0**-100
    infinite = Reference.exact([float("inf"), float("nan")]).times(np.array([-2.0, 1.0]))
    assert infinite.high[0] == -np.inf
    assert np.isnan(infinite.high[1])


def test_joined_references_are_one_after_the_other() -> None:
    joined = Reference.joined([Reference.exact([1.0, 2.0]), Reference.exact([3.0])])
    assert ulp_errors(np.array([1.0, 2.0, 3.0]), joined, "float64").tolist() == [0, 0, 0]
