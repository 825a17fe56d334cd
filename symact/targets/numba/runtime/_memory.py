"""Reading and writing operands by address, and the floating-point status word, for the loops."""

from __future__ import annotations

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from . import _host

INTEGERS = {"?": 1, "b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "q": 8, "Q": 8}
REALS = {"e": types.float32, "f": types.float32, "d": types.float64}


def size_of(code):
    """The bytes of NumPy's type `code`."""
    return {"e": 2, "f": 4, "d": 8}.get(code) or INTEGERS[code]


@intrinsic
def offset(typing, pointer, count):
    """The pointer that many bytes further on."""

    def generate(context, builder, signature, values):
        return builder.gep(values[0], [values[1]], source_etype=ir.IntType(8))

    return types.voidptr(types.voidptr, types.intp), generate


@intrinsic
def address(typing, pointer):
    """A pointer as an integer."""

    def generate(context, builder, signature, values):
        return builder.ptrtoint(values[0], context.get_value_type(types.intp))

    return types.intp(types.voidptr), generate


def stack(size):
    """An intrinsic that gives a block of the stack, aligned for the widest vectors."""

    @intrinsic
    def reserve(typing):
        def generate(context, builder, signature, values):
            with builder.goto_entry_block():  # not `alloca_once`, which would fill it with zeros
                block = builder.alloca(ir.ArrayType(ir.IntType(8), size))
            block.align = 64
            return builder.bitcast(block, ir.IntType(8).as_pointer())

        return types.voidptr(), generate

    return reserve


def stack_pointers(count):
    """An intrinsic that gives room for pointers on the stack."""

    @intrinsic
    def reserve(typing):
        def generate(context, builder, signature, values):
            with builder.goto_entry_block():
                block = builder.alloca(ir.ArrayType(ir.IntType(8).as_pointer(), count))
            return builder.bitcast(block, ir.IntType(8).as_pointer().as_pointer())

        return types.CPointer(types.voidptr)(), generate

    return reserve


def _place(builder, pointer, step, i, kind):
    """A pointer to a value of the LLVM type `kind`, i steps of `step` bytes on."""
    distance = builder.mul(step, i)
    place = builder.gep(pointer, [distance], source_etype=ir.IntType(8))
    return builder.bitcast(place, kind.as_pointer())


def loader(code):
    """An intrinsic `load(pointer, step, i)`: the element i steps on, as the real a kernel takes.

    `code` is NumPy's letter for the type in memory: "e" gives float32, an integer float64.
    """
    real = REALS.get(code, types.float64)

    @intrinsic
    def load(typing, pointer, step, i):
        def generate(context, builder, signature, values):
            kind = _stored(context, code)
            value = builder.load(_place(builder, *values, kind), typ=kind, align=_bytes(kind))
            return converted(builder, value, code)

        return real(types.voidptr, types.intp, types.intp), generate

    return load


def _stored(context, code):
    """The LLVM type of NumPy's type in memory; float16 is read and written as its bits."""
    if code in "fd":
        return context.get_value_type(REALS[code])
    return ir.IntType(8 * (2 if code == "e" else INTEGERS[code]))


def _bytes(kind):
    if isinstance(kind, ir.IntType):
        return kind.width // 8
    return 4 if isinstance(kind, ir.FloatType) else 8


def converted(builder, value, code):
    """A value from memory as float32 (of "e" and "f") or float64."""
    if code in "fd":
        return value
    if code == "e":
        return _widen(builder, value)
    if code == "?":
        value = builder.icmp_unsigned("!=", value, value.type(0))
        return builder.uitofp(value, ir.DoubleType())
    convert = builder.uitofp if code.isupper() else builder.sitofp
    return convert(value, ir.DoubleType())


def _widen(builder, bits):
    """float32 of the bits of a float16: its exponent is moved, then corrected by one product.

    2**112 is the ratio of the two exponent biases; the product is exact and makes subnormal
    numbers right too. An all-ones exponent, infinity or NaN, is put in its place.
    """
    word = ir.IntType(32)
    bits = builder.zext(bits, word)
    sign = builder.shl(builder.and_(bits, word(0x8000)), word(16))
    moved = builder.shl(builder.and_(bits, word(0x7FFF)), word(13))
    scaled = builder.fmul(builder.bitcast(moved, ir.FloatType()), ir.FloatType()(2.0**112))
    special = builder.icmp_unsigned(">=", moved, word(0x0F800000))
    magnitude = builder.select(
        special, builder.or_(moved, word(0x7F800000)), builder.bitcast(scaled, word)
    )
    return builder.bitcast(builder.or_(magnitude, sign), ir.FloatType())


def narrow(builder, value):
    """The bits of the float16 nearest to a float32, ties to even, in integer arithmetic."""
    word, real = ir.IntType(32), ir.FloatType()
    bits = builder.bitcast(value, word)
    sign = builder.and_(builder.lshr(bits, word(16)), word(0x8000))
    size = builder.and_(bits, word(0x7FFFFFFF))
    odd = builder.and_(builder.lshr(size, word(13)), word(1))
    rounded = builder.add(builder.add(size, word(0xFFF)), odd)
    normal = builder.sub(builder.lshr(rounded, word(13)), word(112 << 10))
    # below 2**-14: adding 0.5 puts the last place of a subnormal float16, 2**-24, at a float32's
    # last place, so that this one addition rounds
    shifted = builder.fadd(builder.bitcast(size, real), real(0.5))
    subnormal = builder.sub(builder.bitcast(shifted, word), word(0x3F000000))
    result = builder.select(builder.icmp_unsigned("<", size, word(113 << 23)), subnormal, normal)
    too_large = builder.icmp_unsigned(">=", size, word(0x477FF000))
    result = builder.select(too_large, word(0x7C00), result)
    not_number = builder.icmp_unsigned(">", size, word(0x7F800000))
    result = builder.select(not_number, word(0x7E00), result)
    return builder.trunc(builder.or_(result, sign), ir.IntType(16))


def storer(code):
    """An intrinsic `store(pointer, step, i, value)` that writes NumPy's type `code`."""

    @intrinsic
    def store(typing, pointer, step, i, value):
        def generate(context, builder, signature, values):
            value = narrow(builder, values[3]) if code == "e" else values[3]
            place = _place(builder, *values[:3], value.type)
            builder.store(value, place, align=_bytes(value.type))
            return context.get_dummy_value()

        return types.void(types.voidptr, types.intp, types.intp, REALS[code]), generate

    return store


def take(count):
    """An intrinsic that reads `count` pointers into a tuple, so that no store can change them."""

    @intrinsic
    def read(typing, pointers):
        kind = types.UniTuple(types.voidptr, count)

        def generate(context, builder, signature, values):
            places = [builder.gep(values[0], [ir.IntType(64)(k)]) for k in range(count)]
            found = [builder.load(place) for place in places]
            return context.make_tuple(builder, kind, found)

        return kind(types.CPointer(types.voidptr)), generate

    return read


def reader(code, start, stop):
    """An intrinsic `read(pointers, i)`: the packed elements i of operands start..stop - 1."""
    real = REALS[code]

    @intrinsic
    def read(typing, pointers, i):
        kind = types.UniTuple(real, stop - start)

        def generate(context, builder, signature, values):
            element = context.get_value_type(real)
            size = values[1].type(_bytes(element))
            sources = cgutils.unpack_tuple(builder, values[0])[start:stop]
            places = [_place(builder, source, size, values[1], element) for source in sources]
            found = [builder.load(p, typ=element, align=_bytes(element)) for p in places]
            return context.make_tuple(builder, kind, found)

        return kind(pointers, types.intp), generate

    return read


THRESHOLD, HANDLER, BODY = 0, 8, 24
"""Where in what `data` points to, `_ufunc.State`, a loop finds what it needs."""


def _field(builder, data, at, kind):
    """The field of a loop's data that lies that many bytes in."""
    place = builder.gep(data, [ir.IntType(64)(at)], source_etype=ir.IntType(8))
    return builder.load(builder.bitcast(place, kind.as_pointer()), typ=kind)


def _called(builder, data, at, arguments):
    """Call the function whose address is a field of a loop's data; it gives nothing."""
    kind = ir.FunctionType(ir.VoidType(), [a.type for a in arguments])
    builder.call(_field(builder, data, at, kind.as_pointer()), arguments)


@intrinsic
def threshold(typing, data):
    """How many elements are handed over to the threads rather than computed at once."""

    def generate(context, builder, signature, values):
        return _field(builder, values[0], THRESHOLD, ir.IntType(64))

    return types.int64(types.voidptr), generate


@intrinsic
def hand_over(typing, args, dimensions, steps, data):
    """Have the threads do the whole call of a loop."""

    def generate(context, builder, signature, values):
        _called(builder, values[3], HANDLER, values)
        return context.get_dummy_value()

    return types.void(args, dimensions, steps, types.voidptr), generate


@intrinsic
def call_body(typing, data, pointers, n, uniform):
    """Run the kernel's body over n packed elements."""

    def generate(context, builder, signature, values):
        _called(builder, values[0], BODY, values[1:])
        return context.get_dummy_value()

    return types.void(types.voidptr, pointers, types.intp, types.intp), generate


@intrinsic
def keep_apart(typing):
    """Mark the function being compiled as never inlined."""

    def generate(context, builder, signature, values):
        builder.function.attributes.add("noinline")
        return context.get_dummy_value()

    return types.void(), generate


def _special(builder, name, result, *operands):
    """Call an LLVM intrinsic of one architecture."""
    kind = ir.FunctionType(result, [o.type for o in operands])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, name), operands)


def _x86_status(builder, new=None):
    """Read MXCSR, or write it."""
    word = ir.IntType(32)
    place = cgutils.alloca_once(builder, word)
    pointer = builder.bitcast(place, ir.IntType(8).as_pointer())
    if new is None:
        _special(builder, "llvm.x86.sse.stmxcsr", ir.VoidType(), pointer)
        return builder.zext(builder.load(place), ir.IntType(64))
    builder.store(builder.trunc(new, word), place)
    return _special(builder, "llvm.x86.sse.ldmxcsr", ir.VoidType(), pointer)


def _arm_status(builder, new=None):
    """Read FPCR (upper half) and FPSR (lower half) as one word, or write both."""
    wide = ir.IntType(64)
    low, half = wide(0xFFFFFFFF), wide(32)
    if new is None:
        control = _special(builder, "llvm.aarch64.get.fpcr", wide)
        status = _special(builder, "llvm.aarch64.get.fpsr", wide)
        return builder.or_(builder.shl(control, half), builder.and_(status, low))
    _special(builder, "llvm.aarch64.set.fpcr", ir.VoidType(), builder.lshr(new, half))
    return _special(builder, "llvm.aarch64.set.fpsr", ir.VoidType(), builder.and_(new, low))


@intrinsic
def read_status(typing):
    """The status and control word: rounding, traps and the flags raised so far."""

    def generate(context, builder, signature, values):
        return (_x86_status if _host.on_x86() else _arm_status)(builder)

    return types.int64(), generate


@intrinsic
def write_status(typing, word):
    """Set the status and control word."""

    def generate(context, builder, signature, values):
        (_x86_status if _host.on_x86() else _arm_status)(builder, values[0])
        return context.get_dummy_value()

    return types.void(types.int64), generate


def clean_status():
    """The word with no flag up, round to nearest, no trap, subnormal numbers kept."""
    return 0x1F80 if _host.on_x86() else 0


def raised_bits():
    """The bits of the word that say (divide, overflow)."""
    return (4, 8) if _host.on_x86() else (2, 4)
