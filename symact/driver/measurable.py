"""Which compiled kernels are there to be measured."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from symact.driver import places
from symact.driver.compiled import MANIFEST, CompiledPackage
from symact.driver.kernels import make_kernels
from symact.driver.library import Library


@contextmanager
def kernels_of(
    library: Library, names: Sequence[str], root: Path | None = None, processes: int = 1
) -> Iterator[CompiledPackage]:
    """The kernels to measure: those in `root`, where it is a package of them, else the checkout's,
    or, for a definition file, ones that are made for the purpose."""
    if root is not None and (root / MANIFEST).is_file():
        yield CompiledPackage(root)
        return
    if not library.from_file:
        yield CompiledPackage(places.generated() / places.KERNELS)
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "measured"
        make_kernels(library, names, place, processes=processes).publish()
        yield CompiledPackage(place)
