"""The scenario workbench: begin, change, set beside others, open again by hash; charts and downloads."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from assistant.model import Json
from web.api_scenarios import attempt, find_projection, run_and_keep
from web.charts import projection_svg
from web.exports import projection_csv, projection_xlsx, sheet_response
from web.guard import check_json
from web.parts import conversations_of, library_of, moothall_of, settings_of
from web.problems import Problem, invalid, not_found
from web.projection_view import finding
from web.render import page, shell
from web.scenario_form import edited, read_number
from web.scenario_view import MAX_BESIDE, grid_axes, scenario_view, start_view

router = APIRouter(include_in_schema=False)
Hashes = Annotated[list[str] | None, Query()]
FORM_FIELDS = 60


@router.get("/scenario")
def start(request: Request, baseline: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Begin from words or from a stated figure."""
    return _start(request, {"baseline": baseline} if baseline else {}, {})


def _start(
    request: Request, form: Mapping[str, str], errors: Mapping[str, str], status: int = 200
) -> Response:
    library = library_of(request)
    names = {body.id: body.name for body in library.bodies()}
    frame = shell(request, "Scenarios", section="/scenario", errors=errors, script="scenario.js")
    view = start_view(frame, library.facts(named=True), names, form, errors)
    return page(request, "scenario_start.html", view, status)


@router.post("/scenario")
async def begin(request: Request) -> Response:
    """Run a scenario said in words, or put together from fields; then its workbench."""
    form = await _form(request)
    return await run_in_threadpool(_begin, request, form)


async def _form(request: Request) -> dict[str, str]:
    async with request.form(max_fields=FORM_FIELDS, max_files=0) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _begin(request: Request, form: Mapping[str, str]) -> Response:
    try:
        words = form.get("question", "").strip()
        scenario = _from_words(request, words) if words else _from_fields(request, form)
        result = run_and_keep(request, scenario)
    except Problem as problem:
        if problem.status_code != 422:
            raise
        field = "question" if form.get("question", "").strip() else "value"
        errors = problem.errors if set(problem.errors) & set(form) else {field: str(problem.detail)}
        return _start(request, form, errors, 422)
    return RedirectResponse(f"/scenario/{result['hash']}", 303)


def _from_words(request: Request, words: str) -> Json:
    read = attempt(lambda: moothall_of(request).parse_scenario(words[:2000], None))
    scenario = read.get("scenario", read if "operation" in read else None)
    if not isinstance(scenario, Mapping):
        said = read.get("missing") or read.get("reason") or "Say what changes, by how much and for how long."
        raise invalid({"question": f"That could not be read as a scenario. {said}"})
    return scenario


def _from_fields(request: Request, form: Mapping[str, str]) -> dict[str, Any]:
    numbers: dict[str, float] = {}
    for name in ("value", "rate", "years", "turnover", "backfill", "target", "pay"):
        text = form.get(name, "").strip()
        number = read_number(text)
        if text and number is None:
            raise invalid({name: "Type a number, such as 12.5."})
        if number is not None:
            numbers[name] = number
    fact = next((one for one in library_of(request).facts() if one.id == form.get("baseline")), None)
    if "value" not in numbers and fact is None:
        raise invalid({"value": "Choose a stated figure, or type one to start from."})
    scenario: dict[str, Any] = {"operation": form.get("operation") or "project_compound"}
    if fact is not None:
        scenario |= {"metric": fact.metric, "bodies": [fact.body]}
    unit = fact.unit if fact is not None else "fte"
    scenario["baseline"] = (
        {"value": numbers["value"], "unit": unit} if "value" in numbers else {"fact": form["baseline"]}
    )
    return scenario | _moves(scenario["operation"], numbers, unit)


def _moves(operation: str, numbers: Mapping[str, float], unit: str) -> dict[str, Any]:
    def need(name: str, said: str) -> float:
        if name not in numbers:
            raise invalid({name: said})
        return numbers[name]

    horizon = {"horizon": {"length": need("years", "Say for how many years.")}}
    if operation == "stock_flow":
        turnover = {"value": need("turnover", "Give the turnover a year."), "unit": "percent"}
        backfill = {"value": need("backfill", "Say how many leavers are replaced."), "unit": "percent"}
        return horizon | {"inputs": {"turnover": turnover, "backfill": backfill}}
    if operation == "required_rate":
        target = {"value": need("target", "Give the level to reach."), "unit": unit}
        return horizon | {"changes": [{"kind": "target", "amounts": [target]}]}
    rate = {"value": need("rate", "Give the change a year."), "unit": "percent"}
    changes = {"changes": [{"kind": "rate", "amounts": [rate], "per": "year"}]}
    if operation == "pay_bill":
        pay = {"value": need("pay", "Give the pay per FTE."), "unit": "gbp_each"}
        return horizon | changes | {"inputs": {"pay": pay}}
    return horizon | changes


@router.get("/scenario/{hash_}")
def workbench(hash_: str, request: Request, beside: Hashes = None) -> Response:
    """One projection with its numbers open to change."""
    return _workbench(request, find_projection(request, hash_), beside or [])


def _workbench(
    request: Request,
    result: Json,
    beside: list[str],
    *,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    others = [find_projection(request, hash_) for hash_ in dict.fromkeys(beside) if hash_ != result["hash"]]
    view = scenario_view(
        shell(request, "Scenario", section="/scenario", errors=errors, script="scenario.js"),
        result,
        title=finding(result),
        grid=_grid(request, result),
        beside=others[:MAX_BESIDE],
        errors=errors,
        typed=typed,
    )
    view = replace(view, shared=conversations_of(request).projection_is_shared(str(result["hash"])))
    return page(request, "scenario.html", view, 422 if errors else 200)


@router.post("/scenario/{hash_}/share")
def share(hash_: str, request: Request, end: Annotated[str, Form(max_length=10)] = "") -> Response:
    """Let others open this scenario, or no more."""
    find_projection(request, hash_)
    conversations_of(request).share_projection(hash_, shared=not end)
    return RedirectResponse(f"/scenario/{hash_}?done={'unshared' if end else 'scenario-shared'}", 303)


def _grid(request: Request, result: Json) -> Json | None:
    axes = grid_axes(result)
    if not axes:
        return None
    with contextlib.suppress(Problem):
        asked = {"operation": "sensitivity", "scenarios": [result["scenario"]], "vary": axes}
        return attempt(lambda: moothall_of(request).run_scenario(asked))
    return None


@router.post("/scenario/{hash_}")
async def change(hash_: str, request: Request) -> Response:
    """Run the scenario with changed numbers; then its own workbench, the former one beside it when asked."""
    form = await _form(request)
    return await run_in_threadpool(_change, hash_, request, form)


def _change(hash_: str, request: Request, form: Mapping[str, str]) -> Response:
    before = find_projection(request, hash_)
    beside = [part for part in form.get("beside", "").split(",") if part]
    try:
        scenario = edited(_held(form, before), form, before)
        result = run_and_keep(request, scenario)
    except Problem as problem:
        if problem.status_code != 422:
            raise
        errors = problem.errors if set(problem.errors) & set(form) else {"numbers": str(problem.detail)}
        return _workbench(request, before, beside, errors=errors, typed=form)
    if form.get("keep"):
        beside = [str(before["hash"]), *beside]
    query = urlencode(
        [("beside", one) for one in dict.fromkeys(beside) if one != result["hash"]][:MAX_BESIDE]
    )
    return RedirectResponse(f"/scenario/{result['hash']}" + (f"?{query}" if query else ""), 303)


def _held(form: Mapping[str, str], before: Json) -> Json:
    text = form.get("scenario", "")
    if not text:
        held: Json = before["scenario"]
        return held
    check_json(text.encode())
    scenario: Json = json.loads(text)
    return scenario if scenario == before["scenario"] else before["scenario"]


@router.get("/projections/{name}")
def files(name: str, request: Request) -> Response:
    """The chart of a projection (``.svg``), its table (``.csv``) or its workbook (``.xlsx``)."""
    hash_, _, ending = name.partition(".")
    result = find_projection(request, hash_)
    if ending == "svg":
        named = {**result, "headline": finding(result)}
        return Response(
            projection_svg(named, settings_of(request).colour),
            media_type="image/svg+xml",
            headers={"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"},
        )
    if ending == "csv":
        return sheet_response(projection_csv(result), f"projection-{hash_[:12]}.csv")
    if ending == "xlsx":
        return sheet_response(projection_xlsx(result), f"projection-{hash_[:12]}.xlsx")
    raise not_found("form of a projection", ending)
