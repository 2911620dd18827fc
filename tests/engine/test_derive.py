"""A chain of relations as one scenario: what it comes to, how it is shown, what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import run
from engine.errors import InvalidScenario, OutOfDomain
from engine.model import DerivedStep, Horizon, Operation, Scenario, Typed, Unit
from engine.schema import scenario_from_json, scenario_to_json

LEAVERS = "leavers.rate = leavers.count / workforce.headcount"
COST = "cost.per_leaver = leavers.cost / leavers.count"


def turnover_cost(**changed: object) -> Scenario:
    """12% of 2,000 people leave: 240; each costs £3,000 to replace: £720,000."""
    made = Scenario(
        Operation.DERIVE,
        metric="leavers.cost",
        inputs={
            "heads": (Typed(2000, Unit.PERSONS),),
            "turnover": (Typed(12, Unit.SHARE),),
            "price": (Typed(3000, Unit.GBP_EACH),),
        },
        steps=(
            DerivedStep(
                "leavers",
                LEAVERS,
                {"leavers.rate": ("turnover",), "workforce.headcount": ("heads",)},
                Unit.PERSONS,
                "leavers",
            ),
            DerivedStep(
                "cost",
                COST,
                {"cost.per_leaver": ("price",), "leavers.count": ("leavers",)},
                Unit.GBP,
                "cost of turnover",
            ),
        ),
    )
    return replace(made, **changed)


def test_a_chain_gives_every_step_and_the_last_as_its_result() -> None:
    projection = run(turnover_cost())

    assert projection.display == "£720,000"
    assert [(item.name, item.value) for item in projection.results] == [
        ("leavers", 240.0),
        ("cost", 720_000.0),
    ]
    assert [item.display for item in projection.inputs] == ["2,000", "12%", "£3,000"]


def test_an_output_named_is_the_result_and_the_later_step_is_still_given() -> None:
    projection = run(turnover_cost(outputs=("leavers", "cost")))

    assert projection.value == 240.0
    assert projection.result("cost").value == 720_000.0


def test_a_chain_comes_back_from_its_json_unchanged() -> None:
    scenario = turnover_cost()

    assert scenario_from_json(scenario_to_json(scenario)) == scenario


def test_two_wordings_of_one_chain_have_one_hash() -> None:
    first = turnover_cost()
    renamed = tuple(
        replace(
            step, name=f"{step.name}_2", of={k: tuple(_renamed(n) for n in v) for k, v in step.of.items()}
        )
        for step in first.steps
    )

    assert run(first).hash == run(replace(first, steps=renamed)).hash
    assert run(first).hash != run(turnover_cost(outputs=("leavers", "cost"))).hash


def _renamed(name: str) -> str:
    return f"{name}_2" if name == "leavers" else name


def test_a_sum_in_another_order_has_the_same_hash() -> None:
    def summed(*order: str) -> Scenario:
        figures = {"a": (Typed(1, Unit.GBP),), "b": (Typed(2, Unit.GBP),)}
        return Scenario(
            Operation.DERIVE, inputs=figures, steps=(DerivedStep("all", "sum", {"items": order}, Unit.GBP),)
        )

    assert run(summed("a", "b")).hash == run(summed("b", "a")).hash
    assert run(summed("a", "b")).value == 3.0


def growth(**options: float | str) -> Scenario:
    """1,600 posts that fall by 2% a year, for each of three years."""
    points = tuple(
        DerivedStep(
            f"posts_{year}",
            "growth",
            {"start": ("fte",), "by": ("fall",)},
            Unit.FTE,
            "posts",
            {"years": year, **options},
            at=year,
        )
        for year in (0, 1, 2, 3)
    )
    return Scenario(
        Operation.DERIVE,
        inputs={"fte": (Typed(1600, Unit.FTE, as_of="2026-03-31"),), "fall": (Typed(-2, Unit.PERCENT),)},
        horizon=Horizon(start="2026-03-31"),
        steps=points,
    )


def test_growth_has_its_path_and_a_straight_line_beside_it() -> None:
    """1,600 × 0.98³ = 1,505.9; in a straight line 1,600 × (1 − 0.06) = 1,504."""
    projection = run(growth())

    assert projection.value == pytest.approx(1600 * 0.98**3)
    assert [round(point.value, 1) for point in projection.series] == [1600.0, 1568.0, 1536.6, 1505.9]
    assert [point.label for point in projection.series][:2] == ["2026-03-31", "2027-03-31"]
    assert [(item.name, item.value) for item in projection.readings] == [("linear", 1504.0)]


def test_a_basis_that_was_said_leaves_no_other_reading() -> None:
    assert run(growth(basis="compound")).readings == ()


def test_the_ends_of_a_range_are_followed_through_the_chain() -> None:
    inputs = {**turnover_cost().inputs, "price": (Typed(3000, Unit.GBP_EACH, high=4000),)}

    projection = run(turnover_cost(inputs=inputs))

    assert projection.display == "£720,000 to £960,000"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"steps": ()}, "steps: derive needs at least one"),
        ({"steps": (DerivedStep("x", "magic", {}),)}, "'magic' is no relation of the table and no shape"),
        (
            {"steps": turnover_cost().steps[1:]},
            "steps[0].of.leavers.count: nothing before it is called 'leavers'",
        ),
        ({"steps": turnover_cost().steps[:1]}, "inputs.price: the result of derive does not rest on it"),
        ({"outputs": ("profit",)}, "derive has no result 'profit'; it gives leavers, cost"),
        ({"steps": (*turnover_cost().steps, turnover_cost().steps[1])}, "'cost' stands twice"),
    ],
)
def test_a_chain_that_cannot_be_is_refused_by_its_part(changed: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidScenario) as caught:
        run(turnover_cost(**changed))

    assert said in str(caught.value)


def test_another_operation_takes_no_steps() -> None:
    scenario = Scenario(
        Operation.RATIO,
        baseline=Typed(1, Unit.GBP),
        inputs={"denominator": (Typed(2, Unit.GBP),)},
        steps=turnover_cost().steps,
    )

    with pytest.raises(InvalidScenario, match="ratio has none"):
        run(scenario)


def test_a_step_that_divides_by_nought_is_refused_in_words() -> None:
    inputs = {"a": (Typed(1, Unit.GBP),), "b": (Typed(0, Unit.GBP),)}
    scenario = Scenario(
        Operation.DERIVE,
        inputs=inputs,
        steps=(DerivedStep("part", "share", {"part": ("a",), "whole": ("b",)}, Unit.SHARE, "the share"),),
    )

    with pytest.raises(OutOfDomain, match="The share cannot be worked out"):
        run(scenario)


@pytest.mark.parametrize(
    ("factors", "shown"),
    [
        ((60.0, 18_600.0), "1,116,000"),
        ((4.5, 3.0), "13.5"),
        ((4.75, 0.25), "1.19"),  # four decimals would be 1.1875: no more than two are shown
    ],
)
def test_a_product_has_the_decimals_of_its_figures_together(factors: tuple[float, float], shown: str) -> None:
    inputs = {f"factor_{place}": (Typed(value, Unit.NUMBER),) for place, value in enumerate(factors)}
    step = DerivedStep("product", "product", {"factors": tuple(inputs)}, Unit.NUMBER)

    assert run(Scenario(Operation.DERIVE, inputs=inputs, steps=(step,))).display == shown
