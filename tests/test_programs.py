"""Lowered programs as JSON, and their store: with the same key they are not made again."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from sympy import Integer, Piecewise, pi

from symact.activation import Activation, Positive, Real, activation
from symact.catalogue import CATALOGUE
from symact.driver import kernels, programs, sources
from symact.driver.programs import Entry, entry_of, key_of
from symact.driver.workers import Workers, silent
from symact.ir import (
    Const,
    Documentation,
    InvalidProgram,
    Kernel,
    KernelSet,
    Let,
    Op,
    Parameter,
    Program,
    Select,
    Var,
)
from symact.ir.serial import _expr, expr_text, from_json, to_json

WORDS = Documentation("A test.")


@activation()
def bent(x: Real):
    """Two straight lines."""
    return Piecewise((x, x > 0), (x / pi, True))


@activation()
def sloped(x: Real, alpha: Positive = Integer(1)):
    """Two straight lines."""
    return Piecewise((x, x > 0), (alpha * x, True))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and no checked-in entries."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(programs, "_checked_in", lambda name: [])
    return tmp_path / "symact" / "programs"


MADE = (KernelSet("bent", (), WORDS), ())
"""What stands in for lowering where a test is about its store."""


def lowered(a: Activation, max_ulp: float = 2.0, fresh: bool = False) -> Entry:
    return kernels.lowered(Workers(None, silent), [a], max_ulp, fresh)[0]


@pytest.mark.parametrize("name", ["bent", "perceptron", "softmax", "maxout"])
def test_kernels_survive_json(store: Path, name: str) -> None:
    made = lowered({**CATALOGUE, "bent": bent}[name]).kernels
    text = json.dumps(to_json(made))
    again = from_json(json.loads(text), made.doc)
    assert repr(again) == repr(made)  # NaN is not equal to itself
    for old, new in zip(
        (*made.kernels, *made.general, *made.axiswise),
        (*again.kernels, *again.general, *again.axiswise),
        strict=True,
    ):
        assert new.hash == old.hash
    words = [[stage.means for stage in kernel.stages] for kernel in made.axiswise]
    assert words == [[stage.means for stage in kernel.stages] for kernel in again.axiswise]
    assert all(map(all, words))  # each says what it is


@pytest.mark.parametrize(
    "value",
    [
        Const(Fraction(-3, 7)), Const(Fraction(1, 2**70), "2^-70"), Const(float("-inf")),
        Const(float("nan")), Const(-0.0), Const(Fraction(-5), "", "int"), Var("x"),
        Const(Fraction(12345678901234567891, 2**99), "sqrt(2/pi), high word"),
        Select(Op("lt", (Var("x"), Const(1e300))), Var("x"), Op("neg", (Var("x"),))),
    ],
    ids=repr,
)  # fmt: skip
def test_an_expression_survives_as_text(value: object) -> None:
    assert repr(_expr(expr_text(value), {"x": "real"})) == repr(value)


@pytest.mark.parametrize("text", ["(sinh x)", "x x", "", "(add x", "(lt x 1)"])
def test_text_that_is_no_kernel_is_refused(text: str) -> None:
    kernel = {
        "kind": "value", "dtype": "float32", "formula": "", "inputs": ["x"], "lets": [], "out": text
    }  # fmt: skip
    data = {"name": "f", "parameters": [], "kernels": [kernel], "general": [], "axiswise": []}
    with pytest.raises(InvalidProgram):
        from_json(data, WORDS)


def test_what_has_not_changed_is_not_lowered_again(store: Path, monkeypatch) -> None:
    monkeypatch.setattr(kernels, "lower_measured", lambda *_: MADE)
    first = lowered(bent)
    monkeypatch.setattr(kernels, "lower_measured", None)
    assert repr(lowered(bent)) == repr(first)
    renamed = replace(bent, meaning="Other words.")
    assert lowered(renamed).kernels.doc.meaning == "Other words."
    assert lowered(renamed).key == first.key
    for changed in (
        replace(bent, expr=bent.expr + 1),
        replace(bent, at_kinks=((Integer(0), Integer(1), "said"),)),
    ):
        with pytest.raises(TypeError):
            lowered(changed)
    with pytest.raises(TypeError):
        lowered(bent, max_ulp=3.0)
    with pytest.raises(TypeError):
        lowered(bent, fresh=True)


def test_an_entry_is_looked_up_once(store: Path, monkeypatch) -> None:
    monkeypatch.setattr(kernels, "lower_measured", lambda *_: MADE)
    asked = []
    look = programs.stored
    monkeypatch.setattr(programs, "stored", lambda *about: asked.append(about) or look(*about))
    for words in (bent, bent, replace(bent, meaning="Other words.")):
        lowered(words)
    assert len(asked) == 3


def test_a_damaged_entry_is_made_anew(store: Path, monkeypatch) -> None:
    monkeypatch.setattr(kernels, "lower_measured", lambda *_: MADE)
    first = lowered(bent)
    (path,) = store.glob("bent-*.json")
    text = path.read_text()
    assert repr(entry_of(text)) == repr(first)
    for damaged in (text[:-40], text.replace("A test", "Two tests"), "[]", "{}", ""):
        assert entry_of(damaged) is None
        path.write_text(damaged)
        assert repr(lowered(bent)) == repr(first)
        assert path.read_text() == text


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path, monkeypatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(kernels, "lower_measured", lambda *_: MADE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert lowered(bent).kernels.name == "bent"


def test_a_key_follows_code_and_not_words(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sources, "ROOT", tmp_path / "symact")
    folder = tmp_path / "symact" / "part"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")

    def forget() -> None:
        for cached in (sources.digest_of_sources, sources._content, sources._tree):
            cached.cache_clear()

    def digest(body: str, other: str = "A = 1\n", data: str = "1") -> str:
        (folder / "one.py").write_text("from symact.part.two import A\n" + body)
        (folder / "two.py").write_text(other)
        (folder / "numbers.json").write_text(data)
        forget()
        return sources.digest_of_sources(("symact.part.one",))

    plain = digest("def f(x):\n    return x\n")
    assert digest('def f(x):\n    """Words."""  # more\n    return (x)\n') == plain
    assert digest("def f(x):\n    return -x\n") != plain
    assert digest("def f(x):\n    return x\n", "A = 2\n") != plain
    assert digest("def f(x):\n    return x\n", data="2") != plain
    forget()


def test_the_digest_of_sources_is_kept_under_the_bytes_of_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    modules = ("symact.ir.scalar",)
    sources.digest_of_sources.cache_clear()
    found = sources.digest_of_sources(modules)
    (kept,) = (tmp_path / "symact" / "sources").glob("*.txt")
    assert kept.read_text(encoding="utf-8") == found
    with monkeypatch.context() as patch:
        patch.setattr(sources, "_digest", lambda _: pytest.fail("read anew"))
        sources.digest_of_sources.cache_clear()
        assert sources.digest_of_sources(modules) == found
    kept.write_text("half")
    sources.digest_of_sources.cache_clear()
    assert sources.digest_of_sources(modules) == found
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    assert sources._raw(modules) != kept.stem
    sources.digest_of_sources.cache_clear()


def test_one_item_is_done_in_this_process() -> None:
    class Pool:
        def map(self, function: object, items: list[int]) -> list[int]:
            return [-n for n in items]

    both = Workers(Pool(), silent)  # type: ignore[arg-type]
    assert both.map("", abs, [1], ["a"]) == [1]
    assert both.map("", abs, [1, 2], ["a", "b"]) == [-1, -2]


def test_the_catalogues_keys_differ() -> None:
    keys = {key_of(a, 2.0) for a in CATALOGUE.values()}
    assert len(keys) == len(CATALOGUE)
    other = replace(sloped, parameters=(replace(sloped.parameters[0], default=Integer(2)),))
    assert key_of(other, 2.0) != key_of(sloped, 2.0)


def test_kernels_with_parameters_survive_json() -> None:
    x, slope = Var("x"), Var("slope")
    plain = Program((x,), (), Op("neg", (x,)))
    general = Program((x, slope), (Let("t", Op("mul", (slope, x))),), Var("t"))
    made = KernelSet(
        "f",
        (Kernel("f", "value", "float32", plain, "-x"),),
        WORDS,
        (Parameter("slope", Const(Fraction(7, 2**90), "sqrt(2)"), "sqrt(2)", "slope > 0"),),
        (Kernel("f", "value", "float64", general),),
    )
    assert from_json(json.loads(json.dumps(to_json(made))), WORDS) == made
