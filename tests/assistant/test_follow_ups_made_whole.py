"""A follow-up is the question before it with what its words name set in the place of what they replace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.bootstrap import Moothall, open_moothall
from assistant.follow.complete import whole
from assistant.follow.siblings import Siblings
from assistant.follow.times import moved
from assistant.model import Answer, Asked
from assistant.settings import Settings
from ingest.fact_model import Fact, FactKind, Place
from ingest.library import Library

PAPER = """# Wendlemoor District Council: people and performance 2024/25

Approved by Cabinet on 3 June 2025. This paper is Wendlemoor District Council's yearly report on its people.

## Turnover and agency

Table 1: Staff turnover (%) and agency spend (£000) by directorate

| Directorate | Turnover 2023/24 (%) | Turnover 2024/25 (%) | Agency spend 2023/24 (£000) | Agency spend 2024/25 (£000) |
|---|---|---|---|---|
| Planning | 11.2 | 12.4 | 310 | 275 |
| Highways | 14.1 | 16.3 | 420 | 515 |
| Leisure | 9.5 | 8.7 | 95 | 80 |

## Calls

The contact centre answered 81.4% of calls within a minute in 2024/25. The target for calls answered within a minute is 90%.
"""


def _fact(measure: str, part: str, owner: str = "Wendlemoor District Council") -> Fact:
    place = Place(document="d", page=1, start=0, end=1, quote="")
    return Fact(
        "f",
        "wendlemoor",
        "",
        1.0,
        "share",
        FactKind.ACTUAL,
        (place,),
        measure=measure,
        part=part,
        owner=owner,
    )


SIBLINGS = Siblings(
    [
        _fact(f"{measure} ; {part}", part)
        for measure in ("Turnover 2024/25", "Vacancy rate")
        for part in ("Planning", "Highways", "Adult social care")
    ],
    ["Wendlemoor District Council", "Wendlemoor"],
)
TURNOVER = "What was turnover in Planning at Wendlemoor in 2024/25?"


@pytest.mark.parametrize(
    ("follow_up", "read_as"),
    [
        ("what about Highways?", "What was turnover in Highways at Wendlemoor in 2024/25?"),
        ("And for adult social care", "What was turnover in adult social care at Wendlemoor in 2024/25?"),
        ("and the vacancy rate?", "What was vacancy rate in Planning at Wendlemoor in 2024/25?"),
        ("and in 2023/24?", "What was turnover in Planning at Wendlemoor in 2023/24?"),
        ("the year before?", "What was turnover in Planning at Wendlemoor in 2023/24?"),
        ("and two years earlier?", "What was turnover in Planning at Wendlemoor in 2022/23?"),
        ("and over all three years?", "What was turnover in Planning at Wendlemoor over all three years?"),
        ("what was the target?", "What is the target for turnover in Planning at Wendlemoor in 2024/25?"),
        ("and what does the finance team expect?", "What is the forecast for turnover in Planning at Wendlemoor in 2024/25?"),
        ("and the target for 2026/27?", "What is the target for turnover in Planning at Wendlemoor for 2026/27?"),
        ("how does that compare with last year?", "How much more was turnover in Planning at Wendlemoor in 2024/25 than the year before?"),
        ("how does that compare with Highways?", "How much more was turnover in Planning at Wendlemoor in 2024/25 than Highways?"),
        ("which is worst?", "which is worst for turnover at Wendlemoor in 2024/25?"),
        ("what share of the total is that?", "what share of the total is turnover in Planning at Wendlemoor in 2024/25?"),
    ],
)  # fmt: skip
def test_what_a_follow_up_names_takes_the_place_of_its_like(follow_up: str, read_as: str) -> None:
    assert whole(follow_up, [], TURNOVER, SIBLINGS) == read_as


@pytest.mark.parametrize(
    "question",
    [
        "How many apprentices does the contact centre take on each spring?",
        "What is the council going to do about absence this year?",
        "Who leads it?",
        "why is that?",
        "what do managers say about that?",
        "and zzz qqq?",
        "why is it so hard to fill jobs in social work",
        "how many of them are women?",
        "How much was it, and where did the money come from?",
    ],
)
def test_a_question_of_its_own_is_not_made_out_of_the_one_before(question: str) -> None:
    assert whole(question, [], TURNOVER, SIBLINGS) == ""


def test_a_question_that_names_a_body_and_more_is_its_own() -> None:
    assert whole("savings target at Elmford", [(18, 25)], TURNOVER, SIBLINGS) == ""


def test_a_question_that_was_not_whole_itself_is_not_built_on() -> None:
    assert whole("and in 2023/24?", [], "and the other scheme?", SIBLINGS) == ""


def test_another_stage_is_not_asked_of_the_one_day() -> None:
    before = "How many homes were empty on 30 September 2025?"

    assert whole("and the target?", [], before, SIBLINGS) == "What is the target for homes empty?"


def test_a_quarter_keeps_the_year_of_the_one_before() -> None:
    before = "What was sickness in Quarter 1 of 2024/25?"

    assert whole("and Quarter 2?", [], before, SIBLINGS) == "What was sickness in Quarter 2 of 2024/25?"


def test_an_amount_takes_the_place_of_the_last_of_its_kind() -> None:
    before = "What would 20 posts at £40,000 cost?"

    assert whole("and at £45,000?", [], before, SIBLINGS) == "What would 20 posts at £45,000 cost?"


def test_a_name_that_other_bodies_print_in_running_text_is_no_column_to_move_to() -> None:
    siblings = Siblings([_fact("", "Elmford Council", "Elmford Council")], ["Wendlemoor"])

    assert whole("what about Elmford Council?", [], TURNOVER, siblings) == ""


@pytest.mark.parametrize(
    ("time", "years", "then"),
    [
        ("2024/25", -1, "2023/24"),
        ("Q2 2025/26", 1, "Q2 2026/27"),
        ("31 March 2026", 1, "31 March 2027"),
        ("1999-00", 1, "2000-01"),
        ("the summer", 1, "the summer"),
    ],
)
def test_a_time_moves_by_years_with_both_its_halves(time: str, years: int, then: str) -> None:
    assert moved(time, years) == then


@pytest.fixture(scope="module")
def wendlemoor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moothall]:
    folder = tmp_path_factory.mktemp("wendlemoor")
    (folder / "paper.md").write_text(PAPER, encoding="utf-8")
    with Library.open(folder / "data") as library:
        library.ingest([folder / "paper.md"])
    moothall = open_moothall(Settings(data=folder / "data"), read_only=True)
    yield moothall
    moothall.close()


def after(moothall: Moothall, *questions: str) -> Answer:
    """The answer to the last of these questions, asked in one conversation."""
    conversation = moothall.conversations.start()
    for question in questions[:-1]:
        moothall.conversations.add_turn(
            conversation, question, moothall.ask(Asked(question, conversation_id=conversation))
        )
    return moothall.ask(Asked(questions[-1], conversation_id=conversation))


FIRST = "What was staff turnover in Planning at Wendlemoor in 2024/25?"


def test_another_service_is_answered_with_its_own_figure_and_says_how_it_was_read(
    wendlemoor: Moothall,
) -> None:
    answer = after(wendlemoor, FIRST, "and Highways?")

    assert "16.3" in answer.text.split("\n\n")[0]
    assert answer.carried is not None
    assert answer.carried.question == "What was staff turnover in Highways at Wendlemoor in 2024/25?"


def test_a_follow_up_of_a_follow_up_is_built_on_what_that_was_read_as(wendlemoor: Moothall) -> None:
    answer = after(wendlemoor, FIRST, "and Highways?", "and the year before?")

    assert "14.1" in answer.text.split("\n\n")[0]


def test_how_that_compares_with_the_year_before_is_worked_out(wendlemoor: Moothall) -> None:
    # 12.4% in 2024/25 less 11.2% in 2023/24 is 1.2 points.
    answer = after(wendlemoor, FIRST, "how does that compare with the year before?")

    assert "1.2 points more" in answer.text


def test_the_target_asked_for_next_is_the_printed_one(wendlemoor: Moothall) -> None:
    first = "What share of calls did Wendlemoor answer within a minute in 2024/25?"

    assert "90%" in after(wendlemoor, first, "and the target?").text.split("\n\n")[0]


def test_asked_without_what_went_before_nothing_is_carried(wendlemoor: Moothall) -> None:
    conversation = wendlemoor.conversations.start()
    wendlemoor.conversations.add_turn(conversation, FIRST, wendlemoor.ask(Asked(FIRST)))

    answer = wendlemoor.ask(Asked("and Highways?", conversation_id=conversation, without_context=True))

    assert answer.carried is None
