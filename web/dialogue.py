"""Ask on somebody's behalf: their conversation is found or begun, and the turn is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.conversation_scope import Scope
from assistant.keeping.audit_events import Kind
from assistant.keeping.switches import Switch
from assistant.model import Answer, Asked, Json
from web.acting import recorded
from web.facade import Listen, Moothall
from web.problems import invalid, not_found

QUESTION_LIMIT = 2000
NAME_LIMIT = 200
LIST_LIMIT = 50


def read_question(text: str) -> str:
    """The question without control characters; raises a 422 Problem when it is empty or too long."""
    cleaned = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text).strip()
    if not cleaned:
        raise invalid({"question": "Type a question."})
    if len(cleaned) > QUESTION_LIMIT:
        limit = f"The question must be {QUESTION_LIMIT:,} characters or fewer"
        raise invalid({"question": f"{limit}; it has {len(cleaned):,}."})
    return cleaned


def read_names(field: str, names: Sequence[str]) -> tuple[str, ...]:
    """A list of names of sane number and length; raises a 422 Problem."""
    if len(names) > LIST_LIMIT or any(len(name) > NAME_LIMIT for name in names):
        raise invalid({field: f"At most {LIST_LIMIT} entries of {NAME_LIMIT} characters."})
    return tuple(name.strip() for name in names if name.strip())


def open_conversation(moothall: Moothall, conversation_id: str | None, owner: str) -> str:
    """The id of the conversation to go on with, or of a new one; raises a 404 Problem, and SwitchedOff."""
    moothall.switches.must_be_on(Switch.ASKING)
    if not conversation_id:
        return moothall.conversations.start(owner)
    if len(conversation_id) > NAME_LIMIT or not moothall.conversations.exists(conversation_id, owner):
        raise not_found("conversation", conversation_id)
    return conversation_id


def converse(
    moothall: Moothall, asked: Asked, *, listen: Listen | None = None, again: bool = False
) -> Answer:
    """The answer, kept as the conversation's next turn; ``asked.conversation_id`` must be set. ``again`` says that a program
    only sends along what was asked before: that is no new question for the record.
    """
    ask = moothall.ask if again else partial(_answered, moothall)
    answer = heard(moothall, asked, listen) if listen else ask(asked)
    return kept(moothall, asked, answer, Scope(asked.councils, asked.documents))


def heard(moothall: Moothall, asked: Asked, listen: Listen) -> Answer:
    """The answer, told step by step; one not written word by word is told in lines once checked."""
    told = False

    def hear(kind: str, text: str) -> None:
        nonlocal told
        told = told or kind == "delta"
        listen(kind, text)

    answer = _answered(moothall, asked, hear)
    for line in () if told else answer.text.splitlines(keepends=True):
        listen("delta", line)
    return answer


def _answered(moothall: Moothall, asked: Asked, listen: Listen | None = None) -> Answer:
    """The answer, with a line in the record however it ends."""
    with recorded(Kind.ASKING, "ask", asked.conversation_id or "", asked.question) as outcome:
        answer = moothall.ask(asked, listen=listen)
        outcome.said = answer.status.value
    return answer


def kept(moothall: Moothall, asked: Asked, answer: Answer, chosen: Scope) -> Answer:
    """The answer with its ids, kept as the next turn of its conversation with what it was made from."""
    conversation_id = asked.conversation_id or ""
    if answer.projection is not None and "hash" in answer.projection:
        moothall.conversations.keep_projection(answer.projection)
    if not answer.answer_id or moothall.conversations.turn(answer.answer_id) is None:
        answer = replace(answer, conversation_id=conversation_id)
        answer = moothall.conversations.add_turn(
            conversation_id, asked.question, answer, scenario=_scenario(answer)
        )
    if chosen:
        moothall.conversations.scopes.keep_turn(answer.answer_id, chosen)
    return answer


def _scenario(answer: Answer) -> Json | None:
    scenario: Json | None = None if answer.projection is None else answer.projection.get("scenario")
    return scenario
