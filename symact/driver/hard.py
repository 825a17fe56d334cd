"""Hard inputs: where kernels were found over their budget, kept so that lowering minds them.

A search while a kernel is made sees a small part of all inputs. What a sweep finds later is added
here, and belongs to the sample of the function from then on. The catalogue's are part of symact;
those of other packages lie in `hard_inputs.json` beside their record of errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from symact.accuracy import Row
from symact.driver import places
from symact.driver.tree import Changes, replace_file
from symact.lower import HardInputs

FILE = "hard_inputs.json"

MOST = 256
"""How many inputs of one kernel are taken at a time: the worst, and others down to the budget."""

ZEROS = re.compile(r"\.?0+(?=p)")
"""The last digits of a number that has fewer than its type could have."""

Record = Mapping[str, HardInputs]
"""By activation."""


def known(activation: str, folder: Path | None = None) -> HardInputs:
    """The hard inputs of an activation, with those in a package's folder where one is given."""
    found = _read(_shipped()).get(activation, {})
    return found if folder is None else _joined(found, _read(folder / FILE).get(activation, {}))


def add(rows: Iterable[Row], folder: Path) -> Changes:
    """Put the inputs where rows are over their budget on record, beside those that are there."""
    path = _shipped() if places.in_checkout() and folder == places.generated() else folder / FILE
    record = dict(_read(path))
    for row in rows:
        if row.over:
            name, kind, _, dtype = row.key
            kind = "derivative" if kind == "vjp" else kind  # a vjp is g times what was lowered
            new = {dtype: {kind: _spread(row.over)}}
            record[name] = _joined(record.get(name, {}), new)
    return replace_file(path, _text(record).encode()) if record else Changes()


def note(rows: Iterable[Row]) -> str:
    """What to do about rows over their budget; nothing where there are none."""
    names = list(dict.fromkeys(row.key[0] for row in rows if row.over))
    if not names:
        return ""
    return (
        f"inputs where kernels are over their budget joined the sample of {', '.join(names)}; "
        "to have them lowered within it: symact generate"
    )


def as_text(hard: HardInputs) -> list[str]:
    """The inputs in a canonical order, for a digest; empty where there are none."""
    return [
        f"{dtype} {kind} {' '.join(_hex(values))}"
        for dtype, kinds in sorted(hard.items())
        for kind, values in sorted(kinds.items())
    ]


def _shipped() -> Path:
    return Path(places.__file__).parent.parent / "catalogue" / FILE


def _spread(inputs: Sequence[float]) -> tuple[float, ...]:
    """Evenly chosen from the worst to the least."""
    step = max(1, len(inputs) / MOST)
    return tuple(inputs[int(k * step)] for k in range(min(len(inputs), MOST)))


def _joined(a: HardInputs, b: HardInputs) -> HardInputs:
    return {
        dtype: {
            kind: tuple(sorted({*_of(a, dtype, kind), *_of(b, dtype, kind)}))
            for kind in sorted({*a.get(dtype, {}), *b.get(dtype, {})})
        }
        for dtype in sorted({*a, *b})
    }


def _of(hard: HardInputs, dtype: str, kind: str) -> Sequence[float]:
    return hard.get(dtype, {}).get(kind, ())


def _read(path: Path) -> Record:
    return _parsed(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed: int) -> Record:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: {
            dtype: {kind: tuple(map(float.fromhex, row.split())) for kind, row in kinds.items()}
            for dtype, kinds in dtypes.items()
        }
        for name, dtypes in content.items()
    }


def _text(record: Record) -> str:
    """JSON with the inputs in hexadecimal, a line for each kind of kernel."""
    content = {
        name: {
            dtype: {kind: " ".join(_hex(values)) for kind, values in kinds.items()}
            for dtype, kinds in dtypes.items()
        }
        for name, dtypes in sorted(record.items())
    }
    return json.dumps(content, indent=1) + "\n"


def _hex(values: Sequence[float]) -> list[str]:
    return [ZEROS.sub("", float(v).hex()) for v in values]
