"""A comparison as a table for programs."""

from __future__ import annotations

from assistant.comparison_table import comparison_frame
from assistant.model import Comparison, ComparisonCell


def test_every_cell_is_a_row_with_its_state() -> None:
    said, silent = ComparisonCell("found", "13.2%", ("1",)), ComparisonCell("not_stated", "not stated")

    frame = comparison_frame(Comparison(("Larkmere", "Ellenshire"), ("turnover",), ((said,), (silent,))))

    assert frame.to_dict("records") == [
        {"body": "Larkmere", "topic": "turnover", "state": "found", "text": "13.2%", "evidence": "1"},
        {
            "body": "Ellenshire",
            "topic": "turnover",
            "state": "not_stated",
            "text": "not stated",
            "evidence": "",
        },
    ]
