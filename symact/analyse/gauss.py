"""Exact integrals of polynomials times exponentials against the normal density.

With Z standard normal and 2 b < 1, exp(a x + b x**2) times the density is a normal density again,
of mean a v and variance v = 1/(1 - 2 b), times sqrt(v) exp(a**2 v / 2); the moments between two
points follow by parts, M_k = (k-1) M_(k-2) + u**(k-1) p(u) - w**(k-1) p(w), from
M_0 = (erfc(u/sqrt 2) - erfc(w/sqrt 2))/2 and M_1 = p(u) - p(w), p the density.
"""

from __future__ import annotations

from functools import lru_cache

import sympy
from sympy import Expr, S, Symbol, erfc, exp, oo, pi, sqrt

from symact.errors import UnsupportedError
from symact.pieces import Pieces

FAR = 10**9
"""Ends farther out have no closed form: signs of sums with erfc(1e300) overflow in SymPy."""


def gaussian_mean(function: Pieces) -> Expr:
    """E f(Z) in closed form; UnsupportedError where a term is no polynomial times exponential."""
    return sympy.Add(*(between(p.expr, function.x, p.lo, p.hi) for p in function.pieces))


def between(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> Expr:
    """The integral of an expression times the normal density over (lo, hi)."""
    foreign = next((e for e in sympy.preorder_traversal(expr) if not _belongs(e, x)), None)
    if foreign is not None:  # before expanding, which took 8 s for the square of a quotient
        raise UnsupportedError(f"{foreign} has no closed normal moment here")
    total = S.Zero
    for term in sympy.Add.make_args(sympy.expand(expr)):
        if term == 0:
            continue
        c, n, a, b = _term(term, x)
        total += c * _weighted(n, a, b, lo, hi)
    return total


def _belongs(node: Expr, x: Symbol) -> bool:
    """Whether a node of a formula may stand in a polynomial of x and exponentials."""
    if not node.has(x) or node.is_Add or node.is_Mul or node == x or isinstance(node, exp):
        return True
    whole = node.is_Pow and node.exp.is_Integer and node.exp > 0
    return bool(whole or (node.is_Pow and node.base is S.Exp1))


def _term(term: Expr, x: Symbol) -> tuple[Expr, int, Expr, Expr]:
    """(c, n, a, b) with the term equal to c x**n exp(a x + b x**2)."""
    c, rest = term.as_independent(x, as_Add=False)
    n, exponent = 0, S.Zero
    for factor in sympy.Mul.make_args(rest):
        base, power = factor.as_base_exp()
        if base == x and power.is_Integer and power > 0:
            n += int(power)
        elif base is S.Exp1:
            exponent += power
        elif isinstance(factor, exp):
            exponent += factor.args[0]
        elif factor != 1:
            raise UnsupportedError(f"{factor} has no closed normal moment here")
    polynomial = sympy.Poly(sympy.expand(exponent), x) if exponent.is_polynomial(x) else None
    if polynomial is None or polynomial.degree() > 2:
        raise UnsupportedError(f"exp({exponent}) has no closed normal moment here")
    a, b = polynomial.coeff_monomial(x), polynomial.coeff_monomial(x**2)
    if not (1 - 2 * b).is_positive:
        raise UnsupportedError(f"exp({exponent}) grows too fast for a normal moment")
    return c * exp(polynomial.coeff_monomial(1)), n, a, b


def _weighted(n: int, a: Expr, b: Expr, lo: Expr, hi: Expr) -> Expr:
    v = 1 / (1 - 2 * b)
    mean, spread = a * v, sqrt(v)
    u, w = (e if e in (oo, -oo) else (e - mean) / spread for e in (lo, hi))
    powers = [sympy.binomial(n, k) * mean ** (n - k) * spread**k for k in range(n + 1)]
    total = sympy.Add(*(p * _moment(k, u, w) for k, p in enumerate(powers)))
    return spread * exp(a**2 * v / 2) * total


@lru_cache(maxsize=1024)
def _moment(k: int, u: Expr, w: Expr) -> Expr:
    if k == 0:
        return (_tail(u) - _tail(w)) / 2
    ends = _end(k - 1, u) - _end(k - 1, w)
    return ends if k == 1 else (k - 1) * _moment(k - 2, u, w) + ends


def _tail(u: Expr) -> Expr:
    if u in (oo, -oo):
        return S.Zero if u == oo else S(2)
    if abs(u.evalf(2)) > FAR:
        raise UnsupportedError(f"{u} is too far out for a normal moment")
    return erfc(u / sqrt(2)) if not u.is_negative else 2 - erfc(-u / sqrt(2))


def _end(k: int, u: Expr) -> Expr:
    return S.Zero if u in (oo, -oo) else u**k * exp(-(u**2) / 2) / sqrt(2 * pi)
