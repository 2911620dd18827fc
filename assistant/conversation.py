"""Conversations: turns kept, listed, renamed and forgotten. All SQL of the chat is in the modules of this name.

An id is 128 random bits, so it cannot be guessed. A conversation begun in a browser belongs to the token in
that browser's cookie (only the token's digest is stored); one begun over the API without a cookie has no
owner, and its id alone opens it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer_json import answer_from_json, answer_to_json
from assistant.conversation_bin import Clock, ConversationBin
from assistant.conversation_comparisons import KeptComparisons
from assistant.conversation_file import ConversationFile, NewerConversations, Row
from assistant.conversation_holds import Holds
from assistant.conversation_overview import Overview
from assistant.conversation_people import People
from assistant.conversation_scenarios import KeptScenarios
from assistant.conversation_scope import Scopes
from assistant.conversation_shares import Shares
from assistant.model import Answer, Json

__all__ = ["ConversationCard", "Conversations", "NewerConversations", "NoSuchConversation", "Turn"]
TITLE_LENGTH = 120
FIND_WORDS = 8
"""How many words of a search count."""
DAY_S = 86_400
LEAP_S = 60 * DAY_S
"""Longer than a server in use stands still between two starts."""


class NoSuchConversation(KeyError):
    """It is not there, or belongs to somebody else: the two look the same from outside."""

    def __str__(self) -> str:
        return "There is no such conversation. It may have been deleted, or begun in another browser."


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer; ``scenario`` is what was run, if any. ``number`` counts from 1."""

    id: str
    conversation_id: str
    number: int
    question: str
    answer: Answer
    scenario: Json | None = None


@dataclass(frozen=True, slots=True)
class ConversationCard:
    """One line of the list of conversations; ``changed`` is seconds since 1970."""

    id: str
    title: str
    turns: int
    changed: float


class Conversations:
    """The store; any thread may call it. ``bin`` holds what was just deleted, ``scopes`` what to answer from,
    ``shares`` the links under which others may read, ``holds`` what must be kept, ``people`` what is kept of whom,
    ``scenarios`` what people saved of the workbench, ``comparisons`` of the Compare page; ``overview`` is of all
    conversations."""

    def __init__(self, file: ConversationFile, clock: Clock = time.time) -> None:
        """``clock`` tells the time in seconds."""
        self._file = file
        self._clock = clock
        self.bin = ConversationBin(file, clock)
        self.scopes = Scopes(file)
        self.shares = Shares(file)
        self.holds = Holds(file, clock)
        self.people = People(file, clock)
        self.scenarios = KeptScenarios(file, clock, digest_of)
        self.comparisons = KeptComparisons(file, clock, digest_of)
        self.overview = Overview(file, clock)

    @classmethod
    def open(cls, path: Path | None, clock: Clock = time.time) -> Conversations:
        """The store in this file, made when missing; in memory for None. Raises NewerConversations and LibraryError."""
        return cls(ConversationFile.open(path), clock)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def start(self, owner: str = "", title: str = "") -> str:
        """A new conversation's id; ``owner`` is the token of the browser, empty for none."""
        self.bin.empty()
        identifier = secrets.token_urlsafe(16)
        with self._file.write() as run:
            run.execute(
                "INSERT INTO conversation VALUES (?, ?, ?, ?)",
                (identifier, digest_of(owner), title[:TITLE_LENGTH], self._clock()),
            )
        return identifier

    def exists(self, conversation_id: str, owner: str | None = None) -> bool:
        """Whether it is there; with ``owner``, whether that browser may open it."""
        row = self._file.one(
            "SELECT owner FROM conversation WHERE id = ? AND id NOT IN (SELECT conversation FROM binned)",
            (conversation_id,),
        )
        return row is not None and (owner is None or row[0] in ("", digest_of(owner)))

    def add_turn(
        self, conversation_id: str, question: str, answer: Answer, *, scenario: Json | None = None
    ) -> Answer:
        """Keep a turn; returns the answer with its ids filled in. Raises NoSuchConversation."""
        self.bin.empty()
        answer = replace(
            answer, conversation_id=conversation_id, answer_id=answer.answer_id or secrets.token_urlsafe(16)
        )
        with self._file.write() as run:
            done = run.execute(
                "UPDATE conversation SET changed = ?, title = iif(title = '', ?, title) WHERE id = ?",
                (self._clock(), question.strip()[:TITLE_LENGTH], conversation_id),
            )
            if done.rowcount == 0:
                raise NoSuchConversation(conversation_id)
            run.execute(
                "INSERT INTO turn VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM turn"
                " WHERE conversation = ?), ?, ?, ?)",
                (
                    answer.answer_id,
                    conversation_id,
                    conversation_id,
                    question,
                    json.dumps(answer_to_json(answer)),
                    None if scenario is None else json.dumps(scenario),
                ),
            )
            run.execute("INSERT OR REPLACE INTO asked VALUES (?, ?)", (answer.answer_id, self._clock()))
        return answer

    def turns(self, conversation_id: str) -> Sequence[Turn]:
        """All turns, first first; empty for a conversation that is not there."""
        rows = self._file.rows(f"{_TURN} WHERE conversation = ? ORDER BY number", (conversation_id,))
        return [_turn(row) for row in rows]

    def turn(self, answer_id: str, owner: str | None = None) -> Turn | None:
        """The turn of one answer, or None when it is not there or not this owner's."""
        row = self._file.one(f"{_TURN} WHERE id = ?", (answer_id,))
        if row is None or not self.exists(row[1], owner):
            return None
        return _turn(row)

    def is_withheld(self, turn: Turn) -> bool:
        """Whether whoever looks may not see the answer of this turn; where nobody signs in, everybody may."""
        return False

    def list(self, owner: str, limit: int = 100, *, find: str = "") -> Sequence[ConversationCard]:
        """This browser's conversations that have a turn, latest first; with ``find``, those with all of its words in
        the title, a question or an answer.
        """
        rows = self._file.rows(_LIST, (digest_of(owner), json.dumps(find.split()[:FIND_WORDS]), limit))
        return [ConversationCard(*row) for row in rows]

    def title(self, conversation_id: str) -> str:
        """The title, empty until the first turn or for a conversation that is not there."""
        row = self._file.one("SELECT title FROM conversation WHERE id = ?", (conversation_id,))
        return "" if row is None else str(row[0])

    def rename(self, conversation_id: str, title: str) -> None:
        """Give it a title of at most 120 characters. Raises NoSuchConversation."""
        with self._file.write() as run:
            done = run.execute(
                "UPDATE conversation SET title = ? WHERE id = ?",
                (title.strip()[:TITLE_LENGTH], conversation_id),
            )
            if done.rowcount == 0:
                raise NoSuchConversation(conversation_id)

    def delete(self, conversation_id: str) -> None:
        """Forget it with all turns and feedback; nothing happens when it is not there. What is held stays, unseen."""
        with self._file.write() as run:
            run.execute("DELETE FROM conversation WHERE id = ?", (conversation_id,))
            run.execute(
                "INSERT OR IGNORE INTO binned SELECT id, 0 FROM conversation WHERE id = ?", (conversation_id,)
            )

    def forget_older_than(self, days: int) -> int:
        """Delete what nobody touched for so many days; how many conversations went. A clock that has leapt ahead deletes
        nothing until it has stood there for a day.
        """
        with self._file.write() as run:
            now = _trusted(run, self._clock())
            run.execute("DELETE FROM scenario WHERE at < ?", (now - days * DAY_S,))
            run.execute("DELETE FROM comparison WHERE at < ?", (now - days * DAY_S,))
            run.execute("DELETE FROM made_from WHERE kind = 'turn' AND id NOT IN (SELECT id FROM turn)")
            run.execute(_CLOSE_SHARED, (now - days * DAY_S,))
            return run.execute("DELETE FROM conversation WHERE changed < ?", (now - days * DAY_S,)).rowcount

    def save_feedback(self, answer_id: str, helpful: bool, reason: str = "", comment: str = "") -> None:
        """Keep what a person said of an answer; saying it again replaces it. Raises NoSuchConversation."""
        with self._file.write() as run:
            try:
                run.execute(
                    "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)",
                    (answer_id, helpful, reason, comment),
                )
            except sqlite3.IntegrityError:
                raise NoSuchConversation(answer_id) from None

    def feedback(self, answer_id: str) -> tuple[bool, str, str] | None:
        """What was said of an answer: helpful, reason, comment."""
        row = self._file.one("SELECT helpful, reason, comment FROM feedback WHERE answer = ?", (answer_id,))
        return None if row is None else (bool(row[0]), row[1], row[2])

    def keep_projection(self, result: Json) -> None:
        """Keep a projection under its hash, so that its link opens it again identically."""
        with self._file.write() as run:
            run.execute(
                "INSERT INTO projection (hash, result, at) VALUES (?, ?, ?)"
                " ON CONFLICT (hash) DO UPDATE SET at = excluded.at",
                (str(result["hash"]), json.dumps(result), self._clock()),
            )

    def projection(self, hash_: str) -> Json | None:
        """The projection kept under this hash, or None."""
        row = self._file.one("SELECT result FROM projection WHERE hash = ?", (hash_,))
        if row is None:
            return None
        result: Json = json.loads(row[0])
        return result

    def projection_is_shared(self, hash_: str) -> bool | None:
        """Whether others may open this person's projection; None where it is not theirs, or a link opens for everybody."""
        return None

    def share_projection(self, hash_: str, *, shared: bool) -> None:
        """Let others open this person's projection, or no more; where nobody signs in every link opens anyhow."""


def _trusted(run: sqlite3.Connection, now: float) -> float:
    """The time by which conversations grow old: now, or when the clock was last believed while it is in doubt."""
    latest = run.execute("SELECT coalesce(max(changed), ?) FROM conversation", (now,)).fetchone()[0]
    at, doubted = run.execute("SELECT at, doubted FROM clock").fetchone() or (latest, 0.0)
    leapt = now - at > LEAP_S
    if leapt and not DAY_S <= now - doubted <= LEAP_S:
        doubted = now if abs(now - doubted) > LEAP_S else doubted
    else:
        at, doubted = now, 0.0
    run.execute("DELETE FROM clock")
    run.execute("INSERT INTO clock VALUES (?, ?)", (at, doubted))
    return float(at)


_LIST = (
    "SELECT conversation.id, title, count(turn.id), changed FROM conversation"
    " JOIN turn ON turn.conversation = conversation.id WHERE owner = ? AND owner <> ''"
    " AND conversation.id NOT IN (SELECT conversation FROM binned)"
    " AND NOT EXISTS (SELECT 1 FROM json_each(?) AS word WHERE NOT instr(lower(title), lower(word.value))"
    " AND NOT EXISTS (SELECT 1 FROM turn AS one WHERE one.conversation = conversation.id"
    " AND instr(lower(one.question || ' ' || json_extract(one.answer, '$.text')), lower(word.value))))"
    " GROUP BY conversation.id ORDER BY changed DESC, conversation.id LIMIT ?"
)
_CLOSE_SHARED = (
    "UPDATE made_from SET shared = 0 WHERE kind = 'projection' AND EXISTS (SELECT 1 FROM share"
    " JOIN conversation ON conversation.id = share.conversation JOIN turn ON turn.conversation = conversation.id"
    " WHERE changed < ? AND conversation.owner = made_from.owner"
    " AND json_extract(answer, '$.projection.hash') = made_from.id)"
)
"""The projections of conversations that grew old open for others no longer than the links to these did."""
_TURN = "SELECT id, conversation, number, question, answer, scenario FROM turn"


def digest_of(owner: str) -> str:
    """What is stored of an owner's token: its SHA-256 in hex, or nothing for no owner."""
    return hashlib.sha256(owner.encode()).hexdigest() if owner else ""


def _turn(row: Row) -> Turn:
    identifier, conversation, number, question, answer, scenario = row
    return Turn(
        identifier,
        conversation,
        number,
        question,
        answer_from_json(json.loads(answer)),
        None if scenario is None else json.loads(scenario),
    )
