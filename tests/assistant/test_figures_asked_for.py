"""Questions for one figure: the statement whose own words, unit and year fit best gives it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.figures.asked import asked, family
from assistant.question import read
from tests.assistant.asking import Ask, asking

PAPER = """# Climate Plan

## Our footprint

The council has pledged to reach Net Zero by 2030. Most emissions come from electricity (46.5%) and natural gas (15.1%). The
programme was open to fifty local authorities. Staff drove 59,878 miles in their own cars in 2018/19 and 41,003 miles in 2021/22.
We will have to reduce our operating costs by 25% over the next three years. The canteen costs £40,000 a year to run. The
depot was ranked 28th of 30 in the region. We have taken 133 children per 10,000 into care.

## Training

There has been little investment in training over the last ten years.

- Our workforce has fallen by 20% in the last 12 years.
- Over this period training has been neglected.

## Ferries

Ferries make 182 tonnes of carbon. We have bought two electric ferries.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("ask"), PAPER) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("how much of the emissions come from electricity, as a %", "**46.5%**"),
        ("How many miles did staff drive in their own cars in 2018/19?", "**59,878"),
        ("How many miles did staff drive in their own cars in 2021/22?", "**41,003"),
        ("How much smaller has the workforce become in the past dozen years?", "**20%**"),
        ("how many children were taken into care", "**133"),
        ("How many tonnes of carbon do ferries make?", "**182"),
        ("how much does the canteen cost to run", "**£40,000**"),
    ],
)
def test_the_figure_whose_words_unit_and_year_fit_leads(ask: Ask, question: str, figure: str) -> None:
    assert ask(question).text.startswith(figure)


def test_a_length_of_time_is_answered_from_the_sentence_that_gives_it(ask: Ask) -> None:
    assert "12 years" in ask("For how many years has training been neglected?").text


@pytest.mark.parametrize(
    ("question", "families"),
    [
        ("what percentage of emissions come from electricity", {"share"}),
        ("How many miles did staff drive?", {"count"}),
        ("How much money did it get?", {"money"}),
        ("How long had it gone without an update?", {"time"}),
        ("How many Year 6 pupils were there?", {"count"}),
        ("What did Year 6 pupils eat?", set()),
        ("And the depot?", set()),
    ],
)
def test_the_question_s_own_words_say_which_sort_of_unit_answers(question: str, families: set[str]) -> None:
    assert asked(read(question), {}, 1).families == families


def test_units_fall_into_the_sorts_that_questions_ask_for() -> None:
    assert [family(unit) for unit in ("gbp", "share", "days_per_fte", "persons", "tonnes")] == [
        "money", "share", "time", "count", "count",
    ]  # fmt: skip
