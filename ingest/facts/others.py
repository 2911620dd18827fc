"""Other bodies that a paper names: a figure of theirs is theirs, however the paper shortens their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.facts.parts import is_own
from ingest.model import BlockKind, Document
from ingest.phrases import Found, Phrases, Word, words
from ingest.whose.names import Name, names_in

_BODIES = frozenset({"council", "combined", "fire", "police", "nhs", "commissioner", "parish", "education"})
_OWNERS = _BODIES | {"company", "trust"}
_FORMS = frozenset(
    "the of and for council borough district county city metropolitan london royal authority unitary fire rescue service nhs trust "
    "foundation police constabulary combined parish town homes ltd limited group".split()
)

_GENERAL = _FORMS - {"homes", "ltd", "limited", "group", "nhs", "trust", "fire", "police"}


@dataclass(frozen=True, slots=True)
class Others:
    """The other bodies of a paper: their printed names, and the phrases that name them, by folded words."""

    names: Mapping[str, str] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=lambda: Phrases({}))

    def named_in(self, text: str) -> str:
        """The first other body that a text names with a capital; empty when it names none."""
        said = words(text)
        for found in self.phrases.among(said):
            if text[found.start].isupper() and not _goes_on(text, said, found):
                return self.names[found.labels[0]]
        return ""

    def is_label(self, label: str) -> str:
        """The other body that a whole label is, council words apart; empty when it is none."""
        core = _core(label)
        return next((name for name in self.names.values() if core and _core(name) == core), "")

    def with_rows(self, rows: Mapping[str, str]) -> Others:
        """The same with the bodies that tables list, by their labels there."""
        return _made({**{name: name for name in self.names.values()}, **rows})


def others_of(document: Document, own: Sequence[str]) -> Others:
    """The bodies other than its own that a document names in its headings and running text."""
    mine = document.body
    family = _OWNERS if mine is not None and "company" in mine.type.lower() else _BODIES
    found: dict[str, str] = {}
    for _, section in document.walk():
        texts = [
            section.heading,
            *(block.text for block in section.blocks if block.kind is not BlockKind.CONTENTS),
        ]
        for name in (one for text in texts for one in names_in(text)):
            if _counts(name, family) and not is_own(name.text, own):
                found.setdefault(name.text, name.text)
    return _made(found)


def _goes_on(text: str, said: tuple[Word, ...], found: Found) -> bool:
    """Whether the words found are only part of a longer name ("Hexley" in "Hexley Homes")."""
    before = said[found.first - 1] if found.first else None
    after = said[found.last] if found.last < len(said) else None
    left = (
        before is not None
        and text[before.start].isupper()
        and not text[before.end : found.start].strip()
        and before.start > 0
    )
    right = after is not None and text[after.start].isupper() and not text[found.end : after.start].strip()
    return left or (right and after is not None and after.fold not in _GENERAL)


def _counts(name: Name, family: frozenset[str]) -> bool:
    if name.kind is not None:
        return name.kind.family in family and not name.kind.weak
    return name.body is not None and name.text != name.body.short_name


def _made(labels: Mapping[str, str]) -> Others:
    lists: dict[str, list[str]] = {}
    for label, name in labels.items():
        core = " ".join(word for word in label.split() if word.lower().strip(",") not in _FORMS)
        forms = [label, name, *([core] if len(core) > 3 else [])]
        lists.setdefault(name, []).extend(forms)
    return Others({name: name for name in lists}, Phrases(lists))


def _core(name: str) -> frozenset[str]:
    return frozenset(word.fold for word in words(name) if word.fold not in _FORMS)


def known(labels: Iterable[str], others: Others) -> int:
    """How many of these labels are other bodies."""
    return sum(bool(others.is_label(label)) for label in labels)
