"""What is generated and checked in is what the formulas give today."""

from __future__ import annotations

import hashlib

import pytest
from conftest import ROOT

from symact import Derived
from symact.driver.readme import with_blocks
from symact.driver.tree import manifest


def test_what_is_generated_in_the_readme_is_fresh(derived: dict[str, Derived]) -> None:
    from symact.driver.pages import readme_blocks

    readme, sheets = ROOT / "README.md", [entry.sheet for entry in derived.values()]
    assert with_blocks(readme, readme_blocks(sheets)) == readme.read_bytes()


@pytest.mark.parametrize("folder", ["generated", "docs/reference"])
def test_generated_files_are_as_they_were_made(folder: str) -> None:
    listed = manifest(ROOT / folder)
    assert listed
    for name, digest in listed.items():
        data = (ROOT / folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest, name


def test_generated_kernels_are_those_of_the_formulas(cli) -> None:
    done = cli("generate", "--check", "--processes", "1")
    assert (done.returncode, done.stdout) == (0, "The kernels are up to date.\n")


def test_the_recorded_verdicts_are_those_of_the_claims() -> None:
    from symact.driver import library, verdicts_json, verify

    recorded = (ROOT / "generated" / "verification.json").read_text(encoding="utf-8")
    assert verdicts_json(verify(library())) == recorded
