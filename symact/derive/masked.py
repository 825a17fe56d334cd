"""Absolute values in disguise: the root of a square, as in sqrt(x**2 + x**4) = |x| sqrt(1 + x**2).

Where the squared factor changes sign the function has a kink that no case distinction shows.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy
from sympy import Abs, Expr, Pow, S, Symbol

from symact.derive.roots import sign_changes
from symact.errors import UnsupportedError

Sign = Callable[[Expr], int | None]

LONG = 40
"""Radicands of more operations are left as they are: factoring them would take seconds."""

HIGH = 1000
"""Radicands with higher powers as well: SymPy writes down every coefficient between."""

HYPERBOLIC = (sympy.cosh, sympy.sinh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch)


def unmasked(expr: Expr, x: Symbol, sign: Sign) -> Expr:
    """The formula with (f**2 v)**r, r not whole, as |f|**(2 r) v**r for every f that changes sign.

    The two agree wherever the first has a real value, since v has the sign of the radicand.
    """
    masks = {
        power: _open(power, x, sign)
        for power in expr.atoms(Pow)
        if x in power.base.free_symbols and power.exp.is_Rational and not power.exp.is_Integer
    }
    found = {power: form for power, form in masks.items() if form is not None}
    return expr.xreplace(found) if found else expr


def _open(power: Pow, x: Symbol, sign: Sign) -> Expr | None:
    """A power with its squared factors taken out, or None where none of them changes sign."""
    base, exponent = power.args
    if sympy.count_ops(base) > LONG or base.has(Abs, sympy.Piecewise):
        return None
    if base.has(*HYPERBOLIC):
        base = base.rewrite(sympy.exp)
    if highest_power(base) > HIGH:
        return None
    outside, inside = S.One, S.One
    for factor in sympy.Mul.make_args(factored(base)):
        f, n = factor.as_base_exp()
        if n.is_Integer and n > 1 and _changes(f, x, sign):
            outside *= Abs(f) ** (2 * (n // 2) * exponent)
            inside *= f ** (n % 2)
        else:
            inside *= factor
    root = inside**exponent
    if outside is S.One or root.has(S.ImaginaryUnit):  # (-f**2)**r is real where f is 0 alone
        return None
    if _changes(inside, x, sign):  # a root that is not real could cancel
        return None
    return outside * root


def factored(expr: Expr) -> Expr:
    """`factor`, with the variable measured so that exponentials have whole rates.

    For SymPy exp(-1.702 x) is the 851st power of exp(-x/500); factoring that takes 15 seconds.
    """
    rates = [e.args[0].as_independent(*e.free_symbols)[0] for e in expr.atoms(sympy.exp)]
    symbols = set().union(*(e.args[0].free_symbols for e in expr.atoms(sympy.exp)))
    if len(symbols) != 1 or any(not r.is_Rational for r in rates):
        return sympy.factor(expr)
    rate, x = sympy.gcd_list(rates), symbols.pop()
    if rate.p == 1 or rate.q == 1:
        return sympy.factor(expr)
    return sympy.factor(expr.subs(x, x / rate)).subs(x, rate * x)


def highest_power(expr: Expr) -> int:
    """The highest power of a part of an expression by which SymPy writes its polynomials.

    To it x**2.0001 is the 20001st power of x**(1/10000); that of x**(2 + 1e-28) fills the memory.
    So is exp(1702*x/1000) the 851st power of exp(x/500), and exp(x + 1 + 1e-30) one as large.
    """
    powers = [abs(int(e.exp.p)) for e in expr.atoms(Pow) if e.exp.is_Rational]
    rates = [c for e in expr.atoms(sympy.exp) for c in e.args[0].atoms(sympy.Rational)]
    return max([0, *powers, *(abs(int(c.p)) for c in rates)])


def _changes(f: Expr, x: Symbol, sign: Sign) -> bool:
    """Whether a factor is found to change sign somewhere."""
    if x not in f.free_symbols:
        return False
    try:
        return bool(sign_changes(f, x, sign))
    except UnsupportedError:
        return False
