"""The words that kernels are written in, besides Python's operators and `abs`.

Kernels are read and never run: `_vectors` writes an LLVM instruction or two for each operation. No
fast-math flag is ever set: a result depends on its inputs alone, not on its place in an array.
"""

from __future__ import annotations


def inlined(function):
    """A kernel, or a function that becomes a part of those that call it."""
    return function


def _word(name, meaning):
    def operation(*operands):
        raise TypeError(f"{name} is a word of compiled kernels; call the function of the package")

    operation.__name__ = operation.__qualname__ = name
    operation.__doc__ = meaning
    return operation


sqrt = _word("sqrt", "The square root.")
floor = _word("floor", "The largest integral value that is not larger.")
copysign = _word("copysign", "The size of a with the sign of b.")
fma = _word("fma", "a * b + c, rounded once.")
select = _word("select", "b where the condition a holds, else c; both are computed.")
least = _word("least", "a where a < b, else b: b where either is NaN.")
greatest = _word("greatest", "a where a > b, else b: b where either is NaN.")
finite = _word("finite", "The value, or 0 where it is infinite or NaN.")
to_bits = _word("to_bits", "The bits of a real as an integer of the same width.")
from_bits = _word("from_bits", "The real that has the bits of an integer.")
to_int = _word("to_int", "The integer equal to an integral real, below 2**51 in float64.")
to_real = _word("to_real", "The real nearest to an integer, below 2**51 in float64.")
ldexp = _word("ldexp", "a * 2**n, rounded once, also where the result is subnormal.")
iadd = _word("iadd", "The sum of integers, modulo their width.")
isub = _word("isub", "The difference of integers, modulo their width.")
iand = _word("iand", "The bits that both integers have.")
ior = _word("ior", "The bits that one of the integers has.")
shl = _word("shl", "An integer's bits moved up.")
lookup = _word("lookup", "One of the 32 numbers of a table, chosen by an integer's last bits.")
shr = _word("shr", "An integer's bits moved down, the sign shifted in.")
