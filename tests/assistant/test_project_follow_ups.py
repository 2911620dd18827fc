"""Questions that lean on the one before: they change what they mention and nothing else."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import pytest

from tests.assistant.council_facts import ask

FTE = "What will Barrowmere's FTE be in three years at the planned 4% a year?"
LEAVERS = "How many people leave Thornby each year?"
BILL = "What is Thornby's pay bill at £30,000 per FTE?"
CUT = "At £40,000 a post, what does the first year of Barrowmere's 4% FTE cut save?"

CASES = [
    ("And over five years?", [FTE], ["407.7"]),  # 500 × 0.96⁵
    ("What if it were 2% a year?", [FTE], ["470.6"]),  # 500 × 0.98³
    ("What does the same cut do to headcount?", [FTE], ["531"]),  # 600 × 0.96³
    ("Now include the companies.", [FTE], ["548.5"]),  # 620 × 0.96³
    ("Same for Thornby?", [FTE], ["1,415.6"]),  # 1,600 × 0.96³
    ("And in a straight line?", [FTE], ["440.0"]),
    ("And over five years?", [FTE, "What if it were 2% a year?"], ["452.0"]),  # 500 × 0.98⁵
    ("And in FTE?", [LEAVERS], ["160.0"]),
    ("What if it went up to 18%?", [LEAVERS], ["360"]),
    ("Use the LGA median instead.", [LEAVERS], ["268"]),
    ("What would a 3% pay award add?", [BILL], ["£1.44m"]),
    ("And at £35,000?", [BILL], ["£56m"]),
    # 20 + 39.2 + 57.632 FTE × £40,000 = £4.673m
    ("And in total over three years, with each saving lasting?", [CUT], ["£4.673m", "£800,000"]),
    # 500 × £40,000 = £20m; 442.368 × £40,000 × 1.02³ = £18.777m
    (
        "Keep the 4% cut for three years and add 2% pay awards each year. What is the pay bill in year three against today's?",
        [CUT],
        ["£20m", "£18.8m"],
    ),
    ("And under 400 FTE?", ["When is Barrowmere under 450 FTE at 4% a year?"], ["5.47"]),  # ln 0.8 / ln 0.96
    ("And at £60,000?", ["How many posts is Thornby's £6m gap at £50,000 each?"], ["100.0"]),
    (
        "And as a percentage of working time?",
        ["How many FTE are lost to sickness at Thornby?"],
        ["4.00%"],
    ),  # 9 ÷ 225
]


@pytest.mark.parametrize(("question", "history", "figures"), CASES, ids=[case[0][:50] for case in CASES])
def test_a_follow_up_edits_the_last_scenario(question: str, history: list[str], figures: list[str]) -> None:
    outcome = ask(question, *history)

    for figure in figures:
        assert figure in outcome.text, outcome.text


def test_a_follow_up_gives_the_hash_of_the_question_asked_in_full() -> None:
    leaning = ask("And over five years?", FTE)
    whole = ask("What will Barrowmere's FTE be in five years at the planned 4% a year?")

    assert (leaning.projection or {})["hash"] == (whole.projection or {})["hash"]


def test_a_turn_that_was_only_about_a_council_still_leans_on_the_one_before() -> None:
    from assistant import project
    from assistant.project import EarlierTurn
    from tests.assistant.council_facts import BARROW, LOADED, facts_of, source_of

    awards = (
        "Keep the 4% cut for three years and add 2% pay awards each year. What is the pay bill in year three?"
    )
    earlier = [EarlierTurn(CUT, (BARROW,)), EarlierTurn(awards, (BARROW,))]

    outcome = project.answer(
        "Split that into the cuts and the awards.",
        bodies=(),
        loaded=LOADED,
        facts=facts_of,
        earlier=earlier,
        source_of=source_of,
    )

    assert outcome is not None
    assert "£2.305m" in outcome.text  # (500 − 442.368) × £40,000
