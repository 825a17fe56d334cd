"""What every test may ask for."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

import symact
from symact.cli import main

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
def derived() -> dict[str, symact.Derived]:
    """The catalogue: each activation keeps the sheet that it is first asked for."""
    return dict(symact.catalogue)


@dataclass(frozen=True)
class Done:
    """How a command line ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Runs the command line in this process: `cli("list")`, in another folder with `cwd=`."""

    def start(*arguments: str, cwd: Path = ROOT) -> Done:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = main(arguments)
        return Done(code, *capsys.readouterr())

    return start


KERNEL_CACHE = ROOT / "generated" / "symact_kernels" / "__pycache__"
"""Where all tests keep machine code: whatever package, worker or run compiles it first."""


@pytest.fixture(scope="session")
def k(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The package `sample_kernels` of the hand-written kernels in `numba_samples`, imported."""
    import numba_samples

    folder = tmp_path_factory.mktemp("package")
    numba_samples.write_package(folder / "sample_kernels")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMACT_KERNELS_CACHE", str(KERNEL_CACHE))
        patch.syspath_prepend(folder)
        package = importlib.import_module("sample_kernels")
        importlib.import_module("sample_kernels._cache").folder()
    return package
