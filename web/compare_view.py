"""The Compare page: figures and what papers say, each cell with its proof or with why it has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.compose.fact_words import long_date
from assistant.model import Answer, Evidence, Status
from ingest.fact_model import Fact, FactKind, Review, Scope
from ingest.model import Body
from ingest.refs import where_words
from web.answer_view import ABSENT, DOCUMENT_TAGS
from web.compare_choice import Topic
from web.facade import Card
from web.fact_view import fact_line, metric_name, shown_value
from web.markdown import first_line
from web.projection_view import sentence
from web.views import CellView, Link

CELL_LENGTH = 320
OLD = ("draft", "superseded")
STATES: Mapping[str, str] = {
    "found": "found",
    "not_stated": "not stated",
    "blank": "left blank",
    "not_loaded": "no document loaded",
    "not_comparable": "not comparable",
    "failed": "not looked up",
    "off": "not looked up while asking is off",
    "waiting": "still being looked up",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its view and its state; for exports the quote, the paper, its status and the page that prove it."""

    view: CellView
    state: str = "found"
    quote: str = ""
    document: str = ""
    page: int | None = None
    value: float | None = None
    unit: str = ""
    status: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One topic over all bodies; ``metric`` when it is a figure, which can be charted; ``question`` when it was asked."""

    name: str
    cells: Sequence[Cell]
    metric: str = ""
    question: str = ""

    @property
    def counts(self) -> str:
        """ "3 found, 1 not stated"."""
        counted = Counter(cell.state for cell in self.cells)
        return ", ".join(f"{counted[state]} {words}" for state, words in STATES.items() if counted[state])


WAITING = Cell(CellView("", STATES["waiting"]), "waiting")
OFF = Cell(CellView("", STATES["off"]), "off")
FAILED = Cell(CellView("", "could not be looked up just now"), "failed")


def metric_line(
    metric: str, bodies: Sequence[Body], facts: Sequence[Fact], cards: Mapping[str, Card]
) -> Line:
    """A metric over bodies: for each the best stated figure with its date, its scope and its rivals."""
    cells = [_metric_cell([fact for fact in facts if fact.body == body.id], cards) for body in bodies]
    units = Counter(cell.unit for cell in cells if cell.state == "found")
    usual = units.most_common(1)[0][0] if units else ""
    return Line(metric_name(metric), [_in_unit(cell, usual) for cell in cells], metric)


def _in_unit(cell: Cell, usual: str) -> Cell:
    """A figure of another unit than most of its row is shown, and not compared."""
    if cell.state != "found" or cell.unit == usual:
        return cell
    view = replace(cell.view, absent="not comparable: counted in another unit")
    return replace(cell, view=view, state="not_comparable", value=None)


def _metric_cell(facts: Sequence[Fact], cards: Mapping[str, Card]) -> Cell:
    statuses = {card.id: card.status.value for card in cards.values()}
    usable = sorted(facts, key=lambda fact: _rank(fact, statuses))
    if not usable:
        return Cell(CellView("", ABSENT["not_stated"]), "not_stated")
    best = usable[0]
    line = fact_line(best, {card.id: card.title for card in cards.values()})
    status = statuses.get(best.places[0].document, "")
    part = best.part if best.scope is not Scope.WHOLE else ""
    when = long_date(best.as_of) if best.as_of else best.period or ""
    details = [when or "undated", part, "" if best.kind is FactKind.ACTUAL else line.kind]
    details += ["corrected by a person"] if best.review is Review.CORRECTED else []
    rivals = [f"also {shown_value(fact)}" for fact in usable[1:] if fact.id in best.conflicts_with]
    rivals += _in_force(best, usable, statuses)
    blank = best.value is None
    absent = "left blank in the document" if blank else "not comparable: of a part alone" if part else ""
    view = CellView(
        "" if blank else line.value,
        absent,
        [Link(line.where or "source", line.url)],
        " · ".join(item for item in (*details, *rivals) if item),
        DOCUMENT_TAGS.get(status) if status in OLD else None,
    )
    state = "blank" if blank else "not_comparable" if part else "found"
    value = best.value if state == "found" else None
    place = best.places[0]
    return Cell(view, state, best.quote, place.document, place.page, value, best.unit, status, when)


def _in_force(best: Fact, others: Sequence[Fact], statuses: Mapping[str, str]) -> list[str]:
    """Beside a draft's figure, the newest one of a paper that is none."""
    if statuses.get(best.places[0].document) != "draft":
        return []
    found = [
        fact
        for fact in others
        if statuses.get(fact.places[0].document) not in OLD
        and (fact.kind, fact.scope, fact.unit) == (best.kind, best.scope, best.unit)
        and fact.value is not None
    ]
    when = (long_date(found[0].as_of) if found[0].as_of else found[0].period or "undated") if found else ""
    return [f"not in a draft: {shown_value(found[0])} ({when})"] if found else []


def _rank(fact: Fact, statuses: Mapping[str, str]) -> tuple[bool, bool, bool, bool, bool, str]:
    newest = fact.as_of or fact.period or ""
    status = statuses.get(fact.places[0].document, "")
    return (
        fact.value is None,
        fact.kind is not FactKind.ACTUAL,
        fact.scope is not Scope.WHOLE,
        status == "superseded",
        fact.population != "council",
        "".join(chr(255 - ord(char)) if ord(char) < 255 else char for char in newest),
    )


def topic_cell(topic: Topic, body: Body, ask: Callable[[str], Answer]) -> Cell:
    """What one body's papers say: the passage that says most of a theme, the answer to a question.

    Only the body's own words count: what another body says is no proof.
    """
    answer = ask(topic.question)
    cited = next((item for item in answer.evidence if _own(item, body)), None)
    if cited is None or cited.document is None or not answer.status.value.startswith("answered"):
        state = "not_loaded" if answer.status is Status.NOT_LOADED else "not_stated"
        return Cell(CellView("", ABSENT[state]), state)
    where = ", ".join(part for part in (cited.document.title, where_words(cited.page, cited.ref)) if part)
    quote = f"“{shortened(cited.quote)}”"
    said = first_line(answer.text) if topic.typed else ""
    tag = DOCUMENT_TAGS.get(cited.document.status) if cited.document.status in OLD else None
    view = CellView(shortened(said) or quote, "", [Link(where, cited.url)], quote if said else "", tag)
    return Cell(view, "found", cited.quote, cited.document.id, cited.page, status=cited.document.status)


def _own(item: Evidence, body: Body) -> bool:
    return bool(item.document and item.document.owner == body.name and item.quote)


def topic_line(topic: Topic, cells: Sequence[Cell]) -> Line:
    """A topic over bodies."""
    return Line(sentence(topic.name), cells, question=topic.question if topic.typed else "")


def shortened(quote: str, limit: int = CELL_LENGTH) -> str:
    """The quote on one line, cut after a word with a sign that it was cut."""
    text = " ".join(quote.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def drawn(line: Line, bodies: Sequence[Body], *, every_paper: bool) -> list[tuple[tuple[str, object], ...]]:
    """The figures of a metric as bars, largest first; fewer than two make no chart."""
    found = [
        (_named(body, cell), cell.value, cell.view.text)
        for body, cell in zip(bodies, line.cells, strict=True)
        if cell.value is not None and (every_paper or cell.status not in OLD)
    ]
    found.sort(key=lambda item: -item[1])
    return [(("when", name), ("value", value), ("shown", text)) for name, value, text in found]


def _named(body: Body, cell: Cell) -> str:
    more = [cell.date, cell.status if cell.status in OLD else ""]
    return ", ".join(part for part in (body.short_name or body.name, *more) if part)


def left_out(line: Line, bodies: Sequence[Body], *, every_paper: bool) -> str:
    """Whose figures the chart leaves out, and why; empty when it has them all."""
    found = [
        f"{body.short_name or body.name} ({cell.status})"
        for body, cell in zip(bodies, line.cells, strict=True)
        if cell.value is not None and cell.status in OLD and not every_paper
    ]
    others = [
        f"{body.short_name or body.name} ({STATES[cell.state]})"
        for body, cell in zip(bodies, line.cells, strict=True)
        if cell.state == "not_comparable"
    ]
    return "; ".join((*found, *others))


def chart_title(line: Line, bars: Sequence[tuple[tuple[str, object], ...]]) -> str:
    """The finding: who states most and who states least."""
    first, last = dict(bars[0]), dict(bars[-1])
    ends = f"highest in {first['when']} ({first['shown']}), lowest in {last['when']} ({last['shown']})"
    return f"{line.name}: {ends}"


def table_counts(lines: Sequence[Line]) -> str:
    """All cells of the table by how they ended."""
    counted = Counter(cell.state for line in lines for cell in line.cells)
    return ", ".join(f"{counted[state]} {words}" for state, words in STATES.items() if counted[state])
