"""A suite of 220 statements about 44 functions, half of them false, each judged by the engine.

No wrong answer is allowed, and none of them may be left open. That the false ones are false does
not rest on symact: mpmath evaluates both sides at a point.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import flint
import pytest
from data.by_mpmath import value
from data.identities_false import FALSE
from data.identities_subjects import SECOND, SUBJECTS, alpha_of_selu, scale_of_selu
from data.identities_true import TRUE
from flint import arb
from mpmath import mp, mpf

from symact.expression import calls, parse
from symact.verdict import Verdict
from symact.verify import check_text

NAMES = calls(SUBJECTS)
DIGITS = 120


def judge(name: str, kind: str, text: str) -> Verdict:
    return check_text(text, SUBJECTS[name], NAMES, function=kind == "function")


@pytest.mark.parametrize(("name", "kind", "text"), TRUE)
def test_a_true_statement_holds(name: str, kind: str, text: str) -> None:
    allowed = ("proved",) if kind == "function" else ("proved", "convention")
    assert judge(name, kind, text).verdict in allowed


@pytest.mark.parametrize(("name", "kind", "text"), [row[:3] for row in FALSE])
def test_a_false_statement_is_refuted(name: str, kind: str, text: str) -> None:
    verdict = judge(name, kind, text)
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None
    with flint.ctx.workprec(4000):
        assert not arb(verdict.witness.printed).overlaps(arb(verdict.witness.true))


def point(name: str, at: str) -> tuple[mpf, dict[str, mpf]]:
    """The argument, and the value of every parameter, at a point such as 'x = 1, beta = 2'."""
    put = {k: mpf(v) for k, v in (part.split(" = ") for part in at.split(", "))}
    defaults = {k: mpf(v) for k, v in SECOND[name][2].items()}
    return put.pop("x"), {**defaults, **put}


def words(name: str, x: mpf, parameters: dict[str, mpf]) -> dict[str, Any]:
    """What the words of a statement stand for in mpmath."""
    f = partial(SECOND[name][1], **parameters)
    calls_ = {
        f"{other}()": partial(row[1], **{k: mpf(v) for k, v in row[2].items()})
        for other, row in SECOND.items()
        if other in NAMES
    }
    scale = {"lambda_": scale_of_selu(), "alpha": alpha_of_selu()} if name == "selu" else {}
    return {**calls_, "x": x, **parameters, **scale, "f": f(x), "f()": f}


def true_value(name: str, kind: str, x: mpf, parameters: dict[str, mpf]) -> mpf:
    f = partial(SECOND[name][1], **parameters)
    return f(x) if kind == "function" else mp.diff(f, x, h=mpf(10) ** -50)


@pytest.mark.parametrize("row", FALSE, ids=lambda row: f"{row[0]}-{row[2]}")
def test_mpmath_confirms_that_it_is_false(row: tuple[str, ...]) -> None:
    name, kind, text, _, at, stated, true = row
    with mp.workdps(DIGITS):
        x, parameters = point(name, at)
        found = value(text, words(name, x, parameters))
        right = true_value(name, kind, x, parameters)
        gap = abs(mpf(stated) - mpf(true))
        assert abs(found - mpf(stated)) < gap / 8
        assert abs(right - mpf(true)) < gap / 8


@pytest.mark.parametrize("row", TRUE, ids=lambda row: f"{row[0]}-{row[2]}")
def test_mpmath_confirms_that_it_is_true(row: tuple[str, ...]) -> None:
    name, kind, text = row
    with mp.workdps(DIGITS):
        for at in ("-2.8125", "-0.40625", "0.40625", "2.8125"):
            x, parameters = point(name, f"x = {at}")
            found = value(text, words(name, x, parameters))
            right = true_value(name, kind, x, parameters)
            assert abs(found - right) < mpf(10) ** -30


@pytest.mark.parametrize("name", SECOND)
def test_both_definitions_of_a_function_agree(name: str) -> None:
    """What the suite calls true rests on the definitions; mpmath's own ones guard them."""
    about = SUBJECTS[name]
    with mp.workdps(40):
        for at in ("-6.5", "-1.25", "-0.3125", "0.125", "1.75", "7.5"):
            x, parameters = point(name, f"x = {at}")
            exact = about.at_defaults().subs(about.x, parse(at))
            assert abs(mpf(str(exact.evalf(40))) - SECOND[name][1](x, **parameters)) < 1e-30


def test_the_suite_is_broad() -> None:
    rows = [row[:3] for row in (*TRUE, *FALSE)]
    assert len(TRUE) >= 100
    assert len(FALSE) >= 100
    assert len(set(rows)) == len(rows)
    assert set(Counter(row[0] for row in rows).values()) == {5}
    assert len({SECOND[row[0]][0] for row in rows}) >= 8
    assert {row[0] for row in rows} == SECOND.keys()
