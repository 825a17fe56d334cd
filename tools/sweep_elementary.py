"""Measure elementary functions on every float32 input, compiled, against the float64 versions.

Run `python tools/sweep_elementary.py [NAME...]`; about five minutes a function. The
float64 version is within 1 ulp of its type, so that a figure is good to 2^-29 ulp of float32.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from symact.elementary import FUNCTIONS
from symact.ir import Documentation, Kernel, KernelSet, Op, Program, Var
from symact.ir.scalar import OPS
from symact.targets.numba import emit

CHUNK = 1 << 22
LARGEST = float(np.finfo(np.float32).max)
ONE_WORD = [name for name in FUNCTIONS if OPS[name] == (("real",), "real")]


def compiled(names: list[str], folder: Path) -> object:
    """A package of ufuncs, one for each function."""
    sets = []
    for name in names:
        call = Program((Var("x"),), (), Op(name, (Var("x"),)))
        kernels = tuple(Kernel(name, "value", dtype, call) for dtype in ("float32", "float64"))
        sets.append(KernelSet(name, kernels, Documentation(f"{name}.")))
    for path, text in emit(sets, "swept").items():
        target = folder / "swept" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    return importlib.import_module("swept")


def errors(found: np.ndarray, true: np.ndarray) -> np.ndarray:
    """The ulp error of float32 values against float64 ones, as `symact.ulp` defines it."""
    exponent = np.where(true == 0, -126, np.maximum(np.frexp(true)[1] - 1, -126))
    error = np.ldexp(np.abs(found.astype(np.float64) - true), 23 - exponent)
    overflow = np.abs(true) >= LARGEST + 2.0**103
    right = np.isinf(found) & (np.signbit(found) == np.signbit(true))
    error = np.where(overflow, np.where(right, 0, np.inf), error)
    error = np.where(overflow | np.isfinite(found), error, np.inf)
    return np.where(np.isnan(true), np.where(np.isnan(found), 0, np.inf), error)


def sweep(name: str, function: np.ufunc) -> str:
    """One line: the largest error, where, and how many results are more than 0.51 ulp off."""
    start = time.perf_counter()
    largest, at, rounded_wrong, normal = 0.0, 0.0, 0, 0.0
    for first in range(0, 1 << 32, CHUNK):
        x = np.arange(first, first + CHUNK, dtype=np.uint32).view(np.float32)
        with np.errstate(all="ignore"):
            true, found = function(x.astype(np.float64)), function(x)
            error = errors(found, true)
        k = int(np.argmax(error))
        if error[k] > largest:
            largest, at = float(error[k]), float(x[k])
        rounded_wrong += int((error > 0.51).sum())
        normal = max(normal, float(error[~(np.abs(true) < 2.0**-126)].max(initial=0)))
    share = rounded_wrong / 2**32
    seconds = time.perf_counter() - start
    return (
        f"{name:13} {largest:.4f} ulp at {at!r}, {normal:.4f} where the result is normal; "
        f"{share:.2%} beyond 0.51; {seconds:.0f} s"
    )


def main() -> None:
    """Sweep the named functions, or all of one argument."""
    names = sys.argv[1:] or ONE_WORD
    with tempfile.TemporaryDirectory() as folder:
        package = compiled(names, Path(folder))
        for name in names:
            print(sweep(name, getattr(package, name)), flush=True)


if __name__ == "__main__":
    main()
