"""When, and what a row's column says: the row, the labelled line or the sentence that holds a date or a name.

Tables are asked first: an action plan answers "when is the skills audit due" in the column headed "Target date".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.compose.answering import Answering
from assistant.compose.draft import Draft, Written, bullet_points, named, sentence
from assistant.compose.tense import Tense, of_others
from assistant.compose.whose import OF_ANOTHER, is_of_another
from assistant.evidence import Citations
from assistant.model import Status
from assistant.packaged import packaged, phrases_of
from assistant.pool import Pool, Scored
from assistant.replies import reply
from assistant.units import TableRow, Unit, units_of
from assistant.words import stems, tokens
from ingest.model import Cell, Document
from ingest.quantities import Kind, find
from ingest.quantities_cell import is_blank

DATED = {Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.QUARTER, Kind.SPAN}
OPEN_DATE = re.compile(
    r"\b(on-?\s?going|tbc|tbd|to be (confirmed|agreed|decided)|started|annual(ly)?|quarterly|monthly|immediate(ly)?|in line with)\b",
    re.I,
)
COLUMN_BONUS = 0.12
OTHER_OCCASION = 0.1
SHORT_ROW = 240
FRONT = 1500
FRONT_BONUS = 0.08
_OF_THE_PAPER = re.compile(r"\b(report|paper|document|strategy|plan|this)\b", re.I)


def when(pool: Pool) -> Draft | None:
    """The date that the question asks for."""
    asked = pool.matcher.question.text
    tense = Tense.of(asked)

    def dates(text: str, document: Document) -> list[str]:
        found = [date for date in dates_in(text, document) if date not in asked]
        return tense.first(text, sorted(found, key=lambda date: of_others(text, date)))

    units = (_of_whom(tense.weighed(found, open_ended=OPEN_DATE), asked) for found in from_units(pool, dates))
    return draft_of("when", [*from_rows(pool, "when", dates), *units])


def _of_whom(found: Answering, asked: str) -> Answering:
    """The candidate, behind when it tells of another council than the one whose paper it stands in."""
    text = found.document.text[found.start : found.end]
    if not is_of_another(text, found.document, asked):
        return found
    return replace(found, score=found.score - OF_ANOTHER)


def measure(pool: Pool) -> Draft | None:
    """What a row says under "measure of success", for questions that ask how success is known."""

    def anything(text: str, document: Document) -> list[str]:
        return [text] if text.strip() else []

    return draft_of("measure", list(from_rows(pool, "measure", anything)))


def dates_in(text: str, document: Document) -> list[str]:
    """The dates in the text as printed, or its open answer ("TBC", "On-going")."""
    found = [quantity.text for quantity in find(text) if quantity.kind in DATED]
    if not found and is_blank(text.strip(" .")):
        return [text]
    return found or [match.group() for match in OPEN_DATE.finditer(text)]


Reader = Callable[[str, Document], list[str]]


def from_rows(pool: Pool, header: str, read: Reader) -> Iterator[Answering]:
    """What the reader finds in the cells under a column whose head says so ("when", "measure")."""
    for scored in pool.rows:
        entry = scored.item
        for position, cell in _answer_cells(entry, header):
            if not cell.text or not read(cell.text, scored.document):
                continue
            column = (
                entry.columns[position].text
                if position < len(entry.columns)
                else entry.row.cells[position - 1].text
            )
            others = [other for other in entry.row.cells if other is not cell and other.text]
            about = max(others, key=lambda other: pool.matcher.coverage(other.text), default=None)
            yield Answering(
                scored.score + COLUMN_BONUS - _beside_the_point(column, pool.matcher.question.text),
                scored.coverage,
                scored.likeness,
                scored.document,
                entry.row.start,
                entry.row.end,
                cell.text,
                column,
                _first_line(about) if about else entry.label,
                _parts(entry, about, cell),
                "" if _parts(entry, about, cell) else _beside(entry, about, cell),
            )


def _beside(entry: TableRow, about: Cell | None, cell: Cell) -> str:
    """The row's other cells under their headers, for a question that asks two things of one row."""
    shown = zip(entry.columns, entry.row.cells, strict=False)
    others = [
        (column.text, other.text) for column, other in shown if other.text and other not in (about, cell)
    ]
    return " · ".join(f"{' '.join(head.split())}: {' '.join(text.split())}" for head, text in others if head)


def _parts(entry: TableRow, about: Cell | None, cell: Cell) -> tuple[tuple[int, int], ...]:
    """What is quoted of a long row: what it is about and its answer; a short row is quoted whole."""
    if len(entry.row.text) <= SHORT_ROW and all(len(other.lines) < 2 for other in entry.row.cells):
        return ()
    named_by = (
        (about.start, about.start + len(_first_line(about)))
        if about and about.text.startswith(_first_line(about))
        else None
    )
    return tuple(part for part in (named_by, (cell.start, cell.end)) if part)


def _heads(label: str, header: str) -> bool:
    """Whether the head of a column says that its cells hold this."""
    if header in phrases_of("column_words", "column").labels(label):
        return True
    return header in phrases_of("column_words", "alone").labels(label) and len(tokens(label)) == 1


def _beside_the_point(head: str, question: str) -> float:
    """What a column loses whose head names an occasion that the question does not: the date of a review, where another is
    asked for."""
    occasions = set(stems(head)) & {
        stem for word in packaged("column_words")["occasion"]["when"] for stem in stems(word)
    }
    return OTHER_OCCASION if occasions - set(stems(question)) else 0.0


def _answer_cells(entry: TableRow, header: str) -> Iterator[tuple[int, Cell]]:
    """Cells under a column that is headed so, or right of a label that reads so."""
    if entry.columns:
        for position, column in enumerate(entry.columns):
            if _heads(column.text, header) and position < len(entry.row.cells):
                yield position, entry.row.cells[position]
        return
    for position in range(1, len(entry.row.cells)):
        label = entry.row.cells[position - 1].text
        if len(label) < 60 and _heads(label, header):
            yield position, entry.row.cells[position]


def _first_line(cell: Cell) -> str:
    return cell.lines[0].text if cell.lines else cell.text


def from_units(pool: Pool, read: Reader) -> Iterator[Answering]:
    """What the reader finds in sentences, items and headings, or in the short line beside one."""
    for scored in pool.units:
        unit = scored.item
        if unit.kind == "row":
            continue
        ahead = (
            FRONT_BONUS if unit.start < FRONT and _OF_THE_PAPER.search(pool.matcher.question.text) else 0.0
        )
        values = read(unit.text, scored.document)
        if values:
            yield _answering(scored, unit.start, unit.end, values[0], ahead)
            continue
        near = _with_neighbour(unit, scored.document, read)
        if near:
            other, value = near
            found = _answering(
                scored, min(unit.start, other.start), max(unit.end, other.end), value, ahead - 0.04
            )
            # What stood between two blocks may have been dropped (a running title), so each is quoted for itself.
            parts = sorted(((unit.start, unit.end), (other.start, other.end)))
            yield found if unit.block == other.block else replace(found, parts=tuple(parts))


def _answering(scored: Scored[Unit], start: int, end: int, value: str, change: float) -> Answering:
    return Answering(
        scored.score + change,
        scored.coverage,
        scored.likeness,
        scored.document,
        start,
        end,
        value,
        "",
        scored.item.text,
    )


def _with_neighbour(unit: Unit, document: Document, read: Reader) -> tuple[Unit, str] | None:
    """A short line's neighbour in the same section often holds what it lacks ("John Smith" / "Chair of the Board")."""
    if len(unit.text) > 120:
        return None
    units = [
        other for other in units_of(document).units if other.section == unit.section and other.kind != "row"
    ]
    index = next((i for i, other in enumerate(units) if other.start == unit.start), None)
    if index is None:
        return None
    for near in (index - 1, index + 1):
        if 0 <= near < len(units) and len(units[near].text) <= 120:
            values = read(units[near].text, document)
            if values:
                return units[near], values[0]
    return None


def draft_of(shape: str, found: Sequence[Answering]) -> Draft | None:
    """The best of what was found, with the next best below it; None when nothing was."""
    if not found:
        return None
    ranked = sorted(found, key=lambda answering: -answering.score)
    best = ranked[0]
    near = [other for other in ranked[1:] if other.score >= 0.85 * best.score and other.start != best.start][
        :2
    ]
    if is_blank(best.value.strip(" .")):
        return Draft(
            shape,
            best.score,
            best.coverage,
            best.likeness,
            (best.document,),
            lambda c: Written(_blank(best, c)),
            Status.PLACEHOLDER,
        )
    return Draft(
        shape,
        best.score,
        best.coverage,
        best.likeness,
        (best.document,),
        lambda citations: Written(_text(best, near, citations)),
    )


def _blank(best: Answering, citations: Citations) -> str:
    """The paper has a place for the answer and leaves it open."""
    council = best.document.body.name if best.document.body else named(best.document)
    label = citations.span(best.document.id, best.start, best.end)
    about = f" ({_short(' '.join(best.about.split()))})" if best.about else ""
    return reply(
        "status",
        "placeholder",
        where=council,
        quote=f"{best.column or 'Date'}: {best.value.strip()}",
        label=f"{label}{about}",
    )


def _text(best: Answering, near: list[Answering], citations: Citations) -> str:
    """The value first, then what it is of; other rows nearly as good below, so that a wrong pick can be seen."""
    lines = [_line(other, citations) for other in near]
    first = _line(best, citations)
    return first if not lines else f"{first}\n\nAlso close to the question:\n\n{bullet_points(lines)}"


def _line(answering: Answering, citations: Citations) -> str:
    spans = answering.parts or ((answering.start, answering.end),)
    label = "".join(dict.fromkeys(citations.span(answering.document.id, start, end) for start, end in spans))
    value = " ".join(answering.value.split())
    if answering.about and answering.column:
        about = " ".join(answering.about.split())
        beside = f" {answering.beside}." if answering.beside else ""
        return (
            f"**{value}** ({' '.join(answering.column.split())}): {sentence(_short(about))}{beside} {label}"
        )
    if answering.column:
        return f"**{value}**: {' '.join(answering.column.split())} {label}"
    text = " ".join(answering.document.text[answering.start : answering.end].split())
    return f"**{value}**: {sentence(text)} {label}" if value not in text[:80] else f"{sentence(text)} {label}"


def _short(text: str, most: int = 220) -> str:
    """At most ``most`` characters, cut between words and marked as cut."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
