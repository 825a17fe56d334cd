"""Every kernel keeps the contract of a NumPy ufunc: layouts, types, options, special values."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
import symact_kernels as kernels
from symact_kernels import functions
from test_runtime import LAYOUTS, same_bits

ROWS = {name: row for name, row in functions.ACTIVATIONS.items() if not row.axiswise}
TYPES = ("float32", "float64")
N = 531
"""More than two blocks of 256, and no whole number of vectors."""

LETTERS = "?bBhHiIlLqQ"
"""NumPy's letters for booleans and integers."""

every_activation = pytest.mark.parametrize("name", ROWS)


@dataclass(frozen=True)
class Case:
    """A ufunc of the package: its kind, and the defaults of the parameters that it takes."""

    public: str
    kind: str
    ufunc: np.ufunc
    parameters: tuple[float, ...]

    def operands(self, dtype: str, x: np.ndarray) -> list[np.ndarray]:
        """Arguments for a given x: cotangents, outputs, and each parameter's default repeated."""
        x = x.astype(dtype)
        g = np.linspace(-2, 3, x.size).astype(dtype).reshape(x.shape)
        data = {"value": [x], "derivative": [x]}.get(self.kind, [g, x])
        if self.kind == "vjp_from_output":
            function = getattr(kernels, self.public.removesuffix("_vjp_from_output"))
            data[1] = function(x)
        return [*data, *(np.full(x.shape, p, dtype) for p in self.parameters)]


def cases(name: str) -> Iterator[Case]:
    """Every ufunc of an activation."""
    defaults = tuple(p.default for p in ROWS[name].parameters)
    for public, (activation, kind) in functions.NAMES.items():
        if activation != name or kind.startswith("halves"):
            continue
        function = getattr(kernels, public)
        if isinstance(function, np.ufunc):
            yield Case(public, kind, function, ())
            continue
        yield Case(f"{public}", kind, function.ufunc, defaults)
        if function.default is not None:
            yield Case(public, kind, function.default, ())


def sample(n: int = N) -> np.ndarray:
    return np.random.default_rng(7).normal(0, 4, n)


@every_activation
def test_a_function_is_a_ufunc_that_says_what_it_is(name: str) -> None:
    for case in cases(name):
        f = case.ufunc
        assert isinstance(f, np.ufunc)
        assert f.nin == len(case.operands("float64", sample(3)))
        assert (f.nout, f.signature, f.__module__) == (1, None, "symact_kernels")
        assert {t[-1] for t in f.types} == set("efd")
        assert pickle.loads(pickle.dumps(f)) is f
        function = getattr(kernels, case.public)
        assert pickle.loads(pickle.dumps(function)) is function
        assert function.__name__ == case.public
        for part in (case.public, "Measured error: ", "float32 gives float32"):
            assert part in function.__doc__
    text = getattr(kernels, name).__doc__
    for part in (ROWS[name].meaning, "f(x) = ", "f'(x) = ", "Domain: ", "f(-inf) = ", "f(inf) = "):
        assert part in text


@every_activation
def test_bits_do_not_depend_on_layout_or_length(name: str) -> None:
    for case, dtype in product(cases(name), TYPES):
        operands = case.operands(dtype, sample(525))
        expected = case.ufunc(*operands)
        assert expected.dtype == dtype
        for layout, arranged in LAYOUTS.items():
            same = [arranged(a) for a in operands]
            wanted = expected
            if layout == "transposed":
                wanted = arranged(expected)
            assert same_bits(case.ufunc(*same), wanted), (case.public, layout)
            out = np.zeros(2 * N, dtype)[: 2 * expected.size : 2]
            assert case.ufunc(*same, out=out) is out
            assert same_bits(out, wanted), (case.public, layout)
        for n in (0, 1, 2, 7, 31, 33, 255, 257):
            assert same_bits(case.ufunc(*[a[:n] for a in operands]), expected[:n]), case.public
        square = [a[:484].reshape(22, 22) for a in operands]
        for order in "CF":
            found = case.ufunc(*[np.asarray(a, order=order) for a in square])
            assert same_bits(found, expected[:484].reshape(22, 22)), case.public


@every_activation
def test_one_value_may_stand_for_many(name: str) -> None:
    for case, dtype in product(cases(name), TYPES):
        first, *rest = case.operands(dtype, sample(40))
        single = [first, *(a[:1] for a in rest)]
        expected = case.ufunc(*[np.broadcast_to(a, (3, 40)).copy() for a in single])
        for given in (
            [np.broadcast_to(a, (3, 40)) for a in single],
            [np.broadcast_to(first, (3, 40)), *(a[0] for a in single[1:])],
            [first[None, :].repeat(3, 0), *(np.broadcast_to(a, (3, 1)) for a in single[1:])],
        ):
            assert same_bits(case.ufunc(*given), expected), case.public
        number = case.ufunc(*[a[0] for a in single])
        assert isinstance(number, np.generic)
        assert same_bits(np.asarray(number), expected[0, 0]), case.public
        assert case.ufunc(*[np.array(a[0]) for a in single]).shape == ()


@every_activation
def test_out_where_and_memory_in_common(name: str) -> None:
    for case, dtype in product(cases(name), TYPES):
        operands = case.operands(dtype, sample())
        expected = case.ufunc(*operands)
        for place in range(len(operands)):
            own = [a.copy() for a in operands]
            case.ufunc(*own, out=own[place])
            assert same_bits(own[place], expected), case.public
            own = [a.copy() for a in operands]
            moved = [*own[:place], own[place][:-1], *own[place + 1 :]]
            moved = [a if k == place else a[:-1] for k, a in enumerate(moved)]
            case.ufunc(*moved, out=own[place][1:])
            assert same_bits(own[place][1:], expected[:-1]), case.public
        for a in operands:
            a.flags.writeable = False
        mask = operands[0] > 0
        out = np.full(N, 7, dtype)
        case.ufunc(*operands, out=out, where=mask)
        assert same_bits(out[mask], expected[mask]), case.public
        assert (out[~mask] == 7).all()
        assert same_bits(case.ufunc(*operands, order="F", subok=False), expected)


@every_activation
def test_types(name: str) -> None:
    for number, case in enumerate(cases(name)):
        x = np.array([0, 1, 2, 3, 1, 0, 100])
        whole = case.operands("float64", x)
        expected = case.ufunc(*whole)
        letter = LETTERS[number % len(LETTERS)]
        if not case.parameters and case.kind in ("value", "derivative"):
            assert same_bits(case.ufunc(x.astype(letter)), case.ufunc(x.astype(letter).astype("d")))
        mixed = [a.astype("f") if k % 2 else a for k, a in enumerate(whole)]
        assert case.ufunc(*mixed).dtype == np.float64
        single, small = ([a.astype(t) for a in whole] for t in "fe")
        with np.errstate(all="ignore"):
            from_half = case.ufunc(*[a.astype("f") for a in small]).astype("e")
            assert same_bits(case.ufunc(*small), from_half), case.public
        assert same_bits(
            case.ufunc(*single, dtype="d"), case.ufunc(*[a.astype("d") for a in single])
        )
        assert same_bits(case.ufunc(*whole, dtype="f", casting="same_kind"), case.ufunc(*single)), (
            case.public
        )
        with pytest.raises(TypeError):
            case.ufunc(*whole, dtype="f", casting="safe")
        for wrong in ("F", "D", "g", "O", "m8[s]", "U1"):
            if np.dtype(wrong) != np.float64:
                with pytest.raises(TypeError):
                    case.ufunc(*[a.astype("i8").astype(wrong) for a in whole])
        assert expected.dtype == np.float64


@every_activation
def test_nothing_is_raised_without_a_cause_and_nan_gives_nan(name: str) -> None:
    for case, dtype in product(cases(name), TYPES):
        tiny, large = np.finfo(dtype).smallest_subnormal, np.finfo(dtype).max
        ends = np.array([0, -0.0, tiny, -tiny, 1, -1, 40, -40, 1e3, -1e3, np.nan], dtype)
        with np.errstate(divide="raise", over="raise", invalid="raise"):
            for n in (*range(1, 12), 33):
                operands = case.operands(dtype, np.resize(ends, n))
                found = case.ufunc(*operands)
                assert np.isnan(found[10:11]).all(), case.public
                assert not np.isnan(found[:10]).any(), case.public
            for place in range(len(operands)):
                bad = [a.copy() for a in case.operands(dtype, np.resize(ends[:10], 20))]
                bad[place][:] = np.nan
                assert np.isnan(case.ufunc(*bad)).all(), case.public
            if case.kind != "vjp_from_output":
                infinite = np.array([np.inf, -np.inf], dtype)
                assert not np.isnan(case.ufunc(*case.operands(dtype, infinite))).any()
        with np.errstate(all="ignore"):
            assert (
                not np.isnan(case.ufunc(*case.operands(dtype, np.array([large, -large])))).any()
                or case.kind == "vjp_from_output"
            ), case.public


@every_activation
def test_a_vjp_is_a_product(name: str) -> None:
    f, x = getattr(kernels, f"{name}_vjp"), sample(60)
    for dtype in TYPES:
        slope = getattr(kernels, f"{name}_derivative")(x.astype(dtype))
        eps = np.finfo(dtype).eps
        np.testing.assert_allclose(f(1.0, x.astype(dtype)), slope, rtol=3 * eps, atol=1e-37)
        np.testing.assert_allclose(f(-8.0, x.astype(dtype)), -8 * slope, rtol=3 * eps, atol=1e-36)
        for zero in (0.0, -0.0):
            found = f(np.full(x.shape, zero, dtype), x.astype(dtype))
            assert (found == 0).all()
            assert (np.signbit(found) == (np.signbit(zero) ^ np.signbit(slope))).all()
        with np.errstate(all="ignore"):
            found = f(np.full(x.shape, np.inf, dtype), x.astype(dtype))
            expected = np.where(np.abs(slope) > 1e-30, slope * np.inf, found)
            assert np.array_equal(found, expected, equal_nan=True)


PARAMETRISED = [name for name, row in ROWS.items() if row.parameters]


@pytest.mark.parametrize("name", PARAMETRISED)
def test_parameters(name: str) -> None:
    row = ROWS[name]
    defaults = [p.default for p in row.parameters]
    for case, dtype in product(cases(name), TYPES):
        function, operands = getattr(kernels, case.public), case.operands(dtype, sample(60))
        if not case.parameters:
            continue
        data = operands[: -len(defaults)]
        elementwise = function.ufunc(*operands)
        assert same_bits(function.ufunc(*data, *defaults), elementwise), case.public
        by_name = {p.name: p.default for p in row.parameters}
        if function.default is None:
            continue
        assert same_bits(function(*data, **by_name), elementwise)
        assert same_bits(function(*data), function.default(*data))
        eps = np.finfo(dtype).eps
        np.testing.assert_allclose(function(*data), elementwise, rtol=8 * eps, atol=8 * eps)
        columns = function(*[a[None] for a in data], *[np.full((2, 1), d, dtype) for d in defaults])
        assert same_bits(columns[1], elementwise)
        out = np.empty_like(elementwise)
        assert function(*data, *defaults, out) is out
        with pytest.raises(TypeError):
            function(*data, no_such_parameter=1)


GRADIENTS = [
    (public, activation, kind.removeprefix("vjp_"))
    for public, (activation, kind) in functions.NAMES.items()
    if kind.startswith("vjp_") and kind != "vjp_from_output" and activation in ROWS
]


@pytest.mark.parametrize(("public", "name", "parameter"), GRADIENTS)
def test_gradients_by_parameters(public: str, name: str, parameter: str) -> None:
    gradient, function = getattr(kernels, public), getattr(kernels, name)
    defaults = {p.name: p.default for p in ROWS[name].parameters}
    x = sample(300).reshape(100, 3)
    per_column = defaults[parameter] * np.array([0.5, 1, 2])
    values = [per_column if p == parameter else default for p, default in defaults.items()]
    products = gradient.ufunc(2.0, x, *values)
    found = gradient(2.0, x, **(defaults | {parameter: per_column}))
    np.testing.assert_allclose(found, products.sum(0), rtol=1e-13)
    assert gradient(2.0, x).shape == ()
    assert f"df/d{parameter} = " in gradient.__doc__
    h = 1e-6
    up, down = (function(x, **(defaults | {parameter: per_column + s})) for s in (h, -h))
    np.testing.assert_allclose(products, (up - down) / h, rtol=1e-5, atol=1e-8)


@every_activation
def test_other_arrays(name: str) -> None:
    """One kind of each activation on dask's arrays, in several chunks; all on a subclass."""
    import dask.array as da

    class Tagged(np.ndarray):
        pass

    every = list(cases(name))
    case = every[sum(map(ord, name)) % len(every)]
    operands = case.operands("float32", sample(1100).reshape(50, 22))
    lazy = case.ufunc(*[da.from_array(a, chunks=(16, 10)) for a in operands])
    assert isinstance(lazy, da.Array)
    assert same_bits(lazy.compute(scheduler="threads"), case.ufunc(*operands)), case.public
    for case in every:
        operands = [a.view(Tagged) for a in case.operands("float32", sample(3))]
        assert type(case.ufunc(*operands)) is Tagged


ALONG = [name for name, row in functions.ACTIVATIONS.items() if row.axiswise]


@pytest.mark.parametrize("name", ALONG)
def test_threads_share_rows(name: str) -> None:
    x = np.random.default_rng(5).normal(0, 3, (400, 700)).astype("f")
    for axis, array in ((-1, x), (0, x.T)):
        alone = getattr(kernels, name)(array, axis=axis)
        with kernels.threads(2):
            assert same_bits(getattr(kernels, name)(array, axis=axis), alone)
