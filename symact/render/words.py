"""Short texts that pages share: what the words mean, notation, and words turned into runs."""

from __future__ import annotations

import re

from symact.render.page import Badge, Code, Math, Paragraph, Section, Table, Text
from symact.render.quoted import quoted
from symact.sheet import How
from symact.verdict import WORDS

HOW: dict[How, str] = {
    "proved": "follows from the formula by an exact argument: a normal form that vanishes, "
    "an exact limit, or a sign that an enclosure decides",
    "numerical": "computed to the digits shown; no closed form is given",
    "convention": "a choice, made where mathematics leaves one open, with its reason",
    "definition": "part of the definition itself",
}


def introduction() -> tuple[Section, ...]:
    """How to read the pages: verdict words, how facts are established, notation."""
    return (
        Section("reading", "How to read these pages", (Paragraph(_ORIGIN), _words(), _how())),
        Section("notation", "Notation", (_notation(),)),
    )


_ORIGIN: Text = (
    "Each activation is defined by one formula over the real numbers. Derivatives, kinks, "
    "properties and stable forms are computed from that formula; nothing on these pages is typed "
    "by hand. Formulas that a document prints for the same function are judged against it, and "
    "those that do not hold are listed as errata, with a point where they fail.",
)


def _words() -> Table:
    rows = tuple(((Badge("verdict", word),), (f"{meaning}.",)) for word, meaning in WORDS.items())
    return Table("Verdict words", (("Verdict",), ("Meaning",)), rows, (0.2, 0.8))


def _how() -> Table:
    rows = tuple(((Badge("how", word),), (f"{meaning}.",)) for word, meaning in HOW.items())
    return Table("How a fact was established", (("Word",), ("Meaning",)), rows, (0.2, 0.8))


def _notation() -> Table:
    rows: tuple[tuple[Text, ...], ...] = (
        (
            (Math("x"),),
            ("the argument, a real number; ", Math(r"x_{i}"), " is a component of a vector."),
        ),
        ((Math("f"),), ("the function's value ", Math("f(x)"), ".")),
        (
            (Math(r"s = \left|x\right|, \; q = e^{-s}"),),
            ("what stable forms are written in; ", Math(r"0 < q \le 1"), " cannot overflow."),
        ),
        (
            (Math(r"f'(a^{-}), \; f'(a^{+})"),),
            ("the limits of the derivative at ", Math("a"), " from the left and from the right."),
        ),
        (
            (Math("C^{k}"),),
            ("has ", Math("k"), " continuous derivatives; a jump is written ", Math("C^{-1}"), "."),
        ),
        (
            (Math(r"\left[k = \operatorname{argmax}_{j} x_{j}\right]"),),
            ("1 where the statement holds, else 0; of several largest the first counts.",),
        ),
        (
            (Math(r"\delta_{ik}"),),
            ("1 where ", Math("i = k"), ", else 0 (Kronecker's delta)."),
        ),
        (
            (Math(r"\log, \; \sigma, \; \Phi, \; \varphi"),),
            ("the natural logarithm, the logistic function ", Math("1/(1 + e^{-x})"),
             ", the normal distribution function and its density."),
        ),
        (("ULP",), ("the gap between neighbouring floating-point numbers at the true result.",)),
    )  # fmt: skip
    return Table("Signs and letters", (("Sign",), ("Meaning",)), rows, (0.26, 0.74))


_MATHEMATICAL = re.compile(
    r"\bC\^(?P<k>\d+|oo|infinity)|C-(?P<smooth>infinity)|(?P<sup>sup\|f'{1,2}\|)"
    r"|(?P<relation>\b(?:[a-z](?:_[ijk])?|alpha|beta|lambda|slope) (?:[<>]=?|=) "
    r"-?(?:\d[\d./]*|x_[ijk])(?!\w))"
    r"|(?P<to>->)|(?P<oo>[+-]?\b(?:oo|inf)\b)|(?P<greek>\b(?:alpha|beta|gamma|lambda|mu|pi|sigma|theta)\b)"
    r"|(?P<f>\bf'{0,2}\([^()]*\)|\bf'{1,2}(?!\w)|\bf\b|\bx\b)"
)


def prose(text: str) -> Text:
    r"""Plain words as runs, with C^k, infinity, Greek letters, f, f' and f(0) set as formulas.

    >>> prose("C^1 iff alpha = 1")
    (Math(tex='C^{1}'), ' iff ', Math(tex='\\alpha = 1'))
    """
    runs: list[str | Math] = []
    end = 0
    for found in _MATHEMATICAL.finditer(text):
        runs += [text[end : found.start()], Math(_formula(found))]
        end = found.end()
    return tuple(run for run in [*runs, text[end:]] if run != "")


def _formula(found: re.Match[str]) -> str:
    if found["f"]:
        return found["f"].replace("-oo", r"-\infty").replace("oo", r"\infty")
    if found["sup"]:
        return rf"\sup \left|{found['sup'][4:-1]}\right|"
    if found["greek"]:
        return "\\" + found["greek"]
    if found["oo"]:
        return found["oo"].replace("inf", "oo").replace("oo", r"\infty")
    if found["relation"]:
        return quoted(found["relation"].rstrip(".")) or found["relation"]
    if found["to"]:
        return r"\to"
    return rf"C^{{{found['k']}}}" if (found["k"] or "").isdigit() else r"C^{\infty}"


_ENCLOSURE = re.compile(
    r"\[?(?P<middle>-?[\d.]+)(?P<e>e[+-]?\d+)?"
    r"(?: \+/- (?P<radius>[\d.]+)(?P<re>e[+-]?\d+)?)?\]?"
)


def enclosure(text: str) -> Math | Code:
    """A number, known exactly or up to a radius as Arb prints it, as a formula; else as typed."""
    found = _ENCLOSURE.fullmatch(text.strip())
    if found is None:
        return Code(text)
    if found["radius"] is None:
        return Math(_scientific(_shortest(found["middle"]), found["e"]))
    middle = _scientific(found["middle"], found["e"])
    return Math(rf"{middle} \,\pm\, {_scientific(found['radius'], found['re'])}")


def _shortest(digits: str) -> str:
    """The digits of an exact number without zeros at the end."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _scientific(digits: str, power: str | None) -> str:
    return digits if power is None else rf"{digits} \cdot 10^{{{int(power[1:])}}}"
