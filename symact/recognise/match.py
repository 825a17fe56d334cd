"""The search for a known function: candidates by values, the simplest one that is proved.

    g(x) = c f(a x; parameters) + d

Values at a few points and derivatives at 0 give a, c, d and the parameters; that the two functions
are the same is then shown by a zero normal form on every piece, as for any claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sympy import Expr, Integer, Rational, Symbol, count_ops, degree

from symact.activation import Activation
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.recognise.parameters import settings
from symact.recognise.sample import Sample, meets
from symact.recognise.scales import affine_images
from symact.verify.compare import compare

ONE, ZERO = Integer(1), Integer(0)


@dataclass(frozen=True)
class Match:
    """A known function that a formula is: `outer * f(inner * x; parameters) + shift`.

    `parameters` holds (name, value) for those that differ from their defaults, `apart` the points
    at which one of the two has no value.
    """

    activation: Activation
    inner: Expr = ONE
    outer: Expr = ONE
    shift: Expr = ZERO
    parameters: tuple[tuple[str, Expr], ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """In how many ways the formula differs from the known function."""
        scaled = (self.inner != ONE, self.outer != ONE, self.shift != ZERO)
        return sum(map(bool, scaled)) + len(self.parameters)

    @property
    def height(self) -> int:
        """How large and how involved its numbers are."""
        numbers = [self.inner, self.outer, self.shift, *(value for _, value in self.parameters)]
        rational = [abs(int(r.p)) + int(r.q) for n in numbers for r in n.atoms(Rational)]
        return sum(rational) + sum(int(count_ops(n)) for n in numbers)

    def expr(self, x: Symbol) -> Expr:
        """The formula in terms of the known function's."""
        a = self.activation
        named = dict(self.parameters)
        put = {p.symbol: named.get(p.name, p.default) for p in a.parameters}
        inside = a.expr.subs({**put, a.x: self.inner * x}, simultaneous=True)
        return self.outer * inside + self.shift

    @property
    def text(self) -> str:
        """The same as a formula in the language of claims: 2*softplus(3*x, beta=2) - 1.

        Points at which one of the two has no value follow: identity(x), apart from x = 1.
        """
        return ", apart from ".join(filter(None, (self._formula(), " and ".join(self.apart))))

    def _formula(self) -> str:
        arguments = [to_text(self.inner * Symbol("x"))]
        arguments += [f"{name}={to_text(value)}" for name, value in self.parameters]
        call = f"{self.activation.name}({', '.join(arguments)})"
        sign = "-" if self.outer.is_negative else ""
        size = abs(self.outer)
        scale = "" if size == 1 else f"{_factor(size)}*"
        if self.shift == 0:
            return f"{sign}{scale}{call}"
        if sign:
            return f"{to_text(self.shift)} - {scale}{call}"
        join = "-" if self.shift.is_negative else "+"
        return f"{scale}{call} {join} {to_text(abs(self.shift))}"


def _factor(value: Expr) -> str:
    text = to_text(value)
    return f"({text})" if value.is_Add or "/" in text else text


def recognise(formula: Activation, known: Iterable[Activation]) -> Match | None:
    """The simplest known function that a formula in x alone is, proved; None where none is found.

    Of two equally simple ones it is the first that is listed.

    A straight line is recognised only as it stands: scaled, every line is every other one.
    """
    if formula.axiswise or formula.parameters:
        return None
    try:
        goal = Sample(formula)
        found = list(_candidates(goal, known))
    except UnsupportedError:
        return None
    order = {name: n for n, name in enumerate(dict.fromkeys(m.activation.name for m in found))}
    for match in sorted(found, key=lambda m: (m.changes, m.height, order[m.activation.name])):
        shown = compare(match.expr(goal.x), goal.pieces, formula)
        if shown.word == "proved":
            return replace(match, apart=tuple(p.partition(":")[0] for p in shown.points))
    return None


def _candidates(goal: Sample, known: Iterable[Activation]) -> Iterator[Match]:
    straight = _is_straight(goal)
    for activation in known:
        if activation.axiswise:
            continue
        here = Sample(activation)
        if meets(here.plain, goal.plain):
            yield Match(here.activation)
        elif not straight:
            yield from _at_parameters(here, goal)
            yield from _scaled(here, goal)


def _is_straight(goal: Sample) -> bool:
    (expr, *others), x = [p.expr for p in goal.pieces.pieces], goal.x
    return not others and expr.is_polynomial(x) and degree(expr, x) < 2


def _at_parameters(here: Sample, goal: Sample) -> Iterator[Match]:
    parameters = here.activation.parameters
    if not parameters:
        return
    for mirror in (1, -1):
        for values in settings(here, goal, mirror):
            changed = tuple(
                (p.name, v) for p, v in zip(parameters, values, strict=True) if v != p.default
            )
            yield Match(here.activation, Integer(mirror), parameters=changed)


def _scaled(here: Sample, goal: Sample) -> Iterator[Match]:
    for inner, outer, shift in affine_images(here, goal):
        yield Match(here.activation, inner, outer, shift)
