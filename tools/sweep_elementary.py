"""Measure the elementary functions and write `generated/elementary_accuracy.json`.

Run `python tools/sweep_elementary.py [NAME...]`: in float32 every input of a program's domain,
compiled, against the float64 program of the same function, itself measured; in float64 a stratified
sample against balls (`--points`). About a minute a function on two cores. Rows of programs that
have changed since are stale, which a test reports.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

import flint
import numpy as np
from flint import arb
from numba import njit

from symact.elementary import LIFT, TABLE, program, program_hash
from symact.ir import Documentation, Kernel, KernelSet, Op, Program, Var
from symact.ir.scalar import OPS, DType
from symact.targets.numba import emit
from symact.ulp import Reference, ulp_errors

CHUNK = 1 << 15
RANGES = 64
OUTPUT = Path(__file__).resolve().parent.parent / "generated" / "elementary_accuracy.json"
SWEPT = [n for n, f in TABLE.items() if f.part in ("value", "lifted") and OPS[n][1] == "real"]
BALLS = {
    "exp": arb.exp, "expm1": arb.expm1, "log": arb.log, "log1p": arb.log1p, "tanh": arb.tanh,
    "atan": arb.atan, "erf": arb.erf, "erfc": arb.erfc, "sin": arb.sin, "cos": arb.cos,
    "erfcx": lambda s: (s * s).exp() * s.erfc(),
}  # fmt: skip
REFERENCE = {"exp": "exp_fine", "erfcx": "erfcx"}
"""The float64 program that is the truth for float32, where it is not named after the function."""
X, LOW = Var("x"), Var("low")


def call_of(name: str) -> Program:
    """A program that calls a function with x, or with x and a low word."""
    words = (X, LOW)[: TABLE[name].words]
    return Program(words, (), Op(name, words))


@cache
def compiled(name: str, reference: str) -> tuple[Any, Any]:
    """The float32 program and the float64 one as ufuncs."""
    folder = Path(tempfile.mkdtemp(prefix="swept"))
    kernels = {"found": call_of(name), "true": call_of(reference)}
    dtypes: dict[str, DType] = {"found": "float32", "true": "float64"}
    sets = []
    for key, code in kernels.items():
        kind = "value" if len(code.inputs) == 1 else "vjp"
        kernel = Kernel(key, kind, dtypes[key], code)
        sets.append(KernelSet(key, (kernel,), Documentation(key)))
    for path, text in emit(sets, folder.name).items():
        target = folder / folder.name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    module = importlib.import_module(folder.name)
    suffix = "" if len(kernels["found"].inputs) == 1 else "_vjp"
    return getattr(module, "found" + suffix), module.true


@njit(nogil=True, error_model="numpy")
def worst(found: Any, true: Any, bits: Any) -> tuple[float, int, float]:
    """The largest error in ulp where the result is normal, its place, and the largest elsewhere.

    2^(23 - e) of a true value's exponent e, or of -126, comes from the bits of the value.
    """
    largest, at, subnormal = -1.0, 0, 0.0
    for k in range(len(true)):
        exponent = ((bits[k] >> 52) & 0x7FF) - 1023
        normal = exponent >= -126
        error = abs(np.float64(found[k]) - true[k]) * 2.0 ** (23 - max(exponent, -126))
        if abs(true[k]) >= 2.0**128 - 2.0**103:
            error = 0.0 if np.isinf(found[k]) and (found[k] > 0) == (true[k] > 0) else np.inf
        elif np.isnan(true[k]):
            error = 0.0 if np.isnan(found[k]) else np.inf
        elif not np.isfinite(found[k]):
            error = np.inf
        if normal and error > largest:
            largest, at = error, k
        elif not normal and error > subnormal:
            subnormal = error
    return largest, at, subnormal


def sweep_range(
    name: str, reference: str, first: int, count: int
) -> tuple[float, float, float, int]:
    """The largest error of float32 inputs with bits first, first + 1, ...; where; of subnormals."""
    row, lift = TABLE[name], 2.0 ** (LIFT["float32"] if TABLE[name].part == "lifted" else 0)
    function, truth = compiled(name, reference)
    largest, at, subnormal, inputs = -1.0, 0.0, 0.0, 0
    for start in range(first, first + count, CHUNK):
        x = np.arange(start, start + CHUNK, dtype=np.uint32).view(np.float32)
        with np.errstate(all="ignore"):
            inside = (x >= row.lo) & (x <= row.hi) | np.isnan(x)
            if not inside.any():
                continue
            x = x[inside]
            whole, words = x.astype(np.float64), [x]
            if row.words == 2:
                step = ((x.view(np.uint32) * np.uint32(2654435761)) >> np.uint32(8)) / 2.0**24 - 0.5
                low = (whole * step * 2.0**-23).astype(np.float32)
                low[~np.isfinite(low)] = 0
                words, whole = [x, low], whole + low
            true = truth(whole) * lift
            error, k, rest = worst(function(*words), true, true.view(np.int64))
        inputs += len(x)
        subnormal = max(subnormal, rest)
        if error > largest:
            largest, at = error, float(x[k])
    return largest, at, subnormal, inputs


def float32_row(name: str) -> dict[str, Any]:
    """The row of a sweep."""
    row = TABLE[name]
    reference = REFERENCE.get(row.of, row.of)
    compiled(name, reference)
    step = (1 << 32) // RANGES
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        parts = list(
            pool.map(lambda k: sweep_range(name, reference, k * step, step), range(RANGES))
        )
    largest, at, *_ = max(parts)
    return {
        "max_ulp": round(largest, 4),
        "worst_input": at,
        "max_ulp_subnormal": round(max(p[2] for p in parts), 4),
        "inputs": sum(p[3] for p in parts),
        "exhaustive": True,
        "reference": f"{reference} in float64",
    }


def stratified(name: str, points: int) -> np.ndarray:
    """Float64 inputs of a program's domain: half over all binades, half where functions bend."""
    rng, row = np.random.default_rng(17), TABLE[name]
    exponents = rng.integers(-1074, 1024, points // 4)
    binades = np.ldexp(rng.uniform(1, 2, exponents.size), exponents)
    near = np.exp(rng.uniform(np.log(1e-6), np.log(800), points // 4))
    steep = [rng.uniform(0, d, points // 8) for d in (1, 3, 30, 750)]
    x = np.concatenate([binades, near, *steep])
    x = np.concatenate([x, -x])
    x = x[(x >= row.lo) & (x <= row.hi)]
    x = x[{"log": x > 0, "log1p": x > -1}.get(row.of, np.isfinite(x))]
    return rng.permutation(x)[:points]


def float64_row(name: str, points: int) -> dict[str, Any]:
    """The row of a sample."""
    from symact.interpret import evaluate

    row, code = TABLE[name], program(name, "float64")
    x = stratified(name, points)
    lift = LIFT["float64"] if row.part == "lifted" else 0
    largest, at, subnormal = -1.0, 0.0, 0.0
    for part in np.array_split(x, max(1, len(x) // 20_000)):
        step = np.random.default_rng(3).uniform(-0.5, 0.5, part.size) * np.finfo(float).eps
        low = np.clip(part * step, -1, 1) if row.words == 2 else np.zeros_like(part)
        words = (part, low)[: row.words]
        names = [v.name for v in code.inputs]
        found = evaluate(code, "float64", **dict(zip(names, words, strict=True)))
        true = balls(name, part, low, lift)
        errors = ulp_errors(found, true, "float64")
        small = true.exponent < -1022
        subnormal = max(subnormal, float(errors[small].max(initial=0)))
        errors = np.where(small, 0, errors)
        k = int(np.argmax(errors))
        if errors[k] > largest:
            largest, at = float(errors[k]), float(part[k])
    return {
        "max_ulp": round(largest, 4),
        "worst_input": at,
        "max_ulp_subnormal": round(subnormal, 4),
        "inputs": len(x),
        "exhaustive": False,
        "reference": "balls",
    }


def balls(name: str, x: np.ndarray, low: np.ndarray, lift: int) -> Reference:
    """2^lift f(x + low); where f grows or falls like exp, beyond 10^4 what it is there."""
    function, reach = BALLS[TABLE[name].of], 1e4
    if TABLE[name].of not in ("exp", "expm1", "erfc", "tanh", "erf"):
        reach = inf
    near = np.clip(x, -reach, reach).tolist()
    with flint.ctx.workprec(160):
        scale = arb(2) ** lift
        words = zip(near, low.tolist(), strict=True)
        return Reference.balls([function(arb(v) + b) * scale for v, b in words])


def rows(names: list[str], points: int) -> Iterator[dict[str, Any]]:
    """A row for each program and type."""
    for name in names:
        for dtype in ("float32", "float64"):
            start = time.perf_counter()
            found = float32_row(name) if dtype == "float32" else float64_row(name, points)
            row = {"function": name, "dtype": dtype, "hash": program_hash(name, dtype), **found}
            bound = TABLE[name].ulp[dtype == "float64"]
            verdict = "" if found["max_ulp"] < bound else f"  ABOVE {bound}"
            seconds = time.perf_counter() - start
            print(
                f"{name:24} {dtype} {row['max_ulp']:.4f} at {row['worst_input']!r}, subnormal "
                f"{row['max_ulp_subnormal']:.4f}, {row['inputs']} inputs, {seconds:.0f} s{verdict}",
                flush=True,
            )
            yield row


def main() -> None:
    """Measure the named functions, or all, and put their rows into the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--points", type=int, default=1_000_000)
    options = parser.parse_args()
    known = json.loads(OUTPUT.read_text(encoding="utf-8")) if OUTPUT.exists() else []
    table = {(r["function"], r["dtype"]): r for r in known}
    for row in rows(options.names or SWEPT, options.points):
        table[row["function"], row["dtype"]] = row
        kept = [table[key] for key in sorted(table) if key[0] in TABLE]
        lines = ",\n".join(json.dumps(r) for r in kept)
        OUTPUT.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
