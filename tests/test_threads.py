"""Kernels and threads: pieces of large arrays, contexts, forks, and the interpreter's lock."""

from __future__ import annotations

import asyncio
import ctypes
import importlib
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from conftest import KERNEL_CACHE
from test_runtime import LAYOUTS, same_bits

LARGE = 2**16 + 77
"""Just enough elements for two threads, and no whole number of vectors."""


Shared = Callable[[], int]


@pytest.fixture
def pool(k: ModuleType) -> Any:
    """What the threads of the package share."""
    return importlib.import_module(f"{k.__name__}._threads")._workers


@pytest.fixture
def shared(pool: Any) -> Shared:
    """Gives the number of calls that were shared out since the test began."""
    before = pool.jobs
    return lambda: pool.jobs - before


@pytest.fixture
def divided(k: ModuleType) -> Callable[..., Any]:
    """Makes a function in Python of (args, dimensions, steps) a loop that threads share.

    The call of it gives whether it was shared.
    """
    api, module = (importlib.import_module(f"{k.__name__}.{m}") for m in ("_numpy_api", "_threads"))
    handler = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_void_p] * 4)

    def make(function: Callable[..., None], count: int, by_rows: bool) -> Callable[..., Any]:
        loop = api.Loop(lambda args, sizes, steps, _: function(args, sizes, steps))
        state = api.State(api.NEVER, None, 0, None)
        module.divide(ctypes.cast(loop, ctypes.c_void_p).value, state, count, by_rows)

        def call(args: list[int], sizes: list[int], steps: list[int]) -> bool:
            arrays = [(ctypes.c_int64 * len(one))(*one) for one in (args, sizes, steps)]
            assert loop
            found = handler(state.handler)(*map(ctypes.addressof, arrays), ctypes.addressof(state))
            return bool(found)

        return call

    yield make
    del module._divisible[-1]


def numbers(address: int, count: int) -> list[int]:
    return list((ctypes.c_int64 * count).from_address(address))


def sample(dtype: str, n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 4, n).astype(dtype)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("layout", ["every third", "backwards", "shifted"])
def test_threads_change_no_bit(k: ModuleType, shared: Shared, layout: str, dtype: str) -> None:
    x, g = LAYOUTS[layout](sample(dtype, LARGE)), sample(dtype, LARGE, 1)
    alone, product = k.sigmoid(x), k.sigmoid_vjp(g, x)
    with k.threads(2):
        assert same_bits(k.sigmoid(x), alone)
        assert same_bits(k.sigmoid_vjp(g, x), product)
        k.sigmoid_vjp(g, x, out=g)
    assert same_bits(g, product)
    assert shared() == 3


@pytest.mark.parametrize(("n", "core", "step"), [(2**18 + 77, 0, 4), (777, 400, 4), (300, 999, 9)])
def test_pieces_cover_a_call_once(
    k: ModuleType, divided: Any, n: int, core: int, step: int
) -> None:
    """Of elements, of rows that share cache lines, and of others; several threads take some."""
    pieces, threads = [], set()
    sizes = [n, core] if core else [n]
    met = threading.Event()

    def loop(args: int, dimensions: int, steps: int) -> None:
        pieces.append((*numbers(args, 2), *numbers(dimensions, len(sizes))))
        threads.add(threading.get_ident())
        if len(threads) > 1:
            met.set()
        met.wait(60)

    call = divided(loop, 1, bool(core))
    with k.threads(3):
        assert call([10**6, 10**9], sizes, [step, 8, *[0] * len(sizes)])
    assert met.is_set()
    pieces.sort()
    rows = [p[2] for p in pieces]
    begun = [0, *np.cumsum(rows)[:-1]]
    assert sum(rows) == n
    assert [p[0] for p in pieces] == [10**6 + step * b for b in begun]
    assert [p[1] for p in pieces] == [10**9 + 8 * b for b in begun]
    assert all(p[3:] == (core,) for p in pieces if core)
    assert len(pieces) >= 6
    assert step == 9 or all(b % 64 == 0 for b in begun)


def test_contexts_nest_and_belong_to_their_thread(k: ModuleType, shared: Shared) -> None:
    x = np.zeros(LARGE, np.float32)
    k.sigmoid(x)
    assert shared() == 0
    with k.threads(2):
        with k.threads(1):
            k.sigmoid(x)
        other = threading.Thread(target=k.sigmoid, args=(x,))
        other.start()
        other.join()
        assert shared() == 0
        k.sigmoid(x[1:])
        k.sigmoid(x[: LARGE // 2])
        assert shared() == 1
    k.sigmoid(x)
    assert shared() == 1
    with k.threads():
        pass
    for wrong, error in ((0, ValueError), (1.5, TypeError)):
        with pytest.raises(error), k.threads(wrong):
            pass


def test_what_order_binds_is_not_divided(k: ModuleType, shared: Shared) -> None:
    x = sample("float32", LARGE)
    running = k.sigmoid_vjp.accumulate(x)
    with k.threads(2):
        assert same_bits(k.sigmoid_vjp.accumulate(x), running)
        assert k.sigmoid_vjp.reduce(x) == running[-1]
    assert shared() == 0


def test_what_memory_binds_is_divided_while_it_fits_in_the_caches(
    k: ModuleType, shared: Shared
) -> None:
    many = importlib.import_module(f"{k.__name__}._memory").beyond_caches("f")
    x = np.zeros(many, np.float32)
    out = np.empty_like(x)
    with k.threads(2):
        k.leaky_relu(x, out=out)
        assert shared() == 0
        k.leaky_relu(x[1:], out=out[1:])
        assert shared() == 1
        k.sigmoid(x, out=out)
        assert shared() == 2


def test_flags_of_every_thread_are_raised(k: ModuleType, shared: Shared) -> None:
    x = np.zeros(LARGE, np.float32)
    k.exponential(x)
    for place in (0, -1):
        x[:] = 0
        x[place] = 1000
        with k.threads(2), np.errstate(over="raise"):
            with pytest.raises(FloatingPointError, match="overflow"):
                k.exponential(x)
            x[place] = np.inf
            assert k.exponential(x)[place] == np.inf
    assert shared() == 4
    api = importlib.import_module(f"{k.__name__}._numpy_api")
    for flag in (api.DIVIDE, api.OVERFLOW, api.INVALID, api.DIVIDE | api.INVALID):
        api.take_flags()
        api.raise_flags(flag)
        assert api.take_flags() & 11 == flag


def test_many_callers_share_one_pool(k: ModuleType, pool: Any, shared: Shared) -> None:
    """Threads that each share out calls get their own results, and leave the pool at rest."""
    inputs = [sample("float32", LARGE + 1000 * i, i) for i in range(6)]
    expected = [k.sigmoid(x) for x in inputs]

    def calls(i: int) -> bool:
        with k.threads(2 + i % 3):
            return all(same_bits(k.sigmoid(inputs[i]), expected[i]) for _ in range(50))

    with ThreadPoolExecutor(6) as executor:
        assert all(executor.map(calls, range(6)))
    assert shared() == 300
    assert not pool.first
    assert pool.wanted == 0
    for _ in range(100):
        if pool.asleep == pool.workers:
            break
        time.sleep(0.1)
    assert pool.asleep == pool.idle == pool.workers <= 6 * 3


def test_a_task_may_take_its_threads_elsewhere(k: ModuleType, shared: Shared) -> None:
    x = np.zeros(LARGE, np.float32)
    k.sigmoid(x)

    async def other() -> None:
        k.sigmoid(x)

    async def main() -> None:
        task = asyncio.create_task(other())
        with k.threads(2):
            await task
            assert shared() == 0
            await asyncio.to_thread(k.sigmoid, x)
            assert shared() == 1
            await asyncio.create_task(other())
            assert shared() == 2

    asyncio.run(main())


ALONE = """
import resource, threading
from pathlib import Path
import numpy as np
import sample_kernels as k
from sample_kernels._threads import _workers
x = np.linspace(-9, 9, 2**17)
expected, found = k.sigmoid(x).tobytes(), np.empty_like(x)
with k.threads(2):
    end = threading.Event()
    for _ in range(4):  # they take the stacks that the C library keeps of threads that ended
        threading.Thread(target=end.wait).start()
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 2**20, before[1]))
    k.sigmoid(x, out=found)
    print(_workers.jobs, _workers.workers)
    resource.setrlimit(resource.RLIMIT_AS, before)
    assert found.tobytes() == expected
    k.sigmoid(x)
    end.set()
    print(_workers.jobs, _workers.workers)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux")
def test_where_no_thread_can_be_had(k: ModuleType, run) -> None:  # type: ignore[no-untyped-def]
    """A call is done by the thread that makes it; the next one tries again."""
    assert in_process(k, run, ALONE) == "1 0\n2 1\n"


def in_process(k: ModuleType, run, code: str) -> str:  # type: ignore[no-untyped-def]
    """The output of code in a fresh process that finds the sample package and has no BLAS threads.

    Those block no signal.
    """
    variables = {
        "PYTHONPATH": str(Path(str(k.__file__)).parent.parent),
        "SYMACT_KERNELS_CACHE": str(KERNEL_CACHE),
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = run("-c", code, **variables)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


FORK = """
import os, sys, warnings
import numpy as np
warnings.simplefilter("ignore")
import sample_kernels as k
from sample_kernels._threads import _workers
x = np.linspace(-9, 9, 2**19)
with k.threads(2):
    expected = k.sigmoid(x).tobytes()
    child = os.fork()
    if child == 0:
        same = k.sigmoid(x).tobytes() == expected
        os._exit(0 if same and _workers.jobs == _workers.workers == 1 else 1)
    assert k.sigmoid(x).tobytes() == expected
print(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="there is no fork here")
def test_a_child_process_has_threads_of_its_own(k: ModuleType, run) -> None:  # type: ignore[no-untyped-def]
    assert in_process(k, run, FORK) == "0\n"


EXIT = """
import threading
import numpy as np
import sample_kernels as k
x = np.linspace(-9, 9, 2**18)
def forever():
    with k.threads(3):
        while True:
            k.sigmoid(x)
with k.threads(4):
    k.sigmoid(x)
threading.Thread(target=forever, daemon=True).start()
with k.threads(2):
    for _ in range(20):
        k.sigmoid(x)
print("done")
"""


def test_the_interpreter_ends_whatever_the_threads_do(k: ModuleType, run) -> None:  # type: ignore[no-untyped-def]
    """Some wait, some work for a thread that the interpreter does not wait for."""
    for _ in range(3):
        assert in_process(k, run, EXIT) == "done\n"


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="there are no signals here")
def test_workers_leave_signals_to_python(k: ModuleType, run) -> None:  # type: ignore[no-untyped-def]
    """One that the interpreter's threads block waits, with a helper there, to be asked for."""
    code = """
import os, signal, threading, time
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # NumPy's own threads block nothing
import numpy as np
import sample_kernels as k
x = np.zeros(2**18)
with k.threads(2):
    k.sigmoid(x)
for thread in threading.enumerate():  # the one that compiled
    if thread is not threading.current_thread():
        thread.join()
tasks = "/proc/self/task"
for _ in range(250):  # a joined thread is there for the system a little longer
    if os.path.isdir(tasks) and len(os.listdir(tasks)) <= 2:
        break
    time.sleep(0.01)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigwait([signal.SIGUSR1]).name)
"""
    assert in_process(k, run, code) == "SIGUSR1\n"


def test_the_interpreter_runs_while_a_kernel_does(k: ModuleType) -> None:
    x = np.zeros(2**23)
    k.sigmoid(x[:9])
    started, ended = threading.Event(), threading.Event()

    def call() -> None:
        started.set()
        k.sigmoid(x, out=x)
        ended.set()

    worker = threading.Thread(target=call)
    worker.start()
    started.wait()
    turns = 0
    while not ended.is_set():
        turns += 1
    worker.join()
    assert turns > 1000
