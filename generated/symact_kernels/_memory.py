"""What is in memory: the sizes of NumPy's types, their conversion, and the status word's bits."""

from __future__ import annotations

from llvmlite import ir

from . import _host

INTEGERS = {"?": 1, "b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "q": 8, "Q": 8}

STREAMED = 24 << 20
"""The bytes of all arrays of a call from which on results go to memory past the caches.

The processor then need not read what is overwritten, but what is read next is not in a cache. With
32 MB of cache, relu's gradient of a million float64 takes 0.49 ns an element rather than 0.65, and
1.09 rather than 1.17 with a negation of the result after it; relu of as many, 16 MB, takes 0.33
rather than 0.39, but 0.90 rather than 0.78 with it (Zen 4).
"""

BOUND = 1 << 25
"""The bytes of a result from which on a kernel that does little else waits for memory alone."""

THRESHOLD, HANDLER, BODY = 0, 8, 24
"""Where in what `data` points to, `_ufunc.State`, a loop finds what it needs."""


def size_of(code):
    """The bytes of NumPy's type `code`."""
    return {"e": 2, "f": 4, "d": 8}.get(code) or INTEGERS[code]


def beyond_caches(code):
    """From how many results of a type on memory is the bound of a kernel that does little else."""
    return BOUND // size_of(code)


def converted(builder, value, code):
    """A value from memory as float32 (of "e" and "f") or float64."""
    if code in "fd":
        return value
    if code == "e":
        return _widen(builder, value)
    if code == "?":
        value = builder.icmp_unsigned("!=", value, value.type(0))
        return builder.uitofp(value, ir.DoubleType())
    convert = builder.uitofp if code.isupper() else builder.sitofp
    return convert(value, ir.DoubleType())


def _widen(builder, bits):
    """float32 of the bits of a float16: its exponent is moved, then corrected by one product.

    2**112 is the ratio of the two exponent biases; the product is exact and makes subnormal
    numbers right too. An all-ones exponent, infinity or NaN, is put in its place.
    """
    word = ir.IntType(32)
    bits = builder.zext(bits, word)
    sign = builder.shl(builder.and_(bits, word(0x8000)), word(16))
    moved = builder.shl(builder.and_(bits, word(0x7FFF)), word(13))
    scaled = builder.fmul(builder.bitcast(moved, ir.FloatType()), ir.FloatType()(2.0**112))
    special = builder.icmp_unsigned(">=", moved, word(0x0F800000))
    magnitude = builder.select(
        special, builder.or_(moved, word(0x7F800000)), builder.bitcast(scaled, word)
    )
    return builder.bitcast(builder.or_(magnitude, sign), ir.FloatType())


def narrow(builder, value):
    """The bits of the float16 nearest to a float32, ties to even, in integer arithmetic."""
    word, real = ir.IntType(32), ir.FloatType()
    bits = builder.bitcast(value, word)
    sign = builder.and_(builder.lshr(bits, word(16)), word(0x8000))
    size = builder.and_(bits, word(0x7FFFFFFF))
    odd = builder.and_(builder.lshr(size, word(13)), word(1))
    rounded = builder.add(builder.add(size, word(0xFFF)), odd)
    normal = builder.sub(builder.lshr(rounded, word(13)), word(112 << 10))
    # below 2**-14: adding 0.5 puts the last place of a subnormal float16, 2**-24, at a float32's
    # last place, so that this one addition rounds
    shifted = builder.fadd(builder.bitcast(size, real), real(0.5))
    subnormal = builder.sub(builder.bitcast(shifted, word), word(0x3F000000))
    result = builder.select(builder.icmp_unsigned("<", size, word(113 << 23)), subnormal, normal)
    too_large = builder.icmp_unsigned(">=", size, word(0x477FF000))
    result = builder.select(too_large, word(0x7C00), result)
    not_number = builder.icmp_unsigned(">", size, word(0x7F800000))
    result = builder.select(not_number, word(0x7E00), result)
    return builder.trunc(builder.or_(result, sign), ir.IntType(16))


def clean_status():
    """The word with no flag up, round to nearest, no trap, subnormal numbers kept."""
    return 0x1F80 if _host.on_x86() else 0


def raised_bits():
    """The bits of the word that say (divide, overflow)."""
    return (4, 8) if _host.on_x86() else (2, 4)
