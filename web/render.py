"""Views become pages: one template engine that escapes everything, and the shell around every page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from assistant.keeping.switches import Switch
from web.door import person_of, rights_here
from web.officer import is_officer
from web.owner import new_owner, owner_of, remember
from web.parts import settings_of, switches_of
from web.place import at, root
from web.problems import Problem
from web.version import own_version
from web.views import ErrorView, Link, Shell

PAGES = (
    ("Ask", "/"),
    ("Library", "/library"),
    ("Scenarios", "/scenario"),
    ("Compare", "/compare"),
    ("About", "/about"),
)
NOTICES = {
    "removed": "The document was removed, with its facts.",
    "saved": "The details were saved.",
    "deleted": "The conversation was deleted.",
    "renamed": "The conversation was renamed.",
    "put-back": "The conversation is back.",
    "scenario-saved": "The scenario was saved: it is in the list under Scenarios.",
    "scenario-dropped": "The scenario was taken off your list. Its link still opens it.",
    "comparison-saved": "The comparison was saved: it is in the list on this page.",
    "comparison-dropped": "The comparison was taken off your list.",
    "stopped": "The question was stopped. Its words are in the box.",
    "shared": "Whoever has the link can read this conversation now.",
    "unshared": "The link opens nothing any more.",
    "scenario-shared": "Others who may read its papers can open this scenario now.",
    "thanks": "Thank you for your feedback.",
    "confirmed": "The figure was confirmed.",
    "rejected": "The figure was rejected: no answer will use it.",
    "corrected": "The figure was corrected.",
    "added": "The figure was added.",
    "password": "Your password was changed.",
    "signed-out": "You have signed out.",
    "ended": "It was ended: it opens nothing any more.",
    "roles": "The roles were saved.",
    "disabled": "The account was disabled.",
    "enabled": "The account may sign in again.",
    "given": "The collection was given.",
    "withdrawn": "The collection was taken back.",
    "collection": "The collection was made. Only administrators see it until you give it to others.",
    "collection-removed": "The collection was removed.",
    "put": "The paper lies in the collections you chose.",
    "undone": "The last word on the figure was taken back.",
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The template engine; an unknown name in a template is a fault, not an empty text."""
    folder = Path(__file__).parent / "templates"
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["at"] = at
    made.globals["root"] = root
    return made


def shell(
    request: Request,
    title: str,
    *,
    section: str = "",
    errors: Mapping[str, str] | None = None,
    refresh_s: int = 0,
    script: str = "",
    undo: str = "",
    private: bool = False,
) -> Shell:
    """What stands around a page; the notice is chosen by a known name in the address, never taken from it."""
    done, switches = request.query_params.get("done", ""), switches_of(request)
    person = person_of(request)
    return Shell(
        title=title,
        name="Moothall",
        council=settings_of(request).council_name,
        navigation=[Link(text, url, url == section) for text, url in PAGES],
        version=own_version(),
        errors=errors or {},
        notice=NOTICES.get(done, ""),
        refresh_s=refresh_s,
        address=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        script=script,
        undo=f"/c/{quote(undo, safe='')}/put-back" if undo and done == "deleted" else "",
        private=private,
        off_asking=switches.off(Switch.ASKING),
        off_uploads=switches.off(Switch.UPLOADS),
        officer=is_officer(request),
        person=person.name if person else "",
        may=rights_here(request),
    )


def page(request: Request, template: str, view: Any, status: int = 200) -> HTMLResponse:
    """The page of a view; a browser without a token is given one."""
    response = HTMLResponse(environment().get_template(template).render(view=view), status)
    remember(request, response, owner_of(request) or new_owner())
    return response


HEADINGS = {
    404: "Page not found",
    413: "That is too large",
    403: "Nothing was changed",
    429: "Too many requests",
    422: "There is a problem",
}


BY_KIND = {"role": "You may not do this", "provider": "You are not signed in"}


def error_page(request: Request, problem: Problem) -> HTMLResponse:
    """A problem as a page."""
    heading = HEADINGS.get(problem.status_code, "Sorry, there is a problem")
    detail = str(problem.detail)
    heading = BY_KIND.get(problem.kind, heading)
    if problem.status_code == 404 and not problem.kind:
        detail = "Check the address, or start again from one of these."
    view = ErrorView(shell(request, heading), problem.status_code, heading, detail)
    return HTMLResponse(environment().get_template("error.html").render(view=view), problem.status_code)
