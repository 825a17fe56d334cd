"""Rigorous values: a SymPy formula evaluated in ball arithmetic (Arb, through python-flint).

The result is a ball that holds the true value for every point of the argument balls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import sympy
from flint import arb, fmpq
from sympy import Expr, Symbol

from symact.errors import UnsupportedError

Ball = Any
"""A `flint.arb`."""

Number = int | float | Fraction
Evaluator = Callable[..., Ball]
Code = Callable[[tuple[Ball, ...]], Ball]

NAN = arb("nan")
MAX_BITS = 1 << 16
NOTHING = arb(2) ** -1200
"""Far below half the smallest subnormal number of float64, 2^-1075."""


def ball(value: Number | Ball) -> Ball:
    """A number as a ball: exact for integers, fractions of powers of two and floats."""
    if isinstance(value, Fraction):
        return arb(fmpq(value.numerator, value.denominator))
    return arb(value)


def midpoint(value: Ball) -> Fraction:
    """The exact middle of a finite ball."""
    mantissa, shift = (int(part) for part in value.mid().man_exp())
    return Fraction(mantissa) * Fraction(2) ** shift


def compile_arb(expr: Expr, symbols: Sequence[Symbol]) -> Evaluator:
    """A function of balls (or numbers), in the order of `symbols`, at the current precision.

    Raises UnsupportedError for a function that has no enclosure here.
    """
    code = _compile(expr, tuple(symbols))
    return lambda *values: code(tuple(map(ball, values)))


def enclose(expr: Expr, at: Mapping[Symbol, Number], bits: int = 200) -> Ball:
    """The value of a formula at a point, computed with `bits` bits of working precision.

    >>> from sympy import Symbol, exp
    >>> x = Symbol("x")
    >>> enclose(exp(x) - 1, {x: 0}) == 0
    True
    """
    symbols = tuple(at)
    with flint.ctx.workprec(bits):
        return compile_arb(expr, symbols)(*(at[s] for s in symbols))


def enclose_to(expr: Expr, at: Mapping[Symbol, Number], relative_bits: int = 120) -> Ball:
    """The value with at least this many correct bits.

    Where 65536 bits do not suffice, or the value is below 2^-1200 and so 0 in every type, the ball
    is wider.
    """
    bits = relative_bits + 40
    while True:
        value = enclose(expr, at, bits)
        if value.rel_accuracy_bits() >= relative_bits or bits >= MAX_BITS or abs(value) < NOTHING:
            return value
        bits *= 2


def enclosures(
    expr: Expr, x: Symbol, points: Sequence[float], relative_bits: int = 120
) -> list[Ball]:
    """The values at many points, each as from `enclose_to`."""
    code = _compile(expr, (x,))
    with flint.ctx.workprec(relative_bits + 40):
        found = [code((arb(point),)) for point in points]
    return [
        value
        if value.rel_accuracy_bits() >= relative_bits
        else enclose_to(expr, {x: point}, relative_bits)
        for point, value in zip(points, found, strict=True)
    ]


FUNCTIONS: dict[type, Callable[..., Ball]] = {
    sympy.exp: arb.exp,
    sympy.log: arb.log,
    sympy.sinh: arb.sinh,
    sympy.cosh: arb.cosh,
    sympy.tanh: arb.tanh,
    sympy.coth: arb.coth,
    sympy.sech: arb.sech,
    sympy.csch: arb.csch,
    sympy.asinh: arb.asinh,
    sympy.acosh: arb.acosh,
    sympy.atanh: arb.atanh,
    sympy.sin: arb.sin,
    sympy.cos: arb.cos,
    sympy.tan: arb.tan,
    sympy.atan: arb.atan,
    sympy.erf: arb.erf,
    sympy.erfc: arb.erfc,
    sympy.Abs: abs,
    sympy.sign: arb.sgn,
}
"""One row a function."""

CONSTANTS: dict[Expr, Callable[[], Ball]] = {
    sympy.pi: arb.pi,
    sympy.E: arb.const_e,
    sympy.EulerGamma: arb.const_euler,
    sympy.nan: lambda: arb("nan"),
}


@lru_cache(maxsize=4096)
def _compile(expr: Expr, symbols: tuple[Symbol, ...]) -> Code:
    code = _compiled(expr, symbols)
    if not expr.free_symbols:
        return code if expr.is_Rational else _kept(code)
    return _shared(code) if expr.is_Function or expr.is_Pow else code


def _shared(code: Code) -> Code:
    """A part that a formula may have in several places: computed once for each argument."""
    last: list[tuple[tuple[Ball, ...] | None, Ball]] = [(None, NAN)]

    def evaluate(v: tuple[Ball, ...]) -> Ball:
        at, value = last[0]
        if at is not v:
            value = code(v)
            last[0] = v, value
        return value

    return evaluate


def _kept(code: Code) -> Code:
    """A constant, computed once for each precision: selu's take longer than the function."""
    known: dict[int, Ball] = {}

    def evaluate(v: tuple[Ball, ...]) -> Ball:
        bits = flint.ctx.prec
        if bits not in known:
            known[bits] = code(v)
        return known[bits]

    return evaluate


def _compiled(expr: Expr, symbols: tuple[Symbol, ...]) -> Code:
    if expr in symbols:
        k = symbols.index(expr)
        return lambda v: v[k]
    if expr.is_Rational:
        value = fmpq(int(expr.p), int(expr.q))
        return lambda v: arb(value)
    if expr in CONSTANTS:
        constant = CONSTANTS[expr]
        return lambda v: constant()
    if expr.is_Pow:
        return _power(expr, symbols)
    if isinstance(expr, sympy.Piecewise):
        return _cases(expr, symbols)
    if isinstance(expr, sympy.CRootOf):
        return _root_of_polynomial(expr)
    parts = [_compile(a, symbols) for a in expr.args]
    if expr.is_Add:
        return lambda v: _total(parts, v)
    if expr.is_Mul:
        return lambda v: _product(parts, v)
    if isinstance(expr, sympy.Max | sympy.Min):
        pick = arb.max if isinstance(expr, sympy.Max) else arb.min
        return lambda v: _extreme(pick, parts, v)
    function = FUNCTIONS.get(expr.func)
    if function is None:
        raise UnsupportedError(f"there is no enclosure for {expr.func.__name__}: {expr}")
    return lambda v: function(parts[0](v))


def _root_of_polynomial(expr: Expr) -> Code:
    """A real root: SymPy counts the real ones first, from the smallest on."""
    polynomial = flint.fmpz_poly([int(c) for c in reversed(expr.poly.all_coeffs())])
    index = int(expr.index)

    def evaluate(v: tuple[Ball, ...]) -> Ball:
        found: list[Any] = polynomial.complex_roots()
        real: list[Ball] = [root.real for root, _ in found if root.imag == 0]
        return sorted(real, key=lambda r: float(r.mid()))[index]

    return evaluate


def _total(parts: Sequence[Code], v: tuple[Ball, ...]) -> Ball:
    total = parts[0](v)
    for part in parts[1:]:
        total = total + part(v)
    return total


def _product(parts: Sequence[Code], v: tuple[Ball, ...]) -> Ball:
    total = parts[0](v)
    for part in parts[1:]:
        total = total * part(v)
    return total


def _extreme(
    pick: Callable[[Ball, Ball], Ball], parts: Sequence[Code], v: tuple[Ball, ...]
) -> Ball:
    best = parts[0](v)
    for part in parts[1:]:
        best = pick(best, part(v))
    return best


def _power(expr: Expr, symbols: tuple[Symbol, ...]) -> Code:
    base, exponent = (_compile(a, symbols) for a in expr.args)
    if expr.base is sympy.E:
        return lambda v: exponent(v).exp()
    if expr.exp.is_Integer:
        n = int(expr.exp)
        return lambda v: integer_power(base(v), n)
    if expr.exp == sympy.Rational(1, 2):
        return lambda v: base(v).sqrt()
    if expr.exp == sympy.Rational(-1, 2):
        return lambda v: base(v).rsqrt()
    return lambda v: base(v) ** exponent(v)


def integer_power(base: Ball, n: int) -> Ball:
    """base^n, also for a ball around 0, of which Arb's own power is NaN."""
    found = base**n
    if n > 0 and found.is_nan() and base.is_finite():
        return base.abs_upper() ** n * arb(0, 1)
    return found


COMPARISONS: dict[type, Callable[[Ball], bool | None]] = {
    sympy.StrictGreaterThan: lambda d: True if d > 0 else (False if d <= 0 else None),
    sympy.GreaterThan: lambda d: True if d >= 0 else (False if d < 0 else None),
    sympy.StrictLessThan: lambda d: True if d < 0 else (False if d >= 0 else None),
    sympy.LessThan: lambda d: True if d <= 0 else (False if d > 0 else None),
    sympy.Equality: lambda d: True if d == 0 else (None if d.contains(0) else False),
    sympy.Unequality: lambda d: False if d == 0 else (None if d.contains(0) else True),
}
"""Each comparison of a difference with 0: None where the ball does not tell."""

Test = Callable[[tuple[Ball, ...]], "bool | None"]


def _cases(expr: sympy.Piecewise, symbols: tuple[Symbol, ...]) -> Code:
    branches = [(_compile(e, symbols), _test(c, symbols)) for e, c in expr.args]

    def evaluate(v: tuple[Ball, ...]) -> Ball:
        """The branch that holds; the hull of every branch that may, where a ball does not tell."""
        possible: Ball | None = None
        for value, test in branches:
            holds = test(v)
            if holds is False:
                continue
            found = value(v)
            possible = found if possible is None else possible.union(found)
            if holds:
                return possible
        return NAN

    return evaluate


def _test(condition: Any, symbols: tuple[Symbol, ...]) -> Test:
    if condition in (sympy.true, sympy.false):
        known = bool(condition)
        return lambda v: known
    if type(condition) in COMPARISONS:
        compare = COMPARISONS[type(condition)]
        left, right = (_compile(a, symbols) for a in condition.args)
        return lambda v: compare(left(v) - right(v))
    parts = [_test(c, symbols) for c in condition.args]
    if isinstance(condition, sympy.Not):
        return lambda v: None if (r := parts[0](v)) is None else not r
    if isinstance(condition, sympy.And):
        return lambda v: _all([p(v) for p in parts])
    if isinstance(condition, sympy.Or):
        return lambda v: None if (r := _all([_negated(p(v)) for p in parts])) is None else not r
    if isinstance(condition, sympy.ITE):
        return lambda v: parts[1](v) if parts[0](v) else parts[2](v)
    raise UnsupportedError(f"there is no enclosure for the condition {condition}")


def _negated(known: bool | None) -> bool | None:
    return None if known is None else not known


def _all(known: Sequence[bool | None]) -> bool | None:
    if any(k is False for k in known):
        return False
    return None if any(k is None for k in known) else True
