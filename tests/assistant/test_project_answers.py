"""Questions in plain English, and the figures that a person reads: each worked out by hand beside it."""

# ruff: noqa: E501 (a case stays on one line)
from __future__ import annotations

import pytest

from assistant.model import Status
from tests.assistant.council_facts import ask

# question, figures that must stand in the text
CASES = [
    # 500 × 0.96 = 480, × 0.96 = 460.8, × 0.96 = 442.368; straight line 500 − 3 × 20 = 440
    (
        "What will Barrowmere's FTE be in three years at the planned 4% a year?",
        ["442.4", "460.8", "57.6", "440.0"],
    ),
    ("How many FTE would Barrowmere have after 3 years of 4% cuts?", ["442.4"]),
    # 1,600 × 1.02² = 1,664.64
    ("If Thornby's FTE grew 2% a year for two years, what would it be?", ["1,664.6"]),
    # 2,000 − 3 × 50
    ("If Thornby loses 50 staff a year for three years, how many are left?", ["1,850"]),
    # 500 × 0.9 × 0.95 × 0.98 = 418.95
    ("Take 10% off Barrowmere's FTE in the first year, then 5%, then 2%. What remains?", ["419.0"]),
    # 600 × 0.98² = 576.24 and 600 × 0.96² = 552.96
    (
        "Where would Barrowmere's headcount be in two years if it lost between 2% and 4% a year?",
        ["553", "576"],
    ),
    # 2,000 / 2,100 over two years: (2000/2100)^0.5 − 1 = −2.41% a year; two more years: 2,000 × 2000/2100 = 1,905
    (
        "If Thornby keeps losing staff at the rate it did between 2022 and 2024, how many in March 2026?",
        ["1,905"],
    ),
    # 1 − 0.8^(1/3) = 7.17%; 20/3 = 6.67 points
    ("What yearly cut do we need to reach 20% in three years?", ["7.17%", "6.67"]),
    # (1500/1600)^(1/2) − 1 = −3.18%; 50 FTE a year
    ("What rate gets Thornby to 1,500 FTE in two years?", ["3.18%", "50.0"]),
    # ln(450/500)/ln 0.96 = 2.58; year 3: 442.4
    ("When is Barrowmere under 450 FTE at 4% a year?", ["2.58", "442.4"]),
    # ln 0.75 / ln 0.96 = 7.05
    ("How long does it take to lose a quarter of the workforce at 4% a year?", ["7.05"]),
    # 1 − 0.96³ = 11.53%
    ("Is 4% a year enough for Barrowmere's 20%?", ["11.53%", "No"]),
    # 2,000 × 10%
    ("How many people leave Thornby each year?", ["200"]),
    # 600 × 12.5% = 75; around 13%: 78
    ("How many people leave Barrowmere each year?", ["75", "78"]),
    # 1 − 4/12.5 = 68%
    ("What share of Barrowmere's leavers can we replace and still fall 4% a year?", ["68.0%"]),
    # 1,600 × (1 − 0.1 × 0.2)² = 1,536.6
    ("If Thornby replaces 80% of its leavers for two years, what happens to FTE?", ["1,536.6"]),
    # 2,000 × (1 − 0.1/2)
    ("What would a six-month recruitment freeze do to Thornby's headcount?", ["1,900"]),
    # needed 20, leave 62.5, may be refilled 42.5
    ("Can natural attrition alone deliver Barrowmere's 4% FTE reduction?", ["20.0", "62.5", "42.5", "Yes"]),
    # 200 × £3,000
    ("What do Thornby's leavers cost in a year at £3,000 each?", ["£600,000"]),
    # 500/600
    ("What is Barrowmere's FTE to headcount ratio?", ["0.833"]),
    ("How many people is 50 FTE at Barrowmere?", ["60.0"]),
    # (500 − 380)/(600 − 380) = 0.545
    ("What FTE does the average Barrowmere part-timer work?", ["0.545"]),
    # 30% of 2,000
    ("How many Thornby staff are over 55?", ["600"]),
    # 54.5% to 55.5% of 600: 327 to 332
    ("How many women work at Barrowmere?", ["327 to 332"]),
    # 600 × 5% = 30; 600 − 600 × 0.95² = 58.5
    (
        "If 5% of Thornby's over-55s retire each year, how many is that in the first year and over two years?",
        ["30", "58.5"],
    ),
    # 70% of 2,000 = 1,400, now 1,300
    ("How many more women would Thornby need to reach 70%, at the same size?", ["100", "1,400"]),
    # 1,600 × £30,000
    ("What is Thornby's pay bill at £30,000 per FTE?", ["£48m"]),
    ("At £30,000 per FTE, what would a 2% pay award cost Thornby?", ["£960,000"]),
    # 20 FTE × £40,000; half if spread
    (
        "At £40,000 a post, what does the first year of Barrowmere's 4% FTE cut save?",
        ["£800,000", "£400,000"],
    ),
    # 1 − 1/1.04
    ("What FTE cut pays for a 4% award?", ["3.85%"]),
    ("What if Barrowmere cut agency spend by 25%?", ["£600,000", "£200,000"]),
    ("How many posts is Barrowmere's £0.8m of agency spend at £40,000 a post?", ["20.0"]),
    # 800,000 / 500
    ("What is Barrowmere's agency spend per FTE?", ["£1,600"]),
    # 9 × 1,600 and the printed 14,000
    ("How many sick days will Thornby have next year if nothing changes?", ["14,400", "14,000"]),
    # (9 − 8) × 1,600
    ("If Thornby gets sickness to 8 days per FTE, how many days are saved?", ["1,600"]),
    # 14,000 / 225 and / 260
    ("How many FTE are lost to sickness at Thornby?", ["62.2", "53.8"]),
    ("What is the average length of an absence at Thornby?", ["8.00"]),
    ("How many posts is Thornby's £6m gap at £50,000 each?", ["120.0", "7.50%"]),
    ("If Thornby makes recurrent savings of £1m and £2m, how much of the £6m is left in 2026/27?", ["£3m"]),
    # 10 × (4 + 3 + 2 + 1)
    (
        "Valewick saves another £10m each year. If each saving lasts, how much is avoided in all over four years?",
        ["£100m"],
    ),
    # 1.05 × 1.04 = 1.092
    ("Fees rise 5% one year and 4% the next. What is that in all?", ["9.20%"]),
    # 500 × 0.98² = 480.2; 500 × 0.95² = 451.25 (half up 451.3)
    ("Compare 2% and 5% a year for Barrowmere's FTE over two years.", ["480.2", "451.3"]),
    (
        "Who has the higher staff turnover, Barrowmere or Thornby, and by how much?",
        ["2.5 points", "Barrowmere"],
    ),
    ("How many staff do Barrowmere and Thornby have between them?", ["2,600"]),
    # (12.5 × 600 + 10 × 2,000) / 2,600 = 10.58
    ("What is the turnover of Barrowmere and Thornby pooled together?", ["10.58%"]),
    ("Is Thornby's turnover above the sector?", ["3.4 points", "13.4%"]),
]


@pytest.mark.parametrize(("question", "figures"), CASES, ids=[case[0][:60] for case in CASES])
def test_the_answer_states_the_figure_worked_out_by_hand(question: str, figures: list[str]) -> None:
    outcome = ask(question)

    assert outcome.status is Status.ANSWERED, outcome.text
    for figure in figures:
        assert figure in outcome.text, outcome.text


def test_the_first_sentence_is_bold_and_holds_the_figure() -> None:
    text = ask("What will Barrowmere's FTE be in three years at the planned 4% a year?").text

    first = text.split("**")[1]
    assert text.startswith("**")
    assert "442.4 FTE" in first and "57.6 fewer" in first


def test_inputs_are_cited_and_typed_figures_are_called_the_askers() -> None:
    outcome = ask("If Barrowmere's FTE fell 3% a year for two years, where would it end up?")

    assert "500.0 FTE, stated without a date [1]" in outcome.text
    assert "3% a year: your figure, not the council's" in outcome.text
    assert outcome.evidence[0].quote == "FTE 500.0"
    assert outcome.evidence[0].page == 4


def test_the_plans_own_rate_is_cited_as_an_assumption() -> None:
    outcome = ask("What will Barrowmere's FTE be in three years at the planned 4% a year?")

    assert "the document's own assumption, not a result [2]" in outcome.text
    assert "annual reduction of staff" in outcome.evidence[1].quote


def test_two_turnovers_that_disagree_are_both_shown() -> None:
    outcome = ask("How many people leave Barrowmere each year?")

    assert "about 13%" in outcome.text
    assert outcome.conflicts and "12.5%" in outcome.conflicts[0].text


def test_three_wordings_of_one_question_give_one_hash() -> None:
    wordings = (
        "What will Barrowmere's FTE be in three years at the planned 4% a year?",
        "If Barrowmere's full-time equivalents fall by 4 per cent every year, how many are left after three years?",
        "Cut Barrowmere's FTE 4% annually over the next 3 years. Where do we land?",
    )

    hashes = {(ask(wording).projection or {})["hash"] for wording in wordings}

    assert len(hashes) == 1


def test_a_single_loaded_body_need_not_be_named() -> None:
    from tests.assistant.council_facts import THORN

    outcome = ask("What would FTE be after two years of 5% cuts?", loaded=[THORN])

    assert "1,444.0 FTE" in outcome.text  # 1,600 × 0.95²
