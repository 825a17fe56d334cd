"""Numbers as Python text: exact values rounded once to a dtype, in the fewest digits."""

from __future__ import annotations

import re

import numpy as np

from symact.ir import Const
from symact.ir.rounding import rounded


def digits(value: float, dtype: str) -> str:
    """The shortest decimal text that Python, then the dtype, reads back as the same number."""
    text = repr(value)
    if dtype == "float32":
        short = str(np.float32(value))
        text = short if np.float32(float(short)) == np.float32(value) else text
    return re.sub(r"e\+?(-?)0*(\d)", r"e\1\2", text)


def literal(const: Const, dtype: str) -> str:
    """A constant as an expression of the dtype; float64 and int64 are Python's own literals."""
    if const.type == "bool":
        return "True" if const.value else "False"
    if const.type == "int":
        text = _integer(int(const.value))
        return f"i32({text})" if dtype == "float32" else text
    text = digits(rounded(const.value, dtype), dtype)
    return f"f32({text})" if dtype == "float32" else text


def _integer(value: int) -> str:
    """Small numbers in decimal, bit patterns in hexadecimal."""
    if abs(value) < 4096:
        return str(value)
    return f"{'-' if value < 0 else ''}0x{abs(value):X}"
