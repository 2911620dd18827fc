"""The door of the room: a document that was read gets body, title, period, type and status, and where each was read."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Body, Document, DocumentStatus, Origin
from ingest.overrides import LibraryFile, Overrides
from ingest.whose.body import body_of
from ingest.whose.owner import origins, owner_of
from ingest.whose.period import period_read
from ingest.whose.sort import type_of
from ingest.whose.status import status_of
from ingest.whose.title import title_of

PERSON = "person"
"""The place of what a person said of a paper, on the command line, a page or in library.toml."""


def recognise(
    document: Document, *, overrides: Overrides | None = None, library_file: LibraryFile | None = None
) -> Document:
    """The document with body, title, period, type and status filled in, and the evidence in ``origins``.

    What people say of it comes before everything.
    """
    said = overrides or Overrides()
    body, owner = _body(document, said, library_file or LibraryFile())
    title, titled = (said.title, _said("title", said.title)) if said.title else title_of(document, body)
    document = replace(document, body=body, title=title)
    period, dated = (
        (said.period, _said("period", said.period)) if said.period else period_read(document, title)
    )
    kind, sorted_by = (said.type, _said("type", said.type)) if said.type else type_of(document, title)
    status, told = (
        (DocumentStatus(said.status), _said("status", said.status))
        if said.status
        else status_of(document, title, kind)
    )
    read = (*owner, *(one for one in (titled, dated, sorted_by, told) if one is not None))
    return replace(document, period=period, type=kind, status=status, origins=read)


def as_said(document: Document, said: Overrides, library_file: LibraryFile | None = None) -> Document:
    """The document with what a person says of it in place of what was read, and that person as the evidence."""
    beside = library_file or LibraryFile()
    after = replace(
        document,
        body=beside.body(said.council) if said.council else document.body,
        title=said.title or document.title,
        period=said.period or document.period,
        type=said.type or document.type,
        status=DocumentStatus(said.status) if said.status else document.status,
    )
    told = {
        "body": said.council,
        "title": said.title,
        "period": said.period,
        "type": said.type,
        "status": said.status,
    }
    changed = {field for field in told if getattr(after, field) != getattr(document, field)}
    kept = [one for one in document.origins if one.field not in changed]
    return replace(
        after, origins=(*kept, *(_said(field, told[field] or "") for field in told if field in changed))
    )


def _said(field: str, text: str) -> Origin:
    return Origin(field, PERSON, text)


def _body(document: Document, said: Overrides, beside: LibraryFile) -> tuple[Body | None, tuple[Origin, ...]]:
    """The body that people named, else the one that the paper shows, with where."""
    if said.council:
        return beside.body(said.council), (_said("body", said.council),)
    known = tuple(beside.bodies.values())
    owner = owner_of(document, known)
    return (body_of(document, owner, known), origins(owner)) if owner else (None, ())
