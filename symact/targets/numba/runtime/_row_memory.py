"""What the loops along an axis do besides arithmetic: copies, scratch memory, the status word."""

from __future__ import annotations

from llvmlite import ir

from . import _host, _strided
from ._instructions import (
    INDEX,
    POINTER,
    VOID,
    begin,
    entry,
    place,
    read,
    repeat,
    reserve,
    write,
)
from ._memory import HANDLER, THRESHOLD, clean_status, converted, narrow, raised_bits, size_of
from ._transpose import SIDE, blocks
from ._vectors import BYTES, INFINITY, REALS, Kind, intrinsic, outside

FLOAT16_OVERFLOW = 65520.0  # the least float32 that rounds to an infinite float16
FACTOR = {"f": 2.0**64, "d": 2.0**512}
OVERFLOW, CLEAN = raised_bits()[1], clean_status()


class Integers:
    """Address arithmetic at a builder's place."""

    def __init__(self, builder):
        self.builder = builder

    def moved(self, args, steps, k, r):
        """Where operand k of row r begins."""
        builder = self.builder
        return place(
            builder, entry(builder, args, k), builder.mul(r, entry(builder, steps, k, INDEX))
        )


def hand_over(builder, size):
    """Leave a loop's call to the threads where it is on `threshold` elements or more.

    Where the handler says that the call is not for several, the loop does it.
    """
    data = builder.function.args[3]
    threshold = read(builder, place(builder, data, INDEX(THRESHOLD)), INDEX)
    with builder.if_then(builder.icmp_signed(">=", size, threshold), likely=False):
        kind = ir.FunctionType(INDEX, [POINTER] * 4).as_pointer()
        handler = read(builder, place(builder, data, INDEX(HANDLER)), kind)
        answer = builder.call(handler, builder.function.args)
        with builder.if_then(builder.icmp_signed("!=", answer, INDEX(0))):
            builder.ret_void()


def variable(builder, value):
    """A place on the stack that holds a value."""
    room = reserve(builder, value.type)
    write(builder, value, room)
    return room


def allocate(builder, size):
    """Memory of the C library, of that many bytes and enough to align it."""
    return outside(builder, "malloc", POINTER, builder.add(size, INDEX(256)))


def release(builder, pointer):
    """Give memory back."""
    outside(builder, "free", VOID, pointer)


def read_status(builder):
    """The floating-point status and control word, as `_memory.read_status` has it."""
    if not _host.on_x86():
        control, status = (
            outside(builder, f"llvm.aarch64.get.{name}", INDEX) for name in ("fpcr", "fpsr")
        )
        status = builder.and_(status, INDEX(0xFFFFFFFF))
        return builder.or_(builder.shl(control, INDEX(32)), status)
    room = variable(builder, ir.IntType(32)(0))
    outside(builder, "llvm.x86.sse.stmxcsr", VOID, room)
    return builder.zext(read(builder, room, ir.IntType(32)), INDEX)


def write_status(builder, word):
    """Set the word."""
    if not _host.on_x86():
        outside(builder, "llvm.aarch64.set.fpcr", VOID, builder.lshr(word, INDEX(32)))
        outside(builder, "llvm.aarch64.set.fpsr", VOID, builder.and_(word, INDEX(0xFFFFFFFF)))
        return
    room = variable(builder, builder.trunc(word, ir.IntType(32)))
    outside(builder, "llvm.x86.sse.ldmxcsr", VOID, room)


class Copies:
    """Functions of a module that copy, convert, scale and test rows, each made when it is used."""

    def __init__(self, module):
        self.module, self.made = module, {}

    def truth(self, builder, number):
        """Whether an integer is not 0."""
        return builder.icmp_signed("!=", number, INDEX(0))

    def call(self, builder, source, pointer, step, target, to_step, n):
        """Copy n elements of NumPy's type `source` into reals, `to_step` bytes apart."""
        function = self._made(("from", source), self._copy, source, None)
        builder.call(function, [pointer, step, target, to_step, n])

    def back(self, builder, held, pointer, step, target, place_, to_step, n):
        """Copy n reals to elements of NumPy's type `target`."""
        function = self._made(("to", target), self._copy, held, target)
        builder.call(function, [pointer, step, place_, to_step, n])

    def turned(self, builder, source, target, pointer, steps, to, to_steps, counts):
        """Copy rows of elements; `steps` and `to_steps` are those of a row and of an element.

        `counts` are how many rows to write, how many there are (the last is repeated), and how many
        elements each has. `target` is None where NumPy's type `source` is read as reals.
        """
        key = ("turned", source, target or "")
        function = self._made(key, self._turned, source, target)
        builder.call(function, [pointer, *steps, to, *to_steps, *counts])

    def scaled(self, builder, held, pointer, target, n, factor):
        """Multiply a packed row."""

        def body(inner, value):
            return inner.fmul(value, REALS[held](factor))

        function = self._made(("scale", held, factor), self._map, held, body)
        builder.call(function, [pointer, target, n])

    def reaches(self, builder, held, pointer, n, least):
        """1 where a packed row has an element of size `least` (None: one that is not finite)."""
        function = self._made(("test", held, least), self._test, held, least)
        return builder.call(function, [pointer, n])

    def _made(self, key, make, *arguments):
        if key not in self.made:
            self.made[key] = make("_".join(map(str, key)), *arguments)
        return self.made[key]

    def _copy(self, name, source, target):
        function, builder = begin(self.module, name, [POINTER, INDEX, POINTER, INDEX, INDEX])
        pointer, step, to, to_step, n = function.args
        size_in, size_out = size_of(source), size_of(target or _real_of(source))
        begun = variable(builder, INDEX(0))

        def loop(begun, step, to_step):
            def one(j, _):
                value = _fetched(builder, place(builder, pointer, builder.mul(j, step)), source)
                if target == "e":
                    value = narrow(builder, value)
                spot = place(builder, to, builder.mul(j, to_step))
                write(builder, value, spot, size_out)

            repeat(builder, begun, n, 1, [], one)
            builder.ret_void()

        def is_(value, number):
            return builder.icmp_signed("==", value, INDEX(number))

        read_packed, packed = is_(step, size_in), is_(to_step, size_out)
        if source not in SIDE or target not in (None, source):
            with builder.if_then(builder.and_(read_packed, packed)):
                loop(INDEX(0), INDEX(size_in), INDEX(size_out))
        else:
            with builder.if_else(packed) as (into_packed, apart):
                with into_packed:
                    _strided.side_by_side(builder, source, pointer, step, to, n, begun)
                with apart, builder.if_then(read_packed):
                    _strided.apart(builder, source, pointer, to, to_step, n, begun)
        loop(read(builder, begun, INDEX), step, to_step)
        return function

    def _turned(self, name, source, target):
        function, builder = begin(self.module, name, [POINTER, INDEX, INDEX] * 2 + [INDEX] * 3)
        pointer, row_step, step, to, to_row, to_step, rows, there, n = function.args
        size_out, last = size_of(target or _real_of(source)), builder.sub(there, INDEX(1))
        begun = variable(builder, INDEX(0))
        if source in SIDE and target in (None, source):
            self._in_blocks(builder, source, function.args, begun)

        def one_row(r, _):
            row = builder.select(builder.icmp_signed("<", r, last), r, last)
            begin = place(builder, pointer, builder.mul(row, row_step))
            end = place(builder, to, builder.mul(r, to_row))

            def one(j, _):
                value = _fetched(builder, place(builder, begin, builder.mul(j, step)), source)
                if target == "e":
                    value = narrow(builder, value)
                write(builder, value, place(builder, end, builder.mul(j, to_step)), size_out)

            repeat(builder, read(builder, begun, INDEX), n, 1, [], one)

        repeat(builder, INDEX(0), rows, 1, [], one_row)
        builder.ret_void()
        return function

    def _in_blocks(self, builder, code, arguments, begun):
        """Whole blocks of packed rows that are to lie side by side, or the other way round.

        From element `begun` of each row on, all is left to do.
        """
        pointer, row_step, step, to, to_row, to_step, rows, there, n = arguments
        rest = builder.and_(rows, INDEX(SIDE[code] - 1))
        full = builder.and_(
            builder.icmp_signed("==", rest, INDEX(0)), builder.icmp_signed("==", rows, there)
        )
        for packed, beside, steps, counts in (
            (step, to_row, (row_step, to_step), (rows, n)),
            (to_step, row_step, (step, to_row), (n, rows)),
        ):
            fits = builder.and_(
                builder.icmp_signed("==", packed, INDEX(BYTES[code])),
                builder.icmp_signed("==", beside, INDEX(BYTES[code])),
            )
            with builder.if_then(builder.and_(full, fits)):
                blocks(builder, code, pointer, steps[0], to, steps[1], counts)
                write(builder, builder.and_(n, INDEX(-SIDE[code])), begun)

    def _map(self, name, held, body):
        function, builder = begin(self.module, name, [POINTER, POINTER, INDEX])
        pointer, to, n = function.args
        size = INDEX(size_of(held))

        def one(j, _):
            distance = builder.mul(j, size)
            value = read(builder, place(builder, pointer, distance), REALS[held])
            write(builder, body(builder, value), place(builder, to, distance))

        repeat(builder, INDEX(0), n, 1, [], one)
        builder.ret_void()
        return function

    def _test(self, name, held, least):
        function, builder = begin(self.module, name, [POINTER, INDEX], INDEX)
        pointer, n = function.args

        def within(start, stop, lanes):
            kind = Kind(held, lanes)

            def one(j, state):
                spot = place(builder, pointer, builder.mul(j, INDEX(kind.size)))
                value = read(builder, spot, kind.real, kind.size)
                value = intrinsic(builder, "llvm.fabs", kind.real, value)
                if least is None:
                    found = builder.fcmp_unordered(">=", value, kind.constant(INFINITY))
                else:
                    found = builder.fcmp_ordered(">=", value, kind.constant(least))
                return [builder.or_(state[0], found)]

            no = kind.constant(0, kind.bool)
            return repeat(builder, start, stop, lanes, [no], one)[0]

        side = SIDE[held]
        whole = builder.and_(n, INDEX(-side))
        found = within(INDEX(0), whole, side)
        found = intrinsic(builder, "llvm.vector.reduce.or", ir.IntType(1), found)
        found = builder.or_(found, within(whole, n, 1))
        builder.ret(builder.zext(found, INDEX))
        return function


def _real_of(source):
    return source if source in "fd" else "f" if source == "e" else "d"


def _fetched(builder, pointer, source):
    """An element of NumPy's type `source` as the real it is held in."""
    kind = REALS[source] if source in "fd" else ir.IntType(8 * size_of(source))
    value = builder.load(pointer, typ=kind, align=size_of(source))
    return converted(builder, value, source)
