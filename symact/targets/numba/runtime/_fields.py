"""Structures of ctypes as machine code reads and writes them, and loops that carry no value."""

from __future__ import annotations

from ._instructions import INDEX, place, read, write


def field(builder, pointer, member):
    """Where a member of the structure at a pointer lies, such as `Pool.first`."""
    return place(builder, pointer, INDEX(member.offset))


def get(builder, pointer, member, kind=INDEX):
    """The value of a member."""
    return read(builder, field(builder, pointer, member), kind)


def put(builder, pointer, member, value):
    """Give a member a value."""
    write(builder, value, field(builder, pointer, member))


def add(builder, pointer, member, change):
    """Add a number to a member; gives the sum."""
    total = builder.add(get(builder, pointer, member), INDEX(change))
    put(builder, pointer, member, total)
    return total


def watched(builder, pointer, member):
    """A member that another thread changes meanwhile."""
    where = builder.bitcast(field(builder, pointer, member), INDEX.as_pointer())
    return builder.load_atomic(where, "monotonic", 8)


def drawn(builder, pointer, member):
    """A member that several threads count up, before it goes up by one: no two get the same."""
    where = builder.bitcast(field(builder, pointer, member), INDEX.as_pointer())
    return builder.atomic_rmw("add", where, INDEX(1), "monotonic")


def whether(builder, comparison, a, b=0):
    """A comparison of two signed integers."""
    return builder.icmp_signed(comparison, a, INDEX(b) if isinstance(b, int) else b)


def during(builder, condition, body):
    """Do what `body()` writes again and again, for as long as `condition()` holds."""
    head, inside, after = (builder.append_basic_block(b) for b in ("while", "do", "done"))
    builder.branch(head)
    builder.position_at_end(head)
    builder.cbranch(condition(), inside, after)
    builder.position_at_end(inside)
    body()
    builder.branch(head)
    builder.position_at_end(after)
