"""Functions, loops and memory in LLVM instructions: what the loops of kernels are made of."""

from __future__ import annotations

from llvmlite import ir

INDEX, VOID = ir.IntType(64), ir.VoidType()
POINTER = ir.IntType(8).as_pointer()
WIDEST = 8  # bytes of the largest element


def begin(module, name, arguments, result=VOID, *, private=True):
    """A function of the module and a builder at its start.

    A private one is called in the module alone, and never inlined: it is compiled once.
    """
    function = ir.Function(module, ir.FunctionType(result, arguments), name)
    if private:
        function.linkage = "internal"
        function.attributes.add("noinline")
    function.attributes.add("nounwind")
    return function, ir.IRBuilder(function.append_basic_block("entry"))


def repeat(builder, start, stop, step, state, body):
    """A loop `body(j, state)` over j = start, start + step, ...; gives the last state."""
    before, head = builder.block, builder.append_basic_block("head")
    builder.branch(head)
    builder.position_at_end(head)
    j = builder.phi(INDEX)
    j.add_incoming(start, before)
    carried = [builder.phi(value.type) for value in state]
    for phi, value in zip(carried, state, strict=True):
        phi.add_incoming(value, before)
    inside, after = builder.append_basic_block("body"), builder.append_basic_block("after")
    builder.cbranch(builder.icmp_signed("<", j, stop), inside, after)
    builder.position_at_end(inside)
    found = body(j, carried)
    j.add_incoming(builder.add(j, INDEX(step)), builder.block)
    for phi, value in zip(carried, found or [], strict=True):
        phi.add_incoming(value, builder.block)
    builder.branch(head)
    builder.position_at_end(after)
    return carried


def place(builder, pointer, distance):
    """The pointer that many bytes further on."""
    return builder.gep(pointer, [distance])


def cell(builder, array, k):
    """Where the k-th pointer, or integer, of an array in memory lies."""
    return place(builder, array, INDEX(8 * k))


def entry(builder, array, k, kind=POINTER):
    """The k-th pointer, or integer, of an array in memory."""
    return read(builder, cell(builder, array, k), kind)


def read(builder, pointer, kind, align=None):
    """Load a value of a type."""
    return builder.load(builder.bitcast(pointer, kind.as_pointer()), align=align)


def reserve(builder, kind):
    """Room for a value of a type on the stack."""
    with builder.goto_entry_block():
        room = builder.alloca(kind)
        room.align = 64
        return builder.bitcast(room, POINTER)


def write(builder, value, pointer, align=None):
    """Store a value; llvmlite holds a pointer from `reserve` to its own type."""
    builder.store(value, builder.bitcast(pointer, value.type.as_pointer()), align=align)


def least(builder, *values):
    """The least of some integers."""
    found, *others = values
    for other in others:
        found = builder.select(builder.icmp_signed("<", other, found), other, found)
    return found


def overlap(builder, operand, result, n):
    """Whether an operand shares memory with the results without being the same n elements.

    Each is a pointer and a step. Where all results go to one place, the same memory counts too.
    """
    (first, last), (low, high) = (_extent(builder, *one, n) for one in (operand, result))
    apart = builder.or_(
        builder.icmp_unsigned(">=", first, high), builder.icmp_unsigned(">=", low, last)
    )
    (at, step), (out, out_step) = operand, result
    same = builder.and_(
        builder.icmp_unsigned("==", at, out), builder.icmp_signed("==", step, out_step)
    )
    moving = builder.icmp_signed("!=", out_step, INDEX(0))
    return builder.not_(builder.or_(apart, builder.and_(same, moving)))


def _extent(builder, pointer, step, n):
    """Where the memory of n elements begins and ends, as integers."""
    first = builder.ptrtoint(pointer, INDEX)
    last = builder.add(first, builder.mul(builder.sub(n, INDEX(1)), step))
    rising = builder.icmp_signed(">=", step, INDEX(0))
    low, high = builder.select(rising, first, last), builder.select(rising, last, first)
    return low, builder.add(high, INDEX(WIDEST))
