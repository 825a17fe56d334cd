"""Which function of which library is which activation: one row an activation.

A function that is left out does not exist there. PyTorch's are operations of `torch.ops.aten`, with
the tensors G (the cotangent), X and Y (the output) in their places, or, where there is none, what
`torch.nn.functional` composes; their gradients are then autograd's, which work from x unless
`torch_keeps` says that they work from the output. JAX's gradients are those of
`jax.vjp`. NumPy's and SciPy's functions take the array for the result too. numexpr's are text. ONNX
Runtime's are operators with their attributes, of ONNX itself or of "com.microsoft".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

G, X, Y = "g", "x", "y"
"""The operands of an operation of PyTorch."""


@dataclass(frozen=True)
class Aten:
    """An operation of `torch.ops.aten` by its name, with all its arguments."""

    name: str
    arguments: tuple[Any, ...]
    options: dict[str, Any] = field(default_factory=dict)


Composed = Callable[[Any, Any], Any]
"""A function of a library and of x."""

Into = Callable[[Any, Any, Any], Any]
"""A function of a library, of x and of the array for the result."""


@dataclass(frozen=True)
class Peers:
    """The functions that are one activation at its default parameters."""

    torch: Aten | Composed | None = None
    torch_vjp: Aten | None = None
    torch_vjp_from_output: Aten | None = None
    torch_keeps: str = X
    jax: Composed | None = None
    numpy: Into | None = None
    scipy: Into | None = None
    numexpr: str | None = None
    onnx: tuple[str, dict[str, Any]] | None = None


def aten(name: str, *arguments: Any, **options: Any) -> Aten:
    """An operation with its arguments, X where there are none."""
    return Aten(name, arguments or (X,), options)


SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805
SELU = (SELU_ALPHA, SELU_SCALE, 1.0)

TABLE: dict[str, Peers] = {
    "perceptron": Peers(
        jax=lambda j, x: (x >= 0).astype(x.dtype),
        numpy=lambda np, x, out: np.heaviside(x, 1, out=out),
        numexpr="where(x >= 0, 1, 0)",
    ),
    "sigmoid": Peers(
        torch=aten("sigmoid"),
        torch_vjp_from_output=aten("sigmoid_backward", G, Y),
        jax=lambda j, x: j.nn.sigmoid(x),
        numpy=lambda np, x, out: np.reciprocal(1 + np.exp(-x), out=out),
        scipy=lambda special, x, out: special.expit(x, out=out),
        numexpr="1/(1 + exp(-x))",
        onnx=("Sigmoid", {}),
    ),
    "tanh": Peers(
        torch=aten("tanh"),
        torch_vjp_from_output=aten("tanh_backward", G, Y),
        jax=lambda j, x: j.numpy.tanh(x),
        numpy=lambda np, x, out: np.tanh(x, out=out),
        numexpr="tanh(x)",
        onnx=("Tanh", {}),
    ),
    "arctan": Peers(
        torch=lambda t, x: t.atan(x),
        jax=lambda j, x: j.numpy.arctan(x),
        numpy=lambda np, x, out: np.arctan(x, out=out),
        numexpr="arctan(x)",
        onnx=("Atan", {}),
    ),
    "softsign": Peers(
        torch=lambda t, x: t.nn.functional.softsign(x),
        jax=lambda j, x: j.nn.soft_sign(x),
        numpy=lambda np, x, out: np.divide(x, 1 + np.abs(x), out=out),
        numexpr="x/(1 + abs(x))",
        onnx=("Softsign", {}),
    ),
    "gaussian": Peers(
        torch=lambda t, x: t.exp(-x.square()),
        jax=lambda j, x: j.numpy.exp(-(x**2)),
        numpy=lambda np, x, out: np.exp(-np.square(x), out=out),
        numexpr="exp(-x*x)",
    ),
    "relu": Peers(
        torch=aten("clamp_min", X, 0),
        torch_vjp=aten("threshold_backward", G, X, 0),
        torch_vjp_from_output=aten("threshold_backward", G, Y, 0),
        jax=lambda j, x: j.nn.relu(x),
        numpy=lambda np, x, out: np.maximum(x, 0, out=out),
        numexpr="where(x > 0, x, 0)",
        onnx=("Relu", {}),
    ),
    "leaky_relu": Peers(
        torch=aten("leaky_relu", X, 0.1),
        torch_vjp=aten("leaky_relu_backward", G, X, 0.1, False),
        torch_vjp_from_output=aten("leaky_relu_backward", G, Y, 0.1, True),
        jax=lambda j, x: j.nn.leaky_relu(x, 0.1),
        numpy=lambda np, x, out: np.maximum(x, x.dtype.type(0.1) * x, out=out),
        numexpr="where(x > 0, x, x/10)",
        onnx=("LeakyRelu", {"alpha": 0.1}),
    ),
    "prelu": Peers(
        torch=aten("leaky_relu", X, 0.25),
        torch_vjp=aten("leaky_relu_backward", G, X, 0.25, False),
        torch_vjp_from_output=aten("leaky_relu_backward", G, Y, 0.25, True),
        jax=lambda j, x: j.nn.leaky_relu(x, 0.25),
        numexpr="where(x > 0, x, x/4)",
        onnx=("LeakyRelu", {"alpha": 0.25}),
    ),
    "elu": Peers(
        torch=aten("elu", X, 1.0, 1.0, 1.0),
        torch_vjp=aten("elu_backward", G, 1.0, 1.0, 1.0, False, X),
        torch_vjp_from_output=aten("elu_backward", G, 1.0, 1.0, 1.0, True, Y),
        jax=lambda j, x: j.nn.elu(x),
        numpy=lambda np, x, out: np.maximum(x, np.expm1(np.minimum(x, 0)), out=out),
        numexpr="where(x > 0, x, expm1(x))",
        onnx=("Elu", {"alpha": 1.0}),
    ),
    "celu": Peers(
        torch=aten("elu", X, 1.0, 1.0, 1.0),
        torch_vjp=aten("elu_backward", G, 1.0, 1.0, 1.0, False, X),
        torch_vjp_from_output=aten("elu_backward", G, 1.0, 1.0, 1.0, True, Y),
        jax=lambda j, x: j.nn.celu(x),
        numexpr="where(x > 0, x, expm1(x))",
        onnx=("Celu", {"alpha": 1.0}),
    ),
    "selu": Peers(
        torch=aten("elu", X, *SELU),
        torch_vjp=aten("elu_backward", G, *SELU, False, X),
        torch_vjp_from_output=aten("elu_backward", G, *SELU, True, Y),
        jax=lambda j, x: j.nn.selu(x),
        onnx=("Selu", {}),
    ),
    "gelu": Peers(
        torch=aten("gelu"),
        torch_vjp=aten("gelu_backward", G, X),
        jax=lambda j, x: j.nn.gelu(x, approximate=False),
        scipy=lambda special, x, out: special.ndtr(x, out=out).__imul__(x),
        onnx=("Gelu", {}),
    ),
    "gelu_tanh": Peers(
        torch=aten("gelu", X, approximate="tanh"),
        torch_vjp=aten("gelu_backward", G, X, approximate="tanh"),
        jax=lambda j, x: j.nn.gelu(x, approximate=True),
        onnx=("Gelu", {"approximate": "tanh"}),
    ),
    "sigmoid_gate": Peers(
        torch=aten("sigmoid"),
        torch_vjp_from_output=aten("sigmoid_backward", G, Y),
        jax=lambda j, x: j.nn.sigmoid(x),
        scipy=lambda special, x, out: special.expit(x, out=out),
        onnx=("Sigmoid", {}),
    ),
    "quick_gelu": Peers(
        torch=lambda t, x: x * t.sigmoid(1.702 * x),
        jax=lambda j, x: x * j.nn.sigmoid(1.702 * x),
        onnx=("com.microsoft.QuickGelu", {"alpha": 1.702}),
    ),
    "silu": Peers(
        torch=aten("silu"),
        torch_vjp=aten("silu_backward", G, X),
        jax=lambda j, x: j.nn.silu(x),
        numpy=lambda np, x, out: np.divide(x, 1 + np.exp(-x), out=out),
        scipy=lambda special, x, out: special.expit(x, out=out).__imul__(x),
        numexpr="x/(1 + exp(-x))",
        onnx=("com.microsoft.QuickGelu", {"alpha": 1.0}),
    ),
    "swish": Peers(
        torch=aten("silu"),
        torch_vjp=aten("silu_backward", G, X),
        jax=lambda j, x: j.nn.silu(x),
        numexpr="x/(1 + exp(-x))",
        onnx=("com.microsoft.QuickGelu", {"alpha": 1.0}),
    ),
    "mish": Peers(
        torch=aten("mish"),
        torch_vjp=aten("mish_backward", G, X),
        jax=lambda j, x: j.nn.mish(x),
        numexpr="x*tanh(log1p(exp(x)))",
        onnx=("Mish", {}),
    ),
    "hard_silu": Peers(
        torch=aten("hardswish"),
        torch_vjp=aten("hardswish_backward", G, X),
        jax=lambda j, x: j.nn.hard_silu(x),
        onnx=("HardSwish", {}),
    ),
    "lisht": Peers(
        torch=lambda t, x: x * t.tanh(x),
        jax=lambda j, x: x * j.numpy.tanh(x),
        numpy=lambda np, x, out: np.tanh(x, out=out).__imul__(x),
        numexpr="x*tanh(x)",
    ),
    "softplus": Peers(
        torch=aten("softplus", X, 1, 20),
        torch_vjp=aten("softplus_backward", G, X, 1, 20),
        jax=lambda j, x: j.nn.softplus(x),
        numpy=lambda np, x, out: np.logaddexp(x, 0, out=out),
        scipy=lambda special, x, out: special.softplus(x, out=out),
        numexpr="log1p(exp(x))",
        onnx=("Softplus", {}),
    ),
    "log_sigmoid": Peers(
        torch=lambda t, x: t.nn.functional.logsigmoid(x),
        jax=lambda j, x: j.nn.log_sigmoid(x),
        scipy=lambda special, x, out: special.log_expit(x, out=out),
        numexpr="-log1p(exp(-x))",
    ),
    "squareplus": Peers(
        torch=lambda t, x: (x + t.sqrt(x.square() + 4)) / 2,
        jax=lambda j, x: j.nn.squareplus(x),
        numexpr="(x + sqrt(x*x + 4))/2",
    ),
    "logcosh": Peers(
        jax=lambda j, x: j.numpy.logaddexp(x, -x) - 0.6931471805599453,
        numexpr="log(cosh(x))",
    ),
    "hard_tanh": Peers(
        torch=aten("hardtanh", X, -1.0, 1.0),
        torch_vjp=aten("hardtanh_backward", G, X, -1.0, 1.0),
        jax=lambda j, x: j.nn.hard_tanh(x),
        numpy=lambda np, x, out: np.clip(x, -1, 1, out=out),
        onnx=("Clip", {"bounds": (-1.0, 1.0)}),
    ),
    "hard_sigmoid": Peers(
        torch=aten("hardsigmoid"),
        torch_vjp=aten("hardsigmoid_backward", G, X),
        jax=lambda j, x: j.nn.hard_sigmoid(x),
        onnx=("HardSigmoid", {"alpha": 1 / 6, "beta": 0.5}),
    ),
    "relu6": Peers(
        torch=aten("hardtanh", X, 0.0, 6.0),
        torch_vjp=aten("hardtanh_backward", G, X, 0.0, 6.0),
        jax=lambda j, x: j.nn.relu6(x),
        numpy=lambda np, x, out: np.clip(x, 0, 6, out=out),
        onnx=("Clip", {"bounds": (0.0, 6.0)}),
    ),
    "softshrink": Peers(
        torch=aten("softshrink", X, 0.5),
        torch_vjp=aten("softshrink_backward", G, X, 0.5),
        onnx=("Shrink", {"bias": 0.5, "lambd": 0.5}),
    ),
    "tanhshrink": Peers(
        torch=lambda t, x: t.nn.functional.tanhshrink(x),
        jax=lambda j, x: x - j.numpy.tanh(x),
        numexpr="x - tanh(x)",
    ),
    "softmax": Peers(
        torch=aten("_softmax", X, -1, False),
        torch_vjp_from_output=aten("_softmax_backward_data", G, Y, -1, X),
        jax=lambda j, x: j.nn.softmax(x, axis=-1),
        scipy=lambda special, x, out: special.softmax(x, axis=-1),
        onnx=("Softmax", {"axis": -1}),
    ),
    "log_softmax": Peers(
        torch=aten("_log_softmax", X, -1, False),
        torch_vjp_from_output=aten("_log_softmax_backward_data", G, Y, -1, X),
        jax=lambda j, x: j.nn.log_softmax(x, axis=-1),
        scipy=lambda special, x, out: special.log_softmax(x, axis=-1),
        onnx=("LogSoftmax", {"axis": -1}),
    ),
    "softmin": Peers(
        torch=lambda t, x: t.nn.functional.softmin(x, -1),
        torch_keeps=Y,
        jax=lambda j, x: j.nn.softmax(-x, axis=-1),
    ),
    "logsumexp": Peers(
        torch=aten("logsumexp", X, [-1]),
        jax=lambda j, x: j.nn.logsumexp(x, axis=-1),
        scipy=lambda special, x, out: special.logsumexp(x, axis=-1),
    ),
    "maxout": Peers(
        torch=aten("amax", X, [-1]),
        jax=lambda j, x: j.numpy.max(x, axis=-1),
        numpy=lambda np, x, out: np.max(x, axis=-1, out=out),
    ),
}
