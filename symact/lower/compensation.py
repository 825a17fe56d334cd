"""Compensated evaluation: what rounding takes from chosen operations is carried along and added.

Every value may be a pair, a number and what is missing of it. An expression has spots where
something can be done: an operation whose rounding error is computed, a constant's low word, a
function that is given the low word of its argument. With all of them an expression is in double
words; what a measure says is not needed is then taken away: often one correction is left.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from symact.elementary.formats import FORMATS, leading_bits
from symact.ir import Const, Expr, Op, Select, type_of
from symact.ir.rounding import rounded
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import ONE, ZERO, add, fma, is_const, mul, neg, sub
from symact.lower.assemble import rebuild
from symact.lower.variants import LOWS, VARIANTS

Pair = tuple[Expr, Expr | None]
"""A value and what is missing of it (None: nothing is known to be missing)."""

Choices = dict[int, str]
"""What is done at each spot, by its number among the nodes; nothing at those left out."""

LOW_WORD, SHORT_WORD = "low word", "low word of a short one"
"""What is done about a constant: it gets a low word, and its high word may be short."""

SHORT = 5
"""By how many bits it then is: its difference from a sum that is up to so many binades above it is
exact, so that lighter corrections of the sum suffice; its low word is less good by as much."""

GUARD = -1
"""The number of the last spot: the low word is left out where it is not finite."""

ROUNDED = ("add", "sub", "mul", "fma", "div", "sqrt")

LIGHTER = {
    "sum": ("fast", "fast second"),
    "argument, rest": ("fine", "argument", "argument, fine", "rest"),
    "rest": ("fine",),
    "argument, fine": ("fine", "argument"),
}
"""Cheaper choices, the cheapest first: Dekker's sum, right where the first, or the second, term is
the larger; a function with less done about its argument and its value."""


def numbered(expr: Expr) -> list[Expr]:
    """The distinct nodes, parts before the whole."""
    found: dict[Expr, None] = {}

    def visit(node: Expr) -> None:
        if node not in found:
            for child in children(node):
                visit(child)
            found[node] = None

    visit(expr)
    return list(found)


def everything(expr: Expr, dtype: DType, exempt: frozenset[Expr] = frozenset()) -> Choices:
    """All that can be done in an expression, the exempt nodes left out."""
    found: Choices = {}
    for n, node in enumerate(numbered(expr)):
        if node in exempt or type_of(node) != "real":
            continue
        choice = _choice(node, dtype)
        if choice:
            found[n] = choice
    if found:
        found[GUARD] = "guard"
    return found


def shortened(choices: Choices) -> Choices:
    """The choices with the high word of every constant short."""
    return {n: SHORT_WORD if choice == LOW_WORD else choice for n, choice in choices.items()}


def _choice(node: Expr, dtype: DType) -> str:
    if isinstance(node, Const):
        return LOW_WORD if is_const(node) and _words(node, dtype, False)[1] is not None else ""
    if not isinstance(node, Op):
        return ""
    if node.name in ("add", "sub", "fma"):
        return "sum"
    if node.name in ROUNDED:
        exact = node.name == "mul" and _exact(*node.args)
        return "" if exact else "rounding"
    variants = VARIANTS.get(node.name, {})
    if any(name in LOWS for name in variants.values()):
        return "argument, rest"
    if "fine" in variants:
        return "argument, fine" if "argument" in variants else "fine"
    return "argument" if variants or node.name in SLOPES else ""


def compensated(expr: Expr, dtype: DType, choices: Choices) -> Expr:
    """The expression with what was chosen done."""
    if not choices:
        return expr
    return _Pairs(expr, dtype, choices).whole()


@dataclass
class _Pairs:
    """The pairs of one expression's nodes."""

    expr: Expr
    dtype: DType
    choices: Choices
    known: dict[Expr, Pair] = field(default_factory=dict)
    numbers: dict[Expr, int] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = {node: n for n, node in enumerate(numbered(self.expr))}

    def whole(self) -> Expr:
        """The value with what is missing added, before a scaling by a power of two."""
        match self.expr:
            case Op(name="mul", args=(scale, value)) if _scales(scale):
                level = self.pair(scale)[0]  # one chosen by an argument goes by what became of it
                return Op("mul", (level, self.joined(self.pair(value))))
        return self.joined(self.pair(self.expr))

    def joined(self, value: Pair) -> Expr:
        """One number of a pair."""
        high, low = value
        if low is None:
            return high
        if GUARD in self.choices:
            return Op("add", (high, Op("finite", (low,))))
        return _added(low, high)

    def pair(self, node: Expr) -> Pair:
        """A node's value and what is missing of it."""
        found = self.known.get(node)
        if found is None:
            found = self.known[node] = self._pair(node)
        return found

    def _pair(self, node: Expr) -> Pair:
        choice = self.choices.get(self.numbers[node], "")
        if isinstance(node, Const):
            return _words(node, self.dtype, choice == SHORT_WORD) if choice else (node, None)
        if isinstance(node, Select):
            return self._either(node)
        if not isinstance(node, Op):
            return node, None
        parts = [self.pair(a) for a in node.args]
        handler = HANDLERS.get(node.name)
        if handler is not None:
            return handler(parts, choice)
        highs = tuple(high for high, _ in parts)
        if choice and (node.name in VARIANTS or node.name in SLOPES):
            return self._called(node, parts[0], choice)
        if node.name == "ldexp":
            return Op("ldexp", (self.joined(parts[0]), highs[1])), None
        return rebuild(node, highs), None

    def _called(self, node: Op, argument: Pair, choice: str) -> Pair:
        """A function of an argument in two words, and what rounding leaves out of its value."""
        high, low = argument
        variants = VARIANTS.get(node.name, {})
        wanted = choice.replace("rest", "fine")
        if low is None:  # nothing can be done about the argument
            wanted = wanted.removeprefix("argument").removeprefix(", ")
        if wanted not in variants and wanted.startswith("argument"):
            wanted = "argument" if "argument" in variants else wanted.removeprefix("argument, ")
        name = variants.get(wanted, node.name)
        two = low is not None and "argument" in wanted and wanted in variants
        args = (high, low) if low is not None and two else (high,)
        value = Op(name, args)
        missing = Op(LOWS[name], args) if "rest" in choice and name in LOWS else None
        if low is not None and node.name in SLOPES and "argument" in choice:
            return value, _plus(missing, mul(low, SLOPES[node.name](high, value)))
        return value, missing

    def _either(self, node: Select) -> Pair:
        condition = self.pair(node.condition)[0]
        (a, a_low), (b, b_low) = self.pair(node.then), self.pair(node.other)
        high = Select(condition, a, b) if a != b else a
        if a_low is None and b_low is None:
            return high, None
        a_low, b_low = a_low or ZERO, b_low or ZERO
        return high, a_low if a_low == b_low else Select(condition, a_low, b_low)


def _scales(factor: Expr) -> bool:
    """Whether a factor is a power of two, or one of two."""
    if isinstance(factor, Select):
        return _scales(factor.then) and _scales(factor.other)
    return isinstance(factor, Const) and _exact(factor, factor)


@lru_cache(maxsize=8192)
def _words(constant: Const, dtype: DType, short: bool) -> tuple[Const, Const | None]:
    """A constant as two words, of which the high one may be short."""
    exact, nearest = Fraction(constant.value), rounded(Fraction(constant.value), dtype)
    if not math.isfinite(nearest):
        return constant, None
    label = constant.label and f"{constant.label}, high word"
    if Fraction(nearest) == exact:
        return constant, None
    high = leading_bits(exact, FORMATS[dtype].precision - (SHORT if short else 0))
    return Const(high, label), Const(exact - high, constant.label and "its low word")


def _plus(a: Expr | None, b: Expr | None) -> Expr | None:
    if a is None or b is None:
        return b if a is None else a
    return _added(a, b)


def _added(a: Expr, b: Expr) -> Expr:
    """a + b, with one rounding where one of the two is a product."""
    for product, other in ((a, b), (b, a)):
        if isinstance(product, Op) and product.name == "mul":
            left, right = product.args
            return fma(left, right, other)
    return add(a, b)


def _sum(a: Pair, b: Pair, choice: str) -> Pair:
    total = add(a[0], b[0])
    low = _plus(a[1], b[1])
    if not choice or not isinstance(total, Op) or total.name not in ("add", "sub"):
        return total, low
    return total, _plus(low, _sum_error(a[0], b[0], total, choice))


def _sum_error(a: Expr, b: Expr, total: Expr, choice: str) -> Expr:
    """Knuth's two-sum; Dekker's, where it is known which term is the larger."""
    if choice == "fast":
        return sub(b, sub(total, a))
    if choice == "fast second":
        return sub(a, sub(total, b))
    back = sub(total, a)
    return add(sub(a, sub(total, back)), sub(b, back))


def _total(parts: list[Pair], choice: str) -> Pair:
    a, b = parts
    return _sum(a, b, choice)


def _difference(parts: list[Pair], choice: str) -> Pair:
    a, (b, b_low) = parts
    return _sum(a, (neg(b), None if b_low is None else neg(b_low)), choice)


def _product(parts: list[Pair], choice: str) -> Pair:
    """The product of the high words with its error by fma, and the mixed products."""
    a, b = parts
    total = mul(a[0], b[0])
    error: Expr | None = None
    if choice and not _exact(a[0], b[0]):
        error = fma(a[0], b[0], neg(total))
    for high, low in ((a[0], b[1]), (b[0], a[1])):
        if low is not None:
            error = mul(high, low) if error is None else fma(high, low, error)
    return total, error


def _fused(parts: list[Pair], choice: str) -> Pair:
    a, b, c = parts
    if not choice and b[1] is not None and _exact(a[0], a[0]):  # scaled: nothing is lost in it
        b = _added(b[0], b[1]), None
    mixed = _product([a, b], "")[1]
    if choice == "sum":
        product, error = _product([(a[0], None), (b[0], None)], "rounding")
        return _sum((product, _plus(error, mixed)), c, choice)
    total = fma(a[0], b[0], c[0])
    low = _plus(mixed, c[1])
    if choice == "fast":  # the product is the larger
        product = mul(a[0], b[0])
        low = _plus(low, _plus(fma(a[0], b[0], neg(product)), sub(c[0], sub(total, product))))
    if choice == "fast second":
        low = _plus(low, fma(a[0], b[0], sub(c[0], total)))
    return total, low


@lru_cache(maxsize=8192)
def _exact(a: Expr, b: Expr) -> bool:
    """Whether a product by a power of two needs no error term."""
    for factor in (a, b):
        if isinstance(factor, Const) and is_const(factor):
            n, d = abs(Fraction(factor.value)).as_integer_ratio()
            if n & (n - 1) == 0 and d & (d - 1) == 0:
                return True
    return False


def _quotient(parts: list[Pair], choice: str) -> Pair:
    """a r with r = 1/b, and the remainder a - y b times r: one division serves both."""
    a, b = parts
    if not choice and a[1] is None and b[1] is None:
        return Op("div", (a[0], b[0])), None
    r = Op("div", (ONE, b[0]))
    y = mul(a[0], r)
    rest = fma(neg(y), b[0], a[0]) if choice else None
    rest = _plus(rest, a[1])
    if b[1] is not None:
        rest = mul(neg(y), b[1]) if rest is None else fma(neg(y), b[1], rest)
    return y, None if rest is None else mul(rest, r)


def _root(parts: list[Pair], choice: str) -> Pair:
    """The square root with half the remainder's share: (a - r^2) / (2 r)."""
    ((a, low),) = parts
    root = Op("sqrt", (a,))
    rest = _plus(fma(neg(root), root, a) if choice else None, low)
    return root, None if rest is None else Op("div", (rest, add(root, root)))


def _negated(parts: list[Pair], choice: str) -> Pair:
    ((a, low),) = parts
    return neg(a), None if low is None else neg(low)


def _size(parts: list[Pair], choice: str) -> Pair:
    ((a, low),) = parts
    return Op("abs", (a,)), None if low is None else mul(Op("copysign", (ONE, a)), low)


def _with_sign(parts: list[Pair], choice: str) -> Pair:
    (a, low), (b, _) = parts
    value = Op("copysign", (a, b))
    return value, None if low is None else mul(Op("copysign", (ONE, Op("mul", (a, b)))), low)


def _extreme(name: str, test: str, parts: list[Pair]) -> Pair:
    """The smaller, or larger, of two; the other's low word does not count."""
    (a, a_low), (b, b_low) = parts
    value = Op(name, (a, b))
    if a_low is None and b_low is None:
        return value, None
    return value, Select(Op(test, (a, b)), a_low or ZERO, b_low or ZERO)


HANDLERS: dict[str, Callable[[list[Pair], str], Pair]] = {
    "add": _total,
    "sub": _difference,
    "mul": _product,
    "fma": _fused,
    "div": _quotient,
    "sqrt": _root,
    "neg": _negated,
    "abs": _size,
    "copysign": _with_sign,
    "min": lambda parts, choice: _extreme("min", "lt", parts),
    "max": lambda parts, choice: _extreme("max", "gt", parts),
}

SLOPES: dict[str, Callable[[Expr, Expr], Expr]] = {
    "expm1_neg": lambda a, value: add(ONE, value),
    "log": lambda a, value: Op("div", (ONE, a)),
    "log1p_unit": lambda a, value: Op("div", (ONE, add(ONE, a))),
    "log1p": lambda a, value: Op("div", (ONE, add(ONE, a))),
    "expm1": lambda a, value: add(ONE, value),
    "atan": lambda a, value: Op("div", (ONE, fma(a, a, ONE))),
    "tanh": lambda a, value: fma(neg(value), value, ONE),
}
"""The derivative of a function by its argument, from the argument and the value."""
