"""The machine and the versions that times belong to."""

from __future__ import annotations

import platform
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "numba", "llvmlite", "scipy", "numexpr", "torch", "jax", "onnxruntime")
FEATURES = ("avx512f", "avx2", "fma", "asimd", "sve")
"""The features of a processor that decide how wide vectors are."""


def processor() -> str:
    """The processor's name with its vector features, and the operating system."""
    known = _cpuinfo()
    name = known.get("model name") or platform.processor() or platform.machine()
    flags = set((known.get("flags") or known.get("Features") or "").split())
    parts = [f for f in FEATURES if f in flags]
    if "model" in known:  # a virtual machine's name may hide which one it is
        name += f", family {known['cpu family']} model {known['model']}"
    return f"{name} ({', '.join([platform.machine(), *parts])}), {platform.system()}"


def _cpuinfo() -> dict[str, str]:
    path = Path("/proc/cpuinfo")
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    pairs = (line.partition(":") for line in lines)
    return {key.strip(): value.strip() for key, _, value in pairs}


def versions() -> str:
    """The version of Python and of every package that is installed of those compared."""
    found = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            found.append(f"{package} {version(package)}")
    return ", ".join(found)
