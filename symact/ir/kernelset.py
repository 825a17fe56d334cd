"""Everything a target prints for one activation: its kernels, parameters and words for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from symact.ir.scalar import Const, InvalidProgram, Kernel

OPERANDS = {"value": ("x",), "derivative": ("x",), "vjp": ("g", "x"), "vjp_from_output": ("g", "y")}
"""The data operands of each kind of kernel; a "vjp_PARAM" takes those of "vjp"."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number that a caller may change; its default is exact.

    `label` is how a person writes the default where its digits do not show it, such as `sqrt(2)`;
    `domain` is the condition it must meet, such as `alpha > 0`.
    """

    name: str
    default: Fraction | Const
    label: str = ""
    domain: str = ""

    @property
    def exact(self) -> Fraction:
        """The default as a rational number (of a `Const`, its value)."""
        value = self.default.value if isinstance(self.default, Const) else self.default
        return Fraction(value)


@dataclass(frozen=True, slots=True)
class Documentation:
    """Words about an activation, all plain text; no part of any hash.

    `meaning` is one sentence; `formula` and `derivative` are right-hand sides in x and f;
    `special` holds one line per value worth stating, such as `f(-inf) = -0.0`; `domain` says where
    the function is defined, such as `every real x`. `absent` holds, for a function along an axis,
    the x of a component that does not count and the output there, such as `-inf` and `0`; `halves`
    names the function along an axis whose second half is x and whose first is the parameter.
    `by_parameter` has the derivative by each parameter, `from_output` the derivative in terms of
    the output y.
    """

    meaning: str
    formula: str = ""
    derivative: str = ""
    special: tuple[str, ...] = ()
    cites: str = ""
    domain: str = ""
    absent: tuple[str, ...] = ()
    halves: str = ""
    by_parameter: dict[str, str] = field(default_factory=dict)
    from_output: str = ""


@dataclass(frozen=True, slots=True)
class KernelSet:
    """The kernels of one activation, of every kind and dtype.

    `kernels` take data operands only: the exact defaults of parameters are baked in. `general`
    holds the same kinds with one more input for each parameter, in the order of `parameters`, and
    the "vjp_PARAM" kinds of learnable parameters, which need no default kernel. A kind that holds
    at the defaults only, such as a "vjp_from_output", needs no general kernel. `axiswise` holds
    kernels that act along an axis (`symact.ir.axiswise`).
    """

    name: str
    kernels: tuple[Kernel, ...]
    doc: Documentation
    parameters: tuple[Parameter, ...] = ()
    general: tuple[Kernel, ...] = ()
    axiswise: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        names = tuple(p.name for p in self.parameters)
        for kernel in self.kernels:
            _check_inputs(kernel, operands(kernel.kind))
        for kernel in self.general:
            _check_inputs(kernel, operands(kernel.kind) + names)
        if self.general and not self.parameters:
            raise InvalidProgram(f"{self.name} has general kernels but no parameters")


def operands(kind: str) -> tuple[str, ...]:
    """The names of the data operands of a kind of kernel."""
    return OPERANDS.get(kind, OPERANDS["vjp"])


def _check_inputs(kernel: Kernel, expected: tuple[str, ...]) -> None:
    inputs = tuple(v.name for v in kernel.program.inputs)
    if inputs != expected:
        raise InvalidProgram(
            f"{kernel.activation} {kernel.kind} takes the inputs {expected}, not {inputs}"
        )
