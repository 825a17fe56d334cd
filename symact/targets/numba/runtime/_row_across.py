"""The steps of a kernel over several rows at once: a vector is one element of each."""

from __future__ import annotations

from llvmlite import ir

from ._instructions import INDEX, entry, place, read, repeat, reserve, write
from ._row_passes import COMBINE, LANES, QUARTER, TAKE, Shape
from ._vectors import Writer


class Across(Shape):
    """Steps over as many rows as a vector has lanes; every number is a vector of one a row.

    Element j of a row lies `strides[k]` bytes after element j - 1; rows lie side by side.
    """

    def __init__(self, builder, kernel, layout):
        super().__init__(builder, kernel, layout, LANES[layout.real])
        self.strides = builder.function.args[1]
        self.run(layout.joint)
        self.builder.ret(self.builder.zext(self.doubt, INDEX))

    def wide(self, number):
        return self.kind.splat(self.builder, number)

    def number(self, name):
        return self.numbers[name]

    def is_at(self, name, j):
        return self.builder.icmp_signed("==", self._position(j), self.positions[name])

    def _position(self, j):
        return self.wide(self.word(j))

    def at(self, step, name):
        """The kernel at one position of each row: every element is looked at."""
        zero = self.kind.constant(0.0)
        names = list(step.inputs)

        def one(j, state):
            here, load = self.is_at(name, j), self._loader(j)
            return [
                self.builder.select(here, load(n), v) for n, v in zip(names, state, strict=True)
            ]

        found = repeat(self.builder, INDEX(0), self.n, 1, [zero] * len(names), one)
        return Writer(self.builder, self.kind).call(step.kernel, found)

    def _loader(self, j):
        def load(name):
            return self.loaded(self._spot(name, j), self._code(name), self.kind)

        return load

    def _code(self, name):
        return self.layout.held[self.layout.rows[name]]

    def _spot(self, name, j):
        k = self.layout.rows[name]
        stride = entry(self.builder, self.strides, k, INDEX)
        return place(
            self.builder, entry(self.builder, self.pointers, k), self.builder.mul(j, stride)
        )

    def loop(self, group):
        """One pass over the elements, in blocks of as many as a row's vector has lanes."""
        builder = self.builder
        running = [s for s in group if s.what in ("top", "max", "first", "any")]
        sums = {s.results[0]: _Sum(self, s) for s in group if s.what.endswith("sum")}
        sizes = [len(self.start(s, self.kind)) for s in running]
        state = [value for s in running for value in self.start(s, self.kind)]

        def element(j, state, block):
            local, load, new, taken = {}, self._loader(j), [], 0
            for step in group:
                found = self.values(step, j, local, load)
                if step.what == "row":
                    local.update(zip(step.results, found, strict=True))
                    for name in step.results:
                        if name in self.layout.stored:
                            self.stored(
                                local[name], self._spot(name, j), self._code(name), self.kind
                            )
                elif step.results[0] in sums:
                    sums[step.results[0]].add(found, builder.sub(j, block))
                else:
                    size = sizes[len(new)]
                    if step.what == "first":
                        found = [*found, self._position(j)]
                    new.append(TAKE[step.what](builder, state[taken : taken + size], found))
                    taken += size
            return [value for values in new for value in values]

        def one_block(block, state):
            end = builder.add(block, INDEX(self.lanes))
            end = builder.select(builder.icmp_signed("<", end, self.n), end, self.n)
            state = repeat(builder, block, end, 1, state, lambda j, s: element(j, s, block))
            for total in sums.values():
                total.close(builder.sub(end, block))
            return state

        state = repeat(builder, INDEX(0), self.n, self.lanes, state, one_block)
        for step, size in zip(running, sizes, strict=True):
            self.finished(step, state[:size])
            state = state[size:]
        for total in sums.values():
            self.finished(total.step, total.result())


class _Sum:
    """A sum in memory, in the order in which a row's own lanes would add it."""

    def __init__(self, shape, step):
        self.shape, self.step, self.builder = shape, step, shape.builder
        self.in_pairs = step.what == "sum"
        self.slots = shape.sums(step)
        start = shape.start(step, shape.kind)
        self.zero, self.real = start[0], start[0].type
        self.words = [self._room(self.slots) for _ in start]
        self.terms = self._room(shape.lanes) if self.in_pairs else None
        few = self.builder.icmp_signed("<", shape.n, INDEX(self.slots))
        self.used = self.builder.select(few, shape.n, INDEX(self.slots))
        for word in self.words:
            self._clear(word, INDEX(0), self.used)

    def _room(self, count):
        return reserve(self.builder, ir.ArrayType(self.real, count))

    def _clear(self, room, start, stop):
        repeat(self.builder, start, stop, 1, [], lambda q, _: self._store(room, q, self.zero))

    def _at(self, room, q):
        size = self.real.count * (8 if self.real.element == ir.DoubleType() else 4)
        return place(self.builder, room, self.builder.mul(q, INDEX(size)))

    def _load(self, room, q):
        return read(self.builder, self._at(room, q), self.real, 64)

    def _store(self, room, q, value):
        write(self.builder, value, self._at(room, q), 64)

    def add(self, found, q):
        """Take in the element at place q of a block."""
        if self.in_pairs:
            self._store(self.terms, q, found[0])
        else:
            self._take(self.builder.and_(q, INDEX(self.slots - 1)), found)

    def _take(self, q, term):
        total = [self._load(word, q) for word in self.words]
        found = COMBINE[self.step.what](self.builder, total, term)
        for word, value in zip(self.words, found, strict=True):
            self._store(word, q, value)

    def close(self, count):
        """Add up a block of `count` elements in pairs."""
        if not self.in_pairs:
            return
        builder, lanes = self.builder, self.shape.lanes
        few = builder.icmp_signed("<=", count, INDEX(self.slots))
        with builder.if_else(few) as (short, long):
            with short:
                self._each(count, lambda q: self._load(self.terms, q))
            with long:
                self._clear(self.terms, count, INDEX(lanes))
                self._each(INDEX(self.slots), self._pairs)

    def _each(self, count, value):
        repeat(self.builder, INDEX(0), count, 1, [], lambda q, _: self._take(q, [value(q)]))

    def _pairs(self, q):
        builder, quarter = self.builder, self.slots
        a, b, c, d = (
            self._load(self.terms, builder.add(q, INDEX(k * quarter))) for k in range(QUARTER)
        )
        return builder.fadd(builder.fadd(a, c), builder.fadd(b, d))

    def result(self):
        """The words of the sum, its slots joined in halves; beyond the row there are none."""
        width = self.slots // 2
        while width:
            with self.builder.if_then(self.builder.icmp_signed(">", self.shape.n, INDEX(width))):
                self._join(width)
            width //= 2
        return [self._load(word, INDEX(0)) for word in self.words]

    def _join(self, width):
        """Add the upper half of the slots to the lower."""

        def one(q, _):
            other = self.builder.add(q, INDEX(width))
            self._take(q, [self._load(word, other) for word in self.words])

        both = self.builder.sub(self.used, INDEX(width))
        few = self.builder.icmp_signed("<", both, INDEX(width))
        repeat(self.builder, INDEX(0), self.builder.select(few, both, INDEX(width)), 1, [], one)
