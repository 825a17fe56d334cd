"""The interpreter: every operation is one correctly rounded operation on arrays."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.elementary import FUNCTIONS
from symact.interpret import INTEGERS, OPERATIONS, evaluate
from symact.ir import OPS, Const, InvalidProgram, Op, Program, Var, check
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select, term
from symact.ir.rounding import rounded

TYPES = ("float32", "float64")


def test_every_operation_is_interpreted() -> None:
    assert set(OPS) - set(FUNCTIONS) - {"sin", "cos"} == set(OPERATIONS)
    assert set(FUNCTIONS) <= set(OPS)


@settings(max_examples=200, deadline=None)
@given(*[st.floats(-1e6, 1e6, width=32)] * 3)
def test_fma_rounds_once(a: float, b: float, c: float) -> None:
    code = Program((Var("a"), Var("b"), Var("c")), (), Op("fma", (Var("a"), Var("b"), Var("c"))))
    exact = Fraction(a) * Fraction(b) + Fraction(c)
    for dtype in TYPES:
        found = evaluate(code, dtype, a=a, b=b, c=c)
        assert float(found) == rounded(exact, dtype)


@pytest.mark.parametrize("dtype", TYPES)
def test_scaling_rounds_subnormals_once(dtype: str) -> None:
    code = Program((Var("x"),), (), Op("ldexp", (Var("x"), Const(Fraction(-140), "", "int"))))
    for value in (1.0, 1.5, 1.9999999):
        exact = Fraction(float(np.dtype(dtype).type(value))) / 2**140
        assert float(evaluate(code, dtype, x=np.array(value))) == rounded(exact, dtype)


@pytest.mark.parametrize("dtype", TYPES)
def test_bits_go_there_and_back(dtype: str) -> None:
    values = np.array([0.0, -0.0, 1.5, -np.inf, 3e-40], dtype)
    code = Program((Var("x"),), (), Op("from_bits", (Op("to_bits", (Var("x"),)),)))
    found = evaluate(code, dtype, x=values)
    assert np.array_equal(found.view(INTEGERS[dtype]), values.view(INTEGERS[dtype]))


def test_a_program_written_with_operators() -> None:
    record = Recorder("x")
    x = Term(record.inputs[0])
    w = record("w", fma(x, x, 1))
    code = record.program(select(w > 2, horner([Fraction(1), Fraction(2)], x), -x) / (1 + abs(x)))
    found = evaluate(code, "float64", x=np.array([3.0, 0.5]))
    assert found.tolist() == [7 / 4, -0.5 / 1.5]


def test_a_wrong_program_is_refused() -> None:
    x = Var("x")
    wrong = [
        Program((x,), (), Var("y")),
        Program((x,), (), Op("sinh", (x,))),
        Program((x,), (), Op("add", (x,))),
        Program((x,), (), Op("lt", (x, x))),
        Program((x,), (), Op("ldexp", (x, x))),
        Program((x,), (), Op("to_int", (x,))),
    ]
    for program in wrong:
        with pytest.raises(InvalidProgram):
            check(program)
    with pytest.raises(InvalidProgram, match="needs the input 'x'"):
        evaluate(Program((x,), (), x), "float32")


def test_numbers_become_exact_constants() -> None:
    assert term(0.1).expr == Const(Fraction(0.1))
    assert integer(3).expr == Const(Fraction(3), "", "int")
    assert call("neg", 2).expr == Op("neg", (Const(Fraction(2)),))
