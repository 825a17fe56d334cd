"""A sheet in words: what `symact show` prints, as rows of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Expr, Rational, Symbol, exp

from symact.abbreviate import Abbreviated, abbreviated
from symact.activation import Activation
from symact.analyse.chart import ball_at, enclosed
from symact.derive import pieces
from symact.driver.library import Library
from symact.driver.sheets import sheet_of
from symact.driver.subject import subject, words
from symact.driver.text import piecewise_rows, text
from symact.normalise import DISTANCE
from symact.pieces import Pieces
from symact.recognise import Match, recognise
from symact.sheet import Enclosed, Fact, Kink, Sheet, StableForm
from symact.verdict import Verdict
from symact.verify import verify

Q = Symbol("q", positive=True)

PLACES = 25
"""Decimals of the ends of an enclosure."""

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A part of a page: a title, column heads, and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: Rows


def describe(subject_text: str, library: Library) -> Page:
    """The page of a named activation, with the verdicts about it, or of a formula given as text."""
    activation = subject(subject_text, library)
    named = library.activations.get(activation.name) is activation
    claims = library.claims_on(activation) if named else ()
    same = None if named else recognise(activation, library.activations.values())
    return Page(
        sheet_of(
            activation, [verify(claim, activation, words(activation, library)) for claim in claims]
        ),
        same,
    )


@dataclass(frozen=True)
class Page:
    """What is known about one activation or formula."""

    sheet: Sheet
    same_as: Match | None = None

    @property
    def title(self) -> str:
        """The name, what it is in a few words, and the source; of a formula, the formula."""
        a = self.sheet.activation
        if not a.meaning:
            return text(a.expr)
        return f"{a.name}: {a.meaning.rstrip('.')}" + (f" ({a.cites})" if a.cites else "")

    def sections(self) -> Iterator[Section]:
        """The parts that have something to say, in reading order."""
        for title, columns, rows in (
            ("Formula", ("", "where", "value"), self._formulas()),
            ("The same as", ("", "value", "established"), self._same()),
            ("Kinks", ("at", "kind", "f' left", "f' right", "f' used", "because"), self._kinks()),
            (f"Properties{self._defaults()}", ("", "", "established"), self._facts()),
            ("Derivative in terms of the output y = f(x)", ("", "value"), self._from_output()),
            ("Stable form, with s = |x| and q = exp(-s)", ("", "where", "value"), self._stable()),
            ("Claims", ("claim", "verdict", "because", "source"), self._claims()),
        ):
            if rows:
                kept = [n for n in range(len(columns)) if n == 0 or any(row[n] for row in rows)]
                yield Section(
                    title, _columns(columns, kept), tuple(_columns(r, kept) for r in rows)
                )

    def latex(self) -> str:
        """The sheet as an includable LaTeX fragment."""
        from symact.render.tex import fragment  # its templates take 0.1 s to import

        return fragment(self.sheet)

    def to_json(self) -> dict[str, Any]:
        """The page as plain data; formulas are text."""
        a = self.sheet.activation
        return {
            "name": a.name,
            "meaning": a.meaning,
            "cites": a.cites,
            "formula": text(a.expr),
            "same_as": None if self.same_as is None else self.same_as.text,
            "parameters": {p.name: text(p.default) for p in a.parameters},
            "derivative": self._expression(self.sheet.derivative),
            "second_derivative": self._expression(self.sheet.second_derivative),
            "parameter_derivatives": {
                name: self._expression(d) for name, d in self.sheet.parameter_derivatives
            },
            "derivative_from_output": self._expression(self.sheet.from_output),
            "smoothness": self.sheet.smoothness,
            "kinks": [_kink(k) for k in self.sheet.kinks],
            "properties": [
                {
                    "label": f.label,
                    "value": text(f.value),
                    "enclosure": _enclosure(f),
                    "how": f.how,
                    "note": f.note,
                }
                for f in self.sheet.facts
            ],
            "stable_forms": _forms(self.sheet.stable_forms),
            "stable_derivative_forms": _forms(self.sheet.stable_derivative_forms),
            "verdicts": [v.to_json() for v in self.sheet.verdicts],
        }

    def _expression(self, value: Pieces | Expr | None) -> str | None:
        if value is None:
            return None
        return text(value.as_piecewise() if isinstance(value, Pieces) else value)

    def _formulas(self) -> Rows:
        sheet, a = self.sheet, self.sheet.activation
        value, slope = _labels(a)
        short = self._abbreviated()
        if short is not None:
            names = (value, slope, "f''(x)")
            rows = [(n, "", text(e)) for n, e in zip(names, short.formulas, strict=True)]
            rows += [(s.name, "where", text(e)) for s, e in short.meanings]
        else:
            rows = self._rows(value, a.expr if a.axiswise else pieces(a))
            rows += self._rows(slope, sheet.derivative)
        if sheet.second_derivative is not None and short is None:
            rows += self._rows("f''(x)", sheet.second_derivative)
        for name, change in sheet.parameter_derivatives:
            rows += self._rows(f"df/d{name}", change)
        rows += [
            (name, "constant", f"{text(value)} = {text(enclosed(ball_at(value)))}")
            for name, value in a.constants
        ]
        return tuple(rows)

    def _abbreviated(self) -> Abbreviated | None:
        a = self.sheet.activation
        return None if a.axiswise else abbreviated(pieces(a))

    def _rows(self, label: str, value: Pieces | Expr) -> list[tuple[str, str, str]]:
        constants = self.sheet.activation.constants
        pairs = (
            piecewise_rows(value, constants)
            if isinstance(value, Pieces)
            else [("", text(value, constants))]
        )
        return [
            (label if n == 0 else "", where, formula) for n, (where, formula) in enumerate(pairs)
        ]

    def _same(self) -> Rows:
        return () if self.same_as is None else (("f(x)", self.same_as.text, "proved"),)

    def _kinks(self) -> Rows:
        constants = self.sheet.activation.constants
        return tuple(
            (
                text(k.at),
                _kind(k),
                *(text(v, constants) for v in (k.left, k.right, k.value)),
                k.reason,
            )
            for k in self.sheet.kinks
        )

    def _defaults(self) -> str:
        """At which parameters the properties hold, in words."""
        values = [f"{p.name} = {text(p.default)}" for p in self.sheet.activation.parameters]
        return f", for {', '.join(values)}" if values else ""

    def _facts(self) -> Rows:
        constants = self.sheet.activation.constants
        rows = [(f.label, _fact(f, constants), f.how) for f in self.sheet.facts]
        if rows and self.sheet.smoothness:
            rows.insert(1, ("smoothness class", self.sheet.smoothness, "proved"))
        return tuple(rows)

    def _from_output(self) -> Rows:
        sheet = self.sheet
        if sheet.from_output is None:
            return (("none", sheet.from_output_note),) if sheet.from_output_note else ()
        constants = sheet.activation.constants
        slope = _labels(sheet.activation)[1]
        return ((slope, text(sheet.from_output, constants)), ("", sheet.from_output_note))

    def _stable(self) -> Rows:
        constants = self.sheet.activation.constants
        both = (("f(x)", self.sheet.stable_forms), ("f'(x)", self.sheet.stable_derivative_forms))
        short = self._abbreviated()

        def written(form: StableForm) -> str:
            if short is not None:
                return text(short.stable(form.expr, DISTANCE))
            return text(form.expr.subs(exp(-DISTANCE), Q), constants)

        rows = [
            (label if n == 0 else "", _region(form), written(form))
            for label, forms in both
            for n, form in enumerate(forms)
        ]
        return tuple(rows if short is None else [*rows, ("r", "where", "exp(-u) at s")])

    def _claims(self) -> Rows:
        return tuple((v.claim, v.verdict, because(v), v.source) for v in self.sheet.verdicts)


def _fact(fact: Fact, constants: tuple[tuple[str, Expr], ...]) -> str:
    digits = "" if fact.enclosure is None else f" = {text(fact.enclosure)}"
    return text(fact.value, constants) + digits + (f" ({fact.note})" if fact.note else "")


def _columns(row: tuple[str, ...], kept: Sequence[int]) -> tuple[str, ...]:
    return tuple(row[n] for n in kept)


def _labels(activation: Activation) -> tuple[str, str]:
    """How a function and its derivative are written."""
    if not activation.axiswise:
        return "f(x)", "f'(x)"
    component = "" if activation.index is None else f"[{activation.index.label}]"
    return f"f(x){component}", f"df{component}/dx[k]"


def because(verdict: Verdict) -> str:
    """What a verdict rests on: the witness, the condition, the points, or the method."""
    witness = verdict.witness
    if witness is not None:
        return f"at {witness.point}: printed {witness.printed}, true {witness.true}"
    return verdict.condition or "; ".join(verdict.points) or verdict.method


def _region(form: StableForm) -> str:
    lo, _, hi = form.region.split(" < ")
    if (lo, hi) == ("-oo", "oo"):
        return "everywhere"
    if lo == "-oo":
        return f"x < {hi}"
    return f"x > {lo}" if hi == "oo" else form.region


def _enclosure(fact: Fact) -> list[str] | None:
    """Rational ends between which a number lies; both the number itself where it is rational."""
    value = fact.value if fact.enclosure is None else fact.enclosure
    if isinstance(value, Enclosed):
        return [_outwards(value.lo, -1), _outwards(value.hi, 1)]
    return [str(value)] * 2 if isinstance(value, Rational) else None


def _outwards(value: Fraction, side: int) -> str:
    """A decimal of 25 digits on the given side of a number, or the number itself."""
    scale = 10**PLACES
    shown = -((-value * scale) // 1) if side > 0 else (value * scale) // 1
    sign, digits = ("-" if shown < 0 else ""), str(abs(shown)).rjust(PLACES + 1, "0")
    return f"{sign}{digits[:-PLACES]}.{digits[-PLACES:]}"


def _forms(forms: Sequence[StableForm]) -> list[dict[str, str]]:
    return [{"region": f.region, "value": text(f.expr)} for f in forms]


def _kind(kink: Kink) -> str:
    smooth = "jump" if kink.order < 0 else f"C^{kink.order}, no better"
    return f"{smooth}; {kink.condition}" if kink.condition else smooth


def _kink(kink: Kink) -> dict[str, Any]:
    shown = {name: text(getattr(kink, name)) for name in ("at", "left", "right", "value")}
    return {**shown, "order": kink.order, "reason": kink.reason, "condition": kink.condition}
