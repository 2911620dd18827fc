"""Everything on the pages of the chat, put together for their templates."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from fastapi import Request

from assistant.conversation import ConversationCard, Turn
from assistant.conversation_scope import Scope
from ingest.bodies_list import council_types
from ingest.model import Body
from web.answer_view import turn_view
from web.flights import Flight
from web.owner import owner_of
from web.parts import conversations_of, flights_of, library_of, moothall_of
from web.place import base_of
from web.problems import problem_of
from web.render import shell
from web.scoping import FIND_ROOM, scope_view, scope_words
from web.views_chat import AskView, ConversationLine, FlightView, ShareView, SideView, TurnView

SIDE_LINES = 12
LOOK_AGAIN_S = 2
LATEST = 5
"""So many turns are shown at once, so that a long conversation stays a light page."""


def ask_view(
    request: Request,
    conversation_id: str,
    *,
    question: str = "",
    scope: Scope | None = None,
    errors: Mapping[str, str] | None = None,
    find: str = "",
    find_scope: str = "",
    undo: str = "",
    since: int = 0,
) -> AskView:
    """The Ask page; ``question`` stands in the box, ``scope`` is chosen though not kept yet, ``since`` is the first
    turn to show where that is not one of the latest.
    """
    store, library = conversations_of(request), library_of(request)
    cards = library.documents()
    # the flight first: an answer that lands in between is then among the turns
    flight = flights_of(request).of(conversation_id) if conversation_id else None
    turns = list(store.turns(conversation_id)) if conversation_id else []
    failed = flight is not None and flight.answer.done()
    if flight is not None and failed:
        errors, question = errors or _failure(flight), question or flight.question
    waiting = flight is not None and not failed
    earlier = max(0, min(len(turns) - LATEST, since - 1 if since else len(turns)))
    title = store.title(conversation_id) or ("Working on it" if waiting else "Ask")
    chosen = store.scopes.of(conversation_id) if scope is None and conversation_id else scope or Scope()
    return AskView(
        shell=shell(
            request,
            title,
            section="/",
            errors=errors,
            refresh_s=LOOK_AGAIN_S if waiting else 0,
            script="ask.js",
            undo=undo,
        ),
        conversation_id=conversation_id,
        title=title,
        turns=turn_views(request, turns[earlier:]),
        earlier=earlier,
        starters=[] if turns or waiting else list(moothall_of(request).starters())[:6],
        question=question,
        documents=len(cards),
        holds=holds(len(cards), library.bodies()),
        scope=scope_view(chosen, cards, find=find_scope),
        side=side_view(request, conversation_id, find=find),
        flight=FlightView(flight.question, flight.words, flight.text) if flight and waiting else None,
        share=share_view(request, conversation_id, len(turns)) if turns else None,
    )


def _failure(flight: Flight) -> Mapping[str, str]:
    """Why a question found no answer, though the page that asked did not wait for it."""
    fault = flight.answer.exception()
    told = problem_of(fault).detail if isinstance(fault, Exception) else "The question was stopped."
    return {"question": f"“{flight.question[:80]}” was not answered. {told}"}


def turn_views(request: Request, turns: Sequence[Turn], *, read_only: bool = False) -> list[TurnView]:
    """The turns of a conversation; the last one offers what to ask next."""
    store, cards = conversations_of(request), library_of(request).documents()
    chosen = bool(turns) and store.scopes.chosen_in(turns[0].conversation_id)
    return [
        turn_view(
            *(turn, store),
            last=turn is turns[-1],
            scope=scope_words(store.scopes.of_turn(turn.id), cards) if chosen else "",
            read_only=read_only,
        )
        for turn in turns
    ]


def side_view(
    request: Request, conversation_id: str = "", *, find: str = "", most: int = SIDE_LINES, back: str = ""
) -> SideView:
    """This browser's conversations, latest first; those with the words of ``find``."""
    find = find[:FIND_ROOM]
    cards = conversations_of(request).list(owner_of(request), most + 1, find=find)
    return SideView(
        lines=[_line(card, conversation_id) for card in cards[:most]],
        find=find,
        back=back or (f"/c/{conversation_id}" if conversation_id else "/"),
        more=len(cards) > most,
    )


def _line(card: ConversationCard, conversation_id: str) -> ConversationLine:
    when = time.strftime("%d %B %Y", time.gmtime(card.changed))
    return ConversationLine(card.id, card.title, card.turns, when, card.id == conversation_id)


def share_view(request: Request, conversation_id: str, turns: int) -> ShareView | None:
    """The link under which others may read a conversation, if there is one."""
    share = conversations_of(request).shares.of(conversation_id)
    if share is None:
        return None
    return ShareView(f"{base_of(request)}/s/{share.token}", share.turns, turns - share.turns)


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
