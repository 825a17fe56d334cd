r"""Formulas that are quoted, not computed: typeset as they were written, term by term.

A document's formula must keep its own order and its own mistakes, so it never becomes a SymPy
expression, which would reorder and merge it. The text is parsed as a Python expression (and never
evaluated): `where(x < 0, lambda*(f + alpha), lambda)` becomes a `cases` environment.
"""

from __future__ import annotations

import ast
import re

from symact.render.latex import cases, fenced, symbol_tex

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: r"\le", ast.Gt: ">", ast.GtE: r"\ge", ast.Eq: "=", ast.NotEq: r"\ne",
}  # fmt: skip
_CALLS = {
    "log": r"\log", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "tanh": r"\tanh",
    "sinh": r"\sinh", "cosh": r"\cosh", "atan": r"\arctan", "max": r"\max", "min": r"\min",
    "sigmoid": r"\sigma", "Phi": r"\Phi", "phi": r"\varphi",
}  # fmt: skip
_NAMES = {"pi": r"\pi", "inf": r"\infty", "oo": r"\infty", "e": "e"}
_COMMAND_NAMES = (
    "frac tfrac dfrac sqrt left right begin end text mathrm mathbf operatorname vec sum prod "
    "max min lim sup inf limits nolimits log ln exp sin cos tan sinh cosh tanh arctan le leq "
    "ge geq ne neq lt gt cdot times ldots cdots dots infty partial prime pm in quad qquad pi "
    "alpha beta gamma delta epsilon lambda mu sigma theta phi varphi Phi"
)
_COMMANDS = frozenset(_COMMAND_NAMES.split())
# comments, mode switches, an exponent or index that is missing or doubled
_REFUSED = re.compile(r"[$%#~]|[_^]\s*(?:$|[}&_^])|([_^])(?:\{[^{}]*\}|\w)\s*\1")
_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")
_ADD, _MUL, _POWER = 1, 2, 3


def quoted(text: str) -> str | None:
    r"""The LaTeX of a formula given as text; None where the text is no formula but words.

    >>> print(quoted("1/(1 + exp(-x))"))
    \frac{1}{1 + e^{-x}}
    """
    source = re.sub(r"\blambda\b", "lambda_", text.replace("^", "**").replace("?", "undefined"))
    try:
        sides = [ast.parse(side.strip(), mode="eval").body for side in _EQUALS.split(source)]
        return " = ".join(_tex(side) for side in sides)
    except (SyntaxError, _NotAFormulaError):
        return None


def printed(text: str) -> str | None:
    r"""The LaTeX of a document's formula, given as LaTeX or as text; None where it is neither.

    LaTeX has to be plain mathematics with balanced braces and known commands: a document's print is
    set into a page that must compile, whatever somebody typed.

    >>> print(printed(r"f'(x)=1-f(x)^2"))
    f'(x)=1-f(x)^2
    """
    formula = None if "\\" in text else quoted(text)
    if formula is not None:
        return formula
    if not _is_plain_latex(text):
        return None
    return re.sub(r"&\s*for\s*&", r"&\\text{for}&", text)


def _is_plain_latex(text: str) -> bool:
    commands = set(re.findall(r"\\([A-Za-z]+)", text.replace("\\\\", " ")))
    words = re.search(r"[A-Za-z]{2}", text)
    return (
        _is_balanced(text)
        and _REFUSED.search(text) is None
        and ("&" not in text or r"\begin" in text)
        and commands <= _COMMANDS
        and (bool(commands) or not words)
    )


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    pairs = len(re.findall(r"\\left\b", text)) == len(re.findall(r"\\right\b", text))
    begun, ended = (re.findall(rf"\\{word}\{{(\w+)\}}", text) for word in ("begin", "end"))
    return depth == 0 and pairs and begun == ended[::-1]


class _NotAFormulaError(Exception):
    """The text parses, but says something that is not mathematics."""


def _tex(node: ast.expr, strength: int = 0) -> str:
    """LaTeX of a node, in parentheses where it binds less than its surroundings need."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return _number(value)
        case ast.Name(id=name):
            return _name(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _around(f"-{_tex(operand, _MUL)}", strength >= _ADD)
        case ast.BinOp():
            return _binary(node, strength)
        case ast.Compare():
            return _compare(node)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, arguments)
        case ast.Subscript(value=value, slice=index):
            return f"{_tex(value)}_{{{_index(index)}}}"
        case ast.BoolOp(op=op, values=values):
            word = r" \text{ and } " if isinstance(op, ast.And) else r" \text{ or } "
            return word.join(_tex(v) for v in values)
    raise _NotAFormulaError(ast.dump(node))


def _number(value: float) -> str:
    if isinstance(value, bool):
        raise _NotAFormulaError(str(value))
    return decimal(repr(value))


def decimal(text: str) -> str:
    """The LaTeX of a decimal number, with a power of ten where it was printed with one."""
    mantissa, e, power = text.partition("e")
    if not e:
        return text
    times = "" if mantissa == "1" else rf"{mantissa} \cdot "
    return f"{times}10^{{{int(power)}}}"


def _name(name: str) -> str:
    if name == "undefined":
        return r"\text{?}"
    return _NAMES.get(name) or symbol_tex(name.rstrip("_"))


def _index(node: ast.expr) -> str:
    items = node.elts if isinstance(node, ast.Tuple) else [node]
    return "".join(_tex(i) for i in items)


def _around(text: str, needed: bool) -> str:
    return fenced(text) if needed else text


def _binary(node: ast.BinOp, strength: int) -> str:
    left, right = node.left, node.right
    match node.op:
        case ast.Add():
            return _around(f"{_tex(left)} + {_tex(right, _ADD)}", strength >= _MUL)
        case ast.Sub():
            return _around(f"{_tex(left)} - {_tex(right, _MUL)}", strength >= _MUL)
        case ast.Mult():
            return _around(_times(_tex(left, _MUL), _tex(right, _MUL)), strength >= _POWER)
        case ast.Div():
            return _around(rf"\frac{{{_tex(left)}}}{{{_tex(right)}}}", strength >= _POWER)
        case ast.Pow():
            return _power(left, right)
    raise _NotAFormulaError(ast.dump(node.op))


def _power(base: ast.expr, power: ast.expr) -> str:
    text = _tex(base, _POWER)
    is_power = text.startswith("e^") or isinstance(getattr(base, "op", None), ast.Pow)
    return f"{fenced(text) if is_power else text}^{{{_tex(power)}}}"


def _times(left: str, right: str) -> str:
    if right[0].isdigit():
        return rf"{left} \cdot {right}"
    return f"{left} {right}"


def _compare(node: ast.Compare) -> str:
    parts = [_tex(node.left)]
    for op, right in zip(node.ops, node.comparators, strict=True):
        if type(op) not in _OPERATORS:
            raise _NotAFormulaError(ast.dump(op))
        parts += [_OPERATORS[type(op)], _tex(right)]
    return " ".join(parts)


def _call(name: str, arguments: list[ast.expr]) -> str:
    texts = [_tex(a) for a in arguments]
    match name, texts:
        case "exp", [power]:
            return f"e^{{{power}}}"
        case "sqrt", [body]:
            return rf"\sqrt{{{body}}}"
        case "abs", [body]:
            return rf"\left|{body}\right|"
        case "delta" | "KroneckerDelta", [i, j]:
            return rf"\delta_{{{i}{j}}}"
        case "where", [_, _, _]:
            return _where(arguments)
        case "Sum" | "sum", [body, index, *_]:
            return rf"\sum_{{{index}}} {body}"
        case "Maximum" | "max", [body, index] if re.fullmatch("[ijk]", index):
            return rf"\max_{{{index}}} {body}"
    head = _CALLS.get(name)
    if head is None:
        head = name if len(name) == 1 else rf"\operatorname{{{name.replace('_', ' ')}}}"
    return head + fenced(", ".join(texts))


def _where(arguments: list[ast.expr]) -> str:
    """Nested `where` as one list of cases."""
    rows: list[tuple[str, str]] = []
    condition, value, rest = arguments
    while True:
        rows.append((_tex(value), _tex(condition)))
        if not (isinstance(rest, ast.Call) and getattr(rest.func, "id", "") == "where"):
            break
        condition, value, rest = rest.args
    rows.append((_tex(rest), r"\text{otherwise}"))
    return cases(rows)


__all__ = ["decimal", "printed", "quoted"]
