"""What a Python program uses: activations with what is derived from them, when asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from sympy import Expr

from symact.activation import Activation
from symact.catalogue import CATALOGUE
from symact.claim import Claim
from symact.driver import places
from symact.driver.library import Library, library
from symact.driver.records import recorded, rows_of
from symact.driver.sheets import sheet_of
from symact.driver.subject import subject, words
from symact.errors import InputError
from symact.pieces import Pieces
from symact.recognise import recognise
from symact.render.latex import latex
from symact.sheet import Kink, Sheet
from symact.verdict import Verdict
from symact.verify import check_text, verify


class Derived:
    """An activation together with everything that is derived from its formula.

    Formulas are SymPy expressions in `x` and the parameters' symbols.
    """

    def __init__(
        self, activation: Activation, claims: Sequence[Claim] = (), record: Path | None = None
    ) -> None:
        self.activation = activation
        self.claims = tuple(claims)
        self.record = record

    def __repr__(self) -> str:
        return f"<{self.name}: {self.expr}>"

    @property
    def name(self) -> str:
        """The name that the catalogue has it under."""
        return self.activation.name

    @property
    def meaning(self) -> str:
        """What it is, in one line."""
        return self.activation.meaning

    @property
    def expr(self) -> Expr:
        """The formula."""
        return self.activation.expr

    @property
    def x(self) -> Expr:
        """The variable: a symbol, or an IndexedBase for a function along an axis."""
        return self.activation.x

    @property
    def parameters(self) -> dict[str, Expr]:
        """Each parameter with its exact default."""
        return {p.name: p.default for p in self.activation.parameters}

    @property
    def derivative(self) -> Expr:
        """f'(x), with the value used at every kink; along an axis, the Jacobian's entry."""
        return _expression(self.sheet.derivative)

    @property
    def second_derivative(self) -> Expr | None:
        """f''(x), NaN where there is none; None along an axis."""
        second = self.sheet.second_derivative
        return None if second is None else _expression(second)

    @property
    def kinks(self) -> tuple[Kink, ...]:
        """The points where the function is not infinitely often differentiable."""
        return self.sheet.kinks

    @cached_property
    def sheet(self) -> Sheet:
        """Every fact of the reference page, with the verdicts on published formulas."""
        verdicts = tuple(verify(c, self.activation) for c in self.claims)
        rows = () if self.record is None else recorded(self.record)
        return sheet_of(self.activation, verdicts, rows_of(self.activation, rows))

    def latex(self) -> str:
        """The formula in LaTeX, without dollar signs."""
        return latex(self.expr, self.activation.constants)


def _expression(value: Pieces | Expr) -> Expr:
    return value.as_piecewise() if isinstance(value, Pieces) else value


class Catalogue(Mapping[str, Derived]):
    """The activations that symact defines, by name, in the order of their families."""

    def __getitem__(self, name: str) -> Derived:
        if name not in CATALOGUE:
            raise KeyError(name)
        return get(name)

    def __iter__(self) -> Iterator[str]:
        return iter(CATALOGUE)

    def __len__(self) -> int:
        return len(CATALOGUE)

    def __repr__(self) -> str:
        return f"<symact.catalogue: {', '.join(self)}>"


catalogue = Catalogue()


def get(name: str) -> Derived:
    """The activation of that name; raises InputError with the nearest one where there is none.

    >>> get("tanh").derivative
    1 - tanh(x)**2
    """
    known = library()
    activation = known.get(_text("the name", name))
    record = places.generated() if places.in_checkout() else None
    return Derived(activation, known.claims_on(activation), record)


def sheet(name: str) -> Sheet:
    """Everything that a reference page shows about an activation."""
    return get(name).sheet


def check(
    text: str,
    *,
    of: str | Activation | Derived,
    by: str | None = None,
    source: Path | str | None = None,
) -> Verdict:
    """Whether a derivative written as text is that of a function, with a proof or a witness.

    `of` is a name, a formula as text, or an activation; in `text`, f stands for f(x). Both are
    parsed, never evaluated. With `by`, the name of a parameter, the derivative is the one by it.
    `source` is a definition file whose activations may be named. Raises InputError for text that
    is no formula, UnsupportedError for a formula outside the class.

    >>> check("1 - f**2", of="tanh").verdict
    'proved'
    >>> check("x**2*exp(-beta*x)/(1 + exp(-beta*x))**2", of="swish", by="beta").verdict
    'proved'
    """
    known = library(None if source is None else Path(source))
    activation = _activation(of, known)
    parameter = "" if by is None else _text("the parameter", by)
    text = _text("the derivative", text)
    verdict = check_text(text, activation, words(activation, known), by=parameter)
    return replace(verdict, note="; ".join(_notes(text, activation, known)))


def _notes(text: str, activation: Activation, known: Library) -> Iterator[str]:
    """What else a reader should know: which function it is, how f(...) was read."""
    if known.activations.get(activation.name) is not activation:
        same = recognise(activation, known.activations.values())
        if same is not None:
            yield f"the function is {same.text}"
    called = re.search(r"\bf\s*\(([^()]*\bf\b[^()]*)\)", text)
    if called:
        inside = called.group(1).strip()
        yield f"f({inside}) is read as f at {inside}; a product is f*({inside})"


def _activation(of: str | Activation | Derived, known: Library) -> Activation:
    if isinstance(of, Derived):
        return of.activation
    if isinstance(of, Activation):
        return of
    _text("the function", of)
    try:
        return subject(of, known)
    except InputError as error:
        if of.isidentifier():
            raise
        raise InputError(f"the function {of!r}: {error}") from error


def _text(what: str, given: object) -> str:
    if not isinstance(given, str):
        raise InputError(f"{what} is given as text, not as {given!r}")
    return given
