"""A figure that a paper strikes out is given as withdrawn, after those that stand, and starts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from assistant.bootstrap import open_moothall
from assistant.model import Answer, Asked, Status
from assistant.settings import Settings
from ingest.fact_model import FactKind
from ingest.facts import read as facts_of
from ingest.library import Library
from ingest.parse import read


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word paper in which 640 people, £3.4m and 12.5% are struck out."""
    book = docx.Document()
    book.add_heading("Example Borough Council", 0)
    book.add_heading("Our workforce", 1)
    line = book.add_paragraph("The council employs ")
    line.add_run("640").font.strike = True
    line.add_run(" 655 people at 31 March 2024.")
    book.add_paragraph().add_run("Agency spend was £3.4m in 2023/24.").font.strike = True
    table = book.add_table(rows=2, cols=3)
    for place, text in enumerate(("Measure", "2022/23", "2023/24")):
        table.cell(0, place).text = text
    table.cell(1, 0).text, table.cell(1, 2).text = "Staff turnover", "11.1%"
    table.cell(1, 1).paragraphs[0].add_run("12.5%").font.strike = True
    made = tmp_path_factory.mktemp("struck") / "plan.docx"
    book.save(str(made))
    return made


Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(paper: Path) -> Iterator[Ask]:
    folder = paper.parent / "data"
    with Library.open(folder) as library:
        library.ingest([paper])
    moothall = open_moothall(Settings(data=folder), read_only=True)
    yield lambda text: moothall.ask(Asked(text))
    moothall.close()


def test_a_struck_figure_is_withdrawn_in_a_sentence_a_line_and_a_cell(paper: Path) -> None:
    found = {fact.value: fact.kind for fact in facts_of(read(paper))}

    assert {value for value, kind in found.items() if kind is FactKind.WITHDRAWN} == {640, 3_400_000, 12.5}
    assert {value for value, kind in found.items() if kind is FactKind.ACTUAL} == {655, 11.1}


def test_the_figure_that_stands_comes_first_and_the_struck_one_is_called_withdrawn(ask: Ask) -> None:
    found = ask("How many people does Example employ?")

    assert found.text.startswith("**655 people**")
    assert "640 people, at 31 March 2024, withdrawn" in found.text


def test_a_struck_figure_is_no_current_one(ask: Ask) -> None:
    found = ask("What is Example's current agency spend?")

    assert found.status is Status.NOT_STATED
    assert "withdrawn" in found.text


def test_a_projection_starts_from_the_figure_that_stands(ask: Ask) -> None:
    found = ask("What would Example's headcount be in one year if it fell by 10%?")

    assert "655" in found.text  # 655 less a tenth, 589.5, in whole people
    assert "640" not in found.text.partition("*Inputs.*")[2]
