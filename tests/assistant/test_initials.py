"""A council that people call by its initials, where its own papers do."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.room import Room
from ingest.library import Library

PLAN = """# Milton Keynes Council

## Green Plan 2024-2028

Milton Keynes Council will plant a wood beside every new school. MK has {places} schools to be built.
"""


@pytest.mark.parametrize(("text", "named"), [("MK has two", ["MK"]), ("The town has two", [])])
def test_initials_name_a_council_only_where_its_papers_write_them(
    tmp_path: Path, text: str, named: list[str]
) -> None:
    paper = tmp_path / "plan.md"
    paper.write_text(PLAN.replace("MK has {places}", text), "utf-8")

    with Library.open(tmp_path / "library") as library:
        library.ingest([paper])
        found = Room(library).mentions("How many schools will MK build?")

    assert [mention.wording for mention in found] == named
    assert all(mention.body.name == "Milton Keynes Council" for mention in found)
