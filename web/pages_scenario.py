"""The scenario workbench: begin, change, set beside others, save, open again by hash."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from assistant.model import Json
from web import pages_projection
from web.details import one_line
from web.owner import new_owner, owner_of, remember
from web.parts import conversations_of, library_of, moothall_of
from web.problems import Problem
from web.render import page, shell
from web.scenario_building import from_fields, from_words
from web.scenario_form import at_field, edited
from web.scenario_keeping import MAX_TOGETHER, address_of, found, kept, mine, record
from web.scenario_running import attempt, find_projection, run_and_keep
from web.scenario_start import example_questions, start_view
from web.scenario_view import Wrong, grid_axes, scenario_view

router = APIRouter(include_in_schema=False)
router.include_router(pages_projection.router)
Hashes = Annotated[list[str] | None, Query()]
Short = Annotated[str, Query(max_length=200)]
FORM_FIELDS = 60
FULL = f"{MAX_TOGETHER} scenarios are kept already, and no more fit side by side: drop one first."


@router.get("/scenario")
def start(request: Request, baseline: Short = "", council: Short = "") -> Response:
    """Begin from words or from a stated figure, or open what was saved."""
    given = {"baseline": baseline, "council": council}
    return _start(request, {name: value for name, value in given.items() if value}, {})


def _start(
    request: Request, form: Mapping[str, str], errors: Mapping[str, str], status: int = 200
) -> Response:
    library = library_of(request)
    facts, names = library.facts(named=True), {body.id: body.name for body in library.bodies()}
    frame = shell(request, "Scenarios", section="/scenario", errors=errors, script="scenario.js")
    view = start_view(
        *(frame, facts, names, library.documents(), form, errors),
        examples=example_questions(facts, names, library.documents()),
        mine=mine(request),
    )
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
    words = one_line(form.get("example", "") or form.get("question", ""))
    try:
        scenario = from_words(request, words) if words else from_fields(request, form)
        result = run_and_keep(request, scenario)
    except Problem as problem:
        if problem.status_code != 422:
            raise
        field = "question" if words else "value"
        errors = problem.errors if set(problem.errors) & set(form) else {field: str(problem.detail)}
        return _start(request, {**form, "question": words}, errors, 422)
    return _opened(request, str(result["hash"]), [], words)


def _opened(request: Request, hash_: str, beside: Sequence[str], question: str) -> Response:
    """To the workbench; the question goes with the projection for whoever asked it."""
    response = RedirectResponse(address_of(hash_, beside), 303)
    owner = owner_of(request) or new_owner()
    conversations_of(request).scenarios.note(owner, hash_, question)
    remember(request, response, owner)
    return response


@router.get("/scenario/{hash_}")
def workbench(hash_: str, request: Request, beside: Hashes = None) -> Response:
    """One projection with its numbers open to change."""
    return _workbench(request, find_projection(request, hash_), beside or [], Wrong())


def _workbench(request: Request, result: Json, beside: Sequence[str], wrong: Wrong) -> Response:
    hash_ = str(result["hash"])
    errors = dict(wrong.errors)
    if len(set(beside) | {hash_}) > MAX_TOGETHER:
        errors.setdefault("numbers", FULL)
    others = found(request, [one for one in beside if one != hash_][:MAX_TOGETHER])[: MAX_TOGETHER - 1]
    shown = record(request, result, beside)
    title = " – ".join(part for part in (shown.name, shown.finding, ", ".join(shown.councils)) if part)
    view = scenario_view(
        shell(request, title, section="/scenario", errors=errors, script="scenario.js"),
        shown,
        grid=_grid(request, result),
        others=[record(request, one) for one in others],
        keeps=hash_ in beside,
        wrong=Wrong(errors, wrong.typed),
    )
    view = replace(view, shared=conversations_of(request).projection_is_shared(hash_))
    quiet = (
        "live" in wrong.typed
    )  # asked by script, which reads the page either way: a browser logs any other status
    return page(request, "scenario.html", view, 422 if errors and not quiet else 200)


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
    """Run the scenario with changed numbers; then its own workbench, with those that are kept to compare."""
    form = await _form(request)
    return await run_in_threadpool(_change, hash_, request, form)


def _change(hash_: str, request: Request, form: Mapping[str, str]) -> Response:
    before = find_projection(request, hash_)
    beside = list(dict.fromkeys(part for part in form.get("beside", "").split(",") if part))
    try:
        result = run_and_keep(request, edited(before["scenario"], form, before))
    except Problem as problem:
        if problem.status_code != 422:
            raise
        errors = at_field(problem.errors or {"numbers": str(problem.detail)}, form)
        return _workbench(request, before, beside, Wrong(errors, form))
    made, noted = str(result["hash"]), kept(request, hash_)
    if form.get("keep") and made not in beside:
        if len(beside) >= MAX_TOGETHER:
            return _workbench(request, before, beside, Wrong({"numbers": FULL}, form))
        beside.append(made)
    return _opened(request, made, beside, noted.question if noted else "")


@router.post("/scenario/{hash_}/save")
async def save(hash_: str, request: Request) -> Response:
    """Save it under a name, with those beside it."""
    form = await _form(request)
    return await run_in_threadpool(_saved, hash_, request, form)


def _saved(hash_: str, request: Request, form: Mapping[str, str]) -> Response:
    result = find_projection(request, hash_)
    beside = [part for part in form.get("beside", "").split(",") if part]
    name = one_line(form.get("name", ""))
    if not name:
        wrong = Wrong({"name": "Give the scenario a name, such as “Slower recruitment”."})
        return _workbench(request, result, beside, wrong)
    owner = owner_of(request) or new_owner()
    conversations_of(request).scenarios.save(
        owner, hash_, name, [str(one["hash"]) for one in found(request, beside)]
    )
    address = address_of(hash_, beside)
    mark = "&" if "?" in address else "?"
    response = RedirectResponse(f"{address}{mark}done=scenario-saved", 303)
    remember(request, response, owner)
    return response


@router.post("/scenario/{hash_}/drop")
def drop(hash_: str, request: Request) -> Response:
    """Take it off the list; its link still opens it."""
    conversations_of(request).scenarios.drop(owner_of(request), hash_)
    return RedirectResponse("/scenario?done=scenario-dropped#mine", 303)
