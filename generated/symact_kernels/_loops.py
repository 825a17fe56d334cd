"""The inner loop of a ufunc around the vectorised body of a kernel, written as LLVM instructions.

A body computes packed elements, whole groups of them. The loop around it is the same for every
kernel with as many operands of one type, so that it is compiled once and calls the body by its
address.

Packed operands are read in place. Any other operand (strided, of a type that is converted, or the
output's own memory) is gathered into a block of 256 on the stack, computed there and scattered.
The same body runs in every case and nothing in it depends on position, so equal inputs give equal
bits whatever the layout, the stride and the length.
"""

from __future__ import annotations

from llvmlite import ir

from . import _row_memory as memory
from ._body import group
from ._instructions import (
    INDEX,
    POINTER,
    VOID,
    begin,
    cell,
    entry,
    least,
    overlap,
    place,
    read,
    repeat,
    reserve,
    write,
)
from ._memory import BODY, clean_status, raised_bits, size_of
from ._vectors import INFINITY, REALS, intrinsic

BLOCK = 256
BIT = ir.IntType(1)


def module_of(count, parameters, source, target):
    """A module with the function `loop(args, dimensions, steps, data)`.

    `count` operands, of which the last `parameters` are parameters, are of NumPy's type `source`,
    results of `target`. The body that `data` names takes and gives float32 for "e" and "f", float64
    for the rest. Flags raised inside are dropped, except overflow and divide where a finite input
    gave an infinite result. From `threshold` elements on, the call is handed over to the threads.
    """
    return Loop(count, parameters, source, target).module


class Loop:
    """The functions of a module, from the innermost to the one that NumPy calls."""

    def __init__(self, count, parameters, source, target):
        self.count, self.parameters = count, parameters
        self.source, self.target = source, target
        self.real = "f" if target in "ef" else "d"
        self.size, self.group = size_of(self.real), group(self.real)
        self.module = ir.Module("loop")
        self.copies = memory.Copies(self.module)
        self.rest = self._rest()
        self.overflowed = self._overflowed()
        self._loop()

    def _read_once(self, uniform, k):
        """Whether operand k is a parameter that holds one value."""
        return uniform if k >= self.count - self.parameters else BIT(0)

    def _gather(self, builder, source, pointer, step, target, n):
        self.copies.call(builder, source, pointer, step, target, INDEX(self.size), n)

    def _rest(self):
        """`rest(data, pointers, done, m, uniform)`: the elements left over, too few for a group.

        They are computed in a block of their own, filled up with the last of them.
        """
        function, builder = begin(self.module, "rest", [POINTER, POINTER, INDEX, INDEX, BIT])
        data, pointers, done, m, uniform = function.args
        width = self.group * self.size
        block = reserve(builder, ir.ArrayType(ir.IntType(8), (self.count + 1) * width))
        places = reserve(builder, ir.ArrayType(POINTER, self.count + 1))
        size = INDEX(self.size)
        begun = builder.mul(done, size)
        for k in range(self.count + 1):
            write(builder, place(builder, block, INDEX(k * width)), cell(builder, places, k))
        for k in range(self.count):
            operand, filled = entry(builder, pointers, k), entry(builder, places, k)
            with builder.if_else(self._read_once(uniform, k)) as (once, each):
                with once:
                    write(builder, operand, cell(builder, places, k))
                with each:
                    first = place(builder, operand, begun)
                    last = place(builder, first, builder.mul(builder.sub(m, INDEX(1)), size))
                    behind = place(builder, filled, builder.mul(m, size))
                    left = builder.sub(INDEX(self.group), m)
                    self._gather(builder, self.real, first, size, filled, m)
                    self._gather(builder, self.real, last, INDEX(0), behind, left)
        self._call_body(builder, data, places, INDEX(self.group), uniform)
        out = place(builder, entry(builder, pointers, self.count), begun)
        self._gather(builder, self.real, entry(builder, places, self.count), size, out, m)
        builder.ret_void()
        return function

    def _call_body(self, builder, data, pointers, n, uniform):
        kind = ir.FunctionType(VOID, [POINTER, INDEX, INDEX]).as_pointer()
        body = read(builder, place(builder, data, INDEX(BODY)), kind)
        builder.call(body, [pointers, n, builder.zext(uniform, INDEX)])

    def _overflowed(self):
        """`overflowed(pointers, n, uniform)`: whether a finite input gave an infinite result."""
        function, builder = begin(self.module, "overflowed", [POINTER, INDEX, BIT], BIT)
        pointers, n, uniform = function.args
        real, size = REALS[self.real], INDEX(self.size)
        least = memory.FLOAT16_OVERFLOW if self.target == "e" else INFINITY
        out = entry(builder, pointers, self.count)
        large = self.copies.reaches(builder, self.real, out, n, least)
        with builder.if_then(builder.icmp_signed("==", large, INDEX(0))):
            builder.ret(BIT(0))
        operands = [entry(builder, pointers, k) for k in range(self.count)]

        def magnitude(pointer, j):
            value = read(builder, place(builder, pointer, builder.mul(j, size)), real, self.size)
            return intrinsic(builder, "llvm.fabs", real, value)

        def one(j, state):
            found = builder.fcmp_ordered(">=", magnitude(out, j), real(least))
            for k, operand in enumerate(operands):
                at = builder.select(self._read_once(uniform, k), INDEX(0), j)
                finite = builder.fcmp_ordered("<", magnitude(operand, at), real(INFINITY))
                found = builder.and_(found, finite)
            return [builder.or_(state[0], found)]

        builder.ret(repeat(builder, INDEX(0), n, 1, [BIT(0)], one)[0])
        return function

    def _loop(self):
        """The function that NumPy calls."""
        function, builder = begin(self.module, "loop", [POINTER] * 4, private=False)
        args, dimensions, steps, data = function.args
        n = entry(builder, dimensions, 0, INDEX)
        memory.hand_over(builder, n)
        saved = memory.read_status(builder)
        memory.write_status(builder, INDEX(clean_status()))
        plan = Plan(self, builder, args, steps, n)
        done = memory.variable(builder, INDEX(0))
        flags = memory.variable(builder, INDEX(0))
        head, turn, after = (builder.append_basic_block(b) for b in ("more", "turn", "end"))
        builder.branch(head)
        builder.position_at_end(head)
        begun = read(builder, done, INDEX)
        builder.cbranch(builder.icmp_signed("<", begun, n), turn, after)
        builder.position_at_end(turn)
        m = least(builder, builder.sub(n, begun), plan.limit)
        self._turn(builder, data, plan, begun, m, flags)
        write(builder, builder.add(begun, m), done)
        builder.branch(head)
        builder.position_at_end(after)
        memory.write_status(builder, builder.or_(saved, read(builder, flags, INDEX)))
        builder.ret_void()

    def _turn(self, builder, data, plan, begun, m, flags):
        """m elements from the one at `begun` on."""
        pointers = plan.fetch(builder, begun, m)
        left = builder.and_(m, INDEX(self.group - 1))
        whole = builder.sub(m, left)
        with builder.if_then(builder.icmp_signed(">", whole, INDEX(0))):
            self._call_body(builder, data, pointers, whole, plan.uniform)
        with builder.if_then(builder.icmp_signed(">", left, INDEX(0))):
            builder.call(self.rest, [data, pointers, whole, left, plan.uniform])
        divide, overflow = (INDEX(bit) for bit in raised_bits())
        raised = builder.and_(memory.read_status(builder), builder.or_(divide, overflow))
        doubtful = builder.icmp_signed("!=", raised, INDEX(0))
        with builder.if_then(BIT(1) if self.target == "e" else doubtful):
            found = builder.call(self.overflowed, [pointers, m, plan.uniform])
            with builder.if_then(found):
                flag = builder.select(builder.icmp_signed("==", raised, divide), divide, overflow)
                write(builder, builder.or_(read(builder, flags, INDEX), flag), flags)
                memory.write_status(builder, INDEX(clean_status()))
        plan.deliver(builder, pointers, begun, m)


class Plan:
    """What the layout of a call needs done, and how many elements are computed at once."""

    def __init__(self, loop, builder, args, steps, n):
        self.loop = loop
        self.size, count = INDEX(loop.size), loop.count
        self.places = [entry(builder, args, k) for k in range(count + 1)]
        self.steps = [entry(builder, steps, k, INDEX) for k in range(count + 1)]
        self.block = reserve(builder, ir.ArrayType(ir.IntType(8), (count + 1) * BLOCK * loop.size))
        self.pointers = reserve(builder, ir.ArrayType(POINTER, count + 1))
        conflict = self._conflict(builder, n)
        self.uniform = builder.not_(conflict)
        for step in self.steps[count - loop.parameters : count]:
            self.uniform = builder.and_(self.uniform, _equal(builder, step, INDEX(0)))
        packed = [_equal(builder, step, self.size) for step in self.steps]
        self.written = packed[-1] if loop.target == loop.real else BIT(0)
        self.direct = [BIT(0)] * count
        if loop.source == loop.real:
            # an operand that the results replace is still needed when an overflow is looked into
            self.direct = [
                builder.and_(p, builder.icmp_unsigned("!=", at, self.places[-1]))
                for p, at in zip(packed[:-1], self.places[:-1], strict=True)
            ]
        in_place = self.written
        for k, direct in enumerate(self.direct):
            ready = builder.or_(direct, loop._read_once(self.uniform, k))
            in_place = builder.and_(in_place, ready)
        limit = builder.select(in_place, n, INDEX(BLOCK))
        self.one_by_one = conflict
        self.limit = builder.select(conflict, INDEX(1), limit)

    def _conflict(self, builder, n):
        """Whether an operand overlaps the results without being the same memory.

        NumPy hands a loop such operands in reductions and accumulations only; each result is then
        an input of the next.
        """
        *operands, result = zip(self.places, self.steps, strict=True)
        found = BIT(0)
        for operand in operands:
            found = builder.or_(found, overlap(builder, operand, result, n))
        return found

    def fetch(self, builder, begun, m):
        """Pointers to m packed operands and to room for results, the operands gathered there."""
        for k, direct in enumerate(self.direct):
            source, room = self._moved(builder, k, begun), self._room(builder, k)
            pointer = builder.select(direct, source, room)
            write(builder, pointer, cell(builder, self.pointers, k))
            needed = builder.or_(
                builder.icmp_signed("!=", self.steps[k], INDEX(0)),
                builder.or_(_equal(builder, begun, INDEX(0)), self.one_by_one),
            )
            with builder.if_then(builder.and_(builder.not_(direct), needed)):
                n = least(builder, m, INDEX(BLOCK))
                self.loop._gather(builder, self.loop.source, source, self.steps[k], room, n)
        k = self.loop.count
        out = builder.select(self.written, self._moved(builder, k, begun), self._room(builder, k))
        write(builder, out, cell(builder, self.pointers, k))
        return self.pointers

    def deliver(self, builder, pointers, begun, m):
        """Scatter results that are not in place yet."""
        loop, k = self.loop, self.loop.count
        with builder.if_then(builder.not_(self.written)):
            loop.copies.back(
                builder, loop.real, entry(builder, pointers, k), self.size,
                loop.target, self._moved(builder, k, begun), self.steps[k], m,
            )  # fmt: skip

    def _room(self, builder, k):
        return place(builder, self.block, INDEX(k * BLOCK * self.loop.size))

    def _moved(self, builder, k, begun):
        """Where the element of operand k at `begun` lies."""
        return place(builder, self.places[k], builder.mul(begun, self.steps[k]))


def _equal(builder, a, b):
    return builder.icmp_signed("==", a, b)
