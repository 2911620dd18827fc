"""The figures of a question: what is found, of what type, with what value, and what is no figure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.spans import MOST_SPANS, Type, tag


def typed(question: str) -> list[tuple[str, str, float | None]]:
    """Text, type and value of each span."""
    return [(span.text, span.type.value, span.value) for span in tag(question)]


@pytest.mark.parametrize(
    ("question", "text", "kind", "value"),
    [
        ("cut by two and a half per cent", "two and a half per cent", Type.PCT, 2.5),
        ("vacancy factor of 2.5 pct", "2.5 pct", Type.PCT, 2.5),
        ("half a percent more", "half a percent", Type.PCT, 0.5),
        ("1/3 of leavers", "1/3", Type.PCT, pytest.approx(100 / 3)),
        ("7 in 10 stay", "7 in 10", Type.PCT, 70.0),
        ("hw many is half my caseload", "half", Type.PCT, 50.0),
        ("halve turnover", "halve", Type.PCT, -50.0),
        ("what if it fell by -2%", "2%", Type.PCT, -2.0),
        ("a drop of half a point", "half a point", Type.PTS, 0.5),
        ("up 2.5 points", "2.5 points", Type.PTS, 2.5),
        ("a gap of £1.2m", "£1.2m", Type.MON, 1_200_000.0),
        ("each leaver forty grand", "forty grand", Type.MON, 40_000.0),
        ("an extra 75p an hour", "75p", Type.MON, 0.75),
        ("stock loans 310k", "310k", Type.NUM, 310_000.0),
        ("bring in a million and a half", "a million and a half", Type.NUM, 1_500_000.0),
        ("what is 1,610 FTE in people", "1,610", Type.NUM, 1610.0),
        ("overtime for 6 mths", "6 mths", Type.DUR, 6.0),
        ("calls answered within 60 seconds", "60 seconds", Type.DUR, 60.0),
    ],
)
def test_a_figure_is_found_with_its_type_and_value(
    question: str, text: str, kind: Type, value: float
) -> None:
    assert typed(question) == [(text, kind.value, value)]


def test_figures_in_a_list_share_the_unit_said_once() -> None:
    assert typed("awards of 1, 2 and 3%") == [("1", "PCT", 1.0), ("2", "PCT", 2.0), ("3%", "PCT", 3.0)]
    assert [span.value for span in tag("at £30, 35 or 40k each")] == [30_000.0, 35_000.0, 40_000.0]
    assert [span.value for span in tag("phased 45%/35%/20%")] == [45.0, 35.0, 20.0]
    assert [(s.value, s.unit) for s in tag("over 3 or 4 years")] == [(3.0, "year"), (4.0, "year")]


def test_a_count_before_another_figure_keeps_its_own_unit() -> None:
    assert typed("lose 200 posts, 5% of the total") == [("200", "NUM", 200.0), ("5%", "PCT", 5.0)]
    assert typed("from 200 and 5%")[0] == ("200", "NUM", 200.0)


def test_a_range_gives_both_its_ends_in_one_unit() -> None:
    assert typed("from 5 to 7%") == [("5", "PCT", 5.0), ("7%", "PCT", 7.0)]
    assert typed("between 5 and 15") == [("5", "NUM", 5.0), ("15", "NUM", 15.0)]
    assert typed("cost per post £38,500 to £55,000") == [
        ("£38,500", "MON", 38_500.0),
        ("£55,000", "MON", 55_000.0),
    ]


def test_a_span_of_years_gives_its_first_and_its_last() -> None:
    first, last = tag("growth from 2019/20 to 2025/26")

    assert (first.type, first.begins, first.ends) == (Type.YEAR, "2019-04-01", "2020-03-31")
    assert (last.text, last.ends) == ("2025/26", "2026-03-31")


def test_a_quarter_is_a_share_or_a_time_by_what_stands_before_it() -> None:
    assert typed("a quarter of staff leave") == [("a quarter", "PCT", 25.0)]
    assert typed("a cut of 25 per cent or a quarter")[1] == ("a quarter", "PCT", 25.0)
    assert typed("£5k a quarter") == [("£5k", "MON", 5000.0)]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how many to hire by sept", "sept"),
        ("posts to go by next april", "next april"),
        ("what was the overspend at mth 6", "mth 6"),
        ("how many since covid then", "covid"),
        ("what was it ten years ago", "ten years ago"),
        ("turnover rate adult care q1", "q1"),
        ("the winter 2023 flooding", "winter 2023"),
    ],
)
def test_a_moment_is_found_in_the_forms_people_type(question: str, text: str) -> None:
    assert typed(question) == [(text, "DATE", None)]


def test_a_verb_is_no_month() -> None:
    assert typed("may we cut it") == []
    assert typed("will they march again") == []


def test_an_age_is_told_from_a_count_by_the_people_before_it() -> None:
    assert [(s.text, s.type, s.unit) for s in tag("what help for carers over 60")] == [
        ("over 60", Type.AGE, "over")
    ]
    assert tag("heads in the 16-24 bracket")[0].type is Type.AGE
    assert typed("when do sales go over 60") == [("60", "NUM", 60.0)]


def test_digits_that_name_a_thing_and_the_base_of_a_rate_have_types_of_their_own() -> None:
    assert [(s.text, s.type) for s in tag("how many agency staff on page 12")] == [("page 12", Type.REF)]
    assert [(s.text, s.type) for s in tag("complaints per thousand homes")] == [("thousand", Type.PER)]


def test_digits_inside_the_name_of_a_body_are_part_of_it() -> None:
    question = "What does Homes 2020 pay at 3%"

    spans = tag(question, [(question.index("Homes"), question.index(" pay"))])

    assert [(span.text, span.type) for span in spans] == [("Homes 2020", Type.ORG), ("3%", Type.PCT)]


def test_no_more_figures_are_read_than_a_question_can_have() -> None:
    assert len(tag("5% " * 400)) == MOST_SPANS


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "5% 3 £2m half a and or to / , - 10 years by sept over 55 staff quarter 2025/26 k points per 1,000 "
            "two thirds in 2030 between from -".split()
        ),
        max_size=14,
    ).map(" ".join)
)
def test_whatever_is_typed_spans_stand_in_order_and_where_they_say(question: str) -> None:
    spans = tag(question)

    assert all(question[span.start : span.end] == span.text != "" for span in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
