"""From a document to its facts: every block is read in the way its form asks for, then dates are filled in.

Steps: read statements, read figures, add the dates that notes and headings give, build facts, merge what is
said twice within the document.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts import tables
from ingest.facts.found import Found, Statement
from ingest.facts.link import absorb, merge
from ingest.facts.panels import PanelLine, looks_like_panel, read_panel
from ingest.facts.prose import read_prose
from ingest.facts.whenever import Note, date_from_note, dated, lead_date, note_in, trailing_lead
from ingest.metrics import metric
from ingest.model import Block, BlockKind, Document, Fact, Place, Section
from ingest.quantities import Kind, Quantity, find
from ingest.sentences import sentences

_UNIT_OF_KIND = {
    Kind.MONEY: "gbp",
    Kind.PERCENT: "share",
    Kind.POINTS: "points",
    Kind.FTE: "fte",
    Kind.DAYS: "days",
    Kind.COUNT: "persons",
}
_LEAD_LONGEST = 400


def extract(document: Document) -> list[Fact]:
    """The figures that a document states about the staff and the budget of its body, each with its proof.

    In reading order of their first place; the same figure said twice is one fact. Nothing is inferred.
    """
    read = _read(document)
    facts = [_fact(document, found, read) for found in read.found]
    return absorb(merge([fact for fact in facts if fact is not None]))


@dataclass(slots=True)
class _Reading:
    """What was read of a document: figures, notes that date others, dates of lead-ins by section."""

    found: list[Found]
    notes: list[Note]
    leads: list[tuple[int, int, Quantity]]
    parents: dict[int, tuple[int, ...]]


def _read(document: Document) -> _Reading:
    reading = _Reading([], [], [], {})
    for path, section in document.walk():
        reading.parents[section.number] = tuple(item.number for item in reversed(path))
        _read_section(document, path, section, reading)
    return reading


def _read_section(document: Document, path: Sequence[Section], section: Section, reading: _Reading) -> None:
    headings = tuple(item.heading for item in path if item.heading)
    lead = ""
    run: list[PanelLine] = []
    place = Statement("", section.start, section.end, section.number, 0, (document.title, *headings))
    if section.heading and section.blocks:
        run.extend(_heading_line(document, section))
    for block in section.blocks:
        if block.kind is BlockKind.CONTENTS:
            continue
        base = replace(place, block=block.number, lead=lead)
        short = _short_lines(block)
        if short:
            run.extend(short)
        else:
            _close_panel(document, run, base, reading)
            run = []
            _read_block(document, block, base, reading)
        lead = _next_lead(block, lead)
        _remember_dates(document, block, section, reading)
    _close_panel(document, run, replace(place, lead=lead), reading)


def _heading_line(document: Document, section: Section) -> list[PanelLine]:
    """The heading as the first line of a panel, since profile pages print labels in bold."""
    at = document.text.find(section.heading, section.start, section.end)
    return [PanelLine(section.heading, at, at + len(section.heading))] if at >= 0 else []


def _short_lines(block: Block) -> list[PanelLine]:
    """The lines of a paragraph of short lines, or of a list of short items; empty for anything else."""
    if block.kind is BlockKind.LIST and not block.lines:
        return []
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST):
        return []
    lines: list[PanelLine] = []
    if block.kind is BlockKind.LIST:
        return []
    for match in re.finditer(r"[^\n]+", block.text):
        text = match.group().strip()
        if text:
            start = block.start + match.start() + match.group().index(text)
            lines.append(PanelLine(text, start, start + len(text)))
    if any(
        len(line.text) > 90
        or (re.search(r"[.;!?][)*_]*\s*$", line.text) and len(line.text.split()) > 4)
        or len(line.text.split()) > 13
        for line in lines
    ):
        return []
    if len(lines) == 1 and re.search(r"[.;]\s+[A-Z]", lines[0].text):
        return []
    return lines


def _close_panel(document: Document, run: Sequence[PanelLine], place: Statement, reading: _Reading) -> None:
    """Read a run of short lines as a profile when it is one, else each line as prose."""
    if not run:
        return
    if looks_like_panel(run):
        reading.found.extend(read_panel(run, place))
        return
    for line in run:
        statement = replace(place, text=line.text, start=line.start, end=line.end)
        reading.found.extend(read_prose(statement, document.body))


def _read_block(document: Document, block: Block, place: Statement, reading: _Reading) -> None:
    for statement in _statements(block, place):
        reading.found.extend(read_prose(statement, document.body))
    if block.kind is BlockKind.TABLE:
        first = tables.header_as_row(block.columns)
        rows = (first, *block.rows) if first else block.rows
        columns = () if first else block.columns
        reading.found.extend(tables.read_table(columns, rows, place))


def _statements(block: Block, place: Statement) -> Iterator[Statement]:
    """Sentences of a block; a short list item is one statement, a long one is split."""
    if block.kind is BlockKind.TABLE:
        for row in block.rows:
            for cell in row.cells:
                if tables.is_prose_cell(cell.text):
                    yield from _split(cell.text, cell.start, place)
    elif block.lines:
        for line in block.lines:
            yield from _split(line.text, line.start, place)
    else:
        yield from _split(block.text, block.start, place)


def _split(text: str, offset: int, place: Statement) -> Iterator[Statement]:
    for start, end in sentences(text):
        yield replace(place, text=text[start:end], start=offset + start, end=offset + end)


def _next_lead(block: Block, lead: str) -> str:
    """What introduces the next block: the end of this one when it opens a list or table."""
    if block.kind is BlockKind.TABLE:
        return ""
    tail = block.lines[-1].text if block.lines else block.text
    if opening := trailing_lead(tail):
        return opening
    last = [block.text[start:end] for start, end in sentences(block.text)][-1:] if not block.lines else []
    if (
        last
        and len(last[0]) < _LEAD_LONGEST
        and re.search(r"\b(?:follow\w*|below|table|chart|figure)\b|:\s*$", last[0], re.I)
    ):
        return last[0]
    return lead if block.kind is BlockKind.CAPTION else ""


def _remember_dates(document: Document, block: Block, section: Section, reading: _Reading) -> None:
    """Notes ("Data above is taken at ...") and lead-ins with a date ("As of 1st April 2022:")."""
    pieces = [(line.text, line.start) for line in block.lines] or [(block.text, block.start)]
    for text, offset in pieces:
        if block.kind is not BlockKind.TABLE:
            for start, end in sentences(text):
                if note := note_in(text[start:end], section.number, offset + start):
                    reading.notes.append(note)
        opening = trailing_lead(text)
        if opening and (when := lead_date(opening) or _date_of_those(text, opening)):
            reading.leads.append((section.number, offset + len(text), when))


def _date_of_those(text: str, opening: str) -> Quantity | None:
    """The one day of a paragraph that ends "Of these:", which goes on speaking of the same people."""
    if not re.match(r"of (?:these|those|whom|this)", opening.strip(" *_"), re.I):
        return None
    days = [item for item in find(text) if item.kind is Kind.DATE and item.start_date]
    return days[0] if len(days) == 1 else None


def _fact(document: Document, found: Found, reading: _Reading) -> Fact | None:
    when = found.when or _covering_date(found, reading)
    as_of, period = dated(found.metric, when, direction=_direction(found))
    quantity = found.quantity
    if as_of is None and period is None and quantity.per == "year" and metric(found.metric).type == "flow":
        period = "a year"
    entry = metric(found.metric)
    unit = entry.unit if quantity.kind in entry.kinds[:1] else _unit(quantity, entry.unit)
    body = document.body.id if document.body else ""
    start, end = found.statement.start, found.statement.end
    place = Place(document.id, document.page_of(start), start, end, document.text[start:end])
    fact = Fact(
        id="",
        body=body,
        metric=found.metric,
        value=quantity.value,
        unit=unit,
        kind=found.kind,
        places=(place,),
        as_of=as_of,
        period=period,
        scope=found.scope,
        approx=quantity.approx,
        decimals=quantity.decimals,
        label=found.label,
        high=quantity.high,
    )
    return replace(fact, id=fact_id(fact))


def fact_id(fact: Fact) -> str:
    """Sixteen hex digits over what is stated, whichever document states it; the same after each ingestion."""
    parts = (
        fact.body,
        fact.metric,
        fact.scope,
        fact.kind.value,
        fact.approx.value,
        repr(fact.value),
        repr(fact.high),
        fact.as_of,
        fact.period,
    )
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()[:16]


def _direction(found: Found) -> str:
    """ "next", "last" or "since" when the text says so of the time that belongs to the figure."""
    text, when = found.statement.text, found.when
    if when is None or text[when.start : when.end] != when.text:
        return ""
    words = r"next|last|past|coming|previous" if when.kind is Kind.DURATION else "since"
    word = re.search(rf"\b({words})\s*$", text[: when.start], re.I)
    return word[1].lower() if word else ""


def _unit(quantity: Quantity, usual: str) -> str:
    """The unit of a value whose kind is not the usual one: a share of part-timers where a count is usual."""
    if quantity.kind is Kind.PLACEHOLDER:
        return usual
    if quantity.kind is Kind.COUNT and usual == "fte":
        return "fte"
    if quantity.kind in (Kind.COUNT, Kind.DAYS) and usual in {"days", "days_per_fte", "number", "years"}:
        return usual
    return _UNIT_OF_KIND.get(quantity.kind, usual)


def _covering_date(found: Found, reading: _Reading) -> Quantity | None:
    """The date that a lead-in, a note or a heading gives to a figure that carries none."""
    section, start = found.statement.section, found.statement.start
    flow = metric(found.metric).type == "flow"
    for number, position, when in reversed(reading.leads):
        if number == section and position <= start:
            return when
    if found.statement.lead and (when_in_lead := lead_date(found.statement.lead)):
        return when_in_lead
    for parent in reading.parents.get(section, ()):
        notes = [note for note in reading.notes if note.section == parent]
        if notes:
            nearest = min(notes, key=lambda note: (note.position < start, abs(note.position - start)))
            return date_from_note(nearest, found.metric)
    for heading in reversed(found.statement.headings[1:]):
        if when_in_heading := lead_date(heading):
            # a day in a heading is when a paper was heard or a stock counted, never the year of a flow
            unfit = when_in_heading.kind is Kind.SPAN or (flow and when_in_heading.kind is Kind.DATE)
            return None if unfit else when_in_heading
    return None
