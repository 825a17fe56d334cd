"""The compiled kernels of a package on disk, by path: which package is importable does not matter.

A kernel is named by its package's folder and its own names, so that it can be sent to other
processes, which have to see the same folder.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import math
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from symact.errors import InputError

MANIFEST = "manifest.json"
"""The file that makes a folder a package of kernels."""

MOST_EDGES = 24
"""A kernel has few edges; what is beyond that many is some other constant."""


@dataclass(frozen=True)
class CompiledKernel:
    """A kernel function of a package, such as `general_vjp_f32`, on arrays.

    `near` asks for it with its tables or without, whatever this machine would take.
    """

    folder: str
    activation: str
    function: str
    near: bool | None = None

    def __call__(self, *operands: Any, out: Any = None) -> Any:
        """The kernel's values; its first call compiles it."""
        function = _ufunc(self.folder, self.activation, self.function, self.near)
        return function(*operands, out=out)


@dataclass(frozen=True)
class CompiledPackage:
    """A package of kernels in a folder."""

    folder: Path

    @property
    def activations(self) -> dict[str, dict[str, str]]:
        """The hash of every kernel function, by activation."""
        path = self.folder / MANIFEST
        if not path.is_file():
            raise InputError(f"there are no kernels in {self.folder}; run: symact generate")
        kernels: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["kernels"]
        return kernels

    @property
    def host(self) -> str:
        """What of this machine may show in a figure.

        Kernels give equal bits where it is equal, those with tables and those without each.
        """
        host = importlib.import_module(f"{_module(self.folder).__name__}._host")
        fused = "fma" if host.multiplies_and_adds_at_once() else "fma in software"
        return f"{platform.machine()}, {fused}"

    @property
    def module(self) -> ModuleType:
        """The package itself, imported."""
        return _module(self.folder)

    def hashes(self, activation: str) -> Mapping[str, str]:
        """The hash of every kernel function of one activation, by its name."""
        known = self.activations
        if activation not in known:
            raise InputError(
                f"there are no kernels of {activation!r} in {self.folder}; run: symact generate"
            )
        return known[activation]

    def kernel(self, activation: str, function: str, near: bool | None = None) -> CompiledKernel:
        """A kernel on arrays, with its tables or without."""
        return CompiledKernel(str(self.folder), activation, function, near)

    def tabled(self, activation: str) -> Sequence[str]:
        """The functions of an activation that have tables."""
        table = importlib.import_module(f"{_module(self.folder).__name__}.functions")
        found: list[str] = table.ACTIVATIONS[activation].near
        return found

    def edges(self, activation: str, function: str) -> Sequence[float]:
        """The numbers that a kernel compares with, with either sign, and the ends of its tables."""
        path = self.folder / "kernels" / f"{activation}.py"
        kernels = importlib.import_module(f"{_module(self.folder).__name__}.kernels.{activation}")
        _, *ends = getattr(kernels, "NEAR", {}).get(function, [None])
        return edges(path.read_text(encoding="utf-8"), function, ends)


def edges(source: str, function: str, ends: Sequence[float] = ()) -> list[float]:
    """The finite numbers in the comparisons of a function, and its ends; with either sign.

    The ends are those of the range in which it looks numbers up in tables.
    """
    found = {abs(end) for end in ends}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for comparison in ast.walk(node):
                if isinstance(comparison, ast.Compare):
                    found |= _numbers(comparison)
    return sorted(v for size in sorted(found)[:MOST_EDGES] for v in (-size, size))


def _numbers(comparison: ast.Compare) -> set[float]:
    constants = [n.value for n in ast.walk(comparison) if isinstance(n, ast.Constant)]
    numbers = [abs(float(v)) for v in constants if isinstance(v, int | float)]
    return {v for v in numbers if v != 0 and math.isfinite(v)}


@lru_cache(maxsize=4096)
def _ufunc(folder: str, activation: str, function: str, near: bool | None) -> Any:
    """The ufunc with the inner loop of a kernel function."""
    kind = function.removeprefix("general_").rsplit("_", 1)[0]
    if near is not None:
        package = _module(Path(folder)).__name__
        functions = importlib.import_module(f"{package}._functions")
        return functions.measured_ufunc(package, activation, kind, near)
    name = activation if kind == "value" else f"{activation}_{kind}"
    public = getattr(_module(Path(folder)), name)
    if function.startswith("general_"):
        return public.ufunc
    return getattr(public, "default", public)


def _module(folder: Path) -> ModuleType:
    """The package in a folder, imported under a name of its own, made of what is in it."""
    digest = hashlib.sha256((folder / MANIFEST).read_bytes() + bytes(folder)).hexdigest()
    name = f"{folder.name}_{digest[:16]}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
