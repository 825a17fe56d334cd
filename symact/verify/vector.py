"""Claims about functions along an axis, for vectors of every length at once.

An entry of a Jacobian has two cases, i = j and i != j, with a normal form each; a witness is a
short rational vector with two positions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import sympy
from sympy import Expr, Idx, Indexed, Interval, KroneckerDelta, S, Symbol

from symact.activation import LENGTH, Activation, FirstMaximum, Index, free_indices
from symact.claim import Statement
from symact.derive.axiswise import OUTPUT, column, jacobian, jacobian_from_output
from symact.derive.contraction import put
from symact.errors import InputError, UnsupportedError
from symact.expression import to_text
from symact.normalise import is_zero
from symact.verdict import Witness
from symact.verify.binding import Names, read
from symact.verify.components import RUNNING, Components, evaluate, expand_output
from symact.verify.finding import Finding, together
from symact.verify.properties import MIRROR
from symact.verify.sign import Positivity, positivity
from symact.verify.witness import BITS, shown, texts, value

X_I, X_J = Symbol("x_i", real=True), Symbol("x_j", real=True)

VECTORS = tuple(
    tuple(Fraction(t) for t in v.split())
    for v in ("0 1", "1 0", "0 1 2", "1 -1 1/2", "0 0", "3 -2", "1/2 1/3 1/5 1/7")
)
"""Vectors at which values are compared, the plainest first."""


def vector_function(claimed: Expr, about: Activation) -> Finding:
    """Whether a formula over a vector is the activation."""
    found = _same_everywhere(claimed, about.expr, about)
    return replace(found, correction=to_text(about.expr)) if found.word == "refuted" else found


def _same_everywhere(claimed: Expr, true: Expr, about: Activation) -> Finding:
    places = dict.fromkeys(free_indices(claimed) | free_indices(true), X_I)
    if _zero(claimed - true, places, about):
        return Finding("proved", "the normal form of the difference is zero for every length n")
    witness = _separate(claimed, true, tuple(places), None)
    return _refuted(witness) if witness else Finding("undecided", _UNKNOWN)


_UNKNOWN = "the normal form of the difference is not zero, and no vector tried separates the values"


def _refuted(witness: Witness) -> Finding:
    method = f"the two values at {witness.point} lie in enclosures that do not meet"
    return Finding("refuted", method, witness=witness)


def _zero(difference: Expr, places: dict[Idx, Symbol], about: Activation) -> bool:
    return is_zero(Components(about.x).lower(difference, places))


def vector_derivative(claimed: Expr, about: Activation) -> Finding:
    """Whether a formula is the derivative of the output by the component x_j."""
    claimed = expand_output(claimed, about.expr, about.index)
    j = _by(claimed, about)
    true = put(jacobian(about), column(about), j)
    if about.index is None:
        return _noting_ties(_same_everywhere(claimed, true, about), true)
    apart, together_ = {about.index: X_I, j: X_J}, {about.index: X_I, j: X_I}
    different, same = (_zero(claimed - true, places, about) for places in (apart, together_))
    if different and same:
        method = "the normal form of the difference is zero for i = j and for i != j, for every n"
        return _noting_ties(Finding("proved", method), true)
    sides = None if same == different else different
    witness = _separate(claimed, true, (about.index, j), sides)
    if witness is None:
        return Finding("undecided", _UNKNOWN)
    found = replace(_refuted(witness), correction=_correction(true, about, j))
    if same == different:
        return found
    condition = f"{about.index.label} {'=' if same else '!='} {j.label}"
    necessary = _necessary(claimed - true, apart if same else together_, about)
    method = found.method + ("; it also holds where x_i = x_j" if necessary is False else "")
    return replace(found, condition=condition, necessary=necessary, method=method)


def _by(claimed: Expr, about: Activation) -> Idx:
    """The index of the component that the claim differentiates by."""
    others = free_indices(claimed) - {about.index}
    if len(others) > 1:
        listed = ", ".join(sorted(str(k.label) for k in others))
        raise InputError(f"a derivative has one index besides the output's, not {listed}")
    return others.pop() if others else Index("j")


def _noting_ties(found: Finding, true: Expr) -> Finding:
    """Where two components tie for the largest, no derivative exists and any value is a choice."""
    if found.word != "proved" or not true.has(FirstMaximum):
        return found
    return replace(found, word="convention", points=("ties: the first maximum counts in symact",))


def _correction(true: Expr, about: Activation, j: Idx) -> str:
    """The entry of the Jacobian as text, in terms of the output where that is found."""
    found = jacobian_from_output(about)
    if found is None or about.index is None:
        return to_text(true)
    entry = put(found, column(about), j)
    names: dict[Expr, Expr] = {
        e: Symbol(f"f_{e.indices[0].label}") for e in entry.atoms(Indexed) if e.base == OUTPUT
    }
    names |= {d: Symbol("delta_ij") for d in entry.atoms(KroneckerDelta)}
    return to_text(sympy.factor(entry.xreplace(names)))


def _necessary(difference: Expr, outside: dict[Idx, Symbol], about: Activation) -> bool | None:
    """Whether the claim fails at all vectors outside its condition; False: it holds at some."""
    lowered = Components(about.x).lower(difference, outside)
    if X_J in outside.values() and is_zero(lowered.xreplace({X_J: X_I})):
        return False
    nonzero = "positive" in (positivity(lowered), positivity(-lowered))
    return True if nonzero else None


def _separate(
    claimed: Expr, true: Expr, indices: tuple[Idx, ...], same: bool | None
) -> Witness | None:
    """A vector and positions at which the values differ; `same` asks for equal positions."""
    ties_count = not true.has(FirstMaximum)
    vectors = [v for v in VECTORS if ties_count or len(set(v)) == len(v)]
    for bits in BITS:
        for vector in vectors:
            for at in _positions(indices, len(vector), same):
                a, b = (value(evaluate(e, vector, at), {}, bits) for e in (claimed, true))
                if a is not None and b is not None and not a.overlaps(b):
                    return Witness(_point(vector, at), *texts(a, b))
    return None


def _positions(indices: tuple[Idx, ...], n: int, same: bool | None) -> Iterator[dict[Idx, int]]:
    for chosen in product(range(n), repeat=len(indices)):
        if same is None or (len(set(chosen)) == 1) == same:
            yield dict(zip(indices, chosen, strict=True))


def _point(vector: tuple[Fraction, ...], at: dict[Idx, int]) -> str:
    listed = ", ".join(map(str, vector))
    positions = [f"{k.label} = {n + 1}" for k, n in at.items()]
    return ", ".join([f"x = ({listed})", *positions])


# properties


def vector_holds(statement: Statement, about: Activation, names: Names) -> Finding:
    """Whether a statement about a function along an axis holds."""
    quantity, relation, bound = statement
    quantity = expand_output(read(quantity, about, names), about.expr, about.index)
    if isinstance(bound, Interval):
        parts = []
        if bound.start.is_finite:
            parts.append(_bounded(quantity, ">" if bound.left_open else ">=", bound.start, about))
        if bound.end.is_finite:
            parts.append(_bounded(quantity, "<" if bound.right_open else "<=", bound.end, about))
        return together(parts)
    value_ = expand_output(read(bound, about, names), about.expr, about.index)
    if relation == "=":
        return _same_everywhere(value_, quantity, about)
    return _bounded(quantity, relation, value_, about)


def _bounded(quantity: Expr, relation: str, bound: Expr, about: Activation) -> Finding:
    if relation not in MIRROR:
        raise InputError(f"{relation!r} does not compare two formulas")
    gap = quantity - bound if relation in (">", ">=") else bound - quantity
    strict = relation in ("<", ">")
    several, single = _gap_sign(gap, about, several=True), _gap_sign(gap, about, several=False)
    if _enough(several, strict) and _enough(single, strict):
        return Finding("proved", "every factor of the normal form of the difference is above zero")
    if _enough(several, strict):
        return Finding(
            "conditional",
            "for n >= 2 every factor of the normal form of the difference is above zero; "
            f"for n = 1 the difference is {_single_text(gap, about)}",
            condition="n >= 2",
            necessary=True if _fails_for_one(gap, about, strict) else None,
        )
    witness = _violated(quantity, gap, relation, bound, strict)
    if witness is not None:
        method = f"the value at {witness.point} is out of bounds"
        return Finding("refuted", method, witness=witness)
    return Finding("undecided", "the signs of the normal form's factors are not all known")


def _enough(shown: Positivity | None, strict: bool) -> bool:
    return shown == "positive" or (shown is not None and not strict)


def _gap(gap: Expr, about: Activation, several: bool) -> Expr:
    """The difference with each sum split into its term at i and a rest, which is 0 for n = 1."""
    components = Components(about.x)
    indices = sorted(free_indices(gap), key=str)
    if len(indices) > 1:
        raise UnsupportedError("an inequality between components at several positions")
    lowered = components.lower(gap, dict.fromkeys(indices, X_I))
    rest_of: dict[Expr, Expr] = {}
    for n, (total, inside) in enumerate(components.sums.items()):
        rest: Expr = S.Zero
        if several:
            sign = {"positive": True} if inside.is_positive else {"real": True}
            rest = Symbol(f"rest_{n}", **sign)
        rest_of[total] = inside.xreplace({RUNNING: X_I}) + rest
    for largest, inside in components.largest.items():
        above = S.Zero if not several else Symbol(f"above_{largest}", nonnegative=True)
        rest_of[largest] = inside.xreplace({RUNNING: X_I}) + above
    if not several:
        rest_of[LENGTH] = S.One
    return lowered.xreplace(rest_of)


def _gap_sign(gap: Expr, about: Activation, several: bool) -> Positivity | None:
    return positivity(_gap(gap, about, several))


def _fails_for_one(gap: Expr, about: Activation, strict: bool) -> bool:
    single = _gap(gap, about, several=False)
    return (strict and is_zero(single)) or positivity(-single) == "positive"


def _single_text(gap: Expr, about: Activation) -> str:
    single = _gap(gap, about, several=False)
    return "0" if is_zero(single) else to_text(single)


def _violated(
    quantity: Expr, gap: Expr, relation: str, bound: Expr, strict: bool
) -> Witness | None:
    indices = tuple(sorted(free_indices(gap), key=str))
    for bits in BITS:
        for vector in VECTORS:
            for at in _positions(indices, len(vector), None):
                here: Any = evaluate(gap, vector, at)
                below = value(here, {}, bits)
                if below is None or not (below < 0 or (strict and is_zero(here))):
                    continue
                true = shown(evaluate(quantity, vector, at), {}, bits)
                return Witness(_point(vector, at), f"{relation} {to_text(bound)}", true)
    return None
