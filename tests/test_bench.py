"""The benchmark: its plan, its rows, what it does with peers, and the page made of the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import groupby, pairwise, permutations
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any

import numpy as np
import pytest
import symact_kernels

from symact import bench, driver
from symact.bench import Case, SpeedRow, Subject
from symact.bench.chart import chart
from symact.bench.page import of_main_table, page
from symact.bench.peers import Data
from symact.bench.plan import LARGE, MAIN, SMALL
from symact.bench.table import Peers
from symact.bench.timing import in_turns
from symact.catalogue import CATALOGUE
from symact.driver import highlights
from symact.driver.bench import last_bench

PLAIN = [name for name in ("numpy", "scipy", "numexpr") if not bench.available()[name]]

ROW = SpeedRow(
    "sigmoid", "value", "float32", MAIN, 1, "contiguous", 0.5, 0.02, 0.6, 0.1, 0.1,
    {"torch": 0.75, "numpy": 4.0}, ("torch",), {"jax.jit": "jax is not installed"},
    {"symact": 1.5, "torch": 9.0}, "A", "B 1",
)  # fmt: skip


def test_the_table_names_activations_of_the_catalogue() -> None:
    assert bench.TABLE.keys() <= CATALOGUE.keys()


@pytest.mark.parametrize("name", [n for n in bench.TABLE if hasattr(symact_kernels, n)])
def test_plain_peers_compute_the_same_function(name: str) -> None:
    found = bench.measure(
        Case(name, "value", "float64", 64, peers=tuple(PLAIN), budget=0),
        symact_kernels,
        CATALOGUE[name].axiswise,
    )
    assert found.left_out == {}
    assert found.ns_per_element > 0


def test_a_peer_that_fails_or_computes_something_else_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(library: object, x: object, out: object) -> None:
        raise ValueError("not\nhere")

    def measured(function: object) -> SpeedRow:
        monkeypatch.setitem(bench.TABLE, "relu", Peers(numpy=function))  # type: ignore[arg-type]
        return bench.measure(
            Case("relu", "value", "float32", 64, peers=("numpy",), budget=0), symact_kernels, False
        )

    assert measured(broken).left_out == {"numpy": "ValueError: not here"}
    other = measured(lambda library, x, out: np.negative(x, out=out))
    assert "differ" in other.left_out["numpy"]
    assert (other.peers, other.best_peer, other.ratio) == ({}, None, None)
    allocating = measured(lambda library, x, out: np.maximum(x, 0))
    assert allocating.without_out == ("numpy",)
    assert measured(lambda library, x, out: np.maximum(x, 0, out=out)).without_out == ()


@pytest.mark.parametrize("layout", ["transposed", "stride 2", "in place"])
def test_layouts_are_what_they_say(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Data] = []

    def watch(data: Data, operands: int) -> dict[str, object]:
        seen.append(data)
        return {"copy": int, "ufunc": int}

    monkeypatch.setattr(import_module("symact.bench.measure"), "_baselines", watch)
    bench.measure(
        Case("relu", "value", "float32", 2048, layout=layout, budget=0), symact_kernels, False
    )
    (data,) = seen
    assert data.x.size == 2048
    assert (data.out is data.x) == (layout == "in place")
    assert data.x.flags.c_contiguous == (layout == "in place")
    assert data.x.flags.f_contiguous == (layout != "stride 2")


def test_errors_are_measured_beside_the_times(monkeypatch: pytest.MonkeyPatch) -> None:
    near = Peers(numpy=lambda library, x, out: np.nextafter(np.maximum(x, 0), np.float32(9), out))
    monkeypatch.setitem(bench.TABLE, "relu", near)
    found = bench.measure(
        Case("relu", "value", "float32", 64, peers=("numpy",), budget=0), symact_kernels, False
    )
    assert found.max_ulp == {"numpy": 1, "symact": 0}


def test_calls_are_timed_in_turns() -> None:
    order: list[str] = []
    found = in_turns({n: lambda n=n: order.append(n) for n in "ab"}, 0.0)  # type: ignore[misc]
    assert found.keys() == {"a", "b"}
    assert all(t.median > 0 and t.spread >= 0 for t in found.values())
    runs = "".join(order).replace("a", " ").split()
    assert len(runs) > 2  # neither is done before the other begins


def test_everybody_follows_everybody_after_a_call_of_its_own() -> None:
    order: list[str] = []
    in_turns({n: lambda n=n: order.append(n) for n in "abcd"}, 0.1)  # type: ignore[misc]
    turns = [(name, len(list(run))) for name, run in groupby(order[8:])]
    followed = {(one, two) for (one, _), (two, _) in pairwise(turns)}
    assert followed == set(permutations("abcd", 2))
    assert min(calls for _, calls in turns) >= 2


def test_a_turn_waits_for_threads_that_another_one_left_spinning() -> None:
    until, left = [0.0], []
    spinning: list[Thread] = []

    def spin() -> None:
        while perf_counter() < until[0]:
            pass

    def busy() -> None:
        until[0] = perf_counter() + 0.04
        if not spinning or not spinning[-1].is_alive():
            spinning.append(Thread(target=spin))
            spinning[-1].start()

    def quiet() -> None:
        left.append(until[0] - perf_counter())

    in_turns({"busy": busy, "quiet": quiet}, 0.0, at_rest=True)
    assert max(left[2:]) < 0  # the first two are called before the turns
    assert len(left) > 200  # a turn calls for 20 ms, until sleeping cores are awake


def test_every_array_begins_at_a_cache_line(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Data] = []
    measure = import_module("symact.bench.measure")

    def watch(data: Data, operands: int) -> dict[str, object]:
        seen.append(data)
        return {"copy": int, "ufunc": int}

    monkeypatch.setattr(measure, "_baselines", watch)
    for layout in ("contiguous", "transposed", "stride 2"):
        for name, n in (("gelu", 4096), ("softmax", 4096)):
            if name == "softmax" and layout != "contiguous":
                continue
            case = Case(name, "vjp", "float32", n, layout=layout, budget=0)
            bench.measure(case, symact_kernels, CATALOGUE[name].axiswise)
    assert len(seen) == 4
    for data in seen:
        assert {a.ctypes.data % 64 for a in (data.x, data.g, data.y, data.out)} == {0}


def test_the_whole_plan_covers_every_kernel_and_layout() -> None:
    one = Subject("sigmoid", ("value", "vjp", "vjp_from_output"), False, False)
    two = Subject("elu", ("value", "vjp"), True, False)
    plan = bench.cases([one, two])
    main = {(c.activation, c.kernel, c.dtype) for c in plan if c.n == MAIN and c.peers}
    assert main == {(s.name, k, d) for s in (one, two) for k in s.kernels for d in bench.DTYPES}
    assert {c.n for c in plan} == {SMALL, MAIN, LARGE}
    assert {c.threads for c in plan} == {1, 2}
    assert {c.layout for c in plan if c.activation == "elu"} > {"array parameters", "in place"}
    slow = [c for c in plan if "torch.compile" in c.peers]
    assert {c.dtype for c in slow} == {"float32"}
    few = bench.cases([two], ["float64"], [100], [3])
    assert {(c.n, c.dtype, c.threads) for c in few} == {(100, "float64", 3)}


def test_the_command_writes_rows_of_every_peer_that_is_there(cli, tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    done = cli("bench", "sigmoid", "softmax", "-n", "64", "-n", "100", "--json", str(path))
    assert done.returncode == 0, done.stderr
    rows = json.loads(path.read_text())
    assert {(r["activation"], r["n"]) for r in rows} == {
        (name, n) for name in ("sigmoid", "softmax") for n in (64, 100)
    }
    keys = {"kernel", "dtype", "threads", "ns_per_element", "peers", "best_peer", "ratio"}
    assert all(keys <= r.keys() and r["ns_per_element"] > 0 for r in rows)
    there = {name for name, lacking in bench.available().items() if not lacking}
    assert {p for r in rows for p in r["peers"]} == there
    for name, lacking in bench.available().items():
        assert (f"left out: {name}: {lacking}" in done.stderr) == bool(lacking)
    assert "sigmoid_vjp_from_output" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(("sigmoyd",), "sigmoid"), (("relu", "--dtype", "float23"), "float32"), (("-n", "0"), "-n")],
)
def test_wrong_input_is_one_line(cli, arguments: tuple[str, ...], named: str) -> None:
    done = cli("bench", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert named in done.stderr


def test_rows_are_read_back() -> None:
    (back,) = bench.rows_of(bench.text_of([ROW]))
    assert back == ROW
    assert (back.best_peer, back.ratio) == ("torch", 1.5)


def test_the_page_says_where_we_are_behind() -> None:
    slower = replace(ROW, activation="tanh", ns_per_element=1.5)
    rows = [
        ROW,
        slower,
        replace(ROW, n=LARGE, peers={}),
        replace(ROW, n=SMALL, peers={}),
        replace(ROW, layout="stride 2", peers={}),
        replace(ROW, threads=2),
    ]
    text = page(rows, "speed.svg")
    assert "| sigmoid | 0.500 | 2% | 0.100 | 4.000 | 0.750 | 1.50 | 1.5 / 9 |" in text
    assert "| **0.50** |" in text
    assert "| float32 | 2 | 1 | 1 | 0.87 |" in text
    assert "jax.jit: jax is not installed" in text
    for part in ("2 threads", f"{LARGE:,} elements", "Calls on 1,024", "Layouts", "](speed.svg)"):
        assert part in text
    assert chart(rows) == chart(rows)
    assert "<dc:date>" not in chart(rows)


def test_a_ratio_to_accurate_peers_leaves_others_out() -> None:
    assert ROW.ratio == 1.5
    assert ROW.ratio_to_accurate is None  # PyTorch is 9 ulp off, NumPy was not compared
    accurate = replace(ROW, max_ulp={"symact": 1.5, "torch": 9.0, "numpy": 2.0})
    assert accurate.ratio_to_accurate == 8.0
    text = page([accurate], "speed.svg")
    assert "| float32, beside peers within 4 ULP on these inputs | 1 | 1 | 0 | 8.00 |" in text


def test_the_page_is_that_of_the_record() -> None:
    made = driver.speed_pages()
    assert [path.name for path, _ in made.single] == ["speed.md", "speed.svg"]
    for path, data in made.single:
        assert path.read_bytes() == data, "run: symact docs"


def test_a_second_set_is_timed_beside_the_first(cli: Callable[..., Any], tmp_path: Path) -> None:
    case = Case("relu", "value", "float32", 64, peers=("numpy",), budget=0)
    row = bench.measure(case, symact_kernels, False, symact_kernels)
    assert row.second is not None
    assert row.max_ulp["second"] == row.max_ulp["symact"]
    assert SpeedRow.from_json(row.to_json()).second == row.to_json()["second"]
    text = page([replace(ROW, second=0.25, max_ulp={**ROW.max_ulp, "second": 7.0})], "chart.svg")
    assert "| symact | spread | second set |" in text
    assert "1.5 / 7 / 9" in text
    assert "second set" not in page([ROW], "chart.svg")
    missing = cli("bench", "relu", "--kernels", str(tmp_path))
    assert missing.returncode == 2
    assert "--max-ulp 8" in missing.stderr


def test_the_readme_counts_every_kernel_once_and_names_those_far_behind() -> None:
    rows = last_bench()
    lines = list(highlights._speed(rows))
    named = " ".join(line for line in lines if line.startswith("* "))
    table = [line.strip("| ").split(" | ") for line in lines if line.startswith("| float")]
    standings = list(highlights._standings([r for r in of_main_table(rows) if r.peers]))
    assert [cells[0] for cells in table] == [label for label, _ in standings]
    for cells, (_, ratios) in zip(table, standings, strict=True):
        ahead = sum(ratio >= 1 for _, ratio in ratios)
        assert int(cells[1]) == len(ratios) == sum(map(int, cells[3:]))
        assert int(cells[3]) == ahead
        assert all(f"{ratio:.2f}" in named for _, ratio in ratios if ratio < 0.75)
