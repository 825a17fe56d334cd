"""The steps of a kernel over rows that fit in a register or two: a vector is several of them."""

from __future__ import annotations

from llvmlite import ir

from ._instructions import INDEX, POINTER, cell, entry, place, repeat, reserve, write
from ._row_memory import Integers
from ._row_passes import COMBINE, LANES, REGISTER, TAKE, beside, first_lanes, picked
from ._row_several import Several, item, rounded, shortest, side_of
from ._vectors import BYTES, REALS, Kind


class Packs(Several):
    """Steps over packed rows of at most `width` elements, a register's lanes or twice as many."""

    def __init__(self, builder, kernel, layout, width):
        self.width, self.count = width, LANES[layout.real] // width
        self.side = shortest(layout.real)
        self.apart = False
        super().__init__(builder, kernel, layout)

    def every_row(self, group, kept, rooms, doubts):
        self.apart = not kept and self.width > self.side

        def some(doubts):
            rows = self._of_each(lambda: {n: self.row(self.layout.rows[n]) for n in names})
            bases = {n: [row[n] for row in rows] for n in names}
            state = [value for step in kept for value in self.start(step, self.kind)] + doubts
            mask = None
            if kept and self.width > self.side:  # a row in one register fills it
                end = self.spread(self.word(self.n))
                mask = self.builder.icmp_signed("<", self._tiled(), end)
            return self.left(kept, rooms, self.block(group, bases, INDEX(0), state, mask))

        names = self.names(group)
        return self.each(doubts, some, self.count)

    def _of_each(self, value):
        """A value for each row of a vector."""
        first, found = self.q, []
        for p in range(self.count):
            self.q = self.builder.add(first, INDEX(p))
            found.append(value())
        self.q = first
        return found

    def _spread_each(self, value):
        """A vector with a number of each row in all lanes of that row."""
        kind = Kind(self.layout.real, self.width)
        return beside(self.builder, self._of_each(lambda: kind.splat(self.builder, value())))

    def number(self, name):
        return self._spread_each(lambda: self.one(self.rooms[name], REALS[self.layout.real]))

    def is_at(self, name, j):
        positions = self._spread_each(lambda: self.position(name))
        return self.builder.icmp_signed("==", self.places(j), positions)

    def _tiled(self, one=None):
        """An integer for each lane of a row, the same for all rows: its place."""
        return ir.Constant(self.kind.word, list(one or range(self.width)) * self.count)

    def places(self, j):
        if not self.apart:
            return self._tiled()
        later = self._tiled([0] * self.side + [-1] * self.side)
        moved = self.spread(self.word(self.builder.sub(self.n, INDEX(self.width))))
        return self.builder.add(self._tiled(), self.builder.and_(moved, later))

    def _spots(self, bases, name):
        """Where the parts of a vector lie, and the kind of vector that a part is.

        Apart, they are the first and the last elements of a row: some are in both.
        """
        lanes, starts = self.width, [INDEX(0)]
        if self.apart:
            lanes = self.side
            starts.append(self.builder.sub(self.n, INDEX(lanes)))
        size = INDEX(BYTES[self.held(name)])
        starts = [self.builder.mul(start, size) for start in starts]
        spots = [place(self.builder, base, start) for base in bases[name] for start in starts]
        return spots, Kind(self.layout.real, lanes)

    def fetched(self, bases, name, j, mask):
        spots, kind = self._spots(bases, name)
        mask = None if mask is None else first_lanes(self.builder, mask, kind.lanes)
        parts = [self.loaded(spot, self.held(name), kind, mask) for spot in spots]
        return beside(self.builder, parts)

    def delivered(self, bases, name, j, value, mask):
        spots, kind = self._spots(bases, name)
        mask = None if mask is None else first_lanes(self.builder, mask, kind.lanes)
        for k, spot in enumerate(spots):
            lanes = range(k * kind.lanes, (k + 1) * kind.lanes)
            part = picked(self.builder, value, value, lanes)
            self.stored(part, spot, self.held(name), kind, mask)

    def step(self, step, state, found, j, mask):
        if step.what == "any":
            return super().step(step, state, found, j, mask)
        if step.what == "first":
            found = [*found, self.places(j)]
        start = self.start(step, self.kind)
        if step.what in ("plain sum", "wide sum"):
            # masked behind the sum, to which a product comes without being rounded
            state = self.visible(TAKE[step.what](self.builder, start, found), start, mask)
        else:
            found = self.visible(found, start, mask)
            if step.what == "sum":
                found = self._folded("plain sum", found, self.sums(step))
                start = self.start(step, Kind(self.layout.real, found[0].type.count))
            state = TAKE[step.what](self.builder, start, found)
        return self._folded(step.what, state, side_of(state[0].type.element))

    def _folded(self, what, state, lanes):
        """The lanes of each row joined, down to as many."""
        while state[0].type.count > lanes * self.count:
            lower, upper = ([self._half(value, k) for value in state] for k in (0, 1))
            state = COMBINE[what](self.builder, lower, upper)
        return state

    def _half(self, value, which):
        """The lower or the upper half of each row's lanes."""
        lanes = value.type.count // self.count
        half = lanes // 2
        starts = range(which * half, value.type.count, lanes)
        return picked(self.builder, value, value, [s + k for s in starts for k in range(half)])

    def left(self, kept, rooms, state):
        for step in kept:
            for room, word in zip(rooms[step], state, strict=False):
                write(self.builder, word, item(self.builder, room, self.q, REGISTER), REGISTER)
            state = state[len(rooms[step]) :]
        return state


def batch(loop):
    """`batch(args, steps, scratch, slot, n, r)`: packed rows from the r-th on; gives the flags."""
    way_of = _ways(loop)
    function, builder = loop.begin("batch", [POINTER] * 3 + [INDEX] * 3)
    args, steps, scratch, slot, n, r = function.args
    layout, out = loop.layout, loop.layout.out
    pointers = loop.rows(builder, scratch, slot)
    distances = reserve(builder, ir.ArrayType(INDEX, layout.count))
    padded = rounded(builder, n, loop.lanes)
    inside = [builder.mul(padded, INDEX(BYTES[held])) for held in layout.held]
    own, in_place = entry(builder, pointers, out), loop.in_place(builder, args)
    for k, distance in enumerate(inside):
        if k <= out:
            loop.point(builder, pointers, k, Integers(builder).moved(args, steps, k, r))
            distance = _step(builder, steps, k)
        write(builder, distance, cell(builder, distances, k))
    with builder.if_then(in_place, likely=False):  # rows in doubt are computed again
        loop.point(builder, pointers, out, own)
        write(builder, inside[out], cell(builder, distances, out))
    doubt = builder.call(way_of(builder, n), [pointers, distances, n])
    loop.unless_quiet(builder, "batch", function.args, doubt, INDEX(loop.lanes))
    with builder.if_then(in_place, likely=False):
        result = Integers(builder).moved(args, steps, out, r)
        _deliver(loop, builder, (own, inside[out]), (result, _step(builder, steps, out)), n)
    builder.ret(INDEX(0))
    return function


def _ways(loop):
    """The function for rows of n elements: that for as long ones, of those that there are."""
    kernel, layout, narrow = loop.kernel, loop.layout, {}
    side = shortest(layout.real)
    for width in () if kernel.shape == "number" else (side, 2 * side):
        name = f"rows_of_{width}"
        narrow[width], builder = loop.begin(name, [POINTER, POINTER, INDEX])
        Packs(builder, kernel, layout, width)
    several, builder = loop.begin("rows", [POINTER, POINTER, INDEX])
    Several(builder, kernel, layout)

    def way_of(builder, n):
        way = several
        for width in sorted(narrow, reverse=True):
            few = builder.icmp_signed("<=", n, INDEX(width))
            way = builder.select(few, narrow[width], way)
        return way

    return way_of


def _step(builder, steps, k):
    return entry(builder, steps, k, INDEX)


def _deliver(loop, builder, own, result, n):
    """Bring the results of packed rows to their place; both are a pointer and a distance."""
    size, length = INDEX(loop.size_out), INDEX(1) if loop.kernel.shape == "number" else n

    def one(q, _):
        source, target = (place(builder, p, builder.mul(q, by)) for p, by in (own, result))
        held = loop.layout.held[loop.layout.out]
        loop.copies.back(builder, held, source, size, loop.target, target, size, length)

    repeat(builder, INDEX(0), INDEX(loop.lanes), 1, [], one)
