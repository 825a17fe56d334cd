"""Gates: the input times a smooth or hard step."""

from sympy import Integer, Piecewise, Rational, erf, exp, log, pi, sqrt, tanh

from symact.activation import Real, activation


@activation(cites="Hendrycks and Gimpel 2016, arXiv:1606.08415")
def gelu(x: Real):
    """The input times the normal distribution function."""
    return x * (1 + erf(x / sqrt(2))) / 2


@activation(cites="Hendrycks and Gimpel 2016, arXiv:1606.08415, section 2")
def gelu_tanh(x: Real):
    """The tanh form of GELU."""
    return x * (1 + tanh(sqrt(2 / pi) * (x + Rational(44715, 10**6) * x**3))) / 2


@activation(cites="Hendrycks and Gimpel 2016, arXiv:1606.08415, section 2")
def quick_gelu(x: Real):
    """The sigmoid form of GELU."""
    return x / (1 + exp(-Rational(1702, 1000) * x))


@activation(cites="Elfwing et al. 2018, Neural Networks 107, arXiv:1702.03118")
def silu(x: Real):
    """The input times its sigmoid."""
    return x / (1 + exp(-x))


@activation(cites="Ramachandran et al. 2017, arXiv:1710.05941")
def swish(x: Real, beta: Real = Integer(1)):
    """The input times a sigmoid of rate beta."""
    return x / (1 + exp(-beta * x))


@activation(cites="Misra 2019, arXiv:1908.08681")
def mish(x: Real):
    """The input times the tanh of its softplus."""
    return x * tanh(log(1 + exp(x)))


@activation(cites="Howard et al. 2019, arXiv:1905.02244")
def hard_silu(x: Real):
    """The input times a ramp from 0 at -3 to 1 at 3."""
    return Piecewise((Integer(0), x <= -3), (x, x >= 3), (x * (x + 3) / 6, True))


@activation(cites="Roy et al. 2019, arXiv:1901.05894")
def lisht(x: Real):
    """The input times its tanh."""
    return x * tanh(x)


@activation(cites="Dauphin et al. 2017, ICML, arXiv:1612.08083", halves="glu")
def sigmoid_gate(x: Real, value: Real = Integer(1)):
    """A value times the sigmoid of the input."""
    return value / (1 + exp(-x))
