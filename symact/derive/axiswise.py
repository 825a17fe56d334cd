"""Derivatives of functions along an axis, for vectors of every length at once.

The Jacobian J[i, k] = d f_i / d x_k is found by the chain rule over components, sums and maxima;
Kronecker deltas are contracted (`symact.derive.contraction`), so that d Sum(g(x_j), j)/dx_k is
g'(x_k). A maximum has the derivative of its first largest component, as `argmax` counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy
from sympy import (
    Add,
    Dummy,
    Expr,
    Idx,
    Indexed,
    IndexedBase,
    Interval,
    KroneckerDelta,
    S,
    Sum,
    Symbol,
)

from symact.activation import (
    LENGTH,
    Activation,
    FirstMaximum,
    Index,
    Maximum,
    free_indices,
    outermost,
    private,
)
from symact.derive.contraction import contract, put, tidy, to_symbols
from symact.errors import UnsupportedError
from symact.normalise import is_zero as is_zero_number
from symact.sheet import Fact

COTANGENT = IndexedBase("g", real=True)
"""What a vjp multiplies the Jacobian by: `g[i]`, one for each output component."""

SCALAR_COTANGENT = private("g", real=True)
"""The same for a function that reduces the axis to one number."""

OUTPUT = IndexedBase("y", real=True)
"""The output of the function, in forms that use it instead of the argument."""


def column(activation: Activation) -> Idx:
    """The index of the component that the Jacobian differentiates by: k, or l where k is taken."""
    taken = activation.index is not None and str(activation.index.label) == "k"
    return Index("l" if taken else "k")


def jacobian(activation: Activation) -> Expr:
    """J[i, k] = d f_i / d x_k for every length of the axis; without i where f is one number.

    Raises UnsupportedError for what has no such derivative.
    """
    return tidy(contract(differentiate(activation.expr, activation.x, column(activation))))


def vjp(activation: Activation) -> Expr:
    """Sum over i of g_i J[i, k]: the cotangent pulled back to component k."""
    entry = contract(differentiate(activation.expr, activation.x, column(activation)))
    return tidy(_pulled_back(activation, entry))


def _pulled_back(activation: Activation, entry: Expr) -> Expr:
    i = activation.index
    if i is None:
        return contract(SCALAR_COTANGENT * entry)
    return contract(over_axis(COTANGENT[i] * entry, i))


def over_axis(body: Expr, index: Idx) -> Expr:
    """The sum over the whole axis."""
    return Sum(body, (index, 0, LENGTH - 1))


def differentiate(expr: Expr, x: IndexedBase, k: Idx) -> Expr:
    """d expr / d x[k], with Kronecker deltas and sums not yet contracted."""
    if isinstance(expr, Indexed):
        return KroneckerDelta(expr.indices[0], k) if expr.base == x else S.Zero
    if isinstance(expr, Sum):
        body, index = outermost(expr)
        return over_axis(differentiate(body, x, k), index)
    if isinstance(expr, Maximum):
        body, index = expr.args
        slope = differentiate(body, x, k)
        return over_axis(FirstMaximum(body, index, index) * slope, index)
    if isinstance(expr, FirstMaximum | KroneckerDelta) or not expr.args:
        return S.Zero
    parts = {a: Dummy(real=True) for a in sorted(_innermost(expr), key=sympy.default_sort_key)}
    outer = expr.xreplace(parts)
    back = {d: a for a, d in parts.items()}
    slopes = [outer.diff(d).xreplace(back) * differentiate(a, x, k) for a, d in parts.items()]
    return Add(*slopes)


def _innermost(expr: Expr) -> set[Expr]:
    """The components, sums and maxima that an expression is made of."""
    if isinstance(expr, Indexed | Sum | Maximum | FirstMaximum | KroneckerDelta):
        return {expr}
    return set().union(*(_innermost(a) for a in expr.args)) if expr.args else set()


def is_zero(expr: Expr) -> bool:
    """Whether an expression over components is proved zero, for every length and all indices.

    True is a proof; False means 'not shown'. Each way in which free indices may coincide is a case
    of its own; in a case components at different positions, sums and maxima are independent.
    """
    try:
        return all(is_zero_number(to_symbols(case).expr) for case in cases(contract(expr)))
    except (UnsupportedError, ZeroDivisionError):
        return False


def cases(expr: Expr) -> Iterator[Expr]:
    """The expression for every way in which its free indices coincide or differ, deltas decided."""
    for groups in _partitions(sorted(free_indices(expr), key=str)):
        case = expr
        for first, *others in groups:
            for other in others:
                case = put(case, other, first)
        yield contract(apart(case))


def apart(expr: Expr) -> Expr:
    """The expression where different free indices are different positions."""
    free = free_indices(expr)
    zero = {d: S.Zero for d in expr.atoms(KroneckerDelta) if set(d.args) <= free}
    return expr.xreplace(zero)


def _partitions(items: Sequence[Idx]) -> Iterator[list[list[Idx]]]:
    if not items:
        yield []
        return
    first, *rest = items
    for groups in _partitions(rest):
        yield [[first], *groups]
        for n in range(len(groups)):
            yield [*groups[:n], [first, *groups[n]], *groups[n + 1 :]]


def vjp_from_output(activation: Activation) -> Expr | None:
    """The vjp in terms of g and y = f(x) alone, proved; None where no such form is found."""
    entry = contract(differentiate(activation.expr, activation.x, column(activation)))
    return in_output(activation, _pulled_back(activation, entry))


def jacobian_from_output(activation: Activation) -> Expr | None:
    """J[i, k] in terms of y = f(x) alone, proved; None where no such form is found."""
    entry = contract(differentiate(activation.expr, activation.x, column(activation)))
    return in_output(activation, entry)


def in_output(activation: Activation, expr: Expr) -> Expr | None:
    """The expression with the argument eliminated by y = f(x), proved; None where that fails.

    The sums of f are taken as numbers t, y_i = F(x_i, t) is solved for x_i, and the solution put
    for every component, which has to make t drop out.
    """
    x, index = activation.x, activation.index
    if index is None:
        return None
    found = _solved(activation)
    if found is None:
        return None
    numbers, point, value, solution = found

    def component(a: Idx) -> Expr:
        return solution.xreplace({value: OUTPUT[a], point: OUTPUT[a]})

    form = contract(expr).xreplace(numbers)
    form = form.xreplace({c: component(c.indices[0]) for c in _components(form, x)})
    form = tidy(contract(sympy.powsimp(sympy.expand_power_exp(form))))
    if form.has(x) or form.free_symbols & set(numbers.values()):
        return None
    put_back = {c: put(activation.expr, index, c.indices[0]) for c in _components(form, OUTPUT)}
    return form if is_zero(expr - form.xreplace(put_back)) else None


def _components(expr: Expr, base: IndexedBase) -> set[Indexed]:
    return {c for c in expr.atoms(Indexed) if c.base == base}


def _solved(activation: Activation) -> tuple[dict[Expr, Expr], Symbol, Symbol, Expr] | None:
    """The sums of f as numbers, and x_i as a function of y_i and them."""
    x, index = activation.x, activation.index
    sums = sorted(contract(activation.expr).atoms(Sum), key=sympy.default_sort_key)
    numbers = {s: Dummy("t", positive=s.function.is_positive, real=True) for s in sums}
    plain = contract(activation.expr).xreplace(numbers)
    point, value = Dummy("p", real=True), Dummy("y", real=True, positive=plain.is_positive)
    plain = plain.xreplace({x[index]: point})
    if plain.has(IndexedBase) or plain.has(Maximum):
        return None
    try:
        solutions = sympy.solve(plain - value, point)
    except NotImplementedError:
        return None
    return (numbers, point, value, solutions[0]) if len(solutions) == 1 else None


SHIFT = private("c", real=True)
"""A number added to every component."""


def shifted(activation: Activation) -> Expr:
    """f(x + c): the formula with c added to every component."""
    moved = {c: c + SHIFT for c in activation.expr.atoms(Indexed) if c.base == activation.x}
    return activation.expr.xreplace(moved)


def total(activation: Activation) -> Expr | None:
    """The sum of the components where it does not depend on x; None where that is not shown."""
    if activation.index is None:
        return None
    value = sympy.cancel(contract(over_axis(activation.expr, activation.index)))
    return None if value.has(IndexedBase) else value


def facts(activation: Activation) -> tuple[Fact, ...]:
    """What is proved of the function for vectors of every length."""
    return tuple(_facts(activation))


def _facts(activation: Activation) -> Iterator[Fact]:
    whole = total(activation)
    yield from _range(activation, whole)
    if whole is not None:
        yield Fact("sum of the components", whole, "proved", "by contraction, for every length")
    moved = contract(shifted(activation))
    if is_zero(moved - activation.expr):
        yield Fact("shift", "f(x + c) = f(x) for every number c", "proved", "by normal form")
    elif is_zero(moved - activation.expr - SHIFT):
        yield Fact("shift", "f(x + c) = f(x) + c for every number c", "proved", "by normal form")
    yield from _derivative_facts(activation)


def _range(activation: Activation, whole: Expr | None) -> Iterator[Fact]:
    """From the sum of positive components; all numbers where f moves along with its argument."""
    if whole is not None and activation.expr.is_positive:
        note = f"components are positive and sum to {whole}; a lone component is {whole}"
        yield Fact("a component lies in", Interval.open(0, whole), "proved", note)
    if is_zero(contract(shifted(activation)) - activation.expr - SHIFT):
        label = "range" if activation.index is None else "range of a component"
        yield Fact(label, S.Reals, "proved", "f(x + c) = f(x) + c takes every value")


def _derivative_facts(activation: Activation) -> Iterator[Fact]:
    entry, k = jacobian(activation), column(activation)
    if activation.index is not None:
        turned = put(entry, activation.index, Index("r"))
        turned = put(put(turned, k, activation.index), Index("r"), k)
        if is_zero(entry - turned):
            yield Fact("Jacobian", "symmetric", "proved", "by normal form, for every length")
    if entry.has(FirstMaximum):
        yield Fact(
            "derivative at a tie", "of the largest components the first counts", "convention",
            "as argmax counts",
        )  # fmt: skip
