"""An answer that quotes a figure which its own table does not bear out says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import Moothall, open_moothall
from assistant.model import Asked
from assistant.settings import Settings

PAPER = """# Workforce Plan 2024-2027

Westmarch Borough Council

## Staff by directorate at 31 March 2024

| Directorate | Headcount | FTE |
|---|---|---|
| Adults | 212 | 180.4 |
| Children | 148 | 131.2 |
| Place | 61 | 55.0 |
| Total | 412 | 366.6 |

## Turnover

Staff turnover was 12.4% in 2023/24.
"""
SAID = "The column “Headcount” adds up to 421, the paper prints 412 for “Total”."


@pytest.fixture
def moothall(tmp_path: Path) -> Iterator[Moothall]:
    opened = open_moothall(Settings(data=tmp_path / "data"))
    (tmp_path / "westmarch.md").write_text(PAPER)
    opened.library.ingest([tmp_path / "westmarch.md"])
    yield opened
    opened.close()


def test_a_slip_is_found_when_a_paper_is_taken_in_and_stands_in_its_report(moothall: Moothall) -> None:
    card = moothall.library.documents()[0]

    assert [slip.sentence for slip in moothall.library.slips()] == [SAID]
    assert SAID in card.report.warnings


def test_a_slip_stays_when_what_was_recognised_is_corrected_and_goes_with_its_paper(
    moothall: Moothall,
) -> None:
    card = moothall.library.documents()[0]

    moothall.library.update(card.id, title="Another title")
    after = moothall.library.slips(card.id)
    moothall.library.remove(card.id)

    assert [slip.printed for slip in after] == [412.0]
    assert moothall.library.slips() == []


def test_an_answer_that_quotes_the_figure_warns(moothall: Moothall) -> None:
    answer = moothall.ask(Asked("What is the total headcount of Westmarch?"))

    assert "412" in answer.text
    assert any(SAID in warning for warning in answer.warnings)


def test_an_answer_from_elsewhere_in_the_paper_does_not_warn(moothall: Moothall) -> None:
    answer = moothall.ask(Asked("What is the staff turnover at Westmarch?"))

    assert "12.4%" in answer.text
    assert not any("add" in warning for warning in answer.warnings)
