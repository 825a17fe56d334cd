"""A limit on the time that one formula may take, where no limit on its size tells beforehand."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from symact.errors import UnsupportedError

SECONDS = 20.0
"""Processor time for one formula; those that people write take one or two seconds."""


class _Over(BaseException):
    """The time is over; no `except Exception` on the way takes it for something else."""


@contextmanager
def limited(what: str) -> Iterator[None]:
    """Stop with an UnsupportedError that names the limit; without one where there is no timer.

    So ends what overflows in SymPy, where it asks for the sign of a sum with erfc(1e30).
    """
    if (
        not hasattr(signal, "SIGVTALRM")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    except _Over:
        message = f"{what} is too large: no answer within {SECONDS:g} s of processor time"
        raise UnsupportedError(message) from None
    except OverflowError as error:  # of SymPy's and mpmath's, whose exponents meet a float
        raise UnsupportedError(f"{what} holds numbers that are too large: {error}") from error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Over
