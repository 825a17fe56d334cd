r"""Named numbers in formulas: a closed form printed as the name that readers know it by.

A derivative of SELU contains its two constants multiplied, cancelled and expanded in ways that no
pattern meets. So a number is recognised by its value: it is printed as r * a^i * b^j where r is one
of a few small rationals, i and j are small, and both sides agree to 100 digits. Two different
numbers of a formula's size do not agree that far by accident: there are fewer than 10^4 candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

import sympy
from sympy import Add, Basic, Expr, Mul, Pow, Rational, S, Symbol

Named = tuple[str, Expr]

_DIGITS = 100
_WEIGHT = 6  # operations; sqrt(2/pi) has 3 and reads better as it is
_POWERS = (0, 1, -1, 2, -2)
_FACTORS = tuple(
    Rational(p, q) * sign
    for p, q in ((1, 1), (2, 1), (1, 2), (3, 1), (4, 1), (1, 4))
    for sign in (1, -1)
)


def named(expr: Any, constants: Sequence[Named]) -> Any:
    """The expression with symbols for the heavy numbers that the named constants explain."""
    if not constants or not isinstance(expr, Basic):
        return expr
    if isinstance(expr, sympy.Piecewise):
        return sympy.Piecewise(*((named(e, constants), condition) for e, condition in expr.args))
    return _tidied(expr, _replace(expr, tuple(constants)))


def _tidied(expr: Basic, found: Basic) -> Basic:
    """The shortest of a few equal forms: naming numbers one by one leaves names that cancel."""
    if found == expr or not isinstance(found, Expr) or found.has(sympy.Piecewise, sympy.Sum):
        return found
    forms = [found, sympy.expand(found), sympy.cancel(found), sympy.factor(found)]
    return min(forms, key=lambda e: (sympy.count_ops(e), forms.index(e)))


def _replace(expr: Basic, constants: tuple[Named, ...]) -> Basic:
    if not expr.args or isinstance(expr, Rational):
        return expr
    if isinstance(expr, Expr) and not expr.free_symbols and not expr.has(sympy.Piecewise):
        found = _recognise(expr, constants)
        return expr if found is None else found
    if isinstance(expr, Add):
        return Add(*(_replace(term, constants) for term in _collected(expr)))
    if isinstance(expr, Mul):
        number, rest = _split(expr)
        inner = Mul(*(_replace(f, constants) for f in rest))
        return _replace(number, constants) * inner
    return expr.func(*(_replace(a, constants) for a in expr.args))


def _split(expr: Mul) -> tuple[Expr, list[Expr]]:
    """The product of a product's numbers, and its other factors."""
    numbers = [f for f in expr.args if not f.free_symbols and not f.has(sympy.Piecewise)]
    return Mul(*numbers), [f for f in expr.args if f not in numbers]


def _collected(expr: Add) -> list[Expr]:
    """The terms, with the numbers in front of equal parts added up: expanding tears them apart."""
    numbers: dict[Expr, Expr] = {}
    for term in expr.args:
        number, rest = _split(term) if isinstance(term, Mul) else (S.One, [term])
        if not term.free_symbols:
            number, rest = term, []
        part = Mul(*rest)
        numbers[part] = numbers.get(part, S.Zero) + number
    if len(numbers) == len(expr.args):
        return list(expr.args)
    return [number * part for part, number in numbers.items()]


@lru_cache(maxsize=4096)
def _recognise(number: Expr, constants: tuple[Named, ...]) -> Expr | None:
    """A number as a product of powers of the constants; None where it is light or is none."""
    if sympy.count_ops(number) < _WEIGHT:
        return None
    value = number.evalf(_DIGITS + 10)
    rough = float(value)
    for expr, candidate, near in _candidates(constants):
        if abs(rough - near) > 1e-12 * abs(rough):
            continue  # 300 comparisons of 110 digits take 0.1 s
        if abs(value - candidate) < abs(value) * Rational(1, 10**_DIGITS):
            return expr
    return _sum_of(number, constants)


def _sum_of(number: Expr, constants: tuple[Named, ...]) -> Expr | None:
    """A sum of numbers, each of which may be recognised; None where nothing is."""
    if not isinstance(number, Add | Mul | Pow):
        return None
    parts = [_recognise(a, constants) or a for a in number.args]
    return number.func(*parts) if parts != list(number.args) else None


@lru_cache(maxsize=64)
def _candidates(constants: tuple[Named, ...]) -> tuple[tuple[Expr, Expr, float], ...]:
    """Every small product of powers as symbols, with its value, the simplest first."""
    return tuple((expr, value, float(value)) for expr, value in _products(constants))


def _products(constants: tuple[Named, ...]) -> Iterator[tuple[Expr, Expr]]:
    symbols = [Symbol(name, real=True) for name, _ in constants]
    values = [value.evalf(_DIGITS + 10) for _, value in constants]
    choices = sorted(product(_POWERS, repeat=len(constants)), key=lambda p: sum(map(abs, p)))
    for powers in choices:
        if not any(powers):
            continue
        expr = Mul(*(s**k for s, k in zip(symbols, powers, strict=True)))
        value = Mul(*(v**k for v, k in zip(values, powers, strict=True)))
        for r in _FACTORS:
            yield (S.One * r * expr, r * value)


__all__ = ["Named", "named"]
