"""Kernels of scalars as instructions on vectors: straight-line Python read once, emitted for LLVM.

A kernel along an axis is a handful of short functions without branches. Here each of their
operations becomes one instruction on a whole vector, so that no loop is left to the compiler to
vectorise, and compiling takes a fraction of what it takes through numba.
"""

from __future__ import annotations

import ast
from functools import cache

from llvmlite import ir

from . import _host
from ._source import statements

INFINITY = float("inf")
BYTES = {"f": 4, "d": 8}
REALS = {"f": ir.FloatType(), "d": ir.DoubleType()}


class Kind:
    """Vectors of float32 ("f") or float64 ("d"); one lane is a plain number."""

    def __init__(self, code, lanes):
        self.code, self.lanes = code, lanes
        self.real, self.size = self.vector(REALS[code]), BYTES[code]
        self.word = self.vector(ir.IntType(8 * self.size))
        self.bool = self.vector(ir.IntType(1))

    def vector(self, scalar):
        """As many of a scalar type side by side."""
        return scalar if self.lanes == 1 else ir.VectorType(scalar, self.lanes)

    def constant(self, value, kind=None):
        """A number, or an integer or truth value where the kind says so, in every lane."""
        kind = kind or self.real
        return ir.Constant(kind, value if self.lanes == 1 else [value] * self.lanes)

    def places(self):
        """0, 1, 2, ... as integers."""
        return ir.Constant(self.word, list(range(self.lanes)) if self.lanes > 1 else 0)

    def splat(self, builder, scalar):
        """A vector with a scalar in every lane."""
        if self.lanes == 1:
            return scalar
        kind, word = self.vector(scalar.type), ir.IntType(32)
        first = builder.insert_element(ir.Constant(kind, ir.Undefined), scalar, word(0))
        zeros = ir.Constant(ir.VectorType(word, self.lanes), [0] * self.lanes)
        return builder.shuffle_vector(first, ir.Constant(kind, ir.Undefined), zeros)


def intrinsic(builder, name, result, *operands):
    """Call an LLVM intrinsic that is overloaded by the types of its operands, each named once."""
    kinds = [operand.type for operand in operands]
    name = ".".join([name, *dict.fromkeys(map(_suffix, kinds))])
    return outside(builder, name, result, *operands)


def masked_load(builder, pointer, kind, mask, align):
    """A vector of which only the lanes of the mask are read; the others are 0."""
    pointer = builder.bitcast(pointer, kind.as_pointer())
    zeros = ir.Constant(kind, [0.0] * kind.count)
    operands = [pointer, ir.IntType(32)(align), mask, zeros]
    return outside(builder, f"llvm.masked.load.{_suffix(kind)}.p0", kind, *operands)


def masked_store(builder, value, pointer, mask, align):
    """Write the lanes of the mask."""
    pointer = builder.bitcast(pointer, value.type.as_pointer())
    operands = [value, pointer, ir.IntType(32)(align), mask]
    outside(builder, f"llvm.masked.store.{_suffix(value.type)}.p0", ir.VoidType(), *operands)


def outside(builder, name, result, *operands):
    """Call a function that is not in the module: an intrinsic, or one of the process."""
    function = builder.module.globals.get(name)
    if function is None:
        kind = ir.FunctionType(result, [operand.type for operand in operands])
        function = ir.Function(builder.module, kind, name)
    return builder.call(function, operands)


def _suffix(kind):
    """How LLVM's names of intrinsics spell a type, such as v32f32."""
    if isinstance(kind, ir.VectorType):
        return f"v{kind.count}{_suffix(kind.element)}"
    if isinstance(kind, ir.IntType):
        return f"i{kind.width}"
    return "f64" if isinstance(kind, ir.DoubleType) else "f32"


class Writer:
    """Writes a kernel at the builder's place, for one kind of vectors."""

    def __init__(self, builder, kind):
        self.builder, self.kind = builder, kind

    def call(self, function, arguments):
        """The results of a kernel of the package, as a list."""
        names, body = statements(function)
        scope = dict(zip(names, arguments, strict=True))
        for statement in body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    scope[name] = self._value(value, scope, function)
                case ast.Return(value=ast.Tuple(elts=values)):
                    return [self._value(v, scope, function) for v in values]
                case ast.Return(value=value):
                    return [self._value(value, scope, function)]

    def _value(self, node, scope, function):
        match node:
            case ast.Name(id=name) if name in scope:
                return scope[name]
            case ast.Name(id="inf" | "nan" as name):
                return self.kind.constant(float(name))
            case ast.Constant(value=float(value)):
                return self.kind.constant(value)
            case ast.Constant(value=int(value)):
                return self.kind.constant(value, self.kind.word)
            case ast.Call(func=ast.Name(id="f32" | "i32" as name), args=[argument]):
                kind = self.kind.real if name == "f32" else self.kind.word
                return self.kind.constant(_number(argument), kind)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
                kind = self.kind.real if isinstance(node.operand.value, float) else self.kind.word
                return self.kind.constant(_number(node), kind)
            case ast.Call(func=ast.Name(id="lookup"), args=[ast.Subscript() as row, index]):
                table = function.__globals__[row.value.id][row.slice.value]
                place = self._value(index, scope, function)
                return looked_up(self.builder, self.kind, table, place)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                values = [self._value(a, scope, function) for a in arguments]
                if name in OPERATIONS:
                    return OPERATIONS[name](self.builder, *values)
                return self.call(function.__globals__[name], values)[0]
            case ast.Compare(left=left, ops=[comparison], comparators=[right]):
                a, b = (self._value(v, scope, function) for v in (left, right))
                return COMPARISONS[type(comparison)](self.builder, a, b)
            case ast.BinOp(left=left, op=operator, right=right):
                a, b = (self._value(v, scope, function) for v in (left, right))
                return getattr(self.builder, INFIX[type(operator)])(a, b)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.builder.fneg(self._value(operand, scope, function))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.builder.not_(self._value(operand, scope, function))
        raise NotImplementedError(f"{function.__name__} has {ast.unparse(node)}")


@cache
def operations(function):
    """About how many instructions a kernel becomes."""
    total = 0
    for node in (n for s in statements(function)[1] for n in ast.walk(s)):
        match node:
            case ast.BinOp() | ast.Compare():
                total += 1
            case ast.Call(func=ast.Name(id=name)) if name not in ("f32", "i32"):
                known = name in OPERATIONS or name == "lookup"
                total += 1 if known else operations(function.__globals__[name])
    return total


def _number(node):
    """The value of a literal, with or without a minus."""
    if isinstance(node, ast.UnaryOp):
        return -_number(node.operand)
    return float(node.id) if isinstance(node, ast.Name) else node.value


def _compare(sign):
    return lambda builder, a, b: builder.fcmp_ordered(sign, a, b)


COMPARISONS = {
    ast.Lt: _compare("<"),
    ast.LtE: _compare("<="),
    ast.Gt: _compare(">"),
    ast.GtE: _compare(">="),
    ast.Eq: _compare("=="),
    ast.NotEq: lambda builder, a, b: builder.fcmp_unordered("!=", a, b),
}

INFIX = {
    ast.Add: "fadd",
    ast.Sub: "fsub",
    ast.Mult: "fmul",
    ast.Div: "fdiv",
    ast.BitAnd: "and_",
    ast.BitOr: "or_",
}


def _same(name):
    """An LLVM intrinsic on operands of one type."""
    return lambda builder, *values: intrinsic(builder, name, values[0].type, *values)


def _extreme(sign):
    """One of two reals, and the second where either is NaN."""

    def pick(builder, a, b):
        return builder.select(builder.fcmp_ordered(sign, a, b), a, b)

    return pick


def _other(kind, double, single):
    """The type with as many lanes as a given one whose scalars are of the width of its own."""
    scalar = kind.element if isinstance(kind, ir.VectorType) else kind
    wide = isinstance(scalar, ir.DoubleType) or getattr(scalar, "width", 0) == 64
    scalar = double if wide else single
    return ir.VectorType(scalar, kind.count) if isinstance(kind, ir.VectorType) else scalar


def _word(kind):
    return _other(kind, ir.IntType(64), ir.IntType(32))


def _real(kind):
    return _other(kind, ir.DoubleType(), ir.FloatType())


def _fill(kind, value):
    """A constant of a scalar or vector type."""
    return ir.Constant(kind, [value] * kind.count if isinstance(kind, ir.VectorType) else value)


def _scaled(builder, a, n):
    """`a * 2**n`, rounded once, also where the result is subnormal."""
    if _host.has("avx512f"):
        return _scaled_at_once(builder, a, n)
    return _scaled_in_steps(builder, a, n)


def _scaled_at_once(builder, a, n):
    """One instruction with AVX-512; its exponent is one of 32 bits."""
    if _is_double(a.type):
        n = _clamped(builder, n, -5000, 5000)
        narrow = ir.IntType(32)
        kind = ir.VectorType(narrow, n.type.count) if isinstance(n.type, ir.VectorType) else narrow
        n = builder.trunc(n, kind)
    return intrinsic(builder, "llvm.ldexp", a.type, a, n)


def _scaled_in_steps(builder, a, n):
    """Multiply by three powers of two, the largest step last.

    Only the last product can round: an earlier one is inexact only below the smallest normal
    number, and then the last factor, the smallest normal power of two, makes the result zero.
    """
    low, high, mantissa = (-1022, 1023, 52) if _is_double(a.type) else (-126, 127, 23)
    n = _clamped(builder, n, 3 * low, 3 * high)
    last = _clamped(builder, n, low, high)
    rest = builder.add(builder.sub(n, last), _fill(n.type, 2 * high))  # two exponents, both biased
    middle = builder.lshr(rest, _fill(n.type, 1))
    for biased in (middle, builder.sub(rest, middle), builder.add(last, _fill(n.type, high))):
        bits = builder.shl(biased, _fill(n.type, mantissa))
        a = builder.fmul(a, builder.bitcast(bits, a.type))
    return a


def _is_double(kind):
    return isinstance(getattr(kind, "element", kind), ir.DoubleType)


def _clamped(builder, n, low, high):
    low, high = _fill(n.type, low), _fill(n.type, high)
    n = builder.select(builder.icmp_signed("<", n, low), low, n)
    return builder.select(builder.icmp_signed(">", n, high), high, n)


SHIFT = 1.5 * 2.0**52  # where the last place of a float64 is 1
SHIFT_BITS = 0x4338 << 48


def _through_bits(kind):
    """Whether vectors of float64 become int64 through the significand's bits, below 2**51.

    That takes two instructions; without AVX-512 LLVM's own conversion is four scalar ones.
    """
    return _is_double(kind) and _host.on_x86() and not _host.has("avx512dq")


def _to_int(builder, a):
    if not _through_bits(a.type):
        return builder.fptosi(a, _word(a.type))
    moved = builder.bitcast(builder.fadd(a, _fill(a.type, SHIFT)), _word(a.type))
    return builder.sub(moved, _fill(moved.type, SHIFT_BITS))


def _to_real(builder, n):
    kind = _real(n.type)
    if not _through_bits(kind):
        return builder.sitofp(n, kind)
    moved = builder.bitcast(builder.add(n, _fill(n.type, SHIFT_BITS)), kind)
    return builder.fsub(moved, _fill(kind, SHIFT))


def finite(builder, a):
    """The value, or 0 where it is infinite or NaN."""
    size = intrinsic(builder, "llvm.fabs", a.type, a)
    inside = builder.fcmp_ordered("<", size, _fill(a.type, INFINITY))
    return builder.select(inside, a, _fill(a.type, 0.0))


def looked_up(builder, kind, table, index):
    """The numbers of a table at the places that the last bits of integers give.

    With AVX-512 it is two registers, and one instruction takes a number from them for every lane.
    """
    if _host.has("avx512f") and kind.code == "f" and kind.lanes == len(table) // 2:
        low, high = (
            ir.Constant(kind.real, part) for part in (table[: kind.lanes], table[kind.lanes :])
        )
        return outside(builder, "llvm.x86.avx512.vpermi2var.ps.512", kind.real, low, index, high)
    scalar = REALS[kind.code]
    numbers = ir.Constant(ir.ArrayType(scalar, len(table)), table)
    place = ir.GlobalVariable(builder.module, numbers.type, builder.module.get_unique_name("table"))
    place.global_constant, place.linkage, place.initializer = True, "internal", numbers
    index = builder.and_(index, _fill(index.type, len(table) - 1))
    if kind.lanes == 1:
        return _entry(builder, place, index)
    found = ir.Constant(kind.real, ir.Undefined)
    for lane in range(kind.lanes):
        at = ir.IntType(32)(lane)
        number = _entry(builder, place, builder.extract_element(index, at))
        found = builder.insert_element(found, number, at)
    return found


def _entry(builder, place, index):
    """A number of a table in memory."""
    return builder.load(builder.gep(place, [ir.IntType(32)(0), index], inbounds=True))


OPERATIONS = {
    "abs": _same("llvm.fabs"),
    "fma": _same("llvm.fma"),
    "sqrt": _same("llvm.sqrt"),
    "floor": _same("llvm.floor"),
    "copysign": _same("llvm.copysign"),
    "select": lambda builder, c, a, b: builder.select(c, a, b),
    "least": _extreme("<"),
    "greatest": _extreme(">"),
    "finite": finite,
    "to_bits": lambda builder, a: builder.bitcast(a, _word(a.type)),
    "from_bits": lambda builder, a: builder.bitcast(a, _real(a.type)),
    "to_int": _to_int,
    "to_real": _to_real,
    "iadd": lambda builder, a, b: builder.add(a, b),
    "isub": lambda builder, a, b: builder.sub(a, b),
    "iand": lambda builder, a, b: builder.and_(a, b),
    "ior": lambda builder, a, b: builder.or_(a, b),
    "shl": lambda builder, a, b: builder.shl(a, b),
    "shr": lambda builder, a, b: builder.ashr(a, b),
    "ldexp": _scaled,
}
"""The operations of kernels that Python has no operator for, as `_intrinsics` has them."""
