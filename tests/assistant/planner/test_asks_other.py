"""Phasing, changes alone and together, several questions, grids, and what is asked back."""

from __future__ import annotations

import pytest

from assistant.planner.plan import plan
from assistant.planner.refusal import Open
from assistant.planner.result import Status
from tests.assistant.planner.asking import asked, fact, of, others, typed
from tests.assistant.planner.in_memory import InMemory

POSTS = typed(-3, "%", "workforce.fte", "by")
AWARD = typed(2, "%", "pay.award", "by", relative=True)


def test_a_total_is_phased_by_its_weights_or_in_equal_parts() -> None:
    total = typed(6e6, "gbp", "budget.saving")

    by_weight = asked({"ask": "phase", "of": total, "figures": [typed([50, 30, 20], "%", "", "weights")]})
    equal = asked({"ask": "phase", "of": total, "years": 3})

    assert by_weight.series == (3e6, 1.8e6, 1.2e6)
    assert equal.series == pytest.approx((2e6, 2e6, 2e6))


def test_weights_that_do_not_add_up_are_refused_with_their_sum() -> None:
    result = asked(
        {"ask": "phase", "of": typed(6e6, "gbp"), "figures": [typed([50, 30], "%", "", "weights")]}
    )

    assert (result.status, result.why) == (Status.REFUSED, Open.WEIGHTS)
    assert "80%" in result.words


def test_changes_are_told_apart_and_what_they_share() -> None:
    result = asked(
        {"ask": "split", "of": of("pay.bill_gross"), "figures": [POSTS, AWARD]}, fact("pay.bill_gross", 80e6)
    )

    assert result.value == pytest.approx(-2.4e6)  # posts alone: -3% of £80m
    assert others(result)["alone"] == pytest.approx(1.6e6)
    assert others(result)["together"] == pytest.approx(80e6 * (0.97 * 1.02 - 1))
    assert others(result)["shared"] == pytest.approx(-80e6 * 0.03 * 0.02)


def test_several_questions_are_answered_one_after_the_other() -> None:
    terms = [{"ask": "value", "of": of("leavers.count")}, {"ask": "value", "of": of("sickness.days")}]

    result = asked({"ask": "several", "terms": terms})

    assert result.value == 240
    assert others(result)["also"] == 14_400


def test_each_cell_of_a_grid_is_what_a_plan_of_its_own_would_give() -> None:
    def bill(cut: object, award: object, **said: object) -> dict[str, object]:
        figures = [
            typed(cut, "%", "workforce.fte", "by", **said),
            typed(award, "%", "pay.award", "by", relative=True, **said),
        ]
        return {"ask": "value", "of": of("pay.bill_basic"), "figures": figures}

    result = asked(bill([-2, -4], [3, 4], each=True))

    cells = [result.value, *(one.value for one in result.others if one.name == "grid")]
    assert cells == pytest.approx([asked(bill(c, a)).value for c in (-2, -4) for a in (3, 4)])


def test_a_grid_of_times_is_planned_cell_by_cell() -> None:
    figures = [
        typed([1500, 1400], "fte", "workforce.fte", "target", each=True),
        typed(-100, "fte", "workforce.fte", "by", per="year"),
    ]

    result = asked({"ask": "time", "of": of("workforce.fte"), "figures": figures})

    assert result.value == pytest.approx(1)
    assert others(result)["grid"] == pytest.approx(2)
    assert others(result)["between them"] == pytest.approx(1)


def test_a_grid_is_no_larger_than_forty_nine_cells() -> None:
    figures = [
        typed(list(range(1, 9)), "%", m, "by", each=True, relative=True)
        for m in ("workforce.fte", "pay.award")
    ]

    assert asked({"ask": "value", "of": of("pay.bill_basic"), "figures": figures}).status is Status.REFUSED


def test_per_cent_on_a_share_is_asked_back_with_what_each_gives() -> None:
    fall = typed(-2, "%", "leavers.rate", "by")

    result = asked({"ask": "value", "of": of("leavers.rate"), "figures": [fall]})

    assert (result.status, result.why) == (Status.ASK, Open.POINTS_OR_RELATIVE)
    assert [(one.words, one.value) for one in result.options] == [
        ("points", 10),
        ("per cent of the rate", pytest.approx(11.76)),
    ]
    assert result.options[0].reading.figures[0].relative is False


def test_per_cent_over_years_is_asked_back_when_neither_in_all_nor_each_year_was_said() -> None:
    cut = typed(-5, "%", "workforce.fte", "by")

    result = asked({"ask": "value", "of": of("workforce.fte"), "figures": [cut], "years": 3})

    assert result.why is Open.TOTAL_OR_EACH
    assert [one.value for one in result.options] == pytest.approx([1520, 1600 * 0.95**3])


def test_the_printed_parts_are_the_options_where_no_whole_is_printed() -> None:
    parts = [fact("calls.wait", 4, part="Benefits"), fact("calls.wait", 6, part="Housing")]

    result = asked({"ask": "value", "of": of("calls.wait")}, *parts)

    assert (result.status, result.why) == (Status.ASK, Open.WHICH_PART)
    assert result.words == "Only parts of average wait of a caller of Tarrowby are stated: Benefits, Housing."
    assert [option.words for option in result.options] == ["Benefits", "Housing"]
    assert asked({"ask": "value", "of": of("calls.wait", part="Housing")}, *parts).value == 6


def test_a_target_that_is_all_that_is_printed_is_offered_and_not_taken() -> None:
    target = fact("calls.wait", 3, "2027/28", kind="target")

    result = asked({"ask": "value", "of": of("calls.wait")}, target)

    assert result.status is Status.ASK
    assert [(near.kind, near.value) for near in result.nearest] == [("target", 3)]
    assert [option.words for option in result.options] == ["target 2027/28"]
    assert plan(result.options[0].reading, InMemory([target])).value == 3


def test_the_one_input_with_which_the_fewest_are_missing_is_asked_for() -> None:
    result = asked({"ask": "value", "of": of("redundancy.cost")}, fact("redundancy.count", 16))

    assert [want.metric for want in result.wants] == ["cost.redundancy"]
    assert result.words == "Not stated: cost of a redundancy of Tarrowby."


@pytest.mark.parametrize(
    ("metric", "figure"),
    [
        ("workforce.fte", typed(-130, "%", "workforce.fte", "by")),
        ("vacancy.rate", typed(130, "%", "vacancy.rate", "becomes")),
        ("workforce.headcount", typed(-2500, "person", "workforce.headcount", "by")),
    ],
)
def test_what_cannot_be_is_refused(metric: str, figure: dict[str, object]) -> None:
    result = asked({"ask": "value", "of": of(metric), "figures": [figure]})

    assert result.status is not Status.ANSWERED


def test_a_question_of_words_is_not_the_planners() -> None:
    assert asked({"ask": "why", "of": of("leavers.rate")}).why is Open.NOT_A_FIGURE


def test_two_or_three_bodies_are_each_answered_and_more_are_asked_back() -> None:
    two = asked({"ask": "value", "of": of("leavers.count")}, body="Tarrowby|Hollinswick")
    four = asked({"ask": "value", "of": of("leavers.count")}, body="Tarrowby|Hollinswick|Marlow|Ebb")

    assert (two.value, others(two)["Hollinswick"]) == (240, 57)
    assert four.why is Open.WHICH_BODY
    assert [option.reading.body for option in four.options] == ["Tarrowby", "Hollinswick", "Marlow", "Ebb"]


def test_up_to_three_parts_are_offered_with_what_each_is() -> None:
    parts = [fact("calls.wait", 4, part="Benefits"), fact("calls.wait", 6, part="Housing")]

    result = asked({"ask": "value", "of": of("calls.wait")}, *parts)

    assert [(option.value, option.unit) for option in result.options] == [(4, "minute"), (6, "minute")]


def test_a_list_that_is_no_path_is_not_taken_for_its_first_value() -> None:
    result = asked(
        {"ask": "value", "of": of("leavers.count"), "figures": [typed([10, 12], "%", "leavers.rate")]}
    )

    assert (result.status, result.why) == (Status.ASK, Open.SEVERAL_VALUES)
    assert result.options[0].reading.figures[0].each


def test_two_shares_of_one_another_are_given_up() -> None:
    circle = [
        typed(10, "%", "other: one", of=of("other: two")),
        typed(10, "%", "other: two", of=of("other: one")),
    ]

    assert asked({"ask": "value", "of": of("other: one"), "figures": circle}).why is Open.NO_VALUE


@pytest.mark.parametrize("years", [-1, 101, 1e9, float("nan")])
def test_a_span_that_no_paper_could_be_about_is_refused(years: float) -> None:
    step = typed(-1, "fte", "workforce.fte", "by", per="year")

    assert (
        asked({"ask": "value", "of": of("workforce.fte"), "figures": [step], "years": years}).why
        is Open.OUTSIDE
    )


@pytest.mark.parametrize("value", [10**400, float("inf"), float("nan"), -1e16])
def test_a_figure_beyond_all_measure_is_refused(value: float) -> None:
    figure = typed(value, "person", "workforce.headcount")

    assert asked({"ask": "value", "of": of("leavers.count"), "figures": [figure]}).why is Open.OUTSIDE


def test_an_end_before_the_start_is_refused() -> None:
    target = typed(1296, "fte", "workforce.fte", "target")

    result = asked(
        {"ask": "rate", "of": of("workforce.fte"), "start": "2026/27", "end": "2024/25", "figures": [target]}
    )

    assert result.why is Open.OUTSIDE
