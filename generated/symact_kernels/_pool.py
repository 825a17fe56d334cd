"""What threads share: a pool of workers and the jobs that they help with, as they lie in memory.

`_sharing` and `_workers` hold the machine code that works on it.
"""

from __future__ import annotations

import ctypes

ENOUGH = 2**15
"""The fewest elements worth a thread, 20 to 70 us of work.

Two threads take 30 us for a sigmoid of 65,536 float32 numbers, one takes 55; after a rest of 10 ms,
when the other must be woken, they are as fast as one (Zen 3, two threads of one core).
"""

PIECE = 2**16
"""How many elements a thread takes at a time at most; pieces begin at multiples of 64.

There are two pieces a thread at least, so that the one that comes late does what it can. Shorter
ones make the threads read and write side by side, which their caches and what fetches ahead do not
like: with 4,096 elements two threads take 0.23 ns for sigmoid in float32, with 65,536 0.14, and one
takes 0.27; for the gradient of relu 0.09, 0.07 and 0.14 (Zen 4, 2^20 elements).
"""

MOST = 256
"""How many workers there may be."""

PRIMITIVE = 128
"""Room for a mutex or a condition of POSIX threads, which take 40 to 64 bytes."""


class Job(ctypes.Structure):
    """A loop's call that is shared out; it lies on the stack of the thread that makes the call.

    Threads take pieces of `size` elements, or rows, by counting `next` up. `wanted` more workers
    may come, and `helping` are at it; `flags` are the bits that theirs raised in the status word.
    The pool's list of jobs goes on with `following`.
    """

    _fields_ = (
        ("next", ctypes.c_int64),
        ("apart", ctypes.c_char * 120),  # what all threads write to is alone in its cache lines
        ("arguments", ctypes.c_void_p),
        ("dimensions", ctypes.c_void_p),
        ("steps", ctypes.c_void_p),
        ("data", ctypes.c_void_p),
        ("size", ctypes.c_int64),
        ("wanted", ctypes.c_int64),
        ("helping", ctypes.c_int64),
        ("flags", ctypes.c_int64),
        ("following", ctypes.c_void_p),
    )


class Pool(ctypes.Structure):
    """The workers and the list of jobs that want some; all of it is read and written under `mutex`.

    Of the workers, `idle` are not at a job, and `asleep` of these wait for `work`; a thread whose
    job is done but for what helpers have begun waits for `done`. `variable` is the context variable
    that holds the number of threads. `jobs` counts what was shared out.
    """

    _fields_ = (
        ("first", ctypes.c_void_p),
        ("wanted", ctypes.c_int64),
        ("idle", ctypes.c_int64),
        ("asleep", ctypes.c_int64),
        ("workers", ctypes.c_int64),
        ("most", ctypes.c_int64),
        ("jobs", ctypes.c_int64),
        ("variable", ctypes.py_object),
        ("mutex", ctypes.c_char * PRIMITIVE),
        ("work", ctypes.c_char * PRIMITIVE),
        ("done", ctypes.c_char * PRIMITIVE),
    )


def reset(pool, variable):
    """Make a pool empty, whatever it held: in a child process its workers are gone."""
    ctypes.memset(ctypes.addressof(pool), 0, ctypes.sizeof(pool))
    pool.most, pool.variable = MOST, variable
    library, where = ctypes.CDLL(None), ctypes.addressof(pool)
    library.pthread_mutex_init(ctypes.c_void_p(where + Pool.mutex.offset), None)
    for condition in (Pool.work, Pool.done):
        library.pthread_cond_init(ctypes.c_void_p(where + condition.offset), None)
