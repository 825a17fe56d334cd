"""Which elementary functions have programs for two words, better ones, and ones for a low word."""

from __future__ import annotations

from collections.abc import Callable

from symact.ir import Expr, Op
from symact.lower.arithmetic import ONE, add, fma, neg

VARIANTS: dict[str, dict[str, str]] = {
    "exp": {"fine": "exp_fine", "argument": "exp_sum"},
    "exp_neg": {
        "fine": "exp_neg_fine", "argument": "exp_neg_sum", "argument, fine": "exp_neg_sum_fine",
    },
    "exp_neg_lifted": {
        "fine": "exp_neg_fine_lifted", "argument": "exp_neg_sum_lifted",
        "argument, fine": "exp_neg_sum_fine_lifted",
    },
    "exp_tamed": {
        "fine": "exp_tamed_fine", "argument": "exp_tamed_sum",
        "argument, fine": "exp_tamed_sum_fine",
    },
    "exp1p_tamed": {
        "fine": "exp1p_tamed_fine", "argument": "exp1p_tamed_sum",
        "argument, fine": "exp1p_tamed_sum_fine",
    },
    "exp_fraction": {"argument": "exp_sum_fraction"},
    "exp1p_fraction": {"argument": "exp1p_sum_fraction"},
    "erfc": {"argument": "erfc_sum"},
    "erfc_fraction": {"argument": "erfc_sum_fraction"},
    "erfc_lifted": {"argument": "erfc_sum_lifted"},
    "erfcx": {"fine": "erfcx"},
    "mills": {"fine": "mills"},
    "phi_tail_fast": {"fine": "phi_tail"},
    "phi_tail_fast_lifted": {"fine": "phi_tail_lifted"},
    "tanh_fast": {"fine": "tanh"},
    "sin": {"fine": "sin"},
    "cos": {"fine": "cos"},
}  # fmt: skip
"""Functions with programs for an argument in two words, and with better ones."""

LOWS = {
    "exp_neg_fine": "exp_neg_low",
    "exp_neg_sum_fine": "exp_neg_sum_low",
    "exp_neg_fine_lifted": "exp_neg_lifted_low",
    "exp_neg_sum_fine_lifted": "exp_neg_sum_lifted_low",
    "exp_tamed_fine": "exp_tamed_low",
    "exp_tamed_sum_fine": "exp_tamed_sum_low",
    "exp1p_tamed_fine": "exp1p_tamed_low",
    "exp1p_tamed_sum_fine": "exp1p_tamed_sum_low",
    "erfcx": "erfcx_low",
    "phi_tail": "phi_tail_low",
    "phi_tail_lifted": "phi_tail_lifted_low",
    "mills": "mills_low",
    "sin": "sin_low",
    "cos": "cos_low",
}
"""Programs with one for what rounding leaves out of the value."""

SLOPES: dict[str, Callable[[Expr, Expr], Expr]] = {
    "expm1_neg": lambda a, value: add(ONE, value),
    "log": lambda a, value: Op("div", (ONE, a)),
    "log1p_unit": lambda a, value: Op("div", (ONE, add(ONE, a))),
    "log1p": lambda a, value: Op("div", (ONE, add(ONE, a))),
    "expm1": lambda a, value: add(ONE, value),
    "atan": lambda a, value: Op("div", (ONE, fma(a, a, ONE))),
    "tanh_fast": lambda a, value: fma(neg(value), value, ONE),
}
"""The derivative of a function by its argument, from the argument and the value."""
