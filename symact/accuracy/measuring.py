"""Measure the kernels of an activation: sampled, exhaustively, and about the worst inputs found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.accuracy.inputs import SEED, stratified, thinned
from symact.accuracy.loops import CAP, FRACTION
from symact.accuracy.part import Measured, Part, merged, merged_all, number_of
from symact.accuracy.plan import Choice, Package, Target, function_name, has_cotangent, targets
from symact.accuracy.row import Row
from symact.accuracy.sample import KEPT, Sample, measured
from symact.accuracy.sweep import WHOLE, WORST, Each, Job, Kernel, Range, Swept, swept
from symact.accuracy.truth import exact
from symact.activation import Activation
from symact.ir.scalar import DType
from symact.pieces import Pieces

BATCH = 20_000
"""Inputs of one piece of work with Arb: about half a second."""

OWN = " without tables"
"""The mark of a kernel that is measured a second time, as machines run it that use no tables."""

FROM_X = "from_x"
"""What a vjp from the output is off at y = f(x), by the truth at x."""

MORE = 500
"""At least so many centres at a time."""

ROUNDS, SEARCHED = 3, 2000
"""Rounds of search about the worst inputs of float64, and the inputs tried about each."""

Array = NDArray[Any]


@dataclass(frozen=True)
class Effort:
    """How many inputs: `direct` ones by Arb, `centres` with `each` about them in float64.

    Not every centre has inputs about it: more are taken until there are `least` inputs in all. With
    `sweep`, kernels with the defaults in them are run on those ranges of float32.
    """

    direct: int
    centres: int = 0
    each: int = 800
    least: int = 0
    sweep: tuple[Range, ...] = ()


QUICK = Effort(5_000)
USUAL = Effort(100_000, 2_000)
THOROUGH = Effort(1_000_000, 20_000, least=10_000_000, sweep=WHOLE)


@dataclass(frozen=True)
class Means:
    """What measuring needs from outside.

    `spread(function, items)` maps over items, in order; `each` runs ranges of a sweep; `state` is
    the folder for interrupted sweeps; `report(kernel, done, total)` is told of the progress.
    """

    spread: Callable[[Callable[[Any], Any], Sequence[Any]], list[Any]]
    each: Each
    state: Path
    report: Callable[[str, int, int], None]


def measure(
    activation: Activation,
    dtype: DType,
    package: Package,
    effort: Effort,
    means: Means,
    host: str = "",
) -> list[Row]:
    """A row for every kernel of an elementwise activation in one type.

    Sweeps of functions that were done before an interruption are kept until all are.
    """
    functions = [
        _OneFunction(activation, dtype, package, target, effort, means)
        for target in targets(activation, dtype)
    ]
    rows = [row for function in functions for row in function.rows(host)]
    for function in functions:
        function.state.unlink(missing_ok=True)
    saturated = next((r for r in rows if r.kernel == FROM_X), None)
    found = [r for r in rows if r.kernel != FROM_X]
    if saturated is None:
        return found
    ours = ("vjp_from_output", "default")
    return [r.from_x(saturated) if r.key[1:3] == ours else r for r in found]


class _OneFunction:
    """The kernels that compute one function, measured together as they share its true values."""

    def __init__(
        self,
        activation: Activation,
        dtype: DType,
        package: Package,
        target: Target,
        effort: Effort,
        means: Means,
    ) -> None:
        self.name, self.dtype, self.package = activation.name, dtype, package
        self.target, self.effort, self.means = target, effort, means
        self.hashes = package.hashes(activation.name)
        self.tabled = package.tabled(activation.name)
        self.kernels = dict(self._kernels())
        self.choices = [{str(p): float(v) for p, v in c.items()} for c in target.choices]
        if target.variant == "default":
            self.choices = [{p.name: float(p.default) for p in activation.parameters}]
        self.state = means.state / f"{self.name}-{self._function(target.kinds[0])}.json"
        self.sweeps = bool(effort.sweep) and dtype == "float32" and target.variant == "default"

    def _kernels(self) -> Iterator[tuple[str, Swept]]:
        for kind in self.target.kinds:
            if self._function(kind) in self.hashes:
                yield kind, Swept(self._kernel(kind), has_cotangent(kind))
            if self._function(kind) in self.tabled:
                yield kind + OWN, Swept(self._kernel(kind, near=False), has_cotangent(kind))
        output = function_name("vjp_from_output", "default", self.dtype)
        if (
            "vjp" in self.target.kinds
            and self.target.variant == "default"
            and output in self.hashes
        ):
            value = self._kernel("value")
            yield FROM_X, Swept(self._kernel("vjp_from_output"), True, value, worst=1)

    def _function(self, kind: str, dtype: str = "") -> str:
        return function_name(kind, self.target.variant, dtype or self.dtype)

    def _kernel(self, kind: str, dtype: str = "", near: bool = True) -> Kernel:
        """A kernel, with its tables where it has some."""
        function = self._function(kind, dtype)
        return self.package.kernel(self.name, function, near if function in self.tabled else None)

    def rows(self, host: str) -> Iterator[Row]:
        """A row for each kernel."""
        if not self.kernels:
            return
        found = [self._sampled(choice) for choice in self.target.choices]
        sweep = self._swept() if self.sweeps else {}
        for kind in self.kernels:
            if not kind.endswith(OWN):
                parts = [_worse(f, kind) for f in found]
                whole = _worse(sweep, kind) if sweep else None
                yield self._row(kind, parts, whole, found[0].get("reference"), host)

    def _row(
        self, kind: str, parts: list[Part], sweep: Part | None, reference: Part | None, host: str
    ) -> Row:
        """One row; the worst choice of parameters is the one it speaks of."""
        main = max(range(len(parts)), key=lambda k: parts[k].worst[0][0] if parts[k].worst else 0)
        total = reduce(lambda a, b: merged(a, b, KEPT), parts)
        whole = total if sweep is None else merged(sweep, replace(total, inputs=0, total=0), WORST)
        output = "vjp_from_output" if kind == FROM_X else kind
        return Row.of(
            self.name,
            kind,
            self.target.variant,
            self.dtype,
            self.choices,
            main,
            whole,
            self.hashes[self._function(output)],
            exhaustive=sweep is not None and self.effort.sweep == WHOLE,
            reference=None if reference is None or sweep is None else reference.worst[0][0],
            sampled=total.inputs,
            host=host,
        )

    def _sampled(self, choice: Choice) -> Measured:
        """The errors at one choice of parameters."""
        function = self.target.at(choice)
        size = max(self.effort.direct // len(self.target.choices), 2000)
        near = [float(exact(b)) for b in function.breaks] + self._edges()
        x = _within(function, stratified(self.dtype, near, size))
        found = self._on(function, choice, np.array_split(x, -(-x.size // BATCH)), 0)
        if self.dtype == "float64" and self.effort.centres:
            size = max(self.effort.centres // len(self.target.choices), 20)
            centres = thinned(_within(function, stratified(self.dtype, near, size)), size)
            found = self._about(function, choice, centres, found)
            found = self._topped_up(function, choice, x, found)
            found = self._searched(function, choice, found)
        return found

    def _about(self, function: Pieces, choice: Choice, centres: Array, found: Measured) -> Measured:
        """The same with inputs about some centres."""
        batches = np.array_split(centres, -(-centres.size * self.effort.each // 200_000))
        return merged_all(found, self._on(function, choice, batches, self.effort.each), KEPT)

    def _topped_up(self, function: Pieces, choice: Choice, x: Array, found: Measured) -> Measured:
        """The same with inputs about as many of `x` as it takes to have enough in all."""
        least = self.effort.least / len(self.target.choices)
        order = np.random.default_rng(SEED).permutation(x.size)
        taken, before = 0, -1
        while taken < x.size and before < (got := _inputs(found)) < least:
            more = max(int(1.2 * (least - got) / self.effort.each), MORE)
            centres = np.sort(x[order[taken : taken + more]])
            found = self._about(function, choice, centres, found)
            taken, before = taken + more, got
        return found

    def _searched(self, function: Pieces, choice: Choice, found: Measured) -> Measured:
        """The same with inputs about the worst ones; counted neither in the inputs nor the mean."""
        for _ in range(ROUNDS):
            bits = {b for kind in found for _, b in found[kind].worst}
            x = np.array(sorted(number_of(b, self.dtype) for b in bits))
            more = self._on(function, choice, np.array_split(x, -(-x.size // 100)), SEARCHED)
            more = {kind: replace(part, inputs=0, total=0) for kind, part in more.items()}
            found = merged_all(found, more, KEPT)
        return found

    def _on(
        self, function: Pieces, choice: Choice, batches: Sequence[Array], each: int
    ) -> Measured:
        parameters = tuple(float(v) for v in choice.values())
        wide = {}
        if self.sweeps:
            kind = next(iter(self.target.kinds))
            wide["reference"] = Swept(self._reference(kind))
        samples = [
            Sample(function, x, self.kernels, parameters, each, wide) for x in batches if x.size
        ]
        return self._merged(samples)

    def _merged(self, samples: Sequence[Sample], keep: int = KEPT) -> Measured:
        found: Measured = {}
        for part in self.means.spread(measured, samples):
            found = merged_all(found, part, keep)
        return found

    def _edges(self) -> list[float]:
        functions = [self._function(kind) for kind in self.target.kinds]
        known = [f for f in functions if f in self.hashes]
        return sorted({e for f in known for e in self.package.edges(self.name, f)})

    def _reference(self, kind: str) -> Kernel:
        kernel = self._kernel(kind, "float64")
        return _WithOne(kernel) if has_cotangent(kind) else kernel

    def _swept(self) -> Measured:
        """The sweep, with its worst inputs measured again by Arb."""
        label = f"{self.name} {self.target.kinds[0]}"
        key = " ".join([self.name, *(self.hashes[f] for f in sorted(self.hashes))])
        job = Job(self._reference(self.target.kinds[0]), self.kernels)
        report = partial(self.means.report, label)
        found = swept(job, key, self.state, self.means.each, report, self.effort.sweep)
        return {kind: self._again(kind, part) for kind, part in found.items()}

    def _again(self, kind: str, part: Part) -> Part:
        """A part whose worst inputs have their error by Arb; infinite ones keep what they have."""
        x = np.array([b for _, b in part.worst], np.uint32).view(np.float32)
        finite = np.isfinite(x)
        one = {kind: replace(self.kernels[kind], worst=WORST)}
        batches = np.array_split(np.sort(x[finite]), -(-x.size // BATCH))
        samples = [Sample(self.target.function, b, one, keep=WORST) for b in batches if b.size]
        again = self._merged(samples, WORST).get(kind, Part())
        rest = tuple(w for w, ok in zip(part.worst, finite.tolist(), strict=True) if not ok)
        before = sum(_steps(e) for (e, _), ok in zip(part.worst, finite, strict=True) if ok)
        total = part.total - before + again.total
        kept = replace(part, worst=rest, total=total)
        return merged(kept, replace(again, inputs=0, total=0), WORST)


def _worse(found: Measured, kind: str) -> Part:
    """What was found of a kernel; with tables and without, the worse of both at each input."""
    part, own = found[kind], found.get(kind + OWN)
    if own is None:
        return part
    return merged(part, replace(own, inputs=0, total=0), WORST)


def _inputs(found: Measured) -> int:
    """How many inputs every kernel has been measured on."""
    return min(part.inputs for part in found.values())


def _steps(error: float) -> int:
    return int(min(error, CAP) * FRACTION + 0.5)


@dataclass(frozen=True)
class _WithOne:
    """A vjp with g = 1: the factor of g alone."""

    kernel: Kernel

    def __call__(self, x: Array, *more: Any, out: Array | None = None) -> Array:
        one = np.ones((), x.dtype)
        return np.asarray(self.kernel(one, x, *more, out=out))


def _within(function: Pieces, x: Array) -> Array:
    """The inputs within the ends of the outer pieces, and a few beyond them."""
    low, high = (
        float(exact(end)) if end.is_finite else float(end)
        for end in (function.pieces[0].lo, function.pieces[-1].hi)
    )
    inside = (x >= low) & (x <= high)
    inside |= (x == x.dtype.type(low)) | (x == x.dtype.type(high))
    inside[::50] = True
    return x[inside]
