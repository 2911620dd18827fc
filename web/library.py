"""What both the API and the pages do to the library: take an upload, correct, hand out the original."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import FileResponse, Response

from assistant.conversation_holds import Holds
from ingest.library_errors import UnknownJob
from ingest.library_model import Job
from ingest.overrides import Overrides
from web.facade import Card, Library
from web.page_image import forget_pages
from web.problems import not_found
from web.uploads import Upload


def submit(library: Library, upload: Upload, details: Overrides) -> Job:
    """Hand a file over to be read in the background; the job to follow."""
    return job_of(library, library.submit(upload.name, upload.data, details))


def job_of(library: Library, job_id: str) -> Job:
    """The job of this id; raises a 404 Problem."""
    try:
        return library.job(job_id)
    except UnknownJob:
        raise not_found("job", job_id) from None


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
