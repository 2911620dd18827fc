"""The library over HTTP: documents and their pages, uploads and their progress, corrections and removal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from ingest.library_model import Job
from web.described import EVENTS, also
from web.details import read_details
from web.library import correct, job_of, original_response, submit
from web.library import remove as remove_document
from web.parts import card_of, conversations_of, library_of, settings_of
from web.problems import invalid, not_found
from web.shapes import card_json, document_json, job_json, page_json
from web.stream import event, streamed, wants_stream
from web.uploads import read_upload

router = APIRouter(prefix="/api", tags=["library"])
POLL_S = 0.25
POLLS = 4 * 60 * 30


@router.get("/documents")
def documents(request: Request) -> dict[str, Any]:
    """Every document of the library, without its text."""
    return {"documents": [card_json(card) for card in library_of(request).documents()]}


@router.post("/documents", status_code=202)
async def add(request: Request) -> JSONResponse:
    """Take one or more files; each becomes a job."""
    uploads, fields = await read_upload(request, settings_of(request))
    details = read_details(fields)
    shelf = fields.get("collection", "")
    jobs = [await run_in_threadpool(submit, request, upload, details, shelf) for upload in uploads]
    shapes = [job_json(job) for job in jobs]
    return JSONResponse(shapes[0] | {"jobs": shapes}, 202, headers={"location": shapes[0]["url"]})


@router.get("/documents/{document_id}")
def document(document_id: str, request: Request) -> dict[str, Any]:
    """One document with its sections and its ingest report."""
    card = card_of(request, document_id)
    return document_json(card, library_of(request).document(document_id))


@router.get("/documents/{document_id}/pages/{number}")
def page(document_id: str, number: int, request: Request) -> dict[str, Any]:
    """One page's text with character offsets."""
    card_of(request, document_id)
    shape = page_json(library_of(request).document(document_id), number)
    if shape is None:
        raise not_found("page", str(number))
    return shape


@router.get(
    "/documents/{document_id}/original", response_class=Response, responses=also("application/octet-stream")
)
def original(document_id: str, request: Request) -> Response:
    """The file as it was uploaded, always as an attachment."""
    return original_response(library_of(request), card_of(request, document_id))


@router.patch("/documents/{document_id}")
async def change(document_id: str, request: Request) -> dict[str, Any]:
    """Correct what was recognised of a document."""
    details = read_details(await _object(request))
    card = await run_in_threadpool(card_of, request, document_id)
    await run_in_threadpool(correct, library_of(request), card.id, details)
    return card_json(await run_in_threadpool(card_of, request, document_id))


async def _object(request: Request) -> dict[str, Any]:
    """The JSON object of a body; raises a 422 Problem for anything else."""
    try:
        given = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise invalid({"body": 'Send JSON, such as {"title": "Workforce Plan"}.'}) from None
    if not isinstance(given, dict):
        shown = json.dumps(given)[:40]
        raise invalid({"body": f'Send a JSON object, such as {{"title": "Workforce Plan"}}, not {shown}.'})
    return given


@router.delete("/documents/{document_id}", status_code=204)
def remove(document_id: str, request: Request) -> None:
    """Remove a document from the library, the indexes, the facts and all later answers."""
    card, holds = card_of(request, document_id), conversations_of(request).holds
    remove_document(library_of(request), card, settings_of(request).data, holds)


@router.get("/jobs/{job_id}", response_model=None, responses=also(EVENTS))
async def job(job_id: str, request: Request) -> dict[str, Any] | Response:
    """How far an upload has got, as JSON or as a stream of ``job`` events until it is done."""
    found = await run_in_threadpool(job_of, request, job_id)
    if wants_stream(request):
        return streamed(_progress(request, found))
    return job_json(found)


async def _progress(request: Request, job: Job) -> AsyncIterator[bytes]:
    shown: dict[str, Any] = {}
    for _ in range(POLLS):
        shape = job_json(job)
        if shape != shown:
            shown = shape
            yield event("job", shape)
        if job.state.final or await request.is_disconnected():
            return
        await asyncio.sleep(POLL_S)
        job = await run_in_threadpool(job_of, request, job.id)
