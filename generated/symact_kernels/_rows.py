"""Functions along an axis: plain functions over generalised ufuncs, compiled on first use."""

from __future__ import annotations

import inspect
import re
from functools import partial

import numpy

from . import _cache, _functions, _ufunc
from ._arguments import filled, place, whole

MASK = """\
mask: booleans that broadcast with the data, True where a component counts. One that does not has
the value {} and the gradient 0, whatever it holds; so have all of a row in which none counts."""

PIECES = """\
pieces: how many neighbours along the axis make one group; each group has a result of its own, so
that an axis of length m becomes one of m / pieces. Without it all of the axis is one group."""

NUMBERS = (bool, int, float)


def make(package, name, row, kind, runtime):
    """The public function of one kind of an activation along an axis; its ufunc is `.ufunc`."""
    public = _functions.public_name(name, kind)
    listed = row.axiswise[kind]
    names = re.findall(r"(\w+)\(", listed.partition("->")[0])
    signature = re.sub(r"\w+\(", lambda m: m.group() if m.group() == "n(" else "(", listed)
    ufunc = _ufunc.make(
        f"{public}.ufunc", "", package, len(names), _ufunc.signatures(row.dtypes(kind)),
        partial(_addresses, name, row, kind, len(names), runtime), signature,
        kind in row.divisible,
    )  # fmt: skip
    function, more = _function(ufunc, row, kind, signature)
    kind_of = inspect.Parameter.POSITIONAL_OR_KEYWORD
    rest = list(inspect.signature(function).parameters.values())[len(names) :]
    function.__signature__ = inspect.Signature(
        [*(inspect.Parameter(n, kind_of) for n in names), *rest]
    )
    function.__name__ = function.__qualname__ = public
    doc = _documentation(public, row, kind, function.__signature__, signature, more)
    function.__module__, function.__doc__, function.ufunc = package, doc, ufunc
    ufunc.__doc__ = doc
    return function


def _addresses(name, row, kind, count, runtime, source, target):
    """The address of the loop of one type; it calls nothing."""
    function = f"{kind}_{'f32' if target in 'ef' else 'f64'}"
    code = _functions.fixed_width(source)
    return _cache.address(
        _cache.Request(name, function, row.hashes[function], count, 0, code, target, runtime)
    ), None


def _function(ufunc, row, kind, signature):
    """The function, and a paragraph on the option that it has."""
    operands, _, result = signature.partition("->")
    if result == "(n,n)":
        return _matrix(ufunc), ""
    if row.axiswise["value"].endswith("->()"):
        return (_grouped(ufunc) if "," not in operands else _grouped_pullback(ufunc)), PIECES
    if not row.absent:
        return (_plain(ufunc) if "," not in operands else _plain_pullback(ufunc)), ""
    hidden, value = map(float, row.absent)
    if kind == "value":
        return _masked(ufunc, hidden, value), MASK.format(f"{value:g}")
    second = hidden if kind == "vjp" else value
    return _masked_pullback(ufunc, second), MASK.format(f"{value:g}")


def _matrix(ufunc):
    def function(x, axis=-1, out=None):
        x = numpy.asanyarray(_real(x))
        return ufunc(numpy.moveaxis(x, place(axis, x.ndim), -1), out=out)

    return function


def _plain(ufunc):
    def function(x, axis=-1, out=None):
        return ufunc(_real(x), axis=whole("axis", axis), out=out)

    return function


def _plain_pullback(ufunc):
    def function(g, x, axis=-1, out=None):
        return ufunc(_real(g), _real(x), axis=whole("axis", axis), out=out)

    return function


def _masked(ufunc, hidden, value):
    """A function of which some components may not count."""

    def function(x, axis=-1, out=None, mask=None):
        if mask is None:
            return ufunc(_real(x), axis=whole("axis", axis), out=out)
        mask = _boolean(mask)
        result = ufunc(_filled(x, mask, hidden), axis=whole("axis", axis), out=out)
        return _put(result, mask, value)

    return function


def _masked_pullback(ufunc, hidden):
    def function(g, x, axis=-1, out=None, mask=None):
        if mask is None:
            return ufunc(_real(g), _real(x), axis=whole("axis", axis), out=out)
        mask = _boolean(mask)
        operands = _filled(g, mask, 0.0), _filled(x, mask, hidden)
        return _put(ufunc(*operands, axis=whole("axis", axis), out=out), mask, 0.0)

    return function


def _boolean(mask):
    mask = numpy.asanyarray(mask)
    if mask.dtype != bool:
        raise TypeError(f"a mask is boolean, True where a component counts, not {mask.dtype}")
    return mask


def _filled(x, mask, value):
    """The array with a value where the mask is False."""
    x = numpy.asanyarray(_real(x))
    return numpy.where(mask, x, x.dtype.type(value))


def _put(result, mask, value):
    numpy.copyto(result, value, where=~mask)
    return result


def _grouped(ufunc):
    """A function that gives one number a row, or one for each group of the row."""
    reduces = ufunc.signature.endswith("->()")

    def function(x, axis=-1, out=None, pieces=None):
        x = numpy.asanyarray(_real(x))
        axis = place(axis, x.ndim)
        if reduces and x.shape[axis] == 0:
            raise ValueError("the axis is empty, so there is no result")
        if pieces is None:
            return ufunc(x, axis=axis, out=out)
        groups, inner = _split(x, axis, pieces)
        if reduces:
            return ufunc(groups, axis=inner, out=out)
        return _joined(ufunc, (groups,), inner, x.shape, out)

    return function


def _grouped_pullback(ufunc):
    def function(g, x, axis=-1, out=None, pieces=None):
        if pieces is None:
            try:
                return ufunc(_real(g), _real(x), axis=whole("axis", axis), out=out)
            except ValueError:
                _check_one_a_row(numpy.shape(g), numpy.shape(x), axis)
                raise
        x = numpy.asanyarray(_real(x))
        groups, inner = _split(x, axis, pieces)
        return _joined(ufunc, (_real(g), groups), inner, x.shape, out)

    return function


def _check_one_a_row(given, shape, axis):
    """Raise ValueError in words where g does not go with one number for each row of x."""
    axis = place(axis, len(shape))
    rows = shape[:axis] + shape[axis + 1 :]
    try:
        numpy.broadcast_shapes(given, rows)
    except ValueError as error:
        message = f"g has the shape {given}; it takes one number for each row of x, {rows}"
        raise ValueError(message) from error


def _split(x, axis, pieces):
    """The axis as two, groups and the places in a group, and the axis of the places: a view."""
    axis, pieces = place(axis, x.ndim), whole("pieces", pieces)
    n = x.shape[axis]
    if pieces < 1 or n % pieces:
        raise ValueError(f"axis {axis} has length {n}, which is not divided by pieces={pieces}")
    return x.reshape(*x.shape[:axis], n // pieces, pieces, *x.shape[axis + 1 :]), axis + 1


def _joined(ufunc, operands, inner, shape, out):
    """The result over groups, in the shape before they were split."""
    if out is None:
        return ufunc(*operands, axis=inner).reshape(shape)
    out = filled(out, shape)
    ufunc(*operands, axis=inner, out=out.reshape(operands[-1].shape, copy=False))
    return out


def _real(x):
    """An array; of booleans and integers, one of float64, so that they share its loop.

    Python's numbers stay what they are: they take the type of the other operand.
    """
    if type(x) in NUMBERS:
        return x
    x = numpy.asanyarray(x)
    return x.astype(numpy.float64) if x.dtype.kind in "biu" else x


def _documentation(public, row, kind, parameters, signature, more):
    lines = [f"{public}{parameters}"]
    lines.append(_functions.purpose(public, row, kind))
    lines += _functions.equations(row, kind)
    if signature.endswith("(n,n)"):
        lines.append("The axis is moved last and one is appended: result[..., i, k] = df_i/dx_k.")
    if more:
        lines.append(more)
    lines.append("\n".join(_functions.facts(row, kind)))
    lines.append(f"{_functions.TYPES} `.ufunc` is the generalised ufunc {signature}.")
    return "\n\n".join(lines)
