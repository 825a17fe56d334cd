"""The checked-in kernels, compiled: accurate from -1000 to 1000."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import symact_kernels as kernels
from symact_kernels import _host
from symact_kernels._functions import measured_ufunc
from symact_kernels.functions import NAMES

from symact.accuracy.truth import references
from symact.activation import Activation
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.driver.kernels import lowered
from symact.driver.workers import Workers, silent
from symact.interpret import evaluate_kernel
from symact.ulp import Reference, ulp_errors

ELEMENTWISE = [a for a in CATALOGUE.values() if not a.axiswise]
BUDGETS = {"float32": 2, "float64": 3}
TYPES = ("float32", "float64")
BITS = 170
"""50 digits."""


def inputs(breaks: list[float]) -> np.ndarray:
    """2,000 numbers of float32 from -1000 to 1000, and both sides of every kink."""
    rng = np.random.default_rng(2017)
    spread = [np.linspace(-1000, 1000, 700), rng.uniform(-20, 20, 900), rng.normal(size=400)]
    kinks = np.array(breaks, np.float32)
    near = [np.nextafter(kinks, np.float32(side)) for side in (-np.inf, np.inf)]
    return np.concatenate([*spread, *near, kinks]).astype(np.float32)


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_values_and_derivatives_agree_with_the_definition(a: Activation) -> None:
    """The same inputs serve both types, so that true values are computed once."""
    default = a.with_defaults()
    breaks = [float(b) for b in pieces(default).breaks]
    for name, function in (
        (a.name, pieces(default)),
        (f"{a.name}_derivative", derivative(default)),
    ):
        x = inputs(breaks)
        true = references(function, x)
        kinks = np.nextafter(np.array(breaks * 2), [-np.inf] * len(breaks) + [np.inf] * len(breaks))
        closest = references(function, kinks)
        for dtype in TYPES:
            computed = getattr(kernels, name)(x.astype(dtype))
            assert computed.dtype == dtype
            assert ulp_errors(computed, true, dtype).max() <= BUDGETS[dtype], (name, dtype)
        if breaks:
            assert ulp_errors(getattr(kernels, name)(kinks), closest, "float64").max() <= 2, name


def of_every_kind(dtype: str) -> np.ndarray:
    """Random bit patterns, so subnormal numbers and NaN too, ordinary numbers, and special ones."""
    rng = np.random.default_rng(754)
    size = np.dtype(dtype).itemsize
    bits = np.frombuffer(rng.bytes(1000 * size), dtype)
    special = [0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, np.finfo(dtype).max, np.finfo(dtype).tiny]
    return np.concatenate([bits, rng.normal(0, 5, 1000), special]).astype(dtype)


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_compiled_kernels_give_the_bits_of_the_interpreter(a: Activation) -> None:
    """With tables and without, and as this machine takes them."""
    here = _host.uses_tables()
    with np.errstate(all="ignore"):
        for kernel in lowered(Workers(None, silent), [a], 2.0)[0].kernels.kernels:
            name = a.name if kernel.kind == "value" else f"{a.name}_{kernel.kind}"
            x = of_every_kind(kernel.dtype)
            operands = (x[::-1].copy(), x) if kernel.kind.startswith("vjp") else (x,)
            ways = [(getattr(kernels, name), here)]
            if kernel.near is not None:
                other = measured_ufunc("symact_kernels", a.name, kernel.kind, not here)
                ways.append((other, not here))
            for function, near in ways:
                expected = evaluate_kernel(kernel, near, *operands)
                found = function(*operands)
                assert np.array_equal(found, expected, equal_nan=True), (name, kernel.dtype, near)
                signs = np.isnan(found) | (np.signbit(found) == np.signbit(expected))
                assert signs.all(), (name, kernel.dtype, near)


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


@pytest.mark.parametrize("name", kernels.__all__[:-1])
def test_help_shows_the_formula_the_derivative_and_the_measured_error(name: str) -> None:
    text = getattr(kernels, name).__doc__
    of, kind = NAMES[name]
    if kind in ("value", "derivative", "halves"):
        assert re.search(r"(f'\(x\)|df(_i)?/dx_k) =", text)
    elif not CATALOGUE[of].axiswise and kind not in ("vjp_from_output", "halves_vjp"):
        assert f"df/d{kind.removeprefix('vjp_')} =" in text or "g f'(x), f'(x) =" in text
    assert "Measured error: float32 " in text


@pytest.mark.parametrize("a", ELEMENTWISE, ids=lambda a: a.name)
def test_help_and_the_readme_write_a_derivative_alike(a: Activation) -> None:
    words = getattr(kernels, f"{a.name}_derivative").__doc__.split("\n\n")[2]
    readme = (Path(__file__).parent.parent / "README.md").read_text()
    (row,) = (line for line in readme.splitlines() if line.startswith(f"| {a.name} | `"))
    slope = " ".join(words.split()).removeprefix("f'(x) =").strip()
    assert f"`{slope}`" in row
