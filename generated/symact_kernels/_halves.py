"""Functions over the halves of an axis: the first holds values, the second what gates them."""

from __future__ import annotations

import numpy

from . import _functions
from ._arguments import filled, place
from ._rows import _real


def make(package, name, row, kind):
    """The function of an activation f(b, a) as f over a = x[:n/2] and b = x[n/2:] along an axis.

    Its ufunc is that of f, which takes b, then a.
    """
    parameter = row.parameters[0].name
    value = _functions.get(package, name)
    if kind == "halves":
        public, function = row.halves, _value(row.halves, value.ufunc)
        ufunc = value.ufunc
    else:
        public = f"{row.halves}_vjp"
        by_gate = _functions.get(package, f"{name}_vjp").ufunc
        by_value = _functions.get(package, f"{name}_vjp_{parameter}").ufunc
        function, ufunc = _pullback(row.halves, by_gate, by_value), by_gate
    function.__name__ = function.__qualname__ = public
    function.__module__, function.ufunc = package, ufunc
    function.__doc__ = _documentation(public, name, row, kind, parameter)
    return function


def _halves(name, x, axis):
    """The two halves of an axis, as views."""
    axis = place(axis, x.ndim)
    n = x.shape[axis]
    if n % 2:
        raise ValueError(f"{name} halves an axis, but axis {axis} has the odd length {n}")
    before = (slice(None),) * axis
    return x[(*before, slice(n // 2))], x[(*before, slice(n // 2, None))]


def _value(name, ufunc):
    def function(x, axis=-1, out=None):
        first, second = _halves(name, numpy.asanyarray(_real(x)), axis)
        return ufunc(second, first, out=out)

    return function


def _pullback(name, by_gate, by_value):
    def function(g, x, axis=-1, out=None):
        g, x = _real(g), numpy.asanyarray(_real(x))
        first, second = _halves(name, x, axis)
        if out is None:
            kinds = [v.dtype if hasattr(v, "dtype") else type(v) for v in (g, second, first)]
            out = numpy.empty(x.shape, by_gate.resolve_dtypes((*kinds, None))[-1])
        else:
            out = filled(out, x.shape)
            if any(numpy.may_share_memory(out, v) for v in (g, x)):
                g, first, second = (numpy.array(v) for v in (g, first, second))
        former, latter = _halves(name, out, axis)
        by_value(g, second, first, out=former)
        by_gate(g, second, first, out=latter)
        return out

    return function


def _documentation(public, name, row, kind, parameter):
    arguments = "g, x" if kind.endswith("vjp") else "x"
    lines = [f"{public}({arguments}, axis=-1, out=None)"]
    lines.append(
        f"{name} over an axis of even length: its {parameter} is the first half of the axis, its\n"
        "input the second."
    )
    if kind.endswith("vjp"):
        lines.append("The cotangent g, of half the length, is pulled back to both halves.")
    lines += _functions.equations(row, "value")
    kind = "vjp" if kind.endswith("vjp") else "value"
    lines.append("\n".join(_functions.record(row, kind)))
    lines.append(_functions.TYPES)
    return "\n\n".join(lines)
