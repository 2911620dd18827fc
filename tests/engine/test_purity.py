"""The engine knows no clock, no chance, no network and no disk: its source is read to prove it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "engine"
MODULES = sorted(ENGINE.rglob("*.py"))
ALLOWED = {
    *(
        "__future__",
        "ast",
        "calendar",
        "collections",
        "csv",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "functools",
    ),
    *("hashlib", "io", "itertools", "json", "math", "re", "typing", "numpy", "engine", "ingest"),
}
ELSEWHERE = {"parameters.py": {"importlib"}, "frame.py": {"pandas"}, "projection.py": {"pandas"}}
SEEN_BELOW = (
    "ingest.fact_model",
    "ingest.model",
    "ingest.metrics",
    "ingest.measures.table",
    "ingest.measures.units",
)
FORBIDDEN_CALLS = {"open", "eval", "exec", "input", "print", "compile", "__import__"}
FORBIDDEN_NAMES = {
    "today",
    "now",
    "utcnow",
    "random",
    "default_rng",
    "urandom",
    "getenv",
    "environ",
    "read_csv",
    "load",
}


def imports_of(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_a_module_imports_nothing_that_could_reach_outside(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))

    assert imports_of(tree) <= ALLOWED | ELSEWHERE.get(path.name, set())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_a_module_calls_no_clock_chance_or_file(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]

    plain = {call.id for call in calls if isinstance(call, ast.Name)}
    dotted = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    if path.name == "schema.py":
        dotted.discard("load")  # reading.load reads JSON text, not a file

    assert not plain & FORBIDDEN_CALLS
    assert not dotted & FORBIDDEN_NAMES


def test_the_scan_would_see_a_clock() -> None:
    tree = ast.parse("import time\ntime.time()")

    assert not imports_of(tree) <= ALLOWED


def test_only_the_parameter_table_is_read_and_only_as_a_resource() -> None:
    readers = [path.name for path in MODULES if "read_text" in path.read_text("utf-8")]

    assert readers == ["parameters.py"]


def test_the_engine_sees_only_the_model_and_the_measures_of_the_room_below() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ingest"):
                assert node.module in SEEN_BELOW, path.name
