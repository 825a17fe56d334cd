"""Bounds on an absolute value as two bounds on what is inside: |u| <= c is u <= c and u >= -c.

Where u changes its sign at points without a closed form, |u| has no pieces, but u may well have.
"""

from __future__ import annotations

from sympy import Abs

from symact.activation import Activation
from symact.analyse.profile import negative
from symact.claim import Image, Largest, LimitAt, Relation, Statement
from symact.verify.binding import Names, read

OTHER_SIDE: dict[str, Relation] = {"<=": ">=", "<": ">"}


def two_sides(statement: Statement, about: Activation, names: Names) -> list[Statement]:
    """The two bounds that are one on an absolute value from above; none for other statements."""
    subject, relation, bound = statement
    if relation not in OTHER_SIDE or isinstance(subject, Image | Largest | LimitAt):
        return []
    quantity = read(subject, about, names)
    if not isinstance(quantity, Abs):
        return []
    inside, most = quantity.args[0], read(bound, about, names)
    return [(inside, relation, most), (inside, OTHER_SIDE[relation], negative(most))]
