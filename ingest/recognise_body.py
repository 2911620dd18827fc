"""Which body a paper belongs to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from ingest.bodies import BodyMention, body_of_domain, recognise
from ingest.bodies_list import COMBINED
from ingest.model import Body, Document
from ingest.recognise_front import front_end

FIRST_LINES = 200
READ_UP_TO = 60_000
"""Characters of a paper that are looked at; its owner is named long before."""

_HOST = re.compile(r"(?:(?<=[\w.+-])@|https?://|www\.)([\w-]+(?:\.[\w-]+)+)", re.I)
_FRONT_WEIGHT, _HEADING_WEIGHT, _FIRST_WEIGHT, _HOST_WEIGHT, _OWN_WEIGHT = 8.0, 4.0, 6.0, 5.0, 3.0
_MOST_PER_BODY = 25.0
_LEAST = 3.0
# "X Council's Strategic Plan", "we at X", "X Council is committed": how a paper speaks of its own council.
_OWN = re.compile(
    r"^\s*(?:['’]s?\s+(?:\w+\s+){0,3}(?:plan|strategy|vision|priorities|workforce|employees|staff)|(?:is|are|has|have|will|recognises|employs|aims|wants|declared)\b)",
    re.I,
)
# "Babergh & Mid Suffolk District Councils": the first of two that write together counts as a council.
_JOINT = re.compile(r"\s*(?:and|&)\s+(?:[A-Z][\w-]+\s+){1,4}(?:Councils|Cabinets)\b", re.I)
_PARTNERED = re.compile(
    (
        r"(?:\band|&|,|\bwith|neighbouring|alongside|partner\w*|including|such as|other councils|"
        r"similar to)\s+(?:the\s+)?$"
    ),
    re.I,
)


def body_of(document: Document, known: Sequence[Body] = ()) -> Body | None:
    """The body whose paper this is, under the name that it prints most, or None when nothing says so."""
    text = document.text[:READ_UP_TO]
    mentions = recognise(text, known, spelling=False)
    first = mentions[0] if mentions else None
    if first and first.full and first.body.type in COMBINED and first.start < FIRST_LINES:
        # A combined authority's short name joins those of councils, which are not meant where its paper opens so.
        mentions = recognise(text, [*known, first.body], spelling=False)
    scores = _from_mentions(document, text, mentions)
    for domain, count in Counter(match.group(1).lower() for match in _HOST.finditer(text)).items():
        body = body_of_domain(domain)
        if body is not None:
            scores[body.id] += _HOST_WEIGHT * min(count, 2)
            mentions.append(BodyMention(body, 0, 0, ""))
    best = _best(scores, mentions)
    if best is None:
        return _from_file_name(document.file, known)
    return _as_the_paper_prints(best, mentions)


def _from_mentions(document: Document, text: str, mentions: Iterable[BodyMention]) -> dict[str, float]:
    """Points by body: the front, headings, and how often a council name comes in the text."""
    scores: dict[str, float] = defaultdict(float)
    counted: dict[str, float] = defaultdict(float)
    front = front_end(document)
    headings = [
        (s.start, s.end if s.end <= s.start + len(s.heading) + 2 else s.start + len(s.heading))
        for _, s in document.walk()
        if s.heading
    ]
    first = True
    for mention in mentions:
        points = 1.0 if mention.full else 0.35
        if mention.body.type == "Sector body" or mention.body.type in COMBINED:
            points *= 0.6
        before, after = text[max(0, mention.start - 30) : mention.start], text[mention.end : mention.end + 60]
        if _JOINT.match(after):
            points = 1.0
        if _PARTNERED.search(before):
            points *= 0.3
        if _OWN.match(after) and mention.full:
            points *= _OWN_WEIGHT
        if any(start <= mention.start < end for start, end in headings):
            points *= _HEADING_WEIGHT
        if mention.start < front:
            points *= _FRONT_WEIGHT if mention.start < front // 2 else _FRONT_WEIGHT / 2
        elif counted[mention.body.id] > _MOST_PER_BODY:
            continue
        else:
            counted[mention.body.id] += points
        scores[mention.body.id] += points + (_FIRST_WEIGHT if first and mention.full else 0.0)
        first = False
    return scores


def _best(scores: Mapping[str, float], mentions: Sequence[BodyMention]) -> Body | None:
    """The body with the most points, when they are enough."""
    if not scores:
        return None
    id = max(sorted(scores), key=lambda one: scores[one])
    if scores[id] < _LEAST:
        return None
    return next(mention.body for mention in mentions if mention.body.id == id)


def _from_file_name(file: str, known: Sequence[Body]) -> Body | None:
    """The body that the file's name names, when nothing in the paper does."""
    words = re.sub(r"[_\-+.]+|\d+", " ", PurePath(file).stem).strip()
    mentions = recognise(words.title(), known, spelling=False)
    return mentions[0].body if mentions else None


def _as_the_paper_prints(body: Body, mentions: Sequence[BodyMention]) -> Body:
    """The body under its listed name, or under another council name when the paper prints that one alone."""
    names = Counter(mention.body.name for mention in mentions if mention.body.id == body.id and mention.full)
    if not names:
        return body
    name = max(sorted(names), key=lambda one: names[one])
    same = [mention.body for mention in mentions if mention.body.id == body.id and mention.body.name == name]
    aliases = {alias for mention in mentions if mention.body.id == body.id for alias in mention.body.aliases}
    return replace(same[0], aliases=tuple(sorted(aliases)))
