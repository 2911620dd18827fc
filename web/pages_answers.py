"""One answer: as text, as a Word document; and whether it helped."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assistant.conversation import Turn
from web.answer_text import plain_text
from web.ask_view import turn_views
from web.owner import owner_of
from web.parts import conversations_of, library_of, moothall_of, own_conversations
from web.problems import not_found
from web.render import page
from web.scoping import scope_words
from web.stream import wants_page
from web.transcript_docx import DOCX, transcript
from web.views_chat import FragmentView

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=8000)]


@router.get("/answers/{name}")
def answer(name: str, request: Request) -> Response:
    """One answer: ``.txt`` as text with its sources, ``.docx`` with footnotes."""
    answer_id, _, ending = name.partition(".")
    turn = _turn(answer_id, request)
    if ending == "txt":
        return PlainTextResponse(plain_text(turn, _scope(request, turn)))
    if ending == "docx":
        return _docx(request, [turn], turn.question)
    raise not_found("form of an answer", ending)


@router.get("/c/{conversation_id}/transcript.docx")
def conversation_docx(conversation_id: str, request: Request) -> Response:
    """A whole conversation as a Word document with footnotes."""
    store = own_conversations(request, conversation_id)
    return _docx(request, list(store.turns(conversation_id)), store.title(conversation_id))


@router.post("/answers/{answer_id}/feedback")
def feedback(
    answer_id: str,
    request: Request,
    conversation: Text = "",
    helpful: Text = "",
    reason: Text = "",
    comment: Text = "",
) -> Response:
    """Keep what a person said; the answer again, with room for a reason.

    The form names the conversation: where that has no owner its id is what opens it, and no answer's id gives it away.
    """
    turn = _turn(answer_id, request)
    if turn.conversation_id != conversation:
        raise not_found("answer", answer_id)
    moothall_of(request).feedback(answer_id, helpful == "yes", reason[:200], comment[:2000])
    if not wants_page(request):
        return page(request, "turn.html", FragmentView(turn_views(request, [turn])[0]))
    place = f"since={turn.number}#t{turn.number}-feedback"
    return RedirectResponse(f"/c/{turn.conversation_id}?done=thanks&{place}", 303)


def _turn(answer_id: str, request: Request) -> Turn:
    turn = conversations_of(request).turn(answer_id, owner_of(request))
    if turn is None:
        raise not_found("answer", answer_id)
    return turn


def _scope(request: Request, turn: Turn) -> str:
    chosen = conversations_of(request).scopes.of_turn(turn.id)
    return scope_words(chosen, library_of(request).documents()) if chosen else ""


def _docx(request: Request, turns: list[Turn], title: str) -> Response:
    scopes = [_scope(request, turn) for turn in turns]
    headers = {"content-disposition": 'attachment; filename="answers.docx"'}
    return Response(transcript(title, turns, scopes), media_type=DOCX, headers=headers)
