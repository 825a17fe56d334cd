"""Kernels over a whole row: passes over its elements, folds, and numbers of the row in between.

A row is one run of elements along the axis. An `AxisKernel` is a list of stages over named rows and
named numbers, all of the kernel's floating-point type; the arithmetic in a stage is a `Body`, a
straight-line program with several results. `check` holds a kernel to this grammar.

Sums are of one shape, so that a result depends on the row's elements alone: block by block of
BLOCK elements, GROUPS of them added in each of LANES lanes, the blocks' sums added up with what
rounding loses, the lanes in a binary tree at the end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from symact.ir.scalar import DType, Expr, InvalidProgram, Let, Program, Var, type_of
from symact.ir.scalar import check as check_program

LANES = 64
GROUPS = 4
BLOCK = LANES * GROUPS

OUT = "out"
"""The name of the output: a row, a number, or one row of a matrix at a time."""

Shape = Literal["row", "number", "matrix"]


@dataclass(frozen=True, slots=True)
class Body:
    """Inputs, bindings in order, and several results."""

    inputs: tuple[Var, ...]
    lets: tuple[Let, ...]
    results: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """One number, or two, from a whole row.

    "max" is the largest element of the row `of`, NaN where one is NaN, -inf where there is none.
    "sum" names a high and a low word whose sum is the total of all elements of the rows `of`: of
    one row, or of a row and the row of its elements' low words. An infinite total has a low word of 0.
    """

    op: Literal["max", "sum"]
    names: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pass:
    """One walk over the row: `body` for every element, its results kept as `rows`, then folds.

    A folded row is an operand, a row kept earlier or one of `rows`. A body reads a row before this
    pass writes it.
    """

    body: Body
    rows: tuple[str, ...]
    folds: tuple[Fold, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of the row from numbers of the row."""

    body: Body
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """The first position at which a row's element equals a number; none where there is no such."""

    name: str
    row: str
    number: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The element of a row at a position; NaN where there is no position."""

    name: str
    row: str
    at: str


@dataclass(frozen=True, slots=True)
class Place:
    """A number put into a row at a position; nothing where there is none."""

    row: str
    at: str
    number: str


Stage = Pass | Numbers | Find | Pick | Place

EACH = "position"
"""The position that the stages of `AxisKernel.each` run for: 0, 1, ... along the axis."""


@dataclass(frozen=True, slots=True)
class AxisKernel:
    """A function along an axis, typed: stages run in order for every row.

    `operands` are rows, or numbers where the name is in `numbers`. For a matrix, `each` runs after
    the stages for every position, and makes that row of the matrix. `empty_allowed` is False where
    an axis of length 0 has no result. `formula` is for people and is no part of the hash.
    """

    activation: str
    kind: str
    dtype: DType
    operands: tuple[str, ...]
    shape: Shape
    stages: tuple[Stage, ...]
    each: tuple[Stage, ...] = ()
    numbers: tuple[str, ...] = ()
    empty_allowed: bool = True
    formula: str = ""

    @property
    def hash(self) -> str:
        """A digest of what is computed, so that a docstring or a measured figure never changes it."""
        content = (self.dtype, self.operands, self.numbers, self.shape, self.stages, self.each)
        return hashlib.sha256(repr((*content, self.empty_allowed)).encode()).hexdigest()[:16]

    @property
    def bodies(self) -> Iterator[Body]:
        """Every body, in the order of the stages."""
        for stage in (*self.stages, *self.each):
            if isinstance(stage, Pass | Numbers):
                yield stage.body

    @property
    def signature(self) -> str:
        """The core dimensions, as NumPy writes them."""
        taken = ",".join("()" if name in self.numbers else "(n)" for name in self.operands)
        return f"{taken}->{ {'row': '(n)', 'number': '()', 'matrix': '(n,n)'}[self.shape] }"


class _Names:
    """What is known at a point of a kernel."""

    def __init__(self, kernel: AxisKernel) -> None:
        self.numbers = set(kernel.numbers)
        self.rows = set(kernel.operands) - self.numbers
        self.positions: set[str] = set()

    def new_number(self, name: str) -> None:
        if name in self.numbers | self.rows | self.positions:
            raise InvalidProgram(f"{name!r} is made twice")
        self.numbers.add(name)

    def need(self, name: str, known: set[str], what: str) -> None:
        if name not in known:
            raise InvalidProgram(f"{name!r} is no {what} here")


def check(kernel: AxisKernel) -> None:
    """Raise InvalidProgram unless the kernel keeps to the grammar of this module."""
    names = _Names(kernel)
    if unknown := set(kernel.numbers) - set(kernel.operands):
        raise InvalidProgram(f"{unknown} are no operands")
    if not names.rows:
        raise InvalidProgram("a kernel over rows needs a row")
    if kernel.each and kernel.shape != "matrix":
        raise InvalidProgram("only a matrix is made row by row")
    for stage in kernel.stages:
        _check_stage(stage, names)
    names.positions.add(EACH)
    for stage in kernel.each:
        _check_stage(stage, names)
    made = names.numbers if kernel.shape == "number" else names.rows
    names.need(OUT, made, "number" if kernel.shape == "number" else "row")


def _check_stage(stage: Stage, names: _Names) -> None:
    match stage:
        case Pass():
            _check_pass(stage, names)
        case Numbers(body=body, names=made):
            _check_body(body, names.numbers, len(made))
            for name in made:
                names.new_number(name)
        case Find(name=name, row=row, number=number):
            names.need(row, names.rows, "row")
            names.need(number, names.numbers, "number")
            names.positions.add(name)
        case Pick(name=name, row=row, at=at):
            names.need(row, names.rows, "row")
            names.need(at, names.positions, "position")
            names.new_number(name)
        case Place(row=row, at=at, number=number):
            names.need(row, names.rows, "row")
            names.need(at, names.positions, "position")
            names.need(number, names.numbers, "number")


def _check_pass(stage: Pass, names: _Names) -> None:
    _check_body(stage.body, names.rows | names.numbers, len(stage.rows))
    if overlap := set(stage.rows) & names.numbers:
        raise InvalidProgram(f"{overlap} are numbers, not rows")
    names.rows |= set(stage.rows)
    for fold in stage.folds:
        for row in fold.of:
            names.need(row, names.rows, "row")
        if (len(fold.names), len(fold.of)) not in {"max": {(1, 1)}, "sum": {(2, 1), (2, 2)}}[
            fold.op
        ]:
            raise InvalidProgram(f"a {fold.op} of {len(fold.of)} rows does not give {fold.names}")
        for name in fold.names:
            names.new_number(name)


def _check_body(body: Body, known: set[str], results: int) -> None:
    if unknown := {v.name for v in body.inputs} - known:
        raise InvalidProgram(f"{sorted(unknown)} are not known here")
    if len(body.results) != results:
        raise InvalidProgram(f"{len(body.results)} results for {results} names")
    for result in body.results:
        if type_of(result) != "real":
            raise InvalidProgram("every result is a real")
        check_program(Program(body.inputs, body.lets, result))
