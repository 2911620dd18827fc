"""Which bodies' papers mention a topic, and which have none: every document is scanned, nothing comes from a top-k."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.question import Question
from assistant.room import Room
from assistant.words import content_words, spelled_out, stem, stems, word_list
from ingest.model import Body, Chunk
from ingest.owners import owner
from ingest.sentences import sentences

EVERY = 1_000_000
SCANNING = frozenset(stem(word) for word in word_list("compare"))
_ASKING = (
    "which",
    "what councils",
    "who mention",
    "how many council",
    "how many of",
    "how many authorit",
    "how many paper",
)
_OF_MENTION = frozenset(
    stem(word)
    for word in (
        "mention",
        "refer",
        "discuss",
        "talk",
        "cover",
        "have",
        "include",
        "use",
        "say",
        "name",
        "set",
        "offer",
        "run",
    )
)


def asks_who_mentions(question: Question) -> bool:
    """Whether the question scans the library ("which councils mention …") instead of comparing approaches."""
    text = question.text.lower()
    bodies = (
        "council",
        "authorit",
        "borough",
        "district",
        "count",
        "paper",
        "strateg",
        "plan",
        "of the",
        "of them",
    )
    which = any(text.startswith(start) or f" {start}" in text for start in _ASKING) and any(
        word in text for word in bodies
    )
    return which and bool(_OF_MENTION & set(stems(text)))


def topic_of(question: Question) -> str:
    """The words looked for, as a person would say them."""
    return " ".join(word for word in question.words if stem(word) not in SCANNING)


def first_mentions(
    room: Room, question: Question, bodies: Sequence[Body]
) -> Mapping[str, tuple[str, int, int]]:
    """By body id the first span that mentions the topic: document id, start, end. Bodies without one are left out."""
    wanted = _alternatives(question)
    words = " ".join(word for part in wanted for word in part)
    scored = room.library.search_words(f"{words} {' '.join(spelled_out(question.text))}", limit=EVERY)
    holding = {card.id: owner(card).id for card in room.library.documents()}
    asked = {body.id for body in bodies}
    found: dict[str, tuple[str, int, int]] = {}
    chunks = room.library.chunks([key for key, _ in scored])
    for chunk in sorted(chunks, key=lambda chunk: (chunk.document, chunk.ordinal)):
        body = holding.get(chunk.document)
        if body in asked and body not in found and (span := _span(chunk, wanted)):
            found[body] = (chunk.document, *span)
    return found


def _alternatives(question: Question) -> list[list[str]]:
    """The stems looked for; "a champion or a first aider" is two things, either of which will do."""
    kept = set(question.stems) - SCANNING
    parts = [
        [word for word in content_words(part) if stem(word) in kept] for part in question.text.split(" or ")
    ]
    return [part for part in parts if part] or [[word for word in question.words if stem(word) in kept]]


def _span(chunk: Chunk, wanted: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The first sentence that mentions one alternative, in a chunk that holds every word of it."""
    whole = set(stems(chunk.text))
    for words in wanted:
        if not all(stem(word) in whole for word in words):
            continue
        for start, end in sentences(chunk.text):
            held = set(stems(chunk.text[start:end]))
            if sum(stem(word) in held for word in words) >= max(1, len(words) - 1):
                return chunk.start + start, chunk.start + end
    return None
