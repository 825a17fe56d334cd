"""Laws of what every public function of the package takes: axes, places for results, options."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
import symact_kernels as k

from symact.targets.numba.runtime._named import function as named_function

FUNCTIONS = {name: getattr(k, name) for name in k.__all__ if name != "threads"}
ALONG = {n: f for n, f in FUNCTIONS.items() if "axis" in inspect.signature(f).parameters}
GRADIENTS = {n: f for n, f in FUNCTIONS.items() if type(f).__name__ == "Gradient"}
X = np.random.default_rng(0).normal(0, 2, (2, 4, 6))


def operands(name: str, **options: int) -> list[np.ndarray]:
    """Data for a function along an axis: x, and before it a cotangent where there is one."""
    value = getattr(k, name.partition("_vjp")[0])
    return [np.ones_like(value(X, **options)), X] if "_vjp" in name else [X]


def fills(function: Callable[..., np.ndarray], *arguments: np.ndarray, **options: int) -> None:
    """A place for the result is taken alone and in a tuple of one; anything else is refused."""
    expected = function(*arguments, **options)
    for wrapped in (False, True):
        out = np.full_like(expected, 7)
        given = function(*arguments, out=(out,) if wrapped else out, **options)
        assert given is out
        np.testing.assert_array_equal(out, expected)
    with pytest.raises(TypeError):
        function(*arguments, out=[np.empty_like(expected)], **options)
    with pytest.raises(ValueError):
        function(*arguments, out=np.empty((5, 3)), **options)


@pytest.mark.parametrize("name", sorted(ALONG))
def test_an_axis_is_one_integer_within_the_array(name: str) -> None:
    function, data = ALONG[name], operands(name)
    for axis in ((0, 1), [1], None, 1.5, "1", True):
        with pytest.raises(TypeError, match="axis is one integer, not"):
            function(*data, axis=axis)
    for axis in (5, -4):
        with pytest.raises(np.exceptions.AxisError):
            function(*data, axis=axis)
    np.testing.assert_array_equal(function(*data, axis=np.int64(-1)), function(*data))


@pytest.mark.parametrize("name", sorted(ALONG))
def test_functions_along_an_axis_fill_an_array(name: str) -> None:
    fills(ALONG[name], *operands(name))
    if "pieces" in inspect.signature(ALONG[name]).parameters:
        fills(ALONG[name], *operands(name, pieces=2), pieces=2)
        for pieces in (2.0, "2", (2,), True):
            with pytest.raises(TypeError, match="pieces is one integer, not"):
                ALONG[name](*operands(name, pieces=2), pieces=pieces)


@pytest.mark.parametrize("name", sorted(GRADIENTS))
def test_gradients_by_a_parameter_fill_an_array(name: str) -> None:
    parameter = name.rpartition("_")[2]
    fills(GRADIENTS[name], X, X, **{parameter: np.array([[1.0], [2.0], [1.5], [3.0]])})


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_an_unknown_option_is_named_and_functions_are_pickled_by_name(name: str) -> None:
    function = FUNCTIONS[name]
    count = getattr(function, "nin", None) or 1 + ("_vjp" in name)
    with pytest.raises(TypeError, match="colour"):
        function(*[X] * count, colour=1)
    assert pickle.loads(pickle.dumps(function)) is function


@pytest.mark.parametrize("parameters", [("a",), ("a", "b")])
@pytest.mark.parametrize("data", [("x",), ("g", "x")])
def test_a_number_in_the_place_of_out_is_answered_with_the_names_of_the_operands(
    data: tuple[str, ...], parameters: tuple[str, ...]
) -> None:
    ufuncs = {n: np.frompyfunc(lambda *values: sum(values), n, 1) for n in range(1, 5)}
    every = (*data, *parameters)
    made = named_function(
        "m", "f", "", data, [SimpleNamespace(name=p, default=1.0) for p in parameters],
        ufuncs[len(data)], ufuncs[len(every)],
    )  # fmt: skip
    assert made(*range(len(every))) == sum(range(len(every)))
    told = rf"f\(\) takes {len(every)} operands, {' and '.join(every)}, and out, .*, not 7\.0"
    with pytest.raises(TypeError, match=told):
        made(*[1.0] * len(every), 7.0)
    with pytest.raises(TypeError, match="colour"):
        made(*[1.0] * len(every), colour=1)
