"""NumPy's C API for ufuncs, reached by ctypes from the capsule that NumPy exports."""

from __future__ import annotations

import ctypes
import platform
import sys
from functools import cache

from numpy._core._multiarray_umath import _UFUNC_API

Loop = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 4)
"""An inner loop `(args, dimensions, steps, data)`; calling one from Python releases the GIL."""

NEVER = 2**63 - 1
DIVIDE, OVERFLOW, INVALID = 1, 2, 8
"""NumPy's numbers for floating-point flags."""


class State(ctypes.Structure):
    """What NumPy hands to one loop as its data.

    From `threshold` elements on, a loop asks `handler` to do its call; `body` is the kernel's
    machine code, `index` the loop's place in its ufunc. `_memory` reads these fields. The others
    tell the handler of the threads' pool, of the loop, how many operands it has besides the result,
    whether it takes rows, the state with which it does without threads, and from how many elements
    on it does.
    """

    _fields_ = (
        ("threshold", ctypes.c_int64),
        ("handler", ctypes.c_void_p),
        ("index", ctypes.c_int64),
        ("body", ctypes.c_void_p),
        ("pool", ctypes.c_void_p),
        ("loop", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("rows", ctypes.c_int64),
        ("alone", ctypes.c_void_p),
        ("many", ctypes.c_int64),
    )


def _api(index, result, *arguments):
    """The function at an index of NumPy's table of ufunc functions."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    table = ctypes.cast(pointer(_UFUNC_API, None), ctypes.POINTER(ctypes.c_void_p))
    return ctypes.PYFUNCTYPE(result, *arguments)(table[index])


_PLAIN = (
    *[ctypes.c_void_p] * 3,
    *[ctypes.c_int] * 4,
    *[ctypes.c_void_p] * 2,
    ctypes.c_int,
)
from_functions = _api(1, ctypes.py_object, *_PLAIN)
from_functions_with_signature = _api(31, ctypes.py_object, *_PLAIN, ctypes.c_void_p)
clear_flags = _api(27, None)
take_flags = _api(28, ctypes.c_int)
"""The flags raised so far on this thread, which are cleared."""


def raise_flags(flags):
    """Raise floating-point flags of this thread, given by NumPy's numbers."""
    x86 = platform.machine() in ("x86_64", "AMD64")
    numbers = {INVALID: 1, DIVIDE: 4 if x86 else 2, OVERFLOW: 8 if x86 else 4}
    _mathematics().feraiseexcept(sum(c for flag, c in numbers.items() if flags & flag))


@cache
def _mathematics():
    """The C library's mathematical part."""
    return ctypes.CDLL("libm.so.6" if sys.platform == "linux" else None)
