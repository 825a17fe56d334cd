"""Straight-line, branch-free, typed programs over one element.

A `Program` is a list of `Let` bindings and a result. Every operation it may use is a row of `OPS`,
with the types of its arguments and of its value; `check` holds a program to that table.
"real" is the kernel's floating-point type, "int" the integer type of the same width.
"""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, ClassVar, Literal

from symact.errors import SymactError

Type = Literal["real", "int", "bool"]
DType = Literal["float32", "float64"]
Parts = tuple[Any, ...]


class InvalidProgram(SymactError):
    """A program that breaks the grammar of the intermediate representation."""


DEFAULTS: dict[str, tuple[Any, ...]] = {
    "Const": (None, "", "real"), "Var": (None, "real"), "Op": (), "Select": (), "Lookup": ()
}  # fmt: skip
"""The arguments that each node has when they are left out."""


class _Shared(type):
    """Makes each node once: equal nodes are one object, so that comparing them costs nothing.

    An expression is a graph whose parts are used many times over; comparing two copies of it part
    by part, or hashing it anew at every place, takes time exponential in its depth.
    """

    made: ClassVar[dict[Any, weakref.ref[Any]]] = {}

    def __call__(cls, *args: Any) -> Any:
        if cls is Const or cls is Var:
            args += DEFAULTS[cls.__name__][len(args) :]
        key = (cls, *map(_exactly, args)) if cls is Const or cls is Lookup else (cls, *args)
        found = _Shared.made.get(key)
        known = None if found is None else found()
        if known is None:
            known = super().__call__(*args)
            _Shared.made[key] = weakref.ref(known, partial(_forget, key))
        return known


def _exactly(part: Any) -> Any:
    """A float, or each of a table, by its bits: NaN is not equal to itself and -0.0 is to 0.0."""
    if isinstance(part, tuple):
        return tuple(map(_exactly, part))
    return part.hex() if isinstance(part, float) else part


def _forget(key: Any, reference: weakref.ref[Any]) -> None:
    """Drop a node that nobody uses, unless it has been made anew."""
    if _Shared.made.get(key) is reference:
        del _Shared.made[key]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Const(metaclass=_Shared):
    """A number, exact; rounded once, to the kernel's type, when it is emitted.

    `label` is how a person would write it, such as `sqrt(2/pi)`. Infinities and NaN are floats.
    """

    value: Fraction | float
    label: str = ""
    type: Type = "real"

    def __reduce__(self) -> tuple[Any, Parts]:
        """Made anew where it is unpickled, so that it is shared there too."""
        return Const, (self.value, self.label, self.type)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Var(metaclass=_Shared):
    """An input or the name of an earlier `Let`."""

    name: str
    type: Type = "real"

    def __reduce__(self) -> tuple[Any, Parts]:
        """Made anew where it is unpickled."""
        return Var, (self.name, self.type)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Op(metaclass=_Shared):
    """An operation of the table `OPS` applied to arguments."""

    name: str
    args: tuple[Expr, ...]

    def __reduce__(self) -> tuple[Any, Parts]:
        """Made anew where it is unpickled."""
        return Op, (self.name, self.args)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Select(metaclass=_Shared):
    """`then` where the condition holds, `other` where not; both are always evaluated."""

    condition: Expr
    then: Expr
    other: Expr

    def __reduce__(self) -> tuple[Any, Parts]:
        """Made anew where it is unpickled."""
        return Select, (self.condition, self.then, self.other)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Lookup(metaclass=_Shared):
    """The number of a table whose place the last bits of an integer give; a table has `ENTRIES`.

    Where that many fit in two vector registers it costs as much as an addition.
    """

    table: tuple[float, ...]
    index: Expr

    def __reduce__(self) -> tuple[Any, Parts]:
        """Made anew where it is unpickled."""
        return Lookup, (self.table, self.index)


ENTRIES = 32

Expr = Const | Var | Op | Select | Lookup


@dataclass(frozen=True, slots=True)
class Let:
    """A name for a value used more than once, or worth naming."""

    name: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Program:
    """Inputs, bindings in order, and the result."""

    inputs: tuple[Var, ...]
    lets: tuple[Let, ...]
    result: Expr

    @property
    def values(self) -> tuple[Expr, ...]:
        """What is bound, in order, and the result."""
        return (*(let.value for let in self.lets), self.result)


@dataclass(frozen=True, slots=True)
class Near:
    """A program for low <= x <= high that costs less than the kernel's where tables cost little.

    It looks numbers up in tables. Its inputs are the kernel's, of which x is the last.
    """

    program: Program
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Kernel:
    """A typed program that implements one function of an activation.

    `kind` is "value", "derivative", "vjp", "vjp_from_output" or "vjp_PARAM"; `inputs` of the
    program are (x), (g, x) or (g, y), then the parameters of a general kernel. `near` is a cheaper
    program for most inputs, for processors with large vector registers. `formula` is for people
    and is no part of the hash.
    """

    activation: str
    kind: str
    dtype: DType
    program: Program
    formula: str = ""
    near: Near | None = None

    @property
    def hash(self) -> str:
        """A digest of the programs alone: no docstring or measured figure changes it."""
        content: tuple[object, ...] = (self.dtype, self.program)
        if self.near is not None:
            content += (self.near,)
        return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


R: Type = "real"
I: Type = "int"
B: Type = "bool"

OPS: dict[str, tuple[tuple[Type, ...], Type]] = {
    # arithmetic
    "add": ((R, R), R),
    "sub": ((R, R), R),
    "mul": ((R, R), R),
    "div": ((R, R), R),
    "neg": ((R,), R),
    "abs": ((R,), R),
    "fma": ((R, R, R), R),  # a * b + c, rounded once
    "sqrt": ((R,), R),
    "copysign": ((R, R), R),  # magnitude of the first, sign of the second
    "min": ((R, R), R),  # select(a < b, a, b): the second where either is NaN
    "max": ((R, R), R),  # select(a > b, a, b): the second where either is NaN
    "floor": ((R,), R),
    "finite": ((R,), R),  # the value, or 0 where it is infinite or NaN
    # comparisons (false where either is NaN, `ne` true) and logic
    "lt": ((R, R), B),
    "le": ((R, R), B),
    "gt": ((R, R), B),
    "ge": ((R, R), B),
    "eq": ((R, R), B),
    "ne": ((R, R), B),
    "and": ((B, B), B),
    "or": ((B, B), B),
    "not": ((B,), B),
    # bits and integers
    "to_bits": ((R,), I),
    "from_bits": ((I,), R),
    "to_int": ((R,), I),  # of an integral value in range
    "to_real": ((I,), R),
    "iadd": ((I, I), I),
    "isub": ((I, I), I),
    "iand": ((I, I), I),
    "ior": ((I, I), I),
    "shl": ((I, I), I),
    "shr": ((I, I), I),  # arithmetic
    "ldexp": ((R, I), R),  # a * 2**n, rounded once, also where the result is subnormal
}
"""The operations that a target must have, with the types of their arguments and of their value."""

ELEMENTARY: dict[str, tuple[tuple[Type, ...], Type]] = {
    "exp": ((R,), R),
    "exp_fine": ((R,), R),  # exp within 0.56 ulp
    "exp_sum": ((R, R), R),  # exp(a + b), b being the low word of a sum of two
    "exp_fraction": ((R,), R),  # w in exp(a) = w * 2**n, for products that are scaled last
    "exp_exponent": ((R,), I),  # n of the same
    "exp_sum_fraction": ((R, R), R),  # w in exp(a + b) = w 2^n, n being exp_exponent(a)
    # for arguments that are not positive; `lifted` is 2^LIFT times the value, for late scaling
    "exp_neg": ((R,), R),
    "exp_neg_fine": ((R,), R),
    "exp_neg_lifted": ((R,), R),
    "exp_neg_fine_lifted": ((R,), R),
    "exp_neg_sum": ((R, R), R),
    "exp_neg_sum_fine": ((R, R), R),
    "exp_neg_sum_lifted": ((R, R), R),
    "exp_neg_sum_fine_lifted": ((R, R), R),
    # what rounding leaves out of the fine ones
    "exp_neg_low": ((R,), R),
    "exp_neg_sum_low": ((R, R), R),
    "exp_neg_lifted_low": ((R,), R),
    "exp_neg_sum_lifted_low": ((R, R), R),
    # for both signs; large values times 2^-LIFT, for divisors that do not overflow
    "exp_tamed": ((R,), R),
    "exp_tamed_fine": ((R,), R),
    "exp_tamed_sum": ((R, R), R),
    "exp_tamed_sum_fine": ((R, R), R),
    "exp_tamed_low": ((R,), R),
    "exp_tamed_sum_low": ((R, R), R),
    "exp1p_tamed": ((R,), R),  # of 1 + exp(a)
    "exp1p_tamed_fine": ((R,), R),
    "exp1p_tamed_sum": ((R, R), R),
    "exp1p_tamed_sum_fine": ((R, R), R),
    "exp1p_tamed_low": ((R,), R),
    "exp1p_tamed_sum_low": ((R, R), R),
    "exp1p_fraction": ((R,), R),  # w in 1 + exp(a) = w * 2**m
    "exp1p_exponent": ((R,), I),
    "exp1p_sum_fraction": ((R, R), R),
    "exp_scaled": ((R, R), R),  # exp(a) 2**k, k being in the second argument
    "exp_sum_scaled": ((R, R, R), R),  # exp(a + b) 2**k, likewise
    "exp_high": ((R, R, R), R),  # the two words of exp(a + b) 2**k
    "exp_low": ((R, R, R), R),
    # the same where that is a normal number, and 0 where a is no more than the third argument
    "exp_normal_high": ((R, R, R, R), R),
    "exp_normal_low": ((R, R, R, R), R),
    "expm1": ((R,), R),
    "expm1_neg": ((R,), R),  # for arguments that are not positive
    "log": ((R,), R),
    "log1p": ((R,), R),
    "log1p_unit": ((R,), R),  # for arguments in [0, 1]
    "log1p_ratio": ((R,), R),  # log1p(x)/x for arguments in [0, 1]
    "tanh": ((R,), R),
    "tanh_fast": ((R,), R),  # within 5.5 ulp
    "erf": ((R,), R),
    "erfc": ((R,), R),
    "erfc_sum": ((R, R), R),  # erfc(a + b), likewise
    "erfc_lifted": ((R,), R),  # for arguments that are not negative
    "erfc_sum_lifted": ((R, R), R),
    "erfc_fraction": ((R,), R),  # w in erfc(a) = w * 2**n, as for exp
    "erfc_exponent": ((R,), I),
    "erfc_sum_fraction": ((R, R), R),
    "erfcx": ((R,), R),  # exp(a^2) erfc(a) for a >= 0
    "erfcx_low": ((R,), R),
    "phi_tail": ((R,), R),  # Phi(-a), of the normal distribution
    "phi_tail_low": ((R,), R),  # what rounding leaves out of it
    "phi_tail_lifted": ((R,), R),
    "phi_tail_lifted_low": ((R,), R),
    "phi_tail_fast": ((R,), R),  # within 6.5 ulp
    "phi_tail_fast_lifted": ((R,), R),
    "mills": ((R,), R),  # exp(a^2/2) Phi(-a) for arguments that are not negative
    "mills_low": ((R,), R),  # what rounding leaves out of it
    "atan": ((R,), R),
    "sin": ((R,), R),
    "cos": ((R,), R),
    "sin_low": ((R,), R),
    "cos_low": ((R,), R),
}
"""Operations that are programs of their own, used by targets that lack a vector version."""

OPS |= ELEMENTARY


def walk(expr: Expr) -> Iterator[Expr]:
    """Every node of an expression, the root first."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The direct parts of a node."""
    match expr:
        case Op(args=args):
            return args
        case Select(condition=c, then=a, other=b):
            return (c, a, b)
        case Lookup(index=index):
            return (index,)
    return ()


def type_of(expr: Expr) -> Type:
    """The type of an expression's value."""
    match expr:
        case Const(type=kind) | Var(type=kind):
            return kind
        case Op(name=name):
            return OPS[name][1]
        case Select(then=then):
            return type_of(then)
        case Lookup():
            return "real"


def check(program: Program, result: Type = "real") -> None:
    """Raise InvalidProgram unless the program keeps to the grammar and has a result of this type.

    That of a kernel is a real; that of an elementary function has the type in its row of `OPS`.
    """
    scope = {v.name: v.type for v in program.inputs}
    for let in program.lets:
        _check_expr(let.value, scope)
        if let.name in scope:
            raise InvalidProgram(f"{let.name!r} is bound twice")
        scope[let.name] = type_of(let.value)
    _check_expr(program.result, scope)
    if type_of(program.result) != result:
        raise InvalidProgram(f"the result is {type_of(program.result)}, not {result}")


def _check_expr(expr: Expr, scope: dict[str, Type]) -> None:
    for node in walk(expr):
        match node:
            case Var(name=name, type=kind) if scope.get(name) != kind:
                raise InvalidProgram(
                    f"{name!r} is used as {kind} but is {scope.get(name, 'not bound')}"
                )
            case Op(name=name) if name not in OPS:
                raise InvalidProgram(f"there is no operation {name!r}")
            case Op(name=name, args=args) if tuple(map(type_of, args)) != OPS[name][0]:
                raise InvalidProgram(
                    f"{name!r} takes {OPS[name][0]}, not {tuple(map(type_of, args))}"
                )
            case Select(condition=c, then=a, other=b) if type_of(c) != "bool" or type_of(
                a
            ) != type_of(b):
                raise InvalidProgram("a select takes a condition and two values of one type")
            case Lookup(table=table, index=index) if len(table) != ENTRIES:
                raise InvalidProgram(f"a table has {ENTRIES} numbers, not {len(table)}")
            case Lookup(index=index) if type_of(index) != "int":
                raise InvalidProgram(f"a place in a table is an integer, not {type_of(index)}")
