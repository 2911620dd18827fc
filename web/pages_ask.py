"""The Ask page and its conversation: ask, stop, choose what to answer from. Plain forms, POST then redirect; with
script the same forms are answered as streams and parts of the page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import Future, wait
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from assistant.conversation_scope import Scope
from assistant.model import Answer, Asked
from web.ask_view import ask_view
from web.dialogue import heard, kept, open_conversation, read_question
from web.flights import KEEPING, Flight, Flights, Hear
from web.measures import count_answer
from web.owner import new_owner, owner_of, remember
from web.parts import conversations_of, flights_of, library_of, moothall_of, own_conversations
from web.problems import Problem, problem_of
from web.render import page
from web.scoping import narrowing, read_scope, scope_view, without
from web.steps import step_words
from web.stream import Channel, event, streamed, wants_page, wants_stream
from web.views_chat import PartView

router = APIRouter(include_in_schema=False)
PATIENCE_S = 1.2
ADDRESS_ROOM = 4000
Text = Annotated[str, Form(max_length=8000)]
Texts = Annotated[list[str], Form(default_factory=list)]
Names = Annotated[list[str], Query(default_factory=list)]


@router.get("/")
def home(
    request: Request,
    council: Names,
    document: Names,
    q: str = "",
    find: str = "",
    find_scope: str = "",
    undo: str = "",
) -> Response:
    """The box, and questions to start from."""
    scope = read_scope(council, document)
    view = ask_view(
        *(request, ""), question=q[:ADDRESS_ROOM], scope=scope, find=find, find_scope=find_scope, undo=undo
    )
    return page(request, "ask.html", view)


@router.get("/ask")
def ask_again(request: Request) -> Response:
    """Whoever comes back to the address of the form finds the box."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/", 303)


@router.get("/c/{conversation_id}")
def conversation(
    conversation_id: str,
    request: Request,
    q: str = "",
    find: str = "",
    find_scope: str = "",
    undo: str = "",
    since: int = 0,
) -> Response:
    """One conversation: its latest turns or those since a number, and the box for the next question."""
    own_conversations(request, conversation_id)
    question = q[:ADDRESS_ROOM]
    view = ask_view(
        *(request, conversation_id),
        question=question,
        find=find,
        find_scope=find_scope,
        undo=undo,
        since=since,
    )
    return page(request, "ask.html", view)


@router.post("/ask")
def ask(
    request: Request,
    council: Texts,
    document: Texts,
    question: Text = "",
    conversation: Text = "",
    suggested: Text = "",
    afresh: Text = "",
    scoped: Text = "",
    find_scope: Text = "",
) -> Response:
    """Take a question; then its conversation, with the answer or with word that it is being worked on.

    ``suggested`` and ``afresh`` are questions of buttons (``afresh`` leans on nothing before); what was typed beside
    them stays typed. ``scoped`` says that the form holds all that is to be answered from.
    """
    if conversation:
        own_conversations(request, conversation)
    owner = owner_of(request) or new_owner()
    scope = None
    try:
        scope = read_scope(council, document) if scoped or not conversation else None
        if find_scope and not (suggested or afresh or question.strip()):
            return RedirectResponse(_address(conversation, scope or Scope(), "", find_scope), 303)
        text = read_question(suggested or afresh or question)
        conversation_id = open_conversation(moothall_of(request), conversation, owner)
        flight = _begin(request, text, conversation_id, scope, bool(afresh))
    except Problem as problem:
        if not problem.errors or not wants_page(request):
            raise
        view = ask_view(
            *(request, conversation), question=question[:ADDRESS_ROOM], scope=scope, errors=problem.errors
        )
        return page(request, "ask.html", view, problem.status_code)
    if wants_stream(request):
        response: Response = streamed(_told(conversation_id, flight, flights_of(request)))
    else:
        _settle(flight)
        typed = question if suggested or afresh else ""
        response = RedirectResponse(_at_newest(request, conversation_id, typed), 303)
    remember(request, response, owner)
    return response


def _begin(request: Request, text: str, conversation_id: str, scope: Scope | None, afresh: bool) -> Flight:
    scopes = conversations_of(request).scopes
    chosen = scopes.of(conversation_id) if scope is None else scope
    asked = narrowing(
        Asked(question=text, conversation_id=conversation_id, without_context=afresh),
        *(chosen, library_of(request).documents()),
    )
    flight = flights_of(request).begin(
        conversation_id, text, lambda hear: _answered(request, asked, chosen, hear)
    )
    scopes.keep(conversation_id, chosen)
    return flight


def _answered(request: Request, asked: Asked, chosen: Scope, hear: Hear) -> Answer:
    """The answer, kept with what it was made from; ``hear`` learns of each step, and of text once it is checked."""
    moothall = moothall_of(request)
    answer = heard(moothall, asked, hear)
    hear("step", KEEPING)
    answer = kept(moothall, asked, answer, chosen)
    count_answer(request, answer)
    return answer


async def _told(conversation_id: str, flight: Flight, flights: Flights) -> AsyncIterator[bytes]:
    """The flight as events: conversation, step and delta as they come, then answer, stopped or problem."""
    channel = Channel()

    def hear(kind: str, text: str) -> None:
        channel.say(kind, {"words": step_words(text)} if kind == "step" else {"text": text})

    def end(answer: Future[Answer]) -> None:
        channel.say(*_ending(answer))
        channel.end()

    channel.say("conversation", {"id": conversation_id})
    flight.follow(hear)
    flight.answer.add_done_callback(end)
    async for item in channel.heard(event):
        yield item
    flights.release(conversation_id, flight)


def _ending(answer: Future[Answer]) -> tuple[str, Any]:
    """The last event of a flight; a fault is told in words here, and in the log where it happened."""
    fault = answer.exception()
    if isinstance(fault, Exception):
        return "problem", {"detail": problem_of(fault).detail}
    if fault is not None:
        return "stopped", {}
    return "answer", {"id": answer.result().answer_id, "text": answer.result().text}


def _settle(flight: Flight) -> None:
    """Wait a moment, so that most answers are on the page at once."""
    wait([flight.answer], PATIENCE_S)


def _at_newest(request: Request, conversation_id: str, typed: str) -> str:
    number = len(conversations_of(request).turns(conversation_id))
    query = f"?{urlencode({'q': typed})}" if typed.strip() else ""
    return f"/c/{conversation_id}{query}" + (f"#t{number}" if number else "")


@router.post("/c/{conversation_id}/stop")
def stop(conversation_id: str, request: Request) -> Response:
    """End the work on the question on its way; its words go back into the box."""
    own_conversations(request, conversation_id)
    flight = flights_of(request).stop(conversation_id)
    if not wants_page(request):
        return JSONResponse({"stopped": flight is not None})
    if flight is None:
        return RedirectResponse(_at_newest(request, conversation_id, ""), 303)
    return RedirectResponse(
        f"/c/{conversation_id}?{urlencode({'q': flight.question, 'done': 'stopped'})}#ask", 303
    )


@router.post("/scope")
def scope(
    request: Request,
    council: Texts,
    document: Texts,
    question: Text = "",
    conversation: Text = "",
    find_scope: Text = "",
    change: Text = "",
) -> Response:
    """Choose what to answer from; it is kept with the conversation, and what was typed stays typed."""
    if conversation:
        own_conversations(request, conversation)
    try:
        chosen = without(read_scope(council, document), change)
    except Problem as problem:
        if not wants_page(request):
            raise
        view = ask_view(request, conversation, question=question[:ADDRESS_ROOM], errors=problem.errors)
        return page(request, "ask.html", view, problem.status_code)
    if conversation:
        conversations_of(request).scopes.keep(conversation, chosen)
    if wants_page(request):
        return RedirectResponse(_address(conversation, chosen, question, find_scope), 303)
    cards = library_of(request).documents()
    return page(
        request, "scope.html", PartView(scope=scope_view(chosen, cards, find=find_scope, opened=True))
    )


def _address(conversation: str, chosen: Scope, question: str, find: str) -> str:
    """The page with what was typed in its box; before there is a conversation the address holds what was chosen."""
    pairs = [("q", question), ("find_scope", find)]
    if not conversation:
        pairs += [("council", name) for name in chosen.councils]
        pairs += [("document", identifier) for identifier in chosen.documents]
    query = urlencode([pair for pair in pairs if pair[1].strip()])
    return f"{f'/c/{conversation}' if conversation else '/'}{f'?{query}' if query else ''}#scope"
