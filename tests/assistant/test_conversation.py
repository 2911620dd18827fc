"""Conversations are kept, apart, and forgotten."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.answer_json import answer_from_json, answer_to_json
from assistant.conversation import Conversations, NewerConversations, NoSuchConversation
from assistant.model import (
    Answer,
    Carried,
    Clarification,
    Comparison,
    ComparisonCell,
    Conflict,
    Evidence,
    EvidenceKind,
    Option,
    Route,
    Source,
    Status,
)

FULL = Answer(
    status=Status.ANSWERED_PARTLY,
    route=Route.COMPARE,
    text="**640** [1]",
    evidence=(
        Evidence(
            "1",
            EvidenceKind.FACT,
            "640 staff",
            Source("d1", "Plan", "Elmford", None, "draft", "plan.pdf"),
            3,
            "Profile",
            "/documents/d1?page=3",
            10,
            19,
        ),
    ),
    projection={"hash": "abc", "scenario": {"operation": "sum"}},
    comparison=Comparison(("Elmford",), ("Staff",), ((ComparisonCell("found", "640", ("1",)),),)),
    conflicts=(Conflict("640 and 641", ("1",)),),
    clarification=Clarification("Which?", (Option("A", "a?"),)),
    follow_ups=("next?",),
    warnings=("Draft.",),
    timings={"read": 1.5},
    why="one figure",
    carried=Carried(("Elmford",), "staff", "how many?"),
)


def test_an_answer_comes_back_from_its_json_exactly() -> None:
    assert answer_from_json(answer_to_json(FULL)) == FULL


def test_a_turn_is_kept_with_its_answer_and_scenario(tmp_path: Path) -> None:
    store = Conversations.open(tmp_path / "c.sqlite")
    identifier = store.start("me")
    kept = store.add_turn(identifier, "How many staff?", FULL, scenario={"operation": "sum"})
    store.close()

    turn = Conversations.open(tmp_path / "c.sqlite").turns(identifier)[0]

    assert turn.answer == kept
    assert (turn.number, turn.question, turn.scenario) == (1, "How many staff?", {"operation": "sum"})


def test_ids_are_long_and_never_the_same() -> None:
    store = Conversations.open(None)

    ids = {store.start() for _ in range(200)}

    assert len(ids) == 200
    assert min(map(len, ids)) >= 22


def test_the_owner_s_token_is_not_stored(tmp_path: Path) -> None:
    store = Conversations.open(tmp_path / "c.sqlite")
    store.start("a-token-to-keep-secret")
    store.close()

    assert b"a-token-to-keep-secret" not in (tmp_path / "c.sqlite").read_bytes()


def test_another_owner_sees_nothing() -> None:
    store = Conversations.open(None)
    identifier = store.start("me")
    kept = store.add_turn(identifier, "q", FULL)

    assert not store.exists(identifier, "you")
    assert store.list("you") == []
    assert store.turn(kept.answer_id, "you") is None
    assert store.turn(kept.answer_id, "me") is not None


def test_conversations_without_an_owner_are_on_nobodys_list() -> None:
    store = Conversations.open(None)
    store.add_turn(store.start(), "q", FULL)

    assert store.list("") == []


def test_the_list_has_the_latest_first_and_titles_from_first_questions() -> None:
    store = Conversations.open(None)
    first, second = store.start("me"), store.start("me")
    store.add_turn(second, "second?", FULL)
    store.add_turn(first, "first?", FULL)
    store.add_turn(first, "more?", FULL)

    assert [(card.title, card.turns) for card in store.list("me")] == [("first?", 2), ("second?", 1)]


def test_a_deleted_conversation_takes_turns_and_feedback_along() -> None:
    store = Conversations.open(None)
    identifier = store.start("me")
    answer_id = store.add_turn(identifier, "q", FULL).answer_id
    store.save_feedback(answer_id, True, "yes", "")

    store.delete(identifier)

    assert store.turns(identifier) == []
    assert store.feedback(answer_id) is None


def test_what_is_old_is_forgotten() -> None:
    store = Conversations.open(None)
    identifier = store.start("me")

    assert store.forget_older_than(1) == 0
    assert store.forget_older_than(-1) == 1
    assert not store.exists(identifier)


def test_what_is_not_there_is_told() -> None:
    store = Conversations.open(None)

    with pytest.raises(NoSuchConversation):
        store.add_turn("none", "q", FULL)
    with pytest.raises(NoSuchConversation):
        store.rename("none", "t")
    with pytest.raises(NoSuchConversation):
        store.save_feedback("none", True)


def test_a_projection_is_kept_under_its_hash_and_never_replaced() -> None:
    store = Conversations.open(None)
    store.keep_projection({"hash": "h", "value": 1})
    store.keep_projection({"hash": "h", "value": 2})

    assert store.projection("h") == {"hash": "h", "value": 1}
    assert store.projection("other") is None


def test_a_clock_that_leapt_ahead_forgets_nothing_until_it_has_stood_there_for_a_day() -> None:
    now = 1_800_000_000.0
    store = Conversations.open(None, clock=lambda: now)
    kept = store.start()
    assert store.forget_older_than(365) == 0

    now += 400 * 86_400
    assert store.forget_older_than(365) == 0 and store.exists(kept)
    now += 60
    assert store.forget_older_than(365) == 0 and store.exists(kept)
    now += 86_400
    assert store.forget_older_than(365) == 1


def test_a_clock_put_right_again_forgets_nothing() -> None:
    start = now = 1_800_000_000.0
    store = Conversations.open(None, clock=lambda: now)
    kept = store.start()
    for leap in (0, 400, 1, 2, 30):
        now = start + leap * 86_400
        store.forget_older_than(365)

    assert store.exists(kept)


def test_a_file_of_a_later_version_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite"
    Conversations.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(NewerConversations, match="made by a newer version"):
        Conversations.open(path)
