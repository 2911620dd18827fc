"""A draft in the room of a table's cell: its first quotes, each cut to a line and with its label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.compose.cell import row_in_words
from assistant.compose.draft import Draft, sentence
from assistant.evidence import Citations, labels_in
from assistant.model import Evidence
from assistant.pool import Scored
from assistant.units import Unit

LONGEST = 280
LONGEST_LIST = 420
QUOTES = 2
NEAR_BEST = 0.85
_LABEL = re.compile(r"\s*\[(\d+)\]")
_AFTER = re.compile(r"\n\s*(?:Also close to the question:|From [^\n]+:\s*\n)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell's text on one line, and the labels of what supports it, without brackets."""

    text: str
    labels: tuple[str, ...]


def in_short(draft: Draft, citations: Citations, apart: Citations) -> list[Part]:
    """The draft's first quotes; only what is shown is cited. ``apart`` are citations that nobody sees."""
    if draft.spans:
        best = draft.spans[0].score
        near = [scored for scored in draft.spans[:QUOTES] if scored.score >= NEAR_BEST * best]
        return [_quote(scored, citations) for scored in near]
    text = _AFTER.split(draft.write(apart).text)[0]
    known = {item.label: item for item in apart.evidence}
    parts: list[Part] = []
    room = LONGEST_LIST
    for line in filter(str.strip, text.split("\n")):
        plain = cut(_plain(line), room)
        if room < 40 or not plain:
            break
        labels = [_cited(known[label], citations) for label in _LABEL.findall(line) if label in known]
        parts.append(Part(plain, labels_in("".join(labels))))
        room -= len(plain)
    return parts


def cut(text: str, most: int = LONGEST) -> str:
    """At most ``most`` characters, cut between words and marked as cut."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _quote(scored: Scored[Unit], citations: Citations) -> Part:
    unit = scored.item
    text = row_in_words(unit.row).replace("**", "") if unit.row is not None else sentence(unit.text)
    label = citations.span(scored.document.id, unit.start, unit.end)
    return Part(cut(text), labels_in(label))


def _plain(line: str) -> str:
    """A line of Markdown without its marks and labels; an item of a list ends in a semicolon."""
    item = re.match(r"\s*(?:[-*]|\d+\.)\s+", line)
    bare = _LABEL.sub("", line[item.end() :] if item else line).replace("**", "").strip().lstrip("> ")
    return f"{bare.rstrip('.;')};" if item else bare


def _cited(evidence: Evidence, citations: Citations) -> str:
    """The labels in the answer's own citations, in brackets."""
    if evidence.document is None or evidence.start is None or evidence.end is None:
        return citations.add(evidence)
    return citations.span(evidence.document.id, evidence.start, evidence.end, kind=evidence.kind)
