"""Every kernel's loop, read in its assembly: full vectors, several at once, nothing scalar."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from importlib import import_module

import pytest
from llvmlite import ir

from symact.catalogue import CATALOGUE
from symact.targets.numba.runtime import _body, _host, _machine, _order
from symact.targets.numba.runtime._vectors import Kind, Writer

WIDTHS = {"avx512f": "zmm", "avx": "ymm", "sse2": "xmm"}
CALL = r"^\s+call\b.*"
SCALAR = r"^\s+v?(?:add|sub|mul|div|sqrt|fn?m\w*)s[sd]\b.*"
STORES = (r"mov(?:[ua]p[sd]|dq[ua]\d*)", r"movnt(?:p[sd]|dq)")
"""Into a cache, and past it; after a blend AVX-512 stores integers."""

NAMES = [n for n, a in CATALOGUE.items() if not a.axiswise]


@pytest.mark.skipif(not _host.on_x86(), reason="reads the assembly of x86")
@pytest.mark.parametrize("name", NAMES)
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
        for kind in STORES:
            stored = rf"^\s+v?{kind}\s+%{wide}\d+, -?\d*\(%r\w+,%r\w+,4\)"
            vectors = sum(_body.under_way(getattr(module, function), "f", count))
            assert len(re.findall(stored, loop, re.MULTILINE)) == vectors


@pytest.mark.parametrize("name", NAMES)
def test_an_order_keeps_what_is_needed_and_computes_it_before_its_use(name: str) -> None:
    module = import_module(f"symact_kernels.kernels.{name}")
    for function, count in (("value_f32", 1), ("vjp_f64", 2)):
        written, result = instructions(getattr(module, function), function[-2:], count)
        order, alive = _order.frugal(written, [result])
        placed = [written[k] for k in order]
        assert placed[-1] is result
        assert len(set(placed)) == len(placed)
        for k, instruction in enumerate(placed):
            before = [o for o in instruction.operands if isinstance(o, ir.Instruction)]
            assert all(o in placed[:k] for o in before)
        assert 1 <= alive <= len(placed)


def instructions(
    kernel: Callable[..., object], bits: str, count: int
) -> tuple[list[ir.Instruction], ir.Instruction]:
    """A kernel of vectors in memory, and the one that is its result."""
    kind = Kind({"32": "f", "64": "d"}[bits], 4)
    function = ir.Function(
        ir.Module(), ir.FunctionType(ir.VoidType(), [kind.real.as_pointer()] * count), "one"
    )
    builder = ir.IRBuilder(function.append_basic_block("entry"))
    (result,) = Writer(builder, kind).call(kernel, [builder.load(a) for a in function.args])
    return list(builder.block.instructions), result


@pytest.mark.skipif(not _host.on_x86(), reason="reads the assembly of x86")
@pytest.mark.parametrize("name", NAMES)
def test_divisions_of_the_vectors_under_way_stand_together(name: str) -> None:
    """LLVM leaves the order: what one vector waits for, the others are there to fill."""
    module = import_module(f"symact_kernels.kernels.{name}")
    for function in ("value_f32", "value_f64"):
        kernel, code = getattr(module, function), "f" if function.endswith("32") else "d"
        written, result = instructions(kernel, function[-2:], 1)
        if _order.frugal(written, [result])[1] > _order.MOST_ALIVE:
            continue
        text = _machine.assembly(_body.module_of(kernel, code, 1))
        (loop,) = re.findall(r"^turns:\n(.*?)^\.Lfunc_end", text, re.DOTALL | re.MULTILINE)
        lines = re.findall(r"^\t[a-z].*", loop, re.MULTILINE)
        places = [k for k, line in enumerate(lines) if re.match(r"\tv?divp", line)]
        several = _body.under_way(kernel, code, 1)
        assert len(places) % sum(several) == 0
        each = len(places) // sum(several)
        for count in several:
            here, places = places[: each * count], places[each * count :]
            for k in range(0, len(here), count):
                together = here[k : k + count]
                assert together[-1] - together[0] < 2 * _order.STRETCH * count


@pytest.mark.parametrize(
    ("processor", "features", "expected"),
    [
        ("znver5", "+avx,+avx512f", [8, 4]),
        ("znver4", "+avx,+avx512f", [4]),
        ("znver3", "+avx", [4]),
    ],
)
def test_eight_vectors_are_under_way_where_there_are_registers_and_units_for_them(
    monkeypatch: pytest.MonkeyPatch, processor: str, features: str, expected: list[int]
) -> None:
    monkeypatch.setattr(_host, "processor", lambda: processor)
    monkeypatch.setattr(_host, "features", lambda: features)
    kernel = import_module("symact_kernels.kernels.tanh").value_f64
    assert _body.under_way(kernel, "d", 1) == expected


DIVISIONS = r"^\tv?(?:div|sqrt)p.*"


def divides(instruction: ir.Instruction) -> bool:
    called = getattr(getattr(instruction, "callee", None), "name", "")
    return instruction.opname == "fdiv" or called.startswith("llvm.sqrt")


def general_kernels(name: str) -> list[tuple[str, Callable[..., object], int, int]]:
    """The kernels with parameters: the type, the function, how many operands and parameters."""
    module, found = import_module(f"symact_kernels.kernels.{name}"), []
    for function in (f for f in module.HASHES if f.startswith("general_")):
        kernel = getattr(module, function)
        names = list(inspect.signature(kernel).parameters)
        parameters = sum(n not in ("g", "x", "y") for n in names)
        found.append((function[-2:], kernel, len(names), parameters))
    return found


@pytest.mark.skipif(not _host.on_x86(), reason="reads the assembly of x86")
@pytest.mark.parametrize("name", [n for n in NAMES if CATALOGUE[n].parameters])
def test_what_parameters_alone_decide_is_computed_once(name: str) -> None:
    """Divisions and roots, which cost the most: with one value of each, outside the loop."""
    for bits, kernel, count, parameters in general_kernels(name):
        written, result = instructions(kernel, bits, count)
        needed, repeated, once = {result}, 0, 0
        for instruction in reversed(written):
            if instruction in needed:
                needed.update(instruction.operands)
        varies = set(written[: count - parameters])
        for instruction in written[count:]:
            if varies.intersection(instruction.operands):
                varies.add(instruction)
            if instruction in needed and divides(instruction):
                repeated += instruction in varies
                once += instruction not in varies
        code = {"32": "f", "64": "d"}[bits]
        text = _machine.assembly(_body.module_of(kernel, code, count, parameters))
        (turns,) = re.findall(r"^turns_uniform:\n(.*?)^\.Lfunc_end", text, re.DOTALL | re.MULTILINE)
        made = len(re.findall(DIVISIONS, turns, re.MULTILINE))
        several = _body.under_way(kernel, code, count)
        assert 0 <= made - repeated * sum(several) <= once * len(several)


def test_rows_are_the_same_instructions_in_every_process(run) -> None:  # type: ignore[no-untyped-def]
    code = (
        "from symact_kernels._row_calls import module_of\n"
        "from symact_kernels.kernels.softmax import AXISWISE\n"
        "for name, steps in AXISWISE.items():\n"
        "    print(module_of(steps, *('ff' if name.endswith('f32') else 'dd')))\n"
    )
    found = [run("-c", code, PYTHONHASHSEED=str(seed)) for seed in (1, 2, 3)]
    assert {done.stderr for done in found} == {""}
    assert len({done.stdout for done in found}) == 1
