"""A number that was found against the one that a statement claims."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, oo

from symact.errors import InputError
from symact.expression import to_text
from symact.normalise import is_zero
from symact.sheet import Enclosed
from symact.verdict import Witness
from symact.verify.charted import compared
from symact.verify.finding import Finding
from symact.verify.sign import positivity
from symact.verify.witness import BITS, texts, value


def against(relation: str, where: str, found: Expr, bound: Expr, method: str) -> Finding:
    """The finding about `found relation bound`, both exact or `found` in an enclosure.

    Raises InputError for a relation that does not compare numbers.
    """
    if isinstance(found, Enclosed):
        return compared(relation, where, found, bound, method)
    difference = found - bound
    infinite = {found, bound} & {oo, -oo}
    equal = found == bound if infinite else is_zero(difference)
    tests: dict[str, Callable[[], bool]] = {
        "=": lambda: equal,
        "<=": lambda: equal or positivity(-difference) == "positive",
        ">=": lambda: equal or positivity(difference) == "positive",
        "<": lambda: not equal and positivity(-difference) == "positive",
        ">": lambda: not equal and positivity(difference) == "positive",
    }
    if relation not in tests:
        raise InputError(f"{relation!r} does not compare two numbers")
    if tests[relation]():
        return Finding("proved", method)
    if infinite:
        return Finding("refuted", method, Witness(where, to_text(bound), to_text(found)))
    if equal:
        return Finding(
            "refuted", method, Witness(where, f"{relation} {to_text(bound)}", to_text(found))
        )
    for bits in BITS:
        a, b = value(bound, {}, bits), value(found, {}, bits)
        if a is not None and b is not None and not a.overlaps(b):
            return Finding("refuted", method, Witness(where, *texts(a, b)))
    return Finding("undecided", f"the two numbers are not told apart with {BITS[-1]} bits")
