"""A lock for what a process must not be forked in the midst of."""

from __future__ import annotations

import os
import threading


class Lock:
    """A lock that its holder may take again; a fork waits until nobody else holds it.

    What the holder locks besides, as LLVM does while it compiles, is then free in the child.
    """

    def __init__(self):
        self._lock = threading.RLock()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=self._lock.acquire,
                after_in_parent=self._lock.release,
                after_in_child=self._lock.release,
            )

    def __enter__(self):
        self._lock.acquire()

    def __exit__(self, *_):
        self._lock.release()
