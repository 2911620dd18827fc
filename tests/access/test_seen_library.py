"""A library narrowed to some papers answers as one that holds these papers alone, to the letter."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer_json import answer_to_json
from assistant.ask import ask
from assistant.model import Asked
from assistant.room import Room
from ingest.fact_model import Review
from ingest.library import Library
from ingest.library_errors import UnknownDocument, UnknownFact
from ingest.seen import SeenLibrary
from samples.load import SAMPLES, load

QUESTIONS = Path(__file__).parents[1] / "questions"
HIDDEN = ("stanbeck", "ravensholt")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that was never told of the hidden papers."""
    folder = tmp_path_factory.mktemp("alone")
    (folder / "papers").mkdir()
    for path in SAMPLES.iterdir():
        if not path.name.startswith(HIDDEN):
            shutil.copy(path, folder / "papers")
    load(folder / "data", folder / "papers")
    with Library.open(folder / "data") as library:
        yield library


@pytest.fixture(scope="module")
def seen(sample_library: Library) -> SeenLibrary:
    shown = [card.id for card in sample_library.documents() if not card.file.startswith(HIDDEN)]
    return SeenLibrary(sample_library, frozenset(shown))


def questions() -> list[str]:
    """Some of our own questions, many of them about papers that are not seen, and some that count or name."""
    asked = [
        json.loads(line)["q"]
        for name in ("text.jsonl", "numeric.jsonl")
        for line in (QUESTIONS / name).read_text("utf-8").splitlines()
        if line.strip()
    ]
    return [
        *asked[::16],
        "Which papers do you have?",
        "What is the turnover of each council?",
        "How many people work at Stanbeck?",
        "What does Ravenshold say about apprentices?",
        "Compare sickness absence across all councils",
        "What is the retension rate?",
    ]


def told(room: Room, question: str) -> dict[str, Any]:
    """The whole answer but for the time that each step took."""
    answer = answer_to_json(replace(ask(room, Asked(question), []), timings={}))
    answer.pop("timings", None)
    return answer


@pytest.mark.slow
def test_every_answer_is_that_of_a_library_without_the_hidden_papers(
    seen: SeenLibrary, alone: Library
) -> None:
    one, other = Room(seen), Room(alone)
    differing = [question for question in questions() if told(one, question) != told(other, question)]

    assert len(questions()) > 12
    assert differing == []


def test_everything_that_can_be_listed_is_that_of_a_library_without_them(
    seen: SeenLibrary, alone: Library
) -> None:
    assert [card.id for card in seen.documents()] == [card.id for card in alone.documents()]
    assert seen.bodies() == alone.bodies()
    assert seen.facts(rejected=True) == alone.facts(rejected=True)
    assert seen.facts_page(limit=20, offset=5) == alone.facts_page(limit=20, offset=5)
    assert seen.slips() == alone.slips()
    words = ["apprentices", "stanbeck", "ravensholt", "turnover", "the"]
    assert seen.frequency(words) == alone.frequency(words)
    assert seen.search_words("apprentices and turnover") == alone.search_words("apprentices and turnover")
    vector = seen.embed(["apprentices"])[0]
    assert [id for id, _ in seen.search_meaning(vector)] == [id for id, _ in alone.search_meaning(vector)]
    assert Room(seen).starters() == Room(alone).starters()


def test_a_hidden_paper_is_not_there_by_its_id(seen: SeenLibrary, sample_library: Library) -> None:
    hidden = next(card.id for card in sample_library.documents() if card.file.startswith("stanbeck"))
    fact = sample_library.facts(document=hidden)[0].id
    chunk = sample_library.chunks_of(hidden)[0].id

    for open_it in (seen.card, seen.document, seen.original, seen.remove, seen.update):
        with pytest.raises(UnknownDocument):
            open_it(hidden)  # type: ignore[operator]
    with pytest.raises(UnknownFact):
        seen.fact(fact)
    with pytest.raises(UnknownFact):
        seen.review(fact, review=Review.CONFIRMED)
    with pytest.raises(UnknownFact):
        seen.history(fact)
    assert (seen.chunks([chunk]), seen.chunks_of(hidden), seen.facts(document=hidden)) == ([], [], [])
    assert seen.search_words("workforce", documents=[hidden]) == []
    assert seen.search_meaning(seen.embed(["workforce"])[0], documents=[hidden]) == []


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Library, SeenLibrary]]:
    """Two papers that print the same figure of the same body, of which one is seen."""
    text = "# Eastmere District Council {}\n\n## People\n\nEastmere employs 412 people as at 31 March 2024.\n"
    papers = tmp_path / "papers"
    papers.mkdir()
    for name in ("Workforce Plan", "Hidden Paper"):
        (papers / f"{name}.md").write_text(text.format(name))
    with Library.open(tmp_path / "data") as library:
        library.ingest([papers])
        shown = next(card.id for card in library.documents() if card.file.startswith("Workforce"))
        yield library, SeenLibrary(library, frozenset({shown}))


def test_a_figure_of_two_papers_stands_in_the_one_that_is_seen(pair: tuple[Library, SeenLibrary]) -> None:
    whole, seen = pair
    shown = {card.id for card in seen.documents()}

    fact = next(fact for fact in seen.facts() if fact.value == 412)

    assert len(whole.fact(fact.id).places) == 2
    assert {place.document for place in fact.places} == shown


def test_a_review_through_the_view_holds_for_all_and_tells_the_view_of_its_own_place(
    pair: tuple[Library, SeenLibrary],
) -> None:
    whole, seen = pair
    shown = {card.id for card in seen.documents()}
    fact = next(fact for fact in seen.facts() if fact.value == 412)
    whole.review(fact.id, review=Review.CORRECTED, changes={"value": 413}, author="jo")

    corrected = seen.fact(fact.id)
    undone = seen.undo(fact.id, author="kim")

    assert (corrected.value, corrected.author) == (413, "jo")
    assert {place.document for place in corrected.places} == shown
    events = seen.history(fact.id)
    assert [event.author for event in events] == ["jo", "kim"]
    assert {place.document for event in events for place in event.original.places} == shown
    assert undone is not None and whole.fact(fact.id).value == 412


def test_a_paper_that_is_added_stays_out_of_a_view_that_was_made_before(
    pair: tuple[Library, SeenLibrary], tmp_path: Path
) -> None:
    whole, seen = pair
    (tmp_path / "new.md").write_text("# Westmarch Borough Council Plan\n\nWestmarch employs 99 people.\n")

    whole.ingest([tmp_path / "new.md"])

    assert len(whole.documents()) == 3
    assert [card.file for card in seen.documents()] == ["Workforce Plan.md"]
    assert seen.frequency(["westmarch"])[0] == {"westmarch": 0}
