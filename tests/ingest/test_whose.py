"""Whose a paper is, its title and status, by the places where it says so."""

from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from ingest.chunk import split
from ingest.facts import read as extract
from ingest.model import Document, DocumentStatus, Furniture
from ingest.overrides import Overrides
from ingest.parse import read
from ingest.whose.bare import places_in
from ingest.whose.names import names_in
from ingest.whose.recognise import as_said, recognise
from tests.ingest.pdf_paper import LEFT, Paper

WORDS = "Our staff matter to us and to all whom they serve, day after day and year after year. "
COMPARED = [("Organisation", "Days lost"), ("Leeds City Council", "9.1"), ("Kent County Council", "8.2")]


def paper(folder: Path, text: str, name: str = "x.md") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return recognise(read(path))


def body_name(document: Document) -> str:
    return document.body.name if document.body else ""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Westmarch Borough Council", ["Westmarch Borough Council"]),
        ("LITTLE SALLOW PARISH COUNCIL", ["Little Sallow Parish Council"]),
        ("London Borough of Eastmere, 3 June", ["London Borough of Eastmere"]),
        ("Orde and Medwick Fire and Rescue Service", ["Orde and Medwick Fire and Rescue Service"]),
        ("Vale of Orde and City of Marl Fire Authority", ["Vale of Orde and City of Marl Fire Authority"]),
        ("Cyngor Sir Brynmawddach | Cynllun", ["Cyngor Sir Brynmawddach"]),
        ("Police and Crime Commissioner for Norhamshire", ["Police and Crime Commissioner for Norhamshire"]),
        ("Northorpe, Marl and Orde NHS Foundation Trust", ["Northorpe, Marl and Orde NHS Foundation Trust"]),
        ("Board of Ashwater & Dunmere Homes Ltd, May", ["Ashwater & Dunmere Homes Ltd"]),
        ("South Marl and Vale of Orde District Councils", ["South Marl and Vale of Orde District Councils"]),
        ("Report of Eastmere Council to Marl Council", ["Eastmere Council", "Marl Council"]),
        ("Full Council, the Parish Council and the NHS Trust", []),
        ("Building a Sustainable Council", []),
        ("What is a Parish Council Business Plan?", []),
    ],
)
def test_an_organisation_is_known_by_the_words_of_its_kind(line: str, names: list[str]) -> None:
    assert [name.text for name in names_in(line)] == names


@pytest.mark.parametrize("text", ["readings and bathing", "slough off what is hull", "Readings of the meter"])
def test_letters_never_make_a_council(text: str) -> None:
    assert not names_in(text) and not places_in(text, whole=False)


def test_a_place_alone_between_marks_is_its_council() -> None:
    assert [name.body and name.body.id for name in places_in("Our people plan | Reading", whole=True)] == [
        "RDG"
    ]


def test_comparators_in_tables_and_text_never_outrank_the_header(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Ashwater & Dunmere Homes Ltd | Board 14 May 2025"
    word.add_paragraph("Repairs workforce: what we need")
    word.add_paragraph("Leeds City Council nominates tenants. Leeds City Council pays a fee. " * 4)
    table = word.add_table(rows=0, cols=2)
    for row in COMPARED:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(tmp_path / "paper-7.docx"))

    found = recognise(read(tmp_path / "paper-7.docx"))

    assert body_name(found) == "Ashwater & Dunmere Homes Ltd"
    assert found.body is not None and found.body.type == "Company"


def test_a_running_head_names_the_owner_with_its_pages(tmp_path: Path) -> None:
    pdf = Paper(tmp_path / "a.pdf")
    for number, aim in enumerate(("recruit", "keep", "teach"), start=1):
        pdf.put(LEFT, 812, "Thornley Vale NHS Trust", size=9)
        pdf.heading(f"How we {aim} people")
        pdf.text(f"{number * 'Indeed '}{WORDS} Leeds City Council does the same.")
        if number < 3:
            pdf.page()

    found = recognise(read(pdf.save()))

    assert body_name(found) == "Thornley Vale NHS Trust"
    assert [(one.place, one.text, one.page) for one in found.origins if one.field == "body"][:1] == [
        ("head", "Thornley Vale NHS Trust", 1)
    ]


def test_a_website_owns_its_pages(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='utf-8'><meta property='og:site_name' content='Three Marl Combined Authority'></head>"
        f"<body><h1>Growth plan 2025 to 2035</h1><p>{WORDS}</p><table><tr><td>Reading Borough Council</td><td>174,000"
        "</td></tr></table><p>Reading Borough Council leads on skills.</p></body></html>"
    )

    found = paper(tmp_path, page, "growth.html")

    assert (body_name(found), found.period) == ("Three Marl Combined Authority", "2025-2035")


def test_a_public_host_names_the_council_of_a_page_that_does_not(tmp_path: Path) -> None:
    page = (
        "<html><head><link rel='canonical' href='https://democracy.lichfielddc.gov.uk/mgAi.aspx?ID=5'></head>"
        f"<body><h1>People Strategy</h1><p>{WORDS}</p></body></html>"
    )

    assert body_name(paper(tmp_path, page, "a.html")) == "Lichfield District Council"


def test_initials_and_names_in_brackets_become_aliases(tmp_path: Path) -> None:
    text = "# Staffing our pools\n\nMillbrook Leisure Trust (MLT) runs four pools for Eastmere Borough Council. The Trust has grown; "
    text += (
        "MLT employs 184 people, and the Trust trains them.\n\nEastmere Borough Council owns the buildings."
    )

    found = paper(tmp_path, text, "MLT staffing.md").body

    assert found is not None and found.name == "Millbrook Leisure Trust"
    assert {"mlt", "millbrook leisure trust"} <= set(found.aliases)


def test_the_service_and_the_authority_of_one_area_are_one_body(tmp_path: Path) -> None:
    service = paper(tmp_path, f"Orde and Medwick Fire and Rescue Service\n\n# Plan\n\n{WORDS}").body
    authority = paper(tmp_path, f"Orde and Medwick Fire and Rescue Authority\n\n# Plan\n\n{WORDS}").body

    assert service is not None and authority is not None and service.id == authority.id
    assert "orde and medwick fire and rescue authority" in service.aliases


def test_a_question_about_a_member_means_the_paper_of_the_partnership(tmp_path: Path) -> None:
    found = paper(
        tmp_path, f"South Marl and Vale of Orde District Councils\n\n# People Strategy\n\n{WORDS}"
    ).body

    assert found is not None and {"south marl", "vale of orde council"} <= set(found.aliases)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Plan DRAFT 3.md", "# Workforce Plan\n\nOur staff matter to us."),
        ("x.md", "---\nstatus: draft\n---\n\n# Workforce Plan\n\nOur staff matter to us."),
        (
            "x.md",
            "# Workforce Plan\n\nStatus of this paper: DRAFT for adoption. In force if adopted.\n\nWords.",
        ),
        ("x.md", "# Workforce Plan\n\nThis plan is a draft for the committee.\n\nWords."),
    ],
)
def test_a_draft_says_so_in_any_of_its_places(tmp_path: Path, name: str, text: str) -> None:
    assert paper(tmp_path, text, name).status is DocumentStatus.DRAFT


def test_a_draft_mark_in_a_footer_is_a_draft(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "DRAFT v0.3 – not for publication"
    word.add_heading("Workforce Plan", 1)
    word.add_paragraph(WORDS)
    word.save(str(tmp_path / "a.docx"))

    found = recognise(read(tmp_path / "a.docx"))

    assert found.status is DocumentStatus.DRAFT
    assert [one.place for one in found.origins if one.field == "status"] == ["foot"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Skills Note\n\nJune 2024\n\n# Background\n\nWe ask builders.\n\n# Local Plan 2020-2035\n\nIt covers the borough.", "Skills Note"),
        ("# Town Plan 2025/26\n\nApproved by Full Council on 6 March 2025\n\nWords.", "Town Plan 2025/26"),
        ("Paper 1\n\nTitle: NATIONAL PARK PLAN\n\nPrepared by: A. Writer\n\n## Purpose\n\nTo approve the plan.", "National Park Plan"),
        ("# 1 Purpose\n\nThis report tells Cabinet how we did.\n\n# 2 Recommendations\n\nNote it.", "performance q2"),
        ("# People Strategy\n\n2014-2017\n\n## Foreword\n\nWe care.", "People Strategy 2014-2017"),
    ],
)  # fmt: skip
def test_a_title_is_what_the_cover_calls_the_paper(tmp_path: Path, text: str, title: str) -> None:
    assert paper(tmp_path, text, "performance_q2.md").title == title


def test_a_paper_without_a_body_still_gives_chunks_and_facts(tmp_path: Path) -> None:
    found = paper(
        tmp_path, "# How to plan\n\nThe workforce has 412 employees on 31 March 2024.\n\nBegin with figures."
    )

    assert found.body is None
    assert [chunk.header for chunk in split(found)] and all(fact.body == "" for fact in extract(found))


def test_what_a_person_says_is_the_evidence_from_then_on(tmp_path: Path) -> None:
    found = paper(tmp_path, f"# Workforce Plan 2025-2028\n\n{WORDS}")

    after = as_said(found, Overrides(council="Westmarch Borough Council", title=found.title))

    assert [(one.field, one.place) for one in after.origins if one.field in ("body", "title")] == [
        ("title", "cover"),
        ("body", "person"),
    ]


def test_furniture_that_names_two_bodies_is_shared_between_them(tmp_path: Path) -> None:
    found = paper(tmp_path, f"# People plan\n\nEastmere Council\n\n{WORDS}")
    beside = (Furniture("foot", "Sent to Leeds City Council and Kent County Council", (1, 2, 3)),)

    assert body_name(recognise(replace(found, furniture=beside))) == "Eastmere Council"


def test_a_workbook_is_called_after_its_title_and_not_after_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Budget summary"
    for row in (
        ["Example Borough Council"],
        ["Revenue budget 2025/26"],
        [],
        ["Service", "2025/26"],
        ["Adults", 120],
        ["Place", 80],
    ):
        sheet.append(row)
    book.save(tmp_path / "budget.xlsx")

    found = recognise(read(tmp_path / "budget.xlsx"))

    assert found.title == "Revenue budget 2025/26"
    assert found.body is not None
    assert found.body.name == "Example Borough Council"


def test_the_words_before_a_name_in_capitals_are_none_of_it(tmp_path: Path) -> None:
    paper = tmp_path / "minutes.md"
    paper.write_text(
        "**MINUTES OF** **EAST DERWENT** **PARISH COUNCIL MEETING**\n\nHeld on 5 December 2023.\n", "utf-8"
    )

    found = recognise(read(paper))

    assert found.body is not None
    assert found.body.name == "East Derwent Parish Council"
