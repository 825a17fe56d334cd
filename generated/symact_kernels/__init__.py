"""Activation functions for NumPy arrays, as ufuncs, with their gradients.

    arctan        The inverse tangent, from -pi/2 to pi/2.
    celu          An exponential linear unit with a continuous slope for every alpha.
    elu           The identity for positive inputs, saturating exponential below.
    gaussian      A bell: the exponential of minus the square.
    gelu          The input times the normal distribution function.
    gelu_tanh     The tanh form of GELU.
    hard_sigmoid  A ramp from 0 at -3 to 1 at 3.
    hard_silu     The input times a ramp from 0 at -3 to 1 at 3.
    hard_tanh     The identity between two bounds, constant beyond them.
    identity      The input itself.
    leaky_relu    The identity for positive inputs, a small slope for negative ones.
    lisht         The input times its tanh.
    log_sigmoid   The logarithm of the sigmoid.
    log_softmax   The logarithms of softmax.
    logcosh       The logarithm of the hyperbolic cosine.
    logsumexp     A smooth maximum of the components.
    maxout        The largest component.
    mish          The input times the tanh of its softplus.
    perceptron    One from zero upwards, else zero.
    prelu         The identity for positive inputs, a learned slope for negative ones.
    quick_gelu    The sigmoid form of GELU.
    relu          The positive part of the input.
    relu6         The positive part of the input, at most 6.
    selu          An exponential linear unit scaled so that mean 0 and variance 1 are a fixed
        point.
    sigmoid       The logistic function, from 0 to 1.
    sigmoid_gate  A value times the sigmoid of the input.
    silu          The input times its sigmoid.
    softmax       A categorical distribution from scores.
    softmin       A categorical distribution from costs: softmax of the negated input.
    softplus      A smooth maximum of 0 and the input, the sharper the larger beta is.
    softshrink    The input moved towards 0 by lambd, 0 within it.
    softsign      The input over one plus its size, from -1 to 1.
    squareplus    An algebraic softplus, made of a square root; the sharper the smaller b is.
    swish         The input times a sigmoid of rate beta.
    tanh          The hyperbolic tangent, from -1 to 1.
    tanhshrink    The input without its tanh.

For each NAME: `NAME(x)`, `NAME_derivative(x)`, `NAME_vjp(g, x)`, and
`NAME_vjp_from_output(g, y)` where the output determines the derivative;
`NAME_vjp_PARAMETER(g, x, ...)` is the gradient by a parameter. A kernel is compiled,
or read from the cache, when it is first called. Inside `with threads(n):` large
arrays are computed by n threads.

Written by symact; do not edit.
"""

__all__ = [
    "arctan",
    "arctan_derivative",
    "arctan_vjp",
    "arctan_vjp_from_output",
    "celu",
    "celu_derivative",
    "celu_vjp",
    "celu_vjp_alpha",
    "celu_vjp_from_output",
    "elu",
    "elu_derivative",
    "elu_vjp",
    "elu_vjp_alpha",
    "elu_vjp_from_output",
    "gaussian",
    "gaussian_derivative",
    "gaussian_vjp",
    "gelu",
    "gelu_derivative",
    "gelu_tanh",
    "gelu_tanh_derivative",
    "gelu_tanh_vjp",
    "gelu_vjp",
    "glu",
    "glu_vjp",
    "hard_sigmoid",
    "hard_sigmoid_derivative",
    "hard_sigmoid_vjp",
    "hard_sigmoid_vjp_from_output",
    "hard_silu",
    "hard_silu_derivative",
    "hard_silu_vjp",
    "hard_tanh",
    "hard_tanh_derivative",
    "hard_tanh_vjp",
    "hard_tanh_vjp_from_output",
    "hard_tanh_vjp_max",
    "hard_tanh_vjp_min",
    "identity",
    "identity_derivative",
    "identity_vjp",
    "identity_vjp_from_output",
    "leaky_relu",
    "leaky_relu_derivative",
    "leaky_relu_vjp",
    "leaky_relu_vjp_from_output",
    "leaky_relu_vjp_slope",
    "lisht",
    "lisht_derivative",
    "lisht_vjp",
    "log_sigmoid",
    "log_sigmoid_derivative",
    "log_sigmoid_vjp",
    "log_sigmoid_vjp_from_output",
    "log_softmax",
    "log_softmax_derivative",
    "log_softmax_vjp",
    "log_softmax_vjp_from_output",
    "logcosh",
    "logcosh_derivative",
    "logcosh_vjp",
    "logsumexp",
    "logsumexp_derivative",
    "logsumexp_vjp",
    "maxout",
    "maxout_derivative",
    "maxout_vjp",
    "mish",
    "mish_derivative",
    "mish_vjp",
    "perceptron",
    "perceptron_derivative",
    "perceptron_vjp",
    "perceptron_vjp_from_output",
    "prelu",
    "prelu_derivative",
    "prelu_vjp",
    "prelu_vjp_from_output",
    "prelu_vjp_slope",
    "quick_gelu",
    "quick_gelu_derivative",
    "quick_gelu_vjp",
    "relu",
    "relu6",
    "relu6_derivative",
    "relu6_vjp",
    "relu6_vjp_from_output",
    "relu_derivative",
    "relu_vjp",
    "relu_vjp_from_output",
    "selu",
    "selu_derivative",
    "selu_vjp",
    "selu_vjp_from_output",
    "sigmoid",
    "sigmoid_derivative",
    "sigmoid_gate",
    "sigmoid_gate_derivative",
    "sigmoid_gate_vjp",
    "sigmoid_gate_vjp_from_output",
    "sigmoid_gate_vjp_value",
    "sigmoid_vjp",
    "sigmoid_vjp_from_output",
    "silu",
    "silu_derivative",
    "silu_vjp",
    "softmax",
    "softmax_derivative",
    "softmax_vjp",
    "softmax_vjp_from_output",
    "softmin",
    "softmin_derivative",
    "softmin_vjp",
    "softmin_vjp_from_output",
    "softplus",
    "softplus_derivative",
    "softplus_vjp",
    "softplus_vjp_beta",
    "softplus_vjp_from_output",
    "softshrink",
    "softshrink_derivative",
    "softshrink_vjp",
    "softshrink_vjp_from_output",
    "softshrink_vjp_lambd",
    "softsign",
    "softsign_derivative",
    "softsign_vjp",
    "softsign_vjp_from_output",
    "squareplus",
    "squareplus_derivative",
    "squareplus_vjp",
    "squareplus_vjp_b",
    "squareplus_vjp_from_output",
    "swish",
    "swish_derivative",
    "swish_vjp",
    "swish_vjp_beta",
    "tanh",
    "tanh_derivative",
    "tanh_vjp",
    "tanh_vjp_from_output",
    "tanhshrink",
    "tanhshrink_derivative",
    "tanhshrink_vjp",
    "threads",
]


def __getattr__(name):
    if name not in __all__:
        import sys

        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=sys.modules[__name__])
    from ._functions import get

    globals()[name] = function = get(__name__, name)
    return function


def __dir__():
    return __all__
