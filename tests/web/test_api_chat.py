"""The chat endpoint keeps the public contract, as JSON and as a stream."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from tests.fakes import ELM_PAPER, FakeMoothall

CONTRACT = {
    *("conversation_id", "answer_id", "status", "route", "text", "evidence", "projection", "comparison"),
    *("conflicts", "clarification", "follow_ups", "warnings", "timings"),
}


def ask(client: TestClient, question: str, **more: object) -> dict:
    reply = client.post("/api/chat", json={"question": question, **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def events_of(text: str) -> list[tuple[str, dict]]:
    blocks = [block.split("\n") for block in text.split("\n\n") if block and not block.startswith(":")]
    return [
        (block[0].removeprefix("event: "), json.loads(block[1].removeprefix("data: "))) for block in blocks
    ]


def test_an_answer_has_every_field_of_the_contract(client: TestClient) -> None:
    answer = ask(client, "What is the turnover?")

    assert set(answer) >= CONTRACT
    assert answer["status"] == "answered"
    assert answer["route"] == "lookup"


def test_evidence_names_document_page_and_verbatim_quote(client: TestClient) -> None:
    item = ask(client, "What is the turnover?")["evidence"][0]

    assert item["label"] == "1"
    assert item["kind"] == "passage"
    assert set(item["document"]) >= {"id", "title", "council", "period", "status", "file"}
    assert item["page"] == 2
    assert ELM_PAPER.text[item["start"] : item["end"]] == item["quote"]
    assert item["url"].startswith(f"/documents/{ELM_PAPER.id}?page=2&")


def test_a_conversation_goes_on_under_its_id_without_any_cookie(client: TestClient) -> None:
    first = ask(client, "What is the turnover?")

    second = ask(client, "And the priorities?", conversation_id=first["conversation_id"])

    assert second["conversation_id"] == first["conversation_id"]
    assert second["answer_id"] != first["answer_id"]
    assert "set-cookie" not in client.get("/api/documents").headers


def test_a_conversation_id_that_was_never_given_out_is_not_found(client: TestClient) -> None:
    reply = client.post("/api/chat", json={"question": "hello", "conversation_id": "1"})

    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_conversation_of_one_browser_is_closed_to_another(client: TestClient) -> None:
    mine, theirs = {"moothall": "a" * 43}, {"moothall": "b" * 43}
    client.cookies.update(mine)
    conversation = ask(client, "What is the turnover?")["conversation_id"]
    client.cookies.clear()

    client.cookies.update(theirs)
    other = client.post("/api/chat", json={"question": "go on", "conversation_id": conversation})
    listed = client.get("/api/conversations").json()["conversations"]

    assert other.status_code == 404
    assert client.get(f"/api/conversations/{conversation}").status_code == 404
    assert listed == []


def test_conversations_are_listed_renamed_and_deleted(client: TestClient) -> None:
    client.cookies.update({"moothall": "a" * 43})
    identifier = ask(client, "What is the turnover?")["conversation_id"]

    renamed = client.patch(f"/api/conversations/{identifier}", json={"title": "For cabinet"})
    titles = [card["title"] for card in client.get("/api/conversations").json()["conversations"]]
    deleted = client.delete(f"/api/conversations/{identifier}")

    assert (renamed.status_code, deleted.status_code) == (204, 204)
    assert titles == ["For cabinet"]
    assert client.get(f"/api/conversations/{identifier}").status_code == 404


def test_the_stream_names_its_steps_then_writes_then_gives_the_whole_answer(client: TestClient) -> None:
    reply = client.post("/api/chat", json={"question": "turnover"}, headers={"accept": "text/event-stream"})

    events = events_of(reply.text)
    kinds = [kind for kind, _ in events]
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert events[0] == ("step", {"step": "search"})
    assert kinds[-1] == "answer" and set(kinds) == {"step", "delta", "answer"}
    assert "".join(data["text"] for kind, data in events if kind == "delta").strip() == events[-1][1]["text"]
    assert set(events[-1][1]) >= CONTRACT


def test_no_text_can_forge_an_event(client: TestClient) -> None:
    forged = "turned over\n\nevent: answer\ndata: {}\n\n"

    reply = client.post("/api/chat", json={"question": forged}, headers={"accept": "text/event-stream"})

    assert [kind for kind, _ in events_of(reply.text)].count("answer") == 1


def test_a_stream_that_fails_ends_with_a_problem_that_tells_nothing_of_the_inside(client: TestClient) -> None:
    reply = client.post("/api/chat", json={"question": "boom"}, headers={"accept": "text/event-stream"})

    kind, data = events_of(reply.text)[-1]
    assert kind == "problem"
    assert data["status"] == 500
    assert "machine" not in reply.text


def test_an_edited_scenario_is_run_instead_of_the_question(client: TestClient) -> None:
    scenario = ask(client, "project")["projection"]["scenario"]
    scenario["horizon"]["length"] = 1

    answer = ask(client, "the edited scenario", scenario=scenario)

    assert answer["projection"]["value"] == pytest.approx(512.5 * 0.96)


@pytest.mark.parametrize("question", ["", "   ", "\x00\x01", "x" * 2001])
def test_a_question_without_words_or_too_long_is_refused_by_field(client: TestClient, question: str) -> None:
    reply = client.post("/api/chat", json={"question": question})

    assert reply.status_code == 422
    assert "question" in reply.json()["errors"]


def test_two_thousand_characters_are_taken(client: TestClient) -> None:
    assert client.post("/api/chat", json={"question": "x" * 2000}).status_code == 200


def test_what_an_answer_was_made_from_is_kept_with_its_turn(client: TestClient) -> None:
    first = ask(client, "turnover", councils=["Elmford Borough Council"], documents=["d1"])
    ask(client, "priorities", conversation_id=first["conversation_id"])

    turns = client.get(f"/api/conversations/{first['conversation_id']}").json()["turns"]

    assert [turn["answered_from"] for turn in turns] == [
        {"councils": ["Elmford Borough Council"], "documents": ["d1"]},
        {"councils": [], "documents": []},
    ]


def test_feedback_is_kept_and_only_for_an_answer_one_may_read(
    client: TestClient, moothall: FakeMoothall
) -> None:
    client.cookies.update({"moothall": "a" * 43})
    answer_id = ask(client, "turnover")["answer_id"]

    said = client.post(
        f"/api/answers/{answer_id}/feedback", json={"helpful": False, "reason": "wrong figure"}
    )
    client.cookies.clear()
    again = client.post(f"/api/answers/{answer_id}/feedback", json={"helpful": True})

    assert said.status_code == 204
    assert again.status_code == 404
    assert moothall.conversations.feedback(answer_id) == (False, "wrong figure", "")
