"""Analyse: the properties of an activation, each with how it was established."""

from symact.analyse.build import elementwise_sheet, smoothness, stable_forms
from symact.analyse.facts import facts
from symact.analyse.limits import limit_and_method, limit_at_infinity
from symact.analyse.signs import Stretch, sign_on, stretches

__all__ = [
    "Stretch",
    "elementwise_sheet",
    "facts",
    "limit_and_method",
    "limit_at_infinity",
    "sign_on",
    "smoothness",
    "stable_forms",
    "stretches",
]
