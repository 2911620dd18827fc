"""What a paper of this library says of itself: the papers that may be meant are found, and asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.about_question import about_paper_asked
from assistant.compose.about_choice import likely, tells
from assistant.compose.about_paper import about_paper
from assistant.compose.draft import Draft, Written
from assistant.model import Status
from assistant.replies import names, reply
from assistant.room import Room
from ingest.model import Body

UNNAMED_PAPERS = 8
"""So many papers can each give their answer to a question that names no body; of more, it must say which is meant."""


def about_itself(
    room: Room, text: str, bodies: Sequence[Body], documents: Collection[str] | None
) -> Draft | None:
    """The answer when the question asks for something that a paper says of itself, else None; ``documents`` are those
    that the question is narrowed to."""
    asked = about_paper_asked(text, [(mention.start, mention.end) for mention in room.mentions(text)])
    if asked is None:
        return None
    cards = room.library.documents()
    meant = set(room.documents_of(bodies)) or (set(documents) if documents is not None else set())
    if meant:
        cards = [card for card in cards if card.id in meant]
    elif len(cards) > UNNAMED_PAPERS:
        return None if tells(asked) else _which(room)
    return about_paper(asked, [room.document(card.id) for card in likely(asked, cards)])


def _which(room: Room) -> Draft:
    """ "When does the plan end?", asked of a library with the plans of many bodies."""
    text = reply("status", "about_which", councils=names([body.name for body in room.bodies()]))
    return Draft(
        "about_paper", 1.0, 1.0, 1.0, (), lambda _: Written(text), Status.CLARIFY_AMBIGUOUS, certain=True
    )
