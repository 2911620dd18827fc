"""The facts table over HTTP: filtered, exported, and reviewed by people."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, StringConstraints

from ingest.model import Fact, Review
from web.described import CSV, XLSX, also
from web.dialogue import NAME_LIMIT
from web.exports import facts_csv, facts_xlsx, sheet_response
from web.facade import names_of
from web.parts import library_of
from web.problems import invalid, not_found
from web.shapes import fact_json, facts_json

router = APIRouter(prefix="/api", tags=["facts"])
Short = Annotated[str, StringConstraints(max_length=NAME_LIMIT)]


class ReviewRequest(BaseModel):
    """What a person says of a fact; ``value`` is needed when it is corrected."""

    review: Literal["confirmed", "corrected", "rejected"]
    value: float | None = None
    note: Annotated[str, StringConstraints(max_length=1000)] = ""


@router.get("/facts", response_model=None, responses=also(CSV, XLSX))
def facts(
    request: Request,
    council: Annotated[str, Query(max_length=NAME_LIMIT)] = "",
    metric: Annotated[str, Query(max_length=NAME_LIMIT)] = "",
    document: Annotated[str, Query(max_length=NAME_LIMIT)] = "",
    format: Literal["json", "csv", "xlsx"] = "json",
) -> Any:
    """The facts of a council, a metric, a document, or all, with what people said of each; as JSON, CSV or a workbook."""
    found = find_facts(request, council=council, metric=metric, document=document)
    if format == "json":
        return facts_json(found, library_of(request).bodies())
    cards = library_of(request).documents()
    if format == "csv":
        return sheet_response(facts_csv(found, cards), "facts.csv")
    return sheet_response(facts_xlsx(found, cards), "facts.xlsx")


def find_facts(request: Request, *, council: str = "", metric: str = "", document: str = "") -> list[Fact]:
    """The facts that a filter leaves; ``council`` is any name or id of a body with documents."""
    library = library_of(request)
    wanted = council.strip().casefold()
    bodies = [body.id for body in library.bodies() if not wanted or wanted in names_of(body)]
    if wanted and not bodies:
        raise not_found("council with documents called", council)
    found: list[Fact] = []
    for body in bodies if wanted else [None]:
        found += library.facts(body=body, metric=metric or None, document=document or None, rejected=True)
    return found


@router.post("/facts/{fact_id}/review")
def review(fact_id: str, body: ReviewRequest, request: Request) -> dict[str, Any]:
    """Confirm, correct or reject a fact; the fact as it now stands."""
    if body.review == "corrected" and body.value is None:
        raise invalid({"value": "Give the right value."})
    library = library_of(request)
    if not any(fact.id == fact_id for fact in library.facts(rejected=True)):
        raise not_found("fact", fact_id)
    library.review(fact_id, review=Review(body.review), value=body.value, note=body.note)
    now = next(fact for fact in library.facts(rejected=True) if fact.id == fact_id)
    return fact_json(now, library.bodies())
