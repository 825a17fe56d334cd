"""Accuracy: the error of kernels in ULP, sampled and over every float32 input."""

from __future__ import annotations

from symact.accuracy.measuring import QUICK, THOROUGH, USUAL, Effort, Means, measure
from symact.accuracy.plan import Package
from symact.accuracy.row import Row, combined, current, records, text_of

__all__ = [
    "QUICK", "THOROUGH", "USUAL", "Effort", "Means", "Package", "Row", "combined", "current",
    "measure", "records", "text_of",
]  # fmt: skip
