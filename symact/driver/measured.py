"""The error of kernels on record, in words, for the docstrings of a package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symact.accuracy import Row


def in_words(rows: Sequence[Row]) -> Mapping[tuple[str, str, str], str]:
    """The error of each row by activation, kernel function and hash."""
    return {(r.key[0], r.function, str(r.content["hash"])): _words(r) for r in rows}


def _words(row: Row) -> str:
    c = row.content
    how = "over every input" if c["exhaustive"] else f"on {c['inputs']:,} inputs"
    return f"{c['max_ulp']:.2f} ULP {how}"
