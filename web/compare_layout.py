"""How a comparison is laid out: bodies side by side while they fit, else below one another with the topics across."""

from __future__ import annotations

from collections.abc import Sequence

from web.compare_choice import Chosen
from web.compare_view import Line, table_counts
from web.views_compare import TableView


def table_view(lines: Sequence[Line], chosen: Chosen) -> TableView:
    """The table with its counts; a topic carries its own."""
    waiting = sum(cell.state == "waiting" for line in lines for cell in line.cells)
    cells = len(lines) * len(chosen.bodies)
    states = table_counts(lines)
    if chosen.down:
        columns = [(line.name, line.counts) for line in lines]
        rows = [
            (body.name, "", [line.cells[number].view for line in lines])
            for number, body in enumerate(chosen.bodies)
        ]
        return TableView("Body", columns, rows, states, waiting, cells)
    columns = [(body.name, "") for body in chosen.bodies]
    across = [(line.name, line.counts, [cell.view for cell in line.cells]) for line in lines]
    return TableView("Topic", columns, across, states, waiting, cells)
