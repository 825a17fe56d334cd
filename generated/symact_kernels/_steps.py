"""The steps of a kernel along an axis, as the modules of `kernels` list them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step over a row: what it makes, under which names, by a kernel of which inputs.

    "row" makes a row, "number" a number of numbers, "at p" a number from the elements at position
    p. The rest reduce a row: "top" to its largest number, "max" likewise but NaN where there is
    one, "first" to the position of the largest, "sum" to two words of a sum of terms of one sign,
    "exact sum" to two words of any sum, "triple sum" to three, "plain sum" to one word, "wide sum"
    to two words of float32 of a sum in float64, "any" to whether something holds anywhere. A double
    word has two names, and its kernel two values.
    """

    what: str
    results: tuple[str, ...]
    kernel: object
    inputs: tuple[str, ...]


class Steps:
    """A kernel: the type it computes in, its operands, its result's shape, its steps.

    The last step makes `out`; or `doubt`, behind it: where that holds, digits may have cancelled or
    a sum is near an end of the type, and the row is computed again by the kernel `careful`. If that
    is `alike`, it gives the same bits for every other row.
    """

    def __init__(self, arithmetic, operands, shape, *steps, careful=None, alike=False):
        self.careful, self.alike = careful, alike
        self.arithmetic, self.operands, self.shape = arithmetic, operands, shape
        self.steps = [Step(w, tuple(r.split()), k, tuple(i.split())) for w, r, k, i in steps]

    @property
    def signature(self):
        """The signature of the generalised ufunc, such as `(n),(n)->(n)`."""
        letters = {"row": "(n)", "number": "()", "matrix": "(n,n)"}
        return ",".join(letters[s] for s in self.operands.values()) + "->" + letters[self.shape]
