"""Sums that a question may ask for are set before the asker with their working, and none is given as the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.likely.asks import asks_for_a_sum, chances
from assistant.model import Route, Status
from ingest.embedding import Embedder
from tests.assistant.asking import Ask, asking

REPORT = """# Elmford District Council

## Performance report 2024/25

Table 1: Requests to the contact centre in 2024/25

| Channel | Requests received | Answered online |
|---|---|---|
| Council tax | 640 | 547 |
| Parking | 300 | 120 |
| Waste | 900 | 210 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("offered"), REPORT) as made:
        yield made


def test_a_sum_is_offered_with_its_figures_and_its_working_and_not_asserted(ask: Ask) -> None:
    answer = ask("how many times as many waste requests as parking ones did Elmford get?")

    assert (answer.status, answer.route) == (Status.ANSWERED_PARTLY, Route.PROJECT)
    assert "worked out" in answer.text.splitlines()[0]
    assert "**3.00**" in answer.text and "900 ÷ 300 = 3.00" in answer.text
    assert answer.projection is not None and answer.projection["hash"]
    assert any("Parking" in item.quote for item in answer.evidence)


def test_no_sum_is_offered_of_what_the_papers_do_not_print(ask: Ask) -> None:
    answer = ask("by how much did swimming lessons go up from 2023/24 to 2024/25?")

    assert answer.projection is None


def test_an_amount_that_was_typed_is_never_left_out_of_a_sum(ask: Ask) -> None:
    answer = ask("what do 640 council tax requests at £3.75 apiece add up to, times 12 and less 7%?")

    assert "may be what you want worked out" not in answer.text


def chances_of(question: str, folder: Path) -> Mapping[str, float]:
    return chances(question, Embedder(folder).queries([question])[0])


@pytest.mark.parametrize(
    ("question", "sum_", "likely"),
    [
        ("what slice of the requests came in online?", "share", True),
        ("how far apart are the two areas on fly-tipping?", "difference", True),
        ("who is in charge of parking?", "", False),
    ],
)
def test_what_is_to_be_worked_out_is_told_from_the_question(
    question: str, sum_: str, likely: bool, tmp_path: Path
) -> None:
    asked = chances_of(question, tmp_path)

    assert (asks_for_a_sum(asked) > 0.5) is likely
    assert not sum_ or sum_ in sorted(asked, key=lambda name: -asked[name])[:2]


def test_the_chances_of_a_question_add_up_to_one(tmp_path: Path) -> None:
    assert sum(chances_of("what is that per head?", tmp_path).values()) == pytest.approx(1.0)
