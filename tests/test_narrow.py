"""Cheaper programs where an argument's range is known: the same bits, by other operations."""

from __future__ import annotations

from fractions import Fraction
from math import inf, nan

import numpy as np
import pytest

from symact.elementary import LIFT
from symact.elementary.narrow import SAME_BITS, narrowed
from symact.interpret import evaluate
from symact.ir import Const, Expr, Op, Program, Select, Var
from symact.ir.scalar import walk

X = Var("x")
S = Op("abs", (X,))
AWAY = Op("neg", (S,))
HALF = Const(Fraction(1, 2))
SQUARE = Op("mul", (Op("mul", (S, AWAY)), HALF))
LOW = Op("fma", (S, Op("mul", (AWAY, HALF)), Op("neg", (SQUARE,))))


def scaled(function: str, factor: Expr, *arguments: Expr) -> Expr:
    exponent = function.split("_")[0] + "_exponent"
    value = Op("mul", (factor, Op(f"{function}_fraction", arguments)))
    return Op("ldexp", (value, Op(exponent, arguments[:1])))


CASES = {
    "exp": Op("exp", (AWAY,)),
    "exp of a square": Op("exp", (SQUARE,)),
    "exp of two words": Op("exp_sum", (SQUARE, LOW)),
    "scaled": scaled("exp", S, AWAY),
    "scaled, two words": scaled("exp_sum", S, SQUARE, LOW),
    "scaled, with a rest": Op(
        "ldexp",
        (
            Op("fma", (X, Op("exp_fraction", (AWAY,)), Op("exp_fraction_low", (AWAY,)))),
            Op("exp_exponent", (AWAY,)),
        ),
    ),
    "erfc": scaled("erfc", S, Op("mul", (S, HALF))),
    "chosen": Op("exp", (Select(Op("lt", (X, HALF)), AWAY, Op("min", (X, AWAY))),)),
}


def inputs(dtype: str) -> np.ndarray:
    reach = 140 if dtype == "float32" else 1100
    x = np.linspace(-reach, reach, 20_001)
    tiny = np.ldexp(1.0, np.arange(-140, 3))
    return np.concatenate([x, tiny, -tiny, [0.0, -0.0, nan]]).astype(dtype)


def operations(expr: Expr) -> set[str]:
    return {node.name for node in walk(expr) if isinstance(node, Op)}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("case", CASES)
def test_narrowing_changes_operations_and_no_bits(case: str, dtype: str) -> None:
    plain = CASES[case]
    narrow = narrowed(plain, dtype)
    assert not operations(narrow) & {*SAME_BITS, "ldexp"}
    x = inputs(dtype)
    found, expected = (evaluate(Program((X,), (), e), dtype, x=x) for e in (narrow, plain))
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("argument", [X, S, Op("sub", (HALF, S)), Op("add", (AWAY, X))])
def test_what_may_be_positive_stays(argument: Expr) -> None:
    for expr in (Op("exp", (argument,)), scaled("exp", S, argument)):
        assert narrowed(expr, "float32") == expr


def test_a_scale_that_belongs_to_no_factor_stays() -> None:
    other = Op("exp_exponent", (Op("mul", (HALF, AWAY)),))
    expr = Op("ldexp", (Op("exp_fraction", (AWAY,)), other))
    assert narrowed(expr, "float32") == expr


def test_a_lifted_product_is_scaled_back_by_a_constant() -> None:
    match narrowed(CASES["scaled"], "float64"):
        case Op(name="mul", args=(_, Const(value=value))):
            assert value == Fraction(1, 2 ** LIFT["float64"])
            assert value < inf
        case other:
            raise AssertionError(other)
