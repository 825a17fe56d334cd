"""Hard inputs: what a sweep finds over budget is kept, and lowered within it the next time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from symact.accuracy import Row
from symact.accuracy.part import Part
from symact.accuracy.plan import targets
from symact.accuracy.row import BUDGETS
from symact.accuracy.truth import references
from symact.catalogue import CATALOGUE
from symact.driver import hard, kernels, programs
from symact.driver.workers import Workers, silent
from symact.interpret import evaluate
from symact.lower import elementwise
from symact.lower.task import Task
from symact.pieces import Pieces
from symact.ulp import ulp_errors

SHIPPED = {name: hard.known(name) for name in CATALOGUE}
KEPT = [
    (name, dtype, kind)
    for name, dtypes in SHIPPED.items()
    for dtype, kinds in dtypes.items()
    for kind in kinds
]


def row(kernel: str, errors: dict[float, float], **more: Any) -> Row:
    word, dtype = (np.uint32, "float32")
    worst = tuple((e, int(np.array([x], dtype).view(word)[0])) for x, e in errors.items())
    given: dict[str, Any] = {
        "activation": "gelu", "variant": "default", "dtype": dtype, "choices": [{}], "main": 0,
        "digest": "", "exhaustive": True, "reference": None, "sampled": 0, "host": "",
    }  # fmt: skip
    return Row.of(**given | more, kernel=kernel, part=Part(10, 0, worst))


@pytest.mark.parametrize(("name", "dtype", "kind"), KEPT)
def test_the_kernels_are_within_their_budget_there(name: str, dtype: str, kind: str) -> None:
    stored = programs.stored(CATALOGUE[name], 2.0)
    assert stored is not None
    (kernel,) = [k for k in stored.kernels.kernels if (k.kind, k.dtype) == (kind, dtype)]
    function = _function(name, dtype, kind)
    x = np.array(SHIPPED[name][dtype][kind], dtype)
    (operand,) = (v.name for v in kernel.program.inputs if v.name != "g")
    given = {operand: x} | ({"g": np.ones((), dtype)} if kind.startswith("vjp") else {})
    with np.errstate(all="ignore"):
        y = evaluate(kernel.program, kernel.dtype, **given)
    errors = ulp_errors(y, references(function, x), np.dtype(dtype).type)
    assert errors.max() <= BUDGETS[dtype, "value"]


def _function(name: str, dtype: str, kind: str) -> Pieces:
    every = targets(CATALOGUE[name], "float32" if dtype == "float32" else "float64")
    (found,) = (t for t in every if kind in t.kinds and t.variant == "default")
    return found.function


def test_a_row_names_the_inputs_over_its_budget_worst_first() -> None:
    assert row("value", {1.5: 3.0, -2.0: 2.5, 4.0: 2.0}).over == (1.5, -2.0)
    assert row("vjp", {1.5: 3.0, -2.0: 2.5}).over == ()
    assert row("value", {1.5: 9.0}, variant="general").over == ()


def test_they_are_kept_by_type_and_kind_and_none_is_lost(tmp_path: Path) -> None:
    hard.add([row("value", {0.1: 2.5}), row("vjp", {3.0: 5.0, -0.5: 4.0})], tmp_path)
    hard.add([row("value", {7.0: 2.5}), row("derivative", {-0.5: 2.1})], tmp_path)
    tenth = float(np.float32(0.1))
    found = hard.known("gelu", tmp_path)["float32"]
    mine = json.loads((tmp_path / "hard_inputs.json").read_text())["gelu"]["float32"]
    assert mine == {"derivative": "-0x1p-1 0x1.8p+1", "value": "0x1.99999ap-4 0x1.cp+2"}
    assert {-0.5, 3.0} <= set(found["derivative"])
    assert {tenth, 7.0} <= set(found["value"])
    assert not hard.add([row("value", {7.0: 1.5})], tmp_path)


def test_with_many_the_worst_and_a_spread_of_the_others_are_kept(tmp_path: Path) -> None:
    errors = {float(1 + k): 9 - k / 1000 for k in range(1000)}
    hard.add([row("value", errors)], tmp_path)
    kept = hard._read(tmp_path / "hard_inputs.json")["gelu"]["float32"]["value"]
    assert len(kept) == hard.MOST
    assert 1.0 in kept
    assert max(kept) > 990


def test_a_program_goes_by_the_hard_inputs_it_was_made_with(tmp_path: Path) -> None:
    gelu, silu = CATALOGUE["gelu"], CATALOGUE["silu"]
    before = programs.key_of(gelu, 2.0, tmp_path), programs.key_of(silu, 2.0, tmp_path)
    hard.add([row("value", {0.1: 2.5})], tmp_path)
    assert programs.key_of(gelu, 2.0, tmp_path) != before[0]
    assert programs.key_of(silu, 2.0, tmp_path) == before[1]


def test_lowering_has_them_in_its_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks: list[Task] = []

    class Stop(Exception):
        """Enough was seen."""

    def seen(task: Task) -> Any:
        tasks.append(task)
        (block, *_) = sampled(task)
        assert np.isin(np.array(task.hard, task.dtype), block.x).all()
        raise Stop

    sampled = elementwise._sample
    monkeypatch.setattr(elementwise, "_sample", seen)
    relu = row("value", {0.1: 2.5}, activation="relu", dtype="float64")
    hard.add([relu], tmp_path)
    with pytest.raises(Stop):
        kernels.lowered(Workers(None, silent), [CATALOGUE["relu"]], 2.0, True, tmp_path)
    assert tasks[0].hard == relu.over


def test_the_command_says_what_to_do(tmp_path: Path, cli: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(BUDGETS, ("float32", "value"), 0.1)
    found = cli("accuracy", "relu", "tanh", "--dtype", "float32", "--output", str(tmp_path))
    assert "the sample of tanh; to have them lowered" in " ".join(found.stderr.split())
    assert list(json.loads((tmp_path / "hard_inputs.json").read_text())) == ["tanh"]
