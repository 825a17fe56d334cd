"""A tower of generators: each new one is expressed by those before it wherever it can be.

`Tower.convert` turns a SymPy expression in one positive variable and parameters into an element of
a field of rational functions. Generators are made on demand:

    exp    one per monomial of the exponent, with the rate that every exponent is a multiple of
    log    one per irreducible factor of the argument: log|p|
    root   one per irreducible factor of the radicand: |p|**(1/b)
    atan   one per argument that no rational relation ties to earlier ones
    erfc   one per argument, up to sign
    sin, cos  a pair per monomial, tied by sin^2 + cos^2 = 1

Every step is an identity over the reals wherever its input is real and defined, so an element
that is zero proves the expression zero there. Independence of the generators only matters for
completeness: a relation that is missed leaves an identity undecided, never wrongly proved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

import sympy
from sympy import Expr, Symbol

from symact.activation import private
from symact.errors import NotRealError, UnsupportedError
from symact.normalise import angles, arctangents, exponentials, logarithms, roots, special
from symact.normalise.algebraic import denested
from symact.normalise.field import CONTEXT, SLOTS, Element, Field, Poly, constant, slots
from symact.normalise.rewrite import rewrite
from symact.normalise.signs import Range, powers_of, sign_over

MAX_SPREAD = 20_000
"""Terms that a polynomial may get when 1/(1 + t) is put for what lies in (0, 1); else no sign."""

Key = tuple[tuple[int, ...], str]


class Restart(Exception):
    """A rate, a root index or a sign was learnt; the conversion starts again with it."""


@dataclass(frozen=True)
class Generator:
    """A symbol of the tower: what it stands for, and where its values lie.

    `argument` is the element inside (the exponent, the root's radicand, ...), `meaning` the SymPy
    value; `constant` says that no variable and no parameter is left below it.
    """

    slot: int
    kind: str
    symbol: Symbol
    meaning: Expr
    range: Range
    argument: Element | None = None
    constant: bool = False


@dataclass
class Refinements:
    """What restarts have learnt.

    The rate for each exponent monomial and the largest exponent that it has to serve; the index of
    each root; and the signs of expressions that have one wherever the formula has a value: 3 - x,
    beside sqrt(3 - x).
    """

    rates: dict[Key, Fraction] = field(default_factory=dict)
    largest: dict[Key, Fraction] = field(default_factory=dict)
    indices: dict[str, int] = field(default_factory=dict)
    signs: dict[Expr, int] = field(default_factory=dict)


class Tower:
    """Generators over one positive variable (or none) and parameters."""

    def __init__(self, x: Symbol | None, refinements: Refinements) -> None:
        self.field = Field()
        self.refinements = refinements
        self.generators: list[Generator] = []
        self.by_name: dict[tuple[str, str | Symbol], Generator] = {}
        self.divisors: list[Poly] = []
        self._memo: dict[Expr, Element] = {}
        if x is not None:
            self.symbol(x)

    # generators

    def generator(
        self,
        kind: str,
        name: str | Symbol,
        meaning: Callable[[], Expr],
        range: Range,
        argument: Element | None = None,
    ) -> Generator:
        """The generator of this kind and name, made when it is new."""
        known = self.by_name.get((kind, name))
        if known is not None:
            return known
        slot = len(self.generators)
        if slot >= SLOTS:
            raise UnsupportedError(
                f"more than {SLOTS} generators; the formula is too large to decide"
            )
        value = meaning()
        symbol = value if kind == "symbol" else private(f"_{kind}{slot}", real=True)
        made = Generator(slot, kind, symbol, value, range, argument, not value.free_symbols)
        self.generators.append(made)
        self.by_name[kind, name] = made
        return made

    def symbol(self, s: Symbol) -> Element:
        """A variable or a parameter; two of one name are two."""
        made = self.generator("symbol", s, lambda: s, "positive" if s.is_positive else "real")
        return self.field.slot(made.slot)

    def bound(self, names: Collection[str]) -> None:
        """Note that some symbols lie between 0 and 1, as decaying exponentials do."""
        for slot, g in enumerate(self.generators):
            if g.kind == "symbol" and g.symbol.name in names:
                bounded = replace(g, range="unit")
                self.generators[slot] = self.by_name["symbol", g.symbol] = bounded

    def is_constant(self, element: Element) -> bool:
        """Whether no variable and no parameter is left below an element."""
        return all(self.generators[k].constant for k in element.slots)

    # conversion

    def convert(self, expr: Expr) -> Element:
        """The element an expression stands for; UnsupportedError names what is not handled."""
        known = self._memo.get(expr)
        if known is None:
            known = self._memo[expr] = self._convert(expr)
        return known

    def _convert(self, expr: Expr) -> Element:
        if expr.is_Rational:
            return self.field.rational(Fraction(int(expr.p), int(expr.q)))
        if isinstance(expr, Symbol):
            return self.symbol(expr)
        if expr is sympy.pi:
            return self.field.slot(
                self.generator("constant", "pi", lambda: sympy.pi, "positive").slot
            )
        if expr is sympy.E:
            return exponentials.exp(self, self.field.rational(1))
        if expr.is_Add:
            return self._sum(expr.args)
        if expr.is_Mul:
            return self._product(expr.args)
        if expr.is_Pow:
            return self._power(*(expr.args if expr.free_symbols else denested(expr).as_base_exp()))
        if isinstance(expr, sympy.CRootOf):
            return roots.of_polynomial(self, expr)
        handler = HANDLERS.get(expr.func)
        if handler is not None:
            return handler(self, self.convert(expr.args[0]))
        if expr is sympy.I or expr is sympy.nan:
            raise NotRealError("the formula has no real value on this region")
        simpler = rewrite(expr)
        if simpler is None:
            raise UnsupportedError(f"the normal form does not handle {expr.func.__name__}")
        return self.convert(simpler)

    def _sum(self, terms: Iterable[Expr]) -> Element:
        total = self.field.rational(0)
        for term in terms:
            total = total + self.convert(term)
        return total

    def _product(self, factors: Iterable[Expr]) -> Element:
        total = self.field.rational(1)
        for factor in factors:
            total = total * self.convert(factor)
        return total

    def _power(self, base: Expr, exponent: Expr) -> Element:
        if base is sympy.E:
            return exponentials.exp(self, self.convert(exponent))
        if exponent.is_Rational:
            below = self.convert(base)
            if exponent.is_negative:
                self.divisors.append(below.num)
            if exponent.is_Integer:
                return below ** int(exponent)
            return roots.root(self, below, Fraction(int(exponent.p), int(exponent.q)))
        return exponentials.exp(
            self, self.convert(exponent) * logarithms.log(self, self.convert(base))
        )

    # back to SymPy

    def poly_expr(self, poly: Poly, meaning: bool = True) -> Expr:
        """A polynomial as an expression: in meanings, or in the generators' symbols."""
        terms = []
        for monomial, c in poly.to_dict().items():
            powers = [
                (self.generators[k].meaning if meaning else self.generators[k].symbol) ** n
                for k, n in enumerate(monomial)
                if n
            ]
            terms.append(sympy.Mul(sympy.Rational(int(c.p), int(c.q)), *powers))
        return sympy.Add(*terms)

    def expr(self, element: Element, meaning: bool = True) -> Expr:
        """An element as an expression."""
        return self.poly_expr(element.num, meaning) / self.poly_expr(element.den, meaning)

    # signs

    def suppose(self, poly: Poly, sign: int) -> None:
        """Start again with the sign that a polynomial has wherever the formula has a value."""
        self.refinements.signs[self.poly_expr(poly)] = sign
        self.refinements.signs[self.poly_expr(-poly)] = -sign
        raise Restart

    def sign(self, poly: Poly) -> int | None:
        """+1 or -1 where a polynomial has that sign wherever the formula has a value, else None."""
        known = self.sign_everywhere(poly)
        if known is None and self.refinements.signs and not poly.is_zero():
            return self.refinements.signs.get(self.poly_expr(poly))
        return known

    def sign_everywhere(self, poly: Poly) -> int | None:
        """+1 or -1 where a polynomial has that sign for all values of its generators, else None."""
        if poly.is_zero():
            return None
        occurring = [self.generators[k] for k in slots(poly)]
        if occurring and all(g.constant for g in occurring):
            return special.constant_sign(self.poly_expr(poly))
        units = [g for g in occurring if g.range == "unit"]
        degrees = poly.degrees()
        if len(poly) * math.prod(degrees[g.slot] + 1 for g in units) > MAX_SPREAD:
            return None
        for g in units:  # u in (0, 1) is 1 / (1 + t) with t > 0
            poly = _unit_to_positive(poly, g.slot)
        return sign_over(poly, [g.slot for g in occurring if g.range == "real"])


def _unit_to_positive(poly: Poly, slot: int) -> Poly:
    """(1 + t)**n times the polynomial at u = 1/(1 + t), n its degree in u."""
    t = CONTEXT.gen(slot) + 1
    total = constant(0)
    by_power = powers_of(poly.to_dict(), slot)
    for n in range(poly.degrees()[slot] + 1):
        total = total * t + by_power.get(n, 0)
    return total


HANDLERS: dict[type, Callable[[Tower, Element], Element]] = {
    sympy.exp: exponentials.exp,
    sympy.log: logarithms.log,
    sympy.atan: arctangents.atan,
    sympy.erf: special.erf,
    sympy.sin: angles.sin,
    sympy.cos: angles.cos,
}
"""One row a function that makes generators."""
