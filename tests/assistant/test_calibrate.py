"""Thresholds are set where questions end rightly, only when unseen questions confirm it, and used from the folder."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from assistant.decide import Signals
from assistant.evaluation.calibrate import Case, auroc, calibrate, gather, shown, write
from assistant.evaluation.rows import Row
from assistant.weights import FILE, BadWeights, override, packaged, weights
from ingest.library import Library


def cases(*, silent_up_to: float, count: int = 200) -> list[Case]:
    """Prose drafts scored 0 to 1 in even steps; those up to ``silent_up_to`` answer nothing."""
    return [
        Case(
            f"q{number}", Signals("prose", score, 1.0, score, 1.0), score > silent_up_to, score > silent_up_to
        )
        for number, score in ((number, number / count) for number in range(count))
    ]


def test_a_threshold_moves_to_where_questions_end_rightly() -> None:
    found = calibrate(cases(silent_up_to=0.6))

    assert found.held_out_after > found.held_out_before
    assert found.accuracy_after > 0.9
    assert not shown(Signals("prose", 0.45, 1.0, 0.45, 1.0), found.after)
    assert shown(Signals("prose", 0.7, 1.0, 0.7, 1.0), found.after)


def test_a_handful_of_questions_moves_nothing() -> None:
    found = calibrate(cases(silent_up_to=0.6, count=20))

    assert found.after == found.before


def test_the_area_under_the_curve_is_the_chance_that_the_true_one_scores_higher() -> None:
    assert auroc([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert auroc([0.1, 0.9, 0.5], [True, True, False]) == 0.5
    assert math.isnan(auroc([0.1], [True]))


def test_what_is_written_overrides_the_packaged_thresholds(tmp_path: Path) -> None:
    found = calibrate(cases(silent_up_to=0.6))
    write(tmp_path / FILE, found)
    try:
        assert override(tmp_path)
        assert weights("answer") == pytest.approx(found.after)
        assert weights("rank") == packaged()["rank"]
    finally:
        override(tmp_path / "elsewhere")
    assert weights("answer") == packaged()["answer"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[answer]\nprosa = 0.5", "'prosa'"),
        ("[answers]\nprose = 0.5", "[answers]"),
        ("[answer]\nprose = 'high'", "numbers"),
        ("[answer]\nprose = 50", "50"),
        ("prose = 0.5", "tables of numbers"),
    ],
)
def test_a_weights_file_that_cannot_be_used_is_refused_with_its_key(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")

    with pytest.raises(BadWeights) as found:
        override(tmp_path)

    assert said in str(found.value)
    assert weights("answer") == packaged()["answer"]


def test_the_draft_behind_a_refusal_is_known_to_calibration(sample_library: Library) -> None:
    rows = [
        Row("L1", "What are Larkmere's values?", "q.jsonl", kind="list"),
        Row("N1", "What does Larkmere say about helicopters?", "q.jsonl", kind="refuse", refuse=True),
    ]

    found = gather(sample_library, rows)

    assert [case.answerable for case in found] == [True, False]
    assert all(case.signals.shape for case in found)
    assert weights("answer") == packaged()["answer"]
