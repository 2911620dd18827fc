"""The way through a paper's figures, one after the other: the picture of each, and which nobody has reviewed yet."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request

from ingest.fact_model import Fact
from web.facade import Card
from web.fact_cell import cells_of
from web.library_view import figures_of
from web.pages_document import letters_of
from web.parts import library_of
from web.picture_view import Shown, picture_view
from web.views_picture import PictureView
from web.views_review import FlowView

SETTLED = "settled"
"""What a form says that confirms a figure as it stands, or corrects it where something was typed over."""


def picture_of(request: Request, card: Card, fact: Fact) -> PictureView | None:
    """The page that prints the figure, with its words and its cell marked; nothing where there is no such picture."""
    place = fact.places[0]
    if card.format != "pdf" or not place.page:
        return None
    document = library_of(request).document(card.id)
    span = (place.start, place.end)
    shown = Shown(document, place.page, [span], cells_of(document, span, fact, None))
    return picture_view(
        shown, letters_of(request, card), lambda page, **_: f"/documents/{card.id}?page={page}"
    )


def flow_view(request: Request, card: Card, fact_id: str, *, on: bool) -> FlowView | None:
    """Where in its paper a figure stands, and the way on."""
    facts = figures_of(library_of(request), card.id)
    at = next((number for number, fact in enumerate(facts) if fact.id == fact_id), None)
    if at is None:
        return None
    waiting = sum(fact.review is None for fact in facts)
    return FlowView(
        where=f"Figure {at + 1} of {len(facts)} in this paper, {waiting} not reviewed",
        previous=address(facts[at - 1], on=on) if at else "",
        next=address(facts[at + 1], on=on) if at + 1 < len(facts) else "",
        waiting=next_waiting(facts, fact_id, on=on),
        on=on,
    )


def next_waiting(facts: Sequence[Fact], after: str, *, on: bool = True) -> str:
    """The next figure that nobody has reviewed, from the beginning again after the last; empty when all are reviewed."""
    at = next((number for number, fact in enumerate(facts) if fact.id == after), -1)
    waiting = [fact for fact in (*facts[at + 1 :], *facts[: max(at, 0)]) if fact.review is None]
    return address(waiting[0], on=on) if waiting else ""


def address(fact: Fact, *, on: bool) -> str:
    """A figure's own page; ``on`` goes on to the next one after each decision."""
    return f"/facts/{fact.id}" + ("?flow=1" if on else "")
