"""One function over many items, here or in worker processes; results stay in order."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Reporter(Protocol):
    """Told of every finished item: what is being done, how many of how many, and which."""

    def __call__(self, stage: str, done: int, total: int, item: str) -> None: ...


def silent(stage: str, done: int, total: int, item: str) -> None:
    """A report to nobody."""


class Workers:
    """Maps functions over items; with one process, in this one."""

    def __init__(self, pool: ProcessPoolExecutor | None, progress: Reporter) -> None:
        self.pool = pool
        self.progress = progress

    def map(
        self, stage: str, function: Callable[[T], R], items: Sequence[T], names: Sequence[str]
    ) -> list[R]:
        """The function's values in the order of the items; the first failure is raised.

        A single item is not sent to another process, which takes two seconds to start.
        """
        results = []
        apart = self.pool if len(items) > 1 else None
        values: Iterable[R] = (map if apart is None else apart.map)(function, items)
        for done, (name, value) in enumerate(zip(names, values, strict=True), start=1):
            results.append(value)
            self.progress(stage, done, len(items), name)
        return results


@contextmanager
def workers(progress: Reporter = silent, processes: int = 1) -> Iterator[Workers]:
    """Workers for the length of a block; fresh processes, as forking a program with
    threads (a progress bar has one) is not safe."""
    if processes <= 1:
        yield Workers(None, progress)
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_die_with_parent)
    try:
        yield Workers(pool, progress)
    finally:
        pool.shutdown(cancel_futures=True)


def _die_with_parent() -> None:
    """End this worker when its parent is gone, killed perhaps: it would wait for ever."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
