"""A dense search for the worst inputs: what Arb cannot be asked often enough.

In float32 the float64 program is the reference: both are run on a few inputs out of every 65,536
neighbouring ones, then on many of those stretches where the error was largest. That takes half a
second, and the float64 program's own error is 2^-29 of what is measured. In float64 there is no
such program; there the stretches are those where the sample's error is largest, and Taylor
polynomials by ball arithmetic give the true values in them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from symact.lower.nearby import around, clusters
from symact.lower.sample import SEED, Array, Block
from symact.ulp import Reference, ulp_errors

STRETCH = 1 << 16
FIRST = 16
"""How many inputs of every stretch are tried at first."""

STRETCHES = 48
SECOND = 12_000
"""How many stretches are looked at closely, and how many of their inputs are tried."""

CHUNK = 1 << 15
"""As many inputs at a time as stay in the cache."""

NEAR = 1000
"""How many inputs are tried about each of as many of the worst float64 inputs of a sample."""

ALIKE = np.uint64(45)
"""float64 inputs that differ in these last bits only are one stretch."""

Function = Callable[[Array], Array]


def worst_inputs(
    single: Function,
    double: Function,
    weight: Callable[[Reference], Array],
    limits: tuple[float, float],
    more: Array,
    share: int = 1,
) -> tuple[Array, Array]:
    """The worst inputs found between limits, one for each stretch of neighbours; worst first.

    With them come their errors, times a weight that depends on the true value. The stretches of
    `more` inputs, and those beside them, are looked at closely too. `share` above 1 asks for that
    part of the inputs only, where the same is done for many choices of parameters.
    """
    first, second = max(1, FIRST // share), SECOND // share
    rng = np.random.default_rng(SEED)
    compare = Comparison(single, double, weight, limits)
    bits = np.repeat(np.arange(1 << 16, dtype=np.uint32), first)
    x, errors = compare(rng, bits)
    by_stretch = errors.reshape(-1, first).max(axis=1)
    closely = np.union1d(np.argsort(by_stretch)[-STRETCHES:].astype(np.uint32), _beside(more))
    near, their = compare(rng, np.repeat(closely, second))
    near, their = near.reshape(closely.size, -1), their.reshape(closely.size, -1)
    at = np.argmax(their, axis=1)
    x = np.concatenate([x, near[np.arange(closely.size), at]])
    errors = np.concatenate([errors, their[np.arange(closely.size), at]])
    order = np.argsort(-errors)[:STRETCHES]
    return x[order], errors[order]


def _beside(x: Array) -> Array:
    """The stretches of inputs and those next to them."""
    here = x.astype(np.float32).view(np.uint32) >> np.uint32(16)
    return np.unique(np.concatenate([here - np.uint32(1), here, here + np.uint32(1)]) & 0xFFFF)


def worst_near(
    function: Function,
    weight: Callable[[Reference], Array],
    block: Block,
    more: Array,
    share: int = 1,
) -> tuple[Array, Array]:
    """The worst float64 inputs about those of a block, one for each stretch, and their errors.

    Those about `more` inputs are searched too.
    """
    errors = np.where(block.defined, _weighted(function, weight, block.x, block.truth), 0)
    centres = _worst_of(block, errors)
    found = clusters(block.function, np.union1d(centres, more))
    if not found:
        return block.x[:0], np.zeros(0)
    x, truth = around(found, NEAR // share, SEED)
    errors = _weighted(function, weight, x, truth).reshape(len(found), -1)
    at = np.argmax(errors, axis=1)
    return x.reshape(errors.shape)[np.arange(len(found)), at], errors.max(axis=1)


def _worst_of(block: Block, errors: Array) -> Array:
    """The worst inputs of a block, one for each stretch."""
    order = np.argsort(-np.where(np.isfinite(errors), errors, 0), kind="stable")
    _, first = np.unique(block.x[order].view(np.uint64) >> ALIKE, return_index=True)
    return np.asarray(block.x[order[np.sort(first)[:STRETCHES]]])


def _weighted(
    function: Function, weight: Callable[[Reference], Array], x: Array, truth: Reference
) -> Array:
    with np.errstate(invalid="ignore", over="ignore"):
        return np.asarray(ulp_errors(function(x), truth, np.float64) * weight(truth))


@dataclass(frozen=True)
class Comparison:
    """The errors of one program by another."""

    single: Function
    double: Function
    weight: Callable[[Reference], Array]
    limits: tuple[float, float]

    def __call__(self, rng: np.random.Generator, stretch: Array) -> tuple[Array, Array]:
        """A random input of each stretch, and the error there; 0 beyond the limits.

        In stretches of infinities and NaN it is 0 instead.
        """
        inside = rng.integers(0, STRETCH, stretch.size, dtype=np.uint32)
        x = ((stretch << np.uint32(16)) | inside).view(np.float32)
        x = np.where(np.isfinite(x), x, np.float32(0))
        pieces = [self.errors(x[start : start + CHUNK]) for start in range(0, x.size, CHUNK)]
        return x, np.concatenate(pieces)

    def errors(self, x: Array) -> Array:
        """The weighted errors."""
        truth = reference(self.double(x.astype(np.float64)))
        error = ulp_errors(self.single(x), truth, np.float32)
        low, high = self.limits
        with np.errstate(invalid="ignore", over="ignore"):
            return np.where((x > low) & (x < high), error * self.weight(truth), 0)


def reference(values: Array) -> Reference:
    """Numbers of float64 as true values."""
    finite = np.isfinite(values)
    mantissa, exponent = np.frexp(np.where(finite, values, 0))
    high = np.where(finite, 2 * mantissa, values)
    return Reference(high, np.zeros(high.shape), exponent.astype(np.int64) - (mantissa != 0))


__all__ = ["CHUNK", "Comparison", "Function", "reference", "worst_inputs", "worst_near"]
