"""The house keeps its layers: who imports whom, how long a module is, what an import costs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "symact"
MODULES = sorted(PACKAGE.rglob("*.py"))

ENGINES = {
    "normalise",
    "derive",
    "verify",
    "analyse",
    "lower",
    "enclose",
    "elementary",
    "interpret",
    "recognise",
    "taylor",
    "accuracy",
}
DATA = {
    "abbreviate",
    "activation",
    "claim",
    "constants",
    "errors",
    "pieces",
    "sheet",
    "verdict",
    "ir",
    "order",
    "standin",
    "ulp",
    "expression",
    "lazy",
}

ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "lazy": set(),
    "ir": {"errors"},
    "ulp": {"errors"},
    "verdict": {"errors"},
    "activation": {"errors"},
    "pieces": {"errors"},
    "claim": {"activation", "errors", "verdict"},
    "constants": set(),
    "standin": set(),
    "order": {"activation"},
    "abbreviate": {"pieces"},
    "sheet": {"activation", "pieces", "verdict", "errors"},
    "expression": {"activation", "errors", "order", "standin"},
    "catalogue": {"activation"},
    "claims": {"activation", "claim", "verdict"},
    **{engine: (ENGINES | DATA) - {"lazy"} for engine in ENGINES},
    "targets": {"ir", "elementary", "errors"},
    "render": {
        "abbreviate",
        "activation",
        "constants",
        "order",
        "pieces",
        "sheet",
        "verdict",
        "errors",
    },
    "bench": {"errors"},
    "cli": {"driver", "errors", "__init__"},
    "driver": {*ENGINES, *DATA, "catalogue", "claims", "targets", "render", "bench", "__init__"},
    "__init__": {"lazy", "driver", *DATA},
    "__main__": {"cli"},
}
"""What each part of the package may import of the others."""

FORBIDDEN_PACKAGES = {
    "ir": {"sympy", "numba", "flint"},
    "ulp": {"sympy", "numba"},
    "elementary": {"sympy", "numba"},
    "targets": {"sympy", "flint"},
    "catalogue": {"numba", "flint"},
    "cli": {"sympy", "numba", "flint", "numpy"},
    "verdict": {"sympy"},
    "errors": {"sympy"},
}


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


PARTS = {part(path) for path in MODULES}


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                assert "runtime" in path.parts, (
                    "only files that are copied into a package stay relative"
                )
                continue
            module = node.module or ""
            yield from (
                (f"{module}.{a.name}" for a in node.names) if module == "symact" else [module]
            )


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_imports_its_own_layer_and_those_below(path: Path) -> None:
    mine = part(path)
    assert mine in ALLOWED, f"{mine} has no place in the table of layers"
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "symact":
            other = rest.split(".")[0] if rest in PARTS or "." in rest else "__init__"
            assert other == mine or other in ALLOWED[mine], f"{named(path)} imports {name}"
        assert top not in FORBIDDEN_PACKAGES.get(mine, set()), f"{named(path)} imports {name}"
        assert top != "symact_kernels", f"{named(path)} imports what it generates"


def test_every_part_of_the_table_exists() -> None:
    assert set(ALLOWED) == PARTS


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 400
    assert ast.get_docstring(ast.parse(source))
    assert not re.fullmatch(r"_?(utils?|helpers?|base|managers?|common|misc)", path.stem)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_text_is_evaluated_and_no_name_is_starred(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec", "parse_expr"}, (
                f"{named(path)}:{node.lineno}"
            )
        if isinstance(node, ast.ImportFrom):
            assert all(alias.name != "*" for alias in node.names), f"{named(path)}:{node.lineno}"


def test_engines_name_no_activation() -> None:
    from symact.catalogue import CATALOGUE

    elementary = {"tanh", "arctan", "identity"}  # also a function of mathematics, an ordinary word
    for path in MODULES:
        if part(path) not in ENGINES | {"targets"}:
            continue
        words = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not words & (CATALOGUE.keys() - elementary), named(path)


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import symact", {"sympy", "numba", "numpy", "flint"}),
        ("import symact.cli", {"sympy", "numba", "numpy", "flint"}),
        ("import symact.catalogue", {"numba"}),
        ("import symact_kernels", {"sympy", "numba", "symact", "flint"}),
    ],
)
def test_an_import_loads_nothing_that_it_does_not_need(
    run, statement: str, absent: set[str]
) -> None:
    code = f"{statement}; import sys; print(sorted(set(sys.modules) & {absent!r}))"
    done = run("-c", code)
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"


def test_generated_code_imports_nothing_of_symact() -> None:
    for path in sorted((ROOT / "generated" / "symact_kernels").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                continue
            assert not {"symact", "sympy"} & {name.split(".")[0] for name in names}, named(path)
