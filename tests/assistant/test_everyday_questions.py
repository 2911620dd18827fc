"""Everyday questions: the papers' words for everyday ones, one end of an order, two things asked, places in passing, and
passages where nothing is known to be missing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.asks_two import asks_two
from assistant.compose.listing import listing
from assistant.compose.ranking import Order, order_asked
from assistant.follow_up import Earlier, stand_alone
from assistant.lexicon import instead, paper_words
from assistant.model import Status
from assistant.passing import begun_alike, without_shorter
from ingest.bodies import BodyMention
from ingest.model import Body
from tests.assistant.asking import Ask, asking
from tests.assistant.small_paper import WESTMARCH, pool_of, read_paper

PAPER = """# Westmarch Borough Council: Our Year 2024/25

## Waste

Our garden waste club had 8,100 members. Membership was £41 in 2023/24 and is £45 from April 2025.
The price of a replacement caddy rose to £6, with £3 for pensioners.

The grant for the new Eastmere harbour wall was £2 million.
We gave £12.5 million towards the new Aberdeen harbour.

| Area | Missed bins 2024/25 |
|---|---|
| Northgate | 74 |
| Southgate | 31 |
| Millside | 52 |

Northgate had the most missed bins because its rounds were redrawn in May.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("everyday"), PAPER) as asked:
        yield asked


def test_a_paper_wording_stands_for_each_word_of_the_everyday_one() -> None:
    wordings = instead("what does a garden bin cost")

    assert {"garden", "wast"} in wordings["bin"]
    assert {"garden", "wast"} in wordings["garden"]


def test_the_words_of_people_are_never_searched_for_in_place_of_a_papers() -> None:
    assert "bin" not in paper_words("garden waste collection")
    assert "waste" in paper_words("garden bin")


def test_a_second_asking_after_a_joining_word_makes_two() -> None:
    assert asks_two("how much was it and where did the cash come from")
    assert not asks_two("how much did parks and leisure cost")


def test_the_end_of_an_order_is_read_and_a_count_is_none() -> None:
    assert order_asked("which ward has the fewest complaints") == Order(most=False)
    assert order_asked("which area is worst for missed bins") == Order(most=True, judged=True)
    assert order_asked("how many people use the most popular park") is None


def test_the_most_of_a_column_is_named_with_its_figure_and_the_other_end(ask: Ask) -> None:
    answer = ask("Which area has the most missed bins, and why?")

    assert "**Northgate** is highest: 74" in answer.text.splitlines()[0]
    assert "rounds were redrawn" in answer.text
    assert "**Southgate** is lowest: 31" in answer.text


def test_an_everyday_wording_finds_the_papers_own(ask: Ask) -> None:
    answer = ask("what does membership of the garden bin club cost")

    assert "£45 from April 2025" in answer.text


def test_a_question_that_no_passage_settles_shows_the_nearest_and_is_not_denied(ask: Ask) -> None:
    answer = ask("who drives the bin lorry in Westmarch on Sundays")

    assert answer.status is Status.ANSWERED_PARTLY
    assert answer.band == "passages"
    assert "may not answer" in answer.text
    assert answer.evidence


def test_a_thing_at_another_councils_place_is_answered_from_the_paper_that_tells_of_it(ask: Ask) -> None:
    answer = ask("how much was the grant for the eastmere harbour wall")

    assert answer.status is not Status.NOT_LOADED
    assert "£2 million" in answer.text


def test_a_place_that_is_named_like_a_council_without_papers_is_no_subject(ask: Ask) -> None:
    answer = ask("what did you give for the new aberdeen harbour")

    assert answer.status is not Status.NOT_LOADED
    assert "£12.5 million" in answer.text


def test_a_question_plainly_of_a_council_without_papers_says_that_none_is_loaded(ask: Ask) -> None:
    answer = ask("What is the staff turnover of Leeds City Council?")

    assert answer.status is Status.NOT_LOADED


def test_the_first_words_of_a_longer_loaded_name_are_that_body() -> None:
    trust = Body("trust", "Eastmere and Westmarch Care NHS Foundation Trust", "Eastmere and Westmarch Care")

    found = begun_alike("how long is the queue at the eastmere & westmarch clinic", [trust, WESTMARCH])

    assert [(one.body.id, one.wording) for one in found] == [("trust", "eastmere & westmarch")]
    assert not begun_alike("how long is the queue in eastmere", [trust, WESTMARCH])


def test_a_name_given_in_full_is_not_cut_to_its_first_words() -> None:
    trust = Body("trust", "Eastmere and Westmarch Care Trust", "Eastmere and Westmarch Care")
    text = "sickness at Eastmere and Westmarch Care Trust"
    whole = BodyMention(trust, 12, len(text), text[12:], (trust,))

    assert without_shorter([whole], begun_alike(text, [trust])) == [whole]


def test_a_bare_comparison_in_time_leans_on_the_question_before_it() -> None:
    before = Earlier("How many people answered the staff survey at Westmarch?", (WESTMARCH,))

    stood = stand_alone("more or fewer than the year before?", [], [], [before])

    assert stood.leaned
    assert not stood.aside
    assert stood.history == before.question


def test_the_labels_of_rows_are_no_reason() -> None:
    paper = read_paper(PAPER)

    assert listing(pool_of("Why does the area miss bins?", paper)) is None
