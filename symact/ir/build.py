"""Writing programs by hand: operators on wrapped expressions, and a recorder of named values."""

from __future__ import annotations

from fractions import Fraction

from symact.ir.scalar import (
    Const,
    Expr,
    Let,
    Lookup,
    Op,
    Program,
    Select,
    Type,
    Var,
    check,
    type_of,
)


class Term:
    """An expression with Python's arithmetic and comparisons; numbers become exact constants."""

    def __init__(self, expr: Expr) -> None:
        self.expr = expr

    def __add__(self, other: Operand) -> Term:
        return call("add", self, other)

    def __radd__(self, other: Operand) -> Term:
        return call("add", other, self)

    def __sub__(self, other: Operand) -> Term:
        return call("sub", self, other)

    def __rsub__(self, other: Operand) -> Term:
        return call("sub", other, self)

    def __mul__(self, other: Operand) -> Term:
        return call("mul", self, other)

    def __rmul__(self, other: Operand) -> Term:
        return call("mul", other, self)

    def __truediv__(self, other: Operand) -> Term:
        return call("div", self, other)

    def __rtruediv__(self, other: Operand) -> Term:
        return call("div", other, self)

    def __neg__(self) -> Term:
        return call("neg", self)

    def __abs__(self) -> Term:
        return call("abs", self)

    def __lt__(self, other: Operand) -> Term:
        return call("lt", self, other)

    def __le__(self, other: Operand) -> Term:
        return call("le", self, other)

    def __gt__(self, other: Operand) -> Term:
        return call("gt", self, other)

    def __ge__(self, other: Operand) -> Term:
        return call("ge", self, other)


Operand = Term | Fraction | int | float


def term(value: Operand, kind: Type = "real") -> Term:
    """A number as an exact constant; a term as it is."""
    if isinstance(value, Term):
        return value
    finite = isinstance(value, int | Fraction) or abs(value) < float("inf")
    return Term(Const(Fraction(value) if finite else float(value), "", kind))


def call(name: str, *args: Operand) -> Term:
    """An operation of the table."""
    return Term(Op(name, tuple(term(a).expr for a in args)))


def fma(a: Operand, b: Operand, c: Operand) -> Term:
    """a * b + c, rounded once."""
    return call("fma", a, b, c)


def integer(value: int) -> Term:
    """An integer constant."""
    return Term(Const(Fraction(value), "", "int"))


def select(condition: Term, then: Operand, other: Operand) -> Term:
    """`then` where the condition holds, else `other`."""
    return Term(Select(condition.expr, term(then).expr, term(other).expr))


def horner(coefficients: list[Fraction], z: Term) -> Term:
    """c0 + c1 z + c2 z^2 + ..., by fused multiply-adds from the last."""
    total = term(coefficients[-1])
    for c in reversed(coefficients[:-1]):
        total = fma(total, z, c)
    return total


def rebuild(expr: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The same node over other parts."""
    match expr:
        case Op(name=name):
            return Op(name, parts)
        case Select():
            return Select(*parts)
        case Lookup(table=table):
            return Lookup(table, *parts)
    return expr


class Recorder:
    """Collects named values in order and makes the program."""

    def __init__(self, *inputs: str) -> None:
        self.inputs = tuple(Var(name) for name in inputs)
        self.lets: list[Let] = []

    def __call__(self, name: str, value: Term) -> Term:
        """Bind a value to a name; the result is the name."""
        self.lets.append(Let(name, value.expr))
        return Term(Var(name, type_of(value.expr)))

    def program(self, result: Term, kind: Type = "real") -> Program:
        """The checked program with this result, of this type."""
        made = Program(self.inputs, tuple(self.lets), result.expr)
        check(made, kind)
        return made
