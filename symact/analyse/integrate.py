"""Rigorous integrals against the normal density: Arb's adaptive quadrature and bounded tails.

On (-14, 14) the integrand is evaluated over complex balls, and refused wherever it may not be
analytic on one. Beyond, |f(x)| <= c_0 + ... + c_d |x|**d with proved c_k, at most c |x|**d with
their sum c, so that what is left out is below c**k times the integral of x**(d k) p(x), p the
density: some 1e-42 for d = 1. The same bound serves beside an end at which the formula is not
analytic, as sqrt(x) and (exp(x) - 1)/x are not at 0: the last 2^-80 of such a piece are bounded,
not integrated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import flint
import sympy
from flint import acb, arb
from sympy import Expr, Symbol, oo

from symact.enclose import Ball, enclose
from symact.errors import UnsupportedError
from symact.pieces import Pieces

CORE = 14
BITS = 96
GOAL = arb(2) ** -76
STRIP = arb(2) ** -80
"""What is left out beside an end that is not analytic."""

EVALUATIONS = 20_000
"""For one piece; a smooth one takes some hundreds, one from the end of a root some thousands."""

Complex = Any
"""A `flint.acb`."""

Code = Callable[[Complex, bool], Complex]

NAN = acb(arb("nan"), arb("nan"))


def normal_integral(function: Pieces, power: int, size: Sequence[Ball]) -> Ball:
    """The integral of f**power times the normal density, where |f(x)| <= sum of size[k] |x|**k.

    `power` is 1 or 2. Raises UnsupportedError where no enclosure narrower than 1e-18 is found.
    """
    with flint.ctx.workprec(BITS):
        total, left_out = acb(0), arb(0)
        for p in function.pieces:
            lo, hi = _clipped(p.lo), _clipped(p.hi)
            if not hi > lo:
                continue
            code = compile_acb(p.expr, function.x)
            far = abs(lo).max(abs(hi))
            largest = sum((c * far**k for k, c in enumerate(size)), arb(0)) ** power
            if not _is_analytic(code, lo):
                lo, left_out = lo + STRIP, left_out + largest * STRIP
            if not _is_analytic(code, hi):
                hi, left_out = hi - STRIP, left_out + largest * STRIP
            total += acb.integral(
                _weighted(code, power), lo, hi,
                abs_tol=GOAL, rel_tol=GOAL, eval_limit=EVALUATIONS,
            )  # fmt: skip
        value = total.real
        left_out += 2 * sum(size, arb(0)) ** power * _beyond((len(size) - 1) * power)
        value += arb(0, left_out.upper())
        if not value.is_finite() or value.rad() > arb(10) ** -18:
            raise UnsupportedError("the integral is not enclosed")
        return value


def _beyond(n: int) -> Ball:
    """A bound on the integral of x**n times the normal density beyond the core, by parts."""
    density = (-(arb(CORE) ** 2) / 2).exp() / (2 * arb.pi()).sqrt()
    if n < 2:
        return density if n else density / CORE
    return arb(CORE) ** (n - 1) * density + (n - 1) * _beyond(n - 2)


def _is_analytic(code: Code, end: Ball) -> bool:
    """Whether a formula is shown to be analytic around the end of a piece."""
    around = acb(end + arb(0, STRIP), arb(0, STRIP))
    return bool(code(around, True).is_finite())


def _clipped(end: Expr) -> Ball:
    if end in (oo, -oo):
        return arb(CORE if end == oo else -CORE)
    return enclose(end, {}, BITS).min(arb(CORE)).max(arb(-CORE))


def _weighted(code: Code, power: int) -> Callable[[Complex, bool], Complex]:
    scale = (2 * arb.pi()).rsqrt()

    def integrand(z: Complex, analytic: bool) -> Complex:
        return code(z, analytic) ** power * (-z * z / 2).exp() * scale

    return integrand


def _log(z: Complex, analytic: bool) -> Complex:
    return NAN if analytic and _meets_cut(z) else z.log()


def _root(z: Complex, analytic: bool) -> Complex:
    return NAN if analytic and _meets_cut(z) else z.sqrt()


def _atan(z: Complex, analytic: bool) -> Complex:
    return NAN if _meets_cut(1 + z * z) else z.atan()


def _meets_cut(z: Complex) -> bool:
    """Whether a ball may meet the real numbers <= 0."""
    return bool(z.imag.contains(0) and not z.real > 0)


FUNCTIONS: dict[type, Code] = {
    sympy.exp: lambda z, _: z.exp(),
    sympy.log: _log,
    sympy.sinh: lambda z, _: z.sinh(),
    sympy.cosh: lambda z, _: z.cosh(),
    sympy.tanh: lambda z, _: z.tanh(),
    sympy.sin: lambda z, _: z.sin(),
    sympy.cos: lambda z, _: z.cos(),
    sympy.atan: _atan,
    sympy.erf: lambda z, _: z.erf(),
    sympy.erfc: lambda z, _: z.erfc(),
}
"""One row a function, over complex balls; not finite where it may not be analytic."""


@lru_cache(maxsize=1024)
def compile_acb(expr: Expr, x: Symbol) -> Code:
    """A formula over complex balls; UnsupportedError for a function that has no row here."""
    code = _compiled(expr, x)
    return _shared(code) if x in expr.free_symbols and not expr.is_Symbol else code


def _shared(code: Code) -> Code:
    """A part that a formula may have in several places: computed once for each argument."""
    last: list[tuple[Complex, bool, Complex]] = [(None, False, NAN)]

    def evaluate(z: Complex, analytic: bool) -> Complex:
        at, strictly, value = last[0]
        if at is not z or strictly is not analytic:
            value = code(z, analytic)
            last[0] = z, analytic, value
        return value

    return evaluate


def _compiled(expr: Expr, x: Symbol) -> Code:
    if expr == x:
        return lambda z, _: z
    if x not in expr.free_symbols:
        constant = acb(enclose(expr, {}, 2 * BITS))
        return lambda z, _: constant
    if expr.is_Pow:
        return _power(expr, x)
    parts = [compile_acb(a, x) for a in expr.args]
    if expr.is_Add:
        return lambda z, d: sum((p(z, d) for p in parts), acb(0))
    if expr.is_Mul:
        return lambda z, d: _product(parts, z, d)
    function = FUNCTIONS.get(expr.func)
    if function is None:
        raise UnsupportedError(f"there is no complex enclosure for {expr.func.__name__}")
    return lambda z, d: function(parts[0](z, d), d)


def _product(parts: list[Code], z: Complex, analytic: bool) -> Complex:
    total = parts[0](z, analytic)
    for part in parts[1:]:
        total = total * part(z, analytic)
    return total


def _power(expr: Expr, x: Symbol) -> Code:
    if expr.base is sympy.E:
        exponent = compile_acb(expr.exp, x)
        return lambda z, d: exponent(z, d).exp()
    base = compile_acb(expr.base, x)
    if expr.exp.is_Integer:
        n = int(expr.exp)
        return lambda z, d: base(z, d) ** n
    if expr.exp.is_Rational and expr.exp.q == 2:
        odd = int(expr.exp.p)
        return lambda z, d: _root(base(z, d), d) ** odd
    raise UnsupportedError(f"there is no complex enclosure for the power {expr}")
