from pathlib import Path

import pytest

from ingest.model import Document, DocumentStatus
from ingest.parse import read
from ingest.whose.period import span_in
from ingest.whose.recognise import recognise
from ingest.whose.title_text import clean

SHARED = Path(__file__).parents[2].parent / "shared"


def paper(folder: Path, text: str, name: str = "x.md") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return recognise(read(path))


def test_the_council_of_a_paper_is_not_the_partner_it_names_most(tmp_path: Path) -> None:
    text = "# Westmarch Borough Council\n\n# Workforce Plan 2023-2027\n\nOur staff matter.\n\n## Partners\n\n"
    text += "We work with neighbouring Eastmere County Council and Leeds City Council. " * 6

    found = paper(tmp_path, text)

    assert found.body is not None and found.body.name == "Westmarch Borough Council"


def test_an_e_mail_domain_tells_whose_paper_it_is(tmp_path: Path) -> None:
    text = "# Report to Cabinet\n\n## Our Future - Programme Update\n\nThe Council will act.\n\n"
    text += "Contact: a.person@stockton.gov.uk"

    found = paper(tmp_path, text)

    assert found.body is not None and found.body.id == "STT"
    assert (found.title, found.type) == ("Our Future - Programme Update", "cabinet report")


def test_a_combined_authority_is_not_taken_for_a_council_in_its_name(tmp_path: Path) -> None:
    text = "Cambridgeshire and Peterborough Combined Authority\n\n# Green Strategy\n\n" + (
        "# A greener Cambridgeshire and Peterborough\n\nCambridgeshire and Peterborough will plant an orchard.\n\n"
        * 9
    )

    body = paper(tmp_path, text).body

    assert body is not None and body.name == "Cambridgeshire and Peterborough Combined Authority"


def test_the_file_name_is_a_last_resort(tmp_path: Path) -> None:
    text = "# Workforce Plan 2023-2027\n\nOur staff matter to us."

    assert (found := paper(tmp_path, text, "sefton-workforce-plan.md")).body and found.body.id == "SFT"
    assert paper(tmp_path, text).body is None


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("*** DRAFT ***", DocumentStatus.DRAFT),
        ("Consultation draft", DocumentStatus.DRAFT),
        ("Approved by Cabinet on 4 March 2023", DocumentStatus.APPROVED),
        ("This strategy has been superseded", DocumentStatus.SUPERSEDED),
        ("Includes the draft budget for information of members", DocumentStatus.UNKNOWN),
        ("A climate emergency was agreed by Full Council in July 2019", DocumentStatus.UNKNOWN),
        ("The plan was adopted by Full Council in July 2019", DocumentStatus.APPROVED),
    ],
)
def test_status_is_what_the_front_says(tmp_path: Path, mark: str, status: DocumentStatus) -> None:
    assert paper(tmp_path, f"# Workforce Plan\n\n{mark}\n\nOur staff matter to us.").status is status


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Workforce Plan 2022-2026", "2022-2026"),
        ("Action Plan 2021–23", "2021-2023"),
        ("Pay Policy Statement 2023/24", "2023/24"),
        ("Strategy 2021/22 to 2024/25", "2021-2025"),
        ("2019 – 2050", "2019-2050"),
        ("Net Zero by 2030", None),
        ("£2020-2025", None),
    ],
)
def test_spans_of_years_take_one_form(text: str, period: str | None) -> None:
    assert span_in(text) == period


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("**\\*\\*\\* DRAFT \\*\\*\\*** Workforce Plan", "Workforce Plan"),
        ("FUTURE WORKFORCE PLAN FOR OUR STAFF", "Future Workforce Plan for our Staff"),
        ("People Strategy 2020-2025 People Strategy 2020 - 2025", "People Strategy 2020-2025"),
        ("Carbon Plan Agenda Item No 13(a) -", "Carbon Plan"),
        ("Climate Action Plan GEP Environmental Ltd", "Climate Action Plan"),
        ("MTFS 2024", "MTFS 2024"),
    ],
)
def test_titles_are_cleaned(line: str, title: str) -> None:
    assert clean(line) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "WESTMARCH & EASTMERE CABINETS’ RESPONSE TO THE PROPOSALS OF THE ENVIRONMENT TASK FORCE AND ACTIONS THAT WILL BE "
            "INCLUDED IN THEIR FIRST CARBON REDUCTION PLAN AND IN THE BUDGETS OF BOTH COUNCILS\n\nWe act.",
            "Westmarch & Eastmere Cabinets’ Response",
        ),
        (
            "Climate Change\n\nACTION PLAN\n\n2021-23\n\nWe act together on the climate.",
            "Climate Change Action Plan 2021-23",
        ),
        ("CLIMATE CHANGE Strategy\n\nThis is an emergency and we act.", "Climate Change Strategy"),
        (
            "Westmarch Borough Council Climate Emergency Action Plan When? - These are actions that could be carried out either in "
            "whole or in part within the next 12 months.",
            "Climate Emergency Action Plan",
        ),
    ],
)
def test_a_cover_gives_the_title_before_the_file_name_does(tmp_path: Path, text: str, title: str) -> None:
    assert paper(tmp_path, f"{text}\n\n" + "Our staff matter to us. " * 30, "scan-17.txt").title.startswith(
        title
    )


def test_the_bodies_of_real_plans_are_recognised_without_their_file_names(tmp_path: Path) -> None:
    plans = SHARED / "plans"
    if not plans.is_dir():
        pytest.skip("the real plans are not beside this checkout")
    rows = [
        line.split("|") for line in (plans / "README.md").read_text("utf-8").splitlines() if ".txt" in line
    ]
    wrong = []
    for row in rows:
        council = row[2].strip().removesuffix(" Council").removesuffix(" Borough").removesuffix(" District")
        path = tmp_path / "x.txt"
        path.write_bytes((plans / row[1].strip()).read_bytes())
        body = recognise(read(path)).body
        if body is None or council.removesuffix(" City") not in body.name:
            wrong.append((row[1], body and body.name))

    assert wrong == []
