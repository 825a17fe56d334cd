"""Smooth versions of ramps and of the absolute value."""

from sympy import Integer, cosh, exp, log, sqrt

from symact.activation import Positive, Real, activation


@activation(cites="Dugas et al. 2001, NIPS 13")
def softplus(x: Real, beta: Positive = Integer(1)):
    """A smooth maximum of 0 and the input, the sharper the larger beta is."""
    return log(1 + exp(beta * x)) / beta


@activation()
def log_sigmoid(x: Real):
    """The logarithm of the sigmoid."""
    return -log(1 + exp(-x))


@activation(cites="Barron 2021, arXiv:2112.11687")
def squareplus(x: Real, b: Positive = Integer(4)):
    """An algebraic softplus, made of a square root; the sharper the smaller b is."""
    return (x + sqrt(x**2 + b)) / 2


@activation()
def logcosh(x: Real):
    """The logarithm of the hyperbolic cosine."""
    return log(cosh(x))
