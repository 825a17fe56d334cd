"""The facts about one activation that a reader is shown, each with how it was established."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, Literal

from sympy import Expr, NumberSymbol, Rational

from symact.activation import Activation
from symact.pieces import Pieces
from symact.verdict import Verdict

How = Literal["proved", "numerical", "convention", "definition"]


DIGITS = 20
"""Digits shown of a number that has no closed form."""


class Enclosed(NumberSymbol):  # type: ignore[misc]
    """A real number without a closed form, proved to lie between two rationals.

    It prints the digits that both ends share, cut and not rounded, and dots.

    >>> print(Enclosed(Fraction("-1.41421357"), Fraction("-1.41421355")))
    -1.4142135...
    """

    __slots__ = ("hi", "lo")
    is_real = True
    lo: Fraction
    hi: Fraction

    def __new__(cls, lo: Fraction, hi: Fraction) -> Enclosed:
        self = super().__new__(cls)
        self.lo, self.hi = lo, hi
        return self  # type: ignore[no-any-return]

    def __getnewargs__(self) -> tuple[Fraction, Fraction]:
        return self.lo, self.hi

    def _hashable_content(self) -> tuple[Fraction, Fraction]:
        return self.lo, self.hi

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Enclosed) and (self.lo, self.hi) == (other.lo, other.hi)

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.lo, self.hi))

    @property
    def middle(self) -> Rational:
        """The rational half-way between the ends."""
        value = (self.lo + self.hi) / 2
        return Rational(value.numerator, value.denominator)

    def _as_mpf_val(self, precision: int) -> Any:
        return self.middle._as_mpf_val(precision)

    def _eval_is_positive(self) -> bool | None:
        return True if self.lo > 0 else False if self.hi <= 0 else None

    def _eval_is_negative(self) -> bool | None:
        return True if self.hi < 0 else False if self.lo >= 0 else None

    def _eval_is_zero(self) -> bool | None:
        return False if self.lo > 0 or self.hi < 0 else None

    def digits(self) -> tuple[str, int]:
        """(signed decimal digits that are certain, power of ten they are multiplied by)."""
        if self.lo <= 0 <= self.hi:
            return "", 0
        sign, ends = ("-" if self.hi < 0 else ""), (abs(self.lo), abs(self.hi))
        power = _magnitude(min(ends))
        for n in range(DIGITS, 0, -1):
            scale = Fraction(10) ** (n - 1 - power)
            first, second = (int(end * scale) for end in ends)
            if first == second:
                return sign + _placed(str(first), power), 0 if -5 < power < DIGITS else power
        return "", 0

    def _rounded(self) -> tuple[str, int, int]:
        """A short decimal near which both ends lie, where they share no digits, and how far."""
        middle = self.middle
        decimal = Fraction(round(Fraction(int(middle.p), int(middle.q)) * 10**18), 10**18)
        radius = max(abs(self.lo - decimal), abs(self.hi - decimal))
        power = _magnitude(radius)
        scaled = -int(-radius / Fraction(10) ** power // 1)
        shown = Context(prec=17).divide(Decimal(decimal.numerator), Decimal(decimal.denominator))
        return f"{shown:g}", scaled, power

    def _sympystr(self, printer: Any) -> str:
        digits, power = self.digits()
        if not digits:
            middle, radius, power = self._rounded()
            return f"{middle} +/- {radius}e{power}"
        return f"{digits}..." if power == 0 else f"{digits}...e{power:+d}"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        digits, power = self.digits()
        if not digits:
            middle, radius, power = self._rounded()
            return rf"{middle} \pm {radius} \cdot 10^{{{power}}}"
        text = rf"{digits}\ldots" if power == 0 else rf"{digits}\ldots \cdot 10^{{{power}}}"
        return text if exp is None else rf"({text})^{{{exp}}}"


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first digit."""
    power = len(str(value.numerator)) - len(str(value.denominator))
    return power if value >= Fraction(10) ** power else power - 1


def _placed(digits: str, power: int) -> str:
    """Digits with the decimal point where it belongs; behind the first one of far-off powers."""
    if -5 < power < 0:
        return "0." + "0" * (-power - 1) + digits
    n = power + 1 if 0 <= power < DIGITS else 1
    return f"{digits.ljust(n, '0')[:n]}.{digits[n:]}".rstrip(".")


@dataclass(frozen=True)
class Kink:
    """A point where the function is not C-infinity.

    `left` and `right` are the one-sided limits of the derivative, `value` the derivative used there
    and `reason` why. `order` is k for a function that is C^k there and no better; -1 is a jump.
    `condition` is set where the order holds under a condition on parameters only.
    """

    at: Expr
    left: Expr
    right: Expr
    order: int
    value: Expr
    reason: str
    condition: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a sheet: a label in plain words, a value, and how it was established.

    `value` is a SymPy object (expression, set, relation) or, where words are needed, a string.
    `enclosure` holds the digits of a closed form that is not rational.
    """

    label: str
    value: Any
    how: How
    note: str = ""
    enclosure: Enclosed | None = None


@dataclass(frozen=True)
class StableForm:
    """The normal form on one region, in s = |x| and q = exp(-s)."""

    region: str
    expr: Expr


@dataclass(frozen=True)
class Sheet:
    """Everything a reference page shows about an activation; computed, never typed.

    For an axis-wise activation `derivative` is the Jacobian entry (an Expr in x[i], x[k], with
    Kronecker deltas) and the fields that only make sense elementwise are empty.
    """

    activation: Activation
    derivative: Pieces | Expr
    second_derivative: Pieces | None
    parameter_derivatives: tuple[tuple[str, Pieces], ...]
    from_output: Expr | None
    from_output_note: str
    kinks: tuple[Kink, ...]
    smoothness: str
    facts: tuple[Fact, ...]
    stable_forms: tuple[StableForm, ...]
    stable_derivative_forms: tuple[StableForm, ...]
    verdicts: tuple[Verdict, ...]
    accuracy: tuple[dict[str, Any], ...] = ()
