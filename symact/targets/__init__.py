"""Targets: tables that print kernels in a language. A new one is a package and a line below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from symact.errors import unknown
from symact.ir import Kernel, KernelSet


@dataclass(frozen=True, slots=True)
class Target:
    """A language that kernels are printed in.

    `emit(sets, package, measured=errors)` maps paths in an importable package of that name to the
    texts of its files. `operations` maps each operation of the intermediate representation that the
    target has to its text; `lacks` those that it refuses to the reason. Every other word belongs to
    the target's own printer. `functions` maps the name of each elementwise kernel function of an
    activation to its kernel, `hashes` activations to the hash of each kernel function.
    """

    name: str
    emit: Callable[..., dict[str, str]]
    operations: dict[str, str]
    lacks: dict[str, str]
    reserved: frozenset[str]
    functions: Callable[[KernelSet], dict[str, Kernel]]
    hashes: Callable[[Sequence[KernelSet]], dict[str, dict[str, str]]]


def _numba() -> Target:
    from symact.targets.numba import TARGET

    return TARGET


REGISTRY: dict[str, Callable[[], Target]] = {
    "numba": _numba,
}
"""Each target by name, loaded when it is asked for."""


def get(name: str) -> Target:
    """The target of that name; raises InputError with the nearest name where there is none."""
    if name not in REGISTRY:
        raise unknown("target", name, REGISTRY)
    return REGISTRY[name]()
