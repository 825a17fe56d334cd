"""The threads that help with jobs, and the list of these, written as LLVM instructions.

Workers are threads of the C library that know nothing of Python; their signals are blocked, so that
Python's threads get them. One without work looks out for some for a moment, then sleeps.
"""

from __future__ import annotations

import signal
import time

from llvmlite import ir

from . import _host
from ._fields import add, drawn, during, field, get, put, watched, whether
from ._instructions import (
    INDEX,
    POINTER,
    VOID,
    begin,
    entry,
    least,
    place,
    read,
    repeat,
    reserve,
    write,
)
from ._memory import clean_status, raised_bits
from ._numpy_api import State
from ._pool import Job, Pool
from ._row_memory import read_status, variable, write_status
from ._vectors import outside

LOOK_OUT = 30_000
"""For how many nanoseconds a thread watches for what it waits for before it goes to sleep.

A call soon after another finds the worker awake, which saves 10 us of 40; for as long it takes some
time from the other half of its core.
"""

BIT, INT = ir.IntType(1), ir.IntType(32)
NULL = ir.Constant(POINTER, None)
SERVE = ir.FunctionType(POINTER, [POINTER])
LOOP = ir.FunctionType(VOID, [POINTER] * 4)
SIGNALS = 1024
"""Bytes that hold a set of signals on any system; it takes 128 at most."""


class Workers:
    """The functions `post`, `take` and `end` of a job, and what they need, in a module."""

    def __init__(self, module):
        self.module = module
        self.now = self._now()
        self.take = self._take()
        self.serve = self._serve()
        self.recruit = self._recruit()
        self.post = self._post()
        self.end = self._end()

    def _now(self):
        """`now()`: nanoseconds of a clock that does not go back."""
        function, builder = begin(self.module, "now", [], INDEX)
        time_ = reserve(builder, ir.ArrayType(INDEX, 2))
        outside(builder, "clock_gettime", INT, INT(time.CLOCK_MONOTONIC), time_)
        seconds, rest = (entry(builder, time_, k, INDEX) for k in (0, 1))
        builder.ret(builder.add(builder.mul(seconds, INDEX(10**9)), rest))
        return function

    def _take(self):
        """`take(job)`: compute pieces until none is left."""
        function, builder = begin(self.module, "take", [POINTER])
        (job,) = function.args
        fields = (Job.arguments, Job.dimensions, Job.steps, Job.data)
        args, dimensions, steps, data = (get(builder, job, f, POINTER) for f in fields)
        size, n = get(builder, job, Job.size), entry(builder, dimensions, 0, INDEX)
        loop = get(builder, data, State.loop, LOOP.as_pointer())
        alone = get(builder, data, State.alone, POINTER)
        count = builder.add(get(builder, data, State.count), INDEX(1))
        moved = builder.bitcast(builder.alloca(POINTER, count), POINTER)
        sizes = reserve(builder, ir.ArrayType(INDEX, 2))
        with builder.if_then(whether(builder, "!=", get(builder, data, State.rows))):
            write(builder, entry(builder, dimensions, 1, INDEX), place(builder, sizes, INDEX(8)))
        head, body, after = (builder.append_basic_block(b) for b in ("more", "piece", "end"))
        builder.branch(head)
        builder.position_at_end(head)
        begun = builder.mul(drawn(builder, job, Job.next), size)
        builder.cbranch(whether(builder, "<", begun, n), body, after)
        builder.position_at_end(body)
        write(builder, least(builder, size, builder.sub(n, begun)), sizes)

        def move(k, _):
            at = builder.mul(k, INDEX(8))
            step = read(builder, place(builder, steps, at), INDEX)
            pointer = read(builder, place(builder, args, at), POINTER)
            pointer = place(builder, pointer, builder.mul(begun, step))
            write(builder, pointer, place(builder, moved, at))

        repeat(builder, INDEX(0), count, 1, [], move)
        builder.call(loop, [moved, sizes, steps, alone])
        builder.branch(head)
        builder.position_at_end(after)
        builder.ret_void()
        return function

    def _lock(self, builder, pool, verb="lock"):
        outside(builder, f"pthread_mutex_{verb}", INT, field(builder, pool, Pool.mutex))

    def _wait(self, builder, pool, condition):
        where, mutex = (field(builder, pool, f) for f in (condition, Pool.mutex))
        outside(builder, "pthread_cond_wait", INT, where, mutex)

    def _look_out(self, builder, condition):
        """Wait for a moment, for as long as a condition holds and without the mutex."""
        until = builder.add(builder.call(self.now, []), INDEX(LOOK_OUT))

        def early():
            soon = whether(builder, "<", builder.call(self.now, []), until)
            return builder.and_(soon, condition())

        def pause():
            if _host.on_x86():
                outside(builder, "llvm.x86.sse2.pause", VOID)
            else:
                outside(builder, "llvm.aarch64.hint", VOID, INT(1))

        during(builder, early, pause)

    def _serve(self):
        """`serve(pool)`: what a worker does all its life."""
        function = ir.Function(self.module, SERVE, "serve")
        function.linkage = "internal"
        builder = ir.IRBuilder(function.append_basic_block("entry"))
        (pool,) = function.args
        self._lock(builder, pool)

        def idle():
            return builder.icmp_unsigned("==", get(builder, pool, Pool.first, POINTER), NULL)

        def watch():
            self._lock(builder, pool, "unlock")
            self._look_out(
                builder, lambda: whether(builder, "==", watched(builder, pool, Pool.first))
            )
            self._lock(builder, pool)
            with builder.if_then(idle()):
                add(builder, pool, Pool.asleep, 1)
                during(builder, idle, lambda: self._wait(builder, pool, Pool.work))
                add(builder, pool, Pool.asleep, -1)

        def turn():
            during(builder, idle, watch)
            self._help(builder, pool)

        during(builder, lambda: BIT(1), turn)
        builder.unreachable()
        return function

    def _help(self, builder, pool):
        """Join the first job of the list; the last worker that it wants takes it from there."""
        job = get(builder, pool, Pool.first, POINTER)
        add(builder, pool, Pool.idle, -1)
        add(builder, pool, Pool.wanted, -1)
        add(builder, job, Job.helping, 1)
        left = add(builder, job, Job.wanted, -1)
        with builder.if_then(whether(builder, "==", left)):
            put(builder, pool, Pool.first, get(builder, job, Job.following, POINTER))
        self._lock(builder, pool, "unlock")
        write_status(builder, INDEX(clean_status()))
        builder.call(self.take, [job])
        raised = builder.and_(read_status(builder), INDEX(sum(raised_bits())))
        self._lock(builder, pool)
        put(builder, job, Job.flags, builder.or_(get(builder, job, Job.flags), raised))
        add(builder, pool, Pool.idle, 1)
        left = add(builder, job, Job.helping, -1)
        with builder.if_then(whether(builder, "==", left)):
            outside(builder, "pthread_cond_broadcast", INT, field(builder, pool, Pool.done))

    def _recruit(self):
        """`recruit(pool)`: start workers until there are as many idle ones as jobs want."""
        function, builder = begin(self.module, "recruit", [POINTER])
        (pool,) = function.args
        blocked, before = (reserve(builder, ir.ArrayType(ir.IntType(8), SIGNALS)) for _ in "ab")
        outside(builder, "sigfillset", INT, blocked)
        for own in (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE):
            outside(builder, "sigdelset", INT, blocked, INT(own))
        set_mask = INT(signal.SIG_SETMASK)
        outside(builder, "pthread_sigmask", INT, set_mask, blocked, before)
        room, refused = reserve(builder, INDEX), variable(builder, INT(0))

        def lacking():
            idle, wanted, workers, most = (
                get(builder, pool, f) for f in (Pool.idle, Pool.wanted, Pool.workers, Pool.most)
            )
            few = builder.and_(
                whether(builder, "<", idle, wanted), whether(builder, "<", workers, most)
            )
            return builder.and_(few, builder.icmp_signed("==", read(builder, refused, INT), INT(0)))

        def start():
            answer = outside(builder, "pthread_create", INT, room, NULL, self.serve, pool)
            write(builder, answer, refused)
            with builder.if_then(builder.icmp_signed("==", answer, INT(0))):
                add(builder, pool, Pool.idle, 1)
                add(builder, pool, Pool.workers, 1)

        during(builder, lacking, start)
        outside(builder, "pthread_sigmask", INT, set_mask, before, NULL)
        builder.ret_void()
        return function

    def _post(self):
        """`post(pool, job)`: put a job before the others, and wake as many as it wants."""
        function, builder = begin(self.module, "post", [POINTER, POINTER])
        pool, job = function.args
        self._lock(builder, pool)
        wanted = get(builder, job, Job.wanted)
        add(builder, pool, Pool.jobs, 1)
        total = builder.add(get(builder, pool, Pool.wanted), wanted)
        put(builder, pool, Pool.wanted, total)
        put(builder, job, Job.following, get(builder, pool, Pool.first, POINTER))
        put(builder, pool, Pool.first, job)
        idle, asleep = get(builder, pool, Pool.idle), get(builder, pool, Pool.asleep)
        with builder.if_then(whether(builder, "<", idle, total), likely=False):
            builder.call(self.recruit, [pool])
        awake = builder.sub(idle, asleep)
        sleepers = least(builder, builder.sub(wanted, awake), asleep)
        self._lock(builder, pool, "unlock")

        def wake(_, __):
            outside(builder, "pthread_cond_signal", INT, field(builder, pool, Pool.work))

        repeat(builder, INDEX(0), sleepers, 1, [], wake)
        builder.ret_void()
        return function

    def _end(self):
        """`end(pool, job)`: call no more workers, and return when none is at the job."""
        function, builder = begin(self.module, "end", [POINTER, POINTER])
        pool, job = function.args
        self._lock(builder, pool)
        wanted = get(builder, job, Job.wanted)
        with builder.if_then(whether(builder, ">", wanted)):
            self._unlink(builder, pool, job)
            left = builder.sub(get(builder, pool, Pool.wanted), wanted)
            put(builder, pool, Pool.wanted, left)

        def busy():
            return whether(builder, ">", get(builder, job, Job.helping))

        with builder.if_then(busy()):
            self._lock(builder, pool, "unlock")
            self._look_out(
                builder, lambda: whether(builder, ">", watched(builder, job, Job.helping))
            )
            self._lock(builder, pool)
            during(builder, busy, lambda: self._wait(builder, pool, Pool.done))
        self._lock(builder, pool, "unlock")
        builder.ret_void()
        return function

    def _unlink(self, builder, pool, job):
        """Take a job out of the list, wherever in it it is."""
        room = variable(builder, field(builder, pool, Pool.first))  # where the job is pointed at

        def other():
            found = read(builder, read(builder, room, POINTER), POINTER)
            return builder.icmp_unsigned("!=", found, job)

        def on():
            found = read(builder, read(builder, room, POINTER), POINTER)
            write(builder, field(builder, found, Job.following), room)

        during(builder, other, on)
        following = get(builder, job, Job.following, POINTER)
        write(builder, following, read(builder, room, POINTER))
