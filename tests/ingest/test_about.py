from pathlib import Path

import pytest

from ingest.about import Aspect, Stated, statements
from ingest.model import Document
from ingest.parse import read
from ingest.whose.period import period_stated
from ingest.whose.recognise import recognise

TITLE = "# Westmarch Borough Council\n\n# Climate Action Plan\n\n"


def paper(folder: Path, text: str, name: str = "x.md") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return recognise(read(path))


def said(folder: Path, sentence: str) -> list[Stated]:
    return list(statements(paper(folder, f"{TITLE}## Background\n\n{sentence}\n")))


@pytest.mark.parametrize(
    ("sentence", "aspect", "value"),
    [
        ("The plan was approved by Cabinet on 4 March 2021.", Aspect.APPROVED, "4 March 2021"),
        ("In July 2020 the Council adopted this plan.", Aspect.APPROVED, "July 2020"),
        ("This Climate Action Plan was published in May 2022.", Aspect.PUBLISHED, "May 2022"),
        ("The plan was last updated in autumn 2023.", Aspect.UPDATED, "autumn 2023"),
        ("The plan will be reviewed every three years.", Aspect.REVIEW, "every three years"),
        ("This plan covers the period 2021 to 2026.", Aspect.PERIOD, "2021 to 2026"),
        ("The plan ends on 31 March 2024.", Aspect.ENDS, "31 March 2024"),
        ("Our plan came into force in April 2021.", Aspect.BEGINS, "April 2021"),
        (
            "This plan sets out our priorities for the next three years.",
            Aspect.DURATION,
            "for the next three years",
        ),
        ("This plan has been prepared by Greenfield Carbon Ltd.", Aspect.AUTHOR, "Greenfield Carbon Ltd."),
        ("Review date: May 2024", Aspect.REVIEW, "May 2024"),
        ("Approved by the Policy Committee on 17 June 2021", Aspect.APPROVED, "17 June 2021"),
    ],
)
def test_a_paper_is_heard_when_it_speaks_of_itself(
    tmp_path: Path, sentence: str, aspect: Aspect, value: str
) -> None:
    found = [one for one in said(tmp_path, sentence) if one.aspect is aspect]

    assert [(one.value, one.subject) for one in found] == [(value, "")]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("The Council Plan was adopted in February 2020.", "council plan"),
        ("The Government published its Energy White Paper in December 2020.", "energy white paper"),
        ("The Corporate Strategy, agreed in November 2020, has three priorities.", "corporate strategy"),
    ],
)
def test_what_is_said_of_another_paper_is_kept_under_its_name(
    tmp_path: Path, sentence: str, subject: str
) -> None:
    found = said(tmp_path, sentence)

    assert found and {one.subject for one in found} == {subject}


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan is expected to cut emissions by half.",
        "Emissions fell over the period 2009 to 2020.",
        "This plan requires investment of around £1.6bn over the next nine years.",
        "Officers will draft a report on buses in March 2022.",
    ],
)
def test_what_a_plan_says_of_the_world_is_nothing_about_itself(tmp_path: Path, sentence: str) -> None:
    assert [one for one in said(tmp_path, sentence) if not one.subject] == []


def test_every_statement_stands_at_its_place(tmp_path: Path) -> None:
    document = paper(tmp_path, f"{TITLE}July 2021\n\n## Background\n\nThe plan was approved in March 2021.\n")

    quotes = {one.aspect: document.text[one.start : one.end] for one in statements(document)}

    assert quotes[Aspect.DATED] == "July 2021"
    assert quotes[Aspect.APPROVED] == "The plan was approved in March 2021."


@pytest.mark.parametrize(
    ("cover", "period"),
    [
        ("Climate Action Plan\n\n2021-23", "2021-2023"),
        ("Climate Action Plan\n\nApril 2021 – March 2024", "2021-2024"),
        ("Climate Action Plan 2020/21 to 2024/25", "2020-2025"),
        ("Climate Action Plan\n\nThis plan covers 2022 to 2027 and our staff.", "2022-2027"),
        ("Climate Action Plan\n\nA five-year plan from April 2021", "2021-2026"),
        ("Net Zero by 2030", None),
        ("Climate Plan 2030", None),
        ("Climate Action Plan\n\nSupporting the Corporate Plan 2019-2023", None),
        ("Climate Action Plan\n\nOur vision for the next ten years", None),
        ("Climate Action Plan\n\nThe Carbon Plan for 2016-2020 set a target.", None),
    ],
)
def test_a_period_is_read_only_where_the_paper_states_its_own(
    tmp_path: Path, cover: str, period: str | None
) -> None:
    document = paper(tmp_path, f"# Westmarch Borough Council\n\n# {cover}\n\n## Aims\n\nWe act.\n")

    stated = period_stated(document, document.title)

    assert document.period == period
    if period is not None:
        assert stated is not None and stated.span is not None
        assert period[:4] in document.text[slice(*stated.span)]
