"""Evaluation judges as the questions say, shows people what failed, and holds scores to their floors."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluate import LAST, REPORT, evaluate, table
from assistant.evaluation.asking import Outcome, ask_rows
from assistant.evaluation.errors import BadFloors, BadQuestions
from assistant.evaluation.floors import broken, read_floors, record
from assistant.evaluation.judge import altered_quotes, fault, figures, folded, loose_figures, named_in, states
from assistant.evaluation.report import expected, page
from assistant.evaluation.rows import Row, read_rows
from assistant.evaluation.scores import misrouted, scored
from assistant.model import Answer, Evidence, EvidenceKind, Route, Source, Status
from ingest.library import Library
from ingest.model import Document

QUESTIONS = Path(__file__).parents[1] / "questions"
SOURCE = Source("d1", "Workforce Plan", "Elmford Borough Council", "2024-2027", "approved", "plan.pdf")
PAPER = Document("d1", "d1", "plan.pdf", "pdf", "Workforce Plan", "We employ 640 staff in 2024.", ())
PROOF = Evidence("1", EvidenceKind.PASSAGE, "We employ 640 staff", SOURCE, start=0, end=19)
ANSWER = Answer(Status.ANSWERED, Route.LOOKUP, "Elmford employs **640** staff [1].", (PROOF,))
ROW = Row(
    "F1", "How many staff does Elmford have?", "q.jsonl", kind="fact", all=(("640",),), cite=("elmford",)
)


def test_an_answer_with_the_words_and_the_source_is_right() -> None:
    assert fault(ROW, ANSWER, named_in) == ""


@pytest.mark.parametrize(
    ("row", "answer", "said"),
    [
        (replace(ROW, all=(("641",),)), ANSWER, "lacks '641' in its first 400 characters"),
        (ROW, replace(ANSWER, text="x " * 210 + "640"), "lacks '640' in its first 400 characters"),
        (replace(ROW, none=("staff",)), ANSWER, "says 'staff'"),
        (replace(ROW, cite=("oakshire",)), ANSWER, "does not cite oakshire"),
        (ROW, replace(ANSWER, status=Status.NOT_STATED), "status unanswerable_not_stated"),
        (replace(ROW, refuse=True), ANSWER, "status answered"),
        (replace(ROW, kind="statement", status="answered_partly"), ANSWER, "status answered"),
        (Row("A1", "?", "n", route="project", values=((640, 0),)), ANSWER, "route lookup, status answered"),
        (Row("A2", "?", "n", route="clarify"), ANSWER, "status answered"),
    ],
)
def test_what_is_wrong_is_named(row: Row, answer: Answer, said: str) -> None:
    assert fault(row, answer, named_in) == said


def test_a_kind_that_is_read_through_may_hold_its_words_anywhere() -> None:
    late = replace(ANSWER, text="x " * 210 + "640")

    assert fault(replace(ROW, kind="explain"), late, named_in) == ""


def test_a_statement_that_the_paper_has_otherwise_is_answered_in_part() -> None:
    row = replace(ROW, kind="statement", none=("the paper says so",), status="answered_partly")
    denied = replace(
        ANSWER,
        status=Status.ANSWERED_PARTLY,
        text="**The paper does not say “650” of this.** It says: 640 [1].",
    )

    assert fault(row, denied, named_in) == ""
    assert expected(row) == "'640'; without 'the paper says so'; citing elmford; status answered_partly"


def test_a_statement_is_looked_up_and_never_computed() -> None:
    row = replace(ROW, kind="statement")
    looked_up = Outcome(row, ANSWER, "", "", 0, 1, (), 0.1)
    computed = replace(looked_up, answer=replace(ANSWER, route=Route.PROJECT))

    assert not misrouted(looked_up)
    assert misrouted(computed)
    assert scored([looked_up, computed]).kinds == {"statement": (2, 2)}


def test_wordings_compare_without_markup_and_commas() -> None:
    assert folded("**1,629** people; <b>£2.4m</b> spent") == "1629 people £2.4m spent"


def test_a_figure_in_millions_may_be_rounded_and_others_may_not() -> None:
    assert states("about £2.4 million", 2_412_000, 0)
    assert not states("about 2,400,000", 2_412_000, 0)
    assert list(figures("£1.5m in [12]")) == [(1.5, 1_500_000.0)]


def test_a_quote_that_is_not_as_printed_is_found() -> None:
    altered = replace(PROOF, quote="We employ 650 staff")

    assert altered_quotes(ANSWER, lambda _: PAPER) == []
    assert altered_quotes(replace(ANSWER, evidence=(altered,)), lambda _: PAPER) == [altered]


def test_a_figure_that_nothing_accounts_for_is_loose() -> None:
    text = "640 staff, 75 of them new, in 3 places."

    assert loose_figures(replace(ANSWER, text=text), "") == [75.0]
    assert loose_figures(replace(ANSWER, text=text), "Are 75 new?") == []


def test_faulty_lines_are_all_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    faulty = ['{"id": 2}', "not json", '{"q": "?", "route": "guess"}', '{"q": "?", "status": "maybe"}']
    file.write_text("\n".join(['{"q": "Right?"}', *faulty]), "utf-8")

    with pytest.raises(BadQuestions) as found:
        read_rows([file])

    assert [f"q.jsonl line {number}:" in str(found.value) for number in (1, 2, 3, 4, 5)] == [
        False,
        True,
        True,
        True,
        True,
    ]


def test_a_score_may_move_neither_down_nor_up_unrecorded(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    record(floors, {"text.jsonl": {"passed": 0.9, "quotes": 1.0}})

    assert broken(floors, {"text.jsonl": {"passed": 0.905, "quotes": 1.0}}) == []
    assert "fell" in broken(floors, {"text.jsonl": {"passed": 0.89}})[0]
    assert "rose" in broken(floors, {"text.jsonl": {"passed": 0.95}})[0]
    assert "fell" in broken(floors, {"text.jsonl": {"quotes": 0.999}})[0]
    assert "no floor" in broken(floors, {"other.jsonl": {"passed": 1.0}})[0]


def test_recording_one_file_keeps_the_floors_of_another(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    record(floors, {"a.jsonl": {"passed": 0.5}})
    record(floors, {"b.jsonl": {"passed": 0.75}})

    assert read_floors(floors)[1] == {"a.jsonl": {"passed": 0.5}, "b.jsonl": {"passed": 0.75}}


def test_a_floors_file_that_is_none_is_refused(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("margin = 'much'", "utf-8")

    with pytest.raises(BadFloors, match=r"floors\.toml"):
        read_floors(floors)


def test_the_report_escapes_everything_and_asks_nobody(sample_library: Library) -> None:
    rows = [
        Row(
            "X1",
            "<script>alert(1)</script> Larkmere FTE",
            "q.jsonl",
            kind="fact",
            all=(("<img src=x>zebra",),),
        )
    ]
    outcomes = ask_rows(sample_library, rows)

    text = page(outcomes, scored(outcomes), before={}, library="7 documents")

    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text
    assert "<img" not in text
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", text.replace("&lt;img src=x&gt;", ""))


def test_a_handful_of_questions_is_scored_and_compared_with_the_last_run(
    sample_library: Library, tmp_path: Path
) -> None:
    wanted = ("F01", "F02", "L01", "N01")
    rows = [json.loads(line) for line in (QUESTIONS / "text.jsonl").read_text("utf-8").splitlines()]
    file = tmp_path / "few.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows if row["id"] in wanted), "utf-8")

    first = evaluate(sample_library, [file], folder=tmp_path)
    second = evaluate(sample_library, [file], folder=tmp_path)

    assert first.scores.questions == 4
    assert first.scores.passed == 4
    assert first.scores.altered == 0
    assert first.before == {}
    assert second.before == first.scores.stages
    assert json.loads((tmp_path / LAST).read_text("utf-8"))["passed"] == 4
    assert "What went wrong (0)" in (tmp_path / REPORT).read_text("utf-8")
    assert "Routed the right way" in table(second)


@pytest.mark.slow
@pytest.mark.parametrize("questions", ["text.jsonl", "numeric.jsonl"])
def test_our_questions_over_the_sample_library_keep_their_floors(
    sample_library: Library, tmp_path: Path, questions: str
) -> None:
    run = evaluate(sample_library, [QUESTIONS / questions], folder=tmp_path, floors=QUESTIONS / "floors.toml")

    assert list(run.broken) == []
