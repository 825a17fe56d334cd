"""Kernels with parameters: forms for arguments that a parameter stretches, of any size."""

from __future__ import annotations

import flint
import numpy as np
import pytest
import symact_kernels
import sympy
from flint import arb
from sympy import Symbol, exp

from symact.catalogue import CATALOGUE
from symact.ir import Op, Var
from symact.ir.scalar import walk
from symact.lower.arithmetic import ONE, const, div, fma, mul
from symact.lower.cost import MANY, CostModel
from symact.lower.scale import scalings
from symact.lower.tamed import in_two_parts
from symact.pieces import Piece, Pieces
from symact.ulp import Reference, ulp_errors

X, ALPHA = Var("x"), Var("alpha")
SYMBOL, P = Symbol("x", real=True), Symbol("p", real=True)
DTYPES = ("float32", "float64")


@pytest.mark.parametrize(("dtype", "division"), [("float32", 5), ("float64", 8)])
def test_operations_on_parameters_alone_cost_nothing(dtype: str, division: float) -> None:
    cost = CostModel(dtype)
    assert cost(div(X, ALPHA)) == division
    assert cost(mul(div(ONE, ALPHA), X)) == 1
    assert cost(Op("exp", (ALPHA,))) == 0


def test_a_cost_is_that_of_the_distinct_operations_however_many_were_priced_before() -> None:
    cost, square = CostModel("float32"), mul(X, X)
    shared = div(fma(square, square, X), Op("neg", (square,)))
    for k in range(2, MANY):
        assert cost(mul(const(k), mul(const(k + MANY), X))) == 2
        if k % 500 == 0:
            assert cost(shared) == 1 + 1 + 5 + 0.25


def test_a_product_counts_up_to_where_the_other_factor_vanishes() -> None:
    """Beside 1/(1 + exp(-p x)), x is put to 0 on one side alone: the other has infinity."""

    def conditions(shape: sympy.Expr) -> set[str]:
        whole = Pieces(SYMBOL, (Piece(-sympy.oo, sympy.oo, SYMBOL * shape),), ())
        ways = [s for s in scalings(whole, [P], "float32") if "where that counts" in s.note]
        nodes = [n for s in ways for n in walk(s.finish(X))]
        return {n.name for n in nodes if isinstance(n, Op) and n.name in ("lt", "gt", "abs")}

    assert conditions(1 / (1 + exp(-P * SYMBOL))) == {"gt"}
    assert conditions(1 / (1 + exp(P * SYMBOL))) == {"lt"}
    assert conditions(exp(-((P * SYMBOL) ** 2))) == {"lt", "abs"}


def test_one_formula_does_for_both_signs_of_an_exponent() -> None:
    found = list(in_two_parts(1 / (1 + exp(-SYMBOL)), SYMBOL))
    assert found
    for form in found:
        names = {n.name for n in walk(form.expr) if isinstance(n, Op)}
        assert {"exp1p_fraction", "exp1p_exponent", "ldexp"} <= names
    assert not list(in_two_parts(1 / (2 + exp(-SYMBOL)), SYMBOL))
    assert not list(in_two_parts(1 / (1 + exp(-SYMBOL)) ** 2, SYMBOL))


POSITIVE = [
    (activation.name, parameter.name)
    for activation in CATALOGUE.values()
    for parameter in activation.parameters
    if parameter.symbol.is_positive and not activation.axiswise
]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("name", "parameter"), POSITIVE)
def test_a_parameter_that_has_to_be_positive_gives_nan_where_it_is_not(
    name: str, parameter: str, dtype: str
) -> None:
    x = np.array([-30, -1, -0.5, 0, 0.5, 1, 30], dtype)
    for kind in ("", "_derivative", "_vjp", f"_vjp_{parameter}"):
        kernel = getattr(symact_kernels, f"{name}{kind}", None)
        if kernel is None:
            continue
        operands = (np.ones_like(x), x) if "vjp" in kind else (x,)
        for wrong in (-1.0, 0.0, -np.inf, np.nan):
            with np.errstate(all="ignore"):
                found = kernel(*operands, **{parameter: np.full_like(x, wrong)})
            assert np.isnan(found).all(), (kind, wrong)
        with np.errstate(all="ignore"):
            assert np.isfinite(kernel(*operands, **{parameter: np.full_like(x, 2)})).all()


def swish(x: float, beta: float) -> arb:
    return arb(x) / (1 + (-arb(beta) * x).exp())


@pytest.mark.parametrize("dtype", DTYPES)
def test_swish_is_right_for_every_size_of_its_argument_and_of_beta(dtype: str) -> None:
    """Also where x is 10^30 and beta x is -60, of which the grid of parameters has nothing."""
    rng, most = np.random.default_rng(5), {"float32": 100, "float64": 900}[dtype]
    x = np.ldexp(rng.uniform(-2, 2, 3000), rng.integers(-most, most, 3000)).astype(dtype)
    product = np.concatenate([rng.uniform(-most, most, 1500), rng.uniform(-9, 9, 1500)])
    beta = (product / x).astype(dtype)
    usual = np.isfinite(beta) & (abs(beta) > np.finfo(dtype).tiny)
    x, beta = x[usual], beta[usual]
    with flint.ctx.workprec(300):
        pairs = zip(x.tolist(), beta.tolist(), strict=True)
        truth = Reference.balls([swish(*pair) for pair in pairs])
    assert ulp_errors(symact_kernels.swish(x, beta), truth, dtype).max() <= 4


@pytest.mark.parametrize("dtype", DTYPES)
def test_swish_ends_where_it_has_to(dtype: str) -> None:
    inf = np.array([np.inf, -np.inf, np.nan], dtype)
    for beta, ends in ((0.5, [np.inf, 0, np.nan]), (-3.0, [0, -np.inf, np.nan])):
        np.testing.assert_array_equal(symact_kernels.swish(inf, beta), ends)
