"""From a row of `functions.ACTIVATIONS` to the public function: a ufunc, or two with parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from importlib import import_module

from ._forks import Lock

OPERANDS = {"value": ("x",), "derivative": ("x",), "vjp": ("g", "x"), "vjp_from_output": ("g", "y")}
DTYPES = {"f32": "float32", "f64": "float64"}
GENERAL = "general_"
_made = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a caller may change: its default, and the condition it must meet."""

    name: str
    default: float
    label: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Activation:
    """An activation in words, and the hash of each of its kernel functions by name.

    `formulas` maps a kind of kernel to what it computes, `measured` to its error. A kernel function
    is named by its kind and dtype, such as `vjp_f32`; `general_vjp_f32` takes the parameters too.
    `divisible` lists the kinds that threads may share at any size: those that computing bounds.
    `near` lists the kernel functions that have a second one, with tables, for most inputs.
    """

    meaning: str
    formulas: dict[str, str]
    hashes: dict[str, str]
    parameters: list[Parameter] = field(default_factory=list)
    special: list[str] = field(default_factory=list)
    cites: str = ""
    axiswise: dict[str, object] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    halves: str = ""
    domain: str = ""
    measured: dict[str, str] = field(default_factory=dict)
    divisible: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)

    @property
    def kinds(self):
        """The kinds of kernels, in the order of the table."""
        names = (name.removeprefix(GENERAL).rsplit("_", 1)[0] for name in self.hashes)
        return list(dict.fromkeys(names))

    def dtypes(self, kind, prefix=""):
        """The dtypes that a kind of kernel is there for."""
        return [d for s, d in DTYPES.items() if f"{prefix}{kind}_{s}" in self.hashes]


def public_name(activation, kind):
    """The name of a function: the activation's, with the kind behind it unless it is the value."""
    return activation if kind == "value" else f"{activation}_{kind}"


def operands(kind):
    """The names of the data operands of a kind of function."""
    return OPERANDS.get(kind, OPERANDS["vjp"])


def get(package, public):
    """The public function of that name, made at its first use; there is only ever one of it."""
    if public == "threads":
        from ._threads import threads

        threads.__module__ = package
        return threads
    with _lock:
        if public not in _made:
            table = import_module(f"{package}.functions")
            name, kind = table.NAMES[public]
            _made[public] = make(package, name, table.ACTIVATIONS[name], kind, table.RUNTIME)
        return _made[public]


def make(package, name, row, kind, runtime):
    """The public function of one kind of an activation."""
    if kind.startswith("halves"):
        from ._halves import make as make_halves

        return make_halves(package, name, row, kind)
    if kind in row.axiswise:
        from ._rows import make as make_axiswise

        return make_axiswise(package, name, row, kind, runtime)
    public = public_name(name, kind)
    if not row.dtypes(kind, GENERAL):
        return _make_ufunc(package, public, name, row, kind, runtime)
    general = _make_ufunc(package, f"{public}.ufunc", name, row, kind, runtime, prefix=GENERAL)
    text = documentation(public, row, kind)
    if not row.dtypes(kind):
        from ._gradients import Gradient

        by = kind.removeprefix("vjp_")
        arguments = (package, public, text, operands(kind), row.parameters, None, general)
        return Gradient(*arguments, parameter=by)
    from ._named import function
    from ._parameters import Parametrised

    default = _make_ufunc(package, f"{public}.default", name, row, kind, runtime)
    arguments = (package, public, text, operands(kind), row.parameters, default, general)
    return function(*arguments) or Parametrised(*arguments)


def measured_ufunc(package, name, kind, near):
    """The ufunc of a kernel with the defaults in it, with its tables or without, on any host."""
    table = import_module(f"{package}.functions")
    public = public_name(name, kind)
    return _make_ufunc(
        package, public, name, table.ACTIVATIONS[name], kind, table.RUNTIME, near=near
    )


def _make_ufunc(package, public, name, row, kind, runtime, prefix="", near=None):
    """The ufunc over data operands, and over the parameters where the prefix says general.

    Tables are used where registers can hold them, unless `near` says otherwise.
    """
    from . import _ufunc

    parameters = len(row.parameters) if prefix else 0
    count = len(operands(kind)) + parameters
    return _ufunc.make(
        public,
        documentation(public, row, kind),
        package,
        count,
        _ufunc.signatures(row.dtypes(kind, prefix)),
        partial(_addresses, name, row, prefix + kind, count, parameters, runtime, near),
        divisible=kind in row.divisible,
    )


def _addresses(name, row, function, count, parameters, runtime, near, source, target):
    """The addresses of a ufunc's inner loop for one type, and of the kernel that it calls."""
    from . import _cache, _host

    real = "f" if target in "ef" else "d"
    function = f"{function}_{'f32' if real == 'f' else 'f64'}"
    near = _host.uses_tables() if near is None else near
    loop = _cache.Loop(count, parameters, fixed_width(source), target, runtime)
    body = _cache.Request(
        name, function, row.hashes[function], count, parameters, real, real, runtime,
        near and function in row.near,
    )  # fmt: skip
    return _cache.address(loop), _cache.address(body)


WIDTH, BREAK = 96, " " * 8
TYPES = (
    "float32 gives float32, float64 gives float64, float16 is computed in float32 and rounded "
    "once,\nbooleans and integers give float64."
)


def fixed_width(code):
    """NumPy's letter for a type, with "l" and "L" as the platform has them: "i" or "q"."""
    import numpy

    if code in "efd?":
        return code
    width = "bhiq"[numpy.dtype(code).itemsize.bit_length() - 1]
    return width.upper() if code.isupper() else width


def documentation(public, row, kind):
    """The docstring of a public function."""
    names = list(operands(kind))
    parameters = row.parameters if row.dtypes(kind, GENERAL) else []
    names += [f"{p.name}={p.label or repr(p.default)}" for p in parameters]
    parts = [f"{public}({', '.join([*names, 'out=None'])}, **options)", purpose(public, row, kind)]
    parts += equations(row, kind)
    parts += [f"{p.name}: {p.domain}" for p in parameters if p.domain]
    if row.parameters and not parameters:
        defaults = ", ".join(f"{p.name} = {p.label or repr(p.default)}" for p in row.parameters)
        parts.append(f"At the default parameters only: {defaults}.")
    parts.append("\n".join(facts(row, kind)))
    parts.append(f"{TYPES} Options are those of every NumPy ufunc.")
    if not row.dtypes(kind):
        parameter = kind.removeprefix("vjp_")
        parts.append(
            f"The result has the shape of {parameter}: the products of all elements that share one "
            f"value of it\nare summed. `{public}.ufunc(g, x, ...)` gives the products themselves."
        )
    elif parameters:
        parts.append(
            f"`{public}.default` is the ufunc at the default parameters, `{public}.ufunc` takes "
            "all of them."
        )
    return "\n\n".join(parts)


def equations(row, kind):
    """What a kind of function computes, with the derivative beside the value; none or one text."""
    shown = (kind, "derivative") if kind == "value" else (kind,)
    texts = [row.formulas[name] for name in shown if name in row.formulas]
    found = [f"    {_broken(text)}" for text in texts]
    return ["\n".join(found)] if found else []


def _broken(text):
    """An equation over two lines where it does not fit on one and its left side is long."""
    left, _, right = text.partition(" = ")
    long = len(text) >= WIDTH and len(left) > len(BREAK)
    return f"{left} =\n{BREAK}{right}" if long else text


def facts(row, kind):
    """What is known about a kind of function, a line each."""
    nan = "NaN gives NaN"
    where = f"Domain: {row.domain}; {nan}." if row.domain else f"{nan}."
    lines = [where] if kind == "value" else []
    if kind == "value" and row.special:
        lines.append(f"Special values: {', '.join(row.special)}.")
    return [*lines, *record(row, kind)]


def record(row, kind):
    """What was measured of a kind of function, and where the activation is from, a line each."""
    lines = [f"Measured error: {row.measured.get(kind, 'none on record')}."]
    if row.cites:
        lines.append(f"Source: {row.cites}.")
    return lines


def purpose(public, row, kind):
    """What a kind of function gives, and of what, in one or two sentences."""
    if kind == "value":
        return row.meaning
    name = public.partition(".")[0].removesuffix(f"_{kind}")
    if kind == "derivative":
        lead = f"The derivative of {name}."
    elif kind == "vjp":
        lead = f"The cotangent g times the derivative of {name} at x, in one pass."
    elif kind == "vjp_from_output":
        lead = f"The cotangent g times the derivative of {name}, from the output y = {name}(x)."
    else:
        by = kind.removeprefix("vjp_")
        lead = f"The cotangent g times the derivative of {name} by {by} at x, in one pass."
    return f"{lead} {name} is {_uncapitalised(row.meaning)}" if row.meaning else lead


def _uncapitalised(text):
    """A sentence as the rest of one; an acronym stays as it is."""
    return text if text[:2].isalpha() and text[:2].isupper() else text[:1].lower() + text[1:]
