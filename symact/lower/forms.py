"""Candidate forms: one normal form, written down in a few numerically different ways.

A form has a factored or an expanded numerator and denominator, and for each exponential
q = exp(-r s) it has q itself, m = expm1(-r s) = q - 1, in which 1 - q costs nothing, or both: m in
the factors that vanish at s = 0, q in the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Op, Var
from symact.lower.arithmetic import add, const, div, fma, horner, mul, neg, power
from symact.lower.constants import constant_of
from symact.normalise import DISTANCE, NormalForm
from symact.normalise.field import CONTEXT, Element, Poly, constant, slots
from symact.normalise.tower import Generator, Tower

CAPPED = ", s capped at the largest number"
"""The words for a cap that takes part in no exponential, so that sharing does not depend on it."""

ONE_POLY = constant(1)


@dataclass(frozen=True)
class Form:
    """An expression for one region in the variable s, and how it was written down.

    `exempt` are parts that need no corrections: they are made with them.
    `extra` is what the corrections that it needs cost, `done` the expression with them.
    """

    expr: Expr
    description: str
    exempt: frozenset[Expr] = frozenset()
    extra: float = 0.0
    done: Expr | None = None

    @property
    def family(self) -> str:
        """The description without a cap on s that a form either needs or not."""
        return self.description.replace(CAPPED, "")


@dataclass(frozen=True)
class Style:
    """The choices that make one form of a normal form."""

    numerator: str
    denominator: str
    basis: str
    scale: int = 0
    conjugate: bool = False

    def __str__(self) -> str:
        scaled = f", scaled by 2^-{self.scale}" if self.scale else ""
        conjugate = ", by the conjugate root" if self.conjugate else ""
        return f"{self.numerator} / {self.denominator} in {self.basis}{scaled}{conjugate}"


STYLES = tuple(
    Style(n, d, b)
    for b, n, d in product(
        ("q", "m", "q and m"), ("factored", "expanded"), ("factored", "expanded")
    )
)


def forms(form: NormalForm, s: Expr, bounded: Expr, scale: int) -> Iterator[Form]:
    """Every form of a normal form, without repetition.

    `s` is the IR of the distance variable; `bounded` replaces it in products with a decaying
    exponential, where it may be capped so that infinity times zero does not arise. A denominator in
    powers of s is also tried scaled by 2^-scale, since it may overflow where the quotient does not
    vanish.
    """
    seen: set[Expr] = set()
    styles = list(STYLES)
    if len(form.element.num.to_dict()) > 1 and slots(form.element.den):
        styles.append(Style("term by term", "factored", "q"))
    if _levels_off(form):
        styles += [
            Style(n, "damped", b) for b in ("q", "q and m") for n in ("factored", "expanded")
        ]
    if _grows(form):
        styles += [replace(style, denominator="expanded", scale=scale) for style in STYLES]
    if _rooted(form) is not None:
        styles += [replace(style, conjugate=True) for style in STYLES]
        styles += [
            replace(style, denominator="expanded", scale=scale, conjugate=True) for style in STYLES
        ]
    for style in styles:
        expr = Writer(form, style, s, bounded).whole(form)
        if expr not in seen:
            seen.add(expr)
            yield Form(expr, str(style))


def quotients_first(form: NormalForm, s: Expr) -> Iterator[Form]:
    """s^2/(s^2 + c) as s (s/(s^2 + c)): s^2 may be subnormal, or 0, where the quotient is not."""
    slot = distance_of(form.tower)
    powers = set() if slot is None else {m[slot] for m in form.element.num.to_dict()}
    if min(powers, default=0) < 2 or not slots(form.element.den):
        return
    style = Style("quotient first", "expanded", "q")
    yield Form(Writer(form, style, s, s).whole(form), str(style))


def distance_of(tower: Tower) -> int | None:
    """The place of the variable s among a tower's generators; None where it does not occur."""
    return next((g.slot for g in tower.generators if g.symbol == DISTANCE), None)


def _grows(form: NormalForm) -> bool:
    """Whether the denominator has a power of s of at least 2."""
    powers = dict(enumerate(form.element.den.degrees()))
    s = distance_of(form.tower)
    return s is not None and powers[s] > 1


def _levels_off(form: NormalForm) -> bool:
    """Whether the denominator is a constant and terms that decay."""
    level, rest = _level(form)
    return (
        bool(level) and bool(rest) and all(form.tower.generators[k].constant for k in slots(level))
    )


def _level(form: NormalForm) -> tuple[Poly, Poly]:
    """The part of the denominator that does not decay, and the part that does."""
    decaying = [g.slot for g in form.tower.generators if g.range == "unit"]
    parts: tuple[dict[tuple[int, ...], Any], ...] = ({}, {})
    for monomial, c in form.element.den.to_dict().items():
        parts[any(monomial[k] for k in decaying)][monomial] = c
    level, rest = map(CONTEXT.from_dict, parts)
    return level, rest


def _rooted(form: NormalForm) -> int | None:
    """The square root that the numerator holds, if it holds one that a conjugate takes away."""
    for k in slots(form.element.num):
        if form.tower.generators[k].constant:
            continue
        if form.tower.field.relations.get(k, (0, None))[0] == 2:
            return k
    return None


def _conjugated(form: NormalForm) -> tuple[Poly, Poly]:
    """Numerator and denominator times the numerator's conjugate: (R - s)/2 is b/(2 (R + s))."""
    root, element = _rooted(form), form.element
    flipped = element.num.compose(*(-g if k == root else g for k, g in enumerate(CONTEXT.gens())))
    num = form.tower.field.reduce(element.num * flipped)
    common = num.gcd(element.den)
    sign = -1 if form.tower.sign(flipped) == -1 else 1
    return num / common * sign, element.den * flipped / common * sign


class Writer:
    """Writes elements of one tower as IR in one style."""

    def __init__(self, form: NormalForm, style: Style, s: Expr, bounded: Expr) -> None:
        self.tower = form.tower
        self.style = style
        self.s = s
        self.bounded = bounded
        self.joined = inseparable(form)

    def whole(self, form: NormalForm) -> Expr:
        """The normal form in this style."""
        if self.style.conjugate:
            return self._quotient(*_conjugated(form))
        if self.style.denominator == "damped":
            return self._damped(form)
        if self.style.numerator == "term by term":
            return self._term_by_term(form.element)
        if self.style.numerator == "quotient first":
            slot = distance_of(form.tower)
            assert slot is not None
            s = CONTEXT.gen(slot)
            rest, den = form.element.num / s, form.element.den
            return mul(self._part(rest, "factored"), div(self.poly(s), self.poly(den)))
        return self.element(form.element)

    def element(self, element: Element) -> Expr:
        """numerator / denominator; a denominator without variables goes into the coefficients."""
        if self._is_constant(element.den):
            return self._part(element.num, self.style.numerator, element.den)
        return self._quotient(element.num, element.den)

    def _quotient(self, num: Poly, den: Poly) -> Expr:
        top = self._part(num, self.style.numerator)
        if self.style.scale:
            unit = const(Fraction(1, 2**self.style.scale))
            return div(mul(unit, top), self.poly(den, scaled=True))
        if self.style.denominator == "one by one":
            return self._one_by_one(top, den)
        return div(top, self._part(den, self.style.denominator))

    def _damped(self, form: NormalForm) -> Expr:
        """N/(1 + d) as N - N d/(1 + d): an error of the quotient counts little where d is small."""
        level, rest = _level(form)
        capped = Writer(form, self.style, self.bounded, self.bounded)
        top, factor = (w._part(form.element.num, w.style.numerator, level) for w in (self, capped))
        share = div(self.poly(rest), self.poly(form.element.den))
        return fma(neg(factor), share, top)

    def _term_by_term(self, element: Element) -> Expr:
        """Each term of the numerator over the denominator: (b s + L)/b is s + L/b."""
        total: Expr = const(0)
        by_size = sorted(
            element.num.to_dict().items(), key=lambda item: (sum(item[0]), item[0]), reverse=True
        )
        for monomial, c in by_size:
            part = element.field.element(CONTEXT.from_dict({monomial: c}), element.den)
            total = add(total, self.element(part))
        return total

    def _one_by_one(self, top: Expr, den: Poly) -> Expr:
        """Divided by one factor after the other: no product of factors overflows."""
        rest, factors = den, den.factor()[1]
        for p, n in factors:
            if not self._is_constant(p):
                rest = rest / p ** int(n)
        total = mul(self._coefficient(ONE_POLY, rest), top)
        for p, n in factors:
            if not self._is_constant(p):
                for _ in range(int(n)):
                    total = div(total, self.poly(p))
        return total

    def _part(self, poly: Poly, style: str, over: Poly = ONE_POLY) -> Expr:
        if style == "expanded" or poly.is_constant():
            return self.poly(poly, over)
        _, factors = poly.factor()
        rest = poly
        for p, n in factors:
            rest = rest / p ** int(n)
        variable = [(p, int(n)) for p, n in factors if not self._is_constant(p)]
        for p, n in factors:
            if self._is_constant(p):
                rest = rest * p ** int(n)
        total: Expr = self._coefficient(rest, over)
        # the factors that decay come first, so that no intermediate product overflows
        for p, n in sorted(variable, key=lambda item: (not self._decays(item[0]), str(item[0]))):
            total = mul(total, power(self.poly(p), n))
        return total

    def _is_constant(self, poly: Poly) -> bool:
        return all(self._constant_slot(k) for k in slots(poly))

    def _constant_slot(self, k: int) -> bool:
        return self.tower.generators[k].constant

    def _decays(self, poly: Poly) -> bool:
        return any(self.tower.generators[k].range == "unit" for k in slots(poly))

    def poly(self, poly: Poly, over: Poly = ONE_POLY, scaled: bool = False) -> Expr:
        """A polynomial over a constant one, by Horner's rule, exponentials outermost."""
        poly = without(poly, set(self.joined.values()))
        in_m = self._in_m(poly)
        shifted = self.style.basis == "m" or (self.style.basis == "q and m" and _vanishes(in_m))
        poly = in_m if shifted else poly
        variables = [k for k in slots(poly) if not self._constant_slot(k)]
        variables.sort(key=lambda k: (self.tower.generators[k].range != "unit", k))
        grouped: dict[tuple[int, ...], dict[tuple[int, ...], Any]] = {}
        for monomial, c in poly.to_dict().items():
            outer = tuple(monomial[k] for k in variables)
            inner = tuple(0 if k in variables else n for k, n in enumerate(monomial))
            grouped.setdefault(outer, {})[inner] = c
        terms = {m: self._coefficient(CONTEXT.from_dict(part), over) for m, part in grouped.items()}
        if scaled:
            unit = Fraction(1, 2**self.style.scale)
            scaled_terms = {m: Const(Fraction(c.value) * unit) for m, c in terms.items()}
            atoms = tuple(self.atom(k, self.s, shifted) for k in variables)
            return horner(scaled_terms, atoms, stepwise=True)
        return self._nested(terms, variables, shifted)

    def _nested(
        self, terms: dict[tuple[int, ...], Const], variables: list[int], shifted: bool
    ) -> Expr:
        decaying = [k for k in variables if self.tower.generators[k].range == "unit"]
        if len(decaying) != 1 or decaying == variables:
            return horner(terms, tuple(self.atom(k, self.s, shifted) for k in variables))
        free = {m[1:]: c for m, c in terms.items() if m[0] == 0}
        decayed = {m: c for m, c in terms.items() if m[0] > 0}
        rest = tuple(self.atom(k, self.s, shifted) for k in variables[1:])
        capped = tuple(self.atom(k, self.bounded, shifted) for k in variables[1:])
        with_q = horner(decayed, (self.atom(decaying[0], self.s, shifted), *capped))
        if isinstance(with_q, Op) and with_q.name == "mul":
            a, b = with_q.args
            return fma(a, b, horner(free, rest))  # a b + 0 is a b
        return add(horner(free, rest), with_q)

    def _in_m(self, poly: Poly) -> Poly:
        """The polynomial with 1 + m in place of every decaying exponential q."""
        shifted = {g.slot for g in self.tower.generators if g.kind == "exp" and g.range == "unit"}
        return poly.compose(*(1 + x if k in shifted else x for k, x in enumerate(CONTEXT.gens())))

    def _coefficient(self, poly: Poly, over: Poly) -> Const:
        exact = self.tower.field.element(poly, over)
        if exact.rational is not None:
            return const(exact.rational)
        return constant_of(self.tower.expr(exact))

    def atom(self, k: int, s: Expr, shifted: bool) -> Expr:
        """The IR of one generator; `shifted` asks for m = q - 1 in place of an exponential q."""
        g = self.tower.generators[k]
        if g.kind == "symbol":
            return s if g.symbol == DISTANCE else Var(str(g.symbol))
        if g.argument is None:
            raise UnsupportedError(f"there is no kernel form for {g.meaning}")
        return self._function(g, g.argument, shifted)

    def _function(self, g: Generator, argument: Element, shifted: bool) -> Expr:
        s = self.bounded if g.range == "unit" else self.s
        while g.slot in self.joined:
            g = self.tower.generators[self.joined[g.slot]]
            argument = argument if g.argument is None else argument + g.argument
        inside = type(self)(NormalForm(self.tower, argument), self.style, s, self.bounded)
        if g.kind == "exp" and g.range == "unit" and shifted:
            return Op("expm1_neg", (inside.element(argument),))
        if g.kind == "exp" and g.range == "unit":
            return Op("exp_neg", (inside.element(argument),))
        if g.kind == "log":
            return self._log(argument)
        if g.kind == "root":
            if self.tower.field.relations[g.slot][0] != 2:
                raise UnsupportedError(f"there is no kernel form for the root {g.meaning}")
            return self._root(inside.element(argument), argument)
        return Op(g.kind, (inside.element(argument),))

    def _root(self, radicand: Expr, argument: Element) -> Expr:
        """sqrt(s^2 + c), which is at least s: with s capped inside, the larger of the two."""
        s = distance_of(self.tower)
        if s is None or self.bounded is self.s:
            return Op("sqrt", (radicand,))
        rest = argument.num - CONTEXT.gen(s) ** 2 * argument.den
        if self.tower.sign(rest) != 1:
            return Op("sqrt", (radicand,))
        capped = Writer(NormalForm(self.tower, argument), self.style, self.bounded, self.bounded)
        return Op("max", (Op("sqrt", (capped.element(argument),)), self.s))

    def _log(self, argument: Element) -> Expr:
        rest = argument - argument.field.rational(1)
        if argument.den.is_constant() and self._small(rest.num):
            name = "log1p_unit" if self._in_unit(rest) else "log1p"
            return Op(name, (self.element(rest),))
        return Op("log", (self.element(argument),))

    def _in_unit(self, element: Element) -> bool:
        """Whether an element is a power of decaying exponentials, times at most 1."""
        terms = element.num.to_dict()
        if len(terms) != 1 or not element.den.is_constant():
            return False
        ((monomial, c),) = terms.items()
        units = all(self.tower.generators[k].range == "unit" for k, n in enumerate(monomial) if n)
        return units and 0 < c / element.den.leading_coefficient() <= 1

    def _small(self, poly: Poly) -> bool:
        """Whether every term decays, so that log(1 + poly) is at home as log1p."""
        unit = [g.slot for g in self.tower.generators if g.range == "unit"]
        return all(any(m[k] for k in unit) for m in poly.to_dict())


def inseparable(form: NormalForm) -> dict[int, int]:
    """Decaying exponentials with the one that has the same power in every term, if there is one.

    exp(-a s) and exp(-b s^3) that only occur as a product are one exponential.
    """
    element = form.element
    monomials = [*element.num.to_dict(), *element.den.to_dict()]
    powers: dict[tuple[int, ...], int] = {}
    found: dict[int, int] = {}
    for g in form.tower.generators:
        column = tuple(m[g.slot] for m in monomials)
        if g.kind != "exp" or g.range != "unit" or not any(column):
            continue
        if column in powers:
            found[powers[column]] = g.slot
        powers[column] = g.slot
    return found


def without(poly: Poly, gone: set[int]) -> Poly:
    """The polynomial with 1 in place of some generators: of two that always occur together, one."""
    if not gone:
        return poly
    return poly.compose(*(ONE_POLY if k in gone else x for k, x in enumerate(CONTEXT.gens())))


def _vanishes(in_m: Poly) -> bool:
    """Whether a polynomial in m has no constant term: whether it is 0 at m = 0."""
    return not in_m.is_constant() and all(any(monomial) for monomial in in_m.to_dict())
