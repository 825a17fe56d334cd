"""Claims about the derivative by a parameter, also within a range of that parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sympy import Expr, S

from symact.activation import Activation
from symact.derive import parameter_derivative, parameter_kinks, pieces
from symact.sheet import Kink
from symact.verify.compare import compare
from symact.verify.finding import Finding


@dataclass(frozen=True)
class ByParameter:
    """Whether a formula is the derivative by a parameter, wherever that exists.

    In a range the parameter p is a function of a positive symbol d, and df/dp is df/dd / `rate`,
    with the rate dp/dd.
    """

    name: str
    rate: Expr = S.One

    def __call__(self, claimed: Expr, about: Activation) -> Finding:
        """The finding about a formula in x and the parameters."""
        if self.rate == 0:
            left_out = f"left out, the cases change with {self.name} there"
            return Finding("convention", "", points=(left_out,))
        found = parameter_derivative(about, self.name)
        parts = tuple(replace(p, expr=p.expr / self.rate) for p in found.pieces)
        values = tuple(None if v is None else v / self.rate for v in found.values)
        corners = tuple(self._scaled(k) for k in parameter_kinks(about, self.name))
        true = replace(found, pieces=parts, values=values)
        return compare(claimed, true, about, corners, pieces(about))

    def _scaled(self, kink: Kink) -> Kink:
        sides = {n: getattr(kink, n) / self.rate for n in ("left", "right", "value")}
        return replace(kink, **sides)

    def first(self, about: Activation) -> Activation:
        """The activation with this parameter first: where it is in a range, no other moves."""
        others = sorted(about.parameters, key=lambda p: p.name != self.name)
        return replace(about, parameters=tuple(others))

    def within(
        self, put: Mapping[Expr, Expr], about: Activation, inside: Activation
    ) -> ByParameter | None:
        """The same in a range; None where another parameter's range moves with this one."""
        symbol = next((p.symbol for p in about.parameters if p.name == self.name), None)
        ((moved, value),) = put.items()
        if moved != symbol:
            return None if symbol in value.free_symbols else self
        free = next((p.symbol for p in inside.parameters if p.name == self.name), None)
        rate = S.Zero if free is None else self.rate.xreplace(dict(put)) * value.diff(free)
        return replace(self, rate=rate)
