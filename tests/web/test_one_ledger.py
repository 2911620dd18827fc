"""Every face reads one reviewed ledger: what people corrected, added or rejected holds in each of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from assistant.bootstrap import Moothall, open_moothall
from assistant.lookup import list_facts
from assistant.model import Asked
from assistant.scenarios import facts_by_id
from assistant.settings import Settings
from ingest.fact_model import Fact, FactKind, Review
from ingest.facts_table import to_csv
from web.app import create_app

PAPER = """# Workforce Plan 2024-2027

Westmarch Borough Council

## Our workforce

At 31 March 2024 the council employed 640 staff. Staff turnover was 12.4% in 2023/24.

## Attendance

Absence is reported to the board each month.
"""
TURNOVER = "leavers.rate"
QUESTION = "What is the staff turnover at Westmarch?"
Face = Callable[[Moothall, TestClient], str]


def _workbook(_: Moothall, client: TestClient) -> str:
    book = load_workbook(io.BytesIO(client.get("/api/facts?format=xlsx").content))
    return str(list(book["Facts"].values))


def _body(moothall: Moothall) -> str:
    return moothall.library.bodies()[0].id


ANSWERS: Mapping[str, Face] = {
    "chat": lambda moothall, _: moothall.ask(Asked(QUESTION)).text,
    "chat over HTTP": lambda _, client: client.post("/api/chat", json={"question": QUESTION}).json()["text"],
    "comparison": lambda moothall, _: str(
        moothall.ask(Asked("Compare staff turnover across the councils")).comparison
    ),
    "compare page": lambda moothall, client: (
        client.get(f"/compare?body={_body(moothall)}&metric={TURNOVER}").text
    ),
    "look-up for programs": lambda moothall, _: json.dumps(
        list_facts(moothall.library, "Westmarch", TURNOVER)
    ),
    "scenario facts": lambda moothall, _: str(
        [(fact.metric, fact.value) for fact in facts_by_id(moothall._room).values()]
    ),
    "frame": lambda moothall, _: to_csv(moothall.library.facts()),
}
RECORDS: Mapping[str, Face] = {
    "facts as JSON": lambda _, client: client.get("/api/facts").text,
    "facts as CSV": lambda _, client: client.get("/api/facts?format=csv").text,
    "facts as a workbook": _workbook,
    "details page": lambda moothall, client: (
        client.get(f"/library/{moothall.library.documents()[0].id}").text
    ),
    "document viewer": lambda moothall, client: (
        client.get(f"/documents/{moothall.library.documents()[0].id}").text
    ),
    "reviewed figures": lambda _, client: client.get("/reviews").text,
}


@pytest.fixture
def moothall(tmp_path: Path) -> Iterator[Moothall]:
    opened = open_moothall(Settings(data=tmp_path / "data"))
    (tmp_path / "westmarch.md").write_text(PAPER)
    opened.library.ingest([tmp_path / "westmarch.md"])
    yield opened
    opened.close()


@pytest.fixture
def client(moothall: Moothall, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(moothall, Settings(data=tmp_path / "data"))) as opened:
        yield opened


def turnover(moothall: Moothall) -> Fact:
    """The turnover that the paper states."""
    (found,) = [fact for fact in moothall.library.facts(metric=TURNOVER) if fact.kind is FactKind.ACTUAL]
    return found


def silent(told: Mapping[str, str], figure: str) -> list[str]:
    """The faces that do not show a figure."""
    return [name for name, text in told.items() if figure not in text]


def test_a_corrected_figure_is_what_every_face_shows(moothall: Moothall, client: TestClient) -> None:
    moothall.library.review(turnover(moothall).id, review=Review.CORRECTED, value=14.25, author="Jo")

    told = {name: face(moothall, client) for name, face in (*ANSWERS.items(), *RECORDS.items())}

    assert silent(told, "14.25") == []


def test_a_figure_moved_to_another_metric_by_a_person_is_found_there(moothall: Moothall) -> None:
    moothall.library.review(
        turnover(moothall).id,
        review=Review.CORRECTED,
        changes={"metric": "vacancy.rate", "period": "2022/23"},
    )

    asked = moothall.ask(Asked("What is the vacancy rate at Westmarch?"))

    assert "12.4%" in asked.text and "2022/23" in asked.text
    assert moothall.library.facts(metric=TURNOVER) == []


def test_a_rejected_figure_is_in_no_answer_and_marked_in_every_record(
    moothall: Moothall, client: TestClient
) -> None:
    moothall.library.review(turnover(moothall).id, review=Review.REJECTED, author="Jo")

    said = {name: face(moothall, client) for name, face in ANSWERS.items()}
    kept = {name: face(moothall, client).lower() for name, face in RECORDS.items()}

    assert silent(said, "12.4") == list(ANSWERS)
    assert silent(kept, "12.4") == silent(kept, "rejected") == []


def test_an_added_figure_is_what_every_face_shows(moothall: Moothall, client: TestClient) -> None:
    moothall.library.review(turnover(moothall).id, review=Review.REJECTED)
    fact = {"value": 12.4, "unit": "percent", "metric": TURNOVER, "measure": "turnover", "period": "2023/24"}
    moothall.library.add_fact(
        fact, document=moothall.library.documents()[0].id, quote="Staff turnover was 12.4% in 2023/24."
    )

    told = {name: face(moothall, client) for name, face in (*ANSWERS.items(), *RECORDS.items())}

    assert silent(told, "12.4") == []
    assert "added by a person" in told["chat"]


def test_the_engine_starts_from_the_corrected_figure(moothall: Moothall) -> None:
    (staff,) = [fact for fact in moothall.library.facts(metric="workforce.headcount") if fact.value == 640]
    moothall.library.review(staff.id, review=Review.CORRECTED, value=600)

    asked = moothall.ask(Asked("What would Westmarch's headcount be in two years if it fell 10% a year?"))

    assert "486" in asked.text and "corrected by a person" in asked.text


def test_nothing_reads_facts_past_the_one_door() -> None:
    root = Path(__file__).parents[2]
    doors = {"ingest/reviewed_facts.py", "ingest/said.py", "ingest/catalogue_facts.py"}
    stores = {"ingest/holdings/ports.py", "ingest/holdings/embedded.py", "ingest/postgres/facts.py"}

    readers = {
        path.relative_to(root).as_posix()
        for room in ("access", "assistant", "engine", "ingest", "web")
        for path in (root / room).rglob("*.py")
        if "stated_facts" in path.read_text("utf-8") or "FROM facts" in path.read_text("utf-8")
    }

    # The checks count them, and what moves them reads rows.
    counting = {
        *("ingest/check.py", "ingest/holdings/embedded_records.py"),
        *("ingest/postgres/upkeep.py", "ingest/postgres/change.py", "ingest/postgres/records.py"),
    }
    assert readers - counting == doors | stores
