"""Activation functions for NumPy arrays, as ufuncs, with their gradients.

    arctan      The inverse tangent, from -pi/2 to pi/2.
    identity    The input itself.
    leaky_relu  The identity for positive inputs, a small slope for negative ones.
    maxout      The largest component.
    perceptron  One from zero upwards, else zero.
    relu        The positive part of the input.
    selu        An exponential linear unit scaled so that mean 0 and variance 1 are a fixed
        point.
    sigmoid     The logistic function, from 0 to 1.
    softmax     A categorical distribution from scores.
    tanh        The hyperbolic tangent, from -1 to 1.

For each NAME: `NAME(x)`, `NAME_derivative(x)`, `NAME_vjp(g, x)`, and
`NAME_vjp_from_output(g, y)` where the output determines the derivative. A kernel is
compiled, or read from the cache, when it is first called.

Written by symact; do not edit.
"""

__all__ = [
    "arctan",
    "arctan_derivative",
    "arctan_vjp",
    "identity",
    "identity_derivative",
    "identity_vjp",
    "identity_vjp_from_output",
    "leaky_relu",
    "leaky_relu_derivative",
    "leaky_relu_vjp",
    "leaky_relu_vjp_from_output",
    "leaky_relu_vjp_slope",
    "maxout",
    "maxout_derivative",
    "maxout_vjp",
    "perceptron",
    "perceptron_derivative",
    "perceptron_vjp",
    "perceptron_vjp_from_output",
    "relu",
    "relu_derivative",
    "relu_vjp",
    "relu_vjp_from_output",
    "selu",
    "selu_derivative",
    "selu_vjp",
    "selu_vjp_from_output",
    "sigmoid",
    "sigmoid_derivative",
    "sigmoid_vjp",
    "sigmoid_vjp_from_output",
    "softmax",
    "softmax_derivative",
    "softmax_vjp",
    "softmax_vjp_from_output",
    "tanh",
    "tanh_derivative",
    "tanh_vjp",
    "tanh_vjp_from_output",
]


def __getattr__(name):
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ._functions import get

    globals()[name] = function = get(__name__, name)
    return function


def __dir__():
    return __all__
