"""Whose paper this is, what it is called, which years it covers, what kind it is and how far it has got.

Decided from the document itself: the title page, headings, e-mail domains and the names that the text uses;
the file's name is a last resort. People's overrides come before everything.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Body, Document, DocumentStatus
from ingest.overrides import LibraryFile, Overrides
from ingest.recognise_body import body_of
from ingest.recognise_kind import status_of, type_of
from ingest.recognise_period import period_of
from ingest.recognise_title import title_of


def recognise(
    document: Document, *, overrides: Overrides | None = None, library_file: LibraryFile | None = None
) -> Document:
    """The document with body, title, period, type and status filled in."""
    said = overrides or Overrides()
    beside = library_file or LibraryFile()
    body = _body(document, said, beside)
    title = said.title or title_of(document, body)
    document = replace(document, body=body, title=title)
    period = said.period or period_of(document, title)
    kind = said.type or type_of(document, title)
    status = DocumentStatus(said.status) if said.status else status_of(document, title, kind)
    return replace(document, period=period, type=kind, status=status)


def _body(document: Document, said: Overrides, beside: LibraryFile) -> Body | None:
    """The body that people named, else the one that the document shows."""
    if said.council:
        return beside.body(said.council)
    return body_of(document, tuple(beside.bodies.values()))
