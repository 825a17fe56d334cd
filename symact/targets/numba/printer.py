"""One program of the intermediate representation as one Python function, laid out for reading."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from fractions import Fraction

from symact.errors import UnsupportedError
from symact.ir import Const, Expr, Let, Lookup, Op, Program, Select, Type, Var, check, type_of
from symact.ir.build import rebuild
from symact.ir.scalar import ELEMENTARY, children, walk
from symact.targets.numba.literals import literal
from symact.targets.numba.table import (
    CALLS,
    INFIX,
    LOOKUP,
    PREFIX,
    RESERVED,
    SELECT,
    SUFFIX,
)

WIDTH = 100
ATOM = 9
"""How tightly a name, a number or a call binds: more than any operator."""


def function(name: str, program: Program, dtype: str, doc: str, result: Type = "real") -> str:
    """The text of a function of that name; raises InvalidProgram where the program is not one."""
    check(program, result)
    return text_of(name, program, dtype, doc)


def text_of(name: str, program: Program, dtype: str, doc: str) -> str:
    """The text of a function whose program was checked before look-ups in it were given names."""
    lines, said = _start(name, program, doc), set[str]()
    for let in narrow(program, dtype):
        new = [line for line in comments(let.value, dtype) if line not in said]
        said |= set(new)
        lines += [f"    {line}" for line in new]
        start = f"{variable(let.name)} =" if let.name else "return"
        lines.append(f"    {start} {text(let.value, dtype)}")
    return "\n".join(lines) + "\n"


def multiple(name: str, program: Program, factor: Var, other: str, doc: str) -> str:
    """The text of a function that is one of its inputs times another function of the rest."""
    rest = ", ".join(variable(v.name) for v in program.inputs if v != factor)
    line = f"    return {variable(factor.name)} * {other}({rest})"
    return "\n".join([*_start(name, program, doc), line]) + "\n"


def _start(name: str, program: Program, doc: str) -> list[str]:
    """The lines of a function before its first statement."""
    inputs = ", ".join(variable(v.name) for v in program.inputs)
    return ["@inlined", f"def {name}({inputs}):", *docstring(doc)]


def variable(name: str) -> str:
    """The name of a variable in Python: itself, with an underscore where the name is taken."""
    return f"{name}_" if name in RESERVED else name


def text(expr: Expr, dtype: str) -> str:
    """An expression in Python, with the fewest parentheses that keep the order of operations."""
    return _text(expr, dtype)[0]


def _text(expr: Expr, dtype: str) -> tuple[str, int]:
    """An expression's text, and how tightly its outermost operator binds."""
    match expr:
        case Const():
            written = literal(expr, dtype)
            return written, PREFIX["neg"][1] if written.startswith("-") else ATOM
        case Var(name=name):
            return variable(name), ATOM
        case Select(condition=c, then=a, other=b):
            return f"{SELECT}({', '.join(text(e, dtype) for e in (c, a, b))})", ATOM
        case Op(name=name, args=(a, b)) if name in INFIX:
            sign, level = INFIX[name]
            return f"{_inside(a, dtype, level)} {sign} {_inside(b, dtype, level + 1)}", level
        case Op(name=name, args=(a,)) if name in PREFIX:
            sign, level = PREFIX[name]
            return f"{sign}{_inside(a, dtype, level)}", level
        case Op(name=name, args=args):
            return f"{_called(name, dtype)}({', '.join(text(e, dtype) for e in args)})", ATOM
        case Lookup():
            raise UnsupportedError("a table has to be given a name before it is printed")


def _inside(expr: Expr, dtype: str, level: int) -> str:
    """An operand's text, in parentheses where it binds less tightly than `level`."""
    written, binding = _text(expr, dtype)
    return written if binding >= level else f"({written})"


def _called(name: str, dtype: str) -> str:
    if name in CALLS or name == LOOKUP:
        return CALLS.get(name, name)
    if name in ELEMENTARY:
        return f"{name}_{SUFFIX[dtype]}"
    raise UnsupportedError(f"the numba target has no operation {name!r}")


def narrow(program: Program, dtype: str) -> Iterator[Let]:
    """The program's bindings, then the result under the empty name, each short enough for a line.

    A part of an expression that does not fit gets a binding of its own before it.
    """
    taken = {v.name for v in program.inputs} | {let.name for let in program.lets}
    numbers = (n for n in range(1, 10**6) if f"part{n}" not in taken)
    for let in [*program.lets, Let("", program.result)]:
        value = let.value
        while (
            len(f"    {variable(let.name) + ' =' if let.name else 'return'} ")
            + len(text(value, dtype))
            > WIDTH
        ):
            part = _widest_that_fits(value, dtype)
            name = Let(f"part{next(numbers)}", part)
            yield name
            value = _replaced(value, part, Var(name.name, type_of(part)))
        yield Let(let.name, value)


def _widest_that_fits(expr: Expr, dtype: str) -> Expr:
    """The widest proper part of an expression that fits on a line of its own."""
    room = WIDTH - len("    part99 = ")
    parts = [e for e in walk(expr) if e is not expr and isinstance(e, Op | Select)]
    fitting = [e for e in parts if len(text(e, dtype)) <= room]
    if not fitting:
        raise UnsupportedError(
            f"an operation of {len(text(expr, dtype))} columns has no parts to name"
        )
    return max(fitting, key=lambda e: len(text(e, dtype)))


def _replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    """The expression with every occurrence of a part replaced."""
    if expr == old:
        return new
    return rebuild(expr, tuple(_replaced(e, old, new) for e in children(expr)))


def comments(expr: Expr, dtype: str) -> list[str]:
    """A comment for every constant that people write otherwise than in digits."""
    constants = [e for e in walk(expr) if isinstance(e, Const) and e.type == "real"]
    lines: list[str] = []
    for const in constants:
        label, digits = _written(const, dtype)
        if label and label != digits:
            lines += textwrap.wrap(f"{digits} is {label}", WIDTH - 6, break_long_words=False)
    return [f"# {line}" for line in dict.fromkeys(lines)]


def _written(const: Const, dtype: str) -> tuple[str, str]:
    """How people write a constant, or the empty string, and its digits; of 2**n the size."""
    if const.label or isinstance(const.value, float):
        return const.label, _digits(const, dtype)
    size = Const(abs(const.value))
    return _power_of_two(abs(const.value)), _digits(size, dtype)


def _digits(const: Const, dtype: str) -> str:
    return literal(const, dtype).removeprefix("f32(").removesuffix(")")


def _power_of_two(value: Fraction) -> str:
    """How a large or small power of two is written, or the empty string for any other number."""
    top, bottom = value.numerator, value.denominator
    if not top or top & (top - 1) or bottom & (bottom - 1) or max(top, bottom) < 2**14:
        return ""
    return f"2**{top.bit_length() - bottom.bit_length()}"


def docstring(doc: str, indent: str = "    ") -> list[str]:
    """A docstring's lines: one where it fits, else wrapped, the closing quotes on a line alone."""
    safe = doc.replace("\\", "\\\\").replace('"""', "'''")
    if "\n" not in safe and len(indent) + len(safe) + 6 <= WIDTH:
        return [f'{indent}"""{safe}"""']
    lines: list[str] = []
    room = WIDTH - len(indent) - (3 if "\n" in safe else 6)  # a single line takes the quotes too
    for line in safe.split("\n"):
        start = line[: len(line) - len(line.lstrip())]
        wrapped = textwrap.wrap(
            line,
            room,
            subsequent_indent=start + "    " * bool(start),
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += wrapped or [""]
    lines = [f"{indent}{line}" if line else "" for line in lines]
    lines[0] = f'{indent}"""{lines[0].lstrip()}'
    return [*lines, f'{indent}"""']
