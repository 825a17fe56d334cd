"""The inner loop of a ufunc around the vectorised body of a kernel, for every memory layout.

A body (`_vector`) computes packed elements. The loop around it is the same for every kernel with as
many operands of one type, so that it is compiled once and calls the body by its address.

Packed operands are read in place. Any other operand (strided, of a type that is converted, or the
output's own memory) is gathered into a block of 256 on the stack, computed there and scattered.
The same body runs in every case and nothing in it depends on position, so equal inputs give equal
bits whatever the layout, the stride and the length.
"""

from __future__ import annotations

from functools import cache

from numba import intp

from . import _memory, _vector
from ._intrinsics import compiled
from ._memory import address, call_body, hand_over, offset, read_status, threshold, write_status

BLOCK = 256
FLOAT16_OVERFLOW = 65520.0  # the least float32 that rounds to an infinite float16
INFINITY = float("inf")


@cache
def scan_of(count, parameters, real, least):
    """`overflowed(pointers, n, uniform)`: whether a finite input gave a result of size `least`."""
    load, size = _memory.loader(real), _memory.size_of(real)

    @compiled
    def overflowed(pointers, n, uniform):
        _memory.keep_apart()
        out, large = pointers[count], 0
        for i in range(n):  # vectorised, unlike the search below, which few calls come to
            large += abs(load(out, size, i)) >= least
        if large == 0:
            return False
        for i in range(n):
            if abs(load(pointers[count], size, i)) >= least:
                finite = True
                for k in range(count):
                    place = 0 if uniform and k >= count - parameters else i
                    finite = finite and abs(load(pointers[k], size, place)) < INFINITY
                if finite:
                    return True
        return False

    return overflowed


@cache
def copies_of(source, target, real):
    """`gather(from, step, to, n)` into packed reals, and `scatter` from them."""
    size = _memory.size_of(real)
    load, keep = _memory.loader(source), _memory.storer(real)
    fetch, store = _memory.loader(real), _memory.storer(target)

    packed_in, packed_out = _memory.size_of(source), _memory.size_of(target)

    @compiled
    def gather(pointer, step, block, n):
        _memory.keep_apart()
        if step == packed_in:  # a constant stride lets LLVM use vectors
            for i in range(n):
                keep(block, size, i, load(pointer, packed_in, i))
        else:
            for i in range(n):
                keep(block, size, i, load(pointer, step, i))

    @compiled
    def scatter(block, pointer, step, n):
        _memory.keep_apart()
        if step == packed_out:
            for i in range(n):
                store(pointer, packed_out, i, fetch(block, size, i))
        else:
            for i in range(n):
                store(pointer, step, i, fetch(block, size, i))

    return gather, scatter


@compiled
def conflicts(a, a_step, b, b_step, n):
    """Whether n elements of two operands overlap without being the same ones.

    NumPy hands a loop such operands in reductions and accumulations only; each result is then an
    input of the next.
    """
    first_a, first_b = address(a), address(b)
    if first_a == first_b and a_step == b_step and a_step != 0:
        return False
    last_a, last_b = first_a + (n - 1) * a_step, first_b + (n - 1) * b_step
    if a_step < 0:
        first_a, last_a = last_a, first_a
    if b_step < 0:
        first_b, last_b = last_b, first_b
    return first_a <= last_b + 7 and first_b <= last_a + 7


@cache
def layout_of(count, parameters, source, target):
    """`plan`, `fetch` and `deliver` for operands of these types: what a layout needs done.

    `plan(args, steps, n)` says how many elements to compute at once, and whether every parameter
    is one value. `fetch(args, steps, block, pointers, done, m, limit)` sets the pointers to m
    packed operands and room for results; `deliver` scatters results that are not in place.
    """
    real = "f" if target in "ef" else "d"
    size, converts_in, converts_out = _memory.size_of(real), source != real, target != real
    gather, scatter = copies_of(source, target, real)

    @compiled
    def direct(args, steps, k):
        # an operand that the results replace is still needed when an overflow is looked into
        return not converts_in and steps[k] == size and address(args[k]) != address(args[count])

    @compiled
    def plan(args, steps, n):
        _memory.keep_apart()
        limit, uniform = n, True
        if converts_out or steps[count] != size:
            limit = BLOCK
        for k in range(count):
            if conflicts(args[k], steps[k], args[count], steps[count], n):
                return 1, False
            uniform = uniform and (k < count - parameters or steps[k] == 0)
        for k in range(count):
            read_once = uniform and k >= count - parameters
            if not read_once and not direct(args, steps, k):
                limit = BLOCK
        return limit, uniform

    @compiled
    def fetch(args, steps, block, pointers, done, m, limit):
        _memory.keep_apart()
        for k in range(count):
            place = offset(args[k], done * steps[k])
            if direct(args, steps, k):
                pointers[k] = place
            else:
                pointers[k] = offset(block, k * BLOCK * size)
                if steps[k] != 0 or done == 0 or limit == 1:
                    gather(place, steps[k], pointers[k], m if m < BLOCK else BLOCK)
        if converts_out or steps[count] != size:
            pointers[count] = offset(block, count * BLOCK * size)
        else:
            pointers[count] = offset(args[count], done * steps[count])

    @compiled
    def deliver(args, steps, pointers, done, m):
        _memory.keep_apart()
        if converts_out or steps[count] != size:
            scatter(pointers[count], offset(args[count], done * steps[count]), steps[count], m)

    return plan, fetch, deliver


@cache
def compute_of(count, parameters, real):
    """`compute(data, pointers, n, uniform)`: the body that `data` names over n packed elements.

    A body takes whole groups. The elements that are left over, too few for one, are computed in a
    block of their own, filled up with the last of them.
    """
    size, group = _memory.size_of(real), _vector.group(real)
    gather, scatter = copies_of(real, real, real)
    stack = _memory.stack((count + 1) * group * size)
    stack_pointers = _memory.stack_pointers(count + 1)

    @compiled
    def rest(data, pointers, done, m, uniform):
        _memory.keep_apart()
        block, places = stack(), stack_pointers()
        for k in range(count):
            if uniform and k >= count - parameters:
                places[k] = pointers[k]
            else:
                places[k] = offset(block, k * group * size)
                source = offset(pointers[k], done * size)
                gather(source, intp(size), places[k], m)
                filling = offset(source, (m - 1) * size), intp(0)
                gather(*filling, offset(places[k], m * size), group - m)
        places[count] = offset(block, count * group * size)
        call_body(data, places, intp(group), intp(uniform))
        scatter(places[count], offset(pointers[count], done * size), intp(size), m)

    @compiled
    def compute(data, pointers, n, uniform):
        m = n & (group - 1)
        if n > m:
            call_body(data, pointers, n - m, intp(uniform))
        if m > 0:
            rest(data, pointers, n - m, m, uniform)

    return compute


def loop_of(count, parameters, source, target):
    """The loop `(args, dimensions, steps, data)` over `count` operands of type `source`.

    `source` and `target` are NumPy's letters; the body that `data` names takes and gives float32
    for "e" and "f", float64 for the rest. Flags raised inside are dropped, except overflow and
    divide where a finite input gave an infinite result. From `threshold(data)` elements on, the
    call is handed over to the threads.
    """
    real = "f" if target in "ef" else "d"
    half = target == "e"
    compute = compute_of(count, parameters, real)
    overflowed = scan_of(count, parameters, real, FLOAT16_OVERFLOW if half else INFINITY)
    plan, fetch, deliver = layout_of(count, parameters, source, target)
    stack = _memory.stack((count + 1) * BLOCK * _memory.size_of(real))
    stack_pointers = _memory.stack_pointers(count + 1)
    clean = _memory.clean_status()
    divide, overflow = _memory.raised_bits()

    def loop(args, dimensions, steps, data):
        n = dimensions[0]
        if n >= threshold(data):
            hand_over(args, dimensions, steps, data)
            return
        saved = read_status()
        write_status(clean)
        done, flags = intp(0), intp(0)
        block, pointers = stack(), stack_pointers()
        limit, uniform = plan(args, steps, n)
        while done < n:
            m = n - done if n - done < limit else limit
            fetch(args, steps, block, pointers, done, m, limit)
            compute(data, pointers, m, uniform)
            raised = read_status() & (divide | overflow)
            if (half or raised != 0) and overflowed(pointers, m, uniform):
                flags |= divide if raised == divide else overflow
                write_status(clean)
            deliver(args, steps, pointers, done, m)
            done += m
        write_status(saved | flags)

    return loop
