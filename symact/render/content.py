"""A sheet as a page: which sections it has, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy
from sympy import Basic, Expr, Idx, Indexed, IndexedBase, Symbol, oo

from symact.abbreviate import Abbreviated, abbreviated
from symact.activation import Activation, Parameter, free_indices
from symact.constants import Named
from symact.errors import UnsupportedError
from symact.pieces import Piece, Pieces
from symact.render.curves import OTHERS, plot
from symact.render.latex import latex, symbol_tex
from symact.render.measured import measured
from symact.render.page import (
    Badge,
    Block,
    Code,
    Erratum,
    Figure,
    Formula,
    Math,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
    joined,
)  # fmt: skip
from symact.render.quoted import printed, quoted
from symact.render.words import enclosure, prose
from symact.sheet import Fact, Kink, Sheet, StableForm
from symact.verdict import Verdict

DOMAINS = {"positive": r"(0, \infty)", "real": r"\mathbb{R}"}


def page(sheet: Sheet) -> Page:
    """The page of one activation; a section with nothing to say is left out."""
    activation = sheet.activation
    sections = (
        Section("definition", "Definition", tuple(_definition(sheet))),
        Section("derivative", "Derivative", tuple(_derivatives(sheet))),
        Section("kinks", "Kinks and smoothness", tuple(_kinks(sheet))),
        Section("properties", "Properties", tuple(_properties(sheet))),
        Section("stable", "Stable forms", tuple(_stable(sheet))),
        Section("claims", "Published formulas and their verdicts", tuple(_claims(sheet))),
        Section("accuracy", "Measured accuracy", tuple(measured(sheet.accuracy))),
    )
    filled = tuple(s for s in sections if s.blocks)
    return Page(activation.name, prose(activation.meaning), activation.cites, filled)


def has_errata(sheet: Sheet) -> bool:
    """Whether the document prints something about this activation that does not hold."""
    return any(v.verdict == "refuted" for v in sheet.verdicts)


def function_tex(activation: Activation) -> str:
    """The left side of the definition: f(x), or a component of f at a vector."""
    if not activation.axiswise:
        return "f(x)"
    i = "" if activation.index is None else f"_{{{activation.index.label}}}"
    return rf"f{i}(\mathbf{{x}})"


def derivative_tex(sheet: Sheet) -> str:
    """The left side of the derivative: f'(x), or a partial derivative by x_k."""
    activation = sheet.activation
    if not activation.axiswise:
        return "f'(x)"
    i = "" if activation.index is None else f"_{{{activation.index.label}}}"
    return rf"\frac{{\partial f{i}}}{{\partial x_{{{_other_index(sheet)}}}}}"


def _other_index(sheet: Sheet) -> str:
    """The index that the derivative is taken by: the free one that the definition does not have."""
    assert isinstance(sheet.derivative, Expr)
    free = free_indices(sheet.derivative) - {sheet.activation.index}
    return min((str(i.label) for i in free if isinstance(i, Idx)), default="k")


def _definition(sheet: Sheet) -> Iterator[Block]:
    activation = sheet.activation
    yield Formula(f"{function_tex(activation)} = {latex(activation.expr, activation.constants)}")
    if activation.axiswise:
        text = (" of any length ", Math("n"), ", along an axis.")
        yield Paragraph(("for a vector ", Math(r"\mathbf{x} = (x_{1}, \dots, x_{n})"), *text))
    if activation.parameters:
        rows = tuple(_parameter(p) for p in activation.parameters)
        header: tuple[Text, ...] = (("Parameter",), ("Domain",), ("Default",))
        yield Table("Parameters", header, rows, (0.4, 0.3, 0.3))
    for relation in activation.requires:
        yield Paragraph(("It is required that ", Math(latex(relation)), "."))
    for name, value in activation.constants:
        digits = sympy.Float(value.evalf(25), 21)
        yield Formula(rf"{symbol_tex(name)} = {latex(value)} \approx {_truncated(digits)}")
    yield _figure(sheet)


def _truncated(value: sympy.Float) -> str:
    r"""Twenty digits cut, not rounded, and dots: each digit shown is a digit of the number."""
    return rf"{str(value)[:21]}\ldots"


def _parameter(parameter: Parameter) -> tuple[Text, ...]:
    domain = "positive" if parameter.symbol.is_positive else "real"
    name = (Code(parameter.name),)
    symbol = symbol_tex(parameter.name)
    shown: Text = name if r"\text" in symbol else (*name, ", written ", Math(symbol))
    return shown, (Math(DOMAINS[domain]),), (Math(_decimal(parameter.default)),)


def _decimal(value: Expr) -> str:
    """A default as an exact decimal where it has one of at most six digits, else as a fraction."""
    if isinstance(value, sympy.Rational) and (value * 10**6).is_Integer:
        return f"{float(value):.6f}".rstrip("0").rstrip(".")
    return latex(value)


def _derivatives(sheet: Sheet) -> Iterator[Block]:
    activation, constants = sheet.activation, sheet.activation.constants
    short = _abbreviated(sheet)
    if short is not None:
        for name, formula in zip(("f", "f'", "f''"), short.formulas, strict=True):
            yield Formula(f"{name}(x) = {latex(formula)}")
        where = ", \\quad ".join(f"{s.name} = {latex(e)}" for s, e in short.meanings)
        yield Paragraph(("Here",))
        yield Formula(where)
    else:
        yield Formula(f"{derivative_tex(sheet)} = {latex(sheet.derivative, constants)}")
    if sheet.second_derivative is not None and short is None:
        yield Formula(f"f''(x) = {latex(sheet.second_derivative, constants)}")
    if sheet.from_output is not None:
        formula = _shortest(in_terms_of_f(sheet.from_output, activation), constants)
        said_so = sheet.from_output_note.removeprefix("proved ")  # the word stands before it
        lead = (Badge("how", "proved"), " in terms of the output: ", *prose(said_so))
        yield Formula(f"{_short_derivative(sheet)} = {formula}", lead)
    elif sheet.from_output_note:
        yield Paragraph(("In terms of the output: ", *prose(sheet.from_output_note), "."))
    for name, pieces in sheet.parameter_derivatives:
        left = rf"\frac{{\partial f}}{{\partial {symbol_tex(name)}}}"
        yield Formula(f"{left} = {latex(pieces, constants)}")


def _abbreviated(sheet: Sheet) -> Abbreviated | None:
    """The formulas with a letter for a long argument, where the function has one."""
    a = sheet.activation
    if a.axiswise or a.parameters or a.constants or len(sheet.derivative.pieces) != 1:
        return None
    return abbreviated(Pieces(a.x, (Piece(-oo, oo, a.expr),), ()))


def _shortest(expr: Any, constants: tuple[Named, ...]) -> str:
    """The shortest print of a few equal forms: f (1 - f), but 1 - f^2."""
    if isinstance(expr, Pieces) or expr.has(sympy.Piecewise, sympy.KroneckerDelta):
        return latex(expr, constants)
    forms = [latex(e, constants) for e in (sympy.factor(expr), expr, sympy.expand(expr))]
    return min(forms, key=lambda text: (len(text), forms.index(text)))


def _at_defaults(activation: Activation) -> list[Text]:
    """What to add to a statement about the default parameters; nothing where there are none."""
    return [("for ", *joined(_default_values(activation)))] if activation.parameters else []


def _default_values(activation: Activation) -> list[Text]:
    return [(Math(f"{symbol_tex(p.name)} = {_decimal(p.default)}"),) for p in activation.parameters]


def _short_derivative(sheet: Sheet) -> str:
    return derivative_tex(sheet) if sheet.activation.axiswise else "f'"


def in_terms_of_f(expr: Expr | Pieces, activation: Activation) -> Any:
    """An identity over the output with the output called f, whatever symbol it was found in."""
    if isinstance(expr, Pieces):
        f = Symbol("f", real=True)
        parts = tuple(type(p)(p.lo, p.hi, p.expr.xreplace({expr.x: f})) for p in expr.pieces)
        return Pieces(f, parts, expr.values)
    if activation.axiswise:
        bases = expr.atoms(IndexedBase) - {activation.x}
        to_f = {i: IndexedBase("f")[i.indices] for i in expr.atoms(Indexed) if i.base in bases}
        return expr.xreplace(to_f)
    known = {p.symbol for p in activation.parameters}
    return expr.xreplace({s: Symbol("f", real=True) for s in expr.free_symbols - known})


def _kinks(sheet: Sheet) -> Iterator[Block]:
    if sheet.smoothness:
        yield Paragraph(("Smoothness: ", *prose(sheet.smoothness), "."))
    if not sheet.kinks:
        return
    header: tuple[Text, ...] = (
        ("At",), (Math("f'"), " left"), (Math("f'"), " right"), ("Class",), (Math("f'"), " used"),
        ("Reason",),
    )  # fmt: skip
    rows = tuple(_kink(k, sheet.activation.constants) for k in sheet.kinks)
    yield Table("Kinks", header, rows, (0.1, 0.12, 0.12, 0.16, 0.22, 0.28))


def _kink(kink: Kink, constants: tuple[Named, ...]) -> tuple[Text, ...]:
    order: Text = ("jump",) if kink.order < 0 else (Math(f"C^{{{kink.order}}}"),)
    if kink.condition:
        order += ("; ", *prose(kink.condition))
    left, right = ((Math(latex(e, constants)),) for e in (kink.left, kink.right))
    value = _chosen(kink.value, constants)
    return (Math(latex(kink.at, constants)),), left, right, order, value, prose(kink.reason)


def _chosen(value: Expr, constants: tuple[Named, ...]) -> Text:
    """The derivative used at a kink; in words where it depends on a parameter's value."""
    if not isinstance(value, sympy.Piecewise):
        return (Math(latex(value, constants)),)
    branches: list[Text] = []
    for expr, condition in value.args:
        chosen = Math(latex(expr, constants))
        otherwise = condition == sympy.true
        branches.append(
            ("else ", chosen) if otherwise else (chosen, " where ", Math(latex(condition)))
        )
    return joined(branches, "; ")


def _properties(sheet: Sheet) -> Iterator[Block]:
    if not sheet.facts:
        return
    defaults = _at_defaults(sheet.activation)
    if defaults:
        yield Paragraph(("These hold ", *defaults[0], "."))
    rows = tuple(_fact(f, sheet.activation.constants) for f in sheet.facts)
    header: tuple[Text, ...] = (("Property",), ("Value",), ("Established",))
    yield Table("Properties", header, rows, (0.4, 0.42, 0.18))


def _fact(fact: Fact, constants: tuple[Named, ...]) -> tuple[Text, ...]:
    value = _value(fact.value, constants)
    if fact.enclosure is not None:
        value = (*value, " ", Math(f"= {latex(fact.enclosure)}"))
    said_too: Text = (" (", *prose(fact.note), ")") if fact.note else ()
    return prose(fact.label), (*value, *said_too), (Badge("how", fact.how),)


def _value(value: Any, constants: tuple[Named, ...]) -> Text:
    """A fact's value: formulas as formulas, words as words; several are listed."""
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    if isinstance(value, int | sympy.Rational):
        return (str(value),) if value >= 0 else (Math(str(value)),)
    if isinstance(value, str):
        return said(value) if re.search(r"[=<>(]", value) else prose(value)
    if isinstance(value, Basic | Pieces):
        return (Math(latex(value, constants)),)
    if isinstance(value, tuple):
        return joined([_value(v, constants) for v in value]) if value else ("none",)
    raise UnsupportedError(
        f"a fact's value is a {type(value).__name__}; pages print SymPy and words"
    )


def _stable(sheet: Sheet) -> Iterator[Block]:
    if not sheet.stable_forms and not sheet.stable_derivative_forms:
        return
    s_and_q = Math(r"s = \left|x\right|"), " and ", Math("q = e^{-s}")
    tail = ", which cannot overflow; where digits can cancel, a difference shows it."
    yield Paragraph(("With ", *s_and_q, tail))
    header: tuple[Text, ...] = (("Region",), (Math("f"),), (Math("f'"),))
    constants = sheet.activation.constants
    first, second = _by_region(sheet.stable_forms), _by_region(sheet.stable_derivative_forms)
    short = _abbreviated(sheet)
    if short is not None:
        yield Paragraph(("Here ", Math("r = e^{-u}"), " at ", Math("s"), "."))
        first, second = (
            {r: short.stable(e, _distance(e)) for r, e in forms.items()}
            for forms in (first, second)
        )
    rows = tuple(
        (_region(r), *(_cell(forms.get(r), constants) for forms in (first, second)))
        for r in {**first, **second}
    )
    yield Table("Stable forms", header, rows, (0.2, 0.4, 0.4))


def _by_region(forms: tuple[StableForm, ...]) -> dict[str, Expr]:
    return {form.region: form.expr for form in forms}


def _region(text: str) -> Text:
    """A region as a condition on x, without its infinite ends."""
    return said(text.removeprefix("-oo < ").removesuffix(" < oo"))


def _cell(expr: Expr | None, constants: tuple[Named, ...]) -> Text:
    return ("",) if expr is None else (Math(latex(_with_q(expr), constants)),)


def _with_q(expr: Expr) -> Expr:
    """exp(-s) and its powers written as q."""
    return expr.subs(sympy.exp(-_distance(expr)), Symbol("q", positive=True))


def _distance(expr: Expr) -> Symbol:
    """The symbol for s in a stable form; any symbol where it does not occur."""
    return next((v for v in expr.free_symbols if v.name == "s"), Symbol("s"))


def _claims(sheet: Sheet) -> Iterator[Block]:
    if not sheet.verdicts:
        return
    header: tuple[Text, ...] = (("Claim",), ("As printed",), ("Verdict",), ("How it was decided",))
    yield Table("Claims", header, tuple(map(_claim, sheet.verdicts)), (0.2, 0.31, 0.15, 0.34))
    for verdict in sheet.verdicts:
        if verdict.verdict == "refuted":
            yield erratum(verdict, sheet)


def _claim(verdict: Verdict) -> tuple[Text, ...]:
    found: Text = (Badge("verdict", verdict.verdict),)
    if not verdict.as_expected:
        found += (f" (recorded as {verdict.expected})",)
    decided = prose(verdict.method)
    if verdict.points:
        decided += ("; leaves out ", *joined([said(p) for p in verdict.points]))
    if verdict.condition and verdict.verdict == "conditional":
        decided += ("; holds where ", *said(verdict.condition))
    return (verdict.claim,), as_printed(verdict), found, decided


def as_printed(verdict: Verdict) -> Text:
    """What the document prints: a formula as a formula, anything else as typed."""
    if not verdict.printed:
        return ("in words" if verdict.claim.startswith("remark") else "nothing",)
    tex = printed(verdict.printed)
    return (Code(verdict.printed),) if tex is None else (Math(tex),)


def said(text: str) -> Text:
    """A quoted formula as a formula; anything else as words."""
    if not text:
        return ("none",)
    tex = quoted(text)
    return prose(text) if tex is None else (Math(tex),)


def erratum(verdict: Verdict, sheet: Sheet) -> Erratum:
    """A claim that does not hold: as printed, the right formula, when it would hold, a witness."""
    place = "; ".join(part for part in (verdict.source, verdict.place) if part)
    lines: list[tuple[str, Text]] = [("As printed", as_printed(verdict))]
    lines += zip(("Right", "or"), _right(verdict, sheet), strict=False)
    if verdict.condition:
        only = " No weaker condition does." if verdict.necessary else ""
        lines.append(("Would hold", ("where ", *said(verdict.condition), f".{only}")))
    witness = verdict.witness
    if witness is not None:
        true = enclosure(witness.true)
        values = ("the printed value is ", enclosure(witness.printed), ", the true one ", true, ".")
        lines.append(("Fails at", (*said(witness.point), ": ", *values)))
    claim = verdict.claim.removeprefix("remark: ")
    if verdict.source:  # whose author a remark of it names already
        claim = claim.removesuffix(f", {verdict.source.partition(',')[0]}")
    return Erratum((f"Erratum: {claim} ({place})",), tuple(lines))


def _right(verdict: Verdict, sheet: Sheet) -> Iterator[Text]:
    """The right formula: for f' this page's own, in which named numbers are named."""
    if verdict.claim != "derivative" or sheet.activation.axiswise:
        if verdict.correction:
            yield said(verdict.correction)
        return
    formulas = (block for block in _derivatives(sheet) if isinstance(block, Formula))
    names = (derivative_tex(sheet), _short_derivative(sheet))
    for block in formulas:
        if block.tex.startswith(tuple(f"{name} = " for name in names)):
            yield (Math(block.tex),)


def _figure(sheet: Sheet) -> Figure:
    activation = sheet.activation
    name, function, derivative, variable = activation.name.replace("_", " "), "f", "f'", "x"
    fixed: Text = ()
    if activation.axiswise:
        function = "f" if activation.index is None else "f_{1}"
        derivative, variable = rf"\partial {function}/\partial x_{{1}}", "x_{1}"
        others = [(Math(f"x_{{{n}}} = {latex(v)}"),) for n, v in enumerate(OTHERS, 2)]
        fixed = (" against ", Math(variable), ", with ", *joined(others, " and "), " held fixed")
    drawn: Text = (Math(function), " (solid) and ", Math(derivative), " (dashed)", *fixed)
    caption = (*joined([drawn, *_at_defaults(activation)]), ".")
    curves = plot(sheet)
    for label, curve in ((function, curves.function), (derivative, curves.derivative)):
        caption += () if curve.in_frame else (" ", Math(label), " lies beyond the frame.")
    alt = f"Graph of {name} (solid) and of its derivative (dashed) from -5 to 5."
    return Figure(activation.name, curves, caption, alt, function, derivative, variable)
