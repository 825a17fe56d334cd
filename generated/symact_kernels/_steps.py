"""The steps of a kernel along an axis, as the modules of `kernels` list them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One pass over a row: what it makes (row, number, max, sum, first), under which names.

    `kernel` is a function of the inputs at one position. A double word has two names, and its
    kernel gives two values.
    """

    what: str
    results: tuple[str, ...]
    kernel: object
    inputs: tuple[str, ...]


class Steps:
    """A kernel: operands and what they are, what the result is, the steps; the last makes `out`."""

    def __init__(self, operands, shape, *steps):
        self.operands, self.shape = operands, shape
        self.steps = [Step(w, tuple(r.split()), k, tuple(i.split())) for w, r, k, i in steps]

    @property
    def signature(self):
        """The signature of the generalised ufunc, such as `(n),(n)->(n)`."""
        letters = {"row": "(n)", "number": "()", "matrix": "(n,n)"}
        return ",".join(letters[s] for s in self.operands.values()) + "->" + letters[self.shape]
