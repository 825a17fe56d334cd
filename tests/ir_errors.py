"""Errors of expressions in the intermediate representation, against balls: for several modules."""

from __future__ import annotations

import numpy as np
from sympy import Expr, Symbol

from symact.enclose import enclose_to
from symact.interpret import evaluate
from symact.ir import Expr as IRExpr
from symact.lower.assemble import assemble
from symact.lower.regions import X
from symact.ulp import Reference, ulp_errors


def errors(expr: IRExpr, formula: Expr, x: Symbol, values: np.ndarray, dtype: str) -> np.ndarray:
    """How far an expression in x is from a formula, in ulp, at each value."""
    found = evaluate(assemble((X,), expr), dtype, x=values)
    true = Reference.balls([enclose_to(formula, {x: v}, 110) for v in values.tolist()])
    return ulp_errors(found, true, dtype)
