"""Figures on a line, with their dates proved and their disagreements shown: shared by every answer that states facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.check import figures
from assistant.compose.draft import Draft, Written
from assistant.compose.fact_words import dated_by_a_person, shown, when_and_scope, when_in_words
from assistant.evidence import Citations, labels_in
from assistant.model import Conflict, Status
from assistant.units import units_of
from ingest.fact_model import Approx, Fact
from ingest.model import Document

if TYPE_CHECKING:
    from assistant.room import Room


def short(room: Room, fact: Fact, citations: Citations) -> str:
    """One figure on a line, with what sets it apart."""
    title = room.source(fact.places[0].document).title
    label = citations.fact(fact)
    return f"{shown(fact)}, {when_and_scope(fact, undated=title, when=dated(room, fact, citations))} {label}"


def dated(room: Room, fact: Fact, citations: Citations) -> str:
    """The fact's date or period with the label of the note that states it; empty when no span of the paper does."""
    words = when_in_words(fact)
    wanted = set(figures(words))
    if not wanted or wanted <= set(figures(fact.quote)):
        return words
    if dated_by_a_person(fact):
        return f"{words} {citations.correction(fact)}"
    document = room.document(fact.places[0].document)
    note = _note_of(document, fact.places[0].start, wanted)
    return f"{words} {citations.span(document.id, *note)}" if note else ""


def _note_of(document: Document, start: int, wanted: set[str]) -> tuple[int, int] | None:
    """The span nearest to the fact that holds every figure of its date: a note, a heading, a column header."""
    held = [unit for unit in units_of(document).units if wanted <= set(figures(unit.text))]
    headers = [
        (cell.start, cell.end)
        for entry in units_of(document).rows
        if entry.row.start == start or entry.row.start <= start <= entry.row.end
        for cell in entry.columns
        if wanted <= set(figures(cell.text))
    ]
    spans = headers or [(unit.start, unit.end) for unit in held]
    return min(spans, key=lambda span: abs(span[0] - start), default=None)


def disagreement(best: Fact, rival: Fact, citations: Citations, conflicts: list[Conflict]) -> str:
    """Two figures that disagree, both shown, with the likely reason when dates or exactness differ."""
    labels = (citations.fact(best), citations.fact(rival))
    reason = (
        "; one of them is a rounded figure"
        if Approx.NONE is not rival.approx or Approx.NONE is not best.approx
        else ""
    )
    conflicts.append(
        Conflict(
            f"{shown(best)} {labels[0]} and {shown(rival)} {labels[1]} disagree.",
            tuple(name for label in labels for name in labels_in(label)),
        )
    )
    return (
        f"The papers also say **{shown(rival)}** {labels[1]}: the two disagree{reason}, and both are shown."
    )


def certain(
    room: Room, best: Fact, write: Callable[[Citations], Written], status: Status = Status.ANSWERED
) -> Draft:
    """A draft of what is known exactly, which no score decides about."""
    document = room.document(best.places[0].document)
    return Draft("stated", 1.0, 1.0, 1.0, (document,), write, status=status, certain=True)


def cut(text: str, most: int = 400) -> str:
    """At most ``most`` characters of a quote, cut between words and marked as cut."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
