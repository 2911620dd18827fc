"""Every route is in the record or said not to be; who asked, read, changed and exported stands there, refusals too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.testclient import TestClient

from assistant.keeping.audit import Audit
from assistant.keeping.audit_check import verify
from assistant.keeping.switches import Switch, Switches
from tests.fakes import ELM_PAPER, FakeMoothall
from web.audited import ACTS, NOT_RECORDED, Audited


def routes_of(routes: list[BaseRoute]) -> Iterator[str]:
    """Every route as "METHOD path", those of included routers too."""
    for route in routes:
        inner: Any = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes_of(inner.routes)
        for method in getattr(route, "methods", None) or ():
            yield f"{method} {route.path}"  # type: ignore[attr-defined]


def test_every_route_is_recorded_or_said_not_to_be(client: TestClient) -> None:
    routes = set(routes_of(client.app.routes))  # type: ignore[attr-defined]

    assert len(routes) > 70
    assert routes - set(ACTS) - NOT_RECORDED == set()
    assert set(ACTS) | NOT_RECORDED <= routes
    assert set(ACTS) & NOT_RECORDED == set()


def audit_of(client: TestClient) -> Audit:
    audit: Audit = client.app.state.audit  # type: ignore[attr-defined]
    return audit


def lines(client: TestClient) -> list[tuple[str, str, str, str]]:
    return [(event.kind, event.what, event.on, event.outcome) for event, _ in audit_of(client).events()]


def test_asking_reading_changing_and_exporting_are_recorded_with_who(client: TestClient) -> None:
    client.get("/")  # a browser is given its token
    asked = client.post("/api/chat", json={"question": "turnover"}).json()
    client.get(f"/documents/{ELM_PAPER.id}")
    client.patch(f"/api/documents/{ELM_PAPER.id}", json={"title": "Plan"})
    client.get("/api/facts?format=csv")
    client.get("/documents/none")

    assert lines(client) == [
        ("asking", "ask", asked["conversation_id"], asked["status"]),
        ("reading", "read a paper", ELM_PAPER.id, "done"),
        ("changing", "correct a paper", ELM_PAPER.id, "done"),
        ("exporting", "export figures", "", "done"),
        ("reading", "read a paper", "none", "refused (404)"),
    ]
    [who] = {event.who for event, _ in audit_of(client).events()}
    assert who in client.get("/privacy").text
    assert verify(audit_of(client)).faults == ()


@pytest.mark.parametrize("question", ["turnover", "boom"])
def test_a_question_on_the_pages_is_recorded_when_it_ends_however_it_ends(
    question: str, client: TestClient
) -> None:
    client.get("/")
    reply = client.post("/ask", data={"question": question}, headers={"accept": "text/event-stream"})

    assert reply.status_code == 200
    [(kind, what, _, outcome)] = lines(client)
    assert (kind, what) == ("asking", "ask")
    assert outcome == ("failed" if question == "boom" else "answered")


def test_a_question_over_the_other_protocol_is_recorded_once(client: TestClient) -> None:
    said = [{"role": "user", "content": "sickness"}, {"role": "assistant", "content": "-"}]
    said.append({"role": "user", "content": "turnover"})

    client.post("/v1/chat/completions", json={"model": "moothall", "messages": said})

    assert [what for _, what, _, _ in lines(client)] == ["ask"]


def test_a_refused_question_is_recorded_as_refused(client: TestClient) -> None:
    client.post("/api/chat", json={"question": " "})

    assert lines(client) == [("asking", "ask", "", "refused (422)")]


def test_a_link_that_opens_a_conversation_is_not_written_into_the_record(client: TestClient) -> None:
    client.get("/s/a-token-that-opens")

    assert "a-token-that-opens" not in str(lines(client))


def test_what_has_no_record_is_not_given_out(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(audit_of(client), "record", full)
    reply = client.get(f"/documents/{ELM_PAPER.id}")

    assert reply.status_code == 503
    assert "The record of what is done here cannot be kept" in reply.json()["detail"]
    assert "Workforce" not in reply.text
    assert [client.get("/compare").status_code for _ in range(2)] == [503, 503], (
        "nor when it is asked for again"
    )


def test_asking_is_switched_off_and_on_again_without_a_restart(client: TestClient, tmp_path: Path) -> None:
    switches = Switches(tmp_path)
    switches.turn(Switch.ASKING, on=False, notice="Back on Monday.")

    page = client.get("/")
    assert "Back on Monday." in page.text
    assert 'id="question"' not in page.text
    refused = client.post("/api/chat", json={"question": "turnover"})
    assert (refused.status_code, refused.json()["detail"]) == (503, "Back on Monday.")
    form = client.post("/ask", data={"question": "turnover"}, headers={"accept": "text/html"})
    assert form.status_code == 503
    assert "Back on Monday." in form.text
    other = client.post(
        "/v1/chat/completions",
        json={"model": "moothall", "messages": [{"role": "user", "content": "turnover"}]},
    )
    assert (other.status_code, other.json()["error"]["message"]) == (503, "Back on Monday.")
    checked = client.post("/api/verify", json={"statement": "Staff turnover was 12.4%."})
    assert (checked.status_code, checked.json()["detail"]) == (503, "Back on Monday.")
    assert client.get(f"/documents/{ELM_PAPER.id}").status_code == 200

    switches.turn(Switch.ASKING, on=True)
    assert 'id="question"' in client.get("/").text
    assert client.post("/api/chat", json={"question": "turnover"}).status_code == 200


def test_uploads_are_switched_off_on_the_page_and_for_programs(client: TestClient, tmp_path: Path) -> None:
    Switches(tmp_path).turn(Switch.UPLOADS, on=False)

    assert 'id="upload"' not in client.get("/library").text
    reply = client.post("/api/documents", files={"file": ("plan.md", b"# Plan")})
    assert (reply.status_code, reply.json()["detail"]) == (503, "Adding papers is switched off just now.")


@pytest.mark.parametrize("what", ["all", ELM_PAPER.id])
def test_no_paper_is_removed_while_it_is_held(what: str, client: TestClient, moothall: FakeMoothall) -> None:
    moothall.conversations.holds.add(what, "Inquiry 2026/4")

    reply = client.delete(f"/api/documents/{ELM_PAPER.id}")
    page = client.post(f"/library/{ELM_PAPER.id}/remove", headers={"accept": "text/html"})

    assert (reply.status_code, page.status_code) == (409, 409)
    assert "Inquiry 2026/4" in reply.json()["detail"]
    assert client.get(f"/documents/{ELM_PAPER.id}").status_code == 200
    assert lines(client)[0] == ("changing", "remove a paper", ELM_PAPER.id, "refused (409)")


def test_a_comparison_that_looks_again_while_its_cells_fill_in_is_one_event(tmp_path: Path) -> None:
    audit, now = Audit.open(tmp_path), [100.0]
    app = Starlette(routes=[Route(path, lambda request: Response()) for path in ("/compare", "/api/facts")])
    app.add_middleware(Audited, audit=audit, clock=lambda: now[0])
    client = TestClient(app)

    def look(query: str, path: str = "/compare") -> int:
        """How many events there are after one more look."""
        assert client.get(f"{path}?{query}").status_code == 200
        return len(audit.events())

    assert look("body=elm") == 1
    for _ in range(5):
        now[0] += 4.0
        assert look("body=elm") == 1, "twenty seconds later still, for it never stopped asking"
    assert look("body=oak") == 2
    now[0] += 11.0
    assert look("body=elm") == 3
    assert [look("format=csv", "/api/facts") for _ in range(2)] == [4, 5], "no other page asks for itself"
    audit.close()
