"""What the API and the pages do when a person reviews a figure: who says so and why, and every refusal as a problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from ingest.fact_model import Fact, Review
from ingest.library_errors import BadReview, NothingToUndo, UnknownDocument, UnknownFact
from ingest.review_model import LOCAL, ReviewEvent
from web.details import one_line
from web.door import person_of
from web.facade import Library
from web.owner import YEAR_S
from web.problems import Problem, invalid, not_found

COOKIE = "moothall_author"
LONGEST_NAME = 80
LONGEST_NOTE = 1000
_BESIDE = ("author", "note", "reason", "changes")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Word:
    """Who says something of a figure, and why."""

    author: str
    note: str


def read_word(
    request: Request, given: Mapping[str, Any], *, beside: Collection[str] = ()
) -> tuple[Word, dict[str, Any]]:
    """The author (as typed, else as remembered, else "local") and the reason; the rest are fields of the figure.

    Fields may also stand in ``changes``. Raises a 422 Problem.
    """
    errors: dict[str, str] = {}
    said = {name: given.get(name) or "" for name in ("author", "note", "reason")}
    for name, limit in (("author", LONGEST_NAME), ("note", LONGEST_NOTE), ("reason", LONGEST_NOTE)):
        if not isinstance(said[name], str) or len(said[name]) > limit:
            errors[name] = f"{name.capitalize()} must be text of {limit} characters or fewer."
    changes = given.get("changes") or {}
    if not isinstance(changes, dict):
        errors["changes"] = f"{changes!r} is no set of fields: give an object such as {{'value': 512.5}}."
    if errors:
        raise invalid(errors)
    fields = {name: value for name, value in given.items() if name not in {*_BESIDE, *beside}} | changes
    author = signed_in_name(request) or one_line(said["author"]) or author_of(request)
    return Word(author, (said["note"] or said["reason"]).strip()), fields


def author_of(request: Request) -> str:
    """The name of whoever signed in, else that this browser typed before, else "local"."""
    if name := signed_in_name(request):
        return name
    return one_line(unquote(request.cookies.get(COOKIE, "")))[:LONGEST_NAME] or LOCAL


def signed_in_name(request: Request) -> str:
    """The name of whoever signed in, which nobody can type over; empty where nobody does."""
    person = person_of(request)
    return person.name if person else ""


def remember_author(request: Request, response: Response, author: str) -> None:
    """Keep a typed name for the next figure."""
    if author not in (LOCAL, author_of(request)):
        response.set_cookie(
            COOKIE,
            quote(author),
            max_age=YEAR_S,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )


def review(library: Library, fact_id: str, said: Review, fields: Mapping[str, Any], word: Word) -> Fact:
    """The fact as it stands once this is said of it."""
    if fields and said is not Review.CORRECTED:
        raise invalid(dict.fromkeys(fields, f"A figure that is {said.value} changes no field."))
    return _told(
        lambda: library.review(fact_id, review=said, changes=fields, note=word.note, author=word.author),
        fact_id,
    )


def undo(library: Library, fact_id: str, word: Word) -> Fact | None:
    """The fact as it stands once the last word on it is taken back; None when that had added it."""
    return _told(lambda: library.undo(fact_id, note=word.note, author=word.author), fact_id)


def add(library: Library, fields: Mapping[str, Any], place: Mapping[str, Any], word: Word) -> Fact:
    """The added fact; ``place`` is its document with start, end or quote."""
    return _told(
        lambda: library.add_fact(fields, **place, note=word.note, author=word.author),
        place.get("document", ""),
    )


def history_of(library: Library, fact_id: str) -> Sequence[ReviewEvent]:
    """The history of a fact; raises a 404 Problem."""
    return _told(lambda: library.history(fact_id), fact_id)


def _told(do: Callable[[], Done], identifier: str) -> Done:
    """What is done, or the refusal as a problem."""
    try:
        return do()
    except BadReview as refused:
        raise invalid(refused.errors) from None
    except NothingToUndo as refused:
        raise Problem(409, str(refused), kind="nothing-to-undo") from None
    except UnknownFact:
        raise not_found("fact", identifier) from None
    except UnknownDocument:
        raise not_found("document", identifier) from None
