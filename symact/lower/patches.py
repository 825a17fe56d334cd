"""A short polynomial around a zero of the function, where every closed form cancels.

Next to a zero r the formula's terms cancel and no writing of it is good: silu' near -1.278,
tanhshrink at 0. There f(x) = t^k P(t) with t = x - r, r in two words, P fitted to true values by
weighted least squares at Chebyshev nodes. Zeros are found where errors are worst, never by name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import flint
import numpy as np
from sympy import Expr as Formula
from sympy import Symbol

from symact.enclose import ball, compile_arb
from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Op
from symact.ir.rounding import rounded
from symact.ir.scalar import DType
from symact.lower.arithmetic import const, fma, horner, mul, power, sub, times_power
from symact.lower.assemble import distinct, merge
from symact.lower.fit import BITS, MAX_DEGREE, chebyshev, enough, fitted, root_between, shifted
from symact.lower.forms import Form
from symact.lower.regions import Region, S, X
from symact.lower.sample import Array
from symact.lower.thresholds import Measured
from symact.taylor import derivatives

WIDEST = 4.0
"""No patch reaches farther than this from its zero."""

FAR = 1000.0
"""Zeros are looked for this far out."""

WIDER = (3.0, 8.0, 64.0, 512.0)
"""How many times wider than all corrections ask for: farther off, fewer of them are needed."""

MAX_ORDER = 6
FORMS_TRIED = 3


@dataclass(frozen=True)
class Zero:
    """A zero of order k; `even` says that f is t^k times a function of t^2."""

    at: Fraction
    order: int
    even: bool


ORIGIN = Zero(Fraction(0), 1, False)


@dataclass(frozen=True)
class Span:
    """Where a polynomial stands: within `width` of its zero, or between 0 and |x| = `width`."""

    width: Fraction
    up_to_0: bool = False

    def from_0(self, zero: Zero) -> bool:
        """Whether the span is measured from 0."""
        return self.up_to_0 or zero.at == 0

    def ends(self, zero: Zero, left: bool) -> tuple[Fraction, Fraction]:
        """The span in t, the distance from the zero; `left` says on which side of 0 it lies."""
        if self.from_0(zero):
            low, high = (-self.width, Fraction(0)) if left else (Fraction(0), self.width)
            return low - zero.at, high - zero.at
        return -self.width, self.width

    def __str__(self) -> str:
        return (
            f"from 0 to {float(self.width):g} about"
            if self.up_to_0
            else f"within {float(self.width):g} of"
        )


def patched(
    measured: Sequence[Measured], region: Region, x: Symbol, dtype: DType, lift: int = 0
) -> Iterator[Form]:
    """The forms that fail only around a zero, with a polynomial in place of them there.

    At a multiple zero at 0 it may be scaled by 2^lift until the end: what rounding takes from a
    power that is barely normal is no number of the type.
    """
    zeros = _zeros(measured, region, x)
    for span, far, zero in _spans(measured, zeros, region):
        near = _polynomial(region, x, zero, span, dtype, lift)
        if near is None:
            continue
        distance = S if span.from_0(zero) else Op("abs", (_offset(zero, dtype),))
        beyond = Op("gt", (distance, Const(span.width)))
        note = f"a polynomial {span} the zero {float(zero.at):g}"
        expr = merge(beyond, far.form.expr, near)
        description = f"{far.form.description}, {note}"
        yield Form(expr, description, far.form.exempt | _own(near, far.form.expr))
        yield Form(expr, description, far.form.exempt)


def _spans(
    measured: Sequence[Measured], zeros: Sequence[Zero], region: Region
) -> Iterator[tuple[Span, Measured, Zero]]:
    """Forms with a zero and the span about it that a polynomial has to serve."""
    for reach, m, zero in _ways(measured, zeros):
        width = _short(reach)
        if 0 < width <= WIDEST:
            yield Span(Fraction(width)), m, zero
    if not (region.lo.is_zero or region.hi.is_zero):
        return
    by_cost = sorted(measured, key=lambda m: m.cost)
    for zero in (zero for zero in zeros if zero.at != 0):
        edges = [(_short(_reach(m, ORIGIN, m.plain)), m) for m in by_cost]
        some = [(edge, m) for edge, m in edges if abs(zero.at) < edge <= WIDEST]
        for edge, m in some[:FORMS_TRIED]:
            yield Span(Fraction(edge), up_to_0=True), m, zero


def _ways(
    measured: Sequence[Measured], zeros: Sequence[Zero]
) -> Iterator[tuple[float, Measured, Zero]]:
    """Forms with a zero and how far from it a polynomial has to reach.

    First the cheapest forms that need no corrections beyond, then those that with all corrections
    have the shortest reach, then the cheapest that need some. Forms in x rather than |x|, which may
    serve the whole line, are looked at apart from the others.
    """
    by_cost = sorted(measured, key=lambda m: m.cost)
    for sided in (False, True):
        some = [m for m in by_cost if (S in distinct(m.form.expr)) == sided]
        yield from _of_one_kind([(m, zero) for m in some for zero in zeros])


def _of_one_kind(
    by_cost: Sequence[tuple[Measured, Zero]],
) -> Iterator[tuple[float, Measured, Zero]]:
    bare = [(_reach(m, zero, m.plain), m, zero) for m, zero in by_cost]
    yield from [way for way in bare if way[0] <= WIDEST][:FORMS_TRIED]
    all_done = [(_reach(m, zero, m.errors), m, zero) for m, zero in by_cost]
    nearest = sorted(all_done, key=lambda way: way[0])[:FORMS_TRIED]
    yield from nearest
    for wider in WIDER if nearest else ():
        width = wider * nearest[0][0]
        near = [(width, m, zero) for reach, m, zero in all_done if reach < width / 2]
        yield from near[:FORMS_TRIED]


def _own(near: Expr, far: Expr) -> frozenset[Expr]:
    """The parts of a polynomial that the other form does not have."""
    return frozenset(distinct(near)) - frozenset(distinct(far))


def _zeros(measured: Sequence[Measured], region: Region, x: Symbol) -> list[Zero]:
    """The zeros near which some form is at its worst."""
    points = {m.worst_input for m in measured if m.errors.max(initial=0.0) > m.budget}
    found: list[Zero] = []
    for point in sorted(p for p in points if abs(p) < FAR):
        zero = None
        if all(abs(float(z.at) - point) > 0.01 for z in found):
            zero = _zero_near(region.formula, x, point)
        if zero is not None and all(abs(z.at - zero.at) > Fraction(1, 10**9) for z in found):
            found.append(zero)
    return found


def _reach(m: Measured, zero: Zero, errors: Array) -> float:
    """How far from a zero a form with these errors fails; infinite where a limit is wrong too.

    Next to a zero elsewhere than at 0 an error grows like 1/t, so that it is within budget only
    farther off, by as much as the outer half of what fails is over budget.
    """
    if not m.limits:
        return math.inf
    fails = errors > m.budget
    distance = np.abs(m.x[fails].astype(float) - float(zero.at))
    farthest = float(distance.max(initial=0.0))
    if zero.at == 0:
        return farthest
    outer = distance > farthest / 2
    with np.errstate(over="ignore"):
        reach = distance * errors[fails] / m.budget
    return float(reach[outer].max(initial=farthest))


def _short(reach: float) -> float:
    """A number of few bits just above."""
    if not math.isfinite(reach):
        return math.inf
    unit = 2.0 ** (math.floor(math.log2(reach)) - 3) if reach else 2.0**-20
    return math.ceil(reach / unit * 1.01) * unit


def _zero_near(formula: Formula, x: Symbol, point: float) -> Zero | None:
    """The zero of a formula nearest to a point, to 400 bits, with its order."""
    with flint.ctx.workprec(BITS):
        value = compile_arb(formula, (x,))
        at = _bisected(value, point)
        if at is None and value(0).contains(0):
            at = Fraction(0)
        if at is None:
            return None
        if at != 0:
            return Zero(at, 1, False)
    try:
        series = derivatives(formula, x, {x: Fraction(0)}, 2 * MAX_ORDER, BITS)
    except (UnsupportedError, ZeroDivisionError):
        return None
    present = [k for k, c in enumerate(series) if not c.contains(0)]
    if not present or present[0] == 0 or present[0] > MAX_ORDER:
        return None
    return Zero(Fraction(0), present[0], all((k - present[0]) % 2 == 0 for k in present))


def _bisected(value, point: float) -> Fraction | None:  # type: ignore[no-untyped-def]
    """A sign change close to a point, by bisection in balls; None where there is none."""
    for step in (2.0**-k for k in range(24, 1, -2)):
        size = abs(point) * step
        low, high = Fraction(point - size), Fraction(point + size)
        below, above = value(low), value(high)
        if (below > 0 and above < 0) or (below < 0 and above > 0):
            break
    else:
        return None
    return root_between(value, low, high, above > 0)


def _polynomial(
    region: Region, x: Symbol, zero: Zero, span: Span, dtype: DType, lift: int
) -> Expr | None:
    """The shortest fit that is exact to the type."""
    for degree in range(2, MAX_DEGREE):
        coefficients, error = _fit(region, x, zero, span, degree)
        if error < enough(dtype):
            if lift and zero.at == 0 and zero.order > 1:
                return _lifted(coefficients, zero, lift)
            return _written(coefficients, zero, dtype)
    return None


def _fit(
    region: Region, x: Symbol, zero: Zero, span: Span, degree: int
) -> tuple[list[Fraction], float]:
    """P with f(r + t) = t^k P(t), or P(t^2), and its largest relative error at the nodes.

    The error is infinite where there is no such P.
    """
    many = 3 * degree + 8
    with flint.ctx.workprec(BITS):
        value = compile_arb(region.formula, (x,))
        low, high = span.ends(zero, region.left)
        nodes = [t for t in chebyshev(low, high, many) if abs(t) > span.width / 10**6]
        truth = [value(zero.at + t) / ball(t) ** zero.order for t in nodes]
        argument = [ball(t * t if zero.even else t) for t in nodes]
        return fitted(argument, truth, degree)


def _offset(zero: Zero, dtype: DType) -> Expr:
    """x - r_high, exact near r."""
    return sub(X, const(Fraction(rounded(zero.at, dtype))))


def _lifted(coefficients: list[Fraction], zero: Zero, lift: int) -> Expr:
    """t^k P(t) as P(t) t t ..., scaled last."""
    z = mul(X, X) if zero.even else X
    fit = horner({(n,): const(c * 2**lift) for n, c in enumerate(coefficients)}, (z,))
    return Op("mul", (Const(Fraction(1, 2**lift)), times_power(fit, X, zero.order)))


def _written(coefficients: list[Fraction], zero: Zero, dtype: DType) -> Expr:
    """t^k P(t); for a simple zero elsewhere c d + d^2 Q + e, d being x less the r of the type."""
    if zero.at == 0:
        t: Expr = X
        z = mul(X, X) if zero.even else X
        terms: dict[tuple[int, ...], Const] = {(n,): const(c) for n, c in enumerate(coefficients)}
        if zero.order > 1 or not zero.even:
            return mul(power(t, zero.order), horner(terms, (z,)))
        rest: dict[tuple[int, ...], Const] = {(n - 1,): c for (n,), c in terms.items() if n}
        return fma(mul(t, z), horner(rest, (z,)), mul(const(coefficients[0]), t))
    low = zero.at - Fraction(rounded(zero.at, dtype))
    still, slope, *bends = shifted([Fraction(0), *coefficients], -low)
    d = _offset(zero, dtype)
    curve = horner({(n,): const(c) for n, c in enumerate(bends)}, (d,))
    steep = Fraction(rounded(slope, dtype))
    curved = fma(mul(d, d), curve, const(still))
    return fma(const(steep), d, fma(const(slope - steep), d, curved))
