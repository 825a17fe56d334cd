"""Classes of this package's functions, for type checkers alone: at run time they are plain ufuncs.

float16, float32 and float64 give themselves, booleans, integers and Python's numbers float64. What
is decided by values only (mixed types, lists, `dtype=`) is `Any`.
"""

from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol, TypedDict, TypeVar, Unpack, overload

import numpy
from numpy.typing import ArrayLike, DTypeLike, NDArray

F = TypeVar("F", numpy.float16, numpy.float32, numpy.float64)
Small = TypeVar("Small", numpy.float16, numpy.float32)
Whole = TypeVar("Whole", bound=numpy.bool_ | numpy.integer[Any])
Out = TypeVar("Out", bound=NDArray[Any])

class Options(TypedDict, total=False):
    """The options of every NumPy ufunc that leave the type of its result alone."""

    where: NDArray[numpy.bool_] | bool
    casting: Literal["no", "equiv", "safe", "same_kind", "unsafe"]
    order: Literal["K", "A", "C", "F"]
    subok: bool

class Everything(Options, total=False):
    """All options of a NumPy ufunc."""

    dtype: DTypeLike
    signature: Any

# NumPy says that ufunc is final, since no class derives from it at run time; nor does one here.
class Unary(numpy.ufunc):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    @overload
    def __call__(
        self, x: NDArray[F], /, out: None = None, **options: Unpack[Options]
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, x: NDArray[Whole], /, out: None = None, **options: Unpack[Options]
    ) -> NDArray[numpy.float64]: ...
    @overload
    def __call__(self, x: Small, /, out: None = None, **options: Unpack[Options]) -> Small: ...
    @overload
    def __call__(
        self, x: float, /, out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(self, x: ArrayLike, /, out: Out, **options: Unpack[Everything]) -> Out: ...
    @overload
    def __call__(self, x: ArrayLike, /, out: Any = None, **options: Unpack[Everything]) -> Any: ...

class Binary(numpy.ufunc):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    @overload
    def __call__(
        self, g: NDArray[F] | float, x: NDArray[F], /, out: None = None, **options: Unpack[Options]
    ) -> NDArray[F]: ...
    @overload
    def __call__(
        self, g: Small | float, x: Small, /, out: None = None, **options: Unpack[Options]
    ) -> Small: ...
    @overload
    def __call__(
        self, g: float, x: float, /, out: None = None, **options: Unpack[Options]
    ) -> numpy.float64: ...
    @overload
    def __call__(
        self, g: ArrayLike, x: ArrayLike, /, out: Out, **options: Unpack[Everything]
    ) -> Out: ...
    @overload
    def __call__(
        self, g: ArrayLike, x: ArrayLike, /, out: Any = None, **options: Unpack[Everything]
    ) -> Any: ...

class Parametrised:
    """A function with parameters; its ufunc takes them all, after the operands."""

    __name__: str
    ufunc: numpy.ufunc

class Along:
    """A function along an axis; its generalised ufunc acts on the last one."""

    __name__: str
    ufunc: numpy.ufunc

class Threads(Protocol):
    """A function that gives a context in which up to n threads compute large arrays."""

    def __call__(self, n: int | None = None) -> AbstractContextManager[None]: ...
