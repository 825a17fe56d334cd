"""Error functions by others with a better argument, or with their exponential taken out.

In the left tail Phi(x) + x phi(x) is a sum of two tiny numbers; as exp(-x^2/2) (E/2 - s/sqrt(2 pi))
with E = erfcx(s/sqrt 2), which decays like 1/s only, one exponential is left, to be scaled last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import sympy
from sympy import Expr as Formula
from sympy import Symbol

from symact.errors import UnsupportedError
from symact.ir import Expr, Op, Var
from symact.lower.assemble import replaced
from symact.lower.direct import direct
from symact.normalise import DISTANCE, NormalForm, normal_form, substitute


@dataclass(frozen=True)
class Way:
    """erfc(z) = `factor` exp(-z^2)^`tail` f(`scale` z), f an elementary function."""

    function: str
    scale: Formula
    factor: int
    tail: bool


WAYS = (
    Way("phi_tail_fast", sympy.sqrt(2), 2, False),
    Way("mills", sympy.sqrt(2), 2, True),
    Way("erfcx", sympy.Integer(1), 1, True),
)
"""The normal distribution's tail, Mills' ratio and erfcx; the first two take s/sqrt(2) as s."""

Call = tuple[str, Formula]
"""An elementary function and its argument, in s."""


def complemented(
    formula: Formula, x: Symbol, left: bool
) -> Iterator[tuple[NormalForm, dict[str, Call]]]:
    """Normal forms with a symbol for each call that the error functions come down to."""
    at = substitute(formula, x, -DISTANCE if left else DISTANCE)
    nodes = sorted(at.atoms(sympy.erf, sympy.erfc), key=sympy.default_sort_key)
    for way in WAYS if nodes else ():
        calls: dict[str, Call] = {}
        values = {node: _value(node, way, calls) for node in nodes}
        if None in values.values():
            continue
        with suppress(UnsupportedError):
            form = normal_form(at.xreplace(values))
            form.tower.bound(() if way.tail else calls)
            yield form, calls


def _value(node: Formula, way: Way, calls: dict[str, Call]) -> Formula | None:
    """An error function by calls; None where the argument's sign is open, or it gets no simpler."""
    z, sign = node.args[0], 1
    if z.could_extract_minus_sign():
        z, sign = -z, -1
    argument = way.scale * z
    if not z.is_positive or (way.scale != 1 and argument.atoms(sympy.Pow)):
        return None
    call = (way.function, argument)
    name = next((n for n, known in calls.items() if known == call), f"call{len(calls)}")
    calls[name] = call
    small = way.factor * Symbol(name, positive=True) * (sympy.exp(-(z**2)) if way.tail else 1)
    erf = sign * (1 - small)
    return erf if isinstance(node, sympy.erf) else 1 - erf


def put_back(expr: Expr, calls: Mapping[str, Call], s: Expr) -> Expr:
    """The expression with the calls in place of their symbols."""
    values: dict[Expr, Expr] = {
        Var(name): Op(function, (replaced(direct(z), {Var(str(DISTANCE)): s}),))
        for name, (function, z) in calls.items()
    }
    return replaced(expr, values)
