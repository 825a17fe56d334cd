"""Double-word remedies: what a constant loses to rounding is added back."""

from __future__ import annotations

from fractions import Fraction

from symact.ir import Const, Expr, Op
from symact.ir.rounding import rounded
from symact.ir.scalar import DType, children
from symact.lower.assemble import rebuild


def two_word_constants(expr: Expr, dtype: DType) -> Expr:
    """The expression with every added constant c as (... + c_high) + c_low where it rounds.

    Near a zero of y + c the sum with c_high is exact, so that only the low word, half an ulp of c,
    was missing: 1.07e3 ulp in selu's derivative from the output next to -lambda alpha.
    """
    parts = tuple(two_word_constants(child, dtype) for child in children(expr))
    built = rebuild(expr, parts)
    if not isinstance(built, Op) or built.name not in ("add", "sub", "fma"):
        return built
    for place in (0, 1) if built.name != "fma" else (2,):
        constant = built.args[place]
        if not isinstance(constant, Const) or not isinstance(constant.value, Fraction):
            continue
        high = rounded(constant.value, dtype)
        low = constant.value - Fraction(high)
        if low == 0:
            continue
        label = constant.label and f"{constant.label}, high word"
        args = list(built.args)
        args[place] = Const(Fraction(high), label)
        sign = -1 if built.name == "sub" and place == 1 else 1
        return Op(
            "add",
            (Const(sign * low, constant.label and "its low word"), Op(built.name, tuple(args))),
        )
    return built
