"""Formulas that nothing was tuned on: each lowers within its budget, or is refused by name.

`pytest -m slow tests/test_new_formulas.py` takes all of them; the default suite a few quick ones.
"""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest
from sympy import (
    Abs,
    Expr,
    Integer,
    Piecewise,
    Rational,
    atan,
    cosh,
    erf,
    erfc,
    exp,
    log,
    pi,
    sqrt,
    tanh,
)

from symact.activation import Activation, Real
from symact.derive import derivative, pieces
from symact.enclose import NAN, enclose, enclose_to
from symact.interpret import evaluate
from symact.ir import Documentation
from symact.lower import BudgetError, lower
from symact.pieces import Pieces
from symact.ulp import Reference, ulp_errors

x = Real("x")
BUDGET = {"float32": 2.0, "float64": 3.0}

FORMULAS: dict[str, Expr] = {
    "cubic_gate": x**3 / (1 + x**2),
    "soft_root": sqrt(1 + x**2) - 1,
    "log_bump": log(1 + x**2),
    "quartic_bell": exp(-(x**4)),
    "three_lines": Piecewise((x / 3 - 2, x < -3), (x, x < 1), ((x + 3) / 4, True)),
    "tanh_of_cube": tanh(x**3),
    "arc_gate": x * (Rational(1, 2) + atan(x) / pi),
    "error_gate": x * erf(x),
    "error_in_a_gate": x * erf(x / 2) / (1 + exp(-2 * x)),
    "narrow_gate": x / (1 + exp(-3 * x)),
    "square_gate": x**2 / (1 + exp(-x)),
    "shifted_step": 1 / (1 + exp(2 - x)),
    "two_steps": 1 / (1 + exp(-x)) + 1 / (1 + exp(-2 * x)),
    "tail": erfc(x) * x,
    "bell_times_line": (1 + x) * exp(-(x**2) / 2),
    "soft_absolute": log(cosh(2 * x)) / 2,
    "half_tanh": Piecewise((tanh(x), x > 0), (tanh(x / 4), True)),
    "log_ramp": Piecewise((log(1 + x), x > 0), (-log(1 - x), True)),
    "double_tanh": tanh(tanh(x)),
    "bent_root": (sqrt(x**2 + 1) - 1) / 2 + x,
    "slope_bell": 4 * exp(-x) / (1 + exp(-x)) ** 2,
    "exponential_rest": exp(x) - 1 - x,
    "log_quartic": log(1 + x**2 + x**4),
    "gaussian_gate": x * (1 - exp(-(x**2))),
    "arc_of_square": atan(x**2),
    "quartic_root": sqrt(1 + x**4),
    "seventh_root": (1 + x**2) ** Rational(1, 7) + Abs(x),
}
QUICK = ("three_lines", "seventh_root")


def made(name: str) -> Activation:
    return Activation(name, FORMULAS[name], x, None, (), "A formula.", "")


def inputs(dtype: str, breaks: list[float]) -> np.ndarray:
    """Every binade with other numbers than lowering has seen, and the middle densely."""
    rng, info = np.random.default_rng(424242), np.finfo(dtype)
    exponents = np.repeat(np.arange(info.minexp - info.nmant, info.maxexp), 4)
    binades = np.ldexp(rng.uniform(1, 2, exponents.size), exponents)
    middle = [rng.uniform(-s, s, 4000) for s in (1, 5, 12, 40, 120)]
    near = [b + np.ldexp(rng.uniform(-1, 1, 300), -rng.integers(0, 40, 300)) for b in (0, *breaks)]
    return np.unique(np.concatenate([binades, -binades, *middle, *near, breaks]).astype(dtype))


def truth(function: Pieces, values: np.ndarray) -> Reference:
    breaks = [Fraction(int(b.p), int(b.q)) for b in function.breaks]
    found = []
    for value in values.tolist():
        exact = Fraction(value)
        if exact in breaks:
            at = function.values[breaks.index(exact)]
            found.append(NAN if at is None else enclose(at, {}, 200))
        else:
            expr = function.pieces[sum(b < exact for b in breaks)].expr
            found.append(enclose_to(expr, {function.x: value}, 110))
    return Reference.balls(found)


@pytest.mark.parametrize(
    "name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in FORMULAS]
)
def test_a_new_formula_is_within_budget_or_refused_by_name(name: str) -> None:
    a = made(name)
    refused = ""
    try:
        found = lower(a, evaluate, 2.0, Documentation(""))
    except BudgetError as refusal:
        refused = str(refusal)
    if refused:
        print("refused:", refused)
        assert re.match(
            rf"{name} \w+ \(float\d\d\).*(bits are lost|no kernel form|at x = )", refused
        )
        return
    for kind, function in (("value", pieces(a)), ("derivative", derivative(a))):
        for dtype, budget in BUDGET.items():
            values = inputs(dtype, [float(b) for b in function.breaks])
            program = next(k.program for k in found.kernels if (k.kind, k.dtype) == (kind, dtype))
            errors = ulp_errors(evaluate(program, dtype, x=values), truth(function, values), dtype)
            print(f"{name} {kind} {dtype}: {errors.max():.3f} ulp")
            assert errors.max() <= budget, (kind, dtype, values[np.argmax(errors)])


def test_there_are_more_than_twenty() -> None:
    assert len(FORMULAS) > 20
    assert Integer(0) not in FORMULAS.values()
