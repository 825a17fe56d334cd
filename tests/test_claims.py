"""The claims on record: every one gets the verdict recorded for it, and says how it got it."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from dataclasses import replace

import pytest
from sympy import Interval, KroneckerDelta, Piecewise, Rational, exp

from symact.catalogue import CATALOGUE
from symact.claim import Claim, F, Image, Largest, f, slope, x
from symact.claims import CLAIMS
from symact.claims.jordan import i, j
from symact.errors import InputError
from symact.verdict import WORDS, Verdict
from symact.verify import verify

JORDAN = [c for c in CLAIMS if "Jordan" in str(c.source)]
ACTIVATIONS = sorted({c.activation for c in JORDAN})


def named(claim: Claim) -> str:
    return f"{claim.activation}-{claim.claim}"


def test_no_activation_has_two_claims_of_one_name() -> None:
    assert max(Counter(map(named, CLAIMS)).values()) == 1


def find(activation: str, name: str = "derivative") -> Claim:
    return next(c for c in CLAIMS if (c.activation, c.claim) == (activation, name))


def judge(claim: Claim) -> Verdict:
    return verify(claim, CATALOGUE[claim.activation])


@pytest.mark.parametrize("claim", CLAIMS, ids=named)
def test_a_claim_gets_the_verdict_on_record(claim: Claim) -> None:
    verdict = judge(claim)
    assert verdict.verdict == claim.expected
    assert verdict.as_expected
    assert verdict.method
    assert (verdict.witness is not None) == (verdict.verdict == "refuted")
    assert (verdict.correction is not None) == (verdict.verdict == "refuted")
    json.dumps(verdict.to_json())


@pytest.mark.parametrize("claim", CLAIMS, ids=named)
def test_what_is_said_about_a_verdict_holds_no_verdict_word(claim: Claim) -> None:
    v = judge(claim)
    said = [v.method, v.condition or "", v.correction or "", *v.points]
    assert not set(re.findall(r"\w+", " ".join(said))) & WORDS.keys()


def test_every_activation_of_the_document_is_claimed_about() -> None:
    assert len(ACTIVATIONS) == 10
    for name in ACTIVATIONS:
        rows = Counter(c.claim for c in JORDAN if c.activation == name)
        assert rows["function"] == 1
        assert rows["derivative"] == 1
        assert all(count == 1 for count in rows.values())
    assert all(find(name, "function (second form)") for name in ("tanh", "relu"))
    allowed = r"function( \(second form\))?|derivative|remark: .+"
    assert all(re.fullmatch(allowed, c.claim) for c in CLAIMS)


def test_the_two_wrong_derivatives_come_with_their_conditions() -> None:
    wrong = {c.activation: judge(c) for c in JORDAN if c.expected == "refuted"}
    assert wrong.keys() == {"selu", "softmax"}
    selu, softmax = wrong["selu"], wrong["softmax"]
    assert (selu.condition, selu.necessary) == ("lambda = 1", True)
    assert selu.correction == "where(f < 0, f + alpha*lambda, lambda)"
    assert (softmax.condition, softmax.necessary) == ("i = j", False)
    assert softmax.correction == "f_i*(delta_ij - f_j)"


def test_right_formulas_in_their_place_hold() -> None:
    claim = find("softmax")
    right = replace(claim, derivative=F[i] * (KroneckerDelta(i, j) - F[j]))
    assert judge(right).verdict == "proved"
    claim = find("selu")
    alpha, scale = sorted(claim.where, key=str)
    right = replace(claim, derivative=Piecewise((f + scale * alpha, x < 0), (scale, True)))
    assert judge(right).verdict == "convention"


def test_a_sign_changed_in_a_claim_changes_the_verdict() -> None:
    wrong = replace(find("tanh"), derivative=1 + f**2)
    verdict = judge(wrong)
    assert verdict.verdict == "refuted"
    assert not verdict.as_expected


def test_a_sign_changed_in_a_definition_changes_the_verdict() -> None:
    claim = find("arctan")
    wrong = replace(CATALOGUE["arctan"], expr=-CATALOGUE["arctan"].expr)
    assert verify(claim, wrong).verdict == "refuted"


def test_the_document_is_judged_in_seconds() -> None:
    start = time.perf_counter()
    for claim in JORDAN:
        judge(claim)
    assert time.perf_counter() - start < 5


WRONG_REMARKS = {
    "largest too small": ("sigmoid", (Largest(slope), "=", Rational(1, 5))),
    "largest too large": ("sigmoid", (Largest(slope), "=", Rational(3, 10))),
    "largest off by 1e-30": (
        "sigmoid",
        (Largest(slope), "=", Rational(1, 4) + Rational(1, 10**30)),
    ),
    "never reached": ("sigmoid", (Largest(f), "=", 1)),
    "strict, but reached": ("sigmoid", (slope, "<", Rational(1, 4))),
    "loses more": ("sigmoid", (1 - slope, ">=", Rational(4, 5))),
    "range too wide": ("sigmoid", (Image(f), "=", Interval.open(0, 2))),
    "range too narrow": ("tanh", (Image(f), "=", Interval.open(0, 1))),
    "range closed": ("tanh", (Image(f), "=", Interval(-1, 1))),
    "range bounded": ("relu", (Image(f), "=", Interval(0, 10))),
    "zero centred": ("sigmoid", (f, "=", 0)),
    "slope is zero": ("relu", (slope, "=", 0)),
    "components above 1/2": ("softmax", (F[i], ">", Rational(1, 2))),
    "components negative": ("softmax", (F[i], "<", 0)),
}


@pytest.mark.parametrize("name", WRONG_REMARKS)
def test_a_wrong_remark_is_refuted(name: str) -> None:
    activation, statement = WRONG_REMARKS[name]
    verdict = judge(Claim(activation, remark=name, holds=statement))
    assert verdict.verdict == "refuted"
    assert verdict.witness is not None


RIGHT_REMARKS = {
    "range of relu": ("relu", (Image(f), "=", Interval(0, float("inf")))),
    "range of arctan inside": ("arctan", (f, "in", Interval(-2, 2))),
    "tanh contracts": ("tanh", (Largest(slope), "=", 1)),
    "arctan contracts": ("arctan", (slope, "<=", 1)),
    "components at most 1": ("softmax", (F[i], "<=", 1)),
}


@pytest.mark.parametrize("name", RIGHT_REMARKS)
def test_a_right_remark_is_proved(name: str) -> None:
    activation, statement = RIGHT_REMARKS[name]
    assert judge(Claim(activation, remark=name, holds=statement)).verdict == "proved"


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"function": x, "derivative": x},
        {"remark": "nothing"},
        {"holds": (f, ">", 0)},
        {"remark": "odd", "holds": (f, "~", 0)},
        {"derivative": x, "expected": "true"},
    ],
)
def test_a_claim_that_says_nothing_or_too_much_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Claim("sigmoid", **arguments)


def test_a_symbol_without_meaning_is_refused_by_name() -> None:
    from sympy import Symbol

    with pytest.raises(InputError, match="'gamma'"):
        judge(Claim("sigmoid", derivative=exp(Symbol("gamma") * x)))
