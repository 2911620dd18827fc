"""The document viewer: a page's text with the cited words marked, its picture, and the original."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ingest.printed import PrintedPage
from ingest.scanned import printed
from web.document_view import Place, document_view
from web.door import door_of
from web.facade import Card
from web.library import original_response
from web.owner import owner_of
from web.page_image import KEPT, page_image
from web.page_letters import page_letters
from web.parts import card_of, conversations_of, library_of, settings_of
from web.picture_marks import Letters
from web.problems import not_found
from web.render import page, shell

router = APIRouter(include_in_schema=False)
Size = Literal["", "small", "large"]
Offset = Annotated[int | None, Query(ge=0, le=1_000_000_000)]


@router.get("/documents/{document_id}")
def document(
    document_id: str,
    request: Request,
    number: Annotated[int, Query(alias="page", ge=0, le=1_000_000)] = 0,
    start: Offset = None,
    end: Offset = None,
    find: Annotated[str, Query(max_length=200)] = "",
    hit: Annotated[int, Query(ge=0, le=100_000)] = 0,
    answer: Annotated[str, Query(max_length=100)] = "",
    zoom: Annotated[int, Query(ge=0, le=1_000)] = 100,
    check: Annotated[str, Query(max_length=40)] = "",
    fact: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The viewer at a page, a passage, or the hits of a search."""
    card = card_of(request, document_id)
    library = library_of(request)
    turn = conversations_of(request).turn(answer, owner_of(request)) if answer else None
    place = Place(number, start, end, find.strip(), hit, answer if turn else "", zoom, check, fact)
    facts = library.facts(document=document_id, rejected=True)
    view = document_view(
        shell(request, card.title, section="/library", script="document.js"),
        card,
        library.document(document_id),
        facts,
        place,
        turn,
        letters_of(request, card),
    )
    return page(request, "document.html", view)


@router.get("/documents/{document_id}/pages/{number}.webp")
def image(document_id: str, number: int, request: Request, size: Size = "") -> Response:
    """The picture of a PDF page; it never changes, for the id is made of the bytes."""
    card = card_of(request, document_id)
    kept = _kept(request, card, f"{number}{size and '-'}{size}.webp")
    known = card.format == "pdf" and 1 <= number <= card.pages
    data = page_image(library_of(request).original(card.id), number, kept, size=size) if known else None
    if data is None:
        raise not_found("picture of page", str(number))
    # Where people sign in, the next one at this browser may not be allowed to see it.
    kept_for = "no-store" if door_of(request) else "private, max-age=31536000, immutable"
    return Response(data, media_type="image/webp", headers={"cache-control": kept_for})


def letters_of(request: Request, card: Card) -> Letters:
    """The printed letters of the document's pages; of a page read from its picture, what was recognised there."""
    original = library_of(request).original(card.id)
    scans = {scan.page: scan for scan in library_of(request).document(card.id).scans}

    def letters(number: int) -> PrintedPage | None:
        if number in scans:
            return printed(scans[number])
        return page_letters(original, number, _kept(request, card, f"{number}.json"))

    return letters


def _kept(request: Request, card: Card, name: str) -> Path:
    return settings_of(request).data / KEPT / f"{card.digest}-{name}"


@router.get("/documents/{document_id}/original")
def original(document_id: str, request: Request) -> Response:
    """The file as it was uploaded, as an attachment."""
    return original_response(library_of(request), card_of(request, document_id))
