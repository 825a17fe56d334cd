"""Activation functions written once, as formulas; everything else is derived from them and checked.

    >>> import symact
    >>> print(symact.check("f*(1 - f)", of="sigmoid").verdict)
    proved

`get`, `sheet` and `catalogue` show what is known about an activation, `check` judges a published
derivative, `generate` writes kernels. `activation`, `Real`, `Positive`, `Vector`, `Index`,
`Maximum` and `Claim` are the words of a definition file. Importing symact loads neither SymPy nor
numba.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symact.lazy import offer

if TYPE_CHECKING:
    from symact.activation import Index as Index
    from symact.activation import Maximum as Maximum
    from symact.activation import Positive as Positive
    from symact.activation import Real as Real
    from symact.activation import Vector as Vector
    from symact.activation import activation as activation
    from symact.claim import Claim as Claim
    from symact.driver.api import Derived as Derived
    from symact.driver.api import catalogue as catalogue
    from symact.driver.api import check as check
    from symact.driver.api import get as get
    from symact.driver.api import sheet as sheet
    from symact.driver.kernels import generate as generate
    from symact.errors import InputError as InputError
    from symact.errors import SymactError as SymactError
    from symact.errors import UnsupportedError as UnsupportedError
    from symact.verdict import Verdict as Verdict

__version__ = "0.1.0"

_OFFERED = {
    "symact.activation": ("Index", "Maximum", "Positive", "Real", "Vector", "activation"),
    "symact.claim": ("Claim",),
    "symact.driver.api": ("Derived", "catalogue", "check", "get", "sheet"),
    "symact.driver.kernels": ("generate",),
    "symact.errors": ("InputError", "SymactError", "UnsupportedError"),
    "symact.verdict": ("Verdict",),
}

__all__ = [
    "Claim", "Derived", "Index", "InputError", "Maximum", "Positive", "Real", "SymactError",
    "UnsupportedError", "Vector", "Verdict", "activation", "catalogue", "check", "generate", "get",
    "sheet",
]  # fmt: skip

offer(__name__, {name: module for module, names in _OFFERED.items() for name in names})
