"""One line of the record: a kernel in one layout at one size, and its peers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import inf
from typing import Any

ACCURATE = 4.0
"""A peer's largest error in ULP up to which it computes the same function as we do."""


@dataclass(frozen=True)
class SpeedRow:
    """What was measured; times are medians in nanoseconds an element, of n elements in all.

    `spread` is the distance of the quartiles over the median. `allocating` is our time where the
    caller gives no array for the result; those peers that take none are named in `without_out`.
    `copy` is a plain copy of the input, `ufunc` NumPy's negative (or its product, for two
    operands), both with the same n. `peers` maps a library to its time, `left_out` to why it has
    none. `max_ulp` holds the largest error on these very inputs, ours under "symact", where there
    is a longer type to compare with; tails that they do not reach are not in it. `host` is the
    processor, `versions` those of all packages that took part. `second` is the time of a second set
    of kernels, made at a wider budget; its error is in `max_ulp` under "second".
    """

    activation: str
    kernel: str
    dtype: str
    n: int
    threads: int
    layout: str
    ns_per_element: float
    spread: float
    allocating: float | None
    copy: float
    ufunc: float
    peers: Mapping[str, float] = field(default_factory=dict)
    without_out: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    max_ulp: Mapping[str, float] = field(default_factory=dict)
    host: str = ""
    versions: str = ""
    second: float | None = None

    @property
    def best_peer(self) -> str | None:
        """The fastest peer."""
        return min(self.peers, key=lambda name: self.peers[name], default=None)

    @property
    def ratio(self) -> float | None:
        """The fastest peer's time over ours: above 1 is ahead."""
        best = self.best_peer
        return None if best is None else self.peers[best] / self.ns_per_element

    @property
    def ratio_to_accurate(self) -> float | None:
        """The same for the fastest of those peers that are accurate on these inputs."""
        known = {name: self.max_ulp.get(name, inf) for name in self.peers}
        times = [self.peers[name] for name, error in known.items() if error <= ACCURATE]
        return min(times) / self.ns_per_element if times else None

    def to_json(self) -> dict[str, Any]:
        """The row as `symact bench --json` writes it, times in four digits."""
        content = {**asdict(self), "best_peer": self.best_peer, "ratio": self.ratio}
        return {key: _short(value) for key, value in content.items()}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> SpeedRow:
        """The row that was written."""
        known = {k: v for k, v in content.items() if k in cls.__dataclass_fields__}
        return cls(**{**known, "without_out": tuple(known["without_out"])})


def text_of(rows: Sequence[SpeedRow]) -> str:
    """Rows as JSON, a row a line."""
    lines = [json.dumps(row.to_json(), ensure_ascii=False) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def rows_of(text: str) -> list[SpeedRow]:
    """The rows of such a text."""
    return [SpeedRow.from_json(content) for content in json.loads(text)]


def _short(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.4g}")
    return {k: _short(v) for k, v in value.items()} if isinstance(value, dict) else value
