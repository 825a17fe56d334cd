"""Arguments checked before they are used, so that one error names what is wrong with which."""

from __future__ import annotations

import operator

import numpy
from numpy.lib.array_utils import normalize_axis_index


def whole(name, value):
    """An integer; TypeError where the argument of that name is something else."""
    if type(value) is int:
        return value
    try:
        if not isinstance(value, bool):
            return operator.index(value)
    except TypeError:
        pass
    raise TypeError(f"{name} is one integer, not {value!r}")


def place(axis, rank):
    """The place of an axis, counted from the front; AxisError where there is none."""
    return normalize_axis_index(whole("axis", axis), rank)


def filled(out, shape, what="result"):
    """The array that out= is to fill: alone, or in a tuple of one as ufuncs take it."""
    if isinstance(out, tuple) and len(out) == 1:
        (out,) = out
    if not isinstance(out, numpy.ndarray):
        raise TypeError(f"out is an array or a tuple of one, not {type(out).__name__}")
    if out.shape != shape:
        raise ValueError(f"out has the shape {out.shape}, the {what} {shape}")
    return out
