"""The words of texts as SQLite's full-text index cuts and stems them, for a store that counts them by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from ingest.catalogue_schema import CUT

Place = tuple[int, int, int]
"""The number of a text, and how often a word stands in its header and in the text itself."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The words of several texts: where each stands, and how many words each text has."""

    places: dict[str, list[Place]]
    sizes: list[int]


def counted(texts: Sequence[tuple[str, str]]) -> Counted:
    """The words of these texts, each a header and the text itself."""
    with closing(_cutting()) as at:
        at.executemany(
            "INSERT INTO words (rowid, header, text) VALUES (?, ?, ?)",
            ((number, header, text) for number, (header, text) in enumerate(texts)),
        )
        found = at.execute(
            "SELECT term, doc, sum(col = 'header'), sum(col = 'text') FROM cut GROUP BY term, doc"
        )
        places: dict[str, list[Place]] = {}
        sizes = [0] * len(texts)
        for term, number, header, text in found:
            places.setdefault(str(term), []).append((number, header, text))
            sizes[number] += header + text
    return Counted(places, sizes)


@lru_cache(maxsize=10_000)
def terms_of(word: str) -> tuple[str, ...]:
    """The stem of one word: one as a rule, none where nothing is left, several where SQLite cuts it."""
    with closing(_cutting()) as at:
        at.execute("INSERT INTO words (text) VALUES (?)", (word,))
        return tuple(str(row[0]) for row in at.execute('SELECT term FROM cut ORDER BY "offset"'))


def _cutting() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute(f"CREATE VIRTUAL TABLE words USING fts5(header, text, tokenize='{CUT}')")
    made.execute("CREATE VIRTUAL TABLE cut USING fts5vocab(words, 'instance')")
    return made
