"""The Ask page, conversations, feedback: plain forms, POST then redirect."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assistant.model import Answer, Asked
from ingest.bodies_list import council_types
from ingest.model import Body
from web.answer_view import plain_text, turn_view
from web.dialogue import converse, open_conversation, read_names, read_question
from web.measures import count_answer
from web.owner import new_owner, owner_of, remember
from web.parts import conversations_of, library_of, moothall_of
from web.problems import Problem, not_found
from web.render import page, shell
from web.views import AskView, ConversationLine, ConversationsView, FragmentView, Link

router = APIRouter(include_in_schema=False)
PATIENCE_S = 1.2
Text = Annotated[str, Form(max_length=8000)]


class Waiting:
    """Questions in flight that a browser without script looks in on: by conversation id."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="ask")
        self._lock = threading.Lock()
        self._flights: dict[str, tuple[str, Future[Answer]]] = {}

    def begin(self, request: Request, asked: Asked) -> Future[Answer]:
        """Start answering."""
        future = self._pool.submit(_answered, request, asked)
        with self._lock:
            self._flights[asked.conversation_id or ""] = (asked.question, future)
        return future

    def question(self, conversation_id: str) -> str:
        """The question in flight, or nothing."""
        with self._lock:
            question, future = self._flights.get(conversation_id, ("", None))
            if future is not None and future.done():
                del self._flights[conversation_id]
                question = ""
        return question


def _answered(request: Request, asked: Asked) -> Answer:
    answer = converse(moothall_of(request), asked)
    count_answer(request, answer)
    return answer


@router.get("/")
def home(request: Request, council: str = "", q: str = "") -> Response:
    """The box, and questions to start from."""
    return page(request, "ask.html", ask_view(request, "", question=q[:4000], council=council))


@router.get("/c/{conversation_id}")
def conversation(conversation_id: str, request: Request, q: str = "") -> Response:
    """One conversation: its turns, and the box for the next question."""
    if not conversations_of(request).exists(conversation_id, owner_of(request)):
        raise not_found("conversation", conversation_id)
    return page(request, "ask.html", ask_view(request, conversation_id, question=q[:4000]))


def ask_view(
    request: Request,
    conversation_id: str,
    *,
    question: str = "",
    council: str = "",
    errors: Mapping[str, str] | None = None,
) -> AskView:
    """Everything on the Ask page."""
    store, library = conversations_of(request), library_of(request)
    turns = list(store.turns(conversation_id)) if conversation_id else []
    waiting_for = _waiting(request).question(conversation_id) if conversation_id else ""
    title = store.title(conversation_id) if turns else ("Working on it" if waiting_for else "Ask")
    recent = [] if turns else list(store.list(owner_of(request), 5))
    return AskView(
        shell=shell(
            request, title, section="/", errors=errors, refresh_s=2 if waiting_for else 0, script="ask.js"
        ),
        conversation_id=conversation_id,
        title=title,
        turns=[turn_view(turn, store, last=turn is turns[-1]) for turn in turns],
        starters=[] if turns else list(moothall_of(request).starters())[:6],
        bodies=[body.name for body in library.bodies()],
        council=council,
        question=question,
        documents=len(library.documents()),
        holds=holds(len(library.documents()), library.bodies()),
        recent=[Link(card.title, f"/c/{card.id}") for card in recent],
        waiting="Reading the documents" if waiting_for else "",
        waiting_for=waiting_for,
    )


def holds(papers: int, bodies: Sequence[Body]) -> str:
    """ "12 papers of 10 councils and 1 other body": what there is to be asked about."""
    councils = sum(body.type in council_types() for body in bodies)
    others = len(bodies) - councils
    parts = [_counted(councils, "council", "councils")] if councils else []
    parts += (
        [_counted(others, "other body" if councils else "body", "other bodies" if councils else "bodies")]
        if others
        else []
    )
    return _counted(papers, "paper", "papers") + (f" of {' and '.join(parts)}" if parts else "")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _waiting(request: Request) -> Waiting:
    waiting: Waiting = request.app.state.waiting
    return waiting


@router.post("/ask")
def ask(
    request: Request,
    question: Text = "",
    conversation: Text = "",
    council: Text = "",
    without_context: Text = "",
) -> Response:
    """Take a question; then its conversation, with the answer or with word that it is being worked on."""
    owner = owner_of(request) or new_owner()
    try:
        asked = Asked(
            question=read_question(question),
            councils=read_names("council", [council]),
            conversation_id=open_conversation(moothall_of(request), conversation, owner),
            without_context=bool(without_context),
        )
    except Problem as problem:
        if problem.status_code != 422:
            raise
        view = ask_view(
            request, conversation, question=question[:4000], council=council, errors=problem.errors
        )
        return page(request, "ask.html", view, 422)
    _settle(_waiting(request).begin(request, asked))
    number = len(conversations_of(request).turns(asked.conversation_id or ""))
    mark = f"#t{number}" if number else ""
    response = RedirectResponse(f"/c/{asked.conversation_id}{mark}", 303)
    remember(request, response, owner)
    return response


def _settle(future: Future[Answer]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not future.done() and time.monotonic() < end:
        time.sleep(0.01)
    if future.done():
        future.result()


@router.get("/answers/{name}")
def answer(name: str, request: Request) -> Response:
    """One answer as a fragment of a page (``.html``) or as plain text with its sources (``.txt``)."""
    answer_id, _, ending = name.partition(".")
    store = conversations_of(request)
    turn = store.turn(answer_id, owner_of(request))
    if turn is None:
        raise not_found("answer", answer_id)
    if ending == "html":
        return page(request, "turn.html", FragmentView(turn_view(turn, store, last=True)))
    if ending == "txt":
        return PlainTextResponse(plain_text(turn))
    raise not_found("form of an answer", ending)


@router.post("/answers/{answer_id}/feedback")
def feedback(
    answer_id: str, request: Request, helpful: Text = "", reason: Text = "", comment: Text = ""
) -> Response:
    """Keep what a person said, and go back to the answer."""
    turn = conversations_of(request).turn(answer_id, owner_of(request))
    if turn is None:
        raise not_found("answer", answer_id)
    moothall_of(request).feedback(answer_id, helpful == "yes", reason[:200], comment[:2000])
    return RedirectResponse(f"/c/{turn.conversation_id}?done=thanks#t{turn.number}", 303)


@router.get("/conversations")
def conversations(request: Request) -> Response:
    """This browser's conversations."""
    lines = [
        ConversationLine(
            card.id, card.title, card.turns, time.strftime("%d %B %Y", time.gmtime(card.changed))
        )
        for card in conversations_of(request).list(owner_of(request))
    ]
    return page(request, "conversations.html", ConversationsView(shell(request, "Your conversations"), lines))


@router.post("/c/{conversation_id}/rename")
def rename(conversation_id: str, request: Request, title: Text = "") -> Response:
    """Give a conversation another title; an empty one changes nothing."""
    _own(conversation_id, request)
    if title.strip():
        conversations_of(request).rename(conversation_id, title)
    return RedirectResponse("/conversations?done=renamed", 303)


@router.post("/c/{conversation_id}/delete")
def delete(conversation_id: str, request: Request) -> Response:
    """Forget a conversation."""
    _own(conversation_id, request)
    conversations_of(request).delete(conversation_id)
    return RedirectResponse("/conversations?done=deleted", 303)


def _own(conversation_id: str, request: Request) -> None:
    if not conversations_of(request).exists(conversation_id, owner_of(request)):
        raise not_found("conversation", conversation_id)
