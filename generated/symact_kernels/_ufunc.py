"""NumPy ufuncs made through NumPy's C API, whose loops are compiled at their first call.

Each ufunc starts with one Python callback as the loop of every type; the first call of a type
replaces it in the ufunc's table by machine code. NumPy copies none of the arrays it is given: they
are kept alive here for the life of the process.
"""

from __future__ import annotations

import ctypes
import operator
import warnings
from itertools import product

import numpy

from . import _threads
from ._forks import Lock
from ._interrupts import surfacing, undisturbed
from ._numpy_api import (
    INVALID,
    NEVER,
    Loop,
    State,
    clear_flags,
    from_functions,
    from_functions_with_signature,
    raise_flags,
    take_flags,
)

INTEGERS = "?bBhHiIlLqQ"
_kept = []
_lock = Lock()


def signatures(dtypes):
    """The pairs (operand, result) of a ufunc's loops, in the order in which NumPy tries them.

    Booleans and integers come first and give float64: after "e" and "f", NumPy would send int8 to
    float16 and int16 to float32.
    """
    pairs = []
    if "float64" in dtypes:
        pairs += [(code, "d") for code in INTEGERS]
    if "float32" in dtypes:
        pairs += [("e", "e"), ("f", "f")]
    if "float64" in dtypes:
        pairs += [("d", "d")]
    return pairs


def make(name, doc, module, count, pairs, compile_loop, signature="", divisible=False):
    """A ufunc of `count` operands and one result; a generalised one where a signature is given.

    `compile_loop(source, target)` gives the addresses of a loop and of the body that it calls. Its
    failure makes the call's result NaN, raises the invalid flag and warns with the cause: NumPy
    gives a loop no way to raise. Inside `threads` several of these compute large results; too large
    for the caches, only those of a divisible one, which is bound by computing.
    """
    size = len(pairs)
    states = [State(NEVER, None, index, None) for index in range(size)]
    types = b"".join(bytes([numpy.dtype(s).num] * count + [numpy.dtype(t).num]) for s, t in pairs)
    functions = (ctypes.c_void_p * size)()
    first = _first_call(name, count, pairs, functions, states, compile_loop, signature, divisible)
    stub = surfacing(first, 4)
    functions[:] = [ctypes.cast(stub, ctypes.c_void_p).value] * size
    data = (ctypes.c_void_p * size)(*map(ctypes.addressof, states))
    texts = [
        ctypes.create_string_buffer(t) for t in (name.encode(), b"", types, signature.encode())
    ]
    create = from_functions_with_signature if signature else from_functions
    more = (ctypes.addressof(texts[3]),) if signature else ()
    ufunc = create(
        ctypes.addressof(functions),
        ctypes.addressof(data),
        ctypes.addressof(texts[2]),
        size,
        count,
        1,
        -1,
        ctypes.addressof(texts[0]),
        ctypes.addressof(texts[1]),
        0,
        *more,
    )
    _kept.append((ufunc, functions, data, states, texts, stub))
    ufunc.__doc__, ufunc.__module__, ufunc.__qualname__ = doc, module, name
    return ufunc


def _first_call(name, count, pairs, functions, states, compile_loop, signature, divisible):
    """The callback that serves every loop of a ufunc until that loop is compiled."""
    ready = {}

    def loop(arguments, dimensions, steps, data):
        index = State.from_address(data).index
        before = take_flags()
        try:
            with _lock:
                if index not in ready:
                    from . import _memory

                    machine_code, states[index].body = undisturbed(compile_loop, *pairs[index])
                    ready[index] = Loop(machine_code)
                    functions[index] = machine_code
                    many = NEVER if divisible else _memory.beyond_caches(pairs[index][1])
                    rows = bool(signature)
                    _threads.divide(machine_code, states[index], count, rows, many)
            clear_flags()
            ready[index](arguments, dimensions, steps, data)
        except Exception as error:  # noqa: BLE001 - ctypes would swallow it
            _fill_with_nan(arguments, dimensions, steps, count, pairs[index][1], signature)
            before |= INVALID
            warnings.warn(
                f"{name} could not be compiled, so its result is NaN: "
                f"{type(error).__name__}: {error}",
                RuntimeWarning,
                stacklevel=3,
            )
        except BaseException:
            _fill_with_nan(arguments, dimensions, steps, count, pairs[index][1], signature)
            raise
        finally:
            raise_flags(before)

    return loop


def _fill_with_nan(arguments, dimensions, steps, count, code, signature):
    """Make every result of a call NaN."""
    operands, _, result = signature.partition("->")
    rank, skipped = result.count("n"), operands.count("n")
    sizes = ctypes.cast(dimensions, ctypes.POINTER(ctypes.c_ssize_t))
    strides = ctypes.cast(steps, ctypes.POINTER(ctypes.c_ssize_t))
    out = ctypes.cast(arguments, ctypes.POINTER(ctypes.c_void_p))[count]
    lengths = [sizes[0], *[sizes[1]] * rank] if rank else [sizes[0]]
    by = [strides[count], *(strides[count + 1 + skipped + k] for k in range(rank))]
    nan = numpy.array(numpy.nan, code).tobytes()
    for place in product(*map(range, lengths)):
        ctypes.memmove(out + sum(map(operator.mul, place, by)), nan, len(nan))
