"""The worked examples of the documentation run, and do what they say."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def digits() -> ModuleType:
    """The script that trains on digits."""
    path = ROOT / "docs" / "examples" / "digits.py"
    spec = importlib.util.spec_from_file_location("digits", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["digits"] = module
    spec.loader.exec_module(module)
    return module


def test_digits_are_learned_and_drawn(digits: ModuleType, tmp_path: Path) -> None:
    losses, recognised = digits.train("prelu", steps=60)
    assert losses[0] > 2
    assert losses[-1] < 0.5
    assert recognised > 0.85
    for name in ("a.svg", "b.svg"):
        digits.main(["relu", "--steps", "5", "--output", str(tmp_path / name)])
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert b"<svg" in (tmp_path / "a.svg").read_bytes()
