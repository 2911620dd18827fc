"""What a paper says about itself: its years, when it was approved, published or updated, whether it is a draft, who made it.

Every statement keeps the span that makes it, so that it can be quoted. A sentence about another paper ("the Council Plan
was adopted in 2020") is kept with the name it gives that paper, for a question that asks for it by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.about_labels import front_dates, labelled
from ingest.about_model import Aspect, Stated
from ingest.about_said import said_of
from ingest.about_subject import Own, Subject, is_own, own_words, subjects
from ingest.model import BlockKind, Document
from ingest.sentences import sentences
from ingest.whose.front import front_end

__all__ = ["Aspect", "Stated", "statements"]

LONGEST = 700
EARLY = 8_000
"""How far into a plan "this report" is the plan itself; further on it is one that the text has just spoken of."""


@lru_cache(maxsize=128)
def statements(document: Document, title: str = "") -> tuple[Stated, ...]:
    """All that the paper says of itself and of other papers, in reading order; ``title`` when the document has none yet."""
    own = own_words(document, title or document.title)
    found = [*front_dates(document)]
    front, before = front_end(document), ""
    for piece in _pieces(document):
        if len(piece[2]) <= LONGEST:
            it_is = piece[2].startswith("It ") and (piece[0] < front or _speaks_of_itself(before, own))
            found.extend(_of_piece(piece, own, it_is))
        before = piece[2]
    return tuple(dict.fromkeys(found))


def _pieces(document: Document) -> Iterator[tuple[int, int, str]]:
    """Headings, sentences, list items and table rows with their places."""
    for _, section in document.walk():
        if section.heading:
            yield section.start, section.start + len(section.heading), section.heading
        for block in section.blocks:
            if block.kind is BlockKind.CONTENTS:
                continue
            if block.rows:
                yield from ((row.start, row.end, row.text) for row in block.rows if row.text.strip(" |"))
                continue
            for start, end in sentences(block.text):
                yield block.start + start, block.start + end, block.text[start:end]


def _of_piece(piece: tuple[int, int, str], own: Own, follows: bool) -> Iterator[Stated]:
    """Every statement of one sentence, item, row or heading; ``follows`` when "it" is the paper."""
    start, end, text = piece
    plain = text.replace("\n", " ")
    yield from (Stated(aspect, value, start, end) for aspect, value in labelled(plain))
    it = (
        re.match(
            r"It\b(?=\s+(?:was|is|has been|will|covers|spans|runs|replaces|ends|expires|starts|begins)\b)",
            plain,
        )
        if follows
        else None
    )
    if it:
        for aspect, value, planned in said_of(plain, Subject(0, it.end(), "this", (), "document")):
            yield Stated(aspect, value, start, end, "", planned)
    for subject in subjects(plain):
        early = start < EARLY or subject.noun in own.title or subject.determiner != "this"
        name = "" if is_own(subject, own) and early else _name(subject)
        if not name and not subject.determiner and not subject.words:
            continue
        for aspect, value, planned in said_of(plain, subject):
            yield Stated(aspect, value, start, end, name, planned)


def _speaks_of_itself(text: str, own: Own) -> bool:
    return any(is_own(subject, own) for subject in subjects(text))


def _name(subject: Subject) -> str:
    return " ".join((*subject.words, subject.noun))
