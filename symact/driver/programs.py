"""Lowered programs kept by what they came from, so that what has not changed is not lowered again.

An entry's key is a digest of the activation's formula, parameters and kinks, of the error budget
and the hard inputs that are known, of the sources of every module that lowering reaches (comments
and docstrings left out) and of the versions of the packages under it. Entries are JSON: the
catalogue's are checked in, in `generated/programs`; all others lie in a cache folder of the user,
which need not be writable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sympy

from symact.activation import Activation
from symact.driver import cache, hard, places
from symact.driver.sources import digest_of_sources
from symact.errors import InputError
from symact.ir import Documentation, InvalidProgram, KernelSet
from symact.ir.serial import from_json, to_json
from symact.lower import Row

PROGRAMS = "programs"
"""The folder of a generated tree that holds the entries of the catalogue."""

UNDERNEATH = ("sympy", "python-flint", "numpy")
"""Packages whose version may change what is lowered."""

ELEMENTWISE = ("symact.lower.kernels", "symact.interpret")
AXISWISE = ("symact.lower.row_kernels",)
"""Modules that decide what a lowered program is, with everything that they import."""

WORDS = ("symact.driver.text", "symact.driver.words", "symact.derive", "symact.analyse.domain")
"""The same for the words that go with it."""

KEPT = 12
"""How many entries of one name the user's cache keeps."""


@dataclass(frozen=True)
class Entry:
    """A lowered activation, the record of what was measured, and the keys of programs and words."""

    key: str
    words_key: str
    kernels: KernelSet
    measured: tuple[Row, ...]

    def text(self) -> str:
        """The entry as JSON, with a digest of itself."""
        content = {
            "key": self.key,
            "words_key": self.words_key,
            "words": asdict(self.kernels.doc),
            "measured": [_measured(row) for row in self.measured],
            "programs": to_json(self.kernels),
        }
        return json.dumps({"digest": _digest(content), **content}, indent=1) + "\n"


def _measured(row: Row) -> dict[str, Any]:
    return {
        "kernel": row.kernel,
        "dtype": row.dtype,
        "general": row.general,
        "forms": list(row.forms),
        "max_ulp": row.max_ulp,
        "worst_input": row.worst_input,
    }


def entry_of(text: str) -> Entry | None:
    """The entry in a text; None where it is damaged or of another version of this module."""
    try:
        content = json.loads(text)
        if content.pop("digest") != _digest(content):
            return None
        words: dict[str, Any] = content["words"]
        words |= {name: tuple(lines) for name, lines in words.items() if isinstance(lines, list)}
        doc = Documentation(**words)
        kernels = from_json(content["programs"], doc)
        rows = tuple(
            Row(kernels.name, **{**row, "forms": tuple(row["forms"])})
            for row in content["measured"]
        )
        return Entry(content["key"], content["words_key"], kernels, rows)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidProgram):
        return None


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def key_of(activation: Activation, max_ulp: float, folder: Path | None = None) -> str:
    """The digest of all that decides an activation's programs.

    `folder` is that of the package, which may know of hard inputs.
    """
    parts = {
        "name": activation.name,
        "definition": _definition(activation),
        "max_ulp": max_ulp,
        "sources": digest_of_sources(AXISWISE if activation.axiswise else ELEMENTWISE),
        "versions": _versions(),
        "hard": hard.as_text(hard.known(activation.name, folder)),
    }
    return _digest(parts)


def words_key_of(activation: Activation) -> str:
    """The digest of all that decides the words about an activation."""
    said = [activation.meaning, activation.cites, sympy.srepr(activation.constants)]
    return _digest([_definition(activation), said, digest_of_sources(WORDS), _versions()])


def _definition(activation: Activation) -> list[str]:
    """Formula, parameters and kinks, with the assumptions on every symbol."""
    formula = (activation.expr, activation.x, activation.index)
    parameters = [(p.name, p.symbol, p.default) for p in activation.parameters]
    kinks = [(at, value) for at, value, _ in activation.at_kinks]
    return [sympy.srepr(part) for part in (formula, parameters, activation.requires, kinks)]


@lru_cache(maxsize=1)
def _versions() -> Mapping[str, str]:
    return {name: version(name) for name in UNDERNEATH}


def stored(activation: Activation, max_ulp: float, folder: Path | None = None) -> Entry | None:
    """The entry with the activation's key, checked in or in the user's cache; None without one."""
    key = key_of(activation, max_ulp, folder)
    for path in (*_checked_in(activation.name), cache_folder() / _file(activation.name, key)):
        found = _read(path)
        if found is not None and found.key == key and found.kernels.name == activation.name:
            return found
    return None


def keep(entry: Entry) -> None:
    """Put an entry into the user's cache; where that cannot be written, nothing happens."""
    folder = cache_folder()
    cache.keep(folder / _file(entry.kernels.name, entry.key), entry.text())
    cache.forget_oldest(folder, f"{entry.kernels.name}-{'?' * 16}.json", KEPT)


def files(entries: Sequence[Entry]) -> dict[str, bytes]:
    """The entries as files of a generated tree."""
    return {f"{PROGRAMS}/{e.kernels.name}.json": e.text().encode() for e in entries}


def cache_folder() -> Path:
    """Where entries are kept that are not checked in."""
    return cache.folder(PROGRAMS)


def _file(name: str, key: str) -> str:
    return f"{name}-{key[:16]}.json"


def _checked_in(name: str) -> list[Path]:
    """The file of a name in the checkout; an installed wheel has none."""
    try:
        return [places.generated() / PROGRAMS / f"{name}.json"]
    except InputError:
        return []


def _read(path: Path) -> Entry | None:
    try:
        return entry_of(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
