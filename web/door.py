"""The inner door, where people sign in: who asks, whether they may, and the assistant over what they may read.

Every router asks ``admitted`` before anything else of a request is done. Where nobody signs in there is no door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from access.desk import AccessDesk
from access.model import Person, Right
from access.rights import administers, collections_with, may, readable
from assistant.conversation_seen import MadeFrom, SeenConversations, View
from ingest.library_errors import UnknownFact
from web.guard import SAFE
from web.problems import Problem, not_found
from web.routes import right_of

if TYPE_CHECKING:
    from web.facade import Moothall

COOKIE = "moothall_session"
BEARER = "bearer "
WITHOUT_PASSWORD = frozenset({"/account/password", "/help"})
"""Where somebody may go who has still to replace a one-time password; public pages besides."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who asks, and by which session or key (its handle); nobody when ``person`` is None."""

    person: Person | None = None
    session: str = ""
    key: str = ""


class Door:
    """Over an open assistant and an open desk."""

    def __init__(self, moothall: Moothall, desk: AccessDesk) -> None:
        self._whole, self.desk = moothall, desk

    def entry(self, request: Request) -> Entry:
        """Who asks; looked up once for each request. Raises a 401 Problem for a key that opens nothing."""
        found: Entry | None = getattr(request.state, "entry", None)
        if found is None:
            found = request.state.entry = self._entry(request)
            request.state.owner = owner_name(found.person)
        return found

    def _entry(self, request: Request) -> Entry:
        given = request.headers.get("authorization", "")
        if given.lower().startswith(BEARER):
            opened = self.desk.keys.opened(given[len(BEARER) :].strip())
            if opened is None:
                request.state.entry, request.state.owner = Entry(), owner_name(None)
                raise Problem(
                    401, "This API key opens nothing: it was never made, was ended, or is over.", kind="key"
                )
            return Entry(opened[0], key=opened[1])
        token = request.cookies.get(COOKIE, "")
        opened = self.desk.sessions.opened(token) if token else None
        return Entry() if opened is None else Entry(opened[0], session=opened[1])

    def admit(self, request: Request, right: Right) -> None:
        """Let a request in; raises a Problem of 401, 403, 404 or 429."""
        entry = self.entry(request)
        if right is Right.PUBLIC:
            return
        if entry.person is None:
            raise Problem(401, "Sign in to do this.", kind="sign-in")
        if not self.desk.throttle.may_ask(entry.key or entry.person.id):
            raise Problem(429, "Too many requests at once. Wait a minute, then try again.", kind="rate")
        if entry.session and request.method not in SAFE:
            _must_be_ours(request)
        if entry.person.must_change and request.url.path not in WITHOUT_PASSWORD:
            raise Problem(403, "Choose a password of your own first.", kind="password")
        held = self.desk.shelves.held()
        if not may(entry.person, right, held) or not may(
            entry.person, right, held, self._papers(request, right)
        ):
            raise Problem(403, "Your role does not let you do this. Ask an administrator.", kind="role")

    def _papers(self, request: Request, right: Right) -> list[str]:
        """The papers that a change or review is of; those that may not even be read are not found."""
        if right not in (Right.CHANGE, Right.REVIEW):
            return []
        library = self.moothall(request).library
        document, fact = request.path_params.get("document_id"), request.path_params.get("fact_id")
        if document is not None:
            if all(card.id != document for card in library.documents()):
                raise not_found("document", document)
            return [document]
        try:
            return [] if fact is None else [place.document for place in library.fact(fact).places]
        except UnknownFact:
            return []

    def must(self, request: Request, right: Right, document: str) -> None:
        """Raise a 403 Problem unless whoever asks has this right to a paper."""
        if not may(self.entry(request).person, right, self.desk.shelves.held(), [document]):
            raise Problem(403, "Your role does not let you do this. Ask an administrator.", kind="role")

    def moothall(self, request: Request) -> Moothall:
        """The assistant over what whoever asks may read, the same for the whole request."""
        made: Moothall | None = getattr(request.state, "moothall", None)
        if made is None:
            made = request.state.moothall = self.seen_by(self.entry(request).person)
        return made

    def seen_by(self, person: Person | None) -> Moothall:
        """The assistant over what a person may read."""
        held = self.desk.shelves.held()
        names = collections_with(person, Right.READ, held)

        def sees(made: MadeFrom) -> bool:
            return made.collections <= names and all(
                may(person, Right.READ, held, [document]) for document in made.documents
            )

        ids = readable(person, held, [card.id for card in self._whole.library.documents()])
        every = person is not None and administers(person)
        view = View(owner_name(person), names, ids, sees)
        return self._whole.seen(None if every else ids, SeenConversations(self._whole.conversations, view))

    def is_there(self, document: str) -> bool:
        """Whether the library holds a paper, whoever may read it: for its collections alone, never to be told."""
        return any(card.id == document for card in self._whole.library.documents())


def owner_name(person: Person | None) -> str:
    """Whose conversations are whose: no cookie can look like it."""
    return "" if person is None else f"person:{person.id}"


def _must_be_ours(request: Request) -> None:
    """A change by a session comes from one of our pages, and its browser says so: the outer door has looked at what it says."""
    if not {"origin", "sec-fetch-site"} & set(request.headers.keys()):
        raise Problem(
            403, "Your browser does not say which site this came from, so nothing was changed.", kind="origin"
        )


def door_of(request: Request) -> Door | None:
    """The door of this application; None where nobody signs in."""
    door: Door | None = request.app.state.door
    return door


def person_of(request: Request) -> Person | None:
    """Who asks; None for nobody."""
    door = door_of(request)
    return None if door is None else door.entry(request).person


def rights_here(request: Request, document: str = "") -> frozenset[str]:
    """What whoever asks may do, with a paper or anywhere: so that pages offer nothing that would be refused."""
    door = door_of(request)
    if door is None:
        return frozenset(Right)
    papers = [document] if document else []
    held, person = door.desk.shelves.held(), door.entry(request).person
    return frozenset(right for right in Right if may(person, right, held, papers))


async def admitted(request: Request) -> None:
    """The question that every route asks first. Raises a Problem unless whoever asks has the right that the route needs."""
    door = door_of(request)
    if door is None:
        return
    right = right_of(request.method, request.scope["route"].path)
    if right is None:
        raise Problem(403, "Nobody may open this address.", kind="role")
    if right is Right.PUBLIC and request.url.path == "/healthz":
        return  # asked of the event loop itself, for the threads may all be answering
    await run_in_threadpool(door.admit, request, right)
