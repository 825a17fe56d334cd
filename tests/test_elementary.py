"""The elementary functions: their coefficients, their errors, their special values."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import files

import mpmath
import numpy as np
import pytest
import sympy

from symact.elementary import FUNCTIONS, program
from symact.enclose import enclose_to
from symact.errors import InputError
from symact.interpret import evaluate
from symact.lower.sample import stratified
from symact.ulp import Reference, ulp_errors

TYPES = ("float32", "float64")
x = sympy.Symbol("x", real=True)
FORMULAS = {
    "exp": sympy.exp(x),
    "expm1": sympy.exp(x) - 1,
    "log": sympy.log(x),
    "log1p": sympy.log(1 + x),
    "atan": sympy.atan(x),
}
DOMAINS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "exp": lambda v: np.abs(v) < 1000,
    "expm1": lambda v: np.abs(v) < 1000,
    "log": lambda v: v > 0,
    "log1p": lambda v: v > -1,
}
LARGEST_ERROR = {"exp": 1.0, "expm1": 1.1, "log": 0.8, "log1p": 1.35, "atan": 0.9}
SPECIAL = {
    "exp": [(0, 1), (-0.0, 1), (np.inf, np.inf), (-np.inf, 0), (1e30, np.inf), (-1e30, 0)],
    "expm1": [(0, 0), (-0.0, -0.0), (np.inf, np.inf), (-np.inf, -1), (1e30, np.inf), (-1e30, -1)],
    "log": [(1, 0), (0, -np.inf), (-0.0, -np.inf), (-1, np.nan), (np.inf, np.inf)],
    "log1p": [(0, 0), (-0.0, -0.0), (-1, -np.inf), (-2, np.nan), (np.inf, np.inf)],
    "atan": [(0, 0), (-0.0, -0.0), (np.inf, np.pi / 2), (-np.inf, -np.pi / 2)],
}


def inputs(name: str, dtype: str) -> np.ndarray:
    rng = np.random.default_rng(7)
    near = rng.uniform(-2, 2, 1500), rng.uniform(-90, 90, 700), np.exp(rng.uniform(-30, 30, 700))
    values = np.concatenate([stratified(dtype, [Fraction(0), Fraction(1)]), *near]).astype(dtype)
    return values[DOMAINS.get(name, np.isfinite)(values)]


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_errors_stay_below_their_bounds(name: str, dtype: str) -> None:
    values = inputs(name, dtype)
    truth = [enclose_to(FORMULAS[name], {x: v}, 110) for v in values.tolist()]
    computed = evaluate(program(name, dtype), dtype, x=values)
    errors = ulp_errors(computed, Reference.balls(truth), dtype)
    assert errors.max() <= LARGEST_ERROR[name]


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_special_values(name: str, dtype: str) -> None:
    for value, expected in [*SPECIAL[name], (np.nan, np.nan)]:
        found = evaluate(program(name, dtype), dtype, x=np.array([value], dtype))[0]
        assert np.array_equal(found, np.dtype(dtype).type(expected), equal_nan=True)
        assert np.signbit(found) == np.signbit(expected) or np.isnan(expected)


def test_every_function_has_a_formula_and_a_bound_here() -> None:
    assert set(FUNCTIONS) == set(FORMULAS) == set(LARGEST_ERROR) == set(SPECIAL)


def test_an_unknown_function_is_named_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'expm1'"):
        program("expm", "float32")


@pytest.fixture(scope="module")
def fitting(root) -> dict:
    return runpy.run_path(str(root / "tools" / "fit_elementary.py"))


@pytest.fixture(scope="module")
def written() -> dict:
    return json.loads(files("symact.elementary").joinpath("coefficients.json").read_text("utf-8"))


def test_the_written_coefficients_are_those_of_the_fit(fitting: dict, written: dict) -> None:
    for spec in fitting["FITS"]:
        assert fitting["fit"](spec, "float32") == written[spec.name]["float32"]


@pytest.mark.parametrize("dtype", TYPES)
def test_the_written_errors_bound_the_polynomials(fitting: dict, written: dict, dtype: str) -> None:
    bits = {"float32": 24, "float64": 53}[dtype]
    for spec in fitting["FITS"]:
        row = written[spec.name][dtype]
        coefficients = [mpmath.mpf(float.fromhex(c)) for c in row["coefficients"]]
        low, high = map(mpmath.mpf, row["interval"])
        for k in range(1, 200):  # points between those of the fit
            z = low + (high - low) * mpmath.mpf(k) / 199.5
            error = abs((mpmath.polyval(coefficients[::-1], z) - spec.f(z)) * spec.weight(z))
            assert error <= 1.01 * row["error"] * mpmath.mpf(2) ** -bits
