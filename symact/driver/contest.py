"""Our errors beside those of PyTorch, JAX and SciPy: on the same float32 inputs, in one run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.accuracy.cotangent import cotangents, product
from symact.accuracy.inputs import stratified
from symact.accuracy.page import page
from symact.accuracy.row import Row as OurRow
from symact.accuracy.row import rounded
from symact.accuracy.truth import exact, references
from symact.activation import Activation
from symact.bench import TABLE
from symact.bench.peers import Data, available, prepared
from symact.catalogue import CATALOGUE
from symact.derive import derivative, pieces
from symact.driver import places
from symact.driver.compiled import CompiledPackage
from symact.driver.library import Library
from symact.driver.records import recorded
from symact.driver.tree import Changes, Made, Output, publish
from symact.driver.workers import Reporter, silent, workers
from symact.errors import InputError
from symact.pieces import Pieces
from symact.ulp import Reference, ulp_errors

PAGE = "accuracy.md"
"""The page that is written in `docs/`."""

RECORD = "accuracy_peers.json"
"""The file of the last contest in the checkout's generated tree."""

PEERS = {"torch": "torch", "jax.jit": "jax", "scipy": "scipy"}
"""Libraries that have activations of their own, and the package of each."""

OURS = "symact"
INPUTS = 100_000
VALUE, GRADIENT = "value", "gradient"
BATCH = 10_000

Array = NDArray[Any]
Row = dict[str, Any]


def contest(
    library: Library,
    names: Sequence[str] = (),
    report: Reporter = silent,
    processes: int = 1,
    inputs: int = INPUTS,
) -> list[Row]:
    """A row for each activation, for value and gradient, and for us and every library that has it.

    A gradient is g * f'(x) at the inputs x: a library's own backward function, also where that
    works from its output. Raises InputError where none of the libraries is installed.
    """
    present = {name: package for name, package in PEERS.items() if not available()[name]}
    if not present:
        raise InputError("there is no library to compare with; install torch, jax or scipy")
    package = CompiledPackage(places.generated() / places.KERNELS)
    chosen = [a for a in library.chosen(names) if a.name in TABLE and not a.axiswise]
    rows: list[Row] = []
    with workers(report, processes) as pool:
        for done, activation in enumerate(chosen, start=1):
            fixed = activation.with_defaults()
            function, slope = pieces(fixed), derivative(fixed)
            breaks = [float(exact(b)) for b in function.breaks]
            x = stratified("float32", breaks, inputs)
            x = x[~np.isin(x, breaks)]  # what a gradient is at a kink is a convention
            truths = [_truth(pool.pool, f, x) for f in (function, slope)]
            for library_name in (OURS, *present):
                run = partial(_run, package, activation, library_name, x)
                for kind, truth in zip((VALUE, GRADIENT), truths, strict=True):
                    rows += _row(activation, kind, library_name, run, x, truth)
            report("peers", done, len(chosen), activation.name)
    return rows


def _truth(pool: Any, function: Pieces, x: Array) -> Reference:
    batches = np.array_split(x, -(-x.size // BATCH))
    run = partial(references, function)
    return Reference.joined(list(map(run, batches) if pool is None else pool.map(run, batches)))


def _row(
    activation: Activation, kind: str, name: str, run: Any, x: Array, truth: Reference
) -> Iterator[Row]:
    g = cotangents(x)
    y = run(kind, g)
    if y is None:
        return
    subnormal = np.zeros(x.shape, bool)
    if kind == GRADIENT:
        truth, subnormal = product(truth, g)
    error = np.where(subnormal, 0, ulp_errors(y, truth, np.float32))
    k = int(error.argmax())
    least = np.finfo(np.float32).minexp
    normal = (np.abs(x) >= 2.0**least) & (truth.exponent >= least)
    yield {
        "activation": activation.name,
        "kernel": kind,
        "library": name,
        "version": "" if name == OURS else version(PEERS[name]),
        "dtype": "float32",
        "inputs": int(x.size),
        "max_ulp": rounded(float(error[k])),
        "worst_input": float(x[k]),
        "computed": float(y[k]),
        "max_ulp_where_all_is_normal": rounded(float(error[normal].max(initial=0))),
        "over_2_ulp": rounded(float(np.mean(error > 2))),
    }


def _run(
    package: CompiledPackage,
    activation: Activation,
    name: str,
    x: Array,
    kind: str,
    g: Array,
) -> Array | None:
    """The results of one library; None where it lacks the function."""
    if name == OURS:
        kernel = package.kernel(activation.name, f"{'value' if kind == VALUE else 'vjp'}_f32")
        with np.errstate(all="ignore"):
            return np.asarray(kernel(x) if kind == VALUE else kernel(g, x))
    value = _call(activation, name, Data(x, g, x, np.empty_like(x), "value", 1))
    if value is None or kind == VALUE:
        return value
    for kernel_kind in ("vjp", "vjp_from_output"):
        data = Data(x, g, value, np.empty_like(x), kernel_kind, 1)
        found = _call(activation, name, data)
        if found is not None:
            return found
    return None


def _call(activation: Activation, name: str, data: Data) -> Array | None:
    made = prepared(name, TABLE[activation.name], data)
    if made is None:
        return None
    with np.errstate(all="ignore"):
        made.call()
        return np.array(made.result())


def contest_text(rows: Sequence[Row]) -> str:
    """The rows as the text of a file, one on a line."""
    return "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"


def last_contest() -> list[Row]:
    """The rows on record in the checkout; none where there is no record."""
    path = places.generated() / RECORD
    found: list[Row] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return found


def accuracy_pages(rows: Sequence[OurRow]) -> Made:
    """The page in `docs/` from our rows and the last contest; nothing where there are no rows."""
    if not rows:
        return Made()
    order = list(CATALOGUE)
    text = page(sorted(rows, key=lambda row: order.index(row.key[0])), last_contest())
    return Made(single=((places.checkout() / "docs" / PAGE, text.encode()),))


def put_on_record(rows: Sequence[Row]) -> Changes:
    """Keep the rows in the checkout, and bring its page up to date."""
    files = {RECORD: contest_text(rows).encode()}
    changes = publish([Output(places.generated(), files, RECORD.__eq__)])
    return changes + accuracy_pages(recorded(places.generated())).publish()
