"""The chat over HTTP: ask (as JSON or as a stream), say whether it helped, and one's own conversations."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from starlette.concurrency import run_in_threadpool

from assistant.model import Asked
from web.described import EVENTS, also
from web.dialogue import NAME_LIMIT, converse, open_conversation, read_names, read_question
from web.measures import count_answer
from web.owner import owner_of
from web.parts import conversations_of, moothall_of, own_conversations
from web.problems import not_found
from web.shapes import answer_here
from web.stream import Say, from_thread, streamed, wants_stream

router = APIRouter(prefix="/api", tags=["chat"])
Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT)]


class ChatRequest(BaseModel):
    """A question; without ``conversation_id`` a new conversation begins."""

    question: str
    conversation_id: Name | None = None
    councils: list[str] = Field(default_factory=list)
    documents: list[str] = Field(default_factory=list)
    scenario: dict[str, Any] | None = None
    without_context: bool = False


class FeedbackRequest(BaseModel):
    """Whether an answer helped, and why."""

    helpful: bool
    reason: Name = ""
    comment: Annotated[str, StringConstraints(max_length=2000)] = ""


class RenameRequest(BaseModel):
    """A new title."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


@router.post("/chat", response_model=None, responses=also(EVENTS))
async def chat(body: ChatRequest, request: Request) -> dict[str, Any] | Response:
    """The answer, as JSON or, with ``Accept: text/event-stream``, as events step, delta and answer."""
    asked = await run_in_threadpool(_asked, body, request)

    def work(say: Say) -> tuple[str, Any]:
        answer = converse(
            moothall_of(request),
            asked,
            listen=lambda kind, text: say(kind, {"step" if kind == "step" else "text": text}),
        )
        count_answer(request, answer)
        return "answer", answer_here(answer)

    if wants_stream(request):
        return streamed(_with_start(asked, from_thread(work)))
    _, answer = await run_in_threadpool(work, lambda kind, data: None)
    reply: dict[str, Any] = answer
    return reply


async def _with_start(asked: Asked, events: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield f": conversation {asked.conversation_id}\n\n".encode()
    async for item in events:
        yield item


def _asked(body: ChatRequest, request: Request) -> Asked:
    question = read_question(body.question)
    councils = read_names("councils", body.councils)
    documents = read_names("documents", body.documents)
    conversation_id = open_conversation(moothall_of(request), body.conversation_id, owner_of(request))
    return Asked(
        question=question,
        conversation_id=conversation_id,
        councils=councils,
        documents=documents,
        scenario=body.scenario,
        without_context=body.without_context,
    )


@router.post("/answers/{answer_id}/feedback", status_code=204)
def feedback(answer_id: str, body: FeedbackRequest, request: Request) -> None:
    """Keep whether an answer helped; only whoever may read the answer may judge it."""
    if conversations_of(request).turn(answer_id, owner_of(request)) is None:
        raise not_found("answer", answer_id)
    moothall_of(request).feedback(answer_id, body.helpful, body.reason, body.comment)


@router.get("/conversations")
def conversations(request: Request) -> dict[str, Any]:
    """This browser's conversations, latest first."""
    cards = conversations_of(request).list(owner_of(request))
    return {
        "conversations": [
            {"id": c.id, "title": c.title, "turns": c.turns, "changed": c.changed} for c in cards
        ]
    }


@router.get("/conversations/{conversation_id}")
def conversation(conversation_id: str, request: Request) -> dict[str, Any]:
    """One conversation with all its turns; ``answered_from`` are the councils and documents chosen for a turn."""
    store = own_conversations(request, conversation_id)
    turns = [
        {
            "number": turn.number,
            "question": turn.question,
            "answer": answer_here(turn.answer),
            "answered_from": asdict(store.scopes.of_turn(turn.id)),
        }
        for turn in store.turns(conversation_id)
    ]
    return {"id": conversation_id, "title": store.title(conversation_id), "turns": turns}


@router.patch("/conversations/{conversation_id}", status_code=204)
def rename(conversation_id: str, body: RenameRequest, request: Request) -> None:
    """Give a conversation another title."""
    own_conversations(request, conversation_id).rename(conversation_id, body.title)


@router.delete("/conversations/{conversation_id}", status_code=204)
def delete(conversation_id: str, request: Request) -> None:
    """Forget a conversation with all its turns."""
    own_conversations(request, conversation_id).delete(conversation_id)
