"""Sums that a question may ask for are set before the asker with their working, and none is given as the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.bootstrap import open_moothall
from assistant.figures.signs import profile
from assistant.likely.asks import asks_for_a_sum, chances
from assistant.likely.chosen import Chosen
from assistant.likely.offered import worth_offering
from assistant.likely.shapes import Sum
from assistant.model import Asked, Route, Status
from assistant.reading.spans import tag
from assistant.settings import Settings
from ingest.embedding import Embedder
from ingest.library import Library
from tests.assistant.asking import Ask, asking
from tests.assistant.likely.test_every_sum_is_worked_by_the_engine import fact

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


def test_no_sum_is_offered_when_it_is_not_known_whose_figures_are_meant(tmp_path: Path) -> None:
    papers = [tmp_path / "elmford.md", tmp_path / "eastmere.md"]
    papers[0].write_text(REPORT, encoding="utf-8")
    papers[1].write_text(REPORT.replace("Elmford", "Eastmere").replace("900", "840"), encoding="utf-8")
    with Library.open(tmp_path / "data") as library:
        library.ingest(papers)
    moothall = open_moothall(Settings(data=tmp_path / "data"), read_only=True)

    unnamed, named = (
        moothall.ask(Asked(f"how many times as many waste requests as parking ones {of}?"))
        for of in ("were there", "did Elmford get")
    )
    moothall.close()

    assert "worked out" not in unnamed.text.splitlines()[0]
    assert "900 ÷ 300 = 3.00" in named.text


def likely(shape: str, chance: float = 0.5, covered: float = 0.6, typed: str = "") -> Chosen:
    """A sum of 640 requests and of what the words type."""
    figure = profile(fact("requests", 640.0))
    spans = tag(typed) if typed else ()
    return Chosen(Sum(shape, (figure,), 1.0, "count", spans), chance, covered)


@pytest.mark.parametrize(
    ("found", "amounts", "offered"),
    [
        ([likely("complement"), likely("mean", 0.2)], (), ["complement", "mean"]),
        ([likely("complement", 0.29)], (), []),  # the first does not lead
        ([likely("printed"), likely("mean", 0.4)], (), []),  # the first is a bare figure
        ([likely("complement"), likely("printed", 0.2), likely("mean", 0.07)], (), ["complement"]),
        ([likely("complement", covered=0.29), likely("mean", 0.2)], (), ["mean"]),  # little of the question
        ([likely("complement"), likely("raised", 0.2, typed="7%")], (7.0,), ["raised"]),
        ([likely("complement"), likely("raised", 0.2, typed="7%")], (7.0, 12.0), []),
        ([likely("complement")], (640.0,), ["complement"]),  # typed again as it is printed
    ],
)
def test_what_is_offered_is_likely_and_takes_in_every_amount_that_was_typed(
    found: list[Chosen], amounts: tuple[float, ...], offered: list[str]
) -> None:
    assert [one.sum.shape for one in worth_offering(found, amounts)] == offered


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
