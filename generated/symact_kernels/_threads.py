"""Threads for large arrays: the elements of a call in pieces, each computed by one thread.

Inside `with threads(n):` a loop that is given many elements calls back into Python, where the
pieces are shared out; each thread runs the same machine code on its piece without the GIL. Nothing
in that code depends on position, so results are the same bits with any number of threads.
"""

from __future__ import annotations

import ctypes
import math
import operator
import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar

from ._interrupts import surfacing
from ._numpy_api import NEVER, State, clear_flags, raise_flags, take_flags

ENOUGH = 2**17
"""The fewest elements worth a thread: handing them over takes as long as 40 us of work."""

GRAIN = 64
"""Pieces begin at multiples of as many elements: whole cache lines and vectors."""

_count = ContextVar("threads", default=1)
_divisible = {}  # by the address of a loop's state: what it takes to run it in pieces
_active = 0
_pool = None
_lock = threading.RLock()


def _after_fork():
    """In a child process the pool's threads are gone, and the lock may be held by one of them."""
    global _lock, _pool
    _lock, _pool = threading.RLock(), None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


@contextmanager
def threads(n=None):
    """Let up to n threads compute large arrays in this context: `with threads(2): ...`.

    n is the number of processors that this process may use where it is left out. It holds for the
    thread, or the asynchronous task, that enters it, and may be nested; `threads(1)` turns it off
    inside. Results do not change by a bit. Kernels that do little more than read and write memory
    (relu, a derivative taken from the output) are not divided, since memory is their bound, and
    nor are calls of fewer than 262,144 elements or arrays that NumPy reads in short rows.
    """
    n = _processors() if n is None else operator.index(n)
    if n < 1:
        raise ValueError(f"threads() takes a number of threads from 1 upwards, not {n}")
    token = _count.set(n)
    _enter(1)
    try:
        yield
    finally:
        _enter(-1)
        _count.reset(token)


def _processors():
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _enter(change):
    """Count the contexts that are open; loops call back while there is one."""
    global _active
    with _lock:
        _active += change
        for state, *_ in _divisible.values():
            state.threshold = _threshold()


def _threshold():
    return 2 * ENOUGH if _active else NEVER


def divide(loop, state, count, by_rows):
    """Have a loop over `count` operands be computed in pieces where threads are asked for.

    One by rows takes rows rather than elements, whose length is its second dimension.
    """
    alone = State(NEVER, None, state.index, state.body)
    with _lock:
        _divisible[ctypes.addressof(state)] = (state, alone, loop, count, by_rows)
        state.handler = ctypes.cast(_handler, ctypes.c_void_p).value
        state.threshold = _threshold()


def _hand_over(arguments, dimensions, steps, data):
    """Do one call of a loop, in pieces where this thread is in a context of several threads."""
    _, alone, loop, count, by_rows = _divisible[data]
    n, *core = (ctypes.c_ssize_t * (2 if by_rows else 1)).from_address(dimensions)
    pointers = (ctypes.c_ssize_t * (count + 1)).from_address(arguments)
    strides = (ctypes.c_ssize_t * (count + 1)).from_address(steps)
    workers = min(_count.get(), n, n * math.prod(core) // ENOUGH)
    if workers < 2 or (not by_rows and _depends_on_order(pointers, strides, n)):
        return loop(arguments, dimensions, steps, ctypes.addressof(alone))
    grain = 1 if by_rows else GRAIN
    size = -(-n // (4 * workers * grain)) * grain
    calls = []
    for start in range(0, n, size):
        moved = [p + start * s for p, s in zip(pointers, strides, strict=True)]
        calls.append(_call(loop, moved, (min(size, n - start), *core), steps, alone))
    raise_flags(take_flags() | _shared(calls, workers))


def _answer(arguments, dimensions, steps, data, answer):
    """Tell the loop that its call is taken over, and do it."""
    ctypes.c_ssize_t.from_address(answer).value = 1
    _hand_over(arguments, dimensions, steps, data)


_handler = surfacing(_answer, 5)


def _shared(calls, workers):
    """Run calls, each on the thread that is free next; the flags that any of them raised.

    This thread takes calls too: where the others are busy, or cannot be had, it does all. Where it
    is interrupted, calls that nobody has begun are left out; none is under way when it returns.
    """
    waiting = deque(calls)

    def work():
        flags = 0
        while waiting:
            try:
                call = waiting.popleft()
            except IndexError:
                break
            flags |= call()
        return flags

    helpers = []
    try:
        helpers += [_submit(work) for _ in range(workers - 1)]
        flags = work()
    finally:
        waiting.clear()
        _stop(helpers)
    for helper in helpers:
        if helper is not None and not helper.cancelled():
            flags |= helper.result()
    return flags


def _stop(helpers):
    """Return when no helper is at work, however often this thread is interrupted meanwhile."""
    try:
        wait([helper for helper in helpers if helper is not None and not helper.cancel()])
    except BaseException:
        _stop(helpers)
        raise


def _depends_on_order(pointers, strides, n):
    """Whether results are operands of later elements, as in a reduction or an accumulation."""

    if strides[-1] == 0:
        return True
    low, high = _extent(pointers[-1], strides[-1], n)
    for pointer, stride in zip(pointers[:-1], strides[:-1], strict=True):
        first, last = _extent(pointer, stride, n)
        same = pointer == pointers[-1] and stride == strides[-1]
        if not same and first < high and low < last:
            return True
    return False


def _extent(pointer, stride, n):
    """Where the memory of n elements begins and ends; the widest element has 8 bytes."""
    ends = pointer, pointer + (n - 1) * stride
    return min(ends), max(ends) + 8


def _call(loop, pointers, sizes, steps, alone):
    """A function that computes one piece and gives the flags it raised."""
    arguments = (ctypes.c_ssize_t * len(pointers))(*pointers)
    dimensions = (ctypes.c_ssize_t * len(sizes))(*sizes)

    def call():
        clear_flags()
        loop(arguments, dimensions, steps, ctypes.addressof(alone))
        return take_flags()

    return call


def _submit(call):
    """A future of the call; None where no thread can be had, at the interpreter's end for one."""
    global _pool
    with _lock:
        if _pool is None:
            _pool = ThreadPoolExecutor(max_workers=256, thread_name_prefix="symact_kernels")
    try:
        return _pool.submit(call)
    except RuntimeError:
        return None
