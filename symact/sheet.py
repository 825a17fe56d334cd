"""The facts about one activation that a reader is shown, each with how it was established."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sympy import Expr

from symact.activation import Activation
from symact.pieces import Pieces
from symact.verdict import Verdict

How = Literal["proved", "numerical", "convention", "definition"]


@dataclass(frozen=True)
class Kink:
    """A point where the function is not C-infinity.

    `left` and `right` are the one-sided limits of the derivative, `value` the derivative used there
    and `reason` why. `order` is k for a function that is C^k there and no better; -1 is a jump.
    `condition` is set where the order holds under a condition on parameters only.
    """

    at: Expr
    left: Expr
    right: Expr
    order: int
    value: Expr
    reason: str
    condition: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a sheet: a label in plain words, a value, and how it was established.

    `value` is a SymPy object (expression, set, relation) or, where words are needed, a string.
    """

    label: str
    value: Any
    how: How
    note: str = ""


@dataclass(frozen=True)
class StableForm:
    """The normal form on one region, in s = |x| and q = exp(-s)."""

    region: str
    expr: Expr


@dataclass(frozen=True)
class Sheet:
    """Everything a reference page shows about an activation; computed, never typed.

    For an axis-wise activation `derivative` is the Jacobian entry (an Expr in x[i], x[k], with
    Kronecker deltas) and the fields that only make sense elementwise are empty.
    """

    activation: Activation
    derivative: Pieces | Expr
    second_derivative: Pieces | None
    parameter_derivatives: tuple[tuple[str, Pieces], ...]
    from_output: Expr | None
    from_output_note: str
    kinks: tuple[Kink, ...]
    smoothness: str
    facts: tuple[Fact, ...]
    stable_forms: tuple[StableForm, ...]
    stable_derivative_forms: tuple[StableForm, ...]
    verdicts: tuple[Verdict, ...]
    accuracy: tuple[dict[str, Any], ...] = ()
