"""A digest of source code: of modules and all that they import of this package, without words.

Comments, docstrings and layout leave it as it is; so does the version of Python, since fields of
the syntax tree that are empty are left out.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import symact
from symact.driver import cache

ROOT = Path(symact.__file__).resolve().parent
KEPT = 24
"""How many digests the cache keeps."""

EMPTY = ("None", "[]", "''")
"""Fields of a syntax tree that some versions of Python have and others do not."""


@lru_cache(maxsize=8)
def digest_of_sources(modules: Sequence[str]) -> str:
    """The digest of these modules, of those that they import, and of the data beside them.

    To read 100 syntax trees takes a second: the digest is kept under one of all files as they are.
    """
    path = cache.folder("sources") / f"{_raw(modules)[:32]}.txt"
    with suppress(OSError, UnicodeDecodeError):
        known = path.read_text(encoding="utf-8")
        if len(known) == len(hashlib.sha256().hexdigest()):
            return known
    found = _digest(modules)
    cache.keep(path, found)
    cache.forget_oldest(path.parent, "*.txt", KEPT)
    return found


def _raw(modules: Sequence[str]) -> str:
    """A digest of the bytes of all files of the package, and of what else the other hangs on."""
    total = hashlib.sha256(repr((sys.version, tuple(modules))).encode())
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.json")]):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _digest(modules: Sequence[str]) -> str:
    total = hashlib.sha256()
    for path in sorted(_reached(modules), key=str):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(_content(path))
    return total.hexdigest()


def _reached(modules: Sequence[str]) -> set[Path]:
    """The files of modules and of all that they import, and JSON files in the same folders."""
    due = [path for name in modules for path in _files(name, "")]
    found: set[Path] = set()
    while due:
        path = due.pop()
        if path in found:
            continue
        found.add(path)
        found |= set(path.parent.glob("*.json"))
        due += _imports(path)
    return found


def _imports(path: Path) -> Iterator[Path]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield from _files(node.module or "", alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield from _files(alias.name, "")


def _files(module: str, name: str) -> Iterator[Path]:
    """The file of a module, or of the module that a name in a package is."""
    top, *parts = module.split(".")
    if top != ROOT.name or not parts:
        return
    place = ROOT.joinpath(*parts)
    for path in (place / f"{name}.py", place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            yield path
            return


@lru_cache(maxsize=512)
def _content(path: Path) -> bytes:
    return path.read_bytes() if path.suffix != ".py" else _meaning(_tree(path)).encode()


@lru_cache(maxsize=512)
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _meaning(node: Any) -> str:
    """A syntax tree as nested lists in Python, without positions, docstrings and empty fields."""
    if isinstance(node, list):
        return f"[{', '.join([_meaning(part) for part in node if not _is_text(part)])}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    parts = [repr(type(node).__name__)]
    for name in node._fields:
        value = _meaning(getattr(node, name, None))
        if value not in EMPTY:
            parts.append(f"({name!r}, {value})")
    return f"[{', '.join(parts)}]"


def _is_text(node: Any) -> bool:
    """Whether a statement is text alone: a docstring, or one below a constant."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
