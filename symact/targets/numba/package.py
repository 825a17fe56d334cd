"""The emitted package: a module per activation, elementary functions, the table, the runtime."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from itertools import product

from symact.errors import UnsupportedError
from symact.ir import Kernel, KernelSet, Op, Program, Var
from symact.ir.row_stages import AxisKernel
from symact.ir.scalar import ELEMENTARY, OPS, walk
from symact.targets.numba import row_stages
from symact.targets.numba.listing import (
    Facts,
    functions_module,
    init_module,
    kinds,
    left_sides,
    public_names,
)
from symact.targets.numba.literals import digits
from symact.targets.numba.printer import WIDTH, docstring, function, multiple, text_of
from symact.targets.numba.stubs import init_stub
from symact.targets.numba.table import INTRINSICS, PUBLIC_RESERVED, SUFFIX
from symact.targets.numba.tables import Rows, named, near_name, rows_of, tables_module

Elementary = Callable[[str, str], Program]
Measured = Mapping[tuple[str, str, str], str]
NOTICE = "Written by symact; do not edit."


def emit(
    activations: Sequence[KernelSet],
    package: str = "symact_kernels",
    elementary: Elementary | None = None,
    measured: Measured | None = None,
) -> dict[str, str]:
    """The files of the package, path to text; the same sets give the same bytes.

    `package`, which other targets need, is in none of the texts: their imports are relative.
    `elementary(name, dtype)` gives the program of an elementary function
    (`symact.elementary.program` unless told otherwise). `measured` gives the error of kernels in
    words, such as `0.98 ULP over every input`, by activation, function and hash. Raises
    UnsupportedError, by name, for a name that the package cannot have or an operation it lacks.
    """
    find = elementary or _elementary_program
    sets = sorted(activations, key=lambda s: s.name)
    _check_names(sets)
    runtime = dict(runtime_files())
    machine = "".join(text for path, text in runtime.items() if path.endswith(".py"))
    digests = hashes(sets, find)
    facts = {
        s.name: Facts(compute_bound(s), errors(s, digests[s.name], measured or {}), near_of(s))
        for s in sets
    }
    tables = {s.name: rows_of(elementwise_functions(s)) for s in sets}
    used = sorted({e for s in sets for _, k in kernel_functions(s) for e in elementary_of(k)})
    texts = {
        "__init__.py": init_module(sets),
        "__init__.pyi": init_stub(sets),
        "functions.py": functions_module(sets, digests, _digest(machine), facts),
        "py.typed": "",
        "elementary.py": elementary_module(used, find),
        "kernels/__init__.py": f'"""One module per activation: its kernels. {NOTICE}"""\n',
        **{f"kernels/{s.name}.py": kernel_module(s, digests[s.name], tables[s.name]) for s in sets},
        "tables/__init__.py": f'"""The tables of kernels, a module an activation. {NOTICE}"""\n',
        **{f"tables/{n}.py": tables_module(n, rows, NOTICE) for n, rows in tables.items() if rows},
        **runtime,
    }
    texts["manifest.json"] = _manifest(texts, digests)
    return dict(sorted(texts.items()))


def _elementary_program(name: str, dtype: str) -> Program:
    from symact.elementary import program

    return program(name, dtype)


def _check_names(sets: Sequence[KernelSet]) -> None:
    names = [n for s in sets for n in (s.name, *(p.name for p in s.parameters))]
    for name in names:
        if name in PUBLIC_RESERVED or not name.isidentifier() or name.startswith("_"):
            raise UnsupportedError(f"the numba target cannot name a function or parameter {name!r}")
    for name, times in Counter(public_names(sets)).items():
        if times > 1:
            raise UnsupportedError(f"two functions would have the name {name!r}; rename one")


def runtime_files() -> Iterable[tuple[str, str]]:
    """The hand-written modules of the package, path and text, copied as they are."""
    folder = files("symact.targets.numba") / "runtime"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith((".py", ".pyi")) and entry.name != "__init__.py":
            yield entry.name, entry.read_text(encoding="utf-8")


def kernel_functions(kernels: KernelSet) -> list[tuple[str, Kernel | AxisKernel]]:
    """Every kernel of an activation under the name of its function, such as `general_vjp_f32`."""
    every = (*kernels.kernels, *kernels.axiswise)
    plain = [(f"{k.kind}_{SUFFIX[k.dtype]}", k) for k in every]
    return plain + [(f"general_{k.kind}_{SUFFIX[k.dtype]}", k) for k in kernels.general]


def elementwise_functions(kernels: KernelSet) -> dict[str, Kernel]:
    """The elementwise kernels of an activation by the names of their functions."""
    return {f: k for f, k in kernel_functions(kernels) if isinstance(k, Kernel)}


def near_of(kernels: KernelSet) -> list[str]:
    """The functions that have one with tables beside them."""
    return [f for f, k in elementwise_functions(kernels).items() if k.near is not None]


def hashes(
    activations: Sequence[KernelSet], elementary: Elementary | None = None
) -> dict[str, dict[str, str]]:
    """The hash of every kernel function, by activation and name; `elementary` as in `emit`."""
    find = elementary or _elementary_program
    return {s.name: {f: digest(k, find) for f, k in kernel_functions(s)} for s in activations}


def elementary_of(kernel: Kernel | AxisKernel) -> list[tuple[str, str]]:
    """The elementary functions that a kernel calls, as (name, dtype)."""
    if isinstance(kernel, AxisKernel):
        roots, dtype = row_stages.roots(kernel), kernel.arithmetic
    else:
        roots, dtype = [*kernel.program.values], kernel.dtype
    names = {e.name for root in roots for e in walk(root) if isinstance(e, Op)}
    found: set[tuple[str, str]] = {(name, dtype) for name in names & set(ELEMENTARY)}
    if isinstance(kernel, AxisKernel) and kernel.careful is not None:
        found |= set(elementary_of(kernel.careful))
    return sorted(found)


def compute_bound(kernels: KernelSet) -> list[str]:
    """The kinds whose kernels call an elementary function: those that threads share at any size.

    Without one, an element costs a few operations and less time than reading and writing it.
    """
    calling = {kernel.kind for _, kernel in kernel_functions(kernels) if elementary_of(kernel)}
    return [kind for kind in kinds(kernels) if kind in calling]


def errors(kernels: KernelSet, hashes: Mapping[str, str], measured: Measured) -> dict[str, str]:
    """The error of each kind of kernel in words; the kernel with parameters where it is the one."""
    found: dict[str, str] = {}
    for kind in kinds(kernels):
        for prefix in ("", "general_"):
            functions = [(d, f"{prefix}{kind}_{s}") for d, s in SUFFIX.items()]
            rows = [(d, measured.get((kernels.name, f, hashes.get(f, "")))) for d, f in functions]
            words = ", ".join(f"{dtype} {error}" for dtype, error in rows if error)
            if words:
                found.setdefault(kind, words)
    return found


def digest(kernel: Kernel | AxisKernel, find: Elementary) -> str:
    """A digest of a kernel's program with the elementary functions in it."""
    parts = [(name, repr(find(name, dtype))) for name, dtype in elementary_of(kernel)]
    return _digest(repr((kernel.hash, parts)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _imports(body: str, elementary: Iterable[str], dots: str) -> list[str]:
    """The import lines that a module's functions need, in ruff's order."""
    words = set(re.findall(r"\w+", "\n".join(_code_lines(body))))
    numbers = sorted(words & {"inf", "nan"})
    groups = [[f"from math import {', '.join(numbers)}"] if numbers else []]
    types = [("float32", "f32"), ("int32", "i32")]
    groups.append(
        [f"from numpy import {name} as {short}" for name, short in types if short in words]
    )
    local = [_from(f"{dots}_intrinsics", sorted(words & INTRINSICS))]
    called = sorted(words & set(elementary))
    groups.append(local + ([_from(f"{dots}elementary", called)] if called else []))
    return ["\n".join(group) for group in groups if group]


def _code_lines(body: str) -> list[str]:
    """The lines of a module without docstrings and comments."""
    without = re.sub(r'""".*?"""', "", body, flags=re.DOTALL)
    return [line for line in without.split("\n") if not line.lstrip().startswith("#")]


def _from(module: str, names: Sequence[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {n}," for n in names), ")"])


def _module(doc: str, imports: Sequence[str], blocks: Sequence[str]) -> str:
    """A module's text: docstring, imports, then blocks two blank lines apart."""
    head = "\n\n".join(["\n".join(docstring(doc, "")), *imports])
    return "\n\n\n".join([head, *(block.rstrip("\n") for block in blocks)]) + "\n"


def elementary_module(used: Sequence[tuple[str, str]], find: Elementary) -> str:
    """`elementary.py`: each elementary function in each dtype that a kernel calls it in."""
    blocks = [_elementary_function(name, dtype, find(name, dtype)) for name, dtype in used]
    body = "\n".join(blocks)
    doc = f"Elementary functions of scalars, free of branches and calls.\n\n{NOTICE}"
    imports = _imports(body, (), ".") if blocks else []
    return _module(doc, imports, blocks)


def _elementary_function(name: str, dtype: str, program: Program) -> str:
    inputs = ", ".join(v.name for v in program.inputs)
    doc = f"{name}({inputs}) in {dtype}."
    return function(f"{name}_{SUFFIX[dtype]}", program, dtype, doc, OPS[name][1])


def kernel_module(kernels: KernelSet, hashes: dict[str, str], tables: Rows) -> str:
    """The module of one activation: a function of scalars for each kind and dtype."""
    elementwise = elementwise_functions(kernels)
    blocks = _elementwise(elementwise, tables)
    blocks += row_stages.functions(kernels.axiswise)
    body = "\n".join(blocks)
    called = {f"{n}_{SUFFIX[d]}" for n, d in product(ELEMENTARY, SUFFIX)}
    words = [kernels.doc.meaning]
    value, slope, _ = left_sides(kernels)
    words += [f"    {value} = {kernels.doc.formula}"] if kernels.doc.formula else []
    words += [f"    {slope} = {kernels.doc.derivative}"] if kernels.doc.derivative else []
    if kernels.doc.from_output and "vjp_from_output" in kinds(kernels):
        words.append(f"    {slope} = {kernels.doc.from_output}, y = f(x)")
    doc = "\n".join([f"{kernels.name}: {words[0]}", "", *words[1:], "" * bool(words[1:]), NOTICE])
    table = "\n".join(["HASHES = {", *(f'    "{k}": "{v}",' for k, v in hashes.items()), "}"])
    imports = _imports(body, called, "..") if blocks else []
    if tables:
        imports[-1] += f"\n{_from(f'..tables.{kernels.name}', list(tables))}"
        blocks.append(_near_table(elementwise))
    if kernels.axiswise:
        before, elementary, after = imports[-1].partition("from ..elementary")
        imports[-1] = f"{before.rstrip()}\nfrom .._steps import Steps\n{elementary}{after}".rstrip()
        blocks.append(row_stages.table(kernels.axiswise))
    return _module(re.sub(r"\n{3,}", "\n\n", doc), [*imports, table], blocks)


def _elementwise(kernels: Mapping[str, Kernel], tables: Rows) -> list[str]:
    """The text of every function; one that is an input times another one calls that by name.

    So the steps of f'(x) are not spelt out a second time for g f'(x).
    """
    every: dict[str, tuple[Kernel, Program, str]] = {}
    for name, kernel in kernels.items():
        every[name] = (kernel, kernel.program, kernel_doc(kernel))
        if kernel.near is not None:
            every[near_name(name)] = (kernel, kernel.near.program, _near_doc(kernel))
    known = {(kernel.dtype, program): name for name, (kernel, program, _) in every.items()}
    texts = []
    for name, (kernel, program, doc) in every.items():
        other = None
        match program.result:
            case Op("mul", (Var() as factor, rest)):
                inputs = tuple(v for v in program.inputs if v != factor)
                other = known.get((kernel.dtype, Program(inputs, program.lets, rest)))
        if other is not None:
            texts.append(multiple(name, program, factor, other, doc))
        elif program is kernel.program:
            texts.append(function(name, program, kernel.dtype, doc))
        else:
            texts.append(text_of(name, named(program, tables), kernel.dtype, doc))
    return texts


def _near_doc(kernel: Kernel) -> str:
    """The docstring of the function with tables."""
    assert kernel.near is not None
    ends = (short(end) for end in (kernel.near.low, kernel.near.high))
    return f"{kernel_doc(kernel)[:-1]} for x from {' to '.join(ends)}."


def _near_table(kernels: Mapping[str, Kernel]) -> str:
    """The table of functions with tables: each with the ends of its range."""
    lines = ["NEAR = {"]
    for name, kernel in kernels.items():
        if kernel.near is not None:
            ends = [short(end) for end in (kernel.near.low, kernel.near.high)]
            lines.append(f'    "{name}": ({near_name(name)}, {", ".join(ends)}),')
    return "\n".join([*lines, "}"])


def short(value: float) -> str:
    """A number of float32 in few digits."""
    return digits(value, "float32")


def kernel_doc(kernel: Kernel) -> str:
    """The docstring of a kernel function: what it computes."""
    left = {
        "value": "f(x)",
        "derivative": "f'(x)",
        "vjp": "g f'(x)",
        "vjp_from_output": "g f'(x), of y = f(x)",
    }.get(kernel.kind, f"g times the derivative of f by {kernel.kind.removeprefix('vjp_')}")
    return f"{left} = {kernel.formula}" if kernel.formula else f"{left}."


def _manifest(texts: dict[str, str], hashes: dict[str, dict[str, str]]) -> str:
    """`manifest.json`: the digest of every file and of every kernel."""
    content = {
        "files": {path: hashlib.sha256(texts[path].encode()).hexdigest() for path in sorted(texts)},
        "kernels": hashes,
    }
    return json.dumps(content, indent=2, sort_keys=True) + "\n"
