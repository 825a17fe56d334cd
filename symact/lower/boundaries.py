"""Where the pieces of a function meet: to which side a point belongs, and its value there."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Expr as Formula

from symact.ir import Expr, Op, Select
from symact.ir.build import rebuild
from symact.ir.scalar import children
from symact.lower.direct import direct
from symact.lower.regions import X


def bounded_by(expr: Expr, tests: Mapping[Expr, str]) -> Expr:
    """The expression with each test x >= bound replaced: by >, or by <= or < with sides changed."""
    known: dict[Expr, Expr] = {}

    def go(node: Expr) -> Expr:
        if node not in known:
            known[node] = _bounded(rebuild(node, tuple(map(go, children(node)))), tests)
        return known[node]

    return go(expr)


def _bounded(node: Expr, tests: Mapping[Expr, str]) -> Expr:
    if not isinstance(node, Select) or node.condition not in tests:
        return node
    test = tests[node.condition]
    parts = (node.then, node.other) if test in ("ge", "gt") else (node.other, node.then)
    return Select(Op(test, children(node.condition)), *parts)


def with_values(total: Expr, values: Mapping[Formula, Formula | None]) -> Expr:
    for at, value in values.items():
        if value is not None:
            total = Select(Op("eq", (X, direct(at))), direct(value), total)
    return total
