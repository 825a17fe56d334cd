"""Lowering: kernels within budget on formulas nobody tuned for, or a refusal by name."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from sympy import (
    Abs,
    Expr,
    Integer,
    Piecewise,
    Rational,
    Symbol,
    atan,
    exp,
    log,
    oo,
    pi,
    sinh,
    sqrt,
)

from symact import elementary
from symact.activation import Activation, Real, activation
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.driver import kernels as driver
from symact.driver.workers import Workers, silent
from symact.enclose import enclose_to
from symact.errors import UnsupportedError
from symact.interpret import evaluate
from symact.ir import Documentation, Kernel, Op, Program, Select, check
from symact.lower import BudgetError, lower
from symact.lower.arithmetic import const
from symact.lower.assemble import distinct, merge
from symact.lower.compensation import compensated
from symact.lower.dense import worst_inputs, worst_near
from symact.lower.edges import about, edges
from symact.lower.kernels import elementwise_kernels
from symact.lower.regions import X
from symact.lower.sample import blocks, stratified
from symact.lower.sample import truth as balls
from symact.lower.scaling import common_factor_out, scaled_late
from symact.lower.spots import everything, numbered
from symact.lower.tamed import tamed
from symact.pieces import Piece, Pieces
from symact.ulp import Reference, ulp_errors

x = Real("x")
X0 = Symbol("x", real=True)
BUDGET = 2.0


@activation()
def wave(x: Real):
    """A wave that dies away on both sides."""
    return x * exp(-(x**2))


@activation()
def arc(x: Real):
    """An arctangent brought to (-1, 1)."""
    return 2 * atan(x) / pi


@activation()
def pwl(x: Real):
    """Three straight lines."""
    return Piecewise((x / 4 - Rational(3, 4), x < -1), (x, x < 2), (2 + (x - 2) / 8, True))


OWN = [wave, arc, pwl]
EVERY = [*(a for a in CATALOGUE.values() if not a.axiswise), *OWN]
BUDGETS = {"float32": 2.0, "float64": 3.0}


@pytest.fixture(scope="module")
def kernels() -> dict[str, dict[tuple[str, str], Kernel]]:
    """Every kernel at the defaults: the catalogue's as stored, the others lowered here."""
    made = {}
    for a in EVERY:
        found = driver.lowered(Workers(None, silent), [a], BUDGET)[0].kernels
        made[a.name] = {(k.kind, k.dtype): k for k in found.kernels}
    return made


def points(dtype: str, a: Activation) -> np.ndarray:
    """Inputs that the generator did not see."""
    rng = np.random.default_rng(99)
    breaks = [float(b) for b in pieces(a).breaks]
    spread = np.concatenate([rng.uniform(-s, s, 300) for s in (1, 20, 200, 1000)])
    tails = np.ldexp(rng.uniform(-2, 2, 300), rng.integers(-120, 120, 300))
    near = [b + np.ldexp(rng.uniform(-1, 1, 40), -rng.integers(1, 40, 40)) for b in breaks]
    return np.unique(np.concatenate([spread, tails, *near, breaks]).astype(dtype))


def truth(function, values: np.ndarray) -> Reference:
    breaks = [Fraction(b) if b.is_Rational else b for b in map(Rational, function.breaks)]
    exact = [Fraction(int(b.numerator), int(b.denominator)) for b in breaks]
    found = []
    for v in values.tolist():
        if Fraction(v) in exact:
            expr: Expr = function.values[exact.index(Fraction(v))]
        else:
            expr = function.pieces[sum(b < Fraction(v) for b in exact)].expr
        found.append(enclose_to(expr, {function.x: v}, 110))
    return Reference.balls(found)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("a", EVERY, ids=lambda a: a.name)
def test_kernels_meet_the_budget_on_fresh_inputs(kernels: dict, a: Activation, dtype: str) -> None:
    default = a.with_defaults()
    values = points(dtype, default)
    for kind, function in (("value", pieces(default)), ("derivative", derivative(default))):
        program = kernels[a.name][kind, dtype].program
        errors = ulp_errors(evaluate(program, dtype, x=values), truth(function, values), dtype)
        assert errors.max() <= BUDGETS[dtype]


@pytest.mark.parametrize("a", EVERY, ids=lambda a: a.name)
def test_float64_is_within_its_bound_about_the_edges_between_forms(
    kernels: dict, a: Activation
) -> None:
    """There a form is used as close to a zero as it may be: silu' once was 100 ulp off."""
    default = a.with_defaults()
    breaks = [float(b) for b in pieces(default).breaks]
    for kind, function in (("value", pieces(default)), ("derivative", derivative(default))):
        program = kernels[a.name][kind, "float64"].program
        found = edges(program, "float64", evaluate, points("float64", default), {})
        values = np.setdiff1d(about(found[np.abs(found) < 1000]), breaks)
        errors = ulp_errors(
            evaluate(program, "float64", x=values), truth(function, values), "float64"
        )
        assert errors.max(initial=0) <= BUDGETS["float64"], kind


def test_edges_are_where_conditions_change() -> None:
    far = Op("gt", (Op("abs", (Op("sub", (X, const(Fraction(1, 3)))),)), const(Fraction(1, 8))))
    program = Program((X,), (), Select(far, X, const(1)))
    found = edges(program, "float64", evaluate, np.linspace(-1, 1, 100), {})
    assert found == pytest.approx([1 / 3 - 1 / 8, 1 / 3 + 1 / 8], abs=1e-9)


def test_a_search_in_float64_finds_worse_inputs_than_the_sample_and_they_are() -> None:
    program = Program((X,), (), Op("tanh", (X,)))
    (block,) = blocks(pieces(CATALOGUE["tanh"]), "float64", ({},))
    sampled = ulp_errors(evaluate(program, "float64", x=block.x), block.truth, "float64").max()
    found, errors = worst_near(
        lambda v: evaluate(program, "float64", x=v), lambda t: np.ones(len(t)), block, block.x[:0]
    )
    again = truth(pieces(CATALOGUE["tanh"]), found)
    assert errors.max() > sampled
    assert np.allclose(
        errors, ulp_errors(evaluate(program, "float64", x=found), again, "float64"), atol=1e-6
    )


def test_a_true_value_is_that_of_its_own_piece_also_next_to_a_break_that_no_float_is() -> None:
    """A break may lie between two floats, on one, or be open; each point is on the right side."""
    t = Symbol("x", real=True)
    formulas, ends = [Integer(k) for k in range(4)], [-oo, Rational(1, 10), sqrt(2), Integer(3), oo]
    parts = tuple(Piece(a, b, c) for a, b, c in zip(ends, ends[1:], formulas, strict=False))
    function = Pieces(t, parts, (None, Integer(7), Integer(8)))
    near = [float(e) for e in ends[1:-1]]
    x = np.array([*near, *np.nextafter(near, -9), *np.nextafter(near, 9), -1e300, 1e300])
    expected = []
    for p in x.tolist():
        below = [Rational(p) > e for e in ends[1:-1]]
        expected.append(8 if p == 3 else sum(map(bool, below)))
    assert [int(float(b.mid())) for b in balls(function, x)] == expected


def test_a_common_factor_of_tiny_terms_is_scaled_last() -> None:
    """s q + log1p(q) with q = exp(-s), far out where q is subnormal in float32."""
    s = Op("abs", (X,))
    q = Op("exp_neg", (Op("neg", (s,)),))
    terms = Op("fma", (s, q, Op("log1p_unit", (q,))))
    product = common_factor_out(terms)
    assert product is not None
    values = np.linspace(80, 103, 500).astype(np.float32)
    true = [enclose_to(x * exp(-x) + log(1 + exp(-x)), {x: v}, 110) for v in values.tolist()]
    program = Program((X,), (), scaled_late(product, "float32"))
    errors = ulp_errors(evaluate(program, "float32", x=values), Reference.balls(true), "float32")
    assert errors.max() < 3
    assert common_factor_out(Op("add", (s, q))) is None


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "formula", [X0 / (1 + exp(-X0)), X0 / (1 + exp(X0)), 1 / (1 + exp(-2 * X0))]
)
def test_a_tamed_divisor_serves_the_whole_line(formula: Expr, dtype: str) -> None:
    """Down to subnormal results, and to the limits; the worst error known is 2.4 ulp."""
    (form,) = tamed(formula, X0, dtype)
    program = Program((X,), (), form.expr)
    reach = 104 if dtype == "float32" else 744
    values = np.concatenate([np.linspace(-reach, reach, 4001), np.linspace(-3, 3, 1000)])
    values = np.append(values, [1e30, -1e30, 0]).astype(dtype)
    true = Reference.balls([enclose_to(formula, {X0: Fraction(v)}, 110) for v in values.tolist()])
    assert ulp_errors(evaluate(program, dtype, x=values), true, dtype).max() < 3
    ends = evaluate(program, dtype, x=np.array([-np.inf, np.inf, np.nan], dtype))
    assert 0 in ends[:2]
    assert np.isnan(ends[2])


def test_a_divisor_and_its_scale_are_chosen_by_the_same_argument() -> None:
    """Where the argument is computed in two ways, one of them rounds over the edge."""
    cubic = 1 / (1 + exp(-X0 - X0**3 / 7))
    (form,) = tamed(cubic, X0, "float32")
    nodes = numbered(form.expr)
    for n, choice in everything(form.expr, "float32").items():
        whole = compensated(form.expr, "float32", {n: choice})
        compared = {e.args[0] for e in distinct(whole) if isinstance(e, Op) and e.name == "gt"}
        called = {e.args[0] for e in distinct(whole) if isinstance(e, Op) and "tamed" in e.name}
        assert compared == called, nodes[n]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_divisor_keeps_its_1_where_the_type_has_no_odd_numbers(dtype: str) -> None:
    """1 + exp(x) beside 2^p, where 1 is half a unit in the last place of the sum."""
    p = np.finfo(dtype).nmant + 1
    x = np.linspace((p - 0.6) * np.log(2), (p + 1.6) * np.log(2), 4000).astype(dtype)
    code = elementary.program("exp1p_tamed_fine", dtype)
    true = [enclose_to(1 + exp(X0), {X0: v}, 110) for v in map(Fraction, x.tolist())]
    assert ulp_errors(evaluate(code, dtype, x=x), Reference.balls(true), dtype).max() < 1.2


def test_a_polynomial_around_a_zero_goes_around_both_regions() -> None:
    """The two sides then share what they have in common, such as a division."""
    divided = [Op("div", (Op("add", (const(n), X)), Op("add", (const(5), X)))) for n in (1, 2)]
    right, beyond = Op("ge", (X, const(0))), Op("gt", (X, const(-3)))
    merged = merge(right, divided[0], Select(beyond, divided[1], X))
    assert sum(isinstance(e, Op) and e.name == "div" for e in distinct(merged)) == 1
    values = np.array([-4.0, -2, -1, 0, 1])
    plain = Select(right, divided[0], Select(beyond, divided[1], X))
    found, true = (evaluate(Program((X,), (), e), "float64", x=values) for e in (merged, plain))
    np.testing.assert_array_equal(found, true)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("a", EVERY, ids=lambda a: a.name)
def test_special_values(kernels: dict, a: Activation, dtype: str) -> None:
    for (kind, of), kernel in kernels[a.name].items():
        if of != dtype:
            continue
        check(kernel.program)
        names = [v.name for v in kernel.program.inputs]
        for name in names:
            inputs = {n: np.array([np.nan if n == name else 0.25], dtype) for n in names}
            assert np.isnan(evaluate(kernel.program, dtype, **inputs)).all(), (kind, name)
        if kind in ("value", "derivative"):
            wide = np.array([-np.inf, -1e30, -1000, 1000, 1e30, np.inf], dtype)
            assert not np.isnan(evaluate(kernel.program, dtype, x=wide)).any()


def test_the_sign_of_zero_follows_the_function(kernels: dict) -> None:
    def at(name: str, value: float) -> float:
        program = kernels[name]["value", "float32"].program
        return float(evaluate(program, "float32", x=np.array([value], "float32"))[0])

    for name in ("identity", "tanh", "arctan", "leaky_relu", "selu", "elu", "gelu", "silu"):
        assert str(at(name, -0.0)) == "-0.0", name
        assert str(at(name, 0.0)) == "0.0", name
    assert str(at("relu", -0.0)) == "0.0"


def test_vjp_is_the_product_with_the_derivative(kernels: dict) -> None:
    values = stratified("float32", [Fraction(0)])
    g = np.random.default_rng(3).normal(size=values.size).astype("float32")
    for name, made in kernels.items():
        slope = evaluate(made["derivative", "float32"].program, "float32", x=values)
        product = evaluate(made["vjp", "float32"].program, "float32", x=values, g=g)
        assert np.array_equal(product, slope * g), name


def test_an_error_of_a_vjp_is_within_its_own_budget(kernels: dict) -> None:
    """g times f' with g of full significands and many sizes, at points of few and many bits."""
    rng = np.random.default_rng(17)
    for a in EVERY:
        default = a.with_defaults()
        x = np.concatenate([rng.uniform(-12, 12, 150), rng.normal(size=100)]).astype("float32")
        g = np.ldexp(rng.uniform(1, 2, x.size), rng.integers(-60, 60, x.size)).astype("float32")
        program = kernels[a.name]["vjp", "float32"].program
        found = evaluate(program, "float32", x=x, g=g)
        slope = truth(derivative(default), x)
        exact = [
            (Fraction(h) + Fraction(low)) * Fraction(2) ** int(n) * Fraction(float(c))
            for h, low, n, c in zip(slope.high, slope.low, slope.exponent, g, strict=True)
        ]
        normal = slope.exponent >= -126  # a subnormal f' has lost digits before it meets g
        errors = ulp_errors(found, Reference.exact(exact), "float32")
        assert errors[normal].max() <= 3, a.name


def test_an_output_outside_the_range_gives_nan(kernels: dict) -> None:
    outside = {"sigmoid": [-0.1, 1.1], "tanh": [-1.1, 1.1], "selu": [-1.8], "relu": [-0.1]}
    for name, values in outside.items():
        program = kernels[name]["vjp_from_output", "float64"].program
        found = evaluate(program, "float64", g=np.ones(len(values)), y=np.array(values))
        assert np.isnan(found).all()


def test_a_budget_that_no_candidate_meets_is_refused_by_name() -> None:
    with pytest.raises(BudgetError, match=r"sigmoid value \(float64\) on .*bits are lost"):
        lower(CATALOGUE["sigmoid"], evaluate, 0.5, Documentation(""))


def test_an_activation_does_without_a_gradient_from_the_output_that_is_over_the_budget() -> None:
    """f' = 2 sqrt(f - b) loses the digits of b, which is no float."""

    @activation()
    def raised(x: Real):
        """A parabola over a constant."""
        return Piecewise((x**2 - Rational(4472, 10000), x > 0), (-Rational(4472, 10000), True))

    found, rows = elementwise_kernels(raised, evaluate, BUDGET, Documentation(""), {})
    assert {k.kind for k in found.kernels} == {"value", "derivative", "vjp"}
    refused = [r for r in rows if np.isinf(r.max_ulp)]
    assert {(r.kernel, r.general) for r in refused} == {("vjp_from_output", False)}
    assert "raised vjp_from_output (float" in refused[0].forms[0]


def test_an_activation_does_without_a_gradient_from_the_output_that_has_no_form() -> None:
    """f' = abs(cos f), of which a series is asked where f is largest."""

    @activation()
    def gudermannian(x: Real):
        """The angle whose tangent is sinh(x)."""
        return atan(sinh(x))

    found, rows = elementwise_kernels(gudermannian, evaluate, BUDGET, Documentation(""), {})
    assert {k.kind for k in found.kernels} == {"value", "derivative", "vjp"}
    assert {r.kernel for r in rows if np.isinf(r.max_ulp)} == {"vjp_from_output"}


def test_zeros_where_every_form_cancels_are_covered() -> None:
    """log(1 + exp(x)) - x/2 - log(2) loses everything next to 0; nobody tuned anything for it."""

    @activation()
    def cancelling(x: Real):
        """A parabola near 0."""
        return log(1 + exp(x)) - x / 2 - log(2)

    found = lower(cancelling, evaluate, BUDGET, Documentation(""))
    values = points("float32", cancelling)
    program = next(k.program for k in found.kernels if (k.kind, k.dtype) == ("value", "float32"))
    errors = ulp_errors(
        evaluate(program, "float32", x=values), truth(pieces(cancelling), values), "float32"
    )
    assert errors.max() <= BUDGET


def test_a_function_without_a_program_is_refused_by_name() -> None:
    @activation()
    def odd_root(x: Real):
        """A seventh root."""
        return (1 + x**2) ** Rational(1, 7) + sqrt(1 + Abs(x))

    with pytest.raises(BudgetError, match="odd_root"):
        lower(odd_root, evaluate, BUDGET, Documentation(""))


@pytest.mark.parametrize("formula", [sqrt, log, lambda x: 1 / x, lambda x: sqrt(1 - x**2)])
def test_a_function_that_is_not_defined_everywhere_is_refused_with_its_domain(formula) -> None:
    x = Real("x")
    partial = Activation("partial", formula(x), x, None, (), "", "")
    with pytest.raises(UnsupportedError, match=r"partial has a value for x in [\[(].* only"):
        lower(partial, evaluate, BUDGET, Documentation(""))


def test_a_kernels_hash_is_that_of_its_program_alone(kernels: dict) -> None:
    again = lower(CATALOGUE["relu"], evaluate, BUDGET, Documentation("other words"))
    hashes = {(k.kind, k.dtype): k.hash for k in again.kernels}
    assert hashes == {key: k.hash for key, k in kernels["relu"].items()}
    everything = [k.hash for made in kernels.values() for k in made.values()]
    programs = {repr(made["value", "float32"].program): made for made in kernels.values()}
    values = {made["value", "float32"].hash for made in kernels.values()}
    assert len(values) == len(programs)
    assert len(everything) > len(EVERY) * 6


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("where", [1e-30, 0.7, 5.43, 3e12])
def test_a_dense_search_finds_what_few_inputs_of_either_sign_are_off_by(
    where: float, sign: int
) -> None:
    """Between `where` and 5% more all inputs are 1 ulp off, and one in a thousand is up to 4."""

    def off(x: np.ndarray) -> np.ndarray:
        y = x.astype(np.float32)
        rare = (y.view(np.uint32) * np.uint32(2654435761) >> np.uint32(22)) == 0
        there = (sign * x >= where) & (sign * x < 1.05 * where)
        return y * np.where(there, np.where(rare, 1 + 2.0**-21, 1 + 2.0**-23), 1).astype("f")

    line, no_edges = (-np.inf, np.inf), np.zeros(0)
    x, errors = worst_inputs(off, lambda x: x, lambda truth: np.ones(1), line, no_edges)
    assert errors[0] > 2
    assert where <= sign * float(x[0]) < 1.05 * where


@pytest.mark.parametrize("edge", [-1.2742, 1.0, 3e12])
def test_a_dense_search_looks_closely_beside_edges(edge: float) -> None:
    """A thousand inputs are 2 ulp off, where as many stretches as are looked at are 1 ulp off."""

    def off(x: np.ndarray) -> np.ndarray:
        y = x.astype(np.float32)
        apart = np.abs(y.view(np.int32).astype(np.int64) - np.float32(edge).view(np.int32))
        return y * np.where(apart < 500, 1 + 2.0**-22, 1 + 2.0**-23 * (y > 0)).astype("f")

    line = (-np.inf, np.inf)
    _, errors = worst_inputs(off, lambda x: x, lambda truth: np.ones(1), line, np.array([edge]))
    assert errors[0] >= 1.5
