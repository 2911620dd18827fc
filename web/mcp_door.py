"""The door of the Model Context Protocol over HTTP, where people sign in: an API key with every request, and no session."""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from access.model import Person, Right
from access.rights import may
from assistant.conversation_people import reference_of
from web.acting import Recorder, acting
from web.door import BEARER, Door, owner_name
from web.facade import Moothall
from web.problems import Problem, problem_response

SEEN: ContextVar[Moothall] = ContextVar("seen")
"""The assistant over what whoever sent this request may read; nothing is answered where it is not set."""


class McpDoor:
    """Lets requests with a key in, each to the assistant over what its person may read."""

    def __init__(self, app: ASGIApp, door: Door, audit: Recorder) -> None:
        self._app, self._door, self._audit = app, door, audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            person = await run_in_threadpool(self._person, Headers(scope=scope))
        except Problem as problem:
            await problem_response(problem)(scope, receive, send)
            return
        kept = SEEN.set(await run_in_threadpool(self._door.seen_by, person))
        try:
            with acting(partial(reference_of, owner_name(person)), self._audit):
                await self._app(scope, receive, send)
        finally:
            SEEN.reset(kept)

    def _person(self, headers: Headers) -> Person:
        given, desk = headers.get("authorization", ""), self._door.desk
        opened = desk.keys.opened(given[len(BEARER) :].strip()) if given.lower().startswith(BEARER) else None
        if opened is None:
            raise Problem(401, "Send an API key of your account: Authorization: Bearer KEY.", kind="key")
        if not desk.throttle.may_ask(opened[1]):
            raise Problem(429, "Too many requests at once. Wait a minute, then try again.", kind="rate")
        if not may(opened[0], Right.READ, desk.shelves.held()):
            raise Problem(403, "This account has no role here. Ask an administrator.", kind="role")
        return opened[0]
