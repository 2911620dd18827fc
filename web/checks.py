"""Sums that do not add up: over HTTP, and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.evidence import passage_url
from ingest.refs import page_word
from ingest.slip import Slip
from web.dialogue import NAME_LIMIT
from web.facade import Card
from web.parts import card_of, library_of
from web.render import page, shell
from web.shapes import slip_json
from web.views_library import ChecksView, SlipLine

TITLE = "Sums that do not add up"
router = APIRouter()
Document = Annotated[str, Query(max_length=NAME_LIMIT)]


@router.get("/api/checks", tags=["facts"])
def checks(request: Request, document: Document = "") -> dict[str, Any]:
    """Printed totals, shares and differences that do not come out, of one document or of all."""
    return {"checks": [slip_json(slip) for slip in found_slips(request, document)]}


@router.get("/checks", include_in_schema=False)
def checks_page(request: Request, document: Document = "") -> Response:
    """The same for people, each with the way to its words."""
    slips = found_slips(request, document)
    cards = {card.id: card for card in library_of(request).documents()}
    view = ChecksView(
        shell=shell(request, TITLE, section="/library"),
        document=document,
        title=name_of(cards[document]) if document else "",
        lines=slip_lines(slips, cards),
        documents=len(cards),
    )
    return page(request, "checks.html", view)


def found_slips(request: Request, document: str) -> Sequence[Slip]:
    """The slips of one document, which must be there, or of all."""
    return library_of(request).slips(card_of(request, document).id if document else None)


def slip_lines(slips: Sequence[Slip], cards: dict[str, Card]) -> list[SlipLine]:
    """Slips as lines, each with its document and the address of its words."""
    return [
        SlipLine(
            sentence=slip.sentence,
            terms=" · ".join(slip.terms),
            title=name_of(cards[slip.document]),
            where=", ".join(
                part
                for part in (
                    f"{page_word(cards[slip.document].format)} {slip.page}" if slip.page else "",
                    slip.heading,
                )
                if part
            ),
            url=passage_url(slip.document, slip.page, slip.start, slip.end),
        )
        for slip in slips
        if slip.document in cards
    ]


def name_of(card: Card) -> str:
    """A document as people know it."""
    return card.title or card.file
