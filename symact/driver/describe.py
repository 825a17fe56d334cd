"""A sheet in words: what `symact show` prints, as rows of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Expr

from symact.derive import pieces
from symact.driver.library import Library
from symact.driver.sheets import sheet_of
from symact.driver.subject import subject
from symact.driver.text import piecewise_rows, text
from symact.pieces import Pieces
from symact.render.tex import fragment
from symact.sheet import Kink, Sheet, StableForm
from symact.verify import verify

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
    return Page(sheet_of(activation, [verify(claim, activation) for claim in claims]))


@dataclass(frozen=True)
class Page:
    """What is known about one activation or formula."""

    sheet: Sheet

    @property
    def title(self) -> str:
        """The name, and what it is in a few words."""
        a = self.sheet.activation
        return f"{a.name}: {a.meaning.rstrip('.').lower()}" if a.meaning else text(a.expr)

    def sections(self) -> Iterator[Section]:
        """The parts that have something to say, in reading order."""
        for title, columns, rows in (
            ("Formula", ("", "where", "value"), self._formulas()),
            ("Kinks", ("at", "kind", "f' left", "f' right", "f' used", "because"), self._kinks()),
            ("Properties", ("", "", "established"), self._facts()),
            ("Stable form, with s = |x| and q = exp(-s)", ("", "where", "value"), self._stable()),
            ("Claims", ("claim", "as printed", "verdict", "source"), self._claims()),
        ):
            if rows:
                yield Section(title, columns, rows)

    def latex(self) -> str:
        """The sheet as an includable LaTeX fragment."""
        return fragment(self.sheet)

    def to_json(self) -> dict[str, Any]:
        """The page as plain data; formulas are text."""
        a = self.sheet.activation
        return {
            "name": a.name,
            "meaning": a.meaning,
            "cites": a.cites,
            "formula": text(a.expr),
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
                {"label": f.label, "value": text(f.value), "how": f.how, "note": f.note}
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
        rows = self._rows("f(x)", a.expr if a.axiswise else pieces(a))
        rows += self._rows("df/dx[k]" if a.axiswise else "f'(x)", sheet.derivative)
        if sheet.from_output is not None:
            rows += [
                ("f' in terms of f", sheet.from_output_note, text(sheet.from_output, a.constants))
            ]
        if sheet.second_derivative is not None:
            rows += self._rows("f''(x)", sheet.second_derivative)
        for name, slope in sheet.parameter_derivatives:
            rows += self._rows(f"df/d{name}", slope)
        rows += tuple((name, "constant", text(value)) for name, value in a.constants)
        return tuple(rows)

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

    def _facts(self) -> Rows:
        a = self.sheet.activation
        return tuple(
            (f.label, text(f.value, a.constants) + (f" ({f.note})" if f.note else ""), f.how)
            for f in self.sheet.facts
        )

    def _stable(self) -> Rows:
        constants = self.sheet.activation.constants
        both = (("f(x)", self.sheet.stable_forms), ("f'(x)", self.sheet.stable_derivative_forms))
        return tuple(
            (label if n == 0 else "", form.region, text(form.expr, constants))
            for label, forms in both
            for n, form in enumerate(forms)
        )

    def _claims(self) -> Rows:
        return tuple((v.claim, v.printed, v.verdict, v.source) for v in self.sheet.verdicts)


def _forms(forms: Sequence[StableForm]) -> list[dict[str, str]]:
    return [{"region": f.region, "value": text(f.expr)} for f in forms]


def _kind(kink: Kink) -> str:
    smooth = "jump" if kink.order < 0 else f"C^{kink.order}, no better"
    return f"{smooth}; {kink.condition}" if kink.condition else smooth


def _kink(kink: Kink) -> dict[str, Any]:
    shown = {name: text(getattr(kink, name)) for name in ("at", "left", "right", "value")}
    return {**shown, "order": kink.order, "reason": kink.reason, "condition": kink.condition}
