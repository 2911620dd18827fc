"""The facts table over HTTP: filtered, paged and exported; figures reviewed, added and taken back by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request

from access.model import Right
from ingest.fact_model import Fact, Review
from web.described import CSV, XLSX, also
from web.dialogue import NAME_LIMIT
from web.door import door_of
from web.exports import facts_csv, facts_xlsx, sheet_response
from web.facade import names_of
from web.fact_shapes import fact_json, facts_json, history_json
from web.parts import card_of, library_of
from web.problems import invalid, not_found
from web.reviewing import add, history_of, read_word, review, undo

router = APIRouter(prefix="/api", tags=["facts"])
Name = Annotated[str, Query(max_length=NAME_LIMIT)]
Given = Annotated[dict[str, Any], Body()]
MOST = 100_000
PLACE = ("document", "start", "end", "quote")


@dataclass(frozen=True, slots=True)
class Sought:
    """Which facts are asked for; ``limit`` None is all from the ``offset`` on."""

    council: str = ""
    metric: str = ""
    document: str = ""
    review: str = ""
    limit: int | None = None
    offset: int = 0


@router.get("/facts", response_model=None, responses=also(CSV, XLSX))
def facts(
    request: Request,
    council: Name = "",
    metric: Name = "",
    document: Name = "",
    review: Literal["", "confirmed", "corrected", "rejected"] = "",
    limit: Annotated[int | None, Query(ge=1, le=MOST)] = None,
    offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    format: Literal["json", "csv", "xlsx"] = "json",
) -> Any:
    """The facts of a council, a metric, a document, or all, with what people said of each; as JSON, CSV or a workbook."""
    library = library_of(request)
    found, total = find_facts(request, Sought(council, metric, document, review, limit, offset))
    if format == "json":
        lost = library.lost_reviews(document=document or None)
        return facts_json(found, library.bodies(), total=total, lost=lost)
    cards = library.documents()
    if format == "csv":
        return sheet_response(facts_csv(found, cards), "facts.csv")
    return sheet_response(facts_xlsx(found, cards), "facts.xlsx")


def find_facts(request: Request, sought: Sought) -> tuple[Sequence[Fact], int]:
    """The facts that a filter leaves and how many there are in all; a council goes by any name or id of its own."""
    library = library_of(request)
    wanted = sought.council.strip().casefold()
    bodies: list[str | None] = [body.id for body in library.bodies() if wanted and wanted in names_of(body)]
    if wanted and not bodies:
        raise not_found("council with documents called", sought.council)
    found: list[Fact] = []
    total = 0
    for body in bodies or [None]:
        some, count = library.facts_page(
            body=body,
            metric=sought.metric or None,
            document=sought.document or None,
            review=Review(sought.review) if sought.review else None,
            limit=MOST * MOST if sought.limit is None else sought.limit - len(found),
            offset=max(0, sought.offset - total),
        )
        found += some
        total += count
    return found, total


@router.post("/facts", status_code=201)
def add_one(given: Given, request: Request) -> dict[str, Any]:
    """Add a figure that was missed, at its quote in a document; the fact as it stands."""
    word, fields = read_word(request, given, beside=PLACE)
    place = _place(given)
    if (door := door_of(request)) is not None:
        door.must(request, Right.REVIEW, card_of(request, place["document"]).id)
    made = add(library_of(request), fields, place, word)
    return fact_json(made, library_of(request).bodies())


@router.post("/facts/{fact_id}/review")
def review_one(fact_id: str, given: Given, request: Request) -> dict[str, Any]:
    """Confirm, correct or reject a fact; any of its fields can be corrected. The fact as it now stands."""
    word, fields = read_word(request, given, beside=("review",))
    said = given.get("review", Review.CORRECTED.value if fields else None)
    if said not in set(Review):
        raise invalid({"review": f"{said!r} is no review: it must be one of {', '.join(Review)}."})
    now = review(library_of(request), fact_id, Review(said), fields, word)
    return fact_json(now, library_of(request).bodies())


@router.post("/facts/{fact_id}/undo")
def undo_one(
    fact_id: str, request: Request, given: Annotated[dict[str, Any] | None, Body()] = None
) -> dict[str, Any]:
    """Take the last word on a fact back; the fact as it now stands, null when it had been added by that word."""
    word, fields = read_word(request, given or {})
    if fields:
        raise invalid(dict.fromkeys(fields, "An undo changes no field."))
    now = undo(library_of(request), fact_id, word)
    return {"fact": None if now is None else fact_json(now, library_of(request).bodies())}


@router.get("/facts/{fact_id}/history")
def history(fact_id: str, request: Request) -> dict[str, Any]:
    """What people said of a fact: who, when, what and why; what was taken back is there too."""
    return history_json(fact_id, history_of(library_of(request), fact_id))


def _place(given: Mapping[str, Any]) -> dict[str, Any]:
    """Where an added figure stands; raises a 422 Problem for what is no place."""
    errors = {
        name: f"{given[name]!r} is no offset: give a whole number of characters from the start of the text."
        for name in ("start", "end")
        if given.get(name) is not None and (not isinstance(given[name], int) or isinstance(given[name], bool))
    }
    if not isinstance(given.get("document"), str) or not given["document"]:
        errors["document"] = "Give the id of the document that states the figure."
    if not isinstance(given.get("quote", ""), str):
        errors["quote"] = "Give the sentence or row that prints the figure, as text."
    if errors:
        raise invalid(errors)
    return {name: given[name] for name in PLACE if given.get(name) is not None}
