from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.about_question import Sought, about_paper_asked
from assistant.compose.about_paper import about_paper
from assistant.evidence import Citations
from assistant.model import Source, Status
from ingest.model import Document, DocumentStatus
from ingest.parse import read
from ingest.whose.recognise import recognise

PLAN = """# Westmarch Borough Council

# Climate Action Plan 2021-26

July 2021

## Background

The plan was approved by Cabinet on 4 March 2021. It will be reviewed every two years. The Council Plan was adopted in
February 2020. This plan has been prepared by Greenfield Carbon Ltd.

## Transport

The fleet will be electric by 2029.
"""
STRATEGY = """# Westmarch Borough Council

# Workforce Strategy

*** DRAFT ***

## Aims

This strategy sets out our aims for the next four years.
"""


def papers(folder: Path, *texts: str) -> list[Document]:
    made = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.md"
        path.write_text(text, "utf-8")
        made.append(recognise(read(path)))
    return made


def answered(question: str, documents: Sequence[Document]) -> tuple[Status, str, list[str]] | None:
    """Status, text and quotes of the answer, or None when the question is not about a paper."""
    by_id = {document.id: document for document in documents}
    asked = about_paper_asked(question)
    draft = about_paper(asked, documents) if asked else None
    if draft is None:
        return None
    source = {
        one.id: Source(one.id, one.title, "", one.period, one.status.value, one.file) for one in documents
    }
    citations = Citations(by_id.__getitem__, source.__getitem__)
    text = draft.write(citations).text
    return draft.status, text, [item.quote for item in citations.evidence]


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("What period does the climate strategy cover?", Sought.PERIOD),
        ("Which years does the plan run?", Sought.PERIOD),
        ("how long does the workforce strategy last", Sought.PERIOD),
        ("When does the action plan end?", Sought.END),
        ("Is there an end date for the plan?", Sought.END),
        ("In which year does the plan start?", Sought.START),
        ("When was the plan adopted?", Sought.APPROVED),
        ("Who approved the people plan?", Sought.APPROVED),
        ("When did the council publish its plan?", Sought.PUBLISHED),
        ("When was the strategy last updated?", Sought.UPDATED),
        ("When will the strategy be reviewed?", Sought.REVIEW),
        ("Is the workforce strategy a draft?", Sought.STATUS),
        ("Has the plan been approved?", Sought.STATUS),
        ("What is the plan called?", Sought.TITLE),
        ("Who wrote the plan?", Sought.AUTHOR),
    ],
)
def test_questions_about_a_paper_are_told_apart(question: str, sought: Sought) -> None:
    asked = about_paper_asked(question)

    assert asked is not None and asked.sought is sought


@pytest.mark.parametrize(
    "question",
    [
        "By when will the fleet be electric?",
        "When was the emergency declared?",
        "What is the target year for net zero in the plan?",
        "When does the plan expect emissions to reach zero?",
        "How long will it take to plant the trees in the plan?",
        "What areas does the plan cover?",
        "Who is responsible for the plan?",
        "What does the plan say about buses?",
        "What became of the review of the strategy?",
    ],
)
def test_questions_about_what_a_paper_says_are_left_to_others(question: str) -> None:
    assert about_paper_asked(question) is None


@pytest.mark.parametrize(
    ("question", "first", "quote"),
    [
        ("What period does the climate plan cover?", "**2021-2026**", "Climate Action Plan 2021-26"),
        ("When does the climate action plan end?", "**2026**", "Climate Action Plan 2021-26"),
        (
            "When was the climate plan approved?",
            "**4 March 2021**",
            "The plan was approved by Cabinet on 4 March 2021.",
        ),
        ("When was the climate plan published?", "**July 2021**", "July 2021"),
        (
            "How often is the climate plan reviewed?",
            "**every two years**",
            "It will be reviewed every two years.",
        ),
        (
            "Who prepared the climate plan?",
            "**Greenfield Carbon Ltd.**",
            "This plan has been prepared by Greenfield Carbon Ltd.",
        ),
        (
            "What is the climate plan called?",
            "**Climate Action Plan 2021-26**",
            "Climate Action Plan 2021-26",
        ),
        (
            "When was the Council Plan adopted?",
            "**February 2020**",
            "The Council Plan was adopted in\nFebruary 2020.",
        ),
    ],
)
def test_the_answer_is_quoted_from_the_span_that_states_it(
    tmp_path: Path, question: str, first: str, quote: str
) -> None:
    found = answered(question, papers(tmp_path, PLAN, STRATEGY))

    assert found is not None
    status, text, quotes = found
    assert status is Status.ANSWERED and text.startswith(first)
    assert [" ".join(one.split()) for one in quotes] == [" ".join(quote.split())]


def test_a_draft_is_said_to_be_one_and_another_paper_of_the_body_is_left_out(tmp_path: Path) -> None:
    found = answered("Is the workforce strategy a draft?", papers(tmp_path, PLAN, STRATEGY))

    assert found is not None and found[1].startswith("**Draft**")
    assert "Climate" not in found[1]


def test_how_far_ahead_a_paper_looks_is_given_when_it_prints_no_years(tmp_path: Path) -> None:
    found = answered("Which years does the workforce strategy cover?", papers(tmp_path, PLAN, STRATEGY))

    assert found is not None and found[0] is Status.ANSWERED_PARTLY
    assert "for the next four years" in found[1]


def test_an_approval_that_is_not_stated_is_refused_with_what_is_nearest(tmp_path: Path) -> None:
    undated = PLAN.replace("The plan was approved by Cabinet on 4 March 2021. ", "")

    found = answered("When was the climate plan approved?", papers(tmp_path, undated, STRATEGY))

    assert found is not None
    status, text, quotes = found
    assert status is Status.NOT_STATED and "does not state when it was approved" in text
    assert "July 2021" in text and quotes == ["July 2021"]


def test_each_paper_answers_when_the_question_tells_none_of_them_apart(tmp_path: Path) -> None:
    older = PLAN.replace("2021-26", "2016-20").replace("July 2021", "May 2016")

    found = answered("Which years does the climate action plan cover?", papers(tmp_path, PLAN, older))

    assert found is not None and "**2021-2026**" in found[1] and "**2016-2020**" in found[1]


def test_a_plan_that_no_paper_is_or_speaks_of_is_left_to_the_search(tmp_path: Path) -> None:
    assert answered("When was the housing strategy adopted?", papers(tmp_path, PLAN, STRATEGY)) is None


def test_the_draft_is_the_paper_that_is_one(tmp_path: Path) -> None:
    approved, coming = papers(tmp_path, PLAN, PLAN.replace("2021-26", "2027-31"))
    draft = replace(coming, status=DocumentStatus.DRAFT)

    found = answered("Which years does the draft climate action plan cover?", [approved, draft])

    assert found is not None and "2027-2031" in found[1] and "2021-2026" not in found[1]
