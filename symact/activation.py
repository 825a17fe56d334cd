"""An activation: one formula over the reals, with its parameters, written once.

The decorator reads name, parameters, exact defaults and assumptions from a function's signature,
its one-line meaning from the docstring, and takes the body as the formula::

    @activation(cites="Clevert et al. 2015, arXiv:1511.07289")
    def elu(x: Real, alpha: Positive = Integer(1)):
        \"\"\"Identity for x > 0, saturating exponential below.\"\"\"
        return Piecewise((x, x > 0), (alpha * (exp(x) - 1), True))
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import sympy
from sympy import Expr, Idx, IndexedBase, Symbol, sympify
from sympy.core.relational import Relational

from symact.errors import InputError, unknown


def private(name: str, **assumptions: Any) -> Symbol:
    """A symbol that is not equal to one of a declaration, whatever its name and assumptions."""
    return Symbol(name, private=True, **assumptions)


LENGTH = Symbol("n", integer=True, positive=True)
"""The length of the axis that a `Vector` lies along."""


class Domain(type):
    """The type of a signature annotation: calling it makes the symbol it stands for."""

    make: Callable[[str], Any]

    def __call__(cls, name: str) -> Any:
        return cls.make(name)


if TYPE_CHECKING:
    Real = Positive = Expr
    Vector = IndexedBase
    Index = Idx
else:

    class Real(metaclass=Domain):
        """A real number; `Real("x")` is the symbol."""

        make = staticmethod(partial(Symbol, real=True))

    class Positive(metaclass=Domain):
        """A real number above zero; `Positive("alpha")` is the symbol."""

        make = staticmethod(partial(Symbol, positive=True))

    class Vector(metaclass=Domain):
        """A vector of any length n >= 1; its components are `x[i]`."""

        make = staticmethod(partial(IndexedBase, real=True))

    class Index(metaclass=Domain):
        """A position 1..n along a vector; `Index("j")` makes one, also for `Sum(..., j)`."""

        make = staticmethod(partial(Idx, range=LENGTH))


class Maximum(sympy.Function):  # type: ignore[misc]
    """`Maximum(e, j)`: the largest value of e over every position j of the axis."""

    nargs = (2,)

    @classmethod
    def eval(cls, body: Expr, index: Symbol) -> None:
        """Stay unevaluated: the length of the axis is not known."""

    def _eval_is_extended_real(self) -> bool:
        return True


class FirstMaximum(sympy.Function):  # type: ignore[misc]
    """`FirstMaximum(e, j, k)`: 1 where k is the first position of the largest e over j, else 0.

    With it `Maximum` has a derivative everywhere: at a tie the first maximum counts, as in
    `argmax`.
    """

    nargs = (3,)

    @classmethod
    def eval(cls, body: Expr, index: Symbol, at: Symbol) -> None:
        """Stay unevaluated: the components are not known."""

    def _eval_is_extended_real(self) -> bool:
        return True


@dataclass(frozen=True)
class Parameter:
    """A named constant of an activation that a caller may change."""

    name: str
    symbol: Symbol
    default: Expr


@dataclass(frozen=True)
class Activation:
    """A formula over the reals, with everything that its declaration says.

    `x` is a real symbol for an elementwise activation and an `IndexedBase` for an axis-wise one;
    `index` is the position of the output component, and None where the axis is reduced away.
    `requires` holds relations between parameters; `at_kinks` maps a kink to the derivative that
    the definition chooses there and the reason. `constants` gives fixed numbers of the formula the
    names that readers know them by, such as ("alpha", SELU_ALPHA). `halves` names the function
    along an axis that takes x from the second half of it and its one parameter from the first.
    """

    name: str
    expr: Expr
    x: Symbol | IndexedBase
    index: Idx | None
    parameters: tuple[Parameter, ...]
    meaning: str
    cites: str
    requires: tuple[Relational, ...] = ()
    at_kinks: tuple[tuple[Expr, Expr, str], ...] = ()
    constants: tuple[tuple[str, Expr], ...] = ()
    halves: str = ""

    @property
    def axiswise(self) -> bool:
        """Whether the activation acts along an axis rather than element by element."""
        return isinstance(self.x, IndexedBase)

    @property
    def defaults(self) -> dict[Symbol, Expr]:
        """Each parameter's symbol with its exact default."""
        return {p.symbol: p.default for p in self.parameters}

    def at_defaults(self, expr: Expr | None = None) -> Expr:
        """The formula, or another expression, with every parameter at its default."""
        return (self.expr if expr is None else expr).xreplace(self.defaults)

    def with_defaults(self) -> Activation:
        """The activation with every parameter fixed at its default."""
        return replace(self, expr=self.at_defaults(), parameters=(), requires=())


def activation(
    cites: str = "",
    *,
    requires: Callable[..., Any] | None = None,
    at_kinks: Mapping[Any, tuple[Any, str]] | None = None,
    constants: Mapping[str, Any] | None = None,
    halves: str = "",
) -> Callable[[Callable[..., Any]], Activation]:
    """Declare an activation: the decorated function's body is its formula.

    `cites` names the source; `requires=lambda lo, hi: lo < hi` relates parameters by name;
    `at_kinks={0: (value, reason)}` overrides the derivative chosen at a kink; `constants` names
    numbers of the formula for readers; `halves` names the same function over the halves of an axis,
    the parameter's values in the first, those of x in the second.
    Raises InputError when the signature or the formula is not a declaration.
    """

    def declare(function: Callable[..., Any]) -> Activation:
        found = _declare(function, cites, requires, at_kinks or {}, constants or {})
        if halves and (found.axiswise or len(found.parameters) != 1):
            raise InputError(f"activation {found.name!r}: halves= takes x: Real and one parameter")
        return replace(found, halves=halves)

    return declare


def _declare(
    function: Callable[..., Any],
    cites: str,
    requires: Callable[..., Any] | None,
    at_kinks: Mapping[Any, tuple[Any, str]],
    constants: Mapping[str, Any],
) -> Activation:
    name = function.__name__
    signature = inspect.signature(function, eval_str=True)
    symbols = {key: _symbol(name, p) for key, p in signature.parameters.items()}
    if not symbols:
        raise InputError(
            f"activation {name!r} has no argument; the first one is x: Real or x: Vector"
        )
    body = function(**symbols)
    if body is None or isinstance(body, str):
        given = "nothing; return it" if body is None else f"the text {body!r}"
        raise InputError(f"activation {name!r}: the body must return a formula, not {given}")
    expr = sympify(body, strict=True)
    x, index, parameters = _roles(name, signature, symbols, expr)
    _check_formula(name, expr, symbols)
    _check_defaults(name, expr, parameters)
    relations = _relations(name, requires, parameters) if requires else ()
    return Activation(
        name=name,
        expr=expr,
        x=x,
        index=index,
        parameters=parameters,
        meaning=(inspect.getdoc(function) or "").strip(),
        cites=cites,
        requires=relations,
        at_kinks=tuple((exact(k), exact(v), why) for k, (v, why) in at_kinks.items()),
        constants=tuple((key, exact(value)) for key, value in constants.items()),
    )


TAKEN = {
    "f": "the function's value",
    "y": "the function's value in f' = h(y)",
    "s": "the distance |x| in stable forms",
    "q": "exp(-|x|) in stable forms",
    "e": "the number 2.718...",
    "pi": "the number 3.141...",
}
"""Words of results, and of formulas as text, that no argument can have for a name."""

TAKEN_BY_VECTORS = {"g": "the cotangent", "d": "differences of x", "h": "differences of g"}
"""The same for an argument along an axis."""

TAKEN_BY_KERNELS = {
    **{"x": "the argument of a kernel", "g": "its cotangent"},
    **dict.fromkeys(("out", "where", "casting", "order", "dtype", "subok"), "an option of kernels"),
    **dict.fromkeys(("signature", "axis", "mask", "pieces"), "an option of kernels"),
}
"""The same for a parameter."""


def _symbol(name: str, parameter: inspect.Parameter) -> Any:
    domain = parameter.annotation
    taken = {**TAKEN, **TAKEN_BY_VECTORS} if domain is Vector else TAKEN
    if parameter.name in taken:
        raise InputError(
            f"activation {name!r}: {parameter.name!r} stands for {taken[parameter.name]}; "
            "give the argument another name"
        )
    if not isinstance(domain, Domain):
        raise InputError(
            f"activation {name!r}: annotate {parameter.name!r} with Real, Positive, Vector or Index"
        )
    return domain(parameter.name)


def _roles(
    name: str, signature: inspect.Signature, symbols: dict[str, Any], expr: Any
) -> tuple[Any, Idx | None, tuple[Parameter, ...]]:
    first, *others = signature.parameters.values()
    if first.annotation not in (Real, Vector):
        raise InputError(f"activation {name!r}: {first.name!r} comes first, as Real or Vector")
    free = free_indices(expr)
    indices = [symbols[p.name] for p in others if p.annotation is Index]
    index = next((i for i in indices if i in free), None)
    rest = [p for p in others if p.annotation is not Index]
    for p in rest:
        if p.annotation not in (Real, Positive):
            raise InputError(f"activation {name!r}: parameter {p.name!r} must be Real or Positive")
        if p.name in TAKEN_BY_KERNELS:
            raise InputError(
                f"activation {name!r}: {p.name!r} stands for {TAKEN_BY_KERNELS[p.name]}; "
                "give the parameter another name"
            )
    parameters = tuple(Parameter(p.name, symbols[p.name], _default(name, p)) for p in rest)
    return symbols[first.name], index, parameters


def _default(name: str, p: inspect.Parameter) -> Expr:
    """The exact default of a parameter: a real number, above 0 for a Positive one."""
    if p.default is inspect.Parameter.empty:
        raise InputError(f"activation {name!r}: parameter {p.name!r} needs an exact default")
    if isinstance(p.default, float):
        raise InputError(
            f"activation {name!r}: default {p.default} of {p.name!r} is a float; "
            f"write it exactly, such as Rational('{p.default}')"
        )
    default = exact(p.default)
    kind, holds = ("positive", "is_positive") if p.annotation is Positive else ("real", "is_real")
    if not getattr(default, holds, False) or not default.is_number:
        raise InputError(
            f"activation {name!r}: default {default} of {p.name!r} is not a {kind} number"
        )
    return default


exact = partial(sympify, strict=True)
"""A number or formula as SymPy has it; text is refused, never evaluated."""


def free_indices(expr: Expr) -> set[Idx]:
    """The indices of a formula that no `Sum` or `Maximum` binds."""
    if isinstance(expr, sympy.Sum):
        return free_indices(expr.function) - {limit[0] for limit in expr.limits}
    if isinstance(expr, Maximum):
        return free_indices(expr.args[0]) - {expr.args[1]}
    if isinstance(expr, FirstMaximum):
        return free_indices(expr.args[0]) - {expr.args[1]} | free_indices(expr.args[2])
    if isinstance(expr, Idx):
        return {expr}
    return set().union(*map(free_indices, expr.args)) if expr.args else set()


def outermost(total: sympy.Sum) -> tuple[Expr, Idx]:
    """What a sum runs over, and its index: of nested sums, which SymPy writes as one, the outer.

    >>> i, j, x = Index("i"), Index("j"), Vector("x")
    >>> outermost(sympy.Sum(sympy.Sum(x[i] * x[j], j), i))
    (Sum(x[i]*x[j], (j, 0, n - 1)), i)
    """
    *inner, (index, *_) = total.limits
    return (sympy.Sum(total.function, *inner) if inner else total.function), index


def _check_formula(name: str, expr: Any, symbols: dict[str, Any]) -> None:
    if not isinstance(expr, Expr):
        raise InputError(f"activation {name!r}: the body must return a formula, not {expr!r}")
    if expr.atoms(sympy.Float):
        number = min(map(str, expr.atoms(sympy.Float)))
        raise InputError(
            f"activation {name!r}: {number} is a float; write it exactly, as a Rational"
        )
    if expr.has(sympy.I, sympy.zoo):
        raise InputError(f"activation {name!r}: {expr} is not a real formula")
    parts = dict.fromkeys(expr.atoms(sympy.Indexed), sympy.S.One)
    for v in sorted(expr.xreplace(parts).atoms(IndexedBase), key=str):
        raise InputError(f"activation {name!r}: {v} is a vector; name a component, as in {v}[i]")
    indices = {i.label for i in expr.atoms(Idx)}
    known = {getattr(s, "label", s) for s in symbols.values()} | indices | {LENGTH}
    for s in sorted(expr.atoms(Symbol) - known, key=str):
        raise InputError(f"activation {name!r}: {s} is neither an argument nor a parameter")
    for i in sorted(free_indices(expr) - set(symbols.values()), key=str):
        raise InputError(f"activation {name!r}: index {i} is neither an argument nor summed over")


def _check_defaults(name: str, expr: Expr, parameters: tuple[Parameter, ...]) -> None:
    """Refuse defaults at which the formula has a pole, or a root of what is negative, for any x."""
    at = {p.symbol: p.default for p in parameters if p.symbol in expr.free_symbols}
    if expr.xreplace(at).has(sympy.I, sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        values = ", ".join(f"{s} = {value}" for s, value in at.items())
        raise InputError(
            f"activation {name!r}: {expr} has no value at its default {values}; "
            "choose one at which it has"
        )


def _relations(
    name: str, requires: Callable[..., Any], parameters: tuple[Parameter, ...]
) -> tuple[Relational, ...]:
    by_name = {p.name: p.symbol for p in parameters}
    named = inspect.signature(requires).parameters
    for key in named:
        if key not in by_name:
            raise unknown(f"parameter in requires= of {name!r}", key, by_name)
    value = requires(**{key: by_name[key] for key in named})
    relations: Sequence[Any] = value if isinstance(value, tuple | list) else (value,)
    for r in relations:
        if r.subs({p.symbol: p.default for p in parameters}) == sympy.false:
            raise InputError(f"activation {name!r}: the defaults do not satisfy {r}")
    return tuple(relations)


def collect(namespace: Mapping[str, Any]) -> dict[str, Activation]:
    """The activations declared in a module, by name, in the order of declaration.

    >>> collect({"a": 1})
    {}
    """
    return {a.name: a for a in namespace.values() if isinstance(a, Activation)}


__all__ = [
    "LENGTH", "Activation", "FirstMaximum", "Index", "Maximum", "Parameter", "Positive", "Real",
    "Vector", "activation", "collect", "private",
]  # fmt: skip
