"""Which requests go into the record of what was done, and as what. A new route must have its line here, or a test fails."""

from __future__ import annotations

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.conversation_people import reference_of
from assistant.keeping.audit import Audit
from assistant.keeping.audit_events import Done, Kind
from ingest.faults import told
from web.acting import FAILED, ON, REFUSED, acting
from web.problems import Problem, problem_response
from web.who import who_of


@dataclass(frozen=True, slots=True)
class Act:
    """What a request does. ``at_the_end`` says that the work itself records it when it is done, and only refusals
    are recorded here.
    """

    kind: Kind
    what: str
    at_the_end: bool = False


READ, CHANGE, EXPORT, ASK = Kind.READING, Kind.CHANGING, Kind.EXPORTING, Kind.ASKING
SIGN_IN, ADMINISTER = Kind.SIGNING_IN, Kind.ADMINISTERING
ACTS: Mapping[str, Act] = {
    "POST /api/chat": Act(ASK, "ask", True),
    "POST /ask": Act(ASK, "ask", True),
    "POST /v1/chat/completions": Act(ASK, "ask", True),
    "POST /api/verify": Act(ASK, "put a statement to the papers"),
    "POST /api/scenarios/parse": Act(ASK, "read a question as a scenario"),
    "POST /api/scenarios/run": Act(ASK, "compute a projection"),
    "POST /api/scenarios/compare": Act(ASK, "compare projections"),
    "POST /scenario": Act(ASK, "compute a projection"),
    "POST /scenario/{hash_}": Act(ASK, "compute a projection"),
    "GET /compare": Act(ASK, "compare bodies"),
    "GET /api/documents/{document_id}": Act(READ, "read a paper"),
    "GET /api/documents/{document_id}/pages/{number}": Act(READ, "read a paper"),
    "GET /documents/{document_id}": Act(READ, "read a paper"),
    "GET /documents/{document_id}/pages/{number}.webp": Act(READ, "read a paper"),
    "GET /library/{document_id}": Act(READ, "read what was understood of a paper"),
    "GET /c/{conversation_id}": Act(READ, "read a conversation"),
    "GET /api/conversations/{conversation_id}": Act(READ, "read a conversation"),
    "GET /s/{token}": Act(READ, "read a shared conversation"),
    "GET /scenario/{hash_}": Act(READ, "read a projection"),
    "GET /api/documents/{document_id}/original": Act(EXPORT, "download an original"),
    "GET /documents/{document_id}/original": Act(EXPORT, "download an original"),
    "GET /answers/{name}": Act(EXPORT, "export an answer"),
    "GET /c/{conversation_id}/transcript.docx": Act(EXPORT, "export a conversation"),
    "GET /projections/{name}": Act(EXPORT, "export a projection"),
    "GET /api/projections/{name}": Act(EXPORT, "export a projection"),
    "GET /compare/{name}": Act(EXPORT, "export a comparison"),
    "GET /api/facts": Act(EXPORT, "export figures"),
    "POST /api/documents": Act(CHANGE, "upload papers"),
    "POST /library": Act(CHANGE, "upload papers"),
    "PATCH /api/documents/{document_id}": Act(CHANGE, "correct a paper"),
    "POST /library/{document_id}": Act(CHANGE, "correct a paper"),
    "DELETE /api/documents/{document_id}": Act(CHANGE, "remove a paper"),
    "POST /library/{document_id}/remove": Act(CHANGE, "remove a paper"),
    "POST /api/facts": Act(CHANGE, "add a figure"),
    "POST /library/{document_id}/add-figure": Act(CHANGE, "add a figure"),
    "POST /api/facts/{fact_id}/review": Act(CHANGE, "review a figure"),
    "POST /facts/{fact_id}/review": Act(CHANGE, "review a figure"),
    "POST /api/facts/{fact_id}/undo": Act(CHANGE, "take back a review"),
    "POST /facts/{fact_id}/undo": Act(CHANGE, "take back a review"),
    "POST /api/answers/{answer_id}/feedback": Act(CHANGE, "say whether an answer helped"),
    "POST /answers/{answer_id}/feedback": Act(CHANGE, "say whether an answer helped"),
    "PATCH /api/conversations/{conversation_id}": Act(CHANGE, "rename a conversation"),
    "POST /c/{conversation_id}/rename": Act(CHANGE, "rename a conversation"),
    "DELETE /api/conversations/{conversation_id}": Act(CHANGE, "delete a conversation"),
    "POST /c/{conversation_id}/delete": Act(CHANGE, "delete a conversation"),
    "POST /c/{conversation_id}/put-back": Act(CHANGE, "put a conversation back"),
    "POST /c/{conversation_id}/share": Act(CHANGE, "share a conversation"),
    "POST /c/{conversation_id}/unshare": Act(CHANGE, "end a shared link"),
    "POST /c/{conversation_id}/stop": Act(CHANGE, "stop a question"),
    "POST /scenario/{hash_}/save": Act(CHANGE, "save a projection by name"),
    "POST /scenario/{hash_}/drop": Act(CHANGE, "take a projection off the list"),
    "POST /scenario/{hash_}/share": Act(CHANGE, "share a projection, or no more"),
    "GET /projections/together.svg": Act(EXPORT, "export a projection"),
    "POST /compare/save": Act(CHANGE, "save a comparison by name"),
    "POST /compare/drop": Act(CHANGE, "take a comparison off the list"),
    "POST /library/{document_id}/collections": Act(CHANGE, "put a paper into collections"),
    "POST /library/put-back/{token}": Act(CHANGE, "put a paper back"),
    "GET /library-tables/{name}": Act(EXPORT, "export a table to edit"),
    "POST /library-tables": Act(CHANGE, "read an edited table"),
    "POST /library-tables/{token}/apply": Act(CHANGE, "apply an edited table"),
    "POST /library/sources": Act(ADMINISTER, "set up a source"),
    "POST /library/sources/{source_id}/{verb}": Act(ADMINISTER, "work on a source"),
    "GET /admin": Act(ADMINISTER, "read what was asked"),
    "GET /admin/{name}": Act(EXPORT, "export what was asked"),
    "POST /people": Act(ADMINISTER, "add an account"),
    "POST /people/{name}/roles": Act(ADMINISTER, "give roles"),
    "POST /people/{name}/reset": Act(ADMINISTER, "give a one-time password"),
    "POST /people/{name}/disable": Act(ADMINISTER, "let somebody sign in, or no more"),
    "POST /collections": Act(ADMINISTER, "make a collection"),
    "POST /collections/give": Act(ADMINISTER, "give a collection to somebody"),
    "POST /collections/withdraw": Act(ADMINISTER, "take a collection back from somebody"),
    "POST /collections/remove": Act(ADMINISTER, "remove a collection"),
    "POST /sign-in": Act(SIGN_IN, "sign in"),
    "GET /sign-in/back": Act(SIGN_IN, "sign in by the provider"),
    "POST /sign-out": Act(SIGN_IN, "sign out"),
    "POST /account/password": Act(SIGN_IN, "choose a password"),
    "POST /account/sessions/{handle}/end": Act(SIGN_IN, "end a session"),
    "POST /account/keys": Act(SIGN_IN, "make an API key"),
    "POST /account/keys/{handle}/end": Act(SIGN_IN, "end an API key"),
}
NOT_RECORDED = frozenset(
    (
        # Pages and lists that show no paper and no conversation; figures among them stand one by one, with their quotes.
        *(
            "GET /",
            "GET /ask",
            "GET /library",
            "GET /scenario",
            "GET /conversations",
            "GET /side",
            "POST /scope",
        ),
        *("GET /about", "GET /privacy", "GET /accessibility", "GET /help", "GET /theme.css", "GET /checks"),
        *("GET /api/checks", "GET /api/documents", "GET /api/conversations", "GET /api/jobs/{job_id}"),
        *(
            "GET /library/{document_id}/remove",
            "GET /library/{document_id}/add-figure",
            "GET /facts/{fact_id}",
        ),
        *("GET /reviews", "GET /api/facts/{fact_id}/history", "GET /compare/chart.svg"),
        # Forms to sign in, the way to the provider, and lists for those who administer.
        *("GET /sign-in", "GET /sign-in/provider", "GET /account", "GET /account/password"),
        *("GET /people", "GET /collections", "GET /library/sources", "GET /library-tables"),
        # Programs that look whether it runs, and what it can do.
        *("GET /healthz", "GET /readyz", "GET /metrics", "GET /v1/models", "GET /v1/models/{name}"),
        *("GET /api/openapi.json", "HEAD /api/openapi.json"),
    )
)


PEOPLE = "/people/"
LOOKS_AGAIN = "GET /compare"
"""A page that asks for itself again, over and over, while its cells fill in."""
AGAIN_S, REMEMBERED = 10.0, 1000


class Audited:
    """Records each request before its answer goes out; what cannot be recorded is not answered."""

    def __init__(self, app: ASGIApp, *, audit: Audit, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._audit, self._clock = app, audit, clock
        self._seen: OrderedDict[tuple[bytes, Done], float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        who = partial(who_of, Request(scope))
        unrecorded = False

        async def send_recorded(message: Message) -> None:
            nonlocal unrecorded
            if message["type"] == "http.response.start":
                try:
                    await self._record(_done(scope, int(message["status"]), who()), scope)
                except Exception as fault:  # whatever it is, what has no record is not given out
                    unrecorded = True
                    await problem_response(_unrecorded(fault))(scope, receive, send)
            if not unrecorded:
                await send(message)

        with acting(who, self._audit):
            await self._app(scope, receive, send_recorded)

    async def _record(self, done: Done | None, scope: Scope) -> None:
        """Record it, unless a page only asks for itself again: the same person for the same, ending as it did just before."""
        if done is None:
            return
        seen, now = (bytes(scope["query_string"]), done), self._clock()
        again = now - self._seen.pop(seen, -math.inf) < AGAIN_S
        if not again:
            await run_in_threadpool(self._audit.record, done)
        if _route(scope) == LOOKS_AGAIN:
            self._seen[seen] = now
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)


def _unrecorded(fault: Exception) -> Problem:
    why = told(fault) or type(fault).__name__
    logging.getLogger("moothall").error("the record of what was done cannot be kept: %s", why)
    return Problem(
        503, f"The record of what is done here cannot be kept, so nothing is given out: {why}", kind="audit"
    )


def _done(scope: Scope, status: int, who: str) -> Done | None:
    """What goes into the record of a request that is answered with this status."""
    act = ACTS.get(_route(scope))
    if act is None or (act.at_the_end and status < 400):
        return None
    outcome = "done" if status < 400 else f"{REFUSED} ({status})" if status < 500 else FAILED
    on = scope.get("state", {}).get(ON) or _first_named(scope)
    return Done(who, act.kind, act.what, on, outcome)


def _route(scope: Scope) -> str:
    return f"{scope['method']} {getattr(scope.get('route'), 'path', '')}"


def _first_named(scope: Scope) -> str:
    """What the address names first; people are not named, for an address has their names."""
    given: Mapping[str, object] = scope.get("path_params", {}) if not scope["path"].startswith(PEOPLE) else {}
    on = [reference_of(str(value)) if name == "token" else str(value) for name, value in given.items()]
    return on[0] if on else ""
