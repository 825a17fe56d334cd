"""The error of kernels: the compiled metric, true values, sweeps, what is put on record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sympy import Integer, Symbol, exp, oo

from symact.accuracy import Effort, Means, combined, measure, row, steady
from symact.accuracy.axiswise import measured_along, task
from symact.accuracy.cotangent import cotangents
from symact.accuracy.inputs import stratified
from symact.accuracy.loops import cotangents_of, errors
from symact.accuracy.page import page
from symact.accuracy.part import number_of
from symact.accuracy.sweep import Job, Swept, swept
from symact.accuracy.truth import references
from symact.catalogue import CATALOGUE
from symact.cli import main
from symact.derive import derivative, pieces
from symact.driver import compiled, highlights
from symact.driver.library import library
from symact.driver.spread import spread
from symact.errors import InputError, SymactError
from symact.interpret import OPERATIONS
from symact.lower.nearby import around, clusters
from symact.lower.sample import truth
from symact.pieces import Piece, Pieces
from symact.ulp import Reference, ulp_errors

x = Symbol("x", real=True)
ROOT = Path(__file__).resolve().parent.parent
PACKAGE = compiled.CompiledPackage(ROOT / "generated" / "symact_kernels")


def test_compiled_errors_are_those_of_the_metric() -> None:
    """On every clause: subnormal, zero, overflowing, infinite and undefined truths and results."""
    info = np.finfo(np.float32)
    ends = [info.max, info.tiny, info.smallest_subnormal, 0.0, np.inf]
    truths = [*ends, *(-np.array(ends)), np.nan, 1 / 3, -2e-45, 1e-300, 3e38, 1e300, 1e-39]
    truths += [2.0**128 - 2.0**103, 2.0**128 - 2.0**103 * 1.5, 1 - 2.0**-30]
    with np.errstate(over="ignore", under="ignore"):
        pairs = [(v, t) for t in truths for v in (*truths, 1.0000005 * t)]
        y = np.array([p[0] for p in pairs]).astype(np.float32)
    t = np.array([p[1] for p in pairs])
    room, found = np.empty(t.size), np.empty(t.size)
    errors(y, t, room, room.view(np.uint64), found)
    expected = ulp_errors(y, Reference.exact(t.tolist()), np.float32)
    np.testing.assert_allclose(found, expected, rtol=1e-12)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_cotangents_are_a_fixed_hash_over_signs_significands_and_exponents(dtype: str) -> None:
    word, bits, bias, most = {
        "float32": (np.uint32, 23, 127, 64),
        "float64": (np.uint64, 52, 1023, 512),
    }[dtype]
    inputs = np.linspace(-3, 3, 50_000).astype(dtype)
    g = cotangents(inputs)
    assert g.dtype == dtype
    assert np.array_equal(g, cotangents(inputs[::-1])[::-1])
    assert abs(np.mean(g < 0) - 0.5) < 0.02
    exponents = ((g.view(word) >> word(bits)) & word(2 * bias + 1)).astype(int) - bias
    assert exponents.min() >= -most
    assert exponents.max() < most
    assert exponents.max() - exponents.min() > 1.9 * most
    for bit in range(bits):
        assert abs(np.mean((g.view(word) >> word(bit)) & word(1)) - 0.5) < 0.02
    if dtype == "float32":
        fast = np.empty_like(g)
        cotangents_of(inputs.view(np.uint32), fast.view(np.uint32))
        assert np.array_equal(fast, g)


@pytest.mark.parametrize("name", ["gelu", "mish", "elu", "tanhshrink"])
@pytest.mark.parametrize("of", [pieces, derivative])
def test_many_true_values_are_those_found_one_by_one(name: str, of: Callable[..., Pieces]) -> None:
    function = of(CATALOGUE[name].with_defaults())
    inputs = stratified("float32", [0.0], 2000)[::17]
    many, single = references(function, inputs), Reference.balls(truth(function, inputs))
    high = many.high + 0.0
    low = np.ldexp(single.high, np.clip(single.exponent - many.exponent, -1100, 1000)) - high
    low += np.ldexp(single.low, np.clip(single.exponent - many.exponent, -1100, 1000)) - many.low
    assert np.max(np.abs(low)) < 2.0**-80


def test_beyond_the_closed_range_there_is_no_true_value() -> None:
    third = Pieces(x, (Piece(Integer(0), Integer(1) / 3, exp(x)),), ())
    rounded = np.float32(1 / 3)  # above 1/3, but what an end rounds to
    inputs = np.array([-0.1, 0.0, rounded, np.nextafter(rounded, np.float32(1))], np.float32)
    assert np.isnan(references(third, inputs).high).tolist() == [True, False, False, True]
    left_open = Pieces(x, (Piece(-oo, Integer(0), x), Piece(Integer(0), oo, x)), (None,))
    assert np.isnan(references(left_open, np.array([0.0, 1.0])).high).tolist() == [True, False]


@pytest.mark.parametrize("name", ["gelu", "silu", "elu"])
def test_taylor_polynomials_give_the_function_about_their_centres(name: str) -> None:
    function = derivative(CATALOGUE[name].with_defaults())
    found = clusters(function, np.array([-30.1, -1.27846454, -1e-3, 0.7, 1e4]))
    inputs, values = around(found, 20, 1)
    one_by_one = references(function, inputs)
    assert inputs.size >= 60
    assert np.array_equal(values.exponent, one_by_one.exponent)
    off = (values.high - one_by_one.high) + (values.low - one_by_one.low)
    assert np.max(np.abs(off)) < 2.0**-76


def test_a_sample_has_every_binade_both_signs_and_the_neighbours_of_a_kink() -> None:
    inputs = stratified("float32", [1.5], 4000)
    exponents = set(np.frexp(inputs[inputs != 0])[1].tolist())
    assert exponents == set(range(-148, 129))
    assert set(np.frexp(-inputs[inputs < 0])[1].tolist()) == exponents
    near = np.nextafter(np.float32(1.5), np.float32([0, 9]))
    assert np.isin([*near, 1.5, -0.0], inputs).all()
    assert np.array_equal(inputs, stratified("float32", [1.5], 4000))


WRONG_AT = 0x3F9DBEEF
"""An input, about 1.23, as bits."""

RANGES = tuple((0x3F9D0000 + k * 0x8000, 0x8000) for k in range(6))


@dataclass(frozen=True)
class Doubled:
    """2 x, and `off` ulp more at one input."""

    off: int = 0

    def __call__(self, inputs: Any, out: Any = None) -> Any:
        out = np.multiply(inputs, 2, out=out, dtype=inputs.dtype)
        if self.off:
            wrong = inputs.view(np.uint32) == WRONG_AT
            out.view(np.uint32)[wrong] += self.off
        return out


@dataclass(frozen=True)
class Product:
    """2 g."""

    def __call__(self, g: Any, inputs: Any, out: Any = None) -> Any:
        return np.multiply(g, np.float32(2), out=out)


def job() -> Job:
    return Job(Doubled(), {"value": Swept(Doubled(3)), "other": Swept(Doubled())})


def in_order(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for item in items:
        yield item, function(item)


def silent(*_: object) -> None:
    """No report."""


def test_an_error_of_3_ulp_at_one_input_is_found(tmp_path: Path) -> None:
    found = swept(job(), "k", tmp_path / "s", in_order, silent, RANGES)
    assert found["value"].worst[0] == (3.0, WRONG_AT)
    assert found["value"].inputs == 6 * 0x8000
    assert found["value"].mean == pytest.approx(3 / (6 * 0x8000), rel=1e-6)
    assert found["other"].worst[0][0] == 0
    assert number_of(WRONG_AT, "float32") == pytest.approx(1.2323893)


def test_a_vjp_is_measured_against_g_times_the_derivative(tmp_path: Path) -> None:
    """Where f' = 2 x the product 2 g is off; where f' is subnormal that is told apart."""
    one = Job(Doubled(), {"vjp": Swept(Product(), True)})
    at_one = swept(one, "k", tmp_path / "s", in_order, silent, [(0x3F800000, 1)])["vjp"]
    assert at_one.worst == ((0.0, 0x3F800000),)
    assert at_one.apart is None
    subnormal = swept(one, "k", tmp_path / "s", in_order, silent, [(0x00000001, 5)])["vjp"]
    assert subnormal.apart is not None
    assert subnormal.apart[0] > 1e6
    assert subnormal.worst[0][0] == 0


@dataclass
class Moody:
    """A kernel that is 5 ulp off while its machine is out of order: in every third trial."""

    trials: int = 0

    def __call__(self, inputs: Any, out: Any = None) -> Any:
        out = np.multiply(inputs, 2, out=out, dtype=inputs.dtype)
        out.view(np.uint32)[::9] += 5 if self.trials % 3 == 0 else 0
        return out

    def right(self) -> bool:
        self.trials += 1
        return self.trials % 3 != 1


def test_what_a_processor_out_of_order_computed_is_computed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Moody()
    one = Job(Doubled(), {"value": Swept(kernel)})
    monkeypatch.setattr(steady, "computes_right", kernel.right)
    monkeypatch.setattr(steady, "PAUSE", 0)
    found = swept(one, "k", tmp_path / "s", in_order, silent, RANGES)["value"]
    assert found.worst[0][0] == 0
    assert found.inputs == 6 * 0x8000
    assert kernel.trials == 6 + 3
    with pytest.raises(SymactError, match="computes wrongly"):
        steady.steadily(lambda: 1, right=lambda: False)
    assert steady.steadily(lambda: 1, right=lambda: True) == 1


@pytest.mark.parametrize("name", ["div", "fma"])
def test_the_check_of_the_processor_sees_one_wrong_bit(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert steady.steadily(lambda: True)
    right = OPERATIONS[name]

    def wrong(*operands: Any) -> Any:
        found = right(*operands)
        found[1234] = np.nextafter(found[1234], 2)
        return found

    monkeypatch.setitem(OPERATIONS, name, wrong)
    assert not steady.computes_right()


def test_an_interrupted_sweep_goes_on_to_the_same_result(tmp_path: Path) -> None:
    whole = swept(job(), "k", tmp_path / "whole", in_order, silent, RANGES)
    state = tmp_path / "below" / "state"

    def stopped(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        yield from in_order(function, items[:4])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        swept(job(), "k", state, stopped, silent, RANGES[::-1])
    left: list[Any] = []

    def watched(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        left.extend(items)
        yield from in_order(function, items)

    assert swept(job(), "k", state, watched, silent, RANGES) == whole
    assert left == list(RANGES[:2])
    left.clear()
    assert swept(job(), "k", state, watched, silent, RANGES) == whole  # nothing was left to do
    assert left == []
    state.unlink()
    with pytest.raises(KeyboardInterrupt):
        swept(job(), "k", state, stopped, silent, RANGES)
    left.clear()
    swept(job(), "another kernel", state, watched, silent, RANGES)
    assert left == list(RANGES)


def test_threads_and_a_dask_cluster_give_the_same_result(tmp_path: Path) -> None:
    alone = swept(job(), "k", tmp_path / "a", in_order, silent, RANGES)
    with spread(2) as each:
        assert swept(job(), "k", tmp_path / "b", each, silent, RANGES) == alone
    with spread(1, "local") as each:
        assert swept(job(), "k", tmp_path / "c", each, silent, RANGES) == alone


def test_the_rows_of_an_activation(tmp_path: Path) -> None:
    effort = Effort(2000, sweep=((0x3F000000, 0x4000),))
    means = Means(lambda f, items: [f(i) for i in items], in_order, tmp_path, silent)
    rows = measure(CATALOGUE["sigmoid"], "float32", PACKAGE, effort, means)
    by_kind = {r.kernel: r.content for r in rows}
    assert list(by_kind) == ["value", "derivative", "vjp", "vjp_from_output"]
    assert list(tmp_path.iterdir()) == []  # what an interruption would need
    for content in by_kind.values():
        assert content["inputs"] == 0x4000
        assert 0.5 < content["max_ulp"] < 3
        assert 0 < content["mean_ulp"] < content["max_ulp"]
        assert "reference float64, itself measured at" in content["reference"]
        assert content["exhaustive"] is False  # those ranges are not every float32
    assert by_kind["vjp"]["max_ulp_where_derivative_is_subnormal"] > 1000
    saturated = by_kind["vjp_from_output"]
    assert saturated["max_ulp_from_x"] > 1e6
    assert 5 < abs(saturated["off_by_1000_from_x"]) < 20
    parametrised = measure(CATALOGUE["leaky_relu"], "float64", PACKAGE, Effort(500), means)
    general = [r.content for r in parametrised if r.content["variant"] == "general"]
    assert {r["kernel"] for r in general} == {"value", "derivative", "vjp", "vjp_slope"}
    assert all(len(r["parameters"]) > 3 for r in general)


@pytest.mark.parametrize("name", ["relu6", "perceptron", "sigmoid"])
def test_there_are_enough_inputs_where_few_centres_have_any(name: str, tmp_path: Path) -> None:
    effort = Effort(2000, 20, least=500_000)
    means = Means(lambda f, items: [f(i) for i in items], in_order, tmp_path, silent)
    rows = measure(CATALOGUE[name], "float64", PACKAGE, effort, means)
    assert all(r.content["inputs"] >= 500_000 for r in rows)


def made(**changes: Any) -> row.Row:
    basis = {
        "activation": "a", "kernel": "value", "variant": "default", "dtype": "float32",
        "inputs": 10, "exhaustive": False, "max_ulp": 1.5, "hash": "h",
    }  # fmt: skip
    return row.Row(basis | changes)


def test_a_new_row_takes_the_place_of_one_that_knows_less() -> None:
    swept_row = made(exhaustive=True, inputs=1 << 32)
    assert combined([swept_row], [made()]) == [swept_row]
    assert combined([made()], [swept_row]) == [swept_row]
    assert combined([swept_row], [made(hash="changed")]) == [made(hash="changed")]
    other = made(dtype="float64")
    assert combined([other], [made()]) == [other, made()]
    assert row.records(row.text_of([made(), other])) == [made(), other]


def test_budgets_and_rounding() -> None:
    assert made(max_ulp=2.0).within
    assert not made(max_ulp=2.001).within
    assert made(kernel="vjp", max_ulp=2.9).within
    assert made(variant="general", max_ulp=3.9).within
    assert not made(variant="general", max_ulp=4.1).within
    assert made(variant="general", kernel="vjp_alpha", max_ulp=3.9).within
    assert not made(variant="general", kernel="vjp_alpha", max_ulp=4.1).within
    assert not made(max_ulp=float("inf")).within
    assert row.rounded(1.23401) == 1.235
    assert row.rounded(float("inf")) == np.inf


def test_a_row_names_its_budget_where_it_is_not_the_usual_one() -> None:
    def budget(max_ulp: float, **changes: Any) -> float:
        return made(**changes).at(max_ulp).budget

    assert made().at(2.0) == made()
    assert (budget(8.0), budget(1.0), budget(8.0, dtype="float64")) == (8, 1, 12)
    assert (budget(8.0, kernel="vjp"), budget(1.0, kernel="vjp")) == (9, 2)
    assert (budget(8.0, variant="general"), budget(1.0, variant="general")) == (8, 4)
    assert budget(8.0, max_ulp_by_length={"8": 1.5}) == 4
    wide = made().at(8.0)
    assert made(inputs=99).as_known([wide]).budget == 8
    assert made(hash="of another").as_known([wide]).budget == 2
    assert wide.at(2.0) == wide


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Any) -> None:
    monkeypatch.setattr(import_module("symact.driver.accuracy"), "USUAL", Effort(1000))
    asked = ("accuracy", "sigmoid", "--dtype", "float32", "--processes", "1")
    done = cli(*asked, "--output", str(tmp_path), "--json", "-")
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    assert len(rows) == 4
    assert json.loads((tmp_path / "accuracy.json").read_text()) == rows
    monkeypatch.setitem(row.BUDGETS, ("float32", "value"), 0.1)
    done = cli(*asked, "--output", str(tmp_path))
    assert done.returncode == 1
    assert "over the budget" in done.stdout
    assert cli("accuracy", "sigmid").returncode == 2
    assert cli("accuracy", "--dtype", "float16").returncode == 2
    assert main(["accuracy", "relu", "--exhaustive", "--dask", "nowhere:1"]) == 2


def test_edges_are_the_constants_of_comparisons() -> None:
    source = "def f(x):\n    return select(abs(x) < f32(0.5), x, select(x > -3.0, x, f32(7.0)))\n"
    assert compiled.edges(source, "f") == [-3.0, -0.5, 0.5, 3.0]
    assert compiled.edges(source, "g") == []


def test_generate_samples_what_is_new_and_checks_that_nothing_is_stale(
    tmp_path: Path, cli: Any
) -> None:
    source, folder = tmp_path / "mine.py", tmp_path / "mine_kernels"
    source.write_text(
        "from sympy import Piecewise\nfrom symact import Real, activation\n\n\n"
        "@activation()\ndef ramp(x: Real):\n"
        '    """A ramp."""\n    return Piecewise((x, x > 0), (x / 4, True))\n'
    )
    asked = ("generate", "--from", str(source), "--output", str(folder), "--processes", "1")
    assert cli(*asked).returncode == 0
    record = folder / "accuracy.json"
    rows = json.loads(record.read_text())
    assert {r["kernel"] for r in rows} == {"value", "derivative", "vjp", "vjp_from_output"}
    assert all(r["max_ulp"] < 1 and not r["exhaustive"] for r in rows)
    assert cli(*asked, "--check").returncode == 0
    swept_rows = [r | {"exhaustive": True} for r in rows]
    record.write_text(row.text_of(map(row.Row, swept_rows)))
    assert cli(*asked).returncode == 0
    assert json.loads(record.read_text()) == swept_rows
    for wrong in (rows[1:], [rows[0] | {"hash": "of before"}, *rows[1:]]):
        record.write_text(row.text_of(map(row.Row, wrong)))
        assert cli(*asked, "--check").returncode == 1
    assert cli("accuracy", *asked[1:], "--dtype", "float32").returncode == 0
    measured = [r for r in json.loads(record.read_text()) if r["dtype"] == "float32"]
    assert all(r["host"] != "interpreted" for r in measured)
    figure = f"{measured[0]['inputs']:,} inputs"
    assert figure in (folder / "functions.py").read_text()
    assert cli(*asked, "--check").returncode == 0


def test_the_contest_measures_others_on_the_same_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("symact.driver.contest")
    monkeypatch.setattr(module, "PEERS", {"numpy": "numpy"})
    rows = module.contest(library(), ["tanh"], inputs=1000)
    assert [(r["library"], r["kernel"]) for r in rows] == [
        ("symact", "value"),
        ("symact", "gradient"),
        ("numpy", "value"),
    ]
    assert len({r["inputs"] for r in rows}) == 1
    assert all(0.4 < r["max_ulp"] < 5 for r in rows)
    monkeypatch.setattr(module, "PEERS", {})
    with pytest.raises(InputError, match="no library"):
        module.contest(library(), ["tanh"])


def test_the_page_shows_every_row() -> None:
    rest = {"worst_input": -2.5, "parameters": {}, "inputs": 1 << 32, "exhaustive": True}
    rows = [made(**rest), made(**rest, kernel="vjp_from_output", max_ulp_from_x=1.6e7,
            worst_input_from_x=40.25, off_by_1000_from_x=7.75)]  # fmt: skip
    general = rest | {"parameters": [{"c": 1.0}], "worst_parameters": {"c": 1.0}}
    rows.append(made(**(general | {"exhaustive": False, "inputs": 70, "variant": "general"})))
    peer = {"activation": "a", "kernel": "value", "library": "torch", "version": "2.13",
            "max_ulp": 154.2, "worst_input": -20.5, "max_ulp_where_all_is_normal": 3.5}  # fmt: skip
    text = page(rows, [peer])
    for part in ("| a | every | 1.5 at -2.5 |", "| 1.6e+07 | 40.25 | 7.75 |", "c = 1 | 1 |",
                 "| a | 154 at -20.5 (3.5) |", "PyTorch 2.13"):  # fmt: skip
        assert part in text


def test_kernels_along_an_axis_are_measured_at_several_lengths() -> None:
    about = CATALOGUE["softmax"]
    functions = PACKAGE.hashes("softmax")
    for function in functions:
        asked = replace(task(about, function, PACKAGE), lengths={2: 3, 5: 3})
        found = measured_along(asked)
        assert asked.function == function
        assert set(found.largest) == {2, 5}
        assert 0 < found.mean < found.max_ulp < 4
    off = replace(asked, kind="value", kernel=lambda rows: 1.25 * PACKAGE.module.softmax(rows))
    assert measured_along(off).max_ulp > 1e5
    along = row.Row.along("softmax", "value", "float32", found, "h", "here")
    assert along.budget == 4
    assert "| softmax | float32 | `value` |" in page([along], [])


def test_a_kind_of_kernel_that_no_sample_is_left_of_is_not_in_the_figures() -> None:
    lines = list(highlights._accuracy([made(kernel="derivative", exhaustive=False)]))
    assert lines[0] == "On samples, the kernels of 1 activation:"
    assert [line[:6] for line in lines if line.startswith("*")] == ["* f': "]


def test_the_contest_says_what_it_was_measured_on_and_where_the_errors_are() -> None:
    """A library that rounds subnormal results to 0 is not off by millions elsewhere."""
    torch = {"activation": "gelu", "kernel": "value", "library": "torch", "inputs": 98_705,
             "max_ulp": 2.02e6, "max_ulp_where_all_is_normal": 1.97}  # fmt: skip
    ours = {**torch, "library": "symact", "max_ulp": 1.49, "max_ulp_where_all_is_normal": 1.49}
    text = "\n".join(highlights._contest([ours, torch]))
    assert "one sample of 98,705 float32 inputs" in text
    assert "| gelu | 1.49 | 2.02e+06 (1.97) |" in text
