"""The parts a request works with: what ``create_app`` put into the application's state, with their types."""

from __future__ import annotations

from fastapi import Request

from assistant.conversation import Conversations
from assistant.keeping.switches import Switches
from assistant.settings import Settings
from web.door import Door
from web.facade import Card, Library, Moothall
from web.flights import Flights
from web.owner import owner_of
from web.problems import not_found


def moothall_of(request: Request) -> Moothall:
    """The assistant, over what whoever asks may read."""
    door: Door | None = request.app.state.door
    moothall: Moothall = request.app.state.moothall
    return moothall if door is None else door.moothall(request)


def switches_of(request: Request) -> Switches:
    """What is switched off, the same for everybody."""
    moothall: Moothall = request.app.state.moothall
    return moothall.switches


def settings_of(request: Request) -> Settings:
    """The settings in force."""
    settings: Settings = request.app.state.settings
    return settings


def library_of(request: Request) -> Library:
    """The documents."""
    return moothall_of(request).library


def conversations_of(request: Request) -> Conversations:
    """The store of conversations."""
    return moothall_of(request).conversations


def own_conversations(request: Request, conversation_id: str) -> Conversations:
    """The store of conversations; raises a 404 Problem unless this browser may open this one."""
    store = conversations_of(request)
    if not store.exists(conversation_id, owner_of(request)):
        raise not_found("conversation", conversation_id)
    return store


def flights_of(request: Request) -> Flights:
    """The questions on their way."""
    flights: Flights = request.app.state.flights
    return flights


def card_of(request: Request, document_id: str) -> Card:
    """One document's card; raises a 404 Problem."""
    for card in library_of(request).documents():
        if card.id == document_id:
            return card
    raise not_found("document", document_id)
