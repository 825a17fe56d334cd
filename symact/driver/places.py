"""Where output goes: the checkout that this symact runs from, or a folder that the caller names."""

from __future__ import annotations

from pathlib import Path

import symact
from symact.errors import InputError

KERNELS = "symact_kernels"
"""The import name of the catalogue's kernels."""


def _root() -> Path:
    """What symact is imported from: a checkout, or where packages are installed."""
    return Path(symact.__file__).resolve().parent.parent


def in_checkout() -> bool:
    """Whether symact is imported from a source checkout, not from an installed wheel."""
    return (_root() / "pyproject.toml").is_file()


def checkout() -> Path:
    """The root of the source checkout that symact is imported from.

    Raises InputError for an installed wheel, which has no such place.
    """
    if not in_checkout():
        raise InputError(
            "symact does not run from a source checkout here; say where to write with --output DIR"
        )
    return _root()


def generated(output: Path | None = None) -> Path:
    """The folder of `symact_kernels`, `verification.json` and their like."""
    return (checkout() if output is None else output.resolve()) / "generated"


def reference(output: Path | None = None) -> Path:
    """The folder of the reference pages."""
    return checkout() / "docs" / "reference" if output is None else output.resolve()
