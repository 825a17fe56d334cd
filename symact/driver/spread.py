"""Runs the ranges of a sweep: in threads of this process, or on a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any, TypeVar

from symact.errors import InputError

T = TypeVar("T")
R = TypeVar("R")
Each = Callable[[Callable[[T], R], Sequence[T]], Iterator[tuple[T, R]]]


@contextmanager
def spread(threads: int, dask: str | None = None) -> Iterator[Each[Any, Any]]:
    """`each(function, items)`, which gives (item, result) in the order in which they end.

    `dask` is the address of a scheduler, or "local" for workers on this machine, one per thread;
    its workers need symact and the folder of the kernels at the same path. Raises InputError where
    Dask is not installed or does not answer.
    """
    if dask is None:
        yield _in_threads(threads)
        return
    distributed = _distributed()
    try:
        client = (
            distributed.Client(
                n_workers=threads, threads_per_worker=1, dashboard_address=None, processes=True
            )
            if dask == "local"
            else distributed.Client(dask, timeout="5s")
        )
    except (OSError, ValueError) as error:
        raise InputError(f"there is no Dask scheduler at {dask!r}: {error}") from error
    with client:
        yield _on_dask(distributed, client)


def _in_threads(threads: int) -> Each[Any, Any]:
    def each(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        pool = ThreadPoolExecutor(threads)
        try:
            futures = {pool.submit(function, item): item for item in items}
            for future in as_completed(futures):
                yield futures.pop(future), future.result()
        finally:
            pool.shutdown(cancel_futures=True)

    return each


def _on_dask(distributed: Any, client: Any) -> Each[Any, Any]:
    def each(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        futures = client.map(function, items, pure=False)
        places = {future.key: item for future, item in zip(futures, items, strict=True)}
        try:
            for future in distributed.as_completed(futures):
                yield places[future.key], future.result()
        finally:
            client.cancel(futures)

    return each


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise InputError(
            f"--dask needs {error.name}; install it with: pip install 'symact[cluster]'"
        ) from error
    return distributed
