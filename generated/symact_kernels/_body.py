"""The body of a kernel: a loop over packed elements, written as LLVM instructions on vectors.

Vectors are as wide as the registers, and several are under way at once: a kernel is a chain of 20
to 80 operations that wait for each other, and with four of them interleaved sigmoid takes 0.83 ns
an element instead of 0.92 (Zen 3, float32). With 32 registers there are eight where few values of
each are alive at once: tanh in float64 then takes 0.49 ns instead of 0.60 (Zen 5). Where operations
on whole registers are split in two, four are enough: mish in float64 takes 1.3 ns with them and 1.9
with eight, silu in float32 6% less (Zen 4).

A kernel may have a second function for most inputs, which looks numbers up in tables. Where a table
lies in two registers that is the first to be computed, and the kernel itself only for a group that
has some other input in it; each lane then keeps the value that is its own, so that a result depends
on its input alone here too.
"""

from __future__ import annotations

from functools import partial

from llvmlite import ir

from . import _host
from ._memory import STREAMED
from ._order import frugal, side_by_side
from ._vectors import BYTES, REALS, Kind, Writer, intrinsic

INTERLEAVED = 4
"""Vectors that are under way at once; with 32 registers twice as many where there is room."""

FEW_ALIVE = {"f": 8, "d": 10}
"""Values of one vector that are alive at once where twice as many vectors are faster.

A division of float64 takes longer to wait for.
"""

LONG = 32
"""Operations of a kernel that has to be longer for that: the processor sees that far by itself."""

INDEX = ir.IntType(64)
POINTERS = ir.IntType(8).as_pointer().as_pointer()


def lanes(real):
    """How many numbers the widest vector register of the processor holds."""
    return _host.vector_bytes() // BYTES[real]


def group(real):
    """How many numbers one turn of a loop computes."""
    return lanes(real) * INTERLEAVED


def under_way(kernel, real, count):
    """How many vectors are under way at once in a loop, and then in the one for what is left."""
    if not _host.has_many_registers() or _host.splits_wide_operations():
        return [INTERLEAVED]
    kind = Kind(real, lanes(real))
    arguments = ir.FunctionType(ir.VoidType(), [kind.real.as_pointer()] * count)
    aside = ir.Function(ir.Module("aside"), arguments, "one")
    builder = ir.IRBuilder(aside.append_basic_block("entry"))
    results = Writer(builder, kind).call(kernel, [builder.load(place) for place in aside.args])
    written = list(builder.block.instructions)
    _, alive = frugal(written, list(results))
    twice = len(written) > LONG and alive <= FEW_ALIVE[real]
    return [2 * INTERLEAVED, INTERLEAVED] if twice else [INTERLEAVED]


def module_of(kernel, real, count, parameters=0, near=None):
    """A module with `loop(pointers, n, uniform)`: a kernel over n packed elements.

    `pointers` are those of `count` operands and of the result, n is a multiple of `group(real)`,
    and `uniform` is not 0 where each of the last `parameters` operands is one number. Results may
    go where an operand is, for fewer elements than are streamed. `near` is a function for the
    last operand between two numbers, and these numbers.
    """
    module = ir.Module("loop")
    kind = ir.FunctionType(ir.VoidType(), [POINTERS, INDEX, INDEX])
    function = ir.Function(module, kind, "loop")
    builder = ir.IRBuilder(function.append_basic_block("entry"))
    several = Turns(module, "turns", kernel, real, count, 0, near)
    if parameters:
        single = Turns(module, "turns_uniform", kernel, real, count, parameters)
        uniform = builder.icmp_signed("!=", function.args[2], INDEX(0))
        with builder.if_else(uniform) as (once, each):
            with once:
                single.run(builder, *function.args[:2])
            with each:
                several.run(builder, *function.args[:2])
    else:
        several.run(builder, *function.args[:2])
    builder.ret_void()
    return module


class Turns:
    """A function `(pointers, begin, end, streams)`: the loop over whole groups in a range.

    The last `fixed` operands are read once. A stream goes to memory past the caches, from an
    address that is a multiple of a vector's size on. `near` is as in `module_of`.
    """

    def __init__(self, module, name, kernel, real, count, fixed, near=None):
        self.kernel, self.real, self.fixed, self.near = kernel, real, fixed, near
        self.kind, self.group = Kind(real, lanes(real)), group(real)
        arguments = [POINTERS, INDEX, INDEX, ir.IntType(1)]
        self.function = ir.Function(module, ir.FunctionType(ir.VoidType(), arguments), name)
        self.function.linkage = "internal"
        self.function.attributes.add("noinline")
        self.function.attributes.add("nounwind")
        self.count = count
        self.together = [INTERLEAVED] if near else under_way(kernel, real, count)
        self._write()

    def run(self, builder, pointers, n):
        """Compute n elements; many are streamed, but for a group at each end.

        These two are computed again in part, so that the stream begins where a vector may.
        """
        no, yes = ir.IntType(1)(0), ir.IntType(1)(1)
        out = builder.ptrtoint(builder.load(builder.gep(pointers, [INDEX(self.count)])), INDEX)
        size, width = INDEX(self.kind.size), INDEX(self.kind.size * self.kind.lanes)
        odd = builder.and_(out, INDEX(self.kind.size - 1))  # an address between two elements
        arrays = self.count - self.fixed + 1
        many = builder.icmp_signed(">=", n, INDEX(STREAMED // (arrays * self.kind.size)))
        many = builder.and_(many, builder.icmp_signed("==", odd, INDEX(0)))
        with builder.if_else(many, likely=False) as (stream, plain):
            with stream:
                begin = builder.sdiv(
                    builder.and_(builder.neg(out), builder.sub(width, INDEX(1))), size
                )
                last = builder.sub(n, INDEX(self.group))
                builder.call(self.function, [pointers, INDEX(0), INDEX(self.group), no])
                builder.call(self.function, [pointers, begin, n, yes])
                builder.call(self.function, [pointers, last, n, no])
                if _host.on_x86():  # streamed numbers are there before anything that follows
                    intrinsic(builder, "llvm.x86.sse.sfence", ir.VoidType())
            with plain:
                builder.call(self.function, [pointers, INDEX(0), n, no])

    def _write(self):
        pointers, begin, end, streams = self.function.args
        builder = ir.IRBuilder(self.function.append_basic_block("entry"))
        places = [
            builder.bitcast(
                builder.load(builder.gep(pointers, [INDEX(k)])), REALS[self.real].as_pointer()
            )
            for k in range(self.count + 1)
        ]
        constants = [
            self.kind.splat(builder, builder.load(place, align=self.kind.size))
            for place in places[self.count - self.fixed : self.count]
        ]
        i = begin
        for count in self.together:
            i = self._turns(builder, places, constants, (i, end), streams, count)
        builder.ret_void()

    def _turns(self, builder, places, constants, indices, streams, count):
        """Turns of so many vectors from an index on while there are enough; gives the next one."""
        begin, end = indices
        head, body, after = (builder.append_basic_block(b) for b in ("head", "body", "after"))
        start = builder.block
        builder.branch(head)
        builder.position_at_end(head)
        i = builder.phi(INDEX)
        following = builder.add(i, INDEX(self.kind.lanes * count))
        builder.cbranch(builder.icmp_signed("<=", following, end), body, after)
        builder.position_at_end(body)
        at = [builder.add(i, INDEX(n * self.kind.lanes)) for n in range(count)]
        self._several(builder, places, constants, at, streams)
        i.add_incoming(begin, start)
        i.add_incoming(following, builder.block)
        builder.branch(head)
        builder.position_at_end(after)
        return i

    def _several(self, builder, places, constants, at, streams):
        """The vectors at some indices, computed and written."""
        fetch = [partial(self._fetch, builder, places, constants, index) for index in at]
        if self.near is None:
            results, _ = self._values(builder, self.kernel, fetch)
        else:
            results = self._near_or_own(builder, fetch)
        targets = [self._vector_at(builder, places[-1], index) for index in at]
        with builder.if_else(streams, likely=False) as (stream, plain):
            with stream:
                for value, target in zip(results, targets, strict=True):
                    stored = builder.store(value, target, align=self.kind.size * self.kind.lanes)
                    mark = builder.module.add_metadata([ir.IntType(32)(1)])
                    stored.set_metadata("nontemporal", mark)
            with plain:
                for value, target in zip(results, targets, strict=True):
                    builder.store(value, target, align=self.kind.size)

    def _fetch(self, builder, places, constants, index):
        """The operands of the vector at an index."""
        changing = places[: self.count - self.fixed]
        return [
            builder.load(self._vector_at(builder, place, index), align=self.kind.size)
            for place in changing
        ] + constants

    def _values(self, builder, kernel, fetch):
        """A kernel of several vectors side by side, one operation of each in turn; its operands."""
        block, copies, results, operands = builder.block, [], [], []
        for one in fetch:
            first = len(block.instructions)
            operands.append(one())
            results += Writer(builder, self.kind).call(kernel, operands[-1])
            copies.append(block.instructions[first:])
        side_by_side(builder, copies, results[:1])
        return results, operands

    def _near_or_own(self, builder, fetch):
        """The values near 0; where an input of these vectors is not there, the kernel's own."""
        kernel, low, high = self.near
        low, high = (self.kind.constant(end) for end in (low, high))
        results, operands = self._values(builder, kernel, fetch)
        inside = []
        for *_, x in operands:
            above = builder.fcmp_ordered(">=", x, low)
            inside.append(builder.and_(above, builder.fcmp_ordered("<=", x, high)))
        every = inside[0]
        for one in inside[1:]:
            every = builder.and_(every, one)
        whole = ir.IntType(self.kind.lanes)
        some = builder.icmp_unsigned("!=", builder.bitcast(every, whole), whole(-1))
        before = builder.block
        with builder.if_then(some, likely=False):
            own, _ = self._values(builder, self.kernel, [lambda o=o: o for o in operands])
            chosen = [builder.select(*three) for three in zip(inside, results, own, strict=True)]
            rare = builder.block
        merged = []
        for result, other in zip(results, chosen, strict=True):
            merged.append(builder.phi(self.kind.real))
            merged[-1].add_incoming(result, before)
            merged[-1].add_incoming(other, rare)
        return merged

    def _vector_at(self, builder, place, i):
        return builder.bitcast(builder.gep(place, [i]), self.kind.real.as_pointer())
