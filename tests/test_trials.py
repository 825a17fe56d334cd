"""The search for corrections ends: briefly for a long expression, in words after too much."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Rational, tanh

from symact.activation import Activation, Real
from symact.interpret import evaluate
from symact.ir import Documentation
from symact.ir import Expr as IRExpr
from symact.lower import BudgetError, lower, trials
from symact.lower.arithmetic import add, const, fma, mul, sub
from symact.lower.assemble import assemble
from symact.lower.compensation import Compensation
from symact.lower.minimise import Corrections
from symact.lower.regions import X
from symact.lower.spots import everything

PLACES = np.linspace(0.3, 1.7, 300)


def long_expression(terms: int) -> IRExpr:
    """Differences that cancel, one after the other: each has spots of its own."""
    total: IRExpr = X
    for n in range(terms):
        nearly = fma(const(Rational(n + 1, 3 * n + 7)), total, const(Rational(1, n + 3)))
        total = sub(add(mul(total, nearly), const(Rational(2, 2 * n + 3))), mul(total, total))
    return total


class Search:
    """Corrections of an expression with the error to the same one in double words."""

    def __init__(self, terms: int) -> None:
        expr = long_expression(terms)
        self.all = everything(expr, "float64")
        self.of = Compensation(expr, "float64")
        self.truth = self.values(self.all)
        self.tried = 0

    def values(self, choices: dict) -> np.ndarray:
        return np.asarray(evaluate(assemble((X,), self.of(choices)), "float64", x=PLACES))

    def error(self, choices: dict) -> float:
        self.tried += 1
        return float(np.abs(self.values(choices) / self.truth - 1).max())

    def price(self, choices: dict) -> float:
        return float(len(choices))

    def within(self, bound: float) -> Corrections:
        return Corrections(self.all, self.error, bound, self.price, self.of.joints)


def test_a_brief_search_tries_about_as_often_as_there_are_spots() -> None:
    search = Search(14)
    assert len(search.all) > trials.LONG
    bound = search.error({}) / 3
    found = search.within(bound).briefly(None)
    assert 0 < len(found) < len(search.all)
    assert search.error(found) <= bound
    assert search.tried < 8 * len(search.all)


def test_known_corrections_are_added_to_where_they_no_longer_do() -> None:
    """What a dense search finds asks for a few corrections more, not for another search."""
    search = Search(14)
    plain = search.error({})
    known = search.within(plain / 2).briefly(None)
    bound = search.error(known) * 0.9
    tried = search.tried
    found = search.within(bound).briefly(known)
    assert search.error(found) <= bound
    assert found.items() >= known.items()
    assert search.tried - tried < 2 * len(search.all)


def test_a_search_that_tries_too_much_is_a_refusal_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "MOST", 10)
    x = Real("x")
    gate = Activation("gate", x**2 * tanh(x), x, None, (), "A gate.", "")
    words = r"gate value \(float64\) on \(.*\): the search .* ends .* at x = .*; .* bits are lost"
    with pytest.raises(BudgetError, match=words):
        lower(gate, evaluate, 2.0, Documentation(""))


@pytest.mark.parametrize(
    ("spots", "spent", "brief"),
    [(10, 0, False), (trials.LONG + 1, 0, True), (10, trials.ENOUGH + 1, True)],
)
def test_long_expressions_and_long_searches_are_searched_briefly(
    spots: int, spent: int, brief: bool
) -> None:
    assert trials.Trials(spent).brief(spots) == brief
