"""The numba target: which operation becomes which Python text, and which names are taken."""

from __future__ import annotations

import builtins
import keyword

from symact.ir.scalar import ELEMENTARY

SUFFIX = {"float32": "f32", "float64": "f64"}

INFIX = {
    "add": ("+", 6), "sub": ("-", 6), "mul": ("*", 7), "div": ("/", 7),
    "lt": ("<", 2), "le": ("<=", 2), "gt": (">", 2), "ge": (">=", 2), "eq": ("==", 2),
    "ne": ("!=", 2), "and": ("&", 5), "or": ("|", 3),
}  # fmt: skip
"""Operators of Python with how tightly each binds."""

PREFIX = {"neg": ("-", 8), "not": ("not ", 1)}

CALLS = {
    "abs": "abs", "fma": "fma", "sqrt": "sqrt", "copysign": "copysign", "min": "least",
    "max": "greatest", "floor": "floor", "finite": "finite", "to_bits": "to_bits",
    "from_bits": "from_bits", "to_int": "to_int", "to_real": "to_real", "iadd": "iadd",
    "isub": "isub", "iand": "iand", "ior": "ior", "shl": "shl", "shr": "shr", "ldexp": "ldexp",
}  # fmt: skip
"""Operations that are functions of the package's `_intrinsics` (`abs` is Python's)."""

SELECT, LOOKUP = "select", "lookup"

INTRINSICS = frozenset(CALLS.values()) - {"abs"} | {SELECT, LOOKUP, "inlined"}

RESERVED = (
    frozenset(keyword.kwlist)
    | frozenset(dir(builtins))
    | INTRINSICS
    | {f"{name}_{suffix}" for name in ELEMENTARY for suffix in SUFFIX.values()}
    | {"f32", "i32", "inf", "nan", "HASHES", "NEAR"}
)
"""Names that a variable of a kernel may not have; such a variable gets an underscore behind it."""

PUBLIC_RESERVED = frozenset(keyword.kwlist) | {
    "elementary", "functions", "kernels", "tables", "threads",
}  # fmt: skip
"""Names that an activation or a parameter may not have, since the package uses them."""

OPERATIONS = {
    **{name: sign for name, (sign, _) in INFIX.items()},
    **{name: sign.strip() for name, (sign, _) in PREFIX.items()},
    **CALLS,
    **{name: f"{name}_DTYPE" for name in ELEMENTARY},
}
"""Every operation of the intermediate representation with the word it is printed as."""
