"""The document viewer: a page's text with the cited words marked, its picture, and the original."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from web.document_view import Place, document_view
from web.library import original_response
from web.owner import owner_of
from web.page_image import page_image
from web.parts import card_of, conversations_of, library_of, settings_of
from web.problems import not_found
from web.render import page, shell

router = APIRouter(include_in_schema=False)
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
) -> Response:
    """The viewer at a page, a passage, or the hits of a search."""
    card = card_of(request, document_id)
    library = library_of(request)
    turn = conversations_of(request).turn(answer, owner_of(request)) if answer else None
    place = Place(number, start, end, find.strip(), hit, answer if turn else "")
    facts = library.facts(document=document_id, rejected=True)
    view = document_view(
        shell(request, card.title, section="/library"),
        card,
        library.document(document_id),
        facts,
        place,
        turn,
    )
    return page(request, "document.html", view)


@router.get("/documents/{document_id}/pages/{number}.webp")
def image(document_id: str, number: int, request: Request) -> Response:
    """The picture of a PDF page; it never changes, for the id is made of the bytes."""
    card = card_of(request, document_id)
    kept = settings_of(request).data / "pages" / f"{card.digest}-{number}.webp"
    known = card.format == "pdf" and 1 <= number <= card.pages
    data = page_image(library_of(request).original(card.id), number, kept) if known else None
    if data is None:
        raise not_found("picture of page", str(number))
    return Response(
        data, media_type="image/webp", headers={"cache-control": "private, max-age=31536000, immutable"}
    )


@router.get("/documents/{document_id}/original")
def original(document_id: str, request: Request) -> Response:
    """The file as it was uploaded, as an attachment."""
    return original_response(library_of(request), card_of(request, document_id))
