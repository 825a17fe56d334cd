"""All kernels of an elementwise activation: value, derivative, vjps, at defaults and in general."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import get_args

import sympy
from sympy import S, Symbol, oo

from symact import elementary
from symact.activation import Activation
from symact.analyse.domain import domain
from symact.derive import derivative, parameter_derivative, pieces
from symact.derive.output_form import OUTPUT, OutputForm, output_form
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.ir import (
    Const,
    Documentation,
    Expr,
    Kernel,
    KernelSet,
    Let,
    Near,
    Op,
    Program,
    Select,
    Var,
)
from symact.ir import Parameter as KernelParameter
from symact.ir.build import rebuild
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import mul
from symact.lower.direct import FUNCTIONS, direct, number
from symact.lower.elementwise import Lowered, Lowering
from symact.lower.laws import Evaluator
from symact.lower.nearer import nearer
from symact.lower.sample import Grid, parameter_grid
from symact.lower.task import BudgetError, HardInputs, Task
from symact.pieces import Pieces

PRODUCT = {"float32": 1.0, "float64": 2.0}
"""By how much the error of a product with g may be above that of a value, in ulp."""

OWN = 0.5
"""The rounding of the product itself."""

SPARE = 0.03
"""How far a sample stays below the budget, in ulp."""

MISSED = {"float32": 0.03, "float64": 0.1}
"""What a search for the worst inputs may miss, in ulp: 0.02 was seen in float32."""

GENERAL_MISSED = {"float32": 0.03, "float64": 1.0}
"""The same for products with kernels that take parameters, of which a search sees few inputs at
each choice: 0.9 was seen in float64."""

WIDER = {"float32": 1.0, "float64": 1.5}
"""What the worst inputs of kernels with their defaults may be off by, over the error budget."""

TABLED = ("value", "derivative")
"""The functions that may have a second program, with tables, for most inputs."""

GENERAL_BUDGET = 4.0
"""The error budget of kernels that take parameters at run time, in ulp."""


@dataclass(frozen=True)
class Row:
    """One line of the record of what was measured while lowering.

    `general` tells a kernel that takes parameters from one with the defaults baked in. Of a kernel
    that was refused the error is infinite, and the reason stands in place of the forms.
    """

    activation: str
    kernel: str
    dtype: DType
    forms: tuple[str, ...]
    max_ulp: float
    worst_input: float
    general: bool = False


def elementwise_kernels(
    activation: Activation,
    evaluate: Evaluator,
    budget: float,
    doc: Documentation,
    hard: HardInputs,
) -> tuple[KernelSet, tuple[Row, ...]]:
    """The kernels of an activation in both types, and what was measured for each.

    `hard` inputs are in the sample of the kernels with the defaults baked in. Raises BudgetError
    where a function cannot be computed within the budget, UnsupportedError for one that does not
    have a value for every x.
    """
    default = activation.with_defaults()
    _check_total(default)
    make = partial(_Maker, activation.name, evaluate=evaluate, hard=hard)
    makers = {"float64": make(dtype="float64", double={})}
    makers["float32"] = make(dtype="float32", double=makers["float64"].lowered)
    kernels: dict[str, list[Kernel]] = {}
    general: dict[str, list[Kernel]] = {}
    for dtype, maker in makers.items():
        kernels[dtype] = list(maker.kernels(default, budget, ({},)))
        general[dtype] = []
        if activation.parameters:
            grid = parameter_grid(activation.parameters, maker.dtype)
            general[dtype] += maker.kernels(activation, max(budget, GENERAL_BUDGET), grid)
            general[dtype] += maker.parameter_vjps(activation, max(budget, GENERAL_BUDGET), grid)
    refused = set().union(*(maker.refused for maker in makers.values()))
    parameters = tuple(
        KernelParameter(p.name, number(p.default), str(p.default), _domain(p.symbol))
        for p in activation.parameters
    )
    types = get_args(DType)
    plain = tuple(k for dtype in types for k in kernels[dtype] if (k.kind, False) not in refused)
    with_parameters = tuple(
        k
        for dtype in types
        for k in general[dtype]
        if not {(k.kind, False), (k.kind, True)} & refused
    )
    made = KernelSet(activation.name, plain, doc, parameters, with_parameters)
    return made, tuple(row for dtype in types for row in makers[dtype].rows)


def _check_total(activation: Activation) -> None:
    """Refuse a function that is shown to have no value somewhere on the line."""
    where = domain(pieces(activation))
    if where is not None and where != S.Reals:
        raise UnsupportedError(
            f"{activation.name} has a value for x in {to_text(where)} only, and a kernel needs one "
            "for every x; say what it is elsewhere, as in where(x > 0, log(x), 0)"
        )


def _domain(symbol: Symbol) -> str:
    return f"{symbol} > 0" if symbol.is_positive else ""


Key = tuple[str, bool]
"""A kind of kernel, and whether it takes parameters."""


class _Maker:
    """Lowers the functions of one activation in one type and keeps the record.

    `double` holds what was lowered in float64, which float32 is compared with.
    """

    def __init__(
        self,
        name: str,
        dtype: DType,
        evaluate: Evaluator,
        double: Mapping[Key, Lowered],
        hard: HardInputs,
    ) -> None:
        self.name = name
        self.dtype: DType = dtype
        self.evaluate = evaluate
        self.double = double
        self.hard = hard.get(dtype, {})
        self.lowered: dict[Key, Lowered] = {}
        self.rows: list[Row] = []
        self.refused: set[Key] = set()

    def kernels(self, activation: Activation, budget: float, grid: Grid) -> Iterator[Kernel]:
        """Value, derivative, vjp and, where f' = h(f) is proved, vjp from the output."""
        value = self._lower("value", pieces(activation), budget, grid)
        yield self._kernel("value", value.program, value.near)
        slope = self._lower("derivative", derivative(activation), budget, grid)
        yield self._kernel("derivative", slope.program, slope.near)
        product = slope.near and replace(slope.near, program=times_cotangent(slope.near.program))
        yield self._kernel("vjp", times_cotangent(slope.program), product)
        found = output_form(activation)
        if found is not None and has_kernels(found.h):
            with self._or_refused("vjp_from_output", general=bool(grid[0])):
                yield self._kernel("vjp_from_output", self._from_output(found, budget, grid))

    def parameter_vjps(self, activation: Activation, budget: float, grid: Grid) -> Iterator[Kernel]:
        """g * df/dparam for each parameter."""
        for p in activation.parameters:
            kind = f"vjp_{p.name}"
            function = parameter_derivative(activation, p.name)
            with self._or_refused(kind, general=True):
                lowered = self._lower(kind, function, budget, grid)
                yield self._kernel(kind, times_cotangent(lowered.program))

    @contextmanager
    def _or_refused(self, kind: str, general: bool) -> Iterator[None]:
        """A kernel that an activation can do without: put on record as refused, with the reason.

        Those are gradients by a parameter, and gradients from the output.
        """
        try:
            yield
        except (BudgetError, UnsupportedError) as refusal:
            self.refused.add((kind, general))
            reason = (str(refusal),)
            self.rows.append(Row(self.name, kind, self.dtype, reason, inf, 0.0, general))

    def _from_output(self, found: OutputForm, budget: float, grid: Grid) -> Program:
        h = on_range(found)
        x = Symbol("x", real=True)
        renamed = Pieces(
            x, tuple(replace(p, expr=p.expr.xreplace({OUTPUT: x})) for p in h.pieces), h.values
        )
        bounded = found.lowest != -oo or found.highest != oo  # the range test then catches NaN
        program = self._lower("vjp_from_output", renamed, budget, grid, not bounded).program
        return times_cotangent(in_range(_renamed(program, "x", "y"), found))

    def _lower(
        self, kind: str, function: Pieces, budget: float, grid: Grid, nan_safe: bool = True
    ) -> Lowered:
        key = (kind, bool(grid[0]))
        known = self.double.get(key)
        product = budget if key[1] else budget + PRODUCT[self.dtype]
        most = budget if key[1] else budget * WIDER[self.dtype]
        kept, missed = budget - SPARE, MISSED[self.dtype]
        in_products = GENERAL_MISSED[self.dtype] if key[1] else missed
        task = Task(
            name=f"{self.name} {kind}",
            function=function,
            dtype=self.dtype,
            budget=kept,
            grid=grid,
            relative=0.0 if kind == "value" else kept / (product - OWN - in_products),
            nan_safe=nan_safe,
            signed_zero=kind == "value",
            slack=(most - missed) / kept,
            double=None if known is None else known.program,
            families=() if known is None else known.families,
            hard=self.hard.get(kind, ()),
        )
        lowering = Lowering(task, self.evaluate)
        lowered = lowering.run()
        if kind in TABLED:
            near = nearer(task, lowered.program, lowering.blocks[0], self.evaluate)
            lowered = replace(lowered, near=near)
        self.lowered[key] = lowered
        found = (lowered.forms, lowered.max_ulp, lowered.worst_input, key[1])
        self.rows.append(Row(self.name, kind, self.dtype, *found))
        return lowered

    def _kernel(self, kind: str, program: Program, near: Near | None = None) -> Kernel:
        return Kernel(self.name, kind, self.dtype, program, near=near)


def has_kernels(function: Pieces) -> bool:
    """Whether every function that occurs has a kernel; the cos**2 y of an arctangent has none."""
    used = set().union(*(p.expr.atoms(sympy.Function) for p in function.pieces))
    names = {FUNCTIONS.get(e.func, "") for e in used}
    return names <= {"abs", *elementary.FUNCTIONS}


def times_cotangent(program: Program) -> Program:
    """g times a program's result, with g as the first input."""
    return Program((Var("g"), *program.inputs), program.lets, mul(Var("g"), program.result))


def on_range(found: OutputForm) -> Pieces:
    """h with its outer pieces ending where the outputs end."""
    first, *rest = found.h.pieces
    parts = [replace(first, lo=found.lowest), *rest]
    parts[-1] = replace(parts[-1], hi=found.highest)
    return Pieces(found.h.x, tuple(parts), found.h.values)


def in_range(program: Program, found: OutputForm) -> Program:
    """The program with NaN for an output outside the closed range of f."""
    tests = [
        Op(test, (Var("y"), direct(end)))
        for test, end in (("ge", found.lowest), ("le", found.highest))
        if end not in (oo, -oo)
    ]
    result: Expr = program.result
    for test in tests:
        result = Select(test, result, Const(float("nan")))
    return replace(program, result=result)


def _renamed(program: Program, old: str, new: str) -> Program:
    def go(expr: Expr) -> Expr:
        if isinstance(expr, Var):
            return Var(new, expr.type) if expr.name == old else expr
        return rebuild(expr, tuple(go(c) for c in children(expr)))

    lets = tuple(Let(let.name, go(let.value)) for let in program.lets)
    inputs = tuple(Var(new, v.type) if v.name == old else v for v in program.inputs)
    return Program(inputs, lets, go(program.result))
