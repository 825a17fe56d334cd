"""What to declare is said where the size of a parameter decides, and it is enough."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sympy import Abs, Expr, Integer, Max, Min, Piecewise, exp

from symact.activation import Activation, Positive, Real, activation
from symact.driver.sheets import sheet_of
from symact.errors import OpenSignError, UnsupportedError
from symact.verify import check_text

TWO, THREE, MINUS_ONE = Integer(2), Integer(3), Integer(-1)

Body = Callable[[Expr, Any], Expr]
Relation = Callable[[Any], Any] | None


def declared(body: Body, kind: Any, default: Expr, requires: Relation = None) -> Activation:
    """An activation with one parameter `a`."""

    def one(x: Real, a: kind = default) -> Expr:  # type: ignore[valid-type]
        return body(x, a)

    one.__annotations__ = {"x": Real, "a": kind}
    return activation(requires=requires)(one)


ONE_PARAMETER: dict[str, tuple[Body, Expr, str, Any, Relation]] = {
    "a factor": (lambda x, a: Abs(a * x), TWO, "a: Positive", Positive, None),
    "a negative factor": (
        lambda x, a: Abs(a * x), MINUS_ONE, "requires=lambda a: a < 0", Real, lambda a: a < 0,
    ),
    "a break": (
        lambda x, a: Piecewise((x, x > 0), (exp(a * x) - 1, x > -a), (a, True)),
        TWO, "a: Positive", Positive, None,
    ),
    "a condition": (
        lambda x, a: Piecewise((x, a > 1), (-x, True)),
        THREE, "requires=lambda a: a > 1", Real, lambda a: a > 1,
    ),
    "a bound below 2": (
        lambda x, a: Max(x / (a - 1), x), THREE, "requires=lambda a: a > 2", Real, lambda a: a > 2,
    ),
    "whether there are roots": (
        lambda x, a: Max(x**3 - a * x, 0), TWO, "a: Positive", Positive, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE_PARAMETER)
def test_what_to_declare_of_a_parameter_is_said_and_suffices(case: str) -> None:
    body, default, advice, kind, requires = ONE_PARAMETER[case]
    with pytest.raises(UnsupportedError, match=f"one: .*; declare {re.escape(advice)}$") as caught:
        sheet_of(declared(body, Real, default))
    assert not isinstance(caught.value, OpenSignError)
    assert sheet_of(declared(body, kind, default, requires)).facts


@activation()
def clipped(x: Real, lo: Real = MINUS_ONE, hi: Real = TWO):
    """Between two bounds of either order."""
    return Min(Max(x, lo), hi)


@activation()
def leaning(x: Real, a: Real = TWO, b: Real = THREE):
    """Two sizes and one order decide."""
    return Max(Abs(a * x), b * Abs(x)) + Abs(a)


@activation()
def level(x: Real, a: Real = Integer(0)):
    """At the default the sign is 0, which no declaration gives a side."""
    return Abs(a * x)


def test_several_declarations_are_told_together() -> None:
    with pytest.raises(UnsupportedError, match=r"declare requires=lambda lo, hi: lo < hi$"):
        sheet_of(clipped)
    with pytest.raises(UnsupportedError, match=r"a: Positive and requires=lambda a, b: a < b$"):
        sheet_of(leaning)


def test_where_no_declaration_is_found_relations_are_asked_for() -> None:
    with pytest.raises(UnsupportedError, match=r"relate the parameters with requires=$"):
        sheet_of(level)


@activation()
def several(x: Real, a: Real = TWO, b: Real = THREE, c: Real = Integer(5)):
    """More sizes than are taken range by range."""
    return Abs(a * x) + Abs(b * x) + Abs(c * x) + Max(a * x, b * x)


def test_an_undecided_claim_says_what_to_declare() -> None:
    found = check_text("abs(x)*(abs(a) + abs(b) + abs(c)) + max(a*x, b*x)", several, function=True)
    assert found.verdict == "undecided"
    advice = "; declare a: Positive, b: Positive, c: Positive and requires=lambda a, b: a < b"
    assert found.method.endswith(advice)
