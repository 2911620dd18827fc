"""Rows asked of a library: each in a conversation of its own, after its earlier turns, nothing kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.bootstrap import Moothall
from assistant.conversation import Conversations
from assistant.evaluation.judge import altered_quotes, cite_fault, fault, loose_figures, named_in
from assistant.evaluation.rows import Row
from assistant.model import Answer, Asked, Source
from ingest import bodies
from ingest.library import Library

OnRow = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a row: the answer, what is wrong with it (empty when right), seconds."""

    row: Row
    answer: Answer
    fault: str
    uncited: str
    altered: int
    quotes: int
    loose: tuple[float, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return not self.fault


def ask_rows(library: Library, rows: Sequence[Row], *, on_row: OnRow | None = None) -> list[Outcome]:
    """The outcome of every row, in order."""
    return list(each_outcome(library, rows, on_row=on_row))


def each_outcome(library: Library, rows: Sequence[Row], *, on_row: OnRow | None = None) -> Iterator[Outcome]:
    """The outcome of every row as it comes; conversations are kept in memory and forgotten."""
    conversations = Conversations.open(None)
    moothall = Moothall(library, conversations)
    try:
        for number, row in enumerate(rows, start=1):
            yield _outcome(moothall, row)
            if on_row:
                on_row(number, len(rows))
    finally:
        conversations.close()


def _outcome(moothall: Moothall, row: Row) -> Outcome:
    conversation = moothall.conversations.start()
    for turn in row.history:
        _ask(moothall, turn, conversation)
    begun = time.perf_counter()
    answer = _ask(moothall, row.question, conversation)
    seconds = time.perf_counter() - begun
    return Outcome(
        row,
        answer,
        fault(row, answer, cited_as),
        cite_fault(row, answer, cited_as),
        len(altered_quotes(answer, moothall.library.document)),
        sum(1 for item in answer.evidence if item.document),
        tuple(loose_figures(answer, " ".join((row.question, *row.history)))),
        seconds,
    )


def _ask(moothall: Moothall, question: str, conversation: str) -> Answer:
    answer = moothall.ask(Asked(question, conversation))
    scenario = answer.projection.get("scenario") if answer.projection else None
    if not answer.answer_id or moothall.conversations.turn(answer.answer_id) is None:
        moothall.conversations.add_turn(conversation, question, answer, scenario=scenario)
    return answer


def cited_as(name: str, source: Source) -> bool:
    """Whether a document goes by this name: it is in what is shown of it, or names its council."""
    if named_in(name, source):
        return True
    council = source.council.casefold()
    return bool(council) and any(
        mention.body.name.casefold() == council for mention in bodies.recognise(name)
    )
