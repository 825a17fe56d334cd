"""What a command is asked about: the name of an activation, or a formula written as text."""

from __future__ import annotations

from symact.activation import Activation, Real
from symact.claim import Claim
from symact.driver.library import Library
from symact.errors import InputError, unknown
from symact.expression import Name, calls, parse

VARIABLES = ("x", "pi", "e")
"""Words that are a formula by themselves."""


def subject(text: str, library: Library) -> Activation:
    """The activation of that name, or one made of the formula; raises InputError for neither.

    A formula is parsed, never evaluated.
    """
    text = text.strip()
    if text in library.activations:
        return library.activations[text]
    if text.isidentifier() and text not in VARIABLES:
        raise unknown("activation", text, library.activations)
    x = Real("x")
    return Activation("f", parse(text, x=x, names=calls(library.activations)), x, None, (), "", "")


def derivative_claim(text: str, activation: Activation, library: Library) -> Claim:
    """The claim that a text is an activation's derivative; f stands for the function, f(x).

    Raises InputError for text that is no formula and for a function along an axis.
    """
    if activation.axiswise:
        raise InputError(
            f"{activation.name} acts along an axis, and the text of a claim speaks of numbers; "
            "state the claim in a definition file instead"
        )
    names: dict[str, Name] = {
        **calls(library.activations),
        **dict(activation.constants),
        **{p.name: p.symbol for p in activation.parameters},
    }
    formula = parse(text, x=activation.x, f=activation.expr, names=names)
    return Claim(activation.name, derivative=formula, source="the caller", printed=text)
