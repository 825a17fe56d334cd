"""The package's type stub: complete, laid out as ruff would, and true to what functions give."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
from conftest import ROOT

ARRAYS = {"f16": np.float16, "f32": np.float32, "f64": np.float64, "i8": np.int8}

CALLS = {
    "k.sigmoid(f16)": "NDArray[np.float16]",
    "k.sigmoid(f32)": "NDArray[np.float32]",
    "k.sigmoid(f64)": "NDArray[np.float64]",
    "k.sigmoid(i8)": "NDArray[np.float64]",
    "k.sigmoid(0.5)": "np.float64",
    "k.sigmoid(3)": "np.float64",
    "k.sigmoid(np.float32(1))": "np.float32",
    "k.sigmoid(f32, order='C')": "NDArray[np.float32]",
    "k.sigmoid(f32, out=f64)": "NDArray[np.float64]",
    "k.sigmoid_vjp(f32, f32)": "NDArray[np.float32]",
    "k.sigmoid_vjp(2.0, f32)": "NDArray[np.float32]",
    "k.leaky_relu(f32)": "NDArray[np.float32]",
    "k.leaky_relu(f32, 0.2)": "NDArray[np.float32]",
    "k.leaky_relu(f64, slope=f64)": "NDArray[np.float64]",
    "k.leaky_relu(0.5, slope=2)": "np.float64",
    "k.leaky_relu.default(f32)": "NDArray[np.float32]",
    "k.leaky_relu_vjp(f32, f32, slope=0.2)": "NDArray[np.float32]",
    "k.leaky_relu_vjp_slope(f32, f32)": "np.float32",
    "k.leaky_relu_vjp_slope(f32, f32, f32)": "NDArray[np.float32]",
    "k.sigmoid.nin": "int",
    "k.leaky_relu.ufunc.types": "list[str]",
}
"""Expressions with their types."""

WRONG = ["k.sigmoidd(f32)", "k.sigmoid(f32, f32, f32)", "k.leaky_relu(f32, alpha=1.0)"]


def test_a_type_checker_knows_what_functions_give(k: ModuleType, tmp_path: Path) -> None:
    lines = ["import numpy as np", "from numpy.typing import NDArray", "import sample_kernels as k"]
    lines += [f"{name} = np.ones(3, np.{kind.__name__})" for name, kind in ARRAYS.items()]
    lines += [f"r{n}: {result} = {call}" for n, (call, result) in enumerate(CALLS.items())]
    lines += ["with k.threads(2):", "    pass"]
    uses = tmp_path / "uses.py"
    uses.write_text("\n".join([*lines, *WRONG, ""]))
    package = Path(str(k.__file__)).parent
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"),
         "--disallow-any-expr", str(uses), str(package / "__init__.pyi")],
        cwd=package.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = {int(n) for n in re.findall(r"^\S+uses\.py:(\d+): error", done.stdout, re.MULTILINE)}
    first = len(lines) + 1
    assert found == set(range(first, first + len(WRONG))), done.stdout
    assert "sample_kernels" not in re.sub(r"(?m)^\S+uses\.py:.*$", "", done.stdout)


def test_types_are_those_of_the_values(k: ModuleType) -> None:
    names = {name: np.ones(3, kind) for name, kind in ARRAYS.items()}
    for call, result in CALLS.items():
        value = eval(call, {"k": k, "np": np, **names})  # noqa: S307 - of the table above
        if result.startswith("NDArray"):
            assert isinstance(value, np.ndarray), call
            assert value.dtype.name in result, call
        elif result.startswith("np."):
            assert type(value).__name__ == result.removeprefix("np."), call


def test_the_stub_lists_every_name(k: ModuleType) -> None:
    package = Path(str(k.__file__)).parent
    body = ast.parse((package / "__init__.pyi").read_text()).body
    listed = [n.target for n in body if isinstance(n, ast.AnnAssign)]
    assert [n.id for n in listed if isinstance(n, ast.Name)] == k.__all__
    assert (package / "py.typed").exists()
