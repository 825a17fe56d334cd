"""The page on accuracy, in Markdown: our rows, and the last contest with other libraries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from symact.accuracy.row import BUDGETS, GENERAL_BUDGET, Row

HEAD = """\
# Accuracy

Written by `symact accuracy` from `generated/accuracy.json` and `generated/accuracy_peers.json`; do
not edit.

Errors are in ULP, units in the last place of the true value: for a result y and a true value t with
2^e <= |t| < 2^(e+1), in a type with p bits and smallest exponent e_min, |y - t| / 2^(max(e, e_min)
- p + 1). Subnormal inputs and results count, infinities and NaN too; nothing is left out.

`every` means all 2^32 values of float32, against the float64 kernel of the same function, which is
itself measured; the 10,000 inputs with the largest error, and a million others, are measured again
by ball arithmetic (Arb) from the definition. Other numbers are how many inputs were measured, every
one of them by Arb from the definition or, in float64, from its Taylor polynomials. A vjp is
measured against g times f'(x), with a g for each x from a fixed hash of its bits: all significands,
both signs, 128 exponents (1,024 in float64). Where f'(x) itself is subnormal a rounded product has
no such bound; those x are told apart in the record. `vjp_from_output` is measured at every y in the
closed range of f.
"""

KINDS = ("value", "derivative", "vjp", "vjp_from_output")
LIBRARIES = {"symact": "symact", "torch": "PyTorch", "jax.jit": "JAX", "scipy": "SciPy"}

CONTEST = """\
The same float32 inputs for all, in one run: every binade, both signs, dense in the middle and about
kinks (a kink itself is left out, as its gradient is a convention). A gradient is what the library's
own backward function makes of g and x; some work from the rounded output, which costs all digits
where the function saturates. In brackets: the largest error where input and true value are both
normal numbers, since some libraries flush subnormal ones to zero.
"""

ALONG = """\
The largest error in ULP for each length of the axis, over rows of scales from 1 to 1e30, every
result against Arb on the definition. The budget is 4 ULP up to a length of 1,024.
"""

SATURATED = """\
A gradient found from the output y = f(x) can only be as good as y. The largest error against
g times f'(x), and the input nearest to 0 where it exceeds 1,000 ULP:
"""


def page(rows: Sequence[Row], contest: Sequence[Mapping[str, Any]]) -> str:
    """The whole page."""
    return "\n".join(_page(rows, contest)) + "\n"


def _page(rows: Sequence[Row], contest: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield HEAD
    along = [r for r in rows if r.along_axis]
    plain = [r for r in rows if r not in along]
    for dtype in ("float32", "float64"):
        value, vjp = BUDGETS[dtype, "value"], BUDGETS[dtype, "vjp"]
        yield f"## {dtype}\n"
        yield f"The budget is {value:g} ULP for values and derivatives, {vjp:g} for vjps.\n"
        yield from _ours([r for r in plain if r.key[2:] == ("default", dtype)])
        yield ""
    general = [r for r in rows if r.key[2] == "general"]
    if general:
        yield "## With parameters\n"
        yield f"The budget on a grid of values is {GENERAL_BUDGET:g} ULP.\n"
        yield from _general(general)
        yield ""
    if along:
        yield f"## Along an axis\n\n{ALONG}"
        yield from _along(along)
        yield ""
    yield from _saturated([r for r in rows if "max_ulp_from_x" in r.content])
    if contest:
        yield from _contest(contest)


def _ours(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each activation: the largest error of every kind of kernel, and where."""
    yield "| | inputs | " + " | ".join(f"`{kind}`" for kind in KINDS) + " |"
    yield "|---|---" + "|---" * len(KINDS) + "|"
    for name in dict.fromkeys(r.key[0] for r in rows):
        found = {r.kernel: r.content for r in rows if r.key[0] == name}
        inputs = [("every" if c["exhaustive"] else f"{c['inputs']:,}") for c in found.values()]
        cells = [_cell(found.get(kind)) for kind in KINDS]
        yield f"| {name} | {', '.join(dict.fromkeys(inputs))} | " + " | ".join(cells) + " |"


def _cell(content: Mapping[str, Any] | None) -> str:
    if content is None:
        return ""
    if content["max_ulp"] == 0:
        return "0"
    return f"{content['max_ulp']:.3g} at {_number(content['worst_input'])}"


def _number(value: float) -> str:
    return f"{value:.6g}"


def _general(rows: Sequence[Row]) -> Iterator[str]:
    yield "| | type | kernel | largest error | at | with | values tried |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        c = row.content
        worst = ", ".join(f"{k} = {v:.4g}" for k, v in c["worst_parameters"].items())
        cells = (
            c["activation"], c["dtype"], f"`{row.kernel}`", f"{c['max_ulp']:.3g}",
            _number(c["worst_input"]), worst, str(len(c["parameters"])),
        )  # fmt: skip
        yield "| " + " | ".join(cells) + " |"


def _along(rows: Sequence[Row]) -> Iterator[str]:
    """The largest error of every kernel for each length of the axis."""
    lengths = sorted({int(n) for r in rows for n in r.content["max_ulp_by_length"]})
    yield "| | type | kernel | " + " | ".join(f"{n:,}" for n in lengths) + " |"
    yield "|---" * (3 + len(lengths)) + "|"
    for row in rows:
        found = row.content["max_ulp_by_length"]
        cells = [f"{found[str(n)]:.3g}" if str(n) in found else "" for n in lengths]
        name, kind, _, dtype = row.key
        yield f"| {name} | {dtype} | `{kind}` | " + " | ".join(cells) + " |"


def _saturated(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    yield f"## From the output\n\n{SATURATED}"
    yield "| | type | largest error | at x | beyond 1,000 ULP from |"
    yield "|---|---|---|---|---|"
    for row in rows:
        c = row.content
        far = c["off_by_1000_from_x"]
        yield (
            f"| {c['activation']} | {c['dtype']} | {c['max_ulp_from_x']:.3g} | "
            f"{_number(c['worst_input_from_x'])} | {'never' if far is None else _number(far)} |"
        )
    yield ""


def _contest(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    versions = {r["library"]: r["version"] for r in rows if r["version"]}
    shown = ", ".join(f"{LIBRARIES[k]} {v}" for k, v in versions.items())
    yield f"## Beside other libraries\n\n{CONTEST}\nVersions: {shown}.\n"
    present = [k for k in LIBRARIES if any(r["library"] == k for r in rows)]
    for kind in dict.fromkeys(r["kernel"] for r in rows):
        yield f"### {kind.capitalize()}, largest error in ULP\n"
        yield "| | " + " | ".join(LIBRARIES[k] for k in present) + " |"
        yield "|---" * (len(present) + 1) + "|"
        for name in dict.fromkeys(r["activation"] for r in rows):
            found = {
                r["library"]: r for r in rows if (r["activation"], r["kernel"]) == (name, kind)
            }
            yield f"| {name} | " + " | ".join(_peer(found.get(k)) for k in present) + " |"
        yield ""


def _peer(row: Mapping[str, Any] | None) -> str:
    """The largest error, where it is, and, where that differs, among normal numbers."""
    if row is None:
        return ""
    error, normal = row["max_ulp"], row["max_ulp_where_all_is_normal"]
    text = "0" if error == 0 else f"{error:.3g} at {_number(row['worst_input'])}"
    return text if normal == error else f"{text} ({normal:.3g})"
