"""The arrows between the modules (who may know whom) and the price of importing the engine alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPONENTS = ROOT / "components"
MODULES = sorted(COMPONENTS.rglob("*.py"))

# Who may import what of ours, by the first name under `components` ("" is `components` itself: its version and its short cuts).
ARROWS: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "loader": frozenset({"loader", "model"}),
    "facts": frozenset({"facts", "model"}),
    "differences": frozenset({"differences", "model"}),
    "comparison": frozenset({"loader", "facts", "differences", "model"}),
    "tables": frozenset({"", "model"}),
    "panels": frozenset({"panels", "tables", "model"}),
    "__main__": frozenset({"", "loader", "facts", "comparison", "tables", "model"}),
    "__init__": frozenset({"loader", "comparison", "model"}),
}

# Who may import which heavy library; everybody else may import none of them.
HEAVY: dict[str, frozenset[str]] = {
    "streamlit": frozenset({"panels"}),
    "altair": frozenset({"panels"}),
    "pandas": frozenset({"panels", "tables"}),
    "numpy": frozenset({"panels", "tables", "loader/align"}),
}

ALLOWED_ELSEWHERE = frozenset({"rapidfuzz"})  # with difflib, all that compares


def module_id(path: Path) -> str:
    return path.relative_to(COMPONENTS).with_suffix("").as_posix()


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_a_module_knows_only_the_modules_its_arrow_points_to(path: Path) -> None:
    place = home(path)
    wrong = {ours for ours in ours_of(path) if ours not in ARROWS[place]}
    assert not wrong, f"components/{module_id(path)}.py imports {sorted(wrong)}, but {place} may know {sorted(ARROWS[place])} only"


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_a_module_imports_no_library_that_is_not_its_business(path: Path) -> None:
    for library in libraries_of(path):
        if library in sys.stdlib_module_names or library in ALLOWED_ELSEWHERE:
            continue
        assert library in HEAVY, f"components/{module_id(path)}.py imports {library}, which is no dependency of this project"
        assert HEAVY[library] & {home(path), module_id(path)}, f"components/{module_id(path)}.py must not import {library}"


def test_every_arrow_belongs_to_a_module_that_is_there() -> None:
    there = {home(path) for path in MODULES}
    assert there == set(ARROWS)


@pytest.mark.parametrize("module", ["components", "components.comparison", "components.loader.stories"])
def test_importing_the_engine_loads_neither_pandas_nor_streamlit_nor_altair(module: str) -> None:
    program = f"import sys, {module}; print(*sorted({{'pandas', 'streamlit', 'altair'}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == []


def test_comparing_two_texts_loads_neither_pandas_nor_streamlit_nor_altair() -> None:
    program = (
        "import sys; from components.comparison import compare_texts; compare_texts('Rain fell on Monday.', 'Rain fell on Tuesday.');"
        "print(*sorted({'pandas', 'streamlit', 'altair'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == []


def home(path: Path) -> str:
    """The name under `components` that a file belongs to: a package or a top-level module."""
    return module_id(path).split("/")[0]


def ours_of(path: Path) -> Iterator[str]:
    """The names under `components` that a file imports, anywhere in it; "" for `components` itself."""
    for name in imports_of(path):
        if name == "components":
            yield ""
        elif name.startswith("components."):
            yield name.split(".")[1]


def libraries_of(path: Path) -> Iterator[str]:
    for name in imports_of(path):
        first = name.split(".")[0]
        if first != "components":
            yield first


def imports_of(path: Path) -> Iterator[str]:
    """Every imported module by its full name. `from components import tables` counts as components.tables, `from components import
    compare` as components itself; relative imports are resolved."""
    package = ("components", *path.relative_to(COMPONENTS).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join((*package[: len(package) - node.level + 1], *filter(None, [node.module]))) if node.level else node.module or ""
            for alias in node.names:
                yield f"{base}.{alias.name}" if base == "components" and is_module(alias.name) else base


def is_module(name: str) -> bool:
    return (COMPONENTS / f"{name}.py").exists() or (COMPONENTS / name / "__init__.py").exists()
