"""Straight lines cut off, and what is left when a line or an S-shape is taken away."""

from sympy import Integer, Piecewise, Rational
from sympy import tanh as hyperbolic_tangent

from symact.activation import Positive, Real, activation


@activation(cites="Collobert 2004, thesis", requires=lambda min, max: min < max)
def hard_tanh(x: Real, min: Real = Integer(-1), max: Real = Integer(1)):
    """The identity between two bounds, constant beyond them."""
    return Piecewise((min, x < min), (max, x > max), (x, True))


@activation(cites="Howard et al. 2019, arXiv:1905.02244")
def hard_sigmoid(x: Real):
    """A ramp from 0 at -3 to 1 at 3."""
    return Piecewise((Integer(0), x <= -3), (Integer(1), x >= 3), (x / 6 + Rational(1, 2), True))


@activation(cites="Krizhevsky 2010, convolutional deep belief networks on CIFAR-10")
def relu6(x: Real):
    """The positive part of the input, at most 6."""
    return Piecewise((Integer(0), x <= 0), (Integer(6), x >= 6), (x, True))


@activation(cites="Donoho 1995, IEEE Transactions on Information Theory 41(3)")
def softshrink(x: Real, lambd: Positive = Rational(1, 2)):
    """The input moved towards 0 by lambd, 0 within it."""
    return Piecewise((x - lambd, x > lambd), (x + lambd, x < -lambd), (Integer(0), True))


@activation()
def tanhshrink(x: Real):
    """The input without its tanh."""
    return x - hyperbolic_tangent(x)
