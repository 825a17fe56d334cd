"""Kernels on a sample of inputs, against Arb applied to the definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.accuracy.cotangent import cotangents, product
from symact.accuracy.loops import CAP, FRACTION
from symact.accuracy.part import Measured, Part, bits_of, nearest_far_off
from symact.accuracy.steady import steadily
from symact.accuracy.sweep import Swept
from symact.accuracy.truth import beyond, left_open, references
from symact.lower.nearby import around, clusters
from symact.pieces import Pieces
from symact.ulp import Reference, ulp_errors

KEPT = 100
"""How many of the worst inputs of a sample are kept as a rule, for a search about them."""

Array = NDArray[Any]


@dataclass(frozen=True)
class Sample:
    """Inputs, the function there, and kernels of it; `each` inputs about every x where it is set.

    `parameters` are the kernels' last operands. `wide` kernels are float64 ones run on these
    inputs, and measured in ulp of float64. `keep` is how many of the worst inputs are kept.
    """

    function: Pieces
    x: Array
    kernels: Mapping[str, Swept]
    parameters: tuple[float, ...] = ()
    each: int = 0
    wide: Mapping[str, Swept] = field(default_factory=dict)
    keep: int = KEPT


def measured(sample: Sample) -> Measured:
    """The errors of every kernel over a sample."""
    x, truth = _points(sample)
    found = {kind: _of(k, x, truth, sample) for kind, k in sample.kernels.items()}
    wide = x.astype(np.float64)
    known = ~beyond(sample.function, wide)  # an end rounded to float32 may be
    for kind, kernel in sample.wide.items():
        found[kind] = _of(kernel, wide[known], truth[known], sample)
    return found


def _points(sample: Sample) -> tuple[Array, Reference]:
    if sample.each:
        found = clusters(sample.function, sample.x)
        return around(found, sample.each, len(found)) if found else (sample.x[:0], NOWHERE)
    x = sample.x[~left_open(sample.function, sample.x)]
    return x, references(sample.function, x)


NOWHERE = Reference.exact([])


def _of(swept: Swept, x: Array, truth: Reference, sample: Sample) -> Part:
    operands = [x.dtype.type(p) for p in sample.parameters]
    apart = np.zeros(x.shape, bool)
    g = cotangents(x) if swept.cotangent else x

    def results() -> Array:
        inputs = x if swept.value is None else swept.value(x, *operands)
        given = (g, inputs) if swept.cotangent else (inputs,)
        return np.asarray(swept.kernel(*given, *operands))

    with np.errstate(all="ignore"):
        y = steadily(results)
        if swept.cotangent:
            truth, apart = product(truth, g)
    error = ulp_errors(y, truth, x.dtype)
    bits = bits_of(x)
    main = np.where(apart, 0.0, error)
    order = np.lexsort((bits, -main))[: sample.keep]
    worst = zip(main[order].tolist(), bits[order].tolist(), strict=True)
    total = int((np.minimum(main, CAP) * FRACTION + 0.5).astype(np.int64).sum())
    largest = None
    if apart.any():
        k = int(np.where(apart, error, -1).argmax())
        largest = (float(error[k]), int(bits[k]))
    far_off = None if swept.value is None else nearest_far_off(x, error)
    return Part(x.size, total, tuple(worst), largest, far_off)
