"""Who signs a paper and as what: names beside posts under a foreword, and the labelled lines of a report's form.

Papers print them as a short line with a name above, below or beside its post ("Councillor Peter Marland" / "Leader"),
in a heading ("Foreword by …, Chief Executive"), or after a label ("Report author:", "Contact officer:").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.names import people
from assistant.units import Unit, units_of
from ingest.model import Document

SHORT = 110
NAME_SHARE = 0.4
ROLE = re.compile(
    r"\b(chief executive|chief officer|managing director|(?:deputy |joint |co-)?leader|mayor|chair(?:man|woman|person)?|cabinet member|"
    r"portfolio holder|executive member|lead member|champion|head of|director|manager|officer|president|commissioner|secretary)\b",
    re.I,
)
FOREWORD = re.compile(r"\b(foreword|forward by|introduction|preface|welcome|message|statement)\b", re.I)


@dataclass(frozen=True, slots=True)
class Signature:
    """A person with the post beside the name; ``spans`` are what is quoted, ``headings`` what stands above."""

    name: str
    post: str
    spans: tuple[tuple[int, int], ...]
    headings: tuple[str, ...]

    @property
    def in_foreword(self) -> bool:
        """Whether it stands under, or is, the heading of a foreword."""
        return any(FOREWORD.search(heading) for heading in (*self.headings, self.post))


@lru_cache(maxsize=64)
def signatures(document: Document) -> tuple[Signature, ...]:
    """Every name that stands beside a post, in reading order."""
    units = [unit for unit in units_of(document).units if unit.kind != "row"]
    return tuple(_found(units, document))


def _found(units: Sequence[Unit], document: Document) -> Iterator[Signature]:
    index = 0
    while index < len(units):
        unit = units[index]
        names = people(unit.text, document) if len(unit.text) <= SHORT else []
        if not names:
            index += 1
            continue
        if ROLE.search(unit.text):
            yield Signature(names[0], _rest(unit.text, names[0]), ((unit.start, unit.end),), _above(unit))
            index += 1
            continue
        run = _names_from(units, index, document)
        for position, (signed, name) in enumerate(run):
            post = index + len(run) + position
            if post < len(units) and _is_post(units[post], document):
                both = ((signed.start, signed.end), (units[post].start, units[post].end))
                yield Signature(name, units[post].text, both, _above(signed))
        index += len(run) or 1


def _names_from(units: Sequence[Unit], index: int, document: Document) -> list[tuple[Unit, str]]:
    """The names on the lines from here on, one a line: two people may sign, their posts in the same order below."""
    run: list[tuple[Unit, str]] = []
    for unit in units[index : index + 4]:
        names = people(unit.text, document) if len(unit.text) <= SHORT / 2 else []
        if len(names) != 1 or len(names[0]) < NAME_SHARE * len(unit.text) or ROLE.search(unit.text):
            break
        run.append((unit, names[0]))
    return run


def _is_post(unit: Unit, document: Document) -> bool:
    return len(unit.text) <= SHORT and bool(ROLE.search(unit.text)) and not people(unit.text, document)


def _rest(text: str, name: str) -> str:
    return " ".join(text.replace(name, " ").split()).strip(" ,:–-")


def _above(unit: Unit) -> tuple[str, ...]:
    return (*unit.headings, unit.text) if unit.kind == "heading" else unit.headings
