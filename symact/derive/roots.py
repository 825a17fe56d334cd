"""The real points where an expression may change its sign: zeros and poles, or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import sympy
from sympy import Expr, Integer, Poly, S, Symbol, exp, log

from symact.activation import private
from symact.errors import NotRealError, OpenSignError, UnsupportedError
from symact.normalise import DISTANCE, is_nowhere, normal_form
from symact.sheet import Enclosed

Sign = Callable[[Expr], int | None]

MAX_DEGREE = 64
"""The roots of polynomials of a higher degree are not sought."""

ODD = (sympy.tanh, sympy.sinh, sympy.asinh, sympy.atan, sympy.erf, sympy.Abs)
"""Functions g on the whole line for which g(u) is zero just where u is."""

INVERSES: dict[type, tuple[Callable[[Expr], Expr], Expr]] = {
    sympy.tanh: (sympy.atanh, S.One),
    sympy.atan: (sympy.tan, sympy.pi / 2),
    sympy.sinh: (sympy.asinh, sympy.oo),
    sympy.asinh: (sympy.sinh, sympy.oo),
    sympy.log: (sympy.exp, sympy.oo),
}
"""Increasing functions with their inverses, and how large their values may be."""


def sign_changes(expr: Expr, x: Symbol, sign: Sign) -> tuple[Expr, ...]:
    """Every real point at which the sign of an expression may change, in closed form.

    Beside the zeros these are the poles (1/(x - 1) changes its sign at 1) and the ends of the
    domain. Found are those of polynomials in x or in one exponential exp(r x), of degree one or two
    in general and of any degree with rational coefficients, of a fractional power, of a monotone
    function of such expressions, and of products of all these, also where only the normal form
    shows them; of other factors without parameters where a chart of their signs has no zero but
    in closed form. `sign` decides signs of coefficients that hold parameters. Raises
    UnsupportedError for anything else.
    """
    try:
        return _points(expr, x, sign)
    except UnsupportedError as refusal:
        return _by_normal_form(expr, x, sign, refusal)


def _points(expr: Expr, x: Symbol, sign: Sign) -> tuple[Expr, ...]:
    if x not in expr.free_symbols:
        return ()
    found: list[Expr] = []
    for part in sympy.fraction(sympy.together(expr)):
        for factor in sympy.Mul.make_args(part):
            found += _of_factor(factor, x, sign)
    return tuple(dict.fromkeys(found))


def _of_factor(expr: Expr, x: Symbol, sign: Sign) -> tuple[Expr, ...]:
    if x not in expr.free_symbols or expr.is_positive or expr.is_negative:
        return ()
    if expr.is_polynomial(x):
        if any(p.exp > MAX_DEGREE for p in expr.atoms(sympy.Pow) if p.base.has(x)):
            raise _refusal(expr)
        return _polynomial_roots(Poly(expr, x), sign)
    if isinstance(expr, exp):
        return _points(expr.args[0], x, sign) if _has_pole(expr.args[0], x) else ()
    if expr.is_Pow and expr.exp.is_Rational:
        return sign_changes(expr.base, x, sign)
    if isinstance(expr, ODD):
        return sign_changes(expr.args[0], x, sign)
    monotone = _of_monotone(expr, x, sign)
    if monotone is not None:
        return monotone
    power = _one_power(expr, x, sign)
    if power is not None:
        return _points(power, x, sign)
    return _of_one_exponential(expr, x, sign)


def _has_pole(expr: Expr, x: Symbol) -> bool:
    return not expr.is_polynomial(x)


def _of_monotone(expr: Expr, x: Symbol, sign: Sign) -> tuple[Expr, ...] | None:
    """The points for c + k g(u) with g increasing: where g(u) = -c/k, and the poles of u."""
    rest, term = expr.as_independent(x, as_Add=True)
    factor, inner = term.as_independent(x, as_Add=False)
    if type(inner) not in INVERSES or len(inner.args) != 1:
        return None
    backwards, largest = INVERSES[type(inner)]
    level = sympy.cancel(-rest / factor)
    u = inner.args[0]
    inside = sign_changes(u, x, sign)  # the sign may change beyond a pole, and where log u ends
    within = 1 if largest == sympy.oo else sign(largest - sympy.Abs(level))
    if within is None:
        raise _refusal(expr)
    return (*inside, *sign_changes(u - backwards(level), x, sign)) if within > 0 else inside


def _refusal(expr: Expr) -> UnsupportedError:
    return UnsupportedError(
        f"where {expr} changes sign is not found; write the condition in x itself"
    )


def _polynomial_roots(poly: Poly, sign: Sign) -> tuple[Expr, ...]:
    if poly.domain.is_QQ or poly.domain.is_ZZ:
        return tuple(dict.fromkeys(sympy.real_roots(poly)))
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return (sympy.cancel(-b / a),)
    if poly.degree() == 2:
        a, b, c = poly.all_coeffs()
        discriminant = sympy.factor(b**2 - 4 * a * c)
        found = sign(discriminant)
        if found is None:
            raise OpenSignError(f"whether {poly.as_expr()} has roots is not known", discriminant)
        if found < 0:
            return ()
        root = sympy.sqrt(discriminant)
        return tuple(dict.fromkeys(((-b - root) / (2 * a), (-b + root) / (2 * a))))
    power = _shifted_power(poly, sign)
    if power is not None:
        return power
    raise UnsupportedError(f"the real roots of {poly.as_expr()} are not found in closed form")


def _shifted_power(poly: Poly, sign: Sign) -> tuple[Expr, ...] | None:
    """The real roots of a (x + b)**n + c, n three or more; None for other polynomials."""
    x, n, c = poly.gen, poly.degree(), poly.all_coeffs()
    if n > MAX_DEGREE:
        return None
    middle = sympy.cancel(c[1] / (n * c[0]))
    rest = sympy.expand(poly.as_expr() - c[0] * (x + middle) ** n)
    if rest.has(x):
        return None
    level = sympy.cancel(-rest / c[0])
    found = sign(level)
    if found is None or (found < 0 and n % 2 == 0):
        return None if found is None else ()
    root = found * sympy.Abs(level) ** sympy.Rational(1, n)
    return tuple(dict.fromkeys((root - middle, -root - middle) if n % 2 == 0 else (root - middle,)))


def _one_power(expr: Expr, x: Symbol, sign: Sign) -> Expr | None:
    """A polynomial with the roots of c + k p**r, where r is a fraction and p is never below 0."""
    rest, term = expr.as_independent(x, as_Add=True)
    factor, power = term.as_independent(x, as_Add=False)
    if not (power.is_Pow and power.exp.is_Rational and not power.exp.is_Integer):
        return None
    target = sympy.cancel(-rest / factor)
    if not power.base.is_polynomial(x):
        return None
    if sign(target) != 1:
        return power.base if sign(target) in (0, -1) else None
    return sympy.expand(power.base * (power.base - target ** (1 / power.exp)))


def _of_one_exponential(expr: Expr, x: Symbol, sign: Sign) -> tuple[Expr, ...]:
    rate, polynomial = _in_one_exponential(expr, x)
    if rate is None:
        raise _refusal(expr)
    try:
        roots = _polynomial_roots(polynomial, sign)
    except OpenSignError:
        raise
    except UnsupportedError:
        raise _refusal(expr) from None
    return tuple(sympy.simplify(log(r) / rate) for r in roots if sign(r) == 1)


def _rate(e: Expr, x: Symbol) -> Expr:
    """r in exp(r x + c)."""
    return sympy.expand(e.args[0]).coeff(x)


def _in_one_exponential(expr: Expr, x: Symbol) -> tuple[Expr | None, Poly]:
    """(r, p) with expr = p(exp(r x)) up to a factor that has no zero, or (None, anything)."""
    t = private("t", positive=True)
    zero = Poly(0, t)
    rates = [_rate(e, x) for e in expr.atoms(exp) if x in e.free_symbols]
    ratios = [sympy.cancel(r / rates[0]) for r in rates if rates[0] != 0]
    if not ratios or any(not r.is_Rational for r in ratios):
        return None, zero
    common = sympy.gcd_list(sorted(ratios))
    if max(abs(r / common) for r in ratios) > MAX_DEGREE:
        return None, zero
    rate = rates[0] * common
    replaced = expr.replace(
        lambda e: isinstance(e, exp),
        lambda e: (
            exp(sympy.expand(e.args[0] - _rate(e, x) * x)) * t ** sympy.cancel(_rate(e, x) / rate)
        ),
    )
    numerator = sympy.fraction(sympy.together(sympy.expand(replaced)))[0]
    if x in numerator.free_symbols or not numerator.is_polynomial(t):
        return None, zero
    return rate, Poly(numerator, t)


def _by_normal_form(
    expr: Expr, x: Symbol, sign: Sign, refusal: UnsupportedError
) -> tuple[Expr, ...]:
    """The same read off the factors of the normal form on each side of 0.

    0 itself is one more point, unless both sides are one expression which has a value other than 0
    there: x**2 is positive on both sides.
    """
    found: list[Expr] = list(_ends_of_domain(expr, x, sign))  # first: it may hang on a size
    right, left = (list(_factors(expr, x, side, refusal)) for side in (1, -1))
    if right == left:
        sides = [(0, f) for f in right]
        at = expr.subs(x, 0)
        found += [S.Zero] if at.has(S.NaN, S.ComplexInfinity) or at.is_zero else []
    else:
        found.append(S.Zero)
        sides = [(side, f) for side, factors in ((1, right), (-1, left)) for f in factors]
    for side, factor in sides:
        try:
            points = _points(factor, x, sign)
        except UnsupportedError:
            points = _by_chart(factor, x, side, expr, refusal)
        found += [p for p in points if not side or sign(side * p) != -1]
    return tuple(dict.fromkeys(found))


def _by_chart(
    factor: Expr, x: Symbol, side: int, expr: Expr, refusal: UnsupportedError
) -> tuple[Expr, ...]:
    """The points between which a chart shows fixed signs: x - tanh(x) changes its sign at 0 alone.

    The line is cut at 0 and where an argument in the whole `expr` is 0: balls do not find a triple
    zero inside an interval. A zero without a closed form is refused.
    """
    from symact.analyse.chart import chart_between

    if factor.free_symbols != {x}:
        raise refusal
    cuts = sorted({S.Zero, *_zeros_of_arguments(expr, x)})
    ends = [-sympy.oo, *cuts, sympy.oo]
    parts = [
        part
        for lo, hi in pairwise(ends)
        if (lo if side < 0 else -hi if side > 0 else -sympy.oo) < 0
        and not is_nowhere(expr, x, lo, hi)
        for part in chart_between(factor, x, lo, hi)
    ]
    if any(part.sign is None for part in parts):
        raise refusal
    found = [*cuts, *(e for part in parts for e in (part.lo, part.hi) if e not in ends)]
    for e in found:
        if isinstance(e, Enclosed):
            raise UnsupportedError(f"{expr} changes sign at {x} = {e}, which has no closed form")
    return tuple(found)


def _zeros_of_arguments(expr: Expr, x: Symbol) -> Iterator[Expr]:
    """The rational points at which the argument of a function is 0."""
    for argument in {a for e in expr.atoms(sympy.Function) for a in e.args}:
        if argument.is_polynomial(x) and sympy.degree(argument, x) == 1:
            at = sympy.cancel(-argument.coeff(x, 0) / argument.coeff(x, 1))
            if at.is_Rational:
                yield at


def _ends_of_domain(expr: Expr, x: Symbol, sign: Sign) -> Iterator[Expr]:
    for e in expr.atoms(log):
        yield from sign_changes(e.args[0], x, sign)
    for e in expr.atoms(sympy.Pow):
        if not e.exp.is_Integer and e.base != sympy.E:
            yield from sign_changes(e.base, x, sign)


def _factors(expr: Expr, x: Symbol, side: int, refusal: UnsupportedError) -> Iterator[Expr]:
    """Numerator and denominator of the normal form by factors, written in x; a scale as a number.

    A factor that keeps its sign is that sign. None on a side without real values.
    """
    try:
        form = normal_form(expr, x, side * DISTANCE)
    except NotRealError:
        return
    except (UnsupportedError, ZeroDivisionError):
        raise refusal from None
    kept = 1
    for poly in (form.element.num, form.element.den):
        if poly.is_zero():
            continue
        scale, factors = poly.factor()
        kept *= 1 if scale > 0 else -1
        for p, n in factors:
            known = form.tower.sign(p)
            kept *= (known or 1) ** int(n)
            if known is None:
                shown = sympy.expand(form.tower.poly_expr(p).xreplace({DISTANCE: side * x}))
                turned = bool(shown.could_extract_minus_sign())
                kept *= (-1) ** (turned * int(n))
                yield -shown if turned else shown
    yield Integer(kept)
