"""The Admin page, for the officer who runs the server: what was asked, what was not answered, what is in trouble."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ingest.library_model import JobState
from web.admin_view import (
    SHOWN,
    feedback_line,
    groups_of,
    question_line,
    question_rows,
    storage_of,
    summary_of,
    versions_of,
)
from web.exports import Value, as_csv, as_xlsx, sheet_response
from web.health import ready
from web.library_list import TROUBLES, Wanted, troubles_of
from web.library_view import job_line
from web.officer import check_officer
from web.parts import conversations_of, library_of, settings_of
from web.problems import Problem, not_found
from web.render import page, shell
from web.views import Link, Tag
from web.views_admin import AdminView

router = APIRouter(include_in_schema=False)
SPANS = (1, 7, 30, 90)
Days = Annotated[int, Query(ge=1, le=3650)]


@router.get("/admin")
def admin(request: Request, days: Days = 7) -> Response:
    """Everything on one page."""
    check_officer(request)
    library, overview = library_of(request), conversations_of(request).overview
    lines = overview.asked(days)
    health, said = _health(request)
    jobs = [job for job in library.recent_jobs(50) if job.state is not JobState.READY]
    view = AdminView(
        shell=shell(request, "Admin", section="/admin"),
        days=days,
        spans=[Link(_span(one), f"/admin?days={one}", one == days) for one in SPANS],
        summary=summary_of(lines),
        questions=[question_line(line) for line in lines[:SHOWN]],
        more=f"The latest {SHOWN} of {len(lines):,}; the export has them all." if len(lines) > SHOWN else "",
        groups=groups_of(lines)[:SHOWN],
        feedback=[feedback_line(line) for line in overview.with_feedback()[:SHOWN]],
        troubles=_troubles(request),
        jobs=[job_line(job) for job in jobs],
        storage=storage_of(settings_of(request).data),
        versions=versions_of(len(library.documents()), len(library.facts()), overview.counts()),
        health=health,
        health_said=said,
    )
    return page(request, "admin.html", view)


def _span(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _health(request: Request) -> tuple[Tag, str]:
    try:
        ready(request)
    except Problem as problem:
        return Tag("Not ready", "bad"), str(problem.detail)
    return Tag("Ready", "good"), "The stores are open, the model is loaded and uploads get on."


def _troubles(request: Request) -> list[Link]:
    found = troubles_of(library_of(request))
    counts = {kind: sum(counted[kind] > 0 for counted in found.values()) for kind in TROUBLES}
    return [
        Link(f"{words} ({counts[kind]})", Wanted(trouble=kind).address())
        for kind, words in TROUBLES.items()
        if counts[kind]
    ]


@router.get("/admin/{name}")
def export(name: str, request: Request, days: Days = 7) -> Response:
    """The questions and the feedback as a workbook or as CSV."""
    check_officer(request)
    overview = conversations_of(request).overview
    lines = overview.asked(days)
    if name == "questions.csv":
        return sheet_response(as_csv(question_rows(lines)), name)
    if name == "questions.xlsx":
        heads: list[Sequence[Value]] = [("question", "times", "why", "last")]
        groups = heads + [(one.question, one.times, one.why, one.last) for one in groups_of(lines)]
        sheets = {
            "Questions": question_rows(lines),
            "Not answered": groups,
            "Feedback": question_rows(overview.with_feedback()),
        }
        return sheet_response(as_xlsx(sheets), name)
    raise not_found("export", name)
