"""Compare, sensitivity and solve_for: what they gather from the scenarios within, and what they leave out."""

from __future__ import annotations

import pytest

from tests.engine.writing import Json, fig, make, project, rate, result_of, years

STAFF = fig(1500, "persons")


def flow(q: Json, b: Json) -> Json:
    return make("stock_flow", baseline=STAFF, turnover=q, backfill=b, horizon=years(3))


def test_the_tries_of_a_search_are_not_inputs() -> None:
    award = make("pay_bill", changes=[rate(0), rate(3.2, on="pay")], horizon=years(1))

    found = project(
        make("solve_for", scenarios=[award], goal={"unknown": "change", "value": 0, "result": "bill_change"})
    )

    assert [item.display for item in found.inputs] == ["−3.10%", "3.2%"]
    assert found.display == "−3.10%"  # 1 - 1/1.032


def test_a_search_by_bisection_finds_what_the_closed_form_finds() -> None:
    closed = flow(fig(12, "%"), fig(50, "%"))
    searched = {**closed, "inputs": {**closed["inputs"], "new_posts": fig(0, "persons")}}
    goal = {"unknown": "backfill", "value": -4, "result": "net_rate"}

    one, two = (project(make("solve_for", scenarios=[item], goal=goal)).value for item in (closed, searched))

    assert one == pytest.approx(100 * (1 - 4 / 12))
    assert two == pytest.approx(one, abs=1e-6)


def test_a_range_within_a_comparison_is_followed_to_its_ends() -> None:
    low_turnover = flow(fig(10, "%", high=14), fig(50, "%"))

    projection = project(make("compare", scenarios=[low_turnover, flow(fig(12, "%"), fig(100, "%"))]))

    ends = {item.name: item.value for item in projection.readings}
    assert ends["low"] == pytest.approx(1500 * (1 - 0.95**3))
    assert ends["high"] == pytest.approx(1500 * (1 - 0.93**3))


def test_a_grid_marks_its_base_and_lists_only_the_base_inputs() -> None:
    axes = [{"name": "backfill", "values": [25, 50, 75]}]

    projection = project(make("sensitivity", scenarios=[flow(fig(12, "%"), fig(50, "%"))], vary=axes))

    assert [item.label for item in projection.results if item.name.startswith("cell_")] == [
        "cell",
        "base case",
        "cell",
    ]
    assert [item.display for item in projection.inputs] == ["1,500", "12%", "50%"]


def test_the_inputs_of_an_inner_scenario_are_cited_too() -> None:
    later = result_of(
        make("project_compound", baseline=fig(900, "fte"), changes=[rate(-2)], horizon=years(2))
    )

    projection = project(make("sickness", baseline=fig(9.5, "days_per_fte"), fte=later))

    assert "900.0 FTE" in [item.display for item in projection.inputs]
    assert projection.value == pytest.approx(9.5 * 900 * 0.98**2)


def test_different_starts_are_warned_of() -> None:
    council = make("project_compound", baseline=fig(900, "fte"), changes=[rate(-2)], horizon=years(2))

    projection = project(make("compare", scenarios=[council, {**council, "baseline": fig(1100, "fte")}]))

    assert "The scenarios start from different figures." in projection.warnings
    assert projection.result("baseline_effect").value == 200
    assert [bar.label for bar in projection.waterfall] == ["Different start", "Everything else"]
    assert sum(bar.change for bar in projection.waterfall) == pytest.approx(200 * 0.98**2)
