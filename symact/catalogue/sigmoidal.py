"""Bounded functions: S-shaped ones, and a bell."""

from sympy import Abs, atan, exp
from sympy import tanh as hyperbolic_tangent

from symact.activation import Real, activation


@activation(cites="Cox 1958, JRSS B 20(2)")
def sigmoid(x: Real):
    """The logistic function, from 0 to 1."""
    return 1 / (1 + exp(-x))


@activation(cites="LeCun et al. 1998, Efficient BackProp")
def tanh(x: Real):
    """The hyperbolic tangent, from -1 to 1."""
    return hyperbolic_tangent(x)


@activation()
def arctan(x: Real):
    """The inverse tangent, from -pi/2 to pi/2."""
    return atan(x)


@activation(cites="Turian et al. 2009, NAACL")
def softsign(x: Real):
    """The input over one plus its size, from -1 to 1."""
    return x / (1 + Abs(x))


@activation()
def gaussian(x: Real):
    """A bell: the exponential of minus the square."""
    return exp(-(x**2))
