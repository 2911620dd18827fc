"""One shape for every error: ``application/problem+json`` (RFC 9457), with ``errors`` by field for a form."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from fastapi.exceptions import RequestValidationError

Errors = Mapping[str, str]


class Problem(HTTPException):
    """A request that cannot be served: what is wrong in one sentence, and by field for a form."""

    def __init__(self, status: int, detail: str, *, errors: Errors | None = None, kind: str = "") -> None:
        super().__init__(status, detail)
        self.errors = dict(errors or {})
        self.kind = kind


def not_found(what: str, identifier: str) -> Problem:
    """A 404 that names the thing and says what to do."""
    return Problem(
        404, f"There is no {what} {identifier[:80]!r}. It may have been removed.", kind="not-found"
    )


def invalid(errors: Errors, detail: str = "") -> Problem:
    """A 422 with a sentence for each field."""
    return Problem(422, detail or " ".join(errors.values()), errors=errors, kind="invalid")


def problem_of(fault: Exception) -> Problem:
    """Any exception as a problem; an unexpected one says nothing of the inside."""
    # Imported here, so that the command line answers without waiting for the web framework.
    from fastapi.exceptions import RequestValidationError

    if isinstance(fault, Problem):
        return fault
    if isinstance(fault, RequestValidationError):
        return invalid(_by_field(fault))
    if isinstance(fault, HTTPException):
        return Problem(fault.status_code, str(fault.detail))
    from assistant.conversation_holds import Held
    from assistant.keeping.switches import SwitchedOff
    from ingest.faults import told
    from ingest.library_errors import LibraryError, NotKept

    if isinstance(fault, SwitchedOff):
        return Problem(503, str(fault), kind="off")
    if isinstance(fault, Held):
        return Problem(409, str(fault), kind="held")
    store = told(fault) or (fault if isinstance(fault, NotKept) else None)
    if isinstance(store, LibraryError):
        return Problem(507 if isinstance(store, NotKept) else 503, str(store), kind="storage")
    return Problem(
        500, "Something went wrong here. The fault has been logged; please try again.", kind="internal"
    )


def problem_response(fault: Exception) -> JSONResponse:
    """The problem as a response."""
    problem = problem_of(fault)
    body: dict[str, Any] = {
        "type": f"urn:moothall:problem:{problem.kind}" if problem.kind else "about:blank",
        "title": HTTPStatus(problem.status_code).phrase,
        "status": problem.status_code,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = problem.errors
    headers = {"www-authenticate": "Bearer"} if problem.status_code == HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(body, problem.status_code, media_type="application/problem+json", headers=headers)


def _by_field(fault: RequestValidationError) -> dict[str, str]:
    found: dict[str, str] = {}
    for error in fault.errors():
        place = [str(part) for part in error["loc"] if part not in ("body", "query", "path", "header")]
        message = str(error["msg"]).removeprefix("Value error, ")
        found.setdefault(".".join(place) or "body", message[:1].upper() + message[1:] + ".")
    return found
