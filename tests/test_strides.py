"""Laws of elements that lie apart: the bits of packed ones, and no touch of memory beside them."""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Iterator
from types import ModuleType

import numpy as np
import pytest

STRIDES = (1, 2, 3, 4, 5, 8, 17)
LENGTHS = (*range(1, 35), 63, 64, 65, 255, 256, 257, 300, 519)
DTYPES = ("float16", "float32", "float64", "int8", "int32")


@pytest.fixture(scope="module")
def guarded() -> Iterator[np.ndarray]:
    """Bytes with pages before and behind them that must not be touched."""
    page, pages = mmap.PAGESIZE, 20
    memory = mmap.mmap(-1, (pages + 2) * page)
    start = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    libc = ctypes.CDLL(None, use_errno=True)
    for address in (start, start + (pages + 1) * page):
        assert libc.mprotect(ctypes.c_void_p(address), page, 0) == 0
    yield np.frombuffer(memory, np.uint8)[page:-page]
    for address in (start, start + (pages + 1) * page):
        assert libc.mprotect(ctypes.c_void_p(address), page, 3) == 0


def at_the_ends(memory: np.ndarray, dtype: str, n: int, stride: int) -> Iterator[np.ndarray]:
    """Views of n elements that begin, or end, where the memory does, in either direction."""
    elements = memory.view(dtype)
    reach = (n - 1) * stride + 1
    for piece in (elements[:reach], elements[-reach:]):
        yield piece[::stride]
        yield piece[::-1][::stride]


@pytest.mark.parametrize("dtype", DTYPES)
def test_elements_apart_are_read_and_nothing_beside_them(
    k: ModuleType, guarded: np.ndarray, dtype: str
) -> None:
    x = np.random.default_rng(0).normal(0, 4, max(LENGTHS)).astype(dtype)
    expected, product = k.sigmoid(x), k.sigmoid_vjp(x[::-1].copy(), x)
    for stride in STRIDES:
        for n in LENGTHS:
            for view in at_the_ends(guarded, dtype, n, stride):
                view[...] = x[:n]
                np.testing.assert_array_equal(k.sigmoid(view), expected[:n])
            view[...] = x[-n:]
            g = x[:n][::-1]
            np.testing.assert_array_equal(k.sigmoid_vjp(g, view), product[-n:])


@pytest.mark.parametrize("dtype", DTYPES[:3])
def test_results_apart_leave_what_lies_between_them(
    k: ModuleType, guarded: np.ndarray, dtype: str
) -> None:
    x = np.random.default_rng(1).normal(0, 4, max(LENGTHS)).astype(dtype)
    expected = k.sigmoid(x)
    untouched = np.frombuffer(b"\x5a" * guarded.size, np.uint8).view(dtype)
    for stride in STRIDES:
        for n in LENGTHS:
            for out in at_the_ends(guarded, dtype, n, stride):
                guarded[...] = 0x5A
                assert k.sigmoid(x[:n], out=out) is out
                np.testing.assert_array_equal(out, expected[:n])
                out[...] = untouched[0]
                assert (guarded == 0x5A).all()


@pytest.mark.parametrize("dtype", DTYPES[:3])
def test_strided_results_may_replace_their_operand(k: ModuleType, dtype: str) -> None:
    for stride in (*STRIDES, *(-s for s in STRIDES)):
        whole = np.random.default_rng(2).normal(0, 4, 600 * abs(stride)).astype(dtype)
        view = whole[::stride]
        before, expected = whole.copy(), k.sigmoid(view.copy())
        k.sigmoid(view, out=view)
        np.testing.assert_array_equal(view, expected)
        view[...] = before[::stride]
        np.testing.assert_array_equal(whole, before)
