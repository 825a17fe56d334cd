"""The numba target: kernels as a package of NumPy ufuncs that needs NumPy and llvmlite only."""

from __future__ import annotations

from symact.targets import Target
from symact.targets.numba.package import elementwise_functions, emit, hashes
from symact.targets.numba.table import OPERATIONS, RESERVED

TARGET = Target(
    name="numba",
    emit=emit,
    operations=OPERATIONS,
    lacks={},
    reserved=RESERVED,
    functions=elementwise_functions,
    hashes=hashes,
)

__all__ = ["TARGET", "emit"]
