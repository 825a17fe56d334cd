"""Error functions as exp(-z^2) erfcx(z), so that the exponentials of a formula can be taken out.

In the left tail Phi(x) + x phi(x) is a sum of two tiny numbers; as exp(-x^2/2) (E/2 - s/sqrt(2 pi))
with E = erfcx(s/sqrt 2), which decays like 1/s only, one exponential is left, to be scaled last.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Expr as Formula
from sympy import Symbol

from symact.errors import UnsupportedError
from symact.ir import Expr, Op, Var
from symact.ir.scalar import children
from symact.lower.assemble import rebuild
from symact.lower.direct import direct
from symact.normalise import DISTANCE, NormalForm, normal_form, substitute


def complemented(
    formula: Formula, x: Symbol, left: bool
) -> tuple[NormalForm, dict[str, Formula]] | None:
    """The normal form with a symbol for each erfcx(z), and each z in s; None without any."""
    at = substitute(formula, x, -DISTANCE if left else DISTANCE)
    found: dict[Formula, Formula] = {}
    names: dict[str, Formula] = {}
    for node in sorted(at.atoms(sympy.erf, sympy.erfc), key=sympy.default_sort_key):
        z, sign = node.args[0], 1
        if z.could_extract_minus_sign():
            z, sign = -z, -1
        if not z.is_positive:
            return None
        name = next((n for n, known in names.items() if known == z), f"erfcx{len(names)}")
        names[name] = z
        small = sympy.exp(-(z**2)) * Symbol(name, positive=True)
        erf = sign * (1 - small)
        found[node] = erf if isinstance(node, sympy.erf) else 1 - erf
    if not found:
        return None
    try:
        return normal_form(at.xreplace(found)), names
    except UnsupportedError:
        return None


def put_back(expr: Expr, names: Mapping[str, Formula], s: Expr) -> Expr:
    """The expression with erfcx(z) in place of its symbol."""
    values = {
        name: Op("erfcx", (_replaced(direct(z), {str(DISTANCE): s}),)) for name, z in names.items()
    }
    return _replaced(expr, values)


def _replaced(expr: Expr, values: Mapping[str, Expr]) -> Expr:
    known: dict[Expr, Expr] = {}

    def go(node: Expr) -> Expr:
        if isinstance(node, Var):
            return values.get(node.name, node)
        if node not in known:
            known[node] = rebuild(node, tuple(map(go, children(node))))
        return known[node]

    return go(expr)
