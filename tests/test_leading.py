"""Forms for far out where parts of a formula have vanished, and for parameters that overflow."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Expr, Integer, Piecewise, cos, erf, exp, log, pi, sqrt, tanh

from symact.activation import Activation, Positive, Real, activation
from symact.derive import pieces
from symact.interpret import evaluate
from symact.ir import Op, Var
from symact.lower.arithmetic import ONE, add
from symact.lower.direct import by_log1p
from symact.lower.elementwise import Lowering
from symact.lower.forms import Form
from symact.lower.leading import leading
from symact.lower.sample import parameter_grid
from symact.lower.task import Task
from symact.lower.thresholds import Measured, joined_beyond
from symact.normalise import is_zero

x = Real("x")
LEFT = {
    "a function of what vanishes": (x * tanh(exp(x)), x * exp(x)),
    "of a sum the largest": (1 / (1 + exp(-x)), exp(x)),
    "a logarithm next to 1": (x * log(1 + 1 / (1 + exp(-x))), x * exp(x)),
    "a slope that is no 1": (erf(log(1 + exp(x))), 2 * exp(x) / sqrt(pi)),
    "a sum that cancels as a whole": (1 - exp(-exp(x)), exp(x)),
    "a power beside it stays": (tanh(exp(x)) + x * exp(x), exp(x) + x * exp(x)),
    "no slope": (x * cos(exp(x)), x),
}


@pytest.mark.parametrize(("formula", "far"), LEFT.values(), ids=LEFT)
def test_what_counts_far_to_the_left(formula: Expr, far: Expr) -> None:
    found = leading(formula, x, True)
    assert found is not None
    assert is_zero(found - far)


@pytest.mark.parametrize("formula", [x / (1 + x**2), x * exp(x), tanh(x) + x, x**2 * erf(x / 3)])
def test_what_is_no_simpler_is_left_alone(formula: Expr) -> None:
    assert leading(formula, x, True) is None


def test_a_parameter_has_no_size() -> None:
    assert leading(x * tanh(exp(Positive("a") * x)), x, True) is None


def test_logarithms_next_to_1() -> None:
    a = Op("exp", (Var("x"),))
    assert by_log1p(Op("log", (add(ONE, a),))) == Op("log1p", (a,))
    assert by_log1p(Op("log", (a,))) == Op("log", (a,))


def measured(name: str, failing: list[float], cost: float) -> Measured:
    sizes = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0])
    errors = np.where(np.isin(sizes, failing), 9.0, 1.0)
    return Measured(Form(Var(name), name), sizes, errors, errors, cost, True, 2.0)


def test_what_fails_far_out_or_about_a_zero_is_joined_with_what_does_not() -> None:
    """Of two forms that fail later than the far one, that which fails less often before."""
    far = measured("far", [1.0, 2.0, 4.0, 8.0], 9.0)
    near, cheap = measured("near", [4.0, 64.0], 5.0), measured("cheap", [1.0, 2.0, 4.0, 64.0], 1.0)
    first = next(joined_beyond([cheap, near, far]))
    assert first.description == "near up to |x| = 32, then far"


@activation()
def stretched(x: Real, a: Positive = Integer(1), b: Positive = Integer(2)):
    """a x may overflow where a x/b does not."""
    return Piecewise((a * x / b, x >= 0), (a * (exp(x / b) - 1), True))


@activation()
def half_root(x: Real, a: Positive = Integer(1)):
    """The left piece is lowered in sqrt(a) x, which may overflow where x does not."""
    return Piecewise((x, x >= 0), (x / sqrt(1 + a * x**2), True))


@pytest.mark.parametrize("about", [stretched, half_root], ids=lambda a: a.name)
def test_a_product_with_a_parameter_does_not_overflow(about: Activation) -> None:
    grid = parameter_grid(about.parameters, "float64")
    task = Task(f"{about.name} value", pieces(about), "float64", 3.97, grid, slack=3.9 / 3.97)
    program = Lowering(task, evaluate).run().program
    largest = np.array([np.finfo(float).max])
    if about is half_root:
        assert evaluate(program, "float64", x=largest, a=np.array([3.0])) == largest
    else:
        found = evaluate(program, "float64", x=largest, a=np.array([3.0]), b=np.array([6.0]))
        assert found == largest / 2
