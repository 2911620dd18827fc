"""A derivation as a scenario: the engine comes to the same figure, from inputs that say where they are from."""

from __future__ import annotations

import pytest

from assistant.planner.plan import plan
from assistant.planner.printed import Printed
from assistant.planner.result import Result, Status
from assistant.planner.scenario import NotPrinted, scenario_of
from assistant.planner.working import working
from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from engine import run
from engine.model import FactRef, Origin, Projection, Scenario
from ingest.fact_model import Fact, FactKind, Place
from ingest.measures.table import table
from tests.assistant.planner.in_memory import InMemory
from tests.assistant.planner.test_every_relation import CASES, GROUP

HEADS = Printed("heads", "workforce.headcount", 2000, "person", "tarrowby", when="2026-03-31")
LEAVING = Printed("leaving", "leavers.rate", 12, "%", "tarrowby", when="2025/26")
POSTS = Printed("posts", "workforce.fte", 1600, "fte", "tarrowby", when="2026-03-31")
LEDGER = InMemory([HEADS, LEAVING, POSTS])
UNITS = {"person": "persons", "%": "percent", "fte": "FTE"}


def fact(printed: Printed, value: float | None = None) -> Fact:
    return Fact(
        id=printed.fact,
        body=printed.body,
        metric=printed.metric,
        value=printed.value if value is None else value,
        unit=UNITS[printed.unit],
        kind=FactKind.ACTUAL,
        places=(Place("paper", 1, 0, 4, "text"),),
        as_of="2026-03-31",
    )


FACTS = {printed.fact: fact(printed) for printed in (HEADS, LEAVING, POSTS)}


def made(reading: Reading) -> tuple[Result, Scenario, Projection]:
    result = plan(reading, LEDGER)
    assert result.status is Status.ANSWERED and result.derivation is not None
    figures = {f"figures[{place}]": figure for place, figure in enumerate(reading.figures)}
    scenario = scenario_of(result.derivation, figures=figures, facts=FACTS)
    return result, scenario, run(scenario, FACTS)


COST = Reading(
    Ask.VALUE,
    Ref("leavers.cost"),
    body="tarrowby",
    figures=(Figure(3000.0, "gbp/person", "cost.per_leaver"),),
)


def test_printed_figures_are_cited_and_typed_ones_are_the_askers() -> None:
    """12% of 2,000 are 240 leavers; at £3,000 each £720,000."""
    _, scenario, projection = made(COST)

    refs = [item for items in scenario.inputs.values() for item in items]
    assert {item.fact for item in refs if isinstance(item, FactRef)} == {"heads", "leaving"}
    assert [used.display for used in projection.inputs if used.origin is Origin.ASKER] == ["£3,000"]
    assert projection.display == "£720,000"


def test_the_working_is_arithmetic_over_the_figures_as_shown() -> None:
    _, _, projection = made(COST)

    assert working(projection) == (
        "12% × 2,000 = 240 (leavers)",
        "£3,000 × 240 = £720,000 (cost of turnover)",
    )


def test_a_growth_says_its_pace_and_how_long() -> None:
    """1,600 × 0.98³ = 1,505.9."""
    reading = Reading(
        Ask.VALUE,
        Ref("workforce.fte"),
        body="tarrowby",
        years=3.0,
        figures=(Figure(-2.0, "%", "workforce.fte", Role.BY, per="year"),),
    )

    _, _, projection = made(reading)

    assert working(projection) == ("1,600.0 FTE, changed by −2% a year for 3 years = 1,505.9 FTE",)
    assert [(item.name, item.display) for item in projection.readings] == [("linear", "1,504.0 FTE")]


def test_two_wordings_of_one_sum_have_one_hash() -> None:
    again = Reading(
        Ask.VALUE,
        Ref("leavers.cost"),
        body="tarrowby",
        figures=(Figure(3000.0, "gbp/person", "cost.per_leaver", span=(3, 9)),),
    )

    assert made(COST)[2].hash == made(again)[2].hash


@pytest.mark.parametrize(
    ("relation", "out", "given", "expected"), CASES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_the_engine_comes_to_what_the_search_found(
    relation: str, out: str, given: dict[str, float], expected: float
) -> None:
    figures = tuple(
        Figure(value, unit=table().quantities[metric.removesuffix(GROUP)].unit, metric=metric)
        for metric, value in given.items()
    )

    result, _, projection = made(Reading(Ask.VALUE, Ref(out), figures=figures))

    assert projection.value == pytest.approx(result.value, rel=1e-9)
    assert projection.value == pytest.approx(expected, rel=1e-6)


def test_a_fall_that_is_printed_without_its_sign_is_cited_and_turned() -> None:
    """A reduction of 4% printed as 4: 1,600 × 0.96 = 1,536."""
    printed = Printed("fall", "workforce.change", -4, "%", "tarrowby", when="2026/27", kind="target")
    tree = plan(Reading(Ask.VALUE, Ref("workforce.change"), body="tarrowby"), InMemory([printed])).derivation
    assert tree is not None

    projection = run(
        scenario_of(tree, figures={}, facts={"fall": fact(printed, 4.0)}), {"fall": fact(printed, 4.0)}
    )

    assert projection.value == -4.0
    assert [used.fact for used in projection.inputs] == ["fall"]


def test_a_figure_that_is_not_the_printed_one_is_refused() -> None:
    tree = plan(Reading(Ask.VALUE, Ref("workforce.fte"), body="tarrowby"), LEDGER).derivation
    assert tree is not None

    with pytest.raises(NotPrinted, match="1600 is no printed figure"):
        scenario_of(tree, figures={}, facts={"posts": fact(POSTS, 1700.0)})
