"""Is the process up, is everything open, and what has it done."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse

from ingest.faults import told
from web.door import door_of
from web.measures import measures_of
from web.parts import library_of, moothall_of
from web.problems import Problem

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def health() -> dict[str, str]:
    """The process is up; asked of the event loop itself, for the threads may all be answering."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(request: Request) -> dict[str, str | int]:
    """The stores are open, the model is loaded and uploads get on; 503 with the reason when not."""
    try:
        documents = len(library_of(request).documents())
        library_of(request).embed(["ready"])
        moothall_of(request).conversations.exists("ready")
        trouble = library_of(request).trouble()
    except Exception as fault:  # whatever keeps it from being ready is the answer
        why = told(fault) or f"{type(fault).__name__}."
        raise Problem(503, f"Not ready: {why}", kind="not-ready") from fault
    if trouble:
        raise Problem(503, f"Not ready: {trouble}", kind="not-ready")
    if door_of(request) is not None:
        return {"status": "ready"}  # how much there is, is for those who signed in
    return {"status": "ready", "documents": documents}


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Counters in Prometheus text format, for this machine only, or for administrators where people sign in."""
    if door_of(request) is None and not from_here(request):
        raise Problem(
            403, "Measurements are given to this machine only, at its own address.", kind="loopback"
        )
    measures = measures_of(request)
    measures.documents.set(len(library_of(request).documents()))
    return Response(measures.text(), media_type=CONTENT_TYPE_LATEST)


def from_here(request: Request) -> bool:
    """Whether a program on this machine asks, and no proxy for somebody else."""
    passed_on = {"forwarded", "x-forwarded-for", "x-real-ip"} & set(request.headers.keys())
    try:
        return not passed_on and request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
