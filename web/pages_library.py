"""The library: upload, watch, correct, confirm figures, remove; plain forms, POST then redirect."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from ingest.bodies import known_names
from ingest.library_model import Job, JobState
from ingest.parse.formats import SUFFIXES
from ingest.parse.unpack_model import ARCHIVES
from ingest.refs import page_word
from web import pages_bulk
from web.details import read_details
from web.document_view import report_rows
from web.door import rights_here
from web.evidence_view import evidence_lines
from web.fact_view import fact_line
from web.library import collections_to_choose, correct, job_of, shelves_of, submit, submit_again
from web.library import remove as remove_document
from web.library_list import TROUBLES, Wanted, list_view
from web.library_view import (
    FIGURES_SHOWN,
    detail_fields,
    figures_of,
    job_line,
    values_of,
)
from web.parts import card_of, conversations_of, library_of, settings_of
from web.problems import Problem
from web.removed_papers import keep, let_go, take_back
from web.render import page, shell
from web.review_flow import next_waiting
from web.uploads import read_upload
from web.views_library import DocumentDetailsView, LibraryView, RemoveView

router = APIRouter(include_in_schema=False)
router.include_router(pages_bulk.router)
Text = Annotated[str, Form(max_length=2000)]
Short = Annotated[str, Query(max_length=200)]
SHOWN_JOBS = 50


@router.get("/library")
def library(
    request: Request,
    job: Annotated[list[str] | None, Query()] = None,
    find: Short = "",
    by_status: Short = "",
    trouble: Short = "",
    sort: Short = "title",
    first: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
) -> Response:
    """The documents that are wanted, the form, and the uploads under way."""
    wanted = Wanted(find, by_status, trouble if trouble in TROUBLES else "", sort, first)
    return page(request, "library.html", _view(request, job or [], wanted=wanted))


def _view(
    request: Request,
    jobs: list[str],
    *,
    wanted: Wanted | None = None,
    errors: Mapping[str, str] | None = None,
    status: Mapping[str, str] | None = None,
) -> LibraryView:
    library, settings = library_of(request), settings_of(request)
    lines = [job_line(job) for job in _jobs(request, jobs[:SHOWN_JOBS])]
    working = any(not line.done for line in lines)
    frame = shell(
        *(request, "Library"),
        section="/library",
        errors=errors,
        refresh_s=2 if working else 0,
        script="library.js",
    )
    undo = request.query_params.get("undo", "")
    undo_at = f"/library/put-back/{undo}" if undo.isalnum() and frame.notice else ""
    cards = library.documents()
    return LibraryView(
        shell=replace(frame, undo=undo_at),
        documents=len(cards),
        list=list_view(library, wanted or Wanted()),
        known=[body.name for body in library.bodies()],
        jobs=lines,
        fields=detail_fields(status or {}, errors or {}),
        upload_mb=settings.upload_limit // 1_000_000,
        upload_count=settings.upload_count,
        accept=",".join((*SUFFIXES, *sorted(ARCHIVES))),
        bodies=len({card.body.id for card in cards if card.body}),
        slips=len(library.slips()),
        collections=collections_to_choose(request),
    )


def _jobs(request: Request, named: Sequence[str]) -> list[Job]:
    """The uploads named in the address, then those under way and those refused of late, whoever left the page.

    Where people sign in, those that somebody else sent are left out.
    """
    found: dict[str, Job] = {}
    recent = [job.id for job in library_of(request).recent_jobs() if job.state is not JobState.READY]
    for identifier in dict.fromkeys((*named, *recent)):
        with contextlib.suppress(Problem):
            found[identifier] = job_of(request, identifier)
    return list(found.values())


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
    shelf = fields.get("collection", "")
    jobs = [await run_in_threadpool(submit, request, item, details, shelf) for item in uploads]
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
        report=report_rows(card.report, page_word(card.format)),
        cautions=card.report.warnings,
        facts=[fact_line(fact) for fact in shown],
        figures=f"{first + 1} to {first + len(shown)} of {len(facts)}" if len(shown) < len(facts) else "",
        previous_figures=f"{address}{max(0, first - FIGURES_SHOWN)}#facts" if first else "",
        next_figures=f"{address}{first + len(shown)}#facts" if first + len(shown) < len(facts) else "",
        lost=[fact_line(one.fact) for one in library_of(request).lost_reviews(document=card.id)],
        evidence=evidence_lines(library_of(request).document(document_id)),
        slips=len(library_of(request).slips(card.id)),
        known=known_names(),
        review_url=next_waiting(facts, ""),
        may=rights_here(request, card.id),
        collections=shelves_of(request, card.id),
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
    """Remove a document; then the library, where the removal can be taken back for an hour."""
    card, data = card_of(request, document_id), settings_of(request).data
    holds = conversations_of(request).holds
    holds.refuse(card.id)
    token = keep(data, library_of(request), card)
    remove_document(library_of(request), card, data, holds)
    return RedirectResponse(f"/library?done=removed&undo={token}", 303)


@router.post("/library/put-back/{token}")
def put_back(token: str, request: Request) -> Response:
    """Take a removal back: the paper is read again, with what was known of it."""
    data = settings_of(request).data
    job = submit_again(request, *take_back(data, token))
    let_go(data, token)
    return RedirectResponse(f"/library?job={job.id}#uploads", 303)
