"""The steps of a kernel over several packed rows: each pass goes through them, one after the other.

Of a short row, most of the time goes to what is done once in it: its lanes are joined, which is a
chain of operations that wait for each other, and a few numbers are computed from the result. Here
that is done for as many rows at once as a vector has lanes. The lanes of a row are those of a row
on its own, so that the bits are the same.
"""

from __future__ import annotations

from llvmlite import ir

from ._instructions import (
    INDEX,
    entry,
    least,
    place,
    read,
    repeat,
    reserve,
    write,
)
from ._row_along import Along, joined
from ._row_passes import COMBINE, LANES, QUARTER, REGISTER, Shape, beside
from ._transpose import transposed
from ._vectors import BYTES, REALS, Kind, Writer


def shortest(real):
    """The least length of a row, that of a register."""
    return LANES[real] // QUARTER


class Several(Along):
    """Steps over as many rows as a vector has lanes; every number is a vector of one a row.

    Row q of operand k begins `distances[k]` bytes after row q - 1.
    """

    def __init__(self, builder, kernel, layout):
        Shape.__init__(self, builder, kernel, layout, LANES[layout.real])
        self.distances = builder.function.args[1]
        self.rooms, self.q = {}, None
        self.run(layout.groups)
        self.builder.ret(self.builder.zext(self.doubt, INDEX))

    def wide(self, number):
        return self.single.splat(self.builder, number)

    def keep(self, names, values):
        super().keep(names, values)
        for name, value in zip(names, values, strict=True):
            self._put(name, value)

    def keep_position(self, name, position):
        super().keep_position(name, position)
        self._put(name, position)

    def _put(self, name, value):
        """Keep a value of each row in memory, for the passes to read one."""
        self.rooms[name] = reserve(self.builder, value.type)
        write(self.builder, value, self.rooms[name], 64)

    def number(self, name):
        return self.spread(self.one(self.rooms[name], REALS[self.layout.real]))

    def position(self, name):
        return self.one(self.rooms[name], self.positions[name].type.element)

    def one(self, room, kind):
        """The value of the row at hand."""
        return read(self.builder, item(self.builder, room, self.q, _bytes(kind)), kind)

    def row(self, k):
        """Where the row at hand of operand k, or of the result, begins."""
        distance = self.builder.mul(self.q, entry(self.builder, self.distances, k, INDEX))
        return place(self.builder, entry(self.builder, self.pointers, k), distance)

    def each(self, state, body, step=1):
        """A loop over the rows."""

        def one(q, state):
            self.q = q
            return body(state)

        return repeat(self.builder, INDEX(0), INDEX(self.lanes), step, state, one)

    def number_in(self, k):
        whole, plain = self.single, Kind(self.layout.real, 1)
        room, held = reserve(self.builder, whole.real), self.layout.held[k]
        pointer = entry(self.builder, self.pointers, k)

        def one(_):
            value = self.loaded(self.row(k), held, plain)
            write(self.builder, value, item(self.builder, room, self.q, plain.size))

        with self.builder.if_else(self._is_packed(k)) as (together, apart):
            with together:
                write(self.builder, self.loaded(pointer, held, whole), room, 64)
            with apart:
                self.each([], one)
        return read(self.builder, room, whole.real, 64)

    def number_out(self, value):
        k, plain = self.layout.out, Kind(self.layout.real, 1)
        room, held = reserve(self.builder, value.type), self.layout.held[k]
        write(self.builder, value, room, 64)

        def one(_):
            self.stored(self.one(room, plain.real), self.row(k), held, plain)

        with self.builder.if_else(self._is_packed(k)) as (together, apart):
            with together:
                self.stored(value, entry(self.builder, self.pointers, k), held, self.single)
            with apart:
                self.each([], one)

    def _is_packed(self, k):
        """Whether the numbers of an operand, one of each row, lie side by side."""
        distance = entry(self.builder, self.distances, k, INDEX)
        return self.builder.icmp_signed("==", distance, INDEX(BYTES[self.layout.held[k]]))

    def at(self, step, name):
        rooms = [reserve(self.builder, self.single.real) for _ in step.inputs]

        def one(_):
            for room, value in zip(rooms, self.elements(step, name, self.row), strict=True):
                write(self.builder, value, item(self.builder, room, self.q, _bytes(value.type)))

        self.each([], one)
        values = [read(self.builder, room, self.single.real, 64) for room in rooms]
        return Writer(self.builder, self.single).call(step.kernel, values)

    def loop(self, group):
        reductions = [s for s in group if s.what in COMBINE]
        kept = [s for s in reductions if s.what != "any"]
        rooms = {s: self._rooms(s) for s in kept}
        doubts = [value for s in reductions if s.what == "any" for value in self.begun(s)]

        doubts = self.every_row(group, kept, rooms, doubts)
        for step in kept:
            self.finished(step, self._columns(step, rooms[step]))
        for step in reductions:
            if step.what == "any":
                self.finished(step, doubts)

    def every_row(self, group, kept, rooms, doubts):
        """One pass over every row; gives what its doubts are, and leaves other states in rooms."""

        def one(doubts):
            bases = {n: self.row(self.layout.rows[n]) for n in self.names(group)}
            state = [v for s in kept for v in self.begun(s)] + doubts
            state = self.passed(group, bases, state) if kept else self._twice(group, bases, state)
            return self.left(kept, rooms, state)

        return self.each(doubts, one)

    def left(self, kept, rooms, state):
        """Put the states of a row into rooms; gives what is behind them."""
        for step in kept:
            size = len(rooms[step])
            words = self.folded(step, state[:size], side_of(state[0].type.element))
            for room, word in zip(rooms[step], words, strict=True):
                write(self.builder, word, item(self.builder, room, self.q, REGISTER))
            state = state[size:]
        return state

    def _rooms(self, step):
        """Room for the state of a reduction, of a register's lanes, for each row."""
        kind = ir.ArrayType(ir.IntType(8), self.lanes * REGISTER)
        return [reserve(self.builder, kind) for _ in self.begun(step)]

    def _columns(self, step, rooms):
        """The states with their lanes joined: those of several rows side by side, by columns."""
        kinds = [value.type.element for value in self.begun(step)]
        side, found = side_of(kinds[0]), []
        for first in range(0, self.lanes, side):
            words = [
                transposed(self.builder, self._states(room, ir.VectorType(kind, side), first))
                for room, kind in zip(rooms, kinds, strict=True)
            ]
            columns = [list(column) for column in zip(*words, strict=True)]
            while len(columns) > 1:
                half = len(columns) // 2
                pairs = zip(columns[:half], columns[half:], strict=True)
                columns = [COMBINE[step.what](self.builder, *pair) for pair in pairs]
            found.append(columns[0])
        return [beside(self.builder, list(word)) for word in zip(*found, strict=True)]

    def _states(self, room, kind, first):
        """The states of as many rows as a register has lanes."""
        return [
            read(self.builder, place(self.builder, room, INDEX((first + k) * REGISTER)), kind)
            for k in range(kind.count)
        ]

    def _twice(self, group, bases, state):
        """A pass that reduces nothing: of the rest, the end is computed with what is before it.

        No mask is needed for that, and writing under one is slow.
        """
        whole, state = self.whole(group, bases, state)
        lanes = shortest(self.layout.real)
        last = self.builder.sub(self.n, INDEX(lanes))

        def block(j, state):
            return self.block(group, bases, least(self.builder, j, last), state, None)

        with self.vectors_of(lanes):
            return repeat(self.builder, whole, self.n, lanes, state, block)

    def masked(self, group, bases, state, begun):
        """The same with vectors of no more lanes than are needed."""
        builder, ways = self.builder, []
        rest, after = builder.sub(self.n, begun), builder.append_basic_block("rest")
        for parts in (QUARTER, QUARTER // 2, 1):
            lanes = self.lanes // parts
            if parts > 1:
                few, many = (builder.append_basic_block(b) for b in ("few", "many"))
                builder.cbranch(builder.icmp_signed("<=", rest, INDEX(lanes)), few, many)
                builder.position_at_end(few)
            with self.vectors_of(lanes):
                found = super().masked(group, bases, state, begun)
            ways.append((builder.block, found))
            builder.branch(after)
            if parts > 1:
                builder.position_at_end(many)
        builder.position_at_end(after)
        return joined(builder, ways)


def _bytes(kind):
    """The size of a plain number or position."""
    return getattr(kind, "width", 64 if kind == ir.DoubleType() else 32) // 8


def side_of(kind):
    """How many of a type a register of `REGISTER` bytes holds, as `_transpose` has it."""
    return REGISTER // _bytes(kind)


def item(builder, room, q, size):
    """Where item q of an array lies."""
    return place(builder, room, builder.mul(q, INDEX(size)))


def rounded(builder, n, lanes):
    """The least multiple of the lanes that is not below n."""
    return builder.and_(builder.add(n, INDEX(lanes - 1)), INDEX(-lanes))
