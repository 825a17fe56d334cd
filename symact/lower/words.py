"""Double-word remedies: what rounding loses of a constant, or of an exponent, is added back."""

from __future__ import annotations

from fractions import Fraction

from symact.ir import Const, Expr, Op, Select
from symact.ir.rounding import rounded
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import add, fma, is_const, mul, neg
from symact.lower.assemble import rebuild

Pair = tuple[Expr, Expr | None]
"""A value and what rounding left out of it (None: nothing is known to be left out)."""


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
        if not isinstance(constant, Const) or not is_const(constant):
            continue
        high, low = _words(constant, dtype)
        if low is None:
            continue
        args = list(built.args)
        args[place] = high
        below = neg(low) if built.name == "sub" and place == 1 else low
        return Op("add", (below, Op(built.name, tuple(args))))
    return built


def _words(constant: Const, dtype: DType) -> tuple[Const, Const | None]:
    exact = Fraction(constant.value)
    high = Fraction(rounded(exact, dtype))
    label = constant.label and f"{constant.label}, high word"
    if high == exact:
        return constant, None
    return Const(high, label), Const(exact - high, constant.label and "its low word")


WITH_SUMS = {"exp": "exp_sum", "erfc": "erfc_sum"}
"""Functions with a version for an argument in two words."""


def two_word_arguments(expr: Expr, dtype: DType) -> Expr:
    """The expression with exp and erfc of an argument that rounds taken of both its words.

    Rounding 1.702 x loses 18 ulp of exp(1.702 x) at x = -50: the argument's error grows with its
    size.
    """
    parts = tuple(two_word_arguments(child, dtype) for child in children(expr))
    if isinstance(expr, Op) and expr.name in WITH_SUMS:
        high, low = pair(expr.args[0], dtype)
        if low is not None:
            return Op(WITH_SUMS[expr.name], (high, low))
    return rebuild(expr, parts)


def finer_exponentials(expr: Expr) -> Expr:
    """The expression with every exp within 0.55 ulp rather than 0.65."""
    parts = tuple(map(finer_exponentials, children(expr)))
    if isinstance(expr, Op) and expr.name == "exp":
        return Op("exp_fine", parts)
    return rebuild(expr, parts)


def pair(expr: Expr, dtype: DType) -> Pair:
    """The value of sums, products and quotients with the part that rounding leaves out."""
    if isinstance(expr, Const) and is_const(expr):
        return _words(expr, dtype)
    if not isinstance(expr, Op):
        return expr, None
    parts = [pair(a, dtype) for a in expr.args]
    if expr.name == "neg":
        high, low = parts[0]
        return neg(high), None if low is None else neg(low)
    if expr.name in ("add", "sub"):
        return _sum(parts[0], parts[1] if expr.name == "add" else _negated(parts[1]))
    if expr.name == "mul":
        return _product(*parts)
    if expr.name == "fma":
        return _sum(_product(parts[0], parts[1]), parts[2])
    if expr.name == "div":
        return _quotient(*parts)
    if expr.name == "sqrt":
        return _root(parts[0])
    return expr, None


def _negated(a: Pair) -> Pair:
    return neg(a[0]), None if a[1] is None else neg(a[1])


def _plus(a: Expr | None, b: Expr | None) -> Expr | None:
    if a is None or b is None:
        return b if a is None else a
    return add(a, b)


def _sum(a: Pair, b: Pair) -> Pair:
    """Knuth's two-sum of the high words, the low words added to the error."""
    total = add(a[0], b[0])
    if not isinstance(total, Op) or total.name not in ("add", "sub"):
        return total, _plus(a[1], b[1])
    back = Op("sub", (total, a[0]))
    error = Op("add", (Op("sub", (a[0], Op("sub", (total, back)))), Op("sub", (b[0], back))))
    return total, _plus(_plus(a[1], b[1]), error)


def _product(a: Pair, b: Pair) -> Pair:
    """The product of the high words with its error by fma, and the mixed products."""
    total = mul(a[0], b[0])
    error: Expr | None = None
    if not _exact(a[0], b[0]):
        error = Op("fma", (a[0], b[0], neg(total)))
    for high, low in ((a[0], b[1]), (b[0], a[1])):
        if low is not None:
            error = mul(high, low) if error is None else fma(high, low, error)
    return total, error


def _exact(a: Expr, b: Expr) -> bool:
    """Whether a product by a power of two needs no error term."""
    for factor in (a, b):
        if isinstance(factor, Const) and is_const(factor):
            n, d = abs(Fraction(factor.value)).as_integer_ratio()
            if n & (n - 1) == 0 and d & (d - 1) == 0:
                return True
    return False


def _quotient(a: Pair, b: Pair) -> Pair:
    """The quotient with the remainder's share: (a - q b) / b."""
    quotient = Op("div", (a[0], b[0]))
    rest: Expr = Op("fma", (neg(quotient), b[0], a[0]))
    if a[1] is not None:
        rest = add(rest, a[1])
    if b[1] is not None:
        rest = fma(neg(quotient), b[1], rest)
    return quotient, Op("div", (rest, b[0]))


def _root(a: Pair) -> Pair:
    """The square root with half the remainder's share: (a - r^2) / (2 r)."""
    root = Op("sqrt", (a[0],))
    rest: Expr = Op("fma", (neg(root), root, a[0]))
    if a[1] is not None:
        rest = add(rest, a[1])
    return root, Op("div", (rest, Op("add", (root, root))))


def in_double_words(expr: Expr, dtype: DType) -> Expr:
    """The whole expression in double words, its low word added at the end; the dearest remedy.

    Where the high word has overflowed, or is 0 times infinity, the low word is left out.
    """
    high, low = pair(expr, dtype)
    if low is None:
        return expr
    finite = Op("lt", (Op("abs", (low,)), Const(float("inf"))))
    return Op("add", (high, Select(finite, low, Const(Fraction(0)))))
