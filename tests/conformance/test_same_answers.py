"""The sample library in both stores: every reading and every answer is the same, to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.same_answers import differing, own_questions
from ingest.catalogue_facts import Wanted
from ingest.holdings.extent import EVERYTHING, Extent
from ingest.holdings.opening import open_holdings
from ingest.library import Library
from ingest.moving import copy
from ingest.seen import SeenLibrary
from tests.conformance.made_questions import made_questions
from tests.conformance.server import new_database

QUESTIONS = Path(__file__).parents[1] / "questions"


def own() -> list[str]:
    return [
        json.loads(line)["q"]
        for name in ("text.jsonl", "numeric.jsonl")
        for line in (QUESTIONS / name).read_text("utf-8").splitlines()
        if line.strip()
    ]


@pytest.fixture(scope="module")
def moved(
    sample_library: Library, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """The sample library, moved into a database."""
    folder, url = tmp_path_factory.mktemp("moved"), new_database(address)
    catalogue, holdings = open_holdings(folder, url, read_only=False)
    assert copy(sample_library.holdings, holdings).written == len(sample_library.documents())
    holdings.keeper.close()
    catalogue.close()
    with Library.open(folder, database=url) as library:
        yield library


def test_everything_that_can_be_listed_is_the_same(sample_library: Library, moved: Library) -> None:
    assert moved.documents() == sample_library.documents()
    assert moved.bodies() == sample_library.bodies()
    assert moved.facts(rejected=True) == sample_library.facts(rejected=True)
    assert moved.facts(named=True) == sample_library.facts(named=True)
    assert moved.facts_page(limit=20, offset=5) == sample_library.facts_page(limit=20, offset=5)
    assert moved.slips() == sample_library.slips()
    for card in sample_library.documents():
        assert moved.document(card.id) == sample_library.document(card.id)
        assert moved.chunks_of(card.id) == sample_library.chunks_of(card.id)
        assert moved.facts(document=card.id) == sample_library.facts(document=card.id)
    one, other = moved.vectors(), sample_library.vectors()
    assert one.ids == other.ids and one.vectors.tobytes() == other.vectors.tobytes()


def test_facts_come_in_the_same_groups_whatever_is_asked_for(sample_library: Library, moved: Library) -> None:
    facts = sample_library.facts()
    wanted = [Wanted(), Wanted(named=True), Wanted(ids=()), Wanted(ids=(facts[0].id, facts[-1].id, "none"))]
    wanted += [Wanted(body=fact.body, metric=fact.metric) for fact in facts[::20]]
    wanted += [Wanted(document=card.id, named=True) for card in sample_library.documents()]
    some = Extent(frozenset(card.id for card in sample_library.documents()[::2]))

    for one in wanted:
        for extent in (EVERYTHING, some):
            held, brought = sample_library.holdings.facts, moved.holdings.facts
            assert brought.stated_facts(one, extent, [5]) == held.stated_facts(one, extent, [5])
            assert brought.stated_ids(one, extent) == held.stated_ids(one, extent)


def test_every_search_gives_the_same_scores_to_the_last_bit(sample_library: Library, moved: Library) -> None:
    documents = [card.id for card in sample_library.documents()]
    for question in own()[::4]:
        vector = sample_library.embed([question])[0]
        assert moved.frequency(question.split()) == sample_library.frequency(question.split())
        for within in (None, documents[:3], documents[-1:], []):
            words = {"documents": within, "limit": 30}
            assert moved.search_words(question, **words) == sample_library.search_words(question, **words)
            assert moved.search_meaning(vector, documents=within) == sample_library.search_meaning(
                vector, documents=within
            )


@pytest.mark.slow
def test_own_questions_and_made_ones_are_answered_with_the_same_bytes(
    sample_library: Library, moved: Library
) -> None:
    """A part of them; ``python -m benchmarks.two_stores`` asks all, and hundreds that are made."""
    asked = [*own()[::24], *own_questions(sample_library)[:6], *made_questions(sample_library, 12, seed=4)]

    assert len(set(asked)) >= 30
    assert differing(sample_library, moved, asked) == []


def test_who_may_read_some_papers_is_answered_with_the_same_bytes(
    sample_library: Library, moved: Library
) -> None:
    some = frozenset(card.id for card in sample_library.documents() if not card.file.startswith("stanbeck"))

    asked = [*own()[::60], "How many people work at Stanbeck?", "Which papers do you have?"]

    assert differing(SeenLibrary(sample_library, some), SeenLibrary(moved, some), asked) == []
