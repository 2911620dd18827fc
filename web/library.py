"""What both the API and the pages do to the library: take an upload, correct, hand out the original."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from access.model import Right
from access.rights import administers, collections_with
from assistant.conversation_holds import Holds
from assistant.keeping.switches import Switch
from ingest.identity import id_of_bytes
from ingest.jobs import ALREADY_THERE
from ingest.library_errors import UnknownJob
from ingest.library_model import Job
from ingest.overrides import Overrides
from web.acting import ON
from web.door import door_of, person_of
from web.facade import Card, Library
from web.page_image import forget_pages
from web.parts import library_of, switches_of
from web.problems import Problem, not_found
from web.uploads import Upload


def submit(request: Request, upload: Upload, details: Overrides, collection: str = "") -> Job:
    """Hand a file over to be read in the background; the job to follow. Raises a 403 Problem for a collection that
    whoever asks may not change.

    The paper lies in its collection before it is read, so that nobody else sees it for a moment. While uploads are off,
    ``read_upload`` has let none through.
    """
    door = door_of(request)
    known = _is_known(request, upload)
    if door is None:
        return _queued(request, upload, details, known=known)
    person, shelves = door.entry(request).person, door.desk.shelves
    chosen = collection or next(iter(_open_to(request)), "")
    if person is None or chosen not in _open_to(request):
        raise Problem(403, "You may not put papers into this collection.", kind="role")
    document = id_of_bytes(upload.data)
    shelves.put_new(document, chosen, there=door.is_there(document))
    return _queued(request, upload, details, known=known)


def submit_again(request: Request, upload: Upload, details: Overrides) -> Job:
    """Hand over a paper that was removed, which lies where it lay; the job to follow. Raises a 403 Problem for one that
    whoever asks may not change, and SwitchedOff.
    """
    switches_of(request).must_be_on(Switch.UPLOADS)
    door, document = door_of(request), id_of_bytes(upload.data)
    setattr(request.state, ON, document)
    if door is not None:
        door.must(request, Right.CHANGE, document)
    return _queued(request, upload, details, known=_is_known(request, upload))


def _is_known(request: Request, upload: Upload) -> bool:
    """Whether whoever asks sees this file in the library already."""
    document = id_of_bytes(upload.data)
    return any(card.id == document for card in library_of(request).documents())


def _queued(request: Request, upload: Upload, details: Overrides, *, known: bool) -> Job:
    door, person = door_of(request), person_of(request)
    job = library_of(request).submit(upload.name, upload.data, details)
    if door is not None and person is not None:
        door.desk.shelves.keep_upload(job, person.id, known=known)
    return job_of(request, job)


def _open_to(request: Request) -> list[str]:
    """The collections that whoever asks may put papers into, the general one first."""
    door = door_of(request)
    if door is None:
        return []
    held = door.desk.shelves.held()
    names = collections_with(door.entry(request).person, Right.CHANGE, held)
    return [name for name in held.names if name in names]


def collections_to_choose(request: Request) -> list[str]:
    """The collections that an upload may go to, where there is a choice."""
    names = _open_to(request)
    return names if len(names) > 1 else []


def shelves_of(request: Request, document: str) -> list[tuple[str, bool]]:
    """The collections that a paper may be put into, each with whether it lies there; none where there is no choice."""
    door = door_of(request)
    names = collections_to_choose(request)
    lies = door.desk.shelves.held().of(document) if door else frozenset()
    return [(name, name in lies) for name in names]


def job_of(request: Request, job_id: str) -> Job:
    """The job of this id; raises a 404 Problem, for a job of somebody else too where people sign in."""
    door = door_of(request)
    try:
        job = library_of(request).job(job_id)
    except UnknownJob:
        raise not_found("job", job_id) from None
    if door is None:
        return job
    person, sent = door.entry(request).person, door.desk.shelves.upload(job_id)
    if person is None or sent is None or (sent[0] != person.id and not administers(person)):
        raise not_found("job", job_id)
    hidden = job.reason == ALREADY_THERE and not sent[1]
    return replace(job, reason="") if hidden else job


def correct(library: Library, document_id: str, details: Overrides) -> None:
    """Apply corrections to a document; fields left out stay."""
    if details:
        library.update(
            document_id,
            body=details.council,
            title=details.title,
            period=details.period,
            type=details.type,
            status=details.status,
        )


def remove(library: Library, card: Card, data: Path, holds: Holds) -> None:
    """Take a document out of the library, and what was kept of its pages out of the data folder. Raises Held."""
    holds.refuse(card.id)
    library.remove(card.id)
    forget_pages(data, card.digest)


def original_response(library: Library, card: Card) -> Response:
    """The uploaded bytes as an attachment that no browser will render."""
    path = Path(library.original(card.id))
    if not path.is_file():
        raise not_found("original of", card.title)
    return FileResponse(
        path,
        media_type="application/octet-stream",
        filename=card.file,
        headers={"content-security-policy": "sandbox; default-src 'none'"},
    )
