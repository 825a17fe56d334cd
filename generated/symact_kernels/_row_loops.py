"""The inner loop of a generalised ufunc along an axis, written as LLVM instructions.

A packed row is read, and written, in place; any other is copied to a scratch row first. Packed rows
of moderate length, and rows that lie side by side in memory, are taken as many at once as a vector
has lanes. Equal rows give equal bits on every way.
"""

from __future__ import annotations

from llvmlite import ir

from . import _row_memory as memory
from ._instructions import (
    INDEX,
    POINTER,
    begin,
    cell,
    entry,
    place,
    read,
    repeat,
    reserve,
    write,
)
from ._row_across import Across
from ._row_along import Along, Line
from ._row_layout import Layout
from ._row_memory import Integers
from ._row_packs import batch
from ._row_passes import LANES
from ._vectors import BYTES

BIT = ir.IntType(1)


DOUBT = 1 << 40
"""Beside the flags that a function gives: rows were in doubt, and left to a careful kernel."""


class Rows:
    """The functions of a module that compute rows by one kernel, from the innermost out.

    Operands are of NumPy's type `source`, the result of `target`. Of a kernel whose careful one is
    alike there are the same functions for that one, as `second`.
    """

    def __init__(self, module, kernel, source, target, prefix="", copies=None):
        self.kernel, self.module, self.prefix = kernel, module, prefix
        self.copies = copies or memory.Copies(module)
        self.layout = Layout(kernel, source, target)
        self.source, self.target = source, target
        self.size_in, self.size_out = memory.size_of(source), memory.size_of(target)
        self.lanes = LANES[self.layout.real]
        self.matrix = kernel.shape == "matrix"
        self.half = target == "e"
        self.spare = self.layout.count
        self.along, builder = self.begin("along", [POINTER, INDEX])
        Along(builder, kernel, self.layout)
        self.sideways, self.second = not self.matrix and not self.half, None
        if kernel.careful is not None:
            self._careful(source, target)
        self.slots = self.spare + 1  # one more row, for a scaled cotangent
        if self.matrix:
            self.line, builder = self.begin("line", [POINTER, INDEX, INDEX])
            Line(builder, kernel, self.layout)
        self.row = self._row()
        if self.sideways:
            self.across, builder = self.begin("across", [POINTER, POINTER, INDEX])
            Across(builder, kernel, self.layout)
            self.tile = self._tile()
            self.batch = batch(self)

    def begin(self, name, arguments):
        """A function of the module with its builder."""
        return begin(self.module, self.prefix + name, arguments, INDEX)

    def _careful(self, source, target):
        """The functions of the kernel for rows in doubt."""
        careful = self.kernel.careful
        if self.kernel.alike:
            self.second = Rows(self.module, careful, source, target, "careful_", self.copies)
            self.careful, count = self.second.along, self.second.layout.count
        else:
            layout = Layout(careful, source, target)
            self.careful, builder = self.begin("careful", [POINTER, INDEX])
            Along(builder, careful, layout)
            count = layout.count
        self.spare = max(self.spare, count)

    def _run(self, builder, pointers, n):
        """The steps on one row, and the careful ones where those leave it in doubt; tells that."""
        doubt = builder.call(self.along, [pointers, n])
        if self.kernel.careful is None:
            return INDEX(0)
        again = builder.icmp_signed("!=", doubt, INDEX(0))
        with builder.if_then(again, likely=False):
            builder.call(self.careful, [pointers, n])
        return builder.select(again, INDEX(DOUBT), INDEX(0)) if self.second else INDEX(0)

    def rows(self, builder, scratch, slot):
        """An array of pointers, with those of scratch rows set."""
        pointers = reserve(builder, ir.ArrayType(POINTER, self.slots))
        for k in range(self.slots):
            self.point(builder, pointers, k, place(builder, scratch, builder.mul(slot, INDEX(k))))
        return pointers

    def point(self, builder, pointers, k, pointer):
        write(builder, pointer, cell(builder, pointers, k))

    def _is_result(self, builder, args, k):
        """Whether an operand is where the results go: rows may be read again after that."""
        operand, result = (entry(builder, args, at) for at in (k, self.layout.out))
        return builder.icmp_unsigned("==", operand, result)

    def in_place(self, builder, args):
        """Whether any operand is where the results go."""
        found = BIT(0)
        for k in range(self.layout.operands):
            found = builder.or_(found, self._is_result(builder, args, k))
        return found

    def _row(self):
        """`row(args, steps, scratch, slot, n, r)`: one row; gives the flags to raise."""
        function, builder = self.begin("row", [POINTER] * 3 + [INDEX] * 3)
        args, steps, scratch, slot, n, r = function.args
        do, layout = Integers(builder), self.layout
        pointers = self.rows(builder, scratch, slot)
        for k in range(layout.operands):
            where = do.moved(args, steps, k, r)
            held = INDEX(BYTES[layout.held[k]])
            if k not in layout.cores:
                self.copies.call(
                    builder,
                    self.source,
                    where,
                    INDEX(0),
                    entry(builder, pointers, k),
                    held,
                    INDEX(1),
                )
                continue
            step = entry(builder, steps, layout.cores[k], INDEX)
            if self.source == layout.held[k]:
                packed = builder.icmp_signed("==", step, held)
                packed = builder.and_(packed, builder.not_(self._is_result(builder, args, k)))
                with builder.if_else(packed) as (direct, gathered):
                    with direct:
                        self.point(builder, pointers, k, where)
                    with gathered:
                        self.copies.call(
                            builder, self.source, where, step, entry(builder, pointers, k), held, n
                        )
            else:
                self.copies.call(
                    builder, self.source, where, step, entry(builder, pointers, k), held, n
                )
        result = do.moved(args, steps, layout.out, r)
        if self.matrix:
            flags = self._lines(builder, pointers, steps, result, n)
        else:
            flags = self._results(builder, pointers, steps, result, n)
        builder.ret(flags)
        return function

    def _results(self, builder, pointers, steps, result, n):
        """Run the steps, and bring the result to its place."""
        layout, out = self.layout, self.layout.out
        number = self.kernel.shape == "number"
        length = INDEX(1) if number else n
        step = INDEX(self.size_out) if number else entry(builder, steps, layout.cores[out], INDEX)
        direct = builder.icmp_signed("==", step, INDEX(self.size_out))
        if self.half:
            direct = builder.icmp_signed("!=", step, step)
        own = entry(builder, pointers, out)
        self.point(builder, pointers, out, builder.select(direct, result, own))
        doubt = self._run(builder, pointers, n)
        flags = self._checked(builder, pointers, n, length)
        self._delivered(builder, direct, own, result, step, length)
        return builder.or_(flags, doubt)

    def _delivered(self, builder, direct, own, result, step, length):
        with builder.if_then(builder.not_(direct)):
            held = self.layout.held[self.layout.out]
            self.copies.back(
                builder, held, own, INDEX(BYTES[held]), self.target, result, step, length
            )

    def _lines(self, builder, pointers, steps, result, n):
        layout, out = self.layout, self.layout.out
        builder.call(self.along, [pointers, n])
        line_step, step = (entry(builder, steps, layout.cores[out] + k, INDEX) for k in (0, 1))
        direct = builder.icmp_signed("==", step, INDEX(self.size_out))
        if self.half:
            direct = builder.icmp_signed("!=", step, step)
        own = entry(builder, pointers, out)

        def one(i, state):
            result_i = place(builder, result, builder.mul(i, line_step))
            self.point(builder, pointers, out, builder.select(direct, result_i, own))
            builder.call(self.line, [pointers, i, n])
            flags = self._checked(builder, pointers, n, n, rescue=False)
            self._delivered(builder, direct, own, result_i, step, n)
            return [builder.or_(state[0], flags)]

        return repeat(builder, INDEX(0), n, 1, [INDEX(0)], one)[0]

    def _checked(self, builder, pointers, n, length, *, rescue=True):
        """The overflow flag where a finite row gave an infinite result.

        A pullback is linear in its cotangent: where that one is finite, but so large that a sum
        or difference overflows, and times 0 is NaN, it is scaled down by a power of two, and the
        result up again. Other operands may be infinite, as x is where a component does not count.
        """
        layout = self.layout
        raised = builder.and_(memory.read_status(builder), INDEX(memory.OVERFLOW))
        look = builder.icmp_signed("!=", raised, INDEX(0))
        if self.half:
            look = builder.icmp_signed("==", n, n)
        flags = memory.variable(builder, INDEX(0))
        cotangent = layout.index.get("g")
        rescue = rescue and cotangent in layout.cores and layout.held[cotangent] == layout.real
        with builder.if_then(look):
            infinite = self._infinite(builder, pointers, length)
            lost = builder.or_(infinite, self._not_finite(builder, pointers, length))
            with builder.if_then(self.copies.truth(builder, lost)):
                if rescue:
                    linear = self._finite(builder, pointers, n, [cotangent])
                    with builder.if_then(self.copies.truth(builder, linear)):
                        self._rescued(builder, pointers, n, length, cotangent)
                finite = self._finite(builder, pointers, n, range(layout.operands))
                infinite = self._infinite(builder, pointers, length)
                told = self.copies.truth(builder, builder.and_(finite, infinite))
                write(builder, builder.select(told, INDEX(memory.OVERFLOW), INDEX(0)), flags)
            memory.write_status(builder, INDEX(memory.CLEAN))
        return read(builder, flags, INDEX)

    def _infinite(self, builder, pointers, length):
        held = self.layout.held[self.layout.out]
        least = memory.FLOAT16_OVERFLOW if self.half else memory.INFINITY
        return self.copies.reaches(
            builder, held, entry(builder, pointers, self.layout.out), length, least
        )

    def _not_finite(self, builder, pointers, length):
        held, result = self.layout.held[self.layout.out], entry(builder, pointers, self.layout.out)
        return self.copies.reaches(builder, held, result, length, None)

    def _finite(self, builder, pointers, n, operands):
        """Whether these operands of the row are finite: 0 or 1."""
        total = INDEX(0)
        for k in operands:
            length = n if k in self.layout.cores else INDEX(1)
            pointer = entry(builder, pointers, k)
            total = builder.or_(
                total, self.copies.reaches(builder, self.layout.held[k], pointer, length, None)
            )
        return builder.xor(total, INDEX(1))

    def _rescued(self, builder, pointers, n, length, cotangent):
        held = self.layout.held[cotangent]
        factor = memory.FACTOR[held]
        scratch = entry(builder, pointers, self.spare)
        self.copies.scaled(
            builder, held, entry(builder, pointers, cotangent), scratch, n, 1 / factor
        )
        self.point(builder, pointers, cotangent, scratch)
        self._run(builder, pointers, n)
        out = entry(builder, pointers, self.layout.out)
        self.copies.scaled(builder, self.layout.held[self.layout.out], out, out, length, factor)

    def _tile(self):
        """`tile(args, steps, scratch, slot, n, r, m)`: m rows from the r-th on, side by side."""
        function, builder = self.begin("tile", [POINTER] * 3 + [INDEX] * 4)
        args, steps, scratch, slot, n, r, m = function.args
        do, layout, lanes = Integers(builder), self.layout, self.lanes
        pointers = self.rows(builder, scratch, slot)
        strides = reserve(builder, ir.ArrayType(INDEX, layout.count))
        for k in range(layout.count):
            width = lanes * BYTES[layout.held[k]]
            write(builder, INDEX(width), cell(builder, strides, k))
        full = builder.icmp_signed("==", m, INDEX(lanes))
        for k in range(layout.operands):
            self._side(builder, do, k, (args, steps, pointers, strides, n, r, m), full)
        out = layout.out
        result = do.moved(args, steps, out, r)
        row_step = entry(builder, steps, out, INDEX)
        direct = builder.and_(full, builder.icmp_signed("==", row_step, INDEX(self.size_out)))
        direct = builder.and_(direct, builder.not_(self.in_place(builder, args)))
        own = entry(builder, pointers, out)
        self.point(builder, pointers, out, builder.select(direct, result, own))
        number = self.kernel.shape == "number"
        step = INDEX(0) if number else entry(builder, steps, layout.cores[out], INDEX)
        place_of = cell(builder, strides, out)
        width = INDEX(lanes * BYTES[layout.held[out]])
        write(builder, builder.select(direct, step, width), place_of)
        doubt = builder.call(self.across, [pointers, strides, n])
        self.unless_quiet(builder, "tile", function.args[:6], doubt, m)
        with builder.if_then(builder.not_(direct)):
            length, held = INDEX(1) if number else n, layout.held[out]
            self.copies.turned(
                builder, held, self.target, own, (INDEX(BYTES[held]), width),
                result, (row_step, step), (m, m, length),
            )  # fmt: skip
        builder.ret(INDEX(0))
        return function

    def unless_quiet(self, builder, name, arguments, doubt, m):
        """Return with rows computed one by one where several together leave something in doubt.

        Where the careful kernel is alike, it computes them together.
        """
        args, steps, scratch, slot, n, r = arguments
        if self.second:
            again = builder.icmp_signed("!=", doubt, INDEX(0))
            with builder.if_then(again, likely=False):
                found = builder.call(getattr(self.second, name), builder.function.args)
                builder.ret(builder.or_(found, INDEX(DOUBT)))
        raised = builder.and_(memory.read_status(builder), INDEX(memory.OVERFLOW))
        again = builder.icmp_signed("!=", builder.or_(raised, doubt), INDEX(0))

        def one(q, state):
            flags = builder.call(self.row, [args, steps, scratch, slot, n, builder.add(r, q)])
            return [builder.or_(state[0], flags)]

        with builder.if_then(again, likely=False):
            builder.ret(repeat(builder, INDEX(0), m, 1, [INDEX(0)], one)[0])

    def _side(self, builder, do, k, context, full):
        """Let rows that lie side by side be read in place; copy others to be so."""
        args, steps, pointers, strides, n, r, m = context
        layout, held = self.layout, BYTES[self.layout.held[k]]
        where, row_step = do.moved(args, steps, k, r), entry(builder, steps, k, INDEX)
        row = k in layout.cores
        step = entry(builder, steps, layout.cores[k], INDEX) if row else INDEX(0)
        length = n if row else INDEX(1)

        def gather():
            self.copies.turned(
                builder, self.source, None, where, (row_step, step), entry(builder, pointers, k),
                (INDEX(held), INDEX(self.lanes * held)), (INDEX(self.lanes), m, length),
            )  # fmt: skip

        if self.source != layout.held[k]:
            return gather()
        beside = builder.and_(full, builder.icmp_signed("==", row_step, INDEX(held)))
        with builder.if_else(beside) as (direct, gathered):
            with direct:
                self.point(builder, pointers, k, where)
                write(builder, step, cell(builder, strides, k))
            with gathered:
                gather()
        return None
