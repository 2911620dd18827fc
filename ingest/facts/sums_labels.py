"""What the label of a row or a column says of its part in a sum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ingest.facts.parts import comparator_in
from ingest.facts.times import without_times
from ingest.phrases import Phrases, listed, words
from ingest.quantities import Kind
from ingest.quantities_cell import times_in

_FEW = 3
_SMALL = frozenset("the of for a an and in £ £m £000 000 m k %".split())


@dataclass(frozen=True, slots=True)
class Role:
    """What a label claims: ``total`` is "sure", "net", "year" or empty; the others are as they are called.

    ``beside`` what stands beside a sum and is no part of it: a memo, or somebody else's figure.
    """

    total: str = ""
    memo: bool = False
    deduct: bool = False
    difference: bool = False
    share: bool = False
    rate: bool = False
    nested: bool = False
    beside: bool = False


@lru_cache(maxsize=4096)
def role_of(label: str) -> Role:
    """The part that a label claims in a sum."""
    bare = without_times(label)
    nested = label.lstrip()[:1] in ("-", "–", "•", "·", "o ")
    memo = _opens(_list("memo"), label) or "anywhere" in _list("memo").labels(label)
    return Role(
        total="" if memo or comparator_in(label) else _total(label, bare),
        memo=memo,
        deduct=bool(_list("deduct").find(bare)),
        difference=_close(_list("difference"), bare),
        share=bool(_list("share").find(label)),
        rate=bool(_list("never").find(label)),
        nested=nested,
        beside=memo or bool(comparator_in(label)),
    )


def adds_up(label: str) -> bool:
    """Whether figures under this label may be added: no rate, average or rank."""
    return not role_of(label).rate


def is_counted(label: str, about: str) -> bool:
    """Whether a label counts one by one, so that nothing can be off by rounding."""
    if _list("rounded").find(label) or not _list("exact").find(f"{label} ; {about}"):
        return False
    return bool(_list("exact").find(label)) or not _list("rounded").find(about)


def is_part_of_year(label: str) -> bool:
    """Whether a head names a quarter or a month."""
    short = label.strip().lower()
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    named = short[:3] in months or (short[:1] == "q" and short[1:2].isdigit()) or short.startswith("quarter")
    return named or any(item.kind is Kind.QUARTER for item in times_in(label))


def _list(table: str) -> Phrases:
    return listed("sum_words.toml", table)


def _total(label: str, bare: str) -> str:
    """How a label says that it holds all: it opens or closes with the word for it, and little else stands there."""
    said = tuple(word for word in words(bare) if word.fold not in _SMALL)
    if _list("apart").find(label):
        return ""
    for found in _list("result").among(said):
        rest = len(said) - (found.last - found.first)
        if "sure" in found.labels and (found.first <= 1 or found.last == len(said)) and rest <= _FEW:
            return "sure"
        if "year" in found.labels and rest <= 1:
            return "year"
        if "net" in found.labels and rest <= 2 * _FEW:
            return "net"
    return "year" if _close(_list("result"), label) and "year" in _list("result").labels(label) else ""


def _opens(phrases: Phrases, label: str) -> bool:
    found = phrases.find(label)
    return bool(found) and found[0].first == 0 and "opening" in found[0].labels


def _close(phrases: Phrases, label: str) -> bool:
    """Whether a short label opens or closes with one of the phrases."""
    said, found = words(label), phrases.find(label)
    return bool(found) and len(said) <= 2 * _FEW + 1 and (found[0].first == 0 or found[-1].last == len(said))
