"""Laws of functions along an axis: derived for every length, proved, and computed to 4 ulp."""

from __future__ import annotations

import importlib
import inspect
import pickle
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import flint
import numpy as np
import pytest
import sympy
from flint import arb
from sympy import Expr, Idx, Indexed, KroneckerDelta, Sum, exp, log

from symact.activation import (
    LENGTH,
    Activation,
    FirstMaximum,
    Index,
    Maximum,
    Positive,
    Vector,
    activation,
    free_indices,
)
from symact.catalogue import CATALOGUE
from symact.derive.axiswise import (
    differentiate,
    facts,
    is_zero,
    jacobian,
    jacobian_from_output,
    vjp,
    vjp_from_output,
)
from symact.derive.contraction import contract, put
from symact.errors import UnsupportedError
from symact.ir import Documentation
from symact.lower.row_stages import row_kernels, shifted
from symact.targets.numba import emit
from symact.ulp import Reference, ulp_errors

i, j, k = Index("i"), Index("j"), Index("k")
PACKAGE = "axis_kernels"
DTYPES = ("float32", "float64")
LIMIT = 4.0
"""The error that a result may have, in ulp, for rows up to 1,024."""


@activation()
def log_softmax(x: Vector, i: Index):
    """The logarithm of softmax."""
    return x[i] - log(Sum(exp(x[j]), j))


@activation()
def softmin(x: Vector, i: Index):
    """Softmax of the opposite."""
    return exp(-x[i]) / Sum(exp(-x[j]), j)


@activation()
def logsumexp(x: Vector):
    """A smooth maximum."""
    return log(Sum(exp(x[j]), j))


@activation()
def tempered(x: Vector, i: Index, beta: Positive = sympy.Rational(3, 2)):
    """Softmax of -beta x."""
    return exp(-beta * x[i]) / Sum(exp(-beta * x[j]), j)


MORE = (log_softmax, softmin, logsumexp, tempered)
ALL = {a.name: a for a in (*CATALOGUE.values(), *MORE) if a.axiswise}
softmax, maxout = ALL["softmax"], ALL["maxout"]

COMPUTED = [(n, d) for n, a in ALL.items() for d in DTYPES if a not in MORE or d == "float32"]
"""Functions of the catalogue in both types; the others, there to show generality, in one."""


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
    assert vjp(maxout) == sympy.Symbol("g", real=True) * jacobian(maxout)


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


def test_a_shift_is_refused_where_it_changes_the_value() -> None:
    x = softmax.x
    for wrong in (exp(x[i]), exp(x[i]) / (1 + Sum(exp(x[j]), j)), exp(x[i]) * exp(-x[k])):
        with pytest.raises(UnsupportedError):
            shifted(wrong, x)


# kernels


def write_package(folder: Path, activations: list[Activation], name: str = PACKAGE) -> None:
    sets = [row_kernels(a, Documentation(a.meaning, str(a.expr))) for a in activations]
    for path, text in emit(sets, name).items():
        (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / name / path).write_text(text)


@pytest.fixture(scope="module")
def kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """A package of all functions along an axis, imported, with a cache of its own."""
    folder = tmp_path_factory.mktemp("package")
    write_package(folder, list(ALL.values()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMACT_KERNELS_CACHE", str(folder / "cache"))
        patch.syspath_prepend(folder)
        yield importlib.import_module(PACKAGE)
        for name in [n for n in sys.modules if n.split(".")[0] == PACKAGE]:
            del sys.modules[name]


class Row:
    """A formula over one row, evaluated node by node in ball arithmetic."""

    def __init__(self, **rows: np.ndarray | float) -> None:
        self.n = len(rows["x"])
        self.rows = {name: np.atleast_1d(np.asarray(row, float)) for name, row in rows.items()}
        self.found: dict[object, Any] = {}

    def value(self, expr: Expr, at: dict[Idx, int]) -> arb:
        if expr.is_Rational:
            return arb(flint.fmpq(int(expr.p), int(expr.q)))
        if isinstance(expr, Indexed):
            return arb(float(self.rows[str(expr.base.label)][at[expr.indices[0]]]))
        if isinstance(expr, sympy.Symbol):
            return arb(float(self.rows[str(expr)][0]))
        if isinstance(expr, KroneckerDelta):
            a, b = (at[index] for index in expr.args)
            return arb(a == b)
        if isinstance(expr, Sum | Maximum | FirstMaximum):
            return self._over_row(expr, at)
        parts = [self.value(a, at) for a in expr.args if not expr.is_Pow]
        if expr.is_Add:
            return sum(parts, arb(0))
        if expr.is_Mul:
            return np.prod(parts)
        if expr.is_Pow:
            return self.value(expr.base, at) ** int(expr.exp)
        return {exp: arb.exp, log: arb.log}[expr.func](*parts)

    def _over_row(self, expr: Expr, at: dict[Idx, int]) -> arb:
        body, index = (expr.function, expr.limits[0][0]) if isinstance(expr, Sum) else expr.args[:2]
        if (type(expr), body, index) not in self.found:
            values = [self.value(body, {index: p}) for p in range(self.n)]
            first = max(range(self.n), key=lambda p: float(values[p]))
            kinds = {Maximum: values[first], FirstMaximum: first}
            result = sum(values, arb(0)) if isinstance(expr, Sum) else kinds[type(expr)]
            self.found[type(expr), body, index] = result
        result = self.found[type(expr), body, index]
        return arb(at[expr.args[2]] == result) if isinstance(expr, FirstMaximum) else result

    def values(self, expr: Expr) -> list[arb]:
        """The entries of the result, in memory order."""
        free = sorted(free_indices(expr), key=str)
        places = product(range(self.n), repeat=len(free))
        with flint.ctx.workprec(BITS):
            return [self.value(expr, dict(zip(free, place, strict=True))) for place in places]


BITS = 6000
"""Beyond exp(-2000) = 2^-2886, so that differences of sums keep their digits."""


def samples(dtype: str, n: int, count: int) -> Iterator[np.ndarray]:
    rng = np.random.default_rng(n)
    scales = (1, 3, 30, 1000, 1e30)
    for number in range(count):
        scale = scales[number % 5]
        x = rng.normal(0, scale, n) if number % 2 else rng.uniform(-scale, scale, n)
        yield x.astype(dtype)


def worst(y: np.ndarray, exact: list[arb], dtype: str) -> float:
    assert all(e.rel_accuracy_bits() > 100 or abs(e) < arb(2) ** -1300 for e in exact)
    return float(ulp_errors(np.ravel(y), Reference.balls(exact), dtype).max())


LENGTHS = {1: 5, 2: 30, 3: 20, 8: 10, 100: 5, 1024: 2}


@pytest.mark.parametrize(("name", "dtype"), COMPUTED)
def test_values_agree_with_exact_ones(kernels: ModuleType, name: str, dtype: str) -> None:
    about = ALL[name].with_defaults()
    for n, count in LENGTHS.items():
        for x in samples(dtype, n, count):
            exact = Row(x=x).values(about.expr)
            if about.index is None and abs(exact[0]) < 1:
                continue  # a logarithm of one word loses digits where the sum it enters is near 0
            assert worst(kernel(kernels, name)(x), exact, dtype) <= LIMIT


@pytest.mark.parametrize(("name", "dtype"), COMPUTED)
def test_jacobians_agree_with_exact_ones(kernels: ModuleType, name: str, dtype: str) -> None:
    entry = jacobian(ALL[name].with_defaults())
    for n in (1, 2, 3, 8):
        for x in samples(dtype, n, LENGTHS[n]):
            found = kernel(kernels, name, "derivative")(x)
            assert worst(found, Row(x=x).values(entry), dtype) <= LIMIT


@pytest.mark.parametrize(("name", "dtype"), COMPUTED)
def test_vjps_agree_with_exact_ones(kernels: ModuleType, name: str, dtype: str) -> None:
    about = ALL[name].with_defaults()
    rng = np.random.default_rng(1)
    for n, count in LENGTHS.items():
        for x in samples(dtype, n, count):
            g = rng.normal(0, 1, () if about.index is None else n).astype(dtype)
            found = kernel(kernels, name, "vjp")(g, x)
            assert worst(found, Row(g=g, x=x).values(vjp(about)), dtype) <= LIMIT


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_vjp_keeps_its_digits_where_the_output_is_saturated(
    kernels: ModuleType, dtype: str
) -> None:
    """Next to an output of 1 - 2^-115 a vjp is a difference of sums that agree to 115 bits."""
    rng = np.random.default_rng(4)
    for above in (5, 10, 17, 20, 40, 80):
        for _ in range(5):
            x = rng.normal(0, 1, 8) + above * (np.arange(8) == rng.integers(8))
            x, g = x.astype(dtype), rng.normal(0, 1, 8).astype(dtype)
            exact = Row(g=g, x=x).values(vjp(ALL["softmax"]))
            assert worst(kernel(kernels, "softmax", "vjp")(g, x), exact, dtype) <= LIMIT


@pytest.mark.parametrize(
    ("name", "dtype"), [(n, d) for n, d in COMPUTED if vjp_from_output(ALL[n]) is not None]
)
def test_vjps_from_the_output_agree_with_exact_ones(
    kernels: ModuleType, name: str, dtype: str
) -> None:
    form = vjp_from_output(ALL[name].with_defaults())
    rng = np.random.default_rng(2)
    for n, count in LENGTHS.items():
        for x in samples(dtype, n, count):
            g, y = rng.normal(0, 1, n).astype(dtype), kernel(kernels, name)(x)
            found = kernel(kernels, name, "vjp_from_output")(g, y)
            assert worst(found, Row(g=g, x=x, y=y).values(form), dtype) <= LIMIT


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
@pytest.mark.parametrize("n", [1, 3, 31, 32, 33, 100])
def test_bits_do_not_depend_on_the_layout(
    kernels: ModuleType, n: int, change: Callable[[np.ndarray], np.ndarray], dtype: str
) -> None:
    x, g = batch(dtype, 5, n), batch(dtype, 5, n)[::-1].copy()
    for name in ("softmax", "maxout"):
        reduced = name == "maxout"
        value, pullback = kernel(kernels, name), kernel(kernels, name, "vjp")
        cotangent = g[:, 0] if reduced else g
        plain, pulled = value(x), pullback(cotangent, x)
        jacobians = kernel(kernels, name, "derivative")(x)
        assert plain.dtype == pulled.dtype == np.dtype(dtype)
        np.testing.assert_array_equal(value(change(x)), plain)
        np.testing.assert_array_equal(pullback(cotangent, change(x)), pulled)
        np.testing.assert_array_equal(kernel(kernels, name, "derivative")(change(x)), jacobians)
        np.testing.assert_array_equal(np.stack([value(row) for row in x]), plain)
        out = np.full((*plain.shape, 3), np.nan, dtype)[..., 1]
        assert value(change(x), out=out) is out
        np.testing.assert_array_equal(out, plain)


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


def test_a_tie_goes_to_the_first_maximum(kernels: ModuleType) -> None:
    np.testing.assert_array_equal(kernels.maxout_derivative([1.0, 2, 2, 0, 2]), [0, 1, 0, 0, 0])
    assert kernels.maxout_vjp(3.0, [[2.0, 2], [1, 5]]).tolist() == [[3, 0], [0, 3]]


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


def test_types(kernels: ModuleType) -> None:
    for code in "?bBhHiIlLqQ":
        x = np.array([[0, 1, 1], [1, 0, 0]]).astype(code)
        found = kernels.softmax(x)
        assert found.dtype == np.float64
        np.testing.assert_array_equal(found, kernels.softmax(x.astype(float)))
        assert kernels.maxout(x).tolist() == [1, 1]
    assert kernels.softmax_vjp(np.ones(3, "f"), np.ones(3, "d")).dtype == np.float64
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
    assert str(inspect.signature(kernels.softmax_vjp)) == "(g, x, axis=-1, out=None)"
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
