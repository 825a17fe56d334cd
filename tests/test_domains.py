"""Functions with a domain of their own: what is said of them holds inside it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import (
    Abs,
    E,
    Expr,
    FiniteSet,
    Integral,
    Interval,
    Piecewise,
    Set,
    Symbol,
    Union,
    acosh,
    asin,
    atan,
    atanh,
    besselj,
    cot,
    exp,
    floor,
    gamma,
    log,
    nan,
    oo,
    pi,
    sqrt,
    tanh,
)

from symact.activation import Activation
from symact.analyse import elementwise_sheet, facts
from symact.analyse.chart import ball_at
from symact.analyse.domain import domain, is_total
from symact.derive import pieces, split
from symact.derive.output_form import OUTPUT
from symact.enclose import enclose
from symact.errors import UnsupportedError
from symact.expression import parse
from symact.sheet import Enclosed, Fact, Sheet

x = Symbol("x", real=True)
POINTS = [Fraction(k, 16) + Fraction(1, 1009) for k in range(-90, 91, 3)]

FORMULAS = [
    sqrt(x),
    x * log(x),
    log(1 + x),
    sqrt(1 - x**2),
    1 / x,
    log(x**2),
    log(x) / x,
    atan(sqrt(x)),
    sqrt(x) * exp(-x),
    x * log(Abs(x)),
    Abs(log(x)),
    acosh(x),
    atanh(x),
    x / (1 - x),
    sqrt(tanh(x)),
    x**x,
    exp(-1 / x) * x,
    1 / (exp(x) - 1),
    sqrt(x) + sqrt(2 - x),
    Piecewise((sqrt(x), x > 1), (x * log(x), True)),
    x + sqrt(x),
    sqrt(x - sqrt(2)),
    log(3 - x),
    log(1 + sqrt(x)),
    sqrt(1 - sqrt(x)),
    sqrt(log(x) - 1),
    log(2 - sqrt(x - 1)),
]


def named(formula: Expr) -> Activation:
    return Activation("partial", formula, x, None, (), "", "")


def properties(formula: Expr) -> dict[str, object]:
    return {f.label: f.value for f in facts(named(formula))}


def holds_at(f: Fact, formula: Expr, point: Fraction) -> bool:
    """Whether what a property says is not contradicted at a point and just beside it."""
    here, beside = (enclose(formula, {x: t}, 200) for t in (point, point + Fraction(1, 10**9)))
    if f.label == "range":
        parts = f.value.args if isinstance(f.value, Union) else (f.value,)
        return any(
            (p.start == -oo or not here < ball_at(p.start))
            and (p.end == oo or not here > ball_at(p.end))
            for p in parts
        )
    rising = {"increasing on": 1, "decreasing on": -1}.get(f.label)
    if rising is None or not all(inside(f.value, t) for t in (point, point + Fraction(1, 10**9))):
        return True
    return not (beside - here) * rising < 0


def inside(where: Interval, point: Fraction) -> bool:
    low = where.start == -oo or ball_at(where.start) < point.numerator / point.denominator
    return low and (where.end == oo or ball_at(where.end) > point.numerator / point.denominator)


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
def test_what_is_said_is_so_at_points_of_the_domain(formula: Expr) -> None:
    found = facts(named(formula))
    assert {"domain", "range"} <= {f.label for f in found}
    defined = [t for t in POINTS if enclose(formula, {x: t}, 200).is_finite()]
    assert len(defined) >= 5
    assert all(holds_at(f, formula, t) for f in found for t in defined)


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
def test_every_point_of_the_domain_is_on_a_stretch(formula: Expr) -> None:
    found = facts(named(formula))
    stretches = [f.value for f in found if f.label in ("increasing on", "decreasing on")]
    for t in POINTS:
        if enclose(formula, {x: t}, 200).is_finite():
            assert any(inside(where, t) for where in stretches)


@pytest.mark.parametrize(
    ("formula", "where"),
    [
        (log(1 + sqrt(x)), Interval(0, oo)),
        (acosh(1 + sqrt(x)), Interval(0, oo)),
        (acosh(2 - sqrt(1 - sqrt(x))), Interval(0, 1)),
        (log(2 - sqrt(x - 1)), Interval.Ropen(1, 5)),
        (log(log(x)), Interval.open(1, oo)),
        (sqrt(log(x) - 1), Interval(E, oo)),
        (sqrt(sqrt(x) - x), Interval(0, 1)),
        (1 / (sqrt(x) - 1), Union(Interval.Ropen(0, 1), Interval.open(1, oo))),
    ],
    ids=str,
)
def test_what_stands_outside_is_asked_for_where_the_inside_has_a_value(
    formula: Expr, where: Set
) -> None:
    assert domain(pieces(named(formula))) == where


def test_values_at_ends_belong_to_the_range_where_they_exist() -> None:
    assert properties(sqrt(x))["range"] == Interval(0, oo)
    assert properties(x * log(x))["range"] == Interval(-exp(-1), oo)
    assert properties(atan(sqrt(x)))["range"] == Interval.Ropen(0, pi / 2)
    assert properties(sqrt(1 - x**2))["range"] == Interval(0, 1)
    assert properties(1 / x)["range"] == Union(Interval.open(-oo, 0), Interval.open(0, oo))


def test_zeros_extremes_and_limits_inside_a_domain() -> None:
    found = properties(x * log(x))
    assert found["zeros of f"] == FiniteSet(1)
    assert found["where f is least"] == FiniteSet(exp(-1))
    assert found["decreasing on"] == Interval.Lopen(0, exp(-1))
    assert found["limit of f at 0+"] == 0
    assert found["limit of f' at 0+"] == -oo
    assert found["fixed points"] == FiniteSet(E)
    assert properties(sqrt(1 - x**2))["zeros of f"] == FiniteSet(-1, 1)
    assert properties(sqrt(x))["f(0)"] == 0
    assert properties(1 / x)["limit of f at 0-"] == -oo


def test_a_domain_that_is_not_symmetric_has_no_symmetry() -> None:
    assert "symmetry" not in properties(sqrt(x))
    assert "symmetry" not in properties(log(1 + x))
    assert properties(atanh(x))["symmetry"] == "odd"
    assert properties(1 / x)["symmetry"] == "odd"


def test_a_missing_point_is_no_jump() -> None:
    assert elementwise_sheet(named(x * log(Abs(x)))).smoothness == "C^oo, inside the domain"
    assert "Lipschitz constant sup|f'|" not in properties(atan(1 / x))
    assert properties(1 / x)["Lipschitz constant sup|f'|"] == oo


def test_of_a_domain_without_closed_form_only_the_domain_is_given() -> None:
    found = facts(named(sqrt(x + exp(x))))
    assert [f.label for f in found] == ["domain"]
    assert isinstance(found[0].value.start, Enclosed)


@pytest.mark.parametrize("formula", [gamma(x), asin(x), 1 + besselj(0, x), cot(x), x + cot(x)])
def test_nothing_is_said_of_a_function_that_is_not_known(formula: Expr) -> None:
    """The domain of Gamma, of an arcsine and of a cotangent was said to be the whole line."""
    assert facts(named(formula)) == ()
    assert not is_total(pieces(named(formula)))
    assert elementwise_sheet(named(formula)).smoothness == ""


@pytest.mark.parametrize("formula", [x * floor(x), Integral(exp(-(x**2)), x)])
def test_what_is_no_formula_is_refused_by_name(formula: Expr) -> None:
    with pytest.raises(UnsupportedError, match=r"partial: there is no formula for \w+\("):
        elementwise_sheet(named(formula))


@pytest.mark.parametrize(
    ("text", "breaks", "values"),
    [
        ("max(sqrt(max(x/2, -1)), x/10)", (0, 50), (0, 5)),
        ("where(sqrt(max(x, -1)) > 0, 1, 2)", (0,), (2,)),
        ("where(max(sqrt(min(x, 7)), x/3) > 0, 1, 2)*max(x, 1)", (0, 1), (2, 1)),
    ],
)
def test_cases_that_compare_what_is_not_real_leave_no_value(
    text: str, breaks: tuple[int, ...], values: tuple[int, ...]
) -> None:
    """SymPy raises where `max(I, x)` or `I > 0` is put in: a traceback was shown."""
    function = split(parse(text, x=x), x)
    assert function.breaks == breaks
    assert function.values == values
    assert function.pieces[0].expr is nan


@pytest.mark.parametrize(
    "text", ["log(x)**2", "sqrt(x - 1)*sqrt(x - 3)", "sqrt(1 + log(x)**2)", "acosh(x)**2"]
)
def test_roots_and_logarithms_of_what_is_negative_leave_no_value(text: str) -> None:
    """Products and squares of imaginary numbers are real to SymPy."""
    assert split(parse(f"where(x > -1, 1, 2)*{text}", x=x), x).values == (None,)


def test_high_powers_of_roots_do_not_fill_the_memory() -> None:
    """x**(2 + 1e-28) is the power 2e28 + 1 of a root to SymPy, which writes every coefficient."""
    assert split(parse("sqrt(1 + x**(2 + 1e-28))", x=x), x).breaks == ()
    assert split(parse("sqrt(x**2 + x**2*exp(1.702*x))", x=x), x).breaks == (0,)


def test_a_denominator_counts_where_the_case_beside_it_is_zero() -> None:
    """0*abs(x)/x is 0 to SymPy: f was said to have a value at 0, and the gap was not listed."""
    assert split(parse("where(x > 0, x, 0)*abs(x)/x", x=x), x).values == (None,)
    assert split(parse("where(x == 0, 7, where(x > 0, x, 1)/x)", x=x), x).values == (7,)


@pytest.mark.parametrize(
    ("text", "value"), [("x**2*erfc(x)", 0), ("x**2*Phi(1 - x)/2", 0), ("erfc(x)/x**2", None)]
)
def test_a_zero_that_is_no_change_of_sign_is_a_break(text: str, value: int | None) -> None:
    """The case at 0 was taken for that of the whole line: sign(x**2*erfc(x)) was 0."""
    function = split(parse(f"sign({text})", x=x), x)
    assert (function.breaks, function.values) == ((0,), (value,))
    assert [p.expr for p in function.pieces] == [1, 1]


def test_outputs_that_start_again_beside_a_pole_do_not_tell_the_pieces_apart() -> None:
    """1/max(1 - x, -1) takes every y > 0 too: h(y) = y**2 for y < -1 and 0 above was given."""
    assert sheet_of_text("1/max(1 - x, -1)").from_output is None
    assert sheet_of_text("1/(1 - x)").from_output == OUTPUT**2


def sheet_of_text(text: str) -> Sheet:
    return elementwise_sheet(Activation("f", parse(text, x=x), x, None, (), "", ""))
