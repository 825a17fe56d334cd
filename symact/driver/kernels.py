"""Generate: activations lowered within an error budget and printed by a target, as a package."""

from __future__ import annotations

import keyword
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import sympy

from symact.activation import Activation
from symact.analyse import limit_at_infinity
from symact.derive import derivative, pieces
from symact.driver import places
from symact.driver.library import Library, library
from symact.driver.text import text
from symact.driver.tree import Changes, Made, Output
from symact.driver.workers import Reporter, Workers, silent, workers
from symact.errors import InputError
from symact.interpret import evaluate
from symact.ir import Documentation, KernelSet
from symact.lower import lower
from symact.targets import get

BUDGET = 2.0
"""The error in ULP that a kernel may have when the caller names none."""


def generate(
    activations: Sequence[str | Activation] = (),
    *,
    source: Path | str | None = None,
    output: Path | str | None = None,
    max_ulp: float = BUDGET,
) -> Changes:
    """Write kernels as an importable package; returns the paths that changed.

    `activations` are names, or activations declared in the program; by default all of `source`, a
    definition file, or of the catalogue. `output` is the package's folder (default: the checkout's
    `generated/symact_kernels`, always whole), `max_ulp` the error that a kernel may have.
    """
    declared = [a for a in activations if isinstance(a, Activation)]
    found = library(None if source is None else Path(source)).including(declared)
    names = [a.name if isinstance(a, Activation) else a for a in activations]
    where = None if output is None else Path(output)
    return make_kernels(found, names, where, max_ulp).publish()


def make_kernels(
    library: Library,
    names: Sequence[str] = (),
    output: Path | None = None,
    max_ulp: float = BUDGET,
    report: Reporter = silent,
    processes: int = 1,
) -> Made:
    """Kernels of the named activations, ready to be put in place.

    The package in the checkout is always whole: names choose what goes into another folder.
    Raises InputError when DIR's name cannot be a package's, BudgetError when a kernel is refused.
    """
    root, package, prefix = _place(library, output)
    chosen = library.chosen(names)
    with workers(report, processes) as pool:
        sets = kernel_sets(pool, library.chosen() if output is None else chosen, max_ulp)
    return Made((kernels_output(root, prefix, package_files(sets, package)),))


def kernel_sets(
    pool: Workers, activations: Sequence[Activation], max_ulp: float
) -> list[KernelSet]:
    """The lowered kernels of activations."""
    names = [a.name for a in activations]
    return pool.map("generate", partial(_lowered, max_ulp), activations, names)


def package_files(sets: Sequence[KernelSet], package: str) -> dict[str, str]:
    """The files of a package of kernels, by their path in it."""
    return get("numba").emit(sets, package)


def kernels_output(root: Path, prefix: str, files: dict[str, str]) -> Output:
    """The files as the part of an output tree that lies under a prefix."""
    data = {prefix + path: content.encode() for path, content in files.items()}
    return Output(root, data, scope=partial(_under, prefix))


def _under(prefix: str, path: str) -> bool:
    return path.startswith(prefix)


def _place(library: Library, output: Path | None) -> tuple[Path, str, str]:
    """The tree's root, the package's name, and where in the tree its files lie."""
    if output is None and library.from_file:
        raise InputError("say where the kernels of a definition file go: --output DIR")
    if output is None:
        return places.generated(), places.KERNELS, f"{places.KERNELS}/"
    root = output.resolve()
    if not root.name.isidentifier() or keyword.iskeyword(root.name):
        raise InputError(f"--output {output}: {root.name!r} cannot be the name of a package")
    return root, root.name, ""


def _lowered(max_ulp: float, activation: Activation) -> KernelSet:
    return lower(activation, evaluate, max_ulp, documentation(activation))


def documentation(activation: Activation) -> Documentation:
    """The words of a kernel's docstring; formulas and values are computed."""
    show = partial(text, constants=activation.constants)
    if activation.axiswise:
        return Documentation(activation.meaning, show(activation.expr), cites=activation.cites)
    slope = derivative(activation).as_piecewise()
    return Documentation(
        activation.meaning,
        show(activation.expr),
        show(slope),
        _special(activation),
        activation.cites,
    )


def _special(activation: Activation) -> tuple[str, ...]:
    function = pieces(activation.with_defaults())
    ends = (("-inf", -sympy.oo, function.pieces[0]), ("inf", sympy.oo, function.pieces[-1]))
    return tuple(
        f"f({name}) = {text(limit_at_infinity(p.expr, function.x, side), activation.constants)}"
        for name, side, p in ends
    )
