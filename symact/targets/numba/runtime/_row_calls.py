"""The function of a kernel along an axis that NumPy calls."""

from __future__ import annotations

from llvmlite import ir

from . import _row_memory as memory
from ._instructions import INDEX, POINTER, WIDEST, begin, entry, least, read, repeat, write
from ._row_loops import DOUBT, Rows
from ._row_several import rounded
from ._row_ways import ways


def module_of(kernel, source, target):
    """A module with the function `loop(args, dimensions, steps, data)` of a kernel.

    Operands are of NumPy's type `source`, the result of `target`. Flags raised inside are dropped,
    except overflow where finite operands gave an infinite result.
    """
    return Loop(ir.Module("loop"), kernel, source, target).module


class Loop(Rows):
    """The functions of a module, with the one that goes through all rows."""

    def __init__(self, module, kernel, source, target):
        super().__init__(module, kernel, source, target)
        self._loop()

    def _loop(self):
        function, builder = begin(self.module, "loop", [POINTER] * 4, private=False)
        args, dimensions, steps, _ = function.args
        outer, n = (entry(builder, dimensions, k, INDEX) for k in (0, 1))
        memory.hand_over(builder, builder.mul(outer, n))
        saved = memory.read_status(builder)
        memory.write_status(builder, INDEX(memory.CLEAN))
        side, packed = ways(self, builder, steps, outer, n)
        room = builder.mul(rounded(builder, n, self.lanes), INDEX(WIDEST))
        together = builder.or_(side, packed)
        room = builder.select(together, builder.mul(room, INDEX(self.lanes)), room)
        slot = builder.and_(builder.add(room, INDEX(8 * self.lanes + 127)), INDEX(-128))
        scratch = memory.allocate(builder, builder.mul(slot, INDEX(self.slots)))
        aligned = builder.and_(
            builder.add(builder.ptrtoint(scratch, INDEX), INDEX(127)), INDEX(-128)
        )
        base = builder.inttoptr(aligned, POINTER)
        context, flags = [args, steps, base, slot, n], memory.variable(builder, INDEX(0))

        def run(name, *where):
            function = self._function(builder, name, read(builder, flags, INDEX))
            found = builder.call(function, [*context, *where])
            write(builder, builder.or_(read(builder, flags, INDEX), found), flags)

        self._all(builder, outer, self.in_place(builder, args), (side, packed), run)
        memory.release(builder, scratch)
        raised = builder.and_(read(builder, flags, INDEX), INDEX(memory.OVERFLOW))
        memory.write_status(builder, builder.or_(saved, raised))
        builder.ret_void()

    def _function(self, builder, name, flags):
        """The function of this name; of the careful kernel, if that is alike, after a doubt."""
        if not self.second:
            return getattr(self, name)
        doubted = builder.icmp_signed("!=", builder.and_(flags, INDEX(DOUBT)), INDEX(0))
        return builder.select(doubted, getattr(self.second, name), getattr(self, name))

    def _packed(self, builder, outer, in_place, run, one):
        """Rows several at once; the last are computed with some before them, or one by one."""
        lanes, whole = INDEX(self.lanes), builder.and_(outer, INDEX(-self.lanes))

        def several(r, _):
            run("batch", least(builder, r, builder.sub(outer, lanes)))

        stop = builder.select(in_place, whole, outer)
        repeat(builder, INDEX(0), stop, self.lanes, [], several)
        repeat(builder, stop, outer, 1, [], one)

    def _all(self, builder, outer, in_place, ways, run):
        """All rows, in one of the ways."""
        lanes = INDEX(self.lanes)

        def some(r, _):
            run("tile", r, least(builder, builder.sub(outer, r), lanes))

        def one(r, _):
            run("row", r)

        if not self.sideways:
            repeat(builder, INDEX(0), outer, 1, [], one)
            return
        with builder.if_else(ways[1]) as (packed, other):
            with packed:
                self._packed(builder, outer, in_place, run, one)
            with other, builder.if_else(ways[0]) as (tiles, rows):
                with tiles:
                    repeat(builder, INDEX(0), outer, self.lanes, [], some)
                with rows:
                    repeat(builder, INDEX(0), outer, 1, [], one)
