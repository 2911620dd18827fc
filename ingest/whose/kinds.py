"""The words that make a name an organisation, as data: ``ingest/data/organisation_kinds.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation: its type, the family within which one place means one body, and how it is named."""

    type: str
    family: str
    weak: bool = False
    sure: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class Kinds:
    """Phrases by their first word, the longest first: those behind the proper words of a name, and those before."""

    after: dict[str, list[tuple[Phrase, Kind]]]
    before: dict[str, list[tuple[Phrase, Kind]]]
    words: dict[str, frozenset[str]]
    """The word lists: joiners, never, of_after, plain, capitals; and "kind", every word of a
    phrase, and "end", the last words of those that stand behind."""

    def ending(self, words: Phrase) -> int:
        """How many words at the end of a name say of what kind it is."""
        for start in range(1, len(words)):
            if any(phrase == words[start:] for phrase, _ in self.after.get(words[start], [])):
                return len(words) - start
        return 0


@cache
def kinds() -> Kinds:
    """All kinds of organisation and the word lists that go with them."""
    text = files("ingest").joinpath("data", "organisation_kinds.toml").read_text("utf-8")
    content = tomllib.loads(text)
    after: dict[str, list[tuple[Phrase, Kind]]] = {}
    before: dict[str, list[tuple[Phrase, Kind]]] = {}
    for row in content["kind"]:
        kind = Kind(row["type"], row["family"], *(bool(row.get(key)) for key in ("weak", "sure", "same")))
        for side, phrases in ((after, row.get("after", [])), (before, row.get("before", []))):
            for phrase in phrases:
                words = tuple(phrase.lower().replace("'", "").split())
                side.setdefault(words[0], []).append((words, kind))
    for group in (*after.values(), *before.values()):
        group.sort(key=lambda one: -len(one[0]))
    lists = {name: frozenset(listed) for name, listed in content["words"].items()}
    every = [phrase for group in (*after.values(), *before.values()) for phrase, _ in group]
    lists["kind"] = frozenset(word for phrase in every for word in phrase)
    weak = {phrase[-1] for group in after.values() for phrase, kind in group if kind.weak}
    lists["end"] = frozenset(phrase[-1] for group in after.values() for phrase, _ in group) - weak
    return Kinds(after, before, lists)
