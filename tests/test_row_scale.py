"""Functions of one degree along an axis: norms and their like, for rows of every size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sympy import Expr, Rational, Sum, exp, log, sqrt

from symact.accuracy.axiswise import measured_along, task
from symact.accuracy.plan import SUFFIX
from symact.accuracy.row_samples import rows
from symact.activation import Activation, Index, Vector, activation
from symact.driver.compiled import CompiledPackage
from symact.driver.words import documentation
from symact.lower.row_kernels import row_kernels
from symact.lower.row_scale import ONE, sized
from symact.lower.shift import shifted
from symact.targets.numba import emit

i, j, x = Index("i"), Index("j"), Vector("x")
SQUARES = Sum(x[j] ** 2, j)


@activation()
def direction(x: Vector, i: Index):
    """A row over its length."""
    return x[i] / sqrt(Sum(x[j] ** 2, j))


@activation()
def levelled(x: Vector, i: Index):
    """A row over the root of its mean square and 1."""
    return x[i] / sqrt(1 + Sum(x[j] ** 2, j) / Sum(1, j))


@activation()
def quadratic(x: Vector, i: Index):
    """Shares of 1 + x + x^2/2."""
    return (1 + x[i] + x[i] ** 2 / 2) / Sum(1 + x[j] + x[j] ** 2 / 2, j)


OURS = {a.name: a for a in (direction, levelled, quadratic)}

DEGREES = {
    "a quotient": (x[i] / sqrt(SQUARES), 0, False),
    "squares": (x[i] ** 2 * SQUARES, 4, False),
    "with a number": (x[i] / sqrt(1 + SQUARES), 0, True),
    "no powers": (x[i] - Sum(x[j], j), None, False),
    "a logarithm": (log(1 + SQUARES), None, False),
    "half a degree": (sqrt(1 + x[i] ** 2) * Sum(x[j] ** 2, j) ** Rational(1, 4), None, False),
}


@pytest.mark.parametrize(("formula", "degree", "unit"), DEGREES.values(), ids=DEGREES)
def test_degrees(formula: Expr, degree: int | None, unit: bool) -> None:
    found = sized(shifted(formula, x), x)
    assert found.degree == degree
    assert found.expr.has(ONE) == unit
    assert (found.expr.subs(ONE, 1) - shifted(formula, x).expr).expand() == 0


def test_exponentials_are_shifted_instead() -> None:
    form = shifted(exp(x[i]) * SQUARES / Sum(exp(x[j]), j), x)
    assert sized(form, x) is form


def package(folder: Path, about: Activation, *functions: str) -> CompiledPackage:
    whole = row_kernels(about, documentation(about))
    some = tuple(k for k in whole.axiswise if f"{k.kind}_{SUFFIX[k.dtype]}" in functions)
    place = folder / about.name
    for path, text in emit([replace(whole, axiswise=some)], about.name).items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    return CompiledPackage(place)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", OURS)
def test_rows_of_every_size_are_within_budget(
    name: str, dtype: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYMACT_KERNELS_CACHE", str(tmp_path))
    suffix = SUFFIX[dtype]
    functions = [f"value_{suffix}"] + [f"vjp_{suffix}"] * (name != "direction")
    compiled = package(tmp_path, OURS[name], *functions)
    for function in functions:
        about = task(OURS[name], function, compiled)
        assert measured_along(replace(about, lengths={8: 32, 100: 1})).max_ulp <= 4, function


def test_a_share_of_the_rows_has_every_kind_and_scale() -> None:
    every = [tuple(row) for row, _ in rows("float64", 8, 60, single=False)]
    some = [tuple(row) for row, _ in rows("float64", 8, 60, single=False, share=4)]
    at = [every.index(row) for row in some]
    assert len(at) == 15
    assert {n % 6 for n in at} == set(range(6))
    assert {n // 6 % 5 for n in at} == set(range(5))
