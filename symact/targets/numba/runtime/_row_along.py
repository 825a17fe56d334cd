"""The steps of a kernel along one packed row, and along one line of a matrix."""

from __future__ import annotations

from contextlib import contextmanager

from . import _host
from ._instructions import INDEX, entry, place, read, repeat, write
from ._row_layout import is_long
from ._row_passes import (
    COMBINE,
    SUMS,
    TAKE,
    Shape,
    first_lanes,
    halves,
    with_first_lanes,
)
from ._vectors import BYTES, Kind, Writer


class Along(Shape):
    """Steps over one packed row: a vector is neighbouring elements, a number is one."""

    def __init__(self, builder, kernel, layout):
        super().__init__(builder, kernel, layout, 1)
        self.run(layout.groups)
        if kernel.shape == "matrix":
            self._keep_numbers()
        self.builder.ret(self.builder.zext(self.doubt, INDEX))

    def wide(self, number):
        return number

    def spread(self, number):
        return self.kind.splat(self.builder, number)

    def number(self, name):
        return self.spread(self.numbers[name])

    def position(self, name):
        """The integer that a position is."""
        return self.positions[name]

    def is_at(self, name, j):
        return self.builder.icmp_signed("==", self.places(j), self.spread(self.position(name)))

    def places(self, j):
        """The positions of a vector's lanes."""
        return self.builder.add(self.spread(self.word(j)), self.kind.places())

    def at(self, step, name):
        """The kernel at one position of the row."""
        arguments = self.elements(step, name, lambda k: entry(self.builder, self.pointers, k))
        return Writer(self.builder, self.single).call(step.kernel, arguments)

    def elements(self, step, name, row):
        """The elements at a position of the rows that begin at `row(k)`, as plain numbers."""
        builder, layout, found = self.builder, self.layout, []
        position = self.position(name)
        j = position if position.type == INDEX else builder.sext(position, INDEX)
        for k in (layout.rows[name] for name in step.inputs):
            spot = place(builder, row(k), builder.mul(j, INDEX(BYTES[layout.held[k]])))
            found.append(self.loaded(spot, layout.held[k], Kind(layout.real, 1)))
        return found

    def loop(self, group):
        """One pass, and what its reductions give."""
        reductions = [s for s in group if s.what in COMBINE]
        bases = {
            n: entry(self.builder, self.pointers, self.layout.rows[n]) for n in self.names(group)
        }
        state = [value for s in reductions for value in self.begun(s)]
        state = self.passed(group, bases, state)
        for step in reductions:
            size = len(self.begun(step))
            self.finished(step, self.folded(step, state[:size]))
            state = state[size:]

    def passed(self, group, bases, state):
        """The states of a pass's reductions after whole vectors, then the rest under a mask."""
        builder = self.builder
        whole, state = self.whole(group, bases, state)
        rest = builder.sub(self.n, whole)
        before = builder.block
        tail, after = builder.append_basic_block("tail"), builder.append_basic_block("joined")
        builder.cbranch(builder.icmp_signed(">", rest, INDEX(0)), tail, after)
        builder.position_at_end(tail)
        found = self.masked(group, bases, state, whole)
        last = builder.block
        builder.branch(after)
        builder.position_at_end(after)
        return joined(builder, [(before, state), (last, found)])

    def whole(self, group, bases, state):
        """How many elements whole vectors hold, and the states after those.

        Of a long kernel, two vectors are computed at once with AVX-512, where they are of two
        registers each, and there are enough registers for four.
        """
        builder, begun = self.builder, INDEX(0)
        whole = builder.and_(self.n, INDEX(-self.lanes))

        def block(j, state):
            return self.block(group, bases, j, state, None)

        if _host.has_many_registers() and any(map(is_long, group)):
            both = builder.and_(self.n, INDEX(-2 * self.lanes))
            with self.vectors_of(2 * self.lanes):
                state = repeat(builder, begun, both, 2 * self.lanes, state, block)
            begun = both
        return whole, repeat(builder, begun, whole, self.lanes, state, block)

    @contextmanager
    def vectors_of(self, lanes):
        """Write steps for vectors of more lanes, or of fewer."""
        kind, self.kind = self.kind, Kind(self.layout.real, lanes)
        yield
        self.kind = kind

    def masked(self, group, bases, state, begun):
        """The states after the elements from `begun` on, fewer than one vector has lanes."""
        rest = self.spread(self.word(self.builder.sub(self.n, begun)))
        mask = self.builder.icmp_signed("<", self.kind.places(), rest)
        return self.block(group, bases, begun, state, mask)

    def names(self, group):
        """Rows in memory that a pass reads or writes."""
        names = [n for s in group for n in (*s.inputs, *s.results) if n in self.layout.rows]
        return dict.fromkeys(n for n in names if n in self.layout.stored)

    def begun(self, step):
        """The state of a reduction before a row's first element."""
        return self.start(step, Kind(self.layout.real, self.sums(step)))

    def held(self, name):
        """The type that a row lies in memory as."""
        return self.layout.held[self.layout.rows[name]]

    def _spot(self, bases, name, j):
        distance = self.builder.mul(j, INDEX(BYTES[self.held(name)]))
        return place(self.builder, bases[name], distance)

    def fetched(self, bases, name, j, mask):
        """A vector of a row, from element j on."""
        return self.loaded(self._spot(bases, name, j), self.held(name), self.kind, mask)

    def delivered(self, bases, name, j, value, mask):
        """Write a vector of a row."""
        self.stored(value, self._spot(bases, name, j), self.held(name), self.kind, mask)

    def block(self, group, bases, j, state, mask):
        """Every step of a pass on one vector; gives the new states of its reductions."""
        layout, local, new = self.layout, {}, []

        def load(name):
            return self.fetched(bases, name, j, mask if layout.is_operand(name) else None)

        for step in group:
            found = self.values(step, j, local, load)
            if step.what == "row":
                local.update(zip(step.results, found, strict=True))
                for name in (n for n in step.results if n in layout.stored):
                    visible = mask if name == "out" else None
                    self.delivered(bases, name, j, local[name], visible)
                continue
            size = len(self.start(step, self.kind))
            new += self._step(step, state[:size], found, j, mask)
            state = state[size:]
        return new

    def _step(self, step, state, found, j, mask):
        """The same for vectors of any length: more lanes than there are in one come in order."""
        if self.kind.lanes <= self.lanes or step.what == "any":
            return self.step(step, state, found, j, mask)
        with self.vectors_of(self.lanes):
            for k, part in enumerate(zip(*(halves(self.builder, v) for v in found), strict=True)):
                begun = self.builder.add(j, INDEX(k * self.lanes))
                state = self.step(step, state, list(part), begun, mask)
        return state

    def step(self, step, state, found, j, mask):
        """A reduction's state after one more vector, of which a mask may leave out the end."""
        if step.what in ("plain sum", "wide sum"):
            return self._summed(step, state, found[0], mask)
        if step.what == "first":
            found = [*found, self.places(j)]
        if mask is not None:
            found = self.visible(found, self.start(step, self.kind), mask)
        if step.what in ("sum", "any"):
            found = [self._in_pairs(step, found[0])]
        return self._taken(step, state, found)

    def visible(self, values, others, mask):
        """Values where a mask says so, else others."""
        if mask is None:
            return values
        pairs = zip(values, others, strict=False)
        return [self.builder.select(mask, value, other) for value, other in pairs]

    def _in_pairs(self, step, value):
        """The halves of a vector joined, down to as many lanes as the state has."""
        join = self.builder.fadd if step.what == "sum" else self.builder.or_
        while value.type.count > self.sums(step):
            value = join(*halves(self.builder, value))
        return value

    def _taken(self, step, state, term, visible=None):
        """A state with a term, where a mask says so; a short one goes to the first lanes."""
        builder, lanes = self.builder, term[0].type.count
        begin = [first_lanes(builder, value, lanes) for value in state]
        found = self.visible(TAKE[step.what](builder, begin, term), begin, visible)
        return [
            with_first_lanes(builder, value, new) for value, new in zip(state, found, strict=True)
        ]

    def _summed(self, step, state, term, mask):
        """Sums with a vector added in as many parts as it has more lanes than there are sums."""
        builder, masks = self.builder, [mask]
        factors = term.operands if getattr(term, "opname", "") == "fmul" else [term]
        parts = [factors]
        while parts[0][0].type.count > SUMS:
            split = [[halves(builder, value) for value in part] for part in parts]
            parts = [[pair[k] for pair in part] for part in split for k in (0, 1)]
            masks = [half for m in masks for half in ((m, m) if m is None else halves(builder, m))]
        for part, visible in zip(parts, masks, strict=True):
            term = part[0] if len(part) == 1 else builder.fmul(*part)
            state = self._taken(step, state, [term], visible)
        return state

    def folded(self, step, state, lanes=1):
        """A reduction's state with its lanes joined, down to as many."""
        if step.what == "any":
            return state
        while getattr(state[0].type, "count", 1) > lanes:
            lower, upper = zip(*(halves(self.builder, v) for v in state), strict=True)
            state = COMBINE[step.what](self.builder, list(lower), list(upper))
        return state

    def _keep_numbers(self):
        """Numbers and positions that the lines of a matrix use, in memory."""
        block = entry(self.builder, self.pointers, self.layout.kept)
        for name, spot in self.layout.kept_numbers.items():
            where = place(self.builder, block, INDEX(8 * spot))
            write(self.builder, self.numbers[name], where)


def joined(builder, ways):
    """The values that come from either of two blocks: pairs of a block and its values."""
    found = []
    for values in zip(*(values for _, values in ways), strict=True):
        phi = builder.phi(values[0].type)
        for (block, _), value in zip(ways, values, strict=True):
            phi.add_incoming(value, block)
        found.append(phi)
    return found


class Line(Along):
    """One line i of a matrix: elements at the line are numbers, those at the column a row."""

    def __init__(self, builder, kernel, layout):
        Shape.__init__(self, builder, kernel, layout, 1)
        self.line, step = builder.function.args[1], kernel.steps[-1]
        block = entry(builder, self.pointers, layout.kept)
        for name, spot in layout.kept_numbers.items():
            where = place(builder, block, INDEX(8 * spot))
            self.numbers[name] = read(builder, where, self.single.real)
        for name in step.inputs:
            if name in layout.rows and not name.endswith("_k"):
                k = layout.rows[name]
                size = INDEX(BYTES[layout.held[k]])
                where = place(
                    builder, entry(builder, self.pointers, k), builder.mul(self.line, size)
                )
                self.numbers[name] = self.loaded(where, layout.held[k], self.single)
        self.positions["diagonal"] = self.word(self.line)
        self.loop([step])
        builder.ret(INDEX(0))

    def values(self, step, j, local, load):
        local.update({n: self.spread(v) for n, v in self.numbers.items() if n in step.inputs})
        return super().values(step, j, local, load)
