"""Which function each kernel of an activation computes, and the inputs and parameters it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, Protocol, get_args

from sympy import Symbol

from symact.accuracy.sweep import Kernel
from symact.activation import Activation
from symact.derive import derivative, parameter_derivative, pieces
from symact.derive.output_form import OUTPUT, output_form
from symact.ir.scalar import DType
from symact.lower.kernels import on_range
from symact.lower.sample import at_parameters, parameter_grid
from symact.pieces import Pieces

Variant = Literal["default", "general"]
"""Kernels with the exact defaults baked in, or with one more operand for each parameter."""

DTYPES: tuple[DType, ...] = get_args(DType)
SUFFIX = {"float32": "f32", "float64": "f64"}

Choice = Mapping[Symbol, Fraction]
"""A value for each parameter."""


@dataclass(frozen=True)
class Target:
    """A function, the kinds of kernels that compute it or its product with g, and the parameters.

    `choices` are those that the kernels are measured at, exact in their type.
    """

    function: Pieces
    kinds: tuple[str, ...]
    variant: Variant
    choices: tuple[Choice, ...]

    def at(self, choice: Choice) -> Pieces:
        """The function with numbers for its parameters."""
        return at_parameters(self.function, choice) if choice else self.function


class Package(Protocol):
    """The kernels of a package, handed in: the engine knows no target."""

    def hashes(self, activation: str) -> Mapping[str, str]:
        """The hash of every kernel function by its name."""

    def kernel(self, activation: str, function: str, near: bool | None = None) -> Kernel:
        """A kernel function as `kernel(*arrays, out=...)`, in processes too.

        `near` asks for it with its tables or without; else it is as this machine takes it.
        """

    def tabled(self, activation: str) -> Sequence[str]:
        """The functions that have tables."""

    def edges(self, activation: str, function: str) -> Sequence[float]:
        """The inputs where a kernel passes from one form to another."""


def function_name(kind: str, variant: str, dtype: str) -> str:
    """The name of a kernel's function in a package, such as `general_vjp_f32`."""
    return f"{'general_' if variant == 'general' else ''}{kind}_{SUFFIX[dtype]}"


def has_cotangent(kind: str) -> bool:
    """Whether a kernel takes g first."""
    return kind.startswith("vjp")


def targets(activation: Activation, dtype: DType) -> list[Target]:
    """Everything that an elementwise activation has kernels for."""
    found = _plain(activation.with_defaults(), "default", ({},))
    if not activation.parameters:
        return found
    grid = tuple(parameter_grid(activation.parameters, dtype))
    found += _plain(activation, "general", grid)
    for p in activation.parameters:
        slope = parameter_derivative(activation, p.name)
        found.append(Target(slope, (f"vjp_{p.name}",), "general", grid))
    return found


def _plain(activation: Activation, variant: Variant, choices: tuple[Choice, ...]) -> list[Target]:
    """Value, derivative with its vjp, and vjp from the output."""
    found = [
        Target(pieces(activation), ("value",), variant, choices),
        Target(derivative(activation), ("derivative", "vjp"), variant, choices),
    ]
    form = output_form(activation)
    if form is not None:
        found.append(Target(_of_output(on_range(form)), ("vjp_from_output",), variant, choices))
    return found


def _of_output(h: Pieces) -> Pieces:
    """The same function of x."""
    x = Symbol("x", real=True)
    parts = tuple(replace(p, expr=p.expr.xreplace({OUTPUT: x})) for p in h.pieces)
    return Pieces(x, parts, h.values)
