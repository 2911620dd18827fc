"""The Compare page: metrics from facts, themes from documents, each cell with its proof or absence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.model import Answer, Status
from ingest.fact_model import Fact, FactKind, Review
from ingest.model import Body
from ingest.refs import where_words
from web.answer_view import ABSENT
from web.exports import Sheet, Value
from web.fact_view import fact_line, metric_name, shown_value
from web.projection_view import sentence
from web.views import CellView, ComparisonView, Link

CELL_LENGTH = 320


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its view, and for exports the quote, the document and the page that prove it."""

    view: CellView
    quote: str = ""
    document: str = ""
    page: int | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One topic over all bodies; ``metric`` when it is a figure, which can be charted."""

    name: str
    cells: Sequence[Cell]
    metric: str = ""


def metric_line(
    metric: str, bodies: Sequence[Body], facts: Sequence[Fact], titles: Mapping[str, str]
) -> Line:
    """A metric over bodies: for each the best stated figure with its date, its scope and its rivals."""
    return Line(
        metric_name(metric),
        [_metric_cell([fact for fact in facts if fact.body == body.id], titles) for body in bodies],
        metric,
    )


def _metric_cell(facts: Sequence[Fact], titles: Mapping[str, str]) -> Cell:
    usable = sorted(facts, key=_rank)
    if not usable:
        return Cell(CellView("", ABSENT["not_stated"]))
    best = usable[0]
    line = fact_line(best, titles)
    details = [line.when, "" if best.kind is FactKind.ACTUAL else line.kind]
    details += ["corrected by a person"] if best.review is Review.CORRECTED else []
    rivals = [f"also {shown_value(fact)}" for fact in usable[1:] if fact.id in best.conflicts_with]
    absent = "left blank in the document" if best.value is None else ""
    view = CellView(
        "" if best.value is None else line.value,
        absent,
        [Link(f"[{line.where or 'source'}]", line.url)],
        " · ".join(part for part in (*details, *rivals) if part),
    )
    return Cell(view, best.quote, best.places[0].document, best.places[0].page, best.value)


def _rank(fact: Fact) -> tuple[bool, bool, bool, str]:
    newest = fact.as_of or fact.period or ""
    return (
        fact.value is None,
        fact.kind is not FactKind.ACTUAL,
        fact.population != "council",
        "".join(chr(255 - ord(char)) if ord(char) < 255 else char for char in newest),
    )


def theme_line(theme: str, bodies: Sequence[Body], ask: Callable[[Body, str], Answer]) -> Line:
    """A theme over bodies: for each the passage that says most about it."""
    return Line(sentence(theme), [_theme_cell(ask(body, theme), body) for body in bodies])


def _theme_cell(answer: Answer, body: Body) -> Cell:
    """Only the body's own words count: what another body says of the theme is no proof."""
    cited = next(
        (
            item
            for item in answer.evidence
            if item.document and item.document.owner == body.name and item.quote
        ),
        None,
    )
    if cited is None or cited.document is None or not answer.status.value.startswith("answered"):
        state = "not_loaded" if answer.status is Status.NOT_LOADED else "not_stated"
        return Cell(CellView("", ABSENT[state]))
    where = ", ".join(part for part in (cited.document.title, where_words(cited.page, cited.ref)) if part)
    view = CellView(f"“{shortened(cited.quote)}”", sources=[Link(f"[{where}]", cited.url)])
    return Cell(view, cited.quote, cited.document.id, cited.page)


def shortened(quote: str, limit: int = CELL_LENGTH) -> str:
    """The quote on one line, cut after a word with a sign that it was cut."""
    text = re.sub(r"\s+", " ", quote).strip()
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def comparison_table(lines: Sequence[Line], bodies: Sequence[Body]) -> ComparisonView:
    """Topics down, bodies across."""
    rows = [(line.name, [cell.view for cell in line.cells]) for line in lines]
    return ComparisonView("Each cell with its source", [body.name for body in bodies], rows)


def export_rows(lines: Sequence[Line], bodies: Sequence[Body], titles: Mapping[str, str]) -> Sheet:
    """One row a cell: topic, body, value or absence, date, quote, document and page."""
    rows: list[Sequence[Value]] = [
        ("topic", "body", "value", "shown", "absent", "detail", "quote", "title", "page", "document")
    ]
    for line in lines:
        for body, cell in zip(bodies, line.cells, strict=True):
            view = cell.view
            rows.append(
                (
                    *(line.name, body.name, cell.value, view.text, view.absent, view.detail),
                    *(cell.quote, titles.get(cell.document, ""), cell.page, cell.document),
                )
            )
    return rows


def chart_bars(line: Line, bodies: Sequence[Body]) -> list[tuple[tuple[str, object], ...]]:
    """The figures of a metric as bars, largest first; fewer than two make no chart."""
    found = [
        (body.short_name or body.name, cell.value, cell.view.text)
        for body, cell in zip(bodies, line.cells, strict=True)
        if cell.value is not None
    ]
    found.sort(key=lambda item: -item[1])
    return [(("when", name), ("value", value), ("shown", text)) for name, value, text in found]


def chart_title(line: Line, bodies: Sequence[Body]) -> str:
    """The finding: who states most and who states least."""
    bars = [dict(bar) for bar in chart_bars(line, bodies)]
    first, last = bars[0], bars[-1]
    ends = f"highest in {first['when']} ({first['shown']}), lowest in {last['when']} ({last['shown']})"
    return f"{line.name}: {ends}"
