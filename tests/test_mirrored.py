"""What one side of 0 says about the other, and polynomials from 0 to beyond a zero."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from ir_errors import errors
from sympy import Symbol, diff, exp, oo

from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.enclose import compile_arb, enclose_to
from symact.interpret import evaluate
from symact.ir import Op
from symact.lower.assemble import assemble
from symact.lower.compensation import compensated
from symact.lower.direct import direct
from symact.lower.levelled import levelled
from symact.lower.mirrored import mirror
from symact.lower.patches import Span, Zero, patched
from symact.lower.regions import Region, S, X, regions, side_form
from symact.lower.spots import everything
from symact.lower.thresholds import Measured
from symact.normalise import DISTANCE
from symact.pieces import Pieces

x = Symbol("x", real=True)
SILU_SLOPE = diff(x / (1 + exp(-x)), x)
POINTS = [Fraction(n, 7) for n in (1, 3, 8, 15, 40)]


def functions() -> dict[str, Pieces]:
    found = {}
    for a in CATALOGUE.values():
        if not a.axiswise:
            default = a.with_defaults()
            found[a.name] = pieces(default)
            found[f"{a.name}'"] = derivative(default)
    return found


FUNCTIONS = functions()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_mirror_is_one(name: str) -> None:
    function = FUNCTIONS[name]
    found = mirror(regions(function), function.x)
    if found is None:
        return
    left, right = (compile_arb(p.formula, (function.x,)) for p in regions(function))
    rest = compile_arb(found.rest.tower.expr(found.rest.element), (DISTANCE,))
    for s in POINTS:
        assert right(s).overlaps(found.sign * left(-s) + rest(s))


def test_known_mirrors_are_seen() -> None:
    def seen(name: str) -> tuple[int, str, bool] | None:
        found = mirror(regions(FUNCTIONS[name]), FUNCTIONS[name].x)
        if found is None:
            return None
        rest = found.rest.tower.expr(found.rest.element)
        return found.sign, str(rest.subs(DISTANCE, x)), found.left

    assert seen("sigmoid'") in ((1, "0", True), (1, "0", False))
    assert seen("tanh") in ((-1, "0", True), (-1, "0", False))
    assert seen("sigmoid") == seen("silu'") == seen("gelu'") == (-1, "1", True)
    assert seen("silu") == seen("softplus") == (1, "x", True)
    assert seen("log_sigmoid") == (1, "x", False)
    assert seen("elu") is seen("mish") is None


@pytest.mark.parametrize("name", ["silu", "silu'", "sigmoid", "log_sigmoid", "gelu'"])
def test_one_side_serves_the_whole_line(name: str) -> None:
    function = FUNCTIONS[name]
    found = mirror(regions(function), function.x)
    assert found is not None
    u = Symbol("x")
    sides = [direct(r.formula.xreplace({function.x: u})) for r in regions(function)]
    (whole,) = found.wholes(sides, X)
    values = np.array([-20.0, -3.3, -0.7, 0.7, 3.3, 20.0])
    value = evaluate(assemble((X,), whole), "float64", x=values)
    formula = function.pieces[0].expr
    true = [float(enclose_to(formula, {function.x: v}, 110).mid()) for v in values.tolist()]
    np.testing.assert_allclose(value, true, rtol=1e-13, atol=1e-15)  # by the bare formula


def test_a_polynomial_reaches_from_0_to_beyond_a_zero() -> None:
    """Of silu' to the left of 0: a form that is good far out, and nothing else."""
    form = side_form(SILU_SLOPE, x, True)
    assert form is not None
    far = next(iter(levelled(form, S, Op("min", (direct(2**20 + 0 * x), S)))))
    values = -np.geomspace(1e-3, 60, 2000).astype("float32")
    plain = errors(far.expr, SILU_SLOPE, x, values, "float32")
    measured = Measured(far, values, plain, plain, 1.0, True, 2.0)
    region = Region(-oo, x * 0, SILU_SLOPE)
    found = [f for f in patched([measured], region, x, "float32") if "from 0" in f.description]
    assert found
    for patch in found:
        expr = compensated(patch.expr, "float32", everything(patch.expr, "float32", patch.exempt))
        assert errors(expr, SILU_SLOPE, x, values, "float32").max() < 3
        assert errors(patch.expr, SILU_SLOPE, x, values, "float32").max() < 3


@pytest.mark.parametrize("left", [True, False])
def test_a_span_is_measured_from_its_zero(left: bool) -> None:
    at = Fraction(-5, 4) if left else Fraction(5, 4)
    zero = Zero(at, 1, False)
    assert Span(Fraction(1, 2)).ends(zero, left) == (Fraction(-1, 2), Fraction(1, 2))
    low, high = Span(Fraction(2), up_to_0=True).ends(zero, left)
    assert {low + at, high + at} == {0, -2 if left else 2}
