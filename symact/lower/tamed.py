"""Quotients by a power of a + b exp(z): one expression for both signs of z, without an overflow.

In x/(1 + exp(-x)) the exponential overflows long before the quotient vanishes. With L = 2^-LIFT
where it is large, and 1 elsewhere, and D = L (a + b exp(z)), r = 1/D and w = L exp(z) r are normal
numbers, and N/(a + b exp(z))^k is L r P(w) with P of degree k - 1, scaled last: x/D times L, and
r (1 + x w) times L for its derivative.

Where a parameter may make N as large as it likes, N/(1 + exp(z)) is (N/w) 2^-m instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import arb
from sympy import Expr as Formula
from sympy import Symbol

from symact.elementary import LIFT, TAMED_ABOVE, TAMED_REACH
from symact.enclose import compile_arb
from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Op, Select, Var
from symact.ir.rounding import rounded
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import ONE, add, div, is_const, mul, neg
from symact.lower.assemble import replaced
from symact.lower.forms import Form, Style, Writer, inseparable, without
from symact.normalise import DISTANCE, NormalForm, normal_form
from symact.normalise.field import CONTEXT, Poly, slots
from symact.normalise.signs import powers_of
from symact.normalise.tower import Generator

X = Var("x")
STEPS = 60
NOTHING = Const(Fraction(0), "", "int")
ZERO_POLY = CONTEXT.from_dict({})


@dataclass(frozen=True)
class Parts:
    """num / (rest (a + b q)^k), q = exp(exponent) being the one exponential; the others constant.

    q is also what exponentials that only occur together come to.
    """

    q: Generator
    exponent: Formula
    num: Poly
    a: Poly
    b: Poly
    k: int
    rest: Poly


def tamed(formula: Formula, x: Symbol, dtype: DType) -> Iterator[Form]:
    """The formula over a tamed divisor, where it is one over a power of a + b exp(z)."""
    for form, parts, s in _quotients(formula, x):
        ends = _ends(parts.exponent, dtype)
        if ends is None:
            continue
        below = Op("max", (Const(ends[0]), s))
        inside = Op("min", (Const(ends[1]), below))
        yield Form(_written(form, parts, below, inside, dtype), "over a tamed divisor")


def in_two_parts(formula: Formula, x: Symbol) -> Iterator[Form]:
    """The formula over w 2^m, where it is one over 1 + exp(z)."""
    for form, parts, s in _quotients(formula, x):
        if parts.k > 1:
            continue
        writer = Writer(form, Style("expanded", "expanded", "q"), s, s)
        if all(is_const(writer.poly(part), 1) for part in (parts.a, parts.b)):
            (exponent,) = children(writer.atom(parts.q.slot, s, False))
            value = div(writer.poly(parts.num, parts.rest), Op("exp1p_fraction", (exponent,)))
            down = Op("isub", (NOTHING, Op("exp1p_exponent", (exponent,))))
            yield Form(Op("ldexp", (value, down)), "over a divisor in two parts")


def _quotients(formula: Formula, x: Symbol) -> Iterator[tuple[NormalForm, Parts, Expr]]:
    """The normal forms in x and in -x that are such a quotient, their parts, and x or -x."""
    for s, distance in ((X, DISTANCE), (neg(X), -DISTANCE)):
        try:
            form = normal_form(formula, x, distance)
        except UnsupportedError:
            continue
        parts = _parts(form)
        if parts is not None:
            yield form, parts, s


def _parts(form: NormalForm) -> Parts | None:
    """What the form consists of; None where it is no such quotient."""
    joined = inseparable(form)
    gone = set(joined.values())
    num, den = (without(poly, gone) for poly in (form.element.num, form.element.den))
    kinds = form.tower.generators
    variable = {j for j in slots(den) if not kinds[j].constant}
    used = variable | {j for j in slots(num) if not kinds[j].constant}
    if len(variable) != 1 or any(kinds[j].kind != "symbol" for j in used - variable):
        return None
    q = kinds[variable.pop()]
    powers = [(p, int(n)) for p, n in den.factor()[1] if q.slot in slots(p)]
    (p, k), *more = powers
    if more or q.kind != "exp" or q.range != "unit" or p.degrees()[q.slot] != 1:
        return None
    a, b = by_power(p, q.slot, 2)
    if a == 0 or num.degrees()[q.slot] >= k or q.argument is None:
        return None
    exponent, slot = form.tower.expr(q.argument), q.slot
    while slot in joined:
        slot = joined[slot]
        argument = kinds[slot].argument
        exponent += 0 if argument is None else form.tower.expr(argument)
    return Parts(q, exponent, num, a, b, k, den / p**k)


def by_power(poly: Poly, slot: int, count: int) -> list[Poly]:
    """The coefficients of the first powers of one variable."""
    found = powers_of(poly.to_dict(), slot)
    return [found.get(n, ZERO_POLY) for n in range(count)]


def _ends(exponent: Formula, dtype: DType) -> tuple[Fraction, Fraction] | None:
    """Between which s an exponent stays within reach; None where that depends on more."""
    if exponent.free_symbols != {DISTANCE} or not exponent.is_polynomial(DISTANCE):
        return None
    value = compile_arb(exponent, (DISTANCE,))
    lowest, highest = TAMED_REACH[dtype]
    ends = []
    for sign, target in ((-1, highest), (1, lowest)):
        near, far = Fraction(0), Fraction(sign)
        while abs(far) < 2**20 and not _beyond(value, far, target):
            far *= 2
        if not _beyond(value, far, target):
            return None
        for _ in range(STEPS):
            middle = (near + far) / 2
            near, far = (near, middle) if _beyond(value, middle, target) else (middle, far)
        ends.append(Fraction(rounded(near, dtype)))
    return ends[0], ends[1]


def _beyond(value: Callable[..., arb], at: Fraction, target: Fraction | int) -> bool:
    found = float(value(at).mid())
    return found > target if target > 0 else found < target


def _written(form: NormalForm, parts: Parts, below: Expr, inside: Expr, dtype: DType) -> Expr:
    """L r P(w), or a quotient where P is a constant in w."""
    writer = Writer(form, Style("expanded", "expanded", "q"), below, inside)
    q = writer.atom(parts.q.slot, below, False)
    (exponent,) = children(q)
    large = Op("gt", (exponent, Const(Fraction(TAMED_ABOVE[dtype]))))
    level = Select(large, Const(Fraction(1, 2 ** LIFT[dtype])), ONE)
    e = Op("exp_tamed", (exponent,))
    a, b = (writer.poly(part) for part in (parts.a, parts.b))
    divisor = add(mul(a, level), mul(b, e))
    if parts.k == 1 and is_const(a, 1) and is_const(b, 1):
        divisor = Op("exp1p_tamed", (exponent,))
    if parts.k == 1:
        return Op("mul", (level, div(writer.poly(parts.num, parts.rest), divisor)))
    r = div(ONE, divisor)
    share = _in_share(parts)
    rest = writer.poly(share, parts.rest * parts.a ** (parts.k - 1))
    return Op("mul", (level, mul(r, replaced(rest, {q: mul(e, r)}))))


def _in_share(parts: Parts) -> Poly:
    """a^(k-1) N/(a + b q)^(k-1) as a polynomial in w = q/(a + b q), which stands for q."""
    w = CONTEXT.gen(parts.q.slot)
    total = w * 0
    for j, part in enumerate(by_power(parts.num, parts.q.slot, parts.k)):
        total += part * (parts.a * w) ** j * (1 - parts.b * w) ** (parts.k - 1 - j)
    return total


__all__ = ["by_power", "in_two_parts", "tamed"]
