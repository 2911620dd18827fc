"""The door of the room: a document that was read gets body, title, period, type and status, and where each was read."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Body, Document, DocumentStatus, Origin
from ingest.overrides import LibraryFile, Overrides
from ingest.whose.body import body_of
from ingest.whose.owner import origins, owner_of
from ingest.whose.period import period_of
from ingest.whose.status import status_of, type_of
from ingest.whose.title import title_of

PERSON = "person"
"""The place of what a person said of a paper, on the command line or in library.toml."""


def recognise(
    document: Document, *, overrides: Overrides | None = None, library_file: LibraryFile | None = None
) -> Document:
    """The document with body, title, period, type and status filled in, and the evidence in ``origins``.

    What people say of it comes before everything.
    """
    said = overrides or Overrides()
    beside = library_file or LibraryFile()
    body, read = _body(document, said, beside)
    title = said.title or title_of(document, body)
    document = replace(document, body=body, title=title)
    period = said.period or period_of(document, title)
    kind = said.type or type_of(document, title)
    status = DocumentStatus(said.status) if said.status else status_of(document, title, kind)
    return replace(document, period=period, type=kind, status=status, origins=read)


def _body(document: Document, said: Overrides, beside: LibraryFile) -> tuple[Body | None, tuple[Origin, ...]]:
    """The body that people named, else the one that the paper shows, with where."""
    if said.council:
        return beside.body(said.council), (Origin("body", PERSON, said.council),)
    known = tuple(beside.bodies.values())
    owner = owner_of(document, known)
    return (body_of(document, owner, known), origins(owner)) if owner else (None, ())
