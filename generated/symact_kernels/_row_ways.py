"""Which rows are computed several at once."""

from __future__ import annotations

from llvmlite import ir

from ._instructions import INDEX, entry
from ._row_several import shortest
from ._vectors import BYTES

BIT = ir.IntType(1)
LONGEST_SIDE = 1 << 14  # elements of a row up to which rows side by side are worth a copy
FEWEST_ROWS = 8

LONGEST = 256
"""Elements of a row: with more, the rows that are under way together leave the nearest caches."""


def ways(loop, builder, steps, outer, n):
    """Whether rows are to be taken side by side, and whether several packed ones together."""
    if not loop.sideways:
        return BIT(0), BIT(0)
    layout, lanes, size = loop.layout, INDEX(loop.lanes), INDEX(loop.size_in)
    core = layout.cores[layout.first]
    is_ = builder.icmp_signed
    beside = is_("==", entry(builder, steps, layout.first, INDEX), size)
    apart = is_("!=", entry(builder, steps, core, INDEX), size)
    enough = is_(">=", outer, INDEX(FEWEST_ROWS))
    moderate = is_("<=", n, INDEX(LONGEST_SIDE))
    short = builder.and_(is_("<=", n, lanes), is_(">", outer, INDEX(1)))
    side = builder.and_(builder.and_(beside, apart), builder.and_(enough, moderate))
    side = builder.or_(side, short)
    if loop.source != layout.held[0]:
        return side, BIT(0)
    packed = is_(">=", outer, lanes)
    for condition in (
        _fits(builder, n, loop),
        *(
            is_("==", entry(builder, steps, at, INDEX), INDEX(BYTES[layout.held[k]]))
            for k, at in layout.cores.items()
        ),
    ):
        packed = builder.and_(packed, condition)
    return builder.and_(side, builder.not_(packed)), packed


def _fits(builder, n, loop):
    """Whether rows of n elements are best taken so.

    Those that fill a third register to a part only are faster side by side: softmax of float32
    rows of 20 takes 1.27 ns an element so, and 1.48 here (Zen 3). So are all that fill no more
    where a row gives one number: logsumexp of rows of 8 takes 1.53 ns so, and 1.99 here.
    """
    side, longest = shortest(loop.layout.real), INDEX(LONGEST)
    few = BIT(0)
    if loop.kernel.shape != "number":
        few = builder.icmp_signed("<=", n, INDEX(2 * side))
    many = builder.icmp_signed(">", n, INDEX(3 * side))
    long_enough = builder.icmp_signed(">=", n, INDEX(side))
    inside = builder.and_(long_enough, builder.icmp_signed("<=", n, longest))
    return builder.and_(inside, builder.or_(few, many))
