"""The page of sources: what the library is kept equal to, run, paused and confirmed; websites are added here.

A folder is added from the command line alone: whoever sees this page is not thereby allowed to read the disk.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from assistant.keeping.switches import Switch
from ingest.sources.model import BadSource, SourceCard, UnknownSource
from ingest.sources.service import Sources
from web.acting import ON
from web.parts import library_of, switches_of
from web.problems import Problem, invalid, not_found
from web.render import page, shell
from web.source_words import every, run_sentences, seconds_of
from web.views import Field
from web.views_sources import SourceLine, SourcesView

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=2000)]
HOME = "/library/sources"
_LABELS = {
    "address": (
        "Address",
        "A page below which links are followed, or a sitemap: https://www.example.gov.uk/plans/",
    ),
    "name": ("Name", ""),
    "every": ("Run every", "30m, 6h or 1d; leave it empty to run it by hand"),
}


def sources_of(request: Request) -> Sources:
    """The sources of the library."""
    return library_of(request).sources


@router.get(HOME)
def sources(request: Request) -> Response:
    """Every source with its last run, and the form for another."""
    return _page(request, {}, {}, 200)


def _page(request: Request, typed: Mapping[str, str], errors: Mapping[str, str], status: int) -> Response:
    held = sources_of(request)
    lines = [_line(card, running=held.running == card.id) for card in held.cards()]
    fields = [
        Field(name, label, typed.get(name, ""), hint, errors.get(name, ""))
        for name, (label, hint) in _LABELS.items()
    ]
    working = any(line.running for line in lines)
    top = shell(request, "Sources", section="/library", errors=errors, refresh_s=3 if working else 0)
    return page(request, "sources.html", SourcesView(top, lines, fields), status)


def _line(card: SourceCard, *, running: bool) -> SourceLine:
    return SourceLine(
        id=card.id,
        name=card.name,
        address=card.address if card.name != card.address else "",
        about=f"{card.kind}, {card.items} paper{'' if card.items == 1 else 's'}, {every(card)}",
        sentences=run_sentences(card.last),
        paused=card.paused,
        timed=bool(card.every_s),
        running=running,
        held=len(card.last.held) if card.last else 0,
    )


@router.post(HOME)
def add(request: Request, address: Text = "", name: Text = "", every: Text = "") -> Response:
    """Set a website up and read it for the first time."""
    switches_of(request).must_be_on(Switch.UPLOADS)
    typed = {"address": address.strip(), "name": name.strip(), "every": every.strip()}
    try:
        card = _added(request, typed)
    except Problem as problem:
        return _page(request, typed, problem.errors, problem.status_code)
    sources_of(request).start(card.id)
    return RedirectResponse(HOME, 303)


def _added(request: Request, typed: Mapping[str, str]) -> SourceCard:
    """The source; raises a 422 Problem."""
    try:
        every_s = seconds_of(typed["every"])
    except ValueError as fault:
        raise invalid({"every": f"This must be {fault}."}) from None
    try:
        if not _is_public(typed["address"]):
            raise invalid({"address": "Give the address of a public website, beginning with https://."})
        return sources_of(request).add("website", typed["address"], name=typed["name"], every_s=every_s)
    except BadSource as fault:
        raise invalid({"address": str(fault)}) from None


def _is_public(address: str) -> bool:
    """Whether every address of the host is open to the world: this server must not be sent round its own network."""
    try:
        parts = urlsplit(address)
        found = socket.getaddrinfo(parts.hostname or "", parts.port or 443, proto=socket.IPPROTO_TCP)
    except (OSError, ValueError):
        return False
    return bool(found) and all(ipaddress.ip_address(str(one[4][0])).is_global for one in found)


@router.post(f"{HOME}/{{source_id}}/{{verb}}")
async def act(source_id: str, verb: str, request: Request) -> Response:
    """Run a source now, confirm its deletions, pause it, go on with it, or take it away."""
    setattr(request.state, ON, f"{source_id} {verb}")
    if verb in ("run", "confirm"):
        switches_of(request).must_be_on(Switch.UPLOADS)
    await run_in_threadpool(_act, sources_of(request), source_id, verb)
    return RedirectResponse(HOME, 303)


def _act(held: Sources, source_id: str, verb: str) -> None:
    try:
        match verb:
            case "run" | "confirm":
                held.start(source_id, confirm=verb == "confirm")
            case "pause" | "resume":
                held.pause(source_id, paused=verb == "pause")
            case "remove":
                held.remove(source_id)
            case _:
                raise not_found("action", verb)
    except UnknownSource:
        raise not_found("source", source_id) from None
