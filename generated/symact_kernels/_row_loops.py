"""The inner loop of a generalised ufunc along an axis: rows gathered, steps run, results scattered.

A packed row of the kernel's type is read, and written, in place. Every other row is copied to a
scratch row first; the steps see packed rows only, so a result never depends on the layout.
"""

from __future__ import annotations

from llvmlite import ir
from numba import intp, types
from numba.core import cgutils
from numba.extending import intrinsic

from . import _memory, _row_passes
from ._intrinsics import compiled
from ._loops import FLOAT16_OVERFLOW, INFINITY, copies_of
from ._memory import offset, read_status, write_status
from ._row_passes import SLOT, Inputs

COLUMN = "_k"


def _c_function(name, result, argument):
    """An intrinsic that calls a function of the C library."""

    @intrinsic
    def call(typing, value):
        def generate(context, builder, signature, values):
            kinds = [context.get_value_type(t) for t in (result, argument)]
            returned = ir.VoidType() if result is types.void else kinds[0]
            kind = ir.FunctionType(returned, kinds[1:])
            found = builder.call(cgutils.get_or_insert_function(builder.module, kind, name), values)
            return context.get_dummy_value() if result is types.void else found

        return result(argument), generate

    return call


_allocate = _c_function("malloc", types.voidptr, types.intp)
_release = _c_function("free", types.void, types.voidptr)


class Layout:
    """Where the rows and numbers of a kernel lie: an index for each name."""

    def __init__(self, kernel):
        operands = list(kernel.operands)
        self.row_operands = [k for k, n in enumerate(operands) if kernel.operands[n] == "row"]
        self.rows = {n: k for k, n in enumerate(operands) if kernel.operands[n] == "row"}
        self.numbers = {"length": 0}
        self.number_operands = []
        for k, name in enumerate(operands):
            if kernel.operands[name] == "number":
                self.number_operands.append((k, self._number(name)))
        self.scratch = len(operands)
        for step in kernel.steps[:-1]:
            for name in step.results:
                self._row(name) if step.what == "row" else self._number(name)
        self.count = self.scratch  # rows without the result's
        self.rows["out"] = self.count

    def _row(self, name):
        self.rows[name] = self.scratch
        self.scratch += 1

    def _number(self, name):
        self.numbers[name] = len(self.numbers)
        return self.numbers[name]


def passes_of(kernel, layout, real):
    """All steps but the last as one function `(pointers, block, n)`."""

    @compiled
    def nothing(pointers, block, n):
        return

    run = nothing
    for step in kernel.steps[:-1]:
        run = _then(run, _pass(step, layout, real))
    return run


def _then(first, second):
    @compiled
    def both(pointers, block, n):
        first(pointers, block, n)
        second(pointers, block, n)

    return both


def _pass(step, layout, real):
    inputs = Inputs(step.inputs, layout.rows, layout.numbers, real)
    names = layout.rows if step.what == "row" else layout.numbers
    outs = [names[name] for name in step.results]
    if step.what.startswith("sum"):
        return _row_passes.sum_pass(inputs, step.kernel, outs, real, step.what == "sum of doubles")
    make = {
        "row": _row_passes.map_pass,
        "number": _row_passes.number_pass,
        "max": _row_passes.max_pass,
        "first": _row_passes.first_pass,
    }[step.what]
    return make(inputs, step.kernel, outs, real)


def result_of(kernel, layout, real):
    """`line(pointers, block, n, i)`: the last step, for line i of a matrix."""
    step = kernel.steps[-1]
    if kernel.shape == "matrix":
        return _line_of(step, layout, real)
    if kernel.shape == "row":
        inputs = Inputs(step.inputs, layout.rows, layout.numbers, real)
        write = _row_passes.map_pass(inputs, step.kernel, [layout.rows["out"]], real)
    else:
        inputs = Inputs(step.inputs, {}, layout.numbers, real)
        value = _row_passes.applied(inputs, step.kernel)
        take, fixed, store, out = (
            inputs.take,
            inputs.fixed,
            _memory.storer(real),
            layout.rows["out"],
        )

        @compiled
        def write(pointers, block, n):
            store(pointers[out], SLOT, 0, value(take(pointers), fixed(block), -1, 0))

    @compiled
    def line(pointers, block, n, i):
        write(pointers, block, n)

    return line


def _line_of(step, layout, real):
    """One line of a matrix: elements at the line are numbers, those at the column a row."""
    columns = {f"{name}{COLUMN}": k for name, k in layout.rows.items()}
    numbers = dict(layout.numbers)
    lines = [n for n in step.inputs if n in layout.rows]
    for name in lines:
        numbers[name] = len(numbers)
    numbers["diagonal"] = len(numbers)
    inputs = Inputs(step.inputs, columns, numbers, real)
    write = _row_passes.map_pass(inputs, step.kernel, [layout.rows["out"]], real)
    copy = _copy_of([(layout.rows[n], numbers[n]) for n in lines], real)
    keep, diagonal = _memory.storer("d"), numbers["diagonal"]

    @compiled
    def line(pointers, block, n, i):
        copy(pointers, block, i)
        keep(block, SLOT, diagonal, float(i))
        write(pointers, block, n)

    return line


def _copy_of(pairs, real):
    """`copy(pointers, block, i)`: elements i of rows as numbers, for each pair (row, number)."""
    load, store, size = _memory.loader(real), _memory.storer(real), _memory.size_of(real)

    @compiled
    def copy(pointers, block, i):
        return

    for row, number in pairs:
        copy = _one_more(copy, row, number, load, store, size)
    return copy


def _one_more(before, row, number, load, store, size):
    @compiled
    def copy(pointers, block, i):
        before(pointers, block, i)
        store(block, SLOT, number, load(pointers[row], size, i))

    return copy


def loop_of(kernel, source, target):
    """The loop `(args, dimensions, steps, data)` of a kernel along an axis.

    Operands are of NumPy's type `source`, the result of `target`. Flags raised inside are dropped,
    except overflow where finite operands gave an infinite result.
    """
    real = "f" if target in "ef" else "d"
    layout = Layout(kernel)
    run, line = passes_of(kernel, layout, real), result_of(kernel, layout, real)
    bind, finite = _binding(kernel, layout, source, real)
    size = _memory.size_of(real)
    scatter = copies_of(target, target, real)[1]
    count, out, rows = len(kernel.operands), layout.rows["out"], layout.count + 1
    cores = len(layout.row_operands)
    matrix, number = kernel.shape == "matrix", kernel.shape == "number"
    in_place = target == real
    least = FLOAT16_OVERFLOW if target == "e" else INFINITY
    half = target == "e"
    pointers_of, block_of = _memory.stack_pointers(rows), _memory.stack(SLOT * 64)
    clean = _memory.clean_status()
    _, overflow = _memory.raised_bits()
    load, keep_length = _memory.loader(real), _memory.storer(real)

    @compiled
    def infinite(pointer, n):
        large = 0
        for i in range(n):
            large += abs(load(pointer, size, i)) >= least
        return large > 0

    def loop(args, dimensions, steps, data):
        saved = read_status()
        write_status(clean)
        outer, n = dimensions[0], dimensions[1]
        width = (n * size + 127) // 64 * 64
        scratch = _allocate(intp(rows * width + 64))
        pointers, block = pointers_of(), block_of()
        lines, flags = (n if matrix else intp(1)), intp(0)
        length = intp(1) if number else n
        column_step = intp(size) if number else steps[count + 1 + cores + (1 if matrix else 0)]
        direct = in_place and column_step == size
        keep_length(block, SLOT, 0, n)
        for r in range(outer):
            bind(args, steps, pointers, block, scratch, width, n, r)
            write_status(clean)
            run(pointers, block, n)
            for i in range(lines):
                place = offset(args[count], r * steps[count])
                if matrix:
                    place = offset(place, i * steps[count + 1 + cores])
                pointers[out] = place if direct else offset(scratch, out * width)
                line(pointers, block, n, i)
                raised = half or read_status() & overflow != 0
                if raised and infinite(pointers[out], length) and finite(pointers, block, n):
                    flags |= overflow
                if not direct:
                    scatter(pointers[out], place, column_step, length)
        _release(scratch)
        write_status(saved | flags)

    return loop


def _binding(kernel, layout, source, real):
    """`bind`, which sets the pointers and numbers to the operands of row r, and `finite`.

    `finite(pointers, block, n)` says whether all operands of the row are finite.
    """
    count = len(kernel.operands)
    size = _memory.size_of(real)
    gather = copies_of(source, real, real)[0]
    load, take_number, keep = _memory.loader(real), _memory.loader(source), _memory.storer(real)
    packed = source == real

    @compiled
    def bind(args, steps, pointers, block, scratch, width, n, r):
        for k in range(layout_scratch, layout_count):
            pointers[k] = offset(scratch, k * width)

    @compiled
    def finite(pointers, block, n):
        return True

    layout_scratch, layout_count = count, layout.count
    for core, k in enumerate(layout.row_operands):
        bind, finite = _with_row(bind, finite, k, count + 1 + core, gather, packed, size, load)
    for k, slot in layout.number_operands:
        bind, finite = _with_number(bind, finite, k, slot, take_number, keep, load)
    return bind, finite


def _with_row(bind_before, finite_before, k, core, gather, packed, size, load):
    """Binding with one more row operand, whose core stride is at an index of the steps."""

    @compiled
    def bind(args, steps, pointers, block, scratch, width, n, r):
        bind_before(args, steps, pointers, block, scratch, width, n, r)
        place = offset(args[k], r * steps[k])
        if packed and steps[core] == size:
            pointers[k] = place
        else:
            pointers[k] = offset(scratch, k * width)
            gather(place, steps[core], pointers[k], n)

    @compiled
    def finite(pointers, block, n):
        if not finite_before(pointers, block, n):
            return False
        above = 0
        for i in range(n):
            above += not abs(load(pointers[k], size, i)) < INFINITY
        return above == 0

    return bind, finite


def _with_number(bind_before, finite_before, k, slot, take, keep, load):
    """Binding with one more operand that is one number a row."""

    @compiled
    def bind(args, steps, pointers, block, scratch, width, n, r):
        bind_before(args, steps, pointers, block, scratch, width, n, r)
        keep(block, SLOT, slot, take(args[k], steps[k], r))

    @compiled
    def finite(pointers, block, n):
        return finite_before(pointers, block, n) and abs(load(block, SLOT, slot)) < INFINITY

    return bind, finite
