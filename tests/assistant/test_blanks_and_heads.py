"""Cells that a paper leaves open, and what the head of a column says that its cells hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.compose.draft import Draft
from assistant.compose.table_row import measure, when
from assistant.compose.who import who
from assistant.model import Status
from assistant.pool import Pool
from tests.assistant.asking import Ask, asking
from tests.assistant.small_paper import citing, pool_of, read_paper

FIGURES = """# Westmarch Borough Council

## Streets and parks

| Measure | 2023/24 | 2024/25 | Target 2024/25 |
|---|---|---|---|
| Parks inspected | 31 | 34 | TBC |
| Gullies emptied | 2,310 | TBC | 2,500 |
| Street lamps mended | 700 | to be set | 800 |
| Benches painted | n/k | not yet agreed | 60 |
| Kerbs dropped | 12 | TBC | 20 |

We dropped 19 kerbs in 2024/25.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("blanks"), FIGURES) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("How many gullies were emptied in 2024/25?", "Gullies emptied | 2,310 | TBC | 2,500"),
        ("How many street lamps were mended in 2024/25?", "Street lamps mended | 700 | to be set | 800"),
        ("How many benches were painted in 2024/25?", "Benches painted | n/k | not yet agreed | 60"),
    ],
)
def test_a_figure_that_a_paper_leaves_open_is_said_to_be_left_open(ask: Ask, question: str, row: str) -> None:
    answer = ask(question)

    assert answer.status is Status.PLACEHOLDER
    assert answer.text.startswith("**Westmarch Borough Council leaves this blank.**")
    assert [item.quote for item in answer.evidence] == [row]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many gullies were emptied in 2023/24?", "**2,310**"),  # the year before in the same row
        ("How many parks were inspected in 2024/25?", "**34**"),  # its target alone is open
        ("How many kerbs were dropped in 2024/25?", "**19**"),  # open in the table, printed below it
    ],
)
def test_a_printed_figure_goes_before_a_blank(ask: Ask, question: str, figure: str) -> None:
    answer = ask(question)

    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(figure)


PLAN = """# Parks plan

## Action plan

| Action | {head} |
|---|---|
| Rebuild the boathouse | {boathouse} |
| Reopen the paddling pool | {pool} |
"""
Shape = Callable[[Pool], Draft | None]


def drafted(
    shape: Shape, question: str, head: str, boathouse: str, pool: str = ""
) -> tuple[str, Status] | None:
    """What a shape makes of a question on the plan with one column headed so."""
    paper = read_paper(PLAN.format(head=head, boathouse=boathouse, pool=pool))
    draft = shape(pool_of(question, paper))
    return None if draft is None else (draft.write(citing(paper)).text, draft.status)


WHEN = "When is the boathouse to be rebuilt?"


@pytest.mark.parametrize(
    "head", ["Review by", "Due", "Due by", "By when", "Target date", "Time-scale", "Completion"]
)
def test_the_cells_under_such_a_head_say_when(head: str) -> None:
    found = drafted(when, WHEN, head, "June 2026", "May 2027")

    assert found is not None
    assert found[0].startswith(f"**June 2026** ({head}): Rebuild the boathouse.")


def test_the_cells_under_another_head_say_no_date() -> None:
    found = drafted(when, WHEN, "Remarks", "June 2026", "May 2027")

    assert found is None or "(Remarks)" not in found[0]


@pytest.mark.parametrize("blank", ["to be set", "TBC", "To be agreed", "not yet known"])
def test_a_date_that_a_paper_leaves_open_is_said_to_be_left_open(blank: str) -> None:
    found = drafted(when, WHEN, "Due", blank, "May 2027")

    assert found is not None
    text, status = found
    assert status is Status.PLACEHOLDER
    assert blank in text
    assert "May 2027" not in text


@pytest.mark.parametrize("blank", ["TBC.", "To be agreed."])
def test_a_full_stop_makes_no_date_of_a_blank(blank: str) -> None:
    found = drafted(when, WHEN, "Due", blank, "May 2027")

    assert found is not None
    assert found[1] is Status.PLACEHOLDER


@pytest.mark.parametrize("head", ["Led by", "Approved by"])
def test_a_column_of_people_left_open_is_no_date_left_open(head: str) -> None:
    assert drafted(when, WHEN, head, "TBC", "TBC") is None


@pytest.mark.parametrize("head", ["Lead", "Lead officer", "Responsible", "Owner", "By whom"])
def test_the_cells_under_such_a_head_say_who(head: str) -> None:
    found = drafted(who, "Who rebuilds the boathouse?", head, "Olive Farnham", "Ravi Sandell")

    assert found is not None
    assert found[0].startswith(f"**Olive Farnham** ({head}): Rebuild the boathouse.")


@pytest.mark.parametrize("head", ["Partners", "Supplier", "Funded by"])
def test_the_cells_under_such_a_head_say_which_organisation(head: str) -> None:
    question = "Which organisation rebuilds the boathouse?"

    found = drafted(who, question, head, "Larkmere Trust", "Elmford Rowing Club")

    assert found is not None
    assert found[0].startswith(f"**Larkmere Trust** ({head}): Rebuild the boathouse.")


@pytest.mark.parametrize("head", ["Measure of success", "KPI", "How will we know"])
def test_the_cells_under_such_a_head_say_what_shows_that_it_is_done(head: str) -> None:
    found = drafted(measure, "How will the boathouse be measured?", head, "Forty boats kept", "Open daily")

    assert found is not None
    assert found[0].startswith(f"**Forty boats kept** ({head}): Rebuild the boathouse.")


def test_of_two_columns_of_dates_the_one_that_the_question_names_is_meant(tmp_path: Path) -> None:
    two = """# Parks plan

## Action plan

| Action | Review by | Due |
|---|---|---|
| Rebuild the boathouse | June 2026 | October 2026 |
| Reopen the paddling pool | TBC | May 2027 |
"""
    with asking(tmp_path, two) as ask:
        answer = ask("When is the paddling pool due to reopen?")

    assert "**May 2027**" in answer.text
