"""What a document says about an activation: formulas as printed, remarks, and what it leaves open.

    Claim("softsign", derivative=1 - f**2, source="a table on the web", place="row 4")
    Claim("softplus", derivative="x*exp(beta*x)/(1 + exp(beta*x))/beta - f/beta", by="beta")
    Claim("sigmoid", remark="the slope is at most 0.25", holds=(slope, "<=", Rational(1, 4)))

A formula is a SymPy expression over `x`, `f` (the activation's output), `slope` (its derivative)
and the activation's parameters, all known by name, or the same as text. For functions of a vector
the words are `X[i]`, `F[i]` and sums over an `Index`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from sympy import Expr, Symbol

from symact.activation import Real, Vector
from symact.errors import InputError, unknown
from symact.verdict import WORDS, Word

x = Real("x")
"""The argument."""

f = Real("f")
"""The output f(x)."""

slope = Real("f'")
"""The derivative f'(x)."""

X = Vector("x")
"""The argument of a function along an axis; `X[i]` is a component."""

F = Vector("f")
"""The output of a function along an axis; `F[i]` is a component."""

OPEN = Symbol("?", real=True)
"""A value that a document leaves open, such as the "?" it prints for a derivative at 0."""

Formula: TypeAlias = Expr | str
Relation = Literal["=", "<", "<=", ">", ">=", "in"]
Statement = tuple[Any, Relation, Any]
"""A quantity, a relation, a value; a formula as quantity stands for every x."""


@dataclass(frozen=True)
class Document:
    """Where claims come from."""

    author: str
    title: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.author}, {self.title}"


@dataclass(frozen=True)
class Largest:
    """The largest value that a formula takes."""

    of: Formula


@dataclass(frozen=True)
class LimitAt:
    """The limit of a formula as x goes to a point, oo or -oo."""

    of: Formula
    at: Expr


@dataclass(frozen=True)
class Image:
    """The set of all values that a formula takes."""

    of: Formula


@dataclass(frozen=True)
class Claim:
    """One claim: exactly one of `function`, `derivative`, `holds` and `absent` is given.

    `second` marks a further form of the function; `remark` names a claim made with `holds`, one
    statement or several, or a formula from one more document. `absent` names what the document does
    not give ("derivative"). With `by`, the name of a parameter, the derivative is the one by it.
    `printed` is the LaTeX as printed, `place` where it stands. `expected` is the verdict on record.
    Where the document's formulas hold symbols of its own, `stated` is its function in these symbols
    and `where` binds each to a number: a formula, or the name of one of the activation's constants.
    Raises InputError for a claim that says nothing or too much.
    """

    activation: str
    _: KW_ONLY
    function: Formula | None = None
    derivative: Formula | None = None
    holds: Statement | tuple[Statement, ...] = ()
    absent: str = ""
    by: str = ""
    second: bool = False
    remark: str = ""
    source: Document | str = ""
    place: str = ""
    printed: str = ""
    expected: Word = "proved"
    stated: Formula | None = None
    where: Mapping[Symbol, Expr | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = (self.function, self.derivative, self.holds or None, self.absent or None)
        if sum(g is not None for g in given) != 1:
            raise self._wrong("give one of function, derivative, holds, absent")
        if self.holds and not self.remark:
            raise self._wrong("a remark and what holds go together")
        if self.by and self.derivative is None:
            raise self._wrong("by= goes with derivative=")
        if self.remark and self.absent:
            raise self._wrong("what is absent has no remark")
        if self.expected not in WORDS:
            raise unknown("verdict", self.expected, WORDS)
        for statement in self.statements:
            if len(statement) != 3 or statement[1] not in get_args(Relation):
                raise self._wrong("what holds is (quantity, relation, value)")

    def _wrong(self, why: str) -> InputError:
        return InputError(f"claim about {self.activation}: {why}")

    @property
    def claim(self) -> str:
        """The name of the claim's row."""
        if self.remark:
            return f"remark: {self.remark}"
        if self.function is not None:
            return "function (second form)" if self.second else "function"
        return self.absent or ("derivative" + (f" by {self.by}" if self.by else ""))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What holds, always as several."""
        holds: Any = self.holds
        return (holds,) if holds and isinstance(holds[1], str) else tuple(holds)


__all__ = [
    "Claim", "Document", "F", "Formula", "Image", "Largest", "LimitAt", "OPEN", "Statement", "X",
    "f", "slope", "x",
]  # fmt: skip
