"""Rectifiers: the identity for positive inputs, something smaller for negative ones."""

from sympy import Integer, Piecewise, Rational, erfc, exp, pi, sqrt

from symact.activation import Real, activation

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


@activation(
    cites="Klambauer et al. 2017, arXiv:1706.02515",
    constants={"alpha": SELU_ALPHA, "lambda": SELU_SCALE},
)
def selu(x: Real):
    """An exponential linear unit scaled so that mean 0 and variance 1 are a fixed point."""
    return SELU_SCALE * Piecewise((x, x > 0), (SELU_ALPHA * (exp(x) - 1), True))
