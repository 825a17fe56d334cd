"""The order of terms and factors in print: our own, because SymPy's differs between versions.

Sums ascend (`1 + e^{-x}`, `2 + 2 q + q^2`); where that would begin with a minus sign, polynomials
descend (`x^2 - 1`) and other sums begin further on (`e^x - 1`). Products go from numbers over
parameters and the argument to functions and sums: `2 alpha x e^{-x} (1 - f)`.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Add, Expr, Mul, Pow, S, Symbol, exp

from symact.activation import Maximum


def ordered_terms(expr: Add) -> list[Expr]:
    """Ascending terms; to avoid a leading minus, polynomials descend, others begin further on."""
    terms = sorted(expr.args, key=term_key)
    if not terms[0].could_extract_minus_sign():
        return terms
    if all(term_key(t)[2] == 0 for t in terms) and not terms[-1].could_extract_minus_sign():
        return terms[::-1]
    start = next((n for n, t in enumerate(terms) if not t.could_extract_minus_sign()), 0)
    return terms[start:] + terms[:start]


def flipped(rest: Expr) -> list[Expr] | None:
    """The factors of -rest with the sign taken into a sum: -f (f - 1) is f (1 - f)."""
    factors = list(Mul.make_args(rest))
    for n, factor in enumerate(factors):
        base, power = factor.as_base_exp()
        odd = power.is_Integer and power % 2 == 1
        if odd and isinstance(base, Add) and base.as_coeff_Add()[0].is_negative:
            factors[n] = Pow(-base, power)
            return factors
    return None


def term_key(term: Expr) -> tuple[Any, ...]:
    """Numbers, then by total degree in the symbols, then what is not a monomial, by its text."""
    _, rest = term.as_coeff_Mul(rational=True)
    powers = [f.as_base_exp() for f in Mul.make_args(rest)]
    symbols = [(b, e) for b, e in powers if isinstance(b, Symbol | sympy.Indexed) and e.is_Integer]
    degree = sum(int(e) for _, e in symbols)
    other = sum(
        1 for b, e in powers if (b, e) not in symbols and (b.free_symbols or e.free_symbols)
    )
    return (bool(rest.free_symbols), not term.is_Rational, other, degree, _text(rest))


def factor_key(factor: Expr) -> tuple[Any, ...]:
    """Numbers, parameters, the argument, other symbols, functions, sums, cases."""
    base, power = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
    return (_rank(base, power), _text(base), _text(power))


def _rank(base: Expr, power: Expr) -> int:
    if isinstance(base, sympy.Piecewise):
        return 9
    if not base.free_symbols and not power.free_symbols:
        return 0 if base.is_Number or base.is_NumberSymbol or isinstance(base, exp) else 1
    if isinstance(base, Symbol):
        return 3 if base.name in ("x", "s") else 4 if base.name in ("f", "y", "q") else 2
    if isinstance(base, sympy.Indexed | sympy.KroneckerDelta):
        return 5
    if isinstance(base, sympy.Sum | Maximum):
        return 8
    return 7 if isinstance(base, Add) else 6


def _text(expr: Expr) -> str:
    """A text to order by: shorter names first, then the alphabet; equal for equal expressions."""
    return str(sympy.sstr(expr, order="lex"))
