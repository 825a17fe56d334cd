"""The checked-in kernels, compiled: accurate from -1000 to 1000, quiet at the ends."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import symact_kernels as kernels

from symact.activation import Activation
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.enclose import enclose, enclose_to
from symact.pieces import Pieces
from symact.ulp import Reference, ulp_errors

ELEMENTWISE = [a for a in CATALOGUE.values() if not a.axiswise]
TYPES = ("float32", "float64")
BITS = 170
"""50 digits."""


def inputs(dtype: str, breaks: list[float]) -> np.ndarray:
    """10,000 points from -1000 to 1000, and both sides of every kink."""
    rng = np.random.default_rng(2017)
    spread = [np.linspace(-1000, 1000, 4000), rng.uniform(-20, 20, 4000), rng.normal(size=1984)]
    near = [
        np.nextafter(np.array([b] * 2, dtype), np.array([-np.inf, np.inf], dtype)) for b in breaks
    ]
    return np.concatenate([*spread, *near, breaks]).astype(dtype)


def truth(function: Pieces, x: np.ndarray) -> Reference:
    breaks = [Fraction(int(b.p), int(b.q)) for b in function.breaks]
    found = []
    for value in x.tolist():
        exact = Fraction(value)
        if exact in breaks:
            found.append(enclose(function.values[breaks.index(exact)], {}, BITS + 30))
        else:
            expr = function.pieces[sum(b < exact for b in breaks)].expr
            found.append(enclose_to(expr, {function.x: value}, BITS))
    return Reference.balls(found)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_values_and_derivatives_agree_with_50_digits(a: Activation, dtype: str) -> None:
    default = a.with_defaults()
    x = inputs(dtype, [float(b) for b in pieces(default).breaks])
    for name, function in (
        (a.name, pieces(default)),
        (f"{a.name}_derivative", derivative(default)),
    ):
        computed = getattr(kernels, name)(x)
        assert computed.dtype == dtype
        assert ulp_errors(computed, truth(function, x), dtype).max() <= 2


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_the_ends_raise_nothing(a: Activation, dtype: str) -> None:
    ends = np.array([-np.inf, -1e30, -1000, -0.0, 0.0, 1000, 1e30, np.inf], dtype)
    with np.errstate(all="raise", under="ignore"):
        for name in (a.name, f"{a.name}_derivative"):
            assert not np.isnan(getattr(kernels, name)(ends)).any()
        assert not np.isnan(getattr(kernels, f"{a.name}_vjp")(np.ones_like(ends), ends)).any()


@pytest.mark.parametrize("dtype", TYPES)
def test_softmax_and_maxout_along_an_axis(dtype: str) -> None:
    """Rows of every scale up to 1000, against exponentials of exact differences."""
    import flint
    from flint import arb

    rng = np.random.default_rng(1990)
    x = (rng.normal(size=(60, 33)) * np.logspace(-2, 2.5, 60)[:, None]).astype(dtype)
    computed = kernels.softmax(x, axis=-1)
    expected = []
    with flint.ctx.workprec(BITS + 60):
        for row in x.tolist():
            top = max(row)
            powers = [(arb(v) - top).exp() for v in row]
            whole = sum(powers, arb(0))
            expected += [p / whole for p in powers]
    errors = ulp_errors(computed.ravel(), Reference.balls(expected), dtype)
    assert errors.max() <= 4
    assert np.array_equal(kernels.softmax(x.T, axis=0), computed.T)
    assert np.array_equal(kernels.maxout(x, axis=-1), x.max(axis=-1))
    with np.errstate(all="raise", under="ignore"):
        wild = np.array([[-1e30, 0, 1e30], [-1000, 1000, 0], [-np.inf, 1, 2]], dtype)
        assert np.isfinite(kernels.softmax(wild)).all()
