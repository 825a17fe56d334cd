"""Rectifiers: the identity for positive inputs, something smaller for negative ones."""

from sympy import Integer, Piecewise, Rational, erfc, exp, pi, sqrt

from symact.activation import Positive, Real, activation

SELU_ALPHA = -sqrt(2 / pi) / (erfc(1 / sqrt(2)) * exp(Rational(1, 2)) - 1)
SELU_SCALE = (
    (1 - erfc(1 / sqrt(2)) * exp(Rational(1, 2)))
    * sqrt(2 * pi)
    / sqrt(
        2 * erfc(sqrt(2)) * exp(2)
        + pi * erfc(1 / sqrt(2)) ** 2 * exp(1)
        - 2 * (2 + pi) * erfc(1 / sqrt(2)) * exp(Rational(1, 2))
        + pi
        + 2
    )
)


@activation(cites="Nair and Hinton 2010, ICML")
def relu(x: Real):
    """The positive part of the input."""
    return Piecewise((x, x > 0), (Integer(0), True))


@activation(cites="Maas et al. 2013, ICML workshop")
def leaky_relu(x: Real, slope: Real = Rational(1, 10)):
    """The identity for positive inputs, a small slope for negative ones."""
    return Piecewise((x, x > 0), (slope * x, True))


@activation(cites="He et al. 2015, arXiv:1502.01852")
def prelu(x: Real, slope: Real = Rational(1, 4)):
    """The identity for positive inputs, a learned slope for negative ones."""
    return Piecewise((x, x > 0), (slope * x, True))


@activation(cites="Clevert et al. 2015, arXiv:1511.07289")
def elu(x: Real, alpha: Positive = Integer(1)):
    """The identity for positive inputs, saturating exponential below."""
    return Piecewise((x, x > 0), (alpha * (exp(x) - 1), True))


@activation(cites="Barron 2017, arXiv:1704.07483")
def celu(x: Real, alpha: Positive = Integer(1)):
    """An exponential linear unit with a continuous slope for every alpha."""
    return Piecewise((x, x > 0), (alpha * (exp(x / alpha) - 1), True))


@activation(
    cites="Klambauer et al. 2017, arXiv:1706.02515",
    constants={"alpha": SELU_ALPHA, "lambda": SELU_SCALE},
)
def selu(x: Real):
    """An exponential linear unit scaled so that mean 0 and variance 1 are a fixed point."""
    return SELU_SCALE * Piecewise((x, x > 0), (SELU_ALPHA * (exp(x) - 1), True))
