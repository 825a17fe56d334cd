"""The elementary functions: their coefficients, their errors, their special values."""

from __future__ import annotations

import json
import os
import pickle
import runpy
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import files
from math import inf, nan, pi

import flint
import numpy as np
import pytest
from flint import arb, arb_poly

from symact.elementary import FUNCTIONS, LIFT, TABLE, TAMED_ABOVE, TAMED_REACH, program
from symact.enclose import midpoint
from symact.errors import InputError
from symact.interpret import evaluate
from symact.ir.scalar import OPS, Op, type_of, walk
from symact.ulp import Reference, ulp_errors

TYPES = ("float32", "float64")
TRUE: dict[str, Callable[[arb], arb]] = {
    "exp1p": lambda z: 1 + z.exp(),
    "exp": arb.exp, "expm1": arb.expm1, "log": arb.log, "log1p": arb.log1p, "tanh": arb.tanh,
    "atan": arb.atan, "erf": arb.erf, "erfc": arb.erfc,
    "log1p_ratio": lambda z: z.log1p() / z,
    "sin": arb.sin, "cos": arb.cos, "erfcx": lambda z: (z * z).exp() * z.erfc(),
    "phi_tail": lambda z: (z / arb(2).sqrt()).erfc() / 2,
    "mills": lambda z: (z * z / 2).exp() * (z / arb(2).sqrt()).erfc() / 2,
}  # fmt: skip
STEEP = {
    "exp": 110, "expm1": 90, "log": 4, "log1p": 3, "tanh": 10, "atan": 5, "erf": 4, "erfc": 12,
    "log1p_ratio": 1, "sin": 100, "cos": 100, "erfcx": 9, "phi_tail": 14, "mills": 15,
}  # fmt: skip
"""The functions bend most within this distance from 0."""

SPECIAL = {
    "exp": [(0, 1), (-0.0, 1), (inf, inf), (-inf, 0), (1e30, inf), (-1e30, 0)],
    "expm1": [(0, 0), (-0.0, -0.0), (inf, inf), (-inf, -1), (1e30, inf), (-1e30, -1)],
    "log": [(1, 0), (0, -inf), (-0.0, -inf), (-1, nan), (inf, inf), (-inf, nan)],
    "log1p": [(0, 0), (-0.0, -0.0), (-1, -inf), (-2, nan), (inf, inf), (-inf, nan)],
    "tanh": [(0, 0), (-0.0, -0.0), (inf, 1), (-inf, -1), (1e30, 1), (-1e30, -1)],
    "atan": [(0, 0), (-0.0, -0.0), (inf, pi / 2), (-inf, -pi / 2), (1e30, pi / 2)],
    "erf": [(0, 0), (-0.0, -0.0), (inf, 1), (-inf, -1), (1e30, 1), (-1e30, -1)],
    "sin": [(0, 0), (-0.0, -0.0)],
    "erfcx": [(0, 1), (-0.0, 1)],
    "log1p_ratio": [(0, 1), (-0.0, 1)],
    "phi_tail": [(0, 0.5), (-0.0, 0.5), (inf, 0), (-inf, 1), (1e30, 0), (-1e30, 1)],
    "mills": [(0, 0.5), (-0.0, 0.5)],
    "cos": [(0, 1), (-0.0, 1)],
    "erfc": [(0, 1), (-0.0, 1), (inf, 0), (-inf, 2), (1e30, 0), (-1e30, 2)],
}
VALUES = sorted(n for n, f in TABLE.items() if f.part == "value")
LIFTED = sorted(n for n, f in TABLE.items() if f.part == "lifted")
ODD_NAN = {"float32": (np.uint32, 0x7F800155), "float64": (np.uint64, 0x7FF0000000000155)}
TAMED = sorted(n for n, f in TABLE.items() if f.part == "tamed")
SCALED = sorted(n for n, f in TABLE.items() if f.part == "scaled")


def inputs(name: str, dtype: str) -> np.ndarray:
    """Every binade with both signs, the middle densely, both sides of where programs change."""
    row, rng = TABLE[name], np.random.default_rng(7)
    info = np.finfo(dtype)
    exponents = np.arange(info.minexp - info.nmant, info.maxexp)
    binades = np.ldexp(
        rng.uniform(1, 2, (4 if dtype == "float32" else 1, exponents.size)), exponents
    )
    distance = STEEP[row.of] * (7 if dtype == "float64" and "exp" in row.of else 1)
    middle = np.concatenate([rng.uniform(0, d, 1000) for d in (1, 2, distance)])
    edges = [np.log(2) / 2, 1, 2 / 3, 3 / 4, 3 / 2, 4 / 3, 88.7, 103.9, 709.7, 745, 10.05, 26.5]
    near = np.array([e * (1 + k * info.eps) for e in edges for k in range(-4, 5)])
    values = np.concatenate([binades.ravel(), middle, near, [info.max, info.smallest_subnormal]])
    values = np.concatenate([values, -values]).astype(dtype)
    values = values[{"log": values > 0, "log1p": values > -1}.get(row.of, np.isfinite(values))]
    return values[(values >= row.lo) & (values <= row.hi)]


def truth(name: str, values: list[float], low: list[float], exponents: list[int]) -> Reference:
    """2^-n f(a + b) from balls; beyond 10^4 what grows or falls like exp is what it is there."""
    function = TRUE[TABLE[name].of]
    reach = 1e4 if TABLE[name].of in ("exp", "expm1", "erfc", "phi_tail") else np.inf
    near = [max(-reach, min(reach, v)) for v in values]
    words = zip(near, np.clip(low, -1, 1).tolist(), exponents, strict=True)
    with flint.ctx.workprec(200):
        return Reference.balls([function(arb(v) + b) * arb(2) ** -n for v, b, n in words])


def found_and_true(name: str, dtype: str, values: np.ndarray) -> tuple[np.ndarray, Reference]:
    """What a program gives, for a low word where it takes one, beside the truth."""
    row, code = TABLE[name], program(name, dtype)
    part = np.random.default_rng(3).uniform(-0.5, 0.5, values.size)
    low = (values * part * np.finfo(dtype).eps).astype(dtype) * (row.words - 1)
    words = (values, low)[: row.words]
    found = evaluate(code, dtype, **{v.name: w for v, w in zip(code.inputs, words, strict=True)})
    lift = -LIFT[dtype] if row.part == "lifted" else 0
    return found, truth(name, values.tolist(), low.tolist(), [lift] * values.size)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", VALUES)
def test_errors_stay_below_their_bounds(name: str, dtype: str) -> None:
    found, true = found_and_true(name, dtype, inputs(name, dtype))
    errors = ulp_errors(found, true, dtype)
    subnormal = true.exponent < np.finfo(dtype).minexp
    twice = (
        subnormal if TABLE[name].of in ("exp", "erfc", "phi_tail") else np.zeros(len(found), bool)
    )
    bound = TABLE[name].ulp[TYPES.index(dtype)]
    assert errors[~twice].max() < bound
    assert errors[twice].max(initial=0) < bound + 0.5


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", ["sin", "cos"])
def test_the_zeros_of_a_sine_keep_their_places(name: str, dtype: str) -> None:
    with flint.ctx.workprec(200):
        near = [float(arb.pi() * k / 2) for k in (*range(1, 1000), *range(5000, 80000, 211))]
    values = np.array(near, dtype)
    values = np.concatenate([values, np.nextafter(values, values.dtype.type(0))])
    found, true = found_and_true(name, dtype, values)
    assert ulp_errors(found, true, dtype).max() < TABLE[name].ulp[TYPES.index(dtype)]


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", LIFTED)
def test_a_lifted_value_is_normal_where_the_value_is_not(name: str, dtype: str) -> None:
    reach = {"exp": (-130, -1061), "erfc": (11.2, 32.4), "phi_tail": (15.8, 45.8)}[TABLE[name].of][
        TYPES.index(dtype)
    ]
    values = np.concatenate([inputs(name, dtype), np.linspace(0, reach, 3000, dtype=dtype)])
    values = values[abs(values) <= abs(reach)]
    found, true = found_and_true(name, dtype, values)
    assert found.min() > np.finfo(dtype).tiny
    assert ulp_errors(found, true, dtype).max() < TABLE[name].ulp[TYPES.index(dtype)]


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", LIFTED)
def test_a_lifted_value_vanishes_in_the_end(name: str, dtype: str) -> None:
    row, code = TABLE[name], program(name, dtype)
    sign = 1 if row.lo == 0 else -1
    far = np.array([sign * v for v in (133, 1065, 1e30, inf)], dtype)[int(dtype == "float64") :]
    for low in (nan, inf, 0) if row.words == 2 else (nan,):
        words = (far, np.array(low, dtype))[: row.words]
        found = evaluate(
            code, dtype, **{v.name: a for v, a in zip(code.inputs, words, strict=True)}
        )
        np.testing.assert_array_equal(found, 0)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", VALUES)
def test_special_values(name: str, dtype: str) -> None:
    row, code = TABLE[name], program(name, dtype)
    kind, odd = ODD_NAN[dtype]
    cases = [(x, y) for x, y in SPECIAL[row.of] if row.lo <= x <= row.hi]
    if name == "phi_tail_fast":
        cases = [case for case in cases if case[0] != 0]
    if name == "expm1_neg":  # gives 0 for -0
        cases = [case for case in cases if case[0] != 0]
    cases = np.array([*cases, (nan, nan), (-nan, nan), (0, nan)], dtype)
    cases[-1, 0] = np.array(odd, kind).view(dtype)
    words = {"a": cases[:, 0], "b": np.array(0, dtype)} if row.words == 2 else {"x": cases[:, 0]}
    found = evaluate(code, dtype, **words)
    np.testing.assert_array_equal(found, cases[:, 1])
    number = ~np.isnan(found)
    np.testing.assert_array_equal(np.signbit(found[number]), np.signbit(cases[number, 1]))


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", [n for n in VALUES if TABLE[n].words == 2])
def test_where_the_result_is_a_limit_the_low_word_may_be_anything(name: str, dtype: str) -> None:
    row = TABLE[name]
    cases = [(a, y) for a, y in SPECIAL[row.of] if a != 0 and row.lo <= a <= row.hi]
    cases = np.array(cases, dtype)
    for low in (0, nan, inf, -inf):
        found = evaluate(program(name, dtype), dtype, a=cases[:, 0], b=np.array([low], dtype))
        np.testing.assert_array_equal(found, cases[:, 1])
    assert np.isnan(evaluate(program(name, dtype), dtype, a=np.array(nan), b=np.array(0.0)))


@pytest.mark.parametrize("dtype", TYPES)
def test_an_exponential_in_two_parts_is_not_lost_below_the_normal_range(dtype: str) -> None:
    reach = {"float32": 350, "float64": 2900}[dtype]
    values = inputs("exp", dtype)
    values = np.concatenate([values, np.linspace(-reach, reach, 3000, dtype=dtype)])
    values = values[abs(values) <= reach]
    low = (values * np.finfo(dtype).eps / 3).astype(dtype)
    n = evaluate(program("exp_exponent", dtype), dtype, x=values)
    assert np.issubdtype(n.dtype, np.integer)
    alone = evaluate(program("exp_fraction", dtype), dtype, x=values)
    with_low = evaluate(program("exp_sum_fraction", dtype), dtype, a=values, b=low)
    for w, rest in ((alone, np.zeros_like(low)), (with_low, low)):
        with flint.ctx.workprec(200):
            rows = zip(values.tolist(), rest.tolist(), n.tolist(), strict=True)
            true = Reference.balls([(arb(v) + b).exp() * arb(2) ** -k for v, b, k in rows])
        assert ulp_errors(w, true, dtype).max() < 0.69


@pytest.mark.parametrize("dtype", TYPES)
def test_one_more_than_an_exponential_in_two_parts_is_right_for_every_exponent(dtype: str) -> None:
    reach, limit = {"float32": (350, 400), "float64": (2900, 3000)}[dtype]
    values = inputs("exp", dtype)
    values = np.concatenate([values, np.linspace(-reach, reach, 4000, dtype=dtype)])
    values = values[abs(values) <= reach]
    low = (values * np.finfo(dtype).eps / 3).astype(dtype)
    n = evaluate(program("exp1p_exponent", dtype), dtype, x=values)
    assert np.issubdtype(n.dtype, np.integer)
    np.testing.assert_array_equal(n[values <= 0], 0)
    assert n.min() == 0
    alone = evaluate(program("exp1p_fraction", dtype), dtype, x=values)
    with_low = evaluate(program("exp1p_sum_fraction", dtype), dtype, a=values, b=low)
    for w, rest in ((alone, np.zeros_like(low)), (with_low, low)):
        with flint.ctx.workprec(200):
            rows = zip(values.tolist(), rest.tolist(), n.tolist(), strict=True)
            true = Reference.balls([(1 + (arb(v) + b).exp()) * arb(2) ** -k for v, b, k in rows])
        assert ulp_errors(w, true, dtype).max() < 1.7
        assert w.min() >= 0.7
        assert w.max() < 2.5
    beyond = np.array([-inf, -1e30, limit, 1e30, inf], dtype)
    w = evaluate(program("exp1p_fraction", dtype), dtype, x=beyond)
    anything = np.array(nan, dtype)
    np.testing.assert_array_equal(
        evaluate(program("exp1p_sum_fraction", dtype), dtype, a=beyond, b=anything), w
    )
    np.testing.assert_array_equal(w[:2], 1)
    n = evaluate(program("exp1p_exponent", dtype), dtype, x=beyond)
    with np.errstate(under="ignore"):
        shares = np.ldexp(np.finfo(dtype).max / w, -n.astype(int))
    np.testing.assert_array_equal(shares[2:], 0)
    assert np.isnan(evaluate(program("exp1p_fraction", dtype), dtype, x=np.array(nan, dtype)))


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", TAMED)
def test_a_tamed_exponential_does_not_overflow_and_ends_at_zero(name: str, dtype: str) -> None:
    row, code = TABLE[name], program(name, dtype)
    lowest, highest = map(float, TAMED_REACH[dtype])
    x = np.concatenate([np.linspace(lowest + 1, highest, 4000), np.linspace(-2, 2, 2000)])
    x = np.append(x, [TAMED_ABOVE[dtype], np.nextafter(TAMED_ABOVE[dtype], inf, dtype=dtype)])
    x = x.astype(dtype)
    low = (x * np.random.default_rng(3).uniform(-0.5, 0.5, x.size) * np.finfo(dtype).eps).astype(
        dtype
    )
    words = (x, low)[: row.words]
    found = evaluate(code, dtype, **{v.name: w for v, w in zip(code.inputs, words, strict=True)})
    lifts = np.where(x > TAMED_ABOVE[dtype], LIFT[dtype], 0)
    rests = low * (row.words - 1)
    with flint.ctx.workprec(200):
        rows = zip(x.tolist(), rests.tolist(), lifts.tolist(), strict=True)
        true = Reference.balls([TRUE[row.of](arb(v) + b) * arb(2) ** -k for v, b, k in rows])
    assert ulp_errors(found, true, dtype).max() < row.ulp[TYPES.index(dtype)]
    assert found.min() >= np.finfo(dtype).tiny
    ends = np.array([lowest, nan], dtype)
    words = (ends, np.zeros(2, dtype))[: row.words]
    found = evaluate(code, dtype, **{v.name: w for v, w in zip(code.inputs, words, strict=True)})
    np.testing.assert_array_equal(found, [float(row.of == "exp1p"), nan])


def raised(dtype: str, k: int, bias: bool) -> np.ndarray:
    """The argument `power` that multiplies an exponential by 2^k."""
    p, exponents = (24, 127) if dtype == "float32" else (53, 1023)
    return np.array(1.5 * 2.0 ** (p - 1) + k + (exponents if bias else 0), dtype)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("k", [0, 50])
def test_exponentials_times_a_power_of_two(k: int, dtype: str) -> None:
    """One word within 1 ulp, with the low word of the argument; two words by far better."""
    info = np.finfo(dtype)
    ends = (np.array([info.minexp + 2, info.maxexp - 2]) - k) * np.log(2)
    a = np.concatenate([np.linspace(*ends, 5_000), np.linspace(-2, 2, 2_000)]).astype(dtype)
    b = (a * np.random.default_rng(3).uniform(-0.5, 0.5, a.size) * info.eps).astype(dtype)
    with flint.ctx.workprec(200):
        exact = [
            [(arb(u) + v).exp() * arb(2) ** k for u, v in zip(a.tolist(), rest, strict=True)]
            for rest in ([0.0] * a.size, b.tolist())
        ]
    power, start = raised(dtype, k, bias=True), raised(dtype, k, bias=False)
    alone = evaluate(program("exp_scaled", dtype), dtype, a=a, power=power)
    both = evaluate(program("exp_sum_scaled", dtype), dtype, a=a, b=b, power=power)
    for found, true in zip((alone, both), exact, strict=True):
        assert ulp_errors(found, Reference.balls(true), dtype).max() < 1
    normal = (info.minexp + 2 * info.nmant) * np.log(2) < a + k * np.log(2)
    more = {"lowest": np.array(ends[0] - 1, dtype), "power": power}
    few = dtype == "float32"
    for kind, others, bits in (
        ("exp", {"power": start}, 35 if few else 64),
        ("exp_normal", more, 33 if few else 60),
    ):
        words = [
            evaluate(program(f"{kind}_{end}", dtype), dtype, a=a, b=b, **others).tolist()
            for end in ("high", "low")
        ]
        with flint.ctx.workprec(200):
            errors = [abs((h + arb(w)) / t - 1) for h, w, t in zip(*words, exact[1], strict=True)]
        worst = max(float(e) for e, inside in zip(errors, normal, strict=True) if inside)
        assert worst < 2.0**-bits


@pytest.mark.parametrize("dtype", TYPES)
def test_two_words_of_normal_numbers_are_zero_from_the_lowest_argument_down(dtype: str) -> None:
    lowest = np.array(-80, dtype)
    a = np.array([-inf, -1e30, -80, np.nextafter(lowest, np.array(0, dtype)), nan], dtype)
    low, start = np.array(1e-30, dtype), raised(dtype, 0, bias=True)
    found, rest = (
        evaluate(program(name, dtype), dtype, a=a, b=low, lowest=lowest, power=start)
        for name in ("exp_normal_high", "exp_normal_low")
    )
    np.testing.assert_array_equal(found[[0, 1, 2]], 0)
    np.testing.assert_array_equal(rest[[0, 1, 2]], 0)
    assert found[3] > 0
    assert np.isnan(found[4])


@pytest.mark.parametrize("dtype", TYPES)
def test_two_words_beyond_the_range_are_zero_or_infinite(dtype: str) -> None:
    a = np.array([-inf, -1e30, 1e30, inf, nan], dtype)
    low, start = np.array(nan, dtype), raised(dtype, 50, bias=False)
    found = evaluate(program("exp_high", dtype), dtype, a=a, b=low, power=start)
    np.testing.assert_array_equal(found, np.array([0, 0, inf, inf, nan], dtype))


@pytest.mark.parametrize("dtype", TYPES)
def test_scaling_last_gives_zero_and_infinity_beside_any_factor(dtype: str) -> None:
    values = np.array([-inf, -1e30, -3000, 3000, 1e30, inf], dtype)
    w = evaluate(program("exp_fraction", dtype), dtype, x=values)
    low = np.array(nan, dtype)
    n = evaluate(program("exp_exponent", dtype), dtype, x=values)
    beyond = abs(values) > 3000
    np.testing.assert_array_equal(
        evaluate(program("exp_sum_fraction", dtype), dtype, a=values, b=low)[beyond], w[beyond]
    )
    info = np.finfo(dtype)
    with np.errstate(over="ignore", under="ignore"):
        np.testing.assert_array_equal(np.ldexp(w[:3] * info.max / 2, n[:3].astype(int)), 0)
        tiny = info.smallest_subnormal
        np.testing.assert_array_equal(np.ldexp(np.ceil(w[3:]) * tiny, n[3:].astype(int)), inf)


@pytest.mark.parametrize("dtype", TYPES)
def test_an_erfc_in_two_parts_is_not_lost_below_the_normal_range(dtype: str) -> None:
    reach = {"float32": 14, "float64": 38}[dtype]
    values = np.concatenate([inputs("erfc", dtype), np.linspace(-1, reach, 3000, dtype=dtype)])
    values = values[abs(values) < reach]
    low = (values * np.finfo(dtype).eps / 3).astype(dtype)
    n = evaluate(program("erfc_exponent", dtype), dtype, x=values)
    assert np.issubdtype(n.dtype, np.integer)
    assert np.all(n[values < 0] == 0)
    alone = evaluate(program("erfc_fraction", dtype), dtype, x=values)
    with_low = evaluate(program("erfc_sum_fraction", dtype), dtype, a=values, b=low)
    for w, rest in ((alone, np.zeros_like(low)), (with_low, low)):
        with flint.ctx.workprec(200):
            rows = zip(values.tolist(), rest.tolist(), n.tolist(), strict=True)
            true = Reference.balls([(arb(v) + b).erfc() * arb(2) ** -k for v, b, k in rows])
        assert ulp_errors(w, true, dtype).max() < 1.0
        assert w.min() > 0.01


@pytest.mark.parametrize("dtype", TYPES)
def test_an_erfc_in_two_parts_vanishes_beside_any_factor(dtype: str) -> None:
    largest, low = np.finfo(dtype).max, np.array(nan, dtype)
    beyond = np.array([{"float32": 14, "float64": 39}[dtype], 1e30, inf], dtype)
    w = evaluate(program("erfc_sum_fraction", dtype), dtype, a=beyond, b=low)
    np.testing.assert_array_equal(w, evaluate(program("erfc_fraction", dtype), dtype, x=beyond))
    n = evaluate(program("erfc_exponent", dtype), dtype, x=beyond)
    with np.errstate(under="ignore"):
        np.testing.assert_array_equal(np.ldexp(w * largest, n.astype(int)), 0)
    left = evaluate(program("erfc_fraction", dtype), dtype, x=np.array([-inf, -1e30, nan], dtype))
    np.testing.assert_array_equal(left, [2, 2, nan])


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("name", ["expm1", "log1p", "log1p_unit", "tanh", "atan"])
def test_tiny_arguments_come_back(name: str, dtype: str) -> None:
    values = np.finfo(dtype).smallest_subnormal * np.arange(1, 500, dtype=dtype)
    values = np.concatenate([values, values * 2**20]).astype(dtype)
    np.testing.assert_array_equal(evaluate(program(name, dtype), dtype, x=values), values)


def test_a_program_keeps_its_place_in_sets_when_another_process_made_it() -> None:
    code = (
        "import pickle, sys; from symact.elementary import program;"
        "sys.stdout.buffer.write(pickle.dumps(program('erfc', 'float32')))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "12"}
    sent = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert pickle.loads(sent.stdout) in {program("erfc", "float32")}


@pytest.mark.parametrize("dtype", TYPES)
def test_programs_are_made_of_plain_operations(dtype: str) -> None:
    for name in FUNCTIONS:
        made = program(name, dtype)
        assert (tuple(v.type for v in made.inputs), type_of(made.result)) == OPS[name]
        roots = [let.value for let in made.lets] + [made.result]
        used = {e.name for root in roots for e in walk(root) if isinstance(e, Op)}
        assert not used & set(FUNCTIONS)


def test_every_function_is_tested_here() -> None:
    rest = {n for n, f in TABLE.items() if f.part in ("fraction", "exponent", "low")}
    assert set(FUNCTIONS) - rest == {*VALUES, *LIFTED, *TAMED, *SCALED}


LOWS = {
    "exp_neg_low": "exp_neg_fine", "exp_neg_sum_low": "exp_neg_sum_fine",
    "exp_neg_lifted_low": "exp_neg_fine_lifted",
    "exp_neg_sum_lifted_low": "exp_neg_sum_fine_lifted", "erfcx_low": "erfcx", "mills_low": "mills",
    "sin_low": "sin", "cos_low": "cos",
    "exp_tamed_low": "exp_tamed_fine", "exp_tamed_sum_low": "exp_tamed_sum_fine",
    "exp1p_tamed_low": "exp1p_tamed_fine", "exp1p_tamed_sum_low": "exp1p_tamed_sum_fine",
    "phi_tail_low": "phi_tail", "phi_tail_lifted_low": "phi_tail_lifted",
}  # fmt: skip


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("low", sorted(LOWS))
def test_a_low_word_is_what_rounding_leaves_out(low: str, dtype: str) -> None:
    """With it a value is good to two fifths of an ulp; alone it is half an ulp, or what is lost.

    The normal distribution's tail is a product of two sums that are rounded: that error stays.
    """
    high, row = program(LOWS[low], dtype), TABLE[LOWS[low]]
    sign = 1 if row.lo == 0 else -1
    x = (sign * np.random.default_rng(5).uniform(0, 8, 500)).astype(dtype)
    zero = np.zeros(1, dtype)
    names = [v.name for v in high.inputs]
    inputs = dict(zip(names, (x, zero)[: row.words], strict=True))
    value = evaluate(high, dtype, **inputs)
    rest = evaluate(program(low, dtype), dtype, **inputs)
    most = row.ulp[TYPES.index(dtype)] if row.part == "tamed" else 0.5
    assert (np.abs(rest) <= np.spacing(np.abs(value)) * most).all()
    scale = Fraction(2) ** (LIFT[dtype] if row.part == "lifted" else 0)
    true = [enclosed(TRUE[row.of], float(v)) for v in x]
    left = Fraction(3, 2) if row.of == "phi_tail" else Fraction(2, 5)
    for v, r, t in zip(value.tolist(), rest.tolist(), true, strict=True):
        both = (Fraction(v) + Fraction(r)) / scale
        unit = Fraction(float(np.spacing(np.dtype(dtype).type(abs(v)))))
        assert abs(both - t) * scale < unit * left


def enclosed(function, x: float) -> Fraction:
    with flint.ctx.workprec(300):
        return midpoint(function(flint.arb(x)))


def test_an_unknown_function_is_named_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'log1p'"):
        program("log1", "float32")


@pytest.fixture(scope="module")
def fitting(root) -> dict:
    return runpy.run_path(str(root / "tools" / "fit_elementary.py"))


@pytest.fixture(scope="module")
def written() -> dict:
    return json.loads(files("symact.elementary").joinpath("coefficients.json").read_text("utf-8"))


def test_the_written_coefficients_are_those_of_the_fit(fitting: dict, written: dict) -> None:
    with flint.ctx.workprec(fitting["BITS"]):
        for spec in fitting["FITS"]:
            if "float32" in spec.degree:
                assert fitting["fit"](spec, "float32") == written[spec.name]["float32"]
        assert fitting["fit_half_tanh"]("float32") == written["tanh_fast"]["float32"]
    assert written.keys() == {*(spec.name for spec in fitting["FITS"]), "tanh_fast"}


@pytest.mark.parametrize("dtype", TYPES)
def test_the_written_error_bounds_the_quotient(fitting: dict, written: dict, dtype: str) -> None:
    row = written["tanh_fast"][dtype]
    parts = [[float.fromhex(c) for c in row[key]] for key in ("coefficients", "denominator")]
    unit = 2.0 ** -{"float32": 24, "float64": 53}[dtype]
    with flint.ctx.workprec(fitting["BITS"]):
        for k in range(1, 300):
            x = arb(row["interval"][1]) * k / arb("299.5")
            error = abs(fitting["half_tanh"](*parts, x) / x.tanh() - 1)
            assert error < arb(1.05 * row["error"] * unit)


@pytest.mark.parametrize("dtype", TYPES)
def test_the_written_errors_bound_the_polynomials(fitting: dict, written: dict, dtype: str) -> None:
    unit = Fraction(1, 2 ** {"float32": 24, "float64": 53}[dtype])
    with flint.ctx.workprec(fitting["BITS"]):
        for spec in [s for s in fitting["FITS"] if dtype in s.degree]:
            row = written[spec.name][dtype]
            constant = arb(float.fromhex(row.get("constant_low", "0x0p0")))
            polynomial = arb_poly([arb(float.fromhex(c)) for c in row["coefficients"]]) + constant
            low, high = (arb(end) for end in row["interval"])
            for k in range(1, 200):  # points between those of the fit
                z = low + (high - low) * arb(k) / arb("199.5")
                error = abs((polynomial(z) - spec.f(z)) * spec.weight(z))
                assert error < arb(1.02 * row["error"]) * unit.numerator / unit.denominator
