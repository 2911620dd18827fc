"""One page of a document as its template wants it: text with exact marks, picture, outline, facts, report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from assistant.conversation import Turn
from ingest.fact_model import Fact
from ingest.fingerprint import fingerprint, found_again
from ingest.model import Document, IngestReport
from ingest.refs import page_word
from web.answer_view import DOCUMENT_TAGS
from web.evidence_view import evidence_lines
from web.facade import Card
from web.fact_cell import cells_of
from web.fact_view import fact_line
from web.marking import Marker, Span, found_spans, pieces, sections_of
from web.passage_parts import page_shown, part_of, passage_parts
from web.picture_marks import Letters
from web.picture_view import Shown, image_url, picture_view
from web.projection_view import sentence
from web.views import Shell, Tag
from web.views_library import DocumentView, OutlineLine, PassagePart
from web.views_picture import PageLink

PART_LENGTH = 8_000
ROW = 24  # pages in the row of small pictures
LONG_TABLE = 4 * PART_LENGTH


@dataclass(frozen=True, slots=True)
class Place:
    """What the address asks for: page, span to mark (``check`` is the mark of its words, see ``ingest.fingerprint``),
    words to find and which hit, the answer or the fact behind it, the size of the picture.
    """

    page: int = 0
    start: int | None = None
    end: int | None = None
    find: str = ""
    hit: int = 0
    answer: str = ""
    zoom: int = 100
    check: str = ""
    fact: str = ""


def part_starts(document: Document) -> tuple[int, ...]:
    """Where pages begin; a format without pages is cut at headings into parts of some 8,000 characters, and within
    a table that is many times as long at its rows.
    """
    if document.page_starts:
        return (0, *document.page_starts[1:])
    starts = [0]
    for section in sections_of(document):
        if section.start - starts[-1] >= PART_LENGTH:
            starts.append(section.start)
        for row in (row for block in section.blocks for row in block.rows):
            if row.start - starts[-1] >= LONG_TABLE:
                starts.append(row.start)
    return tuple(starts)


def document_view(
    shell: Shell,
    card: Card,
    document: Document,
    facts: Sequence[Fact],
    place: Place,
    turn: Turn | None,
    letters: Letters,
) -> DocumentView:
    """The page that the address asks for, with what it marks; ``letters`` are those printed on a page of a PDF."""
    starts = part_starts(document)
    hits = _hits(document, place, turn)
    span = _span(place, hits, document.text)
    number = page_shown(starts, place.page, span, len(document.text))
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(document.text)
    spans = [span] if span else hits if place.find else []
    cells = cells_of(document, span, next((fact for fact in facts if fact.id == place.fact), None), turn)
    marker = Marker(document, spans, cells)

    def elsewhere(low: int, high: int) -> list[PassagePart]:
        """The passage on other pages; in reading order, for the first words marked are scrolled to."""
        return passage_parts(
            *(document, marker, starts, (low, high)),
            lambda page: _address(card, place, page=page, **_marked(document, span, place)),
        )

    begun = elsewhere(span[0], min(span[1], start)) if span else []
    shown = pieces(document, start, end, marker)
    goes_on = elsewhere(max(span[0], end), span[1]) if span else []
    word = page_word(document.format).capitalize() if document.page_starts else "Part"
    before, after = _around(hits, span, start, end)

    def at_zoom(page: int, *, zoom: int = place.zoom) -> str:
        """The page at a zoom, with the passage that it marks."""
        return _address(card, replace(place, zoom=zoom), page=page, **_marked(document, span, place))

    pictured = card.format == "pdf" and bool(document.page_starts)
    seen = Shown(document, number, spans, cells, place.zoom)
    return DocumentView(
        shell=shell,
        id=card.id,
        title=card.title,
        council=card.body.name if card.body else "",
        about=[
            (name, sentence(text)) for name, text in (("Type", card.type), ("Period", card.period)) if text
        ],
        status=DOCUMENT_TAGS.get(card.status.value, Tag(card.status.value)),
        page_label=f"{word} {number} of {len(starts)}",
        word=word.lower(),
        page=number,
        pages=len(starts),
        picture=picture_view(seen, letters, at_zoom) if pictured else None,
        begun=begun,
        pieces=shown,
        goes_on=goes_on,
        outline=_outline(document, card, place, starts, number),
        facts=[fact_line(fact) for fact in facts if start <= fact.places[0].start < end],
        report=report_rows(card.report, page_word(card.format)),
        cautions=card.report.warnings,
        previous_page=_address(card, place, page=number - 1) if number > 1 else "",
        next_page=_address(card, place, page=number + 1) if number < len(starts) else "",
        hit_label=_hit_label(hits, span, place),
        previous_hit=_hit_address(card, place, before),
        next_hit=_hit_address(card, place, after),
        uncertain=_uncertain(place, marker, hits),
        find=place.find,
        row=_row(card, document, place, hits, number) if pictured else [],
        kept=list(_kept(place).items()),
        back=f"/c/{turn.conversation_id}?since={turn.number}#t{turn.number}" if turn else "",
        evidence=evidence_lines(document),
    )


def _marked(document: Document, span: Span | None, place: Place) -> dict[str, object]:
    if span is None:
        return {}
    check = fingerprint(document.text[slice(*span)])
    return {"start": span[0], "end": span[1], "check": check, "fact": place.fact}


def _row(card: Card, document: Document, place: Place, hits: Sequence[Span], number: int) -> list[PageLink]:
    """The pages around the one shown, each with how many hits stand on it."""
    first = max(1, min(number - ROW // 2, len(document.page_starts) - ROW + 1))
    counts = Counter(document.page_of(start) for start, _ in hits)
    return [
        PageLink(
            text=f"Page {page}",
            url=_address(card, place, page=page),
            image_url=f"{image_url(card.id, page)}?size=small",
            note=f"{counts[page]} marked" if counts[page] else "",
            current=page == number,
        )
        for page in range(first, min(first + ROW, len(document.page_starts) + 1))
    ]


def _hits(document: Document, place: Place, turn: Turn | None) -> list[Span]:
    if place.find:
        return found_spans(document.text, place.find)
    if turn is None:
        return []
    spans = {
        found_again(document.text, item.start, item.end, fingerprint(item.quote))
        for item in turn.answer.evidence
        if item.document
        and item.document.id == document.id
        and item.start is not None
        and item.end is not None
    }
    return sorted(span for span in spans if span)


def _span(place: Place, hits: Sequence[Span], text: str) -> Span | None:
    if place.start is not None and place.end is not None and place.start < place.end:
        if place.check:
            return found_again(text, place.start, place.end, place.check)
        return place.start, place.end
    if place.find and hits and not place.page:
        return hits[min(max(0, place.hit - 1), len(hits) - 1)]
    return None


def _uncertain(place: Place, marker: Marker, hits: Sequence[Span]) -> str:
    if place.find and not hits:
        return f"“{place.find}” is not in this document in these words."
    asked = place.start is not None or place.end is not None
    if asked and not marker.marked:
        return "The exact place of this passage is not certain, so nothing is marked."
    return ""


def _around(hits: Sequence[Span], span: Span | None, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The hit before and the hit after the one marked; where none is, those before this page and from it on."""
    if span in hits:
        at = hits.index(span)
        return (hits[at - 1] if at else None), (hits[at + 1] if at + 1 < len(hits) else None)
    before = [hit for hit in hits if hit[0] < start]
    after = [hit for hit in hits if hit[0] >= (end if span else start)]
    return (before[-1] if before else None), (after[0] if after else None)


def _hit_label(hits: Sequence[Span], span: Span | None, place: Place) -> str:
    """ "Place 2 of 5" at a hit, "5 places" elsewhere; nothing when the only hit is the one marked."""
    one, many = ("Place", "places") if place.find else ("Cited passage", "cited passages")
    if span in hits:
        return f"{one} {hits.index(span) + 1} of {len(hits)}" if len(hits) > 1 else ""
    return (f"{len(hits)} {many}" if len(hits) > 1 else f"1 {many[:-1]}") if hits else ""


def _address(card: Card, place: Place, **query: object) -> str:
    pairs = {name: value for name, value in {**query, **_kept(place)}.items() if value not in ("", None)}
    return f"/documents/{card.id}?{urlencode(pairs)}"


def _kept(place: Place) -> dict[str, str]:
    """What every link and form of the page carries on."""
    kept = {"find": place.find, "answer": place.answer, "zoom": "" if place.zoom == 100 else str(place.zoom)}
    return {name: value for name, value in kept.items() if value}


def _hit_address(card: Card, place: Place, hit: Span | None) -> str:
    return _address(card, place, start=hit[0], end=hit[1]) + "#passage" if hit else ""


def _outline(
    document: Document, card: Card, place: Place, starts: Sequence[int], number: int
) -> list[OutlineLine]:
    lines = []
    for section in sections_of(document):
        if section.heading and section.level <= 3:
            part = part_of(starts, section.start)
            lines.append(
                OutlineLine(section.heading, _address(card, place, page=part), section.level, part == number)
            )
    return lines[:300]


def report_rows(report: IngestReport, word: str = "page") -> list[tuple[str, str]]:
    """The ingest report as pairs of name and figure; ``word`` is what the format calls a page."""
    rows = [
        (f"{word.capitalize()}s", str(report.pages) if report.pages else "none in this format"),
        ("Sections", str(report.sections)),
        ("Lists", str(report.lists)),
        ("Tables", str(report.tables)),
    ]
    if report.pages_without_text:
        rows.append((f"{word.capitalize()}s without text", ", ".join(map(str, report.pages_without_text))))
    if report.furniture_removed:
        rows.append(("Repeated lines left out", " · ".join(_kinds(report.furniture_removed))))
    return rows


def _kinds(lines: Sequence[str]) -> list[str]:
    """One of each kind of repeated line: those that differ in their numbers alone are one."""
    kinds = {re.sub(r"\d+", "1", line): line for line in reversed(lines)}
    return list(kinds.values())[:6]
