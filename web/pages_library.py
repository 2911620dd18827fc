"""The library: upload, watch, correct, confirm figures, remove; plain forms, POST then redirect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from web.details import read_details
from web.document_view import report_rows
from web.evidence_view import evidence_lines
from web.fact_view import fact_line
from web.library import correct, job_of, submit
from web.library import remove as remove_document
from web.library_view import (
    FIGURES_SHOWN,
    detail_fields,
    document_line,
    figures_of,
    job_line,
    values_of,
)
from web.parts import card_of, conversations_of, library_of, settings_of
from web.problems import Problem
from web.render import page, shell
from web.uploads import read_upload
from web.views_library import DocumentDetailsView, LibraryView, RemoveView

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=2000)]
SHOWN_JOBS = 50


@router.get("/library")
def library(request: Request, job: Annotated[list[str] | None, Query()] = None) -> Response:
    """The documents, the form, and the uploads named in the address."""
    return page(request, "library.html", _view(request, job or []))


def _view(
    request: Request,
    jobs: list[str],
    *,
    errors: Mapping[str, str] | None = None,
    status: Mapping[str, str] | None = None,
) -> LibraryView:
    lines = []
    for identifier in jobs[:SHOWN_JOBS]:
        try:
            lines.append(job_line(job_of(library_of(request), identifier)))
        except Problem:
            continue
    settings = settings_of(request)
    working = any(not line.done for line in lines)
    return LibraryView(
        shell=shell(
            request,
            "Library",
            section="/library",
            errors=errors,
            refresh_s=2 if working else 0,
            script="library.js",
        ),
        lines=[document_line(card) for card in library_of(request).documents()],
        jobs=lines,
        fields=detail_fields(status or {}, errors or {}),
        upload_mb=settings.upload_limit // 1_000_000,
        upload_count=settings.upload_count,
        bodies=len({card.body.id for card in library_of(request).documents() if card.body}),
        slips=len(library_of(request).slips()),
    )


@router.post("/library")
async def upload(request: Request) -> Response:
    """Take files; then the library with their progress."""
    fields: Mapping[str, str] = {}
    try:
        uploads, fields = await read_upload(request, settings_of(request))
        details = read_details(fields)
    except Problem as problem:
        errors = problem.errors or {"file": str(problem.detail)}
        view = await run_in_threadpool(_view, request, [], errors=errors, status=fields)
        return page(request, "library.html", view, problem.status_code)
    jobs = [await run_in_threadpool(submit, library_of(request), item, details) for item in uploads]
    query = "&".join(f"job={job.id}" for job in jobs)
    return RedirectResponse(f"/library?{query}#uploads", 303)


@router.get("/library/{document_id}")
def details(
    document_id: str, request: Request, first: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0
) -> Response:
    """What was understood of a document, open to correction, and its figures from the ``first`` on."""
    return page(request, "details.html", _details(request, document_id, first=first))


def _details(
    request: Request,
    document_id: str,
    *,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    first: int = 0,
) -> DocumentDetailsView:
    card = card_of(request, document_id)
    facts = figures_of(library_of(request), document_id)
    shown = facts[first : first + FIGURES_SHOWN]
    address = f"/library/{card.id}?first="
    return DocumentDetailsView(
        shell=shell(request, card.title or card.file, section="/library", errors=errors),
        id=card.id,
        title=card.title or card.file,
        file=card.file,
        fields=detail_fields(values_of(card) if values is None else values, errors or {}),
        report=report_rows(card.report),
        cautions=card.report.warnings,
        facts=[fact_line(fact) for fact in shown],
        figures=f"{first + 1} to {first + len(shown)} of {len(facts)}" if len(shown) < len(facts) else "",
        previous_figures=f"{address}{max(0, first - FIGURES_SHOWN)}#facts" if first else "",
        next_figures=f"{address}{first + len(shown)}#facts" if first + len(shown) < len(facts) else "",
        lost=[fact_line(one.fact) for one in library_of(request).lost_reviews(document=card.id)],
        evidence=evidence_lines(library_of(request).document(document_id)),
        slips=len(library_of(request).slips(card.id)),
    )


@router.post("/library/{document_id}")
def save(
    document_id: str,
    request: Request,
    council: Text = "",
    title: Text = "",
    period: Text = "",
    type: Text = "",
    status: Text = "",
) -> Response:
    """Keep corrections; a wrong field is shown again with what was typed."""
    card = card_of(request, document_id)
    values = {"council": council, "title": title, "period": period, "type": type, "status": status}
    try:
        correct(library_of(request), card.id, read_details(values))
    except Problem as problem:
        view = _details(request, document_id, values=values, errors=problem.errors)
        return page(request, "details.html", view, 422)
    return RedirectResponse(f"/library/{card.id}?done=saved", 303)


@router.get("/library/{document_id}/remove")
def confirm(document_id: str, request: Request) -> Response:
    """Are you sure?"""
    card = card_of(request, document_id)
    view = RemoveView(
        shell(request, "Remove a document", section="/library"),
        card.id,
        card.title or card.file,
        card.body.name if card.body else "",
        len(library_of(request).facts(document=card.id, rejected=True)),
    )
    return page(request, "remove.html", view)


@router.post("/library/{document_id}/remove")
def remove(document_id: str, request: Request) -> Response:
    """Remove a document; then the library."""
    card, holds = card_of(request, document_id), conversations_of(request).holds
    remove_document(library_of(request), card, settings_of(request).data, holds)
    return RedirectResponse("/library?done=removed", 303)
