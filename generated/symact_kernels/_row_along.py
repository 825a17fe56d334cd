"""The steps of a kernel along one packed row, and along one line of a matrix."""

from __future__ import annotations

from llvmlite import ir

from ._instructions import INDEX, entry, place, read, repeat, write
from ._row_passes import COMBINE, QUARTER, SUMS, TAKE, Shape, halves
from ._vectors import BYTES, Kind, Writer


class Along(Shape):
    """Steps over one packed row: a vector is neighbouring elements, a number is one."""

    def __init__(self, builder, kernel, layout):
        super().__init__(builder, kernel, layout, 1)
        self.run()
        if kernel.shape == "matrix":
            self._keep_numbers()
        self.builder.ret(self.builder.zext(self.doubt, INDEX))

    def wide(self, number):
        return number

    def spread(self, number):
        return self.kind.splat(self.builder, number)

    def is_at(self, position, j):
        here = self.builder.add(self.spread(self.word(j)), self.kind.places())
        return self.builder.icmp_signed("==", here, self.spread(position))

    def at(self, step, position):
        """The kernel at one position of the row."""
        builder, layout = self.builder, self.layout
        j = position if position.type == INDEX else builder.sext(position, INDEX)
        arguments = []
        for name in step.inputs:
            k = layout.rows[name]
            pointer = entry(builder, self.pointers, k)
            spot = place(builder, pointer, builder.mul(j, INDEX(BYTES[layout.held[k]])))
            arguments.append(self.loaded(spot, layout.held[k], self.single))
        return Writer(builder, self.single).call(step.kernel, arguments)

    def loop(self, group):
        """One pass: whole vectors, then the rest of the row under a mask."""
        builder, lanes = self.builder, self.lanes
        reductions = [s for s in group if s.what in COMBINE]
        sizes = [len(self._begin(s)) for s in reductions]
        state = [value for s in reductions for value in self._begin(s)]
        whole = builder.and_(self.n, INDEX(-lanes))
        bases = {n: entry(builder, self.pointers, self.layout.rows[n]) for n in self._names(group)}

        def block(j, state, places, mask):
            return self._block(group, reductions, sizes, j, state, places, mask)

        state = repeat(
            builder, INDEX(0), whole, lanes, state, lambda j, state: block(j, state, bases, None)
        )
        rest = builder.sub(self.n, whole)
        before = builder.block
        tail, after = builder.append_basic_block("tail"), builder.append_basic_block("joined")
        builder.cbranch(builder.icmp_signed(">", rest, INDEX(0)), tail, after)
        builder.position_at_end(tail)
        places = builder.icmp_signed("<", self.kind.places(), self.spread(self.word(rest)))
        found = block(whole, state, bases, places)
        last = builder.block
        builder.branch(after)
        builder.position_at_end(after)
        joined = []
        for old, new in zip(state, found, strict=True):
            phi = builder.phi(old.type)
            phi.add_incoming(old, before)
            phi.add_incoming(new, last)
            joined.append(phi)
        for step, size in zip(reductions, sizes, strict=True):
            self.finished(step, self._folded(step, joined[:size]))
            joined = joined[size:]

    def _names(self, group):
        """Rows in memory that a pass reads or writes."""
        names = [n for s in group for n in (*s.inputs, *s.results) if n in self.layout.rows]
        return dict.fromkeys(n for n in names if n in self.layout.stored)

    def _begin(self, step):
        return self.start(step, Kind(self.layout.real, self.sums(step)))

    def _spot(self, places, name, j):
        k = self.layout.rows[name]
        distance = self.builder.mul(j, INDEX(BYTES[self.layout.held[k]]))
        return place(self.builder, places[name], distance)

    def _block(self, group, reductions, sizes, j, state, places, mask):
        """Every step of a pass on one vector; gives the new states of the reductions."""
        layout, local = self.layout, {}

        def load(name):
            spot = self._spot(places, name, j)
            held = layout.held[layout.rows[name]]
            return self.loaded(spot, held, self.kind, mask if layout.is_operand(name) else None)

        new, taken = [], 0
        for step in group:
            found = self.values(step, j, local, load)
            if step.what == "row":
                local.update(zip(step.results, found, strict=True))
                for name in step.results:
                    if name in layout.stored:
                        spot = self._spot(places, name, j)
                        held = layout.held[layout.rows[name]]
                        visible = mask if name == "out" else None
                        self.stored(local[name], spot, held, self.kind, visible)
                continue
            size = sizes[len(new)]
            new.append(self._step(step, state[taken : taken + size], found, j, mask))
            taken += size
        return [value for values in new for value in values]

    def _step(self, step, state, found, j, mask):
        """A reduction's state after one more vector, of which a mask may leave out the end."""
        builder, kind = self.builder, self.kind
        if step.what in ("plain sum", "wide sum"):
            return self._summed(step, state, found[0], mask)
        if step.what == "first":
            places = builder.add(self.spread(self.word(j)), kind.places())
            found = [*found, places]
        term = (
            found
            if mask is None
            else [
                builder.select(mask, value, outside)
                for value, outside in zip(found, self.start(step, kind), strict=False)
            ]
        )
        if step.what == "sum":
            value = term[0]
            while value.type.count > self.lanes // QUARTER:
                value = builder.fadd(*halves(builder, value))
            term = [value]
        return TAKE[step.what](builder, state, term)

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
            found = TAKE[step.what](builder, state, [term])
            if visible is not None:
                found = [builder.select(visible, found[0], state[0])]
            state = found
        return state

    def _folded(self, step, state):
        if step.what == "any":
            return state
        while isinstance(state[0].type, ir.VectorType):
            lower, upper = zip(*(halves(self.builder, v) for v in state), strict=True)
            state = COMBINE[step.what](self.builder, list(lower), list(upper))
        return state

    def _keep_numbers(self):
        """Numbers and positions that the lines of a matrix use, in memory."""
        block = entry(self.builder, self.pointers, self.layout.kept)
        for name, spot in self.layout.kept_numbers.items():
            where = place(self.builder, block, INDEX(8 * spot))
            write(self.builder, self.numbers[name], where)


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
