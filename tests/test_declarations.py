"""Declarations: what is no formula, or would fail later on, is refused where it is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sympy import I, Integer, Sum, exp, sqrt

from symact import Index, InputError, Positive, Real, Vector, activation
from symact.activation import TAKEN, TAKEN_BY_KERNELS, Activation

i, j = Index("i"), Index("j")
REQUIRED = inspect.Parameter.empty


def declared(
    body: Callable[..., Any], arguments: Mapping[str, tuple[Any, Any]], **options: Any
) -> Activation:
    """An activation `a` with these arguments, each a domain and a default."""

    def a(**given: Any) -> Any:
        return body(*given.values())

    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter(name, kind, annotation=domain, default=default)
        for name, (domain, default) in arguments.items()
    ]
    a.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return activation(**options)(a)


X = {"x": (Real, REQUIRED)}
V = {"x": (Vector, REQUIRED)}
LO_HI = {**X, "lo": (Real, Integer(1)), "hi": (Real, Integer(1))}


def below(lo: Any, hi: Any) -> Any:
    return lo < hi


def misspelt(lo: Any, high: Any) -> Any:
    return lo < high


Case = tuple[Callable[..., Any], Mapping[str, tuple[Any, Any]], dict[str, Any], str]

REFUSED: dict[str, Case] = {
    "imaginary": (lambda x: I * x, X, {}, "I*x is not a real formula"),
    "a root of -1": (lambda x: x + sqrt(-1), X, {}, "not a real formula"),
    "a whole vector": (lambda x: 2 * x, V, {}, "x is a vector; name a component, as in x[i]"),
    "half a vector": (lambda x: Sum(exp(x[j]), j) * x, V, {}, "x is a vector"),
    "a default at a pole": (
        lambda x, p: exp(x) / p,
        {**X, "p": (Real, Integer(0))},
        {},
        "exp(x)/p has no value at its default p = 0; choose one at which it has",
    ),
    "a default without a real value": (
        lambda x, p: x * sqrt(p),
        {**X, "p": (Real, Integer(-1))},
        {},
        "sqrt(p)*x has no value at its default p = -1",
    ),
    "a default of the wrong sign": (
        lambda x, p: p * x,
        {**X, "p": (Positive, Integer(-1))},
        {},
        "default -1 of 'p' is not a positive number",
    ),
    "a default of 0": (
        lambda x, p: p * x,
        {**X, "p": (Positive, Integer(0))},
        {},
        "default 0 of 'p' is not a positive number",
    ),
    "an imaginary default": (
        lambda x, p: p * x, {**X, "p": (Real, I)}, {}, "default I of 'p' is not a real number"
    ),
    "a default that is no number": (
        lambda x, p: p * x, {**X, "p": (Real, Real("q"))}, {}, "q of 'p' is not a real number"
    ),
    "defaults out of order": (
        lambda x, lo, hi: x + lo + hi, LO_HI, {"requires": below}, "do not satisfy lo < hi"
    ),
    "a relation of something else": (
        lambda x, lo, hi: x + lo + hi, LO_HI, {"requires": misspelt}, "'high'; did you mean 'hi'?"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_declaration_is_refused_by_name(case: str) -> None:
    body, arguments, options, said = REFUSED[case]
    with pytest.raises(InputError) as error:
        declared(body, arguments, **options)
    assert said in str(error.value)
    assert "'a'" in str(error.value)


@pytest.mark.parametrize("name", [*TAKEN, *TAKEN_BY_KERNELS])
def test_a_parameter_has_no_name_that_results_or_kernels_use(name: str) -> None:
    """With `out` the option was lost, with `dtype` lowering ended in a traceback."""
    arguments = {"u": (Real, REQUIRED), name: (Real, Integer(1))}
    with pytest.raises(InputError, match=f"'{name}' stands for .*; give the"):
        declared(lambda u, p: u * p, arguments)


@pytest.mark.parametrize("name", [n for n in TAKEN_BY_KERNELS if n not in TAKEN])
def test_the_variable_may_have_a_name_that_kernels_use(name: str) -> None:
    assert declared(lambda u: exp(u), {name: (Real, REQUIRED)}).x.name == name


def test_what_is_right_is_declared() -> None:
    assert declared(lambda x, p: p * x, {**X, "p": (Positive, sqrt(2) - 1)}).parameters
    order = {**X, "lo": (Real, Integer(1)), "hi": (Real, sqrt(2))}
    assert declared(lambda x, lo, hi: x + lo + hi, order, requires=below).requires
    assert declared(lambda x, i: x[i] / Sum(x[j], j), {**V, "i": (Index, REQUIRED)}).axiswise
