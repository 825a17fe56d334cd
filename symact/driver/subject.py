"""What a command is asked about: the name of an activation, or a formula written as text."""

from __future__ import annotations

from symact.activation import Activation, Real
from symact.driver.library import Library
from symact.errors import unknown
from symact.expression import FUNCTIONS, Name, calls, parse

WORDS = {"x", "pi", "e", "where", *FUNCTIONS}
"""Words of the language, which a formula may begin with: not a misspelt activation."""


def subject(text: str, library: Library) -> Activation:
    """The activation of that name, or one made of the formula; raises InputError for neither.

    A formula is parsed, never evaluated.
    """
    text = text.strip()
    if text in library.activations:
        return library.activations[text]
    if text.isidentifier() and text.isascii() and text not in WORDS:
        raise unknown("activation", text, library.activations)
    x = Real("x")
    return Activation("f", parse(text, x=x, names=calls(library.activations)), x, None, (), "", "")


def words(activation: Activation, library: Library) -> dict[str, Name]:
    """The words that a claim as text may use on top of the language: catalogue and constants."""
    return {**calls(library.activations), **dict(activation.constants)}
