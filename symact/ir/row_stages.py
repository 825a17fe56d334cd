"""Kernels along an axis: stages over one row, each a straight-line program per element.

A kernel computes named rows and numbers, one after the other, then its result. A row or number may
be a double word: with it comes NAME_low, what is left after rounding. An element's program may use

    NAME, NAME_low   a row's element at the same position, or a number; NAME_rest is a third word
    length           how many elements the row has
    at_NAME          (bool) whether NAME, a position found by a stage "first", is this one
    NAME_k           in a matrix, the row's element at the column; NAME is that at the line
    diagonal         (bool) in a matrix, whether line and column are one

No SymPy here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from symact.ir.scalar import DType, Expr, InvalidProgram, Program, Type, check, type_of

Shape = Literal["row", "number", "matrix"]
What = Literal[
    "row", "number", "at", "top", "max", "first",
    "sum", "exact sum", "triple sum", "plain sum", "wide sum",
]  # fmt: skip

LENGTH = "length"
DIAGONAL = "diagonal"
DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Element:
    """A program, and for a double word an expression for the rest over the same names."""

    program: Program
    low: Expr | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One named step: a "row" of elements, a "number" of numbers, or a reduction of elements.

    "first" is the first position of the largest, or of NaN, and "at" the value at the position `at`
    that a "first" has found. "top" is the largest number, NaN passed over; "max" is the largest,
    NaN where there is one. Sums are double words, in an order that depends on the length alone: an
    "exact sum" keeps what every addition rounds away; a "triple sum", of three words, also what is
    rounded off that; a "sum", of terms of one sign, adds four of them before it does so. A "plain
    sum" is one word and keeps nothing; a "wide sum", of a float32 kernel, has its terms computed
    and added in float64, and is given as two words of float32.

    `means` is for people and no part of the hash: the element in terms of earlier names.
    """

    name: str
    what: What
    element: Element
    at: str = ""
    means: str = field(default="", repr=False, compare=False)

    @property
    def results(self) -> tuple[str, ...]:
        """The names that the stage defines."""
        if self.what == "first":
            return (f"at_{self.name}",)
        if self.what == "plain sum":
            return (self.name,)
        if self.what == "triple sum":
            return (self.name, f"{self.name}_low", f"{self.name}_rest")
        double = self.what.endswith("sum") or self.element.low is not None
        return (self.name, f"{self.name}_low") if double else (self.name,)


@dataclass(frozen=True, slots=True)
class AxisKernel:
    """One function of an activation along an axis, in one type.

    `operands` are names with what they are; `shape` is what the result is. All is computed in the
    type `arithmetic`, and the result rounded to `dtype`. `formula` is for people and no part of
    the hash.

    Where `doubt` holds at any position, digits may have cancelled that the kernel does not carry,
    or a sum is near an end of the type: the row is then computed again by the kernel `careful`. If
    that is `alike`, it gives the same bits where there is no doubt, and may compute other rows too.
    """

    activation: str
    kind: str
    dtype: DType
    arithmetic: DType
    operands: tuple[tuple[str, Shape], ...]
    stages: tuple[Stage, ...]
    result: Element
    shape: Shape
    formula: str = ""
    doubt: Element | None = None
    careful: AxisKernel | None = None
    alike: bool = False

    @property
    def hash(self) -> str:
        """A digest of what is computed, from which words for people are left out."""
        content: tuple[object, ...] = (
            self.dtype, self.arithmetic, self.operands, self.stages, self.result, self.shape,
        )  # fmt: skip
        if self.careful is not None:
            content += (self.doubt, self.careful.hash, *["alike"] * self.alike)
        return hashlib.sha256(repr(content).encode()).hexdigest()[:16]

    @property
    def programs(self) -> Iterator[tuple[str, Element]]:
        """Every element of the kernel with the name it defines, "out" for the result."""
        yield from ((s.name, s.element) for s in self.stages)
        yield "out", self.result
        if self.doubt is not None:
            yield DOUBT, self.doubt

    @property
    def wide(self) -> frozenset[str]:
        """The stages of a float32 kernel whose elements are programs of float64."""
        return frozenset(s.name for s in self.stages if s.what == "wide sum")


def in_few_passes(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """The stages, numbers put off until one is needed: sums that need none share a pass."""
    found: list[Stage] = []
    numbers: list[Stage] = []
    for stage in stages:
        if stage.what == "number":
            numbers.append(stage)
            continue
        if {v.name for v in stage.element.program.inputs} & {r for n in numbers for r in n.results}:
            found += numbers
            numbers = []
        found.append(stage)
    return (*found, *numbers)


def check_kernel(kernel: AxisKernel) -> None:
    """Raise InvalidProgram unless the kernel keeps to the grammar of this module."""
    rows = {n for n, shape in kernel.operands if shape == "row"}
    numbers = {n for n, shape in kernel.operands if shape == "number"} | {LENGTH}
    flags: set[str] = set()
    for stage in kernel.stages:
        per_element = stage.what != "number"
        if stage.what == "at" and f"at_{stage.at}" not in flags:
            raise InvalidProgram(f"{stage.at!r} is no position that an earlier stage has found")
        _check(
            stage.element,
            numbers | (rows if per_element else set()),
            flags if per_element else set(),
        )
        new = set(stage.results)
        if new & (rows | numbers | flags) or "out" in new:
            raise InvalidProgram(f"{stage.name!r} is defined twice")
        if stage.what == "row":
            rows |= new
        elif stage.what == "first":
            flags |= new
        else:
            numbers |= new
    if kernel.shape == "matrix":
        rows |= {f"{name}_k" for name in rows}
        flags = {DIAGONAL}
    reals = numbers | (rows if kernel.shape != "number" else set())
    _check(kernel.result, reals, flags if kernel.shape != "number" else set())
    if kernel.result.low is not None:
        raise InvalidProgram("a result is rounded, so it has no low part")
    if (kernel.doubt is None) != (kernel.careful is None):
        raise InvalidProgram("a kernel in doubt needs a careful one, and no other kernel has one")
    if kernel.wide and kernel.arithmetic != "float32":
        raise InvalidProgram("a wide sum is one of a float32 kernel")
    if kernel.alike and (kernel.careful is None or kernel.careful.arithmetic != kernel.arithmetic):
        raise InvalidProgram("a careful kernel that is alike computes in the same type")
    if kernel.doubt is not None and kernel.careful is not None:
        _check(kernel.doubt, reals, flags, "bool")
        check_kernel(kernel.careful)


def _check(element: Element, reals: set[str], flags: set[str], result: Type = "real") -> None:
    """Hold an element to the names in scope and to the grammar of programs."""
    for v in element.program.inputs:
        if v.name not in (flags if v.type == "bool" else reals):
            raise InvalidProgram(f"{v.name!r} ({v.type}) is not defined before it is used")
    check(element.program, result)
    if element.low is not None:
        program = element.program
        check(Program(program.inputs, program.lets, element.low))
        if type_of(element.low) != "real":
            raise InvalidProgram("a low part is a real")
