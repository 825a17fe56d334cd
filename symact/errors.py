"""Errors a user can meet; each message names what is wrong and what to do next."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SymactError(Exception):
    """Anything symact stops for on purpose."""


class InputError(SymactError):
    """The input is wrong: an unknown name, a bad file, a bad expression (exit code 2)."""


class UnsupportedError(SymactError):
    """The input makes sense, but lies outside what an engine handles; the message says why."""


class NotRealError(UnsupportedError):
    """A formula has no real value on a whole region, such as a root of what is negative there."""


class OpenSignError(UnsupportedError):
    """The sign of an expression in parameters, `value`, depends on their values."""

    def __init__(self, message: str, value: object) -> None:
        super().__init__(message)
        self.value = value


MANY = 12
"""Of more choices than these only the nearest are told."""

LISTED = "`symact list` shows every activation and function"


def unknown(kind: str, name: str, known: Iterable[str]) -> InputError:
    """An `InputError` for a name that is not known, with the nearest one that is.

    Where none is near it has all choices, or of many the three that are least far.

    >>> str(unknown("activation", "gelo", ["gelu", "relu"]))
    "unknown activation 'gelo'; did you mean 'gelu'?"
    """
    choices = sorted(set(known))
    alike = [choice for choice in choices if _folded(choice) == _folded(name)]
    near = alike or difflib.get_close_matches(name, choices, n=1, cutoff=0.6)
    if near:
        hint = f"did you mean {near[0]!r}?"
    elif len(choices) <= MANY:
        hint = "the choices are " + ", ".join(choices)
    else:
        least_far = difflib.get_close_matches(name, choices, n=3, cutoff=0)
        hint = f"the nearest of {len(choices)} are {', '.join(least_far)}; {LISTED}"
    return InputError(f"unknown {kind} {name!r}; {hint}")


def _folded(name: str) -> str:
    """A name without what spellings of it differ by: LeakyReLU is leaky_relu."""
    return name.casefold().replace("_", "").replace("-", "")
