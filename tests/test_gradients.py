"""Gradients by a parameter: their shape, their sums, and what they do with NumPy's options."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
from numpy.lib.stride_tricks import as_strided

SHAPES = [
    ((), ()),
    ((0,), ()),
    ((40_003,), ()),
    ((600, 70), (70,)),
    ((600, 70), (600, 1)),
    ((4, 9, 40, 50), (9, 1, 1)),
    ((4, 9, 40, 50), (4, 1, 40, 1)),
    ((0, 5), (5,)),
    ((3, 5), (3, 5)),
    ((30_000, 3), (3,)),
    ((7,), (5, 1)),
]
"""Shapes of x, and of a slope."""


def exact(products: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Products summed in extended precision."""
    padded = (1,) * (products.ndim - len(shape)) + shape
    axes = tuple(k for k, n in enumerate(padded) if n == 1)
    return products.astype(np.longdouble).sum(axis=axes, keepdims=True).reshape(shape)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize(("shape", "parameter"), SHAPES)
def test_a_gradient_has_the_shape_of_its_parameter(
    k: ModuleType, shape: tuple[int, ...], parameter: tuple[int, ...], dtype: str
) -> None:
    random, f = np.random.default_rng(3), k.leaky_relu_vjp_slope
    g, x = (np.abs(random.normal(size=shape)).astype(dtype) for _ in "gx")
    slope = random.uniform(0.1, 1, parameter).astype(dtype)
    wide = "float32" if dtype == "float16" else dtype
    expected = exact(f.ufunc(*(a.astype(wide) for a in (g, -x, slope))), parameter)
    found = f(g, -x, slope)
    assert found.dtype == dtype
    assert found.shape == parameter
    np.testing.assert_allclose(found, expected, rtol=4 * np.finfo(dtype).eps)
    for same in (np.asfortranarray, lambda a: as_strided(np.repeat(a, 2, -1)[..., ::2])):
        if shape:
            np.testing.assert_allclose(
                f(same(g), same(-x), slope), expected, rtol=4 * np.finfo(dtype).eps
            )
    out = np.empty_like(found)
    if parameter:
        assert f(g, -x, slope, out=out) is out
        assert out.tobytes() == found.tobytes()


def test_a_sum_of_many_terms_loses_little(k: ModuleType) -> None:
    """Added one by one, a million float32 terms would lose 1,000 ULP or more."""
    g = np.full(2**20 + 5, 0.1, np.float32)
    total = k.leaky_relu_vjp_slope(g, -g)
    expected = -exact(g.astype("f8") * g, ())
    assert abs(total - expected) <= abs(np.spacing(np.float32(expected)))
    columns = np.repeat(g[:, None], 3, 1)
    by_column = k.leaky_relu_vjp_slope(columns, -columns, np.ones(3, "f"))
    assert (abs(by_column - expected) <= abs(np.spacing(np.float32(expected)))).all()


def test_options_of_gradients(k: ModuleType) -> None:
    f, x = k.leaky_relu_vjp_slope, np.array([[-1, -2], [-3, 4]], np.float32)
    assert f(1, x) == f(1, x, 0.1) == f(g=1, x=x, slope=0.1) == -6
    assert f(1, x).dtype == f(x, x, 0.5).dtype == np.float32
    assert f(1, x.astype("i4")).dtype == np.float64
    assert f(1, x, where=x < -1) == -5
    assert f([[1, 1]], x.tolist(), slope=[0.5, True]).tolist() == [-4, -2]
    assert f(1, x, np.float32([0.1, 0.1]), where=[[True, False], [True, True]]).tolist() == [-4, 0]
    assert f(1, x, dtype="f8").dtype == np.float64
    with pytest.raises(TypeError):
        f(1, x, dtype="f4", casting="no", slope=np.float64(1))
    with pytest.raises(TypeError):
        f(1, x.astype(complex))
    with pytest.raises(TypeError, match="slope"):
        f(1, x, 1, slope=1)
    with pytest.raises(ValueError, match="shape"):
        f(1, x, np.ones((2, 1), "f"), out=np.zeros(2, "f"))
    with pytest.raises(ValueError, match="broadcast"):
        f(1, x, np.ones(3, "f"))
    assert np.isnan(f(np.array([1, np.nan]), x)).all()


def test_gradients_of_other_arrays(k: ModuleType) -> None:
    f, x = k.leaky_relu_vjp_slope, np.array([[-1.0, -2], [-3, 4]])
    masked = np.ma.array(x, mask=[[0, 1], [0, 0]])
    assert f(1.0, masked) == -4
    assert f(1.0, masked, np.ones(2)).tolist() == [-4, 0]

    class Tagged(np.ndarray):
        pass

    assert type(f(1.0, x.view(Tagged), np.ones(2))) is Tagged
