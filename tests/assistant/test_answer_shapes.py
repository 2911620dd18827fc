"""Each shape of answer over a small paper: the figure, the person, the date, the list, running text,
silence.
"""

from __future__ import annotations

from assistant.compose.draft import Draft
from assistant.compose.listing import listing
from assistant.compose.prose import prose
from assistant.compose.table_row import measure, when
from assistant.compose.who import who
from assistant.decide import Band, band
from assistant.model import Status
from assistant.names import people, posts
from ingest.model import Document
from tests.assistant.small_paper import citing, pool_of, read_paper


def written(draft: Draft | None, document: Document) -> str:
    assert draft is not None
    return draft.write(citing(document)).text


def test_the_person_is_read_from_the_column_of_leads() -> None:
    paper = read_paper()

    text = written(who(pool_of("Who leads the mentoring scheme?", paper)), paper)

    assert text.startswith("**Ravi Sandell, Learning Manager**")


def test_the_date_is_read_from_the_column_of_dates() -> None:
    paper = read_paper()

    text = written(when(pool_of("When is the review of the recruitment pages due?", paper)), paper)

    assert text.startswith("**June 2024**")


def test_the_measure_is_read_from_its_own_column() -> None:
    paper = read_paper()

    text = written(measure(pool_of("How will we know that the mentoring scheme works?", paper)), paper)

    assert "Fifty pairs at work" in text


def test_a_blank_date_is_said_to_be_blank() -> None:
    paper = read_paper(
        "# Plan\n\n| Action | Due |\n|---|---|\n| Open the tea room | TBC |\n| Close the annexe | May 2025"
        " |\n"
    )

    draft = when(pool_of("When will the tea room open?", paper))

    assert draft is not None
    assert draft.status is Status.PLACEHOLDER
    assert "TBC" in written(draft, paper)


def test_a_list_comes_whole_and_in_order() -> None:
    paper = read_paper()

    text = written(listing(pool_of("What are our values?", paper)), paper)

    places = [text.index(value) for value in ("Kindness", "Courage", "Curiosity", "Thrift")]
    assert places == sorted(places)


def test_a_number_named_in_the_question_chooses_between_lists() -> None:
    paper = read_paper(
        "# Plan\n\n## Aims\n\nOur aims:\n\n- Clean streets\n- Safe parks\n\n## More aims\n\nOur aims:\n\n-"
        " Warm homes\n- Good jobs\n"
        "- Clear air\n"
    )

    text = written(listing(pool_of("What are the three aims?", paper)), paper)

    assert "Warm homes" in text
    assert "Safe parks" not in text


def test_running_text_is_whole_sentences_each_with_its_label() -> None:
    paper = read_paper()

    text = written(prose(pool_of("What does the canteen do?", paper)), paper)

    assert "The canteen serves 310 meals a day." in text
    assert "[1]" in text


def test_what_the_paper_says_nothing_of_is_not_answered() -> None:
    paper = read_paper()
    pool = pool_of("What is the policy on volcano tourism?", paper)

    assert band(prose(pool), pool) in (Band.SILENT, Band.OFF_TOPIC)


def test_without_any_candidate_the_question_is_off_the_subject() -> None:
    assert band(None, None) is Band.OFF_TOPIC


def test_a_name_is_told_from_words_that_the_paper_also_writes_small() -> None:
    paper = read_paper("# Plan\n\nOlive Farnham leads. Digital Skills matter, and digital skills grow.\n")

    assert people("Olive Farnham leads. Digital Skills matter", paper) == ["Olive Farnham"]


def test_a_post_is_found_by_its_title() -> None:
    assert posts("It is led by the Head of Housing. It reports to the People Strategy Board.") == [
        "Head of Housing",
        "People Strategy Board",
    ]
