"""The projection engine over HTTP: read a question as a scenario, run, set side by side, reopen."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints

from assistant.model import Json
from web.described import CSV, XLSX, also
from web.dialogue import NAME_LIMIT, read_question
from web.exports import sheet_response
from web.owner import owner_of
from web.parts import conversations_of, moothall_of
from web.problems import Problem, not_found
from web.projection_csv import projection_csv
from web.scenario_keeping import record
from web.scenario_running import attempt, find_projection, run_and_keep

router = APIRouter(prefix="/api", tags=["scenarios"])


class ParseRequest(BaseModel):
    """A question to read as a scenario; ``conversation_id`` gives it its context."""

    question: str
    conversation_id: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] | None = None


class CompareRequest(BaseModel):
    """Two to four scenarios."""

    scenarios: list[dict[str, Any]] = Field(min_length=2, max_length=4)


@router.post("/scenarios/parse")
def parse(body: ParseRequest, request: Request) -> Json:
    """The scenario that a question asks for, not run; or what is missing."""
    question = read_question(body.question)
    known = body.conversation_id and conversations_of(request).exists(body.conversation_id, owner_of(request))
    if body.conversation_id and not known:
        raise not_found("conversation", body.conversation_id)
    return attempt(lambda: moothall_of(request).parse_scenario(question, body.conversation_id))


@router.post("/scenarios/run")
def run(body: dict[str, Any], request: Request) -> Json:
    """The projection of a scenario, bare or under ``scenario``; kept, so that its hash opens it again."""
    scenario = body.get("scenario", body)
    if not isinstance(scenario, dict):
        raise Problem(
            422, "A scenario is a JSON object.", errors={"scenario": "Give an object."}, kind="invalid"
        )
    return run_and_keep(request, scenario)


@router.post("/scenarios/compare")
def compare(body: CompareRequest, request: Request) -> Json:
    """Several scenarios at once, with their differences."""
    return attempt(lambda: moothall_of(request).compare_scenarios(body.scenarios))


@router.get("/projections/{name}", response_model=None, responses=also(CSV, XLSX))
def projection(name: str, request: Request) -> Json | Response:
    """A past result again, identical; with ``.csv`` or ``.xlsx`` after the hash, its table as a file."""
    hash_, dot, ending = name.partition(".")
    result = find_projection(request, hash_)
    if dot and ending not in ("csv", "xlsx", "json"):
        raise not_found("form of a projection", ending)
    if ending == "csv":
        return sheet_response(projection_csv(record(request, result)), f"projection-{hash_[:12]}.csv")
    if ending == "xlsx":
        from web.projection_xlsx import projection_xlsx

        return sheet_response(projection_xlsx(record(request, result)), f"projection-{hash_[:12]}.xlsx")
    return result
