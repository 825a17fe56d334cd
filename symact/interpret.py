"""Run a program of the intermediate representation on NumPy arrays, bit for bit as compiled.

Every operation of the table is one IEEE operation on arrays; fma is the hardware's, through one
small ufunc that is compiled when it is first needed. Elementary functions run as their own
programs.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.elementary import FUNCTIONS, program
from symact.ir import Const, Expr, InvalidProgram, Kernel, Lookup, Op, Program, Select, Var
from symact.ir.rounding import rounded
from symact.ir.scalar import DType

Array = NDArray[Any]

INTEGERS = {"float32": np.int32, "float64": np.int64}
FLOATS = {np.dtype(np.int32): np.float32, np.dtype(np.int64): np.float64}


def evaluate(code: Program, dtype: DType, **inputs: Array) -> Array:
    """The result of a program for arrays of inputs that broadcast; no FP flag is reported.

    Raises InvalidProgram where an input is missing.
    """
    scope: dict[str, Array] = {}
    for v in code.inputs:
        if v.name not in inputs:
            raise InvalidProgram(f"the program needs the input {v.name!r}")
        scope[v.name] = np.asarray(inputs[v.name], dtype)
    shape = np.broadcast_shapes(*(a.shape for a in scope.values()))
    with np.errstate(all="ignore"):
        for let in code.lets:
            scope[let.name] = _value(let.value, scope, dtype)
        result = _value(code.result, scope, dtype)
    return np.array(np.broadcast_to(result, shape))


def evaluate_kernel(kernel: Kernel, near: bool, *operands: Array) -> Array:
    """What a kernel gives for operands that broadcast, with its tables or without."""
    names = [v.name for v in kernel.program.inputs]
    inputs = dict(zip(names, operands, strict=True))
    found = evaluate(kernel.program, kernel.dtype, **inputs)
    if not near or kernel.near is None:
        return found
    x = inputs[names[-1]]
    inside = (x >= kernel.near.low) & (x <= kernel.near.high)
    return np.where(inside, evaluate(kernel.near.program, kernel.dtype, **inputs), found)


class Values:
    """Values of many expressions at the same inputs, each shared part computed once and kept."""

    def __init__(self, dtype: DType, inputs: Mapping[str, Array]) -> None:
        self.dtype: DType = dtype
        self.scope = {name: np.asarray(values, dtype) for name, values in inputs.items()}
        self.shape = np.broadcast_shapes(*(a.shape for a in self.scope.values()))
        self.known: dict[Expr, Array] = {}

    def __call__(self, expr: Expr) -> Array:
        """The value of an expression at every input."""
        with np.errstate(all="ignore"):
            return np.asarray(np.broadcast_to(self._at(expr), self.shape))

    def forget(self, kept: int = 0) -> None:
        """Drop all but the first values that were kept, which take memory."""
        for expr in list(self.known)[kept:]:
            del self.known[expr]

    def _at(self, expr: Expr) -> Array:
        found = self.known.get(expr)
        if found is not None:
            return found
        if isinstance(expr, Var):
            return self.scope[expr.name]
        found = self.known[expr] = self._of(expr)
        return found

    def _of(self, expr: Expr) -> Array:
        if isinstance(expr, Op):
            values = [self._at(a) for a in expr.args]
            if expr.name not in FUNCTIONS:
                return np.asarray(OPERATIONS[expr.name](*values))
            code = program(expr.name, self.dtype)
            names = (v.name for v in code.inputs)
            return evaluate(code, self.dtype, **dict(zip(names, values, strict=True)))
        if isinstance(expr, Select):
            return np.where(self._at(expr.condition), self._at(expr.then), self._at(expr.other))
        if isinstance(expr, Lookup):
            return _looked_up(expr.table, self._at(expr.index), self.dtype)
        return _value(expr, self.scope, self.dtype)


def _value(expr: Expr, scope: dict[str, Array], dtype: DType) -> Array:
    match expr:
        case Const():
            return _constant(expr, dtype)
        case Var(name=name):
            return scope[name]
        case Select(condition=c, then=a, other=b):
            parts = (_value(part, scope, dtype) for part in (c, a, b))
            return np.where(*parts)
        case Lookup(table=table, index=index):
            return _looked_up(table, _value(index, scope, dtype), dtype)
        case Op(name=name, args=args):
            values = [_value(a, scope, dtype) for a in args]
            if name in FUNCTIONS:
                code = program(name, dtype)
                names = (v.name for v in code.inputs)
                return evaluate(code, dtype, **dict(zip(names, values, strict=True)))
            return np.asarray(OPERATIONS[name](*values))


def _looked_up(table: Sequence[float], index: Array, dtype: DType) -> Array:
    return np.asarray(np.array(table, dtype)[index & (len(table) - 1)])


@lru_cache(maxsize=8192)
def _constant(const: Const, dtype: DType) -> Array:
    if const.type == "int":
        return np.asarray(int(const.value), INTEGERS[dtype])
    if isinstance(const.value, Fraction):
        return np.asarray(rounded(const.value, dtype), dtype)
    return np.asarray(const.value, dtype)


@lru_cache(maxsize=1)
def _compiled_fma() -> Callable[..., Array]:
    """The hardware's fma as a ufunc."""
    from numba import vectorize
    from numba.extending import intrinsic

    @intrinsic
    def fused(context: Any, a: Any, b: Any, c: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.fma(*arguments)

        return a(a, b, c), generate

    def kernel(a: float, b: float, c: float) -> float:
        return fused(a, b, c)  # type: ignore[call-arg]

    types = ["float32(float32, float32, float32)", "float64(float64, float64, float64)"]
    compiled = vectorize(types)(kernel)  # type: ignore[no-untyped-call]
    ufunc: Callable[..., Array] = compiled.ufunc  # its own call costs as much again as 1,000 fmas
    return ufunc


def _fma(a: Array, b: Array, c: Array) -> Array:
    return _compiled_fma()(a, b, c)


def _smaller(a: Array, b: Array) -> Array:
    return np.asarray(np.where(a < b, a, b))


def _larger(a: Array, b: Array) -> Array:
    return np.asarray(np.where(a > b, a, b))


def _to_bits(a: Array) -> Array:
    return np.asarray(a).view(np.int32 if a.dtype == np.float32 else np.int64)


def _to_int(a: Array) -> Array:
    """Truncation; what is out of range (NaN too) gives the smallest integer, as in hardware."""
    integer = np.int32 if a.dtype == np.float32 else np.int64
    limit = 2.0 ** (np.iinfo(integer).bits - 1)
    inside = (a >= -limit) & (a < limit)
    whole = np.where(inside, a, 0).astype(integer)
    return np.asarray(np.where(inside, whole, np.iinfo(integer).min))


def _ldexp(a: Array, n: Array) -> Array:
    return np.ldexp(a, np.clip(n, -5000, 5000).astype(np.int32))


def _shift(function: Callable[..., Array]) -> Callable[[Array, Array], Array]:
    return lambda a, n: function(a, n.astype(a.dtype))


OPERATIONS: dict[str, Callable[..., Array]] = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide,
    "neg": np.negative, "abs": np.abs, "fma": _fma, "sqrt": np.sqrt, "copysign": np.copysign,
    "min": _smaller, "max": _larger,
    "floor": np.floor, "finite": lambda a: np.where(np.isfinite(a), a, a.dtype.type(0)),
    "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
    "eq": operator.eq, "ne": operator.ne,
    "and": operator.and_, "or": operator.or_, "not": operator.invert,
    "to_bits": _to_bits, "from_bits": lambda a: a.view(FLOATS[a.dtype]),
    "to_int": _to_int, "to_real": lambda a: a.astype(FLOATS[a.dtype]),
    "iadd": operator.add, "isub": operator.sub, "iand": operator.and_, "ior": operator.or_,
    "shl": _shift(np.left_shift), "shr": _shift(np.right_shift), "ldexp": _ldexp,
}  # fmt: skip
"""One row an operation."""
