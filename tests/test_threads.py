"""Kernels and threads: pieces of large arrays, contexts, forks, and the interpreter's lock."""

from __future__ import annotations

import importlib
import threading
from types import ModuleType

import numpy as np
import pytest
from test_runtime import LAYOUTS, same_bits

LARGE = 2**18 + 77
"""Just enough elements for two threads, and no whole number of vectors."""


@pytest.fixture
def shared(k: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Fills with the number of pieces of every call that is shared out."""
    module, counts = importlib.import_module(f"{k.__name__}._threads"), []
    run = module._shared

    def counting(calls, workers):  # type: ignore[no-untyped-def]
        counts.append(len(calls))
        return run(calls, workers)

    monkeypatch.setattr(module, "_shared", counting)
    return counts


def sample(dtype: str, n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 4, n).astype(dtype)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("layout", ["every third", "backwards", "shifted"])
def test_threads_change_no_bit(k: ModuleType, shared: list[int], layout: str, dtype: str) -> None:
    x, g = LAYOUTS[layout](sample(dtype, LARGE)), sample(dtype, LARGE, 1)
    alone, product = k.sigmoid(x), k.sigmoid_vjp(g, x)
    with k.threads(2):
        assert same_bits(k.sigmoid(x), alone)
        assert same_bits(k.sigmoid_vjp(g, x), product)
        k.sigmoid_vjp(g, x, out=g)
    assert same_bits(g, product)
    assert len(shared) == 3
    assert min(shared) > 1


def test_pieces_begin_at_multiples_of_64(k: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    module, starts = importlib.import_module(f"{k.__name__}._threads"), []
    call = module._call

    def recording(loop, pointers, sizes, steps, alone):  # type: ignore[no-untyped-def]
        starts.append((pointers[0], sizes[0]))
        return call(loop, pointers, sizes, steps, alone)

    monkeypatch.setattr(module, "_call", recording)
    x = np.zeros(2 * LARGE, np.float32)
    with k.threads(3):
        k.sigmoid(x)
    begun = [(start - x.ctypes.data) // x.itemsize for start, _ in starts]
    assert all(start % 64 == 0 for start in begun)
    assert begun == [0, *np.cumsum([n for _, n in starts])[:-1]]
    assert sum(n for _, n in starts) == x.size


def test_contexts_nest_and_belong_to_their_thread(k: ModuleType, shared: list[int]) -> None:
    x = np.zeros(LARGE, np.float32)
    k.sigmoid(x)
    assert shared == []
    with k.threads(2):
        with k.threads(1):
            k.sigmoid(x)
        other = threading.Thread(target=k.sigmoid, args=(x,))
        other.start()
        other.join()
        assert shared == []
        k.sigmoid(x[1:])
        k.sigmoid(x[: LARGE // 2])
        assert len(shared) == 1
    k.sigmoid(x)
    assert len(shared) == 1
    with k.threads():
        pass
    for wrong, error in ((0, ValueError), (1.5, TypeError)):
        with pytest.raises(error), k.threads(wrong):
            pass


def test_what_memory_or_order_binds_is_not_divided(k: ModuleType, shared: list[int]) -> None:
    x = sample("float32", LARGE)
    running = k.sigmoid_vjp.accumulate(x)
    with k.threads(2):
        k.leaky_relu(x)
        k.sigmoid_vjp_from_output(x, x)
        assert same_bits(k.sigmoid_vjp.accumulate(x), running)
        assert k.sigmoid_vjp.reduce(x) == running[-1]
    assert shared == []


def test_flags_of_every_thread_are_raised(k: ModuleType, shared: list[int]) -> None:
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
    assert len(shared) == 4
    api = importlib.import_module(f"{k.__name__}._numpy_api")
    for flag in (api.DIVIDE, api.OVERFLOW, api.INVALID, api.DIVIDE | api.INVALID):
        api.take_flags()
        api.raise_flags(flag)
        assert api.take_flags() & 11 == flag


def test_where_no_thread_can_be_had(
    k: ModuleType, shared: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Exhausted:
        def submit(self, call: object) -> None:
            raise RuntimeError("can't start new thread")

    x = sample("float32", LARGE)
    alone = k.sigmoid(x)
    monkeypatch.setattr(f"{k.__name__}._threads._pool", Exhausted())
    with k.threads(2):
        assert same_bits(k.sigmoid(x), alone)
    assert len(shared) == 1


FORK = """
import os, sys, warnings
import numpy as np
warnings.simplefilter("ignore")
import sample_kernels as k
x = np.linspace(-9, 9, 2**19)
with k.threads(2):
    expected = k.sigmoid(x).tobytes()
    child = os.fork()
    if child == 0:
        os._exit(0 if k.sigmoid(x).tobytes() == expected else 1)
    assert k.sigmoid(x).tobytes() == expected
print(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="there is no fork here")
def test_a_child_process_has_threads_of_its_own(k: ModuleType, run) -> None:  # type: ignore[no-untyped-def]
    from pathlib import Path

    from conftest import KERNEL_CACHE

    folder = str(Path(str(k.__file__)).parent.parent)
    done = run("-c", FORK, PYTHONPATH=folder, SYMACT_KERNELS_CACHE=str(KERNEL_CACHE))
    assert done.stdout == "0\n", done.stderr


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
