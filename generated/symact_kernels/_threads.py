"""Threads for large arrays: the elements of a call in pieces, each computed by one thread.

Inside `with threads(n):` a loop that is given many elements asks the machine code of `_sharing` to
do the call; this module says where there is such a context. Each thread runs the loop on pieces.
Nothing in that code depends on position, so results are the same bits with any number of threads.
"""

from __future__ import annotations

import ctypes
import operator
import os
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from . import _pool
from ._forks import Lock
from ._interrupts import undisturbed
from ._numpy_api import NEVER, State

_count = ContextVar("threads", default=1)
_divisible = []  # the states of loops that may be computed in pieces, and those without threads
_active = 0
_handler = None
_lock = Lock()
_workers = _pool.Pool()
_pool.reset(_workers, _count)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=partial(_pool.reset, _workers, _count))


@contextmanager
def threads(n=None):
    """Let up to n threads compute large arrays in this context: `with threads(2): ...`.

    n is the number of processors that this process may use where it is left out. It holds for the
    thread, or the asynchronous task, that enters it, and may be nested; `threads(1)` turns it off
    inside. Results do not change by a bit. Not divided are calls of fewer than 65,536 elements,
    arrays that NumPy reads in short rows, and, of kernels that do little more than read and write
    (relu, a derivative taken from the output), arrays from 32 MB on: memory is their bound.
    """
    n = _processors() if n is None else operator.index(n)
    if n < 1:
        raise ValueError(f"threads() takes a number of threads from 1 upwards, not {n}")
    _prepare()
    token = _count.set(min(n, 2**31))
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


def _prepare():
    """Have the handler at hand; the first context loads it."""
    global _handler
    with _lock:
        if _handler is None:
            from . import _cache
            from .functions import RUNTIME

            _handler = undisturbed(_cache.address, _cache.Sharing(RUNTIME))


def _enter(change):
    """Count the contexts that are open; loops call the handler while there is one."""
    global _active
    with _lock:
        _active += change
        for state, _ in _divisible:
            _tell(state)


def _tell(state):
    """Have a loop call the handler, or not."""
    state.handler = _handler
    state.threshold = 2 * _pool.ENOUGH if _active else NEVER


def divide(loop, state, count, by_rows, many=NEVER):
    """Have a loop over `count` operands be computed in pieces where threads are asked for.

    One by rows takes rows rather than elements, whose length is its second dimension. From `many`
    elements on it is not divided.
    """
    alone = State(NEVER, None, state.index, state.body)
    state.pool, state.alone = ctypes.addressof(_workers), ctypes.addressof(alone)
    state.loop, state.count, state.rows, state.many = loop, count, by_rows, many
    with _lock:
        _divisible.append((state, alone))
        _tell(state)
