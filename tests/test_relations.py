"""Kernels agree with one another, and with NumPy, where mathematics says that they do.

Neither the catalogue nor anything derived from it takes part: a formula that was written down
wrongly has wrong kernels that all of its own tests agree with.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import symact_kernels as k
from symact_kernels import functions

X = np.concatenate([np.linspace(-30, 30, 1201), np.geomspace(1e-12, 700, 300), [-0.0]])
X = np.concatenate([X, -X])
MIDDLE = X[np.abs(X) < 4]
"""Where an argument that was rounded changes the result by a few ULP only."""

TOLERANCE = 16 * np.finfo(float).eps
"""Both sides are a few roundings from the truth, and no term of a product cancels."""

SELU, TURN = (1.0507009873554805, 1.6732632423543772), 2 * np.pi


def beside(x: np.ndarray, other: float) -> np.ndarray:
    """Rows of two."""
    return np.stack([x, np.full_like(x, other)], axis=-1)


Two = tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]

EVERYWHERE: dict[str, Two] = {
    "log_sigmoid": (k.log_sigmoid, lambda x: -k.softplus(-x)),
    "silu": (k.silu, lambda x: x * k.sigmoid(x)),
    "swish": (lambda x: k.swish(x, 2), lambda x: k.silu(2 * x) / 2),
    "softplus": (lambda x: k.softplus(x, 4), lambda x: k.softplus(4 * x) / 4),
    "lisht": (k.lisht, lambda x: x * k.tanh(x)),
    "mish": (k.mish, lambda x: x * k.tanh(k.softplus(x))),
    "sigmoid_gate": (lambda x: k.sigmoid_gate(x, value=3), lambda x: 3 * k.sigmoid(x)),
    "identity": (k.identity, np.positive),
    "perceptron": (k.perceptron, lambda x: np.heaviside(x, 1)),
    "relu": (k.relu, lambda x: np.maximum(x, 0)),
    "relu6": (k.relu6, lambda x: np.clip(x, 0, 6)),
    "hard_tanh": (lambda x: k.hard_tanh(x, -2, 3), lambda x: np.clip(x, -2, 3)),
    "hard_silu": (k.hard_silu, lambda x: x * k.hard_sigmoid(x)),
    "hard_sigmoid": (k.hard_sigmoid, lambda x: np.clip(x + 3, 0, 6) / 6),
    "leaky_relu": (k.leaky_relu, lambda x: np.where(x > 0, x, x / 10)),
    "prelu": (k.prelu, lambda x: np.where(x > 0, x, x / 4)),
    "softshrink": (k.softshrink, lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0)),
    "elu": (lambda x: k.elu(x, 2), lambda x: np.where(x > 0, x, 2 * np.expm1(np.minimum(x, 0)))),
    "celu": (lambda x: k.celu(x, 2), lambda x: 2 * k.elu(x / 2)),
    "selu": (k.selu, lambda x: SELU[0] * k.elu(x, SELU[1])),
    "tanh": (k.tanh, np.tanh),
    "arctan": (k.arctan, np.arctan),
    "softsign": (k.softsign, lambda x: x / (1 + np.abs(x))),
    "squareplus": (lambda x: k.squareplus(x) * k.squareplus(-x), np.ones_like),
    "sigmoid'": (k.sigmoid_derivative, lambda x: k.sigmoid(x) * k.sigmoid(-x)),
    "softplus'": (k.softplus_derivative, k.sigmoid),
    "log_sigmoid'": (k.log_sigmoid_derivative, lambda x: k.sigmoid(-x)),
    "logcosh'": (k.logcosh_derivative, k.tanh),
    "tanhshrink'": (k.tanhshrink_derivative, lambda x: k.tanh(x) ** 2),
    "tanh'": (k.tanh_derivative, lambda x: 4 * k.sigmoid(2 * x) * k.sigmoid(-2 * x)),
    "arctan'": (k.arctan_derivative, lambda x: 1 / (1 + x**2)),
    "gaussian'": (k.gaussian_derivative, lambda x: -2 * x * k.gaussian(x)),
    "selu'": (k.selu_derivative, lambda x: SELU[0] * k.elu_derivative(x, SELU[1])),
    "softmax of two": (lambda x: k.softmax(beside(x, 0))[:, 0], k.sigmoid),
    "softmin of two": (lambda x: k.softmin(beside(x, 0))[:, 1], k.sigmoid),
    "logsumexp of two": (lambda x: k.logsumexp(beside(x, 0)), k.softplus),
    "log_softmax of two": (lambda x: k.log_softmax(beside(x, 0))[:, 0], k.log_sigmoid),
    "maxout of two": (lambda x: k.maxout(beside(x, 0)), k.relu),
    "glu": (lambda x: -k.glu(beside(-x, 3))[:, 0], lambda x: x * k.sigmoid(3)),
}  # fmt: skip

NEAR: dict[str, Two] = {
    "gelu'": (k.gelu_derivative, lambda x: k.gelu(x) / x + x * k.gaussian(x / 2**0.5) / TURN**0.5),
    "gelu": (k.gelu, lambda x: x * np.array([math.erfc(-v / math.sqrt(2)) for v in x]) / 2),
    "quick_gelu": (k.quick_gelu, lambda x: k.silu(1.702 * x) / 1.702),
    "gelu_tanh": (
        k.gelu_tanh, lambda x: x * k.sigmoid(2 * np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))
    ),
    "gaussian": (k.gaussian, lambda x: np.exp(-x * x)),
    "logcosh": (k.logcosh, lambda x: k.softplus(2 * x) - x - np.log(2)),
    "tanhshrink": (k.tanhshrink, lambda x: x - k.tanh(x)),
}  # fmt: skip


@pytest.mark.parametrize("name", EVERYWHERE)
def test_two_ways_to_a_value_agree_everywhere(name: str) -> None:
    left, right = EVERYWHERE[name]
    np.testing.assert_allclose(left(X), right(X), rtol=TOLERANCE, atol=1e-300)


@pytest.mark.parametrize("name", NEAR)
def test_two_ways_to_a_value_agree_in_the_middle(name: str) -> None:
    """Terms cancel, so errors count against the size of what is subtracted, about 1."""
    left, right = NEAR[name]
    x = MIDDLE[MIDDLE != 0]
    np.testing.assert_allclose(left(x), right(x), rtol=4 * TOLERANCE, atol=4 * TOLERANCE)


def test_every_activation_has_a_relation() -> None:
    """A new one wants a row above."""
    known = {name.split("'")[0].split(" ")[0] for name in (*EVERYWHERE, *NEAR)}
    assert known >= set(functions.ACTIVATIONS)
