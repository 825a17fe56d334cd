"""Where the rows of a kernel along an axis lie, and which of its steps run in one loop."""

from __future__ import annotations

from . import _host
from ._order import STRETCH
from ._vectors import operations

LONG = STRETCH  # operations from which a kernel's order matters


class Layout:
    """An index for every row: operands first, then the result, then rows made on the way.

    `held[k]` is the type in which row k is read or written: "f" or "d". `real` is the type that
    the kernel computes in. `cores[k]` is the index of row k's own stride among the ufunc's steps.
    `groups` are the steps in passes along a row, `joint` those in passes across rows.
    """

    def __init__(self, kernel, source, target):
        self.real = {"float32": "f", "float64": "d"}[kernel.arithmetic]
        names = list(kernel.operands)
        self.operands, self.out = len(names), len(names)
        self.index = {name: k for k, name in enumerate(names)}
        held = source if source in "fd" else "f" if source == "e" else "d"
        self.held = [held] * self.operands + ["f" if target in "ef" else "d"]
        self.rows = {n: k for n, k in self.index.items() if kernel.operands[n] == "row"}
        cores = [*self.rows.values()] + ([self.out] if kernel.shape != "number" else [])
        self.cores = {k: self.operands + 1 + place for place, k in enumerate(cores)}
        self.first = min(self.rows.values())
        if kernel.shape != "number":
            self.rows["out"] = self.out
        steps = kernel.steps[:-1] if kernel.shape == "matrix" else kernel.steps
        self.joint = grouped(steps)
        self.groups = self.joint if _host.has_many_registers() else grouped(steps, is_long)
        self._scratch(kernel)

    def _scratch(self, kernel):
        """Rows that a later pass reads, and a matrix's numbers."""
        matrix = kernel.shape == "matrix"
        last = kernel.steps[-1] if matrix else None
        rows = set(self.rows)
        for k, group in enumerate(self.groups):
            later = {n for g in self.groups[k + 1 :] for s in g for n in s.inputs}
            later |= {n.removesuffix("_k") for n in last.inputs} if last else set()
            for step in group:
                for name in step.results if step.what == "row" else ():
                    if name in later and name not in rows:
                        self.rows[name] = len(self.held)
                        self.held.append(self.real)
        self.kept, self.kept_numbers = len(self.held), {}
        self.held.append("d")
        if last:
            self.rows |= {f"{n}_k": k for n, k in self.rows.items() if n != "out"}
            numbers = [n for n in last.inputs if n not in self.rows and n != "diagonal"]
            self.kept_numbers = {n: k for k, n in enumerate(numbers)}
        self.stored = set(self.rows)
        self.count = len(self.held)

    def is_operand(self, name):
        """Whether a row is one of the caller's."""
        return self.rows[name] < self.operands


def is_long(step):
    """Whether a step makes a row by a long kernel, such as exponentials."""
    return step.what == "row" and "out" not in step.results and operations(step.kernel) > LONG


def grouped(steps, apart=lambda step: False):
    """Steps in runs: numbers, or passes whose steps need nothing that the pass itself reduces.

    A step that is to be `apart` has a pass of its own: a long kernel is where there are few
    registers. In float32, log_softmax takes 0.59 ns an element rather than 0.79 by that, and
    softmax with AVX-512, the other way round, 0.34 rather than 0.38 (Zen 4).
    """
    groups, reduced, loop = [], set(), None
    for step in steps:
        passes = step.what != "number" and not step.what.startswith("at ")
        alone = passes and (apart(step) or (loop and apart(groups[-1][-1])))
        if passes != loop or alone or (passes and reduced & set(step.inputs)):
            groups.append([])
            reduced = set()
        groups[-1].append(step)
        loop = passes
        if passes and step.what != "row":
            reduced |= set(step.results)
    return groups
