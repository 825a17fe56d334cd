"""What a command works on: the catalogue, or the activations and claims of a user's file."""

from __future__ import annotations

import ast
import runpy
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from symact.activation import Activation, activation, collect
from symact.catalogue import CATALOGUE
from symact.claim import Claim
from symact.claims import CLAIMS
from symact.errors import InputError, unknown

UNCALLED = activation().__code__
"""The code of what `@activation` without its parentheses leaves in a function's place."""


@dataclass(frozen=True)
class Library:
    """Activations that can be named, those a command takes when no name is given, and claims."""

    activations: Mapping[str, Activation]
    own: tuple[str, ...]
    claims: tuple[Claim, ...]
    from_file: bool = False
    path: Path | None = None

    def get(self, name: str) -> Activation:
        """The activation of that name; raises InputError with the nearest one."""
        if name not in self.activations:
            raise unknown("activation", name, self.activations)
        return self.activations[name]

    def chosen(self, names: Sequence[str] = ()) -> tuple[Activation, ...]:
        """The named activations, each once, in the library's order; by default its own."""
        wanted = {self.get(name).name for name in names or self.own}
        return tuple(a for name, a in self.activations.items() if name in wanted)

    def including(self, declared: Sequence[Activation]) -> Library:
        """The library with activations declared elsewhere on top; they become its own."""
        if not declared:
            return self
        more = {a.name: a for a in declared}
        known = MappingProxyType({**self.activations, **more})
        return Library(known, tuple(more), self.claims, from_file=True)

    def declares(self, activation: Activation) -> bool:
        """Whether an activation is this library's own, not one that its claims are about."""
        return not self.from_file or CATALOGUE.get(activation.name) is not activation

    def claims_on(self, activation: Activation) -> tuple[Claim, ...]:
        """The claims about one activation, in the order of their document."""
        return tuple(c for c in self.claims if c.activation == activation.name)


def library(path: Path | None = None) -> Library:
    """The catalogue with its documents' claims, or what a definition file declares.

    The file is Python and is executed: it is trusted. Raises InputError, with file and line, when
    it fails.
    """
    if path is None:
        return Library(MappingProxyType(CATALOGUE), tuple(CATALOGUE), CLAIMS)
    namespace = _run(path)
    for name, value in namespace.items():
        if getattr(value, "__code__", None) is UNCALLED:
            raise InputError(f"{path}: write @activation() over {name!r}, with the parentheses")
    _refuse_twice(path, namespace)
    own = collect(namespace)
    claims = tuple(_claims(namespace.values()))
    if not own and not claims:
        raise InputError(f"{path} declares no activation and no claim")
    about = dict.fromkeys([*own, *(c.activation for c in claims)])
    found = Library(MappingProxyType({**CATALOGUE, **own}), tuple(about), claims, True, path)
    try:
        found.chosen()  # a claim about a name that nobody declares is refused here
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    return found


def _refuse_twice(path: Path, namespace: Mapping[str, Any]) -> None:
    """Raise InputError where two activations have one name: the first would be lost."""
    lines: dict[str, int] = {}
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and isinstance(namespace.get(node.name), Activation):
            first = lines.setdefault(node.name, node.lineno)
            if first != node.lineno:
                raise InputError(
                    f"{path}:{node.lineno}: {node.name!r} is declared in line {first} already"
                )


def _claims(values: Iterable[Any]) -> Iterable[Claim]:
    """The claims among a file's values, each once, though a list may have two names."""
    found: dict[int, Claim] = {}
    for value in values:
        each = value if isinstance(value, list | tuple) else (value,)
        found |= {id(v): v for v in each if isinstance(v, Claim)}
    return found.values()


def _run(path: Path) -> dict[str, Any]:
    if not path.is_file():
        found = "is a folder; name a file in it" if path.is_dir() else "does not exist"
        raise InputError(f"{path} {found}")
    try:
        return runpy.run_path(str(path))
    except SyntaxError as error:
        place = f"{error.filename}:{error.lineno}" if error.filename else path
        raise InputError(f"{place}: {error.msg}") from error
    except SystemExit as error:
        raise InputError(f"{_line(path, error)}: the file ends the program") from error
    except Exception as error:  # the user's code may raise anything
        raise InputError(f"{_line(path, error)}: {_reason(error)}") from error


def _line(path: Path, error: BaseException) -> str:
    """The file and the line of it that an error came from."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(path)]
    return f"{path}:{frames[-1].lineno}" if frames else str(path)


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if isinstance(error, InputError) else f"{type(error).__name__}: {text}".rstrip(": ")
