"""Many details or figures at once: download a table, edit it, upload it, see the difference, apply."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from access.model import Right
from web.bulk import (
    KINDS,
    MOST_BYTES,
    Differences,
    Edits,
    apply,
    differences,
    held,
    hold,
    read_table,
    table_of,
)
from web.details import file_name
from web.door import rights_here
from web.exports import as_csv, as_xlsx, sheet_response
from web.parts import library_of, settings_of
from web.problems import Problem, invalid, not_found
from web.render import page, shell
from web.reviewing import Word, read_word, remember_author
from web.views_bulk import BulkView

router = APIRouter(include_in_schema=False)
SHOWN = 500


@router.get("/library-tables")
def tables(request: Request) -> Response:
    """How to edit many at once."""
    return page(request, "bulk.html", _view(request))


def _view(
    request: Request,
    found: Differences | None = None,
    *,
    token: str = "",
    problem: Problem | None = None,
    done: str = "",
    faults: list[str] | None = None,
) -> BulkView:
    errors = problem.errors if problem else {}
    changes = found.changes if found else []
    return BulkView(
        shell=shell(request, "Edit many at once", section="/library", errors=errors),
        kind=found.kind if found else "",
        changes=[(one.name, one.field, one.before, one.after) for one in changes[:SHOWN]],
        rows=len({one.id for one in changes}),
        unknown=list(found.unknown[:20]) if found else [],
        faults=(list(found.faults) if found else []) + (faults or []),
        token=token,
        read=found is not None,
        done=done,
    )


@router.get("/library-tables/{name}")
def table(name: str, request: Request) -> Response:
    """The documents or the figures as CSV or as a workbook, to be edited."""
    kind, _, ending = name.partition(".")
    if kind not in KINDS or ending not in ("csv", "xlsx"):
        raise not_found("table", name)
    rows = table_of(library_of(request), kind)
    return sheet_response(as_csv(rows) if ending == "csv" else as_xlsx({kind.capitalize(): rows}), name)


@router.post("/library-tables")
async def upload(request: Request) -> Response:
    """Read an edited table and show what it would change."""
    try:
        async with request.form(max_files=1, max_fields=5) as form:
            file = form.get("table")
            if not isinstance(file, UploadFile) or not file.filename:
                raise invalid({"table": "Choose the table that you edited."})
            name, data = file_name(file.filename), await file.read(MOST_BYTES + 1)
        return await run_in_threadpool(_read, request, name, data)
    except Problem as problem:
        return page(request, "bulk.html", _view(request, problem=problem), problem.status_code)


def _read(request: Request, name: str, data: bytes) -> Response:
    found = differences(library_of(request), read_table(name, data))
    token = hold(settings_of(request).data, found) if found.changes else ""
    return page(request, "bulk.html", _view(request, found, token=token))


@router.post("/library-tables/{token}/apply")
def apply_held(token: str, request: Request, author: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Change the library as it was shown."""
    kind, edits = held(settings_of(request).data, token)
    word, _ = read_word(request, {"author": author, "note": "edited in a table"})
    open_ = _open_to(request, kind, edits)
    count, faults = apply(library_of(request), kind, open_, Word(word.author, word.note))
    faults += [f"{one}: you may not change this paper." for one in edits if one not in open_]
    what = kind.removesuffix("s") if count == 1 else kind
    response = page(request, "bulk.html", _view(request, done=f"{count} {what} changed.", faults=faults))
    remember_author(request, response, word.author)
    return response


def _open_to(request: Request, kind: str, edits: Edits) -> Edits:
    """The edits of papers that whoever asks may change, or whose figures they may review."""
    if kind == "documents":
        papers, right = {one: one for one in edits}, Right.CHANGE
    else:
        facts = library_of(request).facts(named=True)
        papers, right = {fact.id: fact.places[0].document for fact in facts}, Right.REVIEW
    rights = {paper: rights_here(request, paper) for paper in {papers.get(one, "") for one in edits}}
    return {one: edit for one, edit in edits.items() if right in rights[papers.get(one, "")]}
