"""Many details or figures at once: download a table, edit it, upload it, see the difference, apply."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from access.model import Right
from web.acting import ON
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
RIGHTS = {"documents": Right.CHANGE, "figures": Right.REVIEW}
"""What somebody must be allowed, with any paper, to edit a table of this kind; with which ones is looked up for each."""


def _must_edit(request: Request, kinds: Collection[str]) -> None:
    """Raise a 403 Problem unless whoever asks may edit one of these kinds anywhere."""
    if not {RIGHTS[kind] for kind in kinds} & rights_here(request):
        raise Problem(403, "Your role does not let you do this. Ask an administrator.", kind="role")


@router.get("/library-tables")
def tables(request: Request) -> Response:
    """How to edit many at once."""
    _must_edit(request, KINDS)
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
    _must_edit(request, [kind])
    rows = table_of(library_of(request), kind)
    return sheet_response(as_csv(rows) if ending == "csv" else as_xlsx({kind.capitalize(): rows}), name)


@router.post("/library-tables")
async def upload(request: Request) -> Response:
    """Read an edited table and show what it would change."""
    _must_edit(request, KINDS)
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
    _must_edit(request, [found.kind])
    token = hold(settings_of(request).data, found) if found.changes else ""
    return page(request, "bulk.html", _view(request, found, token=token))


@router.post("/library-tables/{token}/apply")
def apply_held(token: str, request: Request, author: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Change the library as it was shown."""
    _must_edit(request, KINDS)
    kind, edits = held(settings_of(request).data, token)
    word, _ = read_word(request, {"author": author, "note": "edited in a table"})
    open_ = _open_to(request, kind, edits)
    setattr(request.state, ON, " ".join(sorted(open_)))
    count, faults = apply(library_of(request), kind, open_, Word(word.author, word.note))
    faults += [f"{one}: you may not change this paper." for one in edits if one not in open_]
    what = kind.removesuffix("s") if count == 1 else kind
    response = page(request, "bulk.html", _view(request, done=f"{count} {what} changed.", faults=faults))
    remember_author(request, response, word.author)
    return response


def _open_to(request: Request, kind: str, edits: Edits) -> Edits:
    """The edits of papers that whoever asks may change, or whose figures they may review."""
    if kind == "documents":
        papers = {one: {one} for one in edits}
    else:
        facts = library_of(request).facts(named=True)
        papers = {one.id: {place.document for place in one.places} for one in facts}
    named = {paper for one in edits for paper in papers.get(one, ())}
    closed = {paper for paper in named if RIGHTS[kind] not in rights_here(request, paper)}
    return {one: edit for one, edit in edits.items() if not papers.get(one, set()) & closed}
