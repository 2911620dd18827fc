"""A printed figure is found by its labels, its time and its stage, whatever it measures, and said with what it is of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model import Answer, Status
from tests.assistant.asking import Ask, asking

PLAN = """# Elmford District Council

## Performance report 2024/25

### Fly-tips and libraries

| Measure | 2023/24 | 2024/25 | Target 2024/25 |
|---|---|---|---|
| Fly-tips removed in a day | 71% | 77% | 80% |
| Library visits | 410,200 | 431,950 | 450,000 |
| Potholes filled | 2,310 | 2,655 | 2,500 |

### Spending

Table 1: Revenue spending by service (£000)

| Service | Budget 2024/25 | Outturn 2024/25 |
|---|---|---|
| Street cleansing | 2,185 | 2,141 |
| Parks and open spaces | 1,320 | 1,402 |
| Total | 3,505 | 3,543 |

We answered 1,284 planning enquiries in 2024/25. The average wait for an allotment is 31 months.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("ask"), PLAN) as made:
        yield made


def first(answer: Answer) -> str:
    return answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("how many library visits were there in 2024/25?", "**431,950**"),
        ("how many library visits were there in 2023/24?", "**410,200**"),
        ("what was the target for library visits in 2024/25?", "**450,000**"),
        ("what percentage of fly-tips did Elmford remove in a day in 2024/25?", "**77%**"),
        ("how many potholes did they fill in 2023/24?", "**2,310**"),
        ("how many planning enquiries did Elmford answer in 2024/25?", "**1,284**"),
    ],
)
def test_the_cell_of_the_row_and_time_asked_for_leads(ask: Ask, question: str, figure: str) -> None:
    answer = ask(question)

    assert answer.status is Status.ANSWERED
    assert first(answer).startswith(figure)


def test_a_cell_in_thousands_is_said_in_its_own_digits_with_their_scale(ask: Ask) -> None:
    answer = ask("how much was the outturn for street cleansing in 2024/25?")  # 2,141 under "(£000)"

    assert first(answer).startswith("**£2,141k**")
    assert "Street cleansing" in first(answer)
    assert answer.evidence[0].quote.startswith("Street cleansing | 2,185 | 2,141")
    assert "£2,185k" in answer.text  # the budget of the same row stands beside it


def test_the_same_measure_at_another_time_or_stage_stands_beside_it(ask: Ask) -> None:
    text = ask("how many potholes were filled in 2024/25?").text

    assert text.startswith("**2,655**")
    assert "2,310, 2023/24" in text
    assert "2,500, 2024/25" in text and "a target" in text


def test_a_figure_that_no_paper_prints_is_not_made_up(ask: Ask) -> None:
    answer = ask("how many swimming lessons were given in 2024/25?")

    assert not first(answer).startswith("**4") and not first(answer).startswith("**2")
    assert answer.status is not Status.ANSWERED or "may be" in first(answer)
