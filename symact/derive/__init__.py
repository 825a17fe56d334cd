"""Derive: pieces, derivatives and kinks of a formula, computed from it and from nothing else."""

from symact.derive.by_parameter import parameter_derivative, parameter_kinks
from symact.derive.convention import minimum_norm
from symact.derive.derivative import (
    derivative,
    differentiate,
    kinks,
    limit,
    pieces,
    second_derivative,
)
from symact.derive.ordering import Order
from symact.derive.split import split

__all__ = [
    "Order", "derivative", "differentiate", "kinks", "limit", "minimum_norm",
    "parameter_derivative", "parameter_kinks", "pieces", "second_derivative", "split",
]  # fmt: skip
