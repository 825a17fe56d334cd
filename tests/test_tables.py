"""Kernels that look numbers up in tables: where they do, and what they give there."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from symact_kernels import _host, functions
from symact_kernels._functions import measured_ufunc, operands

from symact.accuracy.truth import references
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.interpret import evaluate
from symact.ir import InvalidProgram, Lookup, Op, Program, Var, check
from symact.ir.scalar import ENTRIES
from symact.ir.serial import _expr, expr_text
from symact.lower.segment_fit import Fit
from symact.lower.segments import lines
from symact.lower.tabled import offers
from symact.ulp import ulp_errors

TABLED = [(name, f) for name, row in functions.ACTIVATIONS.items() for f in row.near]
INDEX = Op("to_bits", (Var("x"),))


def near(name: str, function: str) -> tuple[float, float]:
    """The ends of the range in which a function looks numbers up."""
    _, low, high = import_module(f"symact_kernels.kernels.{name}").NEAR[function]
    return low, high


def kind_of(function: str) -> str:
    return function.removesuffix("_f32")


def both(name: str, function: str) -> list[np.ufunc]:
    """A kernel with its tables, and without."""
    return [measured_ufunc("symact_kernels", name, kind_of(function), way) for way in (True, False)]


def given(function: str, x: np.ndarray) -> tuple[np.ndarray, ...]:
    """The operands of a kernel with these x; cotangents are powers of two, which round nothing."""
    if len(operands(kind_of(function))) == 1:
        return (x,)
    return np.ldexp(np.float32(1), np.arange(x.size) % 7 - 3), x


def mixed(low: float, high: float) -> np.ndarray:
    """Inputs of every kind in any order, most of them near 0, the ends of the range among them."""
    rng = np.random.default_rng(512)
    ends = np.array([low, high], np.float32)
    with np.errstate(over="ignore"):
        beside = np.concatenate([np.nextafter(ends, np.float32(s)) for s in (-np.inf, np.inf)])
    special = [0.0, -0.0, np.inf, -np.inf, np.nan, 1e30, -1e30, 1e-40, -1e-40]
    x = np.concatenate([rng.normal(0, 3, 1500), rng.normal(0, 30, 60), ends, beside, special])
    return rng.permutation(x.astype(np.float32))


def same(a: np.ndarray, b: np.ndarray) -> bool:
    return np.array_equal(a.view(np.uint32), b.view(np.uint32))


def test_what_costs_most_has_tables() -> None:
    assert {"gelu", "silu", "mish", "tanh", "softplus", "tanhshrink"} <= {n for n, _ in TABLED}
    assert ("gelu", "derivative_f32") in TABLED


@pytest.mark.parametrize(("name", "function"), TABLED)
def test_tables_serve_between_their_ends_and_the_kernel_beyond(name: str, function: str) -> None:
    low, high = near(name, function)
    x = mixed(low, high)
    with np.errstate(all="ignore"):
        found, own = (kernel(*given(function, x)) for kernel in both(name, function))
    beyond = ~((x >= low) & (x <= high)) & ~np.isnan(x)
    assert same(found[beyond], own[beyond])
    assert np.isnan(found[np.isnan(x)]).all()
    assert not same(found, own)  # else the tables are not used


@pytest.mark.parametrize(("name", "function"), TABLED)
def test_a_result_does_not_depend_on_the_inputs_beside_it(name: str, function: str) -> None:
    low, high = near(name, function)
    x = mixed(low, high)
    kernel, _ = both(name, function)
    arguments = given(function, x)
    together = kernel(*arguments)
    for k in range(0, x.size, 13):
        alone = kernel(*(a[k : k + 1] for a in arguments))
        assert same(alone, together[k : k + 1]) or np.isnan(alone[0])
    calm = (x >= low) & (x <= high)
    assert same(kernel(*(a[calm] for a in arguments)), together[calm])


@pytest.mark.parametrize("name", sorted({name for name, _ in TABLED}))
def test_segments_meet_within_the_budget(name: str) -> None:
    """Next to every boundary, where another polynomial takes over, against ball arithmetic."""
    activation = CATALOGUE[name].with_defaults()
    for kind, function in (("value", pieces(activation)), ("derivative", derivative(activation))):
        if (name, f"{kind}_f32") not in TABLED:
            continue
        low, high = near(name, f"{kind}_f32")
        x = np.linspace(max(low, -20), min(high, 20), 40_001).astype(np.float32)
        centres = import_module(f"symact_kernels.tables.{name}")
        table = np.array(getattr(centres, f"{kind}_f32".upper())[0], np.float32)
        nearest = np.abs(np.abs(x)[:, None] - np.abs(table)).argmin(axis=1)
        (at,) = np.nonzero(nearest[1:] != nearest[:-1])
        some = np.unique(np.concatenate([x[at + k] for k in range(-3, 4)]))
        true = references(function, some)
        kernel, _ = both(name, f"{kind}_f32")
        assert ulp_errors(kernel(some), true, "float32").max() <= 2


SOME = {"silu_derivative": "derivative", "tanh": "value", "gelu": "value"}
ELSEWHERE = """
import sys, numpy as np, symact_kernels as k
from symact_kernels import _host
from symact_kernels._functions import measured_ufunc
x = np.load(sys.argv[1] + "/x.npy")
for name, kind in {some}.items():
    activation = name.removesuffix("_derivative")
    tabled = measured_ufunc("symact_kernels", activation, kind, True)
    function = tabled if {near} else getattr(k, name)
    np.save(f"{{sys.argv[1]}}/{{name}}.npy", function(x))
"""


def elsewhere(run, folder: Path, near: bool, **environment: str) -> dict[str, np.ndarray]:
    """What some kernels give in another process, with tables or as they come."""
    np.save(folder / "x.npy", mixed(-12.0, 12.0))
    code = ELSEWHERE.format(some=SOME, near=near)
    done = run("-W", "ignore", "-c", code, str(folder), SYMACT_KERNELS_CACHE="", **environment)
    assert done.returncode == 0, done.stderr
    return {name: np.load(folder / f"{name}.npy") for name in SOME}


@pytest.mark.skipif(not _host.on_x86(), reason="asks for the features of an x86")
def test_tables_in_memory_give_the_same_bits(run, tmp_path: Path) -> None:
    """A processor without AVX-512 can look numbers up too, slowly; it is asked to here alone."""
    fewer = ",".join(f"-{f[1:]}" if "avx512" in f else f for f in _host.features().split(","))
    features = {"NUMBA_CPU_FEATURES": fewer, "NUMBA_CPU_NAME": "x86-64-v3"}
    found = elsewhere(run, tmp_path, True, **features)
    x = np.load(tmp_path / "x.npy")
    for name, kind in SOME.items():
        here = measured_ufunc("symact_kernels", name.removesuffix("_derivative"), kind, True)(x)
        assert np.array_equal(found[name], here, equal_nan=True)


def test_tables_can_be_turned_off(run, tmp_path: Path) -> None:
    found = elsewhere(run, tmp_path, False, SYMACT_KERNELS_TABLES="0")
    x = np.load(tmp_path / "x.npy")
    for name, kind in SOME.items():
        own = measured_ufunc("symact_kernels", name.removesuffix("_derivative"), kind, False)(x)
        assert np.array_equal(found[name], own, equal_nan=True)


def test_a_look_up_takes_the_last_bits() -> None:
    table = tuple(float(k) for k in range(ENTRIES))
    program = Program((Var("x"),), (), Lookup(table, INDEX))
    check(program)
    x = np.array([0, 1, 31, 32, 33, -1, -32], np.int32).view(np.float32)
    assert evaluate(program, "float32", x=x).tolist() == [0, 1, 31, 0, 1, 31, 0]


def test_a_table_is_read_back_as_it_was_written() -> None:
    table = (-0.0, 0.0, 0.1, float(np.float32(0.1)), -1e-40, *[2.5e38] * (ENTRIES - 5))
    expr = Lookup(table, INDEX)
    assert _expr(expr_text(expr), {"x": "real"}) is expr
    assert Lookup((0.0, *table[1:]), INDEX) is not expr


def test_a_wrong_table_is_refused() -> None:
    for expr in (Lookup((1.0,) * 31, INDEX), Lookup((1.0,) * ENTRIES, Var("x"))):
        with pytest.raises(InvalidProgram):
            check(Program((Var("x"),), (), expr))


def softplus(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@pytest.mark.parametrize("function", [np.tanh, np.arctan, softplus, lambda x: x * x / (1 + x * x)])
def test_every_input_in_range_has_one_of_the_segments(function) -> None:
    """Fewer segments than a table has entries, side by side, each with its centre within."""
    some = 0
    for line in lines(function):
        numbers, low, high = line.segments
        assert numbers.max() - numbers.min() + (line.top != np.inf) < ENTRIES
        assert (np.diff(numbers) == 1).all()
        assert np.allclose(low[1:], high[:-1])
        fit = Fit.of(function, line)
        if fit is not None:
            some += 1
            width = high - low
            assert (fit.centre >= low - 0.05 * width).all()
            assert (fit.centre <= high + 0.05 * width).all()
            assert fit.error(12) <= fit.error(4) * 1.01
    assert some


def shrunk(x: np.ndarray) -> np.ndarray:
    """x - tanh(x), by its series where little is left."""
    series = x**3 / 3 - 2 * x**5 / 15 + 17 * x**7 / 315 - 62 * x**9 / 2835
    return np.where(np.abs(x) < 0.05, series, x - np.tanh(x))


def test_other_centres_are_as_good() -> None:
    """Those of the segments asked for alone, and none at a zero."""
    for line in list(lines(softplus))[:5]:
        fit = Fit.of(softplus, line)
        passed = np.arange(fit.centre.size) % 3
        other = Fit.of(softplus, line, passed)
        assert ((fit.centre == other.centre) == (passed == 0)).all()
        assert other.error(9) < 2 * fit.error(9)
    for line in list(lines(shrunk))[:5]:
        fit, other = (Fit.of(shrunk, line, k * np.ones(ENTRIES - 1, int)) for k in (0, 4))
        assert fit.zero.sum() == 1
        assert (other.centre[fit.zero] == 0).all()


def test_a_careful_program_rounds_less() -> None:
    """Next to a zero of third order x is multiplied by three times."""
    x = np.linspace(1e-4, 0.1, 20_001).astype(np.float32)
    true = shrunk(x.astype(float))
    worst = {}
    for offer in offers(shrunk, 2.0, lambda _: 20.0, 100.0):
        near = offer.near(0.0)
        off = np.abs(evaluate(near.program, "float32", x=x).astype(float) - true)
        error = (off / np.spacing(true.astype(np.float32))).max()
        worst[offer.careful] = min(error, worst.get(offer.careful, np.inf))
    assert worst[2] < worst[0] - 0.4, worst


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.exp(-1 / np.maximum(x * x, 1e-300)),  # flat at 0
        lambda x: np.sqrt(np.abs(x)),
        lambda x: 1 / (x - 4),
        lambda x: 0 * x,
        lambda x: np.where(x < 3, x**9, np.nan),
    ],
)
def test_what_no_polynomial_has_gets_no_tables(function) -> None:
    with np.errstate(all="ignore"):
        assert offers(function, 2.0, lambda _: 20.0, 100.0) == []


def test_a_program_with_tables_has_to_pay() -> None:
    def cost(program: Program) -> float:
        return 20.0

    assert offers(np.tanh, 2.0, cost, 21.7) == []
    assert offers(np.tanh, 2.0, cost, 22.7) != []
