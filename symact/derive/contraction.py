"""Sums over an axis in one form: deltas contracted, factors that are free of the index outside.

A contracted expression has only sums of one product each, over a bound index that is named alike
in equal sums, so that equal sums are the same object.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Add, Expr, Idx, Indexed, IndexedBase, KroneckerDelta, Mul, S, Sum, Symbol

from symact.activation import LENGTH, FirstMaximum, Index, Maximum, free_indices, outermost, private
from symact.errors import UnsupportedError

NAMES = ("j", "l", "p", "q", "r", "s")
"""Names for bound indices, the first that is not taken."""


def contract(expr: Expr) -> Expr:
    """The expression with every sum and maximum contracted, from the inside out.

    Raises UnsupportedError for a sum over two positions that does not come apart.
    """
    if isinstance(expr, Indexed | IndexedBase | Idx) or not expr.args:
        return expr
    if isinstance(expr, Sum):
        body, index = outermost(expr)
        return _sum(contract(body), index)
    if isinstance(expr, Maximum):
        return _maximum(contract(expr.args[0]), expr.args[1])
    if isinstance(expr, FirstMaximum):
        body, index, at = expr.args
        _, rest = _split(Add.make_args(sympy.expand(body)), index)
        body, index = _renamed(Add(*rest), index)
        return FirstMaximum(body, index, at)
    return expr.func(*(contract(a) for a in expr.args))


def expanded(expr: Expr) -> Expr:
    """Products multiplied out, exponentials of sums as products."""
    return sympy.expand(expr, power_base=False, log=False)


def _split(parts: Iterable[Expr], index: Idx) -> tuple[list[Expr], list[Expr]]:
    """Those that are free of an index, and those that are not."""
    free: list[Expr] = []
    bound: list[Expr] = []
    for part in parts:
        (bound if index in free_indices(part) else free).append(part)
    return free, bound


def _sum(body: Expr, index: Idx) -> Expr:
    return Add(*(_sum_of_product(term, index) for term in Add.make_args(expanded(body))))


def _sum_of_product(term: Expr, index: Idx) -> Expr:
    outside, inside = _split(Mul.make_args(term), index)
    for factor in inside:
        if isinstance(factor, KroneckerDelta):
            other = next(a for a in factor.args if a != index)
            rest = Mul(*(f for f in inside if f is not factor))
            return Mul(*outside) * contract(put(rest, index, other))
    if not inside:
        return Mul(*outside) * LENGTH
    if len(inside) == 1 and isinstance(inside[0], FirstMaximum) and inside[0].args[2] == index:
        return Mul(*outside)  # exactly one position is the first
    body, bound = _renamed(Mul(*inside), index)
    if isinstance(body, Sum):  # SymPy would take the two sums for one
        raise UnsupportedError(f"the sum over {index} and another position at once: {body}")
    return Mul(*outside) * Sum(body, (bound, 0, LENGTH - 1))


def _maximum(body: Expr, index: Idx) -> Expr:
    """max(a + b_j) = a + max b_j, and max(a b_j) = a max b_j for a > 0."""
    outside, inside = _split(Add.make_args(expanded(body)), index)
    if not inside:
        return Add(*outside)
    if len(inside) > 1:
        inner, bound = _renamed(Add(*inside), index)
        return Add(*outside, Maximum(inner, bound))
    factors, rest = _split(Mul.make_args(inside[0]), index)
    scale = Mul(*factors)
    if not scale.is_positive:
        scale, rest = S.One, [inside[0]]
    inner, bound = _renamed(Mul(*rest), index)
    return Add(*outside, scale * Maximum(inner, bound))


def _renamed(body: Expr, index: Idx) -> tuple[Expr, Idx]:
    """The body over the first name that it does not use otherwise."""
    taken = (free_indices(body) - {index}) | _bound(body)
    name = next(Index(n) for n in NAMES if Index(n) not in taken)
    return put(body, index, name), name


def _bound(expr: Any) -> set[Idx]:
    found = {limit[0] for s in expr.atoms(Sum) for limit in s.limits}
    return found | {m.args[1] for m in expr.atoms(Maximum, FirstMaximum)}


def put(expr: Expr, old: Idx, new: Idx) -> Expr:
    """The expression with a free index replaced; a bound one of the new name makes way."""
    if old == new or old not in free_indices(expr):
        return expr
    if expr == old:
        return new
    if isinstance(expr, Sum):
        body, bound = _making_way(*outermost(expr), new)
        return Sum(put(body, old, new), (bound, 0, LENGTH - 1))
    if isinstance(expr, Maximum):
        body, bound = _making_way(expr.args[0], expr.args[1], new)
        return Maximum(put(body, old, new), bound)
    if isinstance(expr, FirstMaximum):
        body, bound = _making_way(expr.args[0], expr.args[1], new)
        inner = body if bound == old else put(body, old, new)
        return FirstMaximum(inner, bound, put(expr.args[2], old, new))
    return expr.func(*(put(a, old, new) for a in expr.args))


def _making_way(body: Expr, bound: Idx, new: Idx) -> tuple[Expr, Idx]:
    if bound != new:
        return body, bound
    taken = free_indices(body) | _bound(body) | {new}
    other = next(Index(n) for n in NAMES if Index(n) not in taken)
    return put(body, bound, other), other


@dataclass(frozen=True)
class Plain:
    """An expression in plain symbols, and what each of them stands for."""

    expr: Expr
    meaning: dict[Symbol, Expr]

    def back(self, expr: Expr) -> Expr:
        """An expression in these symbols, in components and sums again."""
        return expr.xreplace(self.meaning)


def to_symbols(expr: Expr) -> Plain:
    """A contracted expression with a symbol for each component, sum, maximum and delta."""
    kinds = (Indexed, Sum, Maximum, FirstMaximum, KroneckerDelta)
    found = sorted(_outermost(expr, kinds), key=sympy.default_sort_key)
    symbols = {a: _symbol(n, a) for n, a in enumerate(found)}
    return Plain(expr.xreplace(symbols), {s: a for a, s in symbols.items()})


def _symbol(number: int, atom: Expr) -> Symbol:
    positive = atom.function.is_positive if isinstance(atom, Sum) else None
    if isinstance(atom, FirstMaximum | KroneckerDelta):
        positive = None
    return private(f"c{number}", real=True, positive=positive)


def _outermost(expr: Any, kinds: tuple[type, ...]) -> set[Expr]:
    if isinstance(expr, kinds):
        return {expr}
    return set().union(*(_outermost(a, kinds) for a in expr.args)) if expr.args else set()


def tidy(expr: Expr) -> Expr:
    """A sum of products with the factors that all of them share in front."""
    plain = to_symbols(expanded(expr))
    powers = sorted(plain.expr.atoms(sympy.exp), key=sympy.default_sort_key)
    names = {e: private(f"e{n}", positive=True) for n, e in enumerate(powers)}
    terms = Add.make_args(plain.expr.xreplace(names))
    if len(terms) == 1:
        return expr if expr.is_Mul else plain.back(plain.expr)
    shared = _shared(terms)
    whole = Mul(shared, Add(*(t / shared for t in terms)), evaluate=not shared.is_Number)
    return plain.back(whole.xreplace({s: e for e, s in names.items()}))


def _shared(terms: Iterable[Expr]) -> Expr:
    """The product of the powers that all terms have in common, towards exponent 0."""
    first, *others = [t.as_powers_dict() for t in terms]
    common: list[Expr] = []
    for base, power in first.items():
        powers = [power, *(o.get(base, S.Zero) for o in others)]
        if base.is_Number or not all(p.is_Rational for p in powers):
            continue
        if all(p > 0 for p in powers) or all(p < 0 for p in powers):
            common.append(base ** min(powers, key=abs))
    return Mul(*common)
