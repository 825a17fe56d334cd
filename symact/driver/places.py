"""Where output goes: the checkout that this symact runs from, or a folder that the caller names."""

from __future__ import annotations

from pathlib import Path

import symact
from symact.errors import InputError

KERNELS = "symact_kernels"
"""The import name of the catalogue's kernels."""


def checkout() -> Path:
    """The root of the source checkout that symact is imported from.

    Raises InputError for an installed wheel, which has no such place.
    """
    root = Path(symact.__file__).resolve().parent.parent
    if not (root / "pyproject.toml").is_file():
        raise InputError(
            "symact does not run from a source checkout here; say where to write with --output DIR"
        )
    return root


def generated(output: Path | None = None) -> Path:
    """The folder of `symact_kernels`, `verification.json` and their like."""
    return (checkout() if output is None else output.resolve()) / "generated"


def reference(output: Path | None = None) -> Path:
    """The folder of the reference pages."""
    return checkout() / "docs" / "reference" if output is None else output.resolve()
