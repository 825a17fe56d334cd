"""Kernels as JSON that a person can read, and back: what is read is equal to what was written.

An expression is text: `(fma s q 3/2)` for an operation, `(select where a b)`, a name for a
variable, an exact number for a constant, `{1/3 a third}` for one with a label, `7:int` for an
integer, `+nan`, `(lookup i +0x1p+0 ...)` for a number of a table. The type of a variable is that of
what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from symact.ir.kernelset import Documentation, KernelSet, Parameter
from symact.ir.row_stages import AxisKernel, Element, Stage, check_kernel
from symact.ir.scalar import (
    OPS,
    Const,
    Expr,
    InvalidProgram,
    Kernel,
    Let,
    Lookup,
    Near,
    Op,
    Program,
    Select,
    Type,
    Var,
    check,
    type_of,
)

Json = dict[str, Any]

EXACT = re.compile(r"-?\d+(/\d+)?")
TOKEN = re.compile(r"\{[^}]*\}|[()]|[^\s(){}]+")


def to_json(kernels: KernelSet) -> Json:
    """Everything that a target prints for one activation, words left out."""
    return {
        "name": kernels.name,
        "parameters": [_parameter(p) for p in kernels.parameters],
        "kernels": [_kernel(k) for k in kernels.kernels],
        "general": [_kernel(k) for k in kernels.general],
        "axiswise": [_axis_kernel(k) for k in kernels.axiswise],
    }


def from_json(data: Mapping[str, Any], doc: Documentation) -> KernelSet:
    """The kernels again, with these words; raises InvalidProgram where the data is none."""
    try:
        return KernelSet(
            data["name"],
            tuple(_kernel_of(data["name"], k) for k in data["kernels"]),
            doc,
            tuple(_parameter_of(p) for p in data["parameters"]),
            tuple(_kernel_of(data["name"], k) for k in data["general"]),
            tuple(_axis_kernel_of(data["name"], k) for k in data["axiswise"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidProgram(f"this is no set of kernels: {error!r}") from error


def _parameter(p: Parameter) -> Json:
    default = p.default if isinstance(p.default, Const) else Const(p.default)
    return {
        "name": p.name,
        "default": expr_text(default),
        "number": isinstance(p.default, Fraction),
        "label": p.label,
        "domain": p.domain,
    }


def _parameter_of(data: Mapping[str, Any]) -> Parameter:
    default = _atom(data["default"], {})
    if not isinstance(default, Const):
        raise InvalidProgram(f"{data['default']!r} is no number")
    value = Fraction(default.value) if data["number"] else default
    return Parameter(data["name"], value, data["label"], data["domain"])


def _kernel(kernel: Kernel) -> Json:
    return {
        "kind": kernel.kind,
        "dtype": kernel.dtype,
        "formula": kernel.formula,
        **_program(kernel.program),
        **({} if kernel.near is None else {"near": _near(kernel.near)}),
    }


def _kernel_of(activation: str, data: Mapping[str, Any]) -> Kernel:
    near = _near_of(data["near"]) if "near" in data else None
    program = _program_of(data)
    check(program)
    return Kernel(activation, data["kind"], data["dtype"], program, data["formula"], near)


def _near(near: Near) -> Json:
    return {"low": near.low.hex(), "high": near.high.hex(), **_program(near.program)}


def _near_of(data: Mapping[str, Any]) -> Near:
    program = _program_of(data)
    check(program)
    return Near(program, float.fromhex(data["low"]), float.fromhex(data["high"]))


def _axis_kernel(kernel: AxisKernel) -> Json:
    return {
        "kind": kernel.kind,
        "dtype": kernel.dtype,
        "arithmetic": kernel.arithmetic,
        "formula": kernel.formula,
        "shape": kernel.shape,
        "operands": [list(operand) for operand in kernel.operands],
        "stages": [_stage(s) for s in kernel.stages],
        "result": _element(kernel.result),
        **_careful(kernel),
    }


def _careful(kernel: AxisKernel) -> Json:
    """What a kernel that may be in doubt falls back on."""
    if kernel.doubt is None or kernel.careful is None:
        return {}
    found = {"doubt": _element(kernel.doubt), "careful": _axis_kernel(kernel.careful)}
    return found | ({"alike": True} if kernel.alike else {})


def _axis_kernel_of(activation: str, data: Mapping[str, Any]) -> AxisKernel:
    kernel = AxisKernel(
        activation,
        data["kind"],
        data["dtype"],
        data["arithmetic"],
        tuple((name, shape) for name, shape in data["operands"]),
        tuple(map(_stage_of, data["stages"])),
        _element_of(data["result"]),
        data["shape"],
        data["formula"],
        _element_of(data["doubt"]) if "doubt" in data else None,
        _axis_kernel_of(activation, data["careful"]) if "careful" in data else None,
        data.get("alike", False),
    )
    check_kernel(kernel)
    return kernel


def _stage(stage: Stage) -> Json:
    at = {"at": stage.at} if stage.at else {}
    words = {"name": stage.name, "what": stage.what, "means": stage.means}
    return {**words, **at, **_element(stage.element)}


def _stage_of(data: Mapping[str, Any]) -> Stage:
    element = _element_of(data)
    return Stage(data["name"], data["what"], element, data.get("at", ""), data["means"])


def _element(element: Element) -> Json:
    low = {} if element.low is None else {"low": expr_text(element.low)}
    return {**_program(element.program), **low}


def _element_of(data: Mapping[str, Any]) -> Element:
    program = _program_of(data)
    if "low" not in data:
        return Element(program)
    return Element(program, _expr(data["low"], _types(program)))


def _program(program: Program) -> Json:
    return {
        "inputs": [f"{v.name}{_suffix(v.type)}" for v in program.inputs],
        "lets": [f"{let.name} = {expr_text(let.value)}" for let in program.lets],
        "out": expr_text(program.result),
    }


def _program_of(data: Mapping[str, Any]) -> Program:
    inputs = tuple(Var(name, _type(kind)) for name, _, kind in _parted(data["inputs"], ":"))
    types: dict[str, Type] = {v.name: v.type for v in inputs}
    lets = []
    for name, _, text in _parted(data["lets"], " = "):
        value = _expr(text, types)
        types[name] = type_of(value)
        lets.append(Let(name, value))
    return Program(inputs, tuple(lets), _expr(data["out"], types))


def _parted(lines: Sequence[str], mark: str) -> Iterator[tuple[str, str, str]]:
    return (line.partition(mark) for line in lines)


def _types(program: Program) -> dict[str, Type]:
    types: dict[str, Type] = {v.name: v.type for v in program.inputs}
    return types | {let.name: type_of(let.value) for let in program.lets}


def _suffix(kind: Type) -> str:
    return "" if kind == "real" else f":{kind}"


def _type(text: str) -> Type:
    for kind in ("real", "int", "bool"):
        if text == kind:
            return kind
    if not text:
        return "real"
    raise InvalidProgram(f"{text!r} is no type")


def expr_text(expr: Expr) -> str:
    """An expression as text."""
    match expr:
        case Var(name=name):
            return name
        case Const(value=value, label=label, type=kind):
            number = _number(value) + _suffix(kind)
            return f"{{{number} {label}}}" if label else number
        case Op(name=name, args=args):
            return f"({' '.join([name, *map(expr_text, args)])})"
        case Select(condition=c, then=a, other=b):
            return f"(select {expr_text(c)} {expr_text(a)} {expr_text(b)})"
        case Lookup(table=table, index=index):
            return f"(lookup {' '.join([expr_text(index), *map(_short, table)])})"


def _number(value: Fraction | float) -> str:
    """A fraction as it prints, over a high power of two as `m*2^e`; a float in hexadecimal.

    A float is what a constant holds that no fraction does: an infinity, NaN, a signed zero.
    """
    if isinstance(value, float):
        return value.hex() if value.hex()[0] == "-" else f"+{value.hex()}"
    d = value.denominator
    if d & (d - 1) == 0 and d.bit_length() > 64:
        return f"{value.numerator}*2^{1 - d.bit_length()}"
    return str(value)


def _short(value: float) -> str:
    """A float in hexadecimal, as `_number` has it, without the zeros at its end."""
    mantissa, _, exponent = value.hex().partition("p")
    text = f"{mantissa.rstrip('0').rstrip('.')}p{exponent}" if "." in mantissa else value.hex()
    return text if text[0] == "-" else f"+{text}"


def _number_of(text: str) -> Fraction | float:
    mantissa, power, exponent = text.partition("*2^")
    if power:
        return int(mantissa) * Fraction(2) ** int(exponent)
    return Fraction(text) if EXACT.fullmatch(text) else float.fromhex(text)


def _expr(text: str, types: Mapping[str, Type]) -> Expr:
    tokens = iter((*TOKEN.findall(text), ""))
    expr = _read(next(tokens), tokens, types)
    if next(tokens, None) != "":
        raise InvalidProgram(f"{text!r} is more than one expression")
    return expr


def _read(token: str, tokens: Iterator[str], types: Mapping[str, Type]) -> Expr:
    if token != "(":
        return _atom(token, types)
    name = next(tokens)
    args = []
    while (token := next(tokens, "")) != ")":
        args.append(_read(token, tokens, types))
    if name == "select":
        condition, then, other = args
        return Select(condition, then, other)
    if name == "lookup":
        index, *numbers = args
        return Lookup(tuple(float(n.value) for n in numbers if isinstance(n, Const)), index)
    if name not in OPS:
        raise InvalidProgram(f"there is no operation {name!r}")
    return Op(name, tuple(args))


def _atom(token: str, types: Mapping[str, Type]) -> Expr:
    number, _, label = token.strip("{}").partition(" ")
    if token[:1] in {*"{+-0123456789"}:
        value, _, kind = number.partition(":")
        return Const(_number_of(value), label, _type(kind))
    return Var(token, types[token])


__all__ = ["expr_text", "from_json", "to_json"]
