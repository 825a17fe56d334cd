"""Normalise: one canonical form for truth and for numerics."""

from symact.normalise.normal_form import (
    DISTANCE,
    NormalForm,
    is_nowhere,
    is_zero,
    normal_form,
    substitute,
    substitutions,
    with_tower,
)

__all__ = [
    "DISTANCE", "NormalForm", "is_nowhere", "is_zero", "normal_form", "substitute",
    "substitutions", "with_tower",
]  # fmt: skip
