"""The face for Python programs: the examples of its page and of the README run, and say what they print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import moothall
from ingest.library_errors import LibraryError
from tests.docs_examples import ROOT

BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
PRINTED = re.compile(r"\)  # (.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to work in, with the sample papers in it."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "samples").symlink_to(ROOT / "samples")
    return folder


@pytest.fixture
def here(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of the test is that one."""
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def filled(here: Path) -> Path:
    """The same with the sample papers in its library; those that are there already change nothing."""
    with moothall.open("data") as library:
        library.ingest(["samples/library"])
    return here


@pytest.mark.parametrize("page", ["docs/python.md", "README.md"])
def test_the_examples_print_what_stands_beside_them(
    page: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = BLOCK.findall((ROOT / page).read_text("utf-8"))
    known: dict[str, object] = {}

    for block in blocks:
        exec(compile(block, page, "exec"), known)

    printed = " ".join(capsys.readouterr().out.split())
    said = [line for block in blocks for line in PRINTED.findall(block)]
    assert said
    assert [line for line in said if line not in printed] == []


def test_the_first_example_has_ten_lines() -> None:
    first = BLOCK.findall((ROOT / "docs" / "python.md").read_text("utf-8"))[0]

    assert len([line for line in first.splitlines() if line.strip()]) == 10


def test_a_follow_up_without_what_it_follows_stands_alone(filled: Path) -> None:
    with moothall.open("data") as library:
        first = library.ask("How many people does Larkmere employ?")

        assert "3,941" in library.ask("and at Stanbeck?", after=first).text
        assert "3,941" not in library.ask("and the next one?").text


def test_an_unknown_council_is_one_sentence(here: Path) -> None:
    with moothall.open("data") as library, pytest.raises(LibraryError, match="is called 'Camelot'"):
        library.facts(council="Camelot")


def test_what_is_done_stands_in_the_record(filled: Path) -> None:
    from assistant.keeping.wholeness import open_audit
    from assistant.settings import read_settings

    with moothall.open("data") as library:
        library.facts(council="Larkmere")

    audit = open_audit(read_settings(data="data"))
    try:
        assert "list figures" in {event.what for event, _ in audit.events()}
    finally:
        audit.close()
