"""Properties: what a sheet says is right, and it says enough."""

from __future__ import annotations

import pickle
from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest
from sympy import (
    Expr,
    FiniteSet,
    Interval,
    Piecewise,
    Rational,
    S,
    Set,
    Symbol,
    Union,
    acosh,
    atanh,
    erf,
    exp,
    lambdify,
    latex,
    log,
    oo,
    pi,
    sin,
    sqrt,
    tanh,
)  # fmt: skip

from symact.activation import Activation, Real, activation
from symact.analyse import elementwise_sheet, facts, limit_at_infinity, sign_on
from symact.analyse.chart import ball_at, chart_on, value_at
from symact.analyse.facts import LIPSCHITZ, STEEPEST
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces, second_derivative
from symact.enclose import enclose
from symact.pieces import Pieces
from symact.sheet import Enclosed, Sheet

ELEMENTWISE = [a for a in CATALOGUE.values() if not a.axiswise]
POINTS = [Fraction(k, 8) for k in range(-81, 82, 3)]
x = Symbol("x", real=True)


@pytest.fixture(scope="module")
def sheets() -> dict[str, Sheet]:
    return {a.name: elementwise_sheet(a) for a in ELEMENTWISE}


def fact(sheet: Sheet, label: str):
    return next(f.value for f in sheet.facts if f.label == label)


def at(function: Pieces, point: Fraction):
    n = sum(bool(b < point) for b in map(float, function.breaks))
    return enclose(function.pieces[n].expr, {function.x: point}, 200)


def test_the_documents_functions_have_the_properties_everybody_knows(sheets: dict) -> None:
    assert fact(sheets["sigmoid"], "range") == Interval.open(0, 1)
    assert fact(sheets["tanh"], "range") == Interval.open(-1, 1)
    assert fact(sheets["arctan"], "range") == Interval.open(-pi / 2, pi / 2)
    assert fact(sheets["relu"], "range") == Interval(0, oo)
    assert fact(sheets["perceptron"], "range") == FiniteSet(0, 1)
    assert fact(sheets["sigmoid"], "Lipschitz constant sup|f'|") == Rational(1, 4)
    assert fact(sheets["perceptron"], "Lipschitz constant sup|f'|") == oo
    assert fact(sheets["tanh"], "symmetry") == "odd"
    assert sheets["selu"].smoothness == "C^0"
    assert sheets["sigmoid"].smoothness == "C^oo"
    assert sheets["perceptron"].smoothness == "discontinuous"


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_monotone_and_convex_intervals_hold_at_points(sheets: dict, a: Activation) -> None:
    default = a.with_defaults()
    slope, bend = derivative(default), second_derivative(default)
    checks = {
        "increasing on": (slope, lambda v: v > 0),
        "decreasing on": (slope, lambda v: v < 0),
        "constant on": (slope, lambda v: v == 0),
        "strictly convex on": (bend, lambda v: v > 0),
        "strictly concave on": (bend, lambda v: v < 0),
        "linear on": (bend, lambda v: v == 0),
    }
    seen = 0
    for f in sheets[a.name].facts:
        if f.label in checks:
            function, holds = checks[f.label]
            inside = [p for p in POINTS if f.value.interior.contains(Rational(p)) == True]  # noqa: E712
            assert all(holds(at(function, p)) for p in inside), (f.label, f.value)
            seen += len(inside)
    assert seen >= 2 * (len(POINTS) - 4)


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_values_stay_in_the_range_and_below_the_lipschitz_constant(
    sheets: dict, a: Activation
) -> None:
    default = a.with_defaults()
    values, bound = (
        fact(sheets[a.name], "range"),
        fact(sheets[a.name], "Lipschitz constant sup|f'|"),
    )
    function, slope = pieces(default), derivative(default)
    for p in POINTS:
        assert at(function, p) >= enclose(values.inf, {}) if values.inf.is_finite else True
        assert at(function, p) <= enclose(values.sup, {}) if values.sup.is_finite else True
        if bound.is_finite:
            assert not abs(at(slope, p)) > enclose(bound, {})


def test_limits_are_read_off_the_normal_form() -> None:
    cases = [
        (x / (1 + exp(-x)), -oo, 0),
        (x / (1 + exp(-x)), oo, oo),
        (log(1 + exp(x)) - x, oo, 0),
        (tanh(x) ** 2, -oo, 1),
        ((3 * x**2 + 1) / (2 * x**2 - x), oo, Rational(3, 2)),
    ]
    for expr, side, value in cases:
        assert limit_at_infinity(expr, x, side) == value


def test_a_sign_is_given_only_where_it_holds() -> None:
    assert sign_on(exp(x) - 1, x, 0, oo) == 1
    assert sign_on(exp(x) - 1, x, -oo, 0) == -1
    assert sign_on(exp(x) - 1, x, -oo, oo) is None
    assert sign_on(x - x, x, -oo, oo) == 0


# Functions without a closed form for what is known of them, and some that provoke the analysis.


@activation()
def silu(x: Real):
    """x times the logistic function."""
    return x / (1 + exp(-x))


@activation()
def gelu(x: Real):
    """x times the normal distribution function."""
    return x * (1 + erf(x / sqrt(2))) / 2


@activation()
def gelu_by_tanh(x: Real):
    """The same, by a tanh."""
    inside = sqrt(2 / pi) * (x + Rational(44715, 10**6) * x**3)
    return x * (1 + tanh(inside)) / 2


@activation()
def mish(x: Real):
    """x tanh(softplus x)."""
    return x * tanh(log(1 + exp(x)))


@activation()
def shrunk(x: Real):
    """x less its tanh; flat at 0."""
    return x - tanh(x)


@activation()
def ramp(x: Real):
    """By a square root; the two halves cancel far out on the left."""
    return (x + sqrt(x**2 + 4)) / 2


@activation()
def ripple(x: Real):
    """Seven changes of curvature."""
    return (x**2 - 1) ** 2 * exp(-(x**2))


@activation()
def broken(x: Real):
    """Jumps up at 0 and is the identity on the left."""
    return Piecewise((x + 1, x > 0), (x, True))


@activation()
def hook(x: Real):
    """A parabola between two lines."""
    return Piecewise((0, x <= -3), (x, x >= 3), (x * (x + 3) / 6, True))


@activation()
def quotient(x: Real):
    """Rational, with extrema that have no closed form."""
    return (x**3 - 2 * x) / (x**4 + 1)


OWN = [silu, gelu, gelu_by_tanh, mish, shrunk, ramp, ripple, broken, hook, quotient]
ALL = [*ELEMENTWISE, *OWN]
NORMAL = "mean of f(Z), Z standard normal"


@pytest.fixture(scope="module")
def every(sheets: dict) -> dict[str, Sheet]:
    return {**sheets, **{a.name: elementwise_sheet(a) for a in OWN}}


def inside(value: object, held: Set) -> bool:
    return held.contains(Rational(value)) is S.true


def within(ball, held: Set) -> bool:
    """Whether a ball may lie in a set of intervals and points."""
    parts = held.args if isinstance(held, Union) else (held,)
    for part in parts:
        points = part.args if isinstance(part, FiniteSet) else ()
        if any(ball.overlaps(ball_at(p)) for p in points):
            return True
        if isinstance(part, Interval):
            above = not part.start.is_finite or not ball < ball_at(part.start)
            below = not part.end.is_finite or not ball > ball_at(part.end)
            if above and below:
                return True
    return False


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_no_point_contradicts_a_fact(every: dict, a: Activation) -> None:
    default = a.with_defaults()
    f, first, second = pieces(default), derivative(default), second_derivative(default)
    known = {g.label: g.value for g in every[a.name].facts}
    for p in POINTS:
        if p in [Fraction(int(b.p), int(b.q)) for b in f.breaks if b.is_Rational]:
            continue
        y, slope, bend = at(f, p), at(first, p), at(second, p)
        assert within(y, known["range"]), p
        zeros = S.EmptySet if known["zeros of f"] == "none" else known["zeros of f"]
        assert inside(p, zeros) == bool(y == 0), p
        for name, value in (("f", y), ("f'", slope)):
            for word, sign in (("minimum", 1), ("maximum", -1)):
                if f"{word} of {name}" in known:
                    assert not (value - ball_at(known[f"{word} of {name}"])) * sign < 0, (word, p)
        for label, value in ((LIPSCHITZ, slope), (STEEPEST, bend)):
            if label in known and known[label].is_finite:
                assert not abs(value) > ball_at(known[label]), (label, p)
        for g in every[a.name].facts:
            if g.label in SIGNS and p != 0 and inside(p, g.value.interior):
                order, sign = SIGNS[g.label]
                assert (slope, bend)[order] * sign > 0 if sign else (slope, bend)[order] == 0


SIGNS = {
    "increasing on": (0, 1),
    "decreasing on": (0, -1),
    "constant on": (0, 0),
    "strictly convex on": (1, 1),
    "strictly concave on": (1, -1),
    "linear on": (1, 0),
}


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_extremes_are_reached_where_they_are_said_to_be(every: dict, a: Activation) -> None:
    default = a.with_defaults()
    known = {g.label: g.value for g in every[a.name].facts}
    for name, function in (("f", pieces(default)), ("f'", derivative(default))):
        for word, where in (("minimum", "least"), ("maximum", "largest")):
            places = known.get(f"where {name} is {where}")
            if isinstance(places, FiniteSet):
                for x0 in places:
                    assert ball_at(known[f"{word} of {name}"]).overlaps(value_near(function, x0))


def value_near(function: Pieces, x0: Expr):
    n = sum(bool(b < x0) for b in function.breaks)
    return ball_at(value_at(function.pieces[n].expr, function.x, x0))


def decimals(value: Expr, digits: int = 20) -> str:
    return mpmath.nstr(mpmath.mpf(value.middle.p) / value.middle.q, digits)


def test_known_constants_to_twenty_digits(every: dict) -> None:
    with mpmath.workdps(40):
        w = mpmath.lambertw(mpmath.exp(-1)).real
        assert decimals(fact(every["silu"], "minimum of f")) == mpmath.nstr(-w, 20)
        (place,) = fact(every["silu"], "where f is least")
        assert decimals(place) == mpmath.nstr(-1 - w, 20)
        for a, near in ((gelu, -0.75), (mish, -1.19), (gelu_by_tanh, -0.75)):
            f = lambdify(a.x, a.expr, "mpmath")
            (place,) = fact(every[a.name], "where f is least")
            found = mpmath.findroot(lambda t, f=f: mpmath.diff(f, t), near)
            assert abs(found - mpmath.mpf(place.middle.p) / place.middle.q) < 1e-18
            assert decimals(fact(every[a.name], "minimum of f")) == mpmath.nstr(f(found), 20)


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_moments_agree_with_another_quadrature(every: dict, a: Activation) -> None:
    default = a.with_defaults()
    known = {g.label: g.value for g in every[a.name].facts}
    function, first = pieces(default), derivative(default)
    assert NORMAL in known
    with mpmath.workdps(30):
        mean = expectation(function, 1)
        square, slope = expectation(function, 2), expectation(first, 2)
        for label, value in (
            (NORMAL, mean),
            ("variance of f(Z)", square - mean**2),
            ("second moment of f'(Z)", slope),
        ):
            ball = ball_at(known[label])
            assert abs(mpmath.mpf(str(ball.mid().str(28, radius=False))) - value) < 1e-15, label


def expectation(function: Pieces, power: int):
    total = mpmath.mpf(0)
    for p in function.pieces:
        f = lambdify(function.x, p.expr, "mpmath")
        lo, hi = (mpmath.mpf(str(S(max(-12, min(12, e))).evalf(30))) for e in (p.lo, p.hi))
        cuts = [lo, *(c for c in range(-10, 11, 2) if lo < c < hi), hi]
        total += mpmath.quad(lambda t, f=f: f(t) ** power * mpmath.npdf(t), cuts)
    return total


def test_selu_keeps_mean_0_and_variance_1_by_proof(every: dict) -> None:
    for label, value in ((NORMAL, 0), ("variance of f(Z)", 1)):
        found = next(f for f in every["selu"].facts if f.label == label)
        assert (found.value, found.how) == (value, "proved")


def test_a_constant_that_is_a_little_off_loses_the_fixed_point() -> None:
    selu = CATALOGUE["selu"]
    off = Activation("off", selu.expr * (1 + Rational(1, 10**30)), selu.x, None, (), "", "")
    found = {f.label: f.value for f in facts(off)}
    assert found[NORMAL] == 0
    assert found["variance of f(Z)"] != 1


@pytest.mark.parametrize("a", ALL, ids=lambda a: a.name)
def test_the_inverse_undoes_the_function(every: dict, a: Activation) -> None:
    known = {g.label: g.value for g in every[a.name].facts}
    g = known.get("inverse, x in terms of f")
    if g is None:
        return
    function = pieces(a.with_defaults())
    for p in POINTS:
        y = function.as_piecewise().subs(function.x, Rational(p))
        assert (
            abs(enclose(g.subs(Symbol("f", real=True), y), {}, 300) - ball_at(Rational(p))) < 1e-60
        )


def test_asymptotes_domains_and_jumps(every: dict) -> None:
    assert fact(every["mish"], "asymptote at +oo") == x
    assert fact(every["shrunk"], "asymptote at -oo") == x + 1
    assert fact(every["broken"], "range") == Union(Interval(-oo, 0), Interval.open(1, oo))
    assert fact(every["hook"], "zeros of f") == Union(FiniteSet(0), Interval(-oo, -3))
    assert fact(every["hook"], "fixed points") == Union(FiniteSet(0), Interval(3, oo))
    for expr, domain in (
        (log(x), Interval.open(0, oo)),
        (1 / x, Union(Interval.open(-oo, 0), Interval.open(0, oo))),
        (sqrt(x), Interval(0, oo)),
        (atanh(x), Interval.open(-1, 1)),
        (acosh(x), Interval(1, oo)),
    ):
        found = facts(Activation("partial", expr, x, None, (), "", ""))
        assert [(f.label, f.value) for f in found] == [("domain", domain)]


def test_what_is_not_settled_is_left_out() -> None:
    found = {f.label for f in facts(Activation("wave", x * sin(x), x, None, (), "", ""))}
    assert "range" not in found
    assert "zeros of f" not in found
    assert "symmetry" in found


def test_closed_forms_are_found_where_there_are_some(every: dict) -> None:
    assert fact(every["tanh"], STEEPEST) == 4 * sqrt(3) / 9
    assert fact(every["sigmoid"], STEEPEST) == sqrt(3) / 18
    assert fact(every["hook"], "minimum of f") == Rational(-3, 8)
    assert fact(every["relu"], "variance of f(Z)").equals(Rational(1, 2) - 1 / (2 * pi))
    assert fact(every["gelu"], "where f' is least") == FiniteSet(-sqrt(2))


def test_an_enclosure_shows_only_digits_that_are_certain() -> None:
    a, b = Fraction("1.41421356237"), Fraction("1.41421356240")
    assert str(Enclosed(a, b)) == "1.414213562..."
    assert str(Enclosed(-b, -a)) == "-1.414213562..."
    assert str(Enclosed(Fraction("123456.7"), Fraction("123456.8"))) == "123456..."
    assert str(Enclosed(Fraction("0.00012341"), Fraction("0.00012349"))) == "0.0001234..."
    assert str(Enclosed(Fraction("1.2341e-9"), Fraction("1.2349e-9"))) == "1.234...e-9"
    assert str(Enclosed(Fraction("0.4999999999"), Fraction("0.5000000001"))) == "0.5 +/- 1e-10"
    assert latex(Enclosed(a, b)) == r"1.414213562\ldots"
    assert Enclosed(a, b) == Enclosed(a, b) != Enclosed(a, b + 1)
    assert Enclosed(a, b) > 1
    assert pickle.loads(pickle.dumps(Enclosed(a, b))) == Enclosed(a, b)


def test_zeros_are_isolated_and_refined() -> None:
    parts = chart_on((x - 1) * (x - 1 - Rational(1, 10**9)) * (exp(x) - 5 * x), x, S.Zero, oo)
    assert [part.sign for part in parts] == [1, -1, 1, -1, 1]
    assert (parts[1].hi, parts[2].hi) == (1, 1 + Rational(1, 10**9))
    for left, right in pairwise(parts):
        assert left.hi == right.lo
        assert left.sign == -right.sign


def test_a_tail_is_settled_only_where_it_is() -> None:
    assert sign_far(exp(-x) * (x - 1000), oo) == 1
    assert sign_far(erf(x) - 1, oo) == -1
    assert sign_far(sqrt(x**2 + 1) - x, oo) == 1
    assert sign_far(log(1 + exp(-x)) - exp(-x), oo) == -1
    assert sign_far(sin(x), oo) is None


def sign_far(expr: Expr, side: Expr) -> int | None:
    return chart_on(expr, x, S.Zero, side)[-1].sign
