"""Read a formula from text: tokens checked, names looked up, the tree walked; nothing evaluated.

Python's `ast` supplies operator precedence only. Whatever the text holds, the outcome is a formula
or an InputError that names the word, its column and the nearest word that is allowed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

import sympy
from sympy import Expr, Integer, Piecewise, Rational, S, Symbol
from sympy.logic.boolalg import Boolean

from symact.errors import InputError, unknown
from symact.expression.calls import AlongAxis, Name
from symact.expression.language import (
    COMPARISONS,
    CONSTANTS,
    FUNCTIONS,
    MAX_BITS,
    MAX_DEPTH,
    MAX_EXPONENT,
    MAX_LENGTH,
    MAX_POWER,
    OPERATORS,
    SPELLINGS,
    SUGGESTIONS,
    TOKEN,
    WHERE,
    far_off,
)

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def parse(
    text: str,
    *,
    x: Symbol | None = None,
    f: Expr | None = None,
    names: Mapping[str, Name] | None = None,
) -> Expr:
    """The formula that a text stands for, in the symbol x.

    `f` is a formula in x that the word f stands for, alone or as f(argument); `names` gives further
    words: formulas, or callables that are called. Raises InputError naming the word, its column and
    the nearest word that is allowed.
    """
    x = Symbol("x", real=True) if x is None else x
    values: dict[str, Name] = {**CONSTANTS, **(names or {}), x.name: x}
    if f is not None:
        values["f"] = _Output(x, f)
    result = _Reader(text, values).read()
    if not isinstance(result, Expr):
        raise InputError(f"a formula is expected, not the comparison {text.strip()!r}")
    return result


@dataclass(frozen=True)
class _Output:
    """The word f: a formula in x that may also be called."""

    x: Symbol
    expr: Expr

    def __call__(self, argument: Expr) -> Expr:
        return self.expr.subs(self.x, argument)


class _Reader:
    """One text with what its names stand for."""

    def __init__(self, text: str, values: Mapping[str, Name]) -> None:
        self.text = text
        self.values = values
        self.standins: dict[str, str] = {}

    def fail(self, message: str, at: int) -> InputError:
        return InputError(f"column {at + 1}: {message}")

    def read(self) -> Any:
        if len(self.text) > MAX_LENGTH:
            raise InputError(
                f"a formula of {len(self.text)} characters; at most {MAX_LENGTH} are read"
            )
        if not self.text.strip():
            raise InputError("the formula is empty")
        plain = self._checked()
        try:
            tree = ast.parse(plain.lstrip(), mode="eval").body
        except SyntaxError as error:
            shift = len(plain) - len(plain.lstrip())
            at = min((error.offset or 1) - 1 + shift, len(plain.rstrip()) - 1)
            reason = str(error.msg).partition(";")[0]
            raise self.fail(f"{reason} near {self.text[at : at + 12]!r}", at) from None
        self.shift = len(plain) - len(plain.lstrip())
        return self._value(tree, 0)

    # tokens

    def _checked(self) -> str:
        """The text for `ast`, of the same length, once every token is of the language."""
        at, depth, signs = 0, 0, 0
        last, after_value = "", False
        plain: list[str] = []
        while at < len(self.text):
            match = TOKEN.match(self.text, at)
            token = match.group() if match else self.text[at]
            kind = match.lastgroup if match else None
            if kind == "space":
                plain.append(" " * len(token))
                at += len(token)
                continue
            if kind == "name":
                self._check_name(token, at)
            elif kind == "number" and re.match(r"[\w.]", self.text[at + len(token) :]):
                raise self.fail(f"{self._word(at)!r} is not a number", at)
            elif kind is None or (kind == "operator" and not self._fits(token, depth)):
                raise self._bad_operator(token, at)
            if after_value and kind in ("name", "number"):
                missing = "parentheses are" if last in FUNCTIONS else "an operator is"
                raise self.fail(f"{missing} missing before {self._word(at)!r}", at)
            last, after_value = token, kind in ("name", "number") or token == ")"
            depth += (token == "(") - (token == ")")
            signs = signs + 1 if token in ("-", "+", "**") else 0
            if depth < 0:
                raise self.fail("')' closes nothing", at)
            if depth > MAX_DEPTH or signs > MAX_DEPTH:
                raise self.fail(f"more than {MAX_DEPTH} levels inside one another", at)
            plain.append(self._for_ast(token))
            at += len(token)
        if depth:
            raise self.fail("'(' is never closed", self.text.rindex("("))
        if not after_value:
            raise self.fail(f"the formula ends with {last!r}", self.text.rindex(last))
        return "".join(plain)

    def _for_ast(self, token: str) -> str:
        """The token, or a stand-in as long for a name that Python reserves, such as lambda."""
        if not iskeyword(token):
            return token
        standin = token[:-1] + "_"
        self.standins[standin] = token
        return standin

    def _fits(self, operator: str, depth: int) -> bool:
        return operator in OPERATORS or operator in "()," or (operator == "=" and depth > 0)

    def _word(self, at: int) -> str:
        found = re.match(r"[\w.]+", self.text[at:])
        return found.group() if found else self.text[at]

    def _bad_operator(self, token: str, at: int) -> InputError:
        near = SUGGESTIONS.get(token)
        hint = f"did you mean {near!r}?" if near else "the operators are " + " ".join(OPERATORS)
        return self.fail(f"{token!r} is not part of a formula; {hint}", at)

    def _check_name(self, name: str, at: int) -> None:
        keyword = re.match(r"\s*=(?!=)", self.text[at + len(name) :])
        given = self.values.get(name)
        if isinstance(given, AlongAxis):
            raise self.fail(given.reason, at)
        if given is not None or name in FUNCTIONS or name == WHERE or keyword:
            return
        choices = [*(n for n, v in self.values.items() if not isinstance(v, AlongAxis)), *FUNCTIONS]
        raise self.fail(str(self._unknown(name, [*choices, WHERE])), at)

    def _unknown(self, name: str, choices: list[str]) -> InputError:
        meant = SPELLINGS.get(name)
        if meant in choices:
            return InputError(f"unknown name {name!r}; did you mean {meant!r}?")
        return unknown("name", name, choices)

    # tree

    def _at(self, node: ast.expr) -> int:
        line = self.text.lstrip().encode()
        return len(line[: node.col_offset].decode(errors="ignore")) + self.shift

    def _value(self, node: ast.expr, depth: int) -> Any:
        if depth > 8 * MAX_DEPTH:
            raise self.fail("the formula is nested too deeply", self._at(node))
        row = NODES.get(type(node))
        if row is None:
            raise self.fail(f"{self._source(node)!r} is not part of a formula", self._at(node))
        try:
            value = row(self, node, depth + 1)
        except (TypeError, NotImplementedError, RecursionError) as error:
            reason = f"{self._source(node)!r} has no meaning over the reals"
            raise self.fail(reason, self._at(node)) from error
        except (OverflowError, ValueError) as error:  # SymPy's, of asin(3e30) and csch(1e-300)
            reason = f"{self._source(node)!r} holds a number that is too large or too small"
            raise self.fail(reason, self._at(node)) from error
        return self._real(node, value)

    def _real(self, node: ast.expr, value: Any) -> Any:
        if value.has(S.ImaginaryUnit, S.ComplexInfinity, S.NaN, S.Infinity, S.NegativeInfinity):
            raise self.fail(f"{self._source(node)!r} is not a real number", self._at(node))
        if isinstance(value, Expr) and far_off(value):
            raise self.fail(f"{self._source(node)!r} is beyond 1e+-{MAX_POWER}", self._at(node))
        return value

    def _source(self, node: ast.expr) -> str:
        line = self.text.lstrip().encode()
        found = line[node.col_offset : node.end_col_offset].decode(errors="ignore")
        return found if len(found) <= 40 else found[:37] + "..."

    def _formula(self, node: ast.expr, depth: int) -> Expr:
        value = self._value(node, depth)
        if not isinstance(value, Expr):
            raise self.fail(f"{self._source(node)!r} is not a number", self._at(node))
        return value

    def _constant(self, node: ast.Constant, depth: int) -> Expr:
        literal = self._source_whole(node)
        mantissa, _, power = literal.lower().partition("e")
        if len(power) > 5 or abs(int(power or 0)) > MAX_EXPONENT:
            raise self.fail(f"{literal!r} is beyond 1e+-{MAX_EXPONENT}", self._at(node))
        return Rational(mantissa) * Integer(10) ** int(power or 0)

    def _source_whole(self, node: ast.expr) -> str:
        return self.text.lstrip().encode()[node.col_offset : node.end_col_offset].decode()

    def _name(self, node: ast.Name, depth: int) -> Expr:
        value = self.values.get(self.standins.get(node.id, node.id))
        if isinstance(value, _Output):
            return value.expr
        if isinstance(value, Expr):
            return value
        message = f"{node.id!r} is a function; write {node.id}(...)"
        raise self.fail(message, self._at(node))

    def _unary(self, node: ast.UnaryOp, depth: int) -> Expr:
        if not isinstance(node.op, ast.USub | ast.UAdd):
            raise self.fail(f"{self._source(node)!r} is not part of a formula", self._at(node))
        value = self._formula(node.operand, depth)
        return -value if isinstance(node.op, ast.USub) else value

    def _binary(self, node: ast.BinOp, depth: int) -> Expr:
        chain = [node]
        while isinstance(chain[-1].left, ast.BinOp):  # a sum of 900 terms is nested 900 deep
            chain.append(chain[-1].left)
        value = self._formula(chain[-1].left, depth)
        for step in reversed(chain):
            value = self._real(step, self._operation(step, value, self._formula(step.right, depth)))
        return value

    def _operation(self, node: ast.BinOp, left: Expr, right: Expr) -> Expr:
        if isinstance(node.op, ast.Pow):
            return self._power(node, left, right)
        if isinstance(node.op, ast.Div) and right.is_zero:
            raise self.fail(f"{self._source(node)!r} divides by zero", self._at(node))
        return BINARY[type(node.op)](left, right)

    def _power(self, node: ast.BinOp, base: Expr, exponent: Expr) -> Expr:
        if base.is_Rational and exponent.is_Rational:
            bits = max(abs(int(base.p)).bit_length(), int(base.q).bit_length())
            too_large = bits > 1 and bits * abs(exponent) > MAX_BITS
        else:
            too_large = exponent.is_Rational and abs(exponent) > MAX_EXPONENT
        if too_large:
            raise self.fail(f"the power {self._source(node)!r} is too large", self._at(node))
        if base.is_zero and not exponent.is_positive:
            raise self.fail(f"{self._source(node)!r} is not defined", self._at(node))
        return base**exponent

    def _compare(self, node: ast.Compare, depth: int) -> Boolean:
        sides = [self._formula(side, depth) for side in (node.left, *node.comparators)]
        found = []
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if type(operator) not in COMPARISONS:
                raise self.fail(f"{self._source(node)!r} is not a comparison", self._at(node))
            found.append(COMPARISONS[type(operator)](left, right))
        return sympy.And(*found)

    def _call(self, node: ast.Call, depth: int) -> Any:
        if not isinstance(node.func, ast.Name):
            raise self.fail(f"{self._source(node.func)!r} is not a function", self._at(node))
        name = self.standins.get(node.func.id, node.func.id)
        if name == WHERE:
            return self._where(node, depth)
        arguments = [self._formula(a, depth) for a in node.args]
        named = {str(k.arg): self._formula(k.value, depth) for k in node.keywords}
        given = self.values.get(name)
        if given is not None and (isinstance(given, _Output) or not isinstance(given, Expr)):
            return self._given(node, given, arguments, named)
        if name not in FUNCTIONS:
            raise self.fail(f"{name!r} is not a function; write {name}*(...)", self._at(node))
        count, function = FUNCTIONS[name]
        if named or not (len(arguments) == count or 0 < -count <= len(arguments)):
            wanted = "at least 2 arguments" if count < 0 else "1 argument"
            raise self.fail(f"{name} takes {wanted}", self._at(node))
        return function(*arguments)

    def _given(
        self,
        node: ast.Call,
        function: Callable[..., Expr],
        args: list[Expr],
        named: dict[str, Expr],
    ) -> Expr:
        if isinstance(function, _Output) and (named or len(args) != 1):
            raise self.fail("f takes 1 argument", self._at(node))
        try:
            return function(*args, **named)
        except InputError as error:
            raise self.fail(str(error), self._at(node)) from None

    def _where(self, node: ast.Call, depth: int) -> Expr:
        if len(node.args) != 3 or node.keywords:
            raise self.fail("where takes a condition and two values", self._at(node))
        condition = self._value(node.args[0], depth)
        value, otherwise = (self._formula(a, depth) for a in node.args[1:])
        if isinstance(condition, Expr):
            message = f"{self._source(node.args[0])!r} is not a comparison"
            raise self.fail(message, self._at(node.args[0]))
        return Piecewise((value, condition), (otherwise, True))


NODES: dict[type[ast.expr], Callable[[_Reader, Any, int], Any]] = {
    ast.Constant: _Reader._constant,
    ast.Name: _Reader._name,
    ast.UnaryOp: _Reader._unary,
    ast.BinOp: _Reader._binary,
    ast.Compare: _Reader._compare,
    ast.Call: _Reader._call,
}
"""One row a construct of the language."""
