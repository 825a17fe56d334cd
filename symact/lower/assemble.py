"""From one expression per region to a straight-line program: selects merged, parts shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from symact.ir import Const, Expr, Let, Op, Program, Select, Var, check, type_of
from symact.ir.build import rebuild
from symact.ir.scalar import ELEMENTARY, children


def merge(condition: Expr, then: Expr, other: Expr) -> Expr:
    """select(condition, then, other), pushed down to where the two differ.

    1/(1 + q) and q/(1 + q) become select(condition, 1, q)/(1 + q): one division instead of two.
    Where several parts differ, a select for each is taken where that leaves fewer operations.
    """
    return _Merging(condition).merged(then, other)


class _Merging:
    """Merges under one condition; a pair of parts that occurs again is merged once."""

    def __init__(self, condition: Expr) -> None:
        self.condition = condition
        self.known: dict[tuple[Expr, Expr], Expr] = {}

    def merged(self, then: Expr, other: Expr) -> Expr:
        """The smallest of the ways to have one value or the other."""
        if then is other:
            return then
        found = self.known.get((then, other))
        if found is None:
            ways = [Select(self.condition, then, other), *self._pushed(then, other)]
            found = self.known[then, other] = min(ways, key=_size)
        return found

    def _pushed(self, then: Expr, other: Expr) -> Iterator[Expr]:
        """The select pushed into the parts; of a sum and one of its terms, say, 0 is added."""
        yield from self._alike(then, other)
        yield from self._around(then, other)
        for one, two in ((sunk(then), other), (then, sunk(other))):
            if one is not then or two is not other:
                yield self.merged(one, two)
        if isinstance(then, Op):
            yield from self._with_neutral(then, other, False)
        if isinstance(other, Op):
            yield from self._with_neutral(other, then, True)

    def _alike(self, then: Expr, other: Expr) -> Iterator[Expr]:
        if not isinstance(then, Op) or not isinstance(other, Op) or then.name != other.name:
            return
        if type_of(then) == "bool":
            return
        orders = [other.args]
        if then.name in ("add", "mul", "fma"):
            b, a, *rest = other.args
            orders.append((a, b, *rest))
        for order in orders:
            parts = tuple(self.merged(a, b) for a, b in zip(then.args, order, strict=True))
            yield Op(then.name, parts)

    def _around(self, then: Expr, other: Expr) -> Iterator[Expr]:
        """A select of one side, as for a polynomial around a zero, put around both."""
        if isinstance(other, Select) and type_of(other) == "real":
            outside = Op("or", (self.condition, other.condition))
            yield Select(outside, self.merged(then, other.then), other.other)
        if isinstance(then, Select) and type_of(then) == "real":
            outside = Op("or", (Op("not", (self.condition,)), then.condition))
            yield Select(outside, self.merged(then.then, other), then.other)

    def _with_neutral(self, large: Op, small: Expr, swapped: bool) -> Iterator[Expr]:
        """`large` where its neutral part may take the place of one that `small` has not."""

        def either(a: Expr, b: Expr) -> Expr:
            return self.merged(b, a) if swapped else self.merged(a, b)

        args = large.args
        if large.name in ("add", "mul"):
            neutral = ZERO if large.name == "add" else ONE
            for k in (0, 1):
                if args[k] is small:
                    yield Op(large.name, (either(args[1 - k], neutral), small))
            if large.name == "mul" and isinstance(args[0], Const):
                yield Op("mul", (either(args[0], ONE), either(args[1], small)))
        elif large.name == "sub" and args[0] is small:
            yield Op("sub", (small, either(args[1], ZERO)))
        elif large.name == "sub" and isinstance(small, Op) and small.name == "neg":
            yield Op("sub", (either(args[0], ZERO), either(args[1], small.args[0])))
        elif large.name == "fma" and isinstance(small, Op) and small.name == "mul":
            for a, b in (args[:2], (args[1], args[0])):
                factors = either(a, small.args[0]), either(b, small.args[1])
                yield Op("fma", (*factors, either(args[2], ZERO)))


def sunk(expr: Expr) -> Expr:
    """-(a b / c) as (-a) b / c: a sign moved to the first factor."""
    if not isinstance(expr, Op) or expr.name != "neg":
        return expr
    (inner,) = expr.args
    if isinstance(inner, Op) and inner.name in ("mul", "div"):
        first, second = inner.args
        if inner.name == "mul" and isinstance(first, Const):
            return Op("mul", (first, sunk(negated(second))))
        return Op(inner.name, (sunk(negated(first)), second))
    return expr


def negated(expr: Expr) -> Expr:
    """-a, of a constant or of -b at once."""
    if isinstance(expr, Const) and isinstance(expr.value, Fraction):
        return Const(-expr.value, f"-({expr.label})" if expr.label else "")
    return expr.args[0] if isinstance(expr, Op) and expr.name == "neg" else Op("neg", (expr,))


ZERO = Const(Fraction(0))
ONE = Const(Fraction(1))


SIZES = dict.fromkeys(ELEMENTARY, 10) | {"div": 5}


def _size(expr: Expr) -> int:
    """How many distinct operations there are, a call of an elementary function as ten."""
    return sum(
        SIZES.get(node.name, 1) if isinstance(node, Op) else 1
        for node in distinct(expr)
        if isinstance(node, Op | Select)
    )


def replaced(expr: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """The expression with others in place of some of its parts."""
    known = dict(values)

    def go(node: Expr) -> Expr:
        if node not in known:
            known[node] = rebuild(node, tuple(map(go, children(node))))
        return known[node]

    return go(expr)


def distinct(expr: Expr) -> Counter[Expr]:
    """How often each node is used, a shared one's parts counted once."""
    counts: Counter[Expr] = Counter()

    def visit(node: Expr) -> None:
        counts[node] += 1
        if counts[node] == 1:
            for child in children(node):
                visit(child)

    visit(expr)
    return counts


@dataclass
class _Names:
    """Names for shared values: s, q, m for what they are, t and a number for the rest."""

    taken: set[str]
    lets: list[Let] = field(default_factory=list)
    known: dict[Expr, Var] = field(default_factory=dict)

    def fresh(self, value: Expr) -> str:
        stem = _stem(value)
        name, k = stem, 1
        while name in self.taken:
            k += 1
            name = f"{stem}{k}"
        self.taken.add(name)
        return name


def _stem(value: Expr) -> str:
    match value:
        case Op(name="abs"):
            return "s"
        case Op(name="exp" | "exp_neg"):
            return "q"
        case Op(name="expm1_neg" | "expm1") | Op(name="neg", args=(Op(name="expm1_neg"),)):
            return "m"
        case Op(name="mul", args=(a, b)) if a == b:
            return "square"
        case Op(name=name) if name in {"lt", "le", "gt", "ge", "eq", "ne"}:
            return "where"
    return "t"


def assemble(inputs: tuple[Var, ...], result: Expr) -> Program:
    """The program that computes an expression, each shared part once; checked."""
    counts = distinct(result)
    names = _Names({v.name for v in inputs})

    def name(node: Expr) -> Expr:
        if isinstance(node, Const | Var):
            return node
        if node in names.known:
            return names.known[node]
        built = rebuild(node, tuple(name(child) for child in children(node)))
        if not _worth_naming(node, counts[node]):
            return built
        var = Var(names.fresh(node), type_of(node))
        names.lets.append(Let(var.name, built))
        names.known[node] = var
        return var

    final = name(result)
    program = Program(inputs, tuple(names.lets), final)
    check(program)
    return program


def _worth_naming(node: Expr, uses: int) -> bool:
    if uses > 1:
        return not (isinstance(node, Op) and node.name == "neg" and isinstance(node.args[0], Var))
    return isinstance(node, Op) and node.name in {"exp", "exp_neg", "expm1", "expm1_neg"}
