"""A body without a paper of its own whose figures another body's paper prints."""

from __future__ import annotations

from pathlib import Path

from assistant.model import Status
from tests.assistant.asking import asking

PAPER = """# Norchester County Council: council tax 2026/27

Authors: Norchester County Council

## Precepts

| Authority | Band D 2025/26 | Band D 2026/27 |
|---|---|---|
| Norchester County Council | £1,612.44 | £1,692.90 |
| Ottermouth City Council | £214.80 | £221.22 |
"""


def test_a_figure_of_another_body_is_given_and_said_to_stand_in_a_paper_of_others(tmp_path: Path) -> None:
    with asking(tmp_path, PAPER) as ask:
        answer = ask("What is Ottermouth City Council's Band D for 2026/27?")

    assert "£221.22" in answer.text
    assert any("No paper of Ottermouth City Council is in the library" in text for text in answer.warnings)


def test_what_no_paper_tells_of_is_still_not_loaded(tmp_path: Path) -> None:
    with asking(tmp_path, PAPER) as ask:
        answer = ask("What is Saltwick City Council's Band D for 2026/27?")

    assert answer.status is Status.NOT_LOADED
