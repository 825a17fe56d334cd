"""Gradients by a parameter: products g * df/dparameter, summed to the parameter's shape.

The sum takes one pass over the operands: the products of a block stay in the processor's cache
until they are added up. Blocks are added in pairs, and pairs of pairs, and so are the products in
a block (NumPy does that along a packed axis), so that the rounding errors of n terms grow with the
logarithm of n. The order of additions depends on shapes and layout alone.
"""

from __future__ import annotations

import math

import numpy

from ._arguments import filled
from ._parameters import Parametrised

BLOCK = 2**18
"""The bytes of products that are added up at once; they stay in a small second-level cache."""

NUMBERS = (int, float)

OPTIONS = {"where", "dtype", "casting", "order", "subok"}
"""Options of a sum of products; the last two are about arrays that it makes none of."""


class Gradient(Parametrised):
    """The gradient by a parameter, summed over all elements that share one value of it.

    `ufunc` gives the products alone, element by element, unsummed.
    """

    def __init__(self, *arguments, parameter):
        super().__init__(*arguments)
        self._place = self._names.index(parameter)

    def __call__(self, *operands, out=None, **options):
        """The gradient, in the parameter's own shape."""
        values, out = self._bound(operands, out, options)
        for name in options.keys() - OPTIONS:
            raise TypeError(f"{self.__name__}() got an unexpected keyword argument {name!r}")
        values = [
            v if type(v) in NUMBERS or hasattr(v, "__array_ufunc__") else numpy.asarray(v)
            for v in values
        ]
        if all(type(v) in NUMBERS or type(v).__module__ == "numpy" for v in values):
            return _summed(self.ufunc, values, self._place, out, **options)
        if out is not None:
            raise TypeError(f"{self.__name__}() fills out= for plain NumPy arrays only")
        products = self.ufunc(*values, **options)
        return _total(products, numpy.shape(values[self._place]))


def _total(products, shape):
    """Products of any array type summed to a shape that broadcasts to theirs."""
    padded = (1,) * (products.ndim - len(shape)) + tuple(shape)
    axes = tuple(k for k, n in enumerate(padded) if n == 1)
    return products.sum(axis=axes, keepdims=True).reshape(shape) if axes else products


def _summed(ufunc, values, place, out, where=True, dtype=None, casting="same_kind", **_):
    """The sum of products of NumPy arrays and numbers, in the shape of the one at `place`."""
    kinds = [v.dtype if hasattr(v, "dtype") else type(v) for v in values]
    if dtype is None:
        dtype = ufunc.resolve_dtypes((*kinds, None), casting=casting)[-1]
    dtype = numpy.dtype(dtype)
    work = numpy.dtype("f") if dtype == "e" else dtype
    arrays = [numpy.asarray(v, work if type(v) in NUMBERS else None) for v in values]
    target = arrays[place].shape
    if where is not True:
        arrays.append(numpy.asarray(where, bool))
    shape = numpy.broadcast(*arrays).shape
    rank = len(shape)
    arrays = [a.reshape((1,) * (rank - a.ndim) + a.shape) for a in arrays]
    axes = [k for k, n in enumerate(arrays[place].shape) if n == 1 and shape[k] != 1]
    order = _by_step(arrays, rank)
    if order != list(range(rank)):
        arrays = [a.transpose(order) for a in arrays]
    sums = _Sums(ufunc, work, casting, len(values), tuple(order.index(k) for k in axes))
    found = sums.of(arrays, tuple(shape[k] for k in order))
    back = sorted(range(rank), key=order.__getitem__)
    found = found.transpose(back).reshape(target)
    if out is None:
        return found.astype(dtype)[()]
    out = filled(out, target, "gradient")
    numpy.copyto(out, found, casting=casting)
    return out


def _by_step(arrays, rank):
    """The axes in the order of memory, the one in largest steps first."""
    steps = [sum(abs(a.strides[k]) for a in arrays if a.shape[k] != 1) for k in range(rank)]
    return sorted(range(rank), key=steps.__getitem__, reverse=True)


class _Sums:
    """Sums of a ufunc's products of one type over some axes."""

    def __init__(self, ufunc, dtype, casting, count, axes):
        self.ufunc, self.axes, self.count = ufunc, axes, count
        self.options = {"dtype": dtype, "casting": casting}
        self.room = BLOCK // dtype.itemsize
        self.buffer = numpy.empty(0, dtype)

    def of(self, arrays, shape):
        """The sum over the axes, each of which stays with length 1, in float64.

        Blocks that are too large are halved along their first axis, the one in largest steps.
        """
        size = math.prod(shape)
        if size <= self.room:
            return self._small(arrays, shape, size)
        axis = next(k for k, n in enumerate(shape) if n > 1)
        half = -(-shape[axis] // 2)
        before = (slice(None),) * axis
        halves = []
        for part, n in ((slice(half), half), (slice(half, None), shape[axis] - half)):
            pieces = [a if a.shape[axis] == 1 else a[(*before, part)] for a in arrays]
            halves.append(self.of(pieces, (*shape[:axis], n, *shape[axis + 1 :])))
        return halves[0] + halves[1] if axis in self.axes else numpy.concatenate(halves, axis)

    def _small(self, arrays, shape, size):
        """The sum of one block."""
        products = self._products(arrays, shape, size)
        wide = [k for k, n in enumerate(shape) if n != 1]
        rest = [k for k in wide if k in self.axes]
        if len(rest) == len(wide):
            total = numpy.add.reduce(products.reshape(-1))
            return numpy.array(total, float).reshape((1,) * len(shape))
        if not size:
            return products.sum(axis=tuple(rest), keepdims=True, dtype=float)
        for axis in rest:
            products = _along(products, axis)
        return products.astype(float)

    def _products(self, arrays, shape, size):
        """A block of products, in memory that the next block uses again."""
        if self.buffer.size < size:
            self.buffer = numpy.empty(size, self.options["dtype"])
        products = self.buffer[:size].reshape(shape)
        if len(arrays) == self.count:
            return self.ufunc(*arrays, out=products, **self.options)
        products[...] = 0
        return self.ufunc(*arrays[:-1], out=products, where=arrays[-1], **self.options)


def _along(products, axis):
    """The sum along one axis, which stays with length 1."""
    if products.strides[axis] == products.itemsize:
        return numpy.add.reduce(products, axis=axis, keepdims=True)
    lines, n = numpy.moveaxis(products, axis, 0), products.shape[axis]
    while n > 1:
        half = n // 2
        lines[:half] += lines[n - half : n]
        n -= half
    return numpy.moveaxis(lines[:1], 0, axis)
