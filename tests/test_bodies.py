"""Every kernel's loop, read in its assembly: full vectors, several at once, nothing scalar."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from symact.catalogue import CATALOGUE
from symact.targets.numba.runtime import _body, _host, _machine

WIDTHS = {"avx512f": "zmm", "avx": "ymm", "sse2": "xmm"}
CALL = r"^\s+call\b.*"
SCALAR = r"^\s+v?(?:add|sub|mul|div|sqrt|fn?m\w*)s[sd]\b.*"


@pytest.mark.skipif(not _host.on_x86(), reason="reads the assembly of x86")
@pytest.mark.parametrize("name", [n for n, a in CATALOGUE.items() if not a.axiswise])
def test_loops_are_of_full_vectors_and_call_nothing(name: str) -> None:
    """The bodies are compiled and never run."""
    wide = next(width for feature, width in WIDTHS.items() if _host.has(feature))
    module = import_module(f"symact_kernels.kernels.{name}")
    for function, count in (("value_f32", 1), ("vjp_f32", 2)):
        made = _body.module_of(getattr(module, function), "f", count)
        text = _machine.assembly(made)
        (loop,) = re.findall(r"^turns:\n(.*?)^\.Lfunc_end", text, re.DOTALL | re.MULTILINE)
        for wrong in (CALL, SCALAR):
            assert re.findall(wrong, loop, re.MULTILINE) == []
        for kind in ("mov[ua]", "movnt"):  # in a cache, and past it
            stored = rf"^\s+v?{kind}p[sd]\s+%{wide}\d+, -?\d*\(%r\w+,%r\w+,4\)"
            assert len(re.findall(stored, loop, re.MULTILINE)) == _body.INTERLEAVED
