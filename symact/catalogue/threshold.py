"""Steps and straight lines: no exponential anywhere."""

from sympy import Integer, Piecewise

from symact.activation import Real, activation


@activation(cites="Rosenblatt 1958, Psychological Review 65(6)")
def perceptron(x: Real):
    """One from zero upwards, else zero."""
    return Piecewise((Integer(1), x >= 0), (Integer(0), True))


@activation()
def identity(x: Real):
    """The input itself."""
    return x
