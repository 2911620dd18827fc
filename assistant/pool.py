"""The candidates for an answer: units, lists and rows around the passages found, each scored against the question.

Word coverage is cheap and is taken for every unit of the documents in play; likeness of meaning only for the best of
them, and kept, so that the next question on the same papers finds it ready.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.match import Matcher, stem_set, weights
from assistant.question import Expected
from assistant.units import Group, TableRow, Unit, units_of
from ingest.model import Document, Passage

T = TypeVar("T")

DOCUMENTS = 6
EMBEDDED_UNITS = 28
EMBEDDED_GROUPS = 14
EMBEDDED_ROWS = 14
EMBEDDED_LENGTH = 600
ONE_THING = (Expected.FIGURE, Expected.WHO, Expected.WHEN)


@dataclass(frozen=True, slots=True)
class Scored(Generic[T]):
    """A candidate with its document, its score (0 to 1) and the parts of it; ``alignment`` is None where nothing could
    be aligned.
    """

    item: T
    document: Document
    score: float
    coverage: float
    likeness: float
    alignment: float | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything that may answer a question, best first in each list."""

    matcher: Matcher
    units: Sequence[Scored[Unit]]
    groups: Sequence[Scored[Group]]
    rows: Sequence[Scored[TableRow]]
    passages: Sequence[Passage]
    documents: Sequence[Document] = ()


def gather(matcher: Matcher, passages: Sequence[Passage], document_of: Callable[[str], Document]) -> Pool:
    """Score what stands in the documents of the passages; what a passage holds starts ahead."""
    near: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.chunk.document in near or len(near) < DOCUMENTS:
            near.setdefault(passage.chunk.document, []).append(passage)
    units: list[tuple[float, float, Document, Unit]] = []
    groups: list[tuple[float, float, Document, Group]] = []
    rows: list[tuple[float, float, Document, TableRow]] = []
    for document_id, found in near.items():
        document = document_of(document_id)
        whole = units_of(document)
        for unit in whole.units:
            lift = _lift(found, unit.start, unit.end)
            units.append((matcher.coverage(unit.text, unit.context), lift, document, unit))
        for group in whole.groups:
            lift = _lift(found, group.lead_start, group.end)
            groups.append((group_coverage(matcher, group), lift, document, group))
        for row in whole.rows:
            context = " ".join((*row.headings, row.title, row.label, *(cell.text for cell in row.columns)))
            lift = _lift(found, row.row.start, row.row.end)
            rows.append((matcher.coverage(row.row.text, context), lift, document, row))
    # One figure, person or date is never answered by a list: nothing is embedded for it.
    listed = groups if matcher.question.expected not in ONE_THING else []
    return Pool(
        matcher,
        _ranked(matcher, units, EMBEDDED_UNITS, unit_text),
        _ranked(matcher, listed, EMBEDDED_GROUPS, group_text),
        _ranked(matcher, rows, EMBEDDED_ROWS, row_text),
        passages,
        [document_of(document_id) for document_id in near],
    )


def _lift(passages: Sequence[Passage], start: int, end: int) -> float:
    """The best score of a passage that overlaps these characters."""
    return max((p.score for p in passages if p.chunk.start < end and start < p.chunk.end), default=0.0)


def group_coverage(matcher: Matcher, group: Group) -> float:
    """A list answers by what introduces it; words found in its items count for less, those of one item for least."""
    title = " ".join((*group.headings[-1:], group.lead, group.before))
    title = f"{title} {said_otherwise(title)}"
    above = " ".join(group.headings[:-1])
    counted = Counter(word for item in group.items for word in stem_set(item.text))
    shared = " ".join((above, *(word for word, times in counted.items() if times > 1)))
    items = weights("match")["items"]
    around = " ".join((above, *(item.text for item in group.items)))
    return (1 - items) * matcher.coverage(title, shared) + items * matcher.coverage(title, around)


# What papers head their measures of success with, in place of those words.
_KNOWING = re.compile(
    r"\bhow (?:will|do|would|shall) (?:we|you) (?:know|measure|tell)\b|\bwhat (?:will )?success look", re.I
)


def said_otherwise(title: str) -> str:
    """The words that people ask with for what a heading says as a question of its own."""
    return "success measures outcomes" if _KNOWING.search(title) else ""


def unit_text(unit: Unit) -> str:
    """What is embedded of a unit: its nearest heading, its lead-in and itself."""
    heading = unit.headings[-1] if unit.headings else ""
    return ". ".join(part for part in (heading, unit.lead[:160], unit.text[:EMBEDDED_LENGTH]) if part)


def group_text(group: Group) -> str:
    """What is embedded of a list: what names it and how its items begin."""
    items = "; ".join(item.text[:60] for item in group.items[:8])
    return ". ".join(part for part in (*group.headings[-1:], group.lead[-240:], items) if part)


def row_text(row: TableRow) -> str:
    """What is embedded of a row: its table's title and headers, then the row."""
    headers = ", ".join(cell.text for cell in row.columns)
    parts = (*row.headings[-1:], row.title[:120], headers[:160], row.row.text[:EMBEDDED_LENGTH])
    return ". ".join(part for part in parts if part)


def _ranked(
    matcher: Matcher, found: list[tuple[float, float, Document, T]], embedded: int, text: Callable[[T], str]
) -> list[Scored[T]]:
    """Likeness for the most promising, then one score for each; ties keep document order."""
    promising = sorted(
        range(len(found)),
        key=lambda index: (-(found[index][0] + 0.6 * found[index][1]), found[index][2].id, index),
    )[:embedded]
    near = dict(zip(promising, matcher.nearness([text(found[index][3]) for index in promising]), strict=True))
    ranked = []
    for index in promising:
        coverage, _, document, item = found[index]
        likeness, aligned = near[index]
        ranked.append(Scored(item, document, rank(coverage, likeness, aligned), coverage, likeness, aligned))
    return sorted(ranked, key=lambda scored: -scored.score)


def rank(coverage: float, likeness: float, aligned: float | None = None) -> float:
    """One score of the parts, each 0 to 1: cosines are stretched from where this model's begin and end."""
    table = weights("rank")
    whole = table["coverage"] * coverage + table["likeness"] * stretched(likeness, 0.1, 0.7)
    if aligned is None:
        return whole
    share = table["alignment"]
    return (1 - share) * whole + share * stretched(aligned, 0.3, 0.9)


def stretched(cosine: float, low: float, high: float) -> float:
    """A cosine as a share of the way from ``low`` to ``high``, 0 to 1."""
    return min(max((cosine - low) / (high - low), 0.0), 1.0)
