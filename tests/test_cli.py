"""The command line, run as a user runs it: exit codes, first lines, output in full."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from symact import driver
from symact.cli import limit, main, views
from symact.cli.screen import Screen
from symact.driver.tree import Changes
from symact.verdict import WORDS

COMMANDS = ("build", "list", "show", "verify", "check", "generate", "bench", "docs")

DEFINITIONS = '''
from sympy import Integer, Piecewise, exp
from symact import Positive, Real, activation

@activation(cites="an example")
def bent(x: Real, alpha: Positive = Integer(2)):
    """The identity for positive inputs, a bounded tail below."""
    return Piecewise((x, x > 0), (alpha * (exp(x) - 1), True))
'''


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(DEFINITIONS)
    return path


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.startswith("symact: ")


def test_help_names_every_command_and_the_exit_codes(cli) -> None:
    done = cli("--help")
    assert done.returncode == 0
    assert all(f" {command} " in done.stdout for command in COMMANDS)
    assert "Exit codes" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(cli, command: str) -> None:
    done = cli(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [["show", "sin(" * 50 + "x" + ")" * 50], ["check", "1", "--of", "sin(" * 50 + "x" + ")" * 50]],
    ids=["show", "check"],
)
def test_a_formula_beyond_all_measure_ends_in_one_line(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limit, "SECONDS", 0.02)
    assert main(words) == 2
    assert one_line(capsys.readouterr().err)


def test_an_overflow_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def overflows(*_: object) -> None:
        raise OverflowError("int too large to convert to float")

    monkeypatch.setattr(driver, "describe", overflows)
    assert main(["show", "x"]) == 2
    assert capsys.readouterr().err.startswith(
        "symact: the formula holds numbers that are too large"
    )


def test_without_a_command_the_help_is_shown(cli) -> None:
    done = cli()
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_version(cli) -> None:
    assert cli("--version").stdout == "symact 0.1.0\n"


WRONG = {
    "unknown command": (("chekc",), "check"),
    "no such command": (("foo",), "accuracy, bench, build, check"),
    "unknown option": (("list", "--form", "x.py"), "--from"),
    "unknown name": (("show", "relo"), "relu"),
    "unknown name to verify": (("verify", "sigmoyd"), "sigmoid"),
    "unknown name to generate": (("generate", "sofmax", "--output", "pkg"), "softmax"),
    "unknown function": (("check", "sgimoid(x)", "--of", "tanh"), "sigmoid"),
    "broken text": (("check", "1 - ", "--of", "tanh"), "column 3: the formula ends with '-'"),
    "unknown format": (("docs", "--format", "hmtl"), "html"),
    "word of the language": (("show", "sin"), "'sin' is a function; write sin(...)"),
    "word along an axis": (("check", "f*(1 - f)", "--of", "softmax"), "did you mean 'f_i'?"),
    "whole vector": (("check", "exp(x)*f_i", "--of", "softmax"), "its components x_i and x_j"),
    "output for f": (("check", "y*(1 - y)", "--of", "sigmoid"), "did you mean 'f'?"),
    "letter of the language": (("check", "1", "--of", "π(x)"), "did you mean 'pi'?"),
    "missing file": (("list", "--from", "nowhere.py"), "nowhere.py"),
    "folder for a file": (("list", "--from", "."), ". is a folder; name a file in it"),
    "missing argument": (("check",), "DERIVATIVE"),
    "name of a package": (("generate", "relu", "--output", "not-a-name"), "not-a-name"),
    "name of another package": (("generate", "relu", "--output", "numpy"), "name of a package"),
    "budget without an end": (("generate", "relu", "--max-ulp", "inf"), "--max-ulp"),
    "folder for rows": (("verify", "relu", "--json", "."), "--json '.' is a folder"),
    "no name for rows": (("accuracy", "relu", "--json", ""), "--json '' is a folder"),
    "no folder for rows": (("bench", "relu", "--json", "no/rows.json"), "there is no folder no"),
    "file for a folder": (("docs", "relu", "--output", __file__), "is a file; choose a folder"),
    "cluster without a sweep": (("accuracy", "relu", "--dask", "local"), "add --exhaustive"),
    "peers without a sample": (("accuracy", "relu", "--peers", "--exhaustive"), "--peers"),
    "budget": (("generate", "--max-ulp", "two"), "--max-ulp"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_one_line_that_names_it_and_what_to_do(
    cli, tmp_path: Path, case: str
) -> None:
    arguments, named = WRONG[case]
    done = cli(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert one_line(done.stderr), done.stderr
    assert named in done.stderr
    assert list(tmp_path.iterdir()) == []


WITHOUT_EXTRA = """
import sys
sys.modules["latex2mathml.converter"] = None
from symact.cli import main
sys.exit(main(["docs", "relu", "--output", "pages"]))
"""


def test_ctrl_c_is_one_line(monkeypatch, capsys) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(driver, "catalogue_rows", stopped)
    assert main(["list"]) == 130
    assert capsys.readouterr().err == "symact: stopped; no file was left half written\n"


def test_what_an_extra_is_needed_for_is_said_with_the_command(run, tmp_path: Path) -> None:
    done = run("-c", WITHOUT_EXTRA, cwd=tmp_path)
    assert done.returncode == 2
    assert one_line(done.stderr), done.stderr
    assert "pip install 'symact[docs]'" in done.stderr


BROKEN = {
    "raises": ("x = 1\ny = x / 0\n", ":2: ZeroDivisionError"),
    "syntax": ("x = 1\n\nif:\n", ":3: "),
    "empty": ("x = 1\n", "declares no activation"),
    "float": (
        "from symact import Real, activation\n@activation()\ndef f(x: Real):\n    return 0.5 * x\n",
        ":2: activation 'f': 0.5",
    ),
    "a decorator without parentheses": (
        "from symact import activation\n@activation\ndef f(x): pass\n",
        "@activation() over 'f'",
    ),
    "one name twice": (
        "from symact import Real, activation\n"
        + "\n@activation()\ndef bent(x: Real):\n    return x\n" * 2,
        ":8: 'bent' is declared in line 4 already",
    ),
    "no text": ("x = 1\x00\n", ": source code string cannot contain null bytes"),
    "ends the program": ("import sys\nsys.exit(3)\n", ":2: the file ends the program"),
    "unknown import": ("from symact import activaton\n", "activaton"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_definition_file_is_one_line_with_file_and_line(
    cli, tmp_path: Path, case: str
) -> None:
    source, named = BROKEN[case]
    path = tmp_path / "mine.py"
    path.write_text(source)
    done = cli("list", "--from", str(path))
    assert done.returncode == 2
    assert one_line(done.stderr), done.stderr
    assert str(path) in done.stderr
    assert named in done.stderr


def test_a_claim_that_cannot_be_read_is_named_with_its_file(cli, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text('from symact import Claim\nc = Claim("relu", derivative="sing(x)")\n')
    done = cli("verify", "--from", str(path))
    assert done.returncode == 2
    assert one_line(done.stderr), done.stderr
    assert f"{path}: claim about relu, derivative: column 1: unknown name 'sing'" in done.stderr


def test_many_changed_files_are_counted_and_few_are_named(capsys) -> None:
    paths = tuple(Path("kernels", "a", f"{n}.py").absolute() for n in range(views.LISTED + 1))
    views.changes(Screen(), Changes(paths, paths[:1]), "kernels")
    name = Path("kernels", "a")
    assert capsys.readouterr().out.splitlines() == [
        f"removed {name / '0.py'}",
        f"wrote {len(paths)} files in {name}",
    ]


CHECKS = {
    ("f*(1 - f)", "sigmoid"): ("proved", 0),
    ("1 - f**2", "tanh"): ("proved", 0),
    ("where(x > 0, 1, 0)", "relu"): ("convention", 0),
    ("where(x >= 0, 1, 0)", "relu"): ("convention", 0),
    ("1 - f", "sigmoid"): ("refuted", 1),
    ("f*(1 + f)", "sigmoid"): ("refuted", 1),
    ("1 - f**2", "x/(1 + abs(x))"): ("refuted", 1),
    ("(1 - abs(f))**2", "x/(1 + abs(x))"): ("proved", 0),
    ("2*x", "x**2"): ("proved", 0),
}


@pytest.mark.parametrize(("claim", "of"), CHECKS)
def test_check_prints_its_verdict_alone_and_no_other_verdict(cli, claim: str, of: str) -> None:
    word, code = CHECKS[claim, of]
    done = cli("check", claim, "--of", of)
    assert done.returncode == code
    first, *rest = done.stdout.splitlines()
    assert first == word
    assert not re.search("|".join(WORDS), "\n".join(rest) + done.stderr)


def test_a_formula_may_begin_with_a_minus(cli) -> None:
    assert cli("check", "-exp(-x)", "--of", "exp(-x)").stdout.startswith("proved\n")
    assert cli("check", "--of", "-x", "-1").stdout.startswith("proved\n")
    assert cli("show", "-x").stdout.startswith("-x\n")
    assert cli("show", "--jsno", "x").returncode == 2


def test_no_other_verdict_is_named_below_any_verdict_on_record(capsys) -> None:
    for verdict in driver.verify(driver.library()):
        capsys.readouterr()
        views.judgement(Screen(), verdict)
        first, rest = capsys.readouterr().out.split("\n", 1)
        assert first == verdict.verdict
        assert not re.search("|".join(WORDS), rest), rest


def test_list_is_whole_in_a_pipe(cli) -> None:
    lines = cli("list").stdout.splitlines()
    assert lines[0].split()[0] == "name"
    assert {line.split()[0] for line in lines[1:]} >= {"relu", "softmax", "selu"}
    assert all("…" not in line and line == line.rstrip() for line in lines)
    assert "Klambauer et al. 2017, arXiv:1706.02515" in "\n".join(lines)


def test_what_is_not_known_is_answered_in_a_short_line_and_list_has_the_rest(cli) -> None:
    for arguments in (("show", "zzz"), ("check", "1 - qqq(x)", "--of", "tanh")):
        error = cli(*arguments).stderr
        assert len(error) < 160
        assert "`symact list`" in error
    listed = cli("list").stdout
    assert all(word in listed for word in ("expm1", "Phi", "where(condition"))


def on_a_terminal(*arguments: str, columns: int = 80) -> str:
    """What a command writes to a terminal of that width."""
    parent, child = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "symact", *arguments]
    process = subprocess.Popen(command, stdout=child, stderr=child, env=environment)
    os.close(child)
    parts = []
    while select.select([parent], [], [], 60)[0]:
        try:
            part = os.read(parent, 65536)
        except OSError:  # Linux ends a terminal whose other side is closed like this
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(parent)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", b"".join(parts).decode()).replace("\r\n", "\n")


def test_list_is_folded_and_not_cut_on_a_narrow_terminal() -> None:
    text = on_a_terminal("list", columns=60)
    assert all(len(line) <= 60 for line in text.splitlines())
    assert "…" not in text
    assert "leaky_relu" in text


def test_show_tells_formula_derivative_kinks_and_verdicts(cli) -> None:
    text = cli("show", "relu").stdout
    for part in ("Formula", "Kinks", "Properties", "Stable form", "Claims", "f'(x)", "convention"):
        assert part in text


def test_show_takes_a_formula(cli) -> None:
    text = cli("show", "x/(1 + abs(x))").stdout
    assert "x/(1 + abs(x))" in text or "x/(abs(x) + 1)" in text
    assert "(-1, 1)" in text


def test_show_json_is_json_and_its_formulas_are_read_back(cli) -> None:
    page = json.loads(cli("show", "leaky_relu", "--json").stdout)
    assert page["parameters"] == {"slope": "1/10"}
    assert page["kinks"][0]["at"] == "0"
    done = cli(
        "check", json.loads(cli("show", "tanh", "--json").stdout)["derivative"], "--of", "tanh"
    )
    assert done.stdout.splitlines()[0] == "proved"


def test_show_latex_is_a_fragment(cli) -> None:
    text = cli("show", "sigmoid", "--latex").stdout
    assert r"\frac" in text
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("text", ["relu6(x**-2 + 1e-30*e)", "(1/pi + 1e200 + 2)**2"])
def test_values_that_no_float_holds_are_shown(cli, text: str) -> None:
    for options in ((), ("--latex",), ("--json",)):
        assert cli("show", text, *options).stdout


def test_show_knows_a_users_file(cli, definitions: Path) -> None:
    done = cli("show", "bent", "--from", str(definitions))
    assert done.returncode == 0
    assert "C^1 iff alpha = 1" in done.stdout


def test_verify_writes_rows_and_every_verdict_is_the_recorded_one(cli, tmp_path: Path) -> None:
    done = cli("verify", "--json", str(tmp_path / "out.json"))
    assert done.returncode == 0, done.stdout
    rows = json.loads((tmp_path / "out.json").read_text())
    keys = {"activation", "claim", "source", "verdict", "expected", "witness", "method"}
    assert all(keys <= row.keys() for row in rows)
    assert all(row["verdict"] == row["expected"] for row in rows)
    assert all(row["verdict"] != "refuted" or row["witness"] for row in rows)
    derivatives = [row["activation"] for row in rows if row["claim"] == "derivative"]
    assert sorted(derivatives) == sorted({row["activation"] for row in rows})


def test_verify_json_goes_to_standard_output_too(cli) -> None:
    rows = json.loads(cli("verify", "relu", "--json", "-").stdout)
    assert {row["activation"] for row in rows} == {"relu"}


def test_a_reader_who_has_seen_enough_ends_nothing_badly(root: Path) -> None:
    pipe = f"{sys.executable} -m symact list | head -n 1"
    done = subprocess.run(
        ["bash", "-c", pipe], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
