"""What is searched for in a conversation: own words first, carried ones for less, and the paper at hand kept to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.evaluation.benchmark import index
from assistant.evaluation.benchmark_files import Entry
from assistant.follow_up import Earlier, is_complete, stand_alone
from assistant.match import Vector, weights
from assistant.question import read
from assistant.retrieve import fuse, kept_to_paper, legs, retrieve
from assistant.sought import MOST_TURNS, Sought, plain, sought, words
from ingest.embedding import DIMENSION
from ingest.library import Library
from tests.assistant.small_paper import EASTMERE, WESTMARCH


class Recorded:
    """An embedder that keeps what it was asked for; each text has an axis of its own, by when it first came."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vector:
        """One vector of length one for each text."""
        self.texts += [text for text in texts if text not in self.texts]
        rows = np.zeros((len(texts), DIMENSION), np.float32)
        for row, text in enumerate(texts):
            rows[row, self.texts.index(text)] = 1
        return rows


def test_a_first_question_is_searched_by_its_own_words_and_vector() -> None:
    embed = Recorded()

    wanted = sought(embed, [read("How many oaks stand along the canal?")])

    assert {word for word, weight in wanted.words.items() if weight == 1} == {
        "oaks",
        "stand",
        "along",
        "canal",
    }
    assert embed.texts == ["How many oaks stand along the canal?"]
    assert wanted.vector == pytest.approx(embed(["How many oaks stand along the canal?"])[0])
    assert wanted.before is None


def test_words_of_earlier_turns_count_by_how_near_they_are() -> None:
    table = weights("retrieve")
    asked = [
        "Which oaks did the council plant?",
        "Were volunteers paid?",
        "Was the frost severe?",
        "And beeches?",
    ]

    found = words([read(text) for text in asked])

    assert found["beeches"] == 1
    assert found["oaks"] == found["frost"] == table["near"]  # the first turn, and the one before
    assert found["volunteers"] == table["far"]


def test_a_question_that_is_complete_carries_less() -> None:
    first = read("Which oaks did the council plant?")

    leaning = words([first, read("What did they cost?")])
    complete = words([first, read("How many buses run between Elmford and Larkmere?")])

    assert complete["oaks"] == pytest.approx(weights("retrieve")["complete"] * leaning["oaks"])


def test_a_synonym_counts_less_than_the_word_that_was_typed() -> None:
    found = words([read("staff sickness")])

    assert found["sickness"] == found["staff"] == 1
    assert weights("retrieve")["synonym"] < 1
    assert weights("retrieve")["synonym"] in found.values()


def test_the_vector_lies_between_the_question_and_the_conversation() -> None:
    embed = Recorded()

    wanted = sought(embed, [read("Which oaks were planted?"), read("And beeches?")])

    own, together = "And beeches?", "And beeches? Which oaks were planted?"
    share = weights("retrieve")["alone"]
    expected = (embed([together])[0] + share * embed([own])[0]) / np.hypot(1, share)
    assert wanted.vector == pytest.approx(expected)
    assert embed.texts == [own, together, "Which oaks were planted?"]


def test_turns_that_say_nothing_are_passed_over_and_long_talks_are_cut() -> None:
    embed = Recorded()
    talk = [
        read("Which oaks were planted?"),
        *(read(f"Is pond number{n} deep?") for n in range(20)),
        read("Thanks."),
    ]

    wanted = sought(embed, [*talk, read("And beeches?")])

    carried = {word for word in wanted.words if word.startswith("number")}
    assert len(carried) == MOST_TURNS - 1
    assert "number19" in carried and "number0" not in carried
    assert wanted.words["number19"] == wanted.words["oaks"] == weights("retrieve")["near"]


@pytest.mark.parametrize(
    ("question", "complete"),
    [
        ("How many buses run between Elmford and Larkmere?", True),
        ("How many of them?", False),
        ("And buses between Elmford and Larkmere?", False),
        ("Is heating covered?", False),
    ],
)
def test_a_question_is_complete_when_nothing_points_back_and_it_has_a_topic(
    question: str, complete: bool
) -> None:
    assert is_complete(question) is complete


def test_a_question_about_other_bodies_takes_nothing_from_the_turns_before() -> None:
    turnover = Earlier("What is staff turnover at Westmarch?", (WESTMARCH,))
    pay = Earlier("What about pay?", (WESTMARCH,))

    other = stand_alone("What are Eastmere's values?", [EASTMERE], [(9, 19)], [turnover, pay])
    same = stand_alone("What are the values?", [], [], [turnover, pay])

    assert other.turns == ()
    assert same.turns == (turnover.question, pay.question)


PAPERS = [
    Entry("tree-1", "Tree plan", "Two thousand oaks were planted along the canal last winter."),
    Entry("tree-2", "Tree plan", "The budget is 40,000 pounds, paid from the reserve."),
    Entry(
        "bins-1",
        "Bin plan",
        "The budget is 90,000 pounds, paid from the reserve, and pays for the budget of bins.",
    ),
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two small papers."""
    folder = tmp_path_factory.mktemp("papers")
    index(PAPERS, folder, cache=folder / "cache")
    return folder


def test_the_paper_of_the_turn_before_stays_ahead_of_another_that_fits_as_well(papers: Path) -> None:
    with Library.open(papers, read_only=True) as library:
        wanted = sought(library.embed, [read("How many oaks were planted?"), read("What is the budget?")])
        scores = fuse(*legs(library, wanted))
        chunks = {chunk.id: chunk for chunk in library.chunks(list(scores))}
        kept = kept_to_paper(library, scores, chunks, wanted)

    of_trees = {key for key, chunk in chunks.items() if chunk.header == "Tree plan"}
    share = weights("retrieve")["paper"]
    assert kept == {key: score + share * (key in of_trees) for key, score in scores.items()}


def test_a_first_question_is_kept_to_no_paper(papers: Path) -> None:
    with Library.open(papers, read_only=True) as library:
        wanted = sought(library.embed, [read("What is the budget?")])
        scores = fuse(*legs(library, wanted))
        chunks = {chunk.id: chunk for chunk in library.chunks(list(scores))}

        assert kept_to_paper(library, scores, chunks, wanted) == scores


def test_a_word_of_double_weight_counts_twice(papers: Path) -> None:
    with Library.open(papers, read_only=True) as library:
        vector = library.embed(["oaks"])[0]
        once, twice = (legs(library, Sought({"oaks": weight}, vector))[1] for weight in (1.0, 2.0))

    assert once
    assert twice == pytest.approx({key: 2 * score for key, score in once.items()})


def test_the_nearness_of_a_passage_is_told_by_the_question_alone(papers: Path) -> None:
    question = read("What is the budget?")
    with Library.open(papers, read_only=True) as library:
        vector = library.embed([question.text])[0]
        wanted = sought(library.embed, [read("How many oaks were planted?"), question])
        within = {p.chunk.id: p.dense for p in retrieve(library, question, vector, within=wanted)}
        alone = {p.chunk.id: p.dense for p in retrieve(library, question, vector)}

    assert within == pytest.approx(alone)
    assert plain(question, vector).before is None
