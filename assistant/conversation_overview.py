"""What was asked of late and how it ended, for the officer who runs the server: never by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation_bin import Clock
from assistant.conversation_file import ConversationFile, Row

DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One question: ``at`` is seconds since 1970, ``took_ms`` the time of its steps; ``helpful`` None where nobody said."""

    at: float
    question: str
    status: str
    route: str
    took_ms: float
    answer: str
    helpful: bool | None = None
    reason: str = ""
    comment: str = ""

    @property
    def answered(self) -> bool:
        """Whether it was answered, in whole or in part."""
        return self.status.startswith("answered")


class Overview:
    """Questions of all conversations that still exist."""

    def __init__(self, file: ConversationFile, clock: Clock) -> None:
        self._file, self._clock = file, clock

    def asked(self, days: int, limit: int = 10_000) -> Sequence[AskedLine]:
        """The questions of the last days, the latest first."""
        statement = f"{_ASKED} AND coalesce(asked.at, changed) >= ? {_ORDER}"
        return [_line(row) for row in self._file.rows(statement, (self._since(days), limit))]

    def with_feedback(self, limit: int = 1_000) -> Sequence[AskedLine]:
        """The answers of which people said something, the latest first."""
        statement = f"{_ASKED} AND feedback.helpful IS NOT NULL {_ORDER}"
        return [_line(row) for row in self._file.rows(statement, (limit,))]

    def counts(self) -> tuple[int, int]:
        """How many conversations and questions are kept."""
        row = self._file.one("SELECT (SELECT count(*) FROM conversation), (SELECT count(*) FROM turn)", ())
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _since(self, days: int) -> float:
        return self._clock() - days * DAY_S


_ASKED = (
    "SELECT coalesce(asked.at, changed), question, json_extract(turn.answer, '$.status'),"
    " json_extract(turn.answer, '$.route'),"
    " (SELECT coalesce(sum(step.value), 0) FROM json_each(turn.answer, '$.timings') AS step),"
    " json_extract(turn.answer, '$.text'), helpful, reason, comment FROM turn"
    " JOIN conversation ON conversation.id = turn.conversation"
    " LEFT JOIN asked ON asked.turn = turn.id LEFT JOIN feedback ON feedback.answer = turn.id"
    " WHERE conversation.id NOT IN (SELECT conversation FROM binned)"
)
_ORDER = "ORDER BY coalesce(asked.at, changed) DESC, number DESC LIMIT ?"


def _line(row: Row) -> AskedLine:
    at, question, status, route, took, answer, helpful, reason, comment = row
    said = None if helpful is None else bool(helpful)
    return AskedLine(
        *(float(at), str(question), str(status), str(route), float(took), str(answer), said),
        *(str(reason or ""), str(comment or "")),
    )
