"""The house keeps its shape: one direction of imports, each heavy dependency behind its own door, rooms
of a human size.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("access", "assistant", "engine", "ingest", "moothall", "web")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
LONGEST = 300

# Where each heavy or dangerous dependency may be imported: patterns of module paths.
DOORWAYS = {
    "pypdf": r"ingest/parse/pdf\w*\.py",
    "pdfplumber": r"ingest/parse/pdf\w*\.py",
    "httpx": r"ingest/sources/\w+\.py|access/oidc\.py",
    "rapidocr": r"ingest/parse/ocr_rapid\.py",
    "pypdfium2": r"ingest/parse/(pdf\w*|ocr)\.py|web/page_image\.py",
    "docx": r"ingest/parse/docx\w*\.py|web/\w+_docx\.py",
    "pptx": r"ingest/parse/pptx\w*\.py",
    "openpyxl": r"ingest/parse/workbook_xlsx\.py|ingest/facts_table\.py|web/(exports|\w+_xlsx)\.py",
    "xlrd": r"ingest/parse/workbook_xls\.py",
    "chromadb": r"ingest/index\.py",
    "torch": r"ingest/embedding\w*\.py",
    "transformers": r"ingest/embedding\w*\.py",
    "sentence_transformers": r"ingest/embedding\w*\.py",
    "onnxruntime": r"ingest/embedding\w*\.py",
    "onnx": r"ingest/embedding\w*\.py",
    "psycopg": r"ingest/postgres/\w+\.py",
    "psycopg_pool": r"ingest/postgres/\w+\.py",
    "pgvector": r"ingest/postgres/\w+\.py",
    "sqlalchemy": r"ingest/postgres/schema\.py",
    "alembic": r"ingest/postgres/(schema|migrations/\w+|migrations/versions/\w+)\.py",
    "sqlite3": r"ingest/(catalogue\w*|faults|holdings/embedded_change|stores)\.py|assistant/(conversation\w*|keeping/\w+)\.py"
    r"|access/(file|accounts|shelves)\.py",
    "pwdlib": r"access/passwords\.py",
    "limits": r"access/throttle\.py",
    "authlib": r"access/oidc\w*\.py",
    "joserfc": r"access/oidc\w*\.py",
    "fastapi": r"web/\w+\.py",
    "starlette": r"web/\w+\.py",
    "uvicorn": r"web/(listening|serving)\.py",
    "pandas": r"ingest/facts_table\.py|engine/(frame|projection)\.py|assistant/comparison_table\.py",
    "altair": r"web/charts\w*\.py",
    "subprocess": r"ingest/child\.py|web/\w+\.py",
    "langchain": r"assistant/(langchain_faces|chat_model)\w*\.py",
    "langchain_core": r"assistant/(langchain_faces|chat_model)\w*\.py",
    "langchain_openai": r"assistant/chat_model\w*\.py",
    "langchain_anthropic": r"assistant/chat_model\w*\.py",
    "langchain_ollama": r"assistant/chat_model\w*\.py",
    "langchain_text_splitters": r"assistant/langchain_faces\w*\.py",
    "pickle": r"never",
    "requests": r"never",
    "langchain_community": r"never",
    "litellm": r"never",
    "fitz": r"never",
}
# A public benchmark goes into a library of its own, as an ingest would write it but from no file.
WRITES_ITS_OWN = {"assistant/evaluation/benchmark.py"}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}


@cache
def imports_of(path: Path) -> tuple[tuple[str, bool], ...]:
    """Every imported module in full, and whether it is only for the type checker."""
    return tuple(_imports(ast.parse(path.read_text("utf-8"))))


def _imports(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    typing_only = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in typing_only


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_lower_rooms_never_import_upward() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert run.returncode == 0, run.stdout[-2000:]


def test_the_engine_sees_only_the_model_the_metrics_and_the_measures_of_ingest() -> None:
    seen = {
        module
        for path in MODULES
        if name_of(path).startswith("engine/")
        for module, _ in imports_of(path)
        if module.split(".")[0] in ("ingest", "assistant", "web")
    }

    measures = {"ingest.measures.table", "ingest.measures.units"}
    assert seen <= {"ingest.fact_model", "ingest.model", "ingest.metrics"} | measures


def test_the_faces_see_stores_and_parsers_only_through_the_library() -> None:
    hidden = (
        "ingest.catalogue",
        "ingest.holdings",
        "ingest.index",
        "ingest.postgres",
        "ingest.embedding",
        "ingest.pipeline",
        "ingest.intake",
        "engine.operations",
    )
    seen = [
        (name_of(path), module)
        for path in MODULES
        if name_of(path).startswith(("web/", "assistant/")) and name_of(path) not in WRITES_ITS_OWN
        for module, _ in imports_of(path)
        if module.startswith(hidden)
    ]

    assert seen == []


@pytest.mark.parametrize("dependency", DOORWAYS)
def test_a_heavy_dependency_enters_by_its_own_door(dependency: str) -> None:
    elsewhere = [
        name_of(path)
        for path in MODULES
        if not re.fullmatch(DOORWAYS[dependency], name_of(path))
        for module, for_types in imports_of(path)
        if module.split(".")[0] == dependency and not for_types
    ]

    assert elsewhere == []


def test_a_doorway_stands_where_it_is_said_to_stand() -> None:
    """A rule about a module that was renamed protects nothing."""
    for dependency in ("pypdf", "chromadb", "torch", "sqlite3", "psycopg", "fastapi", "pandas", "docx"):
        doors = [path for path in MODULES if re.fullmatch(DOORWAYS[dependency], name_of(path))]
        assert any(dependency == module.split(".")[0] for path in doors for module, _ in imports_of(path)), (
            dependency
        )


def test_every_module_is_short_enough_to_be_read() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name_of(path) for path in MODULES if VAGUE & set(path.stem.split("_"))] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [
        name_of(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_tells_its_story(room: str) -> None:
    story = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text("utf-8")))

    assert story
    assert len(story.splitlines()) <= 8


def test_starting_the_command_line_loads_nothing_heavy() -> None:
    """A first answer comes within seconds because help and look-ups never load a model for indexing."""
    heavy = "torch sentence_transformers chromadb pandas fastapi langchain transformers altair".split()
    program = (
        "import sys; import web.cli; import assistant.bootstrap; "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )

    assert run.stdout.strip() == "[]"


def test_nothing_in_the_project_knows_the_machine_it_was_made_on() -> None:
    telltale = re.compile(
        r"(?<![\w.])/(work|root|home/\w+|opt|tmp/\w+)/|https?://[\w.-]*(pypi|mirror|index)[\w.-]*/simple"
    )
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if (
            path.suffix in (".py", ".md", ".toml", ".txt", ".jsonl", ".html", ".js", ".css", ".csv")
            and path.is_file()
        ):
            text = path.read_text("utf-8", errors="replace")
            found += [(name, match.group()) for match in telltale.finditer(text)]

    assert found == []
