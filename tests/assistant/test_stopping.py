"""A question that nobody wants answered any more: its listener ends it, and no guard makes an answer of that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.bootstrap import Moothall
from assistant.limited import Stopped
from assistant.model import Answer, Asked, Route, Status, noted
from tests.assistant.answers import TURNOVER
from tests.assistant.test_writer import QUESTION, writing


@pytest.mark.parametrize("last", ["read", "search", "compose"])
def test_no_step_begins_after_the_one_that_was_stopped(sample_moothall: Moothall, last: str) -> None:
    heard: list[str] = []

    def listen(kind: str, text: str) -> None:
        heard.append(text)
        if text == last:
            raise Stopped

    with pytest.raises(Stopped):
        sample_moothall.ask(Asked("What are Stanbeck's values?"), listen=listen)

    assert heard[-1] == last


def test_a_model_that_writes_is_left_at_the_first_word_after_the_stop() -> None:
    def endless(prompt: str) -> Iterator[str]:
        while True:
            yield "In 2023/24, Elmford's staff turnover was 12.4% [1]. The sickness absence rate was 4.1% [1]. "

    def listen(kind: str, text: str) -> None:
        raise Stopped

    with writing(endless) as (writer, _), pytest.raises(Stopped):
        writer.phrased(TURNOVER, QUESTION, listen)


def test_how_a_question_was_read_is_a_warning_and_told_apart() -> None:
    answer = noted(Answer(Status.ANSWERED, Route.LOOKUP, "640", warnings=("Draft.",)), "Read “a” as “b”.")

    assert answer.warnings == ("Draft.", "Read “a” as “b”.")
    assert answer.notes == ("Read “a” as “b”.",)


def test_a_typing_error_put_right_and_papers_chosen_are_notes(sample_moothall: Moothall) -> None:
    spelled = sample_moothall.ask(Asked("What is staff turnovr at Larkmere?"))
    chosen = sample_moothall.ask(
        Asked("What is the budget gap at Birmingham City Council?", councils=("Larkmere District Council",))
    )

    assert spelled.notes == ("Read “turnovr” as “turnover”.",)
    assert [note.startswith("Only the papers chosen were searched: ") for note in chosen.notes] == [True]
