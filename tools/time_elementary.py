"""Time elementary functions, compiled, on packed arrays, and count their loops' instructions.

Run `python tools/time_elementary.py [NAME...] [--dtype float32]`. A row is the least time of many
short runs, taken in turns with the others and with a plain copy in one process, on 2^14 elements
(in the second cache); then the instructions per vector in the loop, by kind. Times taken on a busy
machine compare within one run only.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from symact.elementary import FUNCTIONS, program
from symact.ir import Const, Documentation, Kernel, KernelSet, Op, Program, Var
from symact.ir.scalar import OPS, DType
from symact.targets.numba import emit

SIZE = 1 << 14
REPEATS = 400
APART = 272
"""Elements by which the output is shifted.

Where it starts at the same place in a page as the input, a load waits for the store before it.
"""
COPY = "copy"
KINDS = (
    ("fma", r"vf?n?m(add|sub)\d"), ("mul", "vmul"), ("add", "v(add|sub)p"),
    ("div", "v(div|sqrt)"), ("minmax", "v(min|max)p"), ("scale", "vscalef"),
    ("convert", "vcvt|vrnd"), ("compare", "vcmp|vpcmp|vfpclass|vptest|vpmov"),
    ("blend", "vblend|vpblend"), ("integer", "vp(add|sub|sll|srl|sra)"),
    ("logic", "v(and|or|xor|pand|por|pxor|pternlog)"), ("load", "vmov|vpmov"),
    ("mask", "k[a-z]+"), ("broadcast", "vbroadcast|vpbroadcast"),
)  # fmt: skip


@dataclass(frozen=True)
class Loop:
    """The vector loop of a kernel: width in bits, vectors at a time, instructions per vector."""

    width: int
    unrolled: int
    counts: Mapping[str, float]
    calls: int

    def __str__(self) -> str:
        parts = " ".join(f"{k} {v:g}" for k, v in sorted(self.counts.items(), key=lambda i: -i[1]))
        warning = f" CALLS {self.calls}" if self.calls else ""
        total = sum(self.counts.values())
        return f"{self.width} bits x{self.unrolled}: {total:g} = {parts}{warning}"


class Compiled:
    """Programs of one float input each as ufuncs of a package written to a folder."""

    def __init__(self, programs: Mapping[str, Program], dtype: DType, folder: Path) -> None:
        self.dtype = dtype
        self.package = f"timed_{dtype}_{folder.name}"
        sets = []
        for name, code in programs.items():
            kind = "value" if len(code.inputs) == 1 else "vjp"
            kernel = Kernel(name, kind, dtype, code)
            sets.append(KernelSet(name, (kernel,), Documentation(f"{name}.")))
        for path, text in emit(sets, self.package).items():
            target = folder / self.package / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        sys.path.insert(0, str(folder))
        self.module = importlib.import_module(self.package)
        self.kinds = {s.name: s.kernels[0].kind for s in sets}

    def function(self, name: str) -> Any:
        """The ufunc."""
        suffix = "" if self.kinds[name] == "value" else "_vjp"
        return getattr(self.module, name + suffix)

    def loop(self, name: str) -> Loop:
        """What the assembly of the vector loop holds."""
        kernels = importlib.import_module(f"{self.package}.kernels.{name}")
        body = importlib.import_module(f"{self.package}._body")
        machine = importlib.import_module(f"{self.package}._machine")
        code = "f" if self.dtype == "float32" else "d"
        kernel = getattr(kernels, f"{self.kinds[name]}_f{'32' if code == 'f' else '64'}")
        count = 1 if self.kinds[name] == "value" else 2
        return vector_loop(machine.assembly(body.module_of(kernel, code, count, 0)))


def vector_loop(assembly: str) -> Loop:
    """The block that jumps to itself with the most vector instructions."""
    best: list[str] = []
    block: list[str] = []
    label = ""
    for line in assembly.split("\n"):
        line = line.strip()
        if match := re.match(r"(\.?\w+):", line):
            label, block = match[1], []
        elif line.startswith("j"):
            if line.split()[-1] == label and score(block) > score(best):
                best = block
        elif line and not line.startswith((".", "#")):
            block.append(line)
    width = max((512 if "%zmm" in i else 256 if "%ymm" in i else 128 for i in best), default=0)
    stores = [i for i in best if re.match(r"v?mov\w+\s+%[xyz]mm\d+, [^(]*\(%(?!rsp)", i)]
    unrolled = max(len(stores), 1)
    counts: Counter[str] = Counter()
    for line in best:
        counts[kind_of(line)] += 1
    calls = sum(line.startswith("call") for line in best)
    return Loop(width, unrolled, {k: round(v / unrolled, 1) for k, v in counts.items()}, calls)


def score(block: list[str]) -> int:
    """How many instructions of a block work on vectors."""
    return sum("%zmm" in line or "%ymm" in line for line in block)


def kind_of(line: str) -> str:
    """The kind of an instruction."""
    return next((kind for kind, pattern in KINDS if re.match(pattern, line)), "other")


def times(functions: Mapping[str, Callable[..., Any]], dtype: DType) -> dict[str, float]:
    """ns per element of each function on the same data, the least of many interleaved runs."""
    x = (np.random.default_rng(5).standard_normal(SIZE) * 3).astype(dtype)
    y = np.empty(SIZE + APART, dtype)[APART:]
    best = dict.fromkeys(functions, np.inf)
    for _ in range(REPEATS):
        for name, function in functions.items():
            start = time.perf_counter_ns()
            function(x, out=y)
            best[name] = min(best[name], time.perf_counter_ns() - start)
    return {name: t / SIZE for name, t in best.items()}


def call_of(name: str) -> Program:
    """An elementary function as a program of one input; a low word is a small multiple of it."""
    x = Var("x")
    arguments = (x, Op("mul", (x, Const(2.0**-60)))) if len(OPS[name][0]) == 2 else (x,)
    value = Op(name, arguments)
    if OPS[name][1] == "int":
        value = Op("to_real", (value,))
    return Program((x,), (), value)


def report(programs: Mapping[str, Program], dtype: DType) -> None:
    """Print a row for each program and one for a copy."""
    with tempfile.TemporaryDirectory() as folder:
        compiled = Compiled(programs, dtype, Path(folder))
        functions = {name: compiled.function(name) for name in programs}
        functions[COPY] = lambda x, out: np.copyto(out, x)
        for name, ns in times(functions, dtype).items():
            detail = "" if name == COPY else str(compiled.loop(name))
            print(f"{name:20} {dtype} {ns:7.3f} ns  {detail}", flush=True)


def main() -> None:
    """Time the named functions, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--dtype", choices=("float32", "float64"), action="append")
    options = parser.parse_args()
    names = options.names or list(FUNCTIONS)
    for dtype in options.dtype or ("float32", "float64"):
        report({name: call_of(name) for name in names if program(name, dtype)}, dtype)


if __name__ == "__main__":
    main()
