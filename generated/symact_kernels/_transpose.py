"""Blocks of a matrix transposed in registers, 8 by 8 float32 or 4 by 4 float64."""

from __future__ import annotations

from llvmlite import ir

from ._instructions import INDEX, place, read, repeat, write
from ._vectors import BYTES, REALS

SIDE = {"f": 8, "d": 4}
"""Elements of a vector of 32 bytes, which is as many rows as a block has."""

BOTH_LOW, BOTH_HIGH = (0, 1, 4, 5), (2, 3, 6, 7)
"""Of two vectors in quarters: the lower and the upper halves, side by side."""


def blocks(builder, code, pointer, step, target, target_step, counts):
    """Write element (b, a) of the target from (a, b) of the source, as far as blocks are whole.

    Lines of a source are `step` bytes apart, those of the target `target_step`, and the elements of
    a line lie side by side. `counts` are those of the a and of the b.
    """
    side, size = SIDE[code], BYTES[code]
    kind = ir.VectorType(REALS[code], side)
    lines, length = (builder.and_(count, INDEX(-side)) for count in counts)

    def spot(start, line, by, element):
        distance = builder.add(builder.mul(line, by), builder.mul(element, INDEX(size)))
        return place(builder, start, distance)

    def block(a, b):
        found = [
            read(builder, spot(pointer, builder.add(a, INDEX(k)), step, b), kind, size)
            for k in range(side)
        ]
        for k, vector in enumerate(transposed(builder, found)):
            line = builder.add(b, INDEX(k))
            write(builder, vector, spot(target, line, target_step, a), size)

    def strip(a, _):
        repeat(builder, INDEX(0), length, side, [], lambda b, _: block(a, b))

    repeat(builder, INDEX(0), lines, side, [], strip)


def transposed(builder, rows):
    """The columns of as many vectors as each has elements."""
    side = len(rows)
    half = side // 2
    quarter = side // 4
    columns = []
    for which in (BOTH_LOW, BOTH_HIGH):
        mask = [quarter * q + k for q in which for k in range(quarter)]
        pairs = [mixed(builder, rows[k], rows[k + half], mask) for k in range(half)]
        columns += _within(builder, pairs)
    return columns


def _within(builder, rows):
    """The columns of a square in each half of the vectors, side by side."""
    low, high = _woven(rows[0].type.count, 1)
    if len(rows) == 2:
        return [mixed(builder, *rows, mask) for mask in (low, high)]
    a, b, c, d = rows
    pairs = [(mixed(builder, a, b, m), mixed(builder, c, d, m)) for m in (low, high)]
    wide = _woven(a.type.count, 2)
    return [mixed(builder, *pair, mask) for pair in pairs for mask in wide]


def _woven(count, run):
    """Masks that take runs of two vectors in turn, from the lower and the upper part of halves."""
    half = count // 2
    masks = []
    for start in (0, half // 2):
        places = [start + half * h + run * q for h in (0, 1) for q in range(half // (2 * run))]
        masks.append([p + v * count + k for p in places for v in (0, 1) for k in range(run)])
    return masks


def mixed(builder, a, b, mask):
    """A vector of the elements of two others, counted through both, at the places of a mask."""
    kind = ir.VectorType(ir.IntType(32), len(mask))
    return builder.shuffle_vector(a, b, ir.Constant(kind, mask))
