"""What every test may ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs Python in a fresh process: `run("-c", "...", NAME="value of a variable")`."""

    def start(
        *arguments: str, cwd: Path = ROOT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'generated'}", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return start


@pytest.fixture(scope="session")
def symact(run: Run) -> Run:
    """Runs the command line in a fresh process: `symact("list")`."""

    def start(*arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
        return run("-m", "symact", *arguments, **options)

    return start
