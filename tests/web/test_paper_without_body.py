"""Papers that do not say whose they are: every face takes each for a body of its own, and none mixes two of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.bootstrap import Moothall, open_moothall
from assistant.lookup import list_documents, list_facts, passages_for
from assistant.model import Answer, Asked, Status
from assistant.settings import Settings
from web.app import create_app
from web.cli import main

TITLE, SECOND = "Workforce Plan 2024-2027", "Staffing Outlook 2025-2028"
PAPER = """# {title}

## Our workforce

We employ {staff} staff. Staff turnover was {turnover} in 2023/24. Sickness was 9.1 days per FTE in 2023/24.

## Our priorities

- Wellbeing at work
- Skills for the future
- A fair place to work
"""
QUESTIONS = [
    "What is staff turnover?",
    "How many staff are employed?",
    "What are the priorities?",
    "Do the figures on staff turnover agree?",
    "Compare staff turnover across the councils",
    "Which councils mention wellbeing?",
    "How many leavers a year?",
    "What would headcount be in three years if it fell 2% a year?",
    "Is it true that turnover was 12.4%?",
    "Whose plan is this?",
    "What is the agency spend?",
    "Turnover of all councils, lowest first",
    f"What is staff turnover in {TITLE}?",
]


@pytest.fixture(scope="module")
def moothall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moothall]:
    folder = tmp_path_factory.mktemp("nobody")
    (folder / "one.md").write_text(PAPER.format(title=TITLE, staff=640, turnover="12.4%"))
    (folder / "two.md").write_text(PAPER.format(title=SECOND, staff=912, turnover="8.5%"))
    opened = open_moothall(Settings(data=folder / "data"))
    opened.library.ingest([folder / "one.md", folder / "two.md"])
    yield opened
    opened.close()


@pytest.fixture
def client(moothall: Moothall) -> Iterator[TestClient]:
    settings = Settings(data=moothall.library.folder)
    with TestClient(create_app(moothall, settings), raise_server_exceptions=False) as opened:
        yield opened


def ask(moothall: Moothall, question: str) -> Answer:
    return moothall.ask(Asked(question))


def test_the_papers_say_of_no_body_whose_they_are(moothall: Moothall) -> None:
    assert [card.body for card in moothall.library.documents()] == [None, None]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_breaks(moothall: Moothall, question: str) -> None:
    assert ask(moothall, question).status is not Status.ERROR_UNEXPECTED


def test_a_figure_is_given_under_the_title_of_its_paper(moothall: Moothall) -> None:
    answer = ask(moothall, f"What is staff turnover in {TITLE}?")

    assert answer.text.startswith(f"**12.4%** [1]: turnover, {TITLE}")


def test_two_such_papers_are_set_side_by_side_and_do_not_disagree(moothall: Moothall) -> None:
    answer = ask(moothall, "Compare staff turnover across the councils")

    assert answer.comparison is not None
    cells = {
        row: cells[0].text for row, cells in zip(answer.comparison.rows, answer.comparison.cells, strict=True)
    }
    assert cells == {TITLE: "12.4%", SECOND: "8.5%"}
    assert all(fact.conflicts_with == () for fact in moothall.library.facts())


def test_two_papers_named_by_their_titles_are_compared(moothall: Moothall) -> None:
    answer = ask(moothall, f"Compare staff turnover in {TITLE} and {SECOND}")

    assert answer.comparison is not None
    assert set(answer.comparison.rows) == {TITLE, SECOND}


def test_a_figure_that_both_state_is_the_figure_of_each(moothall: Moothall) -> None:
    sickness = [fact for fact in moothall.library.facts() if fact.metric.startswith("sickness")]

    assert len({fact.id for fact in sickness}) == len({fact.body for fact in sickness}) == 2


def test_a_projection_asks_which_paper_and_takes_the_answer(moothall: Moothall) -> None:
    asked = ask(moothall, "What would headcount be in three years if it fell 2% a year?")

    assert asked.clarification is not None
    option = next(option for option in asked.clarification.options if option.label == TITLE)
    answer = ask(moothall, option.question)
    assert answer.status is Status.ANSWERED and "602" in answer.text


def test_every_question_suggested_is_answered(moothall: Moothall) -> None:
    suggested = list(moothall.starters())

    assert suggested
    for question in suggested:
        assert ask(moothall, question).status.value.startswith("answered"), question


def test_a_question_can_be_narrowed_to_such_a_paper(moothall: Moothall) -> None:
    answer = moothall.ask(Asked("What is staff turnover?", councils=(SECOND,)))

    assert "8.5%" in answer.text and "12.4%" not in answer.text


@pytest.mark.parametrize("form", ["json", "csv"])
def test_facts_are_exported_under_the_title(client: TestClient, form: str) -> None:
    text = client.get("/api/facts", params={"format": form}).text

    assert TITLE in text and SECOND in text


def test_facts_are_found_by_the_title(client: TestClient) -> None:
    facts = client.get("/api/facts", params={"council": TITLE}).json()["facts"]

    assert facts and {fact["body"] for fact in facts} == {TITLE}


def test_the_pages_of_comparison_show_and_export_both(client: TestClient, moothall: Moothall) -> None:
    ids = [body.id for body in moothall.library.bodies()]
    query = {"body": ids, "metric": "leavers.rate", "themes": "wellbeing"}

    page, table = client.get("/compare", params=query), client.get("/compare/table.csv", params=query)

    assert page.status_code == table.status_code == 200
    for figure in ("12.4%", "8.5%"):
        assert figure in page.text and figure in table.text
    assert page.text.count("Wellbeing at work") == 2
    assert client.get("/compare/table.xlsx", params=query).status_code == 200
    assert client.get("/compare/chart.svg", params=query).status_code == 200


def test_a_scenario_begins_from_such_a_papers_figure(client: TestClient, moothall: Moothall) -> None:
    fact = next(fact for fact in moothall.library.facts(metric="workforce.headcount") if fact.value == 640)
    start = client.get("/scenario").text

    assert f'<optgroup label="{TITLE}">' in start and fact.id in start
    fields = {"operation": "project_compound", "baseline": fact.id, "rate": "-2", "years": "3"}
    bench = client.post("/scenario", data=fields)
    assert bench.status_code == 200
    hash_ = str(bench.url).rsplit("/", 1)[1]
    assert all(client.get(f"/projections/{hash_}.{end}").status_code == 200 for end in ("svg", "csv", "xlsx"))


def test_the_library_does_not_take_the_title_for_a_council(client: TestClient, moothall: Moothall) -> None:
    card = moothall.library.documents()[0]

    page = client.get(f"/library/{card.id}").text

    assert 'name="council" value=""' in page
    assert client.get(f"/api/documents/{card.id}").json()["council"] is None
    assert "Not recognised" in client.get("/library").text


@pytest.mark.parametrize(
    "path", ["/", "/library", "/compare", "/scenario", "/about", "/api/documents", "/api/facts?format=xlsx"]
)
def test_every_page_opens(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_programs_see_them_too(moothall: Moothall, capsys: pytest.CaptureFixture[str]) -> None:
    assert {str(fact["metric"]) for fact in list_facts(moothall.library, TITLE)} >= {"leavers.rate"}
    assert passages_for(moothall.library, "wellbeing", councils=[SECOND])[0]["title"] == SECOND
    assert [row["council"] for row in list_documents(moothall.library)] == [None, None]

    assert main(["facts", "--data", str(moothall.library.folder), "--council", TITLE, "--json"]) == 0
    assert {fact["body"] for fact in json.loads(capsys.readouterr().out)["facts"]} == {TITLE}
