"""Passes over one row in memory: maps and reductions that vectorise and always give equal bits.

Rows are packed; numbers lie 8 bytes apart in a block. Reductions keep 32 running values, element i
in number i mod 32, and join them in halves, so that a result depends on the row alone. Sums carry
what each addition rounds away.
"""

from __future__ import annotations

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from . import _memory
from ._intrinsics import compiled, select

LANES = 32
SLOT = 8  # bytes between numbers
INFINITY = float("inf")


def _pointers(indices):
    """An intrinsic that reads the pointers at some indices into a tuple."""
    indices = indices or (0,)  # numba has no use for an empty tuple

    @intrinsic
    def read(typing, pointers):
        kind = types.UniTuple(types.voidptr, len(indices))

        def generate(context, builder, signature, values):
            places = [builder.gep(values[0], [ir.IntType(64)(k)]) for k in indices]
            return context.make_tuple(builder, kind, [builder.load(p) for p in places])

        return kind(types.CPointer(types.voidptr)), generate

    return read


def _numbers(indices, real):
    """An intrinsic that reads the numbers at some indices of a block into a tuple."""
    indices, real = indices or (0,), _memory.REALS[real]

    @intrinsic
    def read(typing, block):
        kind = types.UniTuple(real, len(indices))

        def generate(context, builder, signature, values):
            found = [
                _load(context, builder, values[0], ir.IntType(64)(SLOT * k), real) for k in indices
            ]
            return context.make_tuple(builder, kind, found)

        return kind(types.voidptr), generate

    return read


def _load(context, builder, pointer, distance, real):
    kind = context.get_value_type(real)
    place = builder.gep(pointer, [distance], source_etype=ir.IntType(8))
    return builder.load(builder.bitcast(place, kind.as_pointer()), typ=kind, align=4)


def _arguments(plan, real):
    """An intrinsic `(rows, numbers, i)` that gives a kernel's arguments at position i, in order.

    `plan` lists ("row", n) for the n-th of `rows` and ("number", n) for the n-th of `numbers`.
    """
    kind = _memory.REALS[real]
    size = _memory.size_of(real)

    @intrinsic
    def read(typing, rows, numbers, i):
        result = types.UniTuple(kind, len(plan))

        def generate(context, builder, signature, values):
            sources, fixed = (cgutils.unpack_tuple(builder, v) for v in values[:2])
            distance = builder.mul(values[2], values[2].type(size))
            found = [
                fixed[n]
                if what == "number"
                else _load(context, builder, sources[n], distance, kind)
                for what, n in plan
            ]
            return context.make_tuple(builder, result, found)

        return result(rows, numbers, types.intp), generate

    return read


@compiled
def lanes_for(n):
    """How many lanes a row of n elements needs: a power of two; more would hold nothing."""
    width = LANES
    while width > n and width > 1:
        width //= 2
    return width if width >= n or width == LANES else width * 2


class Inputs:
    """How the inputs of a kernel are read: which rows, which numbers, which of them a flag."""

    def __init__(self, names, rows, numbers, real):
        self.rows = tuple(rows[n] for n in names if n in rows)
        flags = [n for n in names if n.startswith("at_") or n == "diagonal"]
        plain = [n for n in names if n not in flags]
        self.numbers = tuple(numbers[n] for n in plain if n not in rows)
        self.position = numbers[flags[0]] if flags else None
        counts = {"row": 0, "number": 0}
        plan = []
        for name in plain:
            what = "row" if name in rows else "number"
            plan.append((what, counts[what]))
            counts[what] += 1
        self.take = _pointers(self.rows)
        self.fixed = _numbers(self.numbers, real)
        self.arguments = _arguments(plan, real)


def applied(inputs, kernel):
    """`value(rows, numbers, position, i)`: the kernel at position i."""
    arguments = inputs.arguments
    if inputs.position is None:

        @compiled
        def value(rows, numbers, position, i):
            return kernel(*arguments(rows, numbers, i))

    else:

        @compiled
        def value(rows, numbers, position, i):
            return kernel(*((i == position,) + arguments(rows, numbers, i)))  # noqa: RUF005

    return value


def map_pass(inputs, kernel, outs, real):
    """A row, or the two rows of a double word, from a kernel of every position."""
    take, fixed, value = inputs.take, inputs.fixed, applied(inputs, kernel)
    store, size = _memory.storer(real), _memory.size_of(real)
    load_position = _memory.loader("d")
    slot = -1 if inputs.position is None else inputs.position
    first, last = outs[0], outs[-1]

    @compiled
    def single(pointers, block, n):
        _memory.keep_apart()
        rows, numbers, out = take(pointers), fixed(block), pointers[first]
        position = int(load_position(block, SLOT, slot)) if slot >= 0 else -1
        for i in range(n):
            store(out, size, i, value(rows, numbers, position, i))

    @compiled
    def double(pointers, block, n):
        _memory.keep_apart()
        rows, numbers, out, low = take(pointers), fixed(block), pointers[first], pointers[last]
        for i in range(n):
            high, rest = value(rows, numbers, -1, i)
            store(out, size, i, high)
            store(low, size, i, rest)

    return single if len(outs) == 1 else double


def number_pass(inputs, kernel, outs, real):
    """A number, or the two of a double word, from a kernel of numbers."""
    take, fixed, value = inputs.take, inputs.fixed, applied(inputs, kernel)
    store = _memory.storer(real)
    first, last = outs[0], outs[-1]

    @compiled
    def single(pointers, block, n):
        store(block, SLOT, first, value(take(pointers), fixed(block), -1, 0))

    @compiled
    def double(pointers, block, n):
        high, rest = value(take(pointers), fixed(block), -1, 0)
        store(block, SLOT, first, high)
        store(block, SLOT, last, rest)

    return single if len(outs) == 1 else double


def _largest(inputs, kernel, real):
    """`largest(pointers, block, n)`: the largest value of a kernel, NaN where there is one."""
    take, fixed, value = inputs.take, inputs.fixed, applied(inputs, kernel)
    load, store, size = _memory.loader(real), _memory.storer(real), _memory.size_of(real)
    lanes = _memory.stack(LANES * size)
    lowest = _memory.REALS[real](-INFINITY)

    @compiled
    def larger(a, b):
        return select((b > a) | (b != b), b, a)

    @compiled
    def largest(pointers, block, n):
        _memory.keep_apart()
        rows, numbers, best = take(pointers), fixed(block), lanes()
        whole = n // LANES * LANES
        used = lanes_for(n)
        for lane in range(used):
            store(best, size, lane, lowest)
        for start in range(0, whole, LANES):
            for lane in range(LANES):
                found = value(rows, numbers, -1, start + lane)
                store(best, size, lane, larger(load(best, size, lane), found))
        for lane in range(n - whole):
            found = value(rows, numbers, -1, whole + lane)
            store(best, size, lane, larger(load(best, size, lane), found))
        width = used // 2
        while width > 0:
            for lane in range(width):
                a, b = load(best, size, lane), load(best, size, lane + width)
                store(best, size, lane, larger(a, b))
            width //= 2
        return load(best, size, 0)

    return largest


def max_pass(inputs, kernel, outs, real):
    """The largest value of a kernel over the row."""
    largest, store, (out,) = _largest(inputs, kernel, real), _memory.storer(real), outs

    @compiled
    def run(pointers, block, n):
        store(block, SLOT, out, largest(pointers, block, n))

    return run


def first_pass(inputs, kernel, outs, real):
    """The first position of the largest value, or of the first NaN, as `argmax` has it."""
    largest, (out,) = _largest(inputs, kernel, real), outs
    take, fixed, value = inputs.take, inputs.fixed, applied(inputs, kernel)
    store = _memory.storer("d")

    @compiled
    def run(pointers, block, n):
        _memory.keep_apart()
        best, rows, numbers = largest(pointers, block, n), take(pointers), fixed(block)
        found = 0
        while found < n - 1:
            here = value(rows, numbers, -1, found)
            if here == best or here != here:
                break
            found += 1
        store(block, SLOT, out, float(found))

    return run


def sum_pass(inputs, kernel, outs, real, double):
    """The sum of a kernel over the row as a double word; `double` where the kernel gives one."""
    take, fixed, value = inputs.take, inputs.fixed, applied(inputs, kernel)
    load, store, size = _memory.loader(real), _memory.storer(real), _memory.size_of(real)
    lanes = _memory.stack(2 * LANES * size)
    zero = _memory.REALS[real](0.0)
    first, last = outs

    split = compiled((lambda pair: pair) if double else (lambda single: (single, zero)))

    @compiled
    def accumulate(totals, lane, high, low):
        """Add a double word to a lane by two-sum."""
        a, rest = load(totals, size, lane), load(totals, size, lane + LANES)
        s = a + high
        v = s - a
        error = (a - (s - v)) + (high - v)
        store(totals, size, lane, s)
        store(totals, size, lane + LANES, rest + (error + low))

    @compiled
    def run(pointers, block, n):
        _memory.keep_apart()
        rows, numbers, totals = take(pointers), fixed(block), lanes()
        whole = n // LANES * LANES
        used = lanes_for(n)
        for lane in range(used):
            store(totals, size, lane, zero)
            store(totals, size, lane + LANES, zero)
        for start in range(0, whole, LANES):
            for lane in range(LANES):
                high, low = split(value(rows, numbers, -1, start + lane))
                accumulate(totals, lane, high, low)
        for lane in range(n - whole):
            high, low = split(value(rows, numbers, -1, whole + lane))
            accumulate(totals, lane, high, low)
        width = used // 2
        while width > 0:
            for lane in range(width):
                other = lane + width
                accumulate(
                    totals, lane, load(totals, size, other), load(totals, size, other + LANES)
                )
            width //= 2
        low = load(totals, size, LANES)
        store(block, SLOT, first, load(totals, size, 0))
        store(block, SLOT, last, select(abs(low) < INFINITY, low, zero))

    return run
