"""The package's type stub: every public function with its class, for type checkers and editors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symact.ir import KernelSet, operands
from symact.targets.numba.listing import halved, kinds, public_name
from symact.targets.numba.printer import WIDTH

PLAIN = {1: "Unary", 2: "Binary"}
"""The class of a ufunc of so many data operands."""

IMPORTED = (
    "Along",
    "Binary",
    "Everything",
    "F",
    "Options",
    "Out",
    "Parametrised",
    "Small",
    "Threads",
    "Unary",
)
"""What `_signatures.pyi` has for this stub."""


def init_stub(sets: Sequence[KernelSet]) -> str:
    """`__init__.pyi`: the type of each function in the package."""
    classes: dict[str, list[str]] = {}
    listed: list[str] = []
    for kernels in sets:
        for kind in kinds(kernels):
            name, lines = _typed(kernels, kind)
            classes.setdefault(name, lines)
            listed.append(f"{public_name(kernels.name, kind)}: Final[{name}]")
        for public, kind in halved(kernels).items():
            name, lines = _along(["x"] if kind == "halves" else ["g", "x"], "row", "")
            classes.setdefault(name, lines)
            listed.append(f"{public}: Final[{name}]")
    listed = [*sorted(listed, key=lambda line: line.partition(":")[0]), "threads: Final[Threads]"]
    blocks = ["\n".join(lines) for lines in classes.values() if lines]
    body = "\n\n".join([*blocks, "\n".join(listed)])
    words = set(re.findall(r"\w+", body))
    typing = sorted(words & {"Any", "Final", "Unpack"}) + ["overload"] * ("overload" in words)
    arrays = sorted(words & {"ArrayLike", "NDArray"})
    groups = [
        [f"from typing import {', '.join(typing)}"] if typing else [],
        ["import numpy"] * ("numpy" in words)
        + [f"from numpy.typing import {', '.join(arrays)}"] * bool(arrays),
        [f"from ._signatures import {', '.join(n for n in IMPORTED if n in words)}"],
    ]
    title = '"""Types of the functions in this package. Written by symact; do not edit."""'
    texts = [title, *("\n".join(group) for group in groups if group), body]
    return "\n\n".join(texts) + "\n"


def _typed(kernels: KernelSet, kind: str) -> tuple[str, list[str]]:
    """The class of a function, and its lines where it is one of the stub's own."""
    for axiswise in kernels.axiswise:
        if axiswise.kind == kind:
            names = [name for name, _ in axiswise.operands]
            return _along(names, axiswise.shape, _option(kernels, axiswise.shape))
    if kind not in {k.kind for k in kernels.general}:
        return PLAIN[len(operands(kind))], []
    names, parameters = list(operands(kind)), [p.name for p in kernels.parameters]
    if kind in {k.kind for k in kernels.kernels}:
        return _parametrised(names, parameters)
    return _gradient(names, parameters, kind.removeprefix("vjp_"))


def _option(kernels: KernelSet, shape: str) -> str:
    """What a function along an axis takes besides: a mask, or how many neighbours make a group."""
    if shape == "matrix":
        return ""
    if any(k.shape == "number" for k in kernels.axiswise):
        return "pieces: int | None = None"
    return "mask: NDArray[numpy.bool_] | None = None" if kernels.doc.absent else ""


def _title(names: Sequence[str]) -> str:
    return "".join(name.title().replace("_", "") for name in names)


def _along(names: Sequence[str], shape: str, option: str) -> tuple[str, list[str]]:
    """A function along an axis."""
    name = f"_Along{_title(names)}To{_title([shape, option.partition(':')[0]])}"
    rest = ["out: None = None", *([option] if option else [])]
    axis = ["axis: int = -1"]
    arrays = _call([f"{n}: NDArray[F]" for n in names], axis, rest, "", "NDArray[F]")
    rest[0] = "out: Any = None"
    last = _call([f"{n}: ArrayLike" for n in names], axis, rest, "", "Any")
    return name, _class(name, "Along", [], [last] if shape == "number" else [arrays, last])


def _parametrised(names: Sequence[str], parameters: Sequence[str]) -> tuple[str, list[str]]:
    """A function of operands and parameters, which are numbers or arrays."""
    name = f"_{_title(names)}With{_title(parameters)}"
    options, other = "Unpack[Options]", [f"{n}: ArrayLike" for n in names]
    anything = [f"{p}: ArrayLike = ..." for p in parameters]
    arrays = [f"{n}: NDArray[F]" for n in names]
    if len(names) == 2:
        arrays[0] += " | float"
    overloads = [
        _call(
            arrays,
            [f"{p}: NDArray[F] | float = ..." for p in parameters],
            "out: None = None", options, "NDArray[F]",
        ),
        _call(
            [f"{n}: Small" for n in names],
            [f"{p}: Small | float = ..." for p in parameters],
            "out: None = None", options, "Small",
        ),
        _call(
            [f"{n}: float" for n in names],
            [f"{p}: float = ..." for p in parameters],
            "out: None = None", options, "numpy.float64",
        ),
        _call(other, anything, "*, out: Out", "Unpack[Everything]", "Out"),
        _call(other, anything, "out: Any = None", "Unpack[Everything]", "Any"),
    ]  # fmt: skip
    return name, _class(name, "Parametrised", [f"default: {PLAIN[len(names)]}"], overloads)


def _gradient(names: Sequence[str], parameters: Sequence[str], by: str) -> tuple[str, list[str]]:
    """The gradient by a parameter, which has that parameter's shape."""
    name = f"_{_title(names)}By{_title([by])}With{_title(parameters)}"
    arrays = [f"{n}: NDArray[F]" for n in names]
    arrays[0] += " | float"
    rest = [f"{p}: NDArray[F] | float = ..." for p in parameters if p != by]
    one = len(parameters) == 1
    options = "Unpack[Options]"
    overloads = [
        _call(arrays, [f"{by}: float = ...", *rest], "out: None = None", options, "F"),
        _call(arrays, [f"{by}: NDArray[F]", *rest], "out: None = None", options, "NDArray[F]"),
    ]
    last = _call(
        [f"{n}: ArrayLike" for n in names],
        [f"{p}: ArrayLike = ..." for p in parameters],
        "out: Any = None", "Unpack[Everything]", "Any",
    )  # fmt: skip
    return name, _class(
        name, "Parametrised", ["default: None"], [*overloads, last] if one else [last]
    )


def _class(
    name: str, parent: str, fields: Sequence[str], overloads: Sequence[list[str]]
) -> list[str]:
    mark = ["    @overload"] if len(overloads) > 1 else []
    calls = [line for call in overloads for line in (*mark, *call)]
    return [f"class {name}({parent}):", *(f"    {f}" for f in fields), *calls]


def _call(
    operands: Sequence[str],
    parameters: Sequence[str],
    out: str | Sequence[str],
    options: str,
    result: str,
) -> list[str]:
    """The lines of one way to call."""
    rest = out.split(", ") if isinstance(out, str) else [*out]
    rest += [f"**options: {options}"] if options else []
    parts = ["self", *operands, *parameters, *rest]
    inside = ", ".join(parts)
    line = f"    def __call__({inside}) -> {result}: ..."
    if len(line) <= WIDTH:
        return [line]
    if len(inside) + 8 <= WIDTH:
        return ["    def __call__(", f"        {inside}", f"    ) -> {result}: ..."]
    return ["    def __call__(", *(f"        {part}," for part in parts), f"    ) -> {result}: ..."]
