"""A body without a paper of its own whose figures another body's paper prints."""

from __future__ import annotations

from pathlib import Path

from assistant.called import told_of
from assistant.model import Status
from assistant.room import Room
from ingest.model import Body
from tests.assistant.asking import asking
from tests.assistant.several_papers import asking_several, library_of, room_of

PAPER = """# Norchester County Council: council tax 2026/27

Authors: Norchester County Council

## Precepts

| Authority | Band D 2025/26 | Band D 2026/27 |
|---|---|---|
| Norchester County Council | £1,612.44 | £1,692.90 |
| Ottermouth City Council | £214.80 | £221.22 |
"""

COUNCIL = """# Westmarch Borough Council

## Plan 2026

Westmarch Borough Council employs 1,204 people.
"""
OWN = """# Ottermouth City Council

## Plan 2026

Ottermouth City Council employs 70 people.
"""


def body(room: Room, text: str) -> Body:
    """The one body that the text names."""
    (mention,) = room.mentions(text)
    return mention.body


def owners(room: Room, bodies: list[Body]) -> list[str]:
    """Whose the papers of these bodies are."""
    found = set(room.documents_of(bodies))
    return [card.body.name for card in room.library.documents() if card.body and card.id in found]


def test_a_figure_of_another_body_is_given_and_said_to_stand_in_a_paper_of_others(tmp_path: Path) -> None:
    with asking(tmp_path, PAPER) as ask:
        answer = ask("What is Ottermouth City Council's Band D for 2026/27?")

    assert "£221.22" in answer.text
    assert any("No paper of Ottermouth City Council is in the library" in text for text in answer.warnings)


def test_what_no_paper_tells_of_is_still_not_loaded(tmp_path: Path) -> None:
    with asking(tmp_path, PAPER) as ask:
        answer = ask("What is Saltwick City Council's Band D for 2026/27?")

    assert answer.status is Status.NOT_LOADED


def test_a_body_of_which_only_others_tell_is_found_in_their_papers_alone(tmp_path: Path) -> None:
    with room_of(tmp_path, PAPER, COUNCIL) as room:
        told = body(room, "What is Ottermouth City Council's Band D?")

        assert told.name == "Ottermouth City Council"
        assert room.is_told_of(told)
        assert room.has(told)
        assert owners(room, [told]) == ["Norchester County Council"]


def test_a_body_of_which_nobody_tells_is_not_had(tmp_path: Path) -> None:
    with room_of(tmp_path, PAPER, COUNCIL) as room:
        unknown = body(room, "What is Saltwick City Council's Band D?")

        assert not room.is_told_of(unknown)
        assert not room.has(unknown)
        assert owners(room, [unknown]) == []


def test_a_body_with_a_paper_of_its_own_is_not_one_that_only_others_tell_of(tmp_path: Path) -> None:
    with library_of(tmp_path, PAPER) as library:
        room = Room(library)
        told = body(room, "What is Ottermouth City Council's Band D?")
        before = (room.is_told_of(told), owners(room, [told]))

        own = tmp_path / "own.md"
        own.write_text(OWN, "utf-8")
        library.ingest([own])

        assert before == (True, ["Norchester County Council"])
        assert (room.is_told_of(told), owners(room, [told])) == (False, ["Ottermouth City Council"])


def test_the_place_alone_names_a_body_of_which_only_others_tell(tmp_path: Path) -> None:
    with room_of(tmp_path, PAPER, COUNCIL) as room:
        assert body(room, "What is Band D in Ottermouth?").name == "Ottermouth City Council"


def test_a_word_of_a_loaded_name_is_no_name_of_a_body_that_others_tell_of() -> None:
    city = Body("city", "Westmarch City Council", "Westmarch City Council")
    upper = Body("upper", "Upper Westmarch Borough Council", "Upper Westmarch")
    text = "What is Band D in Westmarch?"

    assert [mention.body for mention in told_of(text, [city], [], [])] == [city]
    assert told_of(text, [city], [], [upper]) == []


def test_of_two_bodies_in_one_question_the_one_without_papers_is_warned_of(tmp_path: Path) -> None:
    with asking_several(tmp_path, PAPER, COUNCIL) as ask:
        answer = ask(
            "What is Band D for 2026/27 at Norchester County Council and at Ottermouth City Council?"
        )

    assert answer.evidence
    warned = [text for text in answer.warnings if "in the library" in text]
    assert warned == [
        "No paper of Ottermouth City Council is in the library: its figures here stand in papers of others."
    ]
