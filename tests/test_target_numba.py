"""The package that the numba target emits, as text: layout, readability, refusals, determinism."""

from __future__ import annotations

import ast
import hashlib
import json
import math
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numba_samples as samples
import numpy as np
import pytest

import symact.targets
from symact.errors import InputError, UnsupportedError
from symact.ir import (
    OPS,
    Const,
    Documentation,
    InvalidProgram,
    Kernel,
    KernelSet,
    Let,
    Op,
    Program,
    Select,
    Var,
)
from symact.ir.rounding import rounded
from symact.targets.numba import emit
from symact.targets.numba.literals import digits, literal
from symact.targets.numba.printer import function, text
from symact.targets.numba.table import OPERATIONS

X, Y = Var("x"), Var("y")


def op(name: str, *args: object) -> Op:
    return Op(name, args)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def package() -> dict[str, str]:
    return emit(samples.sets(), "sample_kernels", samples.exp)


def test_the_registry_gives_targets_by_name() -> None:
    assert symact.targets.get("numba").emit is emit
    with pytest.raises(InputError, match="did you mean 'numba'"):
        symact.targets.get("nunba")


def test_every_operation_has_a_word() -> None:
    assert set(OPERATIONS) == set(OPS)


def test_the_package_has_a_module_per_activation(package: dict[str, str]) -> None:
    kernels = {p for p in package if p.startswith("kernels/")}
    names = {f"kernels/{s.name}.py" for s in samples.sets()}
    assert kernels == names | {"kernels/__init__.py"}
    assert list(package) == sorted(package)


def test_equal_kernels_give_equal_bytes(package: dict[str, str]) -> None:
    assert emit(samples.sets()[::-1], "sample_kernels", samples.exp) == package


def test_the_manifest_holds_the_digest_of_every_file(package: dict[str, str]) -> None:
    files = json.loads(package["manifest.json"])["files"]
    assert files.keys() == package.keys() - {"manifest.json"}
    for path, digest in files.items():
        assert hashlib.sha256(package[path].encode()).hexdigest() == digest


def test_only_numpy_and_numba_are_imported(package: dict[str, str]) -> None:
    allowed = {"numpy", "numba", "llvmlite"} | set(sys.stdlib_module_names)
    for path, source in package.items():
        if not path.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                assert {a.name.split(".")[0] for a in node.names} <= allowed, path
            if isinstance(node, ast.ImportFrom) and not node.level:
                assert str(node.module).split(".")[0] in allowed, path


def test_ruff_has_nothing_to_say(package: dict[str, str], tmp_path: Path) -> None:
    for path, source in package.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(source)
    ruff = [sys.executable, "-m", "ruff"]
    for arguments in (
        ["format", "--isolated", "--line-length", "100", "--diff", "."],
        ["check", "--isolated", "--line-length", "100", "--select", "E,F,I,W,B,UP,SIM,C4", "."],
    ):
        done = subprocess.run([*ruff, *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_no_line_is_too_wide(package: dict[str, str]) -> None:
    assert max(map(len, package["kernels/wide.py"].split("\n"))) <= 100


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (op("add", op("add", X, Y), X), "x + y + x"),
        (op("add", X, op("add", Y, X)), "x + (y + x)"),
        (op("sub", X, op("sub", Y, X)), "x - (y - x)"),
        (op("mul", op("add", X, Y), op("neg", X)), "(x + y) * -x"),
        (op("neg", op("mul", X, Y)), "-(x * y)"),
        (op("div", op("neg", X), op("mul", X, Y)), "-x / (x * y)"),
        (op("mul", X, Const(Fraction(-1, 2))), "x * -0.5"),
        (op("min", X, op("max", Y, X)), "least(x, greatest(y, x))"),
        (
            Select(op("and", op("lt", X, Y), op("not", op("ne", X, X))), X, Y),
            "select((x < y) & (not x != x), x, y)",
        ),
        (
            op("or", op("and", op("lt", X, Y), op("lt", Y, X)), op("eq", X, Y)),
            "(x < y) & (y < x) | (x == y)",
        ),
        (
            op("from_bits", op("iadd", op("to_bits", X), Const(Fraction(0x7FF0), "", "int"))),
            "from_bits(iadd(to_bits(x), 0x7FF0))",
        ),
    ],
)
def test_parentheses_keep_the_order_of_operations(expr: Op, expected: str) -> None:
    assert text(expr, "float64") == expected


def test_names_that_are_taken_get_an_underscore() -> None:
    program = Program((X,), (Let("fma", op("add", X, X)),), Var("fma"))
    assert "    fma_ = x + x\n    return fma_\n" in function("f", program, "float64", "Doc.")


def test_constants_are_rounded_once() -> None:
    # halfway between two float32s, plus less than float64 can tell: rounding twice loses it
    value = 1 + Fraction(1, 2**24) + Fraction(1, 2**80)
    assert rounded(value, "float32") == 1 + 2**-23
    assert np.float32(float(value)) == 1
    assert rounded(Fraction(1, 2**1074) * Fraction(3, 4), "float64") == 5e-324
    assert rounded(Fraction(2) ** 128, "float32") == math.inf
    assert rounded(Fraction(2) ** 128 - Fraction(2) ** 103, "float32") == math.inf
    assert rounded(Fraction(2) ** 128 - Fraction(2) ** 103 - 1, "float32") == float(
        np.finfo("f").max
    )
    assert math.copysign(1, rounded(-0.0, "float32")) == -1


@pytest.mark.parametrize("dtype", samples.DTYPES)
def test_digits_read_back_as_the_same_number(dtype: str) -> None:
    random = np.random.default_rng(0)
    bits = random.integers(0, 2 ** (31 if dtype == "float32" else 63) - 1, 3000)
    for x in bits.astype("uint32" if dtype == "float32" else "uint64").view(dtype):
        if np.isfinite(x):
            assert np.dtype(dtype).type(float(digits(float(x), dtype))) == x
            assert rounded(Fraction(float(x)), dtype) == x


def test_literals() -> None:
    assert literal(Const(Fraction(1, 10)), "float32") == "f32(0.1)"
    assert literal(Const(Fraction(1, 10)), "float64") == "0.1"
    assert literal(Const(Fraction(1, 10**9)), "float64") == "1e-9"
    assert literal(Const(Fraction(10**30)), "float64") == "1e30"
    assert literal(Const(-math.inf), "float32") == "f32(-inf)"
    assert literal(Const(Fraction(-(2**31)), "", "int"), "float32") == "i32(-0x80000000)"
    assert literal(Const(Fraction(1), "", "bool"), "float64") == "True"


@pytest.mark.parametrize("name", ["lambda", "kernels", "threads", "_private", "two words"])
def test_names_that_cannot_be_are_refused(name: str) -> None:
    kernels = tuple(replace(k, activation=name) for k in samples.sigmoid().kernels)
    with pytest.raises(UnsupportedError, match=repr(name)):
        emit([replace(samples.sigmoid(), name=name, kernels=kernels)], "w", samples.exp)


def test_no_two_functions_of_a_package_have_one_name() -> None:
    """A second activation `sigmoid_derivative` took the place of the derivative, unnoticed."""
    first = samples.sigmoid()
    kernels = tuple(replace(k, activation="sigmoid_derivative") for k in first.kernels)
    with pytest.raises(UnsupportedError, match="the name 'sigmoid_derivative'"):
        emit([first, replace(first, name="sigmoid_derivative", kernels=kernels)], "w", samples.exp)


def test_sets_are_checked() -> None:
    kernel = Kernel("f", "vjp", "float64", Program((X,), (), X))
    with pytest.raises(InvalidProgram, match="takes the inputs"):
        KernelSet("f", (kernel,), Documentation("f."))
    with pytest.raises(InvalidProgram, match="not bound"):
        function("f", Program((X,), (), Y), "float64", "Doc.")


def hashes(package: dict[str, str]) -> dict[str, dict[str, str]]:
    return json.loads(package["manifest.json"])["kernels"]  # type: ignore[no-any-return]


def test_a_hash_covers_the_elementary_functions(package: dict[str, str]) -> None:
    def other_exp(name: str, dtype: str) -> Program:
        program = samples.exp(name, dtype)
        return replace(program, result=op("mul", program.result, Const(Fraction(1))))

    before, after = hashes(package), hashes(emit(samples.sets(), "sample_kernels", other_exp))
    calls = {n for n, h in before["sigmoid"].items() if "from_output" not in n}
    assert {n for n in before["sigmoid"] if before["sigmoid"][n] != after["sigmoid"][n]} == calls
    assert before["leaky_relu"] == after["leaky_relu"]


def test_a_changed_formula_changes_its_own_module_only(package: dict[str, str]) -> None:
    sets = samples.sets()
    first = sets[0].kernels[0]
    changed = replace(first, program=replace(first.program, result=op("neg", first.program.result)))
    sets[0] = replace(sets[0], kernels=(changed, *sets[0].kernels[1:]))
    after = emit(sets, "sample_kernels", samples.exp)
    expected = {"kernels/sigmoid.py", "functions.py", "manifest.json"}
    assert {p for p in package if package[p] != after[p]} == expected


def test_words_change_no_hash(package: dict[str, str]) -> None:
    sets = [replace(s, doc=replace(s.doc, meaning="Something else.")) for s in samples.sets()]
    assert hashes(emit(sets, "sample_kernels", samples.exp)) == hashes(package)


def test_errors_on_record_are_shown_with_the_kernel_they_were_measured_on() -> None:
    (hash_,) = {hashes(emit([samples.sigmoid()], "s", samples.exp))["sigmoid"]["value_f32"]}
    rows = {("sigmoid", "value_f32", hash_): "0.9 ULP", ("sigmoid", "value_f64", "other"): "9 ULP"}
    table = emit([samples.sigmoid()], "s", samples.exp, rows)["functions.py"]
    assert '"value": "float32 0.9 ULP",' in table
    assert "9 ULP" not in table.replace("0.9 ULP", "")
