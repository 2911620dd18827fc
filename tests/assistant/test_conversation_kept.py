"""What is kept beside the turns: what was deleted a moment ago, what to answer from, links to read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.conversation import Conversations, digest_of
from assistant.conversation_scope import Scope
from assistant.model import Answer, Route, Status

SHORT = Answer(Status.ANSWERED, Route.LOOKUP, "Turnover was **12.4%** [1].")


def asked(
    store: Conversations, question: str = "What is the turnover?", owner: str = "me"
) -> tuple[str, str]:
    """A conversation of one question: its id and its answer's."""
    identifier = store.start(owner)
    return identifier, store.add_turn(identifier, question, SHORT).answer_id


def test_the_list_is_searched_in_title_question_and_answer() -> None:
    store = Conversations.open(None)
    first, _ = asked(store, "What is the turnover?")
    second, _ = asked(store, "How many apprentices?")
    store.rename(second, "For cabinet")

    def found(find: str) -> set[str]:
        return {card.id for card in store.list("me", find=find)}

    assert found("TURNOVER what") == {first}
    assert found("cabinet apprentices") == {second}
    assert found("12.4%") == {first, second}
    assert found("cabinet turnover?") == set()
    assert found("t%r") == set(), "a mark of a pattern is a character like any other"
    assert found("") == {first, second}


def test_what_was_deleted_opens_nowhere_until_it_is_put_back() -> None:
    store = Conversations.open(None)
    identifier, answer_id = asked(store)
    store.shares.make(identifier, 1)
    token = store.shares.make(identifier, 1).token

    store.bin.put(identifier)

    assert not store.exists(identifier)
    assert store.list("me") == []
    assert store.turn(answer_id, "me") is None
    assert store.shares.opened(token) is None
    assert store.bin.titles(digest_of("me")) == [(identifier, "What is the turnover?")]
    assert store.bin.titles(digest_of("you")) == []

    assert not store.bin.put_back(identifier, digest_of("you"))
    assert store.bin.put_back(identifier, digest_of("me"))
    assert [card.id for card in store.list("me")] == [identifier]
    assert store.shares.opened(token) is not None


def test_what_lay_in_the_bin_for_its_hour_is_gone_for_good() -> None:
    now = [1_000_000.0]
    store = Conversations.open(None, clock=lambda: now[0])
    identifier, _ = asked(store)
    store.bin.put(identifier)
    assert store.bin.empty() == 0

    now[0] += 3601  # its hour is 3,600 seconds

    assert store.bin.titles(digest_of("me")) == []
    assert not store.bin.put_back(identifier, digest_of("me"))
    assert store.turns(identifier) == []


def test_the_next_answer_of_anyone_ends_what_lay_in_the_bin_for_its_hour() -> None:
    now = [1_000_000.0]
    store = Conversations.open(None, clock=lambda: now[0])
    gone, _ = asked(store)
    other, _ = asked(store, owner="you")
    store.bin.put(gone)

    now[0] += 3601
    store.add_turn(other, "And the priorities?", SHORT)

    assert store.turns(gone) == []


def test_what_was_chosen_is_kept_with_the_conversation_and_with_each_answer(tmp_path: Path) -> None:
    store = Conversations.open(tmp_path / "conversations.sqlite")
    identifier, answer_id = asked(store)
    chosen = Scope(("Elmford",), ("d1", "d2"))
    assert not store.scopes.of(identifier)

    store.scopes.keep(identifier, chosen)
    store.scopes.keep_turn(answer_id, chosen)
    store.scopes.keep(identifier, Scope())
    store.close()

    store = Conversations.open(tmp_path / "conversations.sqlite")
    assert store.scopes.of(identifier) == Scope()
    assert store.scopes.of_turn(answer_id) == chosen
    assert store.scopes.chosen_in(identifier)
    store.delete(identifier)
    assert not store.scopes.of_turn(answer_id)


def test_a_link_opens_what_was_shared_and_another_after_it_was_ended() -> None:
    store = Conversations.open(None)
    identifier, _ = asked(store)

    first = store.shares.make(identifier, 1)
    assert store.shares.make(identifier, 2) == replace(first, turns=2), "sharing more keeps the link"
    assert len(first.token) == 32
    store.shares.end(identifier)

    assert store.shares.opened(first.token) is None
    assert store.shares.make(identifier, 1).token != first.token
