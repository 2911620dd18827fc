"""What the small words of a text do: deny, measure out, promise, except, point back; and the terms that are left.

The words are data (``data/binding_words.toml``); what they mean for a verdict is decided in ``assistant.binding.slots``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.packaged import packaged, phrases_of
from assistant.words import stem
from ingest.phrases import Phrases, words
from ingest.quantities import find
from ingest.quantities_model import Kind, Quantity

_FEW = 1


@dataclass(frozen=True, slots=True)
class Term:
    """One word that carries meaning: its place and the key under which its other forms stand too."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text taken apart: its terms in order, its quantities, and the labels of its small words by what they do."""

    text: str
    terms: tuple[Term, ...]
    figures: tuple[Quantity, ...]
    moments: tuple[Quantity, ...]
    negatives: int
    quantifiers: frozenset[str]
    states: frozenset[str]
    directions: frozenset[str]
    limits: frozenset[str]
    apart: bool
    points: bool
    verb: int

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its terms."""
        return frozenset(term.key for term in self.terms)


_WORDS = "binding_words"


def listed(table: str) -> Phrases:
    """The phrases of one table of the data file, each key a label."""
    return phrases_of(_WORDS, table)


@cache
def _slot_phrases() -> Phrases:
    """All phrases that fill a slot, under "table.label", so that the longest of any table counts."""
    tables = ("negative", "quantifier", "state", "apart", "direction", "limit")
    return Phrases(
        {f"{table}.{label}": said for table in tables for label, said in packaged(_WORDS)[table].items()}
    )


@cache
def _same() -> dict[str, str]:
    """The key of each stem that has other forms."""
    return {stem(word): f"={label}" for label, said in packaged(_WORDS)["same"].items() for word in said}


@cache
def _keys_of(table: str) -> frozenset[str]:
    return frozenset(key_of(phrase) for said in packaged(_WORDS)[table].values() for phrase in said)


def key_of(word: str) -> str:
    """The key of a word: its stem, or that of all its listed forms."""
    found = stem(word)
    return _same().get(found, found)


def is_broad(key: str) -> bool:
    """Whether a term is so wide that a clause need not name it."""
    return key in _keys_of("broad")


def is_self(key: str) -> bool:
    """Whether a term is the paper or the body that it is of."""
    return key in _keys_of("self")


@lru_cache(maxsize=20_000)
def marked(text: str) -> Marked:
    """A text taken apart."""
    found = telling(text)
    said = words(text)
    dated = [(item.start, item.end) for item in found if item.start_date]
    slots = [
        hit
        for hit in _slot_phrases().among(said)
        if not any(start <= hit.start and hit.end <= end for start, end in dated)
    ]
    labels = [label.split(".") for hit in slots for label in hit.labels]

    def of(table: str) -> frozenset[str]:
        return frozenset(label for kind, label in labels if kind == table)

    taken = [(item.start, item.end) for item in found] + [(hit.start, hit.end) for hit in slots]
    verbs = [hit.start for hit in listed("verb").among(said)]
    return Marked(
        text,
        tuple(_terms(text, taken)),
        tuple(item for item in found if not item.temporal or item.kind in (Kind.DURATION, Kind.AGE)),
        tuple(item for item in found if item.temporal and item.start_date),
        sum(kind == "negative" for kind, _ in labels),
        of("quantifier"),
        of("state"),
        of("direction"),
        of("limit"),
        bool(of("apart")),
        bool(listed("pointing").among(said)),
        min(verbs, default=-1),
    )


def telling(text: str) -> list[Quantity]:
    """The quantities of a text that can be compared."""
    return [item for item in find(text) if _tells(item)]


def _tells(quantity: Quantity) -> bool:
    """Whether a quantity can be compared: a blank, "one of" and "the next quarter" cannot."""
    if quantity.kind is Kind.PLACEHOLDER:
        return False
    if quantity.temporal:
        return bool(quantity.start_date) or quantity.kind in (Kind.DURATION, Kind.AGE)
    return quantity.value is not None and abs(quantity.value) > _FEW or quantity.kind is not Kind.COUNT


def _terms(text: str, taken: list[tuple[int, int]]) -> list[Term]:
    """The words that neither fill a slot nor stand in a quantity nor are empty; a number at the very beginning is its own."""
    out = []
    for place, word in enumerate(words(text)):
        if any(start < word.end and word.start < end for start, end in taken):
            continue
        enumerator = place == 0 and word.fold[0].isdigit()
        if enumerator or word.fold in _empty():
            continue
        out.append(Term(word.start, word.end, key_of(word.fold)))
    return out


@cache
def _empty() -> frozenset[str]:
    return frozenset(word.fold for phrase in packaged(_WORDS)["empty"]["empty"] for word in words(phrase))
