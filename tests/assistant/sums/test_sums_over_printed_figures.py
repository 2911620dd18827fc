"""Differences, shares, totals and growth over printed figures of any measure, worked out by the engine and shown with their proof."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model import Route, Status
from assistant.sums.asks import Ask as Sum
from assistant.sums.asks import asks_of
from assistant.sums.growth import growth_of
from tests.assistant.asking import Ask, asking

REPORT = """# Elmford District Council

## Performance report 2024/25

### Services

| Measure | 2023/24 | 2024/25 | Target 2024/25 |
|---|---|---|---|
| Library visits | 410,200 | 431,950 | 450,000 |
| Potholes filled | 2,310 | 2,655 | 2,500 |
| Tree inspections | 940 | 812 | 900 |

### Calls to the depot

Table 2: Calls to the depot in 2024/25

| Area | Fly-tips | Lost pets | Street lights | Total calls |
|---|---|---|---|---|
| Northgate | 212 | 44 | 180 | 436 |
| Millbrook | 301 | 51 | 148 | 500 |
| Southwell | 95 | 30 | 75 | 200 |

### Spending

Table 3: Revenue spending by service (£000)

| Service | Budget 2025/26 | Outturn 2024/25 |
|---|---|---|
| Street cleansing | 2,185 | 2,141 |
| Parks and open spaces | 1,320 | 1,402 |
| Car parks | 640 | 655 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("ask"), REPORT) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        # 431,950 − 410,200 = 21,750; 21,750 ÷ 410,200 = 5.30%
        ("by how much did library visits go up from 2023/24 to 2024/25?", "**21,750 more (5.30%)**"),
        # the same in per cent first
        ("by what percentage did library visits rise from 2023/24 to 2024/25?", "**5.30% more, 21,750**"),
        # 812 − 900 = −88; −88 ÷ 900 = −9.78%
        (
            "how far short of the target for tree inspections did Elmford fall in 2024/25?",
            "**88 less (−9.78%)**",
        ),
        # 212 ÷ 436 = 48.62%
        ("what share of Northgate's calls were fly-tips?", "**48.62%**"),
        # 2,141 + 655 = 2,796 (£000)
        ("add up street cleansing and car parks in the 2024/25 outturn", "**£2.796m**"),
    ],
)
def test_the_sum_leads_and_the_engine_worked_it_out(ask: Ask, question: str, lead: str) -> None:
    answer = ask(question)

    assert answer.text.startswith(lead)
    assert (answer.status, answer.route) == (Status.ANSWERED, Route.PROJECT)
    assert answer.projection is not None and answer.projection["hash"]


def test_both_figures_stand_in_the_answer_with_their_rows(ask: Ask) -> None:
    answer = ask("how far short of the target for tree inspections did Elmford fall in 2024/25?")

    assert "812 [1]" in answer.text and "900 [1]" in answer.text
    assert "812 − 900 = −88" in answer.text
    assert answer.evidence[0].quote.startswith("Tree inspections | 940 | 812 | 900")


def test_a_printed_figure_grows_at_a_typed_rate(ask: Ask) -> None:
    text = ask("if potholes filled fall 10% a year for two years, what would they be?").text

    assert text.startswith("**2,151 after two years**")  # 2,655 × 0.9 × 0.9 = 2,150.55
    assert "10% less each year, from 2,655 [1]" in text


def test_a_typed_figure_needs_no_paper(ask: Ask) -> None:
    text = ask("if garden parties keep dropping 4% a year for 3 years from 500, where are we?").text

    assert text.startswith("**442 after three years**")  # 500 × 0.96³ = 442.368
    assert "the figure you gave" in text


def test_nothing_is_worked_out_when_a_figure_is_not_printed(ask: Ask) -> None:
    answer = ask("by how much did swimming lessons go up from 2023/24 to 2024/25?")

    assert answer.projection is None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("by how much did visits go up from 2023/24 to 2024/25?", Sum.DIFFERENCE),
        ("what share of callouts were false alarms?", Sum.SHARE),
        ("total cost of actions A1, A2 and A5", Sum.TOTAL),
    ],
)
def test_what_is_asked_is_told_from_the_question(question: str, asks: Sum) -> None:
    assert asks in asks_of(question)


def test_a_growth_keeps_its_rate_its_years_and_its_way() -> None:
    growth = growth_of("if house fires keep dropping 4% a year for 3 years from 504 what would we get")

    assert growth is not None and growth.base is not None
    assert (growth.change.direction, growth.years, growth.base.value) == ("down", 3.0, 504.0)
    assert growth_of("who leads the housing service?") is None


@pytest.mark.parametrize(
    ("question", "way"),
    [
        ("if apprentices go up 10% a year for 2 yrs what do we get", "up"),
        ("library visits down 3% each year for 4 years, where are we", "down"),
        (
            "suppose unpaid care costs fell 5% a year for three years from the 2020 figure, where would they land",
            "down",
        ),
    ],
)
def test_the_way_of_a_growth_is_read_and_never_guessed(question: str, way: str) -> None:
    growth = growth_of(question)

    assert growth is not None and growth.change.direction == way
    assert growth_of("headcount of 640 moving 2% a year over 5 years, where does that leave us") is None


PLAN = """# Elmford District Council

## Action plan

| Ref | Action | Due | Cost |
|---|---|---|---|
| A1 | Extend food waste collection to flats | October 2025 | £148,000 |
| A2 | Cameras at hotspots | To be agreed | £96,000 |
| A3 | Contamination campaign | Not started | £35,000 |
| A4 | New bins for schools | Done | £12,000 |
| A5 | Signs at tips | Done | £9,000 |
| A6 | A second sorting line | Done | £70,000 |

Table 1: Visits (thousands)

| Venue | 2023/24 | 2024/25 |
|---|---|---|
| Castle Pool | 402 | 431 |
| Hollin Park | 148 | 139 |

| Tax | 2023/24 | 2024/25 |
|---|---|---|
| Band D precept | £21.50 | £24.75 |

We raised the loan fund from £8 million to £20 million. 42% of seized dogs went home: 210 of 500 seized dogs.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("plan"), PLAN) as made:
        yield made


def test_rows_that_a_reference_names_are_added_and_all_of_them(plan: Ask) -> None:
    assert plan("total cost of actions A1, A2 and A3").text.startswith("**£279,000**")  # 148 + 96 + 35
    assert plan("add up the cost of A1, A2, A3, A4, A5, A6 and A9").projection is None  # there is no A9


def test_two_rows_of_one_column_are_set_side_by_side_in_the_order_of_the_question(plan: Ask) -> None:
    text = plan("how many more visits did Castle Pool have than Hollin Park in 2024/25?").text

    assert "29,000" not in text  # 431 − 402: one of them a year ago
    assert text.startswith("**292,000 more (210.07%)**")  # 431 − 139 thousand; 292 ÷ 139


def test_no_sum_is_worked_out_for_a_council_from_the_papers_of_another(ask: Ask) -> None:
    answer = ask("by how much did library visits go up at Stockport from 2023/24 to 2024/25?")

    assert answer.projection is None
    assert answer.status is Status.NOT_LOADED


def test_a_printed_share_goes_before_one_that_is_worked_out(plan: Ask) -> None:
    answer = plan("what percentage of seized dogs went home?")

    assert answer.text.startswith("**42%**")  # as printed; 210 ÷ 500 would be shown as 42.00%
    assert answer.projection is None


def test_a_sentence_from_one_figure_to_another_gives_the_difference(plan: Ask) -> None:
    assert plan("by how much was the loan fund raised?").text.startswith(
        "**£12m more (150.00%)**"
    )  # 20 − 8; 12 ÷ 8


def test_a_sum_of_pence_keeps_its_pence(plan: Ask) -> None:
    text = plan("by what percentage did the band d precept rise from 2023/24 to 2024/25?").text

    assert text.startswith("**15.12% more, £3.25**")  # 24.75 − 21.50; 3.25 ÷ 21.50
