"""Conversations as a person who is signed in sees them: their own alone, and of each answer only what they may still read.

With each answer and projection it is kept what it was made from: the collections that could be read then, and the
papers that it names. Whoever may not read all of these now is not shown it. What was kept without such a note, before
anybody signed in, is shown to nobody.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from assistant.answer_json import answer_to_json
from assistant.conversation import FIND_WORDS, ConversationCard, Conversations, Turn, digest_of
from assistant.conversation_bin import Clock, ConversationBin
from assistant.conversation_file import ConversationFile
from assistant.conversation_shares import Share, Shares
from assistant.model import Answer, Json, Route, Status
from assistant.replies import reply

TURN, PROJECTION = "turn", "projection"
NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What an answer rests on: the collections that were searched, and the ids of the papers that it names."""

    collections: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class View:
    """What one person sees: ``owner`` is theirs, ``collections`` and ``documents`` they may read, and ``sees`` decides."""

    owner: str
    collections: frozenset[str]
    documents: Collection[str]
    sees: Callable[[MadeFrom], bool]


class SeenConversations(Conversations):
    """The store of another, for one person; whatever owner a caller gives, it is this one."""

    def __init__(self, whole: Conversations, view: View) -> None:
        super().__init__(whole._file, whole._clock)
        self._view = view
        self.shares = _SeenShares(self._file, self)
        self.bin = _SeenBin(self._file, self._clock, self.shares)

    def start(self, owner: str = "", title: str = "") -> str:
        """A new conversation of this person."""
        return super().start(self._view.owner, title)

    def delete(self, conversation_id: str) -> None:
        """Forget it; what was shared with it opens for nobody else any more."""
        self.shares.end(conversation_id)
        super().delete(conversation_id)

    def whole_turns(self, conversation_id: str) -> Sequence[Turn]:
        """All turns with the answers that are withheld: for what is kept with them alone, never to be told."""
        return super().turns(conversation_id)

    def exists(self, conversation_id: str, owner: str | None = None) -> bool:
        """Whether it is there and this person's; one without an owner is nobody's."""
        row = self._file.one("SELECT owner FROM conversation WHERE id = ?", (conversation_id,))
        mine = row is not None and bool(row[0]) and row[0] == digest_of(self._view.owner)
        return mine and super().exists(conversation_id, self._view.owner)

    def add_turn(
        self, conversation_id: str, question: str, answer: Answer, *, scenario: Json | None = None
    ) -> Answer:
        """Keep a turn with what it was made from, which is written first."""
        answer = replace(answer, answer_id=answer.answer_id or secrets.token_urlsafe(16))
        self._note(TURN, answer.answer_id, json.dumps(answer_to_json(answer)))
        return super().add_turn(conversation_id, question, answer, scenario=scenario)

    def turns(self, conversation_id: str) -> Sequence[Turn]:
        """All turns; the answers of those that may not be seen are withheld."""
        return [self._shown(turn) for turn in super().turns(conversation_id)]

    def turn(self, answer_id: str, owner: str | None = None) -> Turn | None:
        """The turn of an answer of this person's."""
        found = super().turn(answer_id, owner)
        return None if found is None else self._shown(found)

    def list(self, owner: str, limit: int = 100, *, find: str = "") -> Sequence[ConversationCard]:
        """This person's conversations; what is withheld is not searched."""
        cards = super().list(self._view.owner, limit, find=find)
        words = find.casefold().split()[:FIND_WORDS]
        return [card for card in cards if not words or self._holds(card, words)]

    def _holds(self, card: ConversationCard, words: Sequence[str]) -> bool:
        turns = [f"{turn.question} {turn.answer.text}".casefold() for turn in self.turns(card.id)]
        title = card.title.casefold()
        return all(word in title or any(word in text for text in turns) for word in words)

    def keep_projection(self, result: Json) -> None:
        """Keep a projection as this person's own: its hash is of the values alone, and others may have them from elsewhere."""
        hash_, text = str(result["hash"]), json.dumps(result)
        with self._file.write() as run:  # at once, for a note without its projection may be cleaned away
            self._note(PROJECTION, hash_, text)
            key = _key(hash_, digest_of(self._view.owner))
            run.execute("INSERT OR REPLACE INTO projection VALUES (?, ?, ?)", (key, text, self._clock()))

    def projection(self, hash_: str) -> Json | None:
        """A projection that this person ran, or that another shared; None when it may not be seen."""
        rows = self._file.rows(
            "SELECT owner, collections, documents FROM made_from WHERE kind = ?1 AND id = ?2"
            " AND (owner = ?3 OR shared) ORDER BY owner <> ?3, owner",
            (PROJECTION, hash_, digest_of(self._view.owner)),
        )
        owners = (owner for owner, *made in rows if self._view.sees(_made_from(*made)))
        return next((super(SeenConversations, self).projection(_key(hash_, one)) for one in owners), None)

    def projection_is_shared(self, hash_: str) -> bool | None:
        """Whether others may open this person's projection; None where it is not theirs."""
        row = self._file.one(
            "SELECT shared FROM made_from WHERE kind = ? AND id = ? AND owner = ?",
            (PROJECTION, hash_, digest_of(self._view.owner)),
        )
        return None if row is None else bool(row[0])

    def share_projection(self, hash_: str, *, shared: bool) -> None:
        """Let others who may read its papers open this person's projection, or no more."""
        with self._file.write() as run:
            run.execute(
                "UPDATE made_from SET shared = ? WHERE kind = ? AND id = ? AND owner = ?",
                (shared, PROJECTION, hash_, digest_of(self._view.owner)),
            )

    def is_withheld(self, turn: Turn) -> bool:
        """Whether the answer of this turn may not be seen."""
        row = self._file.one(
            "SELECT collections, documents FROM made_from WHERE kind = ? AND id = ?", (TURN, turn.id)
        )
        return row is None or not self._view.sees(_made_from(*row))

    def _shown(self, turn: Turn) -> Turn:
        if not self.is_withheld(turn):
            return turn
        told = Answer(
            Status.WITHHELD,
            Route.NONE,
            reply("status", NOT_SHOWN),
            conversation_id=turn.conversation_id,
            answer_id=turn.id,
        )
        return replace(turn, answer=told, scenario=None)

    def _note(self, kind: str, identifier: str, text: str) -> None:
        named = sorted(document for document in self._view.documents if document in text)
        with self._file.write() as run:
            run.execute(
                "INSERT OR REPLACE INTO made_from VALUES (?, ?, ?, ?, ?, coalesce("
                "(SELECT shared FROM made_from WHERE kind = ?1 AND id = ?2 AND owner = ?3), 0))",
                (
                    *(kind, identifier, digest_of(self._view.owner)),
                    *(json.dumps(sorted(self._view.collections)), json.dumps(named)),
                ),
            )


class _SeenShares(Shares):
    """Links to conversations; the projections in what is shared open for others too, for as long."""

    def __init__(self, file: ConversationFile, store: SeenConversations) -> None:
        super().__init__(file)
        self._store = store

    def make(self, conversation_id: str, turns: int) -> Share:
        """Share the first so many turns with their projections."""
        made = super().make(conversation_id, turns)
        self._open(conversation_id, turns)
        return made

    def end(self, conversation_id: str) -> None:
        """The link and the projections of the conversation open nothing for others from now on."""
        share = self.of(conversation_id)
        super().end(conversation_id)
        self._open(conversation_id, share.turns if share else 0, shared=False)

    def _open(self, conversation_id: str, turns: int, *, shared: bool = True) -> None:
        answers = [turn.answer for turn in self._store.whole_turns(conversation_id)[:turns]]
        hashes = [str(answer.projection["hash"]) for answer in answers if answer.projection]
        for hash_ in hashes:
            self._store.share_projection(hash_, shared=shared)


class _SeenBin(ConversationBin):
    """What was deleted; its link and what it opened for others are not put back."""

    def __init__(self, file: ConversationFile, clock: Clock, shares: Shares) -> None:
        super().__init__(file, clock)
        self._shares = shares

    def put(self, conversation_id: str) -> None:
        """Delete a conversation so that it can be put back, as its person's alone."""
        self._shares.end(conversation_id)
        super().put(conversation_id)


def _key(hash_: str, owner: str) -> str:
    return f"{hash_}@{owner}"


def _made_from(collections: str, documents: str) -> MadeFrom:
    return MadeFrom(frozenset(json.loads(collections)), frozenset(json.loads(documents)))
