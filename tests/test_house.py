"""What somebody new is told of the code is so: the picture, the table of places, the glossary, the tutorial."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tests.docs_examples import BLOCK, ROOT, TUTORIAL, examples, lay_paper, output_of
from tests.picture_of_rooms import PICTURE, drawn, imports, layers, parts, picture

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")


def test_the_picture_is_that_of_the_imports() -> None:
    assert PICTURE.read_text("utf-8") == picture(), "run make docs, and look at docs/pictures/rooms.svg"


def test_the_picture_changes_with_the_imports() -> None:
    rooms = layers()

    assert imports(rooms)
    assert drawn(rooms, imports(rooms)[1:]) != picture()


def test_every_part_of_a_room_is_in_the_table_of_where_to_look() -> None:
    named = {part.relative_to(ROOT).as_posix() for room in layers() for part in parts(room)}

    assert len(named) > 10
    assert [part for part in sorted(named) if f"`{part}/" not in ARCHITECTURE] == []


def test_every_place_in_the_table_is_there() -> None:
    places = re.findall(r"`((?:access|assistant|engine|ingest|web)/[^`]*)`", ARCHITECTURE)

    assert len(places) > 20
    assert [place for place in places if not list(ROOT.glob(place.rstrip("/")))] == []


def test_every_word_of_the_glossary_is_where_it_says() -> None:
    for name in re.findall(r"\| `([\w.]+)`", GLOSSARY):
        module, _, last = name.rpartition(".")
        if last[0].islower():
            importlib.import_module(name)
        else:
            assert hasattr(importlib.import_module(module), last), name


def test_the_glossary_is_in_order() -> None:
    words = re.findall(r"^\| (?!word\b)(\w[^|]*) \|", GLOSSARY, re.MULTILINE)

    assert len(words) > 25
    assert words == sorted(words, key=str.casefold)


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    lay_paper(tmp_path)
    steps = [each for block in BLOCK.findall(TUTORIAL.read_text("utf-8")) for each in examples(block)]

    assert len(steps) == 6
    for command, shown in steps:
        printed = output_of(command, tmp_path / "data", tmp_path)
        assert printed == "\n".join(shown).strip().split("\n"), f"{command}: run make docs"


@pytest.mark.parametrize("command", ["ruff", "mypy", "lint-imports"])
def test_what_pre_commit_runs_is_what_the_build_runs(command: str) -> None:
    lint = (ROOT / "Makefile").read_text("utf-8")
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")

    assert command in lint
    assert f".venv/bin/{command}" in hooks
