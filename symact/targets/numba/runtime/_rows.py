"""Functions along an axis: plain functions over generalised ufuncs, compiled on first use."""

from __future__ import annotations

import inspect
import re

import numpy

from . import _cache, _functions, _ufunc


def make(package, name, row, kind, runtime):
    """The public function of one kind of an activation along an axis; its ufunc is `.ufunc`."""
    public = _functions.public_name(name, kind)
    listed = row.axiswise[kind]
    names = re.findall(r"(\w+)\(", listed.partition("->")[0])
    signature = re.sub(r"\w+\(", lambda m: m.group() if m.group() == "n(" else "(", listed)
    doc = _documentation(public, row, kind, names, signature)

    def compile_loop(source, target):
        code = _functions.fixed_width(source)
        function = f"{kind}_{'f32' if target in 'ef' else 'f64'}"
        request = _cache.Request(
            name, function, row.hashes[function], len(names), 0, code, target, runtime
        )
        return _cache.address(request), None

    ufunc = _ufunc.make(
        f"{public}.ufunc", doc, package, len(names), _ufunc.signatures(row.dtypes(kind)),
        compile_loop, signature, kind in row.divisible,
    )  # fmt: skip
    function = _with_one(ufunc, signature) if len(names) == 1 else _with_two(ufunc, signature)
    parameters = [inspect.Parameter(n, inspect.Parameter.POSITIONAL_OR_KEYWORD) for n in names]
    rest = list(inspect.signature(function).parameters.values())[len(names) :]
    function.__signature__ = inspect.Signature([*parameters, *rest])
    function.__name__ = function.__qualname__ = public
    function.__module__, function.__doc__, function.ufunc = package, doc, ufunc
    return function


def _with_one(ufunc, signature):
    """A function of one operand; its axis is moved last where the result is a matrix."""
    if signature.endswith("(n,n)"):

        def function(x, axis=-1, out=None):
            return ufunc(numpy.moveaxis(_real(x), axis, -1), out=out)

    elif signature.endswith("->()"):

        def function(x, axis=-1, out=None):
            x = _real(x)
            if x.ndim and x.shape[axis] == 0:
                raise ValueError("the axis is empty, so there is no result")
            return ufunc(x, axis=axis, out=out)

    else:

        def function(x, axis=-1, out=None):
            return ufunc(_real(x), axis=axis, out=out)

    return function


def _real(x):
    """An array; of booleans and integers, one of float64, so that they share its loop."""
    x = numpy.asanyarray(x)
    return x.astype(numpy.float64) if x.dtype.kind in "biu" else x


def _with_two(ufunc, signature):
    """A function of a cotangent and a row."""

    def function(g, x, axis=-1, out=None):
        return ufunc(_real(g), _real(x), axis=axis, out=out)

    return function


def _documentation(public, row, kind, names, signature):
    lines = [f"{public}({', '.join(names)}, axis=-1, out=None)"]
    lines.append(_functions.purpose(row, kind))
    if row.formulas.get(kind):
        lines.append(f"    {row.formulas[kind]}")
    if signature.endswith("(n,n)"):
        lines.append("The axis is moved last and one is appended: result[..., i, k] = df_i/dx_k.")
    lines.append("\n".join(_functions.facts(row, kind)))
    lines.append(
        "float32 gives float32, float64 gives float64, float16 is computed in float32 and rounded "
        f"once,\nbooleans and integers give float64. `.ufunc` is the generalised ufunc {signature}."
    )
    return "\n\n".join(lines)
