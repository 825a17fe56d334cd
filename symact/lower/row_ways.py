"""The ways to compute a kernel along an axis, and which of them a formula needs.

scaled    one word; exponentials share a power of two, so that none is rounded twice
relative  as scaled, the sum of the exponentials being taken over the largest of them
shifted   arguments in two words, exponentials and sums of one sign
wide      one word of float64 for float32: differences keep their digits
double    two words of float64: differences keep their digits
exact     as that, where all that is added are operands and sums of them, in three words

A row that is not in doubt needs less of it than the last two:

narrow    one word of float32, sums in float64
single    one word of float64 for float32, and plain sums
lean      one word of float64, sums in two
brief     as those two, for one number: what is added to the logarithm of a sum leaves enough of it
raised    as scaled, without a shift: the sum of the exponentials is far from both ends of the type
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sympy import Dummy, Expr, Idx, Indexed, Sum, exp, log

from symact.ir.row_stages import What
from symact.ir.scalar import DType
from symact.lower.doubleword import Writer
from symact.lower.guarded import Guarded
from symact.lower.shift import DISTANCES, LARGEST, POWERS, Shifted, factored, has_rows
from symact.lower.singleword import Closing, Ordered, Plain

PARTS = {
    "narrow": Fraction(1, 2**20),
    "single": Fraction(1, 2**22),
    "lean": Fraction(1, 2**48),
    "brief": Fraction(1, 2),
}
"""Of what a sum is the difference of, the part that it has to exceed.

A sum of n terms in float64 is off by some 2^-53 sqrt(n/16) of their size, and the low word of a
wide sum by 2^-49: above the margin that is at most 2^-25 of the difference for 100,000 terms. A sum
in two words of float64 is off by 2^-106. A number made as "shifted" is off by an ulp or so: half of
it has to be left.
"""


@dataclass(frozen=True)
class Way:
    """A way with the type it computes in."""

    name: Literal[
        "scaled", "relative", "shifted", "wide", "double", "exact",
        "narrow", "single", "lean", "brief", "raised",
    ]  # fmt: skip
    arithmetic: DType

    @property
    def guarded(self) -> bool:
        """Whether rows of which digits may cancel are left to another way."""
        return self.name in PARTS

    @property
    def alike(self) -> bool:
        """Whether rows that are not in doubt get the same bits by the way that the rest is left to.

        Exponentials that are raised differ from shifted ones by a power of two, and so does all
        that is made of them.
        """
        return self.name == "raised"

    def elements(self) -> Writer:
        """What writes the program of an element."""
        if self.guarded and self.name != "brief":
            return Guarded(self.arithmetic, PARTS[self.name])
        if self.name == "exact":
            return Ordered(self.arithmetic)
        kind = Plain if self.name in ("scaled", "relative", "raised", "wide") else Writer
        return kind(self.arithmetic)

    def results(self) -> Writer:
        """What writes the result at a position; terms of one sign are added in one word."""
        if self.name == "double":
            return Closing(self.arithmetic)
        return Plain(self.arithmetic) if self.name == "shifted" else self.elements()

    def numbers(self) -> Writer:
        """What writes the program of a number: two words cost little once a row."""
        if self.guarded:
            return Guarded(self.arithmetic, PARTS[self.name], lows=self.name == "brief")
        return Plain(self.arithmetic) if self.name == "wide" else Writer(self.arithmetic)

    def terms(self) -> Writer:
        """What writes the terms of a sum."""
        if self.name in ("narrow", "single"):
            return Plain("float64")
        return Writer(self.arithmetic) if self.name in ("lean", "exact") else self.elements()

    @property
    def summing(self) -> What:
        """How much of what additions round away a sum keeps."""
        kinds: dict[str, What] = {
            "scaled": "sum", "raised": "sum",
            "narrow": "wide sum", "single": "plain sum", "exact": "triple sum",
        }  # fmt: skip
        return kinds.get(self.name, "exact sum")


def way_for(form: Shifted, dtype: DType) -> Way:
    """The cheapest way that keeps the digits of a shifted formula."""
    if cancels(form.expr):
        if dtype == "float64" and _is_exact(factored(form.expr)):
            return Way("exact", dtype)
        return Way("wide" if dtype == "float32" else "double", "float64")
    if over_the_largest(form):
        return Way("relative", dtype)
    return Way("scaled" if shares_a_factor(form) else "shifted", dtype)


def shares_a_factor(form: Shifted) -> bool:
    """Whether all exponentials may have a factor more, which cancels as that of the shift does."""
    bases = {c.base for c in form.expr.atoms(Indexed)}
    return _whole(form) and DISTANCES not in bases and not form.expr.has(LARGEST, log)


def over_the_largest(form: Shifted) -> bool:
    """Whether exponentials are those of a sum of all, of which the logarithm is taken."""
    logarithms = {
        part: Dummy()
        for part in form.expr.atoms(log)
        if isinstance(part.args[0], Sum) and is_power(part.args[0].function)
    }
    rest = form.expr.xreplace(logarithms)
    return _whole(form) and bool(logarithms) and not rest.has(POWERS)


def is_power(expr: Expr) -> bool:
    """Whether an expression is one of the exponentials."""
    return isinstance(expr, Indexed) and expr.base == POWERS


def _whole(form: Shifted) -> bool:
    """Whether exponents are exact where they are not shifted."""
    return abs(form.rate) in (0, 1)


def guarded_way(form: Shifted, dtype: DType) -> Way | None:
    """A way that is cheaper for most rows, and leaves others in doubt; None where there is none."""
    whole = factored(form.expr)
    if not cancels(form.expr):
        raised = shares_a_factor(form) and shared(whole) is not None
        return Way("raised", dtype) if raised else None
    if any(cancels(s.function) for s in whole.atoms(Sum)):
        return None
    if not has_rows(whole) and (dtype == "float64" or over_the_largest(form)):
        return Way("brief", dtype)
    if _is_exact(whole):
        return Way("narrow", "float32") if dtype == "float32" else Way("lean", "float64")
    return Way("single", "float64") if dtype == "float32" else None


def shared(expr: Expr) -> Sum | None:
    """The sum of all exponentials where the expression is a number times one's share of it."""
    sums = [s for s in expr.atoms(Sum) if s.has(POWERS)]
    if len(sums) != 1 or not is_power(sums[0].function):
        return None
    total = Dummy(positive=True)
    quotient = expr.xreplace({sums[0]: total})
    powers = [c for c in quotient.atoms(Indexed) if c.base == POWERS]
    share = len(powers) == 1 and (quotient * total / powers[0]).is_Rational
    return sums[0] if share else None


def _is_exact(whole: Expr) -> bool:
    """Whether all that is added are operands and sums of their products."""
    return not whole.has(POWERS, DISTANCES, exp, log) and _adds_what_is_exact(whole)


def _adds_what_is_exact(expr: Expr) -> bool:
    """Whether operands and sums alone are added up, none of them rounded before."""
    if isinstance(expr, Indexed | Sum):
        return True
    if expr.is_Add:
        sizes = (-a if a.could_extract_minus_sign() else a for a in expr.args)
        return all(isinstance(a, Indexed | Sum) for a in sizes)
    return all(map(_adds_what_is_exact, expr.args))


def one_sign(expr: Expr) -> bool:
    """Whether an expression is shown to have one sign wherever it is."""
    return _one_sign((_marked(expr),))


def cancels(expr: Expr) -> bool:
    """Whether a sum may lose digits: its terms are not shown to be of one sign."""
    return not all(map(_one_sign, _additions(_marked(expr)))) or any(
        not _one_sign((_marked(s.function),)) or cancels(s.function) for s in expr.atoms(Sum)
    )


def _additions(expr: Expr) -> Iterator[tuple[Expr, ...]]:
    """The terms of every sum of two or more, but for those in the range of an index."""
    if expr.is_Add:
        yield expr.args
    for part in expr.args:
        if not isinstance(part, Idx):
            yield from _additions(part)


def _one_sign(terms: tuple[Expr, ...]) -> bool:
    return all(t.is_nonnegative for t in terms) or all(t.is_nonpositive for t in terms)


def _marked(expr: Expr) -> Expr:
    """The expression with symbols of known sign for distances, sums and logarithms of sums.

    A distance is 0 at most, and the sum of the powers is 1 at least, the largest being 1.
    """
    marks: dict[Expr, Expr] = {}
    for total in expr.atoms(Sum):
        body = total.function
        marks[total] = _of_sign(body)
        if is_power(body):
            marks[log(total)] = Dummy(nonnegative=True)
    for c in expr.atoms(Indexed):
        if c.base == DISTANCES:
            marks[c] = Dummy(nonpositive=True)
        else:
            marks[c] = _of_sign(c)
    for logarithm in [m for m in marks if isinstance(m, log)]:
        expr = expr.xreplace({logarithm: marks.pop(logarithm)})
    return expr.xreplace(marks)


def _of_sign(expr: Expr) -> Dummy:
    """A symbol with the sign that an expression is known to have."""
    if expr.is_positive:
        return Dummy(positive=True)
    return Dummy(nonnegative=True) if expr.is_nonnegative else Dummy(real=True)


__all__ = [
    "PARTS",
    "Way",
    "cancels",
    "guarded_way",
    "is_power",
    "one_sign",
    "over_the_largest",
    "shared",
    "shares_a_factor",
    "way_for",
]
