"""What the documentation says is true: its examples print what they show, its links lead somewhere, its
tables are whole.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.settings import Settings
from samples.load import load
from tests.docs_examples import BLOCK, PAGES, ROOT, TUTORIAL, examples, output_of
from tests.left_out import left_out
from web.cli import COMMANDS

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [
    *PAGES,
    TUTORIAL,
    *(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
    ROOT / "samples" / "README.md",
]
EXAMPLES = [
    (page.name, command, lines)
    for page in PAGES
    for block in BLOCK.findall(page.read_text("utf-8"))
    for command, lines in examples(block)
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample library, as ``make run`` leaves it."""
    folder = tmp_path_factory.mktemp("docs") / "data"
    load(folder)
    return folder


@pytest.mark.parametrize(("page", "command", "lines"), EXAMPLES, ids=[command for _, command, _ in EXAMPLES])
def test_an_example_prints_what_the_page_shows(page: str, command: str, lines: list[str], data: Path) -> None:
    shown = "\n".join(lines).strip().split("\n")

    assert output_of(command, data) == shown, f"{page}: run make docs, and read what changed"


def test_there_are_examples_of_asking_projecting_and_comparing() -> None:
    commands = " ".join(command for _, command, _ in EXAMPLES)

    assert len(EXAMPLES) >= 6
    assert "moothall ask" in commands
    assert "moothall project" in commands
    assert "compare" in commands


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_table_of_settings_is_the_settings() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| (?:`([^`]*)`)? ?\|", README.split("## Settings")[1].split("\n## ")[0], re.MULTILINE
    )

    defaults = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    assert dict(rows) == {name: "" if value in ("", ()) else str(value) for name, value in defaults.items()}


def test_every_make_target_that_is_named_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r"\bmake ([a-z-]+)(?=`|  )", README)) <= targets


def test_every_command_that_is_named_is_a_command() -> None:
    named = {
        name
        for page in DOCUMENTS
        for name in re.findall(r"(?:`|^|\$ )moothall ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    }

    assert named <= {name for name, _, _ in COMMANDS}


def test_the_readme_opens_with_what_it_does_and_a_picture() -> None:
    opening = README.split("## Two commands")[0]

    assert "![" in opening
    assert len(opening.split()) < 150


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")

    assert [page.name for page in sorted(folder.glob("0*.md")) if page.name not in listed] == []


def test_what_a_machine_cannot_run_is_said_before_the_tests(tmp_path: Path) -> None:
    bare = left_out(which=lambda name: None, shared=tmp_path / "missing", find=lambda name: None)

    assert len(bare) == 4
    assert left_out(which=lambda name: name, shared=tmp_path, find=lambda name: name) == []
