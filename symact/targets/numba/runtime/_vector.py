"""A kernel's loop over packed elements, as vectors of full width of which several are under way.

Left to itself, LLVM takes half of a 512-bit register on many processors, and one vector at a time
where a loop's body is long. A body is a chain of 20 to 80 operations that wait for each other: with
four of them interleaved, sigmoid takes 0.97 ns an element instead of 1.26 (Zen 3, float32).
"""

from __future__ import annotations

from llvmlite import ir

from . import _host, _memory

INTERLEAVED = 4
"""Vectors that are under way at once."""


class _Node(ir.MDValue):
    """A metadata node of its own, equal to no other; one that names itself where it is a loop's."""

    def __init__(self, module, operands, names_itself):
        super().__init__(module, operands, name=str(len(module.metadata)))
        if names_itself:
            self.operands = (self, *self.operands)

    def descr(self, buf):
        buf += (f"distinct !{{ {', '.join(o.get_reference() for o in self.operands)} }}", "\n")

    __eq__ = object.__eq__
    __hash__ = object.__hash__


def register_bytes():
    """The width of the widest vector register of the processor that code is compiled for."""
    return 64 if _host.has("avx512f") else 32 if _host.has("avx") else 16


def group(real):
    """How many numbers one turn of a loop computes."""
    return register_bytes() // _memory.size_of(real) * INTERLEAVED


def define(context, module, name, kernel, real, count, parameters=0):
    """Define a body in a module: `name(pointers, n, uniform)`, a kernel over n packed elements.

    `pointers` are those of `count` operands and of the result, n is a multiple of `group(real)`,
    and `uniform` is not 0 where each of the last `parameters` operands is one number. Reads and
    writes of one element need not be ordered with those of another: results may go where an operand
    is. Returns numba's library of the kernel, which the body needs.
    """
    operands = (_memory.REALS[real],) * count
    kernel.compile(operands)
    made = kernel.overloads[operands]
    integer = ir.IntType(64)
    arguments = [ir.IntType(8).as_pointer().as_pointer(), integer, integer]
    function = ir.Function(module, ir.FunctionType(ir.VoidType(), arguments), name)
    builder = ir.IRBuilder(function.append_basic_block("entry"))

    def apply(found):
        return context.call_internal_no_propagate(builder, made.fndesc, made.signature, found)[1]

    uniform = builder.icmp_signed("!=", function.args[2], integer(0))
    if parameters:
        with builder.if_else(uniform) as (single, several):
            with single:
                _loop(context, builder, apply, real, count, parameters)
            with several:
                _loop(context, builder, apply, real, count, 0)
    else:
        _loop(context, builder, apply, real, count, 0)
    builder.ret_void()
    return made.library


def _loop(context, builder, apply, real, count, fixed):
    """The loop of a body; the last `fixed` operands are read once."""
    pointers, n, _ = builder.function.args
    kind, size = context.get_value_type(_memory.REALS[real]), _memory.size_of(real)
    places = [
        builder.bitcast(builder.load(builder.gep(pointers, [n.type(k)])), kind.as_pointer())
        for k in range(count + 1)
    ]
    constants = [builder.load(place, align=size) for place in places[count - fixed : count]]
    turns = _Node(builder.module, [], names_itself=False)

    def turn(i):
        found = [builder.load(builder.gep(p, [i]), align=size) for p in places[: count - fixed]]
        value = apply(found + constants)
        stored = builder.store(value, builder.gep(places[count], [i]), align=size)
        for instruction in [*found, stored]:
            instruction.set_metadata("llvm.access.group", turns)

    _repeat(builder, n, turn, turns, register_bytes() // size)


def _repeat(builder, n, turn, turns, lanes):
    """A loop of n turns, n a multiple of the elements of one interleaved turn."""
    start = builder.block
    body = builder.append_basic_block("body")
    after = builder.append_basic_block("after")
    whole = builder.and_(n, n.type(-lanes * INTERLEAVED))
    builder.cbranch(builder.icmp_signed(">", whole, n.type(0)), body, after)
    builder.position_at_end(body)
    i = builder.phi(n.type)
    turn(i)
    following = builder.add(i, n.type(1))
    i.add_incoming(n.type(0), start)
    i.add_incoming(following, builder.block)
    again = builder.cbranch(builder.icmp_signed("<", following, whole), body, after)
    again.set_metadata("llvm.loop", _hints(builder.module, turns, lanes))
    builder.position_at_end(after)


def _hints(module, turns, lanes):
    """What LLVM is told of the loop: how wide, how many at once, and that turns are independent."""
    number = ir.IntType(32)
    hints = [
        ("llvm.loop.parallel_accesses", turns),
        ("llvm.loop.vectorize.enable", ir.IntType(1)(1)),
        ("llvm.loop.vectorize.width", number(lanes)),
        ("llvm.loop.interleave.count", number(INTERLEAVED)),
    ]
    return _Node(module, [module.add_metadata(hint) for hint in hints], names_itself=True)
