"""How a loop's call is shared among threads, written as LLVM instructions.

Between the call and its pieces there is no Python and no allocation: the calling thread posts a
job, wakes workers, and takes pieces itself until none is left, whether or not anybody comes.
"""

from __future__ import annotations

from ctypes import sizeof

from llvmlite import ir

from ._fields import get, put, whether
from ._instructions import (
    INDEX,
    POINTER,
    VOID,
    begin,
    entry,
    least,
    overlap,
    place,
    read,
    repeat,
    reserve,
    write,
)
from ._numpy_api import State
from ._pool import ENOUGH, PIECE, Job, Pool
from ._row_memory import read_status, variable, write_status
from ._vectors import outside
from ._workers import BIT, INT, NULL, Workers

GRAIN = 64
"""Pieces are multiples of as many elements: whole cache lines and vectors."""


def module_of():
    """A module with the function `share(args, dimensions, steps, data)`.

    It does a loop's call in pieces and gives 1, or gives 0 where it is not to be divided.
    """
    return Sharing().module


class Sharing:
    """The functions of the module, from the innermost to the one that loops call."""

    def __init__(self):
        self.module = ir.Module("sharing")
        self.workers = Workers(self.module)
        self.asked = self._asked()
        self.ordered = self._ordered()
        self._share()

    def _asked(self):
        """`asked(pool)`: how many threads this context asks for; it takes Python's lock."""
        function, builder = begin(self.module, "asked", [POINTER], INDEX)
        state = outside(builder, "PyGILState_Ensure", INT)
        found = variable(builder, NULL)
        setting = get(builder, function.args[0], Pool.variable, POINTER)
        outside(builder, "PyContextVar_Get", INT, setting, NULL, found)
        number = read(builder, found, POINTER)
        count = outside(builder, "PyLong_AsLong", INDEX, number)
        outside(builder, "Py_DecRef", VOID, number)
        outside(builder, "PyGILState_Release", VOID, state)
        builder.ret(count)
        return function

    def _ordered(self):
        """`ordered(args, steps, count, n)`: whether results are operands of later elements.

        So they are in a reduction or an accumulation.
        """
        arguments = [POINTER, POINTER, INDEX, INDEX]
        function, builder = begin(self.module, "ordered", arguments, BIT)
        args, steps, count, n = function.args

        def operand(k):
            at = builder.mul(k, INDEX(8))
            return tuple(
                read(builder, place(builder, array, at), kind)
                for array, kind in ((args, POINTER), (steps, INDEX))
            )

        result = operand(count)

        def one(k, state):
            return [builder.or_(state[0], overlap(builder, operand(k), result, n))]

        still = whether(builder, "==", result[1])
        builder.ret(repeat(builder, INDEX(0), count, 1, [still], one)[0])
        return function

    def _share(self):
        """The function that loops call."""
        arguments = [POINTER] * 4
        function, builder = begin(self.module, "share", arguments, INDEX, private=False)
        args, dimensions, steps, data = function.args
        pool, count = get(builder, data, State.pool, POINTER), get(builder, data, State.count)
        n, length = entry(builder, dimensions, 0, INDEX), variable(builder, INDEX(1))
        rows = whether(builder, "!=", get(builder, data, State.rows))
        with builder.if_then(rows):
            write(builder, entry(builder, dimensions, 1, INDEX), length)
        length = read(builder, length, INDEX)
        size = builder.mul(n, length)
        with builder.if_then(whether(builder, ">=", size, get(builder, data, State.many))):
            builder.ret(INDEX(0))
        worth = builder.sdiv(size, INDEX(ENOUGH))
        threads = least(builder, builder.call(self.asked, [pool]), n, worth)
        with builder.if_then(whether(builder, "<", threads, 2)):
            builder.ret(INDEX(0))
        ordered = builder.call(self.ordered, [args, steps, count, n])
        with builder.if_then(builder.and_(ordered, builder.not_(rows))):
            builder.ret(INDEX(0))
        job = reserve(builder, ir.ArrayType(ir.IntType(8), sizeof(Job)))
        for member, value in (
            (Job.next, INDEX(0)),
            (Job.arguments, args),
            (Job.dimensions, dimensions),
            (Job.steps, steps),
            (Job.data, data),
            (Job.size, self._size(builder, n, length, steps, count, threads)),
            (Job.wanted, builder.sub(threads, INDEX(1))),
            (Job.helping, INDEX(0)),
            (Job.flags, INDEX(0)),
        ):
            put(builder, job, member, value)
        builder.call(self.workers.post, [pool, job])
        builder.call(self.workers.take, [job])
        builder.call(self.workers.end, [pool, job])
        write_status(builder, builder.or_(read_status(builder), get(builder, job, Job.flags)))
        builder.ret(INDEX(1))

    def _size(self, builder, n, length, steps, count, threads):
        """How many elements, or rows of that length, a piece has.

        Short rows, and rows that share cache lines, are taken by multiples of 64 too. There are two
        pieces a thread at least.
        """
        size = builder.add(builder.sdiv(INDEX(PIECE - 1), length), INDEX(1))
        last = place(builder, steps, builder.mul(builder.sub(count, INDEX(1)), INDEX(8)))
        beside = builder.icmp_unsigned("<", read(builder, last, INDEX), INDEX(GRAIN))
        many = builder.or_(beside, whether(builder, ">=", size, GRAIN))
        whole = builder.and_(builder.add(size, INDEX(GRAIN - 1)), INDEX(-GRAIN))
        size = builder.select(many, whole, size)
        twice = builder.mul(threads, INDEX(2))
        half = builder.add(builder.sdiv(builder.sub(n, INDEX(1)), twice), INDEX(1))
        whole = builder.and_(half, INDEX(-GRAIN))
        enough = builder.and_(many, whether(builder, ">=", half, GRAIN))
        return least(builder, size, builder.select(enough, whole, half))
