"""Conversations by the person who had them, and by what they are about: for those who answer for the data.

A person is named by the first signs of the digest that is stored of them, which says nothing to anybody else.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence

from assistant.conversation_file import REFERENCE_LENGTH, ConversationFile

DAY_S = 86_400


def reference_of(owner: str) -> str:
    """The reference of a person by their token; empty for nobody."""
    return hashlib.sha256(owner.encode()).hexdigest()[:REFERENCE_LENGTH] if owner else ""


class People:
    """What is kept of persons and of subjects, whoever asked."""

    def __init__(self, file: ConversationFile, clock: Callable[[], float] = time.time) -> None:
        """``clock`` tells the time in seconds."""
        self._file, self._clock = file, clock

    def conversations_of(self, who: str) -> list[str]:
        """Ids of a person's conversations, those in the bin too, oldest first."""
        rows = self._file.rows(f"SELECT id FROM conversation WHERE {_OF} ORDER BY changed, id", (who,))  # noqa: S608
        return [str(row[0]) for row in rows]

    def conversations_about(self, words: Sequence[str]) -> list[str]:
        """Ids of the conversations, anybody's, that have all of these words in title, questions or answers."""
        rows = self._file.rows(_ABOUT, (json.dumps(list(words)),))
        return [str(row[0]) for row in rows]

    def count(self) -> dict[str, int]:
        """How much of each kind is kept."""
        counted = self._file.one(_COUNT, ())
        assert counted is not None  # noqa: S101 - counting gives a row
        return dict(
            zip(("conversations", "answers", "links to read", "saved projections"), counted, strict=True)
        )

    def when(self, conversation_id: str) -> tuple[str, float]:
        """Whose a conversation is, by reference, and when it last changed."""
        row = self._file.one("SELECT owner, changed FROM conversation WHERE id = ?", (conversation_id,))
        return ("", 0.0) if row is None else (str(row[0])[:REFERENCE_LENGTH], float(row[1]))

    def erase(self, who: str) -> int:
        """Forget a person's conversations with answers, links and what they said of answers, and all they saved; how many
        conversations went."""
        with self._file.write() as run:
            for table in ("scenario", "comparison"):
                run.execute(f"DELETE FROM {table} WHERE {_OF}", (who,))  # noqa: S608
            run.execute(_FORGET_PROJECTIONS, (who,))
            run.execute(f"DELETE FROM made_from WHERE {_OF}", (who,))  # noqa: S608
            return run.execute(f"DELETE FROM conversation WHERE {_OF}", (who,)).rowcount  # noqa: S608

    def saved_by(self, who: str) -> list[dict[str, object]]:
        """The scenarios and comparisons that a person keeps, oldest first."""
        rows = self._file.rows(_SAVED, (who,))
        return [dict(zip(("what", "name", "question", "address", "at"), row, strict=True)) for row in rows]

    def made_by(self, who: str) -> list[dict[str, object]]:
        """What a person's answers and projections were made from, and the projections as they are kept."""
        rows = self._file.rows(_MADE, (who,))
        return [
            {
                "what": kind,
                "id": id,
                "collections": json.loads(collections),
                "documents": json.loads(documents),
                "shared": bool(shared),
                "result": json.loads(result) if result else None,
            }
            for kind, id, collections, documents, shared, result in rows
        ]

    def forget_projections(self, days: int) -> int:
        """Forget saved projections that nobody ran again for so many days, with what they were made from; how many went."""
        with self._file.write() as run:
            edge = self._clock() - days * DAY_S
            gone = run.execute("DELETE FROM projection WHERE at < ?", (edge,)).rowcount
            run.execute(_FORGET_SOURCES)
            return gone


_OF = f"owner <> '' AND substr(owner, 1, {REFERENCE_LENGTH}) = ?"
_FORGET_PROJECTIONS = (
    "DELETE FROM projection WHERE hash IN (SELECT id || '@' || owner FROM made_from"  # noqa: S608
    f" WHERE kind = 'projection' AND {_OF})"
)
_FORGET_SOURCES = (
    "DELETE FROM made_from WHERE kind = 'projection'"
    " AND NOT EXISTS (SELECT 1 FROM projection WHERE hash = made_from.id || '@' || made_from.owner)"
)
_MADE = (
    "SELECT kind, id, collections, documents, shared, result FROM made_from"  # noqa: S608
    " LEFT JOIN projection ON kind = 'projection' AND hash = id || '@' || owner"
    f" WHERE {_OF} ORDER BY kind, id"
)
_SAVED = (
    f"SELECT 'scenario', name, question, hash, at FROM scenario WHERE {_OF.replace('?', '?1')}"  # noqa: S608
    f" UNION ALL SELECT 'comparison', name, '', address, at FROM comparison WHERE {_OF.replace('?', '?1')} ORDER BY at"
)
_ABOUT = (
    "SELECT id FROM conversation WHERE NOT EXISTS (SELECT 1 FROM json_each(?) AS word"
    " WHERE NOT instr(lower(title), lower(word.value))"
    " AND NOT EXISTS (SELECT 1 FROM turn AS one WHERE one.conversation = conversation.id"
    " AND instr(lower(one.question || ' ' || json_extract(one.answer, '$.text')), lower(word.value))))"
    " ORDER BY changed, id"
)
_COUNT = (
    "SELECT (SELECT count(*) FROM conversation), (SELECT count(*) FROM turn), (SELECT count(*) FROM share),"
    " (SELECT count(*) FROM projection)"
)
