"""Building IR arithmetic: exact constants folded, fused multiply-adds, Horner's rule."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from symact.ir import Const, Expr, Op
from symact.lower.assemble import negated

ZERO = Const(Fraction(0))
ONE = Const(Fraction(1))
MINUS_ONE = Const(Fraction(-1))
neg = negated


def const(value: Fraction | int, label: str = "") -> Const:
    """An exact constant."""
    return Const(Fraction(value), label)


def is_const(expr: Expr, value: int | None = None) -> bool:
    """Whether an expression is a finite constant, and this one where a value is given."""
    if value is not None:
        return expr is WHOLE[value]
    return isinstance(expr, Const) and isinstance(expr.value, Fraction)


WHOLE = {0: ZERO, 1: ONE, -1: MINUS_ONE}
"""Numbers that vanish in sums and products; equal constants are one object."""


def add(a: Expr, b: Expr) -> Expr:
    """a + b, with the constant first."""
    if is_const(b) and not is_const(a):
        a, b = b, a
    if a is ZERO:
        return b
    if b is ZERO:
        return a
    if isinstance(a, Op) and a.name == "neg":
        return sub(b, a.args[0])
    if isinstance(b, Op) and b.name == "neg":
        return sub(a, b.args[0])
    return Op("add", (a, b))


def sub(a: Expr, b: Expr) -> Expr:
    """a - b."""
    if b is ZERO:
        return a
    if isinstance(b, Op) and b.name == "neg":
        return add(a, b.args[0])
    return neg(b) if a is ZERO else Op("sub", (a, b))


def mul(a: Expr, b: Expr) -> Expr:
    """a * b, with the constant first."""
    if is_const(b) and not is_const(a):
        a, b = b, a
    if isinstance(a, Const) and isinstance(b, Const) and is_const(a) and is_const(b):
        return Const(Fraction(a.value) * Fraction(b.value))
    if a is ZERO:
        return ZERO
    if a is ONE:
        return b
    if a is MINUS_ONE:
        return neg(b)
    if is_const(a) and isinstance(b, Op) and b.name == "neg":
        return mul(neg(a), b.args[0])
    if isinstance(a, Op) and a.name == "neg":
        return neg(mul(a.args[0], b))
    if isinstance(b, Op) and b.name == "neg":
        return neg(mul(a, b.args[0]))
    return Op("mul", (a, b))


def div(a: Expr, b: Expr) -> Expr:
    """a / b; a division by a power of two becomes a multiplication."""
    if b is ONE:
        return a
    if isinstance(b, Const) and isinstance(b.value, Fraction) and _power_of_two(b.value):
        return mul(Const(1 / b.value), a)
    if isinstance(a, Op) and a.name == "neg":
        return neg(div(a.args[0], b))
    return Op("div", (a, b))


def _power_of_two(value: Fraction) -> bool:
    n, d = abs(value.numerator), value.denominator
    return n != 0 and n & (n - 1) == 0 and d & (d - 1) == 0


def fma(a: Expr, b: Expr, c: Expr) -> Expr:
    """a * b + c, rounded once."""
    if c is ZERO:
        return mul(a, b)
    if a is ONE:
        return add(b, c)
    if b is ONE:
        return add(a, c)
    if a is MINUS_ONE:
        return sub(c, b)
    if b is MINUS_ONE:
        return sub(c, a)
    if a is ZERO or b is ZERO:
        return c
    return Op("fma", (a, b, c))


def power(a: Expr, n: int) -> Expr:
    """a**n for n >= 0, by squaring."""
    if n == 0:
        return ONE
    half = power(a, n // 2)
    squared = ONE if n < 2 else mul(half, half)
    return mul(squared, a) if n % 2 else squared


def times_power(total: Expr, a: Expr, n: int) -> Expr:
    """total a**n, one factor after the other: no power of a overflows or vanishes on its own.

    For n < 0 the first is a quotient: 1/a may be subnormal, and rounded, where that is not.
    """
    if n < 0:
        total = div(total, a)
    for _ in range(n if n > 0 else -n - 1):
        total = mul(total, a if n > 0 else div(ONE, a))
    return total


def horner(
    terms: Mapping[tuple[int, ...], Const], atoms: tuple[Expr, ...], stepwise: bool = False
) -> Expr:
    """A polynomial in the atoms, nested: the first atom is the outermost variable.

    `stepwise` multiplies by one atom at a time, so that no power overflows before the coefficients
    act.
    """
    if not terms:
        return ZERO
    if not atoms:
        return terms[()]
    by_power: dict[int, dict[tuple[int, ...], Const]] = {}
    for monomial, c in terms.items():
        by_power.setdefault(monomial[0], {})[monomial[1:]] = c
    powers = sorted(by_power, reverse=True)
    total = horner(by_power[powers[0]], atoms[1:], stepwise)
    for high, low in pairwise(powers):
        rest = horner(by_power[low], atoms[1:], stepwise)
        if stepwise:
            for _ in range(high - low - 1):
                total = mul(total, atoms[0])
            total = fma(total, atoms[0], rest)
        else:
            total = fma(total, power(atoms[0], high - low), rest)
    return mul(total, power(atoms[0], powers[-1]))
