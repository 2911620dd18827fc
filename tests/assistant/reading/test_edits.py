"""Follow-ups: each edit changes one thing of the last reading and says it."""

from __future__ import annotations

from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from assistant.reading.read import Read, read
from tests.assistant.reading.library import KNOWN

LAST = Reading(
    ask=Ask.VALUE,
    of=Ref("pay.bill_basic"),
    figures=(
        Figure(1600.0, "fte", "workforce.fte", Role.IS),
        Figure(-2.0, "%", "workforce.fte", Role.BY, "year"),
        Figure(3.0, "%", "pay.award", Role.BY, "year"),
    ),
    years=3.0,
    body="tarrowby",
)
COUNT = Reading(
    ask=Ask.VALUE,
    of=Ref("workforce.fte"),
    figures=(Figure(-5.0, "%", "workforce.fte", Role.BY, "year"),),
    years=3.0,
    body="tarrowby",
)


def after(question: str, last: Reading) -> Read:
    (only,) = read(question, KNOWN, last)
    return only


def test_a_new_award_replaces_the_old_one_and_nothing_else() -> None:
    found = after("and with awards of 4%?", LAST)

    assert [(f.metric, f.value) for f in found.reading.figures] == [
        ("workforce.fte", 1600.0),
        ("workforce.fte", -2.0),
        ("pay.award", 4.0),
    ]
    assert (found.reading.of, found.reading.years, found.reading.body) == (LAST.of, 3.0, "tarrowby")
    assert found.reasons == ("Same question, pay award changed by +4% a year",)


def test_a_bare_per_cent_keeps_the_sign_of_the_figure_it_replaces() -> None:
    assert after("and at 4%?", COUNT).reading.figures[0].value == -4.0


def test_another_body_drops_what_was_typed_of_the_old_one_and_says_so() -> None:
    found = after("and Hollinswick?", LAST)

    assert found.reading.body == "hollinswick"
    assert [f.value for f in found.reading.figures] == [-2.0, 3.0]
    assert "left out" in found.reasons[0]


def test_a_growth_moves_with_the_size_of_the_workforce() -> None:
    found = after("and in headcount?", COUNT)

    assert found.reading.of == Ref("workforce.headcount")
    assert [f.metric for f in found.reading.figures] == ["workforce.headcount"]


def test_other_years_are_set() -> None:
    found = after("and over five years?", COUNT)

    assert (found.reading.years, found.reasons) == (5.0, ("Same question, over 5 years",))


def test_a_straight_line_is_set() -> None:
    assert after("and in a straight line?", COUNT).reading.basis == "linear"


def test_a_level_to_reach_asks_for_the_time() -> None:
    found = after("and when does it reach 1,500?", COUNT)

    assert (found.reading.ask, found.reading.years) == (Ask.TIME, None)
    assert (Role.TARGET, 1500.0) in [(f.role, f.value) for f in found.reading.figures]


def test_that_as_a_share_of_something_holds_the_last_reading() -> None:
    found = after("what share of the gap is that?", LAST)

    assert (found.reading.ask, found.reading.of) == (Ask.SHARE, LAST)
    assert found.reading.against == Ref("budget.gap")


def test_a_question_with_its_own_body_and_ask_is_a_new_one() -> None:
    found = read("What is the turnover of Hollinswick?", KNOWN, LAST)[0].reading

    assert isinstance(found.of, Ref)
    assert (found.of.metric, found.body, found.figures) == ("leavers.rate", "hollinswick", ())


def test_for_each_of_something_sets_the_last_answer_beside_it() -> None:
    found = after("per household?", COUNT)

    assert (found.reading.ask, found.reading.of, found.reading.against) == (
        Ask.RATIO,
        COUNT,
        Ref("households"),
    )


def test_a_small_bare_number_is_no_sum_of_money() -> None:
    gap = Reading(
        Ask.VALUE, of=Ref("posts.equivalent"), figures=(Figure(6e6, "gbp", "budget.gap"),), body="tarrowby"
    )

    assert Figure(6e6, "gbp", "budget.gap") in after("and with 30 FTE more?", gap).reading.figures


def test_a_follow_up_that_says_nothing_known_has_no_reading() -> None:
    assert read("and the other one?", KNOWN, COUNT) == ()
