"""A row of the record: what one kernel was measured at, as JSON and in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Context, Decimal
from typing import Any

import numpy as np

from symact.accuracy.axiswise import Measure
from symact.accuracy.cotangent import cotangents
from symact.accuracy.part import Part, number_of
from symact.accuracy.plan import function_name
from symact.accuracy.sweep import WORST

BUDGETS = {
    ("float32", "value"): 2.0,
    ("float32", "vjp"): 3.0,
    ("float64", "value"): 3.0,
    ("float64", "vjp"): 4.0,
}
"""The error in ulp that a kernel with its defaults may have; that of a derivative is a value's."""

GENERAL_BUDGET = 4.0
"""The same for kernels that take parameters, and for those along an axis up to 1,024 long.

It holds for a vjp with parameters too: f' is lowered within 3.4 ulp of its relative error, since
rounding f' costs its product up to twice as much.
"""

Choice = Mapping[str, float]


@dataclass(frozen=True)
class Row:
    """What was measured of a kernel; `content` is the row as JSON.

    `worst` holds errors and inputs of a kernel with its defaults, the worst first, as far as they
    were kept while it was measured.
    """

    content: Mapping[str, Any]
    worst: tuple[tuple[float, float], ...] = ()

    @classmethod
    def of(
        cls,
        activation: str,
        kernel: str,
        variant: str,
        dtype: str,
        choices: Sequence[Choice],
        main: int,
        part: Part,
        digest: str,
        *,
        exhaustive: bool,
        reference: float | None,
        sampled: int,
        host: str,
    ) -> Row:
        """From the errors of a kernel, and the number of the choice of parameters that is worst."""
        error, bits = part.worst[0]
        x = number_of(bits, dtype)
        content: dict[str, Any] = {
            "activation": activation,
            "kernel": kernel,
            "variant": variant,
            "dtype": dtype,
            "parameters": choices[0] if variant == "default" else list(choices),
            "inputs": part.inputs,
            "exhaustive": exhaustive,
            "max_ulp": rounded(error),
            "worst_input": x,
        }
        if kernel.startswith("vjp"):
            content["worst_g"] = _cotangent(x, dtype)
        if variant == "general":
            content["worst_parameters"] = choices[main]
        content["mean_ulp"] = rounded(part.mean)
        if part.apart is not None:
            content["max_ulp_where_derivative_is_subnormal"] = rounded(part.apart[0])
            content["worst_input_where_derivative_is_subnormal"] = number_of(part.apart[1], dtype)
        if part.far_off is not None:
            content["far_off"] = number_of(part.far_off[1], dtype)
        content["reference"] = "Arb on the definition"
        if reference is not None:
            content["reference"] = (
                f"{'exhaustive, ' if exhaustive else ''}reference float64, itself measured at "
                f"{reference:.2g} ULP; Arb on the definition at {sampled:,} stratified inputs and "
                f"at the {WORST:,} worst"
            )
        content["host"] = host
        content["hash"] = digest
        kept = part.worst if variant == "default" else ()
        return cls(content, tuple((e, number_of(bits, dtype)) for e, bits in kept))

    @classmethod
    def along(
        cls, activation: str, kernel: str, dtype: str, found: Measure, digest: str, host: str
    ) -> Row:
        """Of a kernel along an axis; the error is the largest over rows of up to 1,024."""
        by_length = {str(n): rounded(error) for n, error in found.largest.items()}
        return cls(
            {
                "activation": activation,
                "kernel": kernel,
                "variant": "default",
                "dtype": dtype,
                "parameters": {},
                "inputs": found.inputs,
                "exhaustive": False,
                "max_ulp": rounded(found.max_ulp),
                "worst_input": found.worst,
                "mean_ulp": rounded(found.mean),
                "max_ulp_by_length": by_length,
                "reference": "Arb on the definition",
                "host": host,
                "hash": digest,
            }
        )

    @property
    def kernel(self) -> str:
        """The kind of kernel."""
        return str(self.content["kernel"])

    @property
    def label(self) -> str:
        """The kind of kernel, in words."""
        general = " with parameters" if self.content["variant"] == "general" else ""
        return self.kernel + general

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What a row is about; there is one of each in the record."""
        c = self.content
        return c["activation"], c["kernel"], c["variant"], c["dtype"]

    @property
    def function(self) -> str:
        """The name of the kernel's function in its package."""
        return function_name(*self.key[1:])

    @property
    def along_axis(self) -> bool:
        """Whether the kernel takes rows: there is no sweep over all of them."""
        return "max_ulp_by_length" in self.content

    @property
    def budget(self) -> float:
        """The error that the kernel may have."""
        if "budget" in self.content:
            return float(self.content["budget"])
        if self.along_axis:
            return GENERAL_BUDGET
        if self.content["variant"] == "general":
            return GENERAL_BUDGET
        return BUDGETS[self.content["dtype"], "vjp" if self.kernel.startswith("vjp") else "value"]

    def at(self, max_ulp: float) -> Row:
        """The row of a kernel generated at a budget, on record where it is not the usual one.

        A product with g has so much more than its f', and what is along an axis has one budget.
        """
        usual = BUDGETS["float32", "value"]
        if max_ulp == usual or "budget" in self.content or self.along_axis:
            return self
        if self.content["variant"] == "general":
            return self._with(budget=max(GENERAL_BUDGET, max_ulp))
        if self.kernel.startswith("vjp"):
            return self._with(budget=self.budget + max_ulp - usual)
        return self._with(budget=self.budget * max_ulp / usual)

    def as_known(self, rows: Iterable[Row]) -> Row:
        """The row with the budget that a row of the same kernel has on record."""
        same = (r for r in rows if r.key == self.key and r.content["hash"] == self.content["hash"])
        budgets = [r.content["budget"] for r in same if "budget" in r.content]
        return self._with(budget=budgets[0]) if budgets else self

    def _with(self, **more: Any) -> Row:
        """The row with more on record, before what it was measured by."""
        content = dict(self.content)
        tail = {key: content.pop(key) for key in ("reference", "host", "hash") if key in content}
        return replace(self, content=content | more | tail)

    @property
    def over(self) -> tuple[float, ...]:
        """The inputs that are known where the kernel is over its budget, the worst first."""
        return tuple(x for error, x in self.worst if error > self.budget)

    @property
    def within(self) -> bool:
        """Whether the error is within the budget."""
        return bool(self.content["max_ulp"] <= self.budget)

    @property
    def complaint(self) -> str:
        """What is wrong with a row over its budget, in words."""
        c = self.content
        return (
            f"{c['activation']} {self.label} ({c['dtype']}) is {c['max_ulp']:.4g} ulp off at "
            f"{c['worst_input']!r}, over the budget of {self.budget:g}"
        )

    def from_x(self, other: Row) -> Row:
        """The row of a vjp from the output with what it is off by the truth at x."""
        return self._with(
            max_ulp_from_x=other.content["max_ulp"],
            worst_input_from_x=other.content["worst_input"],
            off_by_1000_from_x=other.content.get("far_off"),
        )


def _cotangent(x: float, dtype: str) -> float:
    return float(cotangents(np.array([x], dtype))[0])


def rounded(error: float) -> float:
    """Four significant digits of an error, rounded up."""
    return float(DIGITS.plus(Decimal(error)))


DIGITS = Context(prec=4, rounding=ROUND_CEILING)


def records(text: str) -> list[Row]:
    """The rows of a file."""
    return [Row(content) for content in json.loads(text)]


def text_of(rows: Iterable[Row]) -> str:
    """Rows as the text of a file: one on a line, in the order of what they are about."""
    ordered = sorted(rows, key=lambda row: row.key)
    lines = [json.dumps(row.content, ensure_ascii=False) for row in ordered]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def combined(old: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """The record with new rows: a new one takes an old one's place unless it knows less.

    It knows less of the same kernel when it is not exhaustive and the old one is, or has seen fewer
    inputs.
    """
    found = {row.key: row for row in old}
    for row in new:
        known = found.get(row.key)
        if known is None or known.content["hash"] != row.content["hash"] or _knows(row, known):
            found[row.key] = row
    return list(found.values())


def _knows(row: Row, known: Row) -> bool:
    thorough = [(r.content["exhaustive"], r.content["inputs"]) for r in (row, known)]
    return bool(thorough[0] >= thorough[1])


def current(row: Row, hashes: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a row is about a kernel as it is now."""
    known = hashes.get(row.key[0], {}).get(row.function)
    return bool(known == row.content["hash"])
