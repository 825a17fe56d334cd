"""Where a program goes from one form to another: the inputs at which its conditions change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from symact.ir import Const, Expr, Op, Program, Select
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import ONE, ZERO
from symact.lower.laws import Evaluator
from symact.lower.sample import Array

HALVINGS = 26
"""From a distance of 2^-9, the sample's, to less than the search about a point reaches."""

DISTANCES = 2.0 ** -np.arange(1, 22, 2)
"""Inputs about an edge are taken at these distances."""


def edges(
    program: Program, dtype: DType, evaluate: Evaluator, x: Array, at: Mapping[str, Array]
) -> Array:
    """The inputs at which a condition changes between two of the given ones, found by halving."""
    x = np.unique(x)
    found = [x[:0]]
    for condition in _conditions(program):
        test = replace(program, result=Select(condition, ONE, ZERO))
        value = evaluate(test, dtype, x=x, **at)
        (before,) = np.nonzero(value[1:] != value[:-1])
        low, high, wanted = x[before], x[before + 1], value[before]
        for _ in range(HALVINGS):
            middle = low / 2 + high / 2
            same = evaluate(test, dtype, x=middle, **at) == wanted
            low, high = np.where(same, middle, low), np.where(same, high, middle)
        found.append(high)
    return np.unique(np.concatenate(found))


def about(points: Array) -> Array:
    """The points, and inputs on either side of each at halving distances."""
    near = (points + sign * d for d in DISTANCES for sign in (-1, 1))
    return np.unique(np.concatenate([points, *near]))


def _conditions(program: Program) -> Iterator[Expr]:
    """The comparisons with a constant."""
    seen: set[Expr] = set()
    due = [*program.values]
    while due:
        node = due.pop()
        if node in seen:
            continue
        seen.add(node)
        due += children(node)
        if not isinstance(node, Op) or node.name not in ("lt", "le", "gt", "ge"):
            continue
        if any(isinstance(a, Const) for a in node.args):
            yield node
