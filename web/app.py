"""The application: every router, one door in front, one shape for errors."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import Depends, FastAPI, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from access.desk import AccessDesk
from access.file import AccessFile
from assistant.conversation import NoSuchConversation
from assistant.conversation_holds import Held
from assistant.keeping.switches import SwitchedOff
from assistant.keeping.wholeness import open_audit
from assistant.settings import Settings
from web import (
    api,
    api_facts,
    api_library,
    api_scenarios,
    api_verify,
    checks,
    health,
    openai,
    openai_shapes,
    pages_account,
    pages_admin,
    pages_answers,
    pages_ask,
    pages_collections,
    pages_compare,
    pages_conversations,
    pages_document,
    pages_library,
    pages_people,
    pages_provider,
    pages_review,
    pages_scenario,
    pages_sign_in,
    pages_sources,
    pages_text,
)
from web.audited import Audited
from web.described import PROBLEMS
from web.door import Door, admitted
from web.facade import Moothall
from web.flights import Flights
from web.guard import Guard, headers_of
from web.measures import Measured, Measures
from web.pages_provider import open_oidc
from web.pages_sign_in import elsewhere
from web.place import Place
from web.problems import Problem, problem_of, problem_response
from web.render import error_page
from web.stream import wants_page

FORM_ROOM = 65_536
PARTS = (
    *(api, api_library, api_facts, api_scenarios, api_verify, health, openai),
    *(
        checks,
        pages_answers,
        pages_ask,
        pages_conversations,
        pages_document,
        pages_sources,
        pages_library,
        pages_review,
        pages_scenario,
    ),
    *(pages_admin, pages_compare, pages_text),
    *(pages_sign_in, pages_provider, pages_account, pages_people, pages_collections),
)
STATIC = Path(__file__).parent / "static"


def create_app(moothall: Moothall, settings: Settings) -> FastAPI:
    """The web application over an open Moothall."""
    app = FastAPI(
        title="Moothall",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=PROBLEMS,
        servers=[{"url": settings.root_path}] if settings.root_path else None,
    )
    app.state.moothall = moothall
    app.state.settings = settings
    app.state.measures = Measures()
    app.state.audit = open_audit(settings)
    app.state.door = None if settings.auth == "none" else Door(moothall, open_desk(settings))
    app.state.oidc = open_oidc(app.state.door.desk.file, settings) if settings.auth == "oidc" else None
    moothall.conversations.forget_older_than(settings.keep_days)
    moothall.conversations.bin.empty()
    app.state.flights = Flights()
    asked = [Depends(admitted)]
    if app.state.door is not None:
        asked.append(Security(HTTPBearer(auto_error=False, description="An API key of your account.")))
    for part in PARTS:
        app.include_router(part.router, dependencies=asked)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for kind in (HTTPException, RequestValidationError, NoSuchConversation, SwitchedOff, Held):
        app.add_exception_handler(kind, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(
        Guard,
        hosts=settings.hosts,
        body_limit=settings.body_limit,
        upload_limit=settings.upload_limit * settings.upload_count + FORM_ROOM,
        on_fault=_broken,
        headers=headers_of(settings),
        hsts_s=settings.hsts_s,
    )
    app.add_middleware(Audited, audit=app.state.audit)
    app.add_middleware(Measured, measures=app.state.measures)
    app.add_middleware(Place, root_path=settings.root_path)
    return app


def open_desk(settings: Settings) -> AccessDesk:
    """Accounts, sessions, keys and collections, with the limits of the settings."""
    return AccessDesk(
        AccessFile.open(settings.data),
        idle_s=60 * settings.session_idle_min,
        longest_s=3600 * settings.session_hours,
        requests=f"{settings.requests_per_min}/minute",
    )


async def _failed(request: Request, fault: Exception) -> Response:
    if isinstance(fault, NoSuchConversation):
        fault = Problem(404, str(fault), kind="not-found")
    return _told(request, fault)


def _broken(scope: Scope, fault: Exception) -> Response:
    problem = problem_of(fault)
    if problem.kind == "storage":
        logging.getLogger("moothall").error("%r failed: %s", scope["path"], problem.detail)
    else:
        logging.getLogger("moothall").error("%r failed", scope["path"], exc_info=fault)
    return _told(Request(scope), fault)


def _told(request: Request, fault: Exception) -> Response:
    """A page for a person at a page; ``problem+json`` for everybody else."""
    if (sent_on := elsewhere(request, fault)) is not None:
        return sent_on
    if request.url.path.startswith("/v1/"):
        problem = problem_of(fault)
        return openai_shapes.error(problem.status_code, problem.detail)
    if wants_page(request) and not request.url.path.startswith("/api/"):
        return error_page(request, problem_of(fault))
    return problem_response(fault)
