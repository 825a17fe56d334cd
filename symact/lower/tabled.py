"""A second program for most inputs: polynomials whose coefficients are looked up in tables.

A kernel of 60 operations is a handful of functions and what keeps their roundings apart. Next to 0
a polynomial on each of 32 segments does: a vector of inputs finds the coefficients in registers,
each its own, with one operation a coefficient, one to multiply and add.

    t = x - c[i]                                  exact: c is as near as that
    f = a0[i] + t (a1[i] + t (a2[i] + ...))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import inf

import numpy as np

from symact.ir import Lookup, Near, Program
from symact.ir.build import Recorder, Term, call, fma
from symact.ir.scalar import ENTRIES
from symact.lower.segment_fit import Fit
from symact.lower.segments import Array, Function, Line, lines

DEGREES = range(3, 14)
"""The degrees tried."""

FITTED = 0.38 * 2.0**-24
"""The relative error of a fit before its coefficients are rounded, for each ulp of the budget."""

MORE = 3
"""So many degrees from the least on are tried: rounding takes its share of the budget."""

CAREFUL = 3
"""In how many steps before the last of a polynomial what is rounded away may be kept."""

LEAVING = 16.0
"""What it costs that a processor did not foresee an input beyond the range."""

DEVIATION, WORTH = 3.0, 0.9
"""How much of the cost of the program itself one with tables may have, for such normal data."""

WIDE, OFTEN = 10.0, 0.1
"""It has to pay also where so often data are of this deviation."""


def program_of(
    line: Line, fit: Fit, coefficients: Array, zero: float, fine: bool, careful: int
) -> Program:
    """The program of segments with these coefficients; a0 of a zero at 0 is `zero`.

    A fine one has the last coefficient, too, which is added to a1. A careful one keeps what is
    rounded away in so many steps before the last.
    """
    tables = np.zeros((ENTRIES, coefficients.shape[1] + 1))
    rows = fit.numbers % ENTRIES
    tables[rows, 0], tables[rows, 1:] = fit.centre, coefficients
    tables[rows[fit.zero], 1] = zero
    if line.top != inf:
        last = int(np.rint(line.number(np.array([line.top])))[0]) % ENTRIES
        tables[last] = 0.0
        tables[last, 1:3] = line.level, line.slope
    sign = fit.sign if line.parity == "odd" else 1.0
    record = Recorder("x")
    x = Term(record.inputs[0])
    u = abs(x) if line.parity else x
    index = record("i", line.index(u)).expr
    centre, first, *rest, low = (
        Term(Lookup(tuple(column), index)) for column in _signed(tables, sign).T.tolist()
    )
    t = record("t", u - centre)
    total = rest[-1]
    for column in reversed(rest[careful:-1]):
        total = fma(total, t, column)
    total = record(f"p{careful + 1}", total) if careful else total
    lost: Term | None = None
    for n, column in reversed(list(enumerate(rest[:careful], 1))):
        following = record(f"p{n}", fma(total, t, column))
        more = fma(total, t, column - following)
        total, lost = following, more if lost is None else fma(lost, t, more)
    if fine:
        lost = low if lost is None else lost + low
    total = fma(total, t, first if lost is None else fma(lost, t, first))
    if line.parity == "odd":
        total = call("copysign", total, x if sign > 0 else -x)
    return record.program(total)


def _signed(tables: Array, sign: float) -> Array:
    """The tables of |f|, zeros with the sign that they have."""
    factors = np.where(tables == 0, 1.0, sign)
    factors[:, 0] = 1.0
    return tables * factors


@dataclass(frozen=True)
class Offer:
    """A program with tables that may be good enough: its segments, their polynomials' degree."""

    line: Line
    fit: Fit
    degree: int
    fine: bool
    careful: int

    def segment(self, x: Array) -> Array:
        """In which of the segments some inputs are."""
        u = np.minimum(np.abs(x) if self.line.parity else x, self.line.top)
        number = np.rint(self.line.number(u)).astype(int) - self.fit.numbers[0]
        return np.asarray(np.clip(number, 0, self.fit.numbers.size - 1))

    def many_of(self, x: Array, segments: int, most: int) -> Iterator[Array]:
        """Many inputs of the segments that the first of some are in, evenly spaced."""
        rows, at = np.unique(self.segment(x), return_index=True)
        _, low, high = self.line.segments
        for row in rows[np.argsort(at)[:segments]].tolist():
            inside = np.unique(np.linspace(low[row], high[row], most).astype(np.float32))
            yield inside
            if self.line.parity:
                yield -inside

    def passing(self, function: Function, passed: Array) -> Offer | None:
        """The same with other centres: so many of the best are passed over in each segment."""
        fit = Fit.of(function, self.line, passed)
        return None if fit is None else replace(self, fit=fit)

    def near(self, zero: float) -> Near:
        """The program; `zero` is f(-0) where f(0) = 0."""
        coefficients = self.fit.coefficients(self.degree, self.fine)
        return self._with(coefficients, zero)

    def price(self, cost: Callable[[Program], float], own: float) -> float:
        """What it is expected to cost, with the kernel's own program where that is needed too.

        It is infinite where it does not pay.
        """
        shape = self.fit.centre.size, self.degree + 2
        some = 1.0 + np.arange(shape[0] * shape[1], dtype=float).reshape(shape)
        alone, leaving = cost(self._with(some, 0.0).program), own + LEAVING
        price, wide = (alone + self.line.left(d) * leaving for d in (DEVIATION, WIDE))
        pays = price < WORTH * own and (1 - OFTEN) * price + OFTEN * wide < own
        return price if pays else inf

    def _with(self, coefficients: Array, zero: float) -> Near:
        program = program_of(self.line, self.fit, coefficients, zero, self.fine, self.careful)
        low = -self.line.high if self.line.parity else self.line.low
        return Near(program, low, self.line.high)


def offers(
    function: Function, budget: float, cost: Callable[[Program], float], own: float
) -> list[Offer]:
    """Programs with tables that pay, the cheapest first; their errors are unknown.

    `function` are the true values, to some 1e-14, `own` is the cost of the kernel's program.
    """
    found: list[tuple[float, Offer]] = []
    with np.errstate(all="ignore"):
        for line in dict.fromkeys(lines(function)):  # another reach may be the same line
            fit = Fit.of(function, line)
            degree = None if fit is None else _degree(fit, FITTED * budget)
            if fit is None or degree is None:
                continue
            fine = (False, True) if fit.weak.any() else (False,)
            ways = product(range(degree, degree + MORE), fine, range(CAREFUL))
            made = [Offer(line, fit, *way) for way in ways]
            found += [(offer.price(cost, own), offer) for offer in made]
    return [o for price, o in sorted(found, key=lambda entry: entry[0]) if price < inf]


def _degree(fit: Fit, most: float) -> int | None:
    """The least degree that is good enough before rounding."""
    return next((d for d in DEGREES if fit.error(d) < most), None)
