"""The table of elementary functions: what each program computes, where, and how well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Literal

from symact.elementary import (
    error_function,
    exponential,
    gauss,
    inverse_tangent,
    logarithm,
    scaled,
    sine,
    tamed,
)
from symact.ir import Program
from symact.ir.scalar import DType

Part = Literal["value", "lifted", "tamed", "scaled", "fraction", "exponent", "low"]


@dataclass(frozen=True)
class Function:
    """A program for a real function of one argument.

    `of` names the real function. `ulp` bounds the error in float32 and float64, where the result is
    normal; a subnormal one may be 0.5 further off. `lo` and `hi` are the arguments it is made for:
    it may give anything for others, but gives NaN for NaN. `words` is 2 where the argument is a sum
    a + b whose second word is small. `part` is "value"; "lifted" for 2^LIFT times the value, which
    is a normal number where the value is subnormal or less: a product with it is multiplied by
    2^-LIFT last; "tamed" for a value times 2^-LIFT where it is large, to divide by; "scaled" for
    2^k times the value, k being in the last argument (where that is a word of two, no error is
    stated); "fraction" or "exponent" for w or n of a value w 2^n; "low" for what rounding leaves
    out of another program's value.
    """

    make: Callable[[DType], Program]
    of: str
    ulp: tuple[float, float]
    lo: float = -inf
    hi: float = inf
    words: int = 1
    part: Part = "value"


E, L, T, G, S, W = exponential, logarithm, inverse_tangent, error_function, sine, tamed

TAMED = (-88.0, 128.0)
"""Where a tamed exponential is for, in both types; in float64 it is for more."""

TABLE: dict[str, Function] = {
    "exp": Function(E.exp, "exp", (0.69, 0.69)),
    "exp_fine": Function(E.exp_fine, "exp", (0.56, 0.56)),
    "exp_sum": Function(E.exp_sum, "exp", (0.69, 0.69), words=2),
    "exp_fraction": Function(E.exp_fraction, "exp", (0.69, 0.69), part="fraction"),
    "exp_exponent": Function(E.exp_exponent, "exp", (0, 0), part="exponent"),
    "exp_sum_fraction": Function(E.exp_sum_fraction, "exp", (0.69, 0.69), words=2, part="fraction"),
    "exp_neg": Function(E.exp_neg, "exp", (0.9, 0.9), hi=0),
    "exp_neg_fine": Function(E.exp_neg_fine, "exp", (0.69, 0.69), hi=0),
    "exp_neg_lifted": Function(E.exp_neg_lifted, "exp", (0.9, 0.9), hi=0, part="lifted"),
    "exp_neg_fine_lifted": Function(
        E.exp_neg_fine_lifted, "exp", (0.69, 0.69), hi=0, part="lifted"
    ),
    "exp_neg_sum": Function(E.exp_neg_sum, "exp", (0.9, 0.9), hi=0, words=2),
    "exp_neg_sum_fine": Function(E.exp_neg_sum_fine, "exp", (0.69, 0.69), hi=0, words=2),
    "exp_neg_sum_lifted": Function(
        E.exp_neg_sum_lifted, "exp", (0.9, 0.9), hi=0, words=2, part="lifted"
    ),
    "exp_neg_sum_fine_lifted": Function(
        E.exp_neg_sum_fine_lifted, "exp", (0.69, 0.69), hi=0, words=2, part="lifted"
    ),
    "exp_neg_low": Function(E.exp_neg_low, "exp", (inf, inf), hi=0, part="low"),
    "exp_neg_sum_low": Function(E.exp_neg_sum_low, "exp", (inf, inf), hi=0, words=2, part="low"),
    "exp_neg_lifted_low": Function(E.exp_neg_lifted_low, "exp", (inf, inf), hi=0, part="low"),
    "exp_neg_sum_lifted_low": Function(
        E.exp_neg_sum_lifted_low, "exp", (inf, inf), hi=0, words=2, part="low"
    ),
    "exp_tamed": Function(W.exp_tamed, "exp", (0.9, 0.9), *TAMED, part="tamed"),
    "exp_tamed_fine": Function(W.exp_tamed_fine, "exp", (0.69, 0.69), *TAMED, part="tamed"),
    "exp_tamed_sum": Function(W.exp_tamed_sum, "exp", (0.9, 0.9), *TAMED, words=2, part="tamed"),
    "exp_tamed_sum_fine": Function(
        W.exp_tamed_sum_fine, "exp", (0.69, 0.69), *TAMED, words=2, part="tamed"
    ),
    "exp_tamed_low": Function(W.exp_tamed_low, "exp", (inf, inf), *TAMED, part="low"),
    "exp_tamed_sum_low": Function(
        W.exp_tamed_sum_low, "exp", (inf, inf), *TAMED, words=2, part="low"
    ),
    "exp1p_tamed": Function(W.exp1p_tamed, "exp1p", (1.7, 1.7), *TAMED, part="tamed"),
    "exp1p_tamed_fine": Function(W.exp1p_tamed_fine, "exp1p", (1.2, 1.2), *TAMED, part="tamed"),
    "exp1p_tamed_sum": Function(
        W.exp1p_tamed_sum, "exp1p", (1.7, 1.7), *TAMED, words=2, part="tamed"
    ),
    "exp1p_tamed_sum_fine": Function(
        W.exp1p_tamed_sum_fine, "exp1p", (1.2, 1.2), *TAMED, words=2, part="tamed"
    ),
    "exp1p_tamed_low": Function(W.exp1p_tamed_low, "exp1p", (inf, inf), *TAMED, part="low"),
    "exp1p_tamed_sum_low": Function(
        W.exp1p_tamed_sum_low, "exp1p", (inf, inf), *TAMED, words=2, part="low"
    ),
    "exp1p_fraction": Function(W.exp1p_fraction, "exp1p", (1.7, 1.7), part="fraction"),
    "exp1p_exponent": Function(W.exp1p_exponent, "exp1p", (0, 0), part="exponent"),
    "exp1p_sum_fraction": Function(
        W.exp1p_sum_fraction, "exp1p", (1.7, 1.7), words=2, part="fraction"
    ),
    "exp_scaled": Function(scaled.exp_scaled, "exp", (1, 1), part="scaled"),
    "exp_sum_scaled": Function(scaled.exp_sum_scaled, "exp", (1, 1), words=2, part="scaled"),
    "exp_high": Function(scaled.exp_high, "exp", (inf, inf), words=2, part="scaled"),
    "exp_low": Function(scaled.exp_low, "exp", (inf, inf), words=2, part="scaled"),
    "exp_normal_high": Function(scaled.exp_normal_high, "exp", (inf, inf), words=2, part="scaled"),
    "exp_normal_low": Function(scaled.exp_normal_low, "exp", (inf, inf), words=2, part="scaled"),
    "expm1": Function(E.expm1, "expm1", (1.15, 1.15)),
    "expm1_neg": Function(E.expm1_neg, "expm1", (0.95, 1.2), hi=0),
    "log": Function(L.log, "log", (0.78, 0.85)),
    "log1p": Function(L.log1p, "log1p", (0.86, 0.9)),
    "log1p_unit": Function(L.log1p_unit, "log1p", (1.1, 1.25), lo=0, hi=1),
    "log1p_ratio": Function(L.log1p_ratio, "log1p_ratio", (1.1, 1.4), lo=0, hi=1),
    "tanh": Function(E.tanh, "tanh", (1.05, 1.3)),
    "tanh_fast": Function(E.tanh_fast, "tanh", (5.5, 5)),
    "atan": Function(T.atan, "atan", (0.92, 0.92)),
    "sin": Function(S.sin, "sin", (0.9, 0.9), lo=-S.REACH, hi=S.REACH),
    "cos": Function(S.cos, "cos", (0.9, 0.9), lo=-S.REACH, hi=S.REACH),
    "sin_low": Function(S.sin_low, "sin", (inf, inf), lo=-S.REACH, hi=S.REACH, part="low"),
    "cos_low": Function(S.cos_low, "cos", (inf, inf), lo=-S.REACH, hi=S.REACH, part="low"),
    "erf": Function(G.erf, "erf", (0.97, 0.97)),
    "erfc": Function(G.erfc, "erfc", (0.9, 0.9)),
    "erfc_sum": Function(G.erfc_sum, "erfc", (0.9, 0.9), words=2),
    "erfc_lifted": Function(G.erfc_lifted, "erfc", (1.0, 1.0), lo=0, part="lifted"),
    "erfc_sum_lifted": Function(
        G.erfc_sum_lifted, "erfc", (1.0, 1.0), lo=0, words=2, part="lifted"
    ),
    "erfc_fraction": Function(G.erfc_fraction, "erfc", (1.0, 1.0), part="fraction"),
    "erfc_exponent": Function(G.erfc_exponent, "erfc", (0, 0), part="exponent"),
    "erfc_sum_fraction": Function(
        G.erfc_sum_fraction, "erfc", (1.0, 1.0), words=2, part="fraction"
    ),
    "erfcx": Function(G.erfcx, "erfcx", (0.75, 0.75), lo=0, hi=9),
    "erfcx_low": Function(G.erfcx_low, "erfcx", (inf, inf), lo=0, hi=9, part="low"),
    "phi_tail": Function(gauss.phi_tail, "phi_tail", (1.9, 2.7)),
    "phi_tail_low": Function(gauss.phi_tail_low, "phi_tail", (inf, inf), lo=0, part="low"),
    "phi_tail_lifted": Function(gauss.phi_tail_lifted, "phi_tail", (1.9, 2.7), lo=0, part="lifted"),
    "phi_tail_lifted_low": Function(
        gauss.phi_tail_lifted_low, "phi_tail", (inf, inf), lo=0, part="low"
    ),
    "phi_tail_fast": Function(gauss.phi_tail_fast, "phi_tail", (6.5, 6.5)),
    "phi_tail_fast_lifted": Function(
        gauss.phi_tail_fast_lifted, "phi_tail", (6.5, 6.5), lo=0, part="lifted"
    ),
    "mills": Function(gauss.mills, "mills", (1.0, 1.0), lo=0, hi=15),
    "mills_low": Function(gauss.mills_low, "mills", (inf, inf), lo=0, hi=15, part="low"),
}
"""One row a program."""
