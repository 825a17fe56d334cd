"""How a function of each library is called: on the same data, into the same array where it can."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.bench.table import Aten, Peers, X
from symact.bench.timing import Call

Array = NDArray[Any]

LIBRARIES = {
    "numpy": ("numpy",),
    "scipy": ("scipy",),
    "numexpr": ("numexpr",),
    "torch": ("torch",),
    "torch.compile": ("torch",),
    "jax.jit": ("jax",),
    "onnxruntime": ("onnxruntime", "onnx"),
}
"""The peers, and the packages that each needs."""

COMPILERS = ("g++", "clang++", "c++")
"""What torch.compile calls on a processor."""


@dataclass(frozen=True)
class Data:
    """The operands of one measurement; `out` is where results go."""

    x: Array
    g: Array
    y: Array
    out: Array
    kernel: str
    threads: int


@dataclass(frozen=True)
class Prepared:
    """A peer's call, how its latest result is read, and whether it makes the array for it."""

    call: Call
    result: Callable[[], Any]
    allocates: bool


@cache
def available() -> dict[str, str]:
    """Every peer with what keeps it out, the empty string where nothing does."""
    return {name: _lacking(name) for name in LIBRARIES}


def _lacking(name: str) -> str:
    for package in LIBRARIES[name]:
        if find_spec(package) is None:
            return f"{package} is not installed"
    if name == "torch.compile" and not any(map(shutil.which, COMPILERS)):
        return "there is no C++ compiler"
    return ""


def prepare_process(threads: int) -> None:
    """Give this process so many cores and every peer so many threads; before any is imported."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-threads:])
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "NPROC"):
        os.environ[variable] = str(threads)
    if threads == 1:
        flags = os.environ.get("XLA_FLAGS", "")
        os.environ["XLA_FLAGS"] = f"{flags} --xla_cpu_multi_thread_eigen=false".strip()


def prepared(name: str, peers: Peers, data: Data) -> Prepared | None:
    """A peer's function on the data; None where it has none for this activation and kernel."""
    return _PREPARE[name](peers, data)


@cache
def _torch(threads: int) -> Any:
    torch = import_module("torch")
    torch.set_num_threads(threads)
    return torch


def _operation(peers: Peers, kernel: str) -> Any:
    """What PyTorch has for a kernel: an operation, a composed function, or None."""
    rows = {"value": peers.torch, "vjp": peers.torch_vjp}
    return rows.get(kernel, peers.torch_vjp_from_output)


def _tensors(torch: Any, data: Data) -> dict[str, Any]:
    return {name: torch.from_numpy(getattr(data, name)) for name in ("g", "x", "y")}


def _arguments(operation: Aten, tensors: Mapping[str, Any]) -> list[Any]:
    """The arguments with tensors in their places; softmax's gradients end with the input's type."""
    found = [tensors.get(a, a) if isinstance(a, str) else a for a in operation.arguments]
    if operation.name.endswith("_data"):
        found[-1] = found[-1].dtype
    return found


def _eager(peers: Peers, data: Data) -> Prepared | None:
    torch = _torch(data.threads)
    operation, tensors = _operation(peers, data.kernel), _tensors(torch, data)
    if isinstance(operation, Aten):
        return _aten(torch, operation, tensors, data)
    if operation is not None and data.kernel == "value":
        return _kept(partial(operation, torch, tensors["x"]))
    of_autograd = "vjp" if peers.torch_keeps == X else "vjp_from_output"
    if data.kernel == of_autograd and callable(peers.torch):
        leaf = tensors["x"].clone().requires_grad_()
        y = peers.torch(torch, leaf)
        backward = partial(torch.autograd.grad, y, leaf, tensors["g"], retain_graph=True)
        return _kept(backward, lambda found: found[0])
    return None


def _aten(torch: Any, operation: Aten, tensors: Mapping[str, Any], data: Data) -> Prepared:
    packet = getattr(torch.ops.aten, operation.name)
    arguments = _arguments(operation, tensors)
    for overload in ("grad_input", "out"):
        if overload in packet.overloads():
            function = getattr(packet, overload)
            (into,) = (a.name for a in function._schema.arguments if a.is_out)
            options = {**operation.options, into: torch.from_numpy(data.out)}
            call = partial(function, *arguments, **options)
            return Prepared(call, lambda: data.out, allocates=False)
    return _kept(partial(packet.default, *arguments, **operation.options))


def _compiled(peers: Peers, data: Data) -> Prepared | None:
    torch = _torch(data.threads)
    operation, tensors = _operation(peers, data.kernel), _tensors(torch, data)
    if operation is None:
        return None
    out = torch.from_numpy(data.out)

    if isinstance(operation, Aten):
        packet = getattr(torch.ops.aten, operation.name)

        def function(g: Any, x: Any, y: Any, out: Any) -> None:
            arguments = _arguments(operation, {"g": g, "x": x, "y": y})
            out.copy_(packet.default(*arguments, **operation.options))

    else:

        def function(g: Any, x: Any, y: Any, out: Any) -> None:
            out.copy_(operation(torch, x))

    torch._dynamo.reset()  # it gives up on a function compiled for the ninth time
    compiled = torch.compile(function, dynamic=False)
    call = partial(compiled, tensors["g"], tensors["x"], tensors["y"], out)
    return Prepared(call, lambda: data.out, allocates=False)


def _same(found: Any) -> Any:
    return found


def _kept(function: Callable[[], Any], read: Callable[[Any], Any] = _same) -> Prepared:
    """A call that makes its own result, the latest of which is kept."""
    latest: list[Any] = [None]

    def call() -> None:
        latest[0] = function()

    return Prepared(call, lambda: read(latest[0]), allocates=True)


@cache
def _jax() -> Any:
    jax = import_module("jax")
    jax.config.update("jax_enable_x64", True)
    return jax


def _jitted(peers: Peers, data: Data) -> Prepared | None:
    if peers.jax is None or data.kernel == "vjp_from_output":
        return None
    jax = _jax()
    forward = partial(peers.jax, jax)
    x, g = jax.numpy.asarray(data.x), jax.numpy.asarray(data.g)
    if data.kernel == "value":
        value = jax.jit(forward)
        return _kept(lambda: value(x).block_until_ready())
    gradient = jax.jit(lambda g, x: jax.vjp(forward, x)[1](g)[0])
    return _kept(lambda: gradient(g, x).block_until_ready())


def _numpy(peers: Peers, data: Data) -> Prepared | None:
    return _into(peers.numpy, np, data)


def _scipy(peers: Peers, data: Data) -> Prepared | None:
    return _into(peers.scipy, import_module("scipy.special"), data)


def _into(function: Any, library: Any, data: Data) -> Prepared | None:
    if function is None or data.kernel != "value":
        return None
    prepared = _kept(partial(function, library, data.x, data.out))
    prepared.call()
    return Prepared(prepared.call, prepared.result, prepared.result() is not data.out)


def _numexpr(peers: Peers, data: Data) -> Prepared | None:
    if peers.numexpr is None or data.kernel != "value":
        return None
    numexpr = import_module("numexpr")
    numexpr.set_num_threads(data.threads)
    call = partial(
        numexpr.evaluate, peers.numexpr, {"x": data.x}, {}, out=data.out, casting="same_kind"
    )
    return Prepared(call, lambda: data.out, allocates=False)


def _onnx(peers: Peers, data: Data) -> Prepared | None:
    if peers.onnx is None or data.kernel != "value":
        return None
    session = _session(*peers.onnx, data)
    binding = session.io_binding()
    kind, x, out = data.x.dtype.type, data.x, data.out
    binding.bind_input("x", "cpu", 0, kind, x.shape, x.ctypes.data)
    binding.bind_output("y", "cpu", 0, kind, out.shape, out.ctypes.data)
    return Prepared(partial(session.run_with_iobinding, binding), lambda: out, allocates=False)


def _session(operator: str, attributes: Mapping[str, Any], data: Data) -> Any:
    """A model of one operator; bounds are operands there, not attributes."""
    onnx, runtime = import_module("onnx"), import_module("onnxruntime")
    helper = onnx.helper
    domain, _, name = operator.rpartition(".")
    kind = helper.np_dtype_to_tensor_dtype(data.x.dtype)
    given = dict(attributes)
    bounds = given.pop("bounds", ())
    constants = [
        helper.make_tensor(f"c{k}", kind, (), [float(value)]) for k, value in enumerate(bounds)
    ]
    node = helper.make_node(
        name, ["x", *(c.name for c in constants)], ["y"], domain=domain, **given
    )
    x, y = (helper.make_tensor_value_info(v, kind, data.x.shape) for v in "xy")
    graph = helper.make_graph([node], "one", [x], [y], constants)
    versions = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=versions, ir_version=10)
    options = runtime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = data.threads, 4
    return runtime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


_PREPARE: dict[str, Callable[[Peers, Data], Prepared | None]] = {
    "numpy": _numpy,
    "scipy": _scipy,
    "numexpr": _numexpr,
    "torch": _eager,
    "torch.compile": _compiled,
    "jax.jit": _jitted,
    "onnxruntime": _onnx,
}
