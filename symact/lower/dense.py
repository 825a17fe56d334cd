"""A dense search for the worst float32 input, with the float64 program as the reference.

Both programs are run on a few inputs out of every 65,536 neighbouring ones, then on many of those
stretches where the error was largest. What Arb cannot be asked often enough is so found out in half
a second: the float64 program's own error is 2^-29 of what is measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from symact.lower.sample import SEED, Array
from symact.ulp import Reference, ulp_errors

STRETCH = 1 << 16
FIRST = 16
"""How many inputs of every stretch are tried at first."""

STRETCHES = 48
SECOND = 12_000
"""How many stretches are looked at closely, and how many of their inputs are tried."""

CHUNK = 1 << 15
"""As many inputs at a time as stay in the cache."""

Function = Callable[[Array], Array]


def worst_inputs(
    single: Function,
    double: Function,
    weight: Callable[[Reference], Array],
    limits: tuple[float, float],
    share: int = 1,
) -> tuple[Array, Array]:
    """The worst inputs found between limits, one for each stretch of neighbours; worst first.

    With them come their errors, times a weight that depends on the true value. `share` above 1 asks
    for that part of the inputs only, where the same is done for many choices of parameters.
    """
    first, second = max(1, FIRST // share), SECOND // share
    rng = np.random.default_rng(SEED)
    compare = _Comparison(single, double, weight, limits)
    bits = np.repeat(np.arange(1 << 16, dtype=np.uint32), first)
    x, errors = compare(rng, bits)
    by_stretch = errors.reshape(-1, first).max(axis=1)
    closely = np.argsort(by_stretch)[-STRETCHES:].astype(np.uint32)
    near, their = compare(rng, np.repeat(closely, second))
    near, their = near.reshape(STRETCHES, -1), their.reshape(STRETCHES, -1)
    at = np.argmax(their, axis=1)
    x = np.concatenate([x, near[np.arange(STRETCHES), at]])
    errors = np.concatenate([errors, their[np.arange(STRETCHES), at]])
    order = np.argsort(-errors)[:STRETCHES]
    return x[order], errors[order]


@dataclass(frozen=True)
class _Comparison:
    """The errors of one program by another."""

    single: Function
    double: Function
    weight: Callable[[Reference], Array]
    limits: tuple[float, float]

    def __call__(self, rng: np.random.Generator, stretch: Array) -> tuple[Array, Array]:
        """A random input of each stretch, and the error there; 0 beyond the limits."""
        inside = rng.integers(0, STRETCH, stretch.size, dtype=np.uint32)
        x = ((stretch << np.uint32(16)) | inside).view(np.float32)
        x = x[np.isfinite(x)]
        errors = np.zeros(stretch.size)
        found = np.zeros(stretch.size, np.float32)
        found[: x.size] = x
        for start in range(0, x.size, CHUNK):
            errors[start : start + CHUNK][: x.size - start] = self.errors(x[start : start + CHUNK])
        return found, errors

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


__all__ = ["reference", "worst_inputs"]
