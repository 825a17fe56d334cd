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


def surfacing(function):
    """The function as a callback: KeyboardInterrupt and its like are raised once it has returned.

    The exception surfaces in the same thread, some microseconds after NumPy's call.
    """

    def callback(*arguments):
        try:
            function(*arguments)
        except Exception:
            raise
        except BaseException as error:  # noqa: BLE001 - ctypes would drop it
            about = (threading.get_ident(), type(error), sys.getswitchinterval())
            sys.setswitchinterval(AT_ONCE)
            threading.Thread(target=_raise_later, args=about, daemon=True).start()

    return callback


_CALLBACK = surfacing(print).__code__


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
        if frame.f_code is _CALLBACK:
            return True
        frame = frame.f_back
    return False
