"""Everything about a person, and everything about a subject: one file to answer a request for access or information."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from assistant.answer_json import answer_to_json
from assistant.conversation import Conversations
from assistant.keeping.audit import Audit
from assistant.keeping.audit_export import as_csv
from ingest.library import Library
from ingest.review_model import ReviewEvent

PASSAGES = 500
"""The most passages of papers that are given about a subject."""

NAMES_TYPED = (
    "\nWhat people say of figures is kept under the name that they type, which is nowhere tied to a reference: look for"
    " it on the page of reviewed figures."
)


class NothingKept(Exception):
    """Nothing is kept of this person, or about this subject; the text is one sentence."""


def about_person(
    conversations: Conversations,
    audit: Audit,
    who: str,
    account: dict[str, Any] | None = None,
    reviews: Sequence[ReviewEvent] = (),
) -> bytes:
    """A ZIP with the person's conversations, what they said of answers, what they saved, what the record says they did, what
    their answers and projections were made from, and, where they sign in, their account and what they said of figures.
    """
    ids, events = conversations.people.conversations_of(who), audit.events(who) if who else []
    saved, made = conversations.people.saved_by(who), conversations.people.made_by(who)
    if not (ids or events or saved or made or reviews) and account is None:
        raise NothingKept(
            f"Nothing is kept of {who!r}: the reference stands on the person's Privacy page and in the record."
        )
    more = [("saved.json", _json(saved))] if saved else []
    more += [("made_from.json", _json(made))] if made else []
    more += [("account.json", _json(account))] if account is not None else []
    more += [("reviews.json", _json([asdict(one) for one in reviews]))] if reviews else []
    about = f"Everything that is kept of the person with the reference {who}.{'' if account else NAMES_TYPED}"
    return _packed(about, _told(conversations, ids), [*more, ("record.csv", as_csv(events))])


def about_subject(conversations: Conversations, audit: Audit, library: Library, subject: str) -> bytes:
    """A ZIP with the conversations, figures, passages and kept questions that have all words of the subject."""
    words = subject.split()
    ids = conversations.people.conversations_about(words)
    figures = [
        asdict(fact)
        for fact in library.facts(rejected=True)
        if _has(words, fact.places[0].quote if fact.places else "")
    ]
    found = [chunk_id for chunk_id, _ in library.search_words(subject, limit=PASSAGES)]
    passages = [
        {"document": chunk.document, "heading": chunk.heading, "page": chunk.page, "text": chunk.text}
        for chunk in library.chunks(found)
        if _has(words, f"{chunk.header} {chunk.text}")
    ]
    events = [one for one in audit.events(words=words) if one[1]]
    if not (words and (ids or figures or passages or events)):
        raise NothingKept(f"Nothing that is kept has all the words {subject!r}.")
    return _packed(
        f"Everything that is kept and has all the words {subject!r}.",
        _told(conversations, ids),
        [
            ("figures.json", _json(figures)),
            ("passages.json", _json(passages)),
            ("record.csv", as_csv(events)),
        ],
    )


def erase(conversations: Conversations, audit: Audit, who: str, *, known: bool = False) -> tuple[int, int]:
    """Forget a person: their conversations and the words of their questions in the record, whose events stay under the
    bare reference. How many of each went. Raises Held, and NothingKept unless the person is ``known`` from elsewhere.
    """
    ids, saved = conversations.people.conversations_of(who), conversations.people.saved_by(who)
    conversations.holds.refuse(who, *ids)
    gone = conversations.people.erase(who), audit.forget_said(who)
    if not (known or ids or saved or gone[1]) and not (who and audit.events(who)):
        raise NothingKept(f"Nothing is kept of {who!r}, so there was nothing to erase.")
    return gone


def _has(words: Sequence[str], text: str) -> bool:
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def _told(conversations: Conversations, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The conversations with every turn, its answer and what was said of it."""
    told = []
    for id in ids:
        who, changed = conversations.people.when(id)
        told.append(
            {
                "id": id,
                "title": conversations.title(id),
                "person": who,
                "changed": datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds"),
                "shared": conversations.shares.of(id) is not None,
                "chosen": asdict(conversations.scopes.of(id)),
                "turns": [
                    {
                        "question": turn.question,
                        "answer": answer_to_json(turn.answer),
                        "feedback": conversations.feedback(turn.id),
                        "scenario": turn.scenario,
                        "chosen": asdict(conversations.scopes.of_turn(turn.id)),
                        "text": turn.answer.text,
                    }
                    for turn in conversations.turns(id)
                ],
            }
        )
    return told


def _packed(about: str, told: Sequence[dict[str, Any]], more: Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("READ ME.txt", f"{about}\nMade at {now}. {len(told)} conversations.\n")
        packed.writestr("conversations.txt", "\n\n".join(map(_as_text, told)))
        packed.writestr("conversations.json", _json(told))
        for name, data in more:
            packed.writestr(name, data)
    return made.getvalue()


def _as_text(conversation: dict[str, Any]) -> str:
    lines = [f"# {conversation['title']} ({conversation['changed']})"]
    for turn in conversation["turns"]:
        lines += [f"Q: {turn['question']}", f"A: {turn['text']}"]
    return "\n\n".join(lines) + "\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()
