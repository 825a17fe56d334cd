"""What the project's own files promise: the README's example, tables and links."""

from __future__ import annotations

import doctest
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import symact
from symact.catalogue import CATALOGUE
from symact.driver.readme import END, START

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTS = [path for pattern in ("*.md", "docs/*.md") for path in sorted(ROOT.glob(pattern))]


def tracked() -> list[Path]:
    """The files that are checked in; all files where there is no git."""
    done = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_example_of_the_readme_runs() -> None:
    test = doctest.DocTestParser().get_doctest(README, {}, "README.md", "README.md", 0)
    result = doctest.DocTestRunner().run(test)
    assert result.attempted >= 8
    assert result.failed == 0


def test_the_definition_file_of_the_readme_is_one(tmp_path: Path) -> None:
    blocks = re.findall(
        r"```python\n(.*?)```", README + (ROOT / "docs/definition-files.md").read_text(), re.S
    )
    files = [block for block in blocks if "@activation" in block]
    assert len(files) == 2
    for source in files:
        path = tmp_path / "mine.py"
        path.write_text(source)
        from symact.driver.library import library

        assert library(path).chosen()


def test_the_readme_lists_every_activation_with_the_formula_that_it_has() -> None:
    table = README.partition(START.format("functions"))[2].partition(END.format("functions"))[0]
    rows = re.findall(r"^\| (\w+) \| `", table, re.M)
    assert rows == list(CATALOGUE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_readme_tells_the_exit_codes_and_the_verdicts_as_they_are() -> None:
    from symact.cli.app import FAILED, OK, WRONG_INPUT
    from symact.verdict import WORDS

    assert (OK, FAILED, WRONG_INPUT) == (0, 1, 2)
    for word, meaning in WORDS.items():
        assert f"| `{word}` | {meaning} |" in README


def test_every_runtime_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in PROJECT["project"]["dependencies"]:
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', text), requirement


def test_the_constraints_pin_what_shapes_output() -> None:
    pins = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    )
    assert {
        "sympy",
        "mpmath",
        "python-flint",
        "matplotlib",
        "latex2mathml",
        "jinja2",
    } <= pins.keys()


def test_the_version_is_in_the_changelog() -> None:
    assert f"## {symact.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"\.PHONY: (.*)", makefile)
    assert phony
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in phony[1].split():
        assert f"make {target} " in done.stdout


def test_no_path_of_a_machine_is_checked_in() -> None:
    for path in tracked():
        if path.suffix in {".svg", ".png", ".pdf"}:
            continue
        text = path.read_text(encoding="utf-8")
        found = re.search(r"(?<![\w.])/(root|home|Users|work)/\w+", text)
        assert not found, f"{path}: {found}"
