"""Formulas as text: a whitelisting reader, and the printer whose output it reads back."""

from symact.expression.calls import Name, as_call, calls
from symact.expression.language import FUNCTIONS
from symact.expression.printer import to_text
from symact.expression.reader import parse

__all__ = ["FUNCTIONS", "Name", "as_call", "calls", "parse", "to_text"]
