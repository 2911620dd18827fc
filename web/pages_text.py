"""About, privacy, accessibility and help: true of what is running. And the council's colours."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.disclosure import sent_where
from assistant.keeping.switches import Switch
from web.parts import library_of, settings_of, switches_of
from web.render import page, shell
from web.theme import theme_css
from web.version import TESTED
from web.views import TextView
from web.who import NOBODY, who_of

router = APIRouter(include_in_schema=False)


@router.get("/about")
def about(request: Request) -> Response:
    """What it can and cannot do, and what is running."""
    return page(request, "about.html", _view(request, "About", "/about"))


@router.get("/privacy")
def privacy(request: Request) -> Response:
    """Where text goes and what is kept."""
    return page(request, "privacy.html", _view(request, "Privacy"))


@router.get("/accessibility")
def accessibility(request: Request) -> Response:
    """The accessibility statement."""
    return page(request, "accessibility.html", _view(request, "Accessibility"))


@router.get("/help")
def help_page(request: Request) -> Response:
    """How to ask and how to read an answer."""
    return page(request, "help.html", _view(request, "Help"))


@router.get("/theme.css")
def theme(request: Request) -> Response:
    """The council's colours as custom properties."""
    headers = {"cache-control": "private, max-age=300"}
    return Response(theme_css(settings_of(request).colour), media_type="text/css", headers=headers)


def _view(request: Request, title: str, section: str = "") -> TextView:
    settings, library = settings_of(request), library_of(request)
    return TextView(
        shell=shell(request, title, section=section),
        documents=len(library.documents()),
        councils=[body.name for body in library.bodies()],
        model=sent_where(settings).where,
        contact=settings.contact,
        keep_days=settings.keep_days,
        data=str(settings.data),
        upload_mb=settings.upload_limit // 1_000_000,
        sent=sent_where(settings),
        model_off=switches_of(request).off(Switch.MODEL),
        reference="" if (who := who_of(request)) == NOBODY else who,
        keep_audit_days=settings.keep_audit_days,
        questions=settings.audit_questions,
        tested=TESTED,
        accounts=settings.auth != "none",
    )
