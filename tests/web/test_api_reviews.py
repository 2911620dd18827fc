"""Figures reviewed over HTTP: any field corrected, added by hand, taken back, with who and when."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.fakes import ELM_PAPER

QUOTE = "We assume that FTE falls by 4% a year."
FALL = {
    "document": ELM_PAPER.id,
    "quote": QUOTE,
    "value": -4,
    "unit": "percent",
    "measure": "FTE",
    "kind": "assumption",
}


def review(client: TestClient, **said: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/api/facts/f-fte/review", json=said).json()
    return answer


def test_any_field_of_a_figure_is_corrected_with_the_evidence_that_a_person_did(client: TestClient) -> None:
    now = review(
        client,
        review="corrected",
        part="Highways",
        period="2023/24",
        kind="target",
        author="Jo Bell",
        note="Row",
    )

    assert (now["part"], now["scope"], now["period"], now["kind"]) == (
        "Highways",
        "part",
        "2023/24",
        "target",
    )
    assert (now["review"], now["author"], now["value"]) == ("corrected", "Jo Bell", 512.5)
    assert now["evidence"]["period"]["place"] == "person" and now["evidence"]["period"]["text"].startswith(
        "Jo Bell"
    )


def test_fields_may_stand_in_changes_and_make_it_a_correction(client: TestClient) -> None:
    now = review(client, changes={"value": 513, "high": 520})

    assert (now["value"], now["high"], now["review"], now["author"]) == (513, 520, "corrected", "local")


@pytest.mark.parametrize(
    ("said", "field", "told"),
    [
        (
            {"review": "corrected", "colour": "red"},
            "colour",
            "no field 'colour' to correct: it has value, high",
        ),
        ({"review": "corrected", "value": "many"}, "value", "'many' is not a number"),
        ({"review": "corrected", "as_of": "soon"}, "as_of", "'soon' is no date: write it as 2024-03-31"),
        ({"review": "corrected"}, "value", "Nothing differs"),
        (
            {"review": "liked"},
            "review",
            "'liked' is no review: it must be one of confirmed, corrected, rejected",
        ),
        ({}, "review", "None is no review"),
        ({"review": "confirmed", "value": 3}, "value", "confirmed changes no field"),
        ({"review": "confirmed", "author": "x" * 81}, "author", "80 characters"),
        ({"review": "confirmed", "author": ["Jo"]}, "author", "must be text"),
        ({"review": "corrected", "changes": [1]}, "changes", "no set of fields"),
    ],
)
def test_what_cannot_be_is_a_problem_with_a_sentence_for_the_field(
    client: TestClient, said: dict[str, Any], field: str, told: str
) -> None:
    answer = client.post("/api/facts/f-fte/review", json=said)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["errors"][field]


def test_the_history_says_who_when_what_and_why_and_what_was_taken_back(client: TestClient) -> None:
    review(client, review="corrected", value=513, author="Jo", reason="Misprint")
    undone = client.post("/api/facts/f-fte/undo", json={"author": "Kim"}).json()
    review(client, review="rejected", author="Kim")

    history = client.get("/api/facts/f-fte/history").json()

    assert undone["fact"]["review"] is None and undone["fact"]["value"] == 512.5
    assert [(one["author"], one["action"], one["holds"]) for one in history["events"]] == [
        ("Jo", "correct", False),
        ("Kim", "undo", False),
        ("Kim", "reject", True),
    ]
    assert history["events"][0]["changes"] == {"value": {"from": 512.5, "to": 513.0}}
    assert history["events"][0]["note"] == "Misprint" and history["events"][0]["at"].startswith("2026-")
    assert history["original"]["value"] == 512.5


def test_nothing_to_undo_is_a_conflict_and_an_unknown_figure_is_not_found(client: TestClient) -> None:
    assert client.post("/api/facts/f-fte/undo").status_code == 409
    assert client.post("/api/facts/none/undo").status_code == 404
    assert client.get("/api/facts/none/history").status_code == 404
    assert client.get("/api/facts/f-fte/history").json()["events"] == []


def test_a_missed_figure_is_added_at_its_quote(client: TestClient) -> None:
    answer = client.post("/api/facts", json={**FALL, "author": "Jo"})

    made = answer.json()
    assert answer.status_code == 201
    assert (made["value"], made["kind"], made["quote"], made["page"]) == (-4, "assumption", QUOTE, 4)
    assert (made["body"], made["evidence"]["place"]["place"], made["author"]) == (
        "Elmford Borough Council",
        "person",
        "Jo",
    )
    assert made["id"] in {fact["id"] for fact in client.get("/api/facts").json()["facts"]}


def test_an_added_figure_is_taken_back(client: TestClient) -> None:
    made = client.post("/api/facts", json=FALL).json()

    assert client.post(f"/api/facts/{made['id']}/undo").json() == {"fact": None}
    assert made["id"] not in {fact["id"] for fact in client.get("/api/facts").json()["facts"]}


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"quote": "FTE falls by 5%"}, 422, "quote"),
        ({"start": "first"}, 422, "start"),
        ({"start": 1, "end": 100_000}, 422, "start"),
        ({"document": None}, 422, "document"),
        ({"quote": 7}, 422, "quote"),
        ({"value": None, "unit": "x" * 41}, 422, "unit"),
        ({"document": "nowhere"}, 404, None),
    ],
)
def test_an_addition_that_cannot_be_is_a_problem(
    client: TestClient, change: dict[str, Any], status: int, field: str | None
) -> None:
    answer = client.post("/api/facts", json=FALL | change)

    assert answer.status_code == status
    assert field is None or field in answer.json()["errors"]


def test_facts_are_paged_and_filtered_by_review(client: TestClient) -> None:
    review(client, review="rejected")

    whole = client.get("/api/facts").json()
    pages = [client.get("/api/facts", params={"limit": 2, "offset": offset}).json() for offset in (0, 2, 4)]
    rejected = client.get("/api/facts", params={"review": "rejected"}).json()

    assert [fact for page in pages for fact in page["facts"]] == whole["facts"]
    assert {page["total"] for page in pages} == {whole["total"]} == {6}
    assert [fact["id"] for fact in rejected["facts"]] == ["f-fte"] and rejected["total"] == 1
    assert client.get("/api/facts", params={"limit": 0}).status_code == 422


def test_exports_carry_what_a_figure_is_of_and_who_reviewed_it(client: TestClient) -> None:
    review(
        client,
        review="corrected",
        measure="posts filled",
        part="Highways",
        period="2023/24",
        author="Jo Bell",
    )

    rows = csv.DictReader(io.StringIO(client.get("/api/facts?format=csv").content.decode("utf-8-sig")))
    sheet = load_workbook(io.BytesIO(client.get("/api/facts?format=xlsx").content))["Facts"]

    row = next(row for row in rows if row["id"] == "f-fte")
    wanted = {"measure": "posts filled", "part": "Highways", "kind": "actual", "period": "2023/24"}
    wanted |= {"review": "corrected", "author": "Jo Bell"}
    assert row.items() >= wanted.items() and row["time"].startswith("2026-")
    heads, *lines = sheet.iter_rows(values_only=True)
    cells = next(dict(zip(heads, line, strict=True)) for line in lines if line[-1] == "f-fte")
    assert cells.items() >= wanted.items() and str(cells["time"]).startswith("2026-")
