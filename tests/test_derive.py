"""Pieces, derivatives and kinks, over the catalogue and over definitions made to be awkward."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from sympy import (
    Abs,
    Dummy,
    Eq,
    Expr,
    Integer,
    Max,
    Min,
    Ne,
    Piecewise,
    Rational,
    S,
    asinh,
    atan,
    cosh,
    coth,
    csch,
    erf,
    exp,
    factorial,
    log,
    oo,
    pi,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from symact.activation import Activation, Parameter, Positive, Real, activation
from symact.analyse import facts
from symact.analyse.readable import readable
from symact.catalogue import CATALOGUE
from symact.derive import (
    derivative,
    kinks,
    minimum_norm,
    parameter_derivative,
    pieces,
    second_derivative,
    split,
)
from symact.derive.axiswise import column, jacobian
from symact.derive.derivative import limit
from symact.derive.meromorphic import meromorphic
from symact.derive.ordering import Order
from symact.derive.output_form import OUTPUT, output_form
from symact.derive.roots import sign_changes
from symact.derive.split import defined
from symact.enclose import enclose
from symact.errors import InputError, OpenSignError, UnsupportedError
from symact.normalise import is_zero
from symact.pieces import Pieces
from symact.render.curves import unrolled
from symact.taylor import derivatives

ELEMENTWISE = [a for a in CATALOGUE.values() if not a.axiswise]
AXISWISE = [a for a in CATALOGUE.values() if a.axiswise]
x, a = Real("x"), Real("a")


@activation()
def hard_silu(x: Real):
    """A piecewise quadratic."""
    return x * Min(Max(x + 3, 0), 6) / 6


OWN = [hard_silu]
EVERY = [*ELEMENTWISE, *OWN]


def numbers(a: Activation) -> dict:
    """Awkward rational values for the parameters, in increasing order."""
    random = Random(a.name)
    return {p.symbol: Fraction(random.randrange(1, 98), 97) + k for k, p in enumerate(a.parameters)}


def inner_points(function: Pieces, a: Activation) -> list[tuple[int, Fraction]]:
    """Random rational points in every piece, the same in every run."""
    random, found = Random(a.name), []
    for n, p in enumerate(function.pieces):
        low, high = (
            None if e in (oo, -oo) else Fraction(float(enclose(e, numbers(a), 80)))
            for e in (p.lo, p.hi)
        )
        for reach in (1, 5, 40):
            share = Fraction(random.randrange(1, 1009), 1009)
            if low is not None and high is not None:
                found.append((n, low + (high - low) * share))
            elif low is not None or high is not None:
                found.append((n, high - reach * share if low is None else low + reach * share))
            else:
                found += [(n, reach * share), (n, -reach * share)]
    return found


@pytest.mark.parametrize("a", EVERY, ids=lambda a: a.name)
def test_derivatives_agree_with_power_series(a: Activation) -> None:
    """f', f'' and df/dparam by rules against Taylor coefficients over balls, to 30 digits."""
    function = pieces(a)
    rows = [(a.x, 1, derivative(a)), (a.x, 2, second_derivative(a))]
    rows += [(p.symbol, 1, parameter_derivative(a, p.name)) for p in a.parameters]
    for n, point in inner_points(function, a):
        at = {a.x: point, **numbers(a)}
        for by, order, derived in rows:
            series = derivatives(function.pieces[n].expr, by, at, order)
            value = enclose(derived.pieces[n].expr, at, 200)
            assert value.overlaps(series[order])
            assert max(value.rad(), series[order].rad()) < 1e-30 * max(1, abs(value).mid())


@pytest.mark.parametrize("a", AXISWISE, ids=lambda a: a.name)
def test_jacobians_agree_with_power_series(a: Activation) -> None:
    t, k = Real("t"), column(a)
    point = [Fraction(n, 7) for n in (-9, 4, 30)]
    outputs = range(3) if a.index is not None else (0,)
    for i, j in product(outputs, range(3)):
        line = [t if n == j else Rational(c) for n, c in enumerate(point)]
        moved = unrolled(a.expr, line, {a.index: i})
        series = derivatives(moved, t, {t: point[j]}, 1)
        entry = unrolled(jacobian(a), [Rational(c) for c in point], {a.index: i, k: j})
        value = enclose(entry, {}, 200)
        assert value.overlaps(series[1])
        assert max(value.rad(), series[1].rad()) < 1e-30


@pytest.mark.parametrize("a", EVERY, ids=lambda a: a.name)
def test_pieces_take_the_definitions_values(a: Activation) -> None:
    function = pieces(a)
    for n, point in inner_points(function, a):
        at = {a.x: point, **numbers(a)}
        assert enclose(function.pieces[n].expr, at, 200).overlaps(enclose(a.expr, at, 200))


@pytest.mark.parametrize("a", EVERY, ids=lambda a: a.name)
def test_the_derivative_at_a_kink_lies_between_the_one_sided_limits_or_is_zero(
    a: Activation,
) -> None:
    for k in kinks(a):
        left, right, value = (enclose(e, numbers(a), 100) for e in (k.left, k.right, k.value))
        if k.order >= 0:
            smaller = left if abs(left) < abs(right) else right
            assert value == 0 if left * right < 0 else value.overlaps(smaller)
        else:
            assert value == 0


def expected_kinks(a: Activation) -> list[tuple[Expr, int]]:
    return [(k.at, k.order) for k in kinks(a)]


def test_kinks_are_found_and_classified() -> None:
    elu, clip = CATALOGUE["elu"], CATALOGUE["hard_tanh"]
    lo, hi = (p.symbol for p in clip.parameters)
    assert expected_kinks(CATALOGUE["perceptron"]) == [(0, -1)]
    assert expected_kinks(CATALOGUE["relu"]) == [(0, 0)]
    assert expected_kinks(CATALOGUE["sigmoid"]) == []
    assert expected_kinks(elu) == [(0, 0)]
    assert kinks(elu)[0].condition == "C^1 iff alpha = 1"
    assert expected_kinks(elu.with_defaults()) == [(0, 1)]
    assert expected_kinks(clip) == [(lo, 0), (hi, 0)]
    assert expected_kinks(CATALOGUE["softsign"]) == [(0, 1)]
    assert expected_kinks(hard_silu) == [(-3, 0), (3, 0)]
    assert [k.value for k in kinks(hard_silu)] == [0, 1]


def test_a_sign_is_found_where_the_normal_form_is_plain() -> None:
    wave, one = a * (1 / (1 + exp(x)) + 1 / (1 + exp(-x))), a + 1
    assert Order().sign(one - wave) == 1
    assert Order().sign(one - wave - 1) == 0
    assert Order().compare(-oo, 1 / a) == Order().compare(a, oo) == -1
    assert Order().compare(oo, oo) == 0


def corner(left: Expr, right: Expr, at: Expr = S.Zero) -> Activation:
    value = Parameter("a", a, S.One)
    return Activation("corner", Piecewise((right, x > at), (left, True)), x, None, (value,), "", "")


SMOOTH_WHEN = [
    (a**2 * x, x, S.Zero, "C^1 iff a = -1 or a = 1"),
    (x * log(2 + a**2) / log(3), x, S.Zero, "C^1 iff a = -1 or a = 1"),
    (a**2 * x, -x, S.Zero, ""),  # no real a
    (x * asinh(x), 1 / (1 + exp(1 - x)), a, ""),  # not in closed form
    (x * exp(a), x * (1 + a**2), S.Zero, "C^1 iff a = 0"),
    (x * exp(a), x * (2 + a), S.Zero, ""),
    (x / a, x * sin(1 / a) ** 2, S.Zero, ""),  # neither has a value for a = 0
    (x / a, x, S.Zero, "C^1 iff a = 1"),
]


@pytest.mark.parametrize(("left", "right", "at", "when"), SMOOTH_WHEN)
def test_when_a_kink_is_none_is_told_where_every_such_value_is_found(
    left: Expr, right: Expr, at: Expr, when: str
) -> None:
    assert kinks(corner(left, right, at))[0].condition == when


def test_a_break_that_is_no_kink_is_none() -> None:
    @activation()
    def seamless(x: Real):
        """tanh in two writings."""
        return Piecewise((tanh(x), x > 0), (1 - 2 / (exp(2 * x) + 1), True))

    assert expected_kinks(seamless) == []


def test_an_override_carries_its_reason() -> None:
    @activation(at_kinks={0: (Rational(1, 2), "the mean of the one-sided limits")})
    def rectifier(x: Real):
        """The positive part."""
        return Max(x, 0)

    assert [(k.value, k.reason) for k in kinks(rectifier)] == [
        (Rational(1, 2), "the mean of the one-sided limits")
    ]


@pytest.mark.parametrize(
    ("formula", "breaks"),
    [
        (Abs(x), [0]),
        (sign(x) * x**2, [0]),
        (Max(x, -x, 1), [-1, 1]),
        (Abs(x**2 - 2), [-sqrt(2), sqrt(2)]),
        (Abs(exp(x) - 3), [log(3)]),
        (Abs(Abs(x) - 1), [-1, 0, 1]),
        (Piecewise((Abs(x), x < 3), (3, True)), [0, 3]),
        (Min(Max(x, 0), 6), [0, 6]),
        (Max((1 - x) ** 3, sqrt(2)), [1 - 2 ** Rational(1, 6)]),
        (Abs((x + 1) ** 4 - pi), [-1 - pi ** Rational(1, 4), pi ** Rational(1, 4) - 1]),
        (Max(x, tanh(x)), [0]),
        (Max(x - 1, tanh(x - 1)), [1]),
        (Min(tanh(x), erf(x)), [0]),
        (Abs(sinh(x) - x) ** 3, [0]),
        (Max(x, exp(x) - 1), []),
        (Abs(log(cosh(x + 1))), []),
        (Max(tanh(x), atan(x)), [0]),
        (Max(tanh(x - 1), atan(x - 1)), [1]),
        (Abs(log(cosh(x + 1)) - log(cosh(x))), [-Rational(1, 2)]),
        (Abs(x * exp(x) + exp(-1)), []),
        (Max(x, log(1 + x)), [-1]),
        (Abs(log(1 + x) - x + x**2 / 2), [-1, 0]),
        (Abs(log(x) - x + 1), [0]),
        (Max(sqrt(x), log(1 + x)), [0]),
        (Abs(tanh(cosh(x) - 2)), [log(2 - sqrt(3)), log(2 + sqrt(3))]),
    ],
)
def test_breaks_are_found(formula: Expr, breaks: list[Expr]) -> None:
    found = split(formula, x)
    assert list(found.breaks) == breaks
    for point in [Fraction(k, 11) for k in range(-40, 41)]:
        n = sum(bool(b < point) for b in map(float, breaks))
        value = enclose(found.pieces[n].expr, {x: point}, 100)
        assert value.overlaps(enclose(formula, {x: point}, 100))


def test_what_is_positive_throughout_is_no_break() -> None:
    assert sign_changes(log(exp(a + x) + 1) ** 2 + 1, x, Order().sign) == ()


def test_a_break_without_a_closed_form_is_named() -> None:
    with pytest.raises(UnsupportedError, match=r"x = 1\.729\d+\.\.\., which has no closed form"):
        split(Abs(sinh(x) - x - 1), x)


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        (sqrt(x**4 - 2 * x**2 + 1), [(-1, 0), (1, 0)]),
        (sqrt(x**2 + x**4), [(0, 0)]),
        ((x**2 + x**4) ** Rational(3, 2), [(0, 2)]),
        (sqrt(cosh(x) - 1), [(0, 0)]),
        (sqrt(x**2 + 1), []),
    ],
)
def test_the_kink_of_a_root_of_a_square_is_found(
    formula: Expr, found: list[tuple[int, int]]
) -> None:
    a = Activation("f", formula, x, None, (), "", "")
    assert [(k.at, k.order) for k in kinks(a)] == found
    for point in (Fraction(-7, 3), Fraction(-1, 5), Fraction(2, 9), Fraction(11, 4)):
        n = sum(at < point for at, _ in found)
        for k, function in enumerate((pieces(a), derivative(a), second_derivative(a))):
            value = enclose(function.pieces[n].expr, {x: point}, 100)
            assert value.overlaps(derivatives(formula, x, {x: point}, k)[k])


def test_an_infinite_derivative_is_no_derivative() -> None:
    steep = {sqrt(Abs(x)): (0, 0), sign(x) * sqrt(Abs(x)): (0, oo), x * sqrt(Abs(x)): (1, 0)}
    for formula, (order, value) in steep.items():
        (kink,) = kinks(Activation("f", formula, x, None, (), "", ""))
        assert (kink.at, kink.order, kink.value) == (0, order, value)


def test_where_a_function_has_no_value_its_derivatives_have_none() -> None:
    open_end = Activation("f", Piecewise((log(x), x > 0)), x, None, (), "", "")
    closed_end = Activation("f", Piecewise((x**2, x >= 0)), x, None, (), "", "")
    alone = Activation("f", Piecewise((x**2, x > 0), (1, Eq(x, 0))), x, None, (), "", "")
    for a, at_end in ((open_end, None), (closed_end, 0), (alone, 0)):
        for slope in (derivative(a), second_derivative(a)):
            assert slope.pieces[0].expr is S.NaN
            assert slope.pieces[1].expr.is_finite is not False
        assert derivative(a).values == (at_end,)
    assert kinks(open_end) == kinks(closed_end) == ()
    assert [k.order for k in kinks(alone)] == [-1]


WAVE = sin(1 / x)


@pytest.mark.parametrize(
    ("right", "order", "slope"),
    [(WAVE, -1, S.NaN), (x * WAVE, 0, S.NaN), (x**2 * WAVE, 0, S.NaN), (x**3 * WAVE, 1, 0)],
    ids=str,
)
def test_what_swings_on_has_no_limit(right: Expr, order: int, slope: Expr) -> None:
    """x**2 sin(1/x) has the derivative 0 at 0, and f' has no limit there."""
    (kink,) = kinks(Activation("f", Piecewise((right, x > 0), (0, True)), x, None, (), "", ""))
    assert (kink.order, kink.left, kink.right, kink.value) == (order, 0, slope, 0)


def test_a_side_without_real_values_is_no_side() -> None:
    gap = sqrt(Piecewise((2 * x, x > -S.Half), (2, True)))
    about = Activation("f", gap, x, None, (), "", "")
    assert kinks(about) == ()
    assert derivative(about).values == (0,)


def test_a_constant_that_divides_by_nothing_has_no_value() -> None:
    """For SymPy the difference of logarithms is a number like any other."""
    nothing = log(cosh(S.Half)) - log(1 + exp(1)) + log(2) + S.Half
    assert nothing != 0
    assert defined(1 / nothing) is None
    assert defined(log(nothing)) is None
    about = Activation("f", log(x + nothing), x, None, (), "", "")
    assert limit(1 / (x + nothing), x, S.Zero, "+") == oo
    assert {f.label: f.value for f in facts(about)}["limit of f' at 0+"] == oo


def test_an_unknown_order_of_breaks_is_refused_with_their_distance() -> None:
    a, b = Real("a"), Real("b")
    with pytest.raises(OpenSignError, match="is not known") as caught:
        split(Piecewise((1, x < a), (2, x < b), (3, True)), x)
    assert caught.value.value in (a - b, b - a)


def test_forms_in_the_output_are_found() -> None:
    y = OUTPUT
    expected = {
        "sigmoid": y * (1 - y),
        "tanh": 1 - y**2,
        "identity": S.One,
    }
    for name, h in expected.items():
        found = output_form(CATALOGUE[name])
        assert found is not None
        assert (found.h.pieces[0].expr - h).expand() == 0

    @activation()
    def softplus(x: Real):
        """A smooth rectifier."""
        return log(1 + exp(x))

    found = output_form(softplus)
    assert found is not None
    assert (found.h.pieces[0].expr - 1 + exp(-y)).expand() == 0


@pytest.mark.parametrize("a", EVERY, ids=lambda a: a.name)
def test_a_form_in_the_output_is_the_derivative(a: Activation) -> None:
    default = a.with_defaults()
    found = output_form(default)
    if found is None:
        return
    function, slope = pieces(default), derivative(default)
    for n, point in inner_points(function, default):
        output = enclose(function.pieces[n].expr, {a.x: point}, 400)
        matching = [p for p in found.h.pieces if len(found.h.pieces) == 1] or [found.h.pieces[n]]
        value = enclose(matching[0].expr.subs(OUTPUT, function.pieces[n].expr), {a.x: point}, 400)
        assert value.overlaps(enclose(slope.pieces[n].expr, {a.x: point}, 400))
        assert output.is_finite()


def test_a_removable_point_is_smooth_at_once() -> None:
    """A quotient of analytic functions with its limit as value: no derivative is compared."""
    smooth = Activation("a", Piecewise((1, Eq(x, 0)), (tanh(x) / x, True)), x, None, (), "A.", "")
    assert kinks(smooth) == ()
    assert derivative(smooth).values == (0,)
    other = Activation("b", Piecewise((2, Eq(x, 0)), (tanh(x) / x, True)), x, None, (), "B.", "")
    assert [k.order for k in kinks(other)] == [-1]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (tanh(x) / x, True),
        ((exp(x) - 1 - x) / x**2, True),
        (log(1 + x) / x, True),
        (sqrt(1 + x**2) - 1, True),
        (log(x), False),
        (sqrt(x), False),
        (exp(-1 / x), False),
        (exp(-1 / x**2), False),
        (Abs(x), False),
        (x * csch(x), True),
        (coth(x) - 1 / x, True),
        (x / tan(x), True),
    ],
)
def test_quotients_of_analytic_functions_are_told(formula: Expr, expected: bool) -> None:
    assert meromorphic(formula, x, S.Zero) is expected


@pytest.mark.parametrize(
    ("left", "right", "used"),
    [(0, -oo, 0), (-1, -oo, -1), (1, -oo, 0), (oo, 2, 2), (-oo, oo, 0)],
)
def test_beside_a_vertical_tangent_the_finite_limit_counts(
    left: int, right: int, used: int
) -> None:
    assert minimum_norm(S(left), S(right), Order(()))[0] == used


@pytest.mark.parametrize(
    "formula",
    [
        Piecewise((exp(-1 / x), x > 0), (0, True)),
        Piecewise((exp(-1 / x**2), Ne(x, 0)), (0, True)),
        Piecewise((exp(-1 / sqrt(x)) * log(x), x > 0), (exp(1 / x) / x**3, x < 0), (0, True)),
        Piecewise((exp(x) + exp(-(log(x) ** 2)), x > 0), (exp(x), True)),
        Piecewise((exp(-1 / (1 - x**2)), Abs(x) < 1), (0, True)),
    ],
    ids=str,
)
def test_what_falls_below_every_power_joins_smoothly(formula: Expr) -> None:
    """The analytic function on one side, and beside it one with the same derivatives at the break.

    With a power of the distance added it does so no better than that power.
    """
    flat = made(formula)
    assert kinks(flat) == ()
    for n in (2, 5):
        bent = made(Piecewise((formula + (x - 1) ** n, x > 1), (formula, True)))
        assert [k.order for k in kinks(bent)] == [n - 1]


@pytest.mark.parametrize("n", [2, 8, 9, 12])
def test_pieces_are_compared_until_they_differ(n: int) -> None:
    start = sum((x**k / factorial(k) for k in range(n + 1)), S.Zero)
    assert [k.order for k in kinks(made(Piecewise((exp(x), x > 0), (start, True))))] == [n]


@pytest.mark.parametrize(
    ("formula", "missing"),
    [
        (log(Abs(x)), [0]),
        (x / Abs(x), [0]),
        (sign(x) / x, [0]),
        (x**2 / Abs(x), [0]),
        (Max(x, 0) / x, [0]),
        (Max(x, -1) / x, [0]),
        ((x - 1) / (Max(x, -3) - 1), [1]),
        (x / (1 - Abs(x)) ** 2, [-1, 1]),
        (Piecewise((x / Abs(x), x >= 0), (2, True)), [0]),
        (Piecewise((1, Eq(x, 0)), (x / Abs(x), True)), []),
        (x / (1 + Abs(x)), []),
    ],
    ids=str,
)
def test_a_denominator_that_a_case_cancels_still_has_its_zeros(
    formula: Expr, missing: list[int]
) -> None:
    """There is no value, no derivative and no kink at a zero of what is divided by."""
    found = made(formula)
    for function in (pieces(found), derivative(found), second_derivative(found)):
        holes = [b for b, v in zip(function.breaks, function.values, strict=True) if v is None]
        assert set(missing) <= {*holes} | poles(function)
    assert not {k.at for k in kinks(found)} & set(missing)


def poles(function: Pieces) -> set[Expr]:
    """The points inside pieces at which an expression is not finite."""
    return {
        S(n)
        for n in (-1, 0, 1)
        for p in function.pieces
        if p.lo < n < p.hi and p.expr.subs(x, n).is_finite is False
    }


def made(formula: Expr) -> Activation:
    return Activation("made", formula, x, None, (), "Made.", "")


WITH_PARAMETERS = [a for a in ELEMENTWISE if a.parameters]


@pytest.mark.parametrize("name", ["s", "y", "t", "q", "g", "c", "m", "M", "_0", "_exp1"])
@pytest.mark.parametrize("a", WITH_PARAMETERS, ids=lambda a: a.name)
def test_the_name_of_a_parameter_makes_no_difference(a: Activation, name: str) -> None:
    """Letters that the engine uses for symbols of its own are no parameter of that name."""
    old, *others = a.parameters
    put = {old.symbol: (Positive if old.symbol.is_positive else Real)(name)}
    renamed = replace(
        a,
        expr=a.expr.xreplace(put),
        parameters=(replace(old, name=name, symbol=put[old.symbol]), *others),
        requires=tuple(r.xreplace(put) for r in a.requires),
    )
    for derived in (derivative, second_derivative):
        ours = derived(renamed)
        for function in (ours, readable(ours)):
            for p, q in zip(function.pieces, derived(a).pieces, strict=True):
                assert is_zero(p.expr - q.expr.xreplace(put), a.x, p.lo, p.hi)


def test_two_symbols_of_one_name_are_two() -> None:
    assert not is_zero(Real("a") - Positive("a"))
    assert not is_zero(Dummy("gap", positive=True) - Dummy("gap", positive=True))


def test_a_word_of_results_is_no_argument() -> None:
    with pytest.raises(InputError, match="'s' stands for the distance"):

        @activation()
        def scaled(x: Real, s: Positive = Integer(1)):
            """A word of stable forms."""
            return x / s

    with pytest.raises(InputError, match="'y' stands for the function's value"):

        @activation()
        def same(y: Real):
            """A word of f' = h(y)."""
            return y


def test_two_relations_give_two_distances() -> None:
    """b above a and d above c by amounts that have nothing to do with each other."""
    a, b, c, d = map(Real, "abcd")
    assert Order((a < b, c < d)).sign((b - a) - (d - c)) is None
