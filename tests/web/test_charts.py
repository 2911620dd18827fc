"""Charts: what stands side by side in one is of one unit."""

from __future__ import annotations

from typing import Any

from web.charts_paths import projection_svg
from web.projection_view import is_drawn


def test_a_difference_is_drawn_as_the_two_figures_and_not_beside_its_per_cent() -> None:
    drawn = projection_svg(
        {
            "headline": "Headcount",
            "results": [
                {"label": "difference", "value": -246, "unit": "persons", "display": "−246"},
                {"label": "relative", "value": -5.88, "unit": "percent", "display": "−5.88%"},
            ],
            "inputs": [
                {
                    "label": "headcount",
                    "value": 3941,
                    "unit": "persons",
                    "display": "3,941",
                    "as_of": "2023-04-01",
                },
                {
                    "label": "headcount",
                    "value": 4187,
                    "unit": "persons",
                    "display": "4,187",
                    "as_of": "2018-04-01",
                },
            ],
        },
        "#000",
    ).decode()

    assert "3,941" in drawn and "4,187" in drawn
    assert "−5.88%" not in drawn


def test_a_chain_is_drawn_in_the_unit_of_what_it_comes_to() -> None:
    drawn = projection_svg(
        {
            "headline": "What turnover costs",
            "display": "£468,000",
            "results": [
                {"name": "leavers", "label": "leavers", "value": 156, "unit": "persons", "display": "156"},
                {"name": "cost", "label": "cost", "value": 468000, "unit": "gbp", "display": "£468,000"},
            ],
            "inputs": [],
        },
        "#000",
    ).decode()

    assert "468,000" in drawn
    assert ">156<" not in drawn


def test_a_single_figure_is_said_and_not_drawn() -> None:
    one: dict[str, Any] = {
        "display": "71.2",
        "results": [{"label": "posts", "value": 71.2, "unit": "number", "display": "71.2"}],
    }
    two = [*one["results"], {"label": "before", "value": 60.0, "unit": "number", "display": "60"}]
    path = [{"time": 0.0, "value": 1.0}, {"time": 1.0, "value": 2.0}]

    assert not is_drawn(one)
    assert is_drawn({**one, "results": two})
    assert is_drawn({**one, "series": path})
