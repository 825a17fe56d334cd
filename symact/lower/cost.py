"""What a program costs: its distinct operations with elementary functions inlined, in additions.

Those of parameters alone are done once a call where these are numbers, and count nothing.
The weights are reciprocal throughputs of vector instructions: on AVX2 and AVX-512 a division takes
as long as 4 to 5 multiplications in float32 and about 8 in float64.
"""

from __future__ import annotations

from collections.abc import Mapping

from symact import elementary
from symact.ir import Expr, Lookup, Op, Program, Select, Var
from symact.ir.build import rebuild
from symact.ir.scalar import DType, children

WEIGHTS: dict[DType, dict[str, float]] = {
    "float32": {"div": 5, "sqrt": 6},
    "float64": {"div": 8, "sqrt": 10},
}
"""What differs from one unit, by type."""

LOOKUP = 1.75
"""A number out of two registers: with 9 of them silu's derivative takes 0.28 ns on Zen 4."""

CHEAP = {"neg": 0.25, "abs": 0.5, "to_bits": 0, "from_bits": 0, "ldexp": 2, "finite": 2}
"""Sign changes are often part of a fused operation; bits are read as they are."""


DATA = frozenset(map(Var, "gxy"))
"""What a kernel has of every element; its other inputs are parameters."""

MANY = 4096
"""How many operations are told apart by bits at a time."""


class CostModel:
    """Costs of expressions in one type; what was inlined once is kept."""

    def __init__(self, dtype: DType) -> None:
        self.dtype: DType = dtype
        self.weights = {**CHEAP, **WEIGHTS[dtype]}
        self.known: dict[Expr, Expr] = {}
        self.varying: dict[Expr, bool] = {}
        self.reached: dict[Expr, int] = {}
        self.weighing: dict[float, int] = {}
        self.count = 0

    def __call__(self, expr: Expr) -> float:
        """The cost of all distinct operations of an expression."""
        if self.count > MANY:
            self.reached, self.weighing, self.count = {}, {}, 0
        bits = self._reach(self.inlined(expr))
        return sum((w * (bits & mask).bit_count() for w, mask in self.weighing.items()), 0.0)

    def _reach(self, node: Expr) -> int:
        """The operations of an expression as bits; `weighing` has those of each weight."""
        found = self.reached.get(node)
        if found is not None:
            return found
        found = 0
        if self.varies(node):
            for part in children(node):
                found |= self._reach(part)
            weight = self._weight(node)
            if weight:
                found |= 1 << self.count
                self.weighing[weight] = self.weighing.get(weight, 0) | 1 << self.count
                self.count += 1
        self.reached[node] = found
        return found

    def _weight(self, node: Expr) -> float:
        if isinstance(node, Op):
            return self.weights.get(node.name, 1)
        if isinstance(node, Lookup):
            return LOOKUP
        return 1 if isinstance(node, Select) else 0

    def varies(self, expr: Expr) -> bool:
        """Whether an expression has an operand of the data, and no parameters and numbers alone."""
        found = self.varying.get(expr)
        if found is None:
            parts = children(expr)
            found = any(map(self.varies, parts)) if parts else expr in DATA
            self.varying[expr] = found
        return found

    def inlined(self, expr: Expr) -> Expr:
        """The expression with the program of every elementary function in its place."""
        found = self.known.get(expr)
        if found is None:
            parts = tuple(map(self.inlined, children(expr)))
            if isinstance(expr, Op) and expr.name in elementary.FUNCTIONS:
                code = elementary.program(expr.name, self.dtype)
                names = (v.name for v in code.inputs)
                found = unrolled(code, dict(zip(names, parts, strict=True)))
            else:
                found = rebuild(expr, parts)
            self.known[expr] = found
        return found


def unrolled(code: Program, inputs: Mapping[str, Expr]) -> Expr:
    """A program as one expression of its inputs."""
    scope = dict(inputs)
    known: dict[Expr, Expr] = {}

    def go(node: Expr) -> Expr:
        if isinstance(node, Var):
            return scope[node.name]
        if node not in known:
            known[node] = rebuild(node, tuple(map(go, children(node))))
        return known[node]

    for let in code.lets:
        scope[let.name] = go(let.value)
    return go(code.result)
