"""Whether a statement, a quotation or a figure is in the papers: whose it is, on which page, and what differs.

A statement is bound as any other (``assistant.binding``); a quotation must stand word for word; of a figure every clause
near it that prints the same is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant import question as questions
from assistant.binding.asked import as_put
from assistant.binding.bind import Verdict, bind, names_of, statement
from assistant.binding.figures import stated_among
from assistant.binding.marks import marked, telling
from assistant.lookup import is_called, place
from assistant.retrieve import retrieve
from assistant.units import Unit, units_of
from ingest.library import Library
from ingest.model import Document, Passage
from ingest.owners import owner

MOST = 5
PASSAGES = 12
Match = dict[str, Any]


def verify(
    library: Library,
    *,
    said: str = "",
    quote: str = "",
    figure: str = "",
    councils: Sequence[str] = (),
    documents: Sequence[str] = (),
) -> dict[str, Any]:
    """The verdict and the places that it rests on; exactly one of ``said``, ``quote`` and ``figure`` is looked into."""
    ids = _chosen(library, councils, documents)
    if quote:
        return _quoted(library, quote, ids)
    units = list(_units(library, said or figure, ids))
    return _printed(library, figure, units) if figure else _stated(library, said, units)


def _chosen(library: Library, councils: Sequence[str], documents: Sequence[str]) -> list[str]:
    """The documents to look into: those named, of the bodies named; all when none is."""
    wanted = [name for name in councils if name.strip()]
    return [
        card.id
        for card in library.documents()
        if (not documents or card.id in documents)
        and (not wanted or any(is_called(owner(card), name) for name in wanted))
    ]


def _units(library: Library, text: str, ids: Sequence[str]) -> Iterator[tuple[Document, Unit]]:
    """The units of the passages that come nearest."""
    if not ids:
        return
    read = questions.read(text)
    found = retrieve(library, read, library.embed([text])[0], documents=ids, limit=PASSAGES)
    seen: set[tuple[str, int, int]] = set()
    for passage in found:
        document = library.document(passage.chunk.document)
        for unit in units_of(document).units:
            key = (document.id, unit.start, unit.end)
            if _overlaps(unit, passage) and key not in seen:
                seen.add(key)
                yield document, unit


def _overlaps(unit: Unit, passage: Passage) -> bool:
    return unit.start < passage.chunk.end and passage.chunk.start < unit.end


def _stated(library: Library, said: str, units: Sequence[tuple[Document, Unit]]) -> dict[str, Any]:
    homes = {id(unit): document for document, unit in units}
    put = as_put(questions.read(said))
    found = bind(statement(put), [(unit, names_of(document.body)) for document, unit in units])
    best = found[0].verdict if found else None
    matches = [
        _match(
            library, homes[id(one.unit)], one.unit.start, one.unit.end, [slot.value for slot in one.differs]
        )
        for one in found[:MOST]
        if one.verdict is best
    ]
    return {"verdict": best.value if best else None, "matches": matches}


def _quoted(library: Library, quote: str, ids: Sequence[str]) -> dict[str, Any]:
    matches = []
    for identifier in ids:
        document = library.document(identifier)
        matches += [_match(library, document, start, end, []) for start, end in _places(document.text, quote)]
    verdict = Verdict.YES if matches else Verdict.NOT_STATED
    return {"verdict": verdict.value, "matches": matches[:MOST]}


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where a quotation stands in a text, however its lines are broken."""
    kept = [(place, char) for place, char in enumerate(text) if not char.isspace()]
    bare, wanted = "".join(char for _, char in kept), "".join(quote.split()).strip('“”"')
    at = bare.find(wanted) if wanted else -1
    while at >= 0:
        yield kept[at][0], kept[at + len(wanted) - 1][0] + 1
        at = bare.find(wanted, at + 1)


def _printed(library: Library, figure: str, units: Sequence[tuple[Document, Unit]]) -> dict[str, Any]:
    asked = [one for one in telling(figure) if one.value is not None]
    matches = [
        _match(library, document, unit.start, unit.end, [])
        for document, unit in units
        if asked and all(stated_among(one, marked(unit.text).figures) for one in asked)
    ]
    return {"verdict": Verdict.YES.value if matches else None, "matches": matches[:MOST]}


def _match(library: Library, document: Document, start: int, end: int, differs: Sequence[str]) -> Match:
    told = place(library, document.id, start, end)
    kept = {key: told[key] for key in ("document", "title", "council", "page", "heading", "url")}
    return kept | {"quote": told["text"], "differs": list(differs)}
