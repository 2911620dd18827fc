"""Every code of the specification: when it is raised, the status it carries, and what it offers."""

from __future__ import annotations

import pytest

from engine import errors
from engine.errors import Ambiguous, EngineError, NoBaseline, NotComparable, OutOfDomain, Unreachable
from tests.engine.writing import Json, fig, make, project, rate, step, target, years

COL, COL_FTE = fig(879, "persons"), fig(761.5, "fte")

REFUSED: list[tuple[str, Json, type[EngineError], str, str]] = [
    (
        "no baseline for a body",
        make(
            "project_compound", bodies=["XXX"], metric="workforce.fte", changes=[rate(-5)], horizon=years(3)
        ),
        NoBaseline,
        "unanswerable_not_stated",
        "Type",
    ),
    (
        "no turnover, and the median offered",
        make("stock_flow", baseline=COL),
        NoBaseline,
        "unanswerable_not_stated",
        "13.4%",
    ),
    (
        "no pay, which only the asker knows",
        make("pay_bill", baseline=COL_FTE),
        NoBaseline,
        "clarify_missing_input",
        "Type the pay per FTE",
    ),
    (
        "no cost of a leaver",
        make("turnover_cost", baseline=COL, turnover=fig(14, "%")),
        NoBaseline,
        "clarify_missing_input",
        "Type the cost of one leaver",
    ),
    (
        "no rates for the year",
        make(
            "pay_bill",
            baseline=COL_FTE,
            pay=fig(3e4, "gbp_each"),
            headcount=COL,
            choices={"on_costs": "yes", "tax_year": "2014/15"},
        ),
        NoBaseline,
        "clarify_missing_input",
        "Held",
    ),
    (
        "a pension rate not known yet",
        make(
            "pay_bill",
            baseline=COL_FTE,
            pay=fig(3e4, "gbp_each"),
            headcount=COL,
            choices={"on_costs": "yes", "tax_year": "2026/27"},
        ),
        NoBaseline,
        "clarify_missing_input",
        "21.1%",
    ),
    (
        "no year for a dated rate",
        make(
            "pay_bill", baseline=COL_FTE, pay=fig(3e4, "gbp_each"), headcount=COL, choices={"on_costs": "yes"}
        ),
        NoBaseline,
        "clarify_missing_input",
        "Held",
    ),
    (
        "already below and moving away",
        make("time_to_target", baseline=COL_FTE, changes=[rate(-5), target(800, "fte")]),
        Unreachable,
        "invalid_scenario",
        "other direction",
    ),
    (
        "nobody left under compounding",
        make("time_to_target", baseline=COL_FTE, changes=[rate(-5), target(0, "fte")]),
        Unreachable,
        "invalid_scenario",
        "a number a year",
    ),
    (
        "no change at all",
        make("time_to_target", baseline=COL_FTE, changes=[rate(0), target(700, "fte")]),
        Unreachable,
        "invalid_scenario",
        "above or below zero",
    ),
    (
        "more than all hires",
        make(
            "representation",
            baseline=fig(5, "%"),
            turnover=fig(5, "%"),
            target=fig(50, "%"),
            horizon=years(2),
        ),
        Unreachable,
        "invalid_scenario",
        "nearest",
    ),
    (
        "hires that tend elsewhere",
        make(
            "representation",
            baseline=fig(5, "%"),
            turnover=fig(5, "%"),
            target=fig(12, "%"),
            hires_share=fig(10, "%"),
        ),
        Unreachable,
        "invalid_scenario",
        "beyond the target",
    ),
    (
        "attrition too slow",
        make(
            "solve_for",
            scenarios=[make("stock_flow", baseline=COL, turnover=fig(10, "%"))],
            goal={"unknown": "backfill", "value": -12, "result": "net_rate"},
        ),
        Unreachable,
        "invalid_scenario",
        "10.00% a year",
    ),
    (
        "no bracket",
        make(
            "solve_for",
            scenarios=[make("agency", baseline=fig(1e6, "gbp"), premium=fig(5, "%"))],
            goal={"unknown": "premium", "value": 2e6, "result": "replacement_saving", "low": 0, "high": 100},
        ),
        Unreachable,
        "invalid_scenario",
        "nearest attainable is 500,000",
    ),
    (
        "a target of 120%",
        make("representation", baseline=fig(66, "%"), headcount=COL, changes=[target(120, "%")]),
        OutOfDomain,
        "invalid_scenario",
        "0 to 100%",
    ),
    (
        "back to a level that lies behind",
        make(
            "time_to_target",
            baseline=fig(3204, "persons"),
            changes=[rate(1), target(3000, "persons", "back_to")],
        ),
        Ambiguous,
        "clarify_ambiguous",
        "headcount or FTE",
    ),
    (
        "no horizon",
        make("project_compound", baseline=COL_FTE, changes=[rate(-5)]),
        Ambiguous,
        "clarify_ambiguous",
        "number of years",
    ),
    (
        "no change",
        make("project_compound", baseline=COL_FTE, horizon=years(3)),
        Ambiguous,
        "clarify_ambiguous",
        "5% a year",
    ),
    (
        "an end date and an undated figure",
        make("project_compound", baseline=COL_FTE, changes=[rate(-5)], horizon={"end": "2027-03-31"}),
        Ambiguous,
        "clarify_ambiguous",
        "from when",
    ),
    (
        "FTE and heads of different scopes",
        make(
            "fte_headcount",
            baseline=fig(761.5, "fte", scope="council"),
            headcount=fig(1169, "persons", scope="group"),
        ),
        NotComparable,
        "unanswerable_not_stated",
        "one population",
    ),
    (
        "declared beside all staff",
        make("benchmark", values=[fig(5, "%", scope="declared"), fig(6, "%", scope="council")]),
        NotComparable,
        "unanswerable_not_stated",
        "on its own",
    ),
    (
        "pounds and people",
        make("sum", values=[fig(5, "gbp"), COL]),
        NotComparable,
        "unanswerable_not_stated",
        "one kind",
    ),
    (
        "people taken off FTE",
        make("project_linear", baseline=COL_FTE, changes=[step(-5, "persons")], horizon=years(1)),
        NotComparable,
        "invalid_scenario",
        "in fte",
    ),
]


@pytest.mark.parametrize(
    ("scenario", "kind", "status", "offer"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    scenario: Json, kind: type[EngineError], status: str, offer: str
) -> None:
    with pytest.raises(kind) as caught:
        project(scenario)

    assert caught.value.status == status
    assert offer in caught.value.offer
    assert caught.value.sentence.endswith((".", "?"))


def test_under_a_level_that_is_met_already_takes_no_time() -> None:
    met = make("time_to_target", baseline=COL_FTE, changes=[rate(-5), target(800, "fte", "under")])

    projection = project(met)

    assert (projection.value, projection.result("year").value) == (0, 0)
    assert projection.warnings == ("761.5 FTE meets the target already.",)


CODES = {
    errors.NoBaseline: ("E_NO_BASELINE", "unanswerable_not_stated"),
    errors.Placeholder: ("E_PLACEHOLDER", "unanswerable_placeholder"),
    errors.Conflict: ("E_CONFLICT", "clarify_missing_input"),
    errors.Ambiguous: ("E_AMBIG", "clarify_ambiguous"),
    errors.Unreachable: ("E_UNREACHABLE", "invalid_scenario"),
    errors.OutOfDomain: ("E_DOMAIN", "invalid_scenario"),
    errors.NotComparable: ("E_NOT_COMPARABLE", "unanswerable_not_stated"),
    errors.Forecast: ("E_FORECAST", "clarify_missing_input"),
    errors.Probability: ("E_PROB", "clarify_missing_input"),
    errors.Person: ("E_PERSON", "refused_person"),
}


@pytest.mark.parametrize(("kind", "code", "status"), [(k, *v) for k, v in CODES.items()])
def test_each_code_carries_its_status_sentence_and_offer(
    kind: type[EngineError], code: str, status: str
) -> None:
    error = kind("It cannot be said.", offer="Ask for totals.", missing="pay")

    assert error.to_json() == {
        "code": code,
        "status": status,
        "sentence": "It cannot be said.",
        "offer": "Ask for totals.",
        "missing": "pay",
    }
