"""Elements that lie apart copied side by side, or back to front, a vector at a time.

Where elements are two or three apart, whole vectors are loaded and the elements picked out of them.
The last vector of each turn ends with the last element that is wanted, so that no memory is read
that lies outside of the array: it may end where a page does. Where they are further apart, a vector
is put together from single loads, which takes one store in place of eight.

Relu of every second element then takes 0.28 ns an element rather than 0.66, of every fourth 0.45
rather than 0.86 (Zen 3, float32, 16,384 elements).
"""

from __future__ import annotations

from llvmlite import ir

from ._instructions import INDEX, place, read, repeat, write
from ._transpose import SIDE, mixed
from ._vectors import BYTES, REALS

PICKED = (1, -1, 2, -2, 3)
"""How many elements apart they are picked out of whole vectors; backwards where it is negative."""


def side_by_side(builder, code, pointer, step, to, n, done):
    """Copy whole vectors of n elements that are `step` bytes apart; `done` then holds how many."""
    size = BYTES[code]

    def single(start):
        places = [place(builder, start, builder.mul(step, INDEX(k))) for k in range(SIDE[code])]
        return _joined(builder, code, places)

    def whole(apart):
        return lambda start: _picked(builder, code, start, apart)

    for apart in PICKED:
        with builder.if_then(builder.icmp_signed("==", step, INDEX(apart * size))):
            _turns(builder, code, (pointer, step), (to, INDEX(size)), (n, done), whole(apart))
    left = builder.icmp_signed("==", read(builder, done, INDEX), INDEX(0))
    with builder.if_then(left):
        _turns(builder, code, (pointer, step), (to, INDEX(size)), (n, done), single)


def apart(builder, code, pointer, to, step, n, done):
    """Copy whole vectors of n packed elements to memory where they are `step` bytes apart."""
    backwards = builder.icmp_signed("==", step, INDEX(-BYTES[code]))
    with builder.if_else(backwards) as (turned, single):
        with turned:
            _turned(builder, code, pointer, to, (n, done))
        with single:
            _scattered(builder, code, pointer, (to, step), (n, done))


def _turned(builder, code, pointer, to, counts):
    """Store whole vectors back to front, before `to` in memory."""
    size, side = BYTES[code], SIDE[code]
    back = INDEX(-(side - 1) * size)
    lowest = place(builder, to, back)
    source, target = (pointer, INDEX(size)), (lowest, INDEX(-size))

    def turned(start):
        vector = read(builder, start, ir.VectorType(REALS[code], side), size)
        return mixed(builder, vector, vector, list(range(side))[::-1])

    _turns(builder, code, source, target, counts, turned)


def _scattered(builder, code, pointer, target, counts):
    """Store the elements of whole vectors one by one.

    They go through integer registers, of which processors can store two at a time.
    """
    size, side = BYTES[code], SIDE[code]
    word = ir.IntType(8 * size)
    (to, step), (n, done) = target, counts

    def one(j, _):
        start = place(builder, pointer, builder.mul(j, INDEX(size)))
        spot = place(builder, to, builder.mul(j, step))
        for k in range(side):
            element = read(builder, place(builder, start, INDEX(k * size)), word, size)
            write(builder, element, place(builder, spot, builder.mul(step, INDEX(k))), size)

    whole = builder.and_(n, INDEX(-side))
    repeat(builder, INDEX(0), whole, side, [], one)
    write(builder, whole, done)


def _turns(builder, code, source, target, counts, vector):
    """Store `vector(start)` for each whole vector of elements; pairs are a pointer and a step."""
    n, done = counts
    side = SIDE[code]
    whole = builder.and_(n, INDEX(-side))

    def one(j, _):
        start, spot = (place(builder, at, builder.mul(j, step)) for at, step in (source, target))
        write(builder, vector(start), spot, BYTES[code])

    repeat(builder, INDEX(0), whole, side, [], one)
    write(builder, whole, done)


def _joined(builder, code, places):
    """A vector of the elements at some places."""
    kind = ir.VectorType(REALS[code], len(places))
    vector = ir.Constant(kind, ir.Undefined)
    for k, spot in enumerate(places):
        element = read(builder, spot, REALS[code], BYTES[code])
        vector = builder.insert_element(vector, element, ir.IntType(32)(k))
    return vector


def _picked(builder, code, start, apart):
    """A vector of the elements at `start` and so many elements apart, from whole vectors."""
    side, size, several = SIDE[code], BYTES[code], abs(apart)
    kind = ir.VectorType(REALS[code], side)
    low = place(builder, start, INDEX(min(apart, 0) * (side - 1) * size))
    begins = [k * side for k in range(several - 1)] + [(side - 1) * (several - 1)]
    wanted = [several * k for k in range(side)][:: 1 if apart > 0 else -1]
    holders = [min(p // side, several - 1) for p in wanted]
    found = None
    for k, first in enumerate(begins):
        vector = read(builder, place(builder, low, INDEX(first * size)), kind, size)
        lanes = [p - first if h == k else 0 for p, h in zip(wanted, holders, strict=True)]
        if found is None:
            found = mixed(builder, vector, vector, lanes)
            continue
        both = [side + lanes[j] if holders[j] == k else j for j in range(side)]
        found = mixed(builder, found, vector, both)
    return found
