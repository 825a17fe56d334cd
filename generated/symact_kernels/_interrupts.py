"""Ctrl-C during a callback of NumPy's: nothing can be raised out of it, so it is raised afterwards.

NumPy gives a loop no way to fail, and ctypes drops what is raised in a callback. A loop that was
interrupted may have left its result unfinished; the exception that says so must not be lost.
"""

from __future__ import annotations

import _imp
import ctypes
import sys
import threading
from time import sleep

AT_ONCE = 1e-6
"""How soon, in seconds, a thread that waits gets its turn: before the result is used, mostly."""


def surfacing(function, count):
    """The function of `count` pointers as a callback: Ctrl-C and its like are raised afterwards.

    The exception surfaces in the same thread, some microseconds after NumPy's call.
    """
    return ctypes.CFUNCTYPE(None, _First, *[ctypes.c_void_p] * (count - 1))(_guarded(function))


def _guarded(function):
    def callback(first, *others):
        try:
            first.begun = True
            function(first.value, *others)
        except Exception:
            raise
        except BaseException as error:  # noqa: BLE001 - ctypes would drop it
            _surface(type(error))

    return callback


class _First(ctypes.c_void_p):
    """A callback's first argument, which outlives a callback that has not begun.

    CPython looks for signals before the first statement of a function, where no `try` is open yet.
    """

    begun = False

    def __del__(self):
        if not self.begun:
            _surface(KeyboardInterrupt)


_INSIDE = (_guarded(print).__code__, _First.__del__.__code__)
"""What runs in a callback, where an exception would be dropped."""


def _surface(kind):
    """Have an exception raised in this thread, soon."""
    about = (threading.get_ident(), kind, sys.getswitchinterval())
    sys.setswitchinterval(AT_ONCE)
    threading.Thread(target=_raise_later, args=about, daemon=True).start()


def undisturbed(function, *arguments):
    """The function's result; Ctrl-C is raised when it is done, not in the midst of it.

    It runs in a thread of its own, since interrupts go to the main one: LLVM's objects would not
    outlive one that comes while they change hands. Where this thread was interrupted in an import,
    CPython 3.11 may leave it the lock of all imports, on which another would wait for ever.
    """
    if _imp.lock_held():
        return function(*arguments)
    done, found = threading.Event(), []

    def work():
        try:
            found.append((function(*arguments), None))
        except BaseException as error:  # noqa: BLE001 - it is raised in the thread that waits
            found.append((None, error))
        finally:
            done.set()

    try:
        threading.Thread(target=work).start()
    except RuntimeError:  # the interpreter is about to end, or there is no thread to be had
        return function(*arguments)
    _wait(done)
    result, error = found[0]
    if error is not None:
        raise error
    return result


def _wait(done):
    """Return when it is done, however often this thread is interrupted meanwhile."""
    try:
        done.wait()
    except BaseException:
        _wait(done)
        raise


def _raise_later(thread, kind, interval):
    """Raise an exception in a thread when no callback is under way there."""
    while _called_back(thread):
        sleep(0)
    sys.setswitchinterval(interval)
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    raise_in(ctypes.c_ulong(thread), ctypes.py_object(kind))


def _called_back(thread):
    frame = sys._current_frames().get(thread)
    while frame is not None:
        if frame.f_code in _INSIDE:
            return True
        frame = frame.f_back
    return False
