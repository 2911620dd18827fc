"""Questions for one figure: the kind that their words ask for, and the statement whose own words fit best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.compose.figure import figure
from assistant.compose.figure_sought import Way, sought
from assistant.question import with_history
from ingest.quantities import Kind
from tests.assistant.small_paper import citing, pool_of, read_paper

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
"""


def answer(question: str) -> str:
    paper = read_paper(PAPER)
    draft = figure(pool_of(question, paper))
    assert draft is not None
    return draft.write(citing(paper)).text


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("how much of the emissions come from electricity, as a %", {Kind.PERCENT, Kind.POINTS}),
        ("How many miles did staff drive?", {Kind.COUNT, Kind.FTE}),
        ("How much champions money did it get?", {Kind.MONEY}),
        ("how many pounds were set aside", {Kind.MONEY}),
        ("How long had it gone without an update?", {Kind.DURATION, Kind.DAYS}),
        ("For how many years was it neglected?", {Kind.DURATION, Kind.DAYS}),
        ("how many trees a year will be planted", {Kind.COUNT, Kind.FTE}),
        ("What is the rate per 10,000 children?", {Kind.COUNT, Kind.FTE, Kind.DAYS, Kind.MONEY}),
        ("how much waste do people produce", {Kind.COUNT, Kind.DAYS}),
        ("Turn the gap into FTE", {Kind.FTE}),
        ("total headcount with the companies", {Kind.COUNT}),
    ],
)
def test_the_question_s_own_words_say_which_kind_of_figure_answers(question: str, kinds: set[Kind]) -> None:
    assert sought(question).kinds == kinds


def test_two_figures_may_be_asked_for_in_one_breath() -> None:
    wanted = sought("By how much must it bring down what it costs to run, and over how long?")

    assert Kind.PERCENT in wanted.kinds
    assert wanted.also == {Kind.DURATION, Kind.DAYS}
    assert wanted.way is Way.DOWN


def test_the_zero_of_net_zero_and_a_number_of_another_kind_are_no_answer() -> None:
    text = answer("how much of the emissions come from electricity, as a %")

    assert "**46.5%**" in text
    assert "**Zero**" not in text


def test_the_typed_unit_and_the_year_choose_among_figures_of_one_sentence() -> None:
    assert "**59,878**" in answer("How many miles did staff drive in their own cars in 2018/19?")


def test_both_figures_asked_for_are_shown() -> None:
    text = answer("By how much must it bring down its operating costs, and over how long?")

    assert "**25%**" in text
    assert "**three years**" in text


def test_a_number_in_the_question_s_own_words_is_compared_as_a_length_of_time() -> None:
    text = answer("How much smaller has the workforce become in the past dozen years?")

    assert "**20%**" in text.split("\n")[0]


def test_a_rank_is_answered_with_a_rank() -> None:
    assert "**28th**" in answer("Where was the depot ranked in the region?")


def test_the_base_of_a_rate_is_not_the_figure() -> None:
    assert "**133**" in answer("how many children were taken into care")


def test_a_sentence_that_goes_on_about_the_same_period_is_quoted_with_it() -> None:
    text = answer("For how many years has training been neglected?")

    assert "12 years" in text
    assert "Over this period" in text


def test_statements_that_disagree_are_both_shown_when_the_question_asks_whether_they_agree() -> None:
    text = answer("For how many years was training neglected, and do the statements agree?")

    assert "ten years" in text
    assert "12 years" in text


def test_a_part_asked_for_after_the_whole_is_not_answered_by_the_whole() -> None:
    paper = read_paper(
        "# Plan\n\nThe borough's carbon footprint is 573 kilotonnes in all.\n\nFerries contribute 182 kilotonnes.\n"
    )
    pool = pool_of("And how many kilotonnes of that come from ferries?", paper)
    leaning = with_history(pool.matcher.question, ("borough", "carbon", "footprint"), faint=True)
    weight = {"kilotonn": 0.1, "ferri": 0.2, "borough": 0.1, "carbon": 0.3, "footprint": 0.3}

    draft = figure(replace(pool, matcher=replace(pool.matcher, question=leaning, weight=weight)))

    assert draft is not None and "**182" in draft.write(citing(paper)).text.split("[")[0]


def test_less_than_a_year_is_a_length_of_time_and_no_fall() -> None:
    assert sought("among people with less than a year's service").way is None
    assert sought("how much less was spent").way is Way.DOWN


def test_a_part_of_a_quantity_is_money_only_where_money_was_spoken_of() -> None:
    assert Kind.MONEY not in sought("how much of that comes from transport", "carbon footprint").kinds
    assert Kind.MONEY in sought("how much of that went on transport", "money spent").kinds


def test_the_number_of_a_footnote_is_no_figure() -> None:
    paper = read_paper("# Plan\n\nFerries make tonnes of carbon.[1]\n\nFerries make 182 tonnes of carbon.\n")

    draft = figure(pool_of("How many tonnes of carbon do ferries make?", paper))

    assert draft is not None and "[**" not in draft.write(citing(paper)).text


def test_what_never_names_the_thing_counted_falls_behind() -> None:
    paper = read_paper(
        "# Plan\n\n## Ferries\n\nWe have bought two electric ferries.\n\n## Piers\n\nNine charge points1 stand on the piers.\n"
    )

    draft = figure(pool_of("How many electric ferry charge points are there?", paper))

    assert draft is not None and "**Nine**" in draft.write(citing(paper)).text.split("[")[0]
