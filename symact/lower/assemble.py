"""From one expression per region to a straight-line program: selects merged, parts shared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from symact.ir import Const, Expr, Let, Op, Program, Select, Var, check, type_of
from symact.ir.scalar import children

WEIGHTS = {
    "div": 4, "sqrt": 5, "exp": 14, "exp_fine": 20, "exp_sum": 17, "exp_fraction": 13,
    "exp_sum_fraction": 16, "exp_exponent": 1, "expm1": 20, "log": 18, "log1p": 22, "tanh": 26,
    "atan": 22, "erf": 40, "erfc": 38, "erfc_sum": 42, "sin": 24, "cos": 24,
}  # fmt: skip
"""Rough costs in units of one addition, for choosing between candidates that meet the budget."""


def merge(condition: Expr, then: Expr, other: Expr) -> Expr:
    """select(condition, then, other), pushed down to where the two differ.

    1/(1 + q) and q/(1 + q) become select(condition, 1, q)/(1 + q): one division instead of two.
    """
    if then == other:
        return then
    if isinstance(then, Op) and isinstance(other, Op) and then.name == other.name:
        pairs = list(zip(then.args, other.args, strict=True))
        differing = [k for k, (a, b) in enumerate(pairs) if a != b]
        if len(differing) == 1:
            args = list(then.args)
            args[differing[0]] = merge(condition, *pairs[differing[0]])
            return Op(then.name, tuple(args))
    return Select(condition, then, other)


def rebuild(expr: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The same node over other parts."""
    match expr:
        case Op(name=name):
            return Op(name, parts)
        case Select():
            return Select(*parts)
    return expr


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


def cost(expr: Expr) -> int:
    """The weight of all distinct operations."""
    return sum(
        WEIGHTS.get(node.name, 1) if isinstance(node, Op) else 1
        for node in distinct(expr)
        if isinstance(node, Op | Select)
    )


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
        case Op(name="exp"):
            return "q"
        case Op(name="expm1") | Op(name="neg", args=(Op(name="expm1"),)):
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
    return isinstance(node, Op) and node.name in {"exp", "expm1"}
