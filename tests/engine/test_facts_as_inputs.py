"""Facts of documents as inputs: what is cited, what conflicts, what may not be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import NoBaseline, Placeholder
from ingest.fact_model import Approx, Fact, FactKind, Place, Review
from tests.engine.writing import Json, fig, make, project, years

QUOTE = "The establishment is 640.5 FTE."


def fact(fact_id: str, value: float | None, metric: str, unit: str, **more: object) -> Fact:
    place = Place("doc", 3, 10, 10 + len(QUOTE), QUOTE)
    made = Fact(fact_id, "EXA", metric, value, unit, FactKind.ACTUAL, (place,), decimals=1)
    return replace(made, **more)  # type: ignore[arg-type]


FTE = fact("f1", 640.5, "workforce.fte", "FTE", as_of="2024-03-31", measure="establishment")
FALL = fact("f2", 4.0, "workforce.change_hist", "percent", kind=FactKind.ASSUMPTION, decimals=0)
FACTS = {item.id: item for item in (FTE, FALL)}
PLANNED: Json = make(
    "project_compound",
    baseline={"fact": "f1"},
    changes=[{"kind": "rate", "amount": {"fact": "f2"}, "direction": "down"}],
    horizon=years(2),
)


def test_a_fact_is_projected_and_stays_citable() -> None:
    projection = project(PLANNED, FACTS)

    assert projection.value == pytest.approx(640.5 * 0.96**2)
    assert [(item.fact, item.quote) for item in projection.inputs] == [("f1", QUOTE), ("f2", QUOTE)]
    assert (projection.start, projection.end) == ("2024-03-31", "2026-03-31")


def test_an_assumption_of_the_document_is_named_as_one() -> None:
    assert any("an assumption in the document" in text for text in project(PLANNED, FACTS).warnings)


def test_a_rival_figure_is_computed_too() -> None:
    rival = fact("f3", 652.0, "workforce.fte", "FTE", conflicts_with=("f1",))
    first = replace(FTE, conflicts_with=("f3",))

    projection = project(PLANNED, {**FACTS, "f1": first, "f3": rival})

    rivals = [item for item in projection.readings if item.name == "rival"]
    assert [item.value for item in rivals] == [pytest.approx(652.0 * 0.96**2)]


def test_a_target_is_never_used_as_a_baseline() -> None:
    target = replace(FTE, kind=FactKind.TARGET)

    with pytest.raises(NoBaseline, match="Only a target is stated"):
        project(PLANNED, {**FACTS, "f1": target})


def test_a_blank_is_refused_with_its_own_words() -> None:
    with pytest.raises(Placeholder) as caught:
        project(PLANNED, {**FACTS, "f1": replace(FTE, value=None)})

    assert QUOTE in caught.value.offer


def test_a_rejected_or_unknown_fact_is_no_figure() -> None:
    for facts in ({}, {**FACTS, "f1": replace(FTE, review=Review.REJECTED)}):
        with pytest.raises(NoBaseline, match="not in the library"):
            project(PLANNED, facts)


def test_over_so_many_staff_gives_at_least_so_many() -> None:
    over = replace(FTE, approx=Approx.OVER)

    assert project(PLANNED, {**FACTS, "f1": over}).bound == "at least"


def test_a_printed_share_keeps_its_decimals() -> None:
    women = fact("f4", 65.90, "div.share", "percent", decimals=2)

    projection = project(make("adjust", baseline={"fact": "f4"}), {"f4": women})

    assert projection.display == "65.90%"


def test_the_national_rate_follows_the_year_of_the_baseline() -> None:
    dated = replace(FTE, as_of="2024-09-30")
    bill = make(
        "pay_bill",
        baseline={"fact": "f1"},
        pay=fig(30000, "gbp_each"),
        headcount=fig(800, "persons"),
        choices={"on_costs": "yes"},
    )

    ni = next(item for item in project(bill, {"f1": dated}).inputs if item.name == "ni_rate")

    assert ni.value == 13.8  # 2024/25; 15% from April 2025
    assert "National Insurance" in ni.note


def test_a_later_edit_changes_only_the_horizon() -> None:
    first, second = project(PLANNED, FACTS), project({**PLANNED, "horizon": years(5)}, FACTS)

    assert first.baseline == second.baseline
    assert second.value == pytest.approx(640.5 * 0.96**5)
