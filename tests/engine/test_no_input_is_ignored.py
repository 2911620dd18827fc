"""No input is ignored: each thing that an operation takes changes its figures, or is refused; all else is refused.

One or more scenarios an operation, which together give everything that the catalogue says it takes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from engine.catalogue import NEEDS
from engine.errors import EngineError, InvalidScenario
from engine.model import Operation, Projection, Scenario
from engine.needs import Span
from tests.engine.writing import Json, fig, make, project, rate, rates, result_of, step, target, years

FTE, HEADS = fig(640.5, "fte", as_of="2024-03-31"), fig(800, "persons", as_of="2024-03-31")
MONEY, PAY, COST = fig(1.2e6, "gbp"), fig(31000, "gbp_each"), fig(42000, "gbp_each")
Q, B, SHARE = fig(12, "%"), fig(70, "%"), fig(8.4, "%")
GAP = fig(3e6, "gbp", period="2026/27")
TYPED_RATES = {
    "ni_rate": fig(14, "percent"),
    "ni_threshold": fig(6000, "gbp_each"),
    "lgps_rate": fig(20, "percent"),
    "levy_rate": fig(0.6, "percent"),
    "levy_allowance": fig(12000, "gbp_each"),
}
BILL = {"baseline": FTE, "pay": PAY}
FLOW = {"baseline": HEADS, "turnover": Q, "horizon": years(3)}
CUT = make("project_compound", baseline=FTE, changes=[rate(-4)], horizon=years(3))
THREE = years(3)

EXAMPLES: dict[str, list[Json]] = {
    "project_compound": [
        {**CUT, "basis": "compound", "inputs": {"target": fig(500, "fte")}},
        {**CUT, "changes": [rates(-4, -3)], "horizon": years(2)},
        {**CUT, "changes": [rate(-4, delay=1)]},
    ],
    "project_linear": [
        make(
            "project_linear", baseline=FTE, changes=[step(-9, "fte")], horizon=THREE, target=fig(500, "fte")
        ),
        make("project_linear", baseline=FTE, changes=[rate(-4)], horizon=THREE, basis="linear"),
    ],
    "trajectory_to_target": [
        make(
            "trajectory_to_target", baseline=FTE, changes=[target(500, "fte")], horizon=THREE, basis="linear"
        ),
        make("trajectory_to_target", baseline=FTE, changes=[rate(-9, "total")], horizon=THREE),
        make(
            "trajectory_to_target",
            baseline=FTE,
            changes=[target(500, "fte")],
            horizon=THREE,
            choices={"shape": "geometric"},
        ),
        make("trajectory_to_target", total=MONEY, weights=[fig(60, "%"), fig(40, "%")]),
        make("trajectory_to_target", total=MONEY, horizon=years(4)),
        make(
            "trajectory_to_target",
            baseline=FTE,
            changes=[target(500, "fte")],
            weights=[fig(60, "%"), fig(40, "%")],
            choices={"shape": "weighted"},
        ),
    ],
    "required_rate": [
        make("required_rate", baseline=FTE, changes=[target(500, "fte")], horizon=THREE),
        make("required_rate", baseline=FTE, changes=[rate(-20, "total")], horizon=THREE),
        make("required_rate", baseline=FTE, changes=[step(-20, "fte", per="total")], horizon=THREE),
    ],
    "time_to_target": [
        make(
            "time_to_target",
            baseline=FTE,
            changes=[rate(-4), target(500, "fte")],
            horizon={"start": "2025-04-01"},
            basis="linear",
        ),
        make("time_to_target", baseline=FTE, changes=[rate(-4, delay=1), target(500, "fte", "under")]),
    ],
    "stock_flow": [
        make("stock_flow", **FLOW, backfill=B, choices={"leaver_base": "average"}),
        make(
            "stock_flow",
            **FLOW,
            backfill=B,
            new_posts=[fig(n, "persons") for n in (9, 5, 2)],
            transfers=[fig(n, "persons") for n in (7, 0, 4)],
            redundancies=fig(11, "persons"),
        ),
        make("stock_flow", **FLOW, backfill=B, choices={"people": "whole"}),
        make("stock_flow", **FLOW, changes=[rates(-3, -2, -1)]),
        make("stock_flow", **FLOW, backfill=B, changes=[target(600, "persons")]),
        make("stock_flow", baseline=HEADS, turnover=Q),
    ],
    "fte_headcount": [
        make("fte_headcount", baseline=FTE, headcount=HEADS, full_time=fig(400, "persons")),
        make("fte_headcount", ratio=fig(0.8, "ratio"), convert=fig(100, "fte")),
    ],
    "pay_bill": [
        make(
            "pay_bill",
            **BILL,
            headcount=HEADS,
            membership=fig(90, "%"),
            **TYPED_RATES,
            choices={"on_costs": "yes"},
        ),
        make(
            "pay_bill",
            **BILL,
            headcount=HEADS,
            choices={"on_costs": "yes", "tax_year": "2025/26"},
        ),
        make(
            "pay_bill",
            **BILL,
            changes=[rate(-4), rate(3, on="pay")],
            horizon=THREE,
            basis="linear",
            choices={"fte_basis": "average"},
        ),
        make("pay_bill", **BILL, changes=[rate(3, on="pay")]),
        make("pay_bill", **BILL, changes=[rates(-4, -2), {**rates(3, 2), "on": "pay"}]),
    ],
    "agency": [
        make("agency", baseline=MONEY, changes=[rate(-5)], horizon=THREE, basis="linear"),
        make("agency", baseline=MONEY, cost_per_post=COST, premium=fig(25, "%")),
    ],
    "sickness": [
        make(
            "sickness",
            baseline=fig(9.4, "days_per_fte"),
            fte=FTE,
            days=fig(6100, "days"),
            pay=PAY,
            on_cost=fig(30, "%"),
            available_days=fig(220, "days"),
            paid_days=fig(255, "days"),
        ),
        make("sickness", baseline=fig(9.4, "days_per_fte"), fte=FTE, pay=PAY, changes=[rate(-10, "total")]),
    ],
    "age_exposure": [
        make("age_exposure", baseline=SHARE, headcount=HEADS, retirement_rate=fig(8, "%"), horizon=THREE),
        make("age_exposure", baseline=SHARE, headcount=HEADS, horizon=THREE, choices={"all_gone": "yes"}),
    ],
    "representation": [
        make("representation", baseline=SHARE, headcount=HEADS, target=fig(12, "%")),
        make("representation", baseline=SHARE, headcount=HEADS, changes=[step(3, "points", per="total")]),
        make("representation", baseline=SHARE, turnover=Q, target=fig(12, "%"), horizon=years(5)),
        make(
            "representation",
            baseline=SHARE,
            turnover=Q,
            hires_share=fig(20, "%"),
            changes=[target(12, "%")],
            horizon=THREE,
            choices={"method": "time"},
        ),
    ],
    "budget_gap": [
        make(
            "budget_gap", baseline=GAP, cost_per_post=COST, fte=FTE, increase=fig(2e5, "gbp"), horizon=THREE
        ),
        make(
            "budget_gap",
            baseline=GAP,
            posts=fig(20, "fte"),
            posts_in_year=fig(14, "fte"),
            cost_per_post=COST,
            savings=[fig(4e5, "gbp"), fig(3e5, "gbp", nature="one_off")],
        ),
        make("budget_gap", changes=[step(2e5, "gbp")], horizon=years(4), savings=[fig(4e5, "gbp")]),
    ],
    "compare": [
        make("compare", scenarios=[CUT, {**CUT, "changes": [rate(-6)]}]),
        make(
            "compare",
            scenarios=[
                make("pay_bill", **BILL, changes=[rate(-4)], horizon=THREE),
                make("pay_bill", **BILL, changes=[rate(3, on="pay")], horizon=THREE),
            ],
            choices={"interaction": "yes"},
        ),
    ],
    "sensitivity": [
        make(
            "sensitivity",
            scenarios=[make("stock_flow", **FLOW, backfill=B)],
            vary=[{"name": "turnover", "values": [10, 12]}, {"name": "backfill", "values": [50, 70]}],
        )
    ],
    "benchmark": [
        make("benchmark", values=[Q, fig(14.3, "%")], weights=[HEADS, fig(900, "persons")]),
        make(
            "benchmark",
            values=[Q, fig(14.3, "%")],
            weights=[HEADS, fig(900, "persons")],
            counts=[fig(96, "persons"), fig(129, "persons")],
        ),
    ],
    "history": [
        make("history", baseline=fig(640.5, "fte"), end=fig(600, "fte"), horizon=THREE),
        make("history", change=fig(-20, "percent"), end=FTE, horizon=years(12)),
    ],
    "solve_for": [
        make(
            "solve_for",
            scenarios=[make("stock_flow", **FLOW)],
            goal={"unknown": "backfill", "value": -3, "result": "net_rate"},
        )
    ],
    "turnover_cost": [make("turnover_cost", baseline=HEADS, turnover=Q, cost_per_leaver=COST, backfill=B)],
    "ratio": [
        make(
            "ratio", baseline=MONEY, denominator=fig(4e6, "gbp"), horizon=THREE, choices={"shown_as": "times"}
        )
    ],
    "share_of_stock": [make("share_of_stock", baseline=SHARE, stock=HEADS)],
    "sum": [make("sum", values=[HEADS, fig(900, "persons")])],
    "difference": [make("difference", values=[HEADS, fig(900, "persons")])],
    "adjust": [
        make("adjust", baseline=Q, stock=HEADS, changes=[step(-2, "points")]),
        make("adjust", baseline=FTE, changes=[target(600, "fte")]),
    ],
    "derive": [
        {
            **make("derive", workers=HEADS, price=COST, leaving=Q),
            "steps": [
                {
                    "name": "leavers",
                    "rule": "leavers.rate = leavers.count / workforce.headcount",
                    "of": {"leavers.rate": "leaving", "workforce.headcount": "workers"},
                },
                {
                    "name": "cost",
                    "rule": "cost.per_leaver = leavers.cost / leavers.count",
                    "of": {"cost.per_leaver": "price", "leavers.count": "leavers"},
                    "unit": "gbp",
                },
            ],
        },
        {
            **make("derive", now=FTE, fall=fig(-4, "percent")),
            "basis": "linear",
            "horizon": {"start": "2024-03-31"},
            "steps": [
                {
                    "name": f"posts_{year}",
                    "rule": "growth",
                    "of": {"start": "now", "by": "fall"},
                    "options": {"years": year},
                    "at": year,
                }
                for year in (1, 2)
            ],
        },
    ],
}
ALL = [(name, index) for name, several in EXAMPLES.items() for index in range(len(several))]


def figures_of(projection: Projection) -> object:
    """Every figure that a projection shows, but not the inputs that it repeats."""
    found = [(item.name, item.value, item.display) for item in projection.results]
    others = [(item.name, item.value, [r.value for r in item.results]) for item in projection.readings]
    points = [(point.t, point.label, point.value) for point in projection.series]
    ends = (projection.headline, projection.bound, projection.start, projection.end)
    return found, others, points, projection.table.rows, ends


def outcome(scenario: Json) -> object:
    try:
        return figures_of(project(scenario))
    except EngineError as refusal:
        return refusal.sentence


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each number of a scenario, those of the scenarios within included."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, (*at, number))
    elif isinstance(value, int | float):
        yield at


def with_(scenario: Json, at: tuple[Any, ...], new: Any) -> Json:
    made = copy.deepcopy(scenario)
    holder: Any = made
    for key in at[:-1]:
        holder = holder[key]
    holder[at[-1]] = new(holder[at[-1]]) if callable(new) else new
    return made


def others(scenario: Json) -> Iterator[tuple[str, Json]]:
    """The scenario with each thing in it changed in turn: numbers, choices, basis, dates, spans of changes."""
    for at in places(scenario):
        more = 1 if at[-1] in ("length", "delay") else None
        yield (
            ".".join(map(str, at)),
            with_(scenario, at, lambda n, more=more: n + more if more else n * 1.07 + 0.01),
        )
    needs = NEEDS[Operation(scenario["operation"])]
    for number, item in enumerate(scenario.get("assumptions", ())):
        for value in needs.choices[item["name"]] or ("2024/25",):
            if value not in (item["value"], "unstated"):
                yield f"{item['name']} = {value}", with_(scenario, ("assumptions", number, "value"), value)
    if "basis" in scenario:
        yield "basis", {**scenario, "basis": "compound" if scenario["basis"] == "linear" else "linear"}
    if "start" in scenario.get("horizon", {}):
        yield "start", {**scenario, "horizon": {"start": "2027-04-01"}}
    for number, change in enumerate(scenario.get("changes", ())):
        if change["kind"] != "target":
            for per in ("month", "total", "year"):
                if per != change.get("per", "year"):
                    yield f"per {per}", with_(scenario, ("changes", number, "per"), per)
            yield "direction", with_(scenario, ("changes", number, "direction"), "down")
        yield "delay", with_(scenario, ("changes", number, "delay"), change.get("delay", 0) + 1)
        yield "sense", with_(scenario, ("changes", number, "sense"), "back_to")


@pytest.mark.parametrize(("name", "index"), ALL)
def test_each_thing_given_changes_a_figure_or_is_refused(name: str, index: int) -> None:
    scenario = EXAMPLES[name][index]
    base = figures_of(project(scenario))

    ignored = [what for what, other in others(scenario) if outcome(other) == base]

    assert ignored == SAME.get((name, index), [])


# What says the same in other words: one change made at once is the same "a year" or "in all", and so is an award
# without a horizon; "back to" a level that lies ahead is to reach it.
SAME = {
    ("sickness", 1): ["per year"],
    ("adjust", 0): ["per total"],
    ("representation", 1): ["per year"],
    ("pay_bill", 3): ["per total"],
    ("time_to_target", 0): ["sense"],
    ("time_to_target", 1): ["sense"],
}


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_the_examples_give_everything_that_the_catalogue_names(name: str) -> None:
    needs, given = NEEDS[Operation(name)], [Scenario.from_json(item) for item in EXAMPLES[name]]

    figures = {key for item in given for key in item.inputs} | {
        needs.baseline for item in given if item.baseline
    }
    changed = {change.on for item in given for change in item.changes}
    kinds = {change.kind for item in given for change in item.changes}

    assert set(needs.figures) <= figures
    assert any(item.steps for item in given) == needs.steps
    assert {item.name for run in given for item in run.assumptions} == set(needs.choices)
    assert changed == set(needs.changes)
    assert kinds <= {kind for acts in needs.changes.values() for act in acts for kind in act.kinds}
    assert any(item.horizon for item in given) == (needs.horizon is not Span.NONE)
    assert any(item.basis for item in given) == needs.basis
    assert any(item.scenarios for item in given) == (needs.scenarios[1] > 0)


def test_every_operation_has_examples() -> None:
    assert set(EXAMPLES) == {item.value for item in Operation}


def strangers(name: str) -> Iterator[tuple[str, Json]]:
    """A scenario of the operation with each thing added that it does not take, and the name of that thing."""
    needs, scenario = NEEDS[Operation(name)], EXAMPLES[name][0]
    known = {item for each in NEEDS.values() for item in each.figures}
    for item in sorted(known - set(needs.figures)):
        inputs = {**scenario.get("inputs", {}), item: fig(3, "number")}
        yield f"inputs.{item}", {**scenario, "inputs": inputs}
        yield item, with_assumption(scenario, {"name": item, "value": 3, "unit": "number"})
    for item in sorted({"baseline", *known} - set(needs.changes) - {needs.baseline}):
        yield item, {**scenario, "changes": [*scenario.get("changes", ()), rate(-1, on=item)]}
    for choice in sorted({key for each in NEEDS.values() for key in each.choices} - set(needs.choices)):
        yield choice, with_assumption(scenario, {"name": choice, "value": "yes"})
    if needs.horizon is not Span.FULL:
        yield "horizon", {**scenario, "horizon": years(7)}
    if not needs.basis:
        yield "basis", {**scenario, "basis": "linear"}
    if not needs.scenarios[1]:
        yield "scenarios", {**scenario, "scenarios": [CUT]}
    if not needs.axes[1]:
        yield "vary", {**scenario, "vary": [{"name": "change", "values": [1, 2]}]}
    if not needs.steps:
        yield "steps", {**scenario, "steps": EXAMPLES["derive"][0]["steps"]}
    if not needs.goal:
        yield "goal", {**scenario, "goal": {"unknown": "change", "value": 1}}
    given = {item.name for item in project(scenario).results}
    for result in sorted(
        {key for each in NEEDS.values() for key in each.results} - set(needs.results) - given
    ):
        yield result, {**scenario, "outputs": [result]}


def with_assumption(scenario: Json, item: Json) -> Json:
    return {**scenario, "assumptions": [*scenario.get("assumptions", ()), item]}


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_what_an_operation_does_not_take_or_give_is_refused_by_name(name: str) -> None:
    for what, scenario in strangers(name):
        with pytest.raises(InvalidScenario) as refused:
            project(scenario)

        assert what in str(refused.value)
        assert name in str(refused.value)


def test_a_refusal_says_what_the_operation_takes() -> None:
    late = {**EXAMPLES["sickness"][0], "horizon": years(2)}

    with pytest.raises(InvalidScenario) as refused:
        project(late)

    assert refused.value.faults == (
        "scenario.horizon: sickness has no horizon; it takes rate, fte, days, pay, on_cost, available_days, "
        "paid_days, a change of baseline",
    )


# What an operation takes, given where it has no use for it: the refusal names it and says what it goes with.
WITHOUT_USE: list[tuple[str, Json, str]] = [
    (
        "posts that nobody asked to fill",
        make("stock_flow", baseline=HEADS, turnover=Q, new_posts=fig(9, "persons")),
        "new_posts: stock_flow uses it only with a backfill or a required cut (9 was given)",
    ),
    (
        "redundancies that the cut sets itself",
        make("stock_flow", **FLOW, backfill=B, changes=[rate(-9)], redundancies=fig(9, "persons")),
        "redundancies: stock_flow uses it only with a backfill and no required cut",
    ),
    (
        "pay beside a bill in pounds",
        make("pay_bill", baseline=MONEY, pay=PAY),
        "pay: pay_bill uses it only with a baseline in FTE",
    ),
    (
        "a tax year without on-costs",
        make("pay_bill", **BILL, choices={"tax_year": "2025/26"}),
        "tax_year: pay_bill uses it only with on_costs: yes",
    ),
    (
        "a threshold without heads",
        make("pay_bill", **BILL, **TYPED_RATES, choices={"on_costs": "yes"}),
        "ni_threshold: pay_bill uses it only with on_costs: yes and a headcount",
    ),
    (
        "a basis for awards alone",
        make("pay_bill", **BILL, changes=[rate(3, on="pay")], horizon=THREE, basis="linear"),
        "basis: pay_bill uses it only with a change of the baseline",
    ),
    (
        "FTE beside a ratio",
        make("fte_headcount", baseline=FTE, ratio=fig(0.8, "ratio")),
        "fte: fte_headcount uses it only with a headcount",
    ),
    (
        "turnover where only people are asked for",
        make("representation", baseline=SHARE, headcount=HEADS, target=fig(12, "%"), turnover=Q),
        "turnover: representation uses it only with a target and a horizon",
    ),
    (
        "a start level beside a change",
        make("history", baseline=FTE, change=fig(-5, "percent")),
        "start: history uses it only with an end level",
    ),
    (
        "a horizon beside two dates",
        make("history", baseline=FTE, end=fig(600, "fte", as_of="2026-03-31"), horizon=THREE),
        "horizon: history uses it only with figures that do not carry two dates",
    ),
    (
        "counts of three bodies",
        make("benchmark", values=[Q, Q, B], weights=[HEADS] * 3, counts=[HEADS] * 3),
        "counts: benchmark uses it only with two percentages",
    ),
    (
        "a compound basis for a number a year",
        make("project_compound", baseline=FTE, changes=[step(-9, "fte")], horizon=THREE, basis="compound"),
        "basis: project_compound uses it only with a rate",
    ),
    (
        "a baseline beside a total to be phased",
        make("trajectory_to_target", baseline=FTE, total=MONEY, horizon=THREE),
        "stock: trajectory_to_target uses it only with a target",
    ),
    (
        "posts within a year and no posts",
        make("budget_gap", baseline=GAP, posts_in_year=fig(9, "fte")),
        "posts_in_year: budget_gap uses it only with posts",
    ),
]


@pytest.mark.parametrize(("scenario", "said"), [c[1:] for c in WITHOUT_USE], ids=[c[0] for c in WITHOUT_USE])
def test_what_has_no_use_beside_the_other_figures_is_refused_by_name(scenario: Json, said: str) -> None:
    with pytest.raises(InvalidScenario) as refused:
        project(scenario)

    assert said in str(refused.value)


def test_an_output_that_these_figures_do_not_give_is_never_another_figure() -> None:
    with pytest.raises(InvalidScenario) as refused:
        project({**CUT, "outputs": ["short_of_target"]})

    assert "outputs: project_compound gives no short_of_target for these figures; it gives value" in str(
        refused.value
    )


TWICE: list[tuple[str, Json, str]] = [
    ("the baseline under both its names", {**CUT, "inputs": {"stock": FTE}}, "stock is given 2 times"),
    (
        "an input and an assumption",
        with_assumption(EXAMPLES["stock_flow"][5], {"name": "turnover", "value": 9, "unit": "%"}),
        "turnover is given 2 times",
    ),
    (
        "a choice",
        with_assumption(EXAMPLES["stock_flow"][0], {"name": "leaver_base", "value": "start"}),
        "leaver_base is given 2 times",
    ),
    ("a length and an end", {**CUT, "horizon": {"length": 3, "end": "2026/27"}}, "one of them is enough"),
    (
        "a range that is about itself",
        {**CUT, "baseline": fig(600, "fte", high=650, approx="about")},
        "a range has its own ends",
    ),
    (
        "a turnover that happens once",
        make("stock_flow", baseline=HEADS, turnover=fig(12, "%", nature="one_off")),
        "only savings are of a kind; one_off was given",
    ),
    ("a total by year", {**CUT, "changes": [{**rates(-4, -3, -2), "per": "total"}]}, "total is one amount"),
]


@pytest.mark.parametrize(("scenario", "said"), [c[1:] for c in TWICE], ids=[c[0] for c in TWICE])
def test_of_two_that_say_the_same_thing_neither_is_left_out(scenario: Json, said: str) -> None:
    with pytest.raises(InvalidScenario, match=said):
        project(scenario)


def test_an_inner_scenario_is_held_to_the_same_rule() -> None:
    inner = make("stock_flow", baseline=HEADS, turnover=Q, new_posts=fig(9, "persons"))

    with pytest.raises(InvalidScenario, match="new_posts: stock_flow uses it only with a backfill"):
        project(make("ratio", baseline=result_of(inner), denominator=FTE))
