"""Compensated evaluation: what rounding takes from chosen operations is carried along and added.

Every value may be a pair, a number and what is missing of it. An expression has spots where
something can be done: an operation whose rounding error is computed, a constant's low word, a
function that is given the low word of its argument. With all of them an expression is in double
words; what a measure says is not needed is then taken away: often one correction is left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from symact.ir import Const, Expr, Op, Select
from symact.ir.build import rebuild
from symact.ir.scalar import DType, children
from symact.lower.arithmetic import ONE, ZERO, add, fma, mul, neg, sub
from symact.lower.spots import CHOICES, GUARD, SHORT_WORD, Choices, Spot, exact, numbered, words
from symact.lower.variants import LOWS, SLOPES, VARIANTS

Pair = tuple[Expr, Expr | None]
"""A value and what is missing of it (None: nothing is known to be missing)."""

FIELD = len(CHOICES).bit_length()
NODE = 4 * FIELD
"""Bits for the choice at one spot, and for those at a node and at each of its operands."""


def compensated(expr: Expr, dtype: DType, choices: Choices) -> Expr:
    """The expression with what was chosen done."""
    return Compensation(expr, dtype)(choices) if choices else expr


class Compensation:
    """One expression with whatever corrections are asked for.

    A part of it is made once for each way of correcting what it consists of.
    """

    def __init__(self, expr: Expr, dtype: DType) -> None:
        self.expr = expr
        self.dtype: DType = dtype
        self.numbers = {node: n for n, node in enumerate(numbered(expr))}
        self.within = _within(self.numbers)
        self.pairs: dict[tuple[Expr, int], Pair] = {}
        self.wholes: dict[int, Expr] = {}

    def __call__(self, choices: Choices) -> Expr:
        """The expression with what was chosen done."""
        if not choices:
            return self.expr
        code = _code(choices)
        found = self.wholes.get(code)
        if found is None:
            found = self.wholes[code] = _Pairs(self, choices, code).whole()
        return found

    def joints(self, choices: Choices) -> list[Spot]:
        """The operands whose low words are carried on: each may be left out."""
        pairs = _Pairs(self, choices, _code(choices))
        return [
            (n, k)
            for node, n in self.numbers.items()
            for k, part in enumerate(children(node))
            if (n, k) not in choices and pairs.pair(part)[1] is not None
        ]


def _code(choices: Choices) -> int:
    """Choices as a number, with a field of bits for each spot."""
    return sum(map(_bits, choices.items()))


@lru_cache(maxsize=65536)
def _bits(item: tuple[Spot, str]) -> int:
    spot, choice = item
    n, k = (spot, 0) if isinstance(spot, int) else (spot[0], spot[1] + 1)
    return CHOICES.index(choice) + 1 << (n + 1) * NODE + k * FIELD


def _within(numbers: Mapping[Expr, int]) -> dict[Expr, int]:
    """For each node the fields of all spots in it, and that of the guard."""
    guard = (1 << NODE) - 1
    found: dict[Expr, int] = {}
    for node, n in numbers.items():
        found[node] = guard | guard << (n + 1) * NODE
        for part in children(node):
            found[node] |= found[part]
    return found


class _Pairs:
    """The pairs of one expression's nodes, with some corrections."""

    def __init__(self, of: Compensation, choices: Choices, code: int) -> None:
        self.expr, self.numbers, self.within = of.expr, of.numbers, of.within
        self.dtype: DType = of.dtype
        self.choices = choices
        self.code = code
        self.known = of.pairs

    def whole(self) -> Expr:
        """The value with what is missing added, before a scaling, a sign or a choice of two."""
        return self._ended(self.expr)

    def _ended(self, node: Expr) -> Expr:
        match node:
            case Op(name="mul", args=(scale, value)) if _scales(scale):
                level = self.pair(scale)[0]  # one chosen by an argument goes by what became of it
                return Op("mul", (level, self._ended(value)))
            case Op(name="copysign", args=(size, sign)):
                return Op("copysign", (self._ended(size), self.pair(sign)[0]))
            case Select(condition=test, then=a, other=b) if self._differ(a, b):
                return Select(self.pair(test)[0], self._ended(a), self._ended(b))
        return self.joined(self.pair(node))

    def _differ(self, a: Expr, b: Expr) -> bool:
        """Whether something is missing of two values, and not the same of both."""
        missing = self.pair(a)[1], self.pair(b)[1]
        return any(missing) and missing[0] != missing[1]

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
        key = node, self.code & self.within[node]
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._pair(node)
        return found

    def _pair(self, node: Expr) -> Pair:
        choice = self.choices.get(self.numbers[node], "")
        if isinstance(node, Const):
            return words(node, self.dtype, choice == SHORT_WORD) if choice else (node, None)
        parts = [self._operand(node, k, part) for k, part in enumerate(children(node))]
        if isinstance(node, Select):
            return _either(*parts)
        if not isinstance(node, Op):
            return node, None
        handler = HANDLERS.get(node.name)
        if handler is not None:
            return handler(parts, choice)
        highs = tuple(high for high, _ in parts)
        if choice and (node.name in VARIANTS or node.name in SLOPES):
            return self._called(node, parts[0], choice)
        if node.name == "ldexp":
            return Op("ldexp", (self.joined(parts[0]), highs[1])), None
        return rebuild(node, highs), None

    def _operand(self, node: Expr, k: int, part: Expr) -> Pair:
        high, low = self.pair(part)
        return high, None if (self.numbers[node], k) in self.choices else low

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


def _either(test: Pair, a: Pair, b: Pair) -> Pair:
    high = Select(test[0], a[0], b[0]) if a[0] != b[0] else a[0]
    if a[1] is None and b[1] is None:
        return high, None
    low, other = a[1] or ZERO, b[1] or ZERO
    return high, low if low == other else Select(test[0], low, other)


def _scales(factor: Expr) -> bool:
    """Whether a factor is a power of two, or one of two."""
    if isinstance(factor, Select):
        return _scales(factor.then) and _scales(factor.other)
    return isinstance(factor, Const) and exact(factor, factor)


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
    if choice and not exact(a[0], b[0]):
        error = fma(a[0], b[0], neg(total))
    for high, low in ((a[0], b[1]), (b[0], a[1])):
        if low is not None:
            error = mul(high, low) if error is None else fma(high, low, error)
    return total, error


def _fused(parts: list[Pair], choice: str) -> Pair:
    a, b, c = parts
    if not choice and b[1] is not None and exact(a[0], a[0]):  # scaled: nothing is lost in it
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


def _quotient(parts: list[Pair], choice: str) -> Pair:
    """a r with r = 1/b, and the remainder a - y b times r: one division serves both.

    The lighter way is y = a/b itself, and with it b's low word taken into account as if b were 1.
    """
    a, b = parts
    if not choice and a[1] is None and b[1] is None:
        return Op("div", (a[0], b[0])), None
    if choice == "as if over one":
        plain = Op("div", (a[0], b[0]))
        return plain, a[1] if b[1] is None else _plus(a[1], mul(neg(plain), b[1]))
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
