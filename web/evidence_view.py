"""Where a document's body, title, period, type and status were read, as one sentence each and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from ingest.model import Document, Origin
from ingest.refs import page_word

FIELDS: Mapping[str, str] = {
    "body": "Body",
    "title": "Title",
    "period": "Period",
    "type": "Type",
    "status": "Status",
}
PLACES: Mapping[str, str] = {
    "head": "the running head",
    "foot": "the running foot",
    "running": "the running line",
    "letterhead": "the letterhead",
    "site name": "the name of the website",
    "author": "the author that the file names",
    "sender": "the sender of the message",
    "company": "the company that the file names",
    "title property": "the title that the file names",
    "subject": "the subject that the file names",
    "html title": "the title of the web page",
    "html header": "the head of the web page",
    "html footer": "the foot of the web page",
    "address": "the address of the web page",
    "front matter": "the front matter",
    "title block": "the title block",
    "cover": "the cover",
    "front": "the first page",
    "heading": "a heading",
    "title": "the title",
    "file": "the name of the file",
    "defined": "the place where it is first named",
    "host": "the addresses in the text",
    "called": "what the paper calls itself",
    "alone": "a line of its own",
    "text": "the text",
    "sentence": "a sentence",
}
"""Places as a sentence names them; others are named as they are."""

LONGEST = 160


def evidence_lines(document: Document) -> list[str]:
    """One sentence for each field that was read, with its best line: "Body read from the running head of pages 2-9: '…'"."""
    fields = groupby(document.origins, key=lambda origin: origin.field)
    return [_sentence(next(origins), document) for field, origins in fields if field in FIELDS]


def _sentence(origin: Origin, document: Document) -> str:
    name = FIELDS[origin.field]
    if origin.place == "person":
        return f"{name} given by a person: “{_short(origin.text)}”"
    place = PLACES.get(origin.place, origin.place)
    return f"{name} read from {place}{_on_pages(origin, document)}: “{_short(origin.text)}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def _on_pages(origin: Origin, document: Document) -> str:
    """ " of page 3", " of pages 2-9", or nothing where the format has no pages."""
    pages = next(
        (one.pages for one in document.furniture if (one.place, one.text) == (origin.place, origin.text)), ()
    ) or ((origin.page,) if origin.page else ())
    if not pages:
        return ""
    word = page_word(document.format)
    return f" of {word} {pages[0]}" if len(pages) == 1 else f" of {word}s {min(pages)}-{max(pages)}"


def evidence_json(document: Document) -> list[dict[str, Any]]:
    """Every line that a field was read from, the strongest first."""
    return [
        {"field": one.field, "place": one.place, "text": one.text, "page": one.page}
        for one in document.origins
    ]
