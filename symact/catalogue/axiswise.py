"""Functions of a whole vector, along an axis."""

from sympy import Sum, exp, log

from symact.activation import Index, Maximum, Vector, activation

j = Index("j")


@activation(cites="Bridle 1990, NATO ASI F68")
def softmax(x: Vector, i: Index):
    """A categorical distribution from scores."""
    return exp(x[i]) / Sum(exp(x[j]), j)


@activation(cites="Goodfellow et al. 2013, ICML")
def maxout(x: Vector):
    """The largest component."""
    return Maximum(x[j], j)


@activation()
def log_softmax(x: Vector, i: Index):
    """The logarithms of softmax."""
    return x[i] - log(Sum(exp(x[j]), j))


@activation()
def logsumexp(x: Vector):
    """A smooth maximum of the components."""
    return log(Sum(exp(x[j]), j))


@activation()
def softmin(x: Vector, i: Index):
    """A categorical distribution from costs: softmax of the negated input."""
    return exp(-x[i]) / Sum(exp(-x[j]), j)
