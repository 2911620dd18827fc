"""Who: signatures, contacts, sign-offs and organisations, over small papers of a fictional council."""

from __future__ import annotations

import pytest

from assistant.compose.who import who
from assistant.organisations import organisations
from assistant.question import Expected, read
from assistant.relations import asks_for_organisation, relation_asked
from assistant.signatures import signatures
from ingest.model import Document
from tests.assistant.small_paper import citing, pool_of, read_paper

FOREWORD = """# Sustainability Strategy 2024-2030

## Foreword

The borough's rivers and streets are changing and so are we.

Cllr Orla Pennifold

Tarquin Westle

Member Champion for Rivers

Chief Executive for Westmarch Borough Council

## Our aims

We want cleaner rivers.
"""

REPORT = """# Harbour update

## Next steps

The council is commissioning the Harbour Trust to produce a new dredging plan. The fish market was funded by MHCLG.

In spring we undertook a 'Ready to Row' exercise through the National Team for Rowing (NTfR).

## Report approval

Report author: Perpetua Quill, 01999 555123, perpetua.quill@westmarch.example

Signed off by:

Ambrose Tadcaster, ambrose.tadcaster@westmarch.example

Contact officer: Lettice Marrow
Telephone: 01999 555987
Email: lettice.marrow@westmarch.example
"""


def asked(question: str, paper: Document) -> str:
    draft = who(pool_of(question, paper))
    assert draft is not None
    return draft.write(citing(paper)).text.split("\n\nAlso close")[0]


def test_two_who_sign_side_by_side_have_their_posts_in_the_same_order() -> None:
    paper = read_paper(FOREWORD)

    found = [(signature.name, signature.post) for signature in signatures(paper)]

    assert found == [
        ("Cllr Orla Pennifold", "Member Champion for Rivers"),
        ("Tarquin Westle", "Chief Executive for Westmarch Borough Council"),
    ]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is the member champion for rivers?", "Orla Pennifold"),
        ("chief exec when the strategy was written", "Tarquin Westle"),
        ("Which councillor wrote the forward to the strategy?", "Orla Pennifold"),
    ],
)
def test_a_signature_answers_for_a_post_and_for_a_foreword(question: str, name: str) -> None:
    paper = read_paper(FOREWORD)

    text = asked(question, paper)

    assert name in text.split("[")[0]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who signed off the harbour update report?", "Ambrose Tadcaster"),
        ("Who wrote the harbour update report?", "Perpetua Quill"),
        ("Whom should I ring about the harbour update?", "Lettice Marrow"),
        ("Who is being brought in to produce the dredging plan?", "Harbour Trust"),
        ("Which organisation ran the Ready to Row exercise?", "National Team for Rowing"),
        ("Who paid for the fish market?", "MHCLG"),
    ],
)
def test_the_name_stands_in_the_relation_that_is_asked_for(question: str, name: str) -> None:
    paper = read_paper(REPORT)

    text = asked(question, paper)

    assert name in text.split("[")[0]


def test_a_contact_is_given_with_the_number_to_ring() -> None:
    paper = read_paper(REPORT)

    text = asked("Whom should I ring about the harbour update?", paper)

    assert "01999 555987" in text


def test_an_address_does_not_make_a_name_an_ordinary_word() -> None:
    paper = read_paper("# Note\n\nAuthor: Perpetua Quill, perpetua.quill@westmarch.example\n")

    assert "Perpetua Quill" in asked("Who wrote the note?", paper)


def test_the_papers_own_body_and_plain_words_are_no_organisations() -> None:
    paper = read_paper(
        "# Note\n\nWork led by Westmarch Borough Council. Funded by Climate and climate grants in May.\n"
    )

    assert organisations(paper.text, paper) == []


def test_an_organisation_is_known_by_the_word_that_makes_it_act() -> None:
    paper = read_paper("# Note\n\nThe council commissioned Zephyria, a consultancy, to count the boats.\n")

    assert organisations(paper.text, paper, doing=True) == ["Zephyria"]


@pytest.mark.parametrize(
    "question",
    [
        "Which consultants wrote the action plan?",
        "which company builds the homes",
        "Which committee agreed the plan?",
    ],
)
def test_a_question_for_an_organisation_is_a_question_for_a_name(question: str) -> None:
    assert read(question).expected is Expected.WHO


def test_agency_spend_is_no_organisation() -> None:
    question = "Which agency spend is stated for 2022/23?"

    assert read(question).expected is not Expected.WHO
    assert not asks_for_organisation(question)


def test_a_post_at_the_time_of_writing_is_no_question_for_an_author() -> None:
    assert relation_asked("Who was chief executive when the strategy was written?") is None


def test_the_mayor_does_not_answer_for_the_deputy_mayor() -> None:
    paper = read_paper(
        "# Plan\n\n## Foreword\n\nThe rivers rise.\n\nCllr Orla Pennifold\n\nMayor of Westmarch\n"
    )

    assert who(pool_of("Who is the deputy mayor?", paper)) is None


def test_a_committee_is_named_where_a_committee_is_asked_for() -> None:
    paper = read_paper(
        "# Plan\n\nThe Harbour Working Group drafted the dredging plan.\n\nThe dredging plan went to the Rivers Committee.\n"
    )

    text = asked("Which committee agreed the dredging plan?", paper)

    assert "Rivers Committee" in text.split("[")[0]


def test_the_leader_is_not_whoever_stands_near_a_word_of_leading() -> None:
    paper = read_paper(
        "# Plan\n\nThe council takes the lead, and the Resources Committee of the council reports on it.\n"
    )

    assert who(pool_of("Who is the leader of the council?", paper)) is None


def test_a_plan_is_no_organisation_and_a_post_ends_before_the_next_verb() -> None:
    paper = read_paper(
        "# Plan\n\nEach river group is led by a Head of Service and will write its own plan. It is shaped by the Riverwide Strategy.\n"
    )

    assert "Head of Service" in asked("Who leads each of the river groups?", paper).split("[")[0]
    assert organisations("It is shaped by the Riverwide Strategy.", paper) == []
