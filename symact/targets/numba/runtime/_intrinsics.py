"""The operations of kernels that Python has no operator for, each one LLVM instruction or two.

`@compiled` turns a function of scalars into one that numba inlines into the loops. No fast-math
flag is ever set: a result depends on its inputs alone, not on its place in an array.
"""

from __future__ import annotations

from llvmlite import ir
from numba import types
from numba.core.registry import CPUDispatcher
from numba.extending import intrinsic

from . import _host

OPTIONS = {"nopython": True, "error_model": "numpy"}
OPTIONS |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # only loops call it


def compiled(function):
    """Compile a function of scalars on use; division by zero gives an infinity, as in IEEE 754.

    This is `numba.njit(error_model="numpy")`, except that NUMBA_DISABLE_JIT does not turn it off.
    """
    return CPUDispatcher(function, targetoptions=dict(OPTIONS))


def inlined(function):
    """`compiled`, and part of its callers whatever its size.

    LLVM by itself leaves a function of 90 operations as a call, and a loop that calls is not
    vectorised: 22 ns an element instead of 2.8 for erfc in float64.
    """
    return CPUDispatcher(function, targetoptions=OPTIONS | {"forceinline": True})


def _integer(real):
    """The integer type as wide as a floating-point type."""
    return types.int32 if real == types.float32 else types.int64


def _real(integer):
    """The floating-point type as wide as an integer type."""
    return types.float32 if integer == types.int32 else types.float64


def _llvm_function(name, arity):
    """An intrinsic that calls the LLVM function of that name on operands of one type."""

    def call(typing, *operands):
        def generate(context, builder, signature, values):
            kind = values[0].type
            function_type = ir.FunctionType(kind, [kind] * arity)
            function = builder.module.declare_intrinsic(name, [kind], function_type)
            return builder.call(function, values)

        return operands[0](*[operands[0]] * arity), generate

    one = intrinsic(lambda typing, a: call(typing, a))
    two = intrinsic(lambda typing, a, b: call(typing, a, b))
    three = intrinsic(lambda typing, a, b, c: call(typing, a, b, c))
    return {1: one, 2: two, 3: three}[arity]


sqrt = _llvm_function("llvm.sqrt", 1)
floor = _llvm_function("llvm.floor", 1)
copysign = _llvm_function("llvm.copysign", 2)
fma = _llvm_function("llvm.fma", 3)  # a * b + c, rounded once


@intrinsic
def select(typing, condition, then, other):
    """`then` where the condition holds, `other` where not; both are computed, nothing branches."""

    def generate(context, builder, signature, values):
        return builder.select(*values)

    return then(types.boolean, then, then), generate


@intrinsic
def finite(typing, a):
    """The value, or 0 where it is infinite or NaN: the low word of what is not finite."""

    def generate(context, builder, signature, values):
        kind = values[0].type
        size = builder.call(
            builder.module.declare_intrinsic("llvm.fabs", [kind], ir.FunctionType(kind, [kind])),
            values,
        )
        inside = builder.fcmp_ordered("<", size, kind(float("inf")))
        return builder.select(inside, values[0], kind(0.0))

    return a(a), generate


def _extreme(comparison):
    """An intrinsic that picks one of two reals, and the second where either is NaN."""

    def pick(typing, a, b):
        def generate(context, builder, signature, values):
            return builder.select(builder.fcmp_ordered(comparison, *values), *values)

        return a(a, a), generate

    return intrinsic(pick)


least = _extreme("<")  # a where a < b, else b
greatest = _extreme(">")  # a where a > b, else b


@intrinsic
def to_bits(typing, a):
    """The bits of a real as an integer of the same width."""

    def generate(context, builder, signature, values):
        return builder.bitcast(values[0], context.get_value_type(signature.return_type))

    return _integer(a)(a), generate


@intrinsic
def from_bits(typing, a):
    """The real that has the bits of an integer."""

    def generate(context, builder, signature, values):
        return builder.bitcast(values[0], context.get_value_type(signature.return_type))

    return _real(a)(a), generate


SHIFT = 1.5 * 2.0**52  # where the last place of a float64 is 1
SHIFT_BITS = 0x4338 << 48


@intrinsic
def to_int(typing, a):
    """The integer equal to an integral real in range (below 2**51 in float64)."""

    def generate(context, builder, signature, values):
        (value,) = values
        kind = context.get_value_type(signature.return_type)
        if kind.width == 32 or _converts_64_bits(context):
            return builder.fptosi(value, kind)
        moved = builder.fadd(value, value.type(SHIFT))
        return builder.sub(builder.bitcast(moved, kind), kind(SHIFT_BITS))

    return _integer(a)(a), generate


@intrinsic
def to_real(typing, a):
    """The real nearest to an integer (below 2**51 for float64)."""

    def generate(context, builder, signature, values):
        (value,) = values
        kind = context.get_value_type(signature.return_type)
        if value.type.width == 32 or _converts_64_bits(context):
            return builder.sitofp(value, kind)
        moved = builder.bitcast(builder.add(value, value.type(SHIFT_BITS)), kind)
        return builder.fsub(moved, kind(SHIFT))

    return _real(a)(a), generate


def _converts_64_bits(context):
    """Whether vectors of float64 become int64 in one instruction; else LLVM takes four scalar ones.

    The same through the significand's bits takes two, and gives the same integers below 2**51.
    """
    return not _host.on_x86() or "+avx512dq" in context.codegen()._tm_features.split(",")


def _integer_operation(method):
    """An intrinsic on two integers of one type; numba's own operators would widen to 64 bits."""

    def apply(typing, a, b):
        def generate(context, builder, signature, values):
            return getattr(builder, method)(*values)

        return a(a, a), generate

    return intrinsic(apply)


iadd = _integer_operation("add")
isub = _integer_operation("sub")
iand = _integer_operation("and_")
ior = _integer_operation("or_")
shl = _integer_operation("shl")
shr = _integer_operation("ashr")  # the sign is shifted in


@intrinsic
def ldexp(typing, a, n):
    """`a * 2**n`, rounded once, also where the result is subnormal.

    One instruction with AVX-512 (and a scalar one on Arm with SVE, not used); elsewhere LLVM would
    call a scalar function, 15 times slower, so three multiplications by powers of two do it.
    """

    def generate(context, builder, signature, values):
        if "+avx512f" in context.codegen()._tm_features.split(","):
            return _scale_at_once(builder, *values)
        return _scale_in_steps(builder, *values)

    return a(a, n), generate


def _scale_at_once(builder, a, n):
    """`llvm.ldexp`, which takes a 32-bit exponent; a wider one is clamped first."""
    int32 = ir.IntType(32)
    if n.type.width == 64:
        n = builder.trunc(_clamp(builder, n, -5000, 5000), int32)
    function_type = ir.FunctionType(a.type, [a.type, int32])
    return builder.call(
        builder.module.declare_intrinsic("llvm.ldexp", [a.type, int32], function_type), [a, n]
    )


def _scale_in_steps(builder, a, n):
    """Multiply by three powers of two, the largest step last.

    Only the last product can round: an earlier one is inexact only below the smallest normal
    number, and then the last factor, the smallest normal power of two, makes the result zero.
    """
    single = isinstance(a.type, ir.FloatType)
    low, high, mantissa = (-126, 127, 23) if single else (-1022, 1023, 52)
    n = _clamp(builder, n, 3 * low, 3 * high)
    last = _clamp(builder, n, low, high)
    rest = builder.add(builder.sub(n, last), n.type(2 * high))  # of two exponents, both biased
    middle = builder.lshr(rest, n.type(1))
    for biased in (middle, builder.sub(rest, middle), builder.add(last, n.type(high))):
        bits = builder.shl(biased, n.type(mantissa))
        a = builder.fmul(a, builder.bitcast(bits, a.type))
    return a


def _clamp(builder, n, low, high):
    """The integer nearest to n in low..high."""
    low, high = ir.Constant(n.type, low), ir.Constant(n.type, high)
    n = builder.select(builder.icmp_signed("<", n, low), low, n)
    return builder.select(builder.icmp_signed(">", n, high), high, n)
