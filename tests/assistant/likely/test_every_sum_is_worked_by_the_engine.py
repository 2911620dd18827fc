"""Every shape of a sum: the engine comes to the figure that it was chosen for, and names the units rightly."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from assistant.figures.asked import Asked
from assistant.figures.signs import profile
from assistant.likely.chain import scenario_of
from assistant.likely.chosen import sums_of
from assistant.likely.field import Field
from assistant.likely.shapes import Sum, shapes
from assistant.reading.spans import tag
from engine import run
from ingest.fact_model import Fact, FactKind, Place, Scope


def fact(
    name: str, value: float, unit: str = "count", part: str = "", period: str = "2024/25", *, row: int = 0,
    change: bool = False, kind: FactKind = FactKind.ACTUAL,
) -> Fact:  # fmt: skip
    return Fact(
        id=f"{name}-{part}-{period}-{value}",
        body="elmford",
        metric="",
        value=value,
        unit=unit,
        kind=kind,
        places=(Place("paper", row * 100, row * 100 + 50, 1, f"{name} {part} {value}"),),
        measure=name,
        scope=Scope.PART if part else Scope.WHOLE,
        part=part,
        period=period,
        change=change,
    )


FACTS = (
    fact("visits", 200.0, part="Northgate", row=1),
    fact("visits", 300.0, part="Millbrook", row=2),
    fact("visits", 500.0, part="Southwell", row=3),
    fact("visits", 1000.0, row=4),
    fact("visits", 800.0, period="2023/24", row=4),
    fact("visits", 640.0, period="2022/23", row=4),
    fact("rise in visits", 25.0, "share", row=4, change=True),
    fact("rise in visits", 200.0, row=4, change=True),
    fact("income from visits", 4000.0, "gbp", row=5),
    fact("visits by bus", 20.0, "share", row=6),
)


def field_of(question: str) -> Field:
    profiles = tuple(map(profile, FACTS))
    words = {word: 1 / len(question.split()) for word in question.lower().split()}
    asked = Asked(question, words, (), frozenset(), frozenset(), many=False)
    signs = {one.fact.id: {"near": 0.0, "part_unsaid": 0.0, "part_said": 0.0} for one in profiles}
    return Field(asked, profiles, signs, {one.fact.id: 0.0 for one in profiles})


def made_of(question: str) -> list[Sum]:
    return sums_of(field_of(question), tag(question))


QUESTIONS = (
    "what share of visits were to northgate",
    "what if visits rose by 10% a year for 3 years",
    "what would £5 a visit come to",
    "how many more visits to reach 1,500",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_engine_comes_to_the_figure_that_a_sum_was_chosen_for(question: str) -> None:
    facts = {one.id: one for one in FACTS}
    worked = 0
    for made in made_of(question):
        if made.shape == "printed":
            continue
        projection = run(scenario_of(made, "elmford"), facts)
        assert math.isclose(projection.value, made.value, rel_tol=1e-9, abs_tol=1e-9), made
        worked += 1
    assert worked > len(FACTS)


def test_every_shape_is_made_by_some_question() -> None:
    made = Counter(one.shape for question in QUESTIONS for one in made_of(question))

    assert set(shapes()) == set(made)


@pytest.mark.parametrize(
    ("shape", "of", "value"),
    [
        ("share", ("Northgate", ""), 20.0),  # 200 of 1,000
        ("left", ("", "Northgate"), 800.0),  # 1,000 − 200
        ("before", ("", ""), 800.0),  # 1,000 ÷ 1.25, and 1,000 − 200
        ("again", ("", ""), 1250.0),  # 1,000 × 1,000 ÷ 800
        ("per", ("", ""), 4.0),  # £4,000 for 1,000 visits
        ("rest_of", ("", ""), 800.0),  # 80% of 1,000
        ("sum_of_parts", ("Northgate", "Millbrook", "Southwell"), 1000.0),  # 200 + 300 + 500
    ],
)
def test_a_shape_puts_its_figures_together(shape: str, of: tuple[str, ...], value: float) -> None:
    parts = [
        tuple(one.fact.part for one in made.of)
        for made in made_of(QUESTIONS[0])
        if made.shape == shape and math.isclose(made.value, value)
    ]

    assert of in parts


def test_shares_are_not_added_up_to_a_whole() -> None:
    shared = [made for made in made_of(QUESTIONS[0]) if made.shape in ("share", "left")]

    assert all(one.fact.unit not in ("share", "percent") for made in shared for one in made.of)
