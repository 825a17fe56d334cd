"""Types of the functions in this package. Written by symact; do not edit."""

from typing import Any, Final, Unpack, overload

import numpy
from numpy.typing import ArrayLike, NDArray

from ._signatures import Along, Binary, Everything, F, Options, Out, Parametrised, Small, Threads, Unary

class _XWithAlpha(Parametrised):
    default: Unary
    @overload
    def __call__(
        self,
        x: NDArray[F],
        alpha: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: Small, alpha: Small | float = ..., out: None = None, **options: Unpack[Options]
    ) -> Small: ...
    @overload
    def __call__(
        self, x: float, alpha: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self, x: ArrayLike, alpha: ArrayLike = ..., *, out: Out, **options: Unpack[Everything]
    ) -> Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, alpha: ArrayLike = ..., out: Any = None, **options: Unpack[Everything]
    ) -> Any: ...

class _GXWithAlpha(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        alpha: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        x: Small,
        alpha: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, x: float, alpha: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        alpha: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        alpha: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GYWithAlpha(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        y: NDArray[F],
        alpha: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        y: Small,
        alpha: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, y: float, alpha: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        alpha: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        alpha: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXByAlphaWithAlpha(Parametrised):
    default: None
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        alpha: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> F: ...
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        alpha: NDArray[F],
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        alpha: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _XWithMinMax(Parametrised):
    default: Unary
    @overload
    def __call__(
        self,
        x: NDArray[F],
        min: NDArray[F] | float = ...,
        max: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        x: Small,
        min: Small | float = ...,
        max: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self,
        x: float,
        min: float = ...,
        max: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        x: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        x: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXWithMinMax(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        min: NDArray[F] | float = ...,
        max: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        x: Small,
        min: Small | float = ...,
        max: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self,
        g: float,
        x: float,
        min: float = ...,
        max: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GYWithMinMax(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        y: NDArray[F],
        min: NDArray[F] | float = ...,
        max: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        y: Small,
        min: Small | float = ...,
        max: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self,
        g: float,
        y: float,
        min: float = ...,
        max: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXByMaxWithMinMax(Parametrised):
    default: None
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXByMinWithMinMax(Parametrised):
    default: None
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        min: ArrayLike = ...,
        max: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _XWithSlope(Parametrised):
    default: Unary
    @overload
    def __call__(
        self,
        x: NDArray[F],
        slope: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: Small, slope: Small | float = ..., out: None = None, **options: Unpack[Options]
    ) -> Small: ...
    @overload
    def __call__(
        self, x: float, slope: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self, x: ArrayLike, slope: ArrayLike = ..., *, out: Out, **options: Unpack[Everything]
    ) -> Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, slope: ArrayLike = ..., out: Any = None, **options: Unpack[Everything]
    ) -> Any: ...

class _GXWithSlope(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        slope: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        x: Small,
        slope: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, x: float, slope: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        slope: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        slope: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXBySlopeWithSlope(Parametrised):
    default: None
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        slope: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> F: ...
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        slope: NDArray[F],
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        slope: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _AlongXToRowMask(Along):
    @overload
    def __call__(
        self,
        x: NDArray[F],
        axis: int = -1,
        out: None = None,
        mask: NDArray[numpy.bool_] | None = None,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        x: ArrayLike,
        axis: int = -1,
        out: Any = None,
        mask: NDArray[numpy.bool_] | None = None,
    ) -> Any: ...

class _AlongXToMatrix(Along):
    @overload
    def __call__(self, x: NDArray[F], axis: int = -1, out: None = None) -> NDArray[F]: ...
    @overload
    def __call__(self, x: ArrayLike, axis: int = -1, out: Any = None) -> Any: ...

class _AlongGXToRowMask(Along):
    @overload
    def __call__(
        self,
        g: NDArray[F],
        x: NDArray[F],
        axis: int = -1,
        out: None = None,
        mask: NDArray[numpy.bool_] | None = None,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        axis: int = -1,
        out: Any = None,
        mask: NDArray[numpy.bool_] | None = None,
    ) -> Any: ...

class _AlongGYToRowMask(Along):
    @overload
    def __call__(
        self,
        g: NDArray[F],
        y: NDArray[F],
        axis: int = -1,
        out: None = None,
        mask: NDArray[numpy.bool_] | None = None,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        axis: int = -1,
        out: Any = None,
        mask: NDArray[numpy.bool_] | None = None,
    ) -> Any: ...

class _AlongXToNumberPieces(Along):
    def __call__(
        self, x: ArrayLike, axis: int = -1, out: Any = None, pieces: int | None = None
    ) -> Any: ...

class _AlongXToRowPieces(Along):
    @overload
    def __call__(
        self, x: NDArray[F], axis: int = -1, out: None = None, pieces: int | None = None
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, axis: int = -1, out: Any = None, pieces: int | None = None
    ) -> Any: ...

class _AlongGXToRowPieces(Along):
    @overload
    def __call__(
        self,
        g: NDArray[F],
        x: NDArray[F],
        axis: int = -1,
        out: None = None,
        pieces: int | None = None,
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, g: ArrayLike, x: ArrayLike, axis: int = -1, out: Any = None, pieces: int | None = None
    ) -> Any: ...

class _XWithValue(Parametrised):
    default: Unary
    @overload
    def __call__(
        self,
        x: NDArray[F],
        value: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: Small, value: Small | float = ..., out: None = None, **options: Unpack[Options]
    ) -> Small: ...
    @overload
    def __call__(
        self, x: float, value: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self, x: ArrayLike, value: ArrayLike = ..., *, out: Out, **options: Unpack[Everything]
    ) -> Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, value: ArrayLike = ..., out: Any = None, **options: Unpack[Everything]
    ) -> Any: ...

class _GXWithValue(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        value: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        x: Small,
        value: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, x: float, value: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        value: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        value: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXByValueWithValue(Parametrised):
    default: None
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        value: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> F: ...
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        value: NDArray[F],
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        value: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _AlongXToRow(Along):
    @overload
    def __call__(self, x: NDArray[F], axis: int = -1, out: None = None) -> NDArray[F]: ...
    @overload
    def __call__(self, x: ArrayLike, axis: int = -1, out: Any = None) -> Any: ...

class _AlongGXToRow(Along):
    @overload
    def __call__(
        self, g: NDArray[F], x: NDArray[F], axis: int = -1, out: None = None
    ) -> NDArray[F]: ...
    @overload
    def __call__(self, g: ArrayLike, x: ArrayLike, axis: int = -1, out: Any = None) -> Any: ...

class _XWithBeta(Parametrised):
    default: Unary
    @overload
    def __call__(
        self,
        x: NDArray[F],
        beta: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: Small, beta: Small | float = ..., out: None = None, **options: Unpack[Options]
    ) -> Small: ...
    @overload
    def __call__(
        self, x: float, beta: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self, x: ArrayLike, beta: ArrayLike = ..., *, out: Out, **options: Unpack[Everything]
    ) -> Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, beta: ArrayLike = ..., out: Any = None, **options: Unpack[Everything]
    ) -> Any: ...

class _GXWithBeta(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        beta: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        x: Small,
        beta: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, x: float, beta: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        beta: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        beta: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GYWithBeta(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        y: NDArray[F],
        beta: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        y: Small,
        beta: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, y: float, beta: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        beta: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        beta: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXByBetaWithBeta(Parametrised):
    default: None
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        beta: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> F: ...
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        beta: NDArray[F],
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        beta: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _XWithLambd(Parametrised):
    default: Unary
    @overload
    def __call__(
        self,
        x: NDArray[F],
        lambd: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: Small, lambd: Small | float = ..., out: None = None, **options: Unpack[Options]
    ) -> Small: ...
    @overload
    def __call__(
        self, x: float, lambd: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self, x: ArrayLike, lambd: ArrayLike = ..., *, out: Out, **options: Unpack[Everything]
    ) -> Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, lambd: ArrayLike = ..., out: Any = None, **options: Unpack[Everything]
    ) -> Any: ...

class _GXWithLambd(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        lambd: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        x: Small,
        lambd: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, x: float, lambd: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        lambd: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        lambd: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GYWithLambd(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        y: NDArray[F],
        lambd: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        y: Small,
        lambd: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, y: float, lambd: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        lambd: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        lambd: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXByLambdWithLambd(Parametrised):
    default: None
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        lambd: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> F: ...
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        lambd: NDArray[F],
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        lambd: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _XWithB(Parametrised):
    default: Unary
    @overload
    def __call__(
        self,
        x: NDArray[F],
        b: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: Small, b: Small | float = ..., out: None = None, **options: Unpack[Options]
    ) -> Small: ...
    @overload
    def __call__(
        self, x: float, b: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike = ..., *, out: Out, **options: Unpack[Everything]
    ) -> Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike = ..., out: Any = None, **options: Unpack[Everything]
    ) -> Any: ...

class _GXWithB(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        b: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        x: Small,
        b: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, x: float, b: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        b: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        b: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GYWithB(Parametrised):
    default: Binary
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        y: NDArray[F],
        b: NDArray[F] | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: Small,
        y: Small,
        b: Small | float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, y: float, b: float = ..., out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        b: ArrayLike = ...,
        *,
        out: Out,
        **options: Unpack[Everything],
    ) -> Out: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        y: ArrayLike,
        b: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

class _GXByBWithB(Parametrised):
    default: None
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        b: float = ...,
        out: None = None,
        **options: Unpack[Options],
    ) -> F: ...
    @overload
    def __call__(
        self,
        g: NDArray[F] | float,
        x: NDArray[F],
        b: NDArray[F],
        out: None = None,
        **options: Unpack[Options],
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self,
        g: ArrayLike,
        x: ArrayLike,
        b: ArrayLike = ...,
        out: Any = None,
        **options: Unpack[Everything],
    ) -> Any: ...

arctan: Final[Unary]
arctan_derivative: Final[Unary]
arctan_vjp: Final[Binary]
arctan_vjp_from_output: Final[Binary]
celu: Final[_XWithAlpha]
celu_derivative: Final[_XWithAlpha]
celu_vjp: Final[_GXWithAlpha]
celu_vjp_alpha: Final[_GXByAlphaWithAlpha]
celu_vjp_from_output: Final[_GYWithAlpha]
elu: Final[_XWithAlpha]
elu_derivative: Final[_XWithAlpha]
elu_vjp: Final[_GXWithAlpha]
elu_vjp_alpha: Final[_GXByAlphaWithAlpha]
elu_vjp_from_output: Final[_GYWithAlpha]
gaussian: Final[Unary]
gaussian_derivative: Final[Unary]
gaussian_vjp: Final[Binary]
gelu: Final[Unary]
gelu_derivative: Final[Unary]
gelu_tanh: Final[Unary]
gelu_tanh_derivative: Final[Unary]
gelu_tanh_vjp: Final[Binary]
gelu_vjp: Final[Binary]
glu: Final[_AlongXToRow]
glu_vjp: Final[_AlongGXToRow]
hard_sigmoid: Final[Unary]
hard_sigmoid_derivative: Final[Unary]
hard_sigmoid_vjp: Final[Binary]
hard_sigmoid_vjp_from_output: Final[Binary]
hard_silu: Final[Unary]
hard_silu_derivative: Final[Unary]
hard_silu_vjp: Final[Binary]
hard_tanh: Final[_XWithMinMax]
hard_tanh_derivative: Final[_XWithMinMax]
hard_tanh_vjp: Final[_GXWithMinMax]
hard_tanh_vjp_from_output: Final[_GYWithMinMax]
hard_tanh_vjp_max: Final[_GXByMaxWithMinMax]
hard_tanh_vjp_min: Final[_GXByMinWithMinMax]
identity: Final[Unary]
identity_derivative: Final[Unary]
identity_vjp: Final[Binary]
identity_vjp_from_output: Final[Binary]
leaky_relu: Final[_XWithSlope]
leaky_relu_derivative: Final[_XWithSlope]
leaky_relu_vjp: Final[_GXWithSlope]
leaky_relu_vjp_from_output: Final[Binary]
leaky_relu_vjp_slope: Final[_GXBySlopeWithSlope]
lisht: Final[Unary]
lisht_derivative: Final[Unary]
lisht_vjp: Final[Binary]
log_sigmoid: Final[Unary]
log_sigmoid_derivative: Final[Unary]
log_sigmoid_vjp: Final[Binary]
log_sigmoid_vjp_from_output: Final[Binary]
log_softmax: Final[_AlongXToRowMask]
log_softmax_derivative: Final[_AlongXToMatrix]
log_softmax_vjp: Final[_AlongGXToRowMask]
log_softmax_vjp_from_output: Final[_AlongGYToRowMask]
logcosh: Final[Unary]
logcosh_derivative: Final[Unary]
logcosh_vjp: Final[Binary]
logsumexp: Final[_AlongXToNumberPieces]
logsumexp_derivative: Final[_AlongXToRowPieces]
logsumexp_vjp: Final[_AlongGXToRowPieces]
maxout: Final[_AlongXToNumberPieces]
maxout_derivative: Final[_AlongXToRowPieces]
maxout_vjp: Final[_AlongGXToRowPieces]
mish: Final[Unary]
mish_derivative: Final[Unary]
mish_vjp: Final[Binary]
perceptron: Final[Unary]
perceptron_derivative: Final[Unary]
perceptron_vjp: Final[Binary]
perceptron_vjp_from_output: Final[Binary]
prelu: Final[_XWithSlope]
prelu_derivative: Final[_XWithSlope]
prelu_vjp: Final[_GXWithSlope]
prelu_vjp_from_output: Final[Binary]
prelu_vjp_slope: Final[_GXBySlopeWithSlope]
quick_gelu: Final[Unary]
quick_gelu_derivative: Final[Unary]
quick_gelu_vjp: Final[Binary]
relu: Final[Unary]
relu6: Final[Unary]
relu6_derivative: Final[Unary]
relu6_vjp: Final[Binary]
relu6_vjp_from_output: Final[Binary]
relu_derivative: Final[Unary]
relu_vjp: Final[Binary]
relu_vjp_from_output: Final[Binary]
selu: Final[Unary]
selu_derivative: Final[Unary]
selu_vjp: Final[Binary]
selu_vjp_from_output: Final[Binary]
sigmoid: Final[Unary]
sigmoid_derivative: Final[Unary]
sigmoid_gate: Final[_XWithValue]
sigmoid_gate_derivative: Final[_XWithValue]
sigmoid_gate_vjp: Final[_GXWithValue]
sigmoid_gate_vjp_from_output: Final[Binary]
sigmoid_gate_vjp_value: Final[_GXByValueWithValue]
sigmoid_vjp: Final[Binary]
sigmoid_vjp_from_output: Final[Binary]
silu: Final[Unary]
silu_derivative: Final[Unary]
silu_vjp: Final[Binary]
softmax: Final[_AlongXToRowMask]
softmax_derivative: Final[_AlongXToMatrix]
softmax_vjp: Final[_AlongGXToRowMask]
softmax_vjp_from_output: Final[_AlongGYToRowMask]
softmin: Final[_AlongXToRowMask]
softmin_derivative: Final[_AlongXToMatrix]
softmin_vjp: Final[_AlongGXToRowMask]
softmin_vjp_from_output: Final[_AlongGYToRowMask]
softplus: Final[_XWithBeta]
softplus_derivative: Final[_XWithBeta]
softplus_vjp: Final[_GXWithBeta]
softplus_vjp_beta: Final[_GXByBetaWithBeta]
softplus_vjp_from_output: Final[_GYWithBeta]
softshrink: Final[_XWithLambd]
softshrink_derivative: Final[_XWithLambd]
softshrink_vjp: Final[_GXWithLambd]
softshrink_vjp_from_output: Final[_GYWithLambd]
softshrink_vjp_lambd: Final[_GXByLambdWithLambd]
softsign: Final[Unary]
softsign_derivative: Final[Unary]
softsign_vjp: Final[Binary]
softsign_vjp_from_output: Final[Binary]
squareplus: Final[_XWithB]
squareplus_derivative: Final[_XWithB]
squareplus_vjp: Final[_GXWithB]
squareplus_vjp_b: Final[_GXByBWithB]
squareplus_vjp_from_output: Final[_GYWithB]
swish: Final[_XWithBeta]
swish_derivative: Final[_XWithBeta]
swish_vjp: Final[_GXWithBeta]
swish_vjp_beta: Final[_GXByBetaWithBeta]
tanh: Final[Unary]
tanh_derivative: Final[Unary]
tanh_vjp: Final[Binary]
tanh_vjp_from_output: Final[Binary]
tanhshrink: Final[Unary]
tanhshrink_derivative: Final[Unary]
tanhshrink_vjp: Final[Binary]
threads: Final[Threads]
