"""A module imports only from floors below its own."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "estimate"
FLOORS = (
    "ground",
    "language",
    "engine",
    "model",
    "files",
    "cards",
    "schema",
    "resolve",
    "answers",
    "report",
    "studies",
    "views",
    "cli",
)
STANDARD_ONLY = ("ground", "engine", "model")
ON_ARRAYS = (
    "arrays.py",
    "array_values.py",
    "nudges.py",
    "standing.py",
    "on_arrays.py",
    "limits_on_arrays.py",
    "strata.py",
)
"""The modules that need numpy; whoever draws imports them late."""
MODULES = sorted(path for floor in FLOORS for path in (SOURCE / floor).rglob("*.py"))


def imports(path: Path, *, run: bool = False) -> set[str]:
    """What a module imports; with `run`, only what it does not import for its types alone."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if run:
        tree.body = [
            node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
        ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {_module_of(node.module, alias.name) for alias in node.names}
    return found


def _module_of(module: str, name: str) -> str:
    """What `from module import name` reads: the module, or the one of that name inside it."""
    inner = SOURCE.parent / Path(*module.split("."), name)
    return f"{module}.{name}" if inner.with_suffix(".py").is_file() or inner.is_dir() else module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_floors_below(path: Path) -> None:
    floor = path.relative_to(SOURCE).parts[0]
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "estimate" and len(parts) > 1 and parts[1] in FLOORS:
            assert FLOORS.index(parts[1]) <= FLOORS.index(floor), f"{path.name} reaches up to {name}"
            if floor == "ground":
                assert parts[1] == "ground"
        elif floor in STANDARD_ONLY:
            needed = {"numpy"} if path.name in ON_ARRAYS else set()
            assert parts[0] in {"estimate", "__future__", *needed} or parts[0] in stdlib(), (
                f"{path.name} imports {name}"
            )


def test_the_python_interface_knows_no_command() -> None:
    assert not any(name.startswith("estimate.cli") for name in imports(SOURCE / "api.py"))


@pytest.mark.parametrize("floor", FLOORS)
def test_no_circle_within_a_room(floor: str) -> None:
    """Modules of one room import each other in one direction, late imports included; types alone do not count."""
    names = {module_name(path): path for path in (SOURCE / floor).rglob("*.py")}
    reads = {
        name: {found for found in imports(path, run=True) if found in names} - {name} for name, path in names.items()
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " imports ".join([*way[way.index(name) :], name])
        if name not in done:
            for other in reads[name]:
                visit(other, (*way, name))
            done.add(name)

    for name in names:
        visit(name, ())


def module_name(path: Path) -> str:
    parts = ("estimate", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def stdlib() -> frozenset[str]:
    return frozenset(sys.stdlib_module_names)


def test_an_estimate_without_draws_needs_no_numpy() -> None:
    script = (
        "import sys; from pathlib import Path; from estimate.studies.request import Request; "
        "from estimate.answers.estimate import estimate; from estimate.report.sections import report; "
        "report(estimate(Request(Path('examples/first-estimate.yaml')).case())); sys.exit('numpy' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    assert not subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=SOURCE.parents[1], env=environment
    ).returncode


def test_the_engine_knows_no_word_of_support() -> None:
    words = {"contact", "agent", "queue", "team", "shrinkage", "occupancy", "vendor", "seat"}
    for path in (SOURCE / "engine").glob("*.py"):
        # Comments and docstrings may give examples; names and strings that act may not.
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        assert not names & words


def test_pydantic_lives_in_the_inputs_and_nowhere_lower() -> None:
    for floor in ("ground", "engine", "model"):
        for path in (SOURCE / floor).glob("*.py"):
            assert not any(name.startswith("pydantic") for name in imports(path))
