"""Laws of functions along an axis: derived for every length, proved, and computed to 4 ulp."""

from __future__ import annotations

import importlib
import inspect
import pickle
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import sympy
from conftest import KERNEL_CACHE
from flint import arb, ctx
from sympy import Expr, KroneckerDelta, Sum, exp

from symact.accuracy.axiswise import measured_along, task
from symact.accuracy.plan import SUFFIX
from symact.activation import (
    LENGTH,
    Activation,
    FirstMaximum,
    Index,
    Maximum,
    Positive,
    Vector,
    activation,
)
from symact.catalogue import CATALOGUE
from symact.derive.absent import absent
from symact.derive.axiswise import (
    SCALAR_COTANGENT,
    differentiate,
    facts,
    is_zero,
    jacobian,
    jacobian_from_output,
    vjp,
    vjp_from_output,
)
from symact.derive.contraction import contract, put
from symact.driver.compiled import CompiledPackage
from symact.driver.identities import own_claims
from symact.driver.words import documentation
from symact.errors import InputError, UnsupportedError
from symact.expression import calls
from symact.ir import Const, Documentation, Kernel, KernelSet, Op, Parameter, Program, Var
from symact.ir import Expr as IRExpr
from symact.ir.row_stages import check_kernel
from symact.ir.scalar import InvalidProgram
from symact.lower.row_kernels import row_kernels
from symact.lower.shift import shifted
from symact.targets.numba import emit
from symact.ulp import Reference, ulp_errors
from symact.verify import verify

i, j, k = Index("i"), Index("j"), Index("k")
PACKAGE = "axis_kernels"
DTYPES = ("float32", "float64")


@activation()
def tempered(x: Vector, i: Index, beta: Positive = sympy.Rational(3, 2)):
    """Softmax of -beta x."""
    return exp(-beta * x[i]) / Sum(exp(-beta * x[j]), j)


MORE = (tempered,)
ALL = {a.name: a for a in (*CATALOGUE.values(), *MORE) if a.axiswise}
softmax, maxout, softmin = (ALL[n] for n in ("softmax", "maxout", "softmin"))
log_softmax, logsumexp = ALL["log_softmax"], ALL["logsumexp"]

COMPUTED = [(n, d) for n in ALL for d in DTYPES]


# formulas


def test_the_jacobian_of_softmax_is_contracted_for_every_length() -> None:
    f_k = put(softmax.expr, i, k)
    assert is_zero(jacobian(softmax) - softmax.expr * (KroneckerDelta(i, k) - f_k))
    assert not jacobian(softmax).has(sympy.Derivative)


FALSE = {
    "the document's": lambda f, f_k: f * (KroneckerDelta(i, k) - f),
    "a sign": lambda f, f_k: f * (KroneckerDelta(i, k) + f_k),
    "off the diagonal only": lambda f, f_k: -f * f_k,
    "on the diagonal only": lambda f, f_k: KroneckerDelta(i, k) * f * (1 - f),
    "a factor": lambda f, f_k: 2 * f * (KroneckerDelta(i, k) - f_k),
}


@pytest.mark.parametrize("form", FALSE.values(), ids=FALSE)
def test_a_false_jacobian_is_not_proved(form: Callable[[Expr, Expr], Expr]) -> None:
    assert not is_zero(jacobian(softmax) - form(softmax.expr, put(softmax.expr, i, k)))


def test_deltas_sums_and_maxima_contract() -> None:
    x = softmax.x
    assert contract(Sum(KroneckerDelta(j, k) * x[j], j)) == x[k]
    assert is_zero(Sum(exp(x[j] + x[k]), j) - exp(x[k]) * Sum(exp(x[j]), j))
    assert is_zero(Maximum(x[j] + x[k], j) - x[k] - Maximum(x[j], j))
    assert is_zero(Sum(FirstMaximum(x[j], j, k), k) - 1)
    assert not is_zero(Maximum(-x[j], j) + Maximum(x[j], j))
    assert not is_zero(Sum(x[j] * x[k], j) - Sum(x[j] ** 2, j))


def test_nested_sums_are_taken_one_at_a_time() -> None:
    """SymPy writes a sum of sums as one sum over two indices."""
    x, total = softmax.x, Sum(softmax.x[j], j)
    nested = Sum(Sum(x[k] + x[j] ** 2, k), j)
    assert len(nested.limits) == 2
    assert is_zero(nested - LENGTH * total - LENGTH * Sum(x[j] ** 2, j))
    assert not is_zero(Sum(Sum(x[j], k), j) - LENGTH * x[j])
    assert is_zero(Sum(Sum(KroneckerDelta(j, k) * x[k], k), j) - total)
    assert is_zero(contract(differentiate(nested, x, i)) - LENGTH * (1 + 2 * x[i]))
    with pytest.raises(UnsupportedError, match="at once"):
        contract(Sum(Sum(exp(x[j] * x[k]), k), j))


def test_a_bound_index_never_captures_a_free_one() -> None:
    x = softmax.x
    moved = put(Sum(x[j] * x[k], j), k, j)
    assert is_zero(moved - x[j] * Sum(x[i], i))
    assert not is_zero(moved - Sum(x[i] ** 2, i))


def test_forms_in_terms_of_the_output() -> None:
    y, g = sympy.IndexedBase("y", real=True), sympy.IndexedBase("g", real=True)
    assert is_zero(vjp_from_output(softmax) - y[k] * (g[k] - Sum(g[j] * y[j], j)))
    assert is_zero(jacobian_from_output(softmax) - y[i] * (KroneckerDelta(i, k) - y[k]))
    assert is_zero(jacobian_from_output(log_softmax) - KroneckerDelta(i, k) + exp(y[k]))
    assert vjp_from_output(maxout) is None
    assert vjp_from_output(logsumexp) is None


def test_the_subgradient_of_a_maximum_is_at_the_first() -> None:
    assert jacobian(maxout) == FirstMaximum(maxout.x[j], j, k)
    assert vjp(maxout) == SCALAR_COTANGENT * jacobian(maxout)


def test_facts_are_proved() -> None:
    found = {f.label: (f.value, f.how) for f in facts(softmax)}
    assert found["sum of the components"] == (1, "proved")
    assert found["a component lies in"] == (sympy.Interval.open(0, 1), "proved")
    assert found["shift"] == ("f(x + c) = f(x) for every number c", "proved")
    assert found["Jacobian"] == ("symmetric", "proved")
    of_maxout = {f.label: (f.value, f.how) for f in facts(maxout)}
    assert of_maxout["shift"] == ("f(x + c) = f(x) + c for every number c", "proved")
    assert of_maxout["derivative at a tie"][1] == "convention"
    assert "sum of the components" not in {f.label for f in facts(log_softmax)}


@pytest.mark.parametrize("about", ALL.values(), ids=ALL)
def test_what_the_kernels_rest_on_is_judged(about: Activation) -> None:
    default, own = about.with_defaults(), list(own_claims(about))
    verdicts = [verify(claim, default, calls(ALL)) for claim in own]
    assert [v.verdict for v in verdicts] == ["proved"] * len(own)
    remarks = {c.remark for c in own}
    assert ("the stable form" in remarks) == (about is not maxout)
    assert ("the derivative in terms of f" in remarks) == (about.index is not None)
    for claim in own[:1]:
        false = replace(claim, function=2 * claim.function)
        assert verify(false, default, calls(ALL)).verdict == "refuted"


def test_a_shift_is_refused_where_it_changes_the_value() -> None:
    x = softmax.x
    for wrong in (exp(x[i]), exp(x[i]) / (1 + Sum(exp(x[j]), j)), exp(x[i]) * exp(-x[k])):
        with pytest.raises(UnsupportedError):
            shifted(wrong, x)


# kernels


def product_of_halves() -> KernelSet:
    """f(x, value) = value x, along an axis `product`."""
    x, g, value, one = Var("x"), Var("g"), Var("value"), Const(Fraction(1))

    def kernels(kinds: dict[str, tuple[IRExpr, IRExpr]], *more: Var) -> tuple[Kernel, ...]:
        inputs = {k: ((g, x) if k.startswith("vjp") else (x,)) + more for k in kinds}
        return tuple(
            Kernel("times", k, dtype, Program(inputs[k], (), Op("mul", (a, b))))
            for dtype in DTYPES
            for k, (a, b) in kinds.items()
        )

    return KernelSet(
        "times",
        kernels({"value": (x, one), "vjp": (g, one)}),
        Documentation("A product.", halves="product"),
        (Parameter("value", Fraction(1)),),
        kernels({"value": (x, value), "vjp": (g, value), "vjp_value": (g, x)}, value),
    )


def write_package(folder: Path, activations: list[Activation], name: str = PACKAGE) -> None:
    sets = [*(row_kernels(a, documentation(a)) for a in activations), product_of_halves()]
    write_sets(folder, sets, name)


def write_sets(folder: Path, sets: list[KernelSet], name: str) -> None:
    for path, text in emit(sets, name).items():
        (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / name / path).write_text(text)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A package of all functions along an axis."""
    folder = tmp_path_factory.mktemp("package")
    write_package(folder, list(ALL.values()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMACT_KERNELS_CACHE", str(KERNEL_CACHE))
        yield folder / PACKAGE


@pytest.fixture(scope="module")
def kernels(package: Path) -> Iterator[ModuleType]:
    """The package, imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(package.parent)
        with imported(PACKAGE) as module:
            yield module


@contextmanager
def imported(package: str) -> Iterator[ModuleType]:
    """A package, imported for a while."""
    yield importlib.import_module(package)
    for name in [n for n in sys.modules if n.split(".")[0] == package]:
        del sys.modules[name]


ROWS, OF_MATRICES = {1: 1, 8: 24, 100: 1}, {1: 1, 3: 12, 8: 6}
"""How many rows of each length."""


def errors(package: Path, about: Activation, dtype: str) -> dict[str, float]:
    """The largest error of each kind of kernel."""
    compiled = CompiledPackage(package)
    names = [f for f in compiled.hashes(about.name) if f.endswith(SUFFIX[dtype])]
    tasks = [task(about, f, compiled) for f in names]
    return {
        t.kind: measured_along(
            replace(t, lengths=OF_MATRICES if t.kind == "derivative" else ROWS)
        ).max_ulp
        for t in tasks
    }


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_what_cancels_is_left_to_careful_kernels(name: str, tmp_path: Path) -> None:
    kernels = row_kernels(ALL[name], documentation(ALL[name]))
    doubtful = [k for k in kernels.axiswise if k.careful is not None and k.dtype == "float32"]
    assert {"vjp", "vjp_from_output"} <= {k.kind for k in doubtful}
    for kernel in doubtful:
        with pytest.raises(InvalidProgram, match="careful"):
            check_kernel(replace(kernel, careful=None))
    rash = [replace(k, doubt=None, careful=None) for k in kernels.axiswise]
    write_sets(tmp_path, [replace(kernels, axiswise=tuple(rash))], "rash")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMACT_KERNELS_CACHE", str(tmp_path))
        for kind in ("vjp", "vjp_from_output"):
            found = task(ALL[name], f"{kind}_f32", CompiledPackage(tmp_path / "rash"))
            assert measured_along(replace(found, lengths={8: 700})).max_ulp > 4


def worst_share(module: ModuleType, name: str, dtype: str, reach: int) -> float:
    """The largest error of a softmax or softmin at rows all over the type, in ulp."""
    sign, worst = -1 if name == "softmin" else 1, 0.0
    below = np.array([0, -0.5, -3, -40, -88, -103.5, -104.5, -150, -700, -745.5, -1e5, -inf])
    for m in np.linspace(-reach, reach, 401):
        x = (m + below).astype(dtype)
        with ctx.workprec(200):
            powers = [(arb(v) - arb(float(x[0]))).exp() for v in x.tolist()]
            total = sum(powers, arb(0))
            truth = Reference.balls([p / total for p in powers])
        with np.errstate(all="ignore"):
            found = getattr(module, name)(sign * x)
        worst = max(worst, float(ulp_errors(found, truth, dtype).max()))
    return worst


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["softmax", "softmin"])
def test_a_row_whose_exponentials_are_near_an_end_of_the_type_is_shifted(
    kernels: ModuleType, name: str, dtype: str, tmp_path: Path
) -> None:
    reach = 130 if dtype == "float32" else 1100
    assert worst_share(kernels, name, dtype, reach) <= 2
    made = row_kernels(ALL[name], documentation(ALL[name]))
    rash = [replace(k, doubt=None, careful=None) for k in made.axiswise]
    write_sets(tmp_path, [replace(made, axiswise=tuple(rash))], "unshifted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMACT_KERNELS_CACHE", str(tmp_path))
        patch.syspath_prepend(tmp_path)
        with imported("unshifted") as module:
            assert worst_share(module, name, dtype, reach) > 1e6


ALIKE = [
    (name, kernel.dtype)
    for name in ("softmax", "softmin")
    for kernel in row_kernels(ALL[name], documentation(ALL[name])).axiswise
    if kernel.alike
]


def rows_of_all_sizes(dtype: str, n: int, largest: float) -> np.ndarray:
    """Rows with components that vanish beside others, and with infinite ones."""
    rng = np.random.default_rng(n)
    x = rng.uniform(-1, 1, (40, n)) * rng.choice([1, 10, 100, 800, 1e5], (40, n))
    x[rng.uniform(size=x.shape) < 0.1] = -inf
    x[np.arange(40), rng.integers(n, size=40)] = x.max(axis=1) if n > 3 else 0
    finite = np.where(np.isfinite(x), x, 0)
    return (x - np.maximum(finite.max(axis=1, keepdims=True), 0) + largest).astype(dtype)


@pytest.mark.parametrize(("name", "dtype"), ALIKE)
def test_a_careful_kernel_that_is_alike_gives_equal_bits(
    kernels: ModuleType, name: str, dtype: str, tmp_path: Path
) -> None:
    """So that rows beside one in doubt may be computed by it, several at once."""
    made = row_kernels(ALL[name], documentation(ALL[name]))
    assert {dtype for _, dtype in ALIKE} == set(DTYPES)
    with pytest.raises(InvalidProgram, match="alike"):
        check_kernel(replace(made.axiswise[0], doubt=None, careful=None))
    careful = [k.careful or k for k in made.axiswise]
    write_sets(tmp_path, [replace(made, axiswise=tuple(careful))], "careful")
    sign = -1 if name == "softmin" else 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMACT_KERNELS_CACHE", str(tmp_path))
        patch.syspath_prepend(tmp_path)
        with imported("careful") as module, np.errstate(all="ignore"):
            for n in (1, 2, 5, 8, 31, 67, 300, 1024):
                for largest in (-11, 0.3, 9, 30):
                    x = sign * rows_of_all_sizes(dtype, n, largest)
                    found, expected = (getattr(m, name)(x) for m in (kernels, module))
                    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(("name", "dtype"), ALIKE)
def test_rows_beside_one_in_doubt_are_as_they_are_alone(
    kernels: ModuleType, name: str, dtype: str
) -> None:
    f, sign = getattr(kernels, name), -1 if name == "softmin" else 1
    far = 1e5 if dtype == "float64" else 200
    for n in (3, 8, 20, 67, 100, 1024):
        x = sign * rows_of_all_sizes(dtype, n, 1.0)
        x[::7] += np.array(far, dtype)
        x[5] = nan
        with np.errstate(all="ignore"):
            alone = np.stack([f(row) for row in x])
            np.testing.assert_array_equal(f(x), alone)
            np.testing.assert_array_equal(f(np.asfortranarray(x)), alone)
            np.testing.assert_array_equal(f(x.T.copy(), axis=0).T, alone)
            within = x.copy()
            np.testing.assert_array_equal(f(within, out=within), alone)


@pytest.mark.parametrize(("name", "dtype"), COMPUTED)
def test_kernels_agree_with_exact_values(package: Path, name: str, dtype: str) -> None:
    """Also next to saturated outputs, and where a sum of exponentials is next to 1."""
    found = errors(package, ALL[name], dtype)
    assert {"value", "derivative", "vjp"} <= set(found)
    assert max(found.values()) <= 2.5


def kernel(kernels: ModuleType, name: str, kind: str = "") -> Any:
    return getattr(kernels, f"{name}_{kind}" if kind else name)


def batch(dtype: str, *shape: int) -> np.ndarray:
    return np.random.default_rng(3).normal(0, 3, shape).astype(dtype)


LAYOUTS = {
    "transposed": lambda x: x.T.copy().T,
    "every second": lambda x: np.repeat(x, 2, axis=-1)[..., ::2],
    "backwards": lambda x: x[..., ::-1].copy()[..., ::-1],
    "big-endian": lambda x: x.astype(x.dtype.newbyteorder(">")),
    "misaligned": lambda x: (
        np.frombuffer(b"-" + x.tobytes(), np.uint8)[1:].view(x.dtype).reshape(x.shape)
    ),
    "one row at a time": lambda x: x,
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("change", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("n", [1, 3, 8, 13, 31, 33, 100])
def test_bits_do_not_depend_on_the_layout(
    kernels: ModuleType, n: int, change: Callable[[np.ndarray], np.ndarray], dtype: str
) -> None:
    x, g = batch(dtype, 35, n), batch(dtype, 35, n)[::-1].copy()
    for name in ("softmax", "maxout"):
        reduced = name == "maxout"
        value, pullback = kernel(kernels, name), kernel(kernels, name, "vjp")
        cotangent = g[:, 0] if reduced else g
        plain, pulled = value(x), pullback(cotangent, x)
        jacobians = kernel(kernels, name, "derivative")(x)
        alone = np.stack([pullback(*rows) for rows in zip(cotangent, x, strict=True)])
        np.testing.assert_array_equal(alone, pulled)
        assert plain.dtype == pulled.dtype == np.dtype(dtype)
        np.testing.assert_array_equal(value(change(x)), plain)
        np.testing.assert_array_equal(pullback(cotangent, change(x)), pulled)
        few = slice(0, 35, 9)
        found = kernel(kernels, name, "derivative")(change(x[few]))
        np.testing.assert_array_equal(found, jacobians[few])
        np.testing.assert_array_equal(np.stack([value(row) for row in x]), plain)
        out = np.full((*plain.shape, 3), np.nan, dtype)[..., 1]
        assert value(change(x), out=out) is out
        np.testing.assert_array_equal(out, plain)


def rows_of_all_kinds(dtype: str, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and cotangents, some special, some whose digits cancel, one that overflows."""
    x, g = batch(dtype, 37, n), batch(dtype, 37, n)[::-1].copy()
    x[3, -1], x[5, 0], x[7], x[9] = np.nan, np.inf, -np.inf, 0
    x[10], x[11] = -abs(x[10]), -0.0
    x[9, 1::2], x[10, 1:3] = -0.0, (-0.0, 0)
    x[12] = x[12, 0]
    g[14], g[20, -1] = 1, -np.inf
    g[16, :2] = np.finfo(dtype).max, -np.finfo(dtype).max
    return x, g


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", [4, 5, 8, 9, 13, 16, 20, 31, 33, 100, 300])
@pytest.mark.parametrize("name", ["softmax", "log_softmax", "logsumexp", "maxout"])
def test_rows_taken_together_are_as_each_alone(
    kernels: ModuleType, name: str, n: int, dtype: str
) -> None:
    x, g = rows_of_all_kinds(dtype, n)
    value = kernel(kernels, name)
    y = value(x)
    if y.ndim == 1:
        g = np.repeat(g[:, :1], 3, axis=1)[:, 1]
    calls = {"": (x,), "vjp": (g, x), "vjp_from_output": (g, y)}
    for kind, operands in calls.items():
        if not hasattr(kernels, f"{name}_{kind}".rstrip("_")):
            continue
        function = kernel(kernels, name, kind)
        with np.errstate(all="ignore"):
            together = function(*operands)
            alone = np.stack([function(*row) for row in zip(*operands, strict=True)])
            for k, operand in enumerate(operands):
                if operand.shape == together.shape:
                    own = operand.copy()
                    found = function(*operands[:k], own, *operands[k + 1 :], out=own)
                    np.testing.assert_array_equal(found, alone)
        np.testing.assert_array_equal(together, alone)
        np.testing.assert_array_equal(
            np.signbit(together[alone == 0]), np.signbit(alone[alone == 0])
        )


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_any_axis(kernels: ModuleType, axis: int) -> None:
    x, g = batch("float64", 2, 3, 4), batch("float64", 4, 3, 2).T.copy()
    last = np.moveaxis(x, axis, -1)
    for name, cotangent in (("softmax", g), ("maxout", g.take(0, axis))):
        at_end = cotangent if name == "maxout" else np.moveaxis(g, axis, -1)
        value, pullback = kernel(kernels, name), kernel(kernels, name, "vjp")
        expected = value(last)
        found = value(x, axis=axis)
        found = found if name == "maxout" else np.moveaxis(found, axis, -1)
        np.testing.assert_array_equal(found, expected)
        pulled = np.moveaxis(pullback(cotangent, x, axis=axis), axis, -1)
        np.testing.assert_array_equal(pulled, pullback(at_end, last))
        derivative = kernel(kernels, name, "derivative")
        moved = derivative(x, axis=axis)
        if name == "maxout":
            moved = np.moveaxis(moved, axis, -1)
        np.testing.assert_array_equal(moved, derivative(last))


def test_the_vjp_is_the_cotangent_times_the_jacobian(kernels: ModuleType) -> None:
    x, g = batch("float64", 6, 9), batch("float64", 9, 6).T.copy()
    product = np.einsum("ri,rik->rk", g, kernels.softmax_derivative(x))
    np.testing.assert_allclose(kernels.softmax_vjp(g, x), product, rtol=1e-12, atol=1e-15)
    y = kernels.softmax(x)
    np.testing.assert_allclose(kernels.softmax_vjp_from_output(g, y), product, 1e-11, 1e-15)
    expected = g[:, :1] * kernels.maxout_derivative(x)
    np.testing.assert_array_equal(kernels.maxout_vjp(g[:, 0], x), expected)


inf, nan = np.inf, np.nan
SPECIAL = {
    "NaN": ([1, nan, 2], [nan] * 3, nan),
    "inf": ([1, inf, 2], [nan] * 3, inf),
    "all -inf": ([-inf] * 3, [nan] * 3, -inf),
    "one -inf": ([0, -inf, 0], [0.5, 0, 0.5], 0),
    "far apart": ([-1e30, 1e30, -inf], [0, 1, 0], 1e30),
    "the largest": ([3.4e38, -3.4e38, 0], [1, 0, 0], 3.4e38),
    "equal": ([1000, 1000, -1000], [0.5, 0.5, 0], 1000),
    "NaN and infinities": ([inf, nan, -inf], [nan] * 3, nan),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("row", "soft", "largest"), SPECIAL.values(), ids=SPECIAL)
def test_special_values_and_no_flags(
    kernels: ModuleType, row: list[float], soft: list[float], largest: float, dtype: str
) -> None:
    x = np.array(row, dtype)
    for repeats in (1, 11, 40):  # the tail of a vector loop, its whole steps, both
        long = np.tile(x, repeats)
        with np.errstate(all="raise", under="ignore"):
            found, most = kernels.softmax(long), kernels.maxout(long)
            slopes = kernels.maxout_derivative(long)
            kernels.softmax_derivative(long)
            kernels.softmax_vjp(np.ones_like(long), long)
        assert found.dtype == dtype
        if repeats == 1:
            np.testing.assert_array_equal(found, np.array(soft, dtype))
        assert np.isnan(found).tolist() == np.isnan(soft * repeats).tolist()
        np.testing.assert_array_equal(most, np.array(largest, dtype))
        first = np.zeros_like(long)
        first[np.argmax(long)] = 1
        np.testing.assert_array_equal(slopes, long * nan if np.isnan(largest) else first)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_largest_zero_is_positive_where_any_is(kernels: ModuleType, dtype: str) -> None:
    for n in (1, 2, 9, 40, 300):
        x = np.full((n + 1, n), -0.0, dtype)
        np.fill_diagonal(x, 0.0)
        for rows in (x, x.T.copy().T, x - (np.arange(n) % 3 == 1)):
            signs = np.signbit(kernels.maxout(rows))
            assert signs.tolist() == [not np.any(~np.signbit(row)) for row in rows]


def test_a_tie_goes_to_the_first_maximum(kernels: ModuleType) -> None:
    np.testing.assert_array_equal(kernels.maxout_derivative([1.0, 2, 2, 0, 2]), [0, 1, 0, 0, 0])
    assert kernels.maxout_vjp(3.0, [[2.0, 2], [1, 5]]).tolist() == [[3, 0], [0, 3]]


def test_a_pullback_of_large_cotangents_is_finite_where_the_true_one_is(
    kernels: ModuleType,
) -> None:
    for dtype, large in (("float32", 3e38), ("float64", 1.7e308)):
        g, x = np.array([large, -large, 0], dtype), np.array([0, 0.1, -1], dtype)
        expected = kernels.softmax_vjp(g / 1024, x) * np.array(1024, dtype)
        with np.errstate(all="raise", under="ignore"):
            np.testing.assert_allclose(kernels.softmax_vjp(g, x), expected, rtol=1e-6)


def test_a_large_cotangent_of_a_component_next_to_0(kernels: ModuleType) -> None:
    for x in (np.array([0.0, -1e30, -1]), np.array([3.0, -800, 0])):
        for kind in ("softmax_vjp", "log_softmax_vjp"):
            assert np.isfinite(getattr(kernels, kind)(np.array([1e308, -1e308, 3]), x)).all()
    y, g = np.array([0.0, -715.0]), np.array([1e300, 0.5])
    expected = Decimal("0.5") - Decimal(-715).exp() * int(1e300)
    found = Decimal(float(kernels.log_softmax_vjp_from_output(g, y)[1]))
    assert abs(found - expected) < Decimal(2) ** -52


def test_a_large_cotangent_beside_components_that_do_not_count(kernels: ModuleType) -> None:
    for dtype in DTYPES:
        large, mask = np.finfo(dtype).max, np.array([True] * 5 + [False])
        x, g = np.array([3, 1, 0, -1, 2, 7], dtype), np.full(6, large)
        g[1] = -large / 2
        less = np.ldexp(g, -8)
        for name in ("softmax", "log_softmax"):
            for kind in ("vjp", "vjp_from_output"):
                pullback = kernel(kernels, name, kind)
                at = kernel(kernels, name)(x, mask=mask) if kind.endswith("output") else x
                with np.errstate(over="ignore"):
                    expected = np.ldexp(pullback(less, at, mask=mask), 8)
                    found = pullback(g, at, mask=mask)
                assert np.isfinite(expected).sum() > 3
                np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_a_cotangent_that_is_not_finite_shows_in_all_of_its_row(kernels: ModuleType) -> None:
    for dtype in DTYPES:
        for x in ([0, -1, -2], [0, -1, -3000], [-inf, -1, 0], [0, -760, 3], [2, 2, 2]):
            for name in ("softmax", "log_softmax", "softmin"):
                rows = np.array(x, dtype) * (-1 if name == "softmin" else 1)
                operands = {"vjp": rows, "vjp_from_output": kernel(kernels, name)(rows)}
                for kind, operand in operands.items():
                    for k in range(3):
                        for bad in (inf, -inf, nan):
                            g = np.where(np.arange(3) == k, bad, 1).astype(dtype)
                            with np.errstate(all="raise"):
                                found = kernel(kernels, name, kind)(g, operand)
                            assert not np.isfinite(found).any()
                            assert np.isnan(found).all() or not np.isnan(bad)


@pytest.mark.parametrize("largest", [0.0, 1e-30, -1e-20])
def test_the_logarithm_of_a_sum_next_to_1_keeps_its_digits(
    kernels: ModuleType, largest: float
) -> None:
    for below in (-10, -20, -32, -37, -40, -53, -60, -80):
        for repeats in (1, 3):
            x = np.array([largest, *[below] * repeats], "float32")
            rest = repeats * Decimal(below).exp()
            expected = Decimal(float(x[0])) + rest - rest * rest / 2 + rest**3 / 3
            found = Decimal(float(kernels.logsumexp(x)))
            assert abs(found - expected) <= abs(expected) * Decimal(2) ** -23


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("name", "sign"), [("softmax", 1), ("softmin", -1)])
def test_a_pullback_of_equal_cotangents_keeps_its_digits(
    kernels: ModuleType, name: str, sign: int, dtype: str
) -> None:
    """What is left of g_k - sum(g_j y_j) is how far the sum of the y_j is from 1 by rounding."""
    rng = np.random.default_rng(3)
    for n in (3, 8, 40, 300):
        for spread in (0, 1e-15, 1e-12, 1e-3):
            y = kernels.softmax((3 * rng.standard_normal(n)).astype(dtype))
            g = (rng.uniform(1, 9) * (1 + spread * rng.standard_normal(n))).astype(dtype)
            parts = list(zip(map(Fraction, y.tolist()), map(Fraction, g.tolist()), strict=True))
            total = sum(a * b for a, b in parts)
            truth = Reference.exact([sign * a * (b - total) for a, b in parts])
            found = getattr(kernels, f"{name}_vjp_from_output")(g, y)
            assert ulp_errors(found, truth, dtype).max() <= 2.5


def test_overflow_is_told_only_where_a_finite_input_gives_it(kernels: ModuleType) -> None:
    g, y = np.array([1e308, -1e308]), np.array([1e10, 1.0])
    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        kernels.softmax_vjp_from_output(g, y)
    with np.errstate(all="raise"):
        kernels.softmax_vjp_from_output(np.array([inf, 1.0]), y)


def test_empty_axes_and_empty_batches(kernels: ModuleType) -> None:
    assert kernels.softmax(np.zeros((3, 0))).shape == (3, 0)
    assert kernels.softmax_derivative(np.zeros((3, 0))).shape == (3, 0, 0)
    assert kernels.softmax(np.zeros((0, 3), "f")).shape == (0, 3)
    assert kernels.maxout(np.zeros((0, 3))).shape == (0,)
    assert kernels.maxout(np.zeros((0, 3)), axis=1).shape == (0,)
    for axis, shape in ((-1, (3, 0)), (0, (0, 3)), (-1, (0,))):
        with pytest.raises(ValueError, match="empty"):
            kernels.maxout(np.zeros(shape), axis=axis)


def test_a_cotangent_of_another_shape_than_the_result_is_refused_in_words(
    kernels: ModuleType,
) -> None:
    x = np.ones((2, 3))
    for g, axis, rows in (((2, 3), -1, (2,)), ((2,), 0, (3,)), ((4,), -1, (2,))):
        message = f"g has the shape {g}; it takes one number for each row of x, {rows}"
        with pytest.raises(ValueError, match=re.escape(message)):
            kernels.maxout_vjp(np.ones(g), x, axis=axis)
    with pytest.raises(ValueError, match=r"out|shape"):  # g is right: NumPy's own words
        kernels.maxout_vjp(np.ones(2), x, out=np.empty((5, 5)))


MASKS = {
    "one": np.array([True, False, True, True, False]),
    "each": np.array([[True] * 5, [False] * 5, [False, True, False, False, False]]),
}


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
@pytest.mark.parametrize(("name", "beside"), [("softmax", 0.0), ("log_softmax", -np.inf)])
def test_masked_components_are_as_if_they_were_not_there(
    kernels: ModuleType, name: str, beside: float, mask: np.ndarray
) -> None:
    x, g = batch("float32", 3, 5), batch("float32", 3, 5)[::-1].copy()
    every = np.broadcast_to(mask, x.shape)
    x[~every], g[~every] = np.nan, np.inf
    value, pullback, by_output = (
        kernel(kernels, name, kind) for kind in ("", "vjp", "vjp_from_output")
    )
    y = value(x, mask=mask)
    found = [y, pullback(g, x, mask=mask), by_output(g, y, mask=mask)]
    for f, outside in zip(found, (beside, 0, 0), strict=True):
        np.testing.assert_array_equal(f[~every], np.float32(outside))
    for r in range(3):
        keep = every[r]
        if keep.any():
            alone = value(x[r, keep])
            np.testing.assert_allclose(y[r, keep], alone, rtol=1e-6)
            np.testing.assert_allclose(
                found[1][r, keep], pullback(g[r, keep], x[r, keep]), rtol=1e-5, atol=1e-7
            )
            np.testing.assert_allclose(
                found[2][r, keep], by_output(g[r, keep], alone), rtol=1e-5, atol=1e-7
            )
    out = np.empty_like(x)
    assert value(x, mask=mask, out=out) is out
    np.testing.assert_array_equal(value(x.T, axis=0, mask=every.T), y.T)
    with pytest.raises(TypeError, match="a mask is boolean"):
        value(x, mask=np.ones(5))


def test_what_a_masked_component_is_put_to_is_derived() -> None:
    oo = sympy.oo
    assert absent(softmax) == (-oo, 0)
    assert absent(softmin) == (oo, 0)
    assert absent(log_softmax) == (-oo, -oo)
    assert absent(logsumexp) is None
    assert absent(replace(softmax, expr=softmax.x[i] / Sum(softmax.x[j] ** 2, j))) is None


def test_a_reduction_over_groups_of_neighbours(kernels: ModuleType) -> None:
    x, g = batch("float32", 2, 6, 4), batch("float32", 2, 3, 4)
    apart = x.reshape(2, 3, 2, 4)
    for name in ("maxout", "logsumexp"):
        value, derivative, pullback = (
            kernel(kernels, name, kind) for kind in ("", "derivative", "vjp")
        )
        found = value(x, axis=1, pieces=2)
        np.testing.assert_array_equal(found, value(apart, axis=2))
        pulled = pullback(g, x, axis=-2, pieces=2)
        np.testing.assert_array_equal(pulled, pullback(g, apart, axis=2).reshape(x.shape))
        np.testing.assert_array_equal(
            derivative(x, axis=1, pieces=2), derivative(apart, axis=2).reshape(x.shape)
        )
        out = np.empty((2, 4, 6), "float32").transpose(0, 2, 1)
        assert pullback(g, x, axis=1, pieces=2, out=out) is out
        np.testing.assert_array_equal(out, pulled)
        with pytest.raises(ValueError, match=r"axis 1 has length 6.*pieces=4"):
            value(x, axis=1, pieces=4)


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_the_halves_of_an_axis(kernels: ModuleType, axis: int) -> None:
    x = batch("float32", 4, 6)
    a, b = np.split(x, 2, axis)
    g = np.ascontiguousarray(b[::-1])
    found = kernels.product(x, axis=axis)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, a * b)
    expected = np.concatenate([g * b, g * a], axis)
    np.testing.assert_array_equal(kernels.product_vjp(g, x, axis=axis), expected)
    inside = x.copy()
    assert kernels.product_vjp(g, inside, axis=axis, out=inside) is inside
    np.testing.assert_array_equal(inside, expected)
    assert kernels.product.ufunc is kernels.times.ufunc


def test_an_odd_axis_has_no_halves(kernels: ModuleType) -> None:
    with pytest.raises(ValueError, match="product halves an axis, but axis 1 has the odd length 5"):
        kernels.product(np.ones((3, 5)))
    with pytest.raises(InputError, match="one parameter"):
        activation(halves="both")(tempered_declaration)


def tempered_declaration(x: Vector):
    """A sum."""
    return Sum(x[j], j)


def test_types(kernels: ModuleType) -> None:
    for code in "?bBhHiIlLqQ":
        x = np.array([[0, 1, 1], [1, 0, 0]]).astype(code)
        found = kernels.softmax(x)
        assert found.dtype == np.float64
        np.testing.assert_array_equal(found, kernels.softmax(x.astype(float)))
        assert kernels.maxout(x).tolist() == [1, 1]
    assert kernels.softmax_vjp(np.ones(3, "f"), np.ones(3, "d")).dtype == np.float64
    assert kernels.maxout_vjp(3.0, np.ones(3, "f")).dtype == np.float32
    for bad in ("F", "D", "g", "O"):
        with pytest.raises(TypeError):
            kernels.softmax(np.ones(3, bad))
    half = batch("float16", 4, 50)
    expected = kernels.softmax(half.astype("float32")).astype("float16")
    np.testing.assert_array_equal(kernels.softmax(half), expected)


def test_functions_are_plain_over_a_generalised_ufunc(kernels: ModuleType) -> None:
    assert isinstance(kernels.softmax.ufunc, np.ufunc)
    assert kernels.softmax.ufunc.signature == "(n)->(n)"
    assert kernels.softmax_derivative.ufunc.signature == "(n)->(n,n)"
    assert kernels.maxout_vjp.ufunc.signature == "(),(n)->(n)"
    assert str(inspect.signature(kernels.softmax_vjp)) == "(g, x, axis=-1, out=None, mask=None)"
    assert str(inspect.signature(kernels.maxout)) == "(x, axis=-1, out=None, pieces=None)"
    assert "axis" in kernels.softmax.__doc__
    for function in (kernels.softmax, kernels.softmax.ufunc):
        assert pickle.loads(pickle.dumps(function)) is function


def test_the_same_formula_gives_the_same_bytes_and_another_one_another_hash() -> None:
    doc = Documentation("Words.")
    once, again = row_kernels(softmax, doc), row_kernels(softmax, doc)
    assert once == again
    hashes = {key.kind: key.hash for key in once.axiswise if key.dtype == "float32"}
    others = {key.kind: key.hash for key in row_kernels(softmin, doc).axiswise}
    assert hashes["value"] != others["value"]
    assert emit([once]) == emit([again])
