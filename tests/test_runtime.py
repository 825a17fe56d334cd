"""Laws of the generated ufuncs, held on hand-written kernels: layouts, dtypes, flags, pickling."""

from __future__ import annotations

import inspect
import pickle
import pydoc
from types import ModuleType

import numpy as np
import pytest


def sample(dtype: str, n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 4, n).astype(dtype)


def same_bits(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two arrays hold the same numbers to the bit, whatever their layout."""
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


DTYPES = ("float16", "float32", "float64")


@pytest.mark.parametrize("dtype", DTYPES[1:])
def test_values_agree_with_numpy(k: ModuleType, dtype: str) -> None:
    x = sample(dtype, 2000)
    exact = np.asarray(x, np.longdouble)
    f = 1 / (1 + np.exp(-exact))
    eps = np.finfo(dtype).eps
    np.testing.assert_allclose(k.sigmoid(x), f, rtol=4 * eps)
    np.testing.assert_allclose(k.sigmoid_derivative(x), np.exp(-exact) * f * f, rtol=8 * eps)
    np.testing.assert_allclose(k.sigmoid_vjp(x, x), exact * np.exp(-exact) * f * f, rtol=8 * eps)
    slope = x[::-1].copy()
    np.testing.assert_array_equal(k.leaky_relu(x, slope), np.where(x > 0, x, slope * x))
    np.testing.assert_array_equal(k.leaky_relu(x), k.leaky_relu(x, slope=0.1))


def test_a_broken_up_expression_keeps_its_order(k: ModuleType) -> None:
    x = 0.25
    terms = [x * (n / 7) for n in range(1, 20)]
    total = terms[0]
    for term in terms[1:]:
        total = (total * x + term) - abs(term - x)
    assert k.wide(x) == total


LAYOUTS = {
    "every second": lambda x: np.repeat(x, 2)[::2],
    "every third": lambda x: np.repeat(x, 3)[1::3],
    "backwards": lambda x: x[::-1].copy()[::-1],
    "transposed": lambda x: np.asfortranarray(x.reshape(-1, 7)).reshape(-1, order="A"),
    "misaligned": lambda x: np.frombuffer(b"-" + x.tobytes(), np.uint8)[1:].view(x.dtype),
    "big-endian": lambda x: x.astype(x.dtype.newbyteorder(">")),
    "shifted": lambda x: np.concatenate([x[:5], x])[5:],
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_bits_do_not_depend_on_layout(k: ModuleType, layout: str, dtype: str) -> None:
    x, g = sample(dtype, 700), sample(dtype, 700, 1)
    same = LAYOUTS[layout](x)
    if layout == "transposed":
        x = same.copy()
    np.testing.assert_array_equal(same, x)
    assert same_bits(k.sigmoid(same), k.sigmoid(x))
    assert same_bits(k.sigmoid_vjp(g, same), k.sigmoid_vjp(g, x))
    out = np.zeros(1400, dtype)[::2]
    assert k.sigmoid(same, out=out) is out
    assert same_bits(out, k.sigmoid(x))


@pytest.mark.parametrize("dtype", DTYPES)
def test_bits_do_not_depend_on_length(k: ModuleType, dtype: str) -> None:
    x = sample(dtype, 600)
    whole = k.sigmoid(x)
    for n in [*range(68), 255, 256, 257, 511, 513]:
        assert same_bits(k.sigmoid(x[:n]), whole[:n])
        assert same_bits(k.sigmoid(x[: 2 * n : 2]), whole[: 2 * n : 2])


def test_matrices_in_either_order(k: ModuleType) -> None:
    x = sample("float32", 60 * 50).reshape(60, 50)
    expected = k.sigmoid(x.ravel()).reshape(60, 50)
    for same in (x, np.asfortranarray(x), np.broadcast_to(x, (2, 60, 50))[1]):
        assert same_bits(k.sigmoid(same), expected)
    out = np.empty((60, 50), np.float32, order="F")
    k.sigmoid(x, out=out)
    assert same_bits(out, expected)


def test_scalars_and_empty_arrays(k: ModuleType) -> None:
    assert k.sigmoid(0.0) == 0.5
    assert isinstance(k.sigmoid(np.float32(0)), np.float32)
    assert k.sigmoid(np.array(0.0, "f")).shape == ()
    assert k.sigmoid(np.empty((0, 3))).shape == (0, 3)


@pytest.mark.parametrize("dtype", DTYPES)
def test_output_in_place_and_overlapping(k: ModuleType, dtype: str) -> None:
    x, g = sample(dtype, 700), sample(dtype, 700, 1)
    expected, product = k.sigmoid(x), k.sigmoid_vjp(g, x)
    y = x.copy()
    k.sigmoid(y, out=y)
    assert same_bits(y, expected)
    y = x.copy()
    k.sigmoid(y[:-1], out=y[1:])
    assert same_bits(y[1:], expected[:-1])
    y = x.copy()
    k.sigmoid(y, out=y[::-1])
    assert same_bits(y[::-1], expected)
    for operand in (0, 1):
        operands = [g.copy(), x.copy()]
        k.sigmoid_vjp(*operands, out=operands[operand])
        assert same_bits(operands[operand], product)


def test_where_casting_and_dtype(k: ModuleType) -> None:
    x = sample("float64", 100)
    mask = x > 0
    out = np.full(100, 7.0)
    k.sigmoid(x, out=out, where=mask)
    assert (out[~mask] == 7).all()
    assert same_bits(out[mask], k.sigmoid(x)[mask])
    single = k.sigmoid(x, dtype="float32", casting="same_kind")
    assert same_bits(single, k.sigmoid(x.astype("float32")))
    wide = k.sigmoid(x.astype("float32"), dtype="float64")
    assert same_bits(wide, k.sigmoid(x.astype("float32").astype("float64")))
    with pytest.raises(TypeError, match="cast"):
        k.sigmoid(x, dtype="float32", casting="safe")


def test_reductions_use_each_result_for_the_next(k: ModuleType) -> None:
    x = sample("float32", 40)
    running = [x[0]]
    for slope in x[1:]:
        running.append(k.leaky_relu.ufunc(running[-1], slope))
    assert same_bits(k.leaky_relu.ufunc.accumulate(x), np.array(running))
    assert k.leaky_relu.ufunc.reduce(x) == running[-1]
    table = k.leaky_relu.ufunc.outer(x[:5], x[:7])
    assert same_bits(table, k.leaky_relu(x[:5, None], x[None, :7]))


@pytest.mark.parametrize("code", "?bBhHiIlLqQ")
def test_integers_give_float64(k: ModuleType, code: str) -> None:
    small = np.array([0, 1, 2, 100, 127] * 60).astype(code)
    negative = small if code in "?BHILQ" else np.concatenate([small, np.negative(small)])
    result = k.sigmoid(negative)
    assert same_bits(result, k.sigmoid(negative.astype("float64")))
    assert same_bits(k.sigmoid(negative[::2]), result[::2])
    assert k.leaky_relu(small, 0.5).dtype == np.float64


def test_large_integers_are_converted_once(k: ModuleType) -> None:
    x = np.array([2**63 - 1, 2**63, 2**64 - 1, 2**53 + 1], np.uint64)
    assert same_bits(k.leaky_relu(x), x.astype("float64"))


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("f", "d", "d"),
        ("e", "f", "f"),
        ("e", "e", "e"),
        ("f", "b", "f"),
        ("i", "f", "d"),
        ("?", "?", "d"),
    ],
)
def test_mixed_dtypes(k: ModuleType, left: str, right: str, result: str) -> None:
    a, b = np.ones(3, left), np.ones(3, right)
    assert k.sigmoid_vjp(a, b).dtype == np.dtype(result)
    assert k.sigmoid_vjp(b, a).dtype == np.dtype(result)


@pytest.mark.parametrize("dtype", DTYPES)
def test_python_scalars_do_not_upcast(k: ModuleType, dtype: str) -> None:
    assert k.leaky_relu(np.ones(3, dtype), 0.5).dtype == dtype
    assert k.leaky_relu(np.ones(3, dtype), slope=1).dtype == dtype


@pytest.mark.parametrize(
    "dtype", ["complex64", "complex128", "longdouble", "object", "m8[s]", "U1"]
)
def test_other_dtypes_are_refused(k: ModuleType, dtype: str) -> None:
    if dtype == "longdouble" and np.dtype(dtype) == np.float64:
        pytest.skip("longdouble is float64 here")
    with pytest.raises(TypeError):
        k.sigmoid(np.zeros(2, dtype))


def test_float16_is_read_exactly(k: ModuleType) -> None:
    x = np.arange(2**16, dtype=np.uint16).view(np.float16)
    y = k.leaky_relu(x, np.float16(1))
    number = ~np.isnan(x)
    assert same_bits(y[number], x[number])
    assert np.isnan(y[~number]).all()


def test_float16_is_rounded_once(k: ModuleType) -> None:
    x = np.arange(2**16, dtype=np.uint16).view(np.float16)
    with np.errstate(over="ignore"):
        for slope in np.array([0.1, 3.7e-4, 6e-8, 1.9, 1023], np.float16):
            y = k.leaky_relu(x, slope)
            wide = k.leaky_relu(x.astype("f"), slope.astype("f")).astype(np.float16)
            np.testing.assert_array_equal(y, wide)
            assert same_bits(np.signbit(y), np.signbit(wide))


SPECIAL = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1e30, -1e30, 1000.0, -1000.0, 5e-324, -5e-324]


@pytest.mark.parametrize("dtype", DTYPES)
def test_no_flag_without_a_cause(k: ModuleType, dtype: str) -> None:
    with np.errstate(over="ignore", under="ignore"):
        special = np.array(SPECIAL, dtype)
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        for n in range(1, 34):
            x = np.resize(special, n)
            for f in (k.sigmoid, k.sigmoid_derivative, k.leaky_relu):
                assert (np.isnan(f(x)) == np.isnan(x)).all()
            assert np.isnan(k.sigmoid_vjp(np.full(n, np.nan, dtype), x)).all()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("stride", [1, 2])
def test_a_true_overflow_and_a_pole_are_raised(k: ModuleType, dtype: str, stride: int) -> None:
    x = np.zeros(1000, dtype)
    x[900] = 10000
    with np.errstate(over="raise"), pytest.raises(FloatingPointError, match="overflow"):
        k.exponential(x[::stride])
    with np.errstate(over="raise"), pytest.raises(FloatingPointError, match="overflow"):
        k.exponential(x, out=x)
    x[900] = np.inf
    with np.errstate(all="raise", under="ignore"):
        assert k.exponential(x)[900] == np.inf
        with pytest.raises(FloatingPointError, match="divide"):
            k.reciprocal(np.zeros(100, dtype)[::stride])


def test_flags_raised_before_survive(k: ModuleType) -> None:
    """A conversion in NumPy raises overflow; the loop that follows must not hide it."""
    x = np.full(3, 1e300)
    with np.errstate(over="raise"), pytest.raises(FloatingPointError, match="overflow"):
        k.sigmoid(x, dtype="float32", casting="same_kind")


def test_the_help_of_a_gradient_names_the_function_it_is_of(k: ModuleType) -> None:
    for name, said in {
        "sigmoid_derivative": "The derivative of sigmoid. sigmoid is ",
        "sigmoid_vjp": "The cotangent g times the derivative of sigmoid at x, in one pass. ",
        "leaky_relu_vjp": "The cotangent g times the derivative of leaky_relu at x, in one pass. ",
        "leaky_relu_vjp_slope": "g times the derivative of leaky_relu by slope at x, in one pass. ",
    }.items():
        assert said in getattr(k, name).__doc__
    assert "derivative of leaky_relu at x" in k.leaky_relu_vjp.ufunc.__doc__
    help_ = k.leaky_relu_vjp_from_output.__doc__
    assert "from the output y = leaky_relu(x). leaky_relu is a line, and one " in help_
    assert "    g f'(x), f'(x) = 1 if y > 0 else slope\n" in help_


def test_ufuncs_are_ufuncs_and_pickle(k: ModuleType) -> None:
    for name in k.__all__[:-1]:
        f = getattr(k, name)
        assert pickle.loads(pickle.dumps(f)) is f
        assert f.__module__ == k.__name__
        assert f.__doc__
        if isinstance(f, np.ufunc):
            assert f.__name__ == f.__qualname__ == name
            continue
        for part in (f.ufunc, f.default):
            assert part is None or pickle.loads(pickle.dumps(part)) is part
            assert part is None or isinstance(part, np.ufunc)
    assert isinstance(k.sigmoid, np.ufunc)
    assert k.__all__[-1] == "threads"
    assert dir(k) == sorted(k.__all__)


def test_help_says_what_is_known(k: ModuleType) -> None:
    text = pydoc.render_doc(k.sigmoid, renderer=pydoc.plaintext)
    for part in (
        "sigmoid(x, out=None, **options)",
        "f(x) = 1/(1 + exp(-x))",
        "f'(x) = f (1 - f)",
        "NaN gives NaN",
        "f(-inf) = 0, f(inf) = 1",
        "Measured error: none on record.",
    ):
        assert part in text
    text = pydoc.render_doc(k.leaky_relu_vjp_slope, renderer=pydoc.plaintext)
    assert "leaky_relu_vjp_slope(g, x, slope=0.1, out=None, **options)" in text
    assert "The result has the shape of slope" in text


def test_calls_with_parameters(k: ModuleType) -> None:
    f, x = k.leaky_relu, sample("float32", 30)
    assert str(inspect.signature(f)) == "(x, slope=0.1, out=None, **options)"
    expected = np.where(x > 0, x, np.float32(0.25) * x)
    out = np.empty_like(x)
    assert f(x, 0.25, out) is out
    for y in (out, f(x, 0.25), f(x, slope=0.25), f(x=x, slope=0.25), f(slope=0.25, x=x, out=out)):
        assert same_bits(y, expected)
    per_row = np.array([[0.25], [0.5]], "f")
    assert same_bits(f(np.stack([x, x]), per_row)[0], expected)
    assert isinstance(k.leaky_relu_vjp_from_output, np.ufunc)  # holds at the default only
    assert "At the default parameters only: slope = 0.1." in k.leaky_relu_vjp_from_output.__doc__
    assert k.leaky_relu_vjp_from_output(2.0, -1.0) == 2 * 0.1
    assert k.leaky_relu_vjp_slope.default is None
    assert k.leaky_relu_vjp_slope(1.0, -2.0) == -2.0
    for wrong in (
        lambda: f(),
        lambda: f(x, 1, x, x),
        lambda: f(x, 1, slope=2),
        lambda: f(x, alpha=1),
    ):
        with pytest.raises(TypeError):
            wrong()


def test_subclasses_and_overrides(k: ModuleType) -> None:
    class Tagged(np.ndarray):
        pass

    assert type(k.sigmoid(np.zeros(3).view(Tagged))) is Tagged
    assert np.ma.isMaskedArray(k.sigmoid(np.ma.array([1.0, 2.0], mask=[0, 1])))

    class Overriding:
        def __array_ufunc__(self, ufunc, method, *inputs, **options):  # type: ignore[no-untyped-def]
            return ufunc.__qualname__

    assert k.leaky_relu(Overriding()) == "leaky_relu.default"
    assert k.leaky_relu(Overriding(), 3) == "leaky_relu.ufunc"


def test_unknown_names(k: ModuleType) -> None:
    with pytest.raises(AttributeError, match="no attribute 'sigmoidd'") as caught:
        k.sigmoidd  # noqa: B018
    assert (caught.value.name, caught.value.obj) == ("sigmoidd", k)  # Python then says the nearest
