"""The driver: what it works on, what it makes of a user's file, and that it is repeatable."""

from __future__ import annotations

import math
import re
import signal
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from sympy import exp
from sympy.abc import x

import symact
from symact.driver.library import library
from symact.driver.workers import workers
from symact.errors import InputError, SymactError
from symact.lower import sample

DEFINITIONS = '''
from sympy import Integer, Piecewise
from symact import Claim, Positive, Real, activation

@activation(cites="an example")
def bent(x: Real, alpha: Positive = Integer(2)):
    """The identity for positive inputs, a line below."""
    return Piecewise((x, x > 0), (alpha * x, True))

@activation()
def half(x: Real):
    """Half of the input."""
    return x / 2

CLAIMS = [
    Claim("half", derivative="f/x", source="mine"),
    Claim("tanh", derivative="1 - f", source="mine", expected="refuted"),
]
'''


THIN = tuple((reach, max(n // 50, 20)) for reach, n in sample.DENSITY)
"""Fewer inputs to lower on, for what is the same on however many."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of this module's own: what was lowered on fewer inputs is for no other to find."""
    return str(tmp_path_factory.mktemp("store"))


@pytest.fixture
def definitions(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", store)
    monkeypatch.setattr(sample, "DENSITY", THIN)
    path = tmp_path / "mine.py"
    path.write_text(DEFINITIONS)
    return path


def test_a_users_library_stands_on_the_catalogue(definitions: Path) -> None:
    mine = library(definitions)
    assert mine.own == ("bent", "half", "tanh")
    assert [a.name for a in mine.chosen()] == ["tanh", "bent", "half"]
    assert mine.get("relu") is library().get("relu")
    assert len(mine.claims_on(mine.get("tanh"))) == 1


def test_names_are_chosen_once_and_in_the_order_of_the_library() -> None:
    assert [a.name for a in library().chosen(["relu", "sigmoid", "relu"])] == ["sigmoid", "relu"]
    for spelt, meant in (("Gelu", "gelu"), ("LeakyReLU", "leaky_relu"), ("hard-tanh", "hard_tanh")):
        with pytest.raises(InputError, match=f"did you mean '{meant}'"):
            library().get(spelt)
    with pytest.raises(InputError, match="did you mean 'relu'"):
        library().chosen(["relo"])


@pytest.mark.parametrize("processes", [1, 2])
def test_workers_keep_the_order_and_report_every_item(processes: int) -> None:
    told = []
    with workers(lambda *step: told.append(step), processes) as pool:
        assert pool.map("abs", abs, [-3, 2, -1], ["a", "b", "c"]) == [3, 2, 1]
    assert told == [("abs", 1, 3, "a"), ("abs", 2, 3, "b"), ("abs", 3, 3, "c")]


def fail(item: int) -> int:
    if item == 2:
        raise InputError("two is wrong")
    return item


@pytest.mark.parametrize("processes", [1, 2])
def test_a_failure_in_a_worker_is_the_callers(processes: int) -> None:
    with pytest.raises(InputError, match="two is wrong"), workers(processes=processes) as pool:
        pool.map("fail", fail, [1, 2, 3], ["1", "2", "3"])


def test_the_names_of_the_package_are_there_and_documented() -> None:
    for name in symact.__all__:
        assert getattr(symact, name).__doc__, name
    assert set(symact.__all__) <= set(dir(symact))
    with pytest.raises(AttributeError, match="no attribute 'relu'"):
        symact.relu  # noqa: B018


def test_a_name_of_the_package_wins_over_the_module_of_that_name() -> None:
    import symact.activation
    import symact.sheet

    assert callable(symact.activation)
    assert callable(symact.sheet)


@pytest.mark.parametrize("name", symact.catalogue)
def test_everything_is_derived_for_every_activation(
    derived: dict[str, symact.Derived], name: str
) -> None:
    known = derived[name]
    assert known.expr == symact.get(name).expr
    assert known.derivative is not None
    assert known.latex()
    assert known.sheet.facts
    assert repr(known).startswith(f"<{name}: ")


def test_the_catalogue_is_a_mapping() -> None:
    assert "relu" in symact.catalogue
    assert "relo" not in symact.catalogue
    with pytest.raises(KeyError):
        symact.catalogue["relo"]


def test_check_takes_a_name_a_formula_or_an_activation() -> None:
    for of in ("tanh", "tanh(x)", symact.get("tanh"), symact.get("tanh").activation):
        assert symact.check("1 - f**2", of=of).verdict == "proved"
        assert symact.check("1 - f(x)**2", of=of).verdict == "proved"
    with pytest.raises(InputError, match="column"):
        symact.check("__import__('os')", of="tanh")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: symact.get(None), "the name is given as text, not as None"),
        (lambda: symact.check(1, of="tanh"), "the derivative is given as text, not as 1"),
        (lambda: symact.check("1", of=exp(x)), "the function is given as text, not as exp(x)"),
        (lambda: symact.check("1", of="x", source="none.py"), "none.py does not exist"),
        (lambda: symact.generate("gelo"), "did you mean 'gelu'?"),
        (lambda: symact.generate(["gelo"], output="out"), "did you mean 'gelu'?"),
        (lambda: symact.generate("relu", max_ulp=math.inf), "from 0.5 to 1,000,000, not inf"),
        (lambda: symact.generate("relu", max_ulp=math.nan), "from 0.5 to 1,000,000, not nan"),
    ],
    ids=["name", "claim", "function", "file", "one", "several", "inf", "nan"],
)
def test_what_is_no_input_is_refused_in_words(
    call: Callable[[], object], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt name without a folder made the whole catalogue anew, and said nothing."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=re.escape(said)):
        call()
    assert list(tmp_path.iterdir()) == []


def test_a_formula_may_call_the_catalogue() -> None:
    assert symact.check("f*(1 - f)", of="sigmoid(x)").verdict == "proved"
    assert symact.check("where(x > 0, 1, 0)", of="relu(x)").verdict == "convention"


USE = """
import sys
import numpy as np
import mine as k
x = np.array([-np.inf, -1.0, 0.0, 3.0])
assert np.array_equal(k.half(x), x / 2)
assert np.array_equal(k.bent(x), [-np.inf, -2.0, 0.0, 3.0])
assert k.bent(x, alpha=5.0)[1] == -5.0
assert k.bent_vjp(3.0, x)[1] == 6.0
assert k.bent_vjp_alpha(3.0, x[1:]) == -3.0
assert k.bent_vjp_alpha.ufunc(3.0, x, 2.0)[1] == -3.0
assert not {"sympy", "symact", "symact_kernels"} & set(sys.modules)
print("fine")
"""


def test_a_users_kernels_are_a_package_that_stands_alone(
    definitions: Path, tmp_path: Path, run
) -> None:
    changes = symact.generate(["bent", "half"], source=definitions, output=tmp_path / "mine")
    assert changes.written
    definitions.unlink()
    done = run("-c", USE, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.stdout == "fine\n", done.stderr


def test_activations_declared_in_a_program_become_kernels_too(
    definitions: Path, tmp_path: Path
) -> None:
    half = library(definitions).get("half")
    symact.generate([half], output=tmp_path / "mine")
    assert "half" in (tmp_path / "mine" / "__init__.py").read_text()
    with pytest.raises(InputError, match="--output DIR"):
        symact.generate([half])


GENERATES = f"""
from symact.lower import sample
sample.DENSITY = {THIN}
if __name__ == "__main__":
    from symact.cli import main
    raise SystemExit(main())
"""


def test_output_is_the_same_whatever_the_hash_seed_and_the_number_of_workers(
    tmp_path: Path, run, store: str
) -> None:
    script = tmp_path / "generates.py"
    script.write_text(GENERATES)  # a file, which worker processes run too
    made = []
    for seed, processes in (("1", "1"), ("2", "2")):
        folder = tmp_path / seed / "some_kernels"
        names = ("relu", "sigmoid", "maxout")
        options = ("--output", str(folder), "--fresh", "--processes", processes)
        variables = {"PYTHONHASHSEED": seed, "XDG_CACHE_HOME": store}
        done = run(str(script), "generate", *names, *options, **variables)
        assert done.returncode == 0, done.stderr
        made.append({p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()})
    assert made[0] == made[1]


def test_an_edited_formula_is_noticed_and_changes_its_own_kernels_alone(
    definitions: Path, tmp_path: Path, cli
) -> None:
    folder = tmp_path / "mine"
    arguments = ["generate", "half", "identity", "--from", str(definitions)]
    arguments += ["--output", str(folder), "--processes", "1"]
    assert cli(*arguments).returncode == 0
    assert cli(*arguments, "--check").returncode == 0
    before = {path: path.read_bytes() for path in folder.rglob("*.py")}
    definitions.write_text(DEFINITIONS.replace("x / 2", "x / 4"))
    done = cli(*arguments, "--check")
    assert done.returncode == 1
    assert "(on disk)" in done.stdout
    assert f"symact {' '.join(arguments)}" in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*.py")} == before
    assert cli(*arguments).returncode == 0
    assert cli(*arguments, "--check").returncode == 0
    changed = {path.name for path in before if path.read_bytes() != before[path]}
    assert "half.py" in changed
    assert "identity.py" not in changed


def test_names_do_not_thin_out_the_package_of_the_checkout(monkeypatch, tmp_path: Path) -> None:
    from symact.driver import kernels

    monkeypatch.setattr(
        kernels,
        "lowered",
        lambda pool, chosen, budget, fresh, root: [
            SimpleNamespace(kernels=a, measured=()) for a in chosen
        ],
    )
    monkeypatch.setattr(
        kernels,
        "package_files",
        lambda sets, package, rows=(): dict.fromkeys((a.name for a in sets), ""),
    )
    monkeypatch.setattr(kernels.programs, "files", lambda entries: {})
    monkeypatch.setattr(kernels, "measured", lambda *_: [])
    whole, part = (kernels.make_kernels(library(), ["relu"], where) for where in (None, tmp_path))
    assert len(whole.outputs[0].files) == len(library().activations) + 1
    assert list(part.outputs[0].files) == ["relu", "accuracy.json"]


def test_an_unexpected_verdict_fails_and_is_named(definitions: Path, cli) -> None:
    assert cli("verify", "--from", str(definitions)).returncode == 0
    definitions.write_text(DEFINITIONS.replace('"f/x"', '"f*x"'))
    done = cli("verify", "--from", str(definitions))
    assert done.returncode == 1
    assert "half, derivative: refuted, but proved is recorded" in done.stdout


def test_a_build_stops_at_an_unexpected_verdict_and_writes_nothing(
    tmp_path: Path, monkeypatch
) -> None:
    from dataclasses import replace

    module = import_module("symact.driver.build")  # the package offers the function of that name
    real = library()
    wrong = tuple(
        replace(c, expected="refuted") if c.activation == "tanh" else c for c in real.claims
    )
    monkeypatch.setattr(module, "library", lambda: replace(real, claims=wrong))
    summary = module.build(tmp_path / "out")
    assert not summary.ok
    assert {v.activation for v in summary.unexpected} == {"tanh"}
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from symact.driver import kernels, library, make_kernels

def report(stage, done, total, item):
    if done == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

folder, processes = Path(sys.argv[1]), int(sys.argv[3])
make_kernels(library(), ["relu", "identity"], folder, report=report, processes=processes).publish()
"""


def test_a_killed_command_changes_nothing_and_leaves_no_process(tmp_path: Path, run) -> None:
    folder = tmp_path / "some"
    done = run("-c", KILLED, str(folder), "1", "2")
    assert done.returncode == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []
    assert run("-c", KILLED, str(folder), "0", "1").returncode == 0
    assert (folder / "__init__.py").exists()


ORPHANS = """
import os, signal, time
from symact.driver.workers import workers

def main():
    with workers(processes=1 + 1) as pool:
        print(*pool.map("pid", pid, [1, 2], ["1", "2"]), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

def pid(item):
    time.sleep(0.2)
    return os.getpid()

if __name__ == "__main__":
    main()
"""


def test_workers_end_with_the_process_that_started_them(tmp_path: Path, run) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    done = run(str(script))
    pids = [int(word) for word in done.stdout.split()]
    assert pids, done.stderr
    for _ in range(50):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return
        time.sleep(0.1)
    pytest.fail("workers outlive the process that started them")


def test_a_checkout_is_needed_where_no_output_is_named(monkeypatch, tmp_path: Path) -> None:
    from symact.driver import places

    monkeypatch.setattr(symact, "__file__", str(tmp_path / "symact" / "__init__.py"))
    with pytest.raises(SymactError, match="--output DIR"):
        places.generated()
