"""Kernels along an axis: rows of several lengths and scales, against Arb on the definition."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import flint
import numpy as np
import sympy
from flint import arb
from numpy.typing import NDArray
from sympy import Expr, Idx, Indexed, KroneckerDelta, Sum

from symact.accuracy.plan import SUFFIX, Package
from symact.accuracy.row_samples import extreme, rows
from symact.accuracy.steady import steadily
from symact.accuracy.sweep import Kernel
from symact.accuracy.truth import ENOUGH, reference_of
from symact.activation import (
    LENGTH,
    Activation,
    FirstMaximum,
    Maximum,
    free_indices,
    outermost,
)
from symact.derive.axiswise import jacobian, vjp, vjp_from_output
from symact.enclose import FUNCTIONS, NOTHING, Ball, integer_power
from symact.errors import UnsupportedError
from symact.ulp import Reference, ulp_errors

LENGTHS = {8: 700, 100: 70, 1024: 4, 100_000: 1}
"""How many rows of each length are measured."""

JACOBIAN_LENGTHS = {8: 40, 100: 1}
SHORT = 16
"""Up to this length there are rows of extreme sizes."""

BUDGETED = 1024
"""Up to this length the budget holds."""

FIRST_BITS, MOST_BITS = 192, 1 << 13
Array = NDArray[Any]


@dataclass(frozen=True)
class Measure:
    """The errors of one kernel: how many results, their mean, the largest of each length."""

    inputs: int
    mean: float
    largest: Mapping[int, float]
    worst: float

    @property
    def max_ulp(self) -> float:
        """The largest error where the budget holds."""
        return max(error for n, error in self.largest.items() if n <= BUDGETED)


MAKERS: Mapping[str, Callable[[Activation], Expr]] = {
    "value": lambda a: a.expr,
    "derivative": jacobian,
    "vjp": vjp,
    "vjp_from_output": vjp_from_output,
}
"""What each kind of kernel computes, as a formula of the components."""


def formula_of(activation: Activation, kind: str) -> Expr:
    """The formula of a kind of kernel at the default parameters."""
    return MAKERS[kind](activation.with_defaults())


@dataclass(frozen=True)
class Task:
    """A kernel along an axis to be measured; `value` is the function's own, for outputs.

    Of as many rows of each length as `lengths` says, one out of `share` is taken.
    """

    activation: Activation
    kind: str
    dtype: str
    kernel: Kernel
    value: Kernel
    lengths: Mapping[int, int]
    share: int = 1

    @property
    def function(self) -> str:
        """The name of the kernel's function in its package."""
        return f"{self.kind}_{SUFFIX[self.dtype]}"


def task(activation: Activation, function: str, package: Package) -> Task:
    """The task for a kernel function of a package, with the lengths for its kind."""
    kind, _, suffix = function.rpartition("_")
    dtype = next(d for d, s in SUFFIX.items() if s == suffix)
    lengths = JACOBIAN_LENGTHS if kind == "derivative" else LENGTHS
    kernel = package.kernel(activation.name, function)
    value = package.kernel(activation.name, f"value_{suffix}")
    return Task(activation, kind, dtype, kernel, value, lengths)


def measured_along(task: Task) -> Measure:
    """The errors over rows of every length.

    Where the derivative that multiplies a cotangent is subnormal, as where an output is, a result
    does not count.
    """
    activation, kind, dtype, kernel = task.activation, task.kind, task.dtype, task.kernel
    formula = formula_of(activation, kind)
    value_only = activation.index is None
    errors: dict[int, list[float]] = {}
    worst = (-1.0, math.nan)
    for n, count in task.lengths.items():
        some = rows(dtype, n, count, value_only, task.share)
        for x, g in chain(some, extreme(dtype, n, value_only) if n <= SHORT else ()):
            given: dict[str, Array] = {"x": x} if kind in ("value", "derivative") else {"g": g}
            if kind == "vjp":
                given |= {"x": x}
            if kind == "vjp_from_output":
                given |= {"y": np.asarray(task.value(x))}
            with np.errstate(over="ignore"):  # of rows that are as small as the type has them
                found = np.ravel(steadily(partial(kernel, *given.values())))
            true = reference_of(_truth(formula, {"x": x, **given}))
            error = ulp_errors(found, true, dtype)
            if "g" in given:
                error = np.where(_counted(true, g, dtype), error, 0)
            errors.setdefault(n, []).extend(error.tolist())
            k = int(error.argmax())
            if n <= BUDGETED and error[k] > worst[0]:
                worst = (float(error[k]), float(x[k % n]))
    every = [e for of_length in errors.values() for e in of_length]
    largest = {n: max(of_length) for n, of_length in errors.items()}
    return Measure(len(every), math.fsum(every) / len(every), largest, worst[1])


def _counted(true: Reference, g: Array, dtype: str) -> Array:
    """Where a result is not below the largest cotangent times the smallest normal number."""
    largest = np.frexp(np.abs(g).max())[1]
    return np.asarray((true.high == 0) | (true.exponent >= np.finfo(dtype).minexp + largest))


def _truth(formula: Expr, rows: Mapping[str, Array]) -> list[Ball]:
    """The values in the order of memory, with enough correct bits each."""
    bits = FIRST_BITS
    while True:
        with flint.ctx.workprec(bits):
            found = _Row(rows).values(formula)
        if bits >= MOST_BITS or all(map(_is_known, found)):
            return [arb(0) if abs(v) < NOTHING else v for v in found]
        bits *= 2


def _is_known(value: Ball) -> bool:
    return bool(value.rel_accuracy_bits() >= ENOUGH or abs(value) < NOTHING)


class _Row:
    """Formulas over the components of one row, at the current precision."""

    def __init__(self, rows: Mapping[str, Array]) -> None:
        self.n = len(rows["x"])
        self.rows = {k: [arb(float(v)) for v in np.atleast_1d(row)] for k, row in rows.items()}
        self.known: dict[tuple[Expr, Idx | None], list[Ball]] = {}

    def values(self, formula: Expr) -> list[Ball]:
        """One value, a row of them, or all of a matrix, by the number of free indices."""
        free = sorted(free_indices(formula), key=str)
        if len(free) < 2:
            return self.column(formula, free[0] if free else None)
        first, last = free
        return [v for k in range(self.n) for v in self._fixed(formula, first, k).column_of(last)]

    def _fixed(self, formula: Expr, index: Idx, k: int) -> _Fixed:
        return _Fixed(self, formula, index, k)

    def column(self, expr: Expr, index: Idx | None) -> list[Ball]:
        """The values for every place of an index; one value where there is none."""
        key = (expr, index if index in free_indices(expr) else None)
        if key not in self.known:
            self.known[key] = self._new(expr, key[1])
        found = self.known[key]
        return found * self.n if index is not None and key[1] is None else found

    def _new(self, expr: Expr, index: Idx | None) -> list[Ball]:
        if isinstance(expr, Indexed):
            return self.rows[str(expr.base.label)]
        if isinstance(expr, Sum):
            body, over = outermost(expr)
            return [sum(self.column(body, over), arb(0))]
        if isinstance(expr, Maximum):
            return [self._largest(*expr.args)[1]]
        if isinstance(expr, FirstMaximum):
            first = self._largest(*expr.args[:2])[0]
            return [arb(k == first) for k in range(self.n)]
        if expr == LENGTH:
            return [arb(self.n)]
        if isinstance(expr, sympy.Symbol):
            return self.rows[str(expr)]
        if expr.is_Rational:
            return [arb(flint.fmpq(int(expr.p), int(expr.q)))]
        parts = [self.column(a, index) for a in expr.args]
        return [_combined(expr, values) for values in zip(*parts, strict=True)]

    def _largest(self, body: Expr, over: Idx) -> tuple[int, Ball]:
        values = self.column(body, over)
        first = max(range(self.n), key=lambda k: (float(values[k]), -k))
        return first, values[first]


@dataclass(frozen=True)
class _Fixed:
    """A formula with one of its indices at a place."""

    row: _Row
    formula: Expr
    index: Idx
    place: int

    def column_of(self, other: Idx) -> list[Ball]:
        return [self._at(self.formula, other, k) for k in range(self.row.n)]

    def _at(self, expr: Expr, other: Idx, k: int) -> Ball:
        places = {self.index: self.place, other: k}
        if isinstance(expr, KroneckerDelta):
            a, b = (places[i] for i in expr.args)
            return arb(a == b)
        free = free_indices(expr)
        if len(free) < 2:
            index = next(iter(free), None)
            return self.row.column(expr, index)[0 if index is None else places[index]]
        return _combined(expr, tuple(self._at(a, other, k) for a in expr.args))


def _combined(expr: Expr, values: tuple[Ball, ...]) -> Ball:
    """An operation on the values of its arguments."""
    if expr.is_Add:
        return sum(values[1:], values[0])
    if expr.is_Mul:
        return math.prod(values[1:], start=values[0])
    if expr.is_Pow and expr.base is sympy.E:
        return values[1].exp()
    if expr.is_Pow and expr.exp.is_Integer:
        return integer_power(values[0], int(expr.exp))
    if expr.is_Pow and (2 * expr.exp).is_Integer:
        return integer_power(values[0].sqrt(), int(2 * expr.exp))
    function = FUNCTIONS.get(expr.func)
    if function is None:
        raise UnsupportedError(f"there is no enclosure along an axis for {expr.func.__name__}")
    return function(values[0])
