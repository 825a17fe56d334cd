"""The two modules of the package that list its functions: `__init__` and the table `functions`."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from symact.ir import KernelSet, Parameter
from symact.ir.rounding import rounded
from symact.targets.numba.printer import WIDTH, docstring
from symact.targets.numba.row_stages import signature


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an activation's kernels: the kinds bound by computing, errors in words.

    `near` are the functions that have one with tables beside them.
    """

    divisible: list[str]
    measured: dict[str, str]
    near: list[str]


KINDS = ("value", "derivative", "vjp", "vjp_from_output")


def kinds(kernels: KernelSet) -> list[str]:
    """The kinds of functions that an activation has, the value first."""
    found = [k.kind for k in (*kernels.kernels, *kernels.general, *kernels.axiswise)]
    order = [k for k in KINDS if k in found]
    return order + sorted({k for k in found if k not in KINDS})


def public_name(activation: str, kind: str) -> str:
    """The name of a function in the package."""
    return activation if kind == "value" else f"{activation}_{kind}"


def public_names(sets: Sequence[KernelSet]) -> list[str]:
    """The names of all functions that belong to an activation, sorted."""
    names = [public_name(s.name, kind) for s in sets for kind in kinds(s)]
    return sorted([*names, *(name for s in sets for name in halved(s))])


def halved(kernels: KernelSet) -> dict[str, str]:
    """The functions over the halves of an axis: name to kind."""
    name = kernels.doc.halves
    return {name: "halves", f"{name}_vjp": "halves_vjp"} if name else {}


def init_module(sets: Sequence[KernelSet]) -> str:
    """`__init__.py`: the names of all functions, each made when it is first looked up."""
    names = [*public_names(sets), "threads"]
    width = max((len(s.name) for s in sets), default=0)
    listed = [f"    {s.name:{width}}  {s.doc.meaning}" for s in sets]
    doc = "\n".join(
        [
            "Activation functions for NumPy arrays, as ufuncs, with their gradients.",
            "",
            *listed,
            "",
            "For each NAME: `NAME(x)`, `NAME_derivative(x)`, `NAME_vjp(g, x)`, and",
            "`NAME_vjp_from_output(g, y)` where the output determines the derivative;",
            "`NAME_vjp_PARAMETER(g, x, ...)` is the gradient by a parameter. A kernel is compiled,",
            "or read from the cache, when it is first called. Inside `with threads(n):` large",
            "arrays are computed by n threads.",
            "",
            "Written by symact; do not edit.",
        ]
    )
    quoted = "\n".join(f'    "{name}",' for name in names)
    return "\n".join(
        [
            *docstring(doc, ""),
            "",
            f"__all__ = [\n{quoted}\n]",
            "",
            "",
            "def __getattr__(name):",
            "    if name not in __all__:",
            "        import sys",
            "",
            '        message = f"module {__name__!r} has no attribute {name!r}"',
            "        raise AttributeError(message, name=name, obj=sys.modules[__name__])",
            "    from ._functions import get",
            "",
            "    globals()[name] = function = get(__name__, name)",
            "    return function",
            "",
            "",
            "def __dir__():",
            "    return __all__",
            "",
        ]
    )


def functions_module(
    sets: Sequence[KernelSet],
    hashes: dict[str, dict[str, str]],
    runtime: str,
    facts: dict[str, Facts],
) -> str:
    """`functions.py`: every activation in words with its kernels' hashes, and all public names."""
    lines = [
        '"""What each function of the package is. Written by symact; do not edit."""',
        "",
        "from ._functions import Activation, Parameter"
        if _parametrised(sets)
        else "from ._functions import Activation",
        "",
        f'RUNTIME = "{runtime}"',
        "",
        "ACTIVATIONS = {",
    ]
    for kernels in sets:
        lines += _row(kernels, hashes[kernels.name], facts[kernels.name])
    lines += ["}", "", "NAMES = {"]
    for kernels in sets:
        for kind in kinds(kernels):
            lines.append(f'    "{public_name(kernels.name, kind)}": ("{kernels.name}", "{kind}"),')
        for name, kind in halved(kernels).items():
            lines.append(f'    "{name}": ("{kernels.name}", "{kind}"),')
    return "\n".join([*lines, "}", ""])


def _parametrised(sets: Sequence[KernelSet]) -> bool:
    return any(s.parameters for s in sets)


def _row(kernels: KernelSet, hashes: dict[str, str], facts: Facts) -> list[str]:
    """The lines of one activation in the table."""
    lines = [f'    "{kernels.name}": Activation(', *_field("meaning", kernels.doc.meaning)]
    lines += _mapping("formulas", _formulas(kernels))
    lines += _mapping("hashes", hashes)
    if kernels.axiswise:
        lines += _mapping("axiswise", {k.kind: signature(k) for k in kernels.axiswise})
    if kernels.doc.absent:
        lines += _list("absent", kernels.doc.absent)
    if kernels.doc.halves:
        lines += _field("halves", kernels.doc.halves)
    if kernels.parameters:
        lines.append("        parameters=[")
        lines += [f"            {_parameter(p)}," for p in kernels.parameters]
        lines.append("        ],")
    if kernels.doc.special:
        lines += _list("special", kernels.doc.special)
    if kernels.doc.cites:
        lines += _field("cites", kernels.doc.cites)
    if kernels.doc.domain:
        lines += _field("domain", kernels.doc.domain)
    if facts.measured:
        lines += _mapping("measured", facts.measured)
    if facts.divisible:
        lines += _list("divisible", facts.divisible)
    if facts.near:
        lines += _list("near", facts.near)
    return [*lines, "    ),"]


def _parameter(parameter: Parameter) -> str:
    """A parameter's row; the label only where the default has more digits than a person writes."""
    digits = repr(rounded(parameter.exact, "float64"))
    label = parameter.label if len(parameter.label) < len(digits) > 8 else ""
    words = [_quoted(parameter.name), digits]
    words += [_quoted(label), _quoted(parameter.domain)] if label or parameter.domain else []
    return f"Parameter({', '.join(words)})"


def left_sides(kernels: KernelSet) -> tuple[str, str, str]:
    """How value, derivative and pullback are written: those of components along an axis."""
    if not kernels.axiswise:
        return "f(x)", "f'(x)", "g f'(x)"
    if any(k.kind == "value" and k.shape == "row" for k in kernels.axiswise):
        return "f_i(x)", "df_i/dx_k", "sum(g_i df_i/dx_k, i)"
    return "f(x)", "df/dx_k", ""


def _formulas(kernels: KernelSet) -> dict[str, str]:
    """What each kind of function computes, as an equation."""
    doc, found = kernels.doc, {}
    value, slope, pullback = left_sides(kernels)
    if doc.formula:
        found["value"] = f"{value} = {doc.formula}"
    if doc.derivative:
        found["derivative"] = f"{slope} = {doc.derivative}"
    if doc.derivative and not kernels.axiswise:
        found["vjp"] = f"{pullback}, {slope} = {doc.derivative}"
    if doc.from_output and "vjp_from_output" in kinds(kernels):
        found["vjp_from_output"] = f"{pullback}, {slope} = {doc.from_output}"
    for name, change in doc.by_parameter.items():
        found[f"vjp_{name}"] = f"g df/d{name}, df/d{name} = {change}"
    for kernel in (*kernels.kernels, *kernels.general, *kernels.axiswise):
        if kernel.formula and kernel.kind not in found:
            left = f"{pullback} = " if kernels.axiswise and pullback else ""
            found[kernel.kind] = f"{left}{kernel.formula}"
    return found


def _quoted(text: str) -> str:
    """A string literal in double quotes; in single ones where that saves escapes, as in ruff."""
    body = text.replace("\\", "\\\\").replace("\n", "\\n")
    if '"' in body and "'" not in body:
        return f"'{body}'"
    return '"' + body.replace('"', '\\"') + '"'


def _field(name: str, text: str) -> list[str]:
    """A keyword argument with a string, broken into parts where it does not fit."""
    return _value(f"{name}=", text, 8)


def _mapping(name: str, values: dict[str, str]) -> list[str]:
    if not values:
        return [f"        {name}={{}},"]
    lines = [f"        {name}={{"]
    for key, text in values.items():
        lines += _value(f'"{key}": ', text, 12)
    return [*lines, "        },"]


def _list(name: str, texts: Sequence[str]) -> list[str]:
    """A keyword argument with a list of strings, one a line."""
    return [f"        {name}=[", *(f"            {_quoted(text)}," for text in texts), "        ],"]


def _value(start: str, text: str, indent: int) -> list[str]:
    """`start"text",` on one line, or in parentheses over several."""
    pad = " " * indent
    line = f"{pad}{start}{_quoted(text)},"
    if len(line) <= WIDTH:
        return [line]
    inner, width = f"{pad}    ", WIDTH
    quoted = [line]
    while max(map(len, quoted)) > WIDTH:  # escapes make a part wider than its text
        width -= 1
        parts = textwrap.wrap(
            text,
            width - len(inner),
            drop_whitespace=False,
            break_on_hyphens=False,
        )
        quoted = [inner + _quoted(part) for part in parts]
    return [f"{pad}{start}(", *quoted, f"{pad}),"]
