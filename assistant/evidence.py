"""Labels and what they stand for: every span that an answer leans on is cited once, verbatim, with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from assistant.check import figures
from assistant.compose.fact_words import dated_by_a_person, shown, when_in_words
from assistant.model import Evidence, EvidenceKind, Source
from ingest.fact_model import Fact, Review
from ingest.fingerprint import fingerprint
from ingest.model import Document, Section
from ingest.refs import columns_at, ref_at

SourceOf = Callable[[str], Source]


class Citations:
    """Hands out labels ``[1]``, ``[2]`` … in order of first use; the same span has one label."""

    def __init__(self, document_of: Callable[[str], Document], source_of: SourceOf) -> None:
        """``document_of`` gives the whole document of an id, ``source_of`` the way people read it."""
        self._document_of = document_of
        self._source_of = source_of
        self._items: list[Evidence] = []

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Everything cited so far, in order of label."""
        return tuple(self._items)

    def span(
        self, document_id: str, start: int, end: int, *, kind: EvidenceKind = EvidenceKind.PASSAGE
    ) -> str:
        """Cite these characters of a document; gives the label in brackets, one for each piece of a broken span."""
        document = self._document_of(document_id)
        pieces = (_trimmed(document.text, *run) for run in document.runs(start, end))
        labels = (self._run(document_id, *piece, kind) for piece in pieces if piece[0] < piece[1])
        return "".join(dict.fromkeys(labels))

    def _run(self, document_id: str, start: int, end: int, kind: EvidenceKind) -> str:
        """Cite characters that stand unbroken in the source."""
        for item in self._items:
            if _holds(item, document_id, start, end):
                return f"[{item.label}]"
        document = self._document_of(document_id)
        page = document.page_of(start)
        return self._add(
            Evidence(
                label="",
                kind=kind,
                quote=document.text[start:end],
                document=self._source_of(document_id),
                page=page,
                heading=heading_at(document, start),
                url=passage_url(document_id, page, start, end, document.text[start:end]),
                start=start,
                end=end,
                ref=ref_at(document, start, end),
                columns=columns_at(document, start, end),
            )
        )

    def fact(self, fact: Fact) -> str:
        """Cite the best place of a fact, and whoever corrected it; gives the labels in brackets."""
        place = fact.places[0]
        label = self.span(place.document, place.start, place.end, kind=EvidenceKind.FACT)
        self._read_as(label, fact)
        return label + (self.correction(fact) if fact.review is Review.CORRECTED else "")

    def _read_as(self, label: str, fact: Fact) -> None:
        """Keep how a figure reads whose digits its quote does not print, as one in words."""
        told = shown(fact)
        if set(figures(told)) <= set(figures(fact.quote)):
            return
        for place, item in enumerate(self._items):
            if f"[{item.label}]" in label:
                kept = dict.fromkeys((*filter(None, item.read_as.split("; ")), told))
                self._items[place] = replace(item, read_as="; ".join(kept))

    def correction(self, fact: Fact) -> str:
        """Cite the person who put this figure, or its time, in the place of what was read."""
        when = f", {when_in_words(fact)}" if dated_by_a_person(fact) else ""
        said = f"A person who reviewed the figure corrected it: {shown(fact)}{when}."
        for item in self._items:
            if item.quote == said:
                return f"[{item.label}]"
        return self._add(Evidence("", EvidenceKind.ASSUMPTION, said))

    def add(self, evidence: Evidence) -> str:
        """Cite evidence made elsewhere (a projection, an assumption); gives the label in brackets."""
        return self._add(evidence)

    def _add(self, evidence: Evidence) -> str:
        label = str(len(self._items) + 1)
        self._items.append(replace(evidence, label=label))
        return f"[{label}]"


def labels_in(cited: str) -> tuple[str, ...]:
    """The labels of "[1][2]", without brackets."""
    return tuple(label for label in cited.strip("[]").split("][") if label)


def _holds(item: Evidence, document_id: str, start: int, end: int) -> bool:
    """Whether this evidence already quotes these characters."""
    if item.document is None or item.start is None or item.end is None:
        return False
    return item.document.id == document_id and item.start <= start and end <= item.end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends, nor a stop that stands after a closing quotation mark."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if (
        end - start > 2
        and text[end - 1] == "."
        and not text[end - 2].isalnum()
        and text[end - 2] not in ".%)"
    ):
        end -= 1
    return start, end


def passage_url(document_id: str, page: int | None, start: int, end: int, quote: str = "") -> str:
    """Where the viewer opens these characters; with their ``quote`` the address finds them when they have moved."""
    query = {"page": page, "start": start, "end": end, "check": fingerprint(quote) if quote else None}
    return f"/documents/{document_id}?{urlencode({k: v for k, v in query.items() if v is not None})}#passage"


def heading_at(document: Document, offset: int) -> str:
    """The heading path over an offset, outermost first."""
    return " › ".join(part.heading for part in path_at(document, offset) if part.heading)


def path_at(document: Document, offset: int) -> tuple[Section, ...]:
    """The sections that an offset stands in, outermost first: those of the last heading before it."""
    above: tuple[Section, ...] = ()
    for path, section in document.walk():
        if section.start > offset:
            break
        above = path
    return above
