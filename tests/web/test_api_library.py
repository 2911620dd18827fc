"""Documents, uploads, facts and scenarios over HTTP."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.fakes import ELM_PAPER, NASTY, OAK_PAPER, SCENARIO


def test_documents_are_listed_with_what_was_recognised(client: TestClient) -> None:
    first = client.get("/api/documents").json()["documents"][0]

    assert first["council"] == "Elmford Borough Council"
    assert first["status"] == "draft"
    assert first["report"]["warnings"] == ["One page is a scan."]


def test_a_document_comes_with_sections_blocks_and_offsets(client: TestClient) -> None:
    sections = client.get(f"/api/documents/{ELM_PAPER.id}").json()["sections"]

    assert [section["heading"] for section in sections][:2] == ["Introduction", "Workforce profile"]
    assert [item["text"] for item in sections[2]["blocks"][0]["items"]][0] == "Wellbeing at work"
    assert ELM_PAPER.text[sections[1]["start"] : sections[1]["end"]].startswith("Workforce profile")


def test_a_page_is_a_slice_of_the_whole_text(client: TestClient) -> None:
    page = client.get(f"/api/documents/{ELM_PAPER.id}/pages/2").json()

    assert page["page"] == 2
    assert ELM_PAPER.text[page["start"] : page["end"]] == page["text"]


def test_a_format_without_pages_is_one_page_without_a_number(client: TestClient) -> None:
    page = client.get(f"/api/documents/{OAK_PAPER.id}/pages/1").json()

    assert page["page"] is None
    assert page["text"] == OAK_PAPER.text


@pytest.mark.parametrize("path", ["/api/documents/none", f"/api/documents/{ELM_PAPER.id}/pages/99"])
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_upload_becomes_a_job_then_a_document(client: TestClient) -> None:
    reply = client.post(
        "/api/documents", files={"file": ("note.txt", b"A short note.")}, data={"title": "Note"}
    )

    job = client.get(reply.json()["url"]).json()
    assert reply.status_code == 202
    assert job["state"] == "ready" and job["percent"] == 100
    assert client.get(f"/api/documents/{job['document']}").json()["title"] == "Note"


def test_several_files_are_several_jobs_and_one_refusal_does_not_stop_the_others(client: TestClient) -> None:
    files = [("file", ("a.txt", b"words")), ("file", ("b.txt", b""))]

    jobs = client.post("/api/documents", files=files).json()["jobs"]

    assert [job["state"] for job in jobs] == ["ready", "refused"]
    assert "empty" in jobs[1]["reason"]


def test_a_job_can_be_followed_as_events(client: TestClient) -> None:
    url = client.post("/api/documents", files={"file": ("a.txt", b"words")}).json()["url"]

    text = client.get(url, headers={"accept": "text/event-stream"}).text

    assert text.startswith("event: job\n")
    assert json.loads(text.split("data: ")[-1])["state"] == "ready"


def test_a_file_over_the_limit_is_refused_and_says_what_to_do(client: TestClient) -> None:
    reply = client.post("/api/documents", files={"file": ("big.pdf", b"x" * 60_000)})

    assert reply.status_code == 413
    assert "big.pdf is larger than" in reply.json()["detail"]


def test_too_many_files_at_once_are_refused(client: TestClient) -> None:
    files = [("file", (f"{n}.txt", b"x")) for n in range(4)]

    reply = client.post("/api/documents", files=files)

    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("field", "value"), [("status", "secret"), ("title", "x" * 301), ("period", "y" * 41)]
)
def test_a_detail_that_cannot_be_is_refused_by_field(client: TestClient, field: str, value: str) -> None:
    reply = client.post("/api/documents", files={"file": ("a.txt", b"x")}, data={field: value})

    assert reply.status_code == 422
    assert list(reply.json()["errors"]) == [field]


def test_details_are_corrected_afterwards(client: TestClient) -> None:
    changed = client.patch(
        f"/api/documents/{ELM_PAPER.id}", json={"title": "New title", "status": "approved"}
    )

    assert changed.json()["title"] == "New title"
    assert changed.json()["status"] == "approved"


def test_a_removed_document_is_gone_with_its_facts(client: TestClient) -> None:
    assert client.delete(f"/api/documents/{ELM_PAPER.id}").status_code == 204

    assert client.get(f"/api/documents/{ELM_PAPER.id}").status_code == 404
    assert {fact["body"] for fact in client.get("/api/facts").json()["facts"]} == {"Oakshire County Council"}


def test_the_original_is_an_attachment_that_cannot_run(client: TestClient) -> None:
    headers = client.get(f"/api/documents/{OAK_PAPER.id}/original").headers

    assert headers["content-disposition"].startswith("attachment")
    assert headers["content-type"] == "application/octet-stream"
    assert "sandbox" in headers["content-security-policy"]


def test_facts_have_every_field_of_the_contract(client: TestClient) -> None:
    facts = client.get("/api/facts", params={"council": "Elmford"}).json()["facts"]

    fields = {
        *("id", "body", "metric", "value", "unit", "as_of", "period", "scope", "kind", "approx", "decimals"),
        *("quote", "document", "page", "places", "conflicts_with", "review"),
    }
    assert all(set(fact) >= fields for fact in facts)
    assert facts[2]["conflicts_with"] == ["f-turn-2"]


def test_a_blank_is_a_fact_whose_value_is_null(client: TestClient) -> None:
    query = {"council": "oakshire county council", "metric": "workforce.headcount"}

    assert client.get("/api/facts", params=query).json()["facts"][0]["value"] is None


def test_facts_come_as_csv_and_as_a_workbook_with_sources(client: TestClient) -> None:
    csv = client.get("/api/facts", params={"format": "csv"})
    book = load_workbook(io.BytesIO(client.get("/api/facts", params={"format": "xlsx"}).content))

    assert csv.headers["content-disposition"] == 'attachment; filename="facts.csv"'
    assert csv.text.splitlines()[0].lstrip("\ufeff").startswith("body,metric,measure,part,value")
    assert book.sheetnames == ["Facts", "Sources"]
    assert NASTY in book["Sources"]["B3"].value


def test_a_fact_is_confirmed_corrected_and_rejected(client: TestClient) -> None:
    confirmed = client.post("/api/facts/f-fte/review", json={"review": "confirmed"}).json()
    corrected = client.post("/api/facts/f-fte/review", json={"review": "corrected", "value": 513.5}).json()
    without = client.post("/api/facts/f-fte/review", json={"review": "corrected"})

    assert confirmed["review"] == "confirmed"
    assert corrected["value"] == 513.5
    assert "value" in without.json()["errors"]


def test_an_unknown_fact_or_council_is_not_found(client: TestClient) -> None:
    assert client.post("/api/facts/none/review", json={"review": "confirmed"}).status_code == 404
    assert client.get("/api/facts", params={"council": "Atlantis"}).status_code == 404


def test_a_scenario_is_run_kept_and_opened_again_identically(client: TestClient) -> None:
    first = client.post("/api/scenarios/run", json={"scenario": dict(SCENARIO)}).json()

    again = client.get(f"/api/projections/{first['hash']}").json()

    assert again == first
    assert first["value"] == pytest.approx(512.5 * 0.96**3)


def test_an_impossible_scenario_lists_its_faults(client: TestClient) -> None:
    wrong = dict(SCENARIO) | {"operation": "guess", "colour": "blue"}

    reply = client.post("/api/scenarios/run", json=wrong)

    assert reply.status_code == 422
    assert "guess" in str(reply.json()["errors"]) and "colour" in str(reply.json()["errors"])


def test_a_cut_of_more_than_all_is_refused_with_the_allowed_range(client: TestClient) -> None:
    changes = [{"kind": "rate", "amounts": [{"value": -120.0, "unit": "percent"}], "per": "year"}]

    reply = client.post("/api/scenarios/run", json=dict(SCENARIO) | {"changes": changes})

    assert reply.status_code == 422
    assert reply.json()["type"] == "urn:moothall:problem:E_DOMAIN"


def test_two_to_four_scenarios_are_compared(client: TestClient) -> None:
    two = client.post("/api/scenarios/compare", json={"scenarios": [dict(SCENARIO)] * 2})
    five = client.post("/api/scenarios/compare", json={"scenarios": [dict(SCENARIO)] * 5})

    assert len(two.json()["projections"]) == 2
    assert five.status_code == 422


def test_a_projection_is_exported_as_csv_and_xlsx(client: TestClient) -> None:
    name = client.post("/api/scenarios/run", json=dict(SCENARIO)).json()["hash"]

    csv = client.get(f"/api/projections/{name}.csv").text.lstrip("\ufeff").splitlines()
    book = load_workbook(io.BytesIO(client.get(f"/api/projections/{name}.xlsx").content))

    assert [line.partition(",Level, as shown")[0][:17] for line in csv[:2]] == [
        "Year,Level,Change",
        "Start,512.5,,512.",
    ]
    assert book.sheetnames == ["Summary", "Path", "Inputs and sources", "Assumptions", "Compare"]


def test_parse_gives_a_scenario_without_running_it(client: TestClient) -> None:
    reply = client.post("/api/scenarios/parse", json={"question": "project FTE"}).json()

    assert reply["scenario"]["operation"] == "project_compound"


def test_health_readiness_and_counters(client: TestClient) -> None:
    client.post("/api/chat", json={"question": "turnover"})

    text = client.get("/metrics").text

    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["documents"] == 2
    assert 'moothall_answers_total{route="lookup",status="answered"} 1.0' in text
    assert 'route="/api/chat"' in text


@pytest.mark.parametrize(
    "body", [b"[]", b"[1]", b"7", b'"a"', b"null", b"true", b"not json", b"{", b"\xff", b"[" * 9000]
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_a_correction_that_is_no_object_is_a_problem(client: TestClient, body: bytes, kind: str) -> None:
    document = client.get("/api/documents").json()["documents"][0]["id"]

    reply = client.patch(f"/api/documents/{document}", content=body, headers={"content-type": kind})

    assert reply.status_code in (400, 422) and reply.headers["content-type"] == "application/problem+json"
