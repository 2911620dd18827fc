"""What a reader should know of the papers an answer leans on: drafts, plans past their end, councils that are no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from assistant.compose.fact_words import long_date
from assistant.model import Evidence
from ingest.bodies import successors_of
from ingest.library import Library
from ingest.library_model import DocumentCard
from ingest.model import Document, DocumentStatus
from ingest.refs import FROM_PICTURE
from ingest.scan_model import SURE
from ingest.scanned import confidence_at, instead_words, scan_at
from ingest.slip import Slip

MOST = 4
MOST_SLIPS = 2


def cautions(cards: Sequence[DocumentCard], today: date) -> tuple[str, ...]:
    """Plain sentences, most material first, each once."""
    found = [
        sentence
        for card in cards
        for sentence in (*_of_status(card), *_of_period(card, today), *_of_body(card))
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def doubts(library: Library, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """What speaks against a quotation itself: sums of its table that do not come out, a picture that was hard to read or
    that a hidden text contradicts.
    """
    cited = sorted({item.document.id for item in evidence if item.document})
    slips = [slip for id in cited for slip in library.slips(id)]
    return (*slip_cautions(evidence, slips), *scan_cautions(library.document, evidence))


def scan_cautions(document_of: Callable[[str], Document], evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """A sentence for each quotation that was read unsurely from a picture, or against a hidden text."""
    found: list[str] = []
    for item in evidence:
        if item.document is None or item.start is None or FROM_PICTURE not in item.ref:
            continue
        document, end = document_of(item.document.id), item.end or item.start
        scan = scan_at(document, item.start)
        sure = confidence_at(document, item.start, end)
        if scan and scan.instead:
            found.append(f"At [{item.label}] the file contradicts itself. {instead_words(scan)}")
        if sure < SURE:
            found.append(
                f"[{item.label}] was read from a picture and is only {sure}% sure: look at the page before you use it; "
                "its figures are not computed with until a person confirms them."
            )
    return tuple(dict.fromkeys(found))[:MOST]


def slip_cautions(evidence: Sequence[Evidence], slips: Iterable[Slip]) -> tuple[str, ...]:
    """A sentence for each figure in a quotation that its own table does not bear out."""
    found = [
        f"The paper’s sums do not agree at [{item.label}]: {slip.sentence}"
        for slip in slips
        for item in evidence
        if _quotes(item, slip)
    ]
    return tuple(dict.fromkeys(found))[:MOST_SLIPS]


def _quotes(item: Evidence, slip: Slip) -> bool:
    """Whether a quotation holds the printed figure of a slip."""
    if item.document is None or item.document.id != slip.document or item.start is None or item.end is None:
        return False
    return item.start < slip.end and slip.start < item.end


def _of_status(card: DocumentCard) -> Iterator[str]:
    if card.status is DocumentStatus.DRAFT:
        yield f"{_name(card)} is a draft."
    if card.status is DocumentStatus.SUPERSEDED:
        yield f"{_name(card)} has been superseded."


def _of_period(card: DocumentCard, today: date) -> Iterator[str]:
    """A plan is past its end once the last year of its period is over."""
    end = last_year(card.period)
    if end is not None and end < today.year:
        yield f"{_name(card)} covers {card.period} and is past its end."


def last_year(period: str | None) -> int | None:
    """The last year of a period as printed: 2025 of "2021-2025", 2026 of "2025/26"."""
    match = re.search(r"(\d{4})\s*[-–/]\s*(\d{4}|\d{2})$", (period or "").strip())
    if not match:
        return None
    end = match.group(2)
    return int(end) if len(end) == 4 else int(match.group(1)[:2] + end)


def _of_body(card: DocumentCard) -> Iterator[str]:
    """A council that has been abolished, merged or renamed."""
    body = card.body
    if body is None or not body.end_date:
        return
    after = " and ".join(other.name for other in successors_of(body))
    yield f"{body.name} ended on {long_date(body.end_date)}{f'; its successor is {after}' if after else ''}."


def _name(card: DocumentCard) -> str:
    body = card.body.name if card.body else ""
    return card.title if not body or body.lower() in card.title.lower() else f"{body}'s {card.title}"
