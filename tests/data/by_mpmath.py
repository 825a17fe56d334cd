"""Formulas as text evaluated by mpmath alone: a second reading of the language for the suite."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from mpmath import mp, mpf

FUNCTIONS: dict[str, Callable[..., mpf]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "log1p": mp.log1p,
    "expm1": mp.expm1,
    "sigmoid": lambda u: 1 / (1 + mp.exp(-u)),
    "softplus": lambda u: mp.log(1 + mp.exp(u)),
    "Phi": mp.ncdf,
    "phi": mp.npdf,
    "sign": mp.sign,
    **{n: getattr(mp, n) for n in ("sqrt", "exp", "log", "sin", "cos", "tan", "atan", "erf")},
    **{n: getattr(mp, n) for n in ("erfc", "sinh", "cosh", "tanh")},
}

BINARY: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}

COMPARE: dict[type, Callable[[Any, Any], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


def value(text: str, values: dict[str, Any]) -> mpf:
    """The value of a formula at the current precision; `values` holds numbers and functions.

    A word may be both: f alone is `values["f"]`, f(u) is `values["f()"](u)`.
    """
    plain = text.replace("lambda*", "lambda_*").replace("lambda,", "lambda_,")
    return _value(ast.parse(plain, mode="eval").body, values, plain)


def _value(node: ast.AST, values: dict[str, Any], text: str) -> Any:
    match node:
        case ast.Constant():
            return mpf(str(ast.get_source_segment(text, node)))
        case ast.Name(id=name):
            return {"pi": +mp.pi, "e": +mp.e, **values}[name]
        case ast.UnaryOp(operand=inside):
            return -_value(inside, values, text)
        case ast.BinOp(left=left, op=op, right=right):
            return BINARY[type(op)](_value(left, values, text), _value(right, values, text))
        case ast.Compare(left=left, ops=ops, comparators=others):
            sides = [_value(side, values, text) for side in (left, *others)]
            pairs = zip(ops, sides, sides[1:], strict=False)
            return all(COMPARE[type(op)](a, b) for op, a, b in pairs)
        case ast.Call(func=ast.Name(id="where"), args=[condition, then, other]):
            chosen = then if _value(condition, values, text) else other
            return _value(chosen, values, text)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            function = values.get(f"{name}()", FUNCTIONS.get(name))
            return function(*(_value(a, values, text) for a in arguments))
    raise AssertionError(f"{ast.dump(node)} is not of the language")
