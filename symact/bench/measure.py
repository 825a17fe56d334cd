"""One row: our kernel and its peers, timed in turns on the same data."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from inspect import signature
from types import ModuleType
from typing import Any

import numpy as np

from symact.bench.host import processor, versions
from symact.bench.peers import Array, Data, Prepared, available, prepared
from symact.bench.plan import CONTIGUOUS, Case
from symact.bench.row import SpeedRow
from symact.bench.table import TABLE, Peers
from symact.bench.timing import Call, in_turns

ROW = 1024
"""The length of the rows that a function along an axis works on."""

OURS, ALLOCATING, COPY, UFUNC = "symact", "symact, allocating", "copy", "ufunc"
SECOND = "second"
"""The contenders that are no peers."""

LINE = 64
"""The bytes of a cache line: every array begins at one, so that no contender is lucky."""

LOWEST, FRACTION = -126, 23
"""The smallest exponent of a normal float32, and the bits after its point."""

TOLERANCE = 1e-3
"""How far from ours a peer's results may be: more means another function, not another rounding."""


def measure(
    case: Case, package: ModuleType, axiswise: bool, second: ModuleType | None = None
) -> SpeedRow:
    """Time one case. Peers that fail are left out, with the reason.

    `second` is another set of kernels, timed in turn with the first where it has the kernel.
    """
    function = _function(package, case)
    data, parameters = _data(case, package, axiswise)
    operands = _operands(data, case.kernel)
    ours = partial(function, *operands, *parameters, out=data.out)
    with _threads(package, case), _threads(second, case), np.errstate(all="ignore"):
        ours()
        expected = np.array(data.out)
        truth = _truth(function, operands, case)
        calls, without_out, left_out, errors = _contenders(case, data, expected, truth)
        errors |= _errors(OURS, expected, truth)
        if second is not None and case.peers and hasattr(second, _name(case)):
            other = partial(_function(second, case), *operands, *parameters, out=data.out)
            other()
            errors |= _errors(SECOND, np.array(data.out), truth)
            calls[SECOND] = other
        calls = {OURS: ours, **calls, **_baselines(data, len(operands))}
        if case.layout == CONTIGUOUS:
            calls[ALLOCATING] = partial(function, *operands)
        times = in_turns(calls, case.budget, at_rest=case.threads > 1)
    spread = times[OURS].spread
    each = {name: 1e9 * time.median / case.n for name, time in times.items()}
    relaxed = each.pop(SECOND, None)
    return SpeedRow(
        case.activation,
        case.kernel,
        case.dtype,
        case.n,
        case.threads,
        case.layout,
        each.pop(OURS),
        spread,
        each.pop(ALLOCATING, None),
        each.pop(COPY),
        each.pop(UFUNC),
        each,
        tuple(without_out),
        left_out,
        errors,
        processor(),
        versions(),
        relaxed,
    )


def _threads(package: ModuleType | None, case: Case) -> AbstractContextManager[Any]:
    """The context in which a set of kernels uses as many threads as a case says."""
    if package is None or case.threads == 1:
        return nullcontext()
    found: AbstractContextManager[Any] = package.threads(case.threads)
    return found


def _truth(function: Callable[..., Any], operands: tuple[Array, ...], case: Case) -> Array | None:
    """What float32 results should be: our own in float64; None where they would take too long."""
    if case.dtype != "float32" or case.layout != CONTIGUOUS or not case.peers:
        return None
    return np.asarray(function(*(a.astype("float64") for a in operands)))


def _errors(name: str, result: Array, truth: Array | None) -> dict[str, float]:
    """The largest distance from the true results in units of their last place, by name."""
    if truth is None:
        return {}
    _, exponent = np.frexp(truth)
    places = np.ldexp(1.0, np.maximum(exponent - 1, LOWEST) - FRACTION)
    return {name: float(np.nanmax(abs(result - truth) / places))}


def _function(package: ModuleType, case: Case) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(package, _name(case))
    return found


def _name(case: Case) -> str:
    return case.activation if case.kernel == "value" else f"{case.activation}_{case.kernel}"


def _operands(data: Data, kernel: str) -> tuple[Array, ...]:
    return {"value": (data.x,), "vjp": (data.g, data.x)}.get(kernel, (data.g, data.y))


def _data(case: Case, package: ModuleType, axiswise: bool) -> tuple[Data, tuple[Any, ...]]:
    """The operands in the layout of the case, and its parameters."""
    rng = np.random.default_rng(zlib.crc32(case.activation.encode()))
    value = getattr(package, case.activation)
    x = _arranged((3 * rng.standard_normal(case.n)).astype(case.dtype), case, axiswise)
    y = _at_a_line(np.asarray(value(x)))
    g = _at_a_line(rng.standard_normal(y.shape).astype(case.dtype))
    out = _at_a_line(np.empty_like(y if case.kernel == "value" else x))
    if case.layout == "in place":
        out = x
    return Data(x, g, y, out, case.kernel, case.threads), _parameters(case, value, x)


def _arranged(x: Array, case: Case, axiswise: bool) -> Array:
    if case.layout == "stride 2":
        return _at_a_line(np.repeat(x, 2))[::2]
    x = _at_a_line(x)
    if axiswise:
        return x.reshape(-1, min(ROW, case.n))
    return x.reshape(ROW, -1).T if case.layout == "transposed" else x


def _at_a_line(values: Array) -> Array:
    """The same values in the same order in memory, from the beginning of a cache line on."""
    memory = np.empty(values.nbytes + LINE, np.uint8)
    begin = -memory.ctypes.data % LINE
    found = memory[begin : begin + values.nbytes].view(values.dtype)
    order = np.argsort([-step for step in values.strides], kind="stable")
    found = found.reshape([values.shape[k] for k in order]).transpose(np.argsort(order))
    np.copyto(found, values)
    return found


def _parameters(case: Case, value: Any, x: Array) -> tuple[Any, ...]:
    """The defaults, named by the caller: as numbers, or as arrays of the input's shape."""
    if not case.layout.endswith("parameters"):
        return ()
    known = signature(value).parameters.values()
    defaults = [p.default for p in known if isinstance(p.default, float)]
    if case.layout == "array parameters":
        return tuple(np.full_like(x, v) for v in defaults)
    return tuple(defaults)


def _baselines(data: Data, operands: int) -> dict[str, Call]:
    """A copy, and a ufunc of NumPy's with as many operands."""
    into = np.empty_like(data.x)
    plain = partial(np.negative, data.x, out=into)
    product = partial(np.multiply, data.x, data.x, out=into)
    return {
        COPY: partial(np.copyto, into, data.x),
        UFUNC: plain if operands == 1 else product,
    }


def _contenders(
    case: Case, data: Data, expected: Array, truth: Array | None
) -> tuple[dict[str, Call], list[str], dict[str, str], dict[str, float]]:
    """The peers' calls, which of them make their own result, why others are left out, errors."""
    calls: dict[str, Call] = {}
    without_out: list[str] = []
    left_out: dict[str, str] = {}
    errors: dict[str, float] = {}
    lacking = available()
    for name in case.peers:
        if lacking[name]:
            left_out[name] = lacking[name]
            continue
        found = _checked(name, TABLE.get(case.activation, Peers()), data, expected)
        if isinstance(found, str):
            left_out[name] = found
        elif found is not None:
            calls[name] = found.call
            errors |= _errors(name, np.asarray(found.result()), truth)
            if found.allocates:
                without_out.append(name)
    return calls, without_out, left_out, errors


def _checked(name: str, peers: Peers, data: Data, expected: Array) -> Prepared | str | None:
    """A peer's call after its first run, or why it cannot be compared."""
    try:
        found = prepared(name, peers, data)
        if found is None:
            return None
        data.out.fill(np.nan)
        found.call()
        result = np.asarray(found.result())
    except Exception as error:  # noqa: BLE001 - a library may fail in any way, and is left out
        return f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
    if not np.allclose(result, expected, TOLERANCE, TOLERANCE):
        worst = np.nanmax(abs(result - expected))
        return f"its results differ from ours by up to {worst:.2g}"
    return found
