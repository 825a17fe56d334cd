"""The functions of the suite of identities: those that the catalogue does not have, declared here;
for each, the kind of generator it stands for, and a second definition in mpmath.
"""

from __future__ import annotations

from collections.abc import Callable

from mpmath import mp, mpf
from sympy import Integer, Max, Piecewise, Rational, erf, exp, log, sin, sqrt, tanh

from symact.activation import Activation, Positive, Real, activation, collect
from symact.catalogue import CATALOGUE

ONE, HALF = Integer(1), Rational(1, 2)


def logistic(u):
    return 1 / (1 + exp(-u))


def normal(u):
    return (1 + erf(u / sqrt(2))) / 2


@activation()
def phish(x: Real):
    """x tanh of GELU."""
    return x * tanh(x * normal(x))


@activation()
def bent_identity(x: Real):
    """The identity, bent by a root."""
    return (sqrt(x**2 + 1) - 1) / 2 + x


@activation()
def isru(x: Real, alpha: Positive = ONE):
    """The inverse square root unit."""
    return x / sqrt(1 + alpha * x**2)


@activation()
def isrlu(x: Real):
    """Identity above 0, inverse square root unit below."""
    return Piecewise((x, x >= 0), (x / sqrt(1 + x**2), True))


@activation()
def snake(x: Real, a: Positive = ONE):
    """x with a squared sine."""
    return x + sin(a * x) ** 2 / a


@activation()
def serf(x: Real):
    """x times erf of softplus."""
    return x * erf(log(1 + exp(x)))


@activation()
def smish(x: Real):
    """x tanh log(1 + sigmoid x)."""
    return x * tanh(log(1 + logistic(x)))


@activation()
def tanhexp(x: Real):
    """x tanh exp x."""
    return x * tanh(exp(x))


@activation()
def logish(x: Real):
    """x log(1 + sigmoid x)."""
    return x * log(1 + logistic(x))


@activation()
def sparse_plus(x: Real):
    """A quadratic piece between 0 and x."""
    return Piecewise((0, x <= -1), (x, x >= 1), ((x + 1) ** 2 / 4, True))


@activation()
def hardshrink(x: Real, lambd: Positive = HALF):
    """0 near 0, else the identity."""
    return Piecewise((x, x > lambd), (x, x < -lambd), (0, True))


@activation()
def squared_relu(x: Real):
    """The square of ReLU."""
    return Max(x, 0) ** 2


@activation()
def aptx(x: Real, alpha: Real = ONE, beta: Real = ONE, gamma: Real = HALF):
    """(alpha + tanh(beta x)) gamma x."""
    return (alpha + tanh(beta * x)) * gamma * x


@activation()
def log_ndtr(x: Real):
    """The logarithm of the normal distribution function."""
    return log(normal(x))


@activation()
def arsinh(x: Real):
    """The inverse of sinh."""
    return log(x + sqrt(x**2 + 1))


SUBJECTS: dict[str, Activation] = {**CATALOGUE, **collect(globals())}
"""Every function of the suite: the catalogue's, and those declared here."""


def clip(x, lo, hi):
    return max(lo, min(x, hi))


def sp(x):
    return mp.log1p(mp.exp(x))


def expit(x):
    return 1 / (1 + mp.exp(-x))


def gaussian_tail(s):
    return mp.erfc(s / mp.sqrt(2)) / 2


def alpha_of_selu():
    return -mp.sqrt(2 / mp.pi) / (mp.erfc(1 / mp.sqrt(2)) * mp.exp(mpf(1) / 2) - 1)


def scale_of_selu():
    """lambda: the variance of alpha*elu(Z) is 1/lambda^2, its mean is 0 (Klambauer et al.)."""
    a = alpha_of_selu()
    below = mp.e**2 * gaussian_tail(2) - 2 * mp.exp(0.5) * gaussian_tail(1) + mpf(1) / 2
    return 1 / mp.sqrt(mpf(1) / 2 + a**2 * below)


Second = tuple[str, Callable[..., mpf], dict[str, str]]
SECOND: dict[str, Second] = {
    "sigmoid": ("one rate", expit, {}),
    "tanh": ("one rate", mp.tanh, {}),
    "arctan": ("atan", mp.atan, {}),
    "relu": ("pieces", lambda x: max(x, mpf(0)), {}),
    "perceptron": ("pieces", lambda x: mpf(int(x >= 0)), {}),
    "leaky_relu": ("pieces", lambda x, slope: x if x > 0 else slope * x, {"slope": "0.1"}),
    "selu": (
        "erfc",
        lambda x: scale_of_selu() * (x if x >= 0 else alpha_of_selu() * mp.expm1(x)),
        {},
    ),
    "gelu": ("erfc", lambda x: x * mp.ncdf(x), {}),
    "gelu_tanh": (
        "polynomial in the exponent",
        lambda x: x * expit(mp.sqrt(8 / mp.pi) * x * (1 + mpf("0.044715") * x * x)),
        {},
    ),
    "quick_gelu": ("several rates", lambda x: x * expit(mpf("1.702") * x), {}),
    "silu": ("one rate", lambda x: x * expit(x), {}),
    "swish": ("several rates", lambda x, beta: x * expit(beta * x), {"beta": "1"}),
    "mish": ("composition", lambda x: x * mp.tanh(sp(x)), {}),
    "softplus": ("several rates", lambda x, beta: sp(beta * x) / beta, {"beta": "1"}),
    "log_sigmoid": ("log1p", lambda x: -sp(-x), {}),
    "elu": ("pieces", lambda x, alpha: x if x > 0 else alpha * mp.expm1(x), {"alpha": "1"}),
    "celu": (
        "several rates",
        lambda x, alpha: max(x, mpf(0)) + min(mpf(0), alpha * mp.expm1(x / alpha)),
        {"alpha": "1"},
    ),
    "softsign": ("pieces", lambda x: x / (1 + abs(x)), {}),
    "tanhshrink": ("one rate", lambda x: x - mp.tanh(x), {}),
    "squareplus": ("roots", lambda x, b: (x + mp.sqrt(x * x + b)) / 2, {"b": "4"}),
    "logcosh": ("log1p", lambda x: mp.log(mp.cosh(x)), {}),
    "lisht": ("one rate", lambda x: x * mp.tanh(x), {}),
    "hard_tanh": (
        "breaks with parameters",
        lambda x, min, max: clip(x, min, max),
        {"min": "-1", "max": "1"},
    ),
    "hard_sigmoid": ("pieces", lambda x: clip(x / 6 + mpf("0.5"), mpf(0), mpf(1)), {}),
    "hard_silu": ("pieces", lambda x: x * clip(x + 3, mpf(0), mpf(6)) / 6, {}),
    "relu6": ("pieces", lambda x: clip(x, mpf(0), mpf(6)), {}),
    "softshrink": (
        "breaks with parameters",
        lambda x, lambd: mp.sign(x) * max(abs(x) - lambd, mpf(0)),
        {"lambd": "0.5"},
    ),
    "gaussian": ("exp(-c s^2)", lambda x: mp.exp(-x * x), {}),
    "phish": ("composition", lambda x: x * mp.tanh(x * mp.ncdf(x)), {}),
    "bent_identity": ("roots", lambda x: (mp.hypot(x, 1) - 1) / 2 + x, {}),
    "isru": ("roots", lambda x, alpha: x / mp.sqrt(1 + alpha * x * x), {"alpha": "1"}),
    "isrlu": ("roots", lambda x: x if x >= 0 else x / mp.hypot(x, 1), {}),
    "snake": ("sines", lambda x, a: x + (1 - mp.cos(2 * a * x)) / (2 * a), {"a": "1"}),
    "serf": ("composition", lambda x: x * mp.erf(sp(x)), {}),
    "smish": ("composition", lambda x: x * mp.tanh(mp.log1p(expit(x))), {}),
    "tanhexp": ("composition", lambda x: x * mp.tanh(mp.exp(x)), {}),
    "logish": ("log1p", lambda x: x * mp.log1p(expit(x)), {}),
    "sparse_plus": (
        "pieces",
        lambda x: x if x > 1 else (x + 1) ** 2 / 4 if x > -1 else mpf(0),
        {},
    ),
    "hardshrink": (
        "breaks with parameters",
        lambda x, lambd: x if abs(x) > lambd else mpf(0),
        {"lambd": "0.5"},
    ),
    "squared_relu": ("pieces", lambda x: x * x if x > 0 else mpf(0), {}),
    "aptx": (
        "several rates",
        lambda x, alpha, beta, gamma: (alpha + mp.tanh(beta * x)) * gamma * x,
        {"alpha": "1", "beta": "1", "gamma": "0.5"},
    ),
    "log_ndtr": ("erfc", lambda x: mp.log(mp.ncdf(x)), {}),
    "arsinh": ("roots", mp.asinh, {}),
    "identity": ("pieces", lambda x: x, {}),
}
"""Name -> (kind of generator, definition in mpmath, defaults of the parameters)."""
