"""Lists chosen by what introduces them, and reasons quoted with the sentences that they lean on."""

from __future__ import annotations

import pytest

from assistant.compose.cell import labelled
from assistant.compose.draft import Draft
from assistant.compose.listing import list_of, listing
from assistant.compose.prose import asks_why, prose
from assistant.pool import group_coverage
from assistant.question import Expected, read
from assistant.units import units_of
from ingest.model import Document
from tests.assistant.small_paper import citing, pool_of, read_paper


def _written(draft: Draft | None, document: Document) -> str:
    assert draft is not None
    return draft.write(citing(document)).text


def test_items_that_a_paragraph_numbers_within_itself_are_a_list() -> None:
    paper = read_paper(
        "# Vision\n\nThere are three broad aims for the town:\n\n"
        "1 To be carbon neutral as a council. 2 To plant a wood. 3 To lead others.\n"
    )

    (group,) = [group for group in units_of(paper).groups if len(group.items) == 3]

    assert group.lead == "There are three broad aims for the town:"
    assert [item.text for item in group.items] == [
        "To be carbon neutral as a council.",
        "To plant a wood.",
        "To lead others.",
    ]
    assert [paper.text[item.start : item.end] for item in group.items] == [item.text for item in group.items]


def test_paragraphs_are_a_list_when_just_so_many_are_announced() -> None:
    paper = read_paper(
        "# Money\n\nThe fund has two rules:\n\nSpend it once in the year.\n\nKeep the receipts for audit.\n"
    )

    (group,) = units_of(paper).groups

    assert [item.text for item in group.items] == [
        "Spend it once in the year.",
        "Keep the receipts for audit.",
    ]


def test_a_count_without_a_colon_announces_no_paragraphs() -> None:
    paper = read_paper("# Money\n\nThe fund has two rules.\n\nSpend it once.\n\nKeep the receipts.\n")

    assert units_of(paper).groups == ()


def test_a_word_of_one_item_says_less_of_a_list_than_its_lead_in() -> None:
    paper = read_paper(
        "# Plan\n\nOn buses we will:\n\n- add a shelter\n- run later\n\n# Aims\n\nWe have some aims:\n\n"
        "- more buses\n- fewer meetings\n"
    )
    matcher = pool_of("What about buses?", paper).matcher

    named, mentioned = units_of(paper).groups

    assert group_coverage(matcher, named) > group_coverage(matcher, mentioned)


def test_a_heading_that_asks_how_we_will_know_names_measures_of_success() -> None:
    paper = read_paper(
        "# How will we know we have done it\n\n- fewer days lost\n- more tea drunk\n- lower bills\n\n"
        "# Plan\n\nWe will:\n\n- buy tea\n- hire bakers\n- sing\n"
    )

    text = _written(listing(pool_of("What are the measures of success?", paper)), paper)

    assert "fewer days lost" in text


def test_few_headings_are_shown_with_the_list_under_each() -> None:
    paper = read_paper(
        "# Plan\n\nWe wrote this.\n\n# Our behaviours\n\n## I will\n\n- greet people\n- share tea\n"
        "\n## I will not\n\n- hide\n- shout\n\n## I may\n\n- rest\n- sing\n"
    )

    pool = pool_of("What are our behaviours?", paper)
    headings = next(scored for scored in pool.groups if scored.item.kind == "headings")

    text = _written(list_of(headings, 1.0), paper)

    assert "- I will not" in text
    assert "hide" in text


@pytest.mark.parametrize(
    "text",
    [
        "At which levels were the apprenticeships?",
        "How will it save gas - what types of action?",
        "What does it need in order to deliver the plan?",
        "What will it do to make transport greener?",
    ],
)
def test_many_things_may_be_asked_for_without_naming_them_first(text: str) -> None:
    assert read(text).expected is Expected.LIST


def test_what_is_left_out_is_asked_for_as_papers_label_it() -> None:
    paper = read_paper(
        "# Tea review\n\n| In Scope: | Cups and pots |\n|---|---|\n| Out of Scope: | Coffee machines |\n"
    )

    assert "out of scope" in read("What is left out of the tea review?").wording
    assert "Coffee machines" in _written(
        labelled(pool_of("What is left out of the tea review?", paper)), paper
    )


def test_a_reason_is_quoted_with_the_paragraph_that_it_concludes_from() -> None:
    paper = read_paper(
        "# Issues\n\nMembers held divergent views of the tea trolley.\n\n"
        "The decision was therefore taken to consult on the tea trolley again.\n"
    )

    text = _written(prose(pool_of("Why consult on the tea trolley again?", paper)), paper)

    assert text.startswith("Members held divergent views")


def test_a_caption_is_no_reason() -> None:
    paper = read_paper(
        "# Emissions\n\nFigure 1 - Emissions of the bakery since 2005\n\n"
        "Emissions of the bakery fell because the old oven was closed.\n"
    )

    text = _written(prose(pool_of("Why did emissions of the bakery fall since 2005?", paper)), paper)

    assert "old oven" in text
    assert "Figure 1" not in text


def test_why_is_told_from_how() -> None:
    assert asks_why("How come it fell?")
    assert not asks_why("How did it fall?")
