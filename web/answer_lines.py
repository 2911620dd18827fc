"""What stands beside an answer's text on its page, as lines and tables for text and Word documents."""

from __future__ import annotations

from assistant.conversation import Turn
from assistant.model import Answer, Comparison
from web.answer_view import TABLE, carried, comparison_view, remarks
from web.projection_view import projection_view
from web.views import GridView

Line = tuple[str, str]
"""A label and the words under it."""


def lines_before(turn: Turn, scope: str) -> list[str]:
    """What is told between question and answer: what it was read as, and what it was answered from."""
    return [line for line in (carried(turn), scope and f"Answered from: {scope}") if line]


def lines_after(answer: Answer) -> list[Line]:
    """What is told after the answer: what there is to remark, and how a projection was computed."""
    told = [(label, line) for label, lines in remarks(answer).items() for line in lines]
    return [*told, *_working(answer)]


def tables(answer: Answer) -> list[GridView]:
    """The comparison and the projection as tables, unless the text already shows them as one."""
    if TABLE.search(answer.text):
        return []
    labels = {item.label for item in answer.evidence}
    compared = [_compared(answer.comparison, labels)] if answer.comparison else []
    return [*compared, projection_view(answer.projection).table] if answer.projection else compared


def _compared(comparison: Comparison, labels: set[str]) -> GridView:
    view = comparison_view(comparison, "", labels)
    rows = [
        [
            name,
            *(_joined(cell.text, cell.absent, *(source.text for source in cell.sources)) for cell in cells),
        ]
        for name, cells in view.rows
    ]
    return GridView(view.caption, ["", *view.columns], rows)


def _working(answer: Answer) -> list[Line]:
    if answer.projection is None:
        return []
    view = projection_view(answer.projection)
    told = [
        *view.readings,
        ("How this was computed", _joined(view.formula, _aside(view.symbols))),
        (view.steps.caption, "; ".join(": ".join(row) for row in view.steps.rows)),
        *(("Input", _joined(one.display, one.name, _aside(one.origin), one.note)) for one in view.inputs),
        *(
            ("Assumed", _joined(f"{name}: {value}", _aside(origin)))
            for name, value, origin in view.assumptions
        ),
    ]
    return [line for line in told if line[1]]


def _aside(text: str) -> str:
    return f"({text})" if text else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
