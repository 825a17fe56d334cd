"""Formulas over a vector of any length as formulas in a few real symbols.

The components that a formula names become symbols x_i, x_j; every sum over the whole axis becomes
one symbol per summand, after what does not depend on the position is taken out and Kronecker deltas
are contracted. Treating sums as independent can lose an identity, but never prove a false one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import sympy
from sympy import Expr, Idx, Indexed, IndexedBase, KroneckerDelta, S, Sum, Symbol

from symact.activation import LENGTH, FirstMaximum, Index, Maximum, outermost
from symact.errors import UnsupportedError

RUNNING = Symbol("x_k", real=True)
"""The component that a sum runs over."""

Places = Mapping[Idx, Symbol]
"""The component that each index stands at."""


@dataclass
class Components:
    """Turns formulas over a vector into formulas in symbols; remembers what each sum stands for."""

    x: IndexedBase
    sums: dict[Symbol, Expr] = field(default_factory=dict)
    largest: dict[Symbol, Expr] = field(default_factory=dict)

    def lower(self, expr: Expr, at: Places) -> Expr:
        """The formula with its free indices at the given components."""
        if isinstance(expr, Indexed):
            return self._component(expr, at)
        if isinstance(expr, KroneckerDelta):
            if any(k not in at for k in expr.args):
                raise UnsupportedError(f"{expr} compares positions that are not known")
            a, b = (at[k] for k in expr.args)
            return S.One if a == b else S.Zero
        if isinstance(expr, FirstMaximum):
            return self._first(expr, at)
        if isinstance(expr, Sum):
            return self._sum(expr, at)
        if isinstance(expr, Maximum):
            return self._maximum(expr, at)
        if not expr.args:
            return expr
        return expr.func(*(self.lower(a, at) for a in expr.args))

    def _component(self, expr: Indexed, at: Places) -> Symbol:
        if expr.base != self.x or len(expr.indices) != 1 or expr.indices[0] not in at:
            raise UnsupportedError(f"{expr} is not a component at a known position")
        return at[expr.indices[0]]

    def _sum(self, expr: Sum, at: Places) -> Expr:
        if len(expr.limits) != 1:
            raise UnsupportedError("a sum over more than one position at once")
        k = expr.limits[0][0]
        body = self.lower(_off(expr.function, k), {**at, k: RUNNING})
        total = S.Zero
        for component in dict.fromkeys(at[i] for i in _met(expr.function, k) if i in at):
            # At k = i the delta is 1: add what the summand is there, less what was counted.
            there = self.lower(expr.function, {**at, k: component})
            total += there - body.xreplace({RUNNING: component})
        return total + self._plain_sum(body)

    def _plain_sum(self, body: Expr) -> Expr:
        total = S.Zero
        for term in sympy.Add.make_args(sympy.expand(body)):
            outside, inside = term.as_independent(RUNNING, as_Add=False)
            total += outside * self._symbol(inside)
        return total

    def _symbol(self, inside: Expr) -> Expr:
        if inside == 1:
            return LENGTH
        name = f"sum_k {inside}"
        made = Symbol(name, positive=True) if inside.is_positive else Symbol(name, real=True)
        self.sums[made] = inside
        return made

    def _maximum(self, expr: Maximum, at: Places) -> Symbol:
        body, k = expr.args
        inside = self.lower(body, {**at, k: RUNNING})
        made = Symbol(f"max_k {inside}", real=True)
        self.largest[made] = inside
        return made

    def _first(self, expr: FirstMaximum, at: Places) -> Symbol:
        body, k, position = expr.args
        if position not in at:
            raise UnsupportedError(f"{expr} is at a position that is not known")
        inside = self.lower(body, {**at, k: RUNNING})
        return Symbol(f"first_k {inside} at {at[position]}", real=True)


def _off(body: Expr, k: Idx) -> Expr:
    """A summand away from the positions that its Kronecker deltas point at."""
    return body.replace(lambda e: isinstance(e, KroneckerDelta) and k in e.args, lambda e: S.Zero)


def _met(body: Expr, k: Idx) -> list[Idx]:
    """The indices that deltas of a summand compare the summed position with."""
    return [i for d in body.atoms(KroneckerDelta) if k in d.args for i in d.args if i != k]


def expand_output(expr: Expr, formula: Expr, index: Idx | None, name: str = "f") -> Expr:
    """A claim's formula with every component of the output, or the one number, written out."""
    if index is None:
        bases = {b.label for b in expr.atoms(IndexedBase)}
        alone = [s for s in expr.atoms(Symbol) if s.name == name and s not in bases]
        return expr.xreplace(dict.fromkeys(alone, _renamed(formula, 0)))
    found = sorted((e for e in expr.atoms(Indexed) if e.base.name == name), key=str)
    for n, e in enumerate(found):
        own = _renamed(formula, n)
        put = own if index is None else own.xreplace({index: e.indices[0]})
        expr = expr.xreplace({e: put})
    return expr


def _renamed(formula: Expr, n: int) -> Expr:
    """The formula with bound indices of its own, so that none captures an index of the claim."""
    bound = [limit[0] for s in formula.atoms(Sum) for limit in s.limits]
    bound += [m.args[1] for m in formula.atoms(Maximum)]
    return formula.xreplace({k: Index(f"{k.label}_{n}") for k in bound})


def evaluate(expr: Expr, vector: tuple[Fraction, ...], at: Mapping[Idx, int]) -> Expr:
    """The formula for one vector, with its free indices at the given positions (from 0)."""
    if isinstance(expr, Indexed):
        component = vector[at[expr.indices[0]]]
        return sympy.Rational(component.numerator, component.denominator)
    if isinstance(expr, KroneckerDelta):
        a, b = (at[k] for k in expr.args)
        return S.One if a == b else S.Zero
    if isinstance(expr, Sum | Maximum):
        body, k = outermost(expr) if isinstance(expr, Sum) else expr.args
        parts = [evaluate(body, vector, {**at, k: n}) for n in range(len(vector))]
        return sympy.Add(*parts) if isinstance(expr, Sum) else sympy.Max(*parts)
    if isinstance(expr, FirstMaximum):
        body, k, position = expr.args
        parts = [evaluate(body, vector, {**at, k: n}) for n in range(len(vector))]
        return sympy.Integer(parts.index(sympy.Max(*parts)) == at[position])
    if expr == LENGTH:
        return sympy.Integer(len(vector))
    if not expr.args:
        return expr
    return expr.func(*(evaluate(a, vector, at) for a in expr.args))
